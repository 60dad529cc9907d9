/** Races that other platforms lost, each told once against the real shop. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CartView } from "../../contracts/cart.ts";
import type { CheckoutView } from "../../contracts/checkout.ts";
import type { OrderOutcome } from "../../contracts/staff-orders.ts";
import type { Id } from "../../domain/id.ts";
import { add, command, fill, look, pay, place, product, readyToPay } from "../purchase.ts";
import { startShop, type TestShop } from "../shop.ts";
import { asStaff } from "../staff.ts";
import { behave, intentsOf, misbehave, takenMinor } from "../stand-in.ts";

const location = "loc_mill" as Id<"location">;

let shop: TestShop;
let mug: { variantId: string; itemId: Id<"stockItem"> };
beforeAll(async () => {
  shop = await startShop();
  const { variants } = await product(shop.shopper(), "harbour-mug");
  mug = { variantId: variants[0]!.id, itemId: await itemOf(variants[0]!.id) };
});
afterAll(() => shop.dispose());

async function itemOf(variantId: string): Promise<Id<"stockItem">> {
  const id = await shop.core.CATALOG.prepare("SELECT stock_item_id FROM variants WHERE id = ?")
    .bind(variantId)
    .first<Id<"stockItem">>("stock_item_id");
  return id!;
}

/** Leaves exactly so many units on the shelf. */
async function leave(itemId: Id<"stockItem">, units: number, key: string) {
  const level = await shop.stock(itemId).level();
  for (const { location: at, onHand, held, allocated } of level.locations) {
    const delta = held + allocated - onHand;
    const reason = "Stocktaking";
    if (delta !== 0)
      await shop.stock(itemId).adjust({ key: `${key}:${at}`, location: at, delta, reason });
  }
  await shop.stock(itemId).receive({ key, location, quantity: units });
}

function totalOf(checkout: CheckoutView): number {
  return checkout.totals.find(({ type }) => type === "total")!.amount.minor;
}

describe("oversell (woocommerce#24009, vendure#3508, opencart#4811, saleor#543)", () => {
  it.each([
    [40, 1],
    [120, 7],
  ])(
    "%i buyers at once, %i units: exactly those are sold and everybody is answered",
    async (buyers, units) => {
      await leave(mug.itemId, units, `crowd:${buyers}`);
      const before = await shop.stock(mug.itemId).level();
      const crowd = await Promise.all(
        Array.from({ length: buyers }, async () => {
          const shopper = shop.shopper();
          const added = await add(shopper, mug.variantId);
          return added.status === 200 ? { shopper, checkout: await fill(shopper) } : null;
        }),
      );
      const answers = await Promise.all(
        crowd.map(async (one) => (one === null ? null : place(one.shopper, one.checkout))),
      );
      const statuses = answers.map((answer) => answer?.status ?? 409);
      expect(statuses.filter((status) => status === 200)).toHaveLength(units);
      expect(statuses.filter((status) => status === 409)).toHaveLength(buyers - units);
      const paid = answers.flatMap((answer, at) =>
        answer?.status === 200 ? [{ shopper: crowd[at]!.shopper, checkout: answer.body }] : [],
      );
      await Promise.all(paid.map(({ shopper, checkout }) => pay(shopper, checkout)));
      for (const { shopper, checkout } of paid) {
        await expect
          .poll(async () => (await look(shopper, checkout)).status, { timeout: 20_000 })
          .toBe("completed");
      }
      const after = await shop.stock(mug.itemId).level();
      expect(after.allocated - before.allocated).toBe(units);
      expect(after).toMatchObject({ available: 0, held: 0 });
    },
  );
});

describe("double order (magento2#13952, woocommerce-gateway-stripe#4878)", () => {
  it("twenty clicks on Pay, a reload among them, make one order and one charge", async () => {
    await leave(mug.itemId, 50, "clicks");
    const ada = shop.shopper();
    await add(ada, mug.variantId);
    const checkout = await fill(ada);
    const clicks = await Promise.all([
      ...Array.from({ length: 19 }, () => place(ada, checkout)),
      command<CheckoutView>(ada, "POST", "/api/checkouts", {}),
    ]);
    expect(new Set(clicks.map(({ body }) => body.id))).toEqual(new Set([checkout.id]));
    await pay(ada, await look(ada, checkout));
    await expect.poll(async () => (await look(ada, checkout)).status).toBe("completed");
    const intents = await intentsOf(shop, checkout.id);
    expect(intents.map((intent) => intent.amount_received)).toEqual([totalOf(checkout)]);
  });
});

describe("webhook versus redirect (medusa#13301 #2948 #3871 #4798, saleor#12652, woocommerce-gateway-stripe#2331)", () => {
  it("twenty orders whose webhook and browser arrive together are confirmed once each", async () => {
    await leave(mug.itemId, 50, "redirect");
    const orders = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const shopper = shop.shopper();
        const checkout = await readyToPay(shopper, mug.variantId);
        await Promise.all([
          pay(shopper, checkout).then(() => shopper.fetch(`/checkout/${checkout.id}/return`)),
          shopper.fetch(`/checkout/${checkout.id}/return`),
        ]);
        return { shopper, checkout };
      }),
    );
    for (const { shopper, checkout } of orders) {
      await expect.poll(async () => (await look(shopper, checkout)).status).toBe("completed");
      const history = await shop.core.ORDER.getByName(checkout.id).history();
      expect(history.filter(({ status }) => status === "confirmed")).toHaveLength(1);
      const sent = () =>
        shop.core.ORDERS.prepare("SELECT count(*) AS n FROM notices WHERE subject_id = ?")
          .bind(checkout.id)
          .first("n");
      await expect.poll(sent).toBe(1);
    }
  });
});

describe("reservation leak (medusa#13625, #11131, woocommerce#19638)", () => {
  it("a provider that refuses leaves no hold, no negative number and an open checkout", async () => {
    await leave(mug.itemId, 5, "leak");
    const ada = shop.shopper();
    await add(ada, mug.variantId, 2);
    const checkout = await fill(ada);
    await misbehave(shop, { operation: "payment_intents.create", kind: "amount_mismatch" });
    const refused = await place(ada, checkout);
    await behave(shop);
    expect(refused.status).toBe(200);
    await expect.poll(async () => (await look(ada, checkout)).endReason).toBe("amount_mismatch");
    await expect
      .poll(async () => shop.stock(mug.itemId).level())
      .toMatchObject({ held: 0, available: 5 });
    const [intent] = await intentsOf(shop, checkout.id);
    expect(intent).toMatchObject({ status: "canceled", amount_received: 0 });
  });

  it("fifty shoppers who place and cancel leave the shelf as it was", async () => {
    await leave(mug.itemId, 3, "cancel");
    await Promise.all(
      Array.from({ length: 50 }, async () => {
        const shopper = shop.shopper();
        if ((await add(shopper, mug.variantId)).status !== 200) return;
        const checkout = await fill(shopper);
        await place(shopper, checkout);
        await command(shopper, "POST", `/api/checkouts/${checkout.id}/cancel`);
      }),
    );
    await expect
      .poll(async () => shop.stock(mug.itemId).level(), { timeout: 20_000 })
      .toMatchObject({ held: 0, available: 3 });
  });
});

describe("cart races (vendure#2041 #4152 PR#5259, hydrogen PR#3906, shopware#8724, vercel/shop#510)", () => {
  it("sixty parallel additions to one cart are all there", async () => {
    await leave(mug.itemId, 200, "cart");
    const ada = shop.shopper();
    await add(ada, mug.variantId);
    await Promise.all(Array.from({ length: 60 }, () => add(ada, mug.variantId)));
    expect((await ada.json<CartView>("/api/cart")).count).toBe(61);
  });

  it("different things that are added and changed at once are all there (vendure#2187 #3398)", async () => {
    const shopper = shop.shopper();
    const tumbler = (await product(shopper, "low-tide-tumbler")).variants[0]!.id;
    const { body } = await add(shopper, mug.variantId);
    const line = `/api/cart/lines/${body.lines[0]!.id}`;
    await Promise.all([
      add(shopper, tumbler, 2),
      command(shopper, "PATCH", line, { quantity: 4 }),
      add(shopper, tumbler, 1),
    ]);
    const { lines } = await shopper.json<CartView>("/api/cart");
    const units = new Map(lines.map(({ variantId, quantity }) => [variantId, quantity]));
    expect(units).toEqual(
      new Map([
        [mug.variantId, 4],
        [tumbler, 3],
      ]),
    );
  });

  it("lines that are removed in a hurry are gone, every one (hydrogen#2673 #1384)", async () => {
    const shopper = shop.shopper();
    const tumbler = (await product(shopper, "low-tide-tumbler")).variants[0]!.id;
    await add(shopper, mug.variantId);
    const { body } = await add(shopper, tumbler);
    await Promise.all(
      body.lines.map(({ id }) => command(shopper, "DELETE", `/api/cart/lines/${id}`)),
    );
    expect((await shopper.json<CartView>("/api/cart")).lines).toEqual([]);
  });

  it("a line that is removed and changed at once is removed or changed, and never doubled", async () => {
    const ada = shop.shopper();
    const { body } = await add(ada, mug.variantId, 2);
    const path = `/api/cart/lines/${body.lines[0]!.id}`;
    await Promise.all([
      command(ada, "DELETE", path),
      command(ada, "PATCH", path, { quantity: 5 }),
      command(ada, "DELETE", path),
    ]);
    const { lines } = await ada.json<CartView>("/api/cart");
    expect(lines).toEqual([]);
  });
});

describe("partial refunds (woocommerce#26734, vendure#4811, medusa#12588 #10491 #10842)", () => {
  it("unit by unit, in parallel and twice each, they end at exactly what was paid", async () => {
    await leave(mug.itemId, 20, "refund");
    const ada = shop.shopper();
    await add(ada, mug.variantId, 3);
    const placed = (await place(ada, await fill(ada))).body;
    await pay(ada, placed);
    await expect.poll(async () => (await look(ada, placed)).status).toBe("completed");
    const support = asStaff(shop, "support", "sam");
    const lineId = placed.lines[0]!.id;
    const path = `/orders/${placed.id}/refund`;
    const taken = await takenMinor(shop);
    const one = { lines: [{ lineId, quantity: 1 }], withRestock: true, reason: "Chipped" };
    const asked = await Promise.allSettled(
      Array.from({ length: 5 }, (_, at) =>
        support<OrderOutcome>("POST", path, { ...one, withShipping: at === 2 }),
      ),
    );
    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    const refunded = async () => (await look(ada, placed)).refunded.minor;
    await expect.poll(refunded).toBe(totalOf(placed));
    await expect.poll(async () => taken - (await takenMinor(shop))).toBe(totalOf(placed));
    await expect
      .poll(async () => shop.stock(mug.itemId).level())
      .toMatchObject({ available: 20, allocated: expect.any(Number) });
  });
});

describe("what the provider cancels (medusa#16398)", () => {
  it("ends the order and lets its units go; nobody waits for the money any more", async () => {
    await leave(mug.itemId, 5, "lost");
    const ada = shop.shopper();
    const placed = await readyToPay(ada, mug.variantId);
    const [intent] = await intentsOf(shop, placed.id);
    const path = `/dev/stripe/v1/payment_intents/${intent!.id}/cancel`;
    const authorization = `Bearer ${shop.secrets.STRIPE_SECRET_KEY}`;
    const cancelled = await fetch(`${shop.origin}${path}`, {
      method: "POST",
      headers: { authorization },
    });
    expect(cancelled.status).toBe(200);
    await expect
      .poll(async () => (await look(ada, placed)).endReason, { timeout: 20_000 })
      .toBe("payment_lost");
    await expect.poll(async () => shop.stock(mug.itemId).level()).toMatchObject({ held: 0 });
  });
});

describe("currencies without decimals (InvoicePlane#1677, Paymenter#1258)", () => {
  it("are charged as they are shown: so many yen, not a hundred times as many", async () => {
    await leave(mug.itemId, 5, "yen");
    const ada = shop.shopper();
    const wanted = { variantId: mug.variantId, quantity: 1, currency: "JPY" };
    await command(ada, "POST", "/api/cart/lines", wanted);
    const placed = (await place(ada, await fill(ada))).body;
    const [intent] = await intentsOf(shop, placed.id);
    expect(intent).toMatchObject({ amount: totalOf(placed), currency: "jpy" });
  });
});
