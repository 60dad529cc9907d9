/** The checkout: opening it, editing it, and placing the order that it becomes. */
import { type CheckoutRules, countriesServed } from "./checkout-rules.ts";
import { holdIdOf, type Id } from "./id.ts";
import type { Currency } from "./money.ts";
import {
  CHECKOUT_IDLE_MS,
  type HoldSubject,
  type LimitedUse,
  type LinePrice,
  missingParts,
  type Order,
  type OrderHold,
  type OrderInput,
  type OrderLine,
  type OrderProblem,
} from "./order.ts";
import {
  effect,
  finalLookAt,
  idleUntil,
  ignored,
  NO_PAYMENT,
  next,
  refused,
  type Step,
} from "./order-moves.ts";
import { areTaxesKnown, quoteOf, shippingMethods } from "./order-quote.ts";
import { hasLimit, type Promotion } from "./promotion.ts";
import { invariant } from "./result.ts";

/** Most codes that one order takes. */
export const CODES_MAX = 10;

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
    case "set_tax_id": {
      const anyone = { key: null, groups: [], ordersBefore: null };
      return touch({ ...order, buyer: { ...(order.buyer ?? anyone), taxId: input.taxId } }, now);
    }
    case "set_prices": {
      if (input.country !== (order.address?.country ?? null)) return ignored(order);
      const lines = order.lines.map((line) => subjectPriced(line, input.prices));
      const isSame = lines.every((line, index) => line === order.lines[index]);
      return isSame ? ignored(order) : touch({ ...order, lines }, now);
    }
    case "set_rates":
      return touch({ ...order, rules: { ...order.rules, ...input.rates } }, now);
    case "set_promotions": {
      const { promotions, usedUp } = input;
      const codes = input.codes.slice(0, CODES_MAX);
      return touch({ ...order, codes, rules: { ...order.rules, promotions, usedUp } }, now);
    }
  }
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

/** Only what was had or asked for is kept: a shop may have hundreds of promotions. */
function promotionsOf(
  { rules }: Pick<Order, "rules">,
  quote: Order["quote"],
): readonly Promotion[] {
  const told = new Set([
    ...quote.discounts.map(({ promotionId }) => promotionId),
    ...quote.refusals.flatMap(({ code, promotionId }) =>
      code === null ? [] : (promotionId ?? []),
    ),
  ]);
  return rules.promotions.filter(({ id }) => told.has(id));
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
  const lines = order.lines.map((line) => repriced(line, input.prices, now));
  // What was shown holds for as long as the quote does, whatever began or ended meanwhile.
  const promotedAt = now < order.quote.expiresAt ? order.quote.issuedAt : now;
  const rules = ratedAnew(order, input.rates, now);
  const quote = quoteOf({ ...order, lines, rules }, now, promotedAt);
  if (quote.shipping === null || !areTaxesKnown({ ...order, rules })) {
    // The way that was chosen is no longer there, or nobody knows what tax is due.
    const problem: OrderProblem =
      quote.shipping === null
        ? { reason: "checkout_incomplete", missing: ["shipping"] }
        : { reason: "tax_unavailable" };
    return { ...next(order, { lines, rules, quote }), result: refused(order, problem).result };
  }
  const nowMinor = quote.totals.grandTotalMinor;
  if (nowMinor !== input.totalMinor) {
    const step = next(order, { lines, rules, quote, notice: priceNotice(order, lines) });
    const wasMinor = input.totalMinor;
    const { currency } = order;
    return {
      ...step,
      result: refused(order, { reason: "price_changed", wasMinor, nowMinor, currency }).result,
    };
  }
  return hold({ ...order, lines, rules, quote }, now, input.holdMs);
}

/** Until the lock runs out, taxes and shipping stay as they were shown, where they are known. */
function ratedAnew(order: Order, rates: Place["rates"], now: number): CheckoutRules {
  const { rules } = order;
  if (rates === undefined) return rules;
  const isLocked = now < rules.ratesLockedUntil && areTaxesKnown(order);
  return isLocked ? rules : { ...rules, ...rates };
}

/** A lock that has run out no longer shields the shopper from the catalog's price. */
function repriced(line: OrderLine, prices: Place["prices"], now: number): OrderLine {
  if (now < line.priceLockedUntil) return line;
  const price = prices.find((of) => of.variantId === line.variantId);
  if (price === undefined || price.unitMinor === null) return line;
  return pricedBy(line, { ...price, unitMinor: price.unitMinor, listId: price.listId ?? null });
}

function priceNotice(order: Order, lines: readonly OrderLine[]): Order["notice"] {
  const changed = lines.filter((line, index) => line.unitMinor !== order.lines[index]?.unitMinor);
  return { reason: "price_changed", lineIds: changed.map((line) => line.lineId) };
}

function hold(order: Order, now: number, holdMs: number): Step {
  const placed: Order = { ...order, attempt: order.attempt + 1 };
  const uses = usesOf(order);
  const holds = [...holdsOf(order.lines), ...[...uses.keys()].map(oneUse)];
  const expiresAt = now + holdMs;
  const effects = holds.map(({ itemId, quantity }) => {
    const holdId = holdIdOf(placed.id, placed.attempt);
    const use = uses.get(itemId);
    const request = { kind: "hold", itemId, holdId, quantity, expiresAt } as const;
    return effect(placed, use === undefined ? request : { ...request, use }, { name: itemId });
  });
  return next(
    placed,
    {
      status: "holding",
      holds,
      holdExpiresAt: expiresAt,
      payment: NO_PAYMENT,
      notice: null,
      placedAt: now,
      deadlineAt: finalLookAt({ ...placed, placedAt: now, holdExpiresAt: expiresAt }),
    },
    effects,
  );
}

/** Lines that share a stock item are one hold, so that together they cannot exceed what is there. */
function holdsOf(lines: readonly OrderLine[]): OrderHold[] {
  const units = new Map<Id<"stockItem">, number>();
  for (const { itemId, quantity } of lines) units.set(itemId, (units.get(itemId) ?? 0) + quantity);
  return [...units].map(([itemId, quantity]) => ({ itemId, quantity, stage: "asked" }));
}

/** The uses that somebody counts: of promotions that have a limit. */
function usesOf({ quote, rules, buyer, currency }: Order): Map<HoldSubject, LimitedUse> {
  const customer = buyer?.key ?? null;
  const uses = new Map<HoldSubject, LimitedUse>();
  for (const { promotionId, code, minor: costMinor } of quote.discounts) {
    const promotion = rules.promotions.find(({ id }) => id === promotionId);
    if (promotion === undefined || !hasLimit(promotion)) continue;
    uses.set(promotion.id, { code, customer, currency, costMinor, limits: promotion.limits });
  }
  return uses;
}

function oneUse(itemId: HoldSubject): OrderHold {
  return { itemId, quantity: 1, stage: "asked" };
}
