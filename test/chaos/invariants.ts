/** What must hold, checked over real rows. Numbers are those of the list in docs/reliability.md. */
import type { Id } from "../../domain/id.ts";
import { holdIdOf } from "../../domain/id.ts";
import { foldLedger } from "../../domain/inventory-ledger.ts";
import { ORDER_MOVES, type Order, type OrderStatus } from "../../domain/order.ts";
import type { Record } from "./record.ts";
import type {
  ItemAudit,
  ItemRows,
  OrderRows,
  Promised,
  ProviderIntent,
  Ware,
  World,
} from "./rows.ts";

/** Something that must not be. */
export interface Violation {
  readonly invariant: string;
  readonly subject: string;
  readonly says: string;
}

type Found = (subject: string, says: string) => Violation;

/** Everything that has to be true once nothing moves any more. */
export function findViolations(world: World, record: Record, wares: readonly Ware[]): Violation[] {
  return [
    ...record.complaints.map((says) => ({ invariant: "I12", subject: "shopper", says })),
    ...world.items.flatMap((item) => ofItem(item, world, record)),
    ...world.orders.flatMap((rows) => ofOrder(rows, world)),
    ...ofAcknowledged(world, record, wares),
    ...ofCarts(world, record),
    ...ofBooks(world),
    ...ofLists(world),
  ];
}

/** What has to be true of a shelf at every moment. */
export function findShelfViolations(
  { brokenAt, contradictions, level }: ItemAudit,
  onHand: number,
) {
  const found = finder("I5");
  const { itemId, held, allocated } = level;
  return [
    ...(brokenAt === null ? [] : [found(itemId, `the ledger breaks at ${brokenAt}`)]),
    ...contradictions.map((what) => found(itemId, `rows contradict each other: ${what}`)),
    ...(level.onHand === onHand
      ? []
      : [finder("I1")(itemId, `${level.onHand} on hand, received ${onHand}`)]),
    ...(held + allocated <= level.onHand
      ? []
      : [finder("I2")(itemId, `${held} held and ${allocated} allocated of ${level.onHand}`)]),
  ];
}

function ofItem({ itemId, level, ledger, promises }: ItemRows, world: World, record: Record) {
  const folded = foldLedger(ledger);
  const sums = { held: 0, committed: 0 };
  for (const { status, left } of promises) sums[status] += left;
  const sold = world.orders
    .map(({ order }) => order)
    .filter((order) => order?.status === "confirmed")
    .flatMap((order) => order?.holds.filter((hold) => hold.itemId === itemId) ?? [])
    .reduce((sum, { quantity }) => sum + quantity, 0);
  const isSame = level.locations.every((of) => {
    const other = folded.find(({ location }) => location === of.location);
    return (
      other?.onHand === of.onHand && other.held === of.held && other.allocated === of.allocated
    );
  });
  const onHand = record.onHand.get(itemId) ?? 0;
  const known = new Map(world.orders.map(({ orderId, order }) => [orderId, order]));
  return [
    check("I1", itemId, level.onHand === onHand, `${level.onHand} on hand, received ${onHand}`),
    check("I1", itemId, level.allocated === sold, `${level.allocated} allocated, sold ${sold}`),
    check(
      "I2",
      itemId,
      level.held + level.allocated <= level.onHand,
      "more promised than there is",
    ),
    check("I4", itemId, level.held === 0, `${level.held} units held while nobody buys`),
    check("I5", itemId, isSame, "the ledger does not fold to the levels"),
    check("I5", itemId, sums.held === level.held, "holds do not add up"),
    check("I5", itemId, sums.committed === level.allocated, "allocations do not add up"),
    ...promises.map(({ orderId, holdId, status }) => {
      const order = known.get(orderId);
      const isKept = status === "committed" && order?.status === "confirmed";
      return check("I4", itemId, isKept, `${holdId} is ${status}, its order ${order?.status}`);
    }),
  ].flat();
}

function ofOrder({ orderId, order, history }: OrderRows, world: World): Violation[] {
  if (order === null) return [];
  const { status, payment } = order;
  const isAtRest = status === "open" || status === "confirmed" || status === "cancelled";
  const total = order.quote.totals.grandTotalMinor;
  const expected = status === "confirmed" ? total : 0;
  const intents = world.books.intents.filter((intent) => intent.metadata.order_id === orderId);
  const taken = intents.reduce((sum, intent) => sum + keptMinor(intent, world), 0);
  const paid = intents.filter((intent) => intent.amount_received > 0);
  return [
    check("I11", orderId, isAtRest, `still ${status}`),
    check("I6", orderId, taken === expected, `${status}, the provider kept ${taken} of ${total}`),
    check(
      "I6",
      orderId,
      status !== "confirmed" || payment.capturedMinor === total,
      `knows of ${payment.capturedMinor} of ${total}`,
    ),
    check("I7", orderId, paid.length <= 1, `${paid.length} intents were captured`),
    check(
      "I7",
      orderId,
      status !== "confirmed" || paid[0]?.id === payment.intentId,
      "another intent than its own was captured",
    ),
    check(
      "I9",
      orderId,
      paid.length === 0 || status === "cancelled" || isAllocated(order, world.items),
      "captured, but not every line is allocated",
    ),
    ...ofHistory(orderId, order, history),
  ].flat();
}

/** I10: only legal moves, versions that grow, one end. */
function ofHistory(orderId: string, order: Order, history: OrderRows["history"]): Violation[] {
  const found = finder("I10");
  const wrong = history.flatMap(({ status, version }, at) => {
    const before = history[at - 1];
    if (before === undefined) return status === "open" ? [] : [found(orderId, `began ${status}`)];
    return mayMove(before.status, status) && version > before.version
      ? []
      : [found(orderId, `went from ${before.status} to ${status}`)];
  });
  const last = history.at(-1)?.status;
  return [
    ...wrong,
    ...(last === order.status ? [] : [found(orderId, `is ${order.status}, its history ${last}`)]),
  ];
}

/** Where nothing is held, nothing waits for its release: the step passes through it. */
function mayMove(from: string, to: string): boolean {
  const direct: readonly string[] = ORDER_MOVES[from as OrderStatus];
  const afterRelease: readonly string[] = ORDER_MOVES.releasing;
  return direct.includes(to) || (direct.includes("releasing") && afterRelease.includes(to));
}

/** I30: what was said is so. */
function ofAcknowledged(world: World, record: Record, wares: readonly Ware[]): Violation[] {
  const rows = new Map(world.orders.map(({ orderId, order }) => [orderId, order]));
  const items = new Map(wares.map(({ variantId, itemId }) => [variantId, itemId]));
  return [...record.orders.values()].flatMap(({ orderId, email, lastWord, totalMinor, units }) => {
    const order = rows.get(orderId) ?? null;
    if (order === null) return [lost(orderId, `${lastWord}, and is gone`)];
    const { status } = order;
    const isEmailKept = lastWord === "opened" || order.email === email;
    const isWordKept =
      lastWord === "completed"
        ? status === "confirmed"
        : lastWord === "cancelled"
          ? status === "cancelled"
          : lastWord === "placed"
            ? order.attempt > 0
            : true;
    const isSame = [...units].every(([variantId, quantity]) => {
      const lines = order.lines.filter((line) => line.variantId === variantId);
      const isItem = lines.every((line) => line.itemId === items.get(variantId));
      return isItem && lines.reduce((sum, line) => sum + line.quantity, 0) === quantity;
    });
    return [
      ...(isEmailKept ? [] : [lost(orderId, "forgot its shopper")]),
      ...(isWordKept ? [] : [lost(orderId, `${lastWord} was said, it is ${status}`)]),
      ...(isSame ? [] : [lost(orderId, "has other lines")]),
      ...check(
        "I13",
        orderId,
        lastWord !== "completed" || order.quote.totals.grandTotalMinor === totalMinor,
        `costs ${order.quote.totals.grandTotalMinor}, agreed ${totalMinor}`,
      ),
    ];
  });
}

/** A cart has exactly what was put into it, less what was bought. */
function ofCarts(world: World, record: Record): Violation[] {
  const bought = new Set(
    world.orders.flatMap(({ order }) => (order?.status === "confirmed" ? [order.cartId] : [])),
  );
  return world.carts.flatMap(({ cartId, cart }) => {
    const expected = bought.has(cartId) ? new Map() : (record.carts.get(cartId) ?? new Map());
    const units = new Map(cart.lines.map((line) => [line.variantId, line.quantity]));
    const isSame =
      units.size === expected.size &&
      [...expected].every(([variantId, quantity]) => units.get(variantId) === quantity);
    const spell = JSON.stringify([[...units.values()], [...expected.values()]]);
    return isSame ? [] : [lost(cartId, `the cart has other units: ${spell}`)];
  });
}

/** I7, I8: the provider has no money that belongs to nobody, and none that waits. */
function ofBooks(world: World): Violation[] {
  const orders = new Map(world.orders.map(({ orderId, order }) => [orderId as string, order]));
  return world.books.intents.flatMap((intent) => {
    const order = orders.get(intent.metadata.order_id ?? "");
    const isSold = order?.status === "confirmed" && order.payment.intentId === intent.id;
    return [
      ...check(
        "I7",
        intent.id,
        keptMinor(intent, world) === 0 || isSold,
        `captured for an order that is ${order?.status}`,
      ),
      ...check("I8", intent.id, intent.status !== "requires_capture", "still authorised"),
    ];
  });
}

/** I16, I17, I20: the lists show what the objects say, and each buyer was told once. */
function ofLists({ items, orders, lists }: World): Violation[] {
  const rows = new Map(lists.orders.map((row) => [row.id, row]));
  const sent = Map.groupBy(lists.notices, ({ subject_id }) => subject_id);
  return [
    ...orders.flatMap(({ orderId, order }) => {
      const row = rows.get(orderId);
      const notices = sent.get(orderId) ?? [];
      const expected = order?.status === "confirmed" ? 1 : 0;
      const isTold = notices.filter(({ status }) => status === "sent").length === expected;
      const says = `${order?.status}, ${JSON.stringify(notices)}`;
      return [
        check("I20", orderId, isListed(order, row), `lists say ${JSON.stringify(row)}`),
        check("I17", orderId, isTold && notices.length === expected, says),
      ].flat();
    }),
    ...items.flatMap(({ itemId, level }) => {
      const shown = lists.levels.filter((row) => row.itemId === itemId);
      const isSame = level.locations.every((of) => {
        const row = shown.find(({ location }) => location === of.location);
        return row?.onHand === of.onHand && row.held === of.held && row.allocated === of.allocated;
      });
      return check("I20", itemId, isSame, "listings show another level");
    }),
    ...lists.deadLetters.map(({ queue, reason }) =>
      finder("I16")(queue, `a letter died: ${reason}`),
    ),
    ...lists.breaks.map(({ type, subject }) => finder("I19")(subject, `reconciliation: ${type}`)),
  ];
}

function isListed(order: Order | null, row: World["lists"]["orders"][number] | undefined): boolean {
  if (order === null || !order.isTold) return row === undefined;
  const units = order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  return (
    row !== undefined &&
    row.status === order.status &&
    row.email === order.email?.toLowerCase() &&
    row.grand_total_minor === order.quote.totals.grandTotalMinor &&
    row.captured_minor === order.payment.capturedMinor &&
    row.payment_intent === order.payment.intentId &&
    row.confirmed_at === order.confirmedAt &&
    row.unit_count === units &&
    row.line_units === units
  );
}

/** @returns whether every unit of the order's present attempt is allocated to it */
export function isAllocated(order: Order, items: readonly Promised[]) {
  const holdId: Id<"hold"> = holdIdOf(order.id, order.attempt);
  return order.holds.every(({ itemId, quantity }) =>
    items
      .find((item) => item.itemId === itemId)
      ?.promises.some(
        (of) => of.holdId === holdId && of.status === "committed" && of.left === quantity,
      ),
  );
}

function keptMinor(intent: ProviderIntent, { books }: World): number {
  return books.refunds
    .filter(({ payment_intent }) => payment_intent === intent.id)
    .reduce((sum, { amount }) => sum - amount, intent.amount_received);
}

function lost(subject: string, says: string): Violation {
  return finder("I30")(subject, says);
}

function finder(invariant: string): Found {
  return (subject, says) => ({ invariant, subject, says });
}

function check(invariant: string, subject: string, isSo: boolean, says: string): Violation[] {
  return isSo ? [] : [{ invariant, subject, says }];
}
