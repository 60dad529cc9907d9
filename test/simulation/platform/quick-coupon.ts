/** The statements of durable-objects/coupon-object.ts and coupon-store.ts. */

import type { QuickRows } from "./quick-rows.ts";
import { count, NOTHING, put, type Statements, table, text, WRITTEN } from "./quick-statement.ts";
import type { Outcome, Row, Scalar } from "./rows.ts";

const isOver = ({ status }: Row) => status === "lapsed" || status === "released";

function saveUse({ uses }: QuickRows, values: readonly Scalar[]): Outcome {
  const [hold_id = "", order_id = "", status = "", code = null, customer = null, ...rest] = values;
  const [currency = "", cost_minor = 0, expires_at = 0, at = 0] = rest;
  const known = uses.get(text(hold_id));
  if (count(cost_minor) < 0) throw new Error("CHECK constraint failed: uses");
  const first = { hold_id, order_id, status, code, customer, currency, cost_minor };
  uses.set(text(hold_id), { ...(known ?? first), status, expires_at, at });
  return WRITTEN;
}

function addSum({ sums }: QuickRows, [key = "", added = 0]: readonly Scalar[]): Outcome {
  const known = sums.get(text(key));
  const value = known === undefined ? Math.max(0, count(added)) : count(known.value) + count(added);
  if (value < 0) throw new Error("CHECK constraint failed: sums");
  sums.set(text(key), { key, value });
  return WRITTEN;
}

function lapsedUses({ uses }: QuickRows, [now, limit]: readonly Scalar[]): Outcome {
  if (uses.rows.size === 0) return NOTHING;
  const due: Row[] = [];
  for (const row of uses.rows.values()) {
    if (row.status === "held" && count(row.expires_at) <= count(now)) due.push(row);
  }
  due.sort((left, right) => {
    const difference = count(left.expires_at) - count(right.expires_at);
    if (difference !== 0) return difference;
    return text(left.hold_id) < text(right.hold_id) ? -1 : 1;
  });
  return { rows: due.slice(0, count(limit)), written: 0 };
}

/** Uses, their sums and the limits. */
export const COUPON_STATEMENTS: Statements = {
  "CREATE TABLE limits (one INTEGER PRIMARY KEY CHECK (one = 1), body TEXT NOT NULL) STRICT":
    table("limits"),
  "INSERT OR REPLACE INTO limits VALUES (1, ?)": ({ undo, limits }, [body = ""]) => {
    put(undo, limits, { body });
    return WRITTEN;
  },
  "SELECT body FROM limits": ({ limits }) =>
    limits.value === null ? NOTHING : { rows: [limits.value], written: 0 },
  "SELECT * FROM uses WHERE hold_id = ?": ({ uses }, [holdId]) => {
    const row = uses.get(text(holdId));
    return row === undefined ? NOTHING : { rows: [row], written: 0 };
  },
  "INSERT INTO uses VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (hold_id) DO UPDATE SET status = ?3, expires_at = ?8, at = ?9":
    saveUse,
  "CREATE INDEX uses_own ON uses (order_id) WHERE status = 'held'": () => NOTHING,
  "SELECT * FROM uses WHERE status = 'held' AND order_id = ?": ({ uses }, [orderId]) => ({
    rows: [...uses.rows.values()].filter(
      (row) => row.status === "held" && row.order_id === orderId,
    ),
    written: 0,
  }),
  "SELECT * FROM uses WHERE status = 'held' AND expires_at <= ? ORDER BY expires_at LIMIT ?":
    lapsedUses,
  "SELECT min(at) AS at FROM uses WHERE status IN ('lapsed', 'released')": ({ uses }) => {
    let at: number | null = null;
    for (const row of uses.rows.values()) {
      if (isOver(row) && (at === null || count(row.at) < at)) at = count(row.at);
    }
    return { rows: [{ at }], written: 0 };
  },
  "SELECT value FROM sums WHERE key = ?": ({ sums }, [key]) => {
    const row = sums.get(text(key));
    return row === undefined ? NOTHING : { rows: [row], written: 0 };
  },
  "INSERT INTO sums VALUES (?1, max(0, ?2)) ON CONFLICT (key) DO UPDATE SET value = value + ?2":
    addSum,
};
