/** Rare questions to the quick tables, answered by real SQLite over a copy of their rows. */
import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { Outcome, Row, Scalar } from "./rows.ts";

/** The columns of each table, in the order in which the quick tables give them. */
const COLUMNS = {
  orders: ["version", "body"],
  history: ["version", "at", "input", "status"],
  answers: ["key", "fingerprint", "answer", "at"],
  outbox: ["id", "request", "due_at", "attempts"],
  commands: ["key", "fingerprint", "result", "at"],
  levels: ["location", "on_hand", "held", "allocated"],
  holds: [
    "hold_id",
    "status",
    "quantity",
    "order_id",
    "expires_at",
    "available",
    "parts",
    "restocked",
    "closed_at",
    "due_at",
    "v",
  ],
  ledger: [
    "seq",
    "at",
    "kind",
    "location",
    "quantity",
    "on_hand",
    "held",
    "allocated",
    "hold_id",
    "order_id",
    "reason",
    "actor",
    "v",
  ],
} as const;

/** Tables that can be asked like that. */
export type ScratchTable = keyof typeof COLUMNS;
const TABLES = Object.keys(COLUMNS) as ScratchTable[];

let db: DatabaseSync | null = null;
const prepared = new Map<string, StatementSync>();

function prepare(text: string): StatementSync {
  if (db === null) {
    db = new DatabaseSync(":memory:");
    for (const table of TABLES) db.exec(`CREATE TABLE ${table} (${COLUMNS[table].join(", ")})`);
  }
  let statement = prepared.get(text);
  if (statement === undefined) {
    statement = db.prepare(text);
    prepared.set(text, statement);
  }
  return statement;
}

/** @returns what a SELECT gives over these rows, or null where it asks for another table */
export function ask(
  text: string,
  values: readonly Scalar[],
  rowsOf: (table: ScratchTable) => readonly Row[],
): Outcome | null {
  const asked = TABLES.filter((table) => new RegExp(`\\b(?:FROM|JOIN) ${table}\\b`).test(text));
  if (!text.startsWith("SELECT") || asked.length === 0) return null;
  for (const table of asked) {
    prepare(`DELETE FROM ${table}`).run();
    const columns = COLUMNS[table];
    const insert = prepare(`INSERT INTO ${table} VALUES (${columns.map(() => "?").join(", ")})`);
    for (const row of rowsOf(table)) insert.run(...columns.map((name) => row[name] ?? null));
  }
  const rows = prepare(text).all(...values) as unknown as Row[];
  return { rows, written: 0 };
}
