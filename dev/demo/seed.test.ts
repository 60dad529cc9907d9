import path from "node:path";
import { convertV4MiniflareOptions, Miniflare, type V4WorkerOptions } from "miniflare";
import { afterAll, beforeAll, expect, it } from "vitest";
import { mediaPath } from "../../contracts/media.ts";
import { applyMigrations } from "../../scripts/local-migrations.ts";
import { type Receipt, seed } from "./seed.ts";

const HANDLES = ["harbour-mug", "last-lantern", "picnic-crate"];

let mf: Miniflare;
let env: { CATALOG: D1Database; ORDERS: D1Database; MEDIA: R2Bucket };

beforeAll(async () => {
  const worker: V4WorkerOptions = {
    name: "shop",
    modules: [
      {
        type: "ESModule",
        path: path.join(import.meta.dirname, "shop.js"),
        contents: "export default {};",
      },
    ],
    modulesRoot: import.meta.dirname,
    compatibilityDate: "2026-10-20",
    d1Databases: ["CATALOG", "ORDERS"],
    r2Buckets: ["MEDIA"],
  };
  mf = new Miniflare(convertV4MiniflareOptions({ workers: [worker] }));
  env = await mf.getBindings();
  await applyMigrations(env.CATALOG, path.join(import.meta.dirname, "../../migrations/catalog"));
  await applyMigrations(env.ORDERS, path.join(import.meta.dirname, "../../migrations/orders"));
});

afterAll(() => mf.dispose());

async function seeded(): Promise<Receipt[]> {
  const receipts: Receipt[] = [];
  await seed({
    catalog: env.CATALOG,
    orders: env.ORDERS,
    media: env.MEDIA,
    log: () => undefined,
    receive: async (receipt) => void receipts.push(receipt),
    products: HANDLES,
  });
  return receipts;
}

function count(table: string): Promise<number | null> {
  return env.CATALOG.prepare(`SELECT count(*) AS rows FROM ${table}`).first<number>("rows");
}

it("seed() stocks what was asked for and changes nothing when it runs again", async () => {
  const first = await seeded();
  const tables = ["products", "variants", "media", "price_history", "translations"];
  const sizes = await Promise.all(tables.map(count));
  expect(sizes.slice(0, 2)).toEqual([3, 10]);
  expect(await count("prices")).toBe(30);
  expect(new Set(first.map(({ itemId, location }) => `${itemId} ${location}`)).size).toBe(
    first.length,
  );
  expect(first.every(({ quantity }) => quantity > 0)).toBe(true);

  expect(await seeded()).toEqual(first);
  expect(await Promise.all(tables.map(count))).toEqual(sizes);
});

it("seed() stores every picture that a row names", async () => {
  const { results } = await env.CATALOG.prepare(
    "SELECT key FROM media UNION ALL SELECT image_key FROM categories UNION ALL SELECT image_key FROM collections",
  ).all<{ key: string }>();
  const keys = [...results.map(({ key }) => key), "shop/hero.svg", "shop/hero-portrait.svg"];
  for (const key of keys) {
    const object = await env.MEDIA.head(key);
    expect(object?.httpMetadata?.contentType, key).toBe("image/svg+xml");
    expect(object?.customMetadata?.alt, key).toMatch(/\w/);
    expect(mediaPath(key)).toBe(`/media/${key}`);
  }
  expect(results.length).toBeGreaterThan(3);
});
