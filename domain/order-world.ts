/** A world for orders in memory: real stock, a provider that stumbles, deliveries in any order. */
import { type Id, toId } from "./id.ts";
import { HARBOUR, StockMemory } from "./inventory-builders.ts";
import { type HoldSubject, isSettled, type Order } from "./order.ts";
import { LINES, newOrder, Story } from "./order-builders.ts";
import { openOrder } from "./order-checkout.ts";
import type { OrderInput } from "./order-input.ts";
import type { OrderEffect } from "./order-request.ts";
import { stepOrder } from "./order-step.ts";
import { Provider } from "./provider-memory.ts";
import { invariant } from "./result.ts";

/** Two units of each thing, so that there are parts to give back. */
const PAIRS = LINES.map((line) => ({ ...line, quantity: 2 }));

/** Chance that a test can repeat: mulberry32. @returns 0 <= chance < 1 */
export function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** An answer on its way back to the order; null where nobody waits for one. */
interface Arrival {
  readonly row: string;
  readonly input: OrderInput | null;
}

/** One order with its outbox and the answers under way, as OrderObject has them. */
export class OrderCell {
  order: Order;
  readonly outbox = new Map<string, { readonly effect: OrderEffect; dueAt: number }>();
  readonly arrivals: Arrival[] = [];
  /** Intents whose secret has reached the browser. */
  readonly secrets = new Set<string>();

  constructor(order: Order) {
    this.order = order;
  }

  tell(input: OrderInput, now: number): void {
    const step = stepOrder(this.order, input, now);
    this.order = step.order;
    for (const effect of step.effects) {
      if (!this.outbox.has(effect.id)) {
        this.outbox.set(effect.id, { effect, dueAt: effect.notBefore });
      }
    }
    const { status, payment } = this.order;
    if (status === "awaiting_payment" && payment.intentId !== null) {
      this.secrets.add(payment.intentId);
    }
  }

  /** Takes an answer in, unless another answer to the same request was faster. */
  arrive({ row, input }: Arrival, now: number): void {
    if (!this.outbox.delete(row) || input === null) return;
    this.tell(input, now);
  }
}

/** Some orders that want the same few units. */
export class World {
  readonly chance: () => number;
  readonly provider: Provider;
  readonly stock = new Map<Id<"stockItem">, StockMemory>();
  readonly cells: OrderCell[];
  now: number;

  constructor(seed: number, { orders, units }: { orders: number; units: number }) {
    this.chance = chanceOf(seed);
    this.provider = new Provider(this.chance);
    for (const { itemId } of LINES) {
      const item = new StockMemory(itemId);
      item.run({ type: "receive", location: HARBOUR, quantity: units });
      this.stock.set(itemId, item);
    }
    const ready = new Story(newOrder(PAIRS)).ready();
    this.now = ready.now;
    this.cells = Array.from({ length: orders }, (_, at) => new OrderCell(checkout(ready, at)));
  }

  /** Carries one request out; whether and when the answer arrives is another matter. */
  perform(cell: OrderCell, row: string): void {
    const waiting = cell.outbox.get(row);
    if (waiting === undefined || waiting.dueAt > this.now) return;
    if (cell.arrivals.some((arrival) => arrival.row === row)) return;
    if (this.chance() < this.provider.trouble) {
      waiting.dueAt = this.now + 1000;
      return;
    }
    cell.arrivals.push({ row, input: this.#carryOut(cell.order, waiting.effect) });
  }

  #item(subject: HoldSubject): StockMemory {
    const item = this.stock.get(toId("stockItem", subject));
    invariant(item !== undefined, "the world keeps the items of its lines");
    item.now = this.now;
    return item;
  }

  #carryOut(order: Order, effect: OrderEffect): OrderInput | null {
    const { attempt } = effect;
    switch (effect.kind) {
      case "hold": {
        const { itemId } = effect;
        const { ok } = this.#item(itemId).run({ ...effect, type: "hold", orderId: order.id });
        return { type: ok ? "held" : "hold_refused", attempt, itemId };
      }
      case "commit": {
        const { itemId } = effect;
        const { ok } = this.#item(itemId).run({ ...effect, type: "commit", orderId: order.id });
        return { type: ok ? "committed" : "commit_refused", attempt, itemId };
      }
      case "give_back": {
        const { itemId, holdId, quantity } = effect;
        const item = this.#item(itemId);
        const isReleased = item.run({ type: "release", holdId }).ok;
        if (!isReleased && quantity > 0) this.#restockOnce(item, effect);
        return { type: "given_back", attempt, itemId };
      }
      case "restock":
        this.#restockOnce(this.#item(effect.itemId), effect);
        return null;
      case "refund_intent": {
        const status = this.provider.refund(`${order.id}:${effect.id}`, effect);
        return { type: "refund_settled", key: effect.refundKey, status };
      }
      case "settle_cart":
      case "publish":
        return null;
      default:
        return this.#ask(order, effect);
    }
  }

  readonly #restocked = new Set<string>();

  #restockOnce(
    item: StockMemory,
    { id, holdId, quantity }: { id: string; holdId: Id<"hold">; quantity: number },
  ): void {
    const key = `${holdId}:${id}`;
    if (this.#restocked.has(key)) return;
    this.#restocked.add(key);
    item.run({ type: "restock", holdId, quantity });
  }

  #ask(order: Order, effect: OrderEffect): OrderInput {
    const { attempt } = effect;
    const answer = this.provider.call(order, effect);
    switch (answer.outcome) {
      case "done":
        return { type: "intent_observed", attempt, intent: answer.value };
      case "absent":
        return { type: "intent_absent", attempt };
      case "refused":
      case "unknown": {
        const during = DURING[effect.kind];
        invariant(during !== undefined, "reading does not fail here");
        const type = answer.outcome === "refused" ? "intent_refused" : "intent_unknown";
        return { type, attempt, during, code: answer.code };
      }
      case "busy":
        throw new Error("This provider is never busy; its callers are");
    }
  }

  /** Everything goes well from now on, until nothing waits for anything. @returns whether it does */
  settle(): boolean {
    this.provider.trouble = 0;
    for (const { id, status } of this.provider.intents) {
      if (status === "processing") this.provider.pay(id, "succeeded");
    }
    for (let round = 0; round < 3000; round += 1) {
      for (const cell of this.cells) {
        for (const arrival of cell.arrivals.splice(0)) cell.arrive(arrival, this.now);
        for (const row of [...cell.outbox.keys()]) this.perform(cell, row);
      }
      if (this.cells.every(isAtRest)) return true;
      const isBusy = this.cells.some((cell) => cell.arrivals.length > 0);
      if (!isBusy) this.#letTimePass();
    }
    return false;
  }

  #letTimePass(): void {
    const times = this.cells.flatMap((cell) => [
      ...[...cell.outbox.values()].map(({ dueAt }) => dueAt),
      ...(cell.order.deadlineAt === null || isSettled(cell.order) ? [] : [cell.order.deadlineAt]),
    ]);
    if (times.length > 0) this.now = Math.max(this.now, Math.min(...times));
    for (const cell of this.cells) cell.tell({ type: "tick" }, this.now);
  }
}

const DURING: { readonly [Kind in OrderEffect["kind"]]?: "create" | "capture" | "cancel" } = {
  create_intent: "create",
  capture_intent: "capture",
  cancel_intent: "cancel",
};

function isAtRest({ order, outbox, arrivals }: OrderCell): boolean {
  return isSettled(order) && outbox.size === 0 && arrivals.length === 0;
}

/** The filled checkout again, under an id of its own. */
function checkout({ order }: Story, at: number): Order {
  const { number, cartId, cartVersion, currency, rules, lines } = newOrder(PAIRS);
  const id = toId("order", `ord_${String(at).padStart(26, "0")}`);
  const opened = openOrder(
    { id, number, cartId, cartVersion, currency, rules, lines },
    order.openedAt,
  );
  const { email, address, shippingMethodId, quote } = order;
  return { ...opened, email, address, shippingMethodId, quote };
}
