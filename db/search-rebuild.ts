/** How far a rebuild of the search index is. */
import type { Slot } from "./search-index.ts";
import type { Database } from "./statement.ts";

/** The rebuild that is under way, or the last one. */
export interface Rebuild {
  /**
   * - filling: every product is indexed in the new slot, every change in both
   * - done: the new slot answers, the old one is still full
   */
  readonly state: "idle" | "filling" | "done";
  /** The slot that it fills. */
  readonly slot: Slot;
  /** The last product that was indexed. */
  readonly cursor: string | null;
  /** Products indexed so far. */
  readonly products: number;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly finishedAt: number | null;
}

/** @returns whether the rebuild is not over: both slots are written */
export function isUnderWay({ state }: Rebuild): boolean {
  return state === "filling";
}

/** @returns the rebuild as it is now */
export async function readRebuild(db: Database): Promise<Rebuild> {
  const row = await db
    .prepare(
      `SELECT state, slot, cursor, products, started_at AS startedAt,
        finished_at AS finishedAt FROM search_rebuild`,
    )
    .first<Rebuild>();
  if (row === null) throw new Error("The search index has no row for its rebuild");
  return row;
}

/** The statement that begins a rebuild of `slot`, unless one is under way. */
export function beginRebuild(db: Database, slot: Slot, now: number): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE search_rebuild SET state = 'filling', slot = ?, cursor = NULL, products = 0,
        started_at = ?, finished_at = NULL
      WHERE state <> 'filling'`,
    )
    .bind(slot, now);
}

/** The statement that notes products as indexed; the next ones come after `cursor`. */
export function noteIndexed(
  db: Database,
  { before, cursor, products }: { before: string | null; cursor: string; products: number },
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE search_rebuild SET cursor = ?, products = products + ?
      WHERE state = 'filling' AND cursor IS ?`,
    )
    .bind(cursor, products, before);
}

/** The statement that notes the swap; it belongs into the batch of the swap. */
export function noteFlipped(db: Database, now: number): D1PreparedStatement {
  return db
    .prepare("UPDATE search_rebuild SET state = 'done', finished_at = ? WHERE state = 'filling'")
    .bind(now);
}

/** The statement that notes that the old slot is empty. */
export function noteCleared(db: Database): D1PreparedStatement {
  return db.prepare("UPDATE search_rebuild SET state = 'idle' WHERE state = 'done'");
}
