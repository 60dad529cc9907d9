/** Queries that Drizzle spells once per isolate, so that a request only binds its values. */
import { fillPlaceholders, type SQL } from "drizzle-orm";
import { CasingCache } from "drizzle-orm/casing";

/** A database or a session of one: whatever can prepare statements. */
export type Database = Pick<D1Database, "prepare" | "batch">;

/** A value that D1 takes. */
export type Value = string | number | null;

/** A query with named places for its values. */
export interface Statement<Values extends Readonly<Record<string, Value>>> {
  bind(db: Database, values: Values): D1PreparedStatement;
}

/** As Drizzle's dialect of SQLite spells; the dialect itself would bring its builders into every bundle. */
const SPELLING: Parameters<SQL["toQuery"]>[0] = {
  casing: new CasingCache(),
  escapeName: (name) => `"${name.replaceAll('"', '""')}"`,
  escapeParam: () => "?",
  escapeString: (text) => `'${text.replaceAll("'", "''")}'`,
};

/** @returns the query as SQLite reads it, and its values and named places in order */
export function spell(query: SQL): { readonly sql: string; readonly params: unknown[] } {
  return query.toQuery(SPELLING);
}

/**
 * Building a query costs more processor time than running it, so it happens once, at first use.
 * @param write the query; `sql.placeholder("name")` marks the place of a value
 */
export function statement<Values extends Readonly<Record<string, Value>>>(
  write: () => SQL,
): Statement<Values> {
  let spelled: { readonly sql: string; readonly params: unknown[] } | undefined;
  return {
    bind(db, values) {
      spelled ??= spell(write());
      return db.prepare(spelled.sql).bind(...fillPlaceholders(spelled.params, values));
    },
  };
}

/**
 * Opens a session that may read from the nearest replica, and never from an older one than the
 * answer before. For catalog reads: they may lag, and say so.
 */
export function openReader(db: D1Database): D1DatabaseSession {
  return db.withSession("first-unconstrained");
}
