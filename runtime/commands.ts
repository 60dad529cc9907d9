/** Idempotency inside an object: a command runs once per key and answers the same for ever after. */
import { fail, type Problem, type Result } from "../domain/result.ts";

/** How long an answer is remembered, in milliseconds. */
export const COMMAND_KEEP_MS = 48 * 60 * 60 * 1000;
/** Longest key, in characters: a caller's own 255 and room for what a Worker appends to it. */
export const COMMAND_KEY_MAX = 300;
/** Old answers forgotten with each new one; more than one, so that the table shrinks to its floor. */
const FORGET_BATCH = 4;

/** The table behind runCommand(): one of the steps that an object hands to migrate(). */
export const COMMANDS_SCHEMA = `
  CREATE TABLE commands (
    key TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    result TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT`;

/** Who asks, what exactly, and when. */
export interface CommandCall {
  /** The caller's idempotency key, unique within this object. */
  readonly key: string;
  /** Tells one request from another, so that a key cannot be used for two of them. */
  readonly fingerprint: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** The same key came with another request. */
export type IdempotencyMismatch = { readonly reason: "idempotency_mismatch" };

/**
 * Runs a command at most once per key, in one transaction with everything that it writes.
 * Successes and expected failures are both remembered; what throws leaves no trace.
 * @returns the first answer, or `idempotency_mismatch` where the key belongs to another request
 * @throws RangeError where the key is empty or too long
 */
export function runCommand<Value, Failure extends Problem>(
  storage: DurableObjectStorage,
  { key, fingerprint, now }: CommandCall,
  run: () => Result<Value, Failure>,
): Result<Value, Failure | IdempotencyMismatch> {
  if (key.length === 0 || key.length > COMMAND_KEY_MAX) {
    throw new RangeError(`A key needs 1 to ${COMMAND_KEY_MAX} characters, got ${key.length}`);
  }
  const { sql } = storage;
  return storage.transactionSync(() => {
    const known = sql
      .exec<{ fingerprint: string; result: string; at: number }>(
        "SELECT fingerprint, result, at FROM commands WHERE key = ?",
        key,
      )
      .toArray()[0];
    if (known !== undefined && known.at > now - COMMAND_KEEP_MS) {
      return known.fingerprint === fingerprint
        ? (JSON.parse(known.result) as Result<Value, Failure>)
        : fail({ reason: "idempotency_mismatch" });
    }
    forgetOldCommands(sql, now);
    const result = run();
    sql.exec(
      "INSERT OR REPLACE INTO commands (key, fingerprint, result, at) VALUES (?, ?, ?, ?)",
      key,
      fingerprint,
      JSON.stringify(result),
      now,
    );
    return result;
  });
}

/** Rows lie in the order of their arrival, so the oldest are found without an index. */
function forgetOldCommands(sql: SqlStorage, now: number): void {
  sql.exec(
    "DELETE FROM commands WHERE at <= ? AND rowid IN (SELECT rowid FROM commands ORDER BY rowid LIMIT ?)",
    now - COMMAND_KEEP_MS,
    FORGET_BATCH,
  );
}
