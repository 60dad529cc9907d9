import { beforeEach, describe, expect, it } from "vitest";
import { control, errorOf, fault, freshAccount, raw, sdk, state } from "./harness.ts";

const stripe = sdk();
const TERMS = { amount: 4200, currency: "eur" };

beforeEach(freshAccount);

function post(key: string, body = "amount=4200&currency=eur"): Promise<Response> {
  return raw("/v1/payment_intents", { method: "POST", headers: { "idempotency-key": key }, body });
}

describe("an idempotency key", () => {
  it("makes one payment of many calls, and says so", async () => {
    const first = await post("ord_1:create:1");
    expect(first.headers.get("idempotent-replayed")).toBeNull();
    const again = await post("ord_1:create:1", "currency=eur&amount=4200");
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(await again.text()).toBe(await first.text());
    expect((await state()).payment_intents).toHaveLength(1);
  });

  it("refuses other parameters and other endpoints", async () => {
    const options = { idempotencyKey: "k1" };
    await stripe.paymentIntents.create(TERMS, options);
    expect(
      await errorOf(stripe.paymentIntents.create({ ...TERMS, amount: 4300 }, options)),
    ).toMatchObject({ statusCode: 400, rawType: "idempotency_error" });
    const elsewhere = await errorOf(stripe.customers.create({}, options));
    expect(elsewhere.message).toContain("same endpoint");
  });

  it("is not spent by parameters that do not pass", async () => {
    const options = { idempotencyKey: "k2" };
    await errorOf(stripe.paymentIntents.create({ ...TERMS, amount: 1 }, options));
    const made = await stripe.paymentIntents.create(TERMS, options);
    expect(made.amount).toBe(4200);
  });

  it("keeps a decline, and a refusal that came of the state", async () => {
    const { id } = await stripe.paymentIntents.create({
      ...TERMS,
      allowed_payment_method_types: ["card"],
      payment_method: "pm_card_chargeDeclined",
    });
    const confirm = () => stripe.paymentIntents.confirm(id, {}, { idempotencyKey: "k3" });
    expect((await errorOf(confirm())).code).toBe("card_declined");
    expect((await errorOf(confirm())).headers).toMatchObject({ "idempotent-replayed": "true" });
    expect((await state()).charges).toHaveLength(1);
    const capture = () => stripe.paymentIntents.capture(id, {}, { idempotencyKey: "k4" });
    await errorOf(capture());
    expect((await errorOf(capture())).headers).toMatchObject({ "idempotent-replayed": "true" });
  });

  it("keeps a 500, with and without an effect", async () => {
    await fault({ operation: "payment_intents.create", kind: "error_500_before" });
    await fault({ operation: "payment_intents.create", kind: "error_500_after", skip: 1 });
    for (const key of ["before", "before", "after", "after"]) {
      const error = await errorOf(stripe.paymentIntents.create(TERMS, { idempotencyKey: key }));
      expect(error).toMatchObject({ statusCode: 500, type: "StripeAPIError" });
    }
    expect((await state()).payment_intents).toHaveLength(1);
  });

  it("is in use while its first call still runs", async () => {
    await fault({ operation: "payment_intents.create", kind: "slow", delayMs: 200 });
    const options = { idempotencyKey: "k5" };
    const first = stripe.paymentIntents.create(TERMS, options);
    await expect.poll(async () => (await state()).faults.length, { interval: 5 }).toBe(0);
    expect(await errorOf(stripe.paymentIntents.create(TERMS, options))).toMatchObject({
      statusCode: 409,
      code: "idempotency_key_in_use",
    });
    const made = await first;
    expect((await stripe.paymentIntents.create(TERMS, options)).id).toBe(made.id);
  });

  it("has a longest length", async () => {
    expect((await post("k".repeat(255))).status).toBe(200);
    expect((await post("k".repeat(256))).status).toBe(400);
  });

  it("may be forgotten after a day: then the call runs again", async () => {
    await post("k6");
    await control("DELETE", "idempotency-keys");
    const again = await post("k6");
    expect(again.headers.get("idempotent-replayed")).toBeNull();
    expect((await state()).payment_intents).toHaveLength(2);
  });
});
