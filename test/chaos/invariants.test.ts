/** The checks themselves: a sound shop passes, and each way of being unsound is seen. */
import { describe, expect, it } from "vitest";
import type { CheckoutView } from "../../contracts/checkout.ts";
import type { CartState } from "../../domain/cart.ts";
import { holdIdOf, type Id } from "../../domain/id.ts";
import { levelOf } from "../../domain/inventory.ts";
import { HARBOUR, StockMemory } from "../../domain/inventory-builders.ts";
import type { Order } from "../../domain/order.ts";
import { LINES, Story } from "../../domain/order-builders.ts";
import { findShelfViolations, findViolations } from "./invariants.ts";
import { Record } from "./record.ts";
import type { ItemRows, ListedOrder, OrderRows, Ware, World } from "./rows.ts";

/** Rows that a test may spoil. */
type Mutable<Value> = Value extends string | number | boolean | null | undefined
  ? Value
  : { -readonly [Key in keyof Value]: Mutable<Value[Key]> };

const ON_HAND = 10;
const HISTORY = [
  "open",
  "holding",
  "authorizing",
  "awaiting_payment",
  "committing",
  "capturing",
  "confirmed",
];
const WARES: readonly Ware[] = LINES.map(({ variantId, itemId, handle }) => ({
  variantId,
  itemId,
  handle,
}));

/** A shop with one confirmed order, everything in its place, and what its shopper was told. */
function soundShop(): { world: Mutable<World>; record: Record; order: Mutable<Order> } {
  const order = new Story().confirmed().order;
  const record = new Record();
  record.keepOrder(order.cartId, viewOf(order));
  const items = LINES.map(({ itemId }) => soldOne(itemId, order));
  for (const { itemId } of LINES) record.keepStock(itemId, ON_HAND);
  const total = order.quote.totals.grandTotalMinor;
  const rows: OrderRows = {
    orderId: order.id,
    order,
    history: HISTORY.map((status, version) => ({ version, at: 0, input: "test", status })),
  };
  const world: World = {
    items,
    orders: [rows],
    carts: [{ cartId: order.cartId, cart: { lines: [] as unknown } as CartState }],
    lists: {
      orders: [listed(order)],
      notices: [{ subject_id: order.id, kind: "order_confirmation", status: "sent", attempts: 1 }],
      levels: items.flatMap(({ itemId, level }) =>
        level.locations.map((of) => ({ ...of, itemId, version: level.version })),
      ),
      deadLetters: [],
      breaks: [],
    },
    books: {
      intents: [
        {
          id: "pi_1",
          amount: total,
          amount_received: total,
          status: "succeeded",
          metadata: { order_id: order.id },
        },
      ],
      refunds: [],
      faultsLeft: 0,
    },
  };
  const copy = structuredClone(world) as Mutable<World>;
  return { world: copy, record, order: copy.orders[0]!.order! };
}

function soldOne(itemId: Id<"stockItem">, order: Order): ItemRows {
  const memory = new StockMemory(itemId);
  const holdId = holdIdOf(order.id, order.attempt);
  const units = { holdId, orderId: order.id, quantity: 1 };
  memory.run({ type: "receive", location: HARBOUR, quantity: ON_HAND });
  memory.run({ type: "hold", ...units, expiresAt: memory.now + 1_000 });
  memory.run({ type: "commit", ...units });
  const promises = [{ holdId, orderId: order.id, status: "committed", left: 1 }] as const;
  return { itemId, level: levelOf(memory.stock), ledger: memory.ledger, promises };
}

function listed(order: Order): ListedOrder {
  const { id, status, payment } = order;
  return {
    id,
    status,
    email: order.email ?? "",
    grand_total_minor: order.quote.totals.grandTotalMinor,
    captured_minor: payment.capturedMinor,
    refunded_minor: 0,
    unit_count: 2,
    payment_intent: payment.intentId,
    confirmed_at: order.confirmedAt,
    line_units: 2,
  };
}

function viewOf(order: Order): CheckoutView {
  return {
    id: order.id,
    email: order.email,
    status: "completed",
    placedAt: "2027-01-15T08:00:00Z",
    lines: order.lines,
    totals: [{ type: "total", amount: { minor: order.quote.totals.grandTotalMinor } }],
  } as unknown as CheckoutView;
}

const UNSOUND: readonly [string, string, (shop: ReturnType<typeof soundShop>) => void][] = [
  ["I1", "units that nobody received", ({ record }) => record.keepStock(LINES[0]!.itemId, 1)],
  ["I1", "an allocation without a sale", ({ order }) => (order.status = "cancelled")],
  ["I2", "more promised than there is", ({ world }) => (world.items[0]!.level.held = ON_HAND)],
  ["I4", "a hold while nobody buys", ({ world }) => (world.items[0]!.level.held = 1)],
  ["I4", "a hold of an order that is over", ({ order }) => (order.status = "cancelled")],
  ["I5", "a ledger with an entry less", ({ world }) => world.items[0]!.ledger.pop()],
  ["I5", "an allocation that was lost", ({ world }) => world.items[0]!.promises.pop()],
  ["I6", "too little money", ({ world }) => (world.books.intents[0]!.amount_received -= 1)],
  ["I6", "a refund nobody asked for", ({ world }) => refund(world)],
  ["I7", "two captured intents", ({ world }) => secondIntent(world, "succeeded")],
  ["I8", "an authorisation that waits", ({ world }) => secondIntent(world, "requires_capture")],
  ["I9", "money for goods not allocated", ({ world }) => (world.items[0]!.promises[0]!.left = 0)],
  ["I10", "a forbidden move", ({ world }) => world.orders[0]!.history.splice(3, 1)],
  ["I11", "an order on its way", ({ order }) => (order.status = "capturing")],
  ["I12", "a complaint of a shopper", ({ record }) => record.complaints.push("twice")],
  ["I13", "another price than agreed", ({ order }) => (order.quote.totals.grandTotalMinor += 1)],
  ["I16", "a dead letter", ({ world }) => world.lists.deadLetters.push({ queue: "q", reason: "" })],
  ["I17", "a shopper who was not told", ({ world }) => world.lists.notices.pop()],
  ["I17", "a shopper told twice", ({ world }) => again(world.lists.notices)],
  ["I19", "a difference between books", ({ world }) => difference(world)],
  ["I20", "a list that lags", ({ world }) => (world.lists.orders[0]!.status = "committing")],
  ["I20", "a list without the order", ({ world }) => world.lists.orders.pop()],
  ["I20", "half of an order's lines", ({ world }) => (world.lists.orders[0]!.line_units = 1)],
  ["I20", "listings that lag", ({ world }) => (world.lists.levels[0]!.allocated = 0)],
  ["I30", "a lost order", ({ world }) => (world.orders[0]!.order = null)],
  ["I30", "a completed order that is not", ({ order }) => (order.status = "awaiting_payment")],
  ["I30", "a lost address", ({ order }) => (order.email = null)],
  ["I30", "a lost line", ({ order }) => order.lines.pop()],
  ["I30", "a lost cart", ({ world }) => world.carts[0]!.cart.lines.push(LINES[0]! as never)],
];

describe("findViolations()", () => {
  it("is content with a sound shop", () => {
    const { world, record } = soundShop();
    expect(findViolations(world, record, WARES)).toEqual([]);
  });

  it.each(UNSOUND)("finds %s in %s", (invariant, _, spoil) => {
    const shop = soundShop();
    spoil(shop);
    const found = findViolations(shop.world, shop.record, WARES);
    expect(found.map((violation) => violation.invariant)).toContain(invariant);
  });
});

describe("findShelfViolations()", () => {
  const { level } = soundShop().world.items[0]!;
  const audit = { brokenAt: null, next: null, contradictions: [], level };

  it("is content with a shelf that agrees with its ledger", () => {
    expect(findShelfViolations(audit, ON_HAND)).toEqual([]);
  });

  it.each([
    ["I1", audit, ON_HAND + 1],
    ["I2", { ...audit, level: { ...level, held: ON_HAND } }, ON_HAND],
    ["I5", { ...audit, brokenAt: 2 }, ON_HAND],
    ["I5", { ...audit, contradictions: ["held"] as const }, ON_HAND],
  ])("finds %s", (invariant, broken, onHand) => {
    const found = findShelfViolations(broken, onHand);
    expect(found.map((violation) => violation.invariant)).toContain(invariant);
  });
});

function refund({ books, orders }: Mutable<World>): void {
  books.refunds.push({ payment_intent: orders[0]!.order!.payment.intentId!, amount: 100 });
}

function secondIntent({ books }: Mutable<World>, status: string): void {
  books.intents.push({ ...structuredClone(books.intents[0]!), id: "pi_2", status });
}

function again<One>(many: One[]): void {
  many.push(structuredClone(many[0]!));
}

function difference({ lists }: Mutable<World>): void {
  lists.breaks.push({ type: "payment_missing", subject: "pi_1" });
}
