import { describe, expect, it } from "vitest";
import { equalMeasures, measureIn } from "./search-units.ts";

describe("measureIn()", () => {
  it("reads a number with a unit and nothing else", () => {
    expect(measureIn("3.05m")).toEqual({ number: 3.05, unit: "m" });
    expect(measureIn("88xl")).toBeNull();
    expect(measureIn("m")).toBeNull();
  });
});

describe("equalMeasures()", () => {
  it("says the same length in other units, as labels round it", () => {
    const words = equalMeasures({ number: 50, unit: "ft" });
    expect(words).toEqual(expect.arrayContaining(["15.24m", "15.2m", "1524cm", "600in"]));
    expect(words).not.toContain("50ft");
  });

  it("never rounds by more than two percent", () => {
    expect(equalMeasures({ number: 1, unit: "ft" })).not.toContain("0m");
    expect(equalMeasures({ number: 1, unit: "in" })).not.toContain("3cm");
  });

  it("counts storage by thousands and by 1,024", () => {
    const words = equalMeasures({ number: 2, unit: "gb" });
    expect(words).toEqual(expect.arrayContaining(["2000mb", "2048mb"]));
  });
});
