import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import type { SearchPage } from "../contracts/search.ts";
import type { SearchRequest } from "../domain/search-request.ts";
import { cardStatements, found, productNumber, searchDocument } from "./search-builders.ts";
import { indexStatements, liveSlot } from "./search-index.ts";
import { bestStatement, matchesOf } from "./search-reads.ts";
import { WALKED_MAX, walkStatement } from "./search-walk.ts";

describe("search() in a large catalog", () => {
  const LARGE = 24_000;
  const find = (parts: Partial<SearchRequest> = {}) =>
    found(
      { search: env.SEARCH, catalog: env.CATALOG },
      { locale: "fr", choices: new Map([["brand", ["marque"]]]), ...parts },
    );

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
      SELECT (n * 2654435761) & 4294967295, 'large' || n, 'fr', 1, 1, iif(n = 7, 450, 0), 0, n % 97, n,
        100 + n % 89, filters, iif(n % 2, 'frtas frbleu', 'frtas frvert'), '', '', '', '', '', 1
      FROM numbers, products_${slot} WHERE product_id = ? AND locale = 'fr'`,
    )
      .bind(LARGE - 1, productNumber(900))
      .run();
  });

  it("estimates counts from a fair sample, and says so", async () => {
    for (const text of ["", "tasse"]) {
      const page = await find({ text });
      expect(page.total.isExact, text).toBe(false);
      expect(Math.abs(page.total.count - LARGE) / LARGE, text).toBeLessThan(0.05);
      const [brand] = page.facets.find(({ key }) => key === "brand")?.values ?? [];
      expect(brand?.count, text).toBe(page.total.count);
    }
  });

  it("finds the one title that says it exactly", async () => {
    await env.CATALOG.batch([
      env.CATALOG.prepare(
        "INSERT INTO currencies (code, prices_include_tax, default_country, position) VALUES ('EUR', 1, 'DE', 0)",
      ),
      ...cardStatements(env.CATALOG, [searchDocument(900)]),
    ]);
    const { products } = await find({ text: "grande tasse" });
    expect(products[0]?.title).toBe("Product 900");
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

  it("puts titles first where the words are too common to be counted", async () => {
    const slot = await liveSlot(env.SEARCH);
    const words = "zak zek zik zok zuk";
    const named = searchDocument(901, {
      locale: "fr",
      title: words.split(" ").toReversed().join(" "),
      brand: { handle: "marque", title: "Marque" },
    });
    await env.SEARCH.batch(indexStatements(env.SEARCH, slot, [named], 1));
    await env.SEARCH.prepare(
      `UPDATE products_${slot} SET attributes = (SELECT title FROM products_${slot} WHERE product_id = ?)
      WHERE product_id LIKE 'large%'`,
    )
      .bind(productNumber(901))
      .run();
    await env.CATALOG.batch(cardStatements(env.CATALOG, [searchDocument(901)]));
    const { products, total, facets } = await find({ text: words });
    expect(total.isExact).toBe(false);
    expect(products[0]?.title).toBe("Product 901");
    const [brand] = facets.find(({ key }) => key === "brand")?.values ?? [];
    expect(brand?.count).toBe(total.count);
  });

  it("passes over no more than some thousands for a page, and goes on behind them", async () => {
    const slot = await liveSlot(env.SEARCH);
    const scope = { slot, locale: "fr", currency: "EUR" } as const;
    const walk = { sort: "newest", within: [], inStockOnly: false, rating: 0, rows: 25 } as const;
    const nothing = { ...walk, after: null, price: [1, 2] as const };
    const { meta } = await walkStatement(env.SEARCH, scope, nothing).all();
    expect(meta.rows_read).toBeLessThanOrEqual(2 * WALKED_MAX);

    const cursors: (string | null)[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page: SearchPage = await find({ rating: 4, sort: "newest", cursor: cursor ?? null });
      cursor = page.nextCursor;
      cursors.push(cursor);
    }
    expect(cursors).toHaveLength(Math.ceil(LARGE / WALKED_MAX));
  });

  it("scores no more than some thousands of what has one of many words", async () => {
    const slot = await liveSlot(env.SEARCH);
    const scope = { slot, locale: "fr", currency: "EUR" } as const;
    const either = { expression: '"frbleu" OR "frvert"', rows: 60 };
    const { meta, results } = await bestStatement(env.SEARCH, scope, either).all();
    expect(matchesOf(results, 61).facts).toHaveLength(60);
    // Each that is scored is read with its length.
    expect(meta.rows_read).toBeLessThan(2 * 21_000);
  });

  it("goes through a listing by cursors", async () => {
    let cursor: string | null = null;
    for (let pages = 0; pages < 5; pages += 1) {
      const page: SearchPage = await find({ cursor, limit: 10 });
      expect(page.nextCursor).not.toBe(cursor);
      expect(page.nextCursor).not.toBeNull();
      cursor = page.nextCursor;
    }
  });
});
