/** From a cart to its checkout: one open order for each cart, with what an earlier one knew. */
import { collectableAt } from "../../db/delivery.ts";
import { lineFacts } from "../../db/line-facts.ts";
import { openReader } from "../../db/statement.ts";
import { type CartLine, type CartState, stepOf } from "../../domain/cart.ts";
import type { CheckoutRules } from "../../domain/checkout-rules.ts";
import { type Id, idFromBytes, mintOrderNumber } from "../../domain/id.ts";
import type { Order } from "../../domain/order.ts";
import { type LineFacts, NO_FACTS, type OrderLine } from "../../domain/order-line.ts";
import { fail, ok } from "../../domain/result.ts";
import type { CheckoutChange } from "../../durable-objects/order-commands.ts";
import { callObject, cartStub } from "../../durable-objects/stubs.ts";
import { freshCart } from "../../http/cart-look.ts";
import type { Command } from "../../http/idempotency.ts";
import type { KnownProblem } from "../../http/problem.ts";
import { rulesIn } from "../../http/shop-rules.ts";
import type { CheckoutContext } from "./answer.ts";
import {
  askOrder,
  type CheckoutOutcome,
  type Claim,
  callerOf,
  claimOf,
  problemWith,
  showOrder,
} from "./checkout-order.ts";
import { customerKey } from "./customer.ts";
import { pricesOf, staleIn } from "./prices-now.ts";
import { promotionsFor } from "./promoted-order.ts";
import { ratedChange } from "./rates-now.ts";

/** Times that a shopper may start over from one and the same cart. */
const RESTARTS_MAX = 50;

/**
 * Opens the checkout of the shopper's cart. The order's id follows from the cart as it is, so two
 * tabs and two clicks meet in one order; where that one was cancelled, the next one is opened.
 * @param from an earlier checkout whose contact and address are taken over
 */
export async function openCheckout(
  c: CheckoutContext,
  command: Command,
  { from }: { from?: Id<"order"> | undefined } = {},
): Promise<CheckoutOutcome> {
  const claim = await claimOf(c);
  if (claim === null) return fail({ reason: "cart_empty" });
  const cart = await freshCart(c.env, claim.cartId);
  if (cart.lines.length === 0) return fail({ reason: "cart_empty" });
  // What a list gives was set in its currency.
  const own = cart.lines.filter((line) => (stepOf(line, cart.lines)?.listId ?? null) === null);
  const trouble = troubleOf(cart) ?? (await staleIn(c.env, own, cart.currency));
  if (trouble !== null) return fail(trouble);
  const { currency } = cart;
  const earlierId = from ?? cart.checkoutId;
  const variantIds = cart.lines.map(({ variantId }) => variantId);
  const [rules, facts, [earlier, promotions]] = await Promise.all([
    rulesIn(c.env.CATALOG, currency, Date.now()),
    lineFacts(openReader(c.env.CATALOG), variantIds, currency),
    promotedParts(c, cart, earlierId === null ? {} : knownParts(c, claim, earlierId)),
  ]);
  const subject = { country: earlier.address?.country ?? null, groups: [] };
  const [prices, collectable] = await Promise.all([
    pricesOf(c.env, cart, subject),
    hasCollection(rules) ? collectableAt(openReader(c.env.CATALOG), cart.lines) : new Map(),
  ]);
  const lines = cart.lines.map((line) =>
    orderLine(line, cart, {
      ...(facts.get(line.variantId) ?? NO_FACTS),
      collectAt: collectable.get(line.variantId) ?? [],
    }),
  );
  const rated = await ratedChange(
    c.env,
    { currency, rules, lines },
    { ...earlier, caller: callerOf(c) },
  );
  const change = { ...rated, promotions, prices };
  for (let restart = 0; restart < RESTARTS_MAX; restart += 1) {
    const id = await orderIdOf(claim.cartId, cart, restart);
    const opening = {
      id,
      number: mintOrderNumber(crypto.getRandomValues(new Uint8Array(8))),
      cartId: claim.cartId,
      cartVersion: cart.version,
      currency: cart.currency,
      rules,
      lines,
    };
    const answer = await askOrder(c, id, (order) => order.open(opening, change, command));
    if (!answer.ok) return showOrder(c, answer);
    const { status, codes } = answer.value;
    if (status === "cancelled") continue;
    if (status !== "open" || isSameCodes(codes, promotions.codes)) {
      return replaceOrder(c, claim, answer.value);
    }
    // The codes changed in the cart since this very checkout was opened from it.
    const again = { ...command, key: `${command.key}:codes` };
    const changed = await askOrder(c, id, (order) => order.change(claim, { promotions }, again));
    return changed.ok ? replaceOrder(c, claim, changed.value) : showOrder(c, changed);
  }
  return fail({ reason: "too_many_requests" });
}

function hasCollection({ zones }: CheckoutRules): boolean {
  return zones.some(({ methods }) => methods.some(({ kind }) => kind === "pickup"));
}

/**
 * A cart has one order at a time: the one before, still unpaid, is let go with its goods. Where it
 * is being paid in this very moment, the shopper sees that one instead of paying twice.
 */
async function replaceOrder(
  c: CheckoutContext,
  claim: Claim,
  order: Order,
): Promise<CheckoutOutcome> {
  const earlierId = await callObject(
    () => cartStub(c.env, claim.cartId),
    async (cart): Promise<Id<"order"> | null> => await cart.checkOut({ orderId: order.id }),
  );
  if (earlierId === null) return showOrder(c, ok(order));
  const earlier = await askOrder(c, earlierId, (of) => of.view(claim));
  if (!earlier.ok || !isUnpaid(earlier.value)) return showOrder(c, ok(order));
  const letGo = { key: `replaced:${order.id}`, fingerprint: order.id };
  const answer = await askOrder(c, earlierId, (of) => of.cancel(claim, letGo));
  if (answer.ok) return showOrder(c, ok(order));
  return showOrder(c, await askOrder(c, earlierId, (of) => of.view(claim)));
}

/** Placed, and neither paid nor over. */
function isUnpaid({ status }: Order): boolean {
  return status !== "open" && status !== "confirmed" && status !== "cancelled";
}

/** What keeps a cart from being checked out; the shopper mends it on the cart's page. */
function troubleOf(cart: CartState): KnownProblem | null {
  const line = cart.lines.find(({ trouble }) => trouble !== null);
  if (line?.trouble == null) return null;
  if (line.trouble.kind === "unavailable") {
    return problemWith({ reason: "variant_unavailable", variantIds: [line.variantId] });
  }
  const available = line.trouble.kind === "few_left" ? line.trouble.available : 0;
  return problemWith({ reason: "sold_out", lineIds: [line.id], available });
}

async function orderIdOf(
  cartId: Id<"cart">,
  cart: CartState,
  restart: number,
): Promise<Id<"order">> {
  const lineIds = cart.lines.map((line) => line.id);
  const text = JSON.stringify([cartId, cart.version, lineIds, restart]);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return idFromBytes("order", new Uint8Array(digest));
}

function orderLine(line: CartLine, { lines }: CartState, facts: LineFacts): OrderLine {
  const { listId = null } = stepOf(line, lines) ?? {};
  // What a list gives was set in its currency, and made by no rate.
  const rate = line.exchange === undefined || listId !== null ? {} : { exchange: line.exchange };
  const cartPrice = { unitMinor: line.unitPrice.minor, listId, ...rate };
  return {
    lineId: line.id,
    productId: line.productId,
    variantId: line.variantId,
    itemId: line.itemId,
    handle: line.handle,
    title: line.title,
    variantTitle: line.variantTitle,
    sku: line.sku,
    picture: line.picture,
    quantity: line.quantity,
    ...cartPrice,
    cartPrice,
    priceLockedUntil: line.lockedUntil,
    facts,
  };
}

/** What an earlier checkout knew, and the promotions for whoever that was. */
async function promotedParts(
  c: CheckoutContext,
  { codes, currency, checkoutId }: CartState,
  known: CheckoutChange | Promise<CheckoutChange>,
) {
  const earlier = await known;
  const { email } = earlier;
  const key = email === undefined ? null : await customerKey(c.env, email);
  const asked = { typed: codes, currency, customer: key, orderId: checkoutId };
  return [earlier, await promotionsFor(c.env, asked)] as const;
}

/** What an earlier checkout of the shopper knew already. Codes are the cart's. */
async function knownParts(
  c: CheckoutContext,
  claim: Claim,
  from: Id<"order">,
): Promise<CheckoutChange> {
  const earlier = await askOrder(c, from, (order) => order.view(claim));
  if (!earlier.ok) return {};
  const { email, address, shippingMethodId, buyer } = earlier.value;
  return {
    email: email ?? undefined,
    address: address ?? undefined,
    shippingMethodId: shippingMethodId ?? undefined,
    taxId: buyer?.taxId ?? undefined,
  };
}

function isSameCodes(left: Order["codes"], right: Order["codes"]): boolean {
  return left.map(({ code }) => code).join(" ") === right.map(({ code }) => code).join(" ");
}
