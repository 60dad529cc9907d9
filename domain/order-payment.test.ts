import { describe, expect, it } from "vitest";
import { HOLD_MS, Story } from "./order-builders.ts";
import { finalLookAt } from "./order-moves.ts";

const TOTAL = 1990;

describe("stepOrder() while nobody reaches the provider", () => {
  it("asks for one look at a time, however long it lasts", () => {
    const story = new Story().payable();
    story.asked();
    for (let round = 0; round < 100; round += 1) {
      story.now = story.order.deadlineAt!;
      story.tell({ type: "tick" });
    }
    // The outbox keeps one request per id, so the hundredth look is the first one, still waiting.
    expect(new Set(story.effects.map(({ id }) => id)).size).toBe(1);
  });

  it("asks again for every event, for a look under way may have been too early", () => {
    const story = new Story().payable();
    story.asked();
    story.tell({ type: "poke", eventId: "evt_1" }, { type: "poke", eventId: "evt_2" });
    expect(new Set(story.effects.map(({ id }) => id)).size).toBe(2);
  });

  it("asks once at a time for people who come back, however often they do", () => {
    const story = new Story().payable();
    story.asked();
    for (let times = 0; times < 100; times += 1) story.tell({ type: "poke", eventId: null });
    expect(new Set(story.effects.map(({ id }) => id)).size).toBe(1);
  });
});

describe("stepOrder() when a capture takes its time", () => {
  it("asks again until it is taken or not", () => {
    const story = new Story().payable().intent({ status: "requires_capture" }).committed();
    story.asked();
    expect(story.intent({ status: "processing" }).asked()).toEqual(["retrieve_intent"]);
    expect(story.intent({ status: "processing" }).asked()).toEqual(["retrieve_intent"]);
    story.intent({ status: "succeeded", receivedMinor: TOTAL });
    expect(story.order.status).toBe("confirmed");
  });
});

describe("stepOrder() when a delayed method fails", () => {
  it("waits no longer than for a card, though another machine's clock gave it an hour", () => {
    const story = new Story().payable();
    const last = finalLookAt(story.order);
    story.now = last + 1_000;
    story.intent({ status: "processing" });
    expect(story.order.deadlineAt).toBeGreaterThan(last + HOLD_MS);
    story.now = last - 60_000;
    story.intent({ status: "requires_payment_method", declineCode: "generic_decline" });
    expect(story.order).toMatchObject({ status: "awaiting_payment", deadlineAt: last });
    story.now = last;
    story.tell({ type: "tick" });
    expect(story.asked()).toContain("retrieve_intent");
  });
});
