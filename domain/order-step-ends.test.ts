import { describe, expect, it } from "vitest";
import { HOLD_KEEP_MS } from "./inventory-hold.ts";
import { CHECKOUT_IDLE_MS, checkoutStatus, refundedMinor } from "./order.ts";
import { HOLD_MS, LINES, NOW, newOrder, Story } from "./order-builders.ts";
import { isAbandoned, stepOrder } from "./order-step.ts";

const [first, second] = LINES.map((line) => line.itemId);
const TOTAL = 1990;

describe("stepOrder() when time runs out", () => {
  it("lets an unpaid order go, money first", () => {
    const story = new Story().payable();
    story.asked();
    story.now = NOW + HOLD_MS - 1;
    expect(story.tell({ type: "tick" }).asked()).toEqual(["retrieve_intent"]);
    expect(story.intent().asked()).toEqual(["cancel_intent"]);
    expect(story.intent({ status: "canceled" }).asked()).toEqual(["give_back", "give_back"]);
    expect(story.givenBack().order).toMatchObject({
      status: "cancelled",
      ending: { reason: "expired" },
    });
  });

  it("keeps an order whose payment arrived at the last look", () => {
    const story = new Story().payable();
    story.now = NOW + HOLD_MS + 60_000;
    story.tell({ type: "tick" }).intent({ status: "requires_capture" });
    expect(story.order.status).toBe("committing");
  });

  it("waits for a delayed method, days if it must", () => {
    const story = new Story().payable().intent({ status: "processing" });
    story.now = NOW + HOLD_MS + 1;
    story.tell({ type: "tick" }).intent({ status: "processing" });
    expect(story.order.status).toBe("awaiting_payment");
    expect(checkoutStatus(story.order)).toBe("complete_in_progress");
    story.now = NOW + 15 * 24 * 3_600_000;
    story.tell({ type: "tick" }).intent({ status: "processing" });
    expect(story.order.status).toBe("cancelling");
  });

  it("forgets a checkout that nobody touches", () => {
    expect(isAbandoned(newOrder(), NOW + CHECKOUT_IDLE_MS - 1)).toBe(false);
    expect(isAbandoned(newOrder(), NOW + CHECKOUT_IDLE_MS)).toBe(true);
    expect(isAbandoned(new Story().payable().order, NOW + CHECKOUT_IDLE_MS)).toBe(false);
    const cancelled = new Story().tell({ type: "cancel", by: "shopper" });
    expect(cancelled.asked()).toEqual([]);
    expect(isAbandoned(cancelled.order, NOW + CHECKOUT_IDLE_MS)).toBe(true);
  });

  it("tells of an order that opened again, and ends it where nobody comes back", () => {
    const story = new Story().ready().place().held();
    const refused = {
      type: "intent_refused",
      attempt: 1,
      during: "create",
      code: "bad",
    } as const;
    story.tell(refused).givenBack();
    expect(story.order.status).toBe("open");
    expect(story.effects.at(-1)).toMatchObject({ kind: "publish", event: "order.reopened" });
    story.asked();
    story.now = NOW + CHECKOUT_IDLE_MS;
    expect(isAbandoned(story.order, story.now)).toBe(false);
    story.tell({ type: "tick" });
    expect(story.order).toMatchObject({ status: "cancelled", ending: { reason: "expired" } });
    expect(story.effects).toMatchObject([{ kind: "publish", event: "order.cancelled" }]);
  });

  it("says nothing of an attempt that found the goods gone, and outlives the holds it had", () => {
    const story = new Story().ready().place();
    story.tell({ type: "hold_refused", attempt: 1, itemId: first! });
    story.tell({ type: "given_back", attempt: 1, itemId: second! });
    expect(story.asked()).not.toContain("publish");
    const cancelled = new Story(story.order).tell({ type: "cancel", by: "shopper" });
    for (const { order } of [story, cancelled, story.ready()]) {
      expect(isAbandoned(order, NOW + HOLD_KEEP_MS)).toBe(false);
      expect(isAbandoned(order, order.deadlineAt!)).toBe(true);
    }
  });

  it("refunds a payment of another amount that was taken at once", () => {
    const story = new Story().payable();
    story.asked();
    story.intent({ status: "succeeded", amountMinor: 1, receivedMinor: 1 });
    expect(story.effects).toMatchObject([{ kind: "refund_intent", amountMinor: 1 }]);
    expect(story.order).toMatchObject({
      status: "refunding",
      ending: { reason: "amount_mismatch" },
    });
  });
});

describe("stepOrder() on cancelling and refunding", () => {
  it("waits for an intent that is still being asked for, then cancels it", () => {
    const story = new Story().ready().place().held();
    story.asked();
    expect(story.tell({ type: "cancel", by: "shopper" }).asked()).toEqual([]);
    expect(story.intent().asked()).toEqual(["cancel_intent"]);
    expect(story.order.status).toBe("cancelling");
    story.intent({ status: "canceled" }).givenBack();
    expect(story.order).toMatchObject({ status: "cancelled", ending: { reason: "shopper" } });
  });

  it("refunds when the payment was faster than the cancellation", () => {
    const story = new Story().payable().tell({ type: "cancel", by: "shopper" });
    story.asked();
    story.intent({ status: "succeeded", receivedMinor: TOTAL });
    expect(story.asked()).toEqual(["refund_intent"]);
  });

  it("lets staff alone cancel a paid order", () => {
    const story = new Story().confirmed();
    const { result } = stepOrder(story.order, { type: "cancel", by: "shopper" }, NOW);
    expect(result).toMatchObject({ problem: { reason: "checkout_closed" } });
    story.asked();
    expect(story.tell({ type: "cancel", by: "staff" }).asked()).toEqual(["refund_intent"]);
  });

  it("refunds line by line, never twice under one key, and ends at what was paid", () => {
    const story = new Story().confirmed();
    const refund = (key: string, line: number) =>
      ({
        type: "refund",
        key,
        lines: [{ lineId: LINES[line]!.lineId, quantity: 1 }],
        withShipping: line === 1,
        withRestock: true,
        reason: "returned",
      }) as const;
    story.asked();
    story.tell(refund("a", 0), refund("a", 0));
    expect(story.asked()).toEqual(["refund_intent"]);
    story.tell({ type: "refund_settled", key: "a", status: "succeeded" });
    expect(story.asked()).toEqual(["publish", "restock"]);
    const again = stepOrder(story.order, refund("b", 0), NOW);
    expect(again.result).toMatchObject({ problem: { reason: "refund_exceeds_bought", left: 0 } });
    story.tell(refund("c", 1), { type: "refund_settled", key: "c", status: "succeeded" });
    story.asked();
    // Cancelling the rest finds nothing left to refund and one unit of each item to give back.
    story.tell({ type: "cancel", by: "staff" });
    expect(story.effects.map((effect) => effect.kind)).not.toContain("capture_intent");
    expect(refundedMinor(story.order)).toBe(TOTAL);
  });
});
