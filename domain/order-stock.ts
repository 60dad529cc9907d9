/** What the order does when stock answers: held, refused, committed, given back. */
import { parseId } from "./id.ts";
import type { EndReason, HoldSubject, Order } from "./order.ts";
import {
  cancelIntent,
  capture,
  commit,
  confirm,
  createIntent,
  finish,
  ignored,
  moveHold,
  next,
  publish,
  release,
  type Step,
} from "./order-moves.ts";
import { refundAll } from "./order-refund.ts";

/** One item is held; with the last one the payment is asked for. */
export function onHeld(order: Order, itemId: HoldSubject, now: number): Step {
  if (order.status !== "holding") return ignored(order);
  const holds = moveHold(order, itemId, { from: ["asked"], to: "held" });
  if (holds === null) return ignored(order);
  if (holds.some((hold) => hold.stage === "asked")) return next(order, { holds });
  const held: Order = { ...order, holds };
  if (order.quote.totals.grandTotalMinor === 0) return commit({ ...held, isTold: true });
  const step = createIntent({ ...held, isTold: true }, now);
  // A moment later than the intent is asked for, so that what is told carries the intent.
  return { ...step, effects: [...step.effects, publish(order, "order.placed", now + 1)] };
}

/** All or nothing: one item that is gone lets the others go. */
export function onHoldRefused(order: Order, itemId: HoldSubject, now: number): Step {
  if (order.status !== "holding") return ignored(order);
  const holds = moveHold(order, itemId, { from: ["asked"], to: "given_back" });
  if (holds === null) return ignored(order);
  const ending = { to: "open", reason: goneReason(itemId) } as const;
  return release(gone({ ...order, holds }, itemId), ending, now);
}

/** One item is allocated; with the last one the money is taken, where it is not yet. */
export function onCommitted(order: Order, itemId: HoldSubject, now: number): Step {
  if (order.status !== "committing") return ignored(order);
  const holds = moveHold(order, itemId, { from: ["held"], to: "committed" });
  if (holds === null) return ignored(order);
  if (holds.some((hold) => hold.stage !== "committed")) return next(order, { holds });
  const committed: Order = { ...order, holds };
  return order.payment.capturedMinor >= order.quote.totals.grandTotalMinor
    ? confirm(committed, now)
    : capture(committed);
}

/** The goods are gone. Nobody pays for them: the money goes back first, then the other goods. */
export function onCommitRefused(order: Order, itemId: HoldSubject, now: number): Step {
  if (order.status !== "committing") return ignored(order);
  const holds = moveHold(order, itemId, { from: ["held"], to: "given_back" });
  if (holds === null) return ignored(order);
  const ending = { to: "cancelled", reason: goneReason(itemId) } as const;
  const short = gone({ ...order, holds }, itemId);
  if (order.payment.capturedMinor > 0) return refundAll(short, ending, now);
  return order.payment.intentId === null
    ? release(short, ending, now)
    : cancelIntent(short, ending);
}

/** One item is back; with the last one the attempt ends. */
export function onGivenBack(order: Order, itemId: HoldSubject, now: number): Step {
  if (order.status !== "releasing") return ignored(order);
  const holds = moveHold(order, itemId, { from: ["asked", "held", "committed"], to: "given_back" });
  if (holds === null) return ignored(order);
  return holds.some((hold) => hold.stage !== "given_back")
    ? next(order, { holds })
    : finish({ ...order, holds }, now);
}

/** What the shopper is told of a subject that could not be had. */
function gone(order: Order, itemId: HoldSubject): Order {
  const promotionId = parseId("promotion", itemId);
  return promotionId === null ? soldOut(order, itemId) : usedUp(order, promotionId);
}

function goneReason(itemId: HoldSubject): EndReason {
  return parseId("promotion", itemId) === null ? "sold_out" : "promotion_used_up";
}

function soldOut(order: Order, itemId: HoldSubject): Order {
  const known = order.notice?.reason === "sold_out" ? order.notice.lineIds : [];
  const lineIds = order.lines.filter((line) => line.itemId === itemId).map((line) => line.lineId);
  return { ...order, notice: { reason: "sold_out", lineIds: [...known, ...lineIds] } };
}

/** Not had again; the quote follows when the order is open again. Sold out is the worse news. */
function usedUp(order: Order, promotionId: Order["rules"]["usedUp"][number]): Order {
  const rules = { ...order.rules, usedUp: [...order.rules.usedUp, promotionId] };
  const notice =
    order.notice?.reason === "sold_out"
      ? order.notice
      : ({ reason: "promotion_used_up", lineIds: [] } as const);
  return { ...order, rules, notice };
}
