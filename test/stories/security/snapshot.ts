/** Everything that a request could have written: rows of both databases and the versions of objects. */
import type { Id } from "../../../domain/id.ts";
import type { TestShop } from "../../shop.ts";
import type { Shopper } from "../../shopper.ts";
import type { Subjects } from "./requests.ts";
import { belongingsNow, type Fixtures } from "./world.ts";

/** A shopper and what is the shopper's own. */
export interface Belongings {
  readonly ada: Shopper;
  readonly adas: Subjects;
}

/** @returns what is stored, comparable with `toEqual` */
export async function snapshotOf(
  shop: TestShop,
  { itemId }: Pick<Fixtures, "itemId">,
  { ada, adas }: Belongings,
): Promise<unknown> {
  const { CATALOG, ORDERS } = shop.core;
  const level = await shop.stock(itemId).level();
  return {
    catalog: await rowCounts(CATALOG),
    orders: await rowCounts(ORDERS),
    products: await sumOf(CATALOG, "SELECT SUM(version) AS sum FROM products"),
    projections: await sumOf(ORDERS, "SELECT SUM(version) AS sum FROM orders"),
    stockVersion: level.version,
    own: await belongingsNow(ada, adas),
    order: await orderVersion(shop, adas.orderId),
    intents: await providerCounts(shop),
  };
}

/** What queues deliver a moment later by themselves, whoever asked for what. */
const DELIVERED_LATER = ["consumed_events", "invoices"];

/** @returns the number of rows of every table that a request may write */
export async function rowCounts(db: D1Database): Promise<Record<string, number>> {
  const { results: tables } = await db
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'",
    )
    .all<{ name: string }>();
  const written = tables.filter(({ name }) => !DELIVERED_LATER.includes(name));
  const counts = written.map(({ name }) => `(SELECT COUNT(*) FROM "${name}") AS "${name}"`);
  const row = await db.prepare(`SELECT ${counts.join(", ")}`).first<Record<string, number>>();
  return row ?? {};
}

async function sumOf(db: D1Database, sql: string): Promise<number | null> {
  return db.prepare(sql).first<number>("sum");
}

async function orderVersion(shop: TestShop, orderId: string): Promise<number | null> {
  const order = await shop.core.ORDER.getByName(orderId as Id<"order">).view("shop");
  return order.ok ? order.value.version : null;
}

async function providerCounts(shop: TestShop): Promise<Record<string, number>> {
  const state = (await (await shop.stripe("state")).json()) as Record<string, unknown>;
  const counted = ["payment_intents", "charges", "refunds", "customers"];
  return Object.fromEntries(counted.map((name) => [name, lengthOf(state[name])]));
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
