import { describe, expect, it } from "vitest";
import type { Order } from "./order.ts";
import { NOW, newOrder, Story } from "./order-builders.ts";
import type { ListedIntent } from "./payment.ts";
import {
  AUTHORISATION_AGE_MS,
  type BreakType,
  compareIntent,
  type Remedy,
  SETTLE_GRACE_MS,
} from "./reconciliation.ts";

const TOTAL = 1990;
/** Long enough after everything that the stories do. */
const LATER = NOW + 60 * 60 * 1000;

const CONFIRMED = new Story().confirmed().order;
const CANCELLED = new Story()
  .payable()
  .tell({ type: "cancel", by: "shopper" })
  .intent({ status: "canceled" })
  .givenBack().order;
const REFUNDED = new Story().confirmed().tell(
  {
    type: "refund",
    key: "r",
    lines: [{ lineId: CONFIRMED.lines[1]!.lineId, quantity: 1 }],
    withShipping: false,
    withRestock: false,
    reason: "Chipped",
  },
  { type: "refund_settled", key: "r", status: "succeeded" },
).order;

/** The order's own intent as the provider tells it when all is well. */
function listed(patch: Partial<ListedIntent> = {}): ListedIntent {
  return {
    intentId: "pi_1",
    orderId: CONFIRMED.id,
    status: "succeeded",
    amountMinor: TOTAL,
    receivedMinor: TOTAL,
    refundedMinor: 0,
    currency: "EUR",
    createdAt: NOW,
    ...patch,
  };
}

const HELD = { status: "requires_capture", receivedMinor: 0 } as const;
const PAYABLE = { status: "requires_payment_method", receivedMinor: 0 } as const;
const GONE = { status: "canceled", receivedMinor: 0 } as const;
const OTHER = { intentId: "pi_2" } as const;

type Row = [string, Partial<ListedIntent>, Order | null, [BreakType, Remedy][]];

describe("compareIntent()", () => {
  it("knows stories that ended as they are told", () => {
    expect([CONFIRMED.status, CANCELLED.status, REFUNDED.status]).toEqual([
      "confirmed",
      "cancelled",
      "confirmed",
    ]);
  });

  it.each<Row>([
    ["money without an order", {}, null, [["paid_without_order", "none"]]],
    ["money without an order, given back", { refundedMinor: TOTAL }, null, []],
    ["an authorisation without an order", HELD, null, [["authorisation_dangling", "none"]]],
    ["an attempt without an order", PAYABLE, null, []],
    ["a sale", {}, CONFIRMED, []],
    ["a sale in another currency", { currency: "GBP" }, CONFIRMED, [["currency_mismatch", "none"]]],
    [
      "a sale for another amount",
      { receivedMinor: TOTAL + 1 },
      CONFIRMED,
      [["amount_mismatch", "none"]],
    ],
    ["a sale that was never captured", HELD, CONFIRMED, [["payment_missing", "none"]]],
    ["a sale that was cancelled there", GONE, CONFIRMED, [["payment_missing", "none"]]],
    ["a refund of ours", { refundedMinor: 500 }, REFUNDED, []],
    ["a refund of the dashboard's", { refundedMinor: 700 }, REFUNDED, [["refund_unknown", "none"]]],
    [
      "a first refund of the dashboard's",
      { refundedMinor: 1 },
      CONFIRMED,
      [["refund_unknown", "none"]],
    ],
    ["a refund that never arrived", {}, REFUNDED, [["refund_missing", "none"]]],
    ["a second payment", OTHER, CONFIRMED, [["paid_twice", "none"]]],
    ["a second payment, given back", { ...OTHER, refundedMinor: TOTAL }, CONFIRMED, []],
    [
      "a second authorisation",
      { ...OTHER, ...HELD },
      CONFIRMED,
      [["authorisation_dangling", "cancel_intent"]],
    ],
    [
      "a second attempt",
      { ...OTHER, ...PAYABLE },
      CONFIRMED,
      [["intent_payable", "cancel_intent"]],
    ],
    ["the attempt of a cancelled order", GONE, CANCELLED, []],
    ["the money of a cancelled order", {}, CANCELLED, [["captured_by_cancelled_order", "none"]]],
    ["the money of a cancelled order, given back", { refundedMinor: TOTAL }, CANCELLED, []],
    [
      "the authorisation of a cancelled order",
      HELD,
      CANCELLED,
      [["authorisation_dangling", "cancel_intent"]],
    ],
    [
      "an intent that a cancelled order left payable",
      PAYABLE,
      CANCELLED,
      [["intent_payable", "cancel_intent"]],
    ],
    [
      "a debit on its way to a cancelled order",
      { status: "processing", receivedMinor: 0 },
      CANCELLED,
      [["intent_payable", "cancel_intent"]],
    ],
    [
      "a challenge of an order that opened again",
      { ...OTHER, status: "requires_action", receivedMinor: 0 },
      newOrder(),
      [["intent_payable", "cancel_intent"]],
    ],
  ])("judges %s", (_, patch, order, expected) => {
    const found = compareIntent(listed(patch), order, LATER);
    expect(found.map(({ type, remedy }) => [type, remedy])).toEqual(expected);
    expect(found.every(({ subject }) => subject === listed(patch).intentId)).toBe(true);
  });

  it("leaves orders on their way alone: they explain everything", () => {
    const payable = new Story().payable();
    for (const patch of [{}, HELD, PAYABLE, GONE, OTHER, { amountMinor: 1 }]) {
      expect(compareIntent(listed(patch), payable.order, LATER)).toEqual([]);
    }
  });

  it("waits for a shopper who may be about to pay, and for nobody else", () => {
    const reopened = newOrder();
    const ofIt = listed({ ...OTHER, ...PAYABLE });
    expect(compareIntent(ofIt, reopened, reopened.touchedAt + SETTLE_GRACE_MS - 1)).toEqual([]);
    expect(compareIntent(ofIt, reopened, reopened.touchedAt + SETTLE_GRACE_MS)).toHaveLength(1);
    expect(compareIntent(listed(PAYABLE), CANCELLED, CANCELLED.endedAt ?? 0)).toHaveLength(1);
    const young = NOW + AUTHORISATION_AGE_MS - 1;
    expect(compareIntent(listed(HELD), null, young)).toEqual([]);
    expect(compareIntent(listed(HELD), null, young + 1)).toHaveLength(1);
  });

  it("tells nothing about people", () => {
    const text = JSON.stringify(compareIntent(listed({ receivedMinor: 1 }), CONFIRMED, LATER));
    expect(text).not.toMatch(/ada|Hafen|secret|@/i);
  });
});
