import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Id, mintId } from "./id.ts";
import { allocate, CHARGE_STEP_MINOR, CURRENCIES } from "./money.ts";
import { type PricingRequest, quoteOrder } from "./pricing.ts";
import {
  QUOTE_MS,
  type Quote,
  type QuoteDiscount,
  type QuoteLine,
  type QuoteTaxes,
} from "./quote.ts";

const NOW = 1_790_000_000_000;
const VAT = { label: "VAT", rateBp: 1900 };
const GERMANY = taxOf("DE", VAT);
const OREGON = taxOf("US", { label: "Sales tax", rateBp: 825 });
const PARCEL = {
  methodId: "standard",
  label: "Standard shipping",
  daysMin: 2,
  daysMax: 4,
  amountMinor: 490,
  freeFromMinor: 6000,
};

function lineId(index: number): Id<"line"> {
  return mintId("line", index, new Uint8Array(10));
}

function lines(...parts: readonly (readonly [quantity: number, unitMinor: number])[]) {
  return parts.map(([quantity, unitMinor], index) => ({
    lineId: lineId(index),
    variantId: mintId("variant", index, new Uint8Array(10)),
    quantity,
    unitMinor,
    facts: { taxClass: "standard" },
  }));
}

/** One tax of a whole country. */
function taxOf(country: string, { label, rateBp }: { label: string; rateBp: number }): QuoteTaxes {
  const anywhere = { region: null, postalFrom: null, postalTo: null, taxClass: null };
  return {
    rules: [{ id: country, country, ...anywhere, label, rateBp }],
    place: { country, region: "", postalCode: "" },
    policy: { rounding: "per_order", isExempt: false },
    shippingClass: null,
  };
}

function request(fields: Partial<PricingRequest>): PricingRequest {
  return {
    currency: "EUR",
    pricesIncludeTax: true,
    lines: lines([1, 1000]),
    shipping: PARCEL,
    taxes: GERMANY,
    ...fields,
  };
}

function discount(shares: readonly number[]): QuoteDiscount {
  return {
    promotionId: "spring",
    code: "SPRING",
    label: "Spring",
    minor: shares.reduce((left, right) => left + right, 0),
    shippingMinor: 0,
    shares: shares.map((minor, index) => ({ lineId: lineId(index), minor })),
  };
}

const requests: fc.Arbitrary<PricingRequest> = fc
  .record({
    currency: fc.constantFrom(...CURRENCIES),
    pricesIncludeTax: fc.boolean(),
    parts: fc.array(
      fc.tuple(
        fc.integer({ min: 1, max: 99 }),
        fc.oneof(fc.nat({ max: 20 }), fc.nat({ max: 500_000_000 })),
      ),
      { minLength: 1, maxLength: 50 },
    ),
    amountMinor: fc.option(fc.nat({ max: 100_000 })),
    freeFromMinor: fc.option(fc.nat({ max: 1_000_000 })),
    rateBp: fc.option(fc.nat({ max: 20_000 })),
    percentOff: fc.option(fc.integer({ min: 0, max: 100 })),
  })
  .map(({ currency, pricesIncludeTax, parts, amountMinor, freeFromMinor, rateBp, percentOff }) => {
    const subtotals = parts.map(([quantity, unitMinor]) => quantity * unitMinor);
    const off = subtotals.reduce((left, right) => left + right, 0) * ((percentOff ?? 0) / 100);
    const shares = allocate(Math.floor(off), subtotals);
    return {
      currency,
      pricesIncludeTax,
      lines: lines(...parts),
      shipping: amountMinor === null ? null : { ...PARCEL, amountMinor, freeFromMinor },
      taxes: rateBp === null ? null : taxOf("DE", { label: "VAT", rateBp }),
      discounts: percentOff === null ? [] : [discount(shares)],
    };
  });

function sumOf(
  quote: Pick<Quote, "lines">,
  part: "totalMinor" | "taxMinor" | "shippingMinor" | "discountMinor" | "roundingMinor",
) {
  return quote.lines.reduce((sum, line) => sum + line[part], 0);
}

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

  it("shares every amount exactly and never below zero", () => {
    fc.assert(
      fc.property(requests, (wanted) => {
        const quote = quoteOrder(wanted, NOW);
        const { totals } = quote;
        expect(sumOf(quote, "totalMinor")).toBe(totals.grandTotalMinor);
        expect(sumOf(quote, "taxMinor")).toBe(totals.taxMinor);
        expect(sumOf(quote, "shippingMinor")).toBe(totals.shippingMinor);
        expect(sumOf(quote, "discountMinor")).toBe(totals.discountMinor);
        const onTop = wanted.pricesIncludeTax ? 0 : totals.taxMinor;
        expect(totals.grandTotalMinor).toBe(
          totals.subtotalMinor -
            totals.discountMinor +
            totals.shippingMinor +
            onTop -
            totals.roundingMinor,
        );
        const amounts = [
          // A line may get of the rounding what others lost.
          ...quote.lines.flatMap(({ roundingMinor: _, ...line }) => Object.values(line)),
          ...Object.values(totals),
        ];
        for (const amount of amounts) {
          if (typeof amount === "number") {
            expect(Number.isSafeInteger(amount) && amount >= 0 && !Object.is(amount, -0)).toBe(
              true,
            );
          }
        }
      }),
    );
  });

  it("asks for amounts that can be charged, less than a step below the exact ones", () => {
    fc.assert(
      fc.property(requests, (wanted) => {
        const { totals, lines, currency } = quoteOrder(wanted, NOW);
        const step = CHARGE_STEP_MINOR[currency];
        expect(totals.roundingMinor).toBeLessThan(step);
        expect(sumOf({ lines }, "roundingMinor")).toBe(totals.roundingMinor);
        for (const { totalMinor, roundingMinor } of lines) {
          expect(totalMinor % step).toBe(0);
          expect(Math.abs(roundingMinor)).toBeLessThan(step);
          // Nothing that costs nothing is charged.
          if (totalMinor + roundingMinor === 0) expect(totalMinor).toBe(0);
        }
      }),
    );
  });

  it("keeps each line's included tax within the line and the tax within half a unit", () => {
    fc.assert(
      fc.property(requests, (wanted) => {
        const quote = quoteOrder({ ...wanted, pricesIncludeTax: true }, NOW);
        for (const { taxMinor, totalMinor, roundingMinor } of quote.lines) {
          expect(taxMinor).toBeLessThanOrEqual(totalMinor + roundingMinor);
        }
        for (const { baseMinor, minor, rateBp } of quote.taxes) {
          const whole = BigInt(10_000 + rateBp);
          const error = BigInt(minor) * whole - BigInt(baseMinor + minor) * BigInt(rateBp);
          expect(2n * (error < 0n ? -error : error) <= whole).toBe(true);
        }
      }),
    );
  });

  it("gives each line the tax of its own value, to within a unit for goods and one for shipping", () => {
    fc.assert(
      fc.property(requests, (wanted) => {
        const quote = quoteOrder(wanted, NOW);
        const worth = (line: QuoteLine) =>
          BigInt(line.subtotalMinor - line.discountMinor + line.shippingMinor);
        const whole = quote.lines.reduce((sum, line) => sum + worth(line), 0n);
        for (const line of quote.lines) {
          const error = BigInt(line.taxMinor) * whole - BigInt(quote.totals.taxMinor) * worth(line);
          expect(error === 0n || (error < 0n ? -error : error) < 2n * whole).toBe(true);
        }
      }),
    );
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
