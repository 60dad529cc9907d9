import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import Stripe from "stripe";
import { beforeEach, describe, expect, it } from "vitest";
import {
  answerPosts,
  bindings,
  control,
  emptyPostBox,
  fault,
  freshAccount,
  type Post,
  posts,
  sdk,
  state,
} from "./harness.ts";

const stripe = sdk();
const crypto = Stripe.createSubtleCryptoProvider();

beforeEach(freshAccount);

function pay(token = "pm_card_visa", capture: "manual" | "" = "") {
  return stripe.paymentIntents.create({
    amount: 4200,
    currency: "eur",
    confirm: true,
    payment_method: token,
    allowed_payment_method_types: ["card", "sepa_debit"],
    payment_method_options: { card: { capture_method: capture } },
    return_url: "http://127.0.0.1:8787/checkout/return",
  });
}

function verify({ body, headers }: Post): Promise<Stripe.Event> {
  const signature = headers["stripe-signature"] ?? "";
  const { STRIPE_WEBHOOK_SECRET: secret } = bindings;
  return stripe.webhooks.constructEventAsync(body, signature, secret, 300, crypto);
}

async function told(count: number): Promise<string[]> {
  await expect.poll(async () => (await posts()).length, { interval: 10 }).toBe(count);
  return (await posts()).map(({ body }) => JSON.parse(body).type);
}

describe("webhooks", () => {
  it("are signed as Stripe signs them, and carry the object as it was", async () => {
    const { id } = await pay();
    const types = await told(3);
    expect(types.sort()).toEqual([
      "charge.succeeded",
      "payment_intent.created",
      "payment_intent.succeeded",
    ]);
    const events = await Promise.all((await posts()).map(verify));
    const succeeded = events.find(({ type }) => type === "payment_intent.succeeded");
    expect(succeeded).toMatchObject({
      object: "event",
      api_version: "2026-10-28.endive",
      livemode: false,
      data: { object: { id, object: "payment_intent", status: "succeeded" } },
    });
    expect((await posts()).every(({ url }) => url === bindings.WEBHOOK_URL)).toBe(true);
    const read = await stripe.events.retrieve(succeeded!.id);
    expect(read.type).toBe("payment_intent.succeeded");
  });

  it("do not verify once they were changed on the way", async () => {
    await pay();
    await told(3);
    const [post] = await posts();
    await expect(verify({ ...post!, body: `${post!.body} ` })).rejects.toThrow(/signature/i);
  });

  it.each([
    ["pm_card_visa", "manual", ["charge.succeeded", "payment_intent.amount_capturable_updated"]],
    ["pm_card_threeDSecure2Required", "", ["payment_intent.requires_action"]],
    ["pm_sepaDebit", "", ["charge.pending", "payment_intent.processing"]],
    ["pm_card_chargeDeclined", "", ["charge.failed", "payment_intent.payment_failed"]],
  ] as const)("tell what became of %s %s", async (token, capture, expected) => {
    await pay(token, capture).catch(() => null);
    const types = await told(1 + expected.length);
    expect(types.sort()).toEqual([...expected, "payment_intent.created"].sort());
  });

  it("tell of a capture, a refund and a cancellation", async () => {
    const { id } = await pay("pm_card_visa", "manual");
    await stripe.paymentIntents.capture(id);
    await stripe.refunds.create({ payment_intent: id });
    await stripe.paymentIntents.cancel((await pay("pm_card_visa", "manual")).id);
    const types = await told(3 + 2 + 2 + 3 + 2);
    for (const type of [
      "charge.captured",
      "payment_intent.succeeded",
      "charge.refunded",
      "refund.created",
      "payment_intent.canceled",
    ]) {
      expect(types).toContain(type);
    }
  });

  it("come again until the shop takes them", async () => {
    await answerPosts(500);
    await stripe.paymentIntents.create({ amount: 4200, currency: "eur" });
    await expect.poll(async () => (await posts()).length, { interval: 10 }).toBe(1);
    await answerPosts(200);
    await expect
      .poll(async () => (await state()).deliveries[0]?.state, { interval: 20, timeout: 5_000 })
      .toBe("delivered");
    expect((await state()).deliveries[0]).toMatchObject({ attempts: 2, lastStatus: 200 });
    const [first, second] = await posts();
    expect(second!.body).toBe(first!.body);
  });

  it("of a bank debit come by themselves, later", async () => {
    await pay("pm_sepaDebit");
    await told(3);
    await emptyPostBox();
    const account = bindings.ACCOUNT.getByName("account");
    await runInDurableObject(account, (_account, { storage }) => {
      storage.sql.exec("UPDATE settlements SET due_at = 0");
    });
    await runDurableObjectAlarm(account);
    expect((await told(2)).sort()).toEqual(["charge.succeeded", "payment_intent.succeeded"]);
  });
});

describe("a webhook fault", () => {
  function open() {
    return stripe.paymentIntents.create({ amount: 4200, currency: "eur" });
  }

  it("loses one, which can be sent again by hand", async () => {
    await fault({ operation: "webhook", kind: "webhook_lost" });
    await open();
    await open();
    await told(1);
    const { deliveries } = await state();
    expect(deliveries.map((delivery) => delivery.state)).toEqual(["lost", "delivered"]);
    await control("POST", "webhooks/redeliver", { eventId: deliveries[0]!.event });
    await told(2);
  });

  it("sends one twice", async () => {
    await fault({ operation: "webhook", kind: "webhook_duplicated" });
    await open();
    await told(2);
    const ids = (await posts()).map(({ body }) => JSON.parse(body).id);
    expect(new Set(ids).size).toBe(1);
  });

  it("lets a later one pass", async () => {
    const event = "payment_intent.created";
    await fault({ operation: "webhook", kind: "webhook_reordered", event });
    await pay();
    const types = await told(3);
    expect(types.at(-1)).toBe(event);
  });

  it("holds one back for as long as was asked", async () => {
    await fault({ operation: "webhook", kind: "webhook_delayed", delayMs: 60_000 });
    await open();
    await open();
    await told(1);
    const [late] = (await state()).deliveries;
    expect(late).toMatchObject({ state: "waiting", attempts: 0, fault: "webhook_delayed" });
  });
});
