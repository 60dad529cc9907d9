import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { holdIdOf } from "../domain/id.ts";
import type { PromotionUse } from "../domain/order.ts";
import { idOf } from "../domain/order-builders.ts";
import type { PromotionLimits } from "../domain/promotion.ts";
import { couponStub } from "./stubs.ts";

const START = 1_800_000_000_000;
const HOLD_MS = 60_000;
const NO_LIMITS: PromotionLimits = {
  uses: null,
  usesPerCode: null,
  usesPerCustomer: null,
  budget: null,
};
const USE: PromotionUse = { code: "SPRING", customer: null, currency: "EUR", costMinor: 500 };

let number = 0;

function coupon(limits: Partial<PromotionLimits>) {
  number += 1;
  const promotionId = idOf("promotion", number);
  const orderOf = (order: number) => idOf("order", order);
  const idOfHold = (order: number) => holdIdOf(orderOf(order), 1);
  const all = { ...NO_LIMITS, ...limits };
  const outlook = async (order: number | null, use: PromotionUse) =>
    couponStub(env, promotionId).outlook(use, all, order === null ? null : orderOf(order));
  return {
    hold: (order: number, use: Partial<PromotionUse> = {}) =>
      couponStub(env, promotionId).hold({
        holdId: idOfHold(order),
        orderId: orderOf(order),
        use: { ...USE, ...use },
        limits: all,
        expiresAt: Date.now() + HOLD_MS,
      }),
    commit: (order: number) => couponStub(env, promotionId).commit({ holdId: idOfHold(order) }),
    release: (order: number) =>
      couponStub(env, promotionId).release({ holdId: idOfHold(order), orderId: orderOf(order) }),
    report: () => couponStub(env, promotionId).report(),
    check: async (order: number | null = null, use: Partial<PromotionUse> = {}) =>
      (await outlook(order, { ...USE, ...use })).refusal,
    left: async (order: number | null = null, currency: PromotionUse["currency"] = "EUR") =>
      (await outlook(order, { ...USE, currency })).leftMinor,
  };
}

beforeEach(() => {
  vi.useFakeTimers({ now: START, toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe("CouponObject", () => {
  it("gives exactly as many uses as there are, however many ask at once", async () => {
    const { hold, report } = coupon({ uses: 10 });
    const answers = await Promise.all(Array.from({ length: 200 }, (_, order) => hold(order)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(10);
    expect(await report()).toMatchObject({ held: 10, used: 0 });
  });

  it("counts a use that is asked for twice once, and used ones for ever", async () => {
    const { hold, commit, check, report } = coupon({ uses: 1 });
    await hold(1);
    expect(await hold(1)).toEqual({ ok: true, value: null });
    await commit(1);
    vi.setSystemTime(START + 10 * HOLD_MS);
    expect(await commit(1)).toEqual({ ok: true, value: null });
    expect(await hold(2)).toEqual({ ok: false, problem: { reason: "used_up" } });
    expect(await check()).toEqual({ reason: "used_up" });
    expect(await report()).toEqual({ held: 0, used: 1, costMinor: { EUR: 500 } });
  });

  it("lets a use lapse for the next one, and has it again only where one is left", async () => {
    const { hold, commit } = coupon({ uses: 1 });
    await hold(1);
    expect((await hold(2)).ok).toBe(false);
    vi.setSystemTime(START + HOLD_MS);
    expect((await hold(2)).ok).toBe(true);
    vi.setSystemTime(START + 3 * HOLD_MS);
    expect((await commit(1)).ok).toBe(true);
    expect((await commit(2)).ok).toBe(false);
  });

  it("refuses a paid order for good, whatever becomes free before a copy of its question", async () => {
    const { hold, commit, release, report } = coupon({ uses: 1 });
    await hold(1);
    vi.setSystemTime(START + HOLD_MS);
    await hold(2);
    expect(await commit(1)).toEqual({ ok: false, problem: { reason: "used_up" } });
    await release(2);
    expect(await commit(1)).toEqual({ ok: false, problem: { reason: "released" } });
    expect(await hold(1)).toEqual({ ok: false, problem: { reason: "released" } });
    expect(await report()).toMatchObject({ held: 0, used: 0 });
  });

  it("refuses a hold that comes after it was let go", async () => {
    const { hold, release, report } = coupon({ uses: 1 });
    await release(1);
    expect(await hold(1)).toEqual({ ok: false, problem: { reason: "released" } });
    await hold(2);
    await release(2);
    await release(2);
    expect((await hold(3)).ok).toBe(true);
    expect(await report()).toMatchObject({ held: 1 });
  });

  it("gives back a use of an order that was cancelled after it was paid", async () => {
    const { hold, commit, release } = coupon({ uses: 1 });
    await hold(1);
    await commit(1);
    await release(1);
    expect((await hold(2)).ok).toBe(true);
  });

  it("does not stand in the way of the shopper whose own order holds the use", async () => {
    const { hold, commit, check } = coupon({ uses: 1, usesPerCode: 1, usesPerCustomer: 1 });
    await hold(1, { customer: "ada" });
    expect(await check(1, { customer: "ada" })).toBeNull();
    expect(await check(2)).toEqual({ reason: "used_up" });
    await commit(1);
    expect(await check(1)).toEqual({ reason: "used_up" });
  });

  it("tells what a budget has left, and pays nothing in a currency without one", async () => {
    const { hold, left } = coupon({ budget: { EUR: 1000 } });
    await hold(1, { costMinor: 600 });
    expect([await left(), await left(1), await left(2)]).toEqual([400, 1000, 400]);
    expect(await left(null, "USD")).toBe(0);
    expect(await hold(2, { currency: "USD", costMinor: 1 })).toMatchObject({
      problem: { reason: "budget_spent" },
    });
    expect(await coupon({}).left()).toBeNull();
  });

  it("keeps limits per code, per customer and of the budget apart", async () => {
    const codes = coupon({ usesPerCode: 1 });
    await codes.hold(1);
    expect(await codes.hold(2)).toMatchObject({ problem: { reason: "code_used_up" } });
    expect((await codes.hold(3, { code: "OTHER" })).ok).toBe(true);
    const customers = coupon({ usesPerCustomer: 1 });
    await customers.hold(1, { customer: "ada" });
    expect(await customers.hold(2, { customer: "ada" })).toMatchObject({
      problem: { reason: "customer_used_up" },
    });
    const budget = coupon({ budget: { EUR: 1000 } });
    expect((await budget.hold(1, { costMinor: 600 })).ok).toBe(true);
    expect(await budget.hold(2, { costMinor: 500 })).toMatchObject({
      problem: { reason: "budget_spent" },
    });
    expect((await budget.hold(3, { costMinor: 400 })).ok).toBe(true);
  });
});
