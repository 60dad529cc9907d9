/** What the order does when the provider answers, or does not. */

import { type Order, RETRY_MS, SEEN_EVENTS_MAX, SLOW_RETRY_MS, TRIES_MAX } from "./order.ts";
import {
  cancelIntent,
  capture,
  commit,
  confirm,
  createIntent,
  type Ending,
  effect,
  finalLookAt,
  ignored,
  isOverdue,
  next,
  nextLookAt,
  release,
  retrieve,
  type Step,
} from "./order-moves.ts";
import { refundAll } from "./order-refund.ts";
import type { Intent } from "./payment.ts";

/** How far the provider's clock may be behind. A wider look backwards is buried by a rush of orders. */
const CLOCKS_APART_MS = 10_000;

/**
 * R6: a hint that there is news. The order reads the provider's truth: once per event, and for
 * people who come back once at a time, so that nobody can make the shop flood the provider.
 */
export function onPoke(order: Order, eventId: string | null): Step {
  if (order.status !== "awaiting_payment") return ignored(order);
  if (eventId === null) {
    return next(order, {}, retrieve(order, "poke"));
  }
  if (order.seenEvents.includes(eventId)) return ignored(order);
  const seenEvents = [...order.seenEvents, eventId].slice(-SEEN_EVENTS_MAX);
  return next(order, { seenEvents }, retrieve(order, `event:${eventId}`));
}

/**
 * The order asks by itself: no webhook came. A look that still waits for the provider is enough,
 * so that a silence of hours leaves one request behind.
 */
export function look(order: Order, now: number): Step {
  const payment = { ...order.payment, polls: order.payment.polls + 1 };
  return next(
    order,
    { payment, deadlineAt: nextLookAt({ ...order, payment }, now) },
    retrieve(order, "look"),
  );
}

/** The provider's truth. What is old news in a state changes nothing. */
export function observe(order: Order, intent: Intent, now: number): Step {
  const { intentId } = order.payment;
  if (intentId !== null && intentId !== intent.intentId) return ignored(order);
  switch (order.status) {
    case "authorizing":
      return onCreated(order, intent, now);
    case "awaiting_payment":
      return onNews(withIntent(order, intent), intent, now);
    case "committing":
      return intent.status === "succeeded" && order.payment.capturedMinor === 0
        ? next(withIntent(order, intent), {})
        : ignored(order);
    case "capturing":
      return onCaptureNews(order, intent, now);
    case "cancelling":
      return onCancelNews(order, intent, now);
    default:
      return ignored(order);
  }
}

/** R3: the intent's id is stored in this very step; only then may the secret be shown. */
function onCreated(order: Order, intent: Intent, now: number): Step {
  const known = withIntent(order, intent);
  if (!isOwnAmount(order, intent)) {
    return cancelIntent(known, { to: "cancelled", reason: "amount_mismatch" });
  }
  const payable: Order = { ...known, payment: { ...known.payment, polls: 0 } };
  return next(payable, { status: "awaiting_payment", deadlineAt: nextLookAt(payable, now) });
}

function onNews(order: Order, intent: Intent, now: number): Step {
  const overdue = isOverdue(order, now);
  switch (intent.status) {
    case "requires_capture":
    case "succeeded":
      return isOwnAmount(order, intent) ? commit(order) : giveUpOnAmount(order, intent, now);
    case "canceled":
      return release(order, { to: "cancelled", reason: "payment_lost" }, now);
    case "processing":
      return overdue ? expire(order) : next(order, { deadlineAt: nextLookAt(order, now) });
    case "requires_payment_method":
    case "requires_action": {
      if (overdue) return expire(order);
      // A delayed method had more time, by the clock of another machine perhaps; now it has not.
      const deadlineAt = Math.min(order.deadlineAt ?? finalLookAt(order), finalLookAt(order));
      return next(order, { deadlineAt });
    }
  }
}

function giveUpOnAmount(order: Order, intent: Intent, now: number): Step {
  const ending = { to: "cancelled", reason: "amount_mismatch" } as const;
  return intent.status === "succeeded"
    ? refundAll(order, ending, now)
    : cancelIntent(order, ending);
}

function expire(order: Order): Step {
  return cancelIntent(order, { to: "cancelled", reason: "expired" });
}

function onCaptureNews(order: Order, intent: Intent, now: number): Step {
  switch (intent.status) {
    case "succeeded":
      return confirm(withIntent(order, intent), now);
    case "canceled":
      return release(withIntent(order, intent), { to: "cancelled", reason: "payment_lost" }, now);
    case "requires_payment_method":
    case "requires_action":
      return cancelIntent(withIntent(order, intent), { to: "cancelled", reason: "payment_lost" });
    case "requires_capture":
      if (!order.payment.isInDoubt) return ignored(order);
      return order.payment.tries >= TRIES_MAX
        ? cancelIntent(anew(order), { to: "cancelled", reason: "payment_refused" })
        : capture(anew(order), now + pauseOf(order));
    case "processing":
      return next(order, {}, retrieve(order, "again", now + pauseOf(order)));
  }
}

function onCancelNews(order: Order, intent: Intent, now: number): Step {
  const ending: Ending = order.ending ?? { to: "cancelled", reason: "expired" };
  if (order.payment.intentId === null) return cancelIntent(withIntent(order, intent), ending);
  switch (intent.status) {
    case "canceled":
      return release(withIntent(order, intent), ending, now);
    case "succeeded":
      return refundAll(withIntent(order, intent), { ...ending, to: "cancelled" }, now);
    default:
      if (!order.payment.isInDoubt) return ignored(order);
      return cancelIntent(anew(order), ending, now + pauseOf(order));
  }
}

/** Looked for and not there: nobody has its secret, so it is asked for under a new key. */
export function onIntentAbsent(order: Order, now: number): Step {
  if (order.status === "authorizing") return createIntent(anew(order), now);
  if (order.status === "cancelling" && order.payment.intentId === null && order.ending !== null) {
    return release(order, order.ending, now);
  }
  return ignored(order);
}

/** The provider says no for good. */
export function onIntentRefused(
  order: Order,
  during: "create" | "capture" | "cancel",
  now: number,
): Step {
  if (during !== "create") return recheck(order, during, now);
  if (order.status === "authorizing") {
    return release(order, { to: "open", reason: "payment_refused" }, now);
  }
  return onIntentAbsent(order, now);
}

/** R5: it may have happened. Look before trying again. */
export function onIntentUnknown(
  order: Order,
  during: "create" | "capture" | "cancel",
  now: number,
): Step {
  if (during !== "create") return recheck(order, during, now);
  const isAsking = order.status === "authorizing" || order.status === "cancelling";
  if (!isAsking || order.payment.intentId !== null) return ignored(order);
  const createdAfter = (order.placedAt ?? 0) - CLOCKS_APART_MS;
  const find = { kind: "find_intent", createdAfter } as const;
  return next(order, {}, [effect(order, find, { name: `${order.payment.tries}` })]);
}

function recheck(order: Order, during: "capture" | "cancel", now: number): Step {
  if (order.status !== (during === "capture" ? "capturing" : "cancelling")) return ignored(order);
  const payment = { ...order.payment, isInDoubt: true };
  return next(
    order,
    { payment },
    retrieve(order, `${during}:${payment.tries}`, payment.tries === 0 ? 0 : now + RETRY_MS),
  );
}

/** A new key for a new try. */
function anew(order: Order): Order {
  const { payment } = order;
  return { ...order, payment: { ...payment, tries: payment.tries + 1, isInDoubt: false } };
}

function pauseOf(order: Order): number {
  const { tries } = order.payment;
  return tries >= TRIES_MAX ? SLOW_RETRY_MS : RETRY_MS * 2 ** tries;
}

function withIntent(order: Order, intent: Intent): Order {
  const payment = {
    ...order.payment,
    intentId: intent.intentId,
    clientSecret: intent.clientSecret ?? order.payment.clientSecret,
    intentStatus: intent.status,
    capturedMinor: Math.max(order.payment.capturedMinor, intent.receivedMinor),
    declineCode: intent.declineCode,
  };
  return { ...order, payment };
}

function isOwnAmount(order: Order, intent: Intent): boolean {
  return (
    intent.amountMinor === order.quote.totals.grandTotalMinor && intent.currency === order.currency
  );
}
