import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import type { Id } from "../domain/id.ts";
import {
  emptyShop,
  exported,
  exportedForShopify,
  imported,
  openShop,
  tableOf,
} from "./import-builders.ts";

/** Public catalogs of other shops; where they are absent, these tests say so and skip. */
// @ts-expect-error Vite replaces this call by the files that match
const FILES: Record<string, () => Promise<string>> = import.meta.glob(
  "../../shared/data/catalogs/**/*.{csv,json}",
  { query: "?raw", import: "default" },
);

function fileNamed(name: string): (() => Promise<string>) | undefined {
  return Object.entries(FILES).find(([path]) => path.endsWith(`/${name}`))?.[1];
}

/** File, products that it makes, rows that it has, rows that are rejected. */
const SAMPLES = [
  ["shopify-samples/apparel.csv", 20, 22, 0],
  ["shopify-samples/home-and-garden.csv", 20, 21, 0],
  ["shopify-samples/jewelery.csv", 20, 41, 0],
  ["shopify-samples/packt-product-data.csv", 20, 21, 0],
  ["spree/products.csv", 37, 211, 0],
  ["spree/fixture-products_import.csv", 2, 17, 0],
  ["medusa/exported-products-comma.csv", 2, 3, 0],
  ["medusa/exported-products-semicolon.csv", 2, 3, 0],
  ["medusa/invalid-column.csv", 1, 1, 0],
  ["medusa/invalid-prices.csv", 1, 1, 0],
  ["medusa/prices-with-region.csv", 1, 1, 0],
  ["medusa/product-with-categories.csv", 1, 2, 0],
  ["medusa/unrelated-column.csv", 1, 1, 0],
  ["medusa/v1-template.csv", 3, 5, 0],
  ["saleor/populatedb_data.json", 32, 32, 0],
  ["dummyjson/products.json", 194, 194, 0],
] as const;

const SAMPLE_TIMEOUT_MS = 120_000;

beforeEach(async () => {
  await openShop();
  await emptyShop();
});

describe("goOnWith() with other shops' catalogs", () => {
  for (const [name, products, rows, rejected] of SAMPLES) {
    const read = fileNamed(name);
    it.skipIf(read === undefined)(
      `imports ${name}, and again without a change`,
      async () => {
        const text = (await read?.()) ?? "";
        // An object for each item takes its time: a few files tell enough.
        const wishes = { takesStock: rows < 30 };
        const trial = await imported(text, { ...wishes, isDryRun: true });
        expect(await count("products")).toBe(0);
        const { job } = await imported(text, wishes);
        expect(job).toMatchObject({ state: "finished", rowsRead: rows, rowsRejected: rejected });
        expect(await count("products")).toBe(products);
        expect(trial.job).toMatchObject({ rowsRead: rows, rowsRejected: rejected });
        const before = await exported();
        const marks = await versions();
        const again = await imported(text, wishes);
        expect(again.job).toMatchObject({
          createdCount: 0,
          changedCount: 0,
          rowsRejected: rejected,
        });
        expect(await exported()).toBe(before);
        expect(await versions()).toEqual(marks);
      },
      SAMPLE_TIMEOUT_MS,
    );
  }

  for (const [name] of SAMPLES.filter(([file]) => file.startsWith("shopify"))) {
    const read = fileNamed(name);
    it.skipIf(read === undefined)(`gives every cell of ${name} back`, async () => {
      const text = (await read?.()) ?? "";
      await imported(text);
      await levelsArrive();
      const back = Map.groupBy(tableOf(await exportedForShopify()), ({ Handle = "" }) => Handle);
      for (const [handle, rows] of Map.groupBy(tableOf(text), ({ Handle = "" }) => Handle)) {
        const same = (back.get(handle) ?? []).map((row) => plain(row));
        // Where the file says no position, the first one is the first.
        const told = rows.map((row) => plain(row["Image Position"] ? row : without(row)));
        expect(same, handle).toMatchObject(told);
      }
    });
  }
});

/** Numbers as numbers, words in small letters: "50" is "50.00", "TRUE" is "true". */
function plain(row: Readonly<Record<string, string>>): Record<string, string | number> {
  const entries = Object.entries(row).map(([column, cell]) => {
    const isNumber = /Price|Grams|Qty|Position/.test(column) && cell !== "";
    return [column, isNumber ? Number(cell) : cell.toLowerCase()] as const;
  });
  return Object.fromEntries(entries);
}

function without({ "Image Position": _, ...row }: Record<string, string>): Record<string, string> {
  return row;
}

/** The projection of stock follows by its queue; a test delivers it by hand. */
async function levelsArrive(): Promise<void> {
  const { results } = await env.CATALOG.prepare("SELECT stock_item_id AS id FROM variants").all<{
    id: Id<"stockItem">;
  }>();
  const rows = await Promise.all(
    results.map(async ({ id }) => {
      const { onHand } = await env.STOCK.getByName(id).level();
      return env.CATALOG.prepare(
        "INSERT INTO stock_levels VALUES (?1, 'loc_harbour', ?2, 0, 0, 1, 0) ON CONFLICT DO NOTHING",
      ).bind(id, onHand);
    }),
  );
  await env.CATALOG.batch(rows);
}

async function count(table: string): Promise<number> {
  return (await env.CATALOG.prepare(`SELECT count(*) AS n FROM ${table}`).first<number>("n")) ?? 0;
}

async function versions() {
  const { results } = await env.CATALOG.prepare("SELECT handle, version FROM products").all();
  return results;
}
