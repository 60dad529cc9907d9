/** The checkout: opening it, editing it, and placing the order that it becomes. */
import { type CheckoutRates, type CheckoutRules, countriesServed } from "./checkout-rules.ts";
import type { Id } from "./id.ts";
import { CHARGE_LEAST_MINOR, type Currency } from "./money.ts";
import { CHECKOUT_IDLE_MS, missingParts, type Order } from "./order.ts";
import { changesBetween, type OrderChange } from "./order-changes.ts";
import { hold } from "./order-hold.ts";
import type { OrderInput, OrderProblem } from "./order-input.ts";
import type { LinePrice, OrderLine } from "./order-line.ts";
import { idleUntil, ignored, NO_PAYMENT, next, refused, type Step } from "./order-moves.ts";
import { ANYONE, buyerWith, promotionsOf } from "./order-promotions.ts";
import { areTaxesKnown, quoteOf, shippingMethods } from "./order-quote.ts";
import { CODES_MAX } from "./promotion.ts";
import { invariant } from "./result.ts";

/** What a checkout is opened from. */
export interface OpenOrder {
  readonly id: Id<"order">;
  readonly number: string;
  readonly cartId: Id<"cart">;
  readonly cartVersion: number;
  readonly currency: Currency;
  readonly rules: CheckoutRules;
  /** At least one. */
  readonly lines: readonly OrderLine[];
}

/** @returns a new checkout, quoted without shipping and tax until an address is known */
export function openOrder(opening: OpenOrder, now: number): Order {
  invariant(opening.lines.length > 0, "an order has lines");
  const draft = {
    v: 1,
    ...opening,
    version: 1,
    status: "open",
    email: null,
    address: null,
    shippingMethodId: null,
    codes: [],
    buyer: null,
    isTold: false,
    attempt: 0,
    holds: [],
    holdExpiresAt: null,
    payment: NO_PAYMENT,
    refunds: [],
    ending: null,
    notice: null,
    seenEvents: [],
    openedAt: now,
    touchedAt: now,
    placedAt: null,
    confirmedAt: null,
    endedAt: null,
    deadlineAt: now + CHECKOUT_IDLE_MS,
  } as const;
  const quote = quoteOf(draft, now);
  return { ...draft, rules: { ...draft.rules, promotions: promotionsOf(draft, quote) }, quote };
}

type Edit = Extract<
  OrderInput,
  {
    type:
      | "set_contact"
      | "set_address"
      | "set_shipping"
      | "set_tax_id"
      | "set_prices"
      | "set_promotions"
      | "set_rates";
  }
>;

/** Changes what the shopper may still change. */
export function edit(order: Order, input: Edit, now: number): Step {
  if (order.status !== "open") {
    return refused(order, { reason: "checkout_closed", status: order.status });
  }
  switch (input.type) {
    case "set_contact":
      return touch({ ...order, email: input.email }, now);
    case "set_address": {
      const { country } = input.address;
      return countriesServed(order.rules).includes(country)
        ? touch({ ...order, address: input.address }, now)
        : refused(order, { reason: "country_not_served", country });
    }
    case "set_shipping": {
      const { methodId } = input;
      const isOffered = shippingMethods(order).some(({ method }) => method.id === methodId);
      return isOffered
        ? touch({ ...order, shippingMethodId: methodId }, now)
        : refused(order, { reason: "shipping_method_unknown", methodId });
    }
    case "set_tax_id":
      return touch({ ...order, buyer: { ...(order.buyer ?? ANYONE), taxId: input.taxId } }, now);
    case "set_prices": {
      if (input.country !== (order.address?.country ?? null)) return ignored(order);
      const lines = order.lines.map((line) => subjectPriced(line, input.prices));
      const isSame = lines.every((line, index) => line === order.lines[index]);
      return isSame ? ignored(order) : touch({ ...order, lines }, now);
    }
    case "set_rates":
      return setRates(order, input.rates, now);
    case "set_promotions":
      return setPromotions(order, input, now);
  }
}

/** Taxes and shipping whose lock has run out give way to the present ones, and that is told. */
function setRates(order: Order, rates: CheckoutRates, now: number): Step {
  const rated = { ...order, rules: { ...order.rules, ...rates }, notice: otherNotice(order) };
  const step = touch(rated, now);
  // Of another address that is on its way, nothing was shown yet.
  if (now < order.rules.ratesLockedUntil || !areTaxesKnown(rated)) return step;
  const { quote } = step.order;
  const changes = changesBetween(order, { lines: order.lines, quote });
  if (changes.length === 0) return step;
  return { ...step, order: { ...step.order, notice: priceNotice(order, order.lines, changes) } };
}

function setPromotions(
  order: Order,
  { codes, customer = null, after, ...given }: Extract<Edit, { type: "set_promotions" }>,
  now: number,
): Step {
  const { promotions, usedUp, usedByBuyer = [], budgetLeft = {} } = given;
  const { key = null } = order.buyer ?? {};
  // Asked for before another window named somebody else: whoever that is stays.
  const isOld = after?.contact === false && key !== null && customer?.key !== key;
  return touch(
    {
      ...order,
      codes: codes.slice(0, CODES_MAX),
      buyer: isOld ? order.buyer : buyerWith(order, customer),
      rules: { ...order.rules, promotions, usedUp, usedByBuyer, budgetLeft },
      notice: after?.rates === true ? order.notice : otherNotice(order),
    },
    now,
  );
}

/** What had changed before the present change was seen, or is no longer so. */
function otherNotice({ notice }: Order): Order["notice"] {
  return notice?.reason === "price_changed" ? null : notice;
}

function touch(order: Order, now: number): Step {
  const quote = quoteOf(order, now);
  return next(order, {
    lines: order.lines,
    email: order.email,
    address: order.address,
    shippingMethodId: order.shippingMethodId,
    codes: order.codes,
    buyer: order.buyer,
    rules: { ...order.rules, promotions: promotionsOf(order, quote) },
    quote,
    touchedAt: now,
    deadlineAt: idleUntil(order, now),
  });
}

/** A line at the price for where it goes and who buys, or else at the cart's. */
function subjectPriced(
  line: OrderLine,
  prices: Extract<OrderInput, { type: "set_prices" }>["prices"],
): OrderLine {
  const own = prices.find(({ variantId }) => variantId === line.variantId) ?? line.cartPrice;
  const isSame = own.unitMinor === line.unitMinor && own.listId === line.listId;
  return isSame ? line : pricedBy(line, own);
}

function pricedBy(line: OrderLine, { unitMinor, listId, exchange }: LinePrice): OrderLine {
  const { exchange: _before, ...rest } = line;
  const priced = { ...rest, unitMinor, listId };
  return exchange === undefined ? priced : { ...priced, exchange };
}

type Place = Extract<OrderInput, { type: "place" }>;

/**
 * Turns the checkout into an order: it is stored before any stock or money moves.
 * A second click while the first is under way changes nothing.
 */
export function place(order: Order, input: Place, now: number): Step {
  if (order.status !== "open") {
    return order.status === "cancelled" || order.ending?.to === "cancelled"
      ? refused(order, { reason: "checkout_closed", status: order.status })
      : ignored(order);
  }
  const missing = missingParts(order);
  if (missing.length > 0) return refused(order, { reason: "checkout_incomplete", missing });
  if (input.cartVersion !== order.cartVersion) return refused(order, { reason: "cart_changed" });
  const gone = input.prices.filter((price) => price.unitMinor === null);
  if (gone.length > 0) {
    const variantIds = gone.map((price) => price.variantId);
    return refused(order, { reason: "variant_unavailable", variantIds });
  }
  const today = asOfNow(order, input, now);
  if (today.quote.shipping === null || !areTaxesKnown({ ...order, ...today })) {
    // The way that was chosen is no longer there, or nobody knows what tax is due.
    const problem: OrderProblem =
      today.quote.shipping === null
        ? { reason: "checkout_incomplete", missing: ["shipping"] }
        : { reason: "tax_unavailable" };
    return { ...next(order, today), result: refused(order, problem).result };
  }
  if (today.quote.totals.grandTotalMinor !== input.totalMinor) {
    return priceChanged(order, today, input.totalMinor);
  }
  const { currency } = order;
  const leastMinor = CHARGE_LEAST_MINOR[currency];
  if (input.totalMinor > 0 && input.totalMinor < leastMinor) {
    return refused(order, { reason: "total_too_small", leastMinor, currency });
  }
  return hold({ ...order, ...today }, now, input.holdMs);
}

/** The parts of an order that follow from prices and rules. */
type Today = Pick<Order, "lines" | "rules" | "codes" | "buyer" | "quote">;

/** What was shown holds for as long as its lock does, whatever began or ended meanwhile. */
function asOfNow(order: Order, { prices, rates, promoted }: Place, now: number): Today {
  const lines = order.lines.map((line) => repriced(line, prices, now));
  const rules = ratedAnew(order, rates, now);
  if (now < order.quote.expiresAt || promoted === undefined) {
    const promotedAt = now < order.quote.expiresAt ? order.quote.issuedAt : now;
    const quote = quoteOf({ ...order, lines, rules }, now, promotedAt);
    return { lines, rules, codes: order.codes, buyer: order.buyer, quote };
  }
  const { codes, customer, ...promotions } = promoted;
  const buyer = buyerWith(order, customer);
  const read = { codes, buyer, rules: { ...rules, ...promotions } };
  const quote = quoteOf({ ...order, ...read, lines }, now);
  return { ...read, rules: { ...read.rules, promotions: promotionsOf(read, quote) }, lines, quote };
}

/** Until the lock runs out, taxes and shipping stay as they were shown, where they are known. */
function ratedAnew(order: Order, rates: Place["rates"], now: number): CheckoutRules {
  const { rules } = order;
  if (rates === undefined) return rules;
  const isLocked = now < rules.ratesLockedUntil && areTaxesKnown(order);
  return isLocked ? rules : { ...rules, ...rates };
}

/** Nothing is held before the shopper has seen what is another amount now, and why. */
function priceChanged(order: Order, today: Today, wasMinor: number): Step {
  const found = changesBetween(order, today);
  // Another window may have been shown the same difference already.
  const changes = found.length > 0 ? found : (order.notice?.changes ?? []);
  const { currency } = order;
  const nowMinor = today.quote.totals.grandTotalMinor;
  const notice = priceNotice(order, today.lines, changes);
  const step = next(order, { ...today, notice });
  const problem = { reason: "price_changed", wasMinor, nowMinor, currency, changes } as const;
  return { ...step, result: refused(order, problem).result };
}

/** A lock that has run out no longer shields the shopper from the catalog's price. */
function repriced(line: OrderLine, prices: Place["prices"], now: number): OrderLine {
  if (now < line.priceLockedUntil) return line;
  const price = prices.find((of) => of.variantId === line.variantId);
  if (price === undefined || price.unitMinor === null) return line;
  return pricedBy(line, { ...price, unitMinor: price.unitMinor, listId: price.listId ?? null });
}

function priceNotice(
  order: Order,
  lines: readonly OrderLine[],
  changes: readonly OrderChange[],
): Order["notice"] {
  const changed = lines.filter((line, index) => line.unitMinor !== order.lines[index]?.unitMinor);
  return { reason: "price_changed", lineIds: changed.map((line) => line.lineId), changes };
}
