import { env } from "cloudflare:workers";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type Facet, type SearchPage, searchPageSchema } from "../contracts/search.ts";
import { toId } from "../domain/id.ts";
import type { SearchDocument } from "../domain/search-document.ts";
import { SEARCH_SORTS } from "../domain/search-order.ts";
import type { SearchRequest } from "../domain/search-request.ts";
import { search } from "./search.ts";
import { cardStatements, productNumber, searchDocument } from "./search-builders.ts";
import { indexStatements, liveSlot } from "./search-index.ts";
import { walkStatement } from "./search-reads.ts";
import { putPin, putSynonyms } from "./search-rules.ts";

const BRANDS = ["Tide", "Reef", "Dune"];
const COLOURS = ["Sage", "Sand", "Slate"];
const KINDS = ["lamp", "mug", "chair", "vase"];
const COUNT = 60;
const NOW = 1_000_000;

const attribute = (handle: string, value: string | number, unit: string | null = null) => ({
  handle,
  label: handle,
  kind: typeof value === "number" ? ("number" as const) : ("choice" as const),
  values: [value],
  unit,
  isFilter: true,
});

/** Sixty products of four kinds, three brands, three colours and many prices; rank falls in fives. */
function product(number: number): SearchDocument {
  const kind = KINDS[number % KINDS.length] ?? "";
  const brand = BRANDS[number % BRANDS.length] ?? "";
  const colour = COLOURS[number % 5] ?? "Sage";
  return searchDocument(number, {
    title: `${brand} ${kind} ${number}`,
    description: `A ${colour.toLowerCase()} ${kind} of clay.`,
    brand: { handle: brand.toLowerCase(), title: brand },
    categories: [
      [
        { handle: "home", title: "Home" },
        { handle: `${kind}s`, title: `${kind}s` },
      ],
    ],
    options: [{ name: "Colour", values: [colour] }],
    attributes: [attribute("height", (number % 7) * 10, "cm"), attribute("material", "Clay")],
    rating: number % 4 === 0 ? null : 100 * (1 + (number % 5)),
    isInStock: number % 6 !== 0,
    priceMinor: 500 + 100 * (number % 11),
    rank: Math.floor(number / 5),
    createdAt: 1000 + (number % 13),
  });
}

const DOCUMENTS = Array.from({ length: COUNT }, (_, at) => product(at + 1));

function ask(parts: Partial<SearchRequest> = {}): SearchRequest {
  return {
    text: "",
    locale: "en",
    currency: "EUR",
    choices: new Map(),
    price: null,
    rating: null,
    isInStock: false,
    sort: "relevance",
    limit: 24,
    cursor: null,
    ...parts,
  };
}

async function find(parts: Partial<SearchRequest> = {}): Promise<SearchPage> {
  const answer = await search({ search: env.SEARCH, catalog: env.CATALOG }, ask(parts), NOW);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return searchPageSchema.parse(answer.value);
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

function counts(facets: readonly Facet[], key: string): Record<string, number> {
  const facet = facets.find((each) => each.key === key);
  return Object.fromEntries((facet?.values ?? []).map(({ value, count }) => [value, count]));
}

function withoutZeros(of: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(of).filter(([, count]) => count > 0));
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
    searchDocument(105, {
      title: "Dollar lantern",
      prices: [{ currency: "USD", minMinor: 900, maxMinor: 900, compareAtMinor: null }],
    }),
  ];
  const all = [...DOCUMENTS, ...extra];
  await env.CATALOG.batch([
    env.CATALOG.prepare(
      "INSERT INTO currencies VALUES ('EUR', 1, 'DE', 0), ('USD', 0, 'US', 1), ('JPY', 1, 'JP', 2)",
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

  it("counts facets as a naive count would, whatever is chosen", async () => {
    const choice = <Value>(values: readonly Value[]) => fc.subarray([...values], { maxLength: 2 });
    const chosen = fc.record({
      brands: choice(["tide", "reef", "dune"]),
      colours: choice(["sage", "sand", "slate"]),
      heights: fc.constantFrom(null, [10, 30] as const),
      isInStock: fc.boolean(),
      rating: fc.constantFrom(null, 3),
      price: fc.constantFrom(null, [600, 1200] as const),
      kind: fc.constantFrom("", "vase", "mug"),
    });
    await fc.assert(
      fc.asyncProperty(
        chosen,
        async ({ brands, colours, heights, isInStock, rating, price, kind }) => {
          const page = await find({
            text: kind,
            choices: new Map(
              [
                ["brand", brands],
                ["option.colour", colours],
                ["attr.height", heights === null ? [] : [heights.join("-")]],
              ].filter(([, values]) => (values?.length ?? 0) > 0) as [string, string[]][],
            ),
            price,
            rating,
            isInStock,
            limit: 100,
            sort: "newest",
          });
          const tests: Record<string, (each: SearchDocument) => boolean> = {
            text: ({ title }) => title.includes(kind),
            brand: (each) => brands.length === 0 || brands.includes(each.brand?.handle ?? ""),
            "option.colour": ({ options }) =>
              colours.length === 0 || colours.includes(options[0]?.values[0]?.toLowerCase() ?? ""),
            height: ({ attributes }) => {
              const height = Number(attributes[0]?.values[0]);
              return heights === null || (height >= heights[0] && height <= heights[1]);
            },
            in_stock: (each) => !isInStock || each.isInStock,
            rating: (each) => rating === null || (each.rating ?? 0) >= rating * 100,
            price: ({ prices: [first] }) =>
              price === null ||
              ((first?.minMinor ?? 0) >= price[0] && (first?.minMinor ?? 0) <= price[1]),
          };
          const passing = (without: string) =>
            [...DOCUMENTS, ...(kind === "" ? EXTRA : [])].filter((each) =>
              Object.entries(tests).every(([key, test]) => key === without || test(each)),
            );
          expect(page.total).toEqual({ count: passing("").length, isExact: true });
          expect(new Set(page.products.map(({ id }) => id))).toEqual(
            new Set(passing("").map(({ productId }) => productId)),
          );
          const values = {
            brand: (each: SearchDocument) => each.brand?.handle ?? "",
            "option.colour": ({ options }: SearchDocument) =>
              options[0]?.values[0]?.toLowerCase() ?? "",
          };
          for (const [key, labelOf] of Object.entries(values)) {
            const naive: Record<string, number> = {};
            for (const value of passing(key)
              .map(labelOf)
              .filter((each) => each !== "")) {
              naive[value] = (naive[value] ?? 0) + 1;
            }
            const shown = counts(page.facets, key);
            const isChosen = (key === "brand" ? brands : colours).length > 0;
            // One value is no choice: such a facet is shown only where it is chosen.
            if (!isChosen && Object.keys(naive).length < 2) expect(shown).toEqual({});
            else expect(withoutZeros(shown), key).toEqual(naive);
          }
          expect(counts(page.facets, "in_stock").true ?? 0).toBe(
            passing("in_stock").filter((each) => each.isInStock).length,
          );
        },
      ),
      { numRuns: 40 },
    );
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
        ask({ ...parts, cursor: nextCursor }),
        NOW,
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

describe("search() in a large catalog", () => {
  const LARGE = 7_000;
  const ask7000 = (parts: Partial<SearchRequest> = {}) =>
    ask({ locale: "fr", choices: new Map([["brand", ["marque"]]]), ...parts });

  beforeAll(async () => {
    const slot = await liveSlot(env.SEARCH);
    const marque = searchDocument(900, {
      locale: "fr",
      title: "Grande tasse",
      brand: { handle: "marque", title: "Marque" },
      rank: 9,
    });
    await env.SEARCH.batch(indexStatements(env.SEARCH, slot, [marque], 1));
    // Thousands like it: triggers fill the index, as they do for every product.
    await env.SEARCH.prepare(
      `INSERT INTO products_${slot} (doc, product_id, locale, version, is_in_stock, rating, rating_count,
        rank, created_at, eur, filters, title, brand, category, codes, attributes, description, indexed_at)
      WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)
      SELECT (n * 2654435761) & 4294967295, 'large' || n, 'fr', 1, 1, 0, 0, n % 97, n, 100 + n % 89,
        filters, 'frtas frbleu', '', '', '', '', '', 1
      FROM numbers, products_${slot} WHERE product_id = ? AND locale = 'fr'`,
    )
      .bind(LARGE - 1, productNumber(900))
      .run();
  });

  it("estimates counts from a fair sample, and says so", async () => {
    for (const text of ["", "tasse"]) {
      const page = await find(ask7000({ text }));
      expect(page.total.isExact, text).toBe(false);
      expect(Math.abs(page.total.count - LARGE) / LARGE, text).toBeLessThan(0.05);
      const [brand] = page.facets.find(({ key }) => key === "brand")?.values ?? [];
      expect(brand?.count, text).toBe(page.total.count);
    }
  });

  it("finds the one title that says it exactly", async () => {
    const catalog = cardStatements(env.CATALOG, [searchDocument(900)]);
    await env.CATALOG.batch(catalog);
    expect((await titles(ask7000({ text: "grande tasse" })))[0]).toBe("Product 900");
  });

  it.each(["featured", "newest", "price_asc", "price_desc"] as const)(
    "keeps the exact order of a listing by %s",
    async (sort) => {
      const slot = await liveSlot(env.SEARCH);
      const scope = { slot, locale: "fr", currency: "EUR" } as const;
      const [key, order] = {
        featured: ["rank", "DESC"],
        newest: ["created_at", "DESC"],
        price_asc: ["eur", "ASC"],
        price_desc: ["eur", "DESC"],
      }[sort];
      const naive = await env.SEARCH.prepare(
        `SELECT doc FROM products_${slot} WHERE locale = 'fr' ORDER BY ${key} ${order}, doc ${order} LIMIT 300`,
      ).all<{ doc: number }>();
      const walked: number[] = [];
      let after: readonly [number, number] | null = null;
      while (walked.length < 300) {
        const page: D1Result<{ doc: number; sort_key: number }> = await walkStatement(
          env.SEARCH,
          scope,
          { sort, after, within: [], inStockOnly: true, price: [100, null], rating: 0, rows: 60 },
        ).all();
        walked.push(...page.results.map(({ doc }) => doc));
        const last = page.results.at(-1);
        if (last === undefined) break;
        after = [last.sort_key, last.doc];
      }
      expect(walked).toEqual(naive.results.map(({ doc }) => doc));
    },
  );

  it("goes through a listing by cursors", async () => {
    let cursor: string | null = null;
    for (let pages = 0; pages < 5; pages += 1) {
      const page: SearchPage = await find(ask7000({ cursor, limit: 10 }));
      expect(page.nextCursor).not.toBe(cursor);
      expect(page.nextCursor).not.toBeNull();
      cursor = page.nextCursor;
    }
  });
});

const EXTRA = [101, 102, 103].map((number) => searchDocument(number));
