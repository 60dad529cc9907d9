import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Facts } from "./search-facts.ts";
import { countFacets, passes, type Selection } from "./search-filter.ts";

const facetKeys = ["brand", "colour", "length"];
const keyOf = (facet: number) => facetKeys[facet - 1];

const arbitraryFacts: fc.Arbitrary<Facts> = fc.record({
  doc: fc.nat(),
  score: fc.constant(0),
  isInStock: fc.boolean(),
  rating: fc.constantFrom(0, 150, 250, 400, 450, 500),
  rank: fc.constant(0),
  createdAt: fc.constant(0),
  priceMinor: fc.integer({ min: 0, max: 20 }),
  words: fc
    .tuple(
      fc.subarray(["1.1", "1.2", "1.3"], { maxLength: 1 }),
      fc.subarray(["2.4", "2.5", "2.6"]),
      fc.subarray(["3n1", "3n2.5", "3m4"], { maxLength: 2 }),
    )
    .map((parts) => parts.flat()),
});

const bound = fc.option(fc.integer({ min: 0, max: 20 }), { nil: null });
const arbitrarySelections: fc.Arbitrary<Selection[]> = fc
  .tuple(
    fc.subarray(["1.1", "1.2", "1.3"], { minLength: 1 }),
    fc.subarray(["2.4", "2.5", "2.6"], { minLength: 1 }),
    fc.tuple(bound, bound),
    fc.tuple(bound, bound),
    fc.integer({ min: 1, max: 4 }),
  )
  .chain(([brands, colours, lengths, prices, atLeast]) =>
    fc.subarray<Selection>([
      { key: "brand", kind: "choice", words: new Set(brands) },
      { key: "colour", kind: "choice", words: new Set(colours) },
      { key: "length", kind: "number", facet: 3, range: lengths },
      { key: "price", kind: "price", range: prices },
      { key: "rating", kind: "rating", atLeast },
      { key: "in_stock", kind: "stock" },
    ]),
  );

describe("countFacets()", () => {
  it("counts each facet as if nothing were chosen in it and everything else were", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(arbitraryFacts, { maxLength: 40, selector: ({ doc }) => doc }),
        arbitrarySelections,
        (all, chosen) => {
          const counts = countFacets(all, chosen, keyOf);
          const left = (key: string) =>
            all.filter((facts) =>
              chosen.every((selection) => selection.key === key || passes(facts, selection)),
            );
          for (const word of ["1.1", "1.2", "1.3", "2.4", "2.5", "2.6"]) {
            const key = word.startsWith("1.") ? "brand" : "colour";
            const expected = left(key).filter(({ words }) => words.includes(word)).length;
            expect(counts.words.get(word) ?? 0).toBe(expected);
          }
          const numbers = left("length").flatMap(({ words }) =>
            words
              .filter((word) => word.startsWith("3"))
              .map((word) => Number(word.slice(1).replace("m", "-").replace("n", ""))),
          );
          expect(counts.numbers.get(3)?.min).toBe(
            numbers.length === 0 ? undefined : Math.min(...numbers),
          );
          expect(counts.numbers.get(3)?.count ?? 0).toBe(
            left("length").filter(({ words }) => words.some((word) => word.startsWith("3"))).length,
          );
          const prices = left("price").map(({ priceMinor }) => priceMinor);
          expect(counts.price?.max).toBe(prices.length === 0 ? undefined : Math.max(...prices));
          expect(counts.ratings.get(4) ?? 0).toBe(
            left("rating").filter(({ rating }) => rating >= 400).length,
          );
          expect(counts.inStock).toBe(left("in_stock").filter(({ isInStock }) => isInStock).length);
          expect(counts.passing).toEqual(left("nothing"));
        },
      ),
    );
  });
});
