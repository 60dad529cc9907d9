/** Orders with fixed values, for tests. */
import { type CheckoutRules, upgradeRules } from "./checkout-rules.ts";
import { type Id, type IdKind, idFromBytes } from "./id.ts";
import type { Currency } from "./money.ts";
import type { Order } from "./order.ts";
import { openOrder } from "./order-checkout.ts";
import type { OrderInput } from "./order-input.ts";
import { NO_FACTS } from "./order-line.ts";
import type { OrderEffect } from "./order-request.ts";
import { stepOrder } from "./order-step.ts";
import type { Intent } from "./payment.ts";
import type { ShippingOption } from "./quote.ts";
import { invariant } from "./result.ts";

/** The moment at which the tests' orders are opened. */
export const NOW = 1_800_000_000_000;
/** How long the tests' holds last. */
export const HOLD_MS = 900_000;

/** @returns the same id for the same number */
export function idOf<Kind extends IdKind>(kind: Kind, number: number): Id<Kind> {
  return idFromBytes(kind, new Uint8Array(16).fill(number));
}

/** Two lines of one unit each, of two stock items: 10.00 and 5.00 EUR. */
export const LINES = [1, 2].map((number) => ({
  lineId: idOf("line", number),
  productId: idOf("product", number),
  variantId: idOf("variant", number),
  itemId: idOf("stockItem", number),
  handle: `thing-${number}`,
  title: `Thing ${number}`,
  variantTitle: "",
  sku: "",
  picture: null,
  quantity: 1,
  unitMinor: number === 1 ? 1000 : 500,
  listId: null,
  cartPrice: { unitMinor: number === 1 ? 1000 : 500, listId: null },
  priceLockedUntil: NOW + 60_000,
  facts: NO_FACTS,
}));

/** Germany, one tax, one way of shipping, no promotions. */
export function rulesWith(
  price: Pick<ShippingOption, "amountMinor" | "freeFromMinor">,
  currency: Currency = "EUR",
): CheckoutRules {
  const standard = { methodId: "standard", label: "Standard", daysMin: 3, daysMax: 5 };
  return upgradeRules(
    {
      pricesIncludeTax: true,
      shippingOptions: [{ ...standard, ...price }],
      taxRates: [{ country: "DE", label: "VAT", rateBp: 1900 }],
    },
    currency,
  );
}

/** @returns a checkout that nothing is known of yet */
export function newOrder(lines = LINES): Order {
  return openOrder(
    {
      id: idOf("order", 1),
      number: "TEST-0001",
      cartId: idOf("cart", 1),
      cartVersion: 3,
      currency: "EUR",
      rules: rulesWith({ amountMinor: 490, freeFromMinor: null }),
      lines,
    },
    NOW,
  );
}

export const ADDRESS = {
  name: "Ada Lovelace",
  line1: "Hafenstr. 1",
  line2: "",
  city: "Hamburg",
  region: "",
  postalCode: "20457",
  country: "DE",
};

/** Steps through inputs and remembers everything that was asked for. */
export class Story {
  order: Order;
  /** All effects so far, in the order in which they were asked for. */
  readonly effects: OrderEffect[] = [];
  now: number = NOW;

  constructor(order: Order = newOrder()) {
    this.order = order;
  }

  /** Gives inputs; the answers to the current attempt need not name it. */
  tell(...inputs: readonly OrderInput[]): this {
    for (const input of inputs) {
      const step = stepOrder(this.order, input, this.now);
      this.order = step.order;
      this.effects.push(...step.effects);
    }
    return this;
  }

  /** The kinds of what was asked for since the last look. */
  asked(): string[] {
    return this.effects.splice(0).map((effect) => effect.kind);
  }

  ready(): this {
    return this.tell(
      { type: "set_contact", email: "ada@example.com" },
      { type: "set_address", address: ADDRESS },
      { type: "set_shipping", methodId: "standard" },
    );
  }

  place(): this {
    return this.tell(placing(this.order));
  }

  held(): this {
    const { attempt } = this.order;
    return this.tell(...LINES.map(({ itemId }) => ({ type: "held", attempt, itemId }) as const));
  }

  intent(patch: Partial<Intent> = {}): this {
    const { attempt } = this.order;
    return this.tell({ type: "intent_observed", attempt, intent: intentOf(this.order, patch) });
  }

  committed(): this {
    const { attempt } = this.order;
    return this.tell(
      ...LINES.map(({ itemId }) => ({ type: "committed", attempt, itemId }) as const),
    );
  }

  givenBack(): this {
    const { attempt } = this.order;
    return this.tell(
      ...LINES.map(({ itemId }) => ({ type: "given_back", attempt, itemId }) as const),
    );
  }

  /** An order whose shopper may pay now. */
  payable(): this {
    return this.ready().place().held().intent();
  }

  /** A paid order. */
  confirmed(): this {
    const total = this.ready().order.quote.totals.grandTotalMinor;
    return this.place()
      .held()
      .intent()
      .intent({ status: "requires_capture" })
      .committed()
      .intent({ status: "succeeded", receivedMinor: total });
  }
}

/** @returns the input that places the order for what it costs */
export function placing(order: Order): Extract<OrderInput, { type: "place" }> {
  return {
    type: "place",
    totalMinor: order.quote.totals.grandTotalMinor,
    cartVersion: order.cartVersion,
    prices: order.lines.map(({ variantId, unitMinor }) => ({ variantId, unitMinor })),
    holdMs: HOLD_MS,
  };
}

/** @returns the order's intent as the provider would tell it */
export function intentOf(order: Order, patch: Partial<Intent> = {}): Intent {
  invariant(order.currency === "EUR", "the tests' orders are in EUR");
  return {
    intentId: "pi_1",
    status: "requires_payment_method",
    amountMinor: order.quote.totals.grandTotalMinor,
    receivedMinor: 0,
    currency: "EUR",
    clientSecret: "pi_1_secret_1",
    declineCode: null,
    ...patch,
  };
}
