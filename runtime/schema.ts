/** The schema of an object's own database: numbered steps, each applied once and never edited. */

const VERSION_TABLE =
  "CREATE TABLE IF NOT EXISTS schema_version (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL) STRICT";

/**
 * Brings an object's database to the newest schema. Call it in the constructor: it is synchronous,
 * so that no request can see a schema half made.
 * @param steps SQL texts, oldest first; append new ones, never change one that was deployed
 * @throws Error where the database is newer than the program
 */
export function migrate(storage: DurableObjectStorage, steps: readonly string[]): void {
  const { sql } = storage;
  sql.exec(VERSION_TABLE);
  const row = sql.exec<{ version: number }>("SELECT version FROM schema_version").toArray()[0];
  const version = row?.version ?? 0;
  if (version === steps.length) return;
  if (version > steps.length) {
    throw new Error(`Expected schema ${steps.length} or older, got ${version}`);
  }
  storage.transactionSync(() => {
    for (const step of steps.slice(version)) sql.exec(step);
    sql.exec(
      "INSERT INTO schema_version (one, version) VALUES (1, ?1) ON CONFLICT DO UPDATE SET version = ?1",
      steps.length,
    );
  });
}
