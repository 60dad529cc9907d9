import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeAll, describe, expect, it } from "vitest";
import { lowestPriorMinor } from "../../domain/price-history.ts";
import { DEMO_CATALOG } from "./catalog/catalog.ts";
import type { DemoPicture } from "./catalog/types.ts";
import type { StoredPicture } from "./picture-shelf.ts";
import { picturesOf } from "./pictures/pictures.ts";
import { catalogRows } from "./rows.ts";
import type { RowsOptions, TableRows } from "./table-rows.ts";

const MIGRATIONS = path.join(import.meta.dirname, "../../migrations/catalog");
const NOW = Date.UTC(2026, 10, 20, 12);

let database: DatabaseSync;
let tables: TableRows[];

beforeAll(() => {
  database = new DatabaseSync(":memory:");
  for (const file of readdirSync(MIGRATIONS).toSorted()) {
    database.exec(readFileSync(path.join(MIGRATIONS, file), "utf8"));
  }
  database.exec("PRAGMA foreign_keys = ON");
  tables = catalogRows(DEMO_CATALOG, options());
  for (const { table, columns, rows } of tables) {
    const marks = columns.map(() => "?").join(", ");
    const insert = database.prepare(
      `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${marks})`,
    );
    for (const row of rows) insert.run(...row);
  }
});

function options(): RowsOptions {
  const ofProduct = new Map(
    DEMO_CATALOG.map((product) => [
      product.handle,
      picturesOf(product).map((picture, at) => stored(picture, `${product.handle}/${at}`)),
    ]),
  );
  const [picture] = [...ofProduct.values()].flat();
  if (picture === undefined) throw new Error("No product has a picture");
  return {
    pictures: {
      ofProduct,
      ofCategory: new Map([["table", picture]]),
      ofCollection: new Map([["gifts-under-30", picture]]),
    },
    now: NOW,
  };
}

function stored({ svg: _, ...picture }: DemoPicture, key: string): StoredPicture {
  return { ...picture, key };
}

function count(sql: string): number {
  return Number(database.prepare(`SELECT count(*) AS rows FROM ${sql}`).get()?.rows);
}

describe("catalogRows()", () => {
  it("catalogRows() fills every table in an order that its foreign keys accept", () => {
    for (const { table, rows } of tables) expect(count(table), table).toBe(rows.length);
    const variants = DEMO_CATALOG.flatMap((product) => product.variants);
    expect(count("products")).toBe(DEMO_CATALOG.length);
    expect(count("prices")).toBe(3 * variants.length);
    expect(count("product_categories WHERE is_primary = 1")).toBe(DEMO_CATALOG.length);
    expect(count("product_categories WHERE is_primary = 0")).toBe(DEMO_CATALOG.length);
    expect(count("media")).toBeGreaterThan(3 * DEMO_CATALOG.length);
    expect(database.prepare("PRAGMA foreign_key_check").all()).toEqual([]);
  });

  it("catalogRows() leaves no table of the model empty", () => {
    const filled = new Set(tables.filter(({ rows }) => rows.length > 0).map(({ table }) => table));
    for (const table of [
      "collection_products",
      "collections",
      "former_handles",
      "price_history",
      "product_links",
      "product_type_attributes",
      "product_types",
      "translations",
      "variant_media",
    ]) {
      expect(filled, table).toContain(table);
    }
  });

  it("catalogRows() tells every price before it is set, so that no step is of today", () => {
    expect(count(`price_history WHERE from_at >= ${NOW}`)).toBe(0);
    expect(
      count(`prices WHERE amount_minor <> (SELECT amount_minor FROM price_history
        WHERE variant_id = prices.variant_id AND currency = prices.currency
        ORDER BY from_at DESC LIMIT 1)`),
    ).toBe(0);
  });

  it("catalogRows() has reductions whose prior price is not today's, and no other priors", () => {
    const shown = database.prepare(`SELECT amount_minor AS now, compare_at_minor AS was,
        published_at AS published, (SELECT json_group_array(json_object('fromAt', from_at,
          'amountMinor', amount_minor)) FROM price_history WHERE variant_id = prices.variant_id
          AND currency = prices.currency) AS history
      FROM prices JOIN variants ON variants.id = variant_id JOIN products ON products.id = product_id
      WHERE currency = 'EUR' AND compare_at_minor IS NOT NULL`);
    const priors = shown.all().map(({ now, was, published, history }) => {
      const prior = lowestPriorMinor(JSON.parse(String(history)), Number(published));
      expect(prior).toBeGreaterThan(Number(now));
      expect(prior).toBeLessThanOrEqual(Number(was));
      return prior === was;
    });
    expect(new Set(priors)).toEqual(new Set([true, false]));
  });

  it("catalogRows() refers to products by their ids", () => {
    const references = `product_attributes JOIN attributes ON attributes.id = attribute_id
      WHERE kind = 'reference'`;
    expect(count(references)).toBeGreaterThan(8);
    expect(count(`${references} AND value ->> '$' NOT IN (SELECT id FROM products)`)).toBe(0);
  });

  it("catalogRows() shows a variant in its own colour", () => {
    expect(
      count(`variant_media JOIN media ON media.id = media_id JOIN variants ON variants.id = variant_id
        WHERE option_value NOT IN (SELECT value FROM json_each(option_values))`),
    ).toBe(0);
    expect(count("variant_media")).toBeGreaterThan(300);
  });
});
