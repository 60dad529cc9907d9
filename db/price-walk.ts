/**
 * Public price lists on their way onto the prices that shoppers see, and off them: page by page, so
 * that a list of a hundred thousand prices is no other thing than one of ten.
 */
import { sql } from "drizzle-orm";
import type { Id } from "../domain/id.ts";
import { isPublic } from "./price-offers.ts";
import { type Database, statement } from "./statement.ts";

/** Variants of one page: each is a few rows of prices, their history and a mark. */
const PAGE_VARIANTS = 500;

const place = sql.placeholder;

/** The list is put on prices: it is public, started, and its time has come and is not over. */
const holds = sql`(list.status = 'active' AND ${isPublic}
  AND coalesce(list.starts_at <= ${place("now")}, 1) AND coalesce(list.ends_at > ${place("now")}, 1))`;

/** A walk goes to a version of the list, or to 0, where none of its prices is shown. */
const turnStatement = statement<{ now: number }>(
  () => sql`
    UPDATE price_lists AS list SET is_on = ${holds}, walk_version = ${holds} * list.version,
      walk_after = '', shown_version = -1
    WHERE ${holds} * list.version <> iif(list.shown_version = -1, list.walk_version,
      list.shown_version)`,
);

const walkingStatement = statement<Record<string, never>>(
  () => sql`
    SELECT id, walk_version AS "walkVersion", walk_after AS "walkAfter" FROM price_lists
    WHERE shown_version = -1 ORDER BY id LIMIT 1`,
);

const pageStatement = statement<{ id: string; after: string; rows: number }>(
  () => sql`
    SELECT DISTINCT variant_id FROM price_list_prices
    WHERE price_list_id = ${place("id")} AND variant_id > ${place("after")}
    ORDER BY variant_id LIMIT ${place("rows")}`,
);

/** Whoever walks with an old place of the walk notes nothing: somebody else is further. */
const placeStatement = statement<{
  id: string;
  version: number;
  after: string;
  last: string;
  isOver: number;
}>(
  () => sql`
    UPDATE price_lists SET walk_after = ${place("last")},
      shown_version = iif(${place("isOver")}, walk_version, shown_version)
    WHERE id = ${place("id")} AND shown_version = -1 AND walk_version = ${place("version")}
      AND walk_after = ${place("after")}`,
);

const named = sql`SELECT value FROM json_each(${place("variantIds")})`;

/** Of public lists that are on, the highest priority wins, and then the lowest price. */
const relistStatement = statement<{ variantIds: string }>(
  () => sql`
    UPDATE prices SET listed_minor = won.tuple ->> 0, listed_by = won.tuple ->> 1,
      is_sale = coalesce(won.tuple ->> 2, 0)
    FROM (SELECT priced.variant_id, priced.currency, (
        SELECT json_array(given.amount_minor, list.id, list.kind = 'sale')
        FROM price_list_prices AS given CROSS JOIN price_lists AS list
          ON list.id = given.price_list_id
        WHERE given.variant_id = priced.variant_id AND given.currency = priced.currency
          AND given.from_quantity = 1 AND list.is_on = 1
        ORDER BY list.priority DESC, given.amount_minor, list.id LIMIT 1) AS tuple
      FROM prices AS priced WHERE priced.variant_id IN (${named})) AS won
    WHERE prices.variant_id = won.variant_id AND prices.currency = won.currency
      AND (prices.listed_minor IS NOT won.tuple ->> 0 OR prices.listed_by IS NOT won.tuple ->> 1
        OR prices.is_sale <> coalesce(won.tuple ->> 2, 0))`,
);

const rangesStatement = statement<{ variantIds: string }>(
  () => sql`
    INSERT INTO product_price_ranges (product_id, currency, min_minor, max_minor)
    SELECT variants.product_id, prices.currency, min(prices.shown_minor), max(prices.shown_minor)
    FROM variants JOIN prices ON prices.variant_id = variants.id
    WHERE variants.product_id IN (SELECT product_id FROM variants WHERE id IN (${named}))
    GROUP BY variants.product_id, prices.currency
    ON CONFLICT (product_id, currency) DO UPDATE SET
      min_minor = excluded.min_minor, max_minor = excluded.max_minor
    WHERE min_minor <> excluded.min_minor OR max_minor <> excluded.max_minor`,
);

/** Prices by quantity stand in no row that a trigger watches, and on the pages nevertheless. */
const marksStatement = statement<{ variantIds: string }>(
  () => sql`
    INSERT INTO product_changes (product_id, first_at)
    SELECT DISTINCT product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM variants
    WHERE id IN (${named})
    ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark`,
);

const subjectListStatement = statement<Record<string, never>>(
  () => sql`
    SELECT 1 FROM price_lists AS list WHERE list.status = 'active' AND NOT (${isPublic}) LIMIT 1`,
);

interface Walk {
  readonly id: Id<"priceList">;
  readonly walkVersion: number;
  readonly walkAfter: string;
}

/**
 * Begins what time or staff have begun and ended.
 * @param now epoch milliseconds
 * @returns how many lists are on their way from here
 */
export async function turnPriceLists(db: Database, now: number): Promise<number> {
  const { meta } = await turnStatement.bind(db, { now }).run();
  return meta.changes;
}

/**
 * One page of one list that is on its way. Safe to repeat and to do twice at once: a price is
 * reckoned from the lists as they stand, whoever does it.
 * @returns how many variants were looked at; null where no list is on its way
 */
export async function walkPriceLists(
  db: Database,
  rows: number = PAGE_VARIANTS,
): Promise<number | null> {
  const walk = await walkingStatement.bind(db, {}).first<Walk>();
  if (walk === null) return null;
  const { id, walkVersion: version, walkAfter: after } = walk;
  const { results } = await pageStatement
    .bind(db, { id, after, rows })
    .all<{ variant_id: Id<"variant"> }>();
  const variantIds = results.map(({ variant_id }) => variant_id);
  const last = variantIds.at(-1) ?? after;
  const isOver = Number(variantIds.length < rows);
  await db.batch([
    ...relist(db, variantIds),
    placeStatement.bind(db, { id, version, after, last, isOver }),
  ]);
  return variantIds.length;
}

/** @returns whether any list is for some countries or some groups only */
export async function hasSubjectLists(db: Database): Promise<boolean> {
  return (await subjectListStatement.bind(db, {}).first()) !== null;
}

/**
 * @returns the statements that give variants the prices of the lists that are on, their products
 *   the ranges that listings sort by, and whoever has copies the news; after a change of a list's
 *   prices they belong in its batch
 */
export function relist(
  db: Database,
  variantIds: readonly Id<"variant">[],
): readonly D1PreparedStatement[] {
  if (variantIds.length === 0) return [];
  const values = { variantIds: JSON.stringify(variantIds) };
  return [relistStatement, rangesStatement, marksStatement].map((one) => one.bind(db, values));
}

/** @returns the statements that follow where prices of variants moved without a list */
export function rerange(
  db: Database,
  variantIds: readonly Id<"variant">[],
): readonly D1PreparedStatement[] {
  return variantIds.length === 0
    ? []
    : [rangesStatement.bind(db, { variantIds: JSON.stringify(variantIds) })];
}
