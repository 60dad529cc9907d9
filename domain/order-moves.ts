/** The moves of the order saga: each gives the next state and what has to be done for it. */

import { holdIdOf } from "./id.ts";
import { HOLD_KEEP_MS } from "./inventory-hold.ts";
import {
  CHECKOUT_IDLE_MS,
  type EndReason,
  FINAL_LOOK_MS,
  type HoldSubject,
  type Order,
  type OrderHold,
  type Payment,
  POLL_AFTER_MS,
  PROCESSING_MAX_MS,
  RETRY_MS,
} from "./order.ts";
import { changesBetween } from "./order-changes.ts";
import type { OrderProblem } from "./order-input.ts";
import { quoteOf } from "./order-quote.ts";
import type { OrderEffect, OrderEventType, OrderRequest } from "./order-request.ts";
import { fail, ok, type Result } from "./result.ts";

/** The next state, what to do for it, and the answer to whoever gave the input. */
export interface Step {
  readonly order: Order;
  readonly effects: readonly OrderEffect[];
  readonly result: Result<null, OrderProblem>;
}

/** Where releasing leads, and why. */
export type Ending = NonNullable<Order["ending"]>;

/** A payment that nobody has asked for yet. */
export const NO_PAYMENT: Payment = {
  intentId: null,
  clientSecret: null,
  intentStatus: null,
  tries: 0,
  capturedMinor: 0,
  declineCode: null,
  polls: 0,
  isInDoubt: false,
};

/** The input does not apply: nothing changes. */
export function ignored(order: Order): Step {
  return { order, effects: [], result: ok(null) };
}

/** The input is refused: nothing changes. */
export function refused(order: Order, problem: OrderProblem): Step {
  return { order, effects: [], result: fail(problem) };
}

/** The next version of the order. */
export function next(
  order: Order,
  patch: Partial<Omit<Order, "v" | "id" | "version">>,
  effects: readonly OrderEffect[] = [],
): Step {
  return { order: { ...order, ...patch, version: order.version + 1 }, effects, result: ok(null) };
}

/** Names a request so that the same request of the same attempt is done once. */
export function effect(
  order: Order,
  request: OrderRequest,
  options: { name: string; notBefore?: number },
): OrderEffect {
  return {
    ...request,
    id: `${order.attempt}:${request.kind}:${options.name}`,
    attempt: order.attempt,
    notBefore: options.notBefore ?? 0,
  };
}

/** Tells the rest of the shop; one fact of a kind per version of the order. */
export function publish(order: Order, event: OrderEventType, notBefore = 0): OrderEffect {
  return effect(
    order,
    { kind: "publish", event },
    { name: `${event}:${order.version}`, notBefore },
  );
}

/** How long before the end of the holds the order looks for the payment a last time, in ms. */
export function finalLookAt(order: Order): number {
  const end = order.holdExpiresAt ?? 0;
  const start = order.placedAt ?? 0;
  return end - Math.min(FINAL_LOOK_MS, Math.floor((end - start) / 5));
}

/** When the order should ask the provider by itself next. */
export function nextLookAt(order: Order, now: number): number {
  const last = finalLookAt(order);
  if (now >= last) {
    const late = order.payment.intentStatus === "processing" ? 60 * 60 * 1000 : FINAL_LOOK_MS;
    return now + late;
  }
  const pause = POLL_AFTER_MS[order.payment.polls] ?? Number.POSITIVE_INFINITY;
  return Math.min(now + pause, last);
}

/** Whether a delayed method has had all the time it gets. */
export function isOverdue(order: Order, now: number): boolean {
  const isProcessing = order.payment.intentStatus === "processing";
  return now >= (isProcessing ? (order.placedAt ?? 0) + PROCESSING_MAX_MS : finalLookAt(order));
}

/** R1, R3: the key is stored with the state before the call; no secret is out yet. */
export function createIntent(order: Order, now: number): Step {
  const { tries } = order.payment;
  const pause = tries === 0 ? 0 : RETRY_MS * 2 ** Math.min(tries, 8);
  const request = {
    kind: "create_intent",
    amountMinor: order.quote.totals.grandTotalMinor,
  } as const;
  return next(order, { status: "authorizing", deadlineAt: finalLookAt(order) }, [
    effect(order, request, { name: `${tries}`, notBefore: pause === 0 ? 0 : now + pause }),
  ]);
}

/** Reads the provider's truth about the intent. */
export function retrieve(order: Order, name: string, notBefore = 0): OrderEffect[] {
  const { intentId } = order.payment;
  if (intentId === null) return [];
  return [effect(order, { kind: "retrieve_intent", intentId }, { name, notBefore })];
}

/** Asks every stock item to turn its hold into an allocation. */
export function commit(order: Order): Step {
  return next(
    order,
    { status: "committing", deadlineAt: null },
    order.holds.map((hold) =>
      effect(
        order,
        {
          kind: "commit",
          itemId: hold.itemId,
          holdId: holdIdOf(order.id, order.attempt),
          quantity: hold.quantity,
        },
        { name: hold.itemId },
      ),
    ),
  );
}

/** R2: only now, with every unit allocated, is the money taken. */
export function capture(order: Order, notBefore = 0): Step {
  const { intentId, tries } = order.payment;
  if (intentId === null) return ignored(order);
  const request = {
    kind: "capture_intent",
    intentId,
    amountMinor: order.quote.totals.grandTotalMinor,
  } as const;
  return next(order, { status: "capturing", deadlineAt: null }, [
    effect(order, request, { name: `${tries}`, notBefore }),
  ]);
}

/** Paid and allocated: everybody is told. */
export function confirm(order: Order, now: number): Step {
  const lines = order.lines.map(({ lineId, quantity }) => ({ lineId, quantity }));
  return next(order, { status: "confirmed", confirmedAt: now, deadlineAt: null, notice: null }, [
    publish(order, "order.confirmed"),
    effect(order, { kind: "settle_cart", lines }, { name: "all" }),
  ]);
}

/** R4: the money is let go first; stock follows when the intent is seen cancelled. */
export function cancelIntent(order: Order, ending: Ending, notBefore = 0): Step {
  const { intentId, tries } = order.payment;
  const patch = { status: "cancelling", ending, deadlineAt: null } as const;
  // Where the intent is still being asked for, its answer brings the cancellation about.
  if (intentId === null) return next(order, patch);
  return next(order, patch, [
    effect(order, { kind: "cancel_intent", intentId }, { name: `${tries}`, notBefore }),
  ]);
}

/** Gives every unit of this attempt back. */
export function release(order: Order, ending: Ending, now: number): Step {
  const open = order.holds.filter((hold) => hold.stage !== "given_back");
  if (open.length === 0) return finish({ ...order, ending }, now);
  return next(
    order,
    { status: "releasing", ending, deadlineAt: null },
    open.map((hold) =>
      effect(
        order,
        {
          kind: "give_back",
          itemId: hold.itemId,
          holdId: holdIdOf(order.id, order.attempt),
          quantity: hold.quantity - restockedUnits(order, hold.itemId),
        },
        { name: hold.itemId },
      ),
    ),
  );
}

/** Everything is given back: the attempt ends where `ending` leads. */
export function finish(order: Order, now: number): Step {
  if (order.ending?.to === "open") return reopen(order, order.ending.reason, now);
  return end(order, now);
}

/**
 * Until when an order at rest waits for somebody to come back. Stock remembers the holds of an
 * attempt for longer than a day; the order must not be forgotten before them, or they would refuse
 * whoever opens the same checkout anew.
 */
export function idleUntil({ attempt, isTold }: Order, now: number): number {
  const hasHolds = attempt > 0 && !isTold;
  return now + CHECKOUT_IDLE_MS + (hasHolds ? HOLD_KEEP_MS : 0);
}

/** The order is over. One that the rest of the shop never heard of ends in silence, for a while. */
export function end(order: Order, now: number): Step {
  const deadlineAt = order.isTold ? null : idleUntil(order, now);
  return next(
    order,
    { status: "cancelled", ending: order.ending, endedAt: now, touchedAt: now, deadlineAt },
    order.isTold ? [publish(order, "order.cancelled")] : [],
  );
}

function reopen(order: Order, reason: EndReason, now: number): Step {
  // Without the promotion that was used up; the shopper sees the new total first.
  const quote = reason === "promotion_used_up" ? quoteOf(order, now) : order.quote;
  const notice = order.notice ?? { reason, lineIds: [], changes: [] };
  const changes = [...notice.changes, ...changesBetween(order, { lines: order.lines, quote })];
  return next(
    order,
    {
      status: "open",
      holds: [],
      holdExpiresAt: null,
      payment: NO_PAYMENT,
      ending: null,
      notice: { ...notice, changes },
      rules: order.rules,
      quote,
      touchedAt: now,
      deadlineAt: idleUntil(order, now),
    },
    order.isTold ? [publish(order, "order.reopened")] : [],
  );
}

/** Moves one hold from a stage to another; null where it is not in that stage. */
export function moveHold(
  order: Order,
  itemId: HoldSubject,
  move: { from: readonly OrderHold["stage"][]; to: OrderHold["stage"] },
): OrderHold[] | null {
  const isMoved = (hold: OrderHold) => hold.itemId === itemId && move.from.includes(hold.stage);
  if (!order.holds.some(isMoved)) return null;
  return order.holds.map((hold) => (isMoved(hold) ? { ...hold, stage: move.to } : hold));
}

/** Units of an item that partial refunds have put back on sale already. */
export function restockedUnits(order: Order, itemId: HoldSubject): number {
  return order.refunds
    .filter((refund) => refund.withRestock && refund.status !== "failed")
    .flatMap((refund) => refund.lines)
    .filter((line) => order.lines.some((of) => of.lineId === line.lineId && of.itemId === itemId))
    .reduce((sum, line) => sum + line.quantity, 0);
}
