/** What must hold when the faults are over and the shop has come to rest. */
import { toId } from "../../../domain/id.ts";
import { levelOf } from "../../../domain/inventory.ts";
import { foldLedger } from "../../../domain/inventory-ledger.ts";
import { isPromotionId, isSettled, type Order, refundedMinor } from "../../../domain/order.ts";
import { orderSnapshot } from "../../../domain/order-snapshot.ts";
import {
  type HoldRow,
  type LedgerRow,
  type LevelRow,
  toEntry,
  toHold,
  toLevel,
} from "../../../durable-objects/stock-rows.ts";
import type { Shopper } from "../people/shopper.ts";
import type { Disk } from "../platform/database.ts";
import type { Objects } from "../platform/objects.ts";
import type { Scalar } from "../platform/rows.ts";
import type { Account } from "../provider/account.ts";
import { type IntentRecord, isLeftBehind, keptMinor, takenMinor } from "../provider/records.ts";
import { checkCoupons } from "./final-coupons.ts";
import type { Watch } from "./watch.ts";

/** What there is to look at in the end. */
export interface FinalParts {
  readonly watch: Watch;
  readonly objects: Objects;
  readonly account: Account;
  readonly orders: Disk;
  readonly catalog: Disk;
  /** Letters that left the house, by order. */
  readonly letters: ReadonlyMap<string, number>;
  readonly shoppers: readonly Shopper[];
  readonly received: ReadonlyMap<string, number>;
}

/** Looks at everything once more. */
export function checkFinally(parts: FinalParts): void {
  for (const order of parts.watch.orders.values()) checkOrder(parts, order);
  checkStock(parts);
  checkCoupons(parts);
  checkMoney(parts);
  checkPeople(parts);
  checkReconciliation(parts);
}

/** Differences that wait for a person, or for the next round; every other kind is over by now. */
const MAY_WAIT: ReadonlySet<Scalar | undefined> = new Set([
  "letter_waiting",
  "refund_unknown",
  "notice_unsent",
  "intent_payable",
]);

/** I19: the comparisons find nothing any more that the shop itself should have mended. */
function checkReconciliation({ watch, orders }: FinalParts): void {
  const open = orders.all(
    "SELECT type, subject FROM reconciliation_breaks WHERE resolved_at IS NULL",
  );
  for (const { type, subject } of open) {
    watch.expect(MAY_WAIT.has(type), "I19", () => `${type} of ${subject} is still open`);
  }
}

function checkOrder(parts: FinalParts, order: Order): void {
  const { watch, objects, orders } = parts;
  const host = objects.host("order", order.id);
  const [row] = host.rows.read("orders");
  // The checkout forgot itself: it was left alone, and nothing came of it.
  if (row === undefined) {
    const mayGo = (order.status === "open" || order.status === "cancelled") && !order.isTold;
    watch.expect(mayGo, "I30", () => `${order.id} is gone as ${order.status}`);
    watch.meet("abandoned");
    return;
  }
  const isStored = row.body === JSON.stringify(order);
  watch.expect(isStored, "I30", () => `${order.id}: the disk does not say what was committed`);
  // Nobody but its shopper has heard of it, no money was asked for, and the platform lost its alarm.
  const isAlone = host.hasLostAlarm && (!order.isTold || isUnheardOf(parts, order));
  const isAtRest = isSettled(order) || isAlone;
  watch.expect(isAtRest, "I11", () => `${order.id} is still ${order.status}`);
  const waiting = host.rows.read("outbox");
  watch.expect(
    waiting.length === 0 || isAlone,
    "I16",
    () => `${order.id} left ${waiting.length} requests`,
  );
  checkUnits(parts, order);
  checkProjection(watch, orders, order);
}

/** I4, I9, I24: what the stock keeps for the order is what the order has. */
function checkUnits({ watch }: FinalParts, order: Order): void {
  for (const { itemId } of order.holds) {
    const { held } = watch.unitsOf(itemId, order.id);
    watch.expect(
      held === 0 || !isPromotionId(itemId),
      "I14",
      () => `${order.id} holds ${itemId} still`,
    );
  }
  const itemIds = new Set(order.lines.map((line) => line.itemId));
  for (const itemId of itemIds) {
    const { held, committed } = watch.unitsOf(itemId, order.id);
    watch.expect(held === 0, "I4", () => `${order.id} still holds ${held} of ${itemId}`);
    const due = order.status === "confirmed" ? unitsKept(order, itemId) : 0;
    watch.expect(
      committed === due,
      order.status === "confirmed" ? "I24" : "I9",
      () => `${order.id} (${order.status}) has ${committed} of ${itemId}, not ${due}`,
    );
  }
}

function unitsKept(order: Order, itemId: string): number {
  const lines = order.lines.filter((line) => line.itemId === itemId);
  const bought = lines.reduce((sum, line) => sum + line.quantity, 0);
  const returned = order.refunds
    .filter((refund) => refund.withRestock && refund.status === "succeeded")
    .flatMap((refund) => refund.lines)
    .filter((part) => lines.some((line) => line.lineId === part.lineId))
    .reduce((sum, part) => sum + part.quantity, 0);
  return bought - returned;
}

/** In no list, with nothing allocated, and the provider was never asked: its first message still waits. */
function isUnheardOf({ orders, account }: FinalParts, { id, holds, payment }: Order): boolean {
  const hasNothing = payment.intentId === null && account.of(id).length === 0;
  const isFree = holds.every((hold) => hold.stage !== "committed");
  return hasNothing && isFree && listed(orders, id) === undefined;
}

function listed(orders: Disk, orderId: string) {
  return orders.all("SELECT * FROM orders WHERE id = ?", orderId)[0];
}

/** I20: the lists show what the order is. */
function checkProjection(watch: Watch, disk: Disk, order: Order): void {
  const row = listed(disk, order.id);
  const isTold = order.status === "confirmed" || order.confirmedAt !== null;
  if (row === undefined) {
    watch.expect(!isTold, "I20", () => `${order.id} is ${order.status} and not in the lists`);
    return;
  }
  const snapshot = orderSnapshot(order);
  watch.expect(
    Number(row.version) <= order.version,
    "I20",
    () => `${order.id} is shown in a version that it never had`,
  );
  const shown = [row.status, row.captured_minor, row.refunded_minor].join(" ");
  const wanted = [snapshot.status, snapshot.capturedMinor, snapshot.refundedMinor].join(" ");
  watch.expect(shown === wanted, "I20", () => `${order.id} is shown as ${shown}, not ${wanted}`);
}

/** I1, I4, I5 and the listing's copy. */
function checkStock({ watch, objects, catalog, received }: FinalParts): void {
  for (const host of objects.hosts.values()) {
    if (host.kind !== "stock") continue;
    const itemId = toId("stockItem", host.name);
    const levels = host.rows.read("levels").map((row) => toLevel(row as unknown as LevelRow));
    const entries = host.rows.read("ledger").map((row) => toEntry(row as unknown as LedgerRow));
    watch.expect(
      JSON.stringify(foldLedger(entries)) === JSON.stringify(levels),
      "I5",
      () => `${host.name}: the ledger does not fold to its levels`,
    );
    const holds = host.rows.read("holds").map((row) => toHold(row as unknown as HoldRow));
    let held = 0;
    let committed = 0;
    for (const hold of holds) {
      if (hold.status === "held") held += hold.quantity;
      if (hold.status === "committed") committed += hold.quantity - hold.restocked;
    }
    const { onHand, held: heldNow, allocated } = levelOf({ itemId, version: 0, locations: levels });
    const due = received.get(host.name) ?? 0;
    const isOver = held === 0 || host.hasLostAlarm;
    watch.expect(isOver, "I4", () => `${itemId}: ${held} are held although their time is over`);
    watch.expect(heldNow === held, "I4", () => `${itemId}: ${heldNow} held, holds say ${held}`);
    watch.expect(allocated === committed, "I1", () => `${itemId}: ${allocated} allocated`);
    watch.expect(onHand === due, "I1", () => `${itemId}: ${onHand} on hand, not ${due}`);
    if (!host.hasLostAlarm) checkListing(watch, catalog, host.name, entries.length);
  }
}

function checkListing(watch: Watch, disk: Disk, itemId: string, version: number): void {
  const [row] = disk.all(
    "SELECT max(version) AS version FROM stock_levels WHERE stock_item_id = ?",
    itemId,
  );
  const shown = Number(row?.version ?? 0);
  watch.expect(shown === version, "I20", () => `${itemId} is listed at ${shown}, not ${version}`);
}

/** I6, I7, I8: nobody paid for nothing, nothing was sold for nothing. */
function checkMoney({ watch, account }: FinalParts): void {
  const kept = new Map<string, number>();
  for (const record of account.intents.values()) {
    const { status } = record.intent;
    const isOpen = status === "requires_capture" || status === "processing";
    watch.expect(!isOpen, "I8", () => `${record.id} of ${record.orderId} is still ${status}`);
    kept.set(record.orderId, (kept.get(record.orderId) ?? 0) + keptMinor(record));
    const order = watch.orders.get(record.orderId);
    checkLeftBehind(watch, record);
    const mayPay = watch.shown.has(record.id) && status !== "succeeded" && status !== "canceled";
    const isPayable = mayPay && order?.payment.intentId !== record.id;
    watch.expect(!isPayable, "R3", () => `${record.id} can be paid and no order knows it`);
    if (takenMinor(record) > 0 && !record.isTouchedByHand) {
      watch.expect(order !== undefined, "I7", () => `${record.id} was paid without an order`);
    }
  }
  for (const order of watch.orders.values()) {
    const touched = account.of(order.id).some((record) => record.isTouchedByHand);
    if (touched) continue;
    const total = order.quote.totals.grandTotalMinor;
    const due = order.status === "confirmed" ? total - refundedMinor(order) : 0;
    const has = kept.get(order.id) ?? 0;
    watch.expect(has === due, "I7", () => `${order.id} (${order.status}) keeps ${has}, not ${due}`);
  }
}

/**
 * R5: nothing is left behind at the provider, unless it came about when nobody was listening any
 * more; then nobody ever saw its secret (R3).
 */
function checkLeftBehind(watch: Watch, record: IntentRecord): void {
  const { id, orderId, intent } = record;
  const isLeft = isLeftBehind(record);
  watch.expect(!isLeft, "R5", () => `${id} of ${orderId} is still ${intent.status}`);
}

/** I12, I16, I17: what people were told is what happened. */
function checkPeople({ watch, letters, orders, shoppers, objects }: FinalParts): void {
  for (const order of watch.orders.values()) {
    const sent = letters.get(order.id) ?? 0;
    const isDue = order.confirmedAt !== null;
    watch.expect(isDue || sent === 0, "I17", () => `${order.id} was told of and never paid`);
    // An order that staff let go at once needs no letter that thanks for it.
    watch.expect(
      order.status !== "confirmed" || sent >= 1,
      "I17",
      () => `${order.id} was paid and nobody was told`,
    );
    // A sender that dies before it could say so is followed by another: each sends once at most.
    const [row] = orders.all("SELECT attempts FROM notices WHERE subject_id = ?", order.id);
    const senders = Number(row?.attempts ?? 0);
    watch.expect(sent <= senders, "I17", () => `${order.id} was told ${sent} times by ${senders}`);
    if (sent > 1) watch.meet("letter_twice");
  }
  const byCart = new Map<string, Set<string>>();
  for (const order of watch.orders.values()) {
    if (order.status === "cancelled") continue;
    const of = `${order.cartId} ${order.cartVersion}`;
    byCart.set(of, (byCart.get(of) ?? new Set()).add(order.id));
  }
  for (const [cart, ids] of byCart) {
    watch.expect(ids.size <= 1, "I12", () => `${cart} became ${ids.size} orders`);
  }
  for (const shopper of shoppers) {
    for (const id of shopper.paid) {
      const order = watch.orders.get(id);
      watch.expect(order?.confirmedAt != null, "I30", () => `${id} was shown as paid`);
    }
    checkCart(watch, objects, shopper);
  }
}

/** What was bought is no longer in the cart, and is counted once. */
function checkCart(watch: Watch, objects: Objects, { cartId }: Shopper): void {
  const [row] = objects.host("cart", cartId).rows.read("cart");
  if (row === undefined) return;
  const cart: { settledOrders: string[] } = JSON.parse(String(row.state));
  for (const order of watch.orders.values()) {
    if (order.cartId !== cartId || order.confirmedAt === null) continue;
    const count = cart.settledOrders.filter((id) => id === order.id).length;
    watch.expect(count === 1, "I16", () => `${order.id} was taken out of its cart ${count} times`);
    watch.meet("cart_settled");
  }
}
