/** Carries the webhooks that are due to the shop, several at a time and in no strict order. */
import type { AccountStore } from "./account-store.ts";
import type { Delivery } from "./delivery-store.ts";
import { nextAttemptAt, signWebhook } from "./webhook.ts";
import { wireOf } from "./wire.ts";

const LANES = 8;
const DELIVERIES_PER_RUN_MAX = 1_000;
const LEASE_MS = 15_000;
const TIMEOUT_MS = 10_000;

/** What a courier works with. */
export interface CourierRound {
  readonly store: AccountStore;
  readonly shop: Fetcher;
  readonly url: string;
  readonly secret: string;
}

/** Delivers at least once: a webhook that was taken and not noted is taken again. */
export class WebhookCourier {
  readonly #round: CourierRound;

  constructor(round: CourierRound) {
    this.#round = round;
  }

  /** Sends what is due now, and what becomes due meanwhile. */
  async deliverDue(): Promise<void> {
    const budget = { left: DELIVERIES_PER_RUN_MAX };
    await Promise.all(Array.from({ length: LANES }, () => this.#deliverLane(budget)));
  }

  /** Sends one due webhook after another, beside the other lanes. */
  async #deliverLane(budget: { left: number }): Promise<void> {
    while (budget.left > 0) {
      const now = Date.now();
      const delivery = this.#round.store.deliveries.take(now, now + LEASE_MS);
      if (delivery === null) return;
      budget.left -= 1;
      const lastStatus = await this.#post(delivery);
      this.#noteAttempt(delivery, lastStatus);
    }
  }

  #noteAttempt(delivery: Delivery, lastStatus: number): void {
    const attempts = delivery.attempts + 1;
    const isDelivered = lastStatus >= 200 && lastStatus < 300;
    const nextAt = isDelivered ? null : nextAttemptAt(attempts, Date.now());
    const gaveUp = !isDelivered && nextAt === null;
    const state = isDelivered ? "delivered" : gaveUp ? "failed" : "waiting";
    this.#round.store.deliveries.noteAttempt(delivery.id, { state, attempts, nextAt, lastStatus });
    if (isDelivered) this.#round.store.deliveries.freeHeld(Date.now());
  }

  /** Posts a webhook; 0 stands for a shop that could not be reached. */
  async #post(delivery: Delivery): Promise<number> {
    const event = this.#round.store.find("event", delivery.event);
    if (event === null) return 410;
    const body = JSON.stringify(
      wireOf(event, () => null),
      null,
      2,
    );
    try {
      const signature = await signWebhook(body, {
        secret: this.#round.secret,
        now: Date.now(),
      });
      const response = await this.#round.shop.fetch(this.#round.url, {
        method: "POST",
        body,
        redirect: "manual",
        signal: AbortSignal.timeout(TIMEOUT_MS),
        headers: {
          "content-type": "application/json; charset=utf-8",
          "stripe-signature": signature,
          "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
        },
      });
      await response.body?.cancel();
      return response.status;
    } catch {
      return 0;
    }
  }
}
