/** Money that goes back: asked for with a key of its own, settled once, never more than was paid. */
import { holdIdOf, type Id } from "./id.ts";
import { type Order, type OrderRefund, refundedMinor, SLOW_RETRY_MS } from "./order.ts";
import type { OrderInput } from "./order-input.ts";
import {
  type Ending,
  effect,
  ignored,
  next,
  publish,
  refused,
  release,
  type Step,
} from "./order-moves.ts";
import type { OrderEffect } from "./order-request.ts";
import { refundableParts, refundOf } from "./refund.ts";
import { invariant } from "./result.ts";

/** The longest pause before money that must go back is asked for again. */
const REFUND_RETRY_CAP_MS = 24 * 60 * 60 * 1000;

type Ask = Extract<OrderInput, { type: "refund" }>;
type Settle = Extract<OrderInput, { type: "refund_settled" }>;

/** Refunds some units of a confirmed order, by the shares fixed in its quote. */
export function askRefund(order: Order, input: Ask, now: number): Step {
  if (order.refunds.some((refund) => refund.key === input.key)) return ignored(order);
  if (order.status !== "confirmed") {
    return refused(order, { reason: "not_refundable", status: order.status });
  }
  const past = order.refunds.filter((refund) => refund.status !== "failed");
  const amount = refundOf(order.quote, { parts: input, past });
  if (!amount.ok) return refused(order, amount.problem);
  const amountMinor = amount.value.minor;
  if (amountMinor === 0) return refused(order, { reason: "refund_empty" });
  const refundableMinor = order.payment.capturedMinor - refundedMinor(order);
  if (amountMinor > refundableMinor) {
    return refused(order, { reason: "refund_exceeds_paid", refundableMinor });
  }
  const { key, lines, withShipping, withRestock, reason } = input;
  return ask(order, { key, lines, withShipping, withRestock, reason, amountMinor }, now);
}

/** Refunds all that is left and then gives the stock back: the order ends. */
export function refundAll(order: Order, ending: Ending, now: number): Step {
  const left = leftMinor(order);
  const ended: Order = { ...order, status: "refunding", ending };
  if (left === 0) {
    // What was asked for before may still fail; until it is settled the order is not over.
    return isUnderWay(order)
      ? next(order, { status: "refunding", ending, deadlineAt: null })
      : release(order, ending, now);
  }
  const past = order.refunds.filter((refund) => refund.status !== "failed");
  return ask(
    ended,
    {
      ...refundableParts(order.quote, past),
      key: `all:${order.refunds.length}`,
      withRestock: false,
      reason: ending.reason,
      amountMinor: left,
    },
    now,
  );
}

function ask(order: Order, refund: Omit<OrderRefund, "status" | "askedAt">, now: number): Step {
  const { intentId } = order.payment;
  invariant(intentId !== null, "what was captured has an intent");
  const { key, amountMinor } = refund;
  const refunds = [...order.refunds, { ...refund, status: "asked", askedAt: now } as const];
  const isRest = order.status === "refunding";
  const request = { kind: "refund_intent", intentId, amountMinor, refundKey: key, isRest } as const;
  return next(order, { status: order.status, ending: order.ending, refunds, deadlineAt: null }, [
    effect(order, request, { name: key }),
  ]);
}

/** The provider has settled a refund, for better or worse. */
export function settleRefund(order: Order, input: Settle, now: number): Step {
  const asked = order.refunds.find((of) => of.key === input.key && of.status === "asked");
  if (asked === undefined) return ignored(order);
  const refunds = order.refunds.map((of) => (of === asked ? { ...of, status: input.status } : of));
  const settled: Order = { ...order, refunds };
  if (input.status === "failed") {
    // Money that must go back is asked for again, ever more slowly, under a new key.
    const deadlineAt = order.status === "refunding" ? now + pauseOf(settled) : order.deadlineAt;
    return next(settled, { deadlineAt });
  }
  const effects = [publish(order, "order.refunded"), ...restocks(order, asked)];
  const { status, ending } = order;
  const isMoneyBack = !isUnderWay(settled) && leftMinor(settled) === 0;
  if (status !== "refunding" || ending === null || !isMoneyBack) return next(settled, {}, effects);
  const step = release(settled, ending, now);
  return { ...step, effects: [...effects, ...step.effects] };
}

/** Minor units that were taken, and are neither given back nor on their way. */
function leftMinor(order: Order): number {
  return order.payment.capturedMinor - refundedMinor(order);
}

function isUnderWay({ refunds }: Order): boolean {
  return refunds.some((refund) => refund.status === "asked");
}

/** The pause after a refund that failed; doubles each time. */
function pauseOf({ refunds }: Order): number {
  const failed = refunds.filter((refund) => refund.status === "failed").length;
  return Math.min(SLOW_RETRY_MS * 2 ** (failed - 1), REFUND_RETRY_CAP_MS);
}

function restocks(order: Order, refund: OrderRefund): OrderEffect[] {
  if (!refund.withRestock) return [];
  const units = new Map<Id<"stockItem">, number>();
  for (const { lineId, quantity } of refund.lines) {
    const itemId = order.lines.find((line) => line.lineId === lineId)?.itemId;
    if (itemId !== undefined) units.set(itemId, (units.get(itemId) ?? 0) + quantity);
  }
  return [...units].map(([itemId, quantity]) =>
    effect(
      order,
      { kind: "restock", itemId, holdId: holdIdOf(order.id, order.attempt), quantity },
      { name: `${refund.key}:${itemId}` },
    ),
  );
}
