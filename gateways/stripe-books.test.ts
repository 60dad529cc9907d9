import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { idOf, NOW } from "../domain/order-builders.ts";
import { listIntents } from "./stripe-books.ts";

const ORDER_ID = idOf("order", 1);

function intentOf(patch: Readonly<Record<string, unknown>> = {}) {
  return {
    object: "payment_intent",
    id: "pi_1",
    status: "succeeded",
    amount: 1990,
    amount_received: 1990,
    currency: "eur",
    created: NOW / 1000,
    metadata: { order_id: ORDER_ID },
    latest_charge: { id: "ch_1", amount_refunded: 500 },
    ...patch,
  };
}

/** A Stripe that answers with these intents and remembers what it was asked. */
function answering(data: readonly unknown[], hasMore = false) {
  const asked: URL[] = [];
  const fetcher: typeof fetch = async (input) => {
    asked.push(new URL(String(input)));
    return Response.json({ object: "list", data, has_more: hasMore, url: "/v1/payment_intents" });
  };
  const httpClient = Stripe.createFetchHttpClient(fetcher);
  return { stripe: new Stripe("sk_test_1", { httpClient, telemetry: false }), asked };
}

const WINDOW = { createdAfter: NOW - 1500, createdBefore: NOW + 1500, cursor: null };

describe("listIntents()", () => {
  it("tells amounts, what was given back, and whose order it is", async () => {
    const { stripe, asked } = answering([intentOf()]);
    expect(await listIntents(stripe, WINDOW)).toEqual({
      cursor: null,
      intents: [
        {
          intentId: "pi_1",
          orderId: ORDER_ID,
          status: "succeeded",
          amountMinor: 1990,
          receivedMinor: 1990,
          refundedMinor: 500,
          currency: "EUR",
          createdAt: NOW,
        },
      ],
    });
    const query = asked[0]!.searchParams;
    // Whole seconds, and none of the window is left out.
    expect(query.get("created[gte]")).toBe(String(NOW / 1000 - 2));
    expect(query.get("created[lt]")).toBe(String(NOW / 1000 + 2));
    expect(query.get("expand[0]")).toBe("data.latest_charge");
    expect(query.has("starting_after")).toBe(false);
  });

  it("takes in what it does not sell, know or refund", async () => {
    const { stripe } = answering([
      intentOf({ currency: "gbp", metadata: {}, latest_charge: null }),
      intentOf({ status: "requires_confirmation", latest_charge: "ch_2" }),
    ]);
    expect((await listIntents(stripe, WINDOW)).intents).toMatchObject([
      { currency: "GBP", orderId: null, refundedMinor: 0 },
      { status: "requires_action", refundedMinor: 0 },
    ]);
  });

  it("goes on after the last intent of a page", async () => {
    const { stripe, asked } = answering([intentOf(), intentOf({ id: "pi_2" })], true);
    expect((await listIntents(stripe, { ...WINDOW, cursor: "pi_0" })).cursor).toBe("pi_2");
    expect(asked[0]!.searchParams.get("starting_after")).toBe("pi_0");
  });

  it("refuses answers that it does not understand", async () => {
    const { stripe } = answering([intentOf({ amount: -1 })]);
    await expect(listIntents(stripe, WINDOW)).rejects.toThrow();
  });
});
