/** Delivers an order's requests: what is due, and what its answers ask for. */
import type { Order } from "../domain/order.ts";
import type { OrderInput } from "../domain/order-input.ts";
import type { OrderEffect } from "../domain/order-request.ts";
import { log } from "../runtime/log.ts";
import { dueRows, type OutboxRow, postpone } from "../runtime/outbox.ts";
import { withinTime } from "../runtime/within-time.ts";
import { pauseAfter } from "./order-effects.ts";

/** One that does not come back is given up after that long, so that it holds no other one up. */
const DELIVERY_MAX_MS = 60_000;
/** After that many failed deliveries a person should look. */
const STUCK_ATTEMPTS = 6;

/** What a courier works with. */
export interface CourierParts {
  readonly sql: SqlStorage;
  /** The order as it is; null where there is none. */
  readonly order: () => Order | null;
  /** Carries out one request. @returns what the order should be told, or null @throws to be tried again */
  readonly perform: (order: Order, request: OrderEffect) => Promise<OrderInput | null>;
  /** Takes an answer in and forgets its request, in one turn; null where nobody waits for one. */
  readonly onAnswer: (answer: OrderInput | null, delivered: string) => void;
  /** A request waits for a later time. */
  readonly onPostponed: () => void;
}

/** Delivers until nothing is due. */
export class OrderCourier {
  readonly #parts: CourierParts;
  /** The requests under way, of which there is one round at a time. */
  #round: Promise<void> | null = null;

  constructor(parts: CourierParts) {
    this.#parts = parts;
  }

  /** Delivers what is due, and what its answers ask for, until nothing is. */
  async deliver(): Promise<void> {
    for (;;) {
      const rows = dueRows<OrderEffect>(this.#parts.sql, Date.now());
      if (rows.length === 0) return;
      // Whoever comes second waits for the round under way and then looks again.
      this.#round ??= this.#deliverAll(rows).finally(() => {
        this.#round = null;
      });
      await this.#round;
    }
  }

  async #deliverAll(rows: readonly OutboxRow<OrderEffect>[]): Promise<void> {
    await Promise.all(rows.map((row) => this.#deliverOne(row)));
  }

  async #deliverOne({ id, request, attempts }: OutboxRow<OrderEffect>): Promise<void> {
    const { sql, perform, onAnswer, onPostponed } = this.#parts;
    const order = this.#parts.order();
    if (order === null) return;
    try {
      const answer = await withinTime(perform(order, request), DELIVERY_MAX_MS);
      onAnswer(answer, id);
    } catch (error) {
      const pauseMs = pauseAfter(error, attempts, Math.random());
      postpone(sql, id, Date.now() + pauseMs);
      onPostponed();
      const fields = { orderId: order.id, kind: request.kind, attempt: attempts, error };
      if (attempts >= STUCK_ATTEMPTS) log.error("order.request.stuck", fields);
      else log.warn("order.request.retried", fields);
    }
  }
}
