import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { idOf } from "../domain/order-builders.ts";
import { carryAudit, listAudit } from "./audit.ts";
import { applySchedule } from "./product-schedule.ts";

const db = env.CATALOG;
const [due, later, bare, old] = [1, 2, 3, 4].map((number) => idOf("product", number));

async function statuses() {
  const { results } = await db.prepare("SELECT status, version FROM products ORDER BY id").all();
  return results.map(({ status, version }) => `${status} ${version}`);
}

beforeAll(async () => {
  const rows = [
    `INSERT INTO currencies (code, prices_include_tax, default_country, position) VALUES ('EUR', 1, 'DE', 0)`,
    `INSERT INTO categories (id, handle, title, position) VALUES ('${idOf("category", 1)}', 'c', 'C', 0)`,
    `INSERT INTO products (id, handle, status, title, created_at, updated_at, publish_at, retire_at) VALUES
      ('${due}', 'due', 'draft', 'Due', 0, 0, 100, 300), ('${later}', 'later', 'draft', 'Later', 0, 0, 101, NULL),
      ('${bare}', 'bare', 'draft', 'Bare', 0, 0, 1, NULL), ('${old}', 'old', 'published', 'Old', 0, 0, NULL, 50)`,
    `INSERT INTO product_price_ranges SELECT id, 'EUR', 1, 1 FROM products WHERE handle <> 'bare'`,
    `INSERT INTO product_categories SELECT '${idOf("category", 1)}', id, 1 FROM products`,
  ];
  await db.batch(rows.map((row) => db.prepare(row)));
});

describe("applySchedule()", () => {
  it("publishes and retires what is due and complete, once, also by two clocks at once", async () => {
    const changed = await Promise.all([1, 2].map(() => applySchedule(db, { now: 100, rows: 10 })));
    expect(changed[0]! + changed[1]!).toBe(2);
    expect(await statuses()).toEqual(["published 2", "draft 1", "draft 1", "retired 2"]);
    expect(await applySchedule(db, { now: 100, rows: 10 })).toBe(0);
  });

  it("tells the log, and marks the products for everybody who has copies", async () => {
    await carryAudit(env);
    const { rows } = await listAudit(env.ORDERS, { subject: due!, limit: 10 });
    expect(rows).toMatchObject([
      { actor: "clock", action: "product.publish", after: { status: "published", version: 2 } },
    ]);
    const marks = await db.prepare("SELECT product_id FROM product_changes").all();
    expect(marks.results.map((row) => row.product_id)).toEqual(expect.arrayContaining([due, old]));
  });

  it("retires later what it published", async () => {
    expect(await applySchedule(db, { now: 300, rows: 10 })).toBe(2);
    expect(await statuses()).toEqual(["retired 3", "published 2", "draft 1", "retired 2"]);
  });

  it("never shows what was to be gone before anybody came to publish it", async () => {
    const missed = idOf("product", 5);
    await db.batch([
      db
        .prepare(
          `INSERT INTO products (id, handle, status, title, created_at, updated_at, publish_at, retire_at)
        VALUES (?, 'missed', 'draft', 'Missed', 0, 0, 310, 320)`,
        )
        .bind(missed),
      db.prepare("INSERT INTO product_price_ranges VALUES (?, 'EUR', 1, 1)").bind(missed),
      db
        .prepare("INSERT INTO product_categories VALUES (?, ?, 1)")
        .bind(idOf("category", 1), missed),
    ]);
    expect(await applySchedule(db, { now: 320, rows: 10 })).toBe(1);
    expect((await statuses()).at(-1)).toBe("retired 2");
  });
});
