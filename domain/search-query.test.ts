import { describe, expect, it } from "vitest";
import { matchAll, matchAllButOne, matchWithin } from "./search-match.ts";
import { type Concept, synonymIndex, understand } from "./search-query.ts";
import { synonymRules } from "./search-synonyms.ts";

const synonyms = synonymIndex(
  synonymRules("sofa, couch\nphone > smartphone\npower bank, external battery"),
  "en",
);

function read(text: string, known: readonly string[] = []) {
  return understand(text, { locale: "en", synonyms, isKnown: (term) => known.includes(term) });
}

function ways({ alternatives }: Concept): string[] {
  return alternatives.map(({ terms, isPhrase }) => terms.join(isPhrase ? "_" : "+"));
}

describe("understand()", () => {
  it("tells words, codes, measures and colours apart", () => {
    const { concepts } = read("black cable 3m tn-2110");
    expect(concepts.map(({ kind }) => kind)).toEqual(["colour", "word", "measure", "code"]);
  });

  it("leaves out words that say nothing, unless there are no others", () => {
    expect(read("a cable with the plug").concepts.map(({ text }) => text)).toEqual([
      "cable",
      "plug",
    ]);
    expect(read("the").concepts).toHaveLength(1);
  });

  it("knows what a product is for", () => {
    const { concepts } = read("toner for c5700");
    expect(concepts.map(({ isTarget }) => isTarget)).toEqual([false, true]);
  });

  it("finds synonyms in both directions, one-way rules in one", () => {
    expect(ways(read("couches").concepts[0] as Concept)).toEqual(["couch", "sofa"]);
    expect(ways(read("phone").concepts[0] as Concept)).toEqual(["phone", "smartphon"]);
    expect(ways(read("smartphone").concepts[0] as Concept)).toEqual(["smartphon"]);
  });

  it("reads the longest phrase that a rule knows as one thing", () => {
    const { concepts } = read("usb power banks");
    expect(concepts.map(({ text }) => text)).toEqual(["usb", "power banks"]);
    expect(ways(concepts[1] as Concept)).toEqual(["power+bank", "extern+batteri"]);
  });

  it("knows a phrase of a rule by its telling words", () => {
    const french = synonymIndex(synonymRules("boîte à lunch, lunchbox"), "fr");
    const { concepts } = understand("boîte à lunch", { locale: "fr", synonyms: french });
    expect(concepts.map(ways)).toEqual([["boit+lunch", "lunchbo"]]);
  });

  it("joins and parts words where products do", () => {
    expect(ways(read("tn 2110", ["tn2110"]).concepts[0] as Concept)).toEqual(["tn+2110", "tn2110"]);
    expect(ways(read("smartwatch", ["smart", "watch"]).concepts[0] as Concept)).toEqual([
      "smartwatch",
      "smart_watch",
    ]);
    expect(read("tn 2110").concepts).toHaveLength(2);
  });

  it("says a code with and without its hyphen, a measure in other units", () => {
    expect(ways(read("fx-890ii").concepts[0] as Concept)).toEqual(["fx890ii", "fx_890ii"]);
    expect(ways(read("3m").concepts[0] as Concept)).toContain("300cm");
  });

  it("takes a concept once and no more than ten", () => {
    expect(read("cable cable").concepts).toHaveLength(1);
    expect(read(Array.from({ length: 50 }, (_, at) => `w${at}x`).join(" ")).concepts).toHaveLength(
      10,
    );
  });
});

describe("matchAll()", () => {
  it("asks for every concept by any of its names", () => {
    expect(matchAll(read("red couch"))).toBe('(("enred")) AND (("encouch") OR ("ensofa"))');
    expect(matchAll(read("!!"))).toBeNull();
  });

  it("cannot be broken out of by signs", () => {
    for (const text of ['" OR title:x', "NEAR(a b)", "a* ^b", "x AND y"]) {
      expect(matchAll(read(text)) ?? "").toMatch(/^[\p{L}\p{N} ()".]*$/u);
    }
  });
});

describe("matchAllButOne()", () => {
  it("leaves out each concept once, but looks for nothing common alone", () => {
    const query = read("red couch");
    const [red] = query.concepts;
    expect(matchAllButOne(query, () => true)).toBeNull();
    expect(matchAllButOne(query, (concept) => concept === red)).toBe(
      '((("encouch") OR ("ensofa")))',
    );
  });
});

describe("matchWithin()", () => {
  it("narrows to one value of each group", () => {
    expect(matchWithin('"en"', [["3.1", "3.2"], ["4.9"]])).toBe(
      '("en") AND ("3.1" OR "3.2") AND ("4.9")',
    );
  });
});
