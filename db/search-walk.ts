/** Listings that are too large to be read whole, in the exact order of an index. */
import { priceColumn, type ReadScope } from "./search-reads.ts";
import type { Database } from "./statement.ts";

/** How a listing that is too large to be read whole is walked: by an index of its order. */
const WALKS = {
  featured: { column: "rank", index: "rank", isFalling: true },
  newest: { column: "created_at", index: "age", isFalling: true },
  rating: { column: "rating", index: "rating", isFalling: true },
  price_asc: { column: null, index: null, isFalling: false },
  price_desc: { column: null, index: null, isFalling: true },
} as const;

/**
 * A page of a listing in the order of its index; products without the wanted words are passed over.
 * @param after the key and the number of the last product of the page before
 */
export function walkStatement(
  db: Database,
  { slot, locale, currency }: ReadScope,
  {
    sort,
    after,
    within,
    inStockOnly,
    price: [priceFrom, priceTo],
    rating,
    rows,
  }: {
    readonly sort: keyof typeof WALKS;
    readonly after: readonly [key: number, doc: number] | null;
    readonly within: readonly (readonly string[])[];
    readonly inStockOnly: boolean;
    readonly price: readonly [number | null, number | null];
    readonly rating: number;
    readonly rows: number;
  },
): D1PreparedStatement {
  const price = priceColumn(currency);
  const { column, index, isFalling } = WALKS[sort];
  const key = column ?? price;
  const [order, sign] = isFalling ? ["DESC", "<"] : ["ASC", ">"];
  const groups = within.map(
    () =>
      "AND EXISTS (SELECT 1 FROM json_each(?) WHERE instr(filters || ' ', ' ' || value || ' '))",
  );
  return db
    .prepare(
      `SELECT doc, ${key} AS sort_key
      FROM products_${slot} INDEXED BY products_${slot}_by_${index ?? price}
      WHERE locale = ? AND ${price} IS NOT NULL AND is_in_stock >= ? AND rating >= ?
        AND ${price} BETWEEN ? AND ?
        ${after === null ? "" : `AND (${key}, doc) ${sign} (?, ?)`} ${groups.join(" ")}
      ORDER BY locale ${order}, ${key} ${order}, doc ${order} LIMIT ?`,
    )
    .bind(
      locale,
      Number(inStockOnly),
      rating,
      priceFrom ?? 0,
      priceTo ?? Number.MAX_SAFE_INTEGER,
      ...(after ?? []),
      ...within.map((words) => JSON.stringify(words)),
      rows,
    );
}
