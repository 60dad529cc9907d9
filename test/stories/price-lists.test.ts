/** Price lists through the front door: a sale comes and goes, and who takes more pays less each. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CartView } from "../../contracts/cart.ts";
import type { Product, ProductPage } from "../../contracts/catalog.ts";
import type { CheckoutView } from "../../contracts/checkout.ts";
import type { SearchPage } from "../../contracts/search.ts";
import { ADDRESS, add, command, fill, look, pay, place, product } from "../purchase.ts";
import { startShop, type TestShop } from "../shop.ts";
import { type AskAsStaff, asStaff } from "../staff.ts";

/** Copies follow a change within seconds. */
const SEEN = { timeout: 20_000, interval: 50 };
const HANDLE = "low-tide-tumbler";

let shop: TestShop;
let staff: AskAsStaff;
let tumbler: Product["variants"][number];

beforeAll(async () => {
  shop = await startShop();
  staff = asStaff(shop, "owner", "olga");
  tumbler = (await product(shop.shopper(), HANDLE)).variants[0]!;
});
afterAll(() => shop.dispose());

const html = async (path: string) => (await fetch(`${shop.origin}${path}`)).text();
const json = async <Body>(path: string) =>
  (await (await fetch(`${shop.origin}${path}`)).json()) as Body;

interface Break {
  readonly fromQuantity: number;
  readonly amountMinor: number;
}

async function listed(fields: object, ...prices: Break[]): Promise<string> {
  const { id } = await staff<{ id: string }>("POST", "/price-lists", { label: "Story", ...fields });
  const rows = prices.map((row) => ({ variantId: tumbler.id, currency: "EUR", ...row }));
  await staff("PATCH", `/price-lists/${id}/prices`, { prices: rows });
  await staff("POST", `/price-lists/${id}/start`, { version: 1 });
  return id;
}

function euro(minor: number): string {
  return `€${(minor / 100).toFixed(2)}`;
}

describe("a scheduled sale", () => {
  it("begins and ends by the clock, on page, list, search and cart, with the prices before", async () => {
    const wasMinor = tumbler.price.minor;
    const saleMinor = wasMinor - 345;
    const startsAt = new Date(Date.now() + 60 * 60_000).toISOString();
    const endsAt = new Date(Date.now() + 3 * 60 * 60_000).toISOString();
    await listed({ kind: "sale", startsAt, endsAt }, { fromQuantity: 1, amountMinor: saleMinor });
    const card = async (path: string) =>
      (await json<ProductPage | SearchPage>(path)).products.find(({ handle }) => handle === HANDLE);
    const seen = async () => {
      const page = await html(`/p/${HANDLE}?variant=${tumbler.id}`);
      const [of] = (await json<Product>(`/api/products/${HANDLE}`)).variants;
      const listing = await card("/api/products?limit=60");
      const found = await card("/api/search?q=low+tide+tumbler");
      const ada = shop.shopper();
      const { body } = await add(ada, tumbler.id);
      return {
        page: [page.includes(euro(saleMinor)), page.includes("Lowest price of the last 30 days")],
        product: [of?.price.minor, of?.compareAt?.minor ?? null, of?.lowestPrior?.minor ?? null],
        list: [listing?.priceFrom.minor, listing?.compareAt?.minor ?? null],
        search: [found?.priceFrom.minor, found?.compareAt?.minor ?? null],
        cart: body.lines[0]?.unitPrice.minor,
      };
    };
    const before = {
      page: [false, false],
      product: [wasMinor, null, null],
      list: [wasMinor, null],
      search: [wasMinor, null],
      cart: wasMinor,
    };
    expect(await seen()).toEqual(before);
    await shop.runCron(2 * 60 * 60_000);
    await expect.poll(seen, SEEN).toEqual({
      page: [true, true],
      product: [saleMinor, wasMinor, wasMinor],
      list: [saleMinor, wasMinor],
      search: [saleMinor, wasMinor],
      cart: saleMinor,
    });
    await shop.runCron(4 * 60 * 60_000);
    await expect.poll(seen, SEEN).toEqual(before);
  });
});

describe("prices by quantity", () => {
  it("are told on the page, had over all units in the cart, and charged", async () => {
    const eachMinor = tumbler.price.minor - 200;
    const id = await listed({ kind: "override" }, { fromQuantity: 5, amountMinor: eachMinor });
    await expect.poll(() => html(`/p/${HANDLE}`), SEEN).toContain("data-quantity-prices");
    expect(await html(`/p/${HANDLE}`)).toContain(euro(eachMinor));
    // Only one choice has it: "Meeresglas, Einzeln: ab 5".
    expect(await html(`/de/p/${HANDLE}`)).toMatch(/[^<>]: ab 5/);
    const ada = shop.shopper();
    const { body: three } = await add(ada, tumbler.id, 3);
    expect(three.lines[0]).toMatchObject({
      unitPrice: tumbler.price,
      fromQuantity: 1,
      nextPrice: { fromQuantity: 5, price: { minor: eachMinor } },
    });
    const { body: cart } = await add(ada, tumbler.id, 2);
    expect(cart.lines[0]).toMatchObject({ unitPrice: { minor: eachMinor }, fromQuantity: 5 });
    expect(cart.notices).toEqual([]);
    expect(await (await ada.fetch("/cart")).text()).toContain("5 or more");
    const checkout = await fill(ada);
    expect(checkout.totals[0]?.amount.minor).toBe(5 * eachMinor);
    const placed = await place(ada, checkout);
    await pay(ada, placed.body);
    await expect.poll(async () => (await look(ada, checkout)).status).toBe("completed");
    const done = await look(ada, checkout);
    expect(done.lines[0]).toMatchObject({ unitPrice: { minor: eachMinor }, quantity: 5 });
    const order = await staff<{ lines: unknown[] }>("GET", `/orders/${done.id}`);
    expect(order.lines[0]).toMatchObject({ priceListId: id });
    await staff("POST", `/price-lists/${id}/stop`, { version: 2 });
  });

  it("fall back when units go, and hold for as long as the price is locked", async () => {
    const eachMinor = tumbler.price.minor - 300;
    const id = await listed({ kind: "override" }, { fromQuantity: 2, amountMinor: eachMinor });
    const ada = shop.shopper();
    const { body: cart } = await add(ada, tumbler.id, 2);
    await staff("POST", `/price-lists/${id}/stop`, { version: 2 });
    const kept = await ada.json<CartView>("/api/cart");
    expect(kept.lines[0]?.unitPrice.minor).toBe(eachMinor);
    const lineId = cart.lines[0]?.id;
    const { body: one } = await command<CartView>(ada, "PATCH", `/api/cart/lines/${lineId}`, {
      quantity: 1,
    });
    expect(one.lines[0]?.unitPrice).toEqual(tumbler.price);
  });
});

describe("a list for a country", () => {
  it("holds once the country is known, is shown as such, and goes with it", async () => {
    const frenchMinor = tumbler.price.minor - 500;
    await listed(
      { kind: "override", countries: ["FR"] },
      { fromQuantity: 1, amountMinor: frenchMinor },
    );
    const ada = shop.shopper();
    const { body: cart } = await add(ada, tumbler.id);
    expect(cart.lines[0]?.unitPrice).toEqual(tumbler.price);
    const checkout = await fill(ada);
    expect(checkout.lines[0]?.unitPrice).toEqual(tumbler.price);
    const go = async (country: string) => {
      const address = { ...ADDRESS, country };
      const change = { address, shippingMethod: "standard" };
      return (await command<CheckoutView>(ada, "PATCH", `/api/checkouts/${checkout.id}`, change))
        .body;
    };
    // Whether there are such lists is asked every few seconds.
    const french = async () => {
      await go("DE");
      return (await go("FR")).lines[0]?.unitPrice.minor;
    };
    await expect.poll(french, { timeout: 30_000, interval: 500 }).toBe(frenchMinor);
    const there = await look(ada, checkout);
    expect(there.lines[0]?.cartUnitPrice).toEqual(tumbler.price);
    const page = await (await ada.fetch(`/checkout/${checkout.id}/review`)).text();
    expect(page).toContain(`${euro(frenchMinor)} each where your order goes`);
    const placed = await place(ada, there);
    expect(placed.status).toBe(200);
    await pay(ada, placed.body);
    await expect.poll(async () => (await look(ada, checkout)).status).toBe("completed");
    expect((await look(ada, checkout)).lines[0]?.unitPrice.minor).toBe(frenchMinor);
  });
});
