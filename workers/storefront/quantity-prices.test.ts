import { describe, expect, it } from "vitest";
import { money } from "../../domain/money.ts";
import { laddersOf } from "./quantity-prices.tsx";

/** A variant with prices from 5 on, or without any. */
function variant(optionValues: string[], minor: number | null) {
  const price = { fromQuantity: 5, price: money(minor ?? 0, "EUR") };
  return { optionValues, quantityPrices: minor === null ? [] : [price] };
}

function told(...variants: ReturnType<typeof variant>[]) {
  return laddersOf(variants).map(({ choice, prices }) => [choice, prices[0]?.price.minor]);
}

describe("laddersOf()", () => {
  it("tells what all choices have once, without a name", () => {
    expect(told(variant([], 8))).toEqual([["", 8]]);
    expect(told(variant(["Sea"], 8), variant(["Sand"], 8))).toEqual([["", 8]]);
    expect(told(variant(["Sea"], null))).toEqual([]);
  });

  it("names choices by what only they have in common", () => {
    const glasses = ["Clear", "Sea", "Amber"].flatMap((colour) => [
      variant([colour, "Single"], 8),
      variant([colour, "Four"], 28),
    ]);
    expect(told(...glasses)).toEqual([
      ["Single", 8],
      ["Four", 28],
    ]);
  });

  it("names each where others have the same in common and other prices", () => {
    const some = [variant(["Sea", "S"], 8), variant(["Sand", "S"], 8), variant(["Sky", "S"], null)];
    expect(told(...some)).toEqual([
      ["Sea, S", 8],
      ["Sand, S", 8],
    ]);
  });
});
