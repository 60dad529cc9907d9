/** What the watch sees of money: every move at the provider, against orders and stock. */
import type { Intent } from "../../../dev/stripe/payment-intent.ts";
import type { Id } from "../../../domain/id.ts";
import { isPromotionId, type Order } from "../../../domain/order.ts";
import { type IntentRecord, keptMinor, takenMinor } from "../provider/records.ts";
import type { Watch, WatchParts } from "./watch.ts";

/** Checks every move of an intent, and every unit that goes back against them. */
export class MoneyWatch {
  readonly #watch: Watch;
  readonly #parts: WatchParts;

  constructor(watch: Watch, parts: WatchParts) {
    this.#watch = watch;
    this.#parts = parts;
  }

  /** Money or its promise has moved at the provider. */
  onMove(record: IntentRecord, before: Intent): void {
    const { orderId, intent } = record;
    this.#parts.stage.tell(() => `${record.id} ${before.status} -> ${intent.status}`);
    const order = this.#watch.orders.get(orderId);
    const others = this.#parts.account().of(orderId);
    const captured = others.filter((one) => takenMinor(one) > 0);
    this.#watch.expect(
      captured.length <= 1,
      "I7",
      () => `${orderId} has ${captured.length} captures`,
    );
    const authorised = others.filter((one) => one.intent.status === "requires_capture");
    this.#watch.expect(authorised.length <= 1, "I7", () => `${orderId} is authorised twice`);
    if (intent.status === "requires_capture" || intent.status === "processing") {
      this.#watch.expect(
        this.#watch.shown.has(record.id),
        "R3",
        () => `${record.id} was never shown`,
      );
      const isAgreed = this.#watch.agreed.get(orderId)?.has(intent.terms.amountMinor) ?? false;
      this.#watch.expect(isAgreed, "I13", () => `${record.id} is for what nobody agreed to`);
      if (order === undefined || order.status !== "awaiting_payment") {
        this.#watch.meet("late_authorisation");
        this.#parts.stage.faults.happened("F48");
      }
    }
    if (intent.status === "canceled" && before.status === "requires_capture") {
      this.#watch.meet("authorisation_let_go");
    }
    if (intent.status === "succeeded" && before.status === "requires_capture") {
      this.#checkCapture(record, order);
    }
  }

  /** R2, I9, I13: every unit is allocated and the amount is what was agreed. */
  #checkCapture(record: IntentRecord, order: Order | undefined): void {
    if (order === undefined) {
      this.#watch.violate("I7", `${record.orderId} paid without an order`);
      return;
    }
    const total = takenMinor(record);
    this.#watch.expect(
      this.#watch.agreed.get(order.id)?.has(total) ?? false,
      "I13",
      () => `${order.id} was charged ${total}, which nobody agreed to`,
    );
    for (const { itemId, quantity } of order.holds) {
      const held = this.#watch.unitsOf(itemId, order.id);
      this.#watch.expect(
        held.committed >= quantity,
        isPromotionId(itemId) ? "I14" : "I9",
        () => `${order.id} captured with ${held.committed} of ${quantity} of ${itemId}`,
      );
    }
  }

  /** R4, I9: units go back only when nobody can pay for them any more, or was paid back. */
  onGivenBack(orderId: Id<"order">, kind: string): void {
    const isEnding = this.#watch.orders.get(orderId)?.status === "releasing";
    for (const record of this.#parts.account().of(orderId)) {
      const { status } = record.intent;
      const isPayable =
        status === "requires_capture" ||
        status === "processing" ||
        (status !== "succeeded" && status !== "canceled" && this.#watch.shown.has(record.id));
      this.#watch.expect(
        !isPayable,
        "I9",
        () => `${kind} of ${orderId} while ${record.id} is ${status}`,
      );
      // Of an order that ends all the money is back; of one that goes on, at least some of it.
      const least = isEnding ? takenMinor(record) : Math.min(1, takenMinor(record));
      const back = takenMinor(record) - keptMinor(record);
      this.#watch.expect(
        back >= least,
        "I9",
        () => `${kind} of ${orderId}: ${record.id} gave ${back} back`,
      );
    }
  }
}
