import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lowestPriorMinor, PRIOR_PRICE_MS, type PriceRow } from "./price-history.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Prices by the day on which they came. */
function history(...rows: readonly (readonly [day: number, amountMinor: number])[]): PriceRow[] {
  return rows.map(([day, amountMinor]) => ({ fromAt: day * DAY_MS, amountMinor }));
}

describe("lowestPriorMinor()", () => {
  it("finds the lowest price of the 30 days before the reduction", () => {
    expect(lowestPriorMinor(history([0, 3000], [50, 2400]), 0)).toBe(3000);
    expect(lowestPriorMinor(history([0, 3000], [40, 2000], [45, 3000], [60, 2400]), 0)).toBe(2000);
  });

  it("counts a price that stood when the 30 days began, and none that had ended before", () => {
    expect(lowestPriorMinor(history([0, 2000], [31, 3000], [60, 2400]), 0)).toBe(2000);
    expect(lowestPriorMinor(history([0, 2000], [30, 3000], [60, 2400]), 0)).toBe(3000);
  });

  it("shows a price that was raised only to be reduced", () => {
    expect(lowestPriorMinor(history([0, 2000], [59, 4000], [60, 2400]), 0)).toBe(2000);
  });

  it("knows no prior price of a product that was never dearer or cheaper", () => {
    expect(lowestPriorMinor(history([0, 2400]), 0)).toBeNull();
    expect(lowestPriorMinor(history([0, 2400], [5, 2400]), 0)).toBeNull();
    expect(lowestPriorMinor([], 0)).toBeNull();
  });

  it("leaves out what only a draft had, and everything where nothing was ever shown", () => {
    const rows = history([0, 9900], [10, 3000], [50, 2400]);
    expect(lowestPriorMinor(rows, 20 * DAY_MS)).toBe(3000);
    expect(lowestPriorMinor(rows, 55 * DAY_MS)).toBeNull();
    expect(lowestPriorMinor(rows, null)).toBeNull();
  });

  it("is one of the prices in any order of the rows, and the least that was asked within reach", () => {
    const rows = fc.uniqueArray(
      fc.record({ fromAt: fc.integer({ min: 0, max: 1e10 }), amountMinor: fc.nat(9) }),
      { selector: ({ fromAt }) => fromAt, minLength: 2 },
    );
    fc.assert(
      fc.property(rows, (some) => {
        const found = lowestPriorMinor(some, 0);
        expect(lowestPriorMinor(some.toReversed(), 0)).toBe(found);
        if (found === null) return;
        expect(some.some(({ amountMinor }) => amountMinor === found)).toBe(true);
        const sorted = some.toSorted((left, right) => left.fromAt - right.fromAt);
        const last = sorted.findLastIndex(
          ({ amountMinor }, at) => amountMinor !== sorted[at - 1]?.amountMinor,
        );
        const since = (sorted[last]?.fromAt ?? 0) - PRIOR_PRICE_MS;
        for (const [at, { fromAt, amountMinor }] of sorted.slice(0, last).entries()) {
          if (fromAt > since || (sorted[at + 1]?.fromAt ?? 0) > since) {
            expect(amountMinor).toBeGreaterThanOrEqual(found);
          }
        }
      }),
    );
  });
});
