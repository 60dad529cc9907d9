/** A small catalog and its copies, for tests. */
import { env } from "cloudflare:workers";
import { vi } from "vitest";
import { type ProductDocument, productKey } from "../contracts/documents.ts";
import { liveSlot, type Slot } from "../db/search-index.ts";
import type { Id } from "../domain/id.ts";
import { idOf } from "../domain/order-builders.ts";
import type { Place } from "../domain/place.ts";
import type { Env } from "../env.gen.ts";

const TABLES = [
  "product_changes",
  "edge_purges",
  "former_handles",
  "collection_products",
  "collections",
  "translations",
  "stock_levels",
  "product_categories",
  "product_price_ranges",
  "prices",
  "variants",
  "products",
  "categories",
  "currencies",
];

export const EUR: Place = { locale: "en", currency: "EUR" };

/** Nothing but a currency, and a category with a translated title. */
export async function emptyCatalog(): Promise<void> {
  const category = idOf("category", 1);
  await env.CATALOG.batch([
    ...TABLES.map((table) => env.CATALOG.prepare(`DELETE FROM ${table}`)),
    env.CATALOG.prepare(
      "INSERT INTO currencies (code, prices_include_tax, default_country, position) VALUES ('EUR', 1, 'DE', 0), ('USD', 0, 'US', 1)",
    ),
    env.CATALOG.prepare(
      `INSERT INTO categories (id, handle, title, position) VALUES ('${category}', 'table', 'Table', 0)`,
    ),
    env.CATALOG.prepare(`INSERT INTO translations VALUES ('${category}', 'de', 'title', 'Tisch')`),
    env.CATALOG.prepare("DELETE FROM product_changes"),
  ]);
  await env.SEARCH.batch([
    ...["a", "b"].flatMap((slot) => [
      env.SEARCH.prepare(`INSERT INTO terms_${slot} (terms_${slot}) VALUES ('delete-all')`),
      env.SEARCH.prepare(`DELETE FROM products_${slot}`),
    ]),
    env.SEARCH.prepare("UPDATE search_index SET live_slot = 'a', generation = 0, built_at = 0"),
    env.SEARCH.prepare("UPDATE search_rebuild SET state = 'idle', cursor = NULL"),
  ]);
  const { keys } = await env.DOCUMENTS.list();
  await Promise.all(keys.map(({ name }) => env.DOCUMENTS.delete(name)));
}

/** Writes a published product with one variant at a price in EUR. @returns its id */
export async function addProduct(
  number: number,
  { title = `Mug ${number}`, handle = `mug-${number}`, eur = 1500 } = {},
): Promise<Id<"product">> {
  const id = idOf("product", number);
  const variant = idOf("variant", number);
  await env.CATALOG.batch([
    env.CATALOG.prepare(
      `INSERT INTO products (id, handle, status, title, created_at, updated_at)
      VALUES (?, ?, 'published', ?, 1, 1)`,
    ).bind(id, handle, title),
    env.CATALOG.prepare(
      `INSERT INTO variants (id, product_id, stock_item_id, position) VALUES (?, ?, ?, 0)`,
    ).bind(variant, id, idOf("stockItem", number)),
    env.CATALOG.prepare(
      "INSERT INTO prices (variant_id, currency, amount_minor) VALUES (?, 'EUR', ?)",
    ).bind(variant, eur),
    env.CATALOG.prepare("INSERT INTO product_price_ranges VALUES (?, 'EUR', ?, ?)").bind(
      id,
      eur,
      eur,
    ),
    env.CATALOG.prepare("INSERT INTO product_categories VALUES (?, ?, 1)").bind(
      idOf("category", 1),
      id,
    ),
  ]);
  return id;
}

/** Changes a product behind everybody's back. */
export async function retitle(id: string, title: string): Promise<void> {
  await env.CATALOG.prepare("UPDATE products SET title = ?, version = version + 1 WHERE id = ?")
    .bind(title, id)
    .run();
}

/** @returns the document under a handle, or null */
export function documentOf(handle: string, place: Place = EUR): Promise<ProductDocument | null> {
  return env.DOCUMENTS.get<ProductDocument>(productKey(handle, place), "json");
}

/** @returns "product locale" of everything that a slot has, sorted */
export async function indexed(slot?: Slot): Promise<string[]> {
  const from = `products_${slot ?? (await liveSlot(env.SEARCH))}`;
  const { results } = await env.SEARCH.prepare(
    `SELECT product_id || ' ' || locale AS name FROM ${from}`,
  ).all<{ name: string }>();
  return results.map(({ name }) => name).toSorted();
}

/** @returns how many products are marked */
export async function marks(): Promise<number> {
  const count = env.CATALOG.prepare("SELECT count(*) AS marks FROM product_changes");
  return (await count.first<number>("marks")) ?? 0;
}

/** The core's bindings; what is sent to the feed's queue is only counted. */
export function feedBindings(patch: Partial<Env> = {}): { bindings: Env; sent: () => number } {
  const send = vi.fn(async () => undefined);
  const queue = { send } as unknown as Queue;
  return {
    bindings: { ...env, CATALOG_EVENTS: queue, ...patch },
    sent: () => send.mock.calls.length,
  };
}
