/** What rules of price, tax and shipping look at: a variant's brand, categories, class, weight. */
import { sql } from "drizzle-orm";
import type { Id } from "../domain/id.ts";
import type { Currency } from "../domain/money.ts";
import type { LineFacts } from "../domain/order-line.ts";
import { collectionProducts } from "./catalog-model-tables.ts";
import {
  locations,
  prices,
  productCategories,
  products,
  stockLevels,
  variants,
} from "./catalog-tables.ts";
import { type Database, statement } from "./statement.ts";

const place = sql.placeholder;

/** Shipped from the first location that has any; where none has, nobody knows yet. */
const factsStatement = statement<{ ids: string; currency: string }>(
  () => sql`
    SELECT ${variants.id}, ${products.brandId} AS "brandId", ${products.taxClass} AS "taxClass",
      ${variants.weightGrams} AS "grams", ${variants.longestMm} AS "longestMm",
      ${prices.shownCompareMinor} IS NOT NULL AS "isOnSale",
      (SELECT json_group_array(${productCategories.categoryId}) FROM ${productCategories}
        WHERE ${productCategories.productId} = ${products.id}) AS "categoryIds",
      (SELECT json_group_array(${collectionProducts.collectionId}) FROM ${collectionProducts}
        WHERE ${collectionProducts.productId} = ${products.id}) AS "collectionIds",
      (SELECT ${locations.id} FROM ${stockLevels}
        JOIN ${locations} ON ${locations.id} = ${stockLevels.locationId}
        WHERE ${stockLevels.stockItemId} = ${variants.stockItemId}
          AND ${stockLevels.onHand} > ${stockLevels.held} + ${stockLevels.allocated}
        ORDER BY ${locations.position} LIMIT 1) AS "locationId"
    FROM ${variants} JOIN ${products} ON ${products.id} = ${variants.productId}
    LEFT JOIN ${prices} ON ${prices.variantId} = ${variants.id}
      AND ${prices.currency} = ${place("currency")}
    WHERE ${variants.id} IN (SELECT value FROM json_each(${place("ids")}))`,
);

type FactsRow = Omit<LineFacts, "categoryIds" | "collectionIds" | "isOnSale" | "collectAt"> & {
  readonly id: Id<"variant">;
  readonly isOnSale: number;
  readonly categoryIds: string;
  readonly collectionIds: string;
};

/** @returns the facts of each variant that the catalog knows, but where it can be collected */
export async function lineFacts(
  db: Database,
  variantIds: readonly Id<"variant">[],
  currency: Currency,
): Promise<Map<Id<"variant">, LineFacts>> {
  const ids = JSON.stringify(variantIds);
  const { results } = await factsStatement.bind(db, { ids, currency }).all<FactsRow>();
  return new Map(
    results.map(({ id, isOnSale, categoryIds, collectionIds, ...facts }) => [
      id,
      {
        ...facts,
        isOnSale: isOnSale === 1,
        categoryIds: JSON.parse(categoryIds),
        collectionIds: JSON.parse(collectionIds),
        collectAt: [],
      },
    ]),
  );
}
