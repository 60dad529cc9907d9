import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutsOf, rankCorrections, slipCost } from "./search-spelling.ts";
import { doubtfulWords, queryWords, wordsToLookUp } from "./search-spelling-query.ts";

const word = fc.stringMatching(/^[a-z]{3,20}$/);

describe("cutsOf()", () => {
  it("leaves out one letter of a short word, two of a longer one", () => {
    expect(cutsOf("chair")).toEqual(["chair", "hair", "cair", "chir", "char", "chai"]);
    expect(cutsOf("kettle")).toContain("ktle");
  });

  it("lets a word meet each misspelling by one letter", () => {
    const letter = fc.stringMatching(/^[a-z]$/);
    fc.assert(
      fc.property(word, fc.nat(), letter, (right, place, put) => {
        const at = place % right.length;
        const wrong = [
          right.slice(0, at) + right.slice(at + 1),
          right.slice(0, at) + put + right.slice(at),
          right.slice(0, at) + put + right.slice(at + 1),
        ];
        for (const typed of wrong.filter(({ length }) => length >= 4)) {
          const cuts = new Set(cutsOf(typed));
          expect(cutsOf(right).some((cut) => cuts.has(cut))).toBe(true);
        }
      }),
    );
  });
});

describe("slipCost()", () => {
  it("is nothing for the word itself and something for any other", () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        expect(slipCost(one, one)).toBe(0);
        if (one !== other) expect(slipCost(one, other)).toBeGreaterThan(0);
      }),
    );
  });

  it.each([
    ["a swap", "tabel", "table", "talle"],
    ["a letter typed twice", "tabble", "table", "tambles"],
    ["a key beside", "tavle", "table", "tapole"],
    ["a vowel", "tible", "table", "thble"],
    ["a slip inside", "taple", "table", "gable"],
  ])("takes %s for likelier", (_, typed, likely, unlikely) => {
    expect(slipCost(typed, likely)).toBeLessThan(slipCost(typed, unlikely));
  });
});

describe("rankCorrections()", () => {
  it("prefers the commoner of two that are as near", () => {
    const words = [
      { word: "care", count: 2 },
      { word: "cart", count: 900 },
    ];
    expect(rankCorrections("carx", words)[0]?.word).toBe("cart");
  });

  it("offers nothing that is another word", () => {
    expect(rankCorrections("table", [{ word: "lamp", count: 1_000 }])).toEqual([]);
  });
});

describe("doubtfulWords()", () => {
  const known = new Map(
    ["laptop", "batteries", "box"].map((each) => [each, { word: each, spelled: each, count: 9 }]),
  );
  const doubtful = (text: string) => doubtfulWords(queryWords(text), { known }).map((w) => w.word);

  it("doubts what no product says in any number", () => {
    expect(doubtful("laptops battery boxes laptpo")).toEqual(["laptpo"]);
  });

  it("doubts no code, no number and nothing short", () => {
    expect(doubtful("k380x 4500 usb")).toEqual([]);
  });

  it("doubts a rare word that the catalog itself may misspell", () => {
    const rare = new Map([["cartrige", { word: "cartrige", spelled: "cartrige", count: 1 }]]);
    expect(doubtfulWords(queryWords("cartrige"), { known: rare })).toHaveLength(1);
  });

  it("asks for few words, whatever the query", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        expect(wordsToLookUp(queryWords(text)).length).toBeLessThanOrEqual(40);
      }),
    );
  });
});
