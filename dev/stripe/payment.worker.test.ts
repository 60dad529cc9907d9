import { beforeEach, describe, expect, it } from "vitest";
import {
  control,
  errorOf,
  freshAccount,
  openIntent,
  openManual,
  RETURN_URL,
  sdk,
  state,
} from "./harness.ts";

const stripe = sdk();

beforeEach(freshAccount);

describe("payment_intents.create", () => {
  it("answers an open PaymentIntent in Stripe's shape", async () => {
    const intent = await openIntent();
    expect(intent).toMatchObject({
      object: "payment_intent",
      status: "requires_payment_method",
      amount: 4200,
      currency: "eur",
      amount_received: 0,
      livemode: false,
      metadata: { order_id: "ord_1" },
      payment_method_types: ["card", "sepa_debit"],
      automatic_payment_methods: { enabled: true, allow_redirects: "always" },
    });
    expect(intent.id).toMatch(/^pi_\w+$/);
    expect(intent.client_secret).toMatch(new RegExp(`^${intent.id}_secret_\\w+$`));
    expect(intent.lastResponse.requestId).toMatch(/^req_/);
    expect(intent.lastResponse.apiVersion).toBe("2026-10-28.endive");
  });

  it("takes yen without decimals and refuses amounts below the least charge", async () => {
    expect((await openIntent({ currency: "jpy", amount: 50 })).amount).toBe(50);
    expect(await errorOf(openIntent({ amount: 49 }))).toMatchObject({
      statusCode: 400,
      code: "amount_too_small",
      param: "amount",
    });
    expect((await errorOf(openIntent({ amount: 1.5 }))).code).toBe("parameter_invalid_integer");
    expect((await errorOf(openIntent({ amount: -1 }))).code).toBe("parameter_invalid_integer");
    expect((await errorOf(openIntent({ currency: "xyz" }))).param).toBe("currency");
  });

  it("takes three decimals that end in 0, and no others", async () => {
    const uneven = { code: "invalid_charge_amount_no_decimal_compatible", param: "amount" };
    expect(await errorOf(openIntent({ amount: 5124, currency: "kwd" }))).toMatchObject(uneven);
    const intent = await openManual({
      amount: 5120,
      currency: "kwd",
      confirm: true,
      payment_method: "pm_card_visa",
      return_url: RETURN_URL,
    });
    const capture = (amount: number) =>
      stripe.paymentIntents.capture(intent.id, { amount_to_capture: amount });
    expect(await errorOf(capture(5119))).toMatchObject({ ...uneven, param: "amount_to_capture" });
    expect(await capture(5120)).toMatchObject({ amount_received: 5120, currency: "kwd" });
    const refund = (amount: number) => stripe.refunds.create({ payment_intent: intent.id, amount });
    expect(await errorOf(refund(15))).toMatchObject(uneven);
    expect(await refund(20)).toMatchObject({ amount: 20 });
  });

  it("names a parameter that it does not know, and one that is missing", async () => {
    expect(await errorOf(openIntent({ order: "ord_1" }))).toMatchObject({
      code: "parameter_unknown",
      param: "order",
      message: "Received unknown parameter: order",
    });
    expect(await errorOf(openIntent({ automatic_payment_methods: { on: true } }))).toMatchObject({
      statusCode: 400,
    });
    expect((await errorOf(openIntent({ amount: undefined }))).code).toBe("parameter_missing");
  });

  it("confirms at once and shows the charge when it is asked to", async () => {
    const intent = await openIntent({
      confirm: true,
      payment_method: "pm_card_visa",
      return_url: RETURN_URL,
      expand: ["latest_charge", "payment_method"],
    });
    expect(intent).toMatchObject({
      status: "succeeded",
      amount_received: 4200,
      latest_charge: { object: "charge", captured: true, paid: true, amount_refunded: 0 },
      payment_method: { type: "card", card: { brand: "visa", last4: "4242" } },
    });
  });

  it("leaves nothing behind when confirming at once is refused", async () => {
    const error = await errorOf(openIntent({ confirm: true, payment_method: "pm_card_visa" }));
    expect(error).toMatchObject({ statusCode: 400, param: "return_url" });
    expect((await state()).payment_intents).toEqual([]);
  });
});

describe("payment_intents.capture", () => {
  async function authorised() {
    const { id } = await openManual();
    return stripe.paymentIntents.confirm(id, {
      payment_method: "pm_card_visa",
      return_url: RETURN_URL,
    });
  }

  it("takes what was authorised, once", async () => {
    const held = await authorised();
    expect(held).toMatchObject({ status: "requires_capture", amount_capturable: 4200 });
    const taken = await stripe.paymentIntents.capture(held.id);
    expect(taken).toMatchObject({
      status: "succeeded",
      amount_capturable: 0,
      amount_received: 4200,
    });
    expect(await errorOf(stripe.paymentIntents.capture(held.id))).toMatchObject({
      statusCode: 400,
      code: "payment_intent_unexpected_state",
      payment_intent: { id: held.id, status: "succeeded" },
    });
  });

  it("takes a part and lets the rest go", async () => {
    const held = await authorised();
    const taken = await stripe.paymentIntents.capture(held.id, {
      amount_to_capture: 1200,
      expand: ["latest_charge"],
    });
    expect(taken).toMatchObject({
      status: "succeeded",
      amount_received: 1200,
      latest_charge: { amount: 4200, amount_captured: 1200, amount_refunded: 3000 },
    });
  });

  it("refuses more than was authorised", async () => {
    const held = await authorised();
    const over = stripe.paymentIntents.capture(held.id, { amount_to_capture: 4201 });
    expect((await errorOf(over)).code).toBe("amount_too_large");
  });

  it("lets a canceled authorisation go, after which nothing can be taken", async () => {
    const held = await authorised();
    const gone = await stripe.paymentIntents.cancel(held.id, {
      cancellation_reason: "requested_by_customer",
      expand: ["latest_charge"],
    });
    expect(gone).toMatchObject({
      status: "canceled",
      cancellation_reason: "requested_by_customer",
      latest_charge: { captured: false, refunded: true },
    });
    expect(gone.canceled_at).toEqual(expect.any(Number));
    for (const again of [
      () => stripe.paymentIntents.capture(held.id),
      () => stripe.paymentIntents.cancel(held.id),
      () =>
        stripe.paymentIntents.confirm(held.id, {
          payment_method: "pm_card_visa",
          return_url: RETURN_URL,
        }),
    ]) {
      expect((await errorOf(again())).code).toBe("payment_intent_unexpected_state");
    }
  });

  it("comes too late once the authorisation has expired", async () => {
    const held = await authorised();
    await control("POST", "expire", { payment_intent: held.id });
    expect(await stripe.paymentIntents.retrieve(held.id)).toMatchObject({
      status: "canceled",
      cancellation_reason: "automatic",
    });
  });
});

describe("payment_intents.update, list and search", () => {
  it("changes the amount until the money is held", async () => {
    const { id } = await openManual();
    const changed = await stripe.paymentIntents.update(id, {
      amount: 5000,
      metadata: { order_id: "", cart: "c1" },
    });
    expect(changed).toMatchObject({ amount: 5000, metadata: { cart: "c1" } });
    await stripe.paymentIntents.confirm(id, {
      payment_method: "pm_card_visa",
      return_url: RETURN_URL,
    });
    const late = await errorOf(stripe.paymentIntents.update(id, { amount: 6000 }));
    expect(late.code).toBe("payment_intent_unexpected_state");
  });

  it("finds a payment by its metadata", async () => {
    const { id } = await openIntent({ metadata: { order_id: "ord_7" } });
    await openIntent({ metadata: { order_id: "ord_8" } });
    const found = await stripe.paymentIntents.search({ query: "metadata['order_id']:'ord_7'" });
    expect(found.data.map((intent) => intent.id)).toEqual([id]);
  });

  it("pages through a list, newest first", async () => {
    const made = [];
    for (let n = 0; n < 5; n += 1) made.unshift((await openIntent()).id);
    const first = await stripe.paymentIntents.list({ limit: 2 });
    expect(first).toMatchObject({ has_more: true, url: "/v1/payment_intents" });
    const all = await stripe.paymentIntents.list({ limit: 2 }).autoPagingToArray({ limit: 100 });
    expect(all.map((intent) => intent.id)).toEqual(made);
    expect((await stripe.paymentIntents.list({ created: { gt: 4e9 } })).data).toEqual([]);
  });
});
