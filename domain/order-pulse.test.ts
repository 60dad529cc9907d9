import { describe, expect, it } from "vitest";
import type { OrderStatus } from "./order.ts";
import { LINES, NOW, Story } from "./order-builders.ts";
import {
  checkOwed,
  checkPulse,
  FAILED_DELIVERIES_MAX,
  type OrderPulse,
  owedUnits,
  PROJECTION_GRACE_MS,
  STUCK_AFTER_MS,
  UNPAID_MAX_MS,
} from "./order-pulse.ts";
import { orderSnapshot } from "./order-snapshot.ts";

const SNAPSHOT = orderSnapshot(new Story().confirmed().order);
const WELL = { waiting: 0, failures: 0, kinds: [] };

function pulse(patch: Partial<OrderPulse> = {}): OrderPulse {
  return { snapshot: SNAPSHOT, isTold: true, since: NOW, owed: [], requests: WELL, ...patch };
}

function inStatus(status: OrderStatus) {
  const snapshot = { ...SNAPSHOT, status };
  return { pulse: pulse({ snapshot }), shown: snapshot };
}

describe("checkPulse()", () => {
  it("finds nothing where the lists show the order as it is", () => {
    expect(checkPulse(pulse(), SNAPSHOT, NOW + UNPAID_MAX_MS)).toEqual([]);
  });

  it.each<[OrderStatus, number | null]>([
    ["holding", STUCK_AFTER_MS],
    ["authorizing", STUCK_AFTER_MS],
    ["committing", STUCK_AFTER_MS],
    ["capturing", STUCK_AFTER_MS],
    ["cancelling", STUCK_AFTER_MS],
    ["refunding", STUCK_AFTER_MS],
    ["releasing", STUCK_AFTER_MS],
    ["awaiting_payment", UNPAID_MAX_MS],
    ["open", null],
    ["confirmed", null],
    ["cancelled", null],
  ])("calls an order stuck in %s after %s ms", (status, limitMs) => {
    const { pulse: told, shown } = inStatus(status);
    const types = (ageMs: number) => checkPulse(told, shown, NOW + ageMs).map(({ type }) => type);
    expect(types(limitMs ?? STUCK_AFTER_MS)).toEqual([]);
    const over = types((limitMs ?? UNPAID_MAX_MS) + 1);
    expect(over).toEqual(limitMs === null ? [] : ["order_stuck"]);
  });

  it("calls requests stuck that keep failing", () => {
    const requests = { waiting: 1, failures: FAILED_DELIVERIES_MAX, kinds: ["settle_cart"] };
    expect(checkPulse(pulse({ requests }), SNAPSHOT, NOW)).toMatchObject([
      { type: "outbox_stuck", details: { kinds: ["settle_cart"] } },
    ]);
    const fewer = { ...requests, failures: FAILED_DELIVERIES_MAX - 1 };
    expect(checkPulse(pulse({ requests: fewer }), SNAPSHOT, NOW)).toEqual([]);
  });

  it("has lists told again that are behind, after the time that news may take", () => {
    const shown = { ...SNAPSHOT, status: "authorizing", version: 3, capturedMinor: 0 };
    expect(checkPulse(pulse(), shown, NOW + PROJECTION_GRACE_MS)).toEqual([]);
    const [finding] = checkPulse(pulse(), shown, NOW + PROJECTION_GRACE_MS + 1);
    expect(finding).toMatchObject({
      type: "order_projection",
      remedy: "republish",
      details: { wrong: ["status", "capturedMinor"], shownVersion: 3 },
    });
  });

  it("has lists told that never heard of it, but not of what nobody should know", () => {
    const later = NOW + PROJECTION_GRACE_MS + 1;
    expect(checkPulse(pulse(), null, later)).toMatchObject([{ remedy: "republish" }]);
    expect(checkPulse(pulse({ isTold: false }), null, later)).toEqual([]);
  });

  it("leaves a row of the same version to a person: it would refuse to be written", () => {
    const shown = { ...SNAPSHOT, refundedMinor: 1 };
    const [finding] = checkPulse(pulse(), shown, NOW + PROJECTION_GRACE_MS + 1);
    expect(finding).toMatchObject({ type: "order_projection", remedy: "none" });
  });
});

describe("owedUnits()", () => {
  it("is what a confirmed order bought and did not send back", () => {
    const story = new Story().confirmed();
    expect(owedUnits(story.order).map(({ quantity }) => quantity)).toEqual([1, 1]);
    const [line] = LINES;
    story.tell({
      type: "refund",
      key: "r",
      lines: [{ lineId: line!.lineId, quantity: 1 }],
      withShipping: false,
      withRestock: true,
      reason: "Chipped",
    });
    expect(owedUnits(story.order).map(({ itemId }) => itemId)).toEqual([LINES[1]!.itemId]);
    expect(owedUnits(new Story().payable().order)).toEqual([]);
  });
});

describe("checkOwed()", () => {
  const owed = owedUnits(new Story().confirmed().order);
  const [first, second] = owed.map(({ itemId }) => itemId);

  it("finds what stock does not have for the order, and nothing else", () => {
    const all = new Map(owed.map(({ itemId, quantity }) => [itemId, quantity]));
    expect(checkOwed(pulse({ owed }), all)).toEqual([]);
    expect(checkOwed(pulse({ owed }), new Map(all).set(first!, 9))).toEqual([]);
    const [finding] = checkOwed(pulse({ owed }), new Map(all).set(second!, 0));
    expect(finding).toMatchObject({
      type: "allocation_missing",
      remedy: "none",
      details: { missing: [`${second} 1`] },
    });
  });
});
