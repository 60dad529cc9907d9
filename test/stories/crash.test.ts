import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Id } from "../../domain/id.ts";
import { type CrashingShop, startCrashingShop } from "../crash.ts";
import { add, fill, look, pay, place, product, readyToPay } from "../purchase.ts";
import { intentsOf, misbehave } from "../stand-in.ts";

/** Until a request that died under way is made again, and a little. */
const WATCHDOG = { timeout: 30_000 };

let shop: CrashingShop;
let tumbler: string;
beforeAll(async () => {
  shop = await startCrashingShop({ HOLD_MS: "15000" });
  tumbler = (await product(shop.shopper(), "low-tide-tumbler")).variants[0]!.id;
});
afterAll(() => shop.dispose());

/** Who has the units of the order, as stock knows it. */
async function unitsOf(orderId: string) {
  const order = await shop.core.ORDER.getByName(orderId).view("shop");
  if (!order.ok) throw new Error("The order is lost");
  const { itemId } = order.value.lines[0]!;
  const { holds, allocations } = await shop.core.STOCK.getByName(itemId).why();
  const isOwn = (of: { orderId: Id<"order"> }) => of.orderId === orderId;
  return { held: holds.filter(isOwn).length, allocated: allocations.filter(isOwn).length };
}

/** What the whole shop says of a paid order, nobody having touched it. */
async function expectSold(orderId: string, totalMinor: number) {
  const row = () =>
    shop.core.ORDERS.prepare("SELECT status, captured_minor FROM orders WHERE id = ?")
      .bind(orderId)
      .first();
  await expect.poll(row, WATCHDOG).toEqual({ status: "confirmed", captured_minor: totalMinor });
  expect(await unitsOf(orderId)).toEqual({ held: 0, allocated: 1 });
  const intents = await intentsOf(shop, orderId);
  expect(intents.map(({ amount_received }) => amount_received)).toEqual([totalMinor]);
  const notice = () =>
    shop.core.ORDERS.prepare("SELECT status, attempts FROM notices WHERE subject_id = ?")
      .bind(orderId)
      .first();
  await expect.poll(notice, WATCHDOG).toEqual({ status: "sent", attempts: 1 });
}

describe("a crash", () => {
  it("after the order was placed loses neither the order nor its units", async () => {
    const ada = shop.shopper();
    const placed = await readyToPay(ada, tumbler);
    await shop.crash();
    expect(await unitsOf(placed.id)).toEqual({ held: 1, allocated: 0 });
    const again = await look(ada, placed);
    expect(again).toMatchObject({ status: "requires_payment", payment: placed.payment });
    await pay(ada, again);
    await expectSold(placed.id, totalOf(placed));
    expect((await ada.json<{ count: number }>("/api/cart")).count).toBe(0);
  });

  it("while the intent is being made leads to one intent, under the same key", async () => {
    const ada = shop.shopper();
    await add(ada, tumbler);
    const checkout = await fill(ada);
    await slow("payment_intents.create");
    const key = { "idempotency-key": "once" };
    const dying = place(ada, checkout, key).catch(() => null);
    await expect.poll(() => statusOf(checkout.id)).toBe("authorizing");
    await shop.crash();
    await dying;
    const placed = await place(ada, checkout, key);
    expect(placed).toMatchObject({ status: 200, body: { status: "requires_payment" } });
    expect(await intentsOf(shop, checkout.id)).toHaveLength(1);
    await pay(ada, placed.body);
    await expectSold(checkout.id, totalOf(checkout));
  });

  it("while the money is being taken takes it once, with nobody there to ask", async () => {
    const ada = shop.shopper();
    const placed = await readyToPay(ada, tumbler);
    await slow("payment_intents.capture");
    await pay(ada, placed);
    await expect.poll(() => statusOf(placed.id)).toBe("capturing");
    await shop.crash();
    await expectSold(placed.id, totalOf(placed));
  });

  it("after the payment, its webhook lost, is healed by the order's own look", async () => {
    const ada = shop.shopper();
    const placed = await readyToPay(ada, tumbler);
    await misbehave(shop, { operation: "webhook", kind: "webhook_lost", times: 100 });
    await pay(ada, placed);
    await shop.crash();
    await expectSold(placed.id, totalOf(placed));
  });
});

function slow(operation: string): Promise<void> {
  return misbehave(shop, { operation, kind: "slow", delayMs: 2_000 });
}

async function statusOf(orderId: string): Promise<string | null> {
  const order = await shop.core.ORDER.getByName(orderId).view("shop");
  return order.ok ? order.value.status : null;
}

function totalOf({ totals }: { totals: readonly { type: string; amount: { minor: number } }[] }) {
  return totals.find(({ type }) => type === "total")!.amount.minor;
}
