/** What became of an import's rows, page by page. */
import { sql } from "drizzle-orm";
import type { Id } from "../domain/id.ts";
import type { ImportMessage } from "../domain/import-product.ts";
import type { ImportResult } from "./imports.ts";
import { type Database, statement } from "./statement.ts";

type Stored = Omit<ImportResult, "changes" | "messages"> & {
  readonly changes: string;
  readonly messages: string;
};

/** Which results to list. */
export interface ResultQuery {
  readonly id: Id<"importJob">;
  /** The row of the last result that is known. */
  readonly after: number;
  readonly rows: number;
  /** Empty for every outcome; `trouble` for rejected rows and warnings. */
  readonly outcome: "" | ImportResult["outcome"] | "trouble";
}

const place = sql.placeholder;

/** A picture that cannot be had is a warning of the row that names it. */
const messages = sql.raw(`
  CASE WHEN NOT EXISTS (SELECT 1 FROM import_pictures
      WHERE import_pictures.import_id = import_rows.import_id
        AND import_pictures.row = import_rows.row AND import_pictures.problem IS NOT NULL)
    THEN messages
    ELSE (SELECT json_group_array(json(message)) FROM (
      SELECT value AS message FROM json_each(import_rows.messages)
      UNION ALL
      SELECT json_object('row', import_pictures.row, 'column', coalesce(url, key),
          'severity', 'warning', 'reason', 'picture_' || state, 'detail', problem)
        FROM import_pictures
        WHERE import_pictures.import_id = import_rows.import_id
          AND import_pictures.row = import_rows.row AND import_pictures.problem IS NOT NULL)) END`);

const pageStatement = statement<{ id: string; after: number; rows: number; outcome: string }>(
  () => sql`
    SELECT row, rows, handle, outcome, changes, ${messages} AS messages
    FROM import_rows
    WHERE import_id = ${place("id")} AND row > ${place("after")}
      AND (${place("outcome")} IN ('', outcome)
        OR (${place("outcome")} = 'trouble' AND (outcome = 'rejected' OR messages <> '[]')))
    ORDER BY row LIMIT ${place("rows")}`,
);

const outcomeStatement = statement<{ id: string; handles: string }>(
  () => sql`
    SELECT DISTINCT handle FROM import_rows
    WHERE import_id = ${place("id")} AND outcome <> 'rejected'
      AND handle IN (SELECT value FROM json_each(${place("handles")}))`,
);

const addMessageStatement = statement<{ id: string; rows: string }>(
  () => sql`
    UPDATE import_rows SET messages = json_insert(messages, '$[#]', json(added.value -> 'message'))
    FROM json_each(${place("rows")}) AS added
    WHERE import_id = ${place("id")} AND row = added.value ->> 'row'`,
);

/** A page of results, in the order of the file. */
export async function listResults(db: Database, query: ResultQuery): Promise<ImportResult[]> {
  const { results } = await pageStatement.bind(db, { ...query }).all<Stored>();
  return results.map((row) => ({
    ...row,
    changes: JSON.parse(row.changes),
    messages: JSON.parse(row.messages),
  }));
}

/** @returns those of the handles that a trial run would have made by now */
export async function handledIn(
  db: Database,
  id: Id<"importJob">,
  handles: readonly string[],
): Promise<ReadonlySet<string>> {
  const values = { id, handles: JSON.stringify(handles) };
  const { results } = await outcomeStatement.bind(db, values).all<{ handle: string }>();
  return new Set(results.map(({ handle }) => handle));
}

/** @returns the statement that adds messages to the results of their rows */
export function addMessages(
  db: Database,
  id: Id<"importJob">,
  messages: readonly ImportMessage[],
): D1PreparedStatement {
  const rows = messages.map((message) => ({ row: message.row, message }));
  return addMessageStatement.bind(db, { id, rows: JSON.stringify(rows) });
}
