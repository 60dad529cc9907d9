/** Tells which rare branches of the saga a step took. */
import { isPromotionId, type Order } from "../../../domain/order.ts";
import type { Taken } from "../doubles/order-step.ts";
import type { BranchName } from "./branches.ts";

/** Counts the branches of orders. */
export class OrderBranches {
  /** Orders whose intent is being looked for. */
  readonly #looking = new Set<string>();
  readonly #meet: (branch: BranchName) => void;

  constructor(meet: (branch: BranchName) => void) {
    this.#meet = meet;
  }

  /** Which rare branches a step took. */
  count(before: Order, { after, input, effects }: Taken): void {
    const { id } = after;
    if (effects.some((effect) => effect.kind === "find_intent")) this.#looking.add(id);
    if (input === "intent_observed" && before.payment.intentId === null) {
      if (this.#looking.delete(id)) this.#meet("intent_adopted");
    }
    if (input === "intent_absent" && after.status === "authorizing") {
      this.#meet("intent_created_anew");
    }
    const isUsedUp = usedUpIn(after) > usedUpIn(before);
    if (input === "hold_refused") this.#meet(isUsedUp ? "promotion_used_up" : "hold_sold_out");
    if (input === "commit_refused") this.#meet(isUsedUp ? "commit_used_up" : "commit_sold_out");
    if (input === "intent_refused" && after.status === "releasing") this.#meet("intent_refused");
    if (input === "refund_settled" && after.refunds.some((one) => one.status === "failed")) {
      this.#meet("refund_failed");
    }
    if (input === "refund_settled" && before.quote.totals.discountMinor > 0) {
      this.#meet("discounted_refund");
    }
    if (input === "place" && after.quote.discounts.length < before.quote.discounts.length) {
      this.#meet("promotion_ended");
    }
    if (effects.some((effect) => effect.kind === "restock")) this.#meet("restocked");
    if (!before.payment.isInDoubt && after.payment.isInDoubt) {
      this.#meet(after.status === "capturing" ? "capture_in_doubt" : "cancel_in_doubt");
    }
    if (before.status === "capturing" && after.status === "capturing") {
      if (after.payment.tries > before.payment.tries) this.#meet("capture_renewed");
    }
    if (after.status !== before.status) this.#countMove(before, after);
  }

  #countMove(before: Order, after: Order): void {
    switch (after.status) {
      case "holding":
        if (after.attempt > 1) this.#meet("placed_again");
        if (itemsOf(after.holds) < after.lines.length) this.#meet("hold_summed");
        return;
      case "open":
        this.#meet("reopened");
        return;
      case "confirmed":
        this.#meet("confirmed");
        if (after.quote.totals.grandTotalMinor === 0) this.#meet("confirmed_free");
        return;
      case "cancelled":
        this.#meet("cancelled");
        if (after.refunds.length > 0) this.#meet("refunded_whole");
        if (after.ending?.reason === "amount_mismatch") this.#meet("amount_mismatch");
        if (after.ending?.reason === "payment_lost") this.#meet("payment_lost");
        return;
      case "cancelling":
        if (after.ending?.reason === "expired") this.#meet("expired");
        return;
      case "committing":
        if (before.payment.intentStatus === "processing") this.#meet("delayed_paid");
        return;
      default:
    }
  }
}

function usedUpIn({ rules }: Order): number {
  return rules.usedUp.length + (rules.usedByBuyer?.length ?? 0);
}

function itemsOf(holds: Order["holds"]): number {
  return holds.filter(({ itemId }) => !isPromotionId(itemId)).length;
}
