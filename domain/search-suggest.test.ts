import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slipsOf } from "./search-spelling-prefix.ts";
import {
  type Completion,
  highlight,
  rankSuggestions,
  type SuggestionSources,
  sameKey,
  typedText,
} from "./search-suggest.ts";

const NOTHING = { past: [], completions: [], guesses: [], products: [] };

function query(phrase: string, rank = 0): Completion {
  return { phrase, shown: phrase, kind: "query", handle: "", rank };
}

function typed(text: string) {
  const made = typedText(text);
  if (made === null) throw new Error("Nothing was typed");
  return made;
}

function ranked(
  sources: Partial<SuggestionSources<{ title: string; handle: string }>>,
  { limit = 8, locale = "en" as const } = {},
) {
  return rankSuggestions({ ...NOTHING, ...sources }, { limit, locale });
}

function texts(...given: Parameters<typeof ranked>) {
  return ranked(...given).map(({ text }) => text);
}

describe("typedText()", () => {
  it("tells the finished words from the one that is being typed", () => {
    expect(typed("  Café  NOI")).toEqual({ prefix: "cafe noi", finished: "cafe", last: "noi" });
    expect(typed("usb ")).toEqual({ prefix: "usb ", finished: "usb", last: "" });
    expect(typed("kids' ba")).toEqual({ prefix: "kids ba", finished: "kids", last: "ba" });
  });

  it("is nothing where no letter was typed", () => {
    expect(typedText(" -?")).toBeNull();
  });
});

describe("rankSuggestions()", () => {
  it("puts past searches before what the catalog offers, each by rank", () => {
    const past = [query("mug", 1), query("mugs for tea", 5)];
    const completions = [query("mug tree", 99), query("mug warmer", 100)];
    expect(texts({ past, completions })).toEqual(["mugs for tea", "mug", "mug warmer", "mug tree"]);
  });

  it("tells one of what differs in number and accents only", () => {
    const past = [query("laptop bags")];
    expect(texts({ past, completions: [query("laptop bag", 3)] })).toEqual(["laptop bags"]);
  });

  it("leads to the category or brand that a past search names", () => {
    const mugs = { ...query("mugs"), shown: "Mugs", kind: "category", handle: "mugs" } as const;
    expect(ranked({ past: [query("mug")], completions: [mugs] })).toEqual([
      { kind: "category", text: "Mugs", handle: "mugs" },
    ]);
  });

  it("says the same thing in two ways at most", () => {
    const names = ["laptop", "notebook", "notebook computer", "mouse"];
    const completions = names.map((name, at) => query(name, -at));
    expect(texts({ completions })).toEqual(["laptop", "notebook", "mouse"]);
    expect(texts({ completions }, { locale: "de" as "en" })).toEqual(names);
  });

  it("keeps three places for products, and fills the rest where there are none", () => {
    const completions = Array.from({ length: 12 }, (_, at) => query(`m${at} x${at}`, -at));
    const products = Array.from({ length: 5 }, (_, at) => ({
      title: `Mug ${at}`,
      handle: `${at}`,
    }));
    expect(texts({ completions, products }).slice(5)).toEqual(["Mug 0", "Mug 1", "Mug 2"]);
    expect(texts({ completions })).toHaveLength(8);
    expect(texts({ completions, products }, { limit: 1 })).toEqual(["m0 x0"]);
  });

  it("never tells more than asked for, nor anything twice", () => {
    const words = fc.array(fc.constantFrom("mug", "mugs", "tea", "red mug", "cup"));
    fc.assert(
      fc.property(words, words, words, fc.integer({ min: 1, max: 8 }), (a, b, c, limit) => {
        const lines = texts(
          {
            past: a.map((text) => query(text)),
            completions: b.map((text) => query(text)),
            products: c.map((title) => ({ title, handle: title })),
          },
          { limit },
        );
        expect(lines.length).toBeLessThanOrEqual(limit);
        expect(new Set(lines.map(sameKey)).size).toBe(lines.length);
      }),
    );
  });
});

describe("highlight()", () => {
  it("marks the words that begin like those that were typed", () => {
    expect(highlight("Red Café mug, red", typed("caf re"))).toEqual([
      [0, 2],
      [4, 7],
    ]);
    expect(highlight("Straße", typed("strasse"))).toEqual([[0, 6]]);
  });

  it("marks nothing for a letter that folds into a space", () => {
    const what = typedText("0\ufc5e 一");
    expect(what === null ? null : highlight("Mug", what)).toEqual([]);
  });

  it("stays within the text and in order, whatever was typed", () => {
    const text = fc.string({ unit: "grapheme" });
    fc.assert(
      fc.property(text, text, (shown, input) => {
        const what = typedText(input);
        if (what === null) return;
        let last = 0;
        for (const [from, to] of highlight(shown, what)) {
          expect(from).toBeGreaterThanOrEqual(last);
          expect(to).toBeGreaterThan(from);
          last = to;
        }
        expect(last).toBeLessThanOrEqual(shown.length);
      }),
    );
  });
});

describe("slipsOf()", () => {
  it("undoes one slip", () => {
    expect(slipsOf("keybao")).toContain("keyboa");
    expect(slipsOf("moniy")).toContain("monit");
    expect(slipsOf("bateri")).toContain("batteri");
  });

  it("leaves short words and codes alone", () => {
    expect([...slipsOf("key"), ...slipsOf("tn2110")]).toEqual([]);
  });

  it("offers each beginning once, and never the one that was typed", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{4,16}$/), (word) => {
        const slips = slipsOf(word);
        expect(new Set([word, ...slips]).size).toBe(slips.length + 1);
      }),
    );
  });
});
