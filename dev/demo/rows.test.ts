import { readFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeAll, describe, expect, it } from "vitest";
import { DEMO_CATALOG } from "./catalog/catalog.ts";
import { catalogRows } from "./rows.ts";

const PICTURE = { key: "demo/x.svg", alt: "A mug", width: 1200, height: 1200, optionValue: null };

let database: DatabaseSync;

beforeAll(() => {
  database = new DatabaseSync(":memory:");
  const migration = path.join(import.meta.dirname, "../../migrations/catalog/0001_catalog.sql");
  database.exec(readFileSync(migration, "utf8"));
  database.exec("PRAGMA foreign_keys = ON");
});

function count(sql: string): number {
  return Number(database.prepare(`SELECT count(*) AS rows FROM ${sql}`).get()?.rows);
}

describe("catalogRows()", () => {
  it("catalogRows() fills every table in an order that its foreign keys accept", () => {
    const ofProduct = new Map(
      DEMO_CATALOG.map(({ handle }) => [handle, [{ ...PICTURE, key: handle }]]),
    );
    for (const { table, columns, rows } of catalogRows(DEMO_CATALOG, {
      ofProduct,
      ofCategory: new Map([["table", PICTURE]]),
    })) {
      const marks = columns.map(() => "?").join(", ");
      const insert = database.prepare(
        `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${marks})`,
      );
      for (const row of rows) insert.run(...row);
      expect(count(table), table).toBe(rows.length);
    }
    const variants = DEMO_CATALOG.flatMap((product) => product.variants);
    expect(count("products")).toBe(DEMO_CATALOG.length);
    expect(count("prices")).toBe(3 * variants.length);
    expect(count("product_categories WHERE is_primary = 1")).toBe(DEMO_CATALOG.length);
    expect(count("product_categories WHERE is_primary = 0")).toBe(DEMO_CATALOG.length);
    expect(count("media")).toBe(DEMO_CATALOG.length);
  });
});
