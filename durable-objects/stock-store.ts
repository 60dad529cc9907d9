/** The SQL of StockObject: numbers, holds and ledger of one item. */
import type { Id } from "../domain/id.ts";
import type { Stock, StockStep } from "../domain/inventory.ts";
import type { PromisedUnits, StockPromise } from "../domain/inventory-audit.ts";
import {
  type CommittedHold,
  type HeldHold,
  type Hold,
  holdDueAt,
} from "../domain/inventory-hold.ts";
import type { LedgerEntry, LocationLevel } from "../domain/inventory-ledger.ts";
import {
  type HoldRow,
  type LedgerRow,
  type LevelRow,
  ROW_VERSION,
  toEntry,
  toHold,
  toLevel,
} from "./stock-rows.ts";

const SAVE_LEVEL = `
  INSERT INTO levels (location, on_hand, held, allocated) VALUES (?, ?, ?, ?)
  ON CONFLICT (location) DO UPDATE SET
    on_hand = excluded.on_hand, held = excluded.held, allocated = excluded.allocated`;
const SAVE_HOLD = `
  INSERT OR REPLACE INTO holds (hold_id, status, quantity, order_id, expires_at, available, parts,
    restocked, closed_at, due_at, v) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const SAVE_ENTRY = `
  INSERT INTO ledger (seq, at, kind, location, quantity, on_hand, held, allocated, hold_id,
    order_id, reason, actor, v) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** Reads and writes one item's rows. The numbers are few and stay in memory; rows are the truth. */
export class StockStore {
  readonly #sql: SqlStorage;
  readonly #itemId: Id<"stockItem">;
  #stock: Stock | null = null;
  /** Null where it must be read again. */
  #nextLapseAt: number | null = null;

  constructor(sql: SqlStorage, itemId: Id<"stockItem">) {
    this.#sql = sql;
    this.#itemId = itemId;
  }

  /** @returns the numbers */
  stock(): Stock {
    this.#stock ??= this.#readStock();
    return this.#stock;
  }

  /** Drops what memory holds, after a transaction that was rolled back. */
  forget(): void {
    this.#stock = null;
    this.#nextLapseAt = null;
  }

  /** @returns one hold, or null where it is unknown */
  hold(holdId: Id<"hold">): Hold | null {
    const row = this.#sql
      .exec<HoldRow>("SELECT * FROM holds WHERE hold_id = ?", holdId)
      .toArray()[0];
    return row === undefined ? null : toHold(row);
  }

  /** @returns held holds whose time has come, the earliest first; costs nothing while there are none */
  lapsed(now: number, limit: number): Hold[] {
    if (this.nextLapseAt() > now) return [];
    this.#nextLapseAt = null;
    return this.#sql
      .exec<HoldRow>(
        "SELECT * FROM holds WHERE status = 'held' AND due_at <= ? ORDER BY due_at LIMIT ?",
        now,
        limit,
      )
      .toArray()
      .map(toHold);
  }

  /** @returns holds that are over and were kept long enough */
  forgettable(now: number, limit: number): Hold[] {
    return this.#sql
      .exec<HoldRow>(
        "SELECT * FROM holds WHERE status IN ('expired', 'released', 'committed') AND due_at <= ? LIMIT ?",
        now,
        limit,
      )
      .toArray()
      .map(toHold);
  }

  /** @returns a time before which no hold expires; Infinity where none is held */
  nextLapseAt(): number {
    this.#nextLapseAt ??=
      this.#sql
        .exec<{ at: number | null }>("SELECT min(due_at) AS at FROM holds WHERE status = 'held'")
        .one().at ?? Number.POSITIVE_INFINITY;
    return this.#nextLapseAt;
  }

  /** @returns when the next hold may be forgotten, or null where none is over */
  nextForgetAt(): number | null {
    return this.#sql
      .exec<{ at: number | null }>(
        "SELECT min(due_at) AS at FROM holds WHERE status IN ('expired', 'released', 'committed')",
      )
      .one().at;
  }

  /** Stores what a step changed. Call it inside a transaction. */
  save(step: StockStep): void {
    const before = this.stock().locations;
    step.stock.locations.forEach((level, index) => {
      if (level !== before[index]) this.#saveLevel(level);
    });
    for (const hold of step.holds) {
      this.#saveHold(hold);
      if (hold.status === "held" && this.#nextLapseAt !== null) {
        this.#nextLapseAt = Math.min(this.#nextLapseAt, hold.expiresAt);
      }
    }
    for (const id of step.forgotten) this.#sql.exec("DELETE FROM holds WHERE hold_id = ?", id);
    for (const entry of step.entries) this.#saveEntry(entry);
    this.#stock = step.stock;
  }

  /** @returns units that are held for one order */
  heldFor(orderId: Id<"order">): number {
    return this.#sql
      .exec<{ units: number }>(
        "SELECT coalesce(sum(quantity), 0) AS units FROM holds WHERE status = 'held' AND order_id = ?",
        orderId,
      )
      .one().units;
  }

  /** @returns holds that wait for a payment, the next to expire first */
  heldHolds(limit: number): HeldHold[] {
    return this.#sql
      .exec<HoldRow>("SELECT * FROM holds WHERE status = 'held' ORDER BY due_at LIMIT ?", limit)
      .toArray()
      .map(toHold)
      .filter((hold) => hold.status === "held");
  }

  /** @returns allocations with units left */
  allocations(limit: number): CommittedHold[] {
    return this.#sql
      .exec<HoldRow>(
        "SELECT * FROM holds WHERE status = 'committed' AND restocked < quantity LIMIT ?",
        limit,
      )
      .toArray()
      .map(toHold)
      .filter((hold) => hold.status === "committed");
  }

  /** @returns a page of everything that is promised, in the order of the ids */
  promises(after: string, limit: number): StockPromise[] {
    return this.#sql
      .exec<{ hold_id: string; order_id: string; status: "held" | "committed"; left: number }>(
        `SELECT hold_id, order_id, status, quantity - restocked AS left FROM holds
         WHERE hold_id > ? AND status IN ('held', 'committed') AND restocked < quantity
         ORDER BY hold_id LIMIT ?`,
        after,
        limit,
      )
      .toArray()
      .map(({ hold_id, order_id, status, left }) => ({
        holdId: hold_id as Id<"hold">,
        orderId: order_id as Id<"order">,
        status,
        left,
      }));
  }

  /** @returns how many units the holds promise together; they have to agree with the levels */
  promisedUnits(): PromisedUnits {
    return this.#sql
      .exec<{ held: number; allocated: number }>(
        `SELECT coalesce(sum(quantity) FILTER (WHERE status = 'held'), 0) AS held,
           coalesce(sum(quantity - restocked) FILTER (WHERE status = 'committed'), 0) AS allocated
         FROM holds`,
      )
      .one();
  }

  /** @returns entries after `seq`, the oldest first */
  ledgerAfter(seq: number, limit: number): LedgerEntry[] {
    return this.#sql
      .exec<LedgerRow>("SELECT * FROM ledger WHERE seq > ? ORDER BY seq LIMIT ?", seq, limit)
      .toArray()
      .map(toEntry);
  }

  /** @returns the last entries, the newest first */
  lastEntries(limit: number): LedgerEntry[] {
    return this.#sql
      .exec<LedgerRow>("SELECT * FROM ledger ORDER BY seq DESC LIMIT ?", limit)
      .toArray()
      .map(toEntry);
  }

  #readStock(): Stock {
    const { version } = this.#sql
      .exec<{ version: number }>("SELECT coalesce(max(seq), 0) AS version FROM ledger")
      .one();
    const locations = this.#sql
      .exec<LevelRow>("SELECT location, on_hand, held, allocated FROM levels ORDER BY rowid")
      .toArray()
      .map(toLevel);
    return { itemId: this.#itemId, version, locations };
  }

  #saveLevel({ location, onHand, held, allocated }: LocationLevel): void {
    this.#sql.exec(SAVE_LEVEL, location, onHand, held, allocated);
  }

  #saveHold(hold: Hold): void {
    const isReleased = hold.status === "released";
    this.#sql.exec(
      SAVE_HOLD,
      hold.holdId,
      hold.status,
      isReleased ? hold.released : hold.quantity,
      isReleased ? null : hold.orderId,
      isReleased ? null : hold.expiresAt,
      isReleased ? null : hold.available,
      "parts" in hold ? JSON.stringify(hold.parts) : null,
      "restocked" in hold ? hold.restocked : 0,
      "closedAt" in hold ? hold.closedAt : null,
      holdDueAt(hold),
      ROW_VERSION,
    );
  }

  #saveEntry(entry: LedgerEntry): void {
    this.#sql.exec(
      SAVE_ENTRY,
      entry.seq,
      entry.at,
      entry.kind,
      entry.location,
      entry.quantity,
      entry.onHand,
      entry.held,
      entry.allocated,
      entry.holdId,
      entry.orderId,
      entry.reason,
      entry.actor,
      ROW_VERSION,
    );
  }
}
