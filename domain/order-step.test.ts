import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOLD_KEEP_MS } from "./inventory-hold.ts";
import {
  CHECKOUT_IDLE_MS,
  checkoutStatus,
  ORDER_MOVES,
  type OrderInput,
  type OrderStatus,
  refundedMinor,
} from "./order.ts";
import {
  HOLD_MS,
  idOf,
  intentOf,
  LINES,
  NOW,
  newOrder,
  placing,
  rulesWith,
  Story,
} from "./order-builders.ts";
import { isAbandoned, stepOrder } from "./order-step.ts";
import type { IntentStatus } from "./payment.ts";

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

const statuses: IntentStatus[] = [
  "requires_payment_method",
  "requires_action",
  "processing",
  "requires_capture",
  "succeeded",
  "canceled",
];

function anyInput(): fc.Arbitrary<OrderInput> {
  const attempt = fc.constantFrom(1, 1, 1, 2);
  const itemId = fc.constantFrom(first!, second!);
  const during = fc.constantFrom("create" as const, "capture" as const, "cancel" as const);
  const answers = fc.constantFrom(
    "held" as const,
    "hold_refused" as const,
    "committed" as const,
    "commit_refused" as const,
    "given_back" as const,
  );
  const intents = fc.record({ status: fc.constantFrom(...statuses), attempt });
  const { order } = new Story().ready();
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant<OrderInput>(placing(order)) },
    fc.constant<OrderInput>({ type: "tick" }),
    fc.constant<OrderInput>({ type: "poke", eventId: null }),
    fc
      .constantFrom("shopper" as const, "staff" as const)
      .map((by): OrderInput => ({ type: "cancel", by })),
    {
      weight: 8,
      arbitrary: fc.record({ type: answers, attempt, itemId }) as fc.Arbitrary<OrderInput>,
    },
    intents.map(
      ({ status, attempt: of }): OrderInput => ({
        type: "intent_observed",
        attempt: of,
        intent: intentOf(order, { status, receivedMinor: status === "succeeded" ? TOTAL : 0 }),
      }),
    ),
    fc.record({
      type: fc.constantFrom("intent_refused" as const, "intent_unknown" as const),
      attempt,
      during,
      code: fc.constant("x"),
    }) as fc.Arbitrary<OrderInput>,
    fc.constant<OrderInput>({ type: "intent_absent", attempt: 1 }),
    fc
      .constantFrom("succeeded" as const, "failed" as const)
      .map((status): OrderInput => ({ type: "refund_settled", key: "all:0", status })),
  );
}

const BEGINNINGS = [
  () => new Story().ready(),
  () => new Story().ready().place(),
  () => new Story().ready().place().held(),
  () => new Story().payable(),
  () => new Story().payable().intent({ status: "requires_capture" }),
  () => new Story().payable().intent({ status: "requires_capture" }).committed(),
  () => new Story().payable().intent({ status: "succeeded", receivedMinor: TOTAL }),
  () => new Story().confirmed(),
];

describe("stepOrder() under any inputs in any order", () => {
  it("moves only where the table allows, and never pays out or takes more than it may", () => {
    const walk = fc.array(fc.tuple(anyInput(), fc.nat({ max: 60_000 })), { maxLength: 60 });
    const seen = new Set<OrderStatus>();
    fc.assert(
      fc.property(fc.constantFrom(...BEGINNINGS), walk, (begin, inputs) => {
        const story = begin();
        story.asked();
        let wasReleased = false;
        for (const [input, pause] of inputs) {
          story.now += pause;
          const before = story.order;
          story.tell(input);
          const after = story.order;
          const moves: readonly OrderStatus[] = ORDER_MOVES[before.status];
          seen.add(after.status);
          if (after.status !== before.status)
            expect(reachable(before.status)).toContain(after.status);
          expect(moves.length === 0 && after !== before).toBe(false);
          expect(after.version - before.version).toBeGreaterThanOrEqual(after === before ? 0 : 1);
          expect(refundedMinor(after)).toBeLessThanOrEqual(after.payment.capturedMinor);
          if (after.status === "confirmed") {
            expect(after.payment.capturedMinor).toBe(TOTAL);
            expect(after.holds.every((hold) => hold.stage === "committed")).toBe(true);
          }
          for (const effect of story.effects.splice(0)) {
            if (effect.kind === "capture_intent") {
              expect(after.holds.every((hold) => hold.stage === "committed")).toBe(true);
              expect(wasReleased).toBe(false);
            }
            // R4: stock goes back only where no money is reserved or taken any more.
            if (effect.kind === "give_back") {
              wasReleased = after.attempt === effect.attempt;
              const isSafe =
                after.payment.intentId === null ||
                after.payment.intentStatus === "canceled" ||
                refundedMinor(after) === after.payment.capturedMinor;
              expect(isSafe).toBe(true);
            }
          }
          if (after.status === "open") wasReleased = false;
        }
      }),
      { numRuns: 3000 },
    );
    // A walk that never came by a state has shown nothing about it.
    expect([...seen].sort()).toEqual(Object.keys(ORDER_MOVES).sort());
  });

  it("ignores in a final state whatever it is told", () => {
    const story = new Story().payable().tell({ type: "cancel", by: "shopper" });
    story.intent({ status: "canceled" }).givenBack();
    expect(story.order.status).toBe("cancelled");
    fc.assert(
      fc.property(anyInput(), (input) => {
        expect(stepOrder(story.order, input, NOW).order).toBe(story.order);
      }),
    );
  });
});

/** One step may pass through a state that needs nothing: a release of no holds ends at once. */
function reachable(from: OrderStatus): OrderStatus[] {
  const direct: readonly OrderStatus[] = ORDER_MOVES[from];
  return [...direct, ...direct.flatMap((step): readonly OrderStatus[] => ORDER_MOVES[step])];
}
