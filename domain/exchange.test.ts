import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ConversionRule, convert, isRate, rateProblem } from "./exchange.ts";
import { money } from "./money.ts";

const RULE: ConversionRule = {
  from: "EUR",
  to: "JPY",
  markupBp: 0,
  rounding: { kind: "nearest", toMinor: 1 },
  staleAfterMs: 1000,
};
const RATE = { from: "EUR", to: "JPY", rate: "163.42", at: 5000 } as const;

describe("convert()", () => {
  it("minds the decimals of both currencies", () => {
    expect(convert(money(1000, "EUR"), RATE, RULE)).toEqual(money(1634, "JPY"));
    const back = { from: "JPY", to: "EUR", rate: "0.0061", at: 0 } as const;
    expect(convert(money(1000, "JPY"), back, RULE)).toEqual(money(610, "EUR"));
  });

  it("marks up, then rounds once", () => {
    const rule = { ...RULE, markupBp: 250, rounding: { kind: "nearest", toMinor: 10 } } as const;
    expect(convert(money(1000, "EUR"), RATE, rule)).toEqual(money(1680, "JPY"));
  });

  it("goes up to the next charming price, and stays on one", () => {
    const charm = {
      ...RULE,
      to: "USD",
      rounding: { kind: "charm", endingMinor: 99, ofMinor: 100 },
    } as const;
    const rate = { from: "EUR", to: "USD", rate: "1", at: 0 } as const;
    for (const [from, to] of [
      [1230, 1299],
      [1299, 1299],
      [1300, 1399],
      [0, 99],
    ] as const) {
      expect(convert(money(from, "EUR"), rate, charm)).toEqual(money(to, "USD"));
    }
  });

  it("never loses more than half a step, for any amount and rate", () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.integer({ min: 1, max: 9_999_999 }), (minor, rate) => {
        const text = `${Math.floor(rate / 10_000)}.${String(rate % 10_000).padStart(4, "0")}`;
        const { minor: got } = convert(money(minor, "EUR"), { ...RATE, rate: text }, RULE);
        const exact = (BigInt(minor) * BigInt(rate)) / 100n;
        const apart = BigInt(got) * 10_000n - exact;
        expect(apart <= 5_000n && apart >= -5_000n).toBe(true);
      }),
    );
  });
});

describe("rateProblem()", () => {
  it("refuses a rate that is missing or too old", () => {
    expect(rateProblem(null, RULE, 0)).toEqual({ reason: "rate_missing" });
    expect(rateProblem(RATE, RULE, 6001)).toEqual({ reason: "rate_stale", at: 5000 });
    expect(rateProblem(RATE, RULE, 6000)).toBeNull();
    expect([isRate("1.5"), isRate("0.00"), isRate("-1"), isRate("1e3")]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
