import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Promotion, PromotionEffect } from "./promotion.ts";
import { normalCode } from "./promotion.ts";
import { cartOf, lineOf, numbered, promotionOf } from "./promotion-builders.ts";
import type { PromotionCart } from "./promotion-cart.ts";
import { promote } from "./promotion-engine.ts";

const NOW = Date.UTC(2026, 10, 20, 12);

function off(promotions: readonly Promotion[], cart: PromotionCart): number {
  return promote(promotions, cart, NOW).applied.reduce((sum, { minor }) => sum + minor, 0);
}

function whyNot(promotion: Promotion, cart: PromotionCart) {
  const { applied, refused } = promote([promotion], cart, NOW);
  expect(applied).toEqual([]);
  return refused[0]?.refusal;
}

const percent = (bp: number): PromotionEffect => ({
  kind: "discount",
  scope: {},
  benefit: { kind: "percent", bp },
});
const amount = (EUR: number): PromotionEffect => ({
  kind: "discount",
  scope: {},
  benefit: { kind: "amount", minor: { EUR }, per: "order" },
});

describe("normalCode()", () => {
  it("understands codes in odd case, with spaces, dashes and full-width letters", () => {
    for (const typed of ["spring-10", " Spring 10 ", "SPRING10.", "ｓｐｒｉｎｇ１０"]) {
      expect(normalCode(typed)).toBe("SPRING10");
    }
    expect(normalCode(" - ")).toBeNull();
  });
});

describe("promote()", () => {
  it("takes a percentage of the whole, not of each unit", () => {
    const cart = cartOf([lineOf(1, 3, 333), lineOf(2, 7, 1)]);
    expect(off([promotionOf(1, { effect: percent(1000) })], cart)).toBe(101);
  });

  it("never goes below zero, however much is stacked", () => {
    const cart = cartOf([lineOf(1, 1, 500)]);
    const promotions = [1, 2, 3].map((number) => promotionOf(number, { effect: amount(400) }));
    const { applied, refused } = promote(promotions, cart, NOW);
    expect(applied.map(({ minor }) => minor)).toEqual([400, 100]);
    expect(refused[0]?.refusal).toEqual({ reason: "takes_nothing_off" });
  });

  it("reckons by class, then by priority, each on what is left", () => {
    const cart = cartOf([lineOf(1, 1, 10_000)]);
    const order = promotionOf(1, {
      effect: percent(1000),
      stacking: { class: "order", priority: 9 },
    });
    const line = promotionOf(2, { effect: amount(1000) });
    const { applied } = promote([order, line], cart, NOW);
    expect(applied.map(({ promotion, minor }) => [promotion.id, minor])).toEqual([
      [line.id, 1000],
      [order.id, 900],
    ]);
  });

  it("has only the best of rivals, and says which one beat the other", () => {
    const cart = cartOf([lineOf(1, 1, 10_000)]);
    const small = promotionOf(1, { effect: percent(500), stacking: { bestOf: "sale" } });
    const big = promotionOf(2, { effect: percent(2000), stacking: { bestOf: "sale" } });
    const { applied, refused } = promote([small, big], cart, NOW);
    expect(applied.map(({ promotion }) => promotion.id)).toEqual([big.id]);
    expect(refused).toEqual([
      { promotionId: small.id, code: null, refusal: { reason: "not_combinable", withId: big.id } },
    ]);
  });

  it("tells of every rival why it does nothing, where none takes anything off", () => {
    const rivals = [1, 2].map((index) =>
      promotionOf(index, { effect: percent(500), stacking: { bestOf: "sale" } }),
    );
    const { refused } = promote(rivals, cartOf([lineOf(0, 1, 0)]), NOW);
    expect(refused.map(({ refusal }) => refusal.reason)).toEqual([
      "takes_nothing_off",
      "takes_nothing_off",
    ]);
  });

  it("has an exclusive one alone where that is worth more, else not at all", () => {
    const cart = cartOf([lineOf(1, 1, 10_000)]);
    const shared = promotionOf(1, { effect: percent(1000) });
    const alone = promotionOf(2, { effect: percent(3000), stacking: { isExclusive: true } });
    expect(promote([shared, alone], cart, NOW).applied[0]?.promotion.id).toBe(alone.id);
    const weak = { ...alone, effect: percent(100) };
    expect(promote([shared, weak], cart, NOW).applied[0]?.promotion.id).toBe(shared.id);
  });

  it("gives the cheapest units of each full group, once each", () => {
    const effect: PromotionEffect = {
      kind: "buy_get",
      buy: { scope: {}, quantity: 2 },
      get: { scope: {}, quantity: 1 },
      bp: 10_000,
      timesMax: null,
    };
    const offer = promotionOf(1, { effect });
    expect(off([offer], cartOf([lineOf(1, 4, 1000), lineOf(2, 1, 300)]))).toBe(300);
    expect(off([offer], cartOf([lineOf(1, 4, 1000), lineOf(2, 2, 300)]))).toBe(600);
    expect(whyNot(offer, cartOf([lineOf(1, 2, 1000)]))).toEqual({
      reason: "below_quantity",
      missing: 1,
    });
    const once = promotionOf(1, { effect: { ...effect, timesMax: 1 } });
    expect(off([once], cartOf([lineOf(1, 9, 1000)]))).toBe(1000);
  });

  it("takes 10 % off 25 units as off one of 25 times the price", () => {
    const ten = promotionOf(1, { effect: percent(1000) });
    expect(off([ten], cartOf([lineOf(1, 25, 999)]))).toBe(2498);
  });

  it("has the highest tier that is reached, and tells what the first one lacks", () => {
    const tiers = promotionOf(1, {
      effect: {
        kind: "tiers",
        scope: {},
        tiers: [
          { fromQuantity: 3, benefit: { kind: "percent", bp: 500 } },
          { fromQuantity: 10, benefit: { kind: "percent", bp: 1000 } },
        ],
      },
    });
    expect(off([tiers], cartOf([lineOf(1, 3, 1000)]))).toBe(150);
    expect(off([tiers], cartOf([lineOf(1, 10, 1000)]))).toBe(1000);
    expect(whyNot(tiers, cartOf([lineOf(1, 1, 1000)]))).toMatchObject({ missing: 2 });
  });

  it("tells what would help", () => {
    const cart = cartOf([lineOf(1, 1, 4590)], { country: "DE" });
    const conditions = (given: Promotion["conditions"]) => promotionOf(1, { conditions: given });
    expect(whyNot(conditions({ minSpend: { EUR: 5000 } }), cart)).toEqual({
      reason: "below_spend",
      missingMinor: 410,
    });
    expect(whyNot(conditions({ countries: ["FR"] }), cart)).toMatchObject({
      reason: "wrong_country",
    });
    expect(whyNot(conditions({ minSpend: { USD: 1 } }), cart)).toMatchObject({
      reason: "wrong_currency",
    });
    expect(whyNot(promotionOf(1, { endsAt: NOW }), cart)).toEqual({
      reason: "expired",
      endedAt: NOW,
    });
    const codeless = cartOf(cart.lines, { codes: [{ code: "NOPE", promotionId: null }] });
    expect(promote([], codeless, NOW).refused[0]?.refusal).toEqual({ reason: "code_unknown" });
  });

  it("means weekdays and hours where the promotion lives, also past midnight", () => {
    const cart = cartOf([lineOf(1, 1, 1000)]);
    const friday = promotionOf(1, {
      conditions: {
        weekdays: [5],
        hours: { fromMinute: 20 * 60, toMinute: 60 },
        timeZone: "Asia/Tokyo",
      },
    });
    expect(off([friday], cart)).toBe(100);
    expect(off([{ ...friday, conditions: { ...friday.conditions, timeZone: "UTC" } }], cart)).toBe(
      0,
    );
  });

  it("pays for shipping once a method is chosen, and never more than it costs", () => {
    const free = promotionOf(1, {
      effect: { kind: "free_shipping", methodIds: null },
      stacking: { class: "shipping" },
    });
    const lines = [lineOf(1, 1, 1000)];
    expect(whyNot(free, cartOf(lines))).toEqual({ reason: "awaits_shipping" });
    const shipping = { methodId: "standard", minor: 490 };
    expect(
      promote([free, { ...free, id: numbered("promotion", 2) }], cartOf(lines, { shipping }), NOW),
    ).toMatchObject({ applied: [{ shippingMinor: 490, shares: [] }] });
  });

  it("sums, for any cart and any rules: shares to amounts, no line below zero", () => {
    const effects = fc.oneof(
      fc.integer({ min: 1, max: 10_000 }).map(percent),
      fc.integer({ min: 1, max: 50_000 }).map(amount),
      fc.record({
        kind: fc.constant("buy_get" as const),
        buy: fc.record({ scope: fc.constant({}), quantity: fc.integer({ min: 1, max: 4 }) }),
        get: fc.record({ scope: fc.constant({}), quantity: fc.integer({ min: 1, max: 3 }) }),
        bp: fc.integer({ min: 1, max: 10_000 }),
        timesMax: fc.option(fc.integer({ min: 1, max: 5 })),
      }),
    );
    const promotions = fc
      .array(fc.tuple(effects, fc.boolean(), fc.option(fc.constantFrom("a", "b")), fc.nat(3)), {
        maxLength: 8,
      })
      .map((all) =>
        all.map(([effect, isExclusive, bestOf, priority], index) =>
          promotionOf(index, { effect, stacking: { isExclusive, bestOf, priority } }),
        ),
      );
    const lines = fc
      .array(fc.tuple(fc.integer({ min: 1, max: 99 }), fc.nat(99_999)), {
        minLength: 1,
        maxLength: 12,
      })
      .map((all) => all.map(([quantity, unit], index) => lineOf(index, quantity, unit)));
    fc.assert(
      fc.property(promotions, lines, (all, cartLines) => {
        const { applied, refused } = promote(all, cartOf(cartLines), NOW);
        const ids = [
          ...applied.map(({ promotion }) => promotion.id),
          ...refused.map((of) => of.promotionId),
        ];
        expect(ids.toSorted()).toEqual(all.map(({ id }) => id).toSorted());
        const left = new Map(
          cartLines.map((line) => [line.lineId, line.quantity * line.unitMinor]),
        );
        for (const { shares, shippingMinor, minor } of applied) {
          expect(shares.reduce((sum, share) => sum + share.minor, shippingMinor)).toBe(minor);
          for (const share of shares) {
            const rest = (left.get(share.lineId) ?? 0) - share.minor;
            expect(rest).toBeGreaterThanOrEqual(0);
            left.set(share.lineId, rest);
          }
        }
      }),
    );
  });
});
