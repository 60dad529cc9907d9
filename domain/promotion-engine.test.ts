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
    expect(normalCode("%' OR 1=1 --")).toBe("OR11");
    expect(normalCode("A".repeat(10_000))).toBeNull();
    // A letter of another alphabet is another letter, however alike they look.
    expect(normalCode("SPRІNG10")).not.toBe("SPRING10");
  });

  it("is the same for what it gives", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (typed) => {
        const code = normalCode(typed);
        if (code !== null) expect(normalCode(code)).toBe(code);
      }),
      { numRuns: 2_000 },
    );
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

  it("means the night that began on a weekday, not the early hours of that day", () => {
    const fridayNight = promotionOf(1, {
      conditions: { weekdays: [5], hours: { fromMinute: 20 * 60, toMinute: 60 }, timeZone: "UTC" },
    });
    const had = (day: number, hour: number) =>
      promote([fridayNight], cartOf([lineOf(1, 1, 1000)]), Date.UTC(2026, 10, day, hour, 30))
        .applied.length;
    // The 20th is a Friday.
    expect([had(20, 0), had(20, 20), had(20, 23), had(21, 0), had(21, 1), had(21, 21)]).toEqual([
      0, 1, 1, 1, 0, 0,
    ]);
    const sundayNight = {
      ...fridayNight,
      conditions: { ...fridayNight.conditions, weekdays: [7] },
    };
    const monday = Date.UTC(2026, 10, 23, 0, 30);
    expect(promote([sundayNight], cartOf([lineOf(1, 1, 1000)]), monday).applied).toHaveLength(1);
  });

  it("keeps hours where clocks are changed: an hour that comes twice counts twice", () => {
    const hours = { fromMinute: 2 * 60, toMinute: 3 * 60 };
    const early = promotionOf(1, { conditions: { hours, timeZone: "Europe/Berlin" } });
    const had = (at: string) =>
      promote([early], cartOf([lineOf(1, 1, 1000)]), Date.parse(at)).applied.length;
    expect([had("2026-10-25T00:30:00Z"), had("2026-10-25T01:30:00Z")]).toEqual([1, 1]);
    expect([had("2026-03-29T00:59:00Z"), had("2026-03-29T01:00:00Z")]).toEqual([0, 0]);
  });

  it("does nothing in a currency in which its cap or its budget names no amount", () => {
    const capped = promotionOf(1, {
      effect: {
        kind: "discount",
        scope: {},
        benefit: { kind: "percent", bp: 5000, most: { EUR: 2000 } },
      },
    });
    const budgeted = promotionOf(2, {
      limits: { uses: null, usesPerCode: null, usesPerCustomer: null, budget: { EUR: 100_000 } },
    });
    for (const promotion of [capped, budgeted]) {
      expect(off([promotion], cartOf([lineOf(1, 1, 1_000)]))).toBeGreaterThan(0);
      const yen = cartOf([lineOf(1, 1, 1_000_000)], { currency: "JPY" });
      expect(whyNot(promotion, yen)).toEqual({ reason: "wrong_currency", currencies: ["EUR"] });
    }
  });

  it("does not count a gift towards what has to be bought for it", () => {
    const mug = numbered("variant", 2);
    const gift = promotionOf(1, {
      effect: { kind: "gift", variantIds: [mug], quantity: 1 },
      conditions: { minSpend: { EUR: 5000 }, minQuantity: 2 },
    });
    const cart = (mugs: number) => cartOf([lineOf(1, 1, 3000), lineOf(2, mugs, 2000)]);
    expect(whyNot(gift, cart(1))).toEqual({ reason: "below_spend", missingMinor: 2000 });
    expect(off([gift], cart(2))).toBe(2000);
  });

  it("takes the next code of a promotion where one is used up, and says so of that one", () => {
    const bulk = promotionOf(1, { isByCode: true });
    const spent = { code: "SPENT", promotionId: bulk.id, isUsedUp: true } as const;
    const fresh = { code: "FRESH", promotionId: bulk.id };
    for (const codes of [
      [spent, fresh],
      [fresh, spent],
    ]) {
      const { applied, refused } = promote([bulk], cartOf([lineOf(1, 1, 1000)], { codes }), NOW);
      expect(applied.map(({ code }) => code)).toEqual(["FRESH"]);
      expect(refused).toMatchObject([{ code: "SPENT", refusal: { reason: "used_up" } }]);
    }
    const alone = cartOf([lineOf(1, 1, 1000)], { codes: [spent] });
    expect(whyNot(bulk, alone)).toEqual({ reason: "used_up" });
  });

  it("is used up where it takes off more than its budget has left, and not a cent less", () => {
    const ten = promotionOf(1, {});
    const cart = (left: number) => cartOf([lineOf(1, 1, 1000)], { budgetLeft: { [ten.id]: left } });
    expect(off([ten], cart(100))).toBe(100);
    expect(whyNot(ten, cart(99))).toEqual({ reason: "used_up" });
    const free = promotionOf(2, {
      effect: { kind: "free_shipping", methodIds: null },
      stacking: { class: "shipping" },
    });
    const shipped = {
      shipping: { methodId: "standard", minor: 490 },
      budgetLeft: { [free.id]: 489 },
    };
    const other = { ...free, id: numbered("promotion", 3) };
    const { applied } = promote([free, other], cartOf([lineOf(1, 1, 1000)], shipped), NOW);
    expect(applied).toMatchObject([{ promotion: { id: other.id }, shippingMinor: 490 }]);
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
