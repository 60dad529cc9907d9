import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { CARDS, command, look, pay, product, readyToPay } from "../purchase.ts";
import { startShop, type TestShop } from "../shop.ts";
import { behave, intentsOf, misbehave, tell } from "../stand-in.ts";

let shop: TestShop;
let tumbler: string;
beforeAll(async () => {
  shop = await startShop();
  tumbler = (await product(shop.shopper(), "low-tide-tumbler")).variants[0]!.id;
});
afterEach(() => behave(shop));
afterAll(() => shop.dispose());

describe("a payment", () => {
  it("that is declined may be tried again with another card, on the same intent (medusa#12481)", async () => {
    const ada = shop.shopper();
    const checkout = await readyToPay(ada, tumbler);
    const declined = await pay(ada, checkout, CARDS.poor);
    expect(declined.status).toBe(402);
    const page = await ada.open(`/checkout/${checkout.id}/return`);
    expect(await page.text()).toContain("has not enough funds");
    await pay(ada, checkout);
    await expect.poll(async () => (await look(ada, checkout)).status).toBe("completed");
    expect(await intentsOf(shop, checkout.id)).toHaveLength(1);
  });

  it("that the bank wants to see waits for it", async () => {
    const ada = shop.shopper();
    const checkout = await readyToPay(ada, tumbler);
    expect((await pay(ada, checkout, CARDS.challenged)).intent.status).toBe("requires_action");
    expect((await look(ada, checkout)).status).toBe("requires_payment");
    const [intent] = await intentsOf(shop, checkout.id);
    await tell(shop, "authenticate", { payment_intent: intent!.id, passed: true });
    await expect.poll(async () => (await look(ada, checkout)).status).toBe("completed");
  });

  it("that fails at the bank's page leaves the order payable", async () => {
    const ada = shop.shopper();
    const checkout = await readyToPay(ada, tumbler);
    await pay(ada, checkout, CARDS.challenged);
    const [intent] = await intentsOf(shop, checkout.id);
    await tell(shop, "authenticate", { payment_intent: intent!.id, passed: false });
    const page = await ada.open(`/checkout/${checkout.id}/return`);
    expect(await page.text()).toContain("could not verify that it is you");
    expect((await look(ada, checkout)).status).toBe("requires_payment");
  });

  it("is let go by the shopper: money first, then stock, nothing charged", async () => {
    const ada = shop.shopper();
    const checkout = await readyToPay(ada, tumbler);
    const cancelled = await command(ada, "POST", `/api/checkouts/${checkout.id}/cancel`);
    expect(cancelled.status).toBe(200);
    await expect.poll(async () => (await look(ada, checkout)).endReason).toBe("shopper");
    const [intent] = await intentsOf(shop, checkout.id);
    expect(intent).toMatchObject({ status: "canceled", amount_received: 0 });
    const late = await pay(ada, checkout);
    expect(late.status).toBe(400);
  });
});

describe("a provider that stumbles", () => {
  it.each([
    ["answers 500 and did nothing", "error_500_before"],
    ["answers 500 and did it", "error_500_after"],
    ["is busy", "rate_limited_429"],
    ["is locked", "lock_timeout"],
    ["still works on the key", "key_in_use_409"],
    ["drops the line before", "timeout_before_effect"],
    ["drops the line after", "timeout_after_effect"],
  ])("%s: one intent is created, one amount captured", async (_, kind) => {
    const ada = shop.shopper();
    const options = { kind, times: 1, delayMs: 20, drop: "connection_reset" };
    await misbehave(
      shop,
      { operation: "payment_intents.create", ...options },
      { operation: "payment_intents.capture", ...options },
    );
    const placed = await readyToPay(ada, tumbler);
    await expect
      .poll(async () => (await look(ada, placed)).status, { timeout: 15_000 })
      .toBe("requires_payment");
    const checkout = await look(ada, placed);
    await pay(ada, checkout);
    await expect
      .poll(async () => (await look(ada, placed)).status, { timeout: 15_000 })
      .toBe("completed");
    const intents = await intentsOf(shop, placed.id);
    const total = placed.totals.find(({ type }) => type === "total")!.amount.minor;
    expect(intents.map((intent) => intent.amount_received).filter(Boolean)).toEqual([total]);
    const alive = intents.filter((intent) => intent.status !== "requires_payment_method");
    expect(alive).toHaveLength(1);
  });
});
