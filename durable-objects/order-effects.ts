/** How an order's requests are carried out, and what their answers mean to it. */

import type { OrderEvent } from "../contracts/events.ts";
import type { UseRefusal } from "../domain/coupon.ts";
import type { Id } from "../domain/id.ts";
import type { StockAnswer } from "../domain/inventory.ts";
import { isPromotionId, type Order } from "../domain/order.ts";
import type { OrderInput } from "../domain/order-input.ts";
import type { OrderEffect } from "../domain/order-request.ts";
import { orderSnapshot } from "../domain/order-snapshot.ts";
import type { Intent, Outcome } from "../domain/payment.ts";
import { invariant, unreachable } from "../domain/result.ts";
import type { Env } from "../env.gen.ts";
import { backoffMs } from "../runtime/backoff.ts";
import { callObject, cartStub, couponStub, stockStub } from "./stubs.ts";

type Bindings = Pick<Env, "STOCK" | "CART" | "COUPON" | "PAYMENTS" | "ORDER_EVENTS">;
type Of<Kind extends OrderEffect["kind"]> = Extract<OrderEffect, { kind: Kind }>;

/** The first pause of a request that could not be delivered, and the longest, in milliseconds. */
const RETRY_MS = 500;
const RETRY_CAP_MS = 5 * 60 * 1000;

/** The gateway's own word for a provider that it does not ask at the moment. */
const CIRCUIT_OPEN = "circuit_open";

/** The provider is busy: the request waits at least that long. */
export class Busy extends Error {
  readonly code: string;
  readonly retryAfterMs: number;

  constructor(code: string, retryAfterMs: number) {
    super(`The provider is busy: ${code}`);
    this.name = "Busy";
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

/**
 * How long a request that could not be delivered waits, in milliseconds. A provider that is busy
 * names the least; one that stays so is asked ever more rarely, like anybody else.
 * @param attempts tries before this one
 * @param chance 0 <= chance < 1
 */
export function pauseAfter(error: unknown, attempts: number, chance: number): number {
  // Nobody was asked: others have failed, and whoever comes after the pause may find it over.
  if (error instanceof Busy && error.code === CIRCUIT_OPEN) {
    return Math.round(error.retryAfterMs * (1 + chance));
  }
  const pauseMs = backoffMs(attempts, { baseMs: RETRY_MS, capMs: RETRY_CAP_MS, chance });
  return error instanceof Busy ? Math.max(pauseMs, error.retryAfterMs) : pauseMs;
}

/**
 * Carries out one request. Safe to repeat: every call downstream has the request's own key.
 * @returns what the order should be told, or null where nobody waits for an answer
 * @throws where it has to be tried again
 */
export async function perform(
  env: Bindings,
  order: Order,
  effect: OrderEffect,
): Promise<OrderInput | null> {
  switch (effect.kind) {
    case "hold":
      return hold(env, order, effect);
    case "commit":
      return commit(env, order, effect);
    case "give_back":
      return giveBack(env, order, effect);
    case "restock":
      return restock(env, effect);
    case "create_intent":
    case "find_intent":
    case "retrieve_intent":
    case "capture_intent":
    case "cancel_intent":
      return askProvider(env, order, effect);
    case "refund_intent":
      return refund(env, order, effect);
    case "settle_cart": {
      const { lines } = effect;
      await callObject(
        () => cartStub(env, order.cartId),
        async (cart) => {
          await cart.settle({ orderId: order.id, lines });
        },
      );
      return null;
    }
    case "publish":
      await env.ORDER_EVENTS.send(orderEvent(order, effect));
      return null;
    default:
      return unreachable(effect);
  }
}

async function hold(env: Bindings, order: Order, effect: Of<"hold">): Promise<OrderInput> {
  const { attempt, itemId, holdId, quantity, expiresAt, use } = effect;
  if (isPromotionId(itemId)) {
    invariant(use !== undefined, "a promotion is held with its use");
    const { limits, ...uses } = use;
    const asked = { holdId, orderId: order.id, use: uses, limits, expiresAt };
    const refusal = await onCoupon(env, itemId, async (coupon): Promise<UseRefusal | null> => {
      const answer = await coupon.hold(asked);
      return answer.ok ? null : answer.problem;
    });
    if (refusal === null) return { type: "held", attempt, itemId };
    const isBuyers = refusal.reason === "customer_used_up";
    return { type: "hold_refused", attempt, itemId, isBuyers };
  }
  const answer = await callObject(
    () => stockStub(env, itemId),
    async (stock): Promise<StockAnswer<"hold">> =>
      await stock.hold({ holdId, orderId: order.id, quantity, expiresAt }),
  );
  if (answer.ok) return { type: "held", attempt, itemId };
  const { problem } = answer;
  const known = problem.reason === "sold_out" ? { available: problem.available } : {};
  return { type: "hold_refused", attempt, itemId, ...known };
}

async function commit(env: Bindings, order: Order, effect: Of<"commit">): Promise<OrderInput> {
  const { attempt, itemId, holdId, quantity } = effect;
  if (isPromotionId(itemId)) {
    const isHad = await onCoupon(
      env,
      itemId,
      async (coupon) => (await coupon.commit({ holdId })).ok,
    );
    return { type: isHad ? "committed" : "commit_refused", attempt, itemId };
  }
  const answer = await callObject(
    () => stockStub(env, itemId),
    async (stock): Promise<StockAnswer<"commit">> =>
      await stock.commit({ holdId, orderId: order.id, quantity }),
  );
  return { type: answer.ok ? "committed" : "commit_refused", attempt, itemId };
}

/** A hold is released; one that became an allocation is restocked. */
async function giveBack(env: Bindings, order: Order, effect: Of<"give_back">): Promise<OrderInput> {
  const { attempt, itemId, holdId, quantity, id } = effect;
  if (isPromotionId(itemId)) {
    const asked = { holdId, orderId: order.id };
    await onCoupon(env, itemId, async (coupon) => (await coupon.release(asked)).ok);
    return { type: "given_back", attempt, itemId };
  }
  await callObject(
    () => stockStub(env, itemId),
    async (stock) => {
      const released = await stock.release({ holdId });
      if (released.ok || quantity === 0) return;
      await stock.restock({ key: `${holdId}:${id}`, holdId, quantity });
    },
  );
  return { type: "given_back", attempt, itemId };
}

function onCoupon<Answer extends boolean | UseRefusal | null>(
  env: Bindings,
  promotionId: Id<"promotion">,
  ask: (coupon: ReturnType<typeof couponStub>) => Promise<Answer>,
): Promise<Awaited<Promise<Answer>>> {
  return callObject(() => couponStub(env, promotionId), ask);
}

async function restock(env: Bindings, effect: Of<"restock">): Promise<null> {
  const { itemId, holdId, quantity, id } = effect;
  await callObject(
    () => stockStub(env, itemId),
    async (stock) => {
      await stock.restock({ key: `${holdId}:${id}`, holdId, quantity });
    },
  );
  return null;
}

type ProviderEffect = Of<
  "create_intent" | "find_intent" | "retrieve_intent" | "capture_intent" | "cancel_intent"
>;

async function askProvider(
  env: Bindings,
  order: Order,
  effect: ProviderEffect,
): Promise<OrderInput> {
  const outcome = await callProvider(env, order, effect);
  const { attempt } = effect;
  switch (outcome.outcome) {
    case "done":
      return { type: "intent_observed", attempt, intent: outcome.value };
    case "absent":
      // An intent that was there is not gone: the shop asks with another account's key. A person
      // has to look; until then nothing is decided about money.
      if ("intentId" in effect)
        throw new Error("The provider does not know an intent that it made");
      return { type: "intent_absent", attempt };
    case "busy":
      throw new Busy(outcome.code, outcome.retryAfterMs);
    case "refused":
    case "unknown": {
      const during = DURING[effect.kind];
      // A read has no effect: one that failed is simply tried again.
      if (during === null) throw new Error(`Reading the intent failed: ${outcome.code}`);
      const type = outcome.outcome === "refused" ? "intent_refused" : "intent_unknown";
      return { type, attempt, during, code: outcome.code };
    }
  }
}

const DURING = {
  create_intent: "create",
  capture_intent: "capture",
  cancel_intent: "cancel",
  find_intent: null,
  retrieve_intent: null,
} as const;

function callProvider(
  { PAYMENTS }: Bindings,
  order: Order,
  effect: ProviderEffect,
): Promise<Outcome<Intent>> {
  const key = `${order.id}:${effect.id}`;
  switch (effect.kind) {
    case "create_intent":
      return PAYMENTS.createIntent({
        key,
        orderId: order.id,
        orderNumber: order.number,
        amountMinor: effect.amountMinor,
        currency: order.currency,
        askedAt: order.placedAt ?? order.openedAt,
      });
    case "find_intent":
      return PAYMENTS.findIntent({ orderId: order.id, createdAfter: effect.createdAfter });
    case "retrieve_intent":
      return PAYMENTS.retrieveIntent({ intentId: effect.intentId });
    case "capture_intent":
      return PAYMENTS.captureIntent({
        key,
        intentId: effect.intentId,
        amountMinor: effect.amountMinor,
      });
    case "cancel_intent":
      return PAYMENTS.cancelIntent({ key, intentId: effect.intentId });
  }
}

async function refund(
  { PAYMENTS }: Bindings,
  order: Order,
  effect: Of<"refund_intent">,
): Promise<OrderInput> {
  const { intentId, amountMinor, refundKey, isRest } = effect;
  const key = `${order.id}:${effect.id}`;
  const askedAt = order.refunds.find((one) => one.key === refundKey)?.askedAt ?? 0;
  const asked = { key, intentId, amountMinor, isRest, askedAt };
  const outcome = await PAYMENTS.refundIntent(asked);
  switch (outcome.outcome) {
    case "done": {
      const isFailed = outcome.value.status === "failed";
      return {
        type: "refund_settled",
        key: refundKey,
        status: isFailed ? "failed" : "succeeded",
      };
    }
    case "refused":
    case "absent":
      return { type: "refund_settled", key: refundKey, status: "failed" };
    case "busy":
      throw new Busy(outcome.code, outcome.retryAfterMs);
    case "unknown":
      // The gateway looks for a refund under this key before it asks for one again.
      throw new Error(`The refund's end is unknown: ${outcome.code}`);
  }
}

function orderEvent(order: Order, effect: Of<"publish">): OrderEvent {
  return {
    id: `${order.id}:${effect.id}`,
    type: effect.event,
    version: 1,
    at: order.confirmedAt ?? order.placedAt ?? order.openedAt,
    subject: order.id,
    data: orderSnapshot(order),
  };
}
