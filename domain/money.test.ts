import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addMoney,
  allocate,
  CHARGE_STEP_MINOR,
  CURRENCIES,
  downToStep,
  inChargeSteps,
  money,
  multiplyMoney,
  proportion,
} from "./money.ts";

const weights = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 1, maxLength: 40 });

describe("inChargeSteps()", () => {
  it("leaves what can be charged, and rounds the whole down where it cannot", () => {
    expect(inChargeSteps([1234, 1], "EUR")).toEqual([1234, 1]);
    expect(inChargeSteps([1230, 40], "KWD")).toEqual([1230, 40]);
    expect(inChargeSteps([1234], "KWD")).toEqual([1230]);
    expect(inChargeSteps([1234, 1234, 1234], "KWD")).toEqual([1240, 1230, 1230]);
    expect(inChargeSteps([1233, 0, 1236, 1231], "KWD")).toEqual([1230, 0, 1240, 1230]);
    expect(inChargeSteps([5], "KWD")).toEqual([0]);
    expect(inChargeSteps([], "KWD")).toEqual([]);
  });

  it("sums to the whole rounded down, each part less than a step from its own", () => {
    const parts = fc.array(fc.nat({ max: 1_000_000_000 }), { maxLength: 40 });
    fc.assert(
      fc.property(parts, fc.constantFrom(...CURRENCIES), (minors, currency) => {
        const step = CHARGE_STEP_MINOR[currency];
        const charged = inChargeSteps(minors, currency);
        const sum = (all: readonly number[]) => all.reduce((left, right) => left + right, 0);
        expect(sum(charged)).toBe(downToStep(sum(minors), currency));
        for (const [index, minor] of minors.entries()) {
          expect(Math.abs((charged[index] ?? Number.NaN) - minor)).toBeLessThan(step);
          expect((charged[index] ?? Number.NaN) % step).toBe(0);
        }
      }),
    );
  });
});

describe("allocate()", () => {
  it("gives the units left to the largest remainders", () => {
    expect(allocate(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocate(5, [3, 7])).toEqual([2, 3]);
    expect(allocate(-100, [1, 1, 1])).toEqual([-34, -33, -33]);
  });

  it("gives everything to the first part when no part weighs anything", () => {
    expect(allocate(7, [0, 0])).toEqual([7, 0]);
  });

  it("sums to the whole and stays within one unit of the exact share", () => {
    fc.assert(
      fc.property(fc.integer({ min: -(2 ** 50), max: 2 ** 50 }), weights, (total, parts) => {
        const shares = allocate(total, parts);
        expect(shares.reduce((left, right) => left + right, 0)).toBe(total);
        const sum = parts.reduce((left, right) => left + right, 0);
        if (sum > 0 && Math.abs(total) < 2 ** 30) {
          shares.forEach((share, index) => {
            expect(Math.abs(share - (total * parts[index]!) / sum)).toBeLessThan(1.001);
          });
        }
      }),
    );
  });

  it("refuses no parts and negative weights", () => {
    expect(() => allocate(1, [])).toThrow(RangeError);
    expect(() => allocate(1, [1, -1])).toThrow(RangeError);
  });
});

describe("money()", () => {
  it("refuses fractions and unsafe integers", () => {
    for (const minor of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
      expect(() => money(minor, "EUR")).toThrow(RangeError);
    }
    expect(() => multiplyMoney(money(2 ** 40, "EUR"), 2 ** 20)).toThrow(RangeError);
  });

  it("refuses to add two currencies", () => {
    expect(() => addMoney(money(1, "EUR"), money(1, "JPY"))).toThrow(TypeError);
  });
});

describe("proportion()", () => {
  it("rounds half away from zero", () => {
    expect(proportion(5, 1, 2)).toBe(3);
    expect(proportion(-5, 1, 2)).toBe(-3);
    expect(proportion(1999, 1900, 11900)).toBe(319);
  });
});
