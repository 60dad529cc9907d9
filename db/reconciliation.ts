/** Differences between books: one row per type and subject, however often it is seen. */
import { sql } from "drizzle-orm";
import { type Id, idFromBytes } from "../domain/id.ts";
import type { BreakDetails, BreakType } from "../domain/reconciliation.ts";
import { sha256 } from "../runtime/digest.ts";
import { reconciliationBreaks } from "./orders-tables.ts";
import { type Database, statement } from "./statement.ts";
import { NEWEST, type Page, pageOf, type TimeCursor } from "./time-cursor.ts";

/** A difference that healed and comes back within this time is the same one, in milliseconds. */
const SAME_WITHIN_MS = 60 * 60 * 1000;

/** What was done about a difference. */
export type BreakAction = "none" | "intent_cancelled" | "republished";

/** A difference that was seen, and what was done about it. */
export interface SeenBreak {
  readonly type: BreakType;
  readonly subject: string;
  readonly details: BreakDetails;
  readonly action: BreakAction;
  /** Whether what was done ended it. */
  readonly isOver: boolean;
}

/** What was looked at: what is not among the seen is over, as far as it is of these types. */
export interface Looked {
  readonly subjects: readonly string[];
  readonly types: readonly BreakType[];
}

/** A difference as staff see it. */
export interface BreakRow {
  readonly id: Id<"break">;
  readonly type: BreakType;
  readonly subject: string;
  readonly details: BreakDetails;
  readonly action: BreakAction;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
  readonly resolvedAt: number | null;
  /** Who resolved it; null where it was over by itself. */
  readonly resolvedBy: string | null;
  readonly note: string | null;
}

type Stored = Omit<BreakRow, "details"> & { readonly details: string };

const place = sql.placeholder;

/** What a person has settled: the very same difference is no news. */
const isSettled = sql`(reconciliation_breaks.resolved_by IS NOT NULL
  AND reconciliation_breaks.details = excluded.details)`;

/** It was open all the time, or was over so shortly that it is the same. */
const isSame = sql`(reconciliation_breaks.resolved_at IS NULL OR ${isSettled}
  OR (reconciliation_breaks.resolved_by IS NULL
    AND reconciliation_breaks.last_seen_at > ${place("sameSince")}))`;

const seeStatement = statement<{
  id: string;
  type: string;
  subject: string;
  details: string;
  action: string;
  now: number;
  resolvedAt: number | null;
  sameSince: number;
}>(
  () => sql`
    INSERT INTO reconciliation_breaks (id, type, subject, details, action, first_seen_at,
      last_seen_at, resolved_at)
    VALUES (${place("id")}, ${place("type")}, ${place("subject")}, ${place("details")},
      ${place("action")}, ${place("now")}, ${place("now")}, ${place("resolvedAt")})
    ON CONFLICT (id) DO UPDATE SET
      details = excluded.details, last_seen_at = excluded.last_seen_at,
      action = CASE excluded.action WHEN 'none' THEN reconciliation_breaks.action
        ELSE excluded.action END,
      first_seen_at = CASE WHEN ${isSame} THEN reconciliation_breaks.first_seen_at
        ELSE excluded.first_seen_at END,
      resolved_at = CASE WHEN ${isSettled} THEN reconciliation_breaks.resolved_at
        WHEN reconciliation_breaks.resolved_at IS NULL THEN excluded.resolved_at END,
      resolved_by = CASE WHEN ${isSettled} THEN reconciliation_breaks.resolved_by END,
      note = CASE WHEN ${isSettled} THEN reconciliation_breaks.note END`,
);

const endStatement = statement<{ subjects: string; types: string; seen: string; now: number }>(
  () => sql`
    UPDATE reconciliation_breaks SET resolved_at = ${place("now")}
    WHERE resolved_at IS NULL
      AND subject IN (SELECT value FROM json_each(${place("subjects")}))
      AND type IN (SELECT value FROM json_each(${place("types")}))
      AND id NOT IN (SELECT value FROM json_each(${place("seen")}))`,
);

const subjectsStatement = statement<{ types: string; rows: number }>(
  () => sql`
    SELECT subject FROM reconciliation_breaks
    WHERE resolved_at IS NULL AND type IN (SELECT value FROM json_each(${place("types")}))
    GROUP BY subject ORDER BY min(first_seen_at) LIMIT ${place("rows")}`,
);

const resolveStatement = statement<{ id: string; now: number; actor: string; note: string }>(
  () => sql`
    UPDATE reconciliation_breaks SET resolved_at = ${place("now")}, resolved_by = ${place("actor")},
      note = ${place("note")}
    WHERE id = ${place("id")} AND resolved_at IS NULL`,
);

const pruneStatement = statement<{ before: number; rows: number }>(
  () => sql`
    DELETE FROM reconciliation_breaks WHERE id IN (
      SELECT id FROM reconciliation_breaks WHERE resolved_at < ${place("before")}
        AND last_seen_at < ${place("before")} ORDER BY resolved_at LIMIT ${place("rows")})`,
);

const columns = sql`
  ${reconciliationBreaks.id}, ${reconciliationBreaks.type}, ${reconciliationBreaks.subject},
  ${reconciliationBreaks.details}, ${reconciliationBreaks.action},
  ${reconciliationBreaks.firstSeenAt} AS "firstSeenAt",
  ${reconciliationBreaks.lastSeenAt} AS "lastSeenAt",
  ${reconciliationBreaks.resolvedAt} AS "resolvedAt",
  ${reconciliationBreaks.resolvedBy} AS "resolvedBy", ${reconciliationBreaks.note}`;

const oneStatement = statement<{ id: string }>(
  () =>
    sql`SELECT ${columns} FROM ${reconciliationBreaks}
      WHERE ${reconciliationBreaks.id} = ${place("id")}`,
);

const listStatement = statement<{ type: string; at: number; after: string; rows: number }>(
  () => sql`
    SELECT ${columns} FROM ${reconciliationBreaks}
    WHERE ${reconciliationBreaks.resolvedAt} IS NULL
      AND (${place("type")} = '' OR ${reconciliationBreaks.type} = ${place("type")})
      AND ${reconciliationBreaks.firstSeenAt} <= ${place("at")}
      AND (${reconciliationBreaks.firstSeenAt} < ${place("at")}
        OR ${reconciliationBreaks.id} > ${place("after")})
    ORDER BY ${reconciliationBreaks.firstSeenAt} DESC, ${reconciliationBreaks.id}
    LIMIT ${place("rows")}`,
);

/**
 * Writes what a look has seen, and ends what it has not seen any more. Looking again changes
 * nothing but when each was seen last.
 */
export async function recordLook(
  db: Database,
  { subjects, types }: Looked,
  { seen, now }: { readonly seen: readonly SeenBreak[]; readonly now: number },
): Promise<void> {
  if (subjects.length === 0) return;
  const rows = await Promise.all(
    seen.map(async ({ details, isOver, ...rest }) => ({
      ...rest,
      id: await breakId(rest.type, rest.subject),
      details: JSON.stringify(details),
      resolvedAt: isOver ? now : null,
    })),
  );
  const ids = JSON.stringify(rows.map(({ id }) => id));
  const over = { subjects: JSON.stringify(subjects), types: JSON.stringify(types), seen: ids, now };
  await db.batch([
    ...rows.map((row) => seeStatement.bind(db, { ...row, now, sameSince: now - SAME_WITHIN_MS })),
    endStatement.bind(db, over),
  ]);
}

/** @returns what the open differences of some types are about, the oldest first */
export async function openSubjects(
  db: Database,
  types: readonly BreakType[],
  rows: number,
): Promise<string[]> {
  const { results } = await subjectsStatement
    .bind(db, { types: JSON.stringify(types), rows })
    .all<{ subject: string }>();
  return results.map(({ subject }) => subject);
}

/** A page of open differences, the newest first. */
export async function listBreaks(
  db: Database,
  filter: {
    readonly type?: BreakType | undefined;
    readonly cursor?: TimeCursor | undefined;
    readonly limit: number;
  },
): Promise<Page<BreakRow>> {
  const { type = "", cursor = NEWEST, limit } = filter;
  const { results } = await listStatement
    .bind(db, { type, at: cursor.at, after: cursor.id, rows: limit + 1 })
    .all<Stored>();
  return pageOf(results.map(rowOf), limit, ({ firstSeenAt, id }) => ({ at: firstSeenAt, id }));
}

/** @returns the difference, or null where there is none */
export async function breakRow(db: Database, id: Id<"break">): Promise<BreakRow | null> {
  const row = await oneStatement.bind(db, { id }).first<Stored>();
  return row === null ? null : rowOf(row);
}

/** @returns the statement by which a person settles a difference; one that is over stays as it is */
export function resolveBreak(
  db: Database,
  id: Id<"break">,
  by: { readonly actor: string; readonly note: string; readonly now: number },
): D1PreparedStatement {
  return resolveStatement.bind(db, { id, ...by });
}

/** Forgets differences that are long over. @returns how many */
export async function pruneBreaks(
  db: Database,
  bounds: { readonly before: number; readonly rows: number },
): Promise<number> {
  const { meta } = await pruneStatement.bind(db, { ...bounds }).run();
  return meta.changes;
}

async function breakId(type: BreakType, subject: string): Promise<Id<"break">> {
  return idFromBytes("break", await sha256(`${type}\n${subject}`));
}

function rowOf(row: Stored): BreakRow {
  return { ...row, details: JSON.parse(row.details) };
}
