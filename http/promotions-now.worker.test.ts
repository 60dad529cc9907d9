import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { holdIdOf } from "../domain/id.ts";
import { idOf } from "../domain/order-builders.ts";
import type { Promotion } from "../domain/promotion.ts";
import { promotionOf } from "../domain/promotion-builders.ts";
import { couponStub } from "../durable-objects/stubs.ts";
import { emptyCatalog } from "../queues/catalog-builders.ts";
import { type PromotionsAsk, promotionsNow } from "./promotions-now.ts";

const HOLD_MS = 60_000;
/** Longer than an isolate remembers promotions. */
const LATER_MS = 60_000;

let now = 1_800_000_000_000;
let number = 0;

beforeEach(async () => {
  now += LATER_MS;
  vi.useFakeTimers({ now, toFake: ["Date"] });
  await emptyCatalog();
  await env.CATALOG.batch([
    env.CATALOG.prepare("DELETE FROM promotion_codes"),
    env.CATALOG.prepare("DELETE FROM promotions"),
  ]);
});
afterEach(() => {
  vi.useRealTimers();
});

/** Starts a promotion, with codes that lead to it. */
async function started(parts: Parameters<typeof promotionOf>[1], ...codes: string[]) {
  number += 1;
  const promotion = { ...promotionOf(1, parts), id: idOf("promotion", number) };
  const { id, label, isByCode, conditions, effect, stacking, limits } = promotion;
  await env.CATALOG.batch([
    env.CATALOG.prepare(
      `INSERT INTO promotions (id, label, status, is_by_code, conditions, effect, stacking, limits,
         created_at, updated_at) VALUES (?, ?, 'active', ?, ?, ?, ?, ?, 1, 1)`,
    ).bind(
      id,
      label,
      Number(isByCode),
      ...[conditions, effect, stacking, limits].map((part) => JSON.stringify(part)),
    ),
    ...codes.map((code) =>
      env.CATALOG.prepare("INSERT INTO promotion_codes VALUES (?, ?, 1)").bind(code, id),
    ),
  ]);
  return promotion;
}

function look(parts: Partial<PromotionsAsk>) {
  return promotionsNow(env, {
    typed: [],
    currency: "EUR",
    customer: null,
    orderId: null,
    ...parts,
  });
}

/** An order takes a use. */
function taken({ id, limits }: Promotion, order: number, code: string | null, costMinor = 100) {
  const orderId = idOf("order", order);
  const use = { code, customer: null, currency: "EUR", costMinor } as const;
  const expiresAt = now + HOLD_MS;
  return couponStub(env, id).hold({
    ...{ holdId: holdIdOf(orderId, 1), orderId },
    ...{ use, limits, expiresAt },
  });
}

const NONE = { uses: null, usesPerCode: null, usesPerCustomer: null, budget: null };

describe("promotionsNow()", () => {
  it("has a promotion once that applies by itself and has codes from before it did", async () => {
    const { id } = await started({ isByCode: false }, "OLDCODE", "OTHER");
    const { promotions, codes } = await look({ typed: ["old code", "other"] });
    expect(promotions.map((of) => of.id)).toEqual([id]);
    expect(codes).toEqual([
      { code: "OLDCODE", promotionId: id },
      { code: "OTHER", promotionId: id },
    ]);
  });

  it("looks at each code of a promotion by itself", async () => {
    const limits = { ...NONE, usesPerCode: 1 };
    const bulk = await started({ isByCode: true, limits }, "SPENT", "FRESH");
    await taken(bulk, 1, "SPENT");
    for (const typed of [
      ["SPENT", "FRESH"],
      ["FRESH", "SPENT"],
    ]) {
      const { usedUp, codes } = await look({ typed });
      expect(usedUp).toEqual([]);
      expect(codes.map(({ code, isUsedUp = false }) => [code, isUsedUp])).toEqual(
        typed.map((code) => [code, code === "SPENT"]),
      );
    }
  });

  it("lets nobody's own order stand in their way", async () => {
    const one = await started({ isByCode: true, limits: { ...NONE, uses: 1 } }, "ONLY");
    await taken(one, 7, "ONLY");
    const usedUpFor = async (orderId: PromotionsAsk["orderId"]) =>
      (await look({ typed: ["only"], orderId })).usedUp;
    expect(await usedUpFor(idOf("order", 7))).toEqual([]);
    expect(await usedUpFor(idOf("order", 8))).toEqual([one.id]);
    expect(await usedUpFor(null)).toEqual([one.id]);
  });

  it("knows a code whose promotion was stopped: it is over since then", async () => {
    const { id } = await started({ isByCode: true, startsAt: null, endsAt: null }, "WASGOOD");
    const stop = "UPDATE promotions SET status = 'stopped', updated_at = 5 WHERE id = ?";
    await env.CATALOG.prepare(stop).bind(id).run();
    const { promotions, codes } = await look({ typed: ["wasgood"] });
    expect(codes).toEqual([{ code: "WASGOOD", promotionId: id }]);
    expect(promotions).toMatchObject([{ id, endsAt: 5 }]);
    await env.CATALOG.prepare("UPDATE promotions SET status = 'draft'").run();
    expect((await look({ typed: ["wasgood"] })).codes[0]?.promotionId).toBeNull();
  });

  it("tells what budgets have left", async () => {
    const limits = { ...NONE, budget: { EUR: 1000 } };
    const budgeted = await started({ isByCode: false, limits });
    await taken(budgeted, 1, null, 400);
    expect((await look({})).budgetLeft).toEqual({ [budgeted.id]: 600 });
  });
});
