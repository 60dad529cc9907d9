/** The outbox: requests stored with the state that caused them, delivered at least once. */

/** A request that waits to be delivered. */
export interface OutboxRow<Request> {
  readonly id: string;
  readonly request: Request;
  /** How often it was tried without success. */
  readonly attempts: number;
}

/** Most rows that one round delivers side by side. */
export const OUTBOX_ROUND_MAX = 20;

/** The table behind it: one of the steps that an object hands to migrate(). */
export const OUTBOX_SCHEMA = `
  CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    request TEXT NOT NULL,
    due_at INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID`;

/** Stores a request; one that waits already under the same id stays as it is. */
export function enqueue(
  sql: SqlStorage,
  { id, request, dueAt }: { id: string; request: unknown; dueAt: number },
): void {
  sql.exec(
    "INSERT INTO outbox (id, request, due_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
    id,
    JSON.stringify(request),
    dueAt,
  );
}

/** @returns the requests that are due, the oldest first, read to the end before anything awaits */
export function dueRows<Request>(sql: SqlStorage, now: number): OutboxRow<Request>[] {
  return sql
    .exec<{ id: string; request: string; attempts: number }>(
      "SELECT id, request, attempts FROM outbox WHERE due_at <= ? ORDER BY due_at LIMIT ?",
      now,
      OUTBOX_ROUND_MAX,
    )
    .toArray()
    .map(({ id, request, attempts }) => ({ id, attempts, request: JSON.parse(request) }));
}

/** Forgets a request: it was delivered. @returns whether it was still waiting */
export function strike(sql: SqlStorage, id: string): boolean {
  return sql.exec("DELETE FROM outbox WHERE id = ?", id).rowsWritten > 0;
}

/** Keeps a request for later: it could not be delivered. */
export function postpone(sql: SqlStorage, id: string, dueAt: number): void {
  sql.exec("UPDATE outbox SET attempts = attempts + 1, due_at = ? WHERE id = ?", dueAt, id);
}

/**
 * When somebody must look at the outbox again, epoch ms; null where nothing waits. A request that
 * is due already is under way: the watchdog looks after it.
 */
export function nextLookAt(
  sql: SqlStorage,
  { now, watchdogMs }: { readonly now: number; readonly watchdogMs: number },
): number | null {
  return sql
    .exec<{ at: number | null }>(
      "SELECT min(CASE WHEN due_at > ?1 THEN due_at ELSE ?2 END) AS at FROM outbox",
      now,
      now + watchdogMs,
    )
    .one().at;
}
