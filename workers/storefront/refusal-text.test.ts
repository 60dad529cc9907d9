import { describe, expect, test } from "vitest";
import { refusalText } from "./refusal-text.ts";

function soldOut(available: number, inCart: number): string {
  const problem = { reason: "sold_out", available, inCart } as const;
  return refusalText(problem);
}

describe("refusalText()", () => {
  test("says how many are left and how many of them the shopper has", () => {
    expect(soldOut(0, 0)).toBe("Sorry, that is sold out.");
    expect(soldOut(1, 0)).toBe("Only one is left.");
    expect(soldOut(3, 0)).toBe("Only 3 are left.");
    expect(soldOut(3, 1)).toBe("Only 3 are left, and your cart has 1 already.");
    expect(soldOut(1, 1)).toBe("Only one is left, and your cart has it already.");
    expect(soldOut(2, 2)).toBe("Only 2 are left, and your cart has them already.");
  });

  test("falls back on the registry's title", () => {
    expect(refusalText({ reason: "unavailable" })).toBe("The shop cannot answer right now.");
  });
});
