import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { nextAttemptAt, signWebhook } from "./webhook.ts";

const NOW = 1_795_000_000_000;

describe("signWebhook()", () => {
  it("makes the header that the official SDK makes", async () => {
    const stripe = new Stripe("sk_test_1");
    const payload = '{"id":"evt_1"}';
    const expected = await stripe.webhooks.generateTestHeaderStringAsync({
      payload,
      secret: "whsec_1",
      timestamp: NOW / 1000,
    });
    expect(await signWebhook(payload, { secret: "whsec_1", now: NOW })).toBe(expected);
  });
});

describe("nextAttemptAt()", () => {
  it("waits longer each time, and gives up at last", () => {
    const pauses = [1, 2, 3, 11].map((attempts) => (nextAttemptAt(attempts, NOW) ?? 0) - NOW);
    expect(pauses).toEqual([500, 1000, 2000, 60_000]);
    expect(nextAttemptAt(12, NOW)).toBeNull();
  });
});
