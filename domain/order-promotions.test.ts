import { describe, expect, it } from "vitest";
import { NOW, placing, Story } from "./order-builders.ts";
import type { OrderInput } from "./order-input.ts";
import type { Promotion, PromotionLimits } from "./promotion.ts";
import { promotionOf } from "./promotion-builders.ts";
import { QUOTE_MS } from "./quote.ts";

const LATER = NOW + QUOTE_MS + 1;
const NO_LIMITS: PromotionLimits = {
  uses: null,
  usesPerCode: null,
  usesPerCustomer: null,
  budget: null,
};
const FREE_SHIPPING = promotionOf(1, {
  effect: { kind: "free_shipping", methodIds: null },
  stacking: { class: "shipping" },
});

type SetPromotions = Extract<OrderInput, { type: "set_promotions" }>;

function given(
  promotions: readonly Promotion[],
  parts: Partial<SetPromotions> = {},
): SetPromotions {
  return { type: "set_promotions", codes: [], promotions, usedUp: [], ...parts };
}

describe("a promotion that was beaten by a better one", () => {
  it("is had where somebody else had the last use of the better one", () => {
    const stacking = { bestOf: "sale" };
    const better = promotionOf(1, {
      effect: { kind: "discount", scope: {}, benefit: { kind: "percent", bp: 2000 } },
      limits: { ...NO_LIMITS, uses: 1 },
      stacking,
    });
    const usual = promotionOf(2, { stacking });
    const story = new Story().ready().tell(given([better, usual]));
    expect(story.order.quote.totals.discountMinor).toBe(300);
    story.place();
    const { attempt } = story.order;
    story.tell({ type: "hold_refused", attempt, itemId: better.id }).givenBack();
    expect(story.order.status).toBe("open");
    expect(story.order.quote.discounts).toMatchObject([{ promotionId: usual.id, minor: 150 }]);
    expect(story.order.notice?.changes.map(({ before, after }) => [before, after])).toEqual([
      [300, 0],
      [0, 150],
    ]);
  });
});

describe("set_promotions", () => {
  it("keeps what the same change has told of shipping, and nothing older", () => {
    const story = new Story().ready();
    const { promotions: _, usedUp: __, pricesIncludeTax: ___, ...rates } = story.order.rules;
    const [zone] = rates.zones;
    const method = zone!.methods[0]!;
    const dearer = { ...method, rates: [{ ...method.rates[0]!, price: { EUR: 790 } }] };
    story.now = LATER;
    story.tell(
      { type: "set_rates", rates: { ...rates, zones: [{ ...zone!, methods: [dearer] }] } },
      given([], { after: { rates: true, contact: false } }),
    );
    expect(story.order.notice?.changes).toMatchObject([{ kind: "shipping", after: 790 }]);
    story.tell(given([], { after: { rates: false, contact: false } }));
    expect(story.order.notice).toBeNull();
  });

  it("does not take an address for another one that was given meanwhile", () => {
    const customer = (key: string) => ({ key, ordersBefore: null });
    const beside = (contact: boolean) => ({ rates: false, contact });
    const story = new Story().tell(given([], { customer: customer("ada"), after: beside(true) }));
    story.tell(given([], { customer: customer("bob"), after: beside(true) }));
    // Asked for while it was Ada's.
    story.tell(given([], { customer: customer("ada"), after: beside(false) }));
    expect(story.order.buyer?.key).toBe("bob");
  });

  it("has what the way of shipping lets have, where that was set before", () => {
    const story = new Story().ready().tell(given([FREE_SHIPPING]));
    expect(story.order.quote.totals.shippingMinor).toBe(0);
  });
});

describe("a first order", () => {
  it("is none any more where the buyer has bought since the quote was given", () => {
    const first = promotionOf(1, { conditions: { isFirstOrder: true } });
    const story = new Story().ready().tell(
      given([first], {
        customer: { key: "ada", ordersBefore: 0 },
        after: { rates: false, contact: true },
      }),
    );
    expect(story.order.quote.totals.discountMinor).toBe(150);
    story.now = LATER;
    const { order } = story;
    const customer = { key: "ada", ordersBefore: 1 };
    story.tell({
      ...placing(order),
      promoted: { codes: [], promotions: [first], usedUp: [], customer },
    });
    expect(story.order.status).toBe("open");
    expect(story.order.notice?.changes).toMatchObject([{ kind: "discount", after: 0 }]);
  });
});
