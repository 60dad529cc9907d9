import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import type { CollectionRules } from "../domain/collection-rules.ts";
import { type IdKind, toId } from "../domain/id.ts";
import { idOf } from "../domain/order-builders.ts";
import { DEFAULT_PLACE } from "../domain/place.ts";
import { refreshCollections, refreshMembership } from "./collection-membership.ts";
import { collectionPage, listCollections } from "./collections.ts";

const db = env.CATALOG;
const HOUR_MS = 60 * 60 * 1000;
/** More than one comparison takes. */
const PRODUCTS = 450;
/** When all of them are old. */
const NOW = 100 * HOUR_MS;
const NEW = idOf("collection", 1);
const CHEAP = idOf("collection", 2);

function many<Kind extends IdKind>(kind: Kind, number: number) {
  const prefix = { product: "prd", variant: "var", stockItem: "itm" }[kind as "product"];
  return toId(kind, `${prefix}_${String(number).padStart(26, "0")}`);
}

async function run(...rows: readonly string[]): Promise<void> {
  await db.batch(rows.map((row) => db.prepare(row)));
}

async function membersOf(collection: string) {
  const { results } = await db
    .prepare(
      "SELECT product_id FROM collection_products WHERE collection_id = ? ORDER BY product_id",
    )
    .bind(collection)
    .all<{ product_id: string }>();
  return results.map((row) => row.product_id);
}

function collection(id: string, handle: string, rules: CollectionRules): string {
  return `INSERT INTO collections (id, handle, title, kind, rules, sort, position, updated_at, refresh_after)
    VALUES ('${id}', '${handle}', '${handle}', 'rules', '${JSON.stringify(rules)}', 'price_asc', 0, 0, '')`;
}

beforeAll(async () => {
  await run(
    `INSERT INTO currencies (code, prices_include_tax, default_country, position) VALUES ('EUR', 1, 'DE', 0)`,
    collection(NEW, "new", {
      match: "all",
      conditions: [{ field: "tag", operator: "is", values: ["new"] }],
    }),
    collection(CHEAP, "cheap", {
      match: "all",
      conditions: [
        { field: "price", currency: "EUR", operator: "at_most", minor: 110 },
        { field: "stock", is: "in_stock" },
      ],
    }),
    `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${PRODUCTS})
      INSERT INTO products (id, handle, status, title, tags, created_at, updated_at)
      SELECT printf('prd_%026d', i), 'p-' || i, iif(i % 10 = 0, 'draft', 'published'), 'P', iif(i % 2, '["new"]', '[]'), 0, 0 FROM n`,
    `INSERT INTO variants (id, product_id, stock_item_id, position)
      SELECT 'var_' || substr(id, 5), id, 'itm_' || substr(id, 5), 0 FROM products`,
    `INSERT INTO prices (variant_id, currency, amount_minor, compare_at_minor) SELECT id, 'EUR', 100 + CAST(substr(id, 5) AS INTEGER), NULL FROM variants`,
    `INSERT INTO product_price_ranges SELECT product_id, currency, amount_minor, amount_minor
      FROM prices JOIN variants ON variants.id = variant_id`,
    `INSERT INTO stock_levels SELECT stock_item_id, 'loc_mill', 1, 0, 0, 1, 0 FROM variants`,
  );
});

describe("refreshCollections()", () => {
  it("fills collections in chunks and goes on where it stopped", async () => {
    expect(await refreshCollections(db, { now: 1, chunks: 1 })).toBe(true);
    expect(await membersOf(NEW)).toHaveLength(100);
    expect(await refreshCollections(db, { now: 1, chunks: 10 })).toBe(false);
    expect(await membersOf(NEW)).toHaveLength(PRODUCTS / 2);
    expect(await membersOf(CHEAP)).toEqual(
      [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => many("product", n)),
    );
  });

  it("writes nothing where nothing changed", async () => {
    await run("DELETE FROM product_changes", "UPDATE collections SET refresh_after = ''");
    expect(await refreshCollections(db, { now: 1, chunks: 10 })).toBe(false);
    expect(await db.prepare("SELECT count(*) AS n FROM product_changes").first("n")).toBe(0);
  });

  it("lets go of what became too old", async () => {
    const recent = idOf("collection", 3);
    await run(
      `UPDATE products SET created_at = ${5 * HOUR_MS} WHERE id = '${many("product", 1)}'`,
      collection(recent, "recent", {
        match: "all",
        conditions: [{ field: "created", withinDays: 1 }],
      }),
    );
    await refreshCollections(db, { now: 28 * HOUR_MS, chunks: 10 });
    expect(await membersOf(recent)).toEqual([many("product", 1)]);
    await refreshCollections(db, { now: 28 * HOUR_MS + 1, chunks: 10 });
    expect(await membersOf(recent)).toHaveLength(1);
    await refreshCollections(db, { now: 30 * HOUR_MS, chunks: 10 });
    expect(await membersOf(recent)).toEqual([]);
  });
});

describe("refreshMembership()", () => {
  it("follows a product in and out, and is done when done twice", async () => {
    const id = many("product", 2);
    await run(`UPDATE products SET tags = '["new"]' WHERE id = '${id}'`);
    expect(await refreshMembership(db, [id], NOW)).toBe(1);
    expect(await refreshMembership(db, [id], NOW)).toBe(0);
    expect(await membersOf(NEW)).toContain(id);
    await run("UPDATE stock_levels SET held = 1");
    expect(await refreshMembership(db, [id, many("product", 3)], NOW)).toBe(2);
    expect(await membersOf(CHEAP)).not.toContain(id);
    await run(`UPDATE products SET status = 'retired' WHERE id = '${id}'`);
    expect(await refreshMembership(db, [id], NOW)).toBe(1);
    expect(await membersOf(NEW)).not.toContain(id);
  });

  it("never touches what staff chose by hand", async () => {
    const manual = idOf("collection", 4);
    await run(
      `INSERT INTO collections (id, handle, title, kind, position, updated_at) VALUES ('${manual}', 'manual', 'M', 'manual', 9, 0)`,
      `INSERT INTO collection_products VALUES ('${manual}', '${many("product", 4)}', 1), ('${manual}', '${many("product", 3)}', 2)`,
    );
    await refreshMembership(db, [many("product", 3), many("product", 4)], NOW);
    expect(await membersOf(manual)).toHaveLength(2);
    const page = await collectionPage(db, "manual", { ...DEFAULT_PLACE, limit: 1 });
    expect(page?.ok && page.value.products.map(({ handle }) => handle)).toEqual(["p-4"]);
    const cursor = (page?.ok && page.value.nextCursor) || "";
    const next = await collectionPage(db, "manual", { ...DEFAULT_PLACE, limit: 1, cursor });
    expect(next?.ok && next.value).toMatchObject({
      products: [{ handle: "p-3" }],
      nextCursor: null,
    });
  });

  it("is what shoppers read, in the collection's own order", async () => {
    const page = await collectionPage(db, "new", { ...DEFAULT_PLACE, limit: 2 });
    expect(page?.ok && page.value).toMatchObject({
      collection: { handle: "new", seo: { title: "new" } },
      products: [{ handle: "p-1" }, { handle: "p-3" }],
    });
    expect((await listCollections(db, "en")).map(({ handle }) => handle)).toContain("cheap");
    expect(await collectionPage(db, "none", { ...DEFAULT_PLACE, limit: 1 })).toBeNull();
  });
});
