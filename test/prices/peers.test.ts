/** Wrong prices that other shops reported, each told once: medusa#1 is issue 1 of that project. */
import { describe, expect, it } from "vitest";
import { addOf, cartOf, factsOf } from "../../domain/cart-builders.ts";
import { CURRENCIES, CURRENCY_DECIMALS, money } from "../../domain/money.ts";
import { Story } from "../../domain/order-builders.ts";
import { quoteOf } from "../../domain/order-quote.ts";
import type { Promotion, PromotionEffect } from "../../domain/promotion.ts";
import { numbered, promotionOf } from "../../domain/promotion-builders.ts";
import type { Quote } from "../../domain/quote.ts";
import { refundableParts, refundOf } from "../../domain/refund.ts";
import { amountOff, effectOf, NOW, orderOf, percentOff, quoted } from "./peers.ts";

/** Every amount that a quote names. */
function amountsOf(quote: Quote): number[] {
  const { totals, lines, discounts, taxes } = quote;
  const ofLines = lines.flatMap((line) =>
    Object.entries(line).flatMap(([name, value]) =>
      name.endsWith("Minor") && typeof value === "number" ? [value] : [],
    ),
  );
  return [
    ...Object.values(totals),
    ...ofLines,
    ...discounts.flatMap(({ minor, shares }) => [minor, ...shares.map((share) => share.minor)]),
    ...taxes.flatMap(({ baseMinor, minor }) => [baseMinor, minor]),
  ];
}

function sumOfLines({ lines }: Quote): number {
  return lines.reduce((sum, { totalMinor }) => sum + totalMinor, 0);
}

const buyTwoGetOne = (timesMax: number | null = null): PromotionEffect => ({
  kind: "buy_get",
  buy: { scope: {}, quantity: 2 },
  get: { scope: {}, quantity: 1 },
  bp: 10_000,
  timesMax,
});

describe("coupons", () => {
  it("medusa#14899 stacked promotions never make a negative total", () => {
    const promotions = [percentOff(6_000, 1), amountOff(5_000, 2), percentOff(10_000, 3)];
    const { totals, lines } = quoted({
      lines: [[1, 4_000]],
      promotions,
      shippingMinor: 490,
      taxBp: 1900,
    });
    expect(totals).toMatchObject({ discountMinor: 4_000, grandTotalMinor: 490 });
    expect(lines.every(({ totalMinor }) => totalMinor >= 0)).toBe(true);
  });

  it("medusa#12690 #12626 #14432 #8829 PR#13106 buy X get Y gives what it says, of the cheapest", () => {
    const off = (quantity: number, timesMax: number | null = null) =>
      quoted({ lines: [[quantity, 1_000]], promotions: [effectOf(buyTwoGetOne(timesMax))] }).totals
        .discountMinor;
    expect([1, 2, 3, 5, 6, 9].map((quantity) => off(quantity))).toEqual([
      0, 0, 1_000, 1_000, 2_000, 3_000,
    ]);
    expect(off(9, 1)).toBe(1_000);
    const mixed = quoted({
      lines: [
        [1, 5_000],
        [1, 300],
        [1, 2_000],
      ],
      promotions: [effectOf(buyTwoGetOne())],
    });
    expect(mixed.lines.map(({ discountMinor }) => discountMinor)).toEqual([0, 300, 0]);
  });

  it("vendure#3091 a percentage of 25 units is that of their sum, not of one", () => {
    const { totals } = quoted({ lines: [[25, 99]], promotions: [percentOff(1_000)] });
    expect(totals.discountMinor).toBe(248);
  });

  it("saleor#14002 a code that is taken back leaves no discount behind on any line", () => {
    const story = new Story().ready();
    const plain = story.order.quote.totals;
    const promotion = promotionOf(1, { isByCode: true });
    const codes = [{ code: "TEN", promotionId: promotion.id }];
    story.tell({ type: "set_promotions", codes, promotions: [promotion], usedUp: [] });
    expect(story.order.quote.totals.discountMinor).toBe(150);
    story.tell({ type: "set_promotions", codes: [], promotions: [promotion], usedUp: [] });
    expect(story.order.quote.totals).toEqual(plain);
    expect(story.order.quote.lines.map(({ discountMinor }) => discountMinor)).toEqual([0, 0]);
  });

  it("medusa#15960 PR#16018 a campaign that is to come, over or used up says which it is", () => {
    const why = (parts: Partial<Promotion>, usedUp: readonly Promotion[] = []) => {
      const promotion = promotionOf(1, { isByCode: true, ...parts });
      const order = orderOf({
        lines: [[1, 1_000]],
        promotions: [promotion],
        codes: [{ code: "X", promotionId: promotion.id }],
      });
      const rules = { ...order.rules, usedUp: usedUp.map(({ id }) => id) };
      return quoteOf({ ...order, rules }, NOW).refusals[0]?.refusal.reason;
    };
    expect(why({ startsAt: NOW + 1 })).toBe("not_started");
    expect(why({ endsAt: NOW })).toBe("expired");
    expect(why({}, [promotionOf(1)])).toBe("used_up");
    expect(why({})).toBeUndefined();
  });

  it("medusa PR#15396 every code that is entered has an answer, a wrong one and a second one too", () => {
    const promotion = { ...percentOff(1_000), isByCode: true };
    const codes = [
      { code: "TEN", promotionId: promotion.id },
      { code: "TENAGAIN", promotionId: promotion.id },
      { code: "NOBODYS", promotionId: null },
      { code: "STOPPED", promotionId: numbered("promotion", 9) },
    ];
    const quote = quoted({ lines: [[1, 1_000]], promotions: [promotion], codes });
    const answered = [...quote.discounts, ...quote.refusals].map(({ code }) => code);
    expect(answered.toSorted()).toEqual(["NOBODYS", "STOPPED", "TEN", "TENAGAIN"]);
  });
});

describe("rounding, tax and currencies", () => {
  const awkward = {
    lines: [
      [3, 333],
      [7, 1_429],
      [1, 9_999],
    ],
    promotions: [percentOff(3_333)],
    taxBp: 1_900,
    shippingMinor: 490,
  } as const;

  it.each(CURRENCIES)(
    "medusa#14817 #14818 no amount is a fraction of a minor unit (%s)",
    (currency) => {
      for (const isTaxIncluded of [true, false]) {
        const quote = quoted({ ...awkward, currency, isTaxIncluded });
        expect(amountsOf(quote).filter((amount) => !Number.isSafeInteger(amount))).toEqual([]);
      }
    },
  );

  it("medusa#12789 what is captured is the order's total, to the unit, and the order is confirmed", () => {
    const { order } = new Story().confirmed();
    expect(order.status).toBe("confirmed");
    expect(order.payment.capturedMinor).toBe(order.quote.totals.grandTotalMinor);
  });

  it("medusa#13972 nothing is pending, and nothing is left, when everything came back", () => {
    const quote = quoted(awkward);
    const first = { lines: [{ lineId: numbered("line", 0), quantity: 1 }], withShipping: false };
    const one = refundOf(quote, { parts: first, past: [] });
    const amountMinor = one.ok ? one.value.minor : -1;
    const past = [{ ...first, amountMinor }];
    const rest = refundOf(quote, { parts: refundableParts(quote, past), past });
    expect(rest).toMatchObject({
      ok: true,
      value: { minor: quote.totals.grandTotalMinor - amountMinor },
    });
  });

  it("medusa#12226 everything off prices with tax in them leaves exactly nothing", () => {
    const { totals } = quoted({
      lines: [[1, 2_800]],
      promotions: [percentOff(10_000)],
      taxBp: 1_900,
    });
    expect(totals).toMatchObject({ grandTotalMinor: 0, taxMinor: 0, discountMinor: 2_800 });
  });

  it.each([true, false])(
    "medusa#14819 free shipping takes off what shipping costs, no tax on top (%s)",
    (isTaxIncluded) => {
      const free = effectOf({ kind: "free_shipping", methodIds: null });
      const report = { lines: [[1, 100]], shippingMinor: 1_000, taxBp: 2_500 } as const;
      const { totals } = quoted({ ...report, isTaxIncluded, promotions: [free] });
      const without = quoted({ ...report, isTaxIncluded, shippingMinor: 0 });
      expect(totals).toEqual(without.totals);
    },
  );

  it.each([true, false])(
    "medusa#12429 #13129 #5776 PR#12960 a discount on every line takes tax off with it (included: %s)",
    (isTaxIncluded) => {
      const report = {
        lines: [
          [2, 1_190],
          [1, 2_380],
        ],
        taxBp: 1_900,
        isTaxIncluded,
      } as const;
      const all = quoted({ ...report, promotions: [percentOff(10_000)] });
      expect(all.lines.map(({ totalMinor, taxMinor }) => [totalMinor, taxMinor])).toEqual([
        [0, 0],
        [0, 0],
      ]);
      const half = quoted({ ...report, promotions: [percentOff(5_000)] });
      expect(half.totals.taxMinor).toBe(isTaxIncluded ? 380 : 452);
    },
  );

  it("medusa#11331 #11454 #12805 with tax included the total is the sum of the prices", () => {
    const { totals, taxes } = quoted({ ...awkward, promotions: [], shippingMinor: 0 });
    expect(totals.grandTotalMinor).toBe(3 * 333 + 7 * 1_429 + 9_999);
    const [tax] = taxes;
    expect((tax?.baseMinor ?? 0) + (tax?.minor ?? 0)).toBe(totals.grandTotalMinor);
  });

  it("vendure#2662 ten times 31.86 with 20 % on top is 382.32, where it is rounded once", () => {
    const { totals } = quoted({ lines: [[10, 3_186]], taxBp: 2_000, isTaxIncluded: false });
    expect(totals.grandTotalMinor).toBe(38_232);
  });

  it("vendure#3003 ten percent off 1,234.36 in 44 units is 1,110.92, not rounded unit by unit", () => {
    const lines = [
      [40, 2_799],
      [4, 2_869],
    ] as const;
    const { totals } = quoted({ lines, promotions: [percentOff(1_000)] });
    expect(totals.subtotalMinor).toBe(123_436);
    expect(totals.grandTotalMinor).toBe(111_092);
  });

  it("vendure#653 #2995 #1237 #573 a discount of the order is shared over rates by value", () => {
    const { lines, taxes } = quoted({
      lines: [
        [1, 10_700, "books"],
        [1, 11_900, "standard"],
      ],
      promotions: [amountOff(2_260)],
      taxBp: { books: 700, standard: 1_900 },
    });
    expect(lines.map(({ discountMinor }) => discountMinor)).toEqual([1_070, 1_190]);
    expect(taxes.map(({ rateBp, baseMinor, minor }) => [rateBp, baseMinor, minor])).toEqual([
      [700, 9_000, 630],
      [1_900, 9_000, 1_710],
    ]);
  });

  it("vendure#4811 a line that is given back takes its own share, and the others keep theirs", () => {
    const quote = quoted({
      lines: [
        [1, 10_000],
        [1, 30_000],
      ],
      promotions: [amountOff(4_000)],
    });
    const parts = { lines: [{ lineId: numbered("line", 1), quantity: 1 }], withShipping: false };
    expect(refundOf(quote, { parts, past: [] })).toMatchObject({ value: { minor: 27_000 } });
    expect(quote.totals.grandTotalMinor - 27_000).toBe(9_000);
  });

  it.each(["per_line", "per_order"] as const)(
    "saleor#12348 #7664 the lines sum to the total where tax is rounded %s",
    (rounding) => {
      const quote = quoted({ ...awkward, isTaxIncluded: false, rounding });
      expect(sumOfLines(quote)).toBe(quote.totals.grandTotalMinor);
      const tax = quote.lines.reduce((sum, { taxMinor }) => sum + taxMinor, 0);
      expect(tax).toBe(quote.totals.taxMinor);
      expect(quote.taxes.reduce((sum, { minor }) => sum + minor, 0)).toBe(tax);
    },
  );

  it("woocommerce#45167 #34529 #25629 #11626 #22532 #8291 #7560 the same inputs have the same total", () => {
    const order = orderOf(awkward);
    const shuffled = { ...order, lines: order.lines.toReversed() };
    const [first, again, other] = [
      quoteOf(order, NOW),
      quoteOf(order, NOW),
      quoteOf(shuffled, NOW),
    ];
    expect(again).toEqual(first);
    expect(other.totals).toEqual(first.totals);
  });

  it("Shopify/money PR#305 #523 an amount of half a minor unit is refused, whatever the currency", () => {
    for (const currency of CURRENCIES) {
      expect(() => money(1.005 * 10 ** CURRENCY_DECIMALS[currency] + 0.5, currency)).toThrow();
    }
  });

  it("umbraco#126 vc-storefront#122 the lines sum to the order, to the last unit", () => {
    for (let units = 1; units <= 60; units += 1) {
      const lines = [
        [units, 333],
        [7, units],
        [1, 1],
      ] as const;
      const quote = quoted({ lines, promotions: [amountOff(units * 13)], shippingMinor: 499 });
      expect(sumOfLines(quote)).toBe(quote.totals.grandTotalMinor);
    }
  });

  it("vendure#1691 #769 #2228 #3809 an amount is of its own currency and does nothing in others", () => {
    const report = { lines: [[1, 5_000]], promotions: [amountOff(500, 1, "EUR")] } as const;
    expect(quoted(report).totals.discountMinor).toBe(500);
    const dollars = quoted({ ...report, currency: "USD" });
    expect(dollars.totals.discountMinor).toBe(0);
    expect(dollars.refusals[0]?.refusal).toEqual({
      reason: "wrong_currency",
      currencies: ["EUR"],
    });
  });

  it("vendure#2520 one promotion has an amount for each currency", () => {
    const minor = { EUR: 500, USD: 600, JPY: 900 };
    const promotion = effectOf({
      kind: "discount",
      scope: {},
      benefit: { kind: "amount", minor, per: "order" },
    });
    for (const currency of ["EUR", "USD", "JPY"] as const) {
      const { totals } = quoted({ lines: [[1, 5_000]], promotions: [promotion], currency });
      expect(totals.discountMinor).toBe(minor[currency]);
    }
  });

  it("vendure#2469 a cart that is being checked out changes its currency, and is checked out anew", () => {
    const cart = cartOf([addOf(1, 2, { minor: 1_000 })]);
    const facts = [factsOf(1, { minor: 1_170, currency: "USD" })];
    const dollars = cartOf([{ type: "change_currency", currency: "USD", facts }], undefined, cart);
    expect(dollars.lines.map(({ unitPrice }) => unitPrice)).toEqual([
      { minor: 1_170, currency: "USD" },
    ]);
    // The order of a checkout is named by the version of its cart.
    expect(dollars.version).toBe(cart.version + 1);
  });
});
