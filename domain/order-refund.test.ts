import { describe, expect, it } from "vitest";
import { refundedMinor, SLOW_RETRY_MS } from "./order.ts";
import { LINES, Story } from "./order-builders.ts";
import type { OrderInput } from "./order-input.ts";
import { orderSnapshot } from "./order-snapshot.ts";

const TOTAL = 1990;

function refundLine(key: string, line = 0): OrderInput {
  return {
    type: "refund",
    key,
    lines: [{ lineId: LINES[line]!.lineId, quantity: 1 }],
    withShipping: false,
    withRestock: true,
    reason: "returned",
  };
}

const settled = (key: string, status: "succeeded" | "failed" = "succeeded") =>
  ({ type: "refund_settled", key, status }) as const;

/** A paid order of which one line is being refunded when staff cancel the whole. */
function cancelledWhileRefunding(): Story {
  const story = new Story().confirmed().tell(refundLine("a"), { type: "cancel", by: "staff" });
  story.asked();
  return story;
}

describe("stepOrder() when staff cancel an order of which a part is being refunded", () => {
  it("waits for both refunds before it gives stock back, and puts every unit on sale once", () => {
    const story = cancelledWhileRefunding().tell(settled("a"));
    expect(story.order.status).toBe("refunding");
    story.tell(settled("all:1"));
    expect(story.order.status).toBe("releasing");
    const back = story.effects.filter(({ kind }) => kind === "restock" || kind === "give_back");
    const units = back.map((effect) => ("quantity" in effect ? effect.quantity : 0));
    expect(units.reduce((sum, quantity) => sum + quantity, 0)).toBe(2);
    expect(refundedMinor(story.givenBack().order)).toBe(TOTAL);
    expect(story.order.status).toBe("cancelled");
  });

  it("asks again for the money of a part that failed, whichever refund ends first", () => {
    for (const order of [
      ["a", "all:1"],
      ["all:1", "a"],
    ] as const) {
      const story = cancelledWhileRefunding();
      for (const key of order) story.tell(settled(key, key === "a" ? "failed" : "succeeded"));
      expect(story.order.status).toBe("refunding");
      story.now = story.order.deadlineAt!;
      story.tell({ type: "tick" });
      expect(story.effects.at(-1)).toMatchObject({
        kind: "refund_intent",
        refundKey: "all:2",
        isRest: true,
      });
      expect(refundedMinor(story.order)).toBe(TOTAL);
      expect(story.tell(settled("all:2")).givenBack().order.status).toBe("cancelled");
    }
  });
});

describe("stepOrder() when staff cancel an order that is being refunded whole", () => {
  it("gives the stock back only when the money is", () => {
    const whole = { ...refundLine("a"), withShipping: true, withRestock: false } as const;
    const lines = LINES.map(({ lineId, quantity }) => ({ lineId, quantity }));
    const story = new Story().confirmed().tell({ ...whole, lines } as OrderInput);
    story.tell({ type: "cancel", by: "staff" });
    expect(story.order).toMatchObject({ status: "refunding", ending: { reason: "staff" } });
    expect(story.tell(settled("a")).givenBack().order.status).toBe("cancelled");
  });
});

describe("stepOrder() when a refund keeps failing", () => {
  it("asks ever more rarely, so that an order that needs a person does not grow without end", () => {
    const story = new Story().confirmed().tell({ type: "cancel", by: "staff" });
    const pauses: number[] = [];
    for (let round = 0; round < 12; round += 1) {
      story.tell(settled(`all:${round}`, "failed"));
      pauses.push(story.order.deadlineAt! - story.now);
      story.now = story.order.deadlineAt!;
      story.tell({ type: "tick" });
    }
    expect(pauses.slice(0, 3)).toEqual([1, 2, 4].map((times) => times * SLOW_RETRY_MS));
    expect(pauses.at(-1)).toBe(24 * 60 * 60 * 1000);
    expect(story.order.status).toBe("refunding");
  });
});

describe("orderSnapshot()", () => {
  it("counts money as given back when it is, for one that fails is never told of", () => {
    const story = new Story().confirmed().tell(refundLine("a", 0), refundLine("b", 1));
    expect(orderSnapshot(story.order).refundedMinor).toBe(0);
    story.tell(settled("a"));
    const told = orderSnapshot(story.order).refundedMinor;
    story.tell(settled("b", "failed"));
    expect(orderSnapshot(story.order).refundedMinor).toBe(told);
  });
});
