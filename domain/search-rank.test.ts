import { describe, expect, it } from "vitest";
import { analyse } from "./search-analysis.ts";
import { synonymIndex, understand } from "./search-query.ts";
import { type Candidate, type ConceptFacts, rank } from "./search-rank.ts";
import { ENGLISH_SYNONYMS } from "./search-synonyms.ts";

const synonyms = synonymIndex(ENGLISH_SYNONYMS, "en");

interface Sample {
  readonly title: string;
  readonly category?: string;
  readonly brand?: string;
  readonly attributes?: string;
  readonly isInStock?: boolean;
  readonly liking?: number;
}

function candidate(sample: Sample, doc: number): Candidate {
  const terms = (text = "") => {
    const { terms: words, joined } = analyse(text, "en");
    return [...words, ...joined];
  };
  return {
    doc,
    score: 1,
    fields: {
      title: terms(sample.title),
      brand: terms(sample.brand),
      category: terms(sample.category),
      codes: [],
      attributes: terms(sample.attributes),
      description: [],
    },
    category: sample.category ?? "",
    isInStock: sample.isInStock ?? true,
    liking: sample.liking ?? 0,
  };
}

/** The titles in their order. */
function order(
  text: string,
  samples: readonly Sample[],
  facts: Partial<ConceptFacts> = {},
): string[] {
  const query = understand(text, { locale: "en", synonyms });
  const known = { idf: 3, categories: new Map<string, number>(), isBrand: false, ...facts };
  const ranked = rank(
    query,
    samples.map((sample, at) => candidate(sample, at)),
    { facts: query.concepts.map(() => known) },
  );
  return ranked.map(({ doc }) => samples[doc]?.title ?? "");
}

describe("rank()", () => {
  it("puts the thing before what is made for it", () => {
    const things = [
      { title: "Sleeve for laptop", category: "laptop case" },
      { title: "Laptop battery", category: "battery" },
      { title: "Laptop 14 inch", category: "laptop" },
    ];
    expect(order("laptop", things)[0]).toBe("Laptop 14 inch");
    expect(order("laptop battery", things)[0]).toBe("Laptop battery");
  });

  it("tells them apart by their titles, too, where there is no category", () => {
    const things = [{ title: "TV wall mount" }, { title: "TV 55 inch" }];
    expect(order("tv", things)[0]).toBe("TV 55 inch");
    expect(order("tv mount", things)[0]).toBe("TV wall mount");
  });

  it("puts products with every word first", () => {
    const things = [{ title: "Oak oak oak table" }, { title: "Lamp", attributes: "oak" }];
    expect(order("oak lamp", things)[0]).toBe("Lamp");
  });

  it("prefers what was typed to its synonyms", () => {
    const things = [{ title: "Couch" }, { title: "Sofa" }];
    expect(order("sofa", things)[0]).toBe("Sofa");
    expect(order("couch", things)[0]).toBe("Couch");
  });

  it("puts what can be had first, all else equal", () => {
    const things = [{ title: "Vase", isInStock: false }, { title: "Vase" }];
    const query = understand("vase", { locale: "en", synonyms });
    const [first] = rank(query, things.map(candidate), { facts: [] });
    expect(first?.doc).toBe(1);
  });

  it("knows a shopper's likes where there are any, and is the same for everybody else", () => {
    const things = [{ title: "Red vase" }, { title: "Blue vase", liking: 1 }];
    expect(order("vase", things)[0]).toBe("Blue vase");
    expect(
      order(
        "vase",
        things.map(({ title }) => ({ title })),
      )[0],
    ).toBe("Red vase");
  });

  it("orders equal products by their number", () => {
    const things = [{ title: "Vase" }, { title: "Vase" }];
    const query = understand("vase", { locale: "en", synonyms });
    const docs = rank(query, things.map(candidate).toReversed(), { facts: [] });
    expect(docs.map(({ doc }) => doc)).toEqual([0, 1]);
  });
});
