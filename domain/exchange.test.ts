import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ConversionRule,
  conversionReason,
  convert,
  convertPrice,
  exchangeOf,
  findRate,
  isRate,
  type PriceRounding,
  rateProblem,
} from "./exchange.ts";
import { CURRENCIES, CURRENCY_DECIMALS, money } from "./money.ts";

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

  it("makes nothing free by a coarse step", () => {
    const rule = { ...RULE, rounding: { kind: "nearest", toMinor: 1000 } } as const;
    const inYen = (minor: number) =>
      convertPrice({ amountMinor: minor, compareAtMinor: null }, RATE, rule);
    // 29 yen, 499 yen, 500 yen.
    for (const minor of [18, 305, 306]) expect(inYen(minor).amountMinor, `${minor}`).toBe(1000);
    expect(inYen(0).amountMinor).toBe(0);
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
        const isLifted = got === 1 && minor > 0;
        expect((apart <= 5_000n || isLifted) && apart >= -5_000n).toBe(true);
      }),
    );
  });
});

/** Amount × rate × markup as a fraction of whole minor units, spelled out without a look at convert(). */
function exactly(minor: number, rate: string, markupBp: number, decimals: [number, number]) {
  const point = rate.indexOf(".");
  const places = point === -1 ? 0 : rate.length - point - 1;
  let over = BigInt(minor) * BigInt(rate.replace(".", "")) * BigInt(10_000 + markupBp);
  let under = 10n ** BigInt(places) * 10_000n;
  for (let left = decimals[1]; left > 0; left -= 1) over *= 10n;
  for (let left = decimals[0]; left > 0; left -= 1) under *= 10n;
  return { over, under };
}

const roundings: fc.Arbitrary<PriceRounding> = fc.oneof(
  fc.record({ kind: fc.constant("nearest" as const), toMinor: fc.integer({ min: 1, max: 1000 }) }),
  fc
    .tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 1, max: 1000 }))
    .map(([endingMinor, more]) => ({
      kind: "charm" as const,
      endingMinor,
      ofMinor: endingMinor + more,
    })),
);
const rateTexts = fc
  .tuple(fc.nat(99_999), fc.nat(999_999_999_999))
  .map(([whole, fraction]) => `${whole}.${String(fraction).padStart(12, "0")}`)
  .filter(isRate);

describe("convert() against fractions", () => {
  it("is the nearest step, or the least charming price that is not below", () => {
    const pairs = fc
      .tuple(fc.constantFrom(...CURRENCIES), fc.constantFrom(...CURRENCIES))
      .filter(([from, to]) => from !== to);
    const all = fc.tuple(pairs, fc.nat(100_000_000), rateTexts, fc.nat(10_000), roundings);
    fc.assert(
      fc.property(all, ([[from, to], minor, rate, markupBp, rounding]) => {
        const rule = { from, to, markupBp, rounding, staleAfterMs: 1 };
        const decimals: [number, number] = [CURRENCY_DECIMALS[from], CURRENCY_DECIMALS[to]];
        const { over, under } = exactly(minor, rate, markupBp, decimals);
        fc.pre(over / under < BigInt(Number.MAX_SAFE_INTEGER) - 2000n);
        const got = BigInt(convert(money(minor, from), { from, to, rate, at: 0 }, rule).minor);
        if (rounding.kind === "nearest") {
          const step = BigInt(rounding.toMinor);
          expect(got % step).toBe(0n);
          // Half a step above the exact amount at most, and less than half a step below it.
          const isLifted = got === step && minor > 0;
          expect(2n * got * under <= 2n * over + step * under || isLifted).toBe(true);
          expect(got === 0n).toBe(minor === 0);
          expect(2n * got * under > 2n * over - step * under).toBe(true);
        } else {
          const of = BigInt(rounding.ofMinor);
          expect(got % of).toBe(BigInt(rounding.endingMinor));
          expect(got * under >= over).toBe(true);
          expect(got < of || (got - of) * under < over).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe("convertPrice()", () => {
  const rate = { from: "EUR", to: "KWD", rate: "0.3457", at: 7 } as const;
  const rule: ConversionRule = {
    from: "EUR",
    to: "KWD",
    markupBp: 250,
    rounding: { kind: "charm", endingMinor: 990, ofMinor: 1000 },
    staleAfterMs: 1,
  };

  it("takes the price before along, unless rounding made it none", () => {
    expect(convertPrice({ amountMinor: 2400, compareAtMinor: 3000 }, rate, rule)).toEqual({
      amountMinor: 8990,
      compareAtMinor: 10_990,
    });
    expect(convertPrice({ amountMinor: 2400, compareAtMinor: 2450 }, rate, rule)).toEqual({
      amountMinor: 8990,
      compareAtMinor: null,
    });
  });

  it("leaves free what is free", () => {
    const free = { amountMinor: 0, compareAtMinor: null };
    expect(convertPrice(free, rate, rule)).toEqual(free);
  });

  it("keeps what made the price, and says it", () => {
    const kept = exchangeOf(rate, rule);
    expect(kept).toEqual({ from: "EUR", rate: "0.3457", quotedAt: 7, markupBp: 250 });
    expect(conversionReason(kept, "KWD")).toBe("rate 1 EUR = 0.3457 KWD, +2.5 %");
    expect(conversionReason({ ...kept, markupBp: 0 }, "KWD")).toBe("rate 1 EUR = 0.3457 KWD");
  });
});

describe("findRate()", () => {
  const rates = [
    { from: "EUR", to: "USD", rate: "1.25", at: 10 },
    { from: "EUR", to: "KWD", rate: "0.35", at: 20 },
  ] as const;

  it("knows the rate as quoted, the other way round, and over the base", () => {
    expect(findRate(rates, { from: "EUR", to: "KWD" })?.rate).toBe("0.35");
    expect(findRate(rates, { from: "USD", to: "EUR" })).toMatchObject({ rate: "0.8", at: 10 });
    expect(findRate(rates, { from: "USD", to: "KWD" })).toMatchObject({ rate: "0.28", at: 10 });
    expect(findRate(rates, { from: "KWD", to: "USD" })).toMatchObject({
      rate: "3.571428571429",
      at: 10,
    });
    expect(findRate(rates, { from: "EUR", to: "JPY" })).toBeNull();
  });

  it("is no further from the fraction than half of its last digit", () => {
    fc.assert(
      fc.property(rateTexts, rateTexts, (first, second) => {
        const over = [
          { from: "EUR", to: "USD", rate: first, at: 1 },
          { from: "EUR", to: "KWD", rate: second, at: 1 },
        ] as const;
        const found = findRate(over, { from: "USD", to: "KWD" });
        if (found === null) return;
        const scaled = (rate: string) => {
          const [whole = "", fraction = ""] = rate.split(".");
          return BigInt(whole + fraction.padEnd(12, "0"));
        };
        const exact = scaled(second) * 10n ** 12n;
        const apart = 2n * (scaled(found.rate) * scaled(first) - exact);
        expect(apart <= scaled(first) && apart >= -scaled(first)).toBe(true);
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
