import { beforeEach, describe, expect, it } from "vitest";
import { control, errorOf, fault, freshAccount, sdk, state } from "./harness.ts";

const stripe = sdk();
const TERMS = { amount: 4200, currency: "eur" };

beforeEach(freshAccount);

describe("a timeout", () => {
  it("before the effect leaves nothing, and a retry makes the payment", async () => {
    await fault({
      operation: "payment_intents.create",
      kind: "timeout_before_effect",
      delayMs: 0,
    });
    const options = { idempotencyKey: "k1" };
    expect((await errorOf(stripe.paymentIntents.create(TERMS, options))).type).toBe(
      "StripeAPIError",
    );
    expect((await state()).payment_intents).toEqual([]);
    await stripe.paymentIntents.create(TERMS, options);
    expect((await state()).payment_intents).toHaveLength(1);
  });

  it("after the effect loses the answer only, and the SDK's retry finds the same payment", async () => {
    await fault({ operation: "*.create", kind: "timeout_after_effect", delayMs: 0, times: 2 });
    const made = await sdk({ retries: 2 }).paymentIntents.create(TERMS);
    const { payment_intents: intents } = await state();
    expect(intents.map((intent) => intent.id)).toEqual([made.id]);
  });

  it("may hang until the client gives up", async () => {
    await fault({ operation: "*", kind: "timeout_after_effect", delayMs: 400 });
    const error = await errorOf(sdk({ timeoutMs: 40 }).paymentIntents.create(TERMS));
    expect(error).toMatchObject({ type: "StripeConnectionError" });
    expect((await state()).payment_intents).toHaveLength(1);
  });

  it("may look like a connection that breaks", async () => {
    await fault({
      operation: "*",
      kind: "timeout_before_effect",
      delayMs: 0,
      drop: "connection_reset",
    });
    const error = await errorOf(stripe.paymentIntents.create(TERMS));
    expect(error.type).toBe("StripeConnectionError");
  });
});

describe("a refusal", () => {
  it.each([
    ["rate_limited_429", 429, "rate_limit"],
    ["lock_timeout", 429, "lock_timeout"],
    ["key_in_use_409", 409, "idempotency_key_in_use"],
  ])("%s answers %i and stores nothing", async (kind, statusCode, code) => {
    await fault({ operation: "payment_intents.*", kind });
    const options = { idempotencyKey: `key-${kind}` };
    expect(await errorOf(stripe.paymentIntents.create(TERMS, options))).toMatchObject({
      statusCode,
      code,
    });
    expect((await stripe.paymentIntents.create(TERMS, options)).amount).toBe(4200);
  });
});

describe("amount_mismatch", () => {
  it("makes a payment of another amount than was asked for", async () => {
    await fault({ operation: "payment_intents.create", kind: "amount_mismatch" });
    expect((await stripe.paymentIntents.create(TERMS)).amount).toBe(4201);
  });
});

describe("the controls", () => {
  it("list, count down and clear faults", async () => {
    await fault({ operation: "payment_intents.capture", kind: "lock_timeout", times: 3 });
    await stripe.paymentIntents.create(TERMS);
    const listed = await (await control("GET", "faults")).json<{ faults: unknown[] }>();
    expect(listed.faults).toMatchObject([{ operation: "payment_intents.capture", times: 3 }]);
    await control("DELETE", "faults");
    expect((await state()).faults).toEqual([]);
  });

  it("say what is wrong with a fault", async () => {
    const wrong = [
      { operation: "*", kind: "earthquake" },
      { operation: "webhook", kind: "slow" },
      { operation: "*", kind: "webhook_lost" },
    ];
    for (const body of wrong) {
      expect((await control("POST", "faults", body)).status).toBe(400);
    }
  });
});
