/** The checkout: opening it, editing it, and placing the order that it becomes. */
import { holdIdOf, type Id } from "./id.ts";
import type { Currency } from "./money.ts";
import {
  type Address,
  CHECKOUT_IDLE_MS,
  type CheckoutRules,
  missingParts,
  type Order,
  type OrderHold,
  type OrderInput,
  type OrderLine,
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
import { quoteOrder } from "./pricing.ts";
import type { Quote, QuoteTaxes, TaxRate } from "./quote.ts";
import { invariant } from "./result.ts";

/** The class of goods that have no class of their own. */
const STANDARD_TAX_CLASS = "standard";

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
  return { ...draft, quote: quoteOf(draft, now) };
}

/** The reckoning of the order as it is. */
export function quoteOf(
  order: Pick<Order, "currency" | "rules" | "lines" | "address" | "shippingMethodId">,
  now: number,
): Quote {
  const { rules, address, shippingMethodId } = order;
  const rate = rules.taxRates.find(({ country }) => country === address?.country);
  return quoteOrder(
    {
      currency: order.currency,
      pricesIncludeTax: rules.pricesIncludeTax,
      lines: order.lines.map((line) => ({ ...line, taxClass: STANDARD_TAX_CLASS })),
      shipping: rules.shippingOptions.find((of) => of.methodId === shippingMethodId) ?? null,
      taxes: rate === undefined || address === null ? null : taxesOf(rate, address),
    },
    now,
  );
}

/** The tax of a country, as rules that hold everywhere in it. */
function taxesOf(rate: TaxRate, address: Address): QuoteTaxes {
  const anywhere = { region: null, postalFrom: null, postalTo: null, taxClass: null };
  return {
    rules: [{ ...rate, id: rate.country, ...anywhere }],
    place: address,
    policy: { rounding: "per_order", isExempt: false },
    shippingClass: null,
  };
}

type Edit = Extract<OrderInput, { type: "set_contact" | "set_address" | "set_shipping" }>;

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
      const isServed = order.rules.taxRates.some((rate) => rate.country === country);
      return isServed
        ? touch({ ...order, address: input.address }, now)
        : refused(order, { reason: "country_not_served", country });
    }
    case "set_shipping": {
      const { methodId } = input;
      const isOffered = order.rules.shippingOptions.some((of) => of.methodId === methodId);
      return isOffered
        ? touch({ ...order, shippingMethodId: methodId }, now)
        : refused(order, { reason: "shipping_method_unknown", methodId });
    }
  }
}

function touch(order: Order, now: number): Step {
  return next(order, {
    email: order.email,
    address: order.address,
    shippingMethodId: order.shippingMethodId,
    quote: quoteOf(order, now),
    touchedAt: now,
    deadlineAt: idleUntil(order, now),
  });
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
  const quote = quoteOf({ ...order, lines }, now);
  const nowMinor = quote.totals.grandTotalMinor;
  if (nowMinor !== input.totalMinor) {
    const step = next(order, { lines, quote, notice: priceNotice(order, lines) });
    const wasMinor = input.totalMinor;
    const { currency } = order;
    return {
      ...step,
      result: refused(order, { reason: "price_changed", wasMinor, nowMinor, currency }).result,
    };
  }
  return hold({ ...order, lines, quote }, now, input.holdMs);
}

/** A lock that has run out no longer shields the shopper from the catalog's price. */
function repriced(line: OrderLine, prices: Place["prices"], now: number): OrderLine {
  if (now < line.priceLockedUntil) return line;
  const price = prices.find((of) => of.variantId === line.variantId);
  return price === undefined || price.unitMinor === null
    ? line
    : { ...line, unitMinor: price.unitMinor };
}

function priceNotice(order: Order, lines: readonly OrderLine[]): Order["notice"] {
  const changed = lines.filter((line, index) => line.unitMinor !== order.lines[index]?.unitMinor);
  return { reason: "price_changed", lineIds: changed.map((line) => line.lineId) };
}

function hold(order: Order, now: number, holdMs: number): Step {
  const placed: Order = { ...order, attempt: order.attempt + 1 };
  const holds = holdsOf(order.lines);
  const expiresAt = now + holdMs;
  const effects = holds.map(({ itemId, quantity }) =>
    effect(
      placed,
      { kind: "hold", itemId, holdId: holdIdOf(placed.id, placed.attempt), quantity, expiresAt },
      { name: itemId },
    ),
  );
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
