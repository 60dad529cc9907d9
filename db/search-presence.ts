/** Which products shoppers find. */
import type { Id } from "../domain/id.ts";
import type { Slot } from "./search-index.ts";
import type { Database } from "./statement.ts";

/** @returns those of the products that a slot has */
export async function indexedProducts(
  db: Database,
  slot: Slot,
  productIds: readonly Id<"product">[],
): Promise<ReadonlySet<string>> {
  const { results } = await db
    .prepare(
      `SELECT DISTINCT product_id AS productId FROM products_${slot}
      WHERE product_id IN (SELECT value FROM json_each(?))`,
    )
    .bind(JSON.stringify(productIds))
    .all<{ productId: string }>();
  return new Set(results.map(({ productId }) => productId));
}
