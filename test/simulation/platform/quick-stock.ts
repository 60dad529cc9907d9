/** The statements of durable-objects/stock-store.ts. */

import type { QuickRows } from "./quick-rows.ts";
import {
  append,
  byDue,
  count,
  NOTHING,
  type Statements,
  text,
  WRITTEN,
} from "./quick-statement.ts";
import type { Outcome, Row, Scalar } from "./rows.ts";

function saveHold(rows: QuickRows, values: readonly Scalar[]): Outcome {
  const [hold_id, status, quantity, order_id, expires_at, available, parts, ...rest] =
    values as Scalar[];
  const [restocked, closed_at, due_at, v] = rest;
  const row = {
    hold_id: hold_id ?? null,
    status: status ?? null,
    quantity: quantity ?? null,
    order_id: order_id ?? null,
    expires_at: expires_at ?? null,
    available: available ?? null,
    parts: parts ?? null,
    restocked: restocked ?? null,
    closed_at: closed_at ?? null,
    due_at: due_at ?? null,
    v: v ?? null,
  };
  const isOver = count(restocked) > count(quantity) || count(quantity) < 0;
  if (isOver) throw new Error("CHECK constraint failed: holds");
  rows.holds.set(text(hold_id), row);
  return WRITTEN;
}

function saveLevel(rows: QuickRows, values: readonly Scalar[]): Outcome {
  const [location = "", on_hand = 0, held = 0, allocated = 0] = values;
  const isWrong =
    count(on_hand) < 0 ||
    count(held) < 0 ||
    count(allocated) < 0 ||
    count(held) + count(allocated) > count(on_hand);
  if (isWrong) throw new Error("CHECK constraint failed: levels");
  rows.levels.set(text(location), { location, on_hand, held, allocated });
  return WRITTEN;
}

function saveEntry(rows: QuickRows, values: readonly Scalar[]): Outcome {
  const [seq = 0, at = 0, kind = "", location = "", quantity = 0, on_hand = 0, ...rest] = values;
  const [held = 0, allocated = 0, hold_id = null, order_id = null, ...notes] = rest;
  const [reason = null, actor = null, v = 0] = notes;
  const last = rows.ledger.at(-1);
  if (last !== undefined && count(last.seq) >= count(seq)) throw new Error("UNIQUE: ledger.seq");
  const entry = { seq, at, kind, location, quantity, on_hand, held, allocated };
  append(rows.undo, rows.ledger, { ...entry, hold_id, order_id, reason, actor, v });
  return WRITTEN;
}

function holdsWhere(rows: QuickRows, isMeant: (status: Scalar | undefined) => boolean): Row[] {
  const found: Row[] = [];
  for (const row of rows.holds.rows.values()) if (isMeant(row.status)) found.push(row);
  return found;
}

function dueHolds(found: readonly Row[], [now, limit]: readonly Scalar[]): Outcome {
  const due = found.filter((row) => row.due_at !== null && count(row.due_at) <= count(now));
  return { rows: due.sort(byDue).slice(0, count(limit)), written: 0 };
}

function earliest(found: readonly Row[]): Outcome {
  let at: number | null = null;
  for (const { due_at } of found) {
    if (due_at != null && (at === null || count(due_at) < at)) at = count(due_at);
  }
  return { rows: [{ at }], written: 0 };
}

const isHeld = (status: Scalar | undefined) => status === "held";
const isOverHold = (status: Scalar | undefined) => status !== "held";

/** Levels, holds and the ledger. */
export const STOCK_STATEMENTS: Statements = {
  "INSERT INTO levels (location, on_hand, held, allocated) VALUES (?, ?, ?, ?) ON CONFLICT (location) DO UPDATE SET on_hand = excluded.on_hand, held = excluded.held, allocated = excluded.allocated":
    saveLevel,
  "INSERT OR REPLACE INTO holds (hold_id, status, quantity, order_id, expires_at, available, parts, restocked, closed_at, due_at, v) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)":
    saveHold,
  "INSERT INTO ledger (seq, at, kind, location, quantity, on_hand, held, allocated, hold_id, order_id, reason, actor, v) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)":
    saveEntry,
  "SELECT * FROM holds WHERE hold_id = ?": ({ holds }, [holdId]) => {
    const row = holds.get(text(holdId));
    return row === undefined ? NOTHING : { rows: [row], written: 0 };
  },
  "SELECT * FROM holds WHERE status = 'held' AND due_at <= ? ORDER BY due_at LIMIT ?": (
    rows,
    values,
  ) => dueHolds(holdsWhere(rows, isHeld), values),
  "SELECT * FROM holds WHERE status IN ('expired', 'released', 'committed') AND due_at <= ? LIMIT ?":
    (rows, [now = 0, limit = 0]) => {
      const due = ["committed", "expired", "released"].flatMap((status) =>
        dueHolds(
          holdsWhere(rows, (one) => one === status),
          [now, limit],
        ).rows.slice(),
      );
      return { rows: due.slice(0, count(limit)), written: 0 };
    },
  "SELECT min(due_at) AS at FROM holds WHERE status = 'held'": (rows) =>
    earliest(holdsWhere(rows, isHeld)),
  "SELECT min(due_at) AS at FROM holds WHERE status IN ('expired', 'released', 'committed')": (
    rows,
  ) => earliest(holdsWhere(rows, isOverHold)),
  "SELECT coalesce(sum(quantity), 0) AS units FROM holds WHERE status = 'held' AND order_id = ?": (
    { holds },
    [orderId],
  ) => {
    let units = 0;
    for (const row of holds.rows.values()) {
      if (row.status === "held" && row.order_id === orderId) units += count(row.quantity);
    }
    return { rows: [{ units }], written: 0 };
  },
  "DELETE FROM holds WHERE hold_id = ?": ({ holds }, [holdId]) =>
    holds.delete(text(holdId)) > 0 ? WRITTEN : NOTHING,
  "SELECT coalesce(max(seq), 0) AS version FROM ledger": ({ ledger }) => ({
    rows: [{ version: ledger.at(-1)?.seq ?? 0 }],
    written: 0,
  }),
  "SELECT location, on_hand, held, allocated FROM levels ORDER BY rowid": ({ levels }) => ({
    rows: [...levels.rows.values()],
    written: 0,
  }),
};
