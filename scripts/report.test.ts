import { describe, expect, it } from "vitest";
import { digits, isKept, median, percentile, table } from "./report.ts";

const FIGURE = { key: "k", title: "t", unit: "ms", value: 3 };

describe("isKept()", () => {
  it.each([
    [{ below: 3 }, false],
    [{ below: 3.1 }, true],
    [{ atMost: 3 }, true],
    [{ atLeast: 3 }, true],
    [{ atLeast: 3.1 }, false],
  ])("3 against %j is %s", (target, kept) => {
    expect(isKept({ ...FIGURE, target })).toBe(kept);
  });

  it("never passes what could not be measured", () => {
    for (const target of [{ below: 3 }, { atMost: 3 }, { atLeast: 0 }]) {
      expect(isKept({ ...FIGURE, value: Number.NaN, target })).toBe(false);
    }
  });
});

describe("median()", () => {
  it("is the middle value, or the middle of the two middle ones", () => {
    expect(median([9, 1, 5])).toEqual({ value: 5, spread: [1, 9] });
    expect(median([4, 1, 2, 9])).toEqual({ value: 3, spread: [1, 9] });
    expect(median([]).value).toBeNaN();
  });
});

describe("percentile()", () => {
  it("takes the nearest rank", () => {
    const values = Array.from({ length: 100 }, (_, index) => index + 1);
    expect([percentile(values, 0.5), percentile(values, 0.99)]).toEqual([50, 99]);
    expect(percentile([7], 0.99)).toBe(7);
  });
});

describe("table()", () => {
  it("aligns names to the left and figures to the right", () => {
    const text = table(
      ["what", "ms"],
      [
        ["hold", "1.25"],
        ["cart", "12"],
      ],
    );
    expect(text.split("\n").slice(1)).toEqual(["hold   1.25", "cart     12"]);
  });
});

describe("digits()", () => {
  it.each([
    [0.1234, "0.12"],
    [12.34, "12.3"],
    [1234.5, "1235"],
    [0, "0"],
    [Number.NaN, "-"],
  ])("%d reads %s", (value, text) => {
    expect(digits(value)).toBe(text);
  });
});
