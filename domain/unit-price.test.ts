import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { money } from "./money.ts";
import { unitPriceOf } from "./unit-price.ts";

const LITRE = 1_000_000;

describe("unitPriceOf()", () => {
  it.each([
    ["350 ml per litre", 2400, { milli: 350_000, unit: "ml", baseMilli: LITRE }, 6857, 1, "l"],
    ["350 ml per 100 ml", 2400, { milli: 350_000, unit: "ml", baseMilli: 100_000 }, 686, 100, "ml"],
    ["250 g per kilogram", 899, { milli: 250_000, unit: "g", baseMilli: LITRE }, 3596, 1, "kg"],
    [
      "12 pieces per piece",
      1000,
      { milli: 12_000, unit: "piece", baseMilli: 1_000 },
      83,
      1,
      "piece",
    ],
    ["2.5 m per metre", 1000, { milli: 250_000, unit: "cm", baseMilli: 100_000 }, 400, 1, "m"],
    ["1.2 m² per m²", 600, { milli: 12e6, unit: "cm2", baseMilli: 1e7 }, 500, 1, "m2"],
  ] as const)("tells %s", (_, minor, content, amount, quantity, unit) => {
    expect(unitPriceOf(money(minor, "EUR"), content)).toEqual({
      amount: money(amount, "EUR"),
      per: { quantity, unit },
    });
  });

  it("rounds halves up, and yen to whole yen", () => {
    const half = { milli: 2_000, unit: "piece", baseMilli: 1_000 } as const;
    expect(unitPriceOf(money(5, "EUR"), half).amount).toEqual(money(3, "EUR"));
    expect(unitPriceOf(money(341, "JPY"), half).amount).toEqual(money(171, "JPY"));
    expect(unitPriceOf(money(0, "EUR"), half).amount.minor).toBe(0);
  });

  it("is never further from the exact price than half a minor unit", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        fc.integer({ min: 1, max: 1e9 }),
        fc.constantFrom(1_000, 100_000, LITRE),
        (minor, milli, baseMilli) => {
          fc.pre((minor * baseMilli) / milli < Number.MAX_SAFE_INTEGER / 4);
          const { amount } = unitPriceOf(money(minor, "EUR"), { milli, unit: "ml", baseMilli });
          const doubled =
            2n * (BigInt(amount.minor) * BigInt(milli) - BigInt(minor) * BigInt(baseMilli));
          expect(doubled <= BigInt(milli) && doubled > -BigInt(milli)).toBe(true);
        },
      ),
    );
  });

  it("throws where nothing is inside", () => {
    const nothing = { milli: 0, unit: "g", baseMilli: 1_000 } as const;
    expect(() => unitPriceOf(money(1, "EUR"), nothing)).toThrow(RangeError);
  });
});
