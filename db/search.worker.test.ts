import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { toId } from "../domain/id.ts";
import { SEARCH_SORTS } from "../domain/search-order.ts";
import type { SearchRequest } from "../domain/search-request.ts";
import { search } from "./search.ts";
import {
  cardStatements,
  found,
  productNumber,
  SEARCHED_AT,
  searchDocument,
  searchRequest,
  variedProduct,
} from "./search-builders.ts";
import { indexStatements, liveSlot } from "./search-index.ts";
import { putPin, putSynonyms } from "./search-rules.ts";

const COUNT = 60;

const DOCUMENTS = Array.from({ length: COUNT }, (_, at) => variedProduct(at + 1));

function find(parts: Partial<SearchRequest> = {}) {
  return found({ search: env.SEARCH, catalog: env.CATALOG }, parts);
}

async function titles(parts: Partial<SearchRequest>): Promise<string[]> {
  return (await find(parts)).products.map(({ title }) => title);
}

async function allIds(parts: Partial<SearchRequest>): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = null; ; ) {
    const page = await find({ ...parts, cursor });
    ids.push(...page.products.map(({ id }) => id));
    if (page.nextCursor === null) return ids;
    cursor = page.nextCursor;
  }
}

beforeAll(async () => {
  const extra = [
    searchDocument(101, { title: "Sofa for two" }),
    searchDocument(102, { title: "Fan TN-2110", codes: ["4006381333931"] }),
    searchDocument(103, { title: "Harbour lantern", description: "Warm light, dimmable." }),
    searchDocument(104, {
      title: "Kaffeebecher",
      locale: "de",
      prices: [{ currency: "EUR", minMinor: 900, maxMinor: 900, compareAtMinor: null }],
    }),
    ...["Leuchte am Steg", "Tilde Flamme"].map((title, at) =>
      searchDocument(106 + at, { title, locale: "de" }),
    ),
    searchDocument(108, { title: "Marmite de fonte", locale: "fr" }),
    searchDocument(105, {
      title: "Dollar lantern",
      prices: [{ currency: "USD", minMinor: 900, maxMinor: 900, compareAtMinor: null }],
    }),
  ];
  const all = [...DOCUMENTS, ...extra];
  await env.CATALOG.batch([
    env.CATALOG.prepare(
      "INSERT INTO currencies (code, prices_include_tax, default_country, position) VALUES ('EUR', 1, 'DE', 0), ('USD', 0, 'US', 1), ('JPY', 1, 'JP', 2)",
    ),
    ...cardStatements(env.CATALOG, all),
    putSynonyms(env.CATALOG, {
      id: toId("synonym", "syn_00000000000000000000000001"),
      locale: "en",
      terms: ["lantern", "lighthouse"],
      updatedAt: 1,
    }),
    putPin(env.CATALOG, {
      id: toId("pin", "pin_00000000000000000000000001"),
      locale: "en",
      query: "gift",
      productIds: [productNumber(7), productNumber(3)],
      updatedAt: 1,
    }),
  ]);
  await env.SEARCH.batch(indexStatements(env.SEARCH, await liveSlot(env.SEARCH), all, 1));
});

describe("search()", () => {
  it("finds by words, codes, synonyms of the language and of the shop", async () => {
    expect(await titles({ text: "couch" })).toEqual(["Sofa for two"]);
    expect((await titles({ text: "tn2110" }))[0]).toBe("Fan TN-2110");
    expect(await titles({ text: "04006381333931" })).toEqual(["Fan TN-2110"]);
    expect(await titles({ text: "lighthouses" })).toEqual(["Harbour lantern"]);
  });

  it("knows languages and currencies apart", async () => {
    expect(await titles({ text: "kaffeebecher" })).toEqual([]);
    expect(await titles({ text: "kaffeebecher", locale: "de" })).toEqual(["Kaffeebecher"]);
    expect(await titles({ text: "lantern", currency: "USD" })).toEqual(["Dollar lantern"]);
    expect((await find({ text: "lamp", currency: "JPY" })).total).toEqual({
      count: 0,
      isExact: true,
    });
  });

  it("shows what the description says of it", async () => {
    const [lantern] = (await find({ text: "dimmable lantern" })).products;
    expect(lantern?.snippet).toEqual({ text: "Warm light, dimmable.", highlight: [[12, 20]] });
    expect((await find()).products.every(({ snippet }) => snippet === null)).toBe(true);
  });

  it("corrects what no product says, and tells so", async () => {
    const { query, products } = await find({ text: "lanterm" });
    expect(query).toEqual({
      text: "lantern",
      corrected: { text: "lantern", original: "lanterm" },
      isFallback: false,
    });
    expect(products).toHaveLength(1);
  });

  it("takes no general word of a language for a slip, and finds what is called otherwise", async () => {
    for (const text of ["Lampe", "Lampen"]) {
      const { query, products } = await find({ text, locale: "de" });
      expect(query.corrected).toBeNull();
      expect(products.map(({ title }) => title)).toEqual(["Leuchte am Steg"]);
    }
    expect(await titles({ text: "casseroles", locale: "fr" })).toEqual(["Marmite de fonte"]);
  });

  it("shows products with some of the words where none has all", async () => {
    const { query, products } = await find({ text: "harbour sofa" });
    expect(query.isFallback).toBe(true);
    expect(products.map(({ title }) => title).sort()).toEqual(["Harbour lantern", "Sofa for two"]);
  });

  it("puts pinned products first, and only where they pass the filters", async () => {
    const first = (await find({ text: "Gift" })).products.map(({ id }) => id);
    expect(first.slice(0, 2)).toEqual([productNumber(7), productNumber(3)]);
    const tide = new Map([["brand", ["reef"]]]);
    const chosen = (await find({ text: "gift", choices: tide })).products.map(({ id }) => id);
    expect(chosen).toEqual([productNumber(7)]);
  });

  it("orders by a shopper's likes only for the shopper", async () => {
    const profile = { brands: { dune: 1 }, categories: {} };
    const [first] = await titles({ text: "lamp", profile });
    expect(first).toMatch(/^Dune/);
    expect(await titles({ text: "lamp" })).toEqual(await titles({ text: "lamp" }));
  });

  it.each(SEARCH_SORTS)("walks all pages by %s, each product once", async (sort) => {
    const whole = (await find({ text: "lamp", sort, limit: 60 })).products.map(({ id }) => id);
    for (const limit of [1, 4, 7]) {
      expect(await allIds({ text: "lamp", sort, limit }), String(limit)).toEqual(whole);
    }
    const listing = (await find({ sort, limit: 60 })).products.map(({ id }) => id);
    const paged = await allIds({ sort, limit: 7 });
    expect(paged.slice(0, 60)).toEqual(listing);
    expect(new Set(paged).size).toBe(paged.length);
  });

  it("sorts by what it says", async () => {
    const prices = (await find({ sort: "price_asc", limit: 60 })).products.map(
      (each) => each.priceFrom.minor,
    );
    expect(prices).toEqual(prices.toSorted((left, right) => left - right));
    const falling = (await find({ sort: "price_desc", limit: 60 })).products.map(
      (each) => each.priceFrom.minor,
    );
    expect(falling).toEqual(falling.toSorted((left, right) => right - left));
  });

  it("finds a category with all below it, and counts the tree", async () => {
    const { total, facets } = await find({ choices: new Map([["category", ["home"]]]) });
    expect(total.count).toBe(COUNT);
    const tree = facets.find(({ key }) => key === "category");
    expect(tree?.kind).toBe("tree");
    expect(tree?.values.find(({ value }) => value === "home")).toMatchObject({
      isSelected: true,
      parent: null,
    });
    expect(tree?.values.find(({ value }) => value === "lamps")).toMatchObject({
      count: 15,
      parent: "home",
    });
  });

  it("finds nothing for a value that nothing has", async () => {
    const page = await find({ choices: new Map([["attr.material", ["gold"]]]) });
    expect(page.products).toEqual([]);
    expect(page.total.count).toBe(0);
    expect((await find({ choices: new Map([["attr.nonsense", ["x"]]]) })).total.count).toBe(0);
  });

  it("refuses a cursor that belongs to another order or currency", async () => {
    const { nextCursor } = await find({ sort: "newest", limit: 5 });
    for (const parts of [{ sort: "price_asc" }, { sort: "newest", currency: "USD" }] as const) {
      const answer = await search(
        { search: env.SEARCH, catalog: env.CATALOG },
        searchRequest({ ...parts, cursor: nextCursor }),
        SEARCHED_AT,
      );
      expect(answer).toMatchObject({ ok: false, problem: { reason: "validation_failed" } });
    }
  });

  it("survives whatever is typed", async () => {
    const texts = [
      '"',
      "a OR b",
      "title:x",
      "NEAR(a, b)",
      "*",
      "^a",
      "-a",
      "a AND",
      "' OR 1=1",
      "ß€漢字",
    ];
    for (const text of texts) expect((await find({ text })).query).toBeDefined();
  });
});
