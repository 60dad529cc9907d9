/** The lowest and the highest price of products, which listings sort by: written with the prices. */
import { sql } from "drizzle-orm";
import type { Id } from "../domain/id.ts";
import { type Database, statement } from "./statement.ts";

const place = sql.placeholder;
const named = sql`SELECT value FROM json_each(${place("ids")})`;

const forgetStatement = statement<{ ids: string }>(
  () => sql`DELETE FROM product_price_ranges WHERE product_id IN (${named})`,
);

const writeStatement = statement<{ ids: string }>(
  () => sql`
    INSERT INTO product_price_ranges (product_id, currency, min_minor, max_minor)
    SELECT variants.product_id, prices.currency, min(prices.shown_minor), max(prices.shown_minor)
    FROM variants JOIN prices ON prices.variant_id = variants.id
    WHERE variants.product_id IN (${named}) GROUP BY variants.product_id, prices.currency`,
);

/** @returns the statements that follow those that changed prices, in the same batch */
export function rangeStatements(
  db: Database,
  productIds: readonly Id<"product">[],
): D1PreparedStatement[] {
  const ids = JSON.stringify(productIds);
  return [forgetStatement.bind(db, { ids }), writeStatement.bind(db, { ids })];
}
