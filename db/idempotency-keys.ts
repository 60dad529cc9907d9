/** Answers to staff's commands by their key, stored in the same batch as what the command wrote. */
import { sql } from "drizzle-orm";
import { type Database, statement } from "./statement.ts";

const place = sql.placeholder;

const pruneStatement = statement<{ before: number; rows: number }>(
  () => sql`
    DELETE FROM idempotency_keys WHERE (caller, key) IN (
      SELECT caller, key FROM idempotency_keys
      WHERE created_at < ${place("before")} ORDER BY created_at LIMIT ${place("rows")})`,
);

/** Forgets the oldest answers given before `before`. @returns how many */
export async function pruneIdempotencyKeys(
  db: Database,
  bounds: { readonly before: number; readonly rows: number },
): Promise<number> {
  const { meta } = await pruneStatement.bind(db, { ...bounds }).run();
  return meta.changes;
}
