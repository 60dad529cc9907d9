import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocate, CHARGE_STEP_MINOR, CURRENCIES } from "./money.ts";
import { type PricingRequest, quoteOrder } from "./pricing.ts";
import { discount, lines, NOW, PARCEL, taxOf } from "./pricing-builders.ts";
import type { Quote, QuoteLine } from "./quote.ts";

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

describe("quoteOrder() of any request", () => {
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
});
