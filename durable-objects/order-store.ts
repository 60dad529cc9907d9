/** The SQL of one order: its row, its history, and the answers that it gave. */
import { type FormerRules, type StoredRules, upgradeRules } from "../domain/checkout-rules.ts";
import type { Order } from "../domain/order.ts";
import { type LineFacts, NO_FACTS, type OrderLine } from "../domain/order-line.ts";
import { type StoredQuote, upgradeQuote } from "../domain/quote-upgrade.ts";
import { DEADLINES_SCHEMA } from "../runtime/alarms.ts";
import { COMMAND_KEEP_MS } from "../runtime/commands.ts";
import { OUTBOX_SCHEMA } from "../runtime/outbox.ts";

/** The tables, in the order they came into being; never edit a step that was released. */
export const ORDER_SCHEMA = [
  `CREATE TABLE orders (
     singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
     version INTEGER NOT NULL,
     body TEXT NOT NULL
   ) STRICT`,
  // One row per change of status: what happened, told by the input that caused it.
  `CREATE TABLE history (
     version INTEGER PRIMARY KEY,
     at INTEGER NOT NULL,
     input TEXT NOT NULL,
     status TEXT NOT NULL
   ) STRICT`,
  // Answers to commands that take longer than a turn; NULL while one is under way.
  `CREATE TABLE answers (
     key TEXT PRIMARY KEY,
     fingerprint TEXT NOT NULL,
     answer TEXT,
     at INTEGER NOT NULL
   ) STRICT`,
  OUTBOX_SCHEMA,
  DEADLINES_SCHEMA,
] as const;

/** An answer that was given, or is being worked on. */
export interface StoredAnswer {
  readonly fingerprint: string;
  /** JSON; null while the command is under way. */
  readonly answer: string | null;
}

/** A change of status. */
export interface HistoryEntry {
  readonly version: number;
  readonly at: number;
  readonly input: string;
  readonly status: string;
}

/** @returns whether an order was ever opened here; asking makes no tables */
export function hasOrder(sql: SqlStorage): boolean {
  return sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'orders'").toArray().length > 0;
}

/** @returns the order, or null where none was opened here */
export function readOrder(sql: SqlStorage): Order | null {
  const row = sql.exec<{ body: string }>("SELECT body FROM orders").toArray()[0];
  return row === undefined ? null : upgradeOrder(JSON.parse(row.body));
}

/** A row as any version of this program wrote it: what was added since may be missing. */
type StoredOrder = Omit<
  Order,
  "isTold" | "codes" | "buyer" | "quote" | "rules" | "lines" | "notice"
> &
  Partial<Pick<Order, "isTold" | "codes" | "buyer">> & {
    readonly notice: FormerNotice | null;
    readonly quote: StoredQuote;
    readonly rules: StoredRules | FormerRules;
    readonly lines: readonly FormerLine[];
  };

/** A line, with or without what rules look at and where its price comes from. */
export type FormerLine = Omit<OrderLine, AddedToLines> &
  Partial<Pick<OrderLine, "listId" | "cartPrice">> & {
    readonly facts?: Omit<LineFacts, "collectAt"> & Partial<Pick<LineFacts, "collectAt">>;
  };
type AddedToLines = "facts" | "listId" | "cartPrice";

/** A notice, with or without what changed. */
type FormerNotice = Omit<NonNullable<Order["notice"]>, "changes"> &
  Partial<Pick<NonNullable<Order["notice"]>, "changes">>;

/** Rows of earlier forms become the present one here. @throws Error on a row of a later version */
export function upgradeOrder(row: StoredOrder): Order {
  if (row.v !== 1) throw new Error(`An order of version ${row.v} cannot be read here`);
  // Before it was written down, whatever was placed once counted as told.
  return {
    ...row,
    isTold: row.isTold ?? row.attempt > 0,
    codes: row.codes ?? [],
    buyer: row.buyer ?? null,
    rules: upgradeRules(row.rules, row.currency),
    notice: row.notice && { ...row.notice, changes: row.notice.changes ?? [] },
    lines: row.lines.map(upgradeLine),
    quote: upgradeQuote(row.quote),
  };
}

/** @returns the line in the present form */
export function upgradeLine(line: FormerLine): OrderLine {
  const { unitMinor, facts, listId = null, exchange } = line;
  const price = { unitMinor, listId, ...(exchange === undefined ? {} : { exchange }) };
  const known = { ...NO_FACTS, ...facts };
  return { ...line, facts: known, listId, cartPrice: line.cartPrice ?? price };
}

/**
 * Stores the next version of the order.
 * @throws Error where the stored version is not the one before it: compare and set
 */
export function writeOrder(sql: SqlStorage, before: Order | null, after: Order): void {
  const written =
    before === null
      ? sql.exec("INSERT INTO orders VALUES (1, ?, ?)", after.version, JSON.stringify(after))
      : sql.exec(
          "UPDATE orders SET version = ?, body = ? WHERE version = ?",
          after.version,
          JSON.stringify(after),
          before.version,
        );
  if (written.rowsWritten === 0) throw new Error(`Order ${after.id} moved under our hands`);
}

/** Remembers why the status changed. */
export function recordHistory(sql: SqlStorage, entry: HistoryEntry): void {
  sql.exec(
    "INSERT INTO history VALUES (?, ?, ?, ?)",
    entry.version,
    entry.at,
    entry.input,
    entry.status,
  );
}

/** @returns every change of status, the first one first */
export function readHistory(sql: SqlStorage): HistoryEntry[] {
  return sql
    .exec<{ version: number; at: number; input: string; status: string }>(
      "SELECT version, at, input, status FROM history ORDER BY version",
    )
    .toArray();
}

/** @returns what is stored under an idempotency key */
export function readAnswer(sql: SqlStorage, key: string, now: number): StoredAnswer | null {
  const row = sql
    .exec<{ fingerprint: string; answer: string | null }>(
      "SELECT fingerprint, answer FROM answers WHERE key = ? AND at > ?",
      key,
      now - COMMAND_KEEP_MS,
    )
    .toArray()[0];
  return row ?? null;
}

/** Takes a key into use, before anything is done under it. */
export function claimAnswer(
  sql: SqlStorage,
  { key, fingerprint, now }: { key: string; fingerprint: string; now: number },
): void {
  sql.exec("DELETE FROM answers WHERE at <= ?", now - COMMAND_KEEP_MS);
  sql.exec(
    "INSERT INTO answers VALUES (?, ?, NULL, ?) ON CONFLICT DO NOTHING",
    key,
    fingerprint,
    now,
  );
}

/** Stores the answer, for as long as keys are remembered. */
export function keepAnswer(sql: SqlStorage, key: string, answer: string): void {
  sql.exec("UPDATE answers SET answer = ? WHERE key = ?", answer, key);
}
