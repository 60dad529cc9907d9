import { describe, expect, it } from "vitest";
import type { CheckoutRules } from "./checkout-rules.ts";
import type { Id } from "./id.ts";
import type { Order } from "./order.ts";
import { ADDRESS, LINES, NOW, newOrder, placing, Story } from "./order-builders.ts";
import { absentMethods, quoteOf, shippingMethods } from "./order-quote.ts";
import { placeKey, SHIPPING_TAX_CLASS } from "./tax-provider.ts";
import type { TaxRule } from "./tax-rules.ts";

const HARBOUR = "loc_harbour" as Id<"location">;
const MILL = "loc_mill" as Id<"location">;
const PLACE = placeKey(ADDRESS);
const HARBOUR_ADDRESS = {
  line1: "Hafenstr. 12",
  line2: "",
  city: "Hamburg",
  region: "",
  postalCode: "20359",
  country: "DE",
};

function taxed(taxClass: string, label: string, rateBp: number): TaxRule {
  const anywhere = { region: null, postalFrom: null, postalTo: null };
  return { id: `${taxClass}:${label}`, country: "DE", ...anywhere, taxClass, label, rateBp };
}

const TOLD = {
  place: PLACE,
  source: "stripe",
  rules: [
    taxed("standard", "State", 400),
    taxed("standard", "City", 450),
    taxed("standard", "District", 37.5),
    taxed(SHIPPING_TAX_CLASS, "State", 400),
  ],
  taxId: null,
  isExempt: false,
  at: NOW,
} as const;

/** The filled checkout with other rules. */
function ready(change: (rules: CheckoutRules) => Partial<CheckoutRules>, lines = LINES): Story {
  const order = newOrder(lines);
  return new Story({ ...order, rules: { ...order.rules, ...change(order.rules) } }).ready();
}

function withStripe(told: readonly unknown[], pricesIncludeTax = false) {
  return (rules: CheckoutRules): Partial<CheckoutRules> => ({
    pricesIncludeTax,
    tax: { ...rules.tax, provider: "stripe", told: told as CheckoutRules["tax"]["told"] },
  });
}

const ANY = { from: null, to: null };
const FALLBACK = {
  grams: ANY,
  units: ANY,
  longestMm: ANY,
  subtotal: {},
  price: { EUR: 3500 },
  perFurtherKg: null,
};

function withMethod(parts: Partial<CheckoutRules["zones"][number]["methods"][number]>) {
  return ({ zones }: CheckoutRules): Partial<CheckoutRules> => ({
    zones: zones.map((zone) => ({
      ...zone,
      methods: [
        ...zone.methods,
        {
          id: "other",
          label: "Other",
          kind: "delivery",
          locationId: null,
          daysMin: 0,
          daysMax: 0,
          isPerParcel: false,
          freeFrom: null,
          rates: [FALLBACK],
          ...parts,
        },
      ],
    })),
  });
}

const CARRIER = {
  kind: "carrier",
  carrier: { services: ["express"], markupBp: 1000, markup: null },
} as const;

describe("rates of a provider of taxes", () => {
  it("are reckoned by the shop: fractions of a basis point, shipping by its own class", () => {
    const { order } = ready(withStripe([TOLD]));
    const { taxes, totals, trace } = order.quote;
    // 8.875 % of 15.00 and 4 % of 4.90.
    expect(taxes.map(({ label, rateBp, minor }) => [label, rateBp, minor])).toEqual([
      ["City", 450, 67],
      ["District", 37.5, 6],
      ["State", 400, 80],
    ]);
    expect(totals).toMatchObject({ taxMinor: 153, grandTotalMinor: 1500 + 490 + 153 });
    expect(trace.map(({ because }) => because)).toContain(
      `rates by Stripe Tax, asked ${new Date(NOW).toISOString()}`,
    );
  });

  it("hold for the place and the number that they were asked for", () => {
    const { order } = ready(withStripe([TOLD]));
    const moved = { ...order, address: { ...ADDRESS, postalCode: "10115" } };
    expect(quoteOf(moved, NOW).taxes).toMatchObject([{ label: "VAT" }]);
    expect(quoteOf(moved, NOW).trace.map(({ because }) => because)).toContain(
      "rates of the shop: Stripe Tax was not asked",
    );
  });

  it("exempt a buyer whom the provider says to be", () => {
    const exempt = { ...TOLD, taxId: "DE123456789", isExempt: true };
    const story = ready(withStripe([TOLD, exempt], true));
    const before = story.order.quote.totals;
    story.tell({ type: "set_tax_id", taxId: "DE123456789" });
    const { totals } = story.order.quote;
    expect(totals).toMatchObject({ taxMinor: 0, exemptMinor: before.taxMinor });
    expect(totals.grandTotalMinor).toBe(before.grandTotalMinor - before.taxMinor);
  });

  it("are stood in for by the table, and the trace says so", () => {
    const away = { ...TOLD, source: "table", rules: [] };
    const { order } = ready(withStripe([away]));
    expect(order.quote.taxes).toMatchObject([{ label: "VAT", rateBp: 1900 }]);
    expect(order.quote.trace.map(({ because }) => because)).toContain(
      "rates of the shop: Stripe Tax did not answer",
    );
    expect(new Story(order).place().order.status).toBe("holding");
  });

  it("have to be known before anything is sold", () => {
    const story = ready(withStripe([]));
    const step = story.place();
    expect(step.order.status).toBe("open");
  });

  it("are taken when the order is placed, where two changes at once lost them", () => {
    const story = ready(withStripe([]));
    const { order } = story;
    const rates = { ...order.rules, ...withStripe([TOLD])(order.rules) };
    story.tell({ ...placing(order), rates });
    expect(story.order).toMatchObject({ status: "open", notice: { reason: "price_changed" } });
    expect(story.place().order.status).toBe("holding");
  });

  it("serve every country that something is shipped to", () => {
    const everywhere = withStripe([]);
    const story = ready((rules) => ({
      ...everywhere(rules),
      zones: rules.zones.map((zone) => ({
        ...zone,
        places: [...zone.places, { country: "US", region: null, postalPrefix: null }],
      })),
    }));
    story.tell({ type: "set_address", address: { ...ADDRESS, country: "US" } });
    expect(story.order.address?.country).toBe("US");
  });
});

describe("a carrier's method", () => {
  const told = (answer: object) => ({
    carrier: [
      { methodId: "other", place: PLACE, quotedAt: NOW, answer },
    ] as CheckoutRules["carrier"],
  });
  const offered = (order: Order) =>
    shippingMethods(order).find(({ method }) => method.id === "other");

  it("costs what the carrier told and the markup", () => {
    const answer = { service: "express", minor: 2000, currency: "EUR" };
    const story = ready((rules) => ({ ...withMethod(CARRIER)(rules), ...told(answer) }));
    story.tell({ type: "set_shipping", methodId: "other" });
    expect(story.order.quote.shipping).toMatchObject({ minor: 2200 });
    const { because } = story.order.quote.trace.find(({ step }) => step === "shipping") ?? {};
    expect(because).toMatch(/^Other costs 2200: the carrier asks 2000 for express, asked /);
  });

  it.each([
    [{ absence: "carrier_away" }, "carrier_away"],
    [{ absence: "no_service" }, "no_service"],
    [{ service: "express", minor: 2000, currency: "USD" }, "other_currency"],
  ] as const)("has the shop's own rate meanwhile: %j", (answer, standsInFor) => {
    const { order } = ready((rules) => ({ ...withMethod(CARRIER)(rules), ...told(answer) }));
    expect(offered(order)).toMatchObject({ minor: 3500, told: null, standsInFor });
  });

  it("is missing where there is no such rate, and the others are not", () => {
    const { order } = ready((rules) => ({
      ...withMethod({ ...CARRIER, rates: [] })(rules),
      ...told({ absence: "carrier_away" }),
    }));
    expect(shippingMethods(order).map(({ method }) => method.id)).toEqual(["standard"]);
    expect(absentMethods(order)).toMatchObject([{ absence: "carrier_away" }]);
  });

  it("is not had at the price of another place", () => {
    const answer = { service: "express", minor: 2000, currency: "EUR" };
    const { order } = ready((rules) => ({ ...withMethod(CARRIER)(rules), ...told(answer) }));
    const moved = { ...order, address: { ...ADDRESS, line1: "Hafenstr. 2" } };
    expect(offered(moved)).toMatchObject({ minor: 3500, standsInFor: "not_asked" });
  });
});

describe("collection", () => {
  const locations = [
    {
      id: HARBOUR,
      label: "Harbour Street",
      address: HARBOUR_ADDRESS,
      openingHours: "Mon to Fri 10:00 to 18:00",
      leadDays: 0,
    },
  ];
  const collected = (rules: CheckoutRules) => ({
    ...withMethod({
      kind: "pickup",
      locationId: HARBOUR,
      rates: [{ ...FALLBACK, price: { EUR: 0 } }],
    })(rules),
    locations,
  });
  const lines = (...places: Id<"location">[][]) =>
    LINES.map((line, at) => ({ ...line, facts: { ...line.facts, collectAt: places[at] ?? [] } }));

  it("is offered where all of it lies, and told with address and hours", () => {
    const story = ready(collected, lines([HARBOUR, MILL], [HARBOUR]));
    story.tell({ type: "set_shipping", methodId: "other" });
    expect(story.order.quote.shipping).toMatchObject({
      minor: 0,
      journey: { parcels: 1, collectAt: { label: "Harbour Street", address: HARBOUR_ADDRESS } },
    });
  });

  it("is missing where one line lies elsewhere", () => {
    const { order } = ready(collected, lines([HARBOUR], [MILL]));
    expect(absentMethods(order)).toMatchObject([{ absence: "not_in_stock_there" }]);
  });

  it("is taxed where it is collected", () => {
    const here = {
      ...TOLD,
      place: placeKey(HARBOUR_ADDRESS),
      rules: [taxed("standard", "Harbour", 500)],
    };
    const stripe = withStripe([TOLD, here]);
    const story = ready(
      (rules) => ({ ...collected(rules), ...stripe(rules) }),
      lines([HARBOUR], [HARBOUR]),
    );
    expect(story.order.quote.taxes.map(({ label }) => label)).toContain("District");
    story.tell({ type: "set_shipping", methodId: "other" });
    expect(story.order.quote.taxes.map(({ label }) => label)).toEqual(["Harbour"]);
  });
});
