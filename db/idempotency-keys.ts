/** Answers to staff's commands by their key, stored in the same batch as what the command wrote. */
import { sql } from "drizzle-orm";
import { type Database, statement } from "./statement.ts";

/** Who asked, under which key, and what exactly. */
export interface KeyedRequest {
  readonly caller: string;
  readonly key: string;
  readonly fingerprint: string;
}

/** The first answer under a key. */
export interface KeyedAnswer {
  readonly fingerprint: string;
  /** JSON. */
  readonly body: string;
}

const place = sql.placeholder;

const readStatement = statement<{ caller: string; key: string }>(
  () => sql`
    SELECT fingerprint, body FROM idempotency_keys
    WHERE caller = ${place("caller")} AND key = ${place("key")}`,
);

/** Without a conflict clause: the second of two batches under one key fails as a whole. */
const keepStatement = statement<{
  caller: string;
  key: string;
  fingerprint: string;
  body: string;
  now: number;
}>(
  () => sql`
    INSERT INTO idempotency_keys (caller, key, fingerprint, status, body, created_at)
    VALUES (${place("caller")}, ${place("key")}, ${place("fingerprint")}, 200, ${place("body")},
      ${place("now")})`,
);

const pruneStatement = statement<{ before: number; rows: number }>(
  () => sql`
    DELETE FROM idempotency_keys WHERE (caller, key) IN (
      SELECT caller, key FROM idempotency_keys
      WHERE created_at < ${place("before")} ORDER BY created_at LIMIT ${place("rows")})`,
);

/** @returns what was answered under the key, or null where it is fresh */
export async function keyedAnswer(
  db: Database,
  { caller, key }: KeyedRequest,
): Promise<KeyedAnswer | null> {
  return readStatement.bind(db, { caller, key }).first<KeyedAnswer>();
}

/** @returns the statement that takes the key into use; it fails where somebody else did before */
export function keepAnswer(
  db: Database,
  request: KeyedRequest,
  answer: { readonly body: string; readonly now: number },
): D1PreparedStatement {
  return keepStatement.bind(db, { ...request, ...answer });
}

/** Forgets the oldest answers given before `before`. @returns how many */
export async function pruneIdempotencyKeys(
  db: Database,
  bounds: { readonly before: number; readonly rows: number },
): Promise<number> {
  const { meta } = await pruneStatement.bind(db, { ...bounds }).run();
  return meta.changes;
}
