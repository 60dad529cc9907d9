import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Product } from "../../contracts/catalog.ts";
import type { StaffProduct } from "../../contracts/staff-catalog.ts";
import type { OrderOutcome, StaffOrder } from "../../contracts/staff-orders.ts";
import type { Id } from "../../domain/id.ts";
import { add, fill, look, pay, place } from "../purchase.ts";
import { startShop, type TestShop } from "../shop.ts";
import { asStaff } from "../staff.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.dispose());

async function anyCategory(): Promise<Id<"category">> {
  const id = await shop.core.CATALOG.prepare(
    "SELECT id FROM categories WHERE parent_id IS NOT NULL LIMIT 1",
  ).first<Id<"category">>("id");
  if (id === null) throw new Error("The demo shop has categories");
  return id;
}

describe("staff", () => {
  it("write a product, stock it, publish it, and take a unit of it back", async () => {
    const writer = asStaff(shop, "catalog", "cleo");
    const packer = asStaff(shop, "fulfilment", "finn");
    const helper = asStaff(shop, "support", "sam");
    const draft = await writer<StaffProduct>("POST", "/products", {
      handle: "story-mug",
      title: "Story Mug",
      categoryIds: [await anyCategory()],
      variants: [{ prices: [{ currency: "EUR", amountMinor: 2400 }] }],
    });
    const [variant] = draft.variants;
    const { stockItemId, id: variantId } = variant!;
    const delivery = { location: "loc_mill", quantity: 3, reason: "First delivery" };
    await packer("POST", `/stock/${stockItemId}/receive`, delivery);

    const ada = shop.shopper();
    expect((await ada.fetch("/api/products/story-mug")).status).toBe(404);
    await writer("POST", `/products/${draft.id}/publish`);
    const shown = () => ada.json<Product>("/api/products/story-mug?currency=EUR");
    await expect.poll(async () => (await shown()).variants?.[0]?.availability.left).toBe(3);

    await add(ada, variantId, 2);
    const placed = (await place(ada, await fill(ada, "story@example.com"))).body;
    await pay(ada, placed);
    await expect.poll(async () => (await look(ada, placed)).status).toBe("completed");

    type List = { orders: { id: string; status: string }[] };
    const found = () => helper<List>("GET", "/orders?search=story@example.com");
    await expect.poll(async () => (await found()).orders[0]?.status).toBe("confirmed");
    const { orders } = await found();
    expect(orders.map(({ id }) => id)).toEqual([placed.id]);

    const lineId = placed.lines[0]!.id;
    const unit = { lines: [{ lineId, quantity: 1 }], withRestock: true, reason: "Chipped" };
    const refunded = await helper<OrderOutcome>("POST", `/orders/${placed.id}/refund`, unit);
    expect(refunded.refunded).toEqual({ minor: 2400, currency: "EUR" });
    const order = () => helper<StaffOrder>("GET", `/orders/${placed.id}`);
    await expect.poll(async () => (await order()).projection?.refunded.minor).toBe(2400);
    expect((await order()).refunds).toMatchObject([{ status: "succeeded", reason: "Chipped" }]);

    const level = () => shop.stock(stockItemId).level();
    await expect.poll(async () => (await level()).available).toBe(2);
    const mails = async () =>
      (await shop.inbox())
        .filter(({ to }) => to.includes("story@example.com"))
        .map(({ subject }) => subject)
        .toSorted();
    await expect
      .poll(mails, { timeout: 15_000 })
      .toEqual([
        `Your order ${placed.number} is confirmed`,
        `Your refund for order ${placed.number}`,
      ]);

    type Log = { entries: { action: string; actor: string }[] };
    const { entries } = await asStaff(shop, "owner", "olga")<Log>("GET", "/audit?limit=10");
    expect(entries.map(({ action, actor }) => `${actor} ${action}`)).toEqual([
      "sam order.refund",
      "cleo product.publish",
      "finn stock.receive",
      "cleo product.create",
    ]);
  });

  it("see a message that nobody could read, and send it again", async () => {
    const manager = asStaff(shop, "manager", "mia");
    await shop.core.STOCK_EVENTS.send({ type: "nonsense" });
    type Letters = { letters: { id: string; queue: string; replayedBy: string | null }[] };
    const letters = async () => (await manager<Letters>("GET", "/dead-letters")).letters;
    await expect.poll(async () => (await letters()).length).toBe(1);
    const [letter] = await letters();
    expect(letter).toMatchObject({ queue: "kiosk-stock-events", replayedBy: null });
    await manager("POST", `/dead-letters/${letter!.id}/replay`);
    // It is as unreadable as before, so it comes back as a letter of its own.
    await expect.poll(async () => (await letters()).length).toBe(2);
    expect((await letters()).map(({ replayedBy }) => replayedBy).toSorted()).toEqual(["mia", null]);
  });
});
