/** The order saga: one pure function that takes a state and an input and gives the next state. */

import type { Order } from "./order.ts";
import { edit, place } from "./order-checkout.ts";
import type { OrderInput } from "./order-input.ts";
import { cancelIntent, end, ignored, refused, release, type Step } from "./order-moves.ts";
import {
  look,
  observe,
  onIntentAbsent,
  onIntentRefused,
  onIntentUnknown,
  onPoke,
} from "./order-payment.ts";
import { askRefund, refundAll, settleRefund } from "./order-refund.ts";
import { onCommitRefused, onCommitted, onGivenBack, onHeld, onHoldRefused } from "./order-stock.ts";

type Answer = Extract<OrderInput, { attempt: number }>;
type Command = Exclude<OrderInput, { attempt: number }>;

/**
 * What an order does with an input. An input that does not apply in a state changes nothing, so
 * that duplicates, replays and late answers are harmless.
 * The saga's twelve rules: docs/decisions/0003-order-saga.md.
 * @param now epoch milliseconds
 */
export function stepOrder(order: Order, input: OrderInput, now: number): Step {
  if (!("attempt" in input)) return onCommand(order, input, now);
  // An answer to an earlier attempt is fenced off.
  return input.attempt === order.attempt ? onAnswer(order, input, now) : ignored(order);
}

/** @returns whether an order that nobody else has heard of was left alone so long that it may go */
export function isAbandoned(order: Order, now: number): boolean {
  const isAtRest = order.status === "open" || order.status === "cancelled";
  return isAtRest && !order.isTold && order.deadlineAt !== null && now >= order.deadlineAt;
}

function onCommand(order: Order, input: Command, now: number): Step {
  switch (input.type) {
    case "set_contact":
    case "set_address":
    case "set_shipping":
    case "set_tax_id":
    case "set_prices":
    case "set_promotions":
    case "set_rates":
      return edit(order, input, now);
    case "place":
      return place(order, input, now);
    case "cancel":
      return cancel(order, input.by, now);
    case "refund":
      return askRefund(order, input, now);
    case "refund_settled":
      return settleRefund(order, input, now);
    case "poke":
      return onPoke(order, input.eventId);
    case "tick":
      return tick(order, now);
  }
}

function onAnswer(order: Order, input: Answer, now: number): Step {
  switch (input.type) {
    case "held":
      return onHeld(order, input.itemId, now);
    case "hold_refused":
      return onHoldRefused(order, input, now);
    case "committed":
      return onCommitted(order, input.itemId, now);
    case "commit_refused":
      return onCommitRefused(order, input.itemId, now);
    case "given_back":
      return onGivenBack(order, input.itemId, now);
    case "intent_observed":
      return observe(order, input.intent, now);
    case "intent_absent":
      return onIntentAbsent(order, now);
    case "intent_refused":
      return onIntentRefused(order, input.during, now);
    case "intent_unknown":
      return onIntentUnknown(order, input.during, now);
  }
}

/** Before the money is taken the order is let go; after it, only staff may, with a whole refund. */
function cancel(order: Order, by: "shopper" | "staff", now: number): Step {
  const ending = { to: "cancelled", reason: by } as const;
  switch (order.status) {
    case "open":
      return end({ ...order, ending }, now);
    case "holding":
      return release(order, ending, now);
    case "authorizing":
    case "awaiting_payment":
      return cancelIntent(order, ending);
    case "confirmed":
      return by === "staff" ? refundAll(order, ending, now) : closed(order);
    default:
      return order.ending?.to === "cancelled" ? ignored(order) : closed(order);
  }
}

function closed(order: Order): Step {
  return refused(order, { reason: "checkout_closed", status: order.status });
}

/** Time has passed. What waits for time is listed here and nowhere else. */
function tick(order: Order, now: number): Step {
  if (order.deadlineAt === null || now < order.deadlineAt) return ignored(order);
  switch (order.status) {
    case "open":
      // Placed once, then left alone: it cannot just vanish from the staff's lists.
      return order.isTold
        ? end({ ...order, ending: { to: "cancelled", reason: "expired" } }, now)
        : ignored(order);
    case "holding":
      return release(order, { to: "open", reason: "unavailable" }, now);
    case "authorizing":
      return cancelIntent(order, { to: "open", reason: "unavailable" });
    case "awaiting_payment":
      return look(order, now);
    case "refunding":
      return order.ending === null ? ignored(order) : refundAll(order, order.ending, now);
    default:
      return ignored(order);
  }
}
