/** Which cached answers and documents are old: told by the change feed, asked for by every isolate. */
import { sql } from "drizzle-orm";
import { type Database, statement } from "./statement.ts";

/** What is old under a tag. */
export interface EdgePurge {
  readonly tag: string;
  /** Answers begun before this are old, epoch milliseconds. */
  readonly purgedAt: number;
  /** Documents written before this are old, epoch milliseconds. */
  readonly copiesAt: number;
}

const place = sql.placeholder;

const purgeStatement = statement<{ tags: string; purgedAt: number; copiesAt: number }>(
  () => sql`
    INSERT INTO edge_purges (tag, purged_at, copies_at)
    SELECT value, ${place("purgedAt")}, ${place("copiesAt")} FROM json_each(${place("tags")})
    WHERE true
    ON CONFLICT (tag) DO UPDATE SET purged_at = max(purged_at, excluded.purged_at),
      copies_at = max(copies_at, excluded.copies_at)`,
);

const sinceStatement = statement<{ since: number; rows: number }>(
  () => sql`
    SELECT tag, purged_at AS "purgedAt", copies_at AS "copiesAt" FROM edge_purges
    WHERE purged_at > ${place("since")} ORDER BY purged_at DESC LIMIT ${place("rows")}`,
);

const pruneStatement = statement<{ before: number; rows: number }>(
  () => sql`
    DELETE FROM edge_purges WHERE tag IN (
      SELECT tag FROM edge_purges WHERE purged_at < ${place("before")}
      ORDER BY purged_at LIMIT ${place("rows")})`,
);

/** The statement that tells everybody what is old under the tags. */
export function purgeTags(
  db: Database,
  tags: readonly string[],
  times: Omit<EdgePurge, "tag">,
): D1PreparedStatement {
  return purgeStatement.bind(db, { tags: JSON.stringify(tags), ...times });
}

/** @returns what became old after `since`, the newest first */
export async function purgesSince(
  db: Database,
  bounds: { readonly since: number; readonly rows: number },
): Promise<EdgePurge[]> {
  return (await sinceStatement.bind(db, { ...bounds }).all<EdgePurge>()).results;
}

/** Forgets the oldest purges made before `before`. @returns how many */
export async function pruneEdgePurges(
  db: Database,
  bounds: { readonly before: number; readonly rows: number },
): Promise<number> {
  const { meta } = await pruneStatement.bind(db, { ...bounds }).run();
  return meta.changes;
}
