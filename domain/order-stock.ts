/** What the order does when stock answers: held, refused, committed, given back. */
import type { Id } from "./id.ts";
import { type EndReason, type HoldSubject, isPromotionId, type Order } from "./order.ts";
import type { OrderChange } from "./order-changes.ts";
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

/** What could not be had, and what is known about it. */
interface Refused {
  readonly itemId: HoldSubject;
  readonly available?: number;
  readonly isBuyers?: boolean;
}

/** All or nothing: one item that is gone lets the others go. */
export function onHoldRefused(
  order: Order,
  { itemId, available = 0, isBuyers = false }: Refused,
  now: number,
): Step {
  if (order.status !== "holding") return ignored(order);
  const holds = moveHold(order, itemId, { from: ["asked"], to: "given_back" });
  if (holds === null) return ignored(order);
  const ending = { to: "open", reason: goneReason(itemId) } as const;
  return release(gone({ ...order, holds }, { itemId, available, isBuyers }), ending, now);
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
  const short = gone({ ...order, holds }, { itemId });
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
function gone(order: Order, { itemId, available = 0, isBuyers = false }: Refused): Order {
  return isPromotionId(itemId)
    ? usedUp(order, itemId, isBuyers)
    : soldOut(order, itemId, available);
}

function goneReason(itemId: HoldSubject): EndReason {
  return isPromotionId(itemId) ? "promotion_used_up" : "sold_out";
}

function soldOut(order: Order, itemId: HoldSubject, available: number): Order {
  const known = order.notice?.reason === "sold_out" ? order.notice : { lineIds: [], changes: [] };
  const lines = order.lines.filter((line) => line.itemId === itemId);
  let left = available;
  const changes = lines.map(({ lineId, title, quantity }): OrderChange => {
    const after = Math.min(left, quantity);
    left -= after;
    return { kind: "quantity", lineId, label: title, before: quantity, after };
  });
  const lineIds = [...known.lineIds, ...lines.map(({ lineId }) => lineId)];
  const notice = { reason: "sold_out", lineIds, changes: [...known.changes, ...changes] } as const;
  return { ...order, notice };
}

/** Not had again; the quote follows when the order is open again. Sold out is the worse news. */
function usedUp(order: Order, promotionId: Id<"promotion">, isBuyers: boolean): Order {
  const { usedUp: byAnyone, usedByBuyer = [] } = order.rules;
  const rules = isBuyers
    ? { ...order.rules, usedByBuyer: [...usedByBuyer, promotionId] }
    : { ...order.rules, usedUp: [...byAnyone, promotionId] };
  const notice =
    order.notice?.reason === "sold_out"
      ? order.notice
      : ({ reason: "promotion_used_up", lineIds: [], changes: [] } as const);
  return { ...order, rules, notice };
}
