/**
 * The tables of StockObject and what their rows mean. Ids were checked at the door and are taken as
 * they are: an id whose form is no longer liked must not stop an object that holds stock.
 */
import type { Id } from "../domain/id.ts";
import type { Hold, HoldTerms } from "../domain/inventory-hold.ts";
import {
  type LedgerEntry,
  type LocationLevel,
  MOVEMENTS,
  type MovementKind,
  type StockPart,
} from "../domain/inventory-ledger.ts";
import { invariant } from "../domain/result.ts";

/** The form of the rows in this program; a row tells its own in `v`. */
export const ROW_VERSION = 1;

/** The first form of the tables. The database itself refuses what must never be. */
export const STOCK_SCHEMA = `
  CREATE TABLE levels (
    location TEXT NOT NULL UNIQUE,
    on_hand INTEGER NOT NULL CHECK (on_hand >= 0),
    held INTEGER NOT NULL CHECK (held >= 0),
    allocated INTEGER NOT NULL CHECK (allocated >= 0),
    CHECK (held + allocated <= on_hand)
  ) STRICT;
  CREATE TABLE holds (
    hold_id TEXT PRIMARY KEY,
    status TEXT NOT NULL CHECK (status IN ('held', 'expired', 'committed', 'released')),
    quantity INTEGER NOT NULL CHECK (quantity >= 0),
    order_id TEXT,
    expires_at INTEGER,
    available INTEGER,
    parts TEXT,
    restocked INTEGER NOT NULL CHECK (restocked BETWEEN 0 AND quantity),
    closed_at INTEGER,
    due_at INTEGER,
    v INTEGER NOT NULL,
    CHECK (status = 'released' OR
      (order_id IS NOT NULL AND expires_at IS NOT NULL AND available IS NOT NULL)),
    CHECK ((status IN ('held', 'committed')) = (parts IS NOT NULL)),
    CHECK (closed_at IS NOT NULL OR status IN ('held', 'committed'))
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX holds_by_status ON holds (status, due_at);
  CREATE TABLE ledger (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    location TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity <> 0),
    on_hand INTEGER NOT NULL,
    held INTEGER NOT NULL,
    allocated INTEGER NOT NULL,
    hold_id TEXT,
    order_id TEXT,
    reason TEXT,
    actor TEXT,
    v INTEGER NOT NULL
  ) STRICT;
  CREATE TRIGGER ledger_keeps_entries BEFORE DELETE ON ledger
    BEGIN SELECT RAISE(ABORT, 'The ledger keeps its entries'); END;
  CREATE TRIGGER ledger_keeps_words BEFORE UPDATE ON ledger
    BEGIN SELECT RAISE(ABORT, 'The ledger keeps its words'); END`;

/** A row of `holds`. */
export type HoldRow = {
  hold_id: string;
  status: string;
  quantity: number;
  order_id: string | null;
  expires_at: number | null;
  available: number | null;
  parts: string | null;
  restocked: number;
  closed_at: number | null;
  v: number;
};

/** A row of `ledger`. */
export type LedgerRow = {
  seq: number;
  at: number;
  kind: string;
  location: string;
  quantity: number;
  on_hand: number;
  held: number;
  allocated: number;
  hold_id: string | null;
  order_id: string | null;
  reason: string | null;
  actor: string | null;
  v: number;
};

/** A row of `levels`. */
export type LevelRow = { location: string; on_hand: number; held: number; allocated: number };

/** @returns the numbers of one location */
export function toLevel(row: LevelRow): LocationLevel {
  return {
    location: row.location as Id<"location">,
    onHand: row.on_hand,
    held: row.held,
    allocated: row.allocated,
  };
}

/** @returns the hold that a row describes. @throws Error where a newer program wrote it */
export function toHold(row: HoldRow): Hold {
  checkVersion(row.v);
  const { closed_at: closedAt, status } = row;
  if (status === "released") {
    invariant(closedAt !== null, "a released hold knows when");
    return { status, holdId: row.hold_id as Id<"hold">, released: row.quantity, closedAt };
  }
  const terms = toTerms(row);
  if (status === "expired") {
    invariant(closedAt !== null, "an expired hold knows when");
    return { ...terms, status, closedAt };
  }
  invariant(row.parts !== null, "units lie somewhere");
  const parts: StockPart[] = JSON.parse(row.parts);
  if (status === "held") return { ...terms, status, parts };
  invariant(status === "committed", `"${status}" is the state of a hold`);
  return { ...terms, status, parts, restocked: row.restocked, closedAt };
}

function toTerms({ hold_id, order_id, quantity, expires_at, available }: HoldRow): HoldTerms {
  invariant(
    order_id !== null && expires_at !== null && available !== null,
    "a hold knows what was asked",
  );
  return {
    holdId: hold_id as Id<"hold">,
    orderId: order_id as Id<"order">,
    quantity,
    expiresAt: expires_at,
    available,
  };
}

/** @returns the ledger entry of a row. @throws Error where a newer program wrote it */
export function toEntry(row: LedgerRow): LedgerEntry {
  checkVersion(row.v);
  return {
    seq: row.seq,
    at: row.at,
    kind: toKind(row.kind),
    location: row.location as Id<"location">,
    quantity: row.quantity,
    onHand: row.on_hand,
    held: row.held,
    allocated: row.allocated,
    holdId: row.hold_id === null ? null : (row.hold_id as Id<"hold">),
    orderId: row.order_id === null ? null : (row.order_id as Id<"order">),
    reason: row.reason,
    actor: row.actor,
  };
}

function toKind(kind: string): MovementKind {
  invariant(Object.hasOwn(MOVEMENTS, kind), `"${kind}" is a movement`);
  return kind as MovementKind;
}

function checkVersion(v: number): void {
  invariant(v === ROW_VERSION, `row version ${v} is known`);
}
