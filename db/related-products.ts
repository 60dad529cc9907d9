/** What goes with a product: what staff chose, else its neighbours. */
import { sql } from "drizzle-orm";
import type { RelatedProducts } from "../contracts/catalog.ts";
import type { Id } from "../domain/id.ts";
import type { Place } from "../domain/place.ts";
import { type CardRow, cardOf } from "./catalog-rows.ts";
import { writeCards } from "./catalog-statements.ts";
import { type Database, statement } from "./statement.ts";

/** Most products of a kind that a page shows. */
const RELATED_MAX = 12;
/** Neighbours where staff chose nothing. */
const NEIGHBOURS = 8;
/** Products of a category that neighbours are chosen from, however large it is. */
const LOOKED_AT_MAX = 500;

const place = sql.placeholder;

/**
 * What staff chose; and where they chose nothing related, of the category that they put the product
 * in, the best of as many as may be looked at.
 */
const besideStatement = statement<{
  id: string;
  locale: string;
  currency: string;
  rows: number;
  neighbours: number;
}>(() =>
  writeCards(
    sql`
    WITH chosen AS (
      SELECT kind, linked_id AS id, position FROM product_links
      WHERE product_id = ${place("id")} ORDER BY kind, position LIMIT ${place("rows")}),
    neighbours AS (
      SELECT products.id, row_number() OVER (ORDER BY products.rank DESC, products.id) AS position
      FROM (
        SELECT product_id FROM product_categories WHERE category_id = (
          SELECT category_id FROM product_categories
          WHERE product_id = ${place("id")} AND is_primary = 1 ORDER BY category_id LIMIT 1)
        AND NOT EXISTS (SELECT 1 FROM chosen WHERE kind = 'related')
        LIMIT ${sql.raw(String(LOOKED_AT_MAX))}) AS shared
      CROSS JOIN products ON products.id = shared.product_id AND products.status = 'published'
      CROSS JOIN product_price_ranges AS ranges
        ON ranges.product_id = products.id AND ranges.currency = ${place("currency")}
      WHERE products.id <> ${place("id")}
      ORDER BY products.rank DESC, products.id LIMIT ${place("neighbours")}),
    beside AS (
      SELECT kind, id, position FROM chosen
      UNION ALL SELECT 'related', id, position FROM neighbours)
    SELECT beside.kind, products.id AS product_id, beside.position AS sort_key,
      ranges.min_minor, ranges.max_minor
    FROM beside CROSS JOIN products ON products.id = beside.id AND products.status = 'published'
      CROSS JOIN product_price_ranges AS ranges
        ON ranges.product_id = products.id AND ranges.currency = ${place("currency")}`,
    sql`page.kind, page.sort_key`,
    sql`page.kind,`,
  ),
);

/** Cards as they are right now; a product that is not for sale in the place is left out. */
export async function relatedProducts(
  db: Database,
  productId: Id<"product">,
  { locale, currency }: Place,
): Promise<RelatedProducts> {
  const { results } = await besideStatement
    .bind(db, { id: productId, locale, currency, rows: 2 * RELATED_MAX, neighbours: NEIGHBOURS })
    .all<CardRow & { readonly kind: keyof RelatedProducts }>();
  const cardsOf = (kind: keyof RelatedProducts) =>
    results.filter((row) => row.kind === kind).map((row) => cardOf(row, currency));
  return { related: cardsOf("related"), complementary: cardsOf("complementary") };
}
