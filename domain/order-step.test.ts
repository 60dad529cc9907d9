import { describe, expect, it } from "vitest";
import { checkoutStatus, refundedMinor } from "./order.ts";
import { idOf, LINES, NOW, newOrder, placing, rulesWith, Story } from "./order-builders.ts";
import { stepOrder } from "./order-step.ts";
import { promotionOf } from "./promotion-builders.ts";

const [first, second] = LINES.map((line) => line.itemId);
const TOTAL = 1990;

describe("stepOrder() on the way to a sale", () => {
  it("holds, authorises, commits and only then captures", () => {
    const story = new Story().ready();
    expect(checkoutStatus(story.order)).toBe("ready_for_complete");
    expect(story.order.quote.totals.grandTotalMinor).toBe(TOTAL);
    expect(story.place().asked()).toEqual(["hold", "hold"]);
    expect(story.held().asked()).toEqual(["create_intent", "publish"]);
    expect(story.order.payment.clientSecret).toBeNull();
    expect(story.intent().order).toMatchObject({
      status: "awaiting_payment",
      payment: { intentId: "pi_1", clientSecret: "pi_1_secret_1" },
    });
    story.asked();
    expect(story.intent({ status: "requires_capture" }).asked()).toEqual(["commit", "commit"]);
    expect(story.committed().asked()).toEqual(["capture_intent"]);
    story.intent({ status: "succeeded", receivedMinor: TOTAL });
    expect(story.asked()).toEqual(["publish", "settle_cart"]);
    expect(story.order).toMatchObject({ status: "confirmed", payment: { capturedMinor: TOTAL } });
  });

  it("sums the lines that share a stock item into one hold", () => {
    const lines = LINES.map((line) => ({ ...line, itemId: idOf("stockItem", 1) }));
    const story = new Story(newOrder(lines)).ready().place();
    expect(story.effects).toMatchObject([{ kind: "hold", quantity: 2 }]);
  });

  it("confirms a free order without a provider", () => {
    const free = LINES.map((line) => ({ ...line, unitMinor: 0 }));
    const order = newOrder(free);
    const rules = rulesWith({ amountMinor: 0, freeFromMinor: null });
    const story = new Story({ ...order, rules }).ready().place().held();
    expect(story.order.status).toBe("committing");
    expect(story.committed().order.status).toBe("confirmed");
  });

  it("takes money that came without asking for capture, after the goods are committed", () => {
    const story = new Story().payable();
    story.intent({ status: "succeeded", receivedMinor: TOTAL });
    story.asked();
    expect(story.committed().asked()).toEqual(["publish", "settle_cart"]);
  });
});

describe("stepOrder() refuses to place", () => {
  it("an incomplete checkout, and says what is missing", () => {
    const order = newOrder();
    expect(stepOrder(order, placing(order), NOW).result).toEqual({
      ok: false,
      problem: { reason: "checkout_incomplete", missing: ["contact", "address", "shipping"] },
    });
  });

  it("another total than the shopper agreed to, and shows the new one", () => {
    const { order } = new Story().ready();
    const step = stepOrder(order, { ...placing(order), totalMinor: 1 }, NOW);
    expect(step.result).toMatchObject({ problem: { reason: "price_changed", nowMinor: TOTAL } });
    expect(step.order).toMatchObject({ status: "open", notice: { reason: "price_changed" } });
  });

  it("a total that nobody charges, but not one of nothing", () => {
    const { order } = new Story().ready();
    const half = promotionOf(1, {
      effect: {
        kind: "discount",
        scope: {},
        benefit: { kind: "amount", minor: { EUR: 1500 - 1 }, per: "order" },
      },
    });
    const rules = {
      ...rulesWith({ amountMinor: 0, freeFromMinor: null }),
      promotions: [half],
    };
    const story = new Story({ ...order, rules }).ready();
    expect(story.order.quote.totals.grandTotalMinor).toBe(1);
    const step = stepOrder(story.order, placing(story.order), NOW);
    expect(step.result).toMatchObject({ problem: { reason: "total_too_small", leastMinor: 50 } });
    expect([step.order.status, step.effects]).toEqual(["open", []]);
  });

  it("a price that rose after its lock ran out, but not before", () => {
    const { order } = new Story().ready();
    const dearer = {
      ...placing(order),
      prices: LINES.map(({ variantId }) => ({ variantId, unitMinor: 2000 })),
    };
    expect(stepOrder(order, dearer, NOW).order.status).toBe("holding");
    const late = stepOrder(order, dearer, NOW + 60_000);
    expect(late.result).toMatchObject({ problem: { reason: "price_changed", nowMinor: 4490 } });
    // With the price goes the rate that made it.
    const exchange = { from: "USD", rate: "0.9", quotedAt: 1, markupBp: 0 } as const;
    const converted = { ...dearer, prices: dearer.prices.map((of) => ({ ...of, exchange })) };
    const [line] = stepOrder(order, converted, NOW + 60_000).order.lines;
    expect(line).toMatchObject({ unitMinor: 2000, exchange });
    expect(stepOrder(order, converted, NOW).order.lines[0]).not.toHaveProperty("exchange");
    expect(late.order.lines[0]?.unitMinor).toBe(2000);
  });

  it("a cart that changed and a variant that is no longer for sale", () => {
    const { order } = new Story().ready();
    const changed = stepOrder(order, { ...placing(order), cartVersion: 4 }, NOW);
    expect(changed.result).toEqual({ ok: false, problem: { reason: "cart_changed" } });
    const prices = [{ variantId: LINES[0]!.variantId, unitMinor: null }];
    const gone = stepOrder(order, { ...placing(order), prices }, NOW);
    expect(gone.result).toMatchObject({ problem: { reason: "variant_unavailable" } });
  });

  it("nothing: a second click while the first is under way changes nothing", () => {
    const story = new Story().ready().place();
    const before = story.order;
    expect(stepOrder(before, placing(before), NOW)).toEqual({
      order: before,
      effects: [],
      result: { ok: true, value: null },
    });
  });
});

describe("stepOrder() when the goods are gone", () => {
  it("gives the other holds back and opens the checkout again", () => {
    const story = new Story().ready().place();
    story.tell({ type: "held", attempt: 1, itemId: first! });
    story.asked();
    story.tell({ type: "hold_refused", attempt: 1, itemId: second! });
    expect(story.asked()).toEqual(["give_back"]);
    story.tell({ type: "given_back", attempt: 1, itemId: first! });
    expect(story.order).toMatchObject({
      status: "open",
      holds: [],
      notice: { reason: "sold_out", lineIds: [LINES[1]!.lineId] },
    });
  });

  it("fences answers of an earlier attempt off", () => {
    const story = new Story().ready().place();
    story.tell({ type: "hold_refused", attempt: 1, itemId: first! });
    story.tell({ type: "given_back", attempt: 1, itemId: second! });
    story.place();
    expect(story.order.attempt).toBe(2);
    const before = story.order;
    story.tell({ type: "held", attempt: 1, itemId: first! });
    expect(story.order).toBe(before);
  });

  it("cancels the authorisation first and gives stock back when that is seen", () => {
    const story = new Story().payable().intent({ status: "requires_capture" });
    story.tell({ type: "committed", attempt: 1, itemId: first! });
    story.asked();
    story.tell({ type: "commit_refused", attempt: 1, itemId: second! });
    expect(story.asked()).toEqual(["cancel_intent"]);
    story.intent({ status: "canceled" });
    expect(story.asked()).toEqual(["give_back"]);
    story.tell({ type: "given_back", attempt: 1, itemId: first! });
    expect(story.order).toMatchObject({ status: "cancelled", ending: { reason: "sold_out" } });
  });

  it("refunds money that was taken already, then gives stock back", () => {
    const story = new Story().payable();
    story.intent({ status: "succeeded", receivedMinor: TOTAL });
    story.asked();
    story.tell({ type: "commit_refused", attempt: 1, itemId: second! });
    expect(story.effects).toMatchObject([{ kind: "refund_intent", amountMinor: TOTAL }]);
    story.asked();
    story.tell({ type: "refund_settled", key: "all:0", status: "succeeded" });
    expect(story.asked()).toEqual(["publish", "give_back"]);
    story.tell({ type: "given_back", attempt: 1, itemId: first! });
    expect(story.order.status).toBe("cancelled");
    expect(refundedMinor(story.order)).toBe(TOTAL);
  });
});

describe("stepOrder() when the provider is silent", () => {
  it("looks for an intent before it asks for one under a new key", () => {
    const story = new Story().ready().place().held();
    story.asked();
    const unknown = {
      type: "intent_unknown",
      attempt: 1,
      during: "create",
      code: "api_error",
    } as const;
    story.tell(unknown);
    expect(story.effects.at(-1)).toMatchObject({ createdAfter: NOW - 10_000 });
    expect(story.asked()).toEqual(["find_intent"]);
    story.tell({ type: "intent_absent", attempt: 1 });
    const [again] = story.effects;
    expect(again).toMatchObject({ kind: "create_intent", id: "1:create_intent:1" });
    expect(again?.notBefore).toBeGreaterThan(NOW);
    story.intent();
    expect(story.order.status).toBe("awaiting_payment");
  });

  it("looks at the intent before it captures under a new key", () => {
    const story = new Story().payable().intent({ status: "requires_capture" }).committed();
    story.asked();
    story.tell({ type: "intent_unknown", attempt: 1, during: "capture", code: "api_error" });
    expect(story.asked()).toEqual(["retrieve_intent"]);
    story.intent({ status: "requires_capture" });
    expect(story.effects).toMatchObject([{ kind: "capture_intent", id: "1:capture_intent:1" }]);
    story.intent({ status: "succeeded", receivedMinor: TOTAL });
    expect(story.order.status).toBe("confirmed");
  });

  it("does not capture twice when old news arrives", () => {
    const story = new Story().payable().intent({ status: "requires_capture" }).committed();
    story.asked();
    story.intent({ status: "requires_capture" });
    expect(story.asked()).toEqual([]);
  });

  it("gives up on a capture that is refused again and again", () => {
    const story = new Story().payable().intent({ status: "requires_capture" }).committed();
    const refused = {
      type: "intent_refused",
      attempt: 1,
      during: "capture",
      code: "bad",
    } as const;
    for (let round = 0; round < 6; round += 1) {
      story.tell(refused).intent({ status: "requires_capture" });
    }
    expect(story.order.status).toBe("cancelling");
  });

  it("asks the provider itself when no webhook comes", () => {
    const story = new Story().payable();
    story.asked();
    story.now = story.order.deadlineAt!;
    expect(story.tell({ type: "tick" }).asked()).toEqual(["retrieve_intent"]);
    expect(story.order.deadlineAt).toBeGreaterThan(story.now);
  });
});
