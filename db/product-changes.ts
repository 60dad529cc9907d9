/**
 * Products that changed since index, documents and caches heard of them. Triggers mark them; who
 * tells of a change takes its row for a while and takes it away when everybody knows.
 */
import { sql } from "drizzle-orm";
import type { Id } from "../domain/id.ts";
import { type Database, statement } from "./statement.ts";

/** What the mark of a rebuild begins with: nothing but the index is to be written anew. */
const INDEX_MARK = "index:";

/** A change as its teller saw it. */
export interface TakenChange {
  readonly productId: Id<"product">;
  readonly mark: string;
}

/** Who tells, and how long it may take. */
export interface Taking {
  readonly holder: string;
  /** Epoch milliseconds. */
  readonly now: number;
  /** When the rows are free again if the holder dies, epoch milliseconds. */
  readonly until: number;
}

const place = sql.placeholder;
const randomMark = sql`lower(hex(randomblob(8)))`;

const takeStatement = statement<{
  holder: string;
  now: number;
  until: number;
  rows: number;
}>(
  () => sql`
    UPDATE product_changes SET taken_by = ${place("holder")}, taken_until = ${place("until")}
    WHERE product_id IN (
      SELECT product_id FROM product_changes
      WHERE taken_until <= ${place("now")}
      ORDER BY first_at LIMIT ${place("rows")})
    RETURNING product_id AS "productId", mark`,
);

const heldStatement = statement<{ holder: string }>(
  () => sql`
    SELECT product_id AS "productId", mark FROM product_changes
    WHERE taken_by = ${place("holder")} ORDER BY first_at`,
);

/** Whose row is no longer the holder's was told of by two at a time: it is told of once more. */
const reclaimStatement = statement<{ holder: string; told: string; now: number }>(
  () => sql`
    INSERT INTO product_changes (product_id, first_at)
    SELECT value ->> 'productId', ${place("now")} FROM json_each(${place("told")})
    WHERE NOT EXISTS (SELECT 1 FROM product_changes AS held
      WHERE held.product_id = value ->> 'productId' AND held.taken_by = ${place("holder")})
    ON CONFLICT (product_id) DO UPDATE SET mark = ${randomMark}`,
);

/** A change that came meanwhile has another mark and stays. */
const settleStatement = statement<{ holder: string; told: string }>(
  () => sql`
    DELETE FROM product_changes
    WHERE taken_by = ${place("holder")} AND (product_id, mark) IN (
      SELECT value ->> 'productId', value ->> 'mark' FROM json_each(${place("told")}))`,
);

const releaseStatement = statement<{ holder: string; until: number }>(
  () => sql`
    UPDATE product_changes SET taken_by = NULL, taken_until = ${place("until")}
    WHERE taken_by = ${place("holder")}`,
);

const waitingStatement = statement<{ now: number }>(
  () => sql`
    SELECT EXISTS (SELECT 1 FROM product_changes WHERE taken_until <= ${place("now")}) AS waiting`,
);

const countStatement = statement<Record<string, never>>(
  () => sql`SELECT count(*) AS changes FROM product_changes`,
);

const publishedStatement = statement<{ after: string; rows: number }>(
  () => sql`
    SELECT id FROM products WHERE status = 'published' AND id > ${place("after")}
    ORDER BY id LIMIT ${place("rows")}`,
);

/** A row that is there keeps its mark: what changed is told of later, by others. */
const takeForIndexStatement = statement<{
  ids: string;
  holder: string;
  now: number;
  until: number;
}>(
  () => sql`
    INSERT INTO product_changes (product_id, mark, first_at, taken_by, taken_until)
    SELECT value, ${sql.raw(`'${INDEX_MARK}'`)} || ${randomMark}, ${place("now")},
      ${place("holder")}, ${place("until")}
    FROM json_each(${place("ids")}) WHERE true
    ON CONFLICT (product_id) DO UPDATE SET
      taken_by = excluded.taken_by, taken_until = excluded.taken_until
    WHERE product_changes.taken_until <= ${place("now")}
    RETURNING product_id AS "productId", mark`,
);

/** Addresses that products once had and nobody has now. */
const formerStatement = statement<{ ids: string }>(
  () => sql`
    SELECT subject_id AS "productId", handle FROM former_handles
    WHERE kind = 'product' AND subject_id IN (SELECT value FROM json_each(${place("ids")}))
      AND NOT EXISTS (SELECT 1 FROM products WHERE products.handle = former_handles.handle)
    ORDER BY since DESC`,
);

/** Takes the oldest changes that nobody is telling of. */
export async function takeChanges(
  db: Database,
  taking: Taking & { readonly rows: number },
): Promise<TakenChange[]> {
  const { results } = await takeStatement.bind(db, { ...taking }).all<TakenChange>();
  return results;
}

/** @returns what the holder took, as it is marked now: it tells of everything that came until here */
export async function heldChanges(db: Database, holder: string): Promise<TakenChange[]> {
  const { results } = await heldStatement.bind(db, { holder }).all<TakenChange>();
  return results;
}

/** Takes these products, changed or not, but those that somebody is telling of. */
export async function takeForIndex(
  db: Database,
  taking: Taking,
  productIds: readonly Id<"product">[],
): Promise<TakenChange[]> {
  const ids = JSON.stringify(productIds);
  const { results } = await takeForIndexStatement.bind(db, { ...taking, ids }).all<TakenChange>();
  return results;
}

/** @returns whether nothing changed: a rebuild was at it, and only the index is old */
export function isIndexOnly({ mark }: TakenChange): boolean {
  return mark.startsWith(INDEX_MARK);
}

/**
 * Statements that end a telling, to be run in one batch: what was told of goes, unless it changed
 * again; the rest is free at `retryAt`.
 */
export function settleStatements(
  db: Database,
  holder: string,
  terms: { readonly told: readonly TakenChange[]; readonly now: number; readonly retryAt: number },
): D1PreparedStatement[] {
  const told = JSON.stringify(terms.told);
  return [
    reclaimStatement.bind(db, { holder, told, now: terms.now }),
    settleStatement.bind(db, { holder, told }),
    releaseStatement.bind(db, { holder, until: terms.retryAt }),
  ];
}

/** @returns whether a change waits that nobody is telling of */
export async function hasWaitingChanges(db: Database, now: number): Promise<boolean> {
  return (await waitingStatement.bind(db, { now }).first<number>("waiting")) === 1;
}

/** @returns how many products changed and are not told of yet */
export async function countChanges(db: Database): Promise<number> {
  return (await countStatement.bind(db, {}).first<number>("changes")) ?? 0;
}

/** @returns the next published products in the order of their ids */
export async function publishedAfter(
  db: Database,
  values: { readonly after: string; readonly rows: number },
): Promise<Id<"product">[]> {
  const { results } = await publishedStatement.bind(db, values).all<{ id: Id<"product"> }>();
  return results.map(({ id }) => id);
}

/** @returns the addresses that lead to nothing of their own any more, newest first, by product */
export async function formerHandles(
  db: Database,
  productIds: readonly Id<"product">[],
): Promise<ReadonlyMap<Id<"product">, readonly string[]>> {
  const { results } = await formerStatement
    .bind(db, { ids: JSON.stringify(productIds) })
    .all<{ productId: Id<"product">; handle: string }>();
  const found = new Map<Id<"product">, string[]>();
  for (const { productId, handle } of results) {
    found.set(productId, [...(found.get(productId) ?? []), handle]);
  }
  return found;
}
