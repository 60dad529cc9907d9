import { describe, expect, it } from "vitest";
import { understand } from "./search-query.ts";
import { snippetOf } from "./search-snippet.ts";

function snippet(description: string, text: string) {
  return snippetOf(description, understand(text, { locale: "en", synonyms: new Map() }));
}

function marked({ text, highlight }: NonNullable<ReturnType<typeof snippet>>): string[] {
  return highlight.map(([from, to]) => text.slice(from, to));
}

describe("snippetOf()", () => {
  it("shows a short description whole, with the words as they stand in it", () => {
    const found = snippet("Two warm Lamps for the TN-2110.", "lamp tn2110");
    expect(found?.text).toBe("Two warm Lamps for the TN-2110.");
    expect(found === null ? [] : marked(found)).toEqual(["Lamps", "TN-2110"]);
  });

  it("cuts a long one at words, around the part that says most", () => {
    const filler = "and so on it goes with many words that say nothing ";
    const text = `A lamp. ${filler.repeat(8)}The oak lamp has a linen shade. ${filler.repeat(8)}`;
    const found = snippet(text, "oak linen lamp");
    expect(found === null ? [] : marked(found)).toEqual(["oak", "lamp", "linen"]);
    expect(found?.text).toMatch(/^… .* …$/);
    expect(found?.text.length).toBeLessThan(220);
  });

  it("is null where the description says nothing of it", () => {
    expect(snippet("A chair.", "lamp")).toBeNull();
    expect(snippet("", "lamp")).toBeNull();
  });
});
