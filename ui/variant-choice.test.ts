import { describe, expect, test } from "vitest";
import { type Choosable, chooseVariant, firstChoice, optionGroups } from "./variant-choice.ts";

function variant(optionValues: string[], isSoldOut = false): Choosable {
  return { optionValues, availability: { status: isSoldOut ? "sold_out" : "in_stock" } };
}

const sageSmall = variant(["Sage", "250 ml"]);
const sageLarge = variant(["Sage", "350 ml"], true);
const sandSmall = variant(["Sand", "250 ml"], true);
const inkLarge = variant(["Ink", "350 ml"]);
const variants = [sageSmall, sageLarge, sandSmall, inkLarge];

describe("optionGroups()", () => {
  test("marks each value by what choosing it leads to", () => {
    expect(optionGroups(["Colour", "Size"], variants, sageSmall)).toEqual([
      {
        name: "Colour",
        choices: [
          { value: "Sage", isChosen: true, state: "available" },
          { value: "Sand", isChosen: false, state: "sold_out" },
          { value: "Ink", isChosen: false, state: "missing" },
        ],
      },
      {
        name: "Size",
        choices: [
          { value: "250 ml", isChosen: true, state: "available" },
          { value: "350 ml", isChosen: false, state: "sold_out" },
        ],
      },
    ]);
  });

  test("has nothing to choose where a product has no options", () => {
    const only = variant([]);
    expect(optionGroups([], [only], only)).toEqual([]);
  });
});

describe("chooseVariant()", () => {
  test("finds the exact variant, sold out or not", () => {
    expect(chooseVariant(variants, ["Sage", "350 ml"], 1)).toBe(sageLarge);
  });

  test("keeps the value chosen last where the combination does not exist", () => {
    expect(chooseVariant(variants, ["Ink", "250 ml"], 0)).toBe(inkLarge);
    expect(chooseVariant(variants, ["Ink", "250 ml"], 1)).toBe(sageSmall);
  });

  test("prefers more kept values to stock", () => {
    const redLargeWool = variant(["Red", "L", "Wool"], true);
    const redSmallSilk = variant(["Red", "S", "Silk"]);
    const found = chooseVariant([redSmallSilk, redLargeWool], ["Red", "L", "Silk"], 0);
    expect(found).toBe(redSmallSilk);
    expect(chooseVariant([redSmallSilk, redLargeWool], ["Red", "L", "Wool"], 0)).toBe(redLargeWool);
  });

  test("finds nothing for a value that no variant has", () => {
    expect(chooseVariant(variants, ["Plum", "250 ml"], 0)).toBeNull();
  });

  test("takes the only variant of a product without options", () => {
    const only = variant([]);
    expect(chooseVariant([only], [])).toBe(only);
  });
});

describe("firstChoice()", () => {
  test("is the first variant in stock, else the first of all", () => {
    expect(firstChoice([sageLarge, sandSmall, inkLarge])).toBe(inkLarge);
    expect(firstChoice([sageLarge, sandSmall])).toBe(sageLarge);
  });
});
