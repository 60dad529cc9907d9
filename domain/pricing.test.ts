import { describe, expect, it } from "vitest";
import { type PricingRequest, quoteOrder } from "./pricing.ts";
import { discount, GERMANY, lines, NOW, OREGON, request, VAT } from "./pricing-builders.ts";
import { QUOTE_MS } from "./quote.ts";

describe("quoteOrder()", () => {
  it("finds the tax within prices that include it, shipping's as well", () => {
    const quote = quoteOrder(request({ lines: lines([2, 1000], [1, 999]) }), NOW);
    expect(quote.totals).toEqual({
      subtotalMinor: 2999,
      discountMinor: 0,
      shippingMinor: 490,
      taxMinor: 557,
      exemptMinor: 0,
      roundingMinor: 0,
      grandTotalMinor: 3489,
    });
    expect(quote.taxes).toEqual([
      { country: "DE", ...VAT, baseMinor: 2932, minor: 557, isIncluded: true },
    ]);
    expect(quote.lines.map((line) => line.totalMinor)).toEqual([2327, 1162]);
    expect(quote.expiresAt).toBe(NOW + QUOTE_MS);
  });

  it("puts the tax on top of prices that exclude it, once for the order and not per unit", () => {
    const quote = quoteOrder(
      request({
        pricesIncludeTax: false,
        taxes: OREGON,
        shipping: null,
        lines: lines([10, 3186]),
      }),
      NOW,
    );
    expect(quote.taxes[0]).toMatchObject({ baseMinor: 31_860, minor: 2628, isIncluded: false });
    expect(quote.totals.grandTotalMinor).toBe(34_488);
  });

  it("sends the parcel free from the threshold on, and says so", () => {
    const below = quoteOrder(request({ lines: lines([1, 5999]) }), NOW);
    const at = quoteOrder(request({ lines: lines([1, 6000]) }), NOW);
    expect([below.shipping?.minor, at.shipping?.minor]).toEqual([490, 0]);
    expect(at.trace).toContainEqual({
      step: "shipping",
      because: "Standard shipping is free from 6000",
      minor: 0,
    });
  });

  it("does not take free shipping away because of a discount", () => {
    const discounts = [discount([3000])];
    const quote = quoteOrder(request({ lines: lines([1, 6000]), discounts }), NOW);
    expect(quote.totals).toMatchObject({ shippingMinor: 0, grandTotalMinor: 3000 });
  });

  it("shares shipping by units where nothing costs anything", () => {
    const quote = quoteOrder(request({ lines: lines([3, 0], [1, 0]) }), NOW);
    expect(quote.lines.map((line) => line.shippingMinor)).toEqual([368, 122]);
    expect(quote.totals.grandTotalMinor).toBe(490);
  });

  it("prices goods alone while no country and no method are chosen", () => {
    const quote = quoteOrder(request({ shipping: null, taxes: null }), NOW);
    expect(quote).toMatchObject({ shipping: null, taxes: [], totals: { grandTotalMinor: 1000 } });
  });

  it("tells every step in order", () => {
    const quote = quoteOrder(request({ discounts: [discount([100])] }), NOW);
    expect(quote.trace).toEqual([
      { step: "line", because: "1 × 1000", minor: 1000 },
      { step: "discount", because: "Spring", minor: -100 },
      { step: "shipping", because: "Standard shipping costs 490", minor: 490 },
      { step: "tax", because: "VAT of 19 % is included in 1390", minor: 222 },
      { step: "total", because: "to pay, in minor units of EUR", minor: 1390 },
    ]);
  });

  it("taxes goods and shipping by their own classes, and tells each rate by itself", () => {
    const books = { ...GERMANY.rules[0], id: "books", taxClass: "books", rateBp: 700 };
    const taxes = { ...GERMANY, rules: [...GERMANY.rules, books], shippingClass: "shipping" };
    const goods = lines([1, 1070], [1, 1190]).map((line, index) => ({
      ...line,
      facts: { taxClass: index === 0 ? "books" : "standard" },
    }));
    const quote = quoteOrder(request({ lines: goods, taxes } as Partial<PricingRequest>), NOW);
    expect(quote.taxes.map(({ rateBp, minor }) => [rateBp, minor])).toEqual([
      [700, 70],
      [1900, 268],
    ]);
    expect(quote.lines[0]).toMatchObject({ taxMinor: 107, shippingTaxMinor: 37 });
  });

  it("asks an exempt buyer for the net price", () => {
    const exempt = { ...GERMANY, policy: { rounding: "per_order", isExempt: true } } as const;
    const quote = quoteOrder(
      request({ lines: lines([1, 1190]), shipping: null, taxes: exempt }),
      NOW,
    );
    expect(quote.totals).toMatchObject({ taxMinor: 0, exemptMinor: 190, grandTotalMinor: 1000 });
    expect(quote.taxes).toMatchObject([{ rateBp: 0, baseMinor: 1000, minor: 0 }]);
  });

  it("takes a promotion off the shipping before it is shared and taxed", () => {
    const free = { ...discount([]), minor: 490, shippingMinor: 490 };
    const quote = quoteOrder(request({ discounts: [free] }), NOW);
    expect(quote.totals).toMatchObject({
      shippingMinor: 0,
      discountMinor: 0,
      grandTotalMinor: 1000,
    });
  });

  it("refuses what no cart can make", () => {
    const bad: Partial<PricingRequest>[] = [
      { lines: [] },
      { lines: lines([0, 100]) },
      { lines: lines([1, 0.5]) },
      { lines: lines([1, -1]) },
      { lines: lines([99, Number.MAX_SAFE_INTEGER]) },
      { discounts: [discount([1001])] },
      { discounts: [{ ...discount([10]), minor: 11 }] },
      { discounts: [discount([1, 1])] },
    ];
    for (const fields of bad) expect(() => quoteOrder(request(fields), NOW)).toThrow("Invariant");
  });
});
