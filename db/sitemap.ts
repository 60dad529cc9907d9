/** What search engines are told of: handles of what is published, and when it changed. */
import { sql } from "drizzle-orm";
import type { Currency } from "../domain/money.ts";
import { type Database, statement } from "./statement.ts";

/** A page's handle and when what it shows changed, epoch ms. */
export interface SitemapRow {
  readonly handle: string;
  readonly updatedAt: number | null;
}

const place = sql.placeholder;

const startStatement = statement<{ part: number }>(
  () => sql`
    SELECT handle FROM (
      SELECT handle, row_number() OVER (ORDER BY handle) AS number
      FROM products WHERE status = 'published')
    WHERE number % ${place("part")} = 1 ORDER BY handle`,
);

/** What has no price in the currency of the pages has no page. */
const partStatement = statement<{ from: string; rows: number; currency: string }>(
  () => sql`
    SELECT handle, updated_at AS "updatedAt" FROM products
    WHERE handle >= ${place("from")} AND status = 'published'
      AND EXISTS (SELECT 1 FROM product_price_ranges
        WHERE product_id = products.id AND currency = ${place("currency")})
    ORDER BY handle LIMIT ${place("rows")}`,
);

const categoryStatement = statement<{ rows: number }>(
  () => sql`
    SELECT handle, NULL AS "updatedAt" FROM categories ORDER BY handle LIMIT ${place("rows")}`,
);

const collectionStatement = statement<{ rows: number }>(
  () => sql`
    SELECT handle, updated_at AS "updatedAt" FROM collections WHERE status = 'published'
    ORDER BY handle LIMIT ${place("rows")}`,
);

/** @returns the first handle of every part of so many published products */
export async function partStarts(db: Database, part: number): Promise<string[]> {
  const { results } = await startStatement.bind(db, { part }).all<{ handle: string }>();
  return results.map(({ handle }) => handle);
}

/** @returns published products with a price in the currency, from a handle on */
export async function partRows(
  db: Database,
  values: { from: string; rows: number; currency: Currency },
): Promise<SitemapRow[]> {
  return (await partStatement.bind(db, values).all<SitemapRow>()).results;
}

/** @returns categories and published collections */
export async function shelfRows(
  db: Database,
  rows: number,
): Promise<{ readonly categories: SitemapRow[]; readonly collections: SitemapRow[] }> {
  const [categories, collections] = await db.batch<SitemapRow>([
    categoryStatement.bind(db, { rows }),
    collectionStatement.bind(db, { rows }),
  ]);
  return { categories: categories?.results ?? [], collections: collections?.results ?? [] };
}
