import { beforeEach, describe, expect, it } from "vitest";
import { browserCall, control, errorOf, freshAccount, sdk, state, visit } from "./harness.ts";

const RETURN_URL = "http://127.0.0.1:8787/checkout/return";
const stripe = sdk();

beforeEach(freshAccount);

function open(options: Record<string, unknown> = {}) {
  return stripe.paymentIntents.create({
    amount: 4200,
    currency: "eur",
    automatic_payment_methods: { enabled: true },
    metadata: { order_id: "ord_1" },
    ...options,
  });
}

function openManual(options: Record<string, unknown> = {}) {
  return open({ payment_method_options: { card: { capture_method: "manual" } }, ...options });
}

function card(number: string, secret: string): Record<string, string> {
  return {
    client_secret: secret,
    return_url: RETURN_URL,
    "payment_method_data[type]": "card",
    "payment_method_data[card][number]": number,
    "payment_method_data[card][exp_month]": "12",
    "payment_method_data[card][exp_year]": "2034",
    "payment_method_data[card][cvc]": "123",
  };
}

describe("payment_intents.create", () => {
  it("answers an open PaymentIntent in Stripe's shape", async () => {
    const intent = await open();
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
    expect((await open({ currency: "jpy", amount: 50 })).amount).toBe(50);
    expect(await errorOf(open({ amount: 49 }))).toMatchObject({
      statusCode: 400,
      code: "amount_too_small",
      param: "amount",
    });
    expect((await errorOf(open({ amount: 1.5 }))).code).toBe("parameter_invalid_integer");
    expect((await errorOf(open({ amount: -1 }))).code).toBe("parameter_invalid_integer");
    expect((await errorOf(open({ currency: "xyz" }))).param).toBe("currency");
  });

  it("takes three decimals that end in 0, and no others", async () => {
    const uneven = { code: "invalid_charge_amount_no_decimal_compatible", param: "amount" };
    expect(await errorOf(open({ amount: 5124, currency: "kwd" }))).toMatchObject(uneven);
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
    expect(await errorOf(open({ order: "ord_1" }))).toMatchObject({
      code: "parameter_unknown",
      param: "order",
      message: "Received unknown parameter: order",
    });
    expect(await errorOf(open({ automatic_payment_methods: { on: true } }))).toMatchObject({
      statusCode: 400,
    });
    expect((await errorOf(open({ amount: undefined }))).code).toBe("parameter_missing");
  });

  it("confirms at once and shows the charge when it is asked to", async () => {
    const intent = await open({
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
    const error = await errorOf(open({ confirm: true, payment_method: "pm_card_visa" }));
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

describe("payment_intents.confirm", () => {
  it("declines with Stripe's error, and the shopper may try another card", async () => {
    const { id } = await open();
    const error = await errorOf(
      stripe.paymentIntents.confirm(id, {
        payment_method: "pm_card_visa_chargeDeclinedInsufficientFunds",
        return_url: RETURN_URL,
      }),
    );
    expect(error).toMatchObject({
      type: "StripeCardError",
      statusCode: 402,
      code: "card_declined",
      decline_code: "insufficient_funds",
      charge: expect.stringMatching(/^ch_/),
      payment_intent: {
        status: "requires_payment_method",
        payment_method: null,
        last_payment_error: { decline_code: "insufficient_funds" },
      },
    });
    const paid = await stripe.paymentIntents.confirm(id, {
      payment_method: "pm_card_mastercard",
      return_url: RETURN_URL,
    });
    expect(paid).toMatchObject({ status: "succeeded", last_payment_error: null });
    expect((await stripe.charges.list({ payment_intent: id })).data).toHaveLength(2);
  });

  it("needs a payment method", async () => {
    const { id } = await open();
    const error = await errorOf(stripe.paymentIntents.confirm(id, { return_url: RETURN_URL }));
    expect(error.code).toBe("payment_intent_unexpected_state");
  });

  it("refuses a card number that comes from a server", async () => {
    const { id } = await open();
    const error = await errorOf(
      stripe.paymentIntents.confirm(id, {
        return_url: RETURN_URL,
        payment_method_data: {
          type: "card",
          card: { number: "4242424242424242", exp_month: 12, exp_year: 2034 },
        },
      } as never),
    );
    expect(error.statusCode).toBe(402);
  });

  it.each([
    ["4000000000000002", "card_declined", "generic_decline"],
    ["4000000000009995", "card_declined", "insufficient_funds"],
    ["4000000000009987", "card_declined", "lost_card"],
    ["4000000000000069", "expired_card", "expired_card"],
    ["4000000000000127", "incorrect_cvc", "incorrect_cvc"],
    ["4000000000000119", "processing_error", "processing_error"],
  ])("from a browser: card %s fails with %s", async (number, code, declineCode) => {
    const { id, client_secret: secret } = await open();
    const response = await browserCall(`/payment_intents/${id}/confirm`, card(number, secret!));
    expect(response.status).toBe(402);
    const { error } = await response.json<{ error: Record<string, unknown> }>();
    expect(error).toMatchObject({ type: "card_error", code, decline_code: declineCode });
    expect(error.payment_intent).not.toHaveProperty("metadata");
  });

  it("from a browser: needs the client secret, and shows no metadata", async () => {
    const { id, client_secret: secret } = await openManual();
    const path = `/payment_intents/${id}/confirm`;
    expect((await browserCall(path, card("4242424242424242", "wrong"))).status).toBe(400);
    const response = await browserCall(path, card("4242424242424242", secret!));
    const intent = await response.json<Record<string, unknown>>();
    expect(intent).toMatchObject({ id, status: "requires_capture", client_secret: secret });
    for (const hidden of ["metadata", "customer", "latest_charge"]) {
      expect(intent).not.toHaveProperty(hidden);
    }
    expect(JSON.stringify(await state())).not.toContain("4242424242424242");
  });

  it("declines a challenge when the shopper is not there", async () => {
    const error = await errorOf(
      open({
        confirm: true,
        off_session: true,
        payment_method: "pm_card_authenticationRequired",
        return_url: RETURN_URL,
      }),
    );
    expect(error).toMatchObject({ statusCode: 402, code: "authentication_required" });
  });
});

describe("3-D Secure", () => {
  async function challenged(token = "pm_card_threeDSecure2Required") {
    const { id } = await openManual();
    const options = { payment_method: token, return_url: `${RETURN_URL}?order=1` };
    return stripe.paymentIntents.confirm(id, options);
  }

  function answerBank(id: string, outcome: "complete" | "fail") {
    return visit(`/dev/stripe/3ds/${id}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: `outcome=${outcome}`,
    });
  }

  it("sends the shopper to the bank and back", async () => {
    const intent = await challenged();
    expect(intent).toMatchObject({
      status: "requires_action",
      next_action: {
        type: "redirect_to_url",
        redirect_to_url: { url: `http://127.0.0.1:8787/dev/stripe/3ds/${intent.id}` },
      },
    });
    const page = await visit(`/dev/stripe/3ds/${intent.id}`);
    expect(await page.text()).toContain("Complete authentication");
    const back = await answerBank(intent.id, "complete");
    expect(back.status).toBe(303);
    const to = new URL(back.headers.get("location")!);
    expect(Object.fromEntries(to.searchParams)).toEqual({
      order: "1",
      payment_intent: intent.id,
      payment_intent_client_secret: intent.client_secret,
      redirect_status: "succeeded",
    });
    expect((await stripe.paymentIntents.retrieve(intent.id)).status).toBe("requires_capture");
  });

  it("fails when the shopper fails at the bank", async () => {
    const { id } = await challenged();
    const back = await answerBank(id, "fail");
    expect(back.headers.get("location")).toContain("redirect_status=failed");
    expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({
      status: "requires_payment_method",
      last_payment_error: { code: "payment_intent_authentication_failure" },
    });
    await answerBank(id, "complete");
    expect((await stripe.paymentIntents.retrieve(id)).status).toBe("requires_payment_method");
  });

  it("declines after the bank agreed, where the card is made for that", async () => {
    const { id } = await challenged("pm_card_threeDSecureRequiredChargeDeclined");
    expect((await answerBank(id, "complete")).headers.get("location")).toContain("failed");
    expect((await stripe.paymentIntents.retrieve(id)).last_payment_error?.code).toBe(
      "card_declined",
    );
  });
});

describe("a bank debit", () => {
  async function debit(payment_method: string) {
    const { id } = await openManual();
    return stripe.paymentIntents.confirm(id, { payment_method, return_url: RETURN_URL });
  }

  it("is processing first and succeeds later, although cards wait for a capture", async () => {
    const intent = await debit("pm_sepaDebit");
    expect(intent.status).toBe("processing");
    expect((await errorOf(stripe.paymentIntents.cancel(intent.id))).code).toBe(
      "payment_intent_unexpected_state",
    );
    await control("POST", "settle", { payment_intent: intent.id });
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: "succeeded",
      amount_received: 4200,
    });
  });

  it("may fail later", async () => {
    const { id } = await debit("pm_sepaDebit_failed");
    await control("POST", "settle", { payment_intent: id });
    const intent = await stripe.paymentIntents.retrieve(id, { expand: ["latest_charge"] });
    expect(intent).toMatchObject({
      status: "requires_payment_method",
      latest_charge: { status: "failed" },
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
    const { id } = await open({ metadata: { order_id: "ord_7" } });
    await open({ metadata: { order_id: "ord_8" } });
    const found = await stripe.paymentIntents.search({ query: "metadata['order_id']:'ord_7'" });
    expect(found.data.map((intent) => intent.id)).toEqual([id]);
  });

  it("pages through a list, newest first", async () => {
    const made = [];
    for (let n = 0; n < 5; n += 1) made.unshift((await open()).id);
    const first = await stripe.paymentIntents.list({ limit: 2 });
    expect(first).toMatchObject({ has_more: true, url: "/v1/payment_intents" });
    const all = await stripe.paymentIntents.list({ limit: 2 }).autoPagingToArray({ limit: 100 });
    expect(all.map((intent) => intent.id)).toEqual(made);
    expect((await stripe.paymentIntents.list({ created: { gt: 4e9 } })).data).toEqual([]);
  });
});

describe("refunds", () => {
  async function paid() {
    return open({ confirm: true, payment_method: "pm_card_visa", return_url: RETURN_URL });
  }

  it("gives back in parts and never more than was taken", async () => {
    const { id } = await paid();
    const part = await stripe.refunds.create({ payment_intent: id, amount: 1000 });
    expect(part).toMatchObject({ object: "refund", amount: 1000, status: "succeeded" });
    const over = await errorOf(stripe.refunds.create({ payment_intent: id, amount: 3201 }));
    expect(over).toMatchObject({
      param: "amount",
      message: "Refund amount (€32.01) is greater than unrefunded amount on charge (€32.00)",
    });
    await stripe.refunds.create({ payment_intent: id });
    const done = await errorOf(stripe.refunds.create({ payment_intent: id }));
    expect(done.code).toBe("charge_already_refunded");
    expect((await stripe.refunds.list({ payment_intent: id })).data).toHaveLength(2);
  });

  it("has nothing to give back before money was taken", async () => {
    const { id } = await open();
    expect((await errorOf(stripe.refunds.create({ payment_intent: id }))).statusCode).toBe(400);
  });
});

describe("customers and keys", () => {
  it("keeps customers", async () => {
    const ada = await stripe.customers.create({ email: "ada@example.com", name: "Ada" });
    const changed = await stripe.customers.update(ada.id, { name: "", phone: "+49 1" });
    expect(changed).toMatchObject({ name: null, phone: "+49 1", email: "ada@example.com" });
    const { data } = await stripe.customers.list({ email: "ada@example.com" });
    expect(data.map((customer) => customer.id)).toEqual([ada.id]);
    expect((await open({ customer: ada.id })).customer).toBe(ada.id);
    expect((await errorOf(open({ customer: "cus_no" }))).code).toBe("resource_missing");
  });

  it("answers 401 to a key that is not a secret test key", async () => {
    for (const key of ["sk_live_1", "pk_test_kiosk", "nonsense"]) {
      const error = await errorOf(sdk({ key }).paymentIntents.list());
      expect(error).toMatchObject({ statusCode: 401, type: "StripeAuthenticationError" });
    }
  });

  it("answers 404 to what does not exist", async () => {
    const error = await errorOf(stripe.paymentIntents.retrieve("pi_none"));
    expect(error).toMatchObject({ statusCode: 404, code: "resource_missing" });
  });

  it("lets nothing out to another host", async () => {
    expect((await visit("/somewhere/else")).status).toBe(502);
  });
});
