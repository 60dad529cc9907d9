import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countryTax } from "./checkout-rules.ts";
import { invoiceOf } from "./invoice.ts";
import { soldOrder, TERMS } from "./invoice-builders.ts";
import { type Credit, creditOf } from "./invoice-credit.ts";
import { partOfEach } from "./invoice-taxes.ts";
import { allocate } from "./money.ts";
import { LINES } from "./order-builders.ts";
import { type PastRefund, refundOf } from "./refund.ts";

const minors = fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 1, maxLength: 6 });

function sum(all: readonly number[]): number {
  return all.reduce((left, right) => left + right, 0);
}

describe("partOfEach()", () => {
  it("has the part in all, never less of any for more, and everything in the end", () => {
    fc.assert(
      fc.property(minors, (wholes) => {
        const all = sum(wholes);
        let before = wholes.map(() => 0);
        for (let taken = 0; taken <= all; taken += Math.max(1, Math.floor(all / 40))) {
          const parts = partOfEach(wholes, taken);
          expect(sum(parts)).toBe(taken);
          for (const [at, part] of parts.entries()) {
            expect(part).toBeGreaterThanOrEqual(before[at] ?? 0);
            expect(part).toBeLessThanOrEqual(wholes[at] ?? 0);
          }
          before = parts;
        }
        expect(partOfEach(wholes, all)).toEqual(wholes);
      }),
    );
  });

  it("keeps what largest remainders take back", () => {
    expect([allocate(10, [6, 6, 2])[2], allocate(11, [6, 6, 2])[2]]).toEqual([2, 1]);
    expect([partOfEach([6, 6, 2], 10)[2], partOfEach([6, 6, 2], 11)[2]]).toEqual([1, 1]);
  });

  it("is exact where products pass the safe integers", () => {
    const wholes = [Number.MAX_SAFE_INTEGER - 3, 3];
    expect(partOfEach(wholes, Number.MAX_SAFE_INTEGER)).toEqual(wholes);
    expect(sum(partOfEach(wholes, 2 ** 52))).toBe(2 ** 52);
  });
});

describe("creditOf()", () => {
  it("takes no tax back a second time where three of them are on every unit", () => {
    const { rules, ...order } = soldOrder();
    const taxed = [
      { label: "State", rateBp: 600 },
      { label: "County", rateBp: 600 },
      { label: "City", rateBp: 200 },
    ].map((tax) => ({ ...countryTax({ country: "DE", ...tax }), id: tax.label }));
    const tax = { ...rules.tax, rules: taxed };
    const lines = LINES.slice(0, 1).map((line) => ({ ...line, unitMinor: 7, quantity: 100 }));
    const changed = { ...order, lines, rules: { ...rules, tax, pricesIncludeTax: false } };
    const sold = soldOrder({ ...changed, quote: undefined! });
    const invoice = invoiceOf(sold, TERMS);
    expect(invoice.taxes).toHaveLength(3);
    const credits: Credit[] = [];
    const past: PastRefund[] = [];
    for (let unit = 0; unit < 100; unit += 1) {
      const lineId = lines[0]!.lineId;
      const parts = { lines: [{ lineId, quantity: 1 }], withShipping: unit === 99 };
      const amount = refundOf(sold.quote, { parts, past });
      if (!amount.ok) throw new Error(amount.problem.reason);
      const refund = { ...parts, key: `r${unit}`, amountMinor: amount.value.minor };
      const credit = creditOf(invoice, { earlier: credits, refund });
      for (const { label, minor } of credit.taxes) {
        expect(minor, `${label} of unit ${unit}`).toBeGreaterThanOrEqual(0);
      }
      credits.push(credit);
      past.push(refund);
    }
    const sums = invoice.taxes.map((_, at) =>
      sum(credits.map(({ taxes }) => taxes[at]?.minor ?? 0)),
    );
    expect(sums).toEqual(invoice.taxes.map(({ minor }) => minor));
  });
});
