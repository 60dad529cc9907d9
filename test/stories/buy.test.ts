import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Id } from "../../domain/id.ts";
import { add, fill, look, pay, place, product, readyToPay } from "../purchase.ts";
import { startShop, type TestShop } from "../shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.dispose());

interface StandInState {
  payment_intents: {
    id: string;
    amount: number;
    amount_received: number;
    status: string;
    metadata: Record<string, string>;
  }[];
}

async function intentOf(orderId: string) {
  const state = (await (await shop.stripe("state")).json()) as StandInState;
  return state.payment_intents.find((intent) => intent.metadata.order_id === orderId);
}

describe("a shopper", () => {
  it("buys two things, and order, ledger, intent, projection and e-mail agree", async () => {
    const ada = shop.shopper();
    const tumbler = await product(ada, "low-tide-tumbler");
    const lantern = await product(ada, "jetty-lantern");
    const variants = [tumbler.variants[0]!, lantern.variants[0]!];
    const placed = await readyToPay(ada, ...variants.map(({ id }) => id));
    expect(placed.status).toBe("requires_payment");
    const total = placed.totals.find(({ type }) => type === "total")!.amount.minor;
    expect(placed.lines.reduce((sum, line) => sum + line.total.minor, 0)).toBe(total);

    await pay(ada, placed);
    await expect.poll(async () => (await look(ada, placed)).status).toBe("completed");

    const intent = await intentOf(placed.id);
    expect(intent).toMatchObject({ amount: total, amount_received: total, status: "succeeded" });

    const row = () =>
      shop.core.ORDERS.prepare("SELECT * FROM orders WHERE id = ?").bind(placed.id).first();
    await expect.poll(async () => (await row())?.status).toBe("confirmed");
    expect(await row()).toMatchObject({ grand_total_minor: total, captured_minor: total });

    const order = await shop.core.ORDER.getByName(placed.id).view("shop");
    if (!order.ok) throw new Error("The order is there");
    for (const { itemId, quantity } of order.value.lines) {
      const { allocations } = await shop.stock(itemId).why();
      const own = allocations.filter(({ orderId }) => orderId === placed.id);
      expect(own.flatMap(({ parts }) => parts).reduce((sum, part) => sum + part.quantity, 0)).toBe(
        quantity,
      );
    }

    await expect.poll(async () => (await shop.inbox()).length).toBe(1);
    const [mail] = await shop.inbox();
    expect(mail!.to).toContain("ada@example.com");
    const amount = new Intl.NumberFormat("en", { style: "currency", currency: "EUR" });
    for (const body of [mail!.html, mail!.text]) {
      expect(body).toContain(amount.format(total / 100));
      expect(body).toContain(placed.number);
    }

    const cart = await ada.json<{ count: number }>("/api/cart");
    expect(cart.count).toBe(0);
    const page = await ada.open(placed.orderUrl!);
    expect(await page.text()).toContain(placed.number);
  });

  it("who clicks Pay twice places one order and pays once (woocommerce-gateway-stripe#489 #674 #831 #3220)", async () => {
    const bob = shop.shopper();
    const { variants } = await product(bob, "low-tide-tumbler");
    await add(bob, variants[1]!.id);
    const checkout = await fill(bob);
    const headers = { "idempotency-key": "bobs-click" };
    const answers = await Promise.all([
      place(bob, checkout, headers),
      place(bob, checkout, headers),
      place(bob, checkout),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers[1]!.body).toEqual(answers[0]!.body);
    const orderId = checkout.id as Id<"order">;
    const history = await shop.core.ORDER.getByName(orderId).history();
    expect(history.map(({ status }) => status)).toEqual([
      "open",
      "holding",
      "authorizing",
      "awaiting_payment",
    ]);
    const state = (await (await shop.stripe("state")).json()) as StandInState;
    const intents = state.payment_intents.filter(
      (intent) => intent.metadata.order_id === checkout.id,
    );
    expect(intents).toHaveLength(1);
  });
});
