/** The cart's moves: each command turns one cart into the next, or says why not. */
import type { CartLine, CartState, CartUndo, RemovedLine, VariantFacts } from "./cart.ts";
import {
  CART_LINES_MAX,
  cartAt,
  cartSubtotal,
  LINE_QUANTITY_MAX,
  SETTLED_ORDERS_MAX,
  UNDO_MS,
} from "./cart.ts";
import {
  type CatalogLook,
  openLine,
  troubleOf,
  updateCart,
  updateLine,
  withLines,
  withoutNotices,
} from "./cart-facts.ts";
import type { Id } from "./id.ts";
import type { Currency } from "./money.ts";
import { CODES_MAX } from "./promotion.ts";
import { fail, invariant, ok, type Result, unreachable } from "./result.ts";

/** What can be asked of a cart. */
export type CartCommand =
  | {
      readonly type: "add";
      /** The id of the line, should the variant need a new one. */
      readonly lineId: Id<"line">;
      readonly facts: VariantFacts;
      readonly quantity: number;
    }
  | {
      readonly type: "set_quantity";
      readonly lineId: Id<"line">;
      /** 0 removes the line. */
      readonly quantity: number;
      /** Units that can be bought, where the caller has looked. */
      readonly available?: number;
    }
  | { readonly type: "remove"; readonly lineId: Id<"line"> }
  | { readonly type: "clear" }
  | { readonly type: "undo" }
  | {
      readonly type: "change_currency";
      readonly currency: Currency;
      /** The facts of every line in the new currency. */
      readonly facts: readonly VariantFacts[];
    }
  | ({ readonly type: "refresh" } & CatalogLook)
  | { readonly type: "dismiss_notices" }
  | { readonly type: "check_out"; readonly orderId: Id<"order"> }
  | { readonly type: "add_code" | "remove_code"; readonly code: string }
  /** All of them, in place of those before. */
  | { readonly type: "keep_codes"; readonly codes: readonly string[] }
  | {
      readonly type: "settle";
      readonly orderId: Id<"order">;
      readonly lines: readonly { readonly lineId: Id<"line">; readonly quantity: number }[];
    };

/** Why a command was refused; the cart is as it was. */
export type CartProblem =
  | { readonly reason: "cart_full"; readonly limit: number }
  | { readonly reason: "quantity_limit"; readonly limit: number; readonly inCart: number }
  | { readonly reason: "sold_out"; readonly available: number; readonly inCart: number }
  | { readonly reason: "variant_unavailable"; readonly variantIds: readonly Id<"variant">[] }
  | { readonly reason: "currency_mismatch"; readonly currency: Currency }
  | { readonly reason: "line_unknown" }
  | { readonly reason: "codes_full"; readonly limit: number }
  | { readonly reason: "nothing_to_undo" };

/** The cart after a command; the very same object where the command changed nothing. */
export interface CartStep {
  readonly state: CartState;
  readonly result: Result<CartState, CartProblem>;
}

type Move<Type extends CartCommand["type"]> = Extract<CartCommand, { type: Type }>;
type Outcome = Result<CartState, CartProblem>;

/** Commands that note something beside the lines. */
const NOTES: ReadonlySet<CartCommand["type"]> = new Set([
  "check_out",
  "add_code",
  "remove_code",
  "keep_codes",
]);

const CART_FULL = { reason: "cart_full", limit: CART_LINES_MAX } as const;

/**
 * Takes one command; the version rises by one where it changed anything.
 * @param now epoch milliseconds
 */
export function stepCart(state: CartState, command: CartCommand, now: number): CartStep {
  const cart = cartAt(state, now);
  const outcome = decide(cart, command, now);
  if (!outcome.ok || outcome.value === cart) return { state, result: outcome };
  // An order is named by the version that it was opened from: what leaves the lines as they are
  // must not raise it.
  const isNoted = NOTES.has(command.type);
  const next = { ...outcome.value, version: state.version + (isNoted ? 0 : 1) };
  return { state: next, result: ok(next) };
}

function decide(cart: CartState, command: CartCommand, now: number): Outcome {
  switch (command.type) {
    case "add":
      return add(cart, command, now);
    case "set_quantity":
      return setQuantity(cart, command, now);
    case "remove":
      return remove(cart, (line) => line.id === command.lineId, now);
    case "clear":
      return cart.lines.length === 0 ? ok(cart) : remove(cart, () => true, now);
    case "undo":
      return undo(cart);
    case "change_currency":
      return changeCurrency(cart, command, now);
    case "refresh":
      return ok(updateCart(cart, command, now));
    case "dismiss_notices":
      return ok(cart.notices.length === 0 ? cart : { ...cart, notices: [] });
    case "check_out": {
      const { orderId } = command;
      return ok(cart.checkoutId === orderId ? cart : { ...cart, checkoutId: orderId });
    }
    case "add_code":
      return addCode(cart, command.code);
    case "remove_code":
      return ok(
        withCodes(
          cart,
          cart.codes.filter((code) => code !== command.code),
        ),
      );
    case "keep_codes":
      return ok(withCodes(cart, command.codes.slice(0, CODES_MAX)));
    case "settle":
      return ok(settle(cart, command));
    default:
      return unreachable(command);
  }
}

function add(cart: CartState, { lineId, facts, quantity }: Move<"add">, now: number): Outcome {
  invariant(Number.isSafeInteger(quantity) && quantity > 0, "units are added by whole numbers");
  if (!facts.isForSale) {
    return fail({ reason: "variant_unavailable", variantIds: [facts.variantId] });
  }
  const { currency } = facts.unitPrice;
  if (cart.lines.length > 0 && cart.currency !== currency) {
    return fail({ reason: "currency_mismatch", currency: cart.currency });
  }
  const line = cart.lines.find((one) => one.variantId === facts.variantId);
  const inCart = line?.quantity ?? 0;
  const refusal = refuseUnits(inCart + quantity, { inCart, available: facts.available });
  if (refusal !== null) return refusal;
  if (line === undefined) {
    if (cart.lines.length >= CART_LINES_MAX) return fail(CART_FULL);
    const base = cart.currency === currency ? cart : { ...cart, currency, undo: null };
    return ok(withLines(base, [...cart.lines, openLine({ id: lineId, quantity }, facts, now)]));
  }
  const grown = updateLine({ ...line, quantity: inCart + quantity }, facts, now);
  return ok(withLines(cart, replaced(cart.lines, grown)));
}

function setQuantity(cart: CartState, command: Move<"set_quantity">, now: number): Outcome {
  const { lineId, quantity } = command;
  invariant(Number.isSafeInteger(quantity) && quantity >= 0, "a quantity is a whole number");
  const line = cart.lines.find((one) => one.id === lineId);
  if (line === undefined) return fail({ reason: "line_unknown" });
  if (quantity === line.quantity) return ok(cart);
  if (quantity === 0) return remove(cart, (one) => one.id === lineId, now);
  const { trouble } = line;
  const available = command.available ?? (trouble?.kind === "few_left" ? trouble.available : null);
  if (quantity > line.quantity) {
    const refusal = refuseUnits(quantity, { inCart: line.quantity, available });
    if (refusal !== null) return refusal;
  }
  const isOpenQuestion = available === null || trouble?.kind === "unavailable";
  const changed = {
    ...line,
    quantity,
    trouble: isOpenQuestion ? trouble : troubleOf(quantity, { isForSale: true, available }),
  };
  return ok(withLines(cart, replaced(cart.lines, changed)));
}

function refuseUnits(wanted: number, known: { inCart: number; available: number | null }) {
  const { inCart, available } = known;
  if (wanted > LINE_QUANTITY_MAX) {
    return fail({ reason: "quantity_limit", limit: LINE_QUANTITY_MAX, inCart });
  }
  return available !== null && wanted > available
    ? fail({ reason: "sold_out", available: Math.max(0, available), inCart })
    : null;
}

/** Takes lines out and remembers them; a removal before is then beyond undoing. */
function remove(cart: CartState, isMeant: (line: CartLine) => boolean, now: number): Outcome {
  const removed = cart.lines
    .map((line, index): RemovedLine => ({ index, line }))
    .filter(({ line }) => isMeant(line));
  if (removed.length === 0) return fail({ reason: "line_unknown" });
  const undo: CartUndo = { removed, until: now + UNDO_MS };
  const kept = cart.lines.filter((line) => !isMeant(line));
  return ok(withLines({ ...cart, undo }, kept));
}

/** Puts lines back where they stood; one whose variant came back meanwhile joins its line. */
function undo(cart: CartState): Outcome {
  if (cart.undo === null) return fail({ reason: "nothing_to_undo" });
  const { removed } = cart.undo;
  const isNew = ({ line }: RemovedLine) =>
    cart.lines.every((one) => one.variantId !== line.variantId);
  if (cart.lines.length + removed.filter(isNew).length > CART_LINES_MAX) return fail(CART_FULL);
  const undone = { ...cart, undo: null };
  return ok(removed.reduce(putBack, undone));
}

function putBack(cart: CartState, { index, line }: RemovedLine): CartState {
  const twin = cart.lines.find((one) => one.variantId === line.variantId);
  if (twin === undefined) return withLines(cart, cart.lines.toSpliced(index, 0, line));
  const quantity = Math.min(LINE_QUANTITY_MAX, twin.quantity + line.quantity);
  const joined = withLines(cart, replaced(cart.lines, { ...twin, quantity }));
  if (quantity === twin.quantity + line.quantity) return joined;
  const notice = { kind: "quantity_reduced", lineId: twin.id, quantity } as const;
  const others = withoutNotices(joined.notices, twin, ["quantity_reduced"]);
  return { ...joined, notices: [...others, notice] };
}

/** Every line at its price in the new currency, or none: a cart never mixes two. */
function changeCurrency(cart: CartState, command: Move<"change_currency">, now: number): Outcome {
  const { currency } = command;
  if (currency === cart.currency) return ok(cart);
  const known = new Map(command.facts.map((facts) => [facts.variantId, facts]));
  for (const facts of command.facts) {
    invariant(facts.unitPrice.currency === currency, "facts come in the new currency");
  }
  const repriced: CartLine[] = [];
  const missing: Id<"variant">[] = [];
  for (const line of cart.lines) {
    const facts = known.get(line.variantId);
    if (facts === undefined) missing.push(line.variantId);
    else repriced.push(updateLine(line, facts, now));
  }
  if (missing.length > 0) return fail({ reason: "variant_unavailable", variantIds: missing });
  const changed = withLines({ ...cart, currency, undo: repricedUndo(cart, known, now) }, repriced);
  if (repriced.length === 0) return ok(changed);
  const was = cartSubtotal(cart);
  const notice = {
    kind: "currency_changed",
    lineId: null,
    was,
    now: cartSubtotal(changed),
  } as const;
  const others = changed.notices.filter(
    ({ kind }) => kind !== "currency_changed" && kind !== "price_changed",
  );
  return ok({ ...changed, notices: [...others, notice] });
}

function repricedUndo(
  cart: CartState,
  known: ReadonlyMap<Id<"variant">, VariantFacts>,
  now: number,
): CartUndo | null {
  if (cart.undo === null) return null;
  const removed: RemovedLine[] = [];
  for (const { index, line } of cart.undo.removed) {
    const facts = known.get(line.variantId);
    if (facts === undefined) return null;
    removed.push({ index, line: updateLine(line, facts, now) });
  }
  return { ...cart.undo, removed };
}

function addCode(cart: CartState, code: string): Outcome {
  if (cart.codes.includes(code)) return ok(cart);
  if (cart.codes.length >= CODES_MAX) return fail({ reason: "codes_full", limit: CODES_MAX });
  return ok({ ...cart, codes: [...cart.codes, code] });
}

function withCodes(cart: CartState, codes: readonly string[]): CartState {
  const isSame =
    codes.length === cart.codes.length && codes.every((code) => cart.codes.includes(code));
  return isSame ? cart : { ...cart, codes };
}

/** Takes out what an order bought; what was added since stays. An order told twice counts once. */
function settle(cart: CartState, { orderId, lines: bought }: Move<"settle">): CartState {
  if (cart.settledOrders.includes(orderId)) return cart;
  const taken = new Map<Id<"line">, number>();
  for (const { lineId, quantity } of bought) {
    taken.set(lineId, (taken.get(lineId) ?? 0) + quantity);
  }
  const lines = cart.lines.flatMap((line) => {
    const quantity = line.quantity - (taken.get(line.id) ?? 0);
    if (quantity === line.quantity) return [line];
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
  const settledOrders = [...cart.settledOrders, orderId].slice(-SETTLED_ORDERS_MAX);
  const checkoutId = cart.checkoutId === orderId ? null : cart.checkoutId;
  const codes = lines.length === 0 ? [] : cart.codes;
  return withLines({ ...cart, settledOrders, checkoutId, codes }, lines);
}

function replaced(lines: readonly CartLine[], changed: CartLine): CartLine[] {
  return lines.map((line) => (line.id === changed.id ? changed : line));
}
