import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  comparePlaces,
  decodeSearchCursor,
  encodeSearchCursor,
  type Place,
  type Placed,
  pageAfter,
} from "./search-order.ts";

const key = fc.constantFrom(-2, -1, -0.5, 0, 1);
const arbitraryPlaced: fc.Arbitrary<Placed[]> = fc
  .uniqueArray(fc.tuple(fc.nat({ max: 200 }), key), { selector: ([doc]) => doc, maxLength: 60 })
  .map((all) => all.map(([doc, first]) => ({ doc, place: [first, doc] })));

describe("pageAfter()", () => {
  it("shows every product once and in order, whatever the length of the pages", () => {
    fc.assert(
      fc.property(arbitraryPlaced, fc.integer({ min: 1, max: 7 }), (placed, limit) => {
        const seen: number[] = [];
        for (let after: Place | null = null; ; ) {
          const page = pageAfter(placed, { after, limit });
          seen.push(...page.docs);
          if (page.last === null) break;
          after = page.last;
        }
        const sorted = placed.toSorted((left, right) => comparePlaces(left.place, right.place));
        expect(seen).toEqual(sorted.map(({ doc }) => doc));
      }),
    );
  });

  it("goes on behind a product that is gone meanwhile", () => {
    const placed = [1, 2, 3, 4].map((doc) => ({ doc, place: [doc, doc] }));
    const { last } = pageAfter(placed, { after: null, limit: 2 });
    const left = placed.filter(({ doc }) => doc !== 2);
    expect(pageAfter(left, { after: last, limit: 2 }).docs).toEqual([3, 4]);
  });
});

describe("encodeSearchCursor()", () => {
  it("is undone by decodeSearchCursor()", () => {
    const cursor = {
      sort: "relevance",
      currency: "EUR",
      place: [1, -18.5, 4_294_967_295],
    } as const;
    expect(decodeSearchCursor(encodeSearchCursor(cursor))).toEqual(cursor);
  });

  it("is not guessed by anything else", () => {
    for (const word of [
      "",
      "x",
      btoa("[]"),
      btoa('["best","EUR",1,2]'),
      btoa('["newest","EUR","1",2]'),
    ]) {
      expect(decodeSearchCursor(word)).toBeNull();
    }
  });
});
