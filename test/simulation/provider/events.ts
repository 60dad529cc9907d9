/** What Stripe tells the shop, and when: webhooks that are lost, repeated, late and out of order. */
import type { Queue } from "../platform/queues.ts";
import { Life, type Stage } from "../stage.ts";
import type { Account } from "./account.ts";
import type { IntentRecord } from "./records.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** How long Stripe waits before it sends an event again that nobody took. */
const AGAIN_MS = 30_000;

/** Who hears of them. */
export interface EventParts {
  readonly stage: Stage;
  readonly account: () => Account;
  /** Where the shop's webhook puts a hint. */
  readonly hints: () => Queue;
  /** Told when a delayed method has failed. */
  readonly onDelayedFailure: () => void;
}

/** The account's couriers, and the bank that settles delayed methods. */
export class ProviderEvents {
  readonly #parts: EventParts;
  /** Events that are days late. */
  readonly #late: (() => void)[] = [];
  /** Payments that the bank has not settled. */
  readonly #delayed = new Set<string>();
  #count = 0;

  constructor(parts: EventParts) {
    this.#parts = parts;
  }

  /** Tells of an event, or fails to. */
  tell(type: string, record: IntentRecord): void {
    const { faults, chance, timeline } = this.#parts.stage;
    this.#count += 1;
    const id = `evt_${this.#count}`;
    const send = () => this.send(id, type, record);
    if (faults.strikes("F45", 0.06)) return;
    if (faults.strikes("F42", 0.05)) timeline.after(chance.int(100, 30_000), send);
    if (faults.strikes("F44", 0.02)) {
      this.#late.push(send);
      return;
    }
    const isSlow = faults.strikes("F43", 0.05);
    timeline.after(isSlow ? chance.int(2_000, 60_000) : chance.int(50, 800), send);
  }

  /** What workers/checkout/webhook.ts makes of a verified event; the gateway's tests verify. */
  send(eventId: string, type: string, { id, orderId }: Pick<IntentRecord, "id" | "orderId">): void {
    const { stage, hints } = this.#parts;
    stage.current = new Life("webhook");
    const event = {
      id: eventId,
      type: "payment.observed",
      version: 1,
      at: stage.timeline.now,
      subject: orderId,
      data: { provider: "stripe", orderId, intentId: id, providerType: type },
    };
    hints()
      .send(event)
      .catch(() => {
        stage.timeline.after(AGAIN_MS, () => this.send(eventId, type, { id, orderId }));
      });
  }

  /** A delayed method has begun: hours pass until its end is known. */
  delay({ id }: IntentRecord): void {
    const { chance, timeline } = this.#parts.stage;
    this.#delayed.add(id);
    timeline.after(chance.int(5_000, 5 * HOUR_MS), () => this.#settle(id));
  }

  #settle(id: string): void {
    if (!this.#delayed.delete(id)) return;
    const account = this.#parts.account();
    account.happen(id, { type: "settle" });
    if (account.intents.get(id)?.intent.status === "requires_payment_method") {
      this.#parts.onDelayedFailure();
    }
  }

  /** What is late comes now, and the banks make up their minds. */
  hurry(): void {
    const { chance, timeline } = this.#parts.stage;
    for (const send of this.#late) timeline.after(chance.int(0, MINUTE_MS), send);
    for (const id of this.#delayed) {
      timeline.after(chance.int(0, 5 * MINUTE_MS), () => this.#settle(id));
    }
  }
}
