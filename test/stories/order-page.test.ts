import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckoutView } from "../../contracts/checkout.ts";
import type { Id } from "../../domain/id.ts";
import { add, look, pay, product, readyToPay } from "../purchase.ts";
import { startShop, type TestShop } from "../shop.ts";
import type { Shopper } from "../shopper.ts";

let shop: TestShop;
let tumbler: string;
beforeAll(async () => {
  shop = await startShop({ vars: { HOLD_MS: "4000" } });
  tumbler = (await product(shop.shopper(), "low-tide-tumbler")).variants[0]!.id;
});
afterAll(() => shop.dispose());

/** Two tumblers, paid for. */
async function bought(ada: Shopper): Promise<CheckoutView> {
  await add(ada, tumbler);
  const placed = await readyToPay(ada, tumbler);
  await pay(ada, placed);
  await expect.poll(async () => (await look(ada, placed)).status).toBe("completed");
  return placed;
}

/** Gives the money for one tumbler back. */
async function refundOne(order: CheckoutView, key: string, withShipping: boolean): Promise<void> {
  const lineId = order.lines[0]!.id as Id<"line">;
  await shop.core.ORDER.getByName(order.id).refund(
    { lines: [{ lineId, quantity: 1 }], withShipping, withRestock: true, reason: "Chipped" },
    { key, fingerprint: key },
  );
}

async function orderPage(ada: Shopper, order: CheckoutView): Promise<string> {
  return (await ada.open(order.orderUrl!)).text();
}

describe("an order's link", () => {
  it("shows the order, but lets nobody pay who only holds the link", async () => {
    const placed = await readyToPay(shop.shopper(), tumbler);
    const token = new URL(placed.orderUrl!, shop.origin).searchParams.get("token");
    const stranger = shop.shopper();
    const order = await stranger.json<CheckoutView>(`/api/orders/${placed.id}?token=${token}`);
    expect(order).toMatchObject({ id: placed.id, status: "requires_payment", payment: null });
    expect(placed.payment).not.toBeNull();
  });
});

describe("an order's page", () => {
  it("tells what was given back, in part and in whole", async () => {
    const ada = shop.shopper();
    const order = await bought(ada);
    expect(await orderPage(ada, order)).toContain("Thank you, it is yours");
    await refundOne(order, "one", false);
    const part = await orderPage(ada, order);
    expect(part).toContain("Part of your money is on its way back");
    expect(part).toContain("€9.00 of €22.90");
    await refundOne(order, "two", true);
    expect(await orderPage(ada, order)).toContain("We refunded €22.90.");
  });

  it("offers no way back to a cart that was paid for", async () => {
    const ada = shop.shopper();
    const order = await bought(ada);
    const staff = { key: "staff", fingerprint: "staff" };
    await shop.core.ORDER.getByName(order.id).cancel("shop", staff);
    const page = await orderPage(ada, order);
    expect(page).toContain("What you paid is on its way back to you");
    expect(page).not.toContain("Check out again");
  });

  it("leads back to the cart when the time to pay ran out", async () => {
    const ada = shop.shopper();
    const order = await readyToPay(ada, tumbler);
    expect(await orderPage(ada, order)).toContain("Go to payment");
    await expect
      .poll(async () => (await look(ada, order)).status, { timeout: 15_000 })
      .toBe("canceled");
    const page = await orderPage(ada, order);
    expect(page).toContain("The time to pay ran out");
    const form = { from: order.id };
    const again = await ada.open("/checkout", { method: "POST", form });
    expect(again.url).toContain("/review");
  });

  it("looks again by itself only while the bank has not had the last word", async () => {
    const ada = shop.shopper();
    const order = await bought(ada);
    expect(await orderPage(ada, order)).not.toContain("data-look-again");
  });
});
