/** Promotions in the cart, through the front door: shown as the checkout will have them. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CartView } from "../../contracts/cart.ts";
import type { CheckoutView } from "../../contracts/checkout.ts";
import type { StaffPromotion } from "../../contracts/promotion.ts";
import { add, command, fill, pay, place, product } from "../purchase.ts";
import { startShop, type TestShop } from "../shop.ts";
import type { Shopper } from "../shopper.ts";
import { type AskAsStaff, asStaff, startPromotion } from "../staff.ts";

let shop: TestShop;
let staff: AskAsStaff;
let tumbler: string;
let mug: string;

beforeAll(async () => {
  shop = await startShop();
  staff = asStaff(shop, "owner", "olga");
  tumbler = (await product(shop.shopper(), "low-tide-tumbler")).variants[0]!.id;
  mug = (await product(shop.shopper(), "harbour-mug")).variants[0]!.id;
});
afterAll(() => shop.dispose());

function started(fields: object, code?: string): Promise<StaffPromotion> {
  return startPromotion(staff, fields, code);
}

async function cartOf(shopper: Shopper): Promise<CartView> {
  return (await shopper.fetch("/api/cart")).json() as Promise<CartView>;
}

function enter(shopper: Shopper, code: string) {
  return command<CartView>(shopper, "POST", "/api/cart/codes", { code });
}

describe("a code in the cart", () => {
  it("is understood as typed, takes off the same as at the checkout, and goes there by itself", async () => {
    await started({ label: "Cart ten" }, "Cart 10");
    const ada = shop.shopper();
    await add(ada, tumbler, 3);
    await add(ada, mug, 1);
    const { body: cart } = await enter(ada, " cart-10 ");
    expect(cart.codes).toMatchObject([{ code: "CART10", label: "Cart ten", reason: null }]);
    const off = cart.subtotal.minor - cart.total.minor;
    expect(off).toBe(Math.round(cart.subtotal.minor / 10));
    expect(cart.lines.reduce((sum, line) => sum + line.discount.minor, 0)).toBe(off);
    const checkout = await fill(ada);
    expect(checkout.codes).toEqual(cart.codes);
    expect(checkout.lines.map(({ discount }) => discount)).toEqual(
      cart.lines.map(({ discount }) => discount),
    );
  });

  it("tells why it does nothing and what would help, and is taken back", async () => {
    await started({ conditions: { minSpend: { EUR: 1_000_00 } } }, "CARTBIG");
    const ada = shop.shopper();
    await add(ada, tumbler);
    const { body } = await enter(ada, "cartbig");
    const missing = { minor: 100_000 - body.subtotal.minor, currency: "EUR" };
    expect(body.codes).toMatchObject([{ reason: "below_spend", missing, amount: null }]);
    const { body: wrong } = await enter(ada, "nobody's");
    expect(wrong.codes.map(({ reason }) => reason)).toEqual(["below_spend", "code_unknown"]);
    await ada.fetch("/api/cart/codes/cart-big", { method: "DELETE" });
    expect((await cartOf(ada)).codes.map(({ code }) => code)).toEqual(["NOBODYS"]);
  });

  it("is called as staff translated it on pages in that language", async () => {
    const { id, version } = await started({ label: "Cart gift" }, "CARTGIFT");
    const texts = { label: "Geschenk <3" };
    await staff("PUT", `/translations/${id}/de`, { version, texts });
    const ada = shop.shopper();
    await add(ada, tumbler);
    await enter(ada, "cartgift");
    const page = async (locale: string) => (await ada.fetch(`/cart?locale=${locale}`)).text();
    const german = await page("de");
    expect(german).toMatch(/Geschenk &lt;3: -\d/);
    expect(german).not.toContain("Cart gift");
    // French has a narrow space before its colon.
    for (const locale of ["fr", "en"]) expect(await page(locale)).toMatch(/Cart gift\s?: -/);
  });

  it("is entered and removed on the cart's page, without scripts", async () => {
    await started({ label: "Page <i>" }, "CARTPAGE");
    const ada = shop.shopper();
    await add(ada, tumbler);
    const post = async (form: Record<string, string>) => {
      const answer = await ada.fetch("/cart/codes", { method: "POST", form });
      expect(answer.status).toBe(303);
      return (await ada.fetch("/cart")).text();
    };
    const page = await post({ add: "cart page" });
    expect(page).toContain("<strong>CARTPAGE</strong>");
    expect(page).toContain("Page &lt;i&gt;");
    expect(page).toContain("Total so far");
    expect(await post({ remove: "CARTPAGE" })).not.toContain("<strong>CARTPAGE</strong>");
  });

  it("that changes in the cart changes in the checkout that was open, and the other way round", async () => {
    await started({}, "BOTHWAYS");
    const ada = shop.shopper();
    await add(ada, tumbler);
    const { id } = await fill(ada);
    await enter(ada, "bothways");
    const again = await command<CheckoutView>(ada, "POST", "/api/checkouts", {});
    expect(again.body).toMatchObject({ id, codes: [{ code: "BOTHWAYS" }] });
    await command(ada, "PATCH", `/api/checkouts/${id}`, { codes: [] });
    expect((await cartOf(ada)).codes).toEqual([]);
  });

  it("is not found by trying in the cart either", async () => {
    const bob = shop.shopper();
    await add(bob, tumbler);
    const headers = { "CF-Connecting-IP": "2001:db8:9:9:9::4" };
    const statuses: number[] = [];
    for (let guess = 0; guess < 22; guess += 1) {
      await bob.fetch(`/api/cart/codes/GUESS${guess - 1}`, { method: "DELETE" });
      const json = { code: `GUESS${guess}` };
      const answer = await bob.fetch("/api/cart/codes", { method: "POST", headers, json });
      statuses.push(answer.status);
    }
    expect(statuses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 200));
    expect(statuses.at(-1)).toBe(429);
  });
});

describe("an e-mail address", () => {
  it("has what everybody has once only once, in any spelling, and reads why", async () => {
    await started({ limits: { usesPerCustomer: 1 } }, "ONCEEACH");
    const buy = async (email: string) => {
      const shopper = shop.shopper();
      await add(shopper, mug);
      await enter(shopper, "onceeach");
      const { id } = await fill(shopper);
      const { body } = await command<CheckoutView>(shopper, "PATCH", `/api/checkouts/${id}`, {
        email,
      });
      return { shopper, checkout: body };
    };
    // Both see it, for neither has it yet; the second one to place is told.
    const [first, second] = [await buy("Cleo@Example.com"), await buy("cleo@example.com")];
    expect((await place(first.shopper, first.checkout)).status).toBe(200);
    const refused = await place(second.shopper, second.checkout);
    expect([refused.status, refused.body.code]).toEqual([409, "promotion_used_up"]);
    expect(refused.body).toMatchObject({ changes: [{ kind: "discount", after: { minor: 0 } }] });
    const third = await buy(" CLEO@example.com".trim());
    expect(third.checkout.codes).toMatchObject([{ reason: "customer_used_up", amount: null }]);
    expect((await buy("dora@example.com")).checkout.codes[0]?.amount).not.toBeNull();
  });

  it("that bought before has no first order any more", async () => {
    await started({ conditions: { isFirstOrder: true } }, "WELCOME");
    const order = async () => {
      const shopper = shop.shopper();
      await add(shopper, mug);
      await enter(shopper, "welcome");
      const { id } = await fill(shopper);
      const change = { email: "eva@example.com" };
      const path = `/api/checkouts/${id}`;
      const { body } = await command<CheckoutView>(shopper, "PATCH", path, change);
      return { shopper, checkout: body };
    };
    const { shopper, checkout } = await order();
    expect(checkout.codes[0]?.amount).not.toBeNull();
    const placed = await place(shopper, checkout);
    await pay(shopper, placed.body);
    await expect
      .poll(async () => (await order()).checkout.codes[0]?.reason, { timeout: 20_000 })
      .toBe("first_order_only");
  });
});

describe("what the cart nearly has", () => {
  it("is told with what is missing, and a gift is one click away", async () => {
    await started({
      label: "Third mug free",
      effect: {
        kind: "buy_get",
        buy: { scope: { variantIds: [mug] }, quantity: 2 },
        get: { scope: { variantIds: [mug] }, quantity: 1 },
        bp: 10_000,
        timesMax: null,
      },
      stacking: { class: "line" },
    });
    await started({
      label: "A tumbler as a gift",
      conditions: { minQuantity: 2 },
      effect: { kind: "gift", variantIds: [tumbler], quantity: 1 },
      stacking: { class: "line" },
    });
    const ada = shop.shopper();
    await add(ada, mug, 2);
    // What an isolate remembers of promotions is seconds old at most.
    await expect
      .poll(async () => (await cartOf(ada)).offers.map(({ label }) => label), { timeout: 20_000 })
      .toEqual(["A tumbler as a gift", "Third mug free"]);
    const { offers } = await cartOf(ada);
    expect(offers[1]).toMatchObject({ missingUnits: 1, missing: null });
    const page = await (await ada.fetch("/cart")).text();
    expect(page).toContain("Add your gift");
    const [variant = ""] = offers[0]?.giftIds ?? [];
    const added = await ada.fetch("/cart/gifts", { method: "POST", form: { variant } });
    expect(added.status).toBe(303);
    const cart = await cartOf(ada);
    const gift = cart.lines.find(({ variantId }) => variantId === tumbler);
    expect(gift?.discount).toEqual(gift?.total);
    const { id } = await fill(ada);
    // Another Worker, with a memory of its own.
    const discountThere = async () => {
      const email = "ada@example.com";
      const { body } = await command<CheckoutView>(ada, "PATCH", `/api/checkouts/${id}`, { email });
      return body.lines.find(({ variantId }) => variantId === tumbler)?.discount;
    };
    await expect.poll(discountThere, { timeout: 20_000 }).toEqual(gift?.discount);
  });
});
