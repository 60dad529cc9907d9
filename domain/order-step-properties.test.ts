import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ORDER_MOVES, type OrderStatus, refundedMinor } from "./order.ts";
import { intentOf, LINES, NOW, placing, Story } from "./order-builders.ts";
import type { OrderInput } from "./order-input.ts";
import { stepOrder } from "./order-step.ts";
import type { IntentStatus } from "./payment.ts";

const [first, second] = LINES.map((line) => line.itemId);
const TOTAL = 1990;

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
