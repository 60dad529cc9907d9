import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import type { Id } from "../domain/id.ts";
import { idOf } from "../domain/order-builders.ts";
import type { SearchDocument } from "../domain/search-document.ts";
import { rankSuggestions, typedText } from "../domain/search-suggest.ts";
import { clearSlotStatements, indexStatements } from "./search-index.ts";
import { countSearches } from "./search-log.ts";
import { suggestionSources } from "./search-suggest.ts";

const { SEARCH, CATALOG } = env;
const SLOT = "a";
const NOW = Date.UTC(2026, 10, 20);

function product(number: number, given: Partial<SearchDocument> = {}): SearchDocument {
  return {
    productId: idOf("product", number),
    locale: "en",
    version: 1,
    handle: `product-${number}`,
    title: "Wireless keyboard",
    subtitle: "",
    description: "",
    brand: { handle: "tide", title: "Tide" },
    productType: null,
    categories: [[{ handle: "keyboards", title: "Keyboards" }]],
    collections: [],
    tags: [],
    codes: [],
    options: [],
    attributes: [],
    prices: [{ currency: "EUR", minMinor: 100, maxMinor: 100, compareAtMinor: null }],
    isInStock: true,
    rating: null,
    ratingCount: 0,
    rank: 0,
    createdAt: 0,
    ...given,
  };
}

async function sell(id: Id<"product">, title: string): Promise<void> {
  await CATALOG.prepare(
    `INSERT OR REPLACE INTO products (id, handle, status, title, option_names, tags, rank, version,
      created_at, updated_at) VALUES (?, ?, 'published', ?, '[]', '[]', 0, 1, 0, 0)`,
  )
    .bind(id, id.slice(-6), title)
    .run();
}

async function search(query: string, found = 1, times = 1): Promise<void> {
  const events = Array.from({ length: times }, () => ({
    id: crypto.randomUUID(),
    type: "search.made" as const,
    version: 1 as const,
    at: NOW,
    subject: "en",
    data: { locale: "en" as const, query, shown: query, found },
  }));
  await SEARCH.batch(countSearches(SEARCH, events, NOW));
}

async function suggested(text: string): Promise<string[]> {
  const typed = typedText(text);
  if (typed === null) return [];
  const databases = { search: SEARCH, catalog: CATALOG };
  const sources = await suggestionSources(databases, SLOT, {
    locale: "en",
    currency: "EUR",
    typed,
  });
  return rankSuggestions(sources, { limit: 8, locale: "en" }).map((each) => each.text);
}

beforeEach(async () => {
  const logs = ["searches", "past_queries", "counted_searches"];
  await SEARCH.batch([
    ...logs.map((table) => SEARCH.prepare(`DELETE FROM ${table}`)),
    ...clearSlotStatements(SEARCH, SLOT),
    ...indexStatements(
      SEARCH,
      SLOT,
      [
        product(1),
        product(2, { title: "Gaming keyboard, seven lights" }),
        product(3, {
          title: "Rechargeable battery AA",
          categories: [[{ handle: "batteries", title: "Batteries" }]],
        }),
      ],
      NOW,
    ),
  ]);
});

describe("suggestionSources()", () => {
  it("completes from the words of the catalog", async () => {
    expect(await suggested("key")).toEqual(expect.arrayContaining(["Keyboards"]));
    expect(await suggested("wireless key")).toContain("wireless keyboard");
    expect(await suggested("tide ke")).toContain("tide keyboards");
  });

  it("forgives a slip", async () => {
    expect(await suggested("keybo")).toContain("Keyboards");
    expect(await suggested("kyebo")).toContain("Keyboards");
    expect(await suggested("wirelss")).toContain("wireless keyboard");
  });

  it("completes the last word by itself where that finds something, and only there", async () => {
    expect(await suggested("aa ba")).toContain("aa batteries");
    expect(await suggested("gaming ba")).not.toContain("gaming batteries");
  });

  it("tells what was searched for and found, the second time", async () => {
    await search("keyboard with lights");
    expect(await suggested("keyboard w")).not.toContain("keyboard with lights");
    await search("keyboard with lights");
    expect((await suggested("keyb"))[0]).toBe("keyboard with lights");
    await search("keyboard with gold", 0, 5);
    expect(await suggested("keyb")).not.toContain("keyboard with gold");
  });

  it("tells products that are sold", async () => {
    const title = "Gaming keyboard, seven lights";
    expect(await suggested("gaming key")).not.toContain(title);
    await sell(idOf("product", 2), title);
    expect((await suggested("gaming key")).at(-1)).toBe(title);
    expect(await suggested("sev")).toContain(title);
  });

  it("answers signs, quotes and very long words", async () => {
    for (const text of [
      '"',
      "a\"b' OR 1",
      "x".repeat(300),
      "key*",
      "-",
      "keyboard AND",
      "(",
      "ß",
    ]) {
      expect(await suggested(text)).toBeInstanceOf(Array);
    }
  });
});
