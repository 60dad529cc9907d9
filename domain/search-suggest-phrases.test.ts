import { describe, expect, it } from "vitest";
import { toId } from "./id.ts";
import type { SearchDocument } from "./search-document.ts";
import { PHRASE_WEIGHTS, phrasesOf } from "./search-suggest-phrases.ts";

function product(given: Partial<SearchDocument> = {}): SearchDocument {
  return {
    productId: toId("product", `prd_${"0".repeat(26)}`),
    locale: "en",
    version: 1,
    handle: "mouse",
    title: "Tide-Tech wireless gaming mouse MX300 for small hands",
    subtitle: "",
    description: "",
    brand: { handle: "tide-tech", title: "Tide-Tech.com" },
    productType: null,
    categories: [
      [
        { handle: "computers", title: "Computers" },
        { handle: "mice", title: "Computer mouse" },
      ],
    ],
    collections: [],
    tags: [],
    codes: [],
    options: [{ name: "Colour", values: ["Black", "Sage green"] }],
    attributes: [],
    prices: [],
    isInStock: true,
    rating: null,
    ratingCount: 0,
    rank: 0,
    createdAt: 0,
    ...given,
  };
}

function phrases(given: Partial<SearchDocument> = {}): string[] {
  return phrasesOf(product(given)).map(({ phrase }) => phrase);
}

describe("phrasesOf()", () => {
  it("tells what shoppers type: the kind of thing, with brand, colour and what the title says", () => {
    expect(phrases()).toEqual(
      expect.arrayContaining([
        "computer mouse",
        "mouse",
        "tide tech computer mouse",
        "black computer mouse",
        "computer mouse black",
        "wireless computer mouse",
        "gaming mouse",
      ]),
    );
  });

  it("knows other names of a category in the language of the product", () => {
    const named = (locale: "de" | "fr", title: string) =>
      phrasesOf(product({ locale, categories: [[{ handle: "shelf", title }]] }));
    const lights = named("de", "Hängelampen");
    expect(lights.map(({ phrase }) => phrase)).toContain("pendelleuchte");
    expect(lights.map(({ shown }) => shown)).toContain("hängeleuchte");
    expect(named("fr", "Canapés").map(({ phrase }) => phrase)).toContain("sofa");
  });

  it("names categories and brands with what leads there", () => {
    expect(phrasesOf(product())).toEqual(
      expect.arrayContaining([
        {
          phrase: "computer mouse",
          shown: "Computer mouse",
          kind: "category",
          handle: "mice",
          weight: PHRASE_WEIGHTS.category,
        },
        expect.objectContaining({ kind: "brand", handle: "tide-tech", phrase: "tide tech" }),
      ]),
    );
  });

  it("knows other names in English, and no English ones elsewhere", () => {
    const categories = [[{ handle: "sticks", title: "USB flash drives" }]];
    expect(phrases({ categories })).toContain("usb stick");
    expect(phrases({ categories, locale: "de" })).not.toContain("usb stick");
  });

  it("begins and ends with words that say something", () => {
    const odd = phrases().filter((phrase) => /^(?:for|the)\b|\b(?:for|the)$|^\d/.test(phrase));
    expect(odd).toEqual([]);
  });

  it("tells each phrase once, however much a product says", () => {
    const many = Array.from({ length: 300 }, (_, at) => `word${at} thing${at}, part${at}`);
    const all = phrases({ title: many.join(" "), tags: many });
    expect(all.length).toBeLessThanOrEqual(48);
    expect(new Set(all).size).toBe(all.length);
  });
});
