import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import type { SearchDocument } from "../domain/search-document.ts";
import { productNumber, searchDocument } from "./search-builders.ts";
import {
  clearSlotStatements,
  flipStatements,
  indexStatements,
  liveIndex,
  otherSlot,
  type Slot,
  unindexStatements,
} from "./search-index.ts";

const db = env.SEARCH;
const mug = searchDocument(1, {
  title: "Blue mug",
  brand: { handle: "tide", title: "Tide" },
  attributes: [
    {
      handle: "volume",
      label: "Volume",
      kind: "number",
      values: [350],
      unit: "ml",
      isFilter: true,
    },
  ],
});

async function index(slot: Slot, documents: readonly SearchDocument[], now = 1) {
  await db.batch(indexStatements(db, slot, documents, now));
}

async function found(slot: Slot, expression: string): Promise<string[]> {
  const { results } = await db
    .prepare(
      `SELECT product_id FROM terms_${slot} JOIN products_${slot} ON doc = terms_${slot}.rowid
      WHERE terms_${slot} MATCH ? ORDER BY product_id`,
    )
    .bind(expression)
    .all<{ product_id: string }>();
  return results.map(({ product_id }) => product_id);
}

async function everything(slot: Slot) {
  const tables = [`products_${slot}`, `words_${slot}`, "facets", "facet_values"];
  const results = await db.batch(
    tables.map((table) => db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2, 3`)),
  );
  return results.map((result) => result.results);
}

beforeEach(async () => {
  await db.batch([...clearSlotStatements(db, "a"), ...clearSlotStatements(db, "b")]);
});

describe("indexStatements()", () => {
  it("makes a product findable by its fields, in its language only", async () => {
    await index("a", [mug, { ...mug, locale: "de", title: "Blauer Becher" }]);
    expect(await found("a", '"enmug"')).toEqual([mug.productId]);
    expect(await found("a", 'brand : "entide"')).toEqual([mug.productId]);
    expect(await found("a", '"en350ml"')).toEqual([mug.productId]);
    expect(await found("a", '"enbecher"')).toEqual([]);
    expect(await found("a", '"debech"')).toEqual([mug.productId]);
  });

  it("changes nothing the second time", async () => {
    await index("a", [mug, searchDocument(2)]);
    const before = await everything("a");
    await index("a", [mug, searchDocument(2)]);
    expect(await everything("a")).toEqual(before);
  });

  it("replaces everything of a product by a newer version", async () => {
    await index("a", [mug]);
    await index("a", [{ ...mug, version: 2, title: "Green bowl", brand: null, attributes: [] }]);
    expect(await found("a", '"enmug"')).toEqual([]);
    expect(await found("a", '"entide"')).toEqual([]);
    expect(await found("a", '"enbowl"')).toEqual([mug.productId]);
    const row = await db.prepare("SELECT filters FROM products_a").first();
    expect(row).toEqual({ filters: "en" });
  });

  it("ignores an older version, and takes the newest of one call", async () => {
    await index("a", [
      { ...mug, version: 3 },
      { ...mug, version: 2, title: "Older" },
    ]);
    await index("a", [{ ...mug, version: 2, title: "Old" }]);
    expect(await found("a", '"enmug"')).toEqual([mug.productId]);
    expect(await found("a", '"enold"')).toEqual([]);
  });

  it("takes a change of stock under the same version and leaves the terms alone", async () => {
    await index("a", [mug]);
    await index("a", [{ ...mug, isInStock: false }], 2);
    expect(await db.prepare("SELECT is_in_stock, indexed_at FROM products_a").first()).toEqual({
      is_in_stock: 0,
      indexed_at: 2,
    });
    expect(await found("a", '"enmug"')).toEqual([mug.productId]);
  });

  it("puts hundreds of products in places of their own", async () => {
    const many = Array.from({ length: 450 }, (_, at) => searchDocument(at + 1));
    await index("a", many);
    expect(await found("a", '"enproduct"')).toHaveLength(450);
  });

  it("stores whatever a text has in it", async () => {
    const title = `"; DROP TABLE products_a; -- 'mug' * ^ ( NEAR \u0000 \u2028 😀`;
    await index("a", [searchDocument(1, { title })]);
    expect(await found("a", '"enmug"')).toEqual([productNumber(1)]);
  });
});

describe("unindexStatements()", () => {
  it("takes a product out in every language, and only it", async () => {
    await index("a", [mug, { ...mug, locale: "de" }, searchDocument(2)]);
    await db.batch(unindexStatements(db, "a", [mug.productId]));
    expect(await found("a", '"enmug" OR "demug" OR "enproduct"')).toEqual([productNumber(2)]);
    await db.batch(unindexStatements(db, "a", [mug.productId]));
    await index("a", [mug]);
    expect(await found("a", '"enmug"')).toEqual([mug.productId]);
  });
});

describe("the slots", () => {
  it("know nothing of each other", async () => {
    await index("a", [mug]);
    expect(await found("b", '"enmug"')).toEqual([]);
    await index("b", [{ ...mug, title: "Red mug" }]);
    await db.batch(clearSlotStatements(db, "a"));
    expect(await found("a", '"enmug"')).toEqual([]);
    expect(await found("b", '"enred"')).toEqual([mug.productId]);
  });

  it("are swapped by one statement, and counted", async () => {
    const before = await liveIndex(db);
    await db.batch(flipStatements(db, otherSlot(before.slot), 77));
    expect(await liveIndex(db)).toEqual({
      slot: otherSlot(before.slot),
      generation: before.generation + 1,
      builtAt: 77,
    });
  });
});
