/** Stock against the orders that it is promised to, and against what listings show of it. */
import { holdIdOf } from "./id.ts";
import type { StockLevel } from "./inventory.ts";
import { type StockAudit, type StockPromise, sameLevels } from "./inventory-audit.ts";
import type { LocationLevel } from "./inventory-ledger.ts";
import type { Order } from "./order.ts";
import { restockedUnits } from "./order-moves.ts";
import {
  type BreakType,
  type Finding,
  hasJustSettled,
  SETTLE_GRACE_MS,
  settledAt,
} from "./reconciliation.ts";

/** Promises that one difference names; how many there are is told beside them. */
const NAMED_MAX = 10;

/** What listings show of one item. */
export interface ShownLevel {
  readonly version: number;
  readonly locations: readonly LocationLevel[];
}

/** A promise that no order keeps up. */
export interface Orphan {
  readonly type: Extract<BreakType, "hold_orphaned" | "allocation_orphaned">;
  readonly promise: StockPromise;
  readonly why: "order_unknown" | "order_over" | "other_attempt" | "other_quantity";
}

/**
 * Holds a promise against its order. The promise has to be read first: what the order did
 * meanwhile can then only explain it, and an order on its way explains everything.
 * @returns null where the order stands by it
 */
export function checkPromise(
  promise: StockPromise,
  { order, itemId }: { readonly order: Order | null; readonly itemId: string },
  now: number,
): Orphan | null {
  const type = promise.status === "held" ? "hold_orphaned" : "allocation_orphaned";
  if (order === null) return { type, promise, why: "order_unknown" };
  if (settledAt(order) === null || hasJustSettled(order, now)) return null;
  if (promise.status === "held" || order.status !== "confirmed") {
    return { type, promise, why: "order_over" };
  }
  if (promise.holdId !== holdIdOf(order.id, order.attempt)) {
    return { type, promise, why: "other_attempt" };
  }
  const hold = order.holds.find((of) => of.itemId === itemId);
  const isOnItsWay = order.refunds.some(
    ({ withRestock, askedAt }) => withRestock && askedAt > now - 10 * SETTLE_GRACE_MS,
  );
  if (isOnItsWay) return null;
  const expected = hold === undefined ? 0 : hold.quantity - restockedUnits(order, hold.itemId);
  return promise.left === expected ? null : { type, promise, why: "other_quantity" };
}

/** @returns a finding per kind of orphan: the item is what it is about */
export function orphanFindings(subject: string, orphans: readonly Orphan[]): readonly Finding[] {
  const types = ["hold_orphaned", "allocation_orphaned"] as const;
  return types.flatMap((type) => {
    const ofType = orphans.filter((orphan) => orphan.type === type);
    if (ofType.length === 0) return [];
    const promises = ofType
      .slice(0, NAMED_MAX)
      .map(({ promise, why }) => `${promise.holdId} ${promise.left} ${why}`);
    return [{ type, subject, details: { count: ofType.length, promises }, remedy: "none" }];
  });
}

/** @returns what an audit that reached its end, or a break, has to say */
export function auditFindings({ brokenAt, contradictions, level }: StockAudit): readonly Finding[] {
  if (brokenAt === null && contradictions.length === 0) return [];
  const details = { brokenAt, contradictions, version: level.version };
  return [{ type: "ledger_broken", subject: level.itemId, details, remedy: "none" }];
}

/**
 * Compares what listings show with the item's own level, which has to be read second: a newer
 * version on the listing's side would be one that the item never had.
 */
export function checkShownLevel(level: StockLevel, shown: ShownLevel | null): readonly Finding[] {
  const shownVersion = shown?.version ?? 0;
  const isSame =
    shownVersion === level.version && sameLevels(shown?.locations ?? [], level.locations);
  if (isSame) return [];
  const details = { version: level.version, shownVersion };
  // A row of the same or of a later version refuses what the item tells.
  const remedy = shownVersion < level.version ? "republish" : "none";
  return [{ type: "stock_projection", subject: level.itemId, details, remedy }];
}
