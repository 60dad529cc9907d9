/** Categories, brands, attributes, kinds of products and collections as staff read and write them. */
import { type SQL, sql } from "drizzle-orm";
import type { RecordQuery } from "../contracts/staff-catalog-records.ts";
import {
  jsonOf,
  name,
  RECORD_TABLES,
  type RecordKind,
  type Records,
  stored,
} from "./record-tables.ts";
import { type Database, type Statement, statement } from "./statement.ts";

const place = sql.placeholder;

const statements = new Map<string, Statement<Record<string, string | number>>>();

function once(key: string, write: () => SQL): Statement<Record<string, string | number>> {
  const known = statements.get(key);
  if (known !== undefined) return known;
  const made = statement<Record<string, string | number>>(write);
  statements.set(key, made);
  return made;
}

/** A page of a kind of records, in the order of their ids. */
export async function listRecords<Kind extends RecordKind>(
  db: Database,
  kind: Kind,
  { cursor = "", limit }: RecordQuery,
): Promise<{ records: Records[Kind][]; nextCursor: string | null }> {
  const list = once(
    `list ${kind}`,
    () => sql`
      SELECT ${jsonOf(kind)} AS json FROM ${name(RECORD_TABLES[kind].table)} AS record
      WHERE record.id > ${place("cursor")} ORDER BY record.id LIMIT ${place("rows")}`,
  );
  const { results } = await list.bind(db, { cursor, rows: limit + 1 }).all<{ json: string }>();
  const records = results.slice(0, limit).map(({ json }): Records[Kind] => JSON.parse(json));
  const last = results.length > limit ? records.at(-1) : undefined;
  return { records, nextCursor: last?.id ?? null };
}

/** @returns the record, or null where there is none */
export async function readRecord<Kind extends RecordKind>(
  db: Database,
  kind: Kind,
  id: string,
): Promise<Records[Kind] | null> {
  const one = once(
    `one ${kind}`,
    () => sql`
      SELECT ${jsonOf(kind)} AS json FROM ${name(RECORD_TABLES[kind].table)} AS record
      WHERE record.id = ${place("id")}`,
  );
  const json = await one.bind(db, { id }).first<string>("json");
  return json === null ? null : JSON.parse(json);
}

/** @returns whether another record of the kind has the handle */
export async function isRecordHandleTaken(
  db: Database,
  kind: RecordKind,
  { handle, id }: { readonly handle: string; readonly id: string },
): Promise<boolean> {
  const taken = once(
    `taken ${kind}`,
    () => sql`
      SELECT 1 FROM ${name(RECORD_TABLES[kind].table)}
      WHERE handle = ${place("handle")} AND id <> ${place("id")}`,
  );
  return (await taken.bind(db, { handle, id }).first()) !== null;
}

/** @returns how many things would be left without the record */
export async function usesOf(db: Database, kind: RecordKind, id: string): Promise<number> {
  const uses = once(`uses ${kind}`, () => sql`SELECT ${RECORD_TABLES[kind].uses} AS uses`);
  return (await uses.bind(db, { id }).first<number>("uses")) ?? 0;
}

/** Makes a record of version 1. */
export function insertRecord<Kind extends RecordKind>(
  db: Database,
  kind: Kind,
  record: Records[Kind],
): D1PreparedStatement {
  const columns = Object.entries(RECORD_TABLES[kind].fields).flatMap(([field, as]) =>
    stored(field, as),
  );
  const extra =
    kind === "collection"
      ? ([
          ["kind", sql`iif(value -> 'rules' = 'null', 'manual', 'rules')`],
          ["refresh_after", sql`iif(value -> 'rules' = 'null', NULL, '')`],
          ["updated_at", sql`CAST(unixepoch(value ->> 'updatedAt', 'subsec') * 1000 AS INTEGER)`],
        ] as [string, SQL][])
      : [];
  const all: [string, SQL][] = [["id", sql`value ->> 'id'`], ...columns, ...extra];
  const insert = once(
    `insert ${kind}`,
    () => sql`
      INSERT INTO ${name(RECORD_TABLES[kind].table)} (${name(all.map(([column]) => column).join(", "))})
      SELECT ${sql.join(
        all.map(([, value]) => value),
        sql`, `,
      )} FROM (SELECT ${place("record")} AS value)`,
  );
  return insert.bind(db, { record: JSON.stringify(record) });
}

/** Writes the named fields of a record and counts its version up; nothing else is touched. */
export function updateRecord<Kind extends RecordKind>(
  db: Database,
  kind: Kind,
  { record, fields }: { readonly record: Records[Kind]; readonly fields: readonly string[] },
): D1PreparedStatement {
  const named = fields.toSorted();
  const columns = named.flatMap((field) => {
    const as = RECORD_TABLES[kind].fields[field];
    return as === undefined ? [] : stored(field, as);
  });
  if (kind === "collection") {
    columns.push([
      "updated_at",
      sql`CAST(unixepoch(value ->> 'updatedAt', 'subsec') * 1000 AS INTEGER)`,
    ]);
    if (named.includes("rules")) {
      columns.push(
        ["kind", sql`iif(value -> 'rules' = 'null', 'manual', 'rules')`],
        ["refresh_after", sql`iif(value -> 'rules' = 'null', NULL, '')`],
      );
    }
  }
  const sets = columns.map(([column, value]) => sql`${name(column)} = ${value}`);
  const update = once(
    `update ${kind} ${named.join(" ")}`,
    () => sql`
      UPDATE ${name(RECORD_TABLES[kind].table)} SET ${sql.join(
        [...sets, sql`version = version + 1`],
        sql`, `,
      )}
      FROM (SELECT ${place("record")} AS value) WHERE id = value ->> 'id'`,
  );
  return update.bind(db, { record: JSON.stringify(record) });
}

/** Forgets a record and its texts. */
export function deleteRecord(db: Database, kind: RecordKind, id: string): D1PreparedStatement[] {
  const texts = once(
    "texts",
    () => sql`DELETE FROM translations WHERE subject_id = ${place("id")}`,
  );
  const row = once(
    `delete ${kind}`,
    () => sql`DELETE FROM ${name(RECORD_TABLES[kind].table)} WHERE id = ${place("id")}`,
  );
  return [texts.bind(db, { id }), row.bind(db, { id })];
}
