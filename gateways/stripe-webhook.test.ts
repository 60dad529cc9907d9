import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { mintId } from "../domain/id.ts";
import { readStripeEvent } from "./stripe-webhook.ts";

const NOW = 1_800_000_000_000;
const SECRET = "whsec_test";
const orderId = mintId("order", NOW, new Uint8Array(10));
const body = JSON.stringify({
  id: "evt_1",
  object: "event",
  type: "payment_intent.amount_capturable_updated",
  data: { object: { object: "payment_intent", id: "pi_1", metadata: { order_id: orderId } } },
});

function sign(payload: string, { secret = SECRET, at = NOW } = {}): Promise<string> {
  const timestamp = Math.floor(at / 1000);
  return Stripe.webhooks.generateTestHeaderStringAsync({ payload, secret, timestamp });
}

function read(signature: string, text = body, secrets = SECRET) {
  return readStripeEvent({ body: text, signature }, { secrets, now: NOW });
}

describe("readStripeEvent()", () => {
  it("takes the order and the intent out of a signed event", async () => {
    expect(await read(await sign(body))).toEqual({
      ok: true,
      value: {
        eventId: "evt_1",
        type: "payment_intent.amount_capturable_updated",
        about: { orderId, intentId: "pi_1" },
      },
    });
  });

  it("refuses forged, stale, future-dated, changed and unsigned events", async () => {
    const refused = { ok: false, problem: { reason: "signature_invalid" } };
    expect(await read(await sign(body, { secret: "whsec_other" }))).toEqual(refused);
    expect(await read(await sign(body, { at: NOW - 301_000 }))).toEqual(refused);
    expect(await read(await sign(body, { at: NOW + 301_000 }))).toEqual(refused);
    expect(await read(await sign(body), `${body} `)).toEqual(refused);
    expect(await read("")).toEqual(refused);
    expect(await read("t=,v1=")).toEqual(refused);
  });

  it("takes a little clock skew both ways", async () => {
    expect((await read(await sign(body, { at: NOW - 299_000 }))).ok).toBe(true);
    expect((await read(await sign(body, { at: NOW + 299_000 }))).ok).toBe(true);
  });

  it("knows two secrets while one replaces the other", async () => {
    const signature = await sign(body);
    expect((await read(signature, body, `whsec_new, ${SECRET}`)).ok).toBe(true);
  });

  it("leaves events alone whose object is not like others, so that none comes back for days", async () => {
    const odd = [
      { object: { object: "balance", available: [] } },
      { object: { object: "invoice", id: null, payment_intent: { id: "pi_1" } } },
      {},
    ];
    for (const data of odd) {
      const text = JSON.stringify({ id: "evt_1", type: "balance.available", data });
      expect(await read(await sign(text), text)).toEqual({
        ok: true,
        value: { eventId: "evt_1", type: "balance.available", about: null },
      });
    }
    for (const text of ['{"id":1}', "[]", "null", "{}"]) {
      expect(await read(await sign(text), text)).toMatchObject({ value: { about: null } });
    }
  });

  it("leaves events alone that tell an order nothing", async () => {
    const created = body.replace("amount_capturable_updated", "created");
    expect(await read(await sign(created), created)).toMatchObject({ value: { about: null } });
  });

  it("leaves events alone that concern no order of this shop", async () => {
    const foreign = body.replace(orderId, "something");
    expect(await read(await sign(foreign), foreign)).toMatchObject({ value: { about: null } });
  });
});
