import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { idOf } from "../domain/order-builders.ts";
import { whereabouts } from "./catalog-addresses.ts";

const db = env.CATALOG;
const [mug, cup] = [1, 2].map((number) => idOf("product", number));

async function run(...rows: readonly string[]): Promise<void> {
  await db.batch(rows.map((row) => db.prepare(row)));
}

beforeAll(() =>
  run(
    `INSERT INTO categories (id, handle, title, position) VALUES ('${idOf("category", 1)}', 'mugs', 'Mugs', 0)`,
    `INSERT INTO products (id, handle, status, title, created_at, updated_at) VALUES
      ('${mug}', 'mug', 'published', 'Mug', 0, 0), ('${cup}', 'cup', 'draft', 'Cup', 0, 0)`,
    `INSERT INTO brands (id, handle, title) VALUES ('${idOf("brand", 1)}', 'tide', 'Tide')`,
    `INSERT INTO collections (id, handle, title, kind, position, updated_at) VALUES
      ('${idOf("collection", 1)}', 'gifts', 'Gifts', 'manual', 0, 0)`,
  ),
);

describe("whereabouts()", () => {
  it("leads from every former handle straight to the present one", async () => {
    await run(
      `UPDATE products SET handle = 'harbour-mug' WHERE id = '${mug}'`,
      `UPDATE products SET handle = 'big-harbour-mug' WHERE id = '${mug}'`,
      "UPDATE categories SET handle = 'cups'",
      "UPDATE brands SET handle = 'tidewater'",
      "UPDATE collections SET handle = 'presents'",
    );
    const moved = { kind: "moved", handle: "big-harbour-mug" };
    expect(await whereabouts(db, "product", "mug")).toEqual(moved);
    expect(await whereabouts(db, "product", "harbour-mug")).toEqual(moved);
    expect(await whereabouts(db, "product", "big-harbour-mug")).toBeNull();
    expect(await whereabouts(db, "category", "mugs")).toEqual({ kind: "moved", handle: "cups" });
    expect(await whereabouts(db, "collection", "gifts")).toEqual({
      kind: "moved",
      handle: "presents",
    });
    expect(await whereabouts(db, "brand", "tide")).toEqual({ kind: "moved", handle: "tidewater" });
    expect(await whereabouts(db, "category", "gifts")).toBeNull();
  });

  it("belongs to who has the handle now", async () => {
    await run(`UPDATE products SET handle = 'mug', status = 'published' WHERE id = '${cup}'`);
    expect(await whereabouts(db, "product", "mug")).toBeNull();
    expect(await whereabouts(db, "product", "cup")).toEqual({ kind: "moved", handle: "mug" });
  });

  it("never loops when a product takes its old handle back", async () => {
    await run(
      `UPDATE products SET handle = 'elsewhere' WHERE id = '${cup}'`,
      `UPDATE products SET handle = 'cup' WHERE id = '${cup}'`,
    );
    expect(await whereabouts(db, "product", "cup")).toBeNull();
    expect(await whereabouts(db, "product", "elsewhere")).toEqual({ kind: "moved", handle: "cup" });
  });

  it("says of a retired product that it is gone, under all its handles, and nothing of a draft", async () => {
    await run(`UPDATE products SET status = 'retired' WHERE id = '${cup}'`);
    expect(await whereabouts(db, "product", "cup")).toEqual({ kind: "gone" });
    expect(await whereabouts(db, "product", "elsewhere")).toEqual({ kind: "gone" });
    await run(`UPDATE products SET status = 'draft' WHERE id = '${cup}'`);
    expect(await whereabouts(db, "product", "cup")).toBeNull();
    expect(await whereabouts(db, "product", "elsewhere")).toBeNull();
    expect(await whereabouts(db, "product", "never-was")).toBeNull();
  });
});
