import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { CheckoutView } from "../../contracts/checkout.ts";
import type { Id } from "../../domain/id.ts";
import { add, fill, look, pay, place, product, readyToPay } from "../purchase.ts";
import { startShop, type TestShop } from "../shop.ts";
import { behave, intentsOf, misbehave, takenMinor } from "../stand-in.ts";

const HANDLE = "last-lantern";

let shop: TestShop;
let variantId: string;
let itemId: Id<"stockItem">;
beforeAll(async () => {
  shop = await startShop({ vars: { HOLD_MS: "3000" } });
  variantId = (await product(shop.shopper(), HANDLE)).variants[0]!.id;
  const row = await shop.core.CATALOG.prepare("SELECT stock_item_id FROM variants WHERE id = ?")
    .bind(variantId)
    .first<{ stock_item_id: Id<"stockItem"> }>();
  itemId = row!.stock_item_id;
});
afterEach(() => behave(shop));
afterAll(() => shop.dispose());

/** Puts one unit on the shelf again, whatever the story before left. */
async function restock(key: string) {
  const level = await shop.stock(itemId).level();
  if (level.available > 0) return;
  const location = "loc_harbour" as Id<"location">;
  await shop.stock(itemId).receive({ key, location, quantity: 1 });
}

describe("the last unit", () => {
  it("goes to one of two shoppers; the other one is told and not charged", async () => {
    const ada = shop.shopper();
    const bob = shop.shopper();
    await add(ada, variantId);
    await add(bob, variantId);
    const [adas, bobs] = [await fill(ada), await fill(bob)];
    const answers = await Promise.all([place(ada, adas), place(bob, bobs)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const loser = answers.find(({ status }) => status === 409)!;
    expect(loser.body.code).toBe("sold_out");
    const isAda = answers[0]!.status === 200;
    const [winner, checkout] = isAda ? [ada, answers[0]!.body] : [bob, answers[1]!.body];
    await pay(winner, checkout);
    await expect.poll(async () => (await look(winner, checkout)).status).toBe("completed");
    const total = checkout.totals.find(({ type }) => type === "total")!.amount.minor;
    expect(await takenMinor(shop)).toBe(total);
    expect(await shop.stock(itemId).level()).toMatchObject({ onHand: 1, held: 0, allocated: 1 });
    const late = await add(shop.shopper(), variantId);
    expect(late).toMatchObject({ status: 409, body: { code: "sold_out" } });
  });

  it("comes back on the shelf when its holder does not pay", async () => {
    await restock("unpaid");
    const ada = shop.shopper();
    const checkout = await readyToPay(ada, variantId);
    expect((await add(shop.shopper(), variantId)).status).toBe(409);
    await expect
      .poll(async () => (await look(ada, checkout)).endReason, { timeout: 15_000 })
      .toBe("expired");
    expect(await shop.stock(itemId).level()).toMatchObject({ available: 1, held: 0 });
    const [intent] = await intentsOf(shop, checkout.id);
    expect(intent!.status).toBe("canceled");
    expect((await pay(ada, checkout)).status).toBe(400);
  });

  it("that lapsed and was sold meanwhile is not charged to the late payer", async () => {
    await restock("lapsed");
    const before = await takenMinor(shop);
    const ada = shop.shopper();
    const bob = shop.shopper();
    await add(bob, variantId);
    // The provider neither calls nor answers while Ada's hold runs out.
    await misbehave(
      shop,
      { operation: "webhook", kind: "webhook_lost", times: 1000 },
      { operation: "payment_intents.retrieve", kind: "rate_limited_429", times: 1000 },
    );
    const adas = await readyToPay(ada, variantId);
    await pay(ada, adas);
    const lapsed = async () => (await shop.stock(itemId).level()).available;
    await expect.poll(lapsed, { timeout: 15_000 }).toBe(1);
    const bobs = await place(bob, await fill(bob));
    expect(bobs.status).toBe(200);
    await behave(shop);
    await pay(bob, bobs.body);
    await bob.open(`/checkout/${bobs.body.id}/return`);
    await expect
      .poll(async () => (await look(bob, bobs.body)).status, { timeout: 15_000 })
      .toBe("completed");
    await expect
      .poll(async () => (await look(ada, adas)).endReason, { timeout: 30_000 })
      .toBe("sold_out");
    const [intent] = await intentsOf(shop, adas.id);
    expect(intent).toMatchObject({ status: "canceled", amount_received: 0 });
    expect((await takenMinor(shop)) - before).toBe(totalOf(bobs.body));
  });
});

function totalOf(checkout: CheckoutView): number {
  return checkout.totals.find(({ type }) => type === "total")!.amount.minor;
}
