import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CartView } from "../../contracts/cart.ts";
import type { CheckoutView } from "../../contracts/checkout.ts";
import { add, command, fill, look, pay, place, product } from "../purchase.ts";
import { startShop, type TestShop } from "../shop.ts";

let shop: TestShop;
let variants: string[];
beforeAll(async () => {
  shop = await startShop();
  const tumbler = await product(shop.shopper(), "low-tide-tumbler");
  variants = tumbler.variants
    .filter(({ availability }) => availability.status === "in_stock")
    .map(({ id }) => id);
});
afterAll(() => shop.dispose());

describe("two tabs of one shopper", () => {
  it("add at the same time and lose nothing", async () => {
    const ada = shop.shopper();
    await add(ada, variants[0]!);
    await Promise.all(Array.from({ length: 10 }, (_, at) => add(ada, variants[at % 2]!)));
    const cart = await ada.json<CartView>("/api/cart");
    expect(cart.count).toBe(11);
    expect(cart.lines).toHaveLength(2);
  });

  it("open the same checkout and place one order", async () => {
    const ada = shop.shopper();
    await add(ada, variants[0]!);
    const [left, right] = await Promise.all([
      command<CheckoutView>(ada, "POST", "/api/checkouts", {}),
      command<CheckoutView>(ada, "POST", "/api/checkouts", {}),
    ]);
    expect(left.body.id).toBe(right.body.id);
    const checkout = await fill(ada);
    const placed = await Promise.all([place(ada, checkout), place(ada, checkout)]);
    expect(new Set(placed.map(({ body }) => body.payment?.clientSecret)).size).toBe(1);
  });

  it("tell when the cart changed under the checkout, and charge nothing", async () => {
    const ada = shop.shopper();
    await add(ada, variants[0]!);
    const checkout = await fill(ada);
    await add(ada, variants[1]!);
    const refused = await place(ada, checkout);
    expect(refused).toMatchObject({ status: 409, body: { code: "cart_changed" } });
    const again = await command<CheckoutView>(ada, "POST", "/api/checkouts", { from: checkout.id });
    expect(again.body).toMatchObject({ email: "ada@example.com", status: "ready_for_complete" });
    expect(again.body.lines).toHaveLength(2);
  });

  it("keep what was added while the order was paid", async () => {
    const ada = shop.shopper();
    await add(ada, variants[0]!, 2);
    const placed = await place(ada, await fill(ada));
    await add(ada, variants[0]!);
    await add(ada, variants[1]!);
    await pay(ada, placed.body);
    await expect.poll(async () => (await look(ada, placed.body)).status).toBe("completed");
    const cart = await ada.json<CartView>("/api/cart");
    expect(cart.lines.map(({ quantity }) => quantity)).toEqual([1, 1]);
  });

  it("answer a repeated command with the first answer, and refuse another under its key", async () => {
    const ada = shop.shopper();
    const key = { "idempotency-key": "once" };
    const line = { variantId: variants[0]!, quantity: 1 };
    await add(ada, variants[1]!);
    const answers = await Promise.all([
      command<CartView>(ada, "POST", "/api/cart/lines", line, key),
      command<CartView>(ada, "POST", "/api/cart/lines", line, key),
    ]);
    expect(answers[0]).toEqual(answers[1]);
    const other = { ...line, quantity: 2 };
    const mismatch = await command(ada, "POST", "/api/cart/lines", other, key);
    expect(mismatch).toMatchObject({ status: 409, body: { code: "idempotency_mismatch" } });
    expect((await ada.json<CartView>("/api/cart")).count).toBe(2);
  });
});
