/** Imports that somebody must look after: those that nobody is at, and those that are old. */
import { sql } from "drizzle-orm";
import type { Id } from "../domain/id.ts";
import { type Database, statement } from "./statement.ts";

const place = sql.placeholder;

const stalledStatement = statement<{ now: number; rows: number }>(
  () => sql`
    SELECT id FROM imports
    WHERE state IN ('waiting', 'reading', 'settling') AND lease_until <= ${place("now")}
    ORDER BY created_at LIMIT ${place("rows")}`,
);

const touchStatement = statement<{ id: string; now: number; before: number }>(
  () => sql`
    UPDATE imports SET updated_at = ${place("now")}
    WHERE id = ${place("id")} AND updated_at < ${place("before")}
      AND lease_until <= ${place("now")} AND state IN ('waiting', 'reading', 'settling')`,
);

const oldFilesStatement = statement<{ before: number; rows: number }>(
  () => sql`
    SELECT id, file_key AS "fileKey" FROM imports
    WHERE created_at < ${place("before")} ORDER BY created_at LIMIT ${place("rows")}`,
);

const forgetStatements = ["import_rows", "import_links"].map((table) =>
  statement<{ ids: string }>(
    () => sql`
      DELETE FROM ${sql.raw(table)}
      WHERE import_id IN (SELECT value FROM json_each(${place("ids")}))`,
  ),
);

const forgetImports = statement<{ ids: string }>(
  () => sql`DELETE FROM imports WHERE id IN (SELECT value FROM json_each(${place("ids")}))`,
);

/** @returns whether nobody is at the import since `before`; true once, then it counts as touched */
export async function touchStalled(
  db: Database,
  values: { id: Id<"importJob">; now: number; before: number },
): Promise<boolean> {
  const { meta } = await touchStatement.bind(db, values).run();
  return meta.changes > 0;
}

/** @returns imports that are under way and nobody is at */
export async function stalledImports(
  db: Database,
  bounds: { now: number; rows: number },
): Promise<Id<"importJob">[]> {
  const { results } = await stalledStatement.bind(db, bounds).all<{ id: Id<"importJob"> }>();
  return results.map(({ id }) => id);
}

/** @returns imports begun before a time, the oldest first, with their files */
export async function oldImports(
  db: Database,
  bounds: { before: number; rows: number },
): Promise<{ readonly id: Id<"importJob">; readonly fileKey: string }[]> {
  const { results } = await oldFilesStatement
    .bind(db, bounds)
    .all<{ id: Id<"importJob">; fileKey: string }>();
  return results;
}

/** Forgets imports with their results; what they imported stays. */
export async function forgetImportsOf(
  db: Database,
  ids: readonly Id<"importJob">[],
): Promise<void> {
  const values = { ids: JSON.stringify(ids) };
  await db.batch([...forgetStatements, forgetImports].map((each) => each.bind(db, values)));
}
