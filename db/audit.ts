/**
 * Who of the staff did what. The log lies in ORDERS and is only ever appended to; what was done to
 * the catalog is stored beside it first, in one batch with the change, and carried over from there.
 */
import { type SQL, sql } from "drizzle-orm";
import { type Id, idFromBytes } from "../domain/id.ts";
import { invariant } from "../domain/result.ts";
import { sha256 } from "../runtime/digest.ts";
import { auditLog } from "./orders-tables.ts";
import { type Database, statement } from "./statement.ts";
import { NEWEST, type Page, pageOf, type TimeCursor } from "./time-cursor.ts";

/** Entries that one round carries over. */
const CARRY_ROWS = 100;
/** Letters of an id that tell its kind. */
const PREFIX_CHARS = 3;

/** One deed. */
export interface AuditEntry {
  readonly id: Id<"audit">;
  readonly at: number;
  readonly actor: string;
  readonly role: string;
  /** Like "product.publish". */
  readonly action: string;
  readonly subjectId: string;
  readonly requestId: string;
  readonly before: unknown;
  readonly after: unknown;
}

type Row = Omit<AuditEntry, "before" | "after"> & {
  readonly before: string | null;
  readonly after: string | null;
};

const place = sql.placeholder;

const appendStatement = statement<Record<keyof AuditEntry, string | number | null>>(
  () => sql`
    INSERT INTO audit_log (id, at, actor, role, action, subject_id, request_id, before, after)
    VALUES (${place("id")}, ${place("at")}, ${place("actor")}, ${place("role")},
      ${place("action")}, ${place("subjectId")}, ${place("requestId")}, ${place("before")},
      ${place("after")})
    ON CONFLICT DO NOTHING`,
);

/** What of the catalog has versions, by the first letters of its ids; a picture has its product's. */
const VERSIONED: Readonly<Record<string, SQL>> = {
  prd: sql`products WHERE id = ${place("subject")}`,
  cat: sql`categories WHERE id = ${place("subject")}`,
  brd: sql`brands WHERE id = ${place("subject")}`,
  atr: sql`attributes WHERE id = ${place("subject")}`,
  pty: sql`product_types WHERE id = ${place("subject")}`,
  col: sql`collections WHERE id = ${place("subject")}`,
  prm: sql`promotions WHERE id = ${place("subject")}`,
  med: sql`products WHERE id = (SELECT product_id FROM media WHERE id = ${place("subject")})`,
};

/**
 * An entry can be written only beside the version that it was made from: otherwise the entry is
 * NULL, which the table refuses, and the whole batch with it.
 */
const stageStatements = new Map(
  Object.entries(VERSIONED).map(([prefix, row]) => [
    prefix,
    statement<{ id: string; entry: string; subject: string; version: number }>(
      () => sql`
        INSERT INTO audit_outbox (id, entry) VALUES (${place("id")}, (
          SELECT ${place("entry")} FROM ${row} AND version = ${place("version")}))`,
    ),
  ]),
);

const stageEntryStatement = statement<{ id: string; entry: string }>(
  () => sql`INSERT INTO audit_outbox (id, entry) VALUES (${place("id")}, ${place("entry")})`,
);

const stagedStatement = statement<{ rows: number }>(
  () => sql`SELECT id, entry FROM audit_outbox LIMIT ${place("rows")}`,
);

const strikeStatement = statement<{ ids: string }>(
  () => sql`DELETE FROM audit_outbox WHERE id IN (SELECT value FROM json_each(${place("ids")}))`,
);

const columns = sql`
  ${auditLog.id}, ${auditLog.at}, ${auditLog.actor}, ${auditLog.role}, ${auditLog.action},
  ${auditLog.subjectId} AS "subjectId", ${auditLog.requestId} AS "requestId", ${auditLog.before},
  ${auditLog.after}`;

const after = sql`${auditLog.at} <= ${place("at")}
  AND (${auditLog.at} < ${place("at")} OR ${auditLog.id} > ${place("after")})`;

const end = sql`ORDER BY ${auditLog.at} DESC, ${auditLog.id} LIMIT ${place("rows")}`;

const listStatement = statement<{ at: number; after: string; rows: number }>(
  () => sql`SELECT ${columns} FROM ${auditLog} WHERE ${after} ${end}`,
);

const listOfStatement = statement<{ subject: string; at: number; after: string; rows: number }>(
  () => sql`
    SELECT ${columns} FROM ${auditLog}
    WHERE ${auditLog.subjectId} = ${place("subject")} AND ${after} ${end}`,
);

/** The id of a command's entry: the same for the same caller and key, so that it is written once. */
export async function auditId(caller: string, key: string): Promise<Id<"audit">> {
  return idFromBytes("audit", await sha256(`${caller}\n${key}`));
}

/** @returns the statement that appends an entry to ORDERS; one that is there stays as it is */
export function appendAudit(orders: Database, entry: AuditEntry): D1PreparedStatement {
  return appendStatement.bind(orders, {
    ...entry,
    before: jsonOf(entry.before),
    after: jsonOf(entry.after),
  });
}

/**
 * @param version the version of the entry's subject at this point of the batch
 * @returns the statement that stores an entry in CATALOG, and fails where the version differs
 */
export function stageAudit(
  catalog: Database,
  entry: AuditEntry,
  version: number,
): D1PreparedStatement {
  const { id, subjectId: subject } = entry;
  const stage = stageStatements.get(subject.slice(0, PREFIX_CHARS));
  invariant(stage !== undefined, `"${subject}" is of the catalog and has a version`);
  return stage.bind(catalog, { id, entry: JSON.stringify(entry), subject, version });
}

/** @returns the statement that stores an entry in CATALOG about a subject that has no version */
export function stageEntry(catalog: Database, entry: AuditEntry): D1PreparedStatement {
  return stageEntryStatement.bind(catalog, { id: entry.id, entry: JSON.stringify(entry) });
}

/** @returns whether a batch failed because stageAudit() found another version */
export function isVersionConflict(error: unknown): boolean {
  return error instanceof Error && error.message.includes("audit_outbox.entry");
}

/** Carries staged entries into the log. Safe to repeat and to do twice at once. @returns how many */
export async function carryAudit({
  CATALOG,
  ORDERS,
}: {
  readonly CATALOG: D1Database;
  readonly ORDERS: D1Database;
}): Promise<number> {
  const { results } = await stagedStatement
    .bind(CATALOG, { rows: CARRY_ROWS })
    .all<{ id: string; entry: string }>();
  if (results.length === 0) return 0;
  await ORDERS.batch(
    results.map(({ entry }) => appendAudit(ORDERS, JSON.parse(entry) as AuditEntry)),
  );
  await strikeStatement.bind(CATALOG, { ids: JSON.stringify(results.map(({ id }) => id)) }).run();
  return results.length;
}

/** A page of the log, the newest first. */
export async function listAudit(
  orders: Database,
  {
    subject,
    cursor = NEWEST,
    limit,
  }: {
    readonly subject?: string | undefined;
    readonly cursor?: TimeCursor | undefined;
    readonly limit: number;
  },
): Promise<Page<AuditEntry>> {
  const values = { at: cursor.at, after: cursor.id, rows: limit + 1 };
  const bound =
    subject === undefined
      ? listStatement.bind(orders, values)
      : listOfStatement.bind(orders, { ...values, subject });
  const { results } = await bound.all<Row>();
  return pageOf(results.map(entryOf), limit, ({ at, id }) => ({ at, id }));
}

function entryOf(row: Row): AuditEntry {
  return { ...row, before: parsed(row.before), after: parsed(row.after) };
}

function jsonOf(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

function parsed(json: string | null): unknown {
  return json === null ? null : JSON.parse(json);
}
