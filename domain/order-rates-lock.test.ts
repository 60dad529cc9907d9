import { describe, expect, it } from "vitest";
import type { Order } from "./order.ts";
import { LINES, NOW, newOrder, placing, Story } from "./order-builders.ts";

describe("the lock of taxes and shipping", () => {
  const until = NOW + 900_000;
  const dearer = (order: Order) => ({
    ...order.rules,
    tax: {
      ...order.rules.tax,
      rules: order.rules.tax.rules.map((rule) => ({ ...rule, rateBp: 2100 })),
    },
    zones: order.rules.zones.map((zone) => ({
      ...zone,
      methods: zone.methods.map((method) => ({
        ...method,
        rates: method.rates.map((rate) => ({ ...rate, price: { EUR: 590 } })),
      })),
    })),
    ratesLockedUntil: until + 900_000,
  });
  const locked = () => {
    const order = newOrder(LINES.map((line) => ({ ...line, priceLockedUntil: until + 900_000 })));
    return new Story({ ...order, rules: { ...order.rules, ratesLockedUntil: until } }).ready();
  };

  it("shields the shopper from new rates while it lasts", () => {
    const story = locked();
    const { order } = story;
    story.tell({ ...placing(order), rates: dearer(order) });
    expect(story.order).toMatchObject({ status: "holding", quote: order.quote });
  });

  it("shows the difference afterwards, and takes it when it is agreed to", () => {
    const story = locked();
    const { order } = story;
    story.now = until;
    story.tell({ ...placing(order), rates: dearer(order) });
    const wasMinor = order.quote.totals.grandTotalMinor;
    expect(story.order).toMatchObject({ status: "open", notice: { reason: "price_changed" } });
    expect(story.order.quote.totals.grandTotalMinor).toBe(wasMinor + 100);
    story.tell(placing(story.order));
    expect(story.order.status).toBe("holding");
  });

  it("asks for another way where the chosen one is gone", () => {
    const story = locked();
    const { order } = story;
    story.now = until;
    const rates = dearer(order);
    const zones = rates.zones.map((zone) => ({ ...zone, methods: [] }));
    story.tell({ ...placing(order), rates: { ...rates, zones } });
    expect(story.order).toMatchObject({ status: "open", quote: { shipping: null } });
  });
});
