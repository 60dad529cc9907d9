import { beforeEach, describe, expect, it } from "vitest";
import {
  browserCall,
  control,
  errorOf,
  freshAccount,
  openIntent,
  openManual,
  RETURN_URL,
  sdk,
  state,
  visit,
} from "./harness.ts";

const stripe = sdk();

beforeEach(freshAccount);

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

describe("payment_intents.confirm", () => {
  it("declines with Stripe's error, and the shopper may try another card", async () => {
    const { id } = await openIntent();
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
    const { id } = await openIntent();
    const error = await errorOf(stripe.paymentIntents.confirm(id, { return_url: RETURN_URL }));
    expect(error.code).toBe("payment_intent_unexpected_state");
  });

  it("refuses a card number that comes from a server", async () => {
    const { id } = await openIntent();
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
    const { id, client_secret: secret } = await openIntent();
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
      openIntent({
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
