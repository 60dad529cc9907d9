/** What the catalog's facts do to a cart: prices, troubles and the notices that tell of them. */
import type {
  CartLine,
  CartNotice,
  CartState,
  LineTrouble,
  VariantDescription,
  VariantFacts,
} from "./cart.ts";
import { PRICE_LOCK_MS, stepOf } from "./cart.ts";
import type { Id } from "./id.ts";
import { lowerSteps, type PriceStep } from "./price-list.ts";

/** What a look at the catalog found. */
export interface CatalogLook {
  readonly facts: readonly VariantFacts[];
  /** Variants that were asked for and are no longer known. */
  readonly gone?: readonly Id<"variant">[];
}

/** A new line at the price that the shopper sees now. @param line its id and its quantity */
export function openLine(
  line: Pick<CartLine, "id" | "quantity">,
  facts: VariantFacts,
  now: number,
): CartLine {
  return {
    ...describe(facts),
    id: line.id,
    quantity: line.quantity,
    ...priceOf(facts),
    steps: facts.steps,
    lockedUntil: now + PRICE_LOCK_MS,
    trouble: troubleOf(line.quantity, facts),
  };
}

/** A price, and the rate that made it where one did. */
function priceOf({
  unitPrice,
  exchange,
}: Pick<CartLine, "unitPrice" | "exchange">): Pick<CartLine, "unitPrice" | "exchange"> {
  return exchange === undefined ? { unitPrice } : { unitPrice, exchange };
}

/**
 * A line in the light of new facts; the very same line where they tell nothing new.
 * A lower price is given at once, a higher one when the lock has lapsed.
 */
export function updateLine(line: CartLine, facts: VariantFacts, now: number): CartLine {
  const isUnlocked = line.lockedUntil <= now;
  const known = stepsOf(line);
  const told = stepsOf(facts);
  const isForeign = facts.unitPrice.currency !== line.unitPrice.currency;
  const steps = isForeign || isUnlocked ? told : lowerSteps(known, told);
  const isRepriced = isForeign || !isSamePrices(steps, known);
  const trouble = troubleOf(line.quantity, facts);
  const isSame =
    !isRepriced &&
    !isUnlocked &&
    isSameTrouble(trouble, line.trouble) &&
    isSameDescription(line, facts);
  if (isSame) return line;
  const { exchange: _before, ...rest } = line;
  return {
    ...rest,
    ...describe(facts),
    // A lock that begins anew takes the rate of its day, also where the price is the same.
    // At the quantity that the cart has of it: withLines() looks at all lines.
    ...priceOf(isRepriced || isUnlocked ? facts : line),
    steps,
    lockedUntil: isRepriced || isUnlocked ? now + PRICE_LOCK_MS : line.lockedUntil,
    trouble,
  };
}

/** The cart after a look at the catalog; facts in another currency came late and tell nothing. */
export function updateCart(cart: CartState, look: CatalogLook, now: number): CartState {
  const known = new Map(look.facts.map((facts) => [facts.variantId, facts]));
  const gone = new Set(look.gone);
  const lines = cart.lines.map((line) => {
    if (gone.has(line.variantId)) return withTrouble(line, { kind: "unavailable" });
    const facts = known.get(line.variantId);
    return facts?.unitPrice.currency === cart.currency ? updateLine(line, facts, now) : line;
  });
  return lines.every((line, index) => line === cart.lines[index]) ? cart : withLines(cart, lines);
}

/** What stands in the way of buying `quantity`; null where nothing does. */
export function troubleOf(
  quantity: number,
  facts: Pick<VariantFacts, "isForSale" | "available">,
): LineTrouble | null {
  if (!facts.isForSale) return { kind: "unavailable" };
  if (facts.available <= 0) return { kind: "sold_out" };
  return facts.available < quantity ? { kind: "few_left", available: facts.available } : null;
}

/**
 * The cart with other lines and the notices that follow from what became of each line.
 * An empty cart has nothing to tell.
 */
export function withLines(cart: CartState, wanted: readonly CartLine[]): CartState {
  if (wanted.length === 0) return { ...cart, lines: wanted, notices: [] };
  const lines = wanted.map((line) => pricedByUnits(line, wanted));
  const before = new Map(cart.lines.map((line) => [line.id, line]));
  let notices = cart.notices.filter(
    (notice) => notice.lineId === null || lines.some((line) => line.id === notice.lineId),
  );
  for (const line of lines) {
    const was = before.get(line.id) ?? null;
    const agreed = was && pricedByUnits(was, lines);
    const kept = agreed === was ? notices : withoutNotices(notices, line, PRICE);
    notices = tellOf(line, was, agreed === null ? kept : tellOfPrice(line, agreed, kept));
  }
  return { ...cart, lines, notices };
}

/** What more or fewer units do to the price is the shopper's own doing, and no notice. */
const PRICE = ["price_changed"] as const;

function pricedByUnits(line: CartLine, lines: readonly CartLine[]): CartLine {
  const step = stepOf(line, lines);
  return step === null || step.minor === line.unitPrice.minor
    ? line
    : { ...line, unitPrice: { ...line.unitPrice, minor: step.minor } };
}

/** Without any told, the price is the same at every quantity. */
function stepsOf({ unitPrice, steps }: CartLine | VariantFacts): readonly PriceStep[] {
  const { minor } = unitPrice;
  return steps ?? [{ fromQuantity: 1, minor, listId: null, beforeMinor: null }];
}

function isSamePrices(left: readonly PriceStep[], right: readonly PriceStep[]): boolean {
  return (
    left.length === right.length &&
    left.every(
      ({ fromQuantity, minor }, index) =>
        minor === right[index]?.minor && fromQuantity === right[index].fromQuantity,
    )
  );
}

function tellOf(line: CartLine, before: CartLine | null, notices: CartNotice[]): CartNotice[] {
  let told = notices;
  if (before !== null && before.quantity !== line.quantity) {
    told = withoutNotices(told, line, ["quantity_reduced"]);
  }
  if (isSameTrouble(line.trouble, before?.trouble ?? null)) return told;
  const others = withoutNotices(told, line, ["few_left", "sold_out", "unavailable"]);
  return line.trouble === null ? others : [...others, { ...line.trouble, lineId: line.id }];
}

/** @returns the notices without those of some kinds that speak of `line` */
export function withoutNotices(
  notices: readonly CartNotice[],
  line: CartLine,
  kinds: readonly CartNotice["kind"][],
): CartNotice[] {
  return notices.filter((notice) => notice.lineId !== line.id || !kinds.includes(notice.kind));
}

/** Tells the price against the one last agreed with, so that a change there and back is none. */
function tellOfPrice(line: CartLine, before: CartLine, notices: CartNotice[]): CartNotice[] {
  const now = line.unitPrice;
  if (before.unitPrice.currency === now.currency && before.unitPrice.minor === now.minor) {
    return notices;
  }
  const told = notices.find(
    (notice) => notice.kind === "price_changed" && notice.lineId === line.id,
  );
  const was = told?.kind === "price_changed" ? told.was : before.unitPrice;
  const others = withoutNotices(notices, line, ["price_changed"]);
  return was.currency !== now.currency || was.minor === now.minor
    ? others
    : [...others, { kind: "price_changed", lineId: line.id, was, now }];
}

function withTrouble(line: CartLine, trouble: LineTrouble): CartLine {
  return isSameTrouble(line.trouble, trouble) ? line : { ...line, trouble };
}

function isSameTrouble(left: LineTrouble | null, right: LineTrouble | null): boolean {
  if (left?.kind === "few_left" && right?.kind === "few_left") {
    return left.available === right.available;
  }
  return left?.kind === right?.kind;
}

function describe(facts: VariantDescription): VariantDescription {
  return {
    productId: facts.productId,
    variantId: facts.variantId,
    itemId: facts.itemId,
    handle: facts.handle,
    title: facts.title,
    variantTitle: facts.variantTitle,
    sku: facts.sku,
    picture: facts.picture,
  };
}

function isSameDescription(line: VariantDescription, facts: VariantDescription): boolean {
  return JSON.stringify(describe(line)) === JSON.stringify(describe(facts));
}
