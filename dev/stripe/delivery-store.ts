/** The webhooks of the account: what is to be sent, when, and how it went. */

const SCHEMA = `
CREATE TABLE IF NOT EXISTS deliveries (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  event TEXT NOT NULL,
  type TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER,
  last_status INTEGER,
  fault TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (state, next_at);`;

/** Where a webhook stands. `held` waits for the next one to pass it; `lost` is never sent. */
export type DeliveryState = "waiting" | "held" | "delivered" | "failed" | "lost";

/** One webhook to one endpoint. */
export interface Delivery {
  readonly id: number;
  readonly event: string;
  readonly type: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly nextAt: number | null;
  readonly lastStatus: number | null;
  readonly fault: string | null;
}

/** When a new webhook goes out. */
export type DeliveryPlan = Pick<Delivery, "state" | "nextAt">;

/** The SQL of the webhooks. */
export class DeliveryStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec(SCHEMA);
  }

  /** Queues a webhook. */
  add(delivery: Omit<Delivery, "id" | "attempts" | "lastStatus">): void {
    this.#sql.exec(
      "INSERT INTO deliveries (event, type, state, next_at, fault) VALUES (?, ?, ?, ?, ?)",
      delivery.event,
      delivery.type,
      delivery.state,
      delivery.nextAt,
      delivery.fault,
    );
  }

  /** Takes the oldest due webhook, out of reach of the other lanes until its lease ends. */
  take(now: number, leaseUntil: number): Delivery | null {
    const [due] = this.#select(
      "WHERE state IN ('waiting', 'held') AND next_at <= ? ORDER BY next_at, id LIMIT 1",
      now,
    );
    if (due === undefined) return null;
    this.#sql.exec(
      "UPDATE deliveries SET state = 'waiting', next_at = ? WHERE id = ?",
      leaseUntil,
      due.id,
    );
    return due;
  }

  /** Every webhook, oldest first, up to a limit from the newest. */
  newest(limit: number): Delivery[] {
    return this.#select("ORDER BY id DESC LIMIT ?", limit).reverse();
  }

  #select(where: string, ...values: readonly number[]): Delivery[] {
    return this.#sql
      .exec<{
        id: number;
        event: string;
        type: string;
        state: DeliveryState;
        attempts: number;
        next_at: number | null;
        last_status: number | null;
        fault: string | null;
      }>(`SELECT * FROM deliveries ${where}`, ...values)
      .toArray()
      .map(({ next_at: nextAt, last_status: lastStatus, ...row }) => ({
        ...row,
        nextAt,
        lastStatus,
      }));
  }

  /** Notes how an attempt ended. */
  noteAttempt(
    id: number,
    note: Pick<Delivery, "state" | "attempts" | "nextAt" | "lastStatus">,
  ): void {
    this.#sql.exec(
      "UPDATE deliveries SET state = ?, attempts = ?, next_at = ?, last_status = ? WHERE id = ?",
      note.state,
      note.attempts,
      note.nextAt,
      note.lastStatus,
      id,
    );
  }

  /** Lets the held webhooks go, now that another one has passed them. */
  freeHeld(now: number): void {
    this.#sql.exec(
      "UPDATE deliveries SET state = 'waiting', next_at = ? WHERE state = 'held'",
      now,
    );
  }
}
