/** How far a rebuild of the search index is. */
import type { Slot } from "./search-index.ts";
import type { Database } from "./statement.ts";

/** Whether slot ?1 does not answer. A state that is none fails on NOT NULL. */
const IS_RESTING = "EXISTS (SELECT 1 FROM search_index WHERE live_slot <> ?1)";

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

/**
 * The statement that begins a rebuild of `slot`. It belongs before all others of its batch, which
 * fails with it where a rebuild is under way or the slot answers: see `isRebuildOvertaken`.
 */
export function beginRebuild(db: Database, slot: Slot, now: number): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE search_rebuild SET
        state = CASE WHEN state <> 'filling' AND ${IS_RESTING} THEN 'filling' END,
        slot = ?1, cursor = NULL, products = 0, started_at = ?2, finished_at = NULL`,
    )
    .bind(slot, now);
}

/** Products that were indexed in a slot, one after the other. */
export interface Indexed {
  readonly slot: Slot;
  /** The last product before them. */
  readonly before: string | null;
  readonly cursor: string;
  readonly products: number;
}

/** The statement that notes products as indexed; the next ones come after `cursor`. */
export function noteIndexed(
  db: Database,
  { slot, before, cursor, products }: Indexed,
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE search_rebuild SET cursor = ?, products = products + ?
      WHERE state = 'filling' AND slot = ? AND cursor IS ?`,
    )
    .bind(cursor, products, slot, before);
}

/** The statement that notes the swap to `slot`, before the swap in its batch; it fails like `beginRebuild`. */
export function noteFlipped(db: Database, slot: Slot, now: number): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE search_rebuild SET
        state = CASE WHEN state = 'filling' AND slot = ?1 THEN 'done' END, finished_at = ?2`,
    )
    .bind(slot, now);
}

/** The statement that notes that `slot`, the old one, is empty, before it is; it fails likewise. */
export function noteCleared(db: Database, slot: Slot): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE search_rebuild SET
        state = CASE WHEN state = 'done' AND ${IS_RESTING} THEN 'idle' END`,
    )
    .bind(slot);
}

/** @returns whether a batch failed because the rebuild is another one by now */
export function isRebuildOvertaken(error: unknown): boolean {
  return error instanceof Error && error.message.includes("search_rebuild.state");
}
