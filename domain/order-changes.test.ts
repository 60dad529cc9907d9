import { describe, expect, it } from "vitest";
import type { CheckoutRules } from "./checkout-rules.ts";
import type { Order } from "./order.ts";
import { HOLD_MS, LINES, NOW, newOrder, placing, rulesWith, Story } from "./order-builders.ts";
import { stepOrder } from "./order-step.ts";
import { promotionOf } from "./promotion-builders.ts";
import { QUOTE_MS } from "./quote.ts";

const LATER = NOW + QUOTE_MS + 1;
const TEN = promotionOf(1, { isByCode: true, label: "Ten off" });
const CODES = [{ code: "TEN", promotionId: TEN.id }];

/** Places what was shown, some time later and under other rules. */
function placeLater(order: Order, rules: CheckoutRules, parts: { unitMinor?: number } = {}) {
  const input = placing(order);
  const prices = input.prices.map(({ variantId, unitMinor }) => ({
    variantId,
    unitMinor: parts.unitMinor ?? unitMinor,
  }));
  const { promotions, usedUp, pricesIncludeTax: _kept, ...rates } = rules;
  const promoted = { codes: order.codes, promotions, usedUp };
  return stepOrder(order, { ...input, prices, rates, promoted }, LATER);
}

function withCode(): Story {
  return new Story()
    .tell({ type: "set_promotions", codes: CODES, promotions: [TEN], usedUp: [] })
    .ready();
}

describe("a price that changed after its lock", () => {
  it("is told line by line, before and now, and the new total is agreed to", () => {
    const { order } = new Story().ready();
    const step = placeLater(order, order.rules, { unitMinor: 1_100 });
    const changes = [
      { kind: "price", lineId: LINES[0]?.lineId, label: "Thing 1", before: 1_000, after: 1_100 },
      { kind: "price", lineId: LINES[1]?.lineId, label: "Thing 2", before: 500, after: 1_100 },
    ];
    expect(step.result).toMatchObject({ problem: { reason: "price_changed", changes } });
    expect(step.order.notice).toMatchObject({ reason: "price_changed", changes });
    const agreed = { ...placing(step.order), holdMs: HOLD_MS };
    expect(stepOrder(step.order, agreed, LATER).order.status).toBe("holding");
  });

  it("is told again to another window that was shown the old total", () => {
    const { order } = new Story().ready();
    const first = placeLater(order, order.rules, { unitMinor: 1_100 });
    const again = stepOrder(first.order, placing({ ...first.order, quote: order.quote }), LATER);
    expect(again.result).toMatchObject({ problem: { changes: first.order.notice?.changes } });
  });
});

describe("a promotion that ended after the quote had lapsed", () => {
  it("is told with what it took off", () => {
    const { order } = withCode();
    expect(order.quote.totals.discountMinor).toBe(150);
    const { result } = placeLater(order, { ...order.rules, promotions: [] });
    expect(result).toMatchObject({
      problem: { changes: [{ kind: "discount", label: "Ten off", before: 150, after: 0 }] },
    });
  });

  it("is had as long as the quote is good", () => {
    const { order } = withCode();
    const promoted = { codes: CODES, promotions: [], usedUp: [] };
    const step = stepOrder(order, { ...placing(order), promoted }, NOW + QUOTE_MS - 1);
    expect(step.order.status).toBe("holding");
  });

  it("is told with the new total when somebody else had its last use", () => {
    const limits = { uses: 1, usesPerCode: null, usesPerCustomer: null, budget: null };
    const promotions = [{ ...TEN, limits }];
    const story = new Story()
      .tell({ type: "set_promotions", codes: CODES, promotions, usedUp: [] })
      .ready()
      .place();
    const { attempt } = story.order;
    story.tell({ type: "hold_refused", attempt, itemId: TEN.id }).givenBack();
    expect(story.order).toMatchObject({
      status: "open",
      notice: {
        reason: "promotion_used_up",
        changes: [{ kind: "discount", before: 150, after: 0 }],
      },
    });
    expect(story.order.quote.refusals[0]?.refusal.reason).toBe("used_up");
  });

  it("says so where the buyer had it as often as anybody may", () => {
    const limits = { uses: null, usesPerCode: null, usesPerCustomer: 1, budget: null };
    const story = new Story()
      .tell({
        type: "set_promotions",
        codes: CODES,
        promotions: [{ ...TEN, limits }],
        usedUp: [],
        customer: { key: "ada", ordersBefore: null },
      })
      .ready()
      .place();
    const { attempt } = story.order;
    expect(story.effects).toContainEqual(
      expect.objectContaining({ use: expect.objectContaining({ customer: "ada" }) }),
    );
    story.tell({ type: "hold_refused", attempt, itemId: TEN.id, isBuyers: true }).givenBack();
    expect(story.order.quote.refusals[0]?.refusal.reason).toBe("customer_used_up");
  });
});

describe("shipping and taxes that changed", () => {
  it("are told when the quote has lapsed", () => {
    const { order } = new Story().ready();
    const dearer = rulesWith({ amountMinor: 790, freeFromMinor: null });
    expect(placeLater(order, dearer).result).toMatchObject({
      problem: { changes: [{ kind: "shipping", label: "Standard", before: 490, after: 790 }] },
    });
  });

  it("are told where the tax comes on top, at an edit too", () => {
    const [tax] = newOrder().rules.tax.rules;
    const net = { ...newOrder().rules, pricesIncludeTax: false };
    const story = new Story({ ...newOrder(), rules: net }).ready();
    const rules = [{ ...tax!, rateBp: 2_000 }];
    const { promotions: _, usedUp: __, pricesIncludeTax: ___, ...rates } = net;
    story.now = LATER;
    story.tell({ type: "set_rates", rates: { ...rates, tax: { ...rates.tax, rules } } });
    expect(story.order.notice).toMatchObject({
      reason: "price_changed",
      changes: [
        { kind: "tax", label: "VAT 19 %", after: 0 },
        { kind: "tax", label: "VAT 20 %", before: 0 },
      ],
    });
  });

  it("stay as they were shown until their lock is over", () => {
    const { order } = new Story().ready();
    const locked = { ...order, rules: { ...order.rules, ratesLockedUntil: LATER + 1 } };
    const dearer = rulesWith({ amountMinor: 790, freeFromMinor: null });
    expect(placeLater(locked, dearer).order.status).toBe("holding");
  });

  it("leave the order open where it no longer ships like that", () => {
    const { order } = new Story().ready();
    const step = placeLater(order, { ...order.rules, zones: [] });
    expect(step.result).toMatchObject({ problem: { reason: "checkout_incomplete" } });
    expect(step.order.status).toBe("open");
  });
});

describe("units that somebody else bought", () => {
  it("are told with how many are left", () => {
    const story = new Story().ready().place();
    const { attempt } = story.order;
    const itemId = LINES[0]!.itemId;
    story.tell({ type: "hold_refused", attempt, itemId, available: 0 }).givenBack();
    expect(story.order.notice).toMatchObject({
      reason: "sold_out",
      changes: [{ kind: "quantity", label: "Thing 1", before: 1, after: 0 }],
    });
  });
});
