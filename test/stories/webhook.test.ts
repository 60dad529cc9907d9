import Stripe from "stripe";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { look, pay, product, readyToPay } from "../purchase.ts";
import { startShop, type TestShop } from "../shop.ts";
import { behave, intentsOf, misbehave } from "../stand-in.ts";

let shop: TestShop;
let tumbler: string;
beforeAll(async () => {
  // So short a hold makes the order look for its payment within seconds.
  shop = await startShop({ vars: { HOLD_MS: "4000" } });
  tumbler = (await product(shop.shopper(), "low-tide-tumbler")).variants[0]!.id;
});
afterEach(() => behave(shop));
afterAll(() => shop.dispose());

async function confirmations(orderId: string) {
  const { results } = await shop.core.ORDERS.prepare(
    "SELECT kind FROM notices WHERE subject_id = ? AND status = 'sent'",
  )
    .bind(orderId)
    .all();
  return results.length;
}

describe("a webhook", () => {
  it("that comes twice and out of order confirms once and writes once (woocommerce-gateway-stripe#3326 #3414 #4271 #542, saleor#13542, mollie/magento2#1047, mollie/PrestaShop#493)", async () => {
    const ada = shop.shopper();
    await misbehave(
      shop,
      { operation: "webhook", kind: "webhook_duplicated", times: 10 },
      { operation: "webhook", kind: "webhook_reordered", times: 1, delayMs: 50 },
    );
    const checkout = await readyToPay(ada, tumbler);
    await pay(ada, checkout);
    await expect.poll(async () => (await look(ada, checkout)).status).toBe("completed");
    await expect.poll(() => confirmations(checkout.id)).toBe(1);
    const mails = (await shop.inbox()).filter(({ text }) => text.includes(checkout.number));
    expect(mails).toHaveLength(1);
  });

  it("that never comes is not needed when the browser returns", async () => {
    const ada = shop.shopper();
    await misbehave(shop, { operation: "webhook", kind: "webhook_lost", times: 100 });
    const checkout = await readyToPay(ada, tumbler);
    await pay(ada, checkout);
    const page = await ada.open(`/checkout/${checkout.id}/return`);
    expect(await page.text()).toContain("Thank you");
  });

  it("that never comes is not needed when the browser is closed either (medusa#12790)", async () => {
    const ada = shop.shopper();
    await misbehave(shop, { operation: "webhook", kind: "webhook_lost", times: 100 });
    const checkout = await readyToPay(ada, tumbler);
    await pay(ada, checkout);
    await expect
      .poll(async () => (await look(ada, checkout)).status, { timeout: 20_000 })
      .toBe("completed");
    await expect.poll(() => confirmations(checkout.id)).toBe(1);
  });

  it("that comes late, after everything is settled, changes nothing", async () => {
    const ada = shop.shopper();
    await misbehave(shop, {
      operation: "webhook",
      kind: "webhook_delayed",
      times: 100,
      delayMs: 1500,
    });
    const checkout = await readyToPay(ada, tumbler);
    await pay(ada, checkout);
    await ada.open(`/checkout/${checkout.id}/return`);
    const settled = await look(ada, checkout);
    expect(settled.status).toBe("completed");
    const delivered = async () => {
      const state = (await (await shop.stripe("state")).json()) as {
        deliveries: { delivered_at?: unknown; status?: unknown }[];
      };
      return state.deliveries.every((one) => one.status !== "pending");
    };
    await expect.poll(delivered, { timeout: 10_000 }).toBe(true);
    expect((await look(ada, checkout)).version).toBe(settled.version);
    expect((await intentsOf(shop, checkout.id)).map(({ status }) => status)).toEqual(["succeeded"]);
  });

  it("that is forged, stale, dated ahead or changed is refused", async () => {
    const payload = JSON.stringify({
      id: "evt_forged",
      type: "payment_intent.succeeded",
      data: { object: { object: "payment_intent", id: "pi_1", metadata: {} } },
    });
    const secret = shop.secrets.STRIPE_WEBHOOK_SECRET!;
    const now = Math.floor(Date.now() / 1000);
    const sign = (options: { secret: string; timestamp: number }) =>
      Stripe.webhooks.generateTestHeaderStringAsync({ payload, ...options });
    const post = async (signature: string, body = payload) => {
      const headers = { "stripe-signature": signature, "content-type": "application/json" };
      const response = await fetch(`${shop.origin}/webhooks/stripe`, {
        method: "POST",
        headers,
        body,
      });
      return response.status;
    };
    const good = await sign({ secret, timestamp: now });
    expect(await post(good)).toBe(200);
    expect(await post(good, `${payload} `)).toBe(400);
    expect(await post("")).toBe(400);
    expect(await post(await sign({ secret: "whsec_other", timestamp: now }))).toBe(400);
    expect(await post(await sign({ secret, timestamp: now - 400 }))).toBe(400);
    expect(await post(await sign({ secret, timestamp: now + 400 }))).toBe(400);
  });
});
