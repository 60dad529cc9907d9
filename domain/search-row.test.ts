import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { searchQuerySchema } from "../contracts/search.ts";
import { facetSlug, optionKey } from "./search-row.ts";

describe("facetSlug()", () => {
  it("is words where there are words, and codes where there are only signs", () => {
    expect(["Dark blue", "3.5 mm", "Größe", "°", "★★", "+"].map(facetSlug)).toEqual([
      "dark-blue",
      "3.5-mm",
      "grosse",
      "_b0",
      "_2605_2605",
      "_2b",
    ]);
  });

  it("tells values apart that differ in the signs at their words' ends", () => {
    expect(
      ["A", "A+", "A+++", "C", "C++", "C# 12", "Wi-Fi + LAN", "+5", "10+5"].map(facetSlug),
    ).toEqual(["a", "a_2b", "a_2b_2b_2b", "c", "c_2b_2b", "c_23-12", "wi-fi-lan", "5", "10-5"]);
  });

  it("names facets and values as the search takes them, whatever staff call them", () => {
    const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(
        fc
          .oneof(name, fc.constantFrom("°", "&", "★".repeat(99)))
          .filter((text) => text.trim() !== ""),
        (text) => {
          const asked = { [optionKey(text)]: [facetSlug(text)] };
          expect(searchQuerySchema.safeParse(asked).error?.issues).toBeUndefined();
        },
      ),
    );
  });
});
