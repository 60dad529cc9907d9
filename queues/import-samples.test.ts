import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { emptyShop, exported, imported, openShop } from "./import-builders.ts";

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
        const trial = await imported(text, { isDryRun: true });
        expect(await count("products")).toBe(0);
        const { job } = await imported(text);
        expect(job).toMatchObject({ state: "finished", rowsRead: rows, rowsRejected: rejected });
        expect(await count("products")).toBe(products);
        expect(trial.job).toMatchObject({ rowsRead: rows, rowsRejected: rejected });
        const before = await exported();
        const marks = await versions();
        const again = await imported(text);
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
});

async function count(table: string): Promise<number> {
  return (await env.CATALOG.prepare(`SELECT count(*) AS n FROM ${table}`).first<number>("n")) ?? 0;
}

async function versions() {
  const { results } = await env.CATALOG.prepare("SELECT handle, version FROM products").all();
  return results;
}
