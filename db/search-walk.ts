/** Listings that are too large to be read whole, in the exact order of an index. */
import { priceColumn, type ReadScope } from "./search-reads.ts";
import type { Database } from "./statement.ts";

const KEY_MAX = Number.MAX_SAFE_INTEGER;

/** How a listing that is too large to be read whole is walked: by an index of its order. */
const WALKS = {
  featured: { column: "rank", index: "rank", isFalling: true },
  newest: { column: "created_at", index: "age", isFalling: true },
  rating: { column: "rating", index: "rating", isFalling: true },
  price_asc: { column: null, index: null, isFalling: false },
  price_desc: { column: null, index: null, isFalling: true },
} as const;

/** Products that one page passes over at most: a filter that few fulfil must not read the whole catalog. */
export const WALKED_MAX = 10_000;

/** Where a listing is walked, and what its products have to fulfil. */
export interface Walk {
  readonly sort: keyof typeof WALKS;
  /** The key and the number of the last product that was walked past. */
  readonly after: readonly [key: number, doc: number] | null;
  readonly within: readonly (readonly string[])[];
  readonly inStockOnly: boolean;
  readonly price: readonly [number | null, number | null];
  /** Hundredths at least. */
  readonly rating: number;
  readonly rows: number;
}

/**
 * A page of a listing in the order of its index; products without the wanted words are passed over.
 * It may be short, or empty, without being the last: see `walkEndStatement`.
 */
export function walkStatement(db: Database, scope: ReadScope, walk: Walk): D1PreparedStatement {
  const { within, inStockOnly, rating, rows } = walk;
  const price = priceColumn(scope.currency);
  const stretch = stretchOf(scope, walk);
  const groups = within.map(
    () =>
      "AND EXISTS (SELECT 1 FROM json_each(?) WHERE instr(filters || ' ', ' ' || value || ' '))",
  );
  return db
    .prepare(
      `SELECT doc, sort_key
      FROM (SELECT doc, ${stretch.key} AS sort_key, ${price} AS price, is_in_stock, rating, filters
        ${stretch.sql} LIMIT ${WALKED_MAX})
      WHERE is_in_stock >= ? AND rating >= ? AND price BETWEEN ? AND ? ${groups.join(" ")} LIMIT ?`,
    )
    .bind(
      ...stretch.values,
      Number(inStockOnly),
      rating,
      ...priceRange(walk),
      ...within.map((words) => JSON.stringify(words)),
      rows,
    );
}

/** The last product that walkStatement() passes over; none where the listing ends before. */
export function walkEndStatement(db: Database, scope: ReadScope, walk: Walk): D1PreparedStatement {
  const { key, sql, values } = stretchOf(scope, walk);
  return db
    .prepare(`SELECT doc, ${key} AS sort_key ${sql} LIMIT 1 OFFSET ${WALKED_MAX - 1}`)
    .bind(...values);
}

/** What is walked, in its order; a range of the very key that orders it is no filter but a place. */
function stretchOf({ slot, locale, currency }: ReadScope, walk: Walk) {
  const { sort, after, rating } = walk;
  const price = priceColumn(currency);
  const { column, index, isFalling } = WALKS[sort];
  const key = column ?? price;
  const [order, sign] = isFalling ? ["DESC", "<"] : ["ASC", ">"];
  const range =
    column === null
      ? priceRange(walk)
      : column === "rating"
        ? [rating, KEY_MAX]
        : [-KEY_MAX, KEY_MAX];
  const sql = `FROM products_${slot} INDEXED BY products_${slot}_by_${index ?? price}
    WHERE locale = ? AND ${key} BETWEEN ? AND ?
      ${after === null ? "" : `AND (${key}, doc) ${sign} (?, ?)`}
    ORDER BY locale ${order}, ${key} ${order}, doc ${order}`;
  return { key, sql, values: [locale, ...range, ...(after ?? [])] };
}

function priceRange({ price: [from, to] }: Walk): number[] {
  return [from ?? 0, to ?? KEY_MAX];
}
