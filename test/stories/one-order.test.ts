import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CartView } from "../../contracts/cart.ts";
import type { CheckoutView } from "../../contracts/checkout.ts";
import { add, command, fill, look, pay, place, product, readyToPay } from "../purchase.ts";
import { startShop, type TestShop } from "../shop.ts";
import { intentsOf } from "../stand-in.ts";

let shop: TestShop;
let lantern: string;
let tumbler: string;
beforeAll(async () => {
  shop = await startShop();
  const anyone = shop.shopper();
  lantern = (await product(anyone, "last-lantern")).variants[0]!.id;
  tumbler = (await product(anyone, "low-tide-tumbler")).variants[0]!.id;
});
afterAll(() => shop.dispose());

describe("a cart has one order at a time", () => {
  it("whose hold does not make the shopper's own last unit look sold out", async () => {
    const ada = shop.shopper();
    await readyToPay(ada, lantern);
    const cart = await ada.json<CartView>("/api/cart");
    expect(cart.lines[0]).toMatchObject({ availability: { status: "in_stock" } });
    expect(cart.notices).toEqual([]);
    const others = await add(shop.shopper(), lantern);
    expect(others.body.code).toBe("sold_out");
  });

  it("so that checking out a changed cart lets the unpaid order go, goods and all", async () => {
    const ada = shop.shopper();
    const first = await readyToPay(ada, tumbler);
    await add(ada, tumbler);
    const second = await fill(ada);
    expect(second.id).not.toBe(first.id);
    expect((await look(ada, first)).endReason).toBe("shopper");
    const [intent] = await intentsOf(shop, first.id);
    expect(intent).toMatchObject({ status: "canceled" });
    const placed = await place(ada, second);
    expect(placed.status).toBe(200);
    expect((await pay(ada, first)).status).toBe(400);
  });

  it("and that an order which is paid meanwhile is shown instead of a second one", async () => {
    const ada = shop.shopper();
    const first = await readyToPay(ada, tumbler);
    await pay(ada, first);
    await expect.poll(async () => (await look(ada, first)).status).toBe("completed");
    await add(ada, tumbler);
    const next = await command<CheckoutView>(ada, "POST", "/api/checkouts", {});
    expect(next.body.status).toBe("incomplete");
    expect(next.body.id).not.toBe(first.id);
  });
});
