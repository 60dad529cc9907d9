import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amountOf, amountText, contentOf, gramsOf, isNegative, unitsOf } from "./import-number.ts";
import { CURRENCIES } from "./money.ts";

describe("amountOf()", () => {
  it.each([
    ["19.99", "EUR", 1999],
    ["19.9", "EUR", 1990],
    ["50", "USD", 5000],
    ["10.000", "EUR", 1000],
    ["1980", "JPY", 1980],
    ["1980.00", "JPY", 1980],
    ["0.29", "EUR", 29],
    ["1.15", "EUR", 115],
    ["+3", "EUR", 300],
    [" 7.00 ", "EUR", 700],
  ] as const)("reads %s %s as %i", (text, currency, minor) => {
    expect(amountOf(text, currency)).toEqual({ ok: true, value: minor });
  });

  it.each([
    "1.234,56",
    "1,234.56",
    "12,50",
    "-1.00",
    "1e3",
    "€5",
    "",
    "0x10",
    "1.999",
    "Infinity",
    "９",
    "99999999999999999999",
    "1000000000001",
  ])("refuses %j", (text) => {
    expect(amountOf(text, "EUR")).toMatchObject({
      ok: false,
      problem: { reason: "price_invalid" },
    });
  });

  it("reads back what amountText() writes", () => {
    const minor = fc.integer({ min: 0, max: 100_000_000_000 });
    fc.assert(
      fc.property(minor, fc.constantFrom(...CURRENCIES), (amount, currency) => {
        expect(amountOf(amountText(amount, currency), currency)).toEqual({
          ok: true,
          value: amount,
        });
      }),
    );
  });
});

describe("gramsOf()", () => {
  it.each([
    ["1", "lb", 454],
    ["16", "oz", 454],
    ["0.25", "kg", 250],
    ["453.5", "g", 454],
    ["453.49", "g", 453],
    ["0.0", "lb", 0],
  ])("%s %s is %i g", (text, unit, grams) => {
    expect(gramsOf(text, unit)).toBe(grams);
  });

  it("knows no stones and no weight below nothing", () => {
    expect([gramsOf("1", "st"), gramsOf("-1", "kg"), gramsOf("heavy", "g")]).toEqual([
      null,
      null,
      null,
    ]);
  });
});

describe("unitsOf()", () => {
  it("has none below zero and no halves", () => {
    expect(["-3", "2.9", "7", "", "many", "99999999"].map(unitsOf)).toEqual([
      0,
      2,
      7,
      null,
      null,
      1_000_000,
    ]);
    expect(["-3", "3", "x"].map(isNegative)).toEqual([true, false, false]);
  });
});

describe("contentOf()", () => {
  it("is exact or nothing", () => {
    expect(contentOf("350", "ml")).toEqual({ milli: 350_000, unit: "ml" });
    expect(contentOf("1.5", "L")).toEqual({ milli: 1_500_000, unit: "ml" });
    expect(contentOf("1", "fl oz")).toBeNull();
    expect(contentOf("0.0001", "g")).toBeNull();
  });
});
