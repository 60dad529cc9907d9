/** Imports: who asked for which, how far each is, and what became of its rows. */
import { sql } from "drizzle-orm";
import type { Id } from "../domain/id.ts";
import type { Outcome } from "../domain/import-plan.ts";
import type { ImportMessage } from "../domain/import-product.ts";
import type { FieldChange } from "../domain/import-stored.ts";
import { imports } from "./import-tables.ts";
import { jsonParts } from "./json-rows.ts";
import { type Database, statement, type Value } from "./statement.ts";

/** What an import may be doing. */
export type ImportState = "waiting" | "reading" | "settling" | "finished" | "failed";

/** An import as it is stored. */
export interface ImportRow {
  readonly id: Id<"importJob">;
  readonly state: ImportState;
  readonly fileKey: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly isDryRun: boolean;
  readonly settings: unknown;
  readonly format: string | null;
  /** Where reading goes on; null at the beginning. */
  readonly place: unknown;
  readonly bytesRead: number;
  readonly pieces: number;
  readonly leaseUntil: number;
  readonly rowsRead: number;
  readonly rowsRejected: number;
  readonly createdCount: number;
  readonly changedCount: number;
  readonly unchangedCount: number;
  readonly rejectedCount: number;
  readonly warningCount: number;
  readonly problem: string | null;
  readonly actor: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly finishedAt: number | null;
}

/** A new import. */
export type NewImport = Pick<
  ImportRow,
  "id" | "fileKey" | "fileName" | "bytes" | "isDryRun" | "actor"
> & { readonly settings: object; readonly now: number };

/** What became of one product of the file. */
export interface ImportResult {
  readonly row: number;
  readonly rows: number;
  readonly handle: string;
  readonly outcome: Outcome;
  readonly changes: readonly FieldChange[];
  readonly messages: readonly ImportMessage[];
}

/** A piece of the file that was taken in, and where the next one begins. */
export interface ImportPiece {
  /** How many pieces were there before. */
  readonly pieces: number;
  readonly state: "reading" | "settling";
  readonly place: object;
  readonly bytesRead: number;
  readonly results: readonly ImportResult[];
  readonly leaseUntil: number;
  readonly now: number;
}

type Stored = Omit<ImportRow, "isDryRun" | "settings" | "place"> & {
  readonly isDryRun: number;
  readonly settings: string;
  readonly place: string | null;
};

const place = sql.placeholder;
const { id: idColumn } = imports;

const columns = sql.raw(`
  id, state, file_key AS "fileKey", file_name AS "fileName", bytes, is_dry_run AS "isDryRun",
  settings, format, place, bytes_read AS "bytesRead", pieces, lease_until AS "leaseUntil",
  rows_read AS "rowsRead", rows_rejected AS "rowsRejected", created_count AS "createdCount",
  changed_count AS "changedCount", unchanged_count AS "unchangedCount",
  rejected_count AS "rejectedCount", warning_count AS "warningCount", problem, actor,
  created_at AS "createdAt", updated_at AS "updatedAt", finished_at AS "finishedAt"`);

const insertStatement = statement<Record<string, Value>>(
  () => sql`
    INSERT INTO imports (id, state, file_key, file_name, bytes, is_dry_run, settings, actor,
      created_at, updated_at)
    VALUES (${place("id")}, 'waiting', ${place("fileKey")}, ${place("fileName")}, ${place("bytes")},
      ${place("isDryRun")}, ${place("settings")}, ${place("actor")}, ${place("now")},
      ${place("now")})
    ON CONFLICT DO NOTHING`,
);

const oneStatement = statement<{ id: string }>(
  () => sql`SELECT ${columns} FROM imports WHERE ${idColumn} = ${place("id")}`,
);

const listStatement = statement<{ before: string; rows: number }>(
  () => sql`
    SELECT ${columns} FROM imports WHERE ${idColumn} < ${place("before")}
    ORDER BY ${idColumn} DESC LIMIT ${place("rows")}`,
);

const claimStatement = statement<{ id: string; holder: string; now: number; leaseUntil: number }>(
  () => sql`
    UPDATE imports SET holder = ${place("holder")}, lease_until = ${place("leaseUntil")},
      state = CASE state WHEN 'waiting' THEN 'reading' ELSE state END
    WHERE ${idColumn} = ${place("id")} AND lease_until <= ${place("now")}
      AND state IN ('waiting', 'reading', 'settling')
    RETURNING ${columns}`,
);

const releaseStatement = statement<{ id: string; holder: string }>(
  () => sql`
    UPDATE imports SET holder = NULL, lease_until = 0
    WHERE ${idColumn} = ${place("id")} AND holder = ${place("holder")}`,
);

const formatStatement = statement<{ id: string; format: string }>(
  () => sql`UPDATE imports SET format = ${place("format")} WHERE ${idColumn} = ${place("id")}`,
);

/** The second writer of a piece has no next count, which the table refuses: its whole batch fails. */
const pieceStatement = statement<Record<string, Value>>(
  () => sql`
    UPDATE imports SET
      pieces = CASE WHEN pieces = ${place("pieces")} AND state = 'reading' THEN pieces + 1 END,
      state = ${place("state")}, place = ${place("place")}, bytes_read = ${place("bytesRead")},
      rows_read = rows_read + ${place("rowsRead")},
      rows_rejected = rows_rejected + ${place("rowsRejected")},
      created_count = created_count + ${place("created")},
      changed_count = changed_count + ${place("changed")},
      unchanged_count = unchanged_count + ${place("unchanged")},
      rejected_count = rejected_count + ${place("rejected")},
      warning_count = warning_count + ${place("warnings")},
      lease_until = ${place("leaseUntil")}, updated_at = ${place("now")}
    WHERE ${idColumn} = ${place("id")}`,
);

const resultsStatement = statement<{ id: string; results: string }>(
  () => sql`
    INSERT INTO import_rows (import_id, row, rows, handle, outcome, changes, messages)
    SELECT ${place("id")}, value ->> 'row', value ->> 'rows', value ->> 'handle',
      value ->> 'outcome', value -> 'changes', value -> 'messages'
    FROM json_each(${place("results")})`,
);

const endStatement = statement<Record<string, Value>>(
  () => sql`
    UPDATE imports SET state = ${place("state")}, problem = ${place("problem")}, holder = NULL,
      lease_until = 0, finished_at = ${place("now")}, updated_at = ${place("now")}
    WHERE ${idColumn} = ${place("id")} AND state NOT IN ('finished', 'failed')`,
);

const pictureCounts = statement<{ id: string }>(
  () => sql`
    SELECT count(*) FILTER (WHERE state = 'waiting') AS waiting,
      count(*) FILTER (WHERE state = 'stored') AS stored,
      count(*) FILTER (WHERE state = 'failed') AS failed
    FROM import_pictures WHERE import_id = ${place("id")}`,
);

/** @returns the statement that stores a new import; one that is there stays */
export function insertImport(db: Database, { now, ...values }: NewImport): D1PreparedStatement {
  const { isDryRun, settings, ...plain } = values;
  const spelled = { isDryRun: Number(isDryRun), settings: JSON.stringify(settings) };
  return insertStatement.bind(db, { ...plain, ...spelled, now });
}

/** @returns the statement that takes away an import that nothing was read of yet */
export function dropImport(db: Database, id: Id<"importJob">): D1PreparedStatement {
  return db.prepare("DELETE FROM imports WHERE id = ? AND rows_read = 0").bind(id);
}

/** @returns the import, or null where there is none */
export async function readImport(db: Database, id: Id<"importJob">): Promise<ImportRow | null> {
  const row = await oneStatement.bind(db, { id }).first<Stored>();
  return row === null ? null : rowOf(row);
}

/** A page of imports, the newest first. */
export async function listImports(
  db: Database,
  { before, rows }: { readonly before: string; readonly rows: number },
): Promise<ImportRow[]> {
  const { results } = await listStatement.bind(db, { before, rows }).all<Stored>();
  return results.map(rowOf);
}

/** Takes an import on until `leaseUntil`. @returns null where somebody is at it, or it is over */
export async function claimImport(
  db: Database,
  values: { id: Id<"importJob">; holder: string; now: number; leaseUntil: number },
): Promise<ImportRow | null> {
  const row = await claimStatement.bind(db, values).first<Stored>();
  return row === null ? null : rowOf(row);
}

/** Lets an import go as it is: the next one goes on with it. */
export async function releaseImport(
  db: Database,
  values: { id: Id<"importJob">; holder: string },
): Promise<void> {
  await releaseStatement.bind(db, values).run();
}

/** Notes what the file turned out to be. */
export async function noteFormat(
  db: Database,
  values: { id: Id<"importJob">; format: string },
): Promise<void> {
  await formatStatement.bind(db, values).run();
}

/** @returns the statements that note a piece; they fail where somebody has written it before */
export function pieceStatements(
  db: Database,
  id: Id<"importJob">,
  { results, place: next, ...piece }: ImportPiece,
): D1PreparedStatement[] {
  // Terms have a slash in their names and are no products.
  const products = results.filter(({ handle }) => !handle.includes("/"));
  const count = (outcome: Outcome) => products.filter((each) => each.outcome === outcome).length;
  const note = pieceStatement.bind(db, {
    id,
    ...piece,
    place: JSON.stringify(next),
    rowsRead: results.reduce((sum, { rows }) => sum + rows, 0),
    rowsRejected: results.reduce((sum, result) => sum + rejectedRows(result), 0),
    created: count("created"),
    changed: count("changed"),
    unchanged: count("unchanged"),
    rejected: count("rejected"),
    warnings: results
      .flatMap(({ messages }) => messages)
      .filter(({ severity }) => severity === "warning").length,
  });
  const parts = jsonParts(results);
  return [note, ...parts.map((part) => resultsStatement.bind(db, { id, results: part }))];
}

/** @returns whether a batch failed because somebody was quicker: with the piece, or with a product */
export function isOvertaken(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return /imports\.pieces|products\.version|UNIQUE constraint failed: (?:products|import_rows)/.test(
    error.message,
  );
}

/** The import is over. */
export async function endImport(
  db: Database,
  values: {
    id: Id<"importJob">;
    state: "finished" | "failed";
    problem: string | null;
    now: number;
  },
): Promise<void> {
  await endStatement.bind(db, values).run();
}

/** @returns how many of an import's pictures wait, are stored, cannot be had */
export async function countPictures(
  db: Database,
  id: Id<"importJob">,
): Promise<{ readonly waiting: number; readonly stored: number; readonly failed: number }> {
  const counts = await pictureCounts
    .bind(db, { id })
    .first<{ waiting: number; stored: number; failed: number }>();
  return counts ?? { waiting: 0, stored: 0, failed: 0 };
}

/** All rows of a product that is rejected; otherwise those with an error. */
function rejectedRows({ outcome, rows, messages }: ImportResult): number {
  if (outcome === "rejected") return rows;
  const wrong = messages.filter(({ severity }) => severity === "error");
  return new Set(wrong.map(({ row }) => row)).size;
}

function rowOf({ isDryRun, settings, place: next, ...row }: Stored): ImportRow {
  return {
    ...row,
    isDryRun: isDryRun === 1,
    settings: JSON.parse(settings),
    place: next === null ? null : JSON.parse(next),
  };
}
