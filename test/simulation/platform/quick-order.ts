/** The statements of durable-objects/order-store.ts, order-pulse.ts and runtime/outbox.ts. */

import type { QuickRows } from "./quick-rows.ts";
import {
  append,
  byDue,
  count,
  NOTHING,
  put,
  type Statements,
  table,
  text,
  WRITTEN,
} from "./quick-statement.ts";
import type { Outcome, Row, Scalar } from "./rows.ts";

function insertHistory(rows: QuickRows, values: readonly Scalar[]): Outcome {
  const [version = 0, at = 0, input = "", status = ""] = values;
  append(rows.undo, rows.history, { version, at, input, status });
  return WRITTEN;
}

function updateOrder({ undo, order }: QuickRows, values: readonly Scalar[]): Outcome {
  const [version = 0, body = "", before = 0] = values;
  if (order.value?.version !== before) return NOTHING;
  put(undo, order, { version, body });
  return WRITTEN;
}

/** An order's row, its history and its answers. */
export const ORDER_STATEMENTS: Statements = {
  "CREATE TABLE orders ( singleton INTEGER PRIMARY KEY CHECK (singleton = 1), version INTEGER NOT NULL, body TEXT NOT NULL ) STRICT":
    table("orders"),
  "CREATE TABLE history ( version INTEGER PRIMARY KEY, at INTEGER NOT NULL, input TEXT NOT NULL, status TEXT NOT NULL ) STRICT":
    table("history"),
  "CREATE TABLE answers ( key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, answer TEXT, at INTEGER NOT NULL ) STRICT":
    table("answers"),
  "SELECT 1 FROM sqlite_master WHERE name = 'orders'": ({ tables }) =>
    tables.has("orders") ? { rows: [{ "1": 1 }], written: 0 } : NOTHING,
  "SELECT body FROM orders": ({ order }) =>
    order.value === null ? NOTHING : { rows: [order.value], written: 0 },
  "INSERT INTO orders VALUES (1, ?, ?)": ({ undo, order }, [version = 0, body = ""]) => {
    if (order.value !== null) throw new Error("UNIQUE constraint failed: orders.singleton");
    put(undo, order, { version, body });
    return WRITTEN;
  },
  "UPDATE orders SET version = ?, body = ? WHERE version = ?": updateOrder,
  "INSERT INTO history VALUES (?, ?, ?, ?)": insertHistory,
  "SELECT version, at, input, status FROM history ORDER BY version": ({ history }) => ({
    rows: history,
    written: 0,
  }),
  "SELECT fingerprint, answer FROM answers WHERE key = ? AND at > ?": ({ answers }, [key, at]) => {
    const row = answers.get(text(key));
    return row !== undefined && count(row.at) > count(at) ? { rows: [row], written: 0 } : NOTHING;
  },
  "SELECT max(at) AS since FROM history": ({ history }) => {
    const since = history.length === 0 ? null : Math.max(...history.map((row) => count(row.at)));
    return { rows: [{ since }], written: 0 };
  },
  "DELETE FROM answers WHERE at <= ?": ({ answers }, [at]) => {
    let written = 0;
    for (const [key, row] of answers.rows) {
      if (count(row.at) <= count(at)) written += answers.delete(key);
    }
    return { rows: [], written };
  },
  "INSERT INTO answers VALUES (?, ?, NULL, ?) ON CONFLICT DO NOTHING": (rows, values) => {
    const [key = "", fingerprint = "", at = 0] = values;
    if (rows.answers.get(text(key)) !== undefined) return NOTHING;
    rows.answers.set(text(key), { key, fingerprint, answer: null, at });
    return WRITTEN;
  },
  "UPDATE answers SET answer = ? WHERE key = ?": ({ answers }, [answer = null, key]) => {
    const row = answers.get(text(key));
    if (row === undefined) return NOTHING;
    answers.set(text(key), { ...row, answer });
    return WRITTEN;
  },
};

/** The outbox. */
export const OUTBOX_STATEMENTS: Statements = {
  "CREATE TABLE outbox ( id TEXT PRIMARY KEY, request TEXT NOT NULL, due_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0 ) STRICT, WITHOUT ROWID":
    table("outbox"),
  "INSERT INTO outbox (id, request, due_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING": (
    { outbox },
    [id = "", request = "", due_at = 0],
  ) => {
    if (outbox.get(text(id)) !== undefined) return NOTHING;
    outbox.set(text(id), { id, request, due_at, attempts: 0 });
    return WRITTEN;
  },
  "SELECT id, request, attempts FROM outbox WHERE due_at <= ? ORDER BY due_at LIMIT ?": (
    { outbox },
    [now, limit],
  ) => {
    if (outbox.rows.size === 0) return NOTHING;
    const due: Row[] = [];
    for (const row of outbox.rows.values()) if (count(row.due_at) <= count(now)) due.push(row);
    return { rows: due.sort(byDue).slice(0, count(limit)), written: 0 };
  },
  "SELECT count(*) AS waiting, coalesce(max(attempts), 0) AS failures FROM outbox": ({
    outbox,
  }) => {
    let failures = 0;
    for (const row of outbox.rows.values()) failures = Math.max(failures, count(row.attempts));
    return { rows: [{ waiting: outbox.rows.size, failures }], written: 0 };
  },
  "SELECT DISTINCT request ->> 'kind' AS kind FROM outbox ORDER BY 1 LIMIT ?": (
    { outbox },
    [limit],
  ) => {
    const kinds = new Set<string>();
    for (const row of outbox.rows.values()) kinds.add(JSON.parse(text(row.request)).kind);
    const sorted = [...kinds].sort().slice(0, count(limit));
    return { rows: sorted.map((kind) => ({ kind })), written: 0 };
  },
  "DELETE FROM outbox WHERE id = ?": ({ outbox }, [id]) =>
    outbox.delete(text(id)) > 0 ? WRITTEN : NOTHING,
  "UPDATE outbox SET attempts = attempts + 1, due_at = ? WHERE id = ?": (
    { outbox },
    [due_at = 0, id],
  ) => {
    const row = outbox.get(text(id));
    if (row === undefined) return NOTHING;
    outbox.set(text(id), { ...row, due_at, attempts: count(row.attempts) + 1 });
    return WRITTEN;
  },
  "SELECT min(CASE WHEN due_at > ?1 THEN due_at ELSE ?2 END) AS at FROM outbox": (
    { outbox },
    [now, watchdog],
  ) => {
    let at: number | null = null;
    for (const row of outbox.rows.values()) {
      const dueAt = count(row.due_at);
      const lookAt = dueAt > count(now) ? dueAt : count(watchdog);
      if (at === null || lookAt < at) at = lookAt;
    }
    return { rows: [{ at }], written: 0 };
  },
};
