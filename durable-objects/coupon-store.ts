/** The SQL of one promotion's uses: a row for each, and the sums that its limits look at. */
import type { CodeUses, UseCounts, UseReport, UseStatus } from "../domain/coupon.ts";
import type { Id } from "../domain/id.ts";
import { CURRENCIES, type Currency } from "../domain/money.ts";
import type { PromotionUse } from "../domain/order.ts";

/** The tables, in the order they came into being; never edit a step that was released. */
export const COUPON_SCHEMA = `
  CREATE TABLE uses (
    hold_id TEXT PRIMARY KEY,
    order_id TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('held', 'lapsed', 'used', 'released')),
    code TEXT,
    customer TEXT,
    currency TEXT NOT NULL,
    cost_minor INTEGER NOT NULL CHECK (cost_minor >= 0),
    expires_at INTEGER NOT NULL,
    at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX uses_held ON uses (expires_at) WHERE status = 'held';
  CREATE INDEX uses_over ON uses (at) WHERE status IN ('lapsed', 'released');
  CREATE TABLE sums (
    key TEXT PRIMARY KEY,
    value INTEGER NOT NULL CHECK (value >= 0)
  ) STRICT, WITHOUT ROWID;
`;

/** A use as it is stored. */
export interface StoredUse extends PromotionUse {
  readonly holdId: Id<"hold">;
  readonly orderId: Id<"order">;
  readonly status: UseStatus;
  readonly expiresAt: number;
}

type UseRow = {
  hold_id: Id<"hold">;
  order_id: Id<"order">;
  status: UseStatus;
  code: string | null;
  customer: string | null;
  currency: Currency;
  cost_minor: number;
  expires_at: number;
};

/** Rows that one turn lets lapse or forgets. */
const BATCH_ROWS = 200;

/** Reads and writes the uses; every write of a turn belongs to its transaction. */
export class CouponStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  use(holdId: Id<"hold">): StoredUse | null {
    const rows = this.#sql.exec<UseRow>("SELECT * FROM uses WHERE hold_id = ?", holdId).toArray();
    return rows[0] === undefined ? null : useOf(rows[0]);
  }

  counts({ code, customer, currency }: PromotionUse): UseCounts {
    return {
      all: this.#sum("all"),
      ofCode: code === null ? 0 : this.#sum(`code ${code}`),
      ofCustomer: customer === null ? 0 : this.#sum(`customer ${customer}`),
      spentMinor: this.#sum(`spent ${currency}`),
    };
  }

  /** Writes a use in its new state and keeps the sums right. */
  put(use: StoredUse, before: StoredUse | null, now: number): void {
    if (before !== null && isCounted(before)) this.#add(before, -1);
    if (isCounted(use)) this.#add(use, 1);
    this.#sql.exec(
      `INSERT INTO uses VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
       ON CONFLICT (hold_id) DO UPDATE SET status = ?3, expires_at = ?8, at = ?9`,
      use.holdId,
      use.orderId,
      use.status,
      use.code,
      use.customer,
      use.currency,
      use.costMinor,
      use.expiresAt,
      now,
    );
  }

  /** @returns what an order holds; null where it holds nothing */
  heldFor(orderId: Id<"order">): StoredUse | null {
    const rows = this.#sql
      .exec<UseRow>("SELECT * FROM uses WHERE status = 'held' AND order_id = ?", orderId)
      .toArray();
    return rows[0] === undefined ? null : useOf(rows[0]);
  }

  /** @returns held uses whose time is over, the oldest first */
  lapsed(now: number): StoredUse[] {
    return this.#sql
      .exec<UseRow>(
        "SELECT * FROM uses WHERE status = 'held' AND expires_at <= ? ORDER BY expires_at LIMIT ?",
        now,
        BATCH_ROWS,
      )
      .toArray()
      .map(useOf);
  }

  /** Forgets uses that came to nothing. @returns how many */
  forget(before: number): number {
    return this.#sql.exec(
      `DELETE FROM uses WHERE hold_id IN (
         SELECT hold_id FROM uses WHERE status IN ('lapsed', 'released') AND at < ? LIMIT ?)`,
      before,
      BATCH_ROWS,
    ).rowsWritten;
  }

  /** @returns when the oldest use that came to nothing was over; null where there is none */
  oldestOver(): number | null {
    return this.#sql
      .exec<{ at: number | null }>(
        "SELECT min(at) AS at FROM uses WHERE status IN ('lapsed', 'released')",
      )
      .one().at;
  }

  /** From the sums, and the few rows that are held: used ones may be a million. */
  codes(codes: readonly string[]): CodeUses[] {
    const held = new Map(
      this.#sql
        .exec<{ code: string; held: number }>(
          `SELECT code, count(*) AS held FROM uses
           WHERE status = 'held' AND code IN (SELECT value FROM json_each(?)) GROUP BY code`,
          JSON.stringify(codes),
        )
        .toArray()
        .map((row) => [row.code, row.held]),
    );
    return codes.flatMap((code): CodeUses[] => {
      const all = this.#sum(`code ${code}`);
      const heldNow = held.get(code) ?? 0;
      return all === 0 ? [] : [{ code, held: heldNow, used: all - heldNow }];
    });
  }

  /** Likewise. */
  report(): UseReport {
    const rows = this.#sql
      .exec<{ currency: Currency; uses: number; cost: number }>(
        `SELECT currency, count(*) AS uses, sum(cost_minor) AS cost FROM uses
         WHERE status = 'held' GROUP BY currency`,
      )
      .toArray();
    const held = rows.reduce((sum, { uses }) => sum + uses, 0);
    const heldCosts = new Map(rows.map(({ currency, cost }) => [currency, cost]));
    const costs = CURRENCIES.flatMap((currency) => {
      const minor = this.#sum(`spent ${currency}`) - (heldCosts.get(currency) ?? 0);
      return minor === 0 ? [] : [[currency, minor] as const];
    });
    return { held, used: this.#sum("all") - held, costMinor: Object.fromEntries(costs) };
  }

  #sum(key: string): number {
    const rows = this.#sql
      .exec<{ value: number }>("SELECT value FROM sums WHERE key = ?", key)
      .toArray();
    return rows[0]?.value ?? 0;
  }

  #add({ code, customer, currency, costMinor }: PromotionUse, sign: 1 | -1): void {
    const keys = [
      ["all", 1],
      ...(code === null ? [] : [[`code ${code}`, 1] as const]),
      ...(customer === null ? [] : [[`customer ${customer}`, 1] as const]),
      [`spent ${currency}`, costMinor],
    ] as const;
    for (const [key, amount] of keys) {
      this.#sql.exec(
        `INSERT INTO sums VALUES (?1, max(0, ?2))
         ON CONFLICT (key) DO UPDATE SET value = value + ?2`,
        key,
        sign * amount,
      );
    }
  }
}

function isCounted({ status }: StoredUse): boolean {
  return status === "held" || status === "used";
}

function useOf(row: UseRow): StoredUse {
  return {
    holdId: row.hold_id,
    orderId: row.order_id,
    status: row.status,
    code: row.code,
    customer: row.customer,
    currency: row.currency,
    costMinor: row.cost_minor,
    expiresAt: row.expires_at,
  };
}
