/** What goes with a product: what staff chose, else its neighbours. */
import { sql } from "drizzle-orm";
import type { RelatedProducts } from "../contracts/catalog.ts";
import type { Id } from "../domain/id.ts";
import type { Place } from "../domain/place.ts";
import { cardsByIds } from "./catalog.ts";
import { type Database, statement } from "./statement.ts";

/** Most products of a kind that a page shows. */
const RELATED_MAX = 12;
/** Neighbours where staff chose nothing. */
const NEIGHBOURS = 8;
/** Products of a category that neighbours are chosen from, however large it is. */
const LOOKED_AT_MAX = 500;

const place = sql.placeholder;

const chosenStatement = statement<{ id: string; rows: number }>(
  () => sql`
    SELECT kind, linked_id AS id FROM product_links
    WHERE product_id = ${place("id")} ORDER BY kind, position LIMIT ${place("rows")}`,
);

/** Of the category that staff put the product in, the best of as many as may be looked at. */
const neighboursStatement = statement<{ id: string; currency: string; rows: number }>(
  () => sql`
    SELECT products.id FROM (
      SELECT product_id FROM product_categories WHERE category_id = (
        SELECT category_id FROM product_categories
        WHERE product_id = ${place("id")} AND is_primary = 1 ORDER BY category_id LIMIT 1)
      LIMIT ${sql.raw(String(LOOKED_AT_MAX))}) AS shared
    CROSS JOIN products ON products.id = shared.product_id AND products.status = 'published'
    CROSS JOIN product_price_ranges AS ranges
      ON ranges.product_id = products.id AND ranges.currency = ${place("currency")}
    WHERE products.id <> ${place("id")}
    ORDER BY products.rank DESC, products.id LIMIT ${place("rows")}`,
);

/** Cards as they are right now; a product that is not for sale in the place is left out. */
export async function relatedProducts(
  db: Database,
  productId: Id<"product">,
  at: Place,
): Promise<RelatedProducts> {
  const { results: chosen } = await chosenStatement
    .bind(db, { id: productId, rows: 2 * RELATED_MAX })
    .all<{ kind: keyof RelatedProducts; id: Id<"product"> }>();
  const idsOf = (kind: keyof RelatedProducts) =>
    chosen.filter((link) => link.kind === kind).map(({ id }) => id);
  const complementary = idsOf("complementary");
  const related = chosen.some(({ kind }) => kind === "related")
    ? idsOf("related")
    : await neighbours(db, productId, at);
  const cards = await cardsByIds(db, [...new Set([...related, ...complementary])], at);
  const cardsOf = (ids: readonly Id<"product">[]) =>
    ids.flatMap((id) => cards.find((card) => card.id === id) ?? []);
  return { related: cardsOf(related), complementary: cardsOf(complementary) };
}

async function neighbours(
  db: Database,
  id: Id<"product">,
  { currency }: Place,
): Promise<Id<"product">[]> {
  const { results } = await neighboursStatement
    .bind(db, { id, currency, rows: NEIGHBOURS })
    .all<{ id: Id<"product"> }>();
  return results.map((row) => row.id);
}
