/** Dinars through the front door: prices that follow a rate, charges that the banks take, stale rates. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CartView } from "../../contracts/cart.ts";
import type { Product } from "../../contracts/catalog.ts";
import type { CheckoutView } from "../../contracts/checkout.ts";
import type { ProblemBody } from "../../contracts/problem.ts";
import type { StaffPromotion } from "../../contracts/promotion.ts";
import type { StaffCurrencies, StaffCurrency } from "../../contracts/staff-currencies.ts";
import type { StaffOrder } from "../../contracts/staff-orders.ts";
import { EXCHANGE_RATES } from "../../dev/demo/catalog/terms.ts";
import { convert } from "../../domain/exchange.ts";
import { money } from "../../domain/money.ts";
import { ADDRESS, command, look, pay, place } from "../purchase.ts";
import { startShop, type TestShop } from "../shop.ts";
import type { Shopper } from "../shopper.ts";
import { type AskAsStaff, asStaff } from "../staff.ts";

const HANDLE = "low-tide-tumbler";
const DAY_MS = 24 * 60 * 60 * 1000;
const KUWAIT = { ...ADDRESS, city: "Kuwait City", postalCode: "13001", country: "KW" };

let shop: TestShop;
let staff: AskAsStaff;

beforeAll(async () => {
  shop = await startShop();
  staff = asStaff(shop, "owner", "olga");
});
afterAll(() => shop.dispose());

function inDinars(shopper: Shopper, handle = HANDLE): Promise<Product> {
  return shopper.json<Product>(`/api/products/${handle}?currency=KWD`);
}

function add(shopper: Shopper, variantId: string, quantity = 1) {
  const line = { variantId, quantity, currency: "KWD" };
  return command<CartView & ProblemBody>(shopper, "POST", "/api/cart/lines", line);
}

async function checkOut(shopper: Shopper, codes: string[] = []): Promise<CheckoutView> {
  const opened = await command<CheckoutView>(shopper, "POST", "/api/checkouts", {});
  expect(opened.status).toBe(201);
  const path = `/api/checkouts/${opened.body.id}`;
  const parts = { email: "ada@example.com", address: KUWAIT, shippingMethod: "standard", codes };
  const filled = await command<CheckoutView>(shopper, "PATCH", path, parts);
  expect(filled.status).toBe(200);
  return filled.body;
}

async function intentOf(checkout: CheckoutView): Promise<{ amount: number; currency: string }> {
  const { clientSecret = "" } = checkout.payment ?? {};
  const id = clientSecret.split("_secret_")[0];
  const response = await fetch(
    `${shop.origin}/dev/stripe/v1/payment_intents/${id}?client_secret=${clientSecret}`,
    { headers: { authorization: `Bearer ${checkout.payment?.publishableKey}` } },
  );
  return response.json();
}

function totalOf({ totals }: CheckoutView): number {
  return totals.at(-1)!.amount.minor;
}

function quote(rate: string, at: number): Promise<unknown> {
  return shop.core.CATALOG.prepare(
    "UPDATE exchange_rates SET rate = ?, quoted_at = ? WHERE to_currency = 'KWD'",
  )
    .bind(rate, at)
    .run();
}

describe("a shopper who pays in dinars", () => {
  it("sees a converted price, pays exactly it, and the order knows the rate", async () => {
    const ada = shop.shopper();
    const page = await (await ada.open(`/kwd/p/${HANDLE}`)).text();
    const { variants } = await inDinars(ada);
    const [variant] = variants;
    const euros = await ada.json<Product>(`/api/products/${HANDLE}`);
    const { conversion } = await dinars();
    const expected = convert(
      money(euros.variants[0]!.price.minor, "EUR"),
      { from: "EUR", to: "KWD", rate: EXCHANGE_RATES.KWD, at: 0 },
      { ...conversion!, to: "KWD" },
    );
    expect(variant!.price).toEqual(expected);
    expect(page).toMatch(new RegExp(`KWD\\s${(expected.minor / 1000).toFixed(3)}`));

    expect((await add(ada, variant!.id, 3)).body.subtotal).toEqual(
      money(3 * expected.minor, "KWD"),
    );
    const checkout = await checkOut(ada);
    const placed = await place(ada, checkout);
    expect(placed.status).toBe(200);
    expect(await intentOf(placed.body)).toMatchObject({
      amount: totalOf(checkout),
      currency: "kwd",
    });
    await pay(ada, placed.body);
    await expect.poll(async () => (await look(ada, checkout)).status).toBe("completed");
    const order = await staff<StaffOrder>("GET", `/orders/${checkout.id}`);
    expect(order.payment.captured).toEqual(money(totalOf(checkout), "KWD"));
    expect(order.lines[0]?.exchange).toMatchObject({
      from: "EUR",
      rate: EXCHANGE_RATES.KWD,
      markupBp: 250,
    });
    const letters = async () => (await shop.inbox()).map(({ text }) => text).join();
    await expect.poll(letters).toContain((totalOf(checkout) / 1000).toFixed(3));
  });

  it("is charged and paid back what the banks take: three decimals that end in 0", async () => {
    const draft = await staff<StaffPromotion>("POST", "/promotions", {
      label: "A little off",
      isByCode: true,
      effect: { kind: "discount", scope: {}, benefit: { kind: "percent", bp: 333 } },
      stacking: { class: "order" },
    });
    await staff("POST", `/promotions/${draft.id}/codes`, { code: "ODD" });
    await staff("POST", `/promotions/${draft.id}/start`, { version: 1 });
    const ada = shop.shopper();
    const { variants } = await inDinars(ada);
    await add(ada, variants[0]!.id, 3);
    const checkout = await checkOut(ada, ["odd"]);
    const rounding = checkout.totals.find(({ type }) => type === "rounding")?.amount.minor ?? 0;
    expect(rounding).toBeLessThan(0);
    expect(rounding).toBeGreaterThan(-10);
    expect(totalOf(checkout) % 10).toBe(0);
    const charged = checkout.totals.filter(({ type, included }) => type !== "total" && !included);
    expect(charged.reduce((sum, { amount }) => sum + amount.minor, 0)).toBe(totalOf(checkout));
    const placed = await place(ada, checkout);
    await pay(ada, placed.body);
    await expect.poll(async () => (await look(ada, checkout)).status).toBe("completed");
    const path = `/orders/${checkout.id}`;
    const lines = [{ lineId: checkout.lines[0]!.id, quantity: 1 }];
    await staff("POST", `${path}/refund`, { lines, reason: "Chipped" });
    await staff("POST", `${path}/refund`, { reason: "The others too" });
    const refunded = async () => {
      const { refunds } = await staff<StaffOrder>("GET", path);
      return refunds.map(({ status, amount }) => [status, amount.minor % 10]);
    };
    await expect.poll(refunded).toEqual([
      ["succeeded", 0],
      ["succeeded", 0],
    ]);
    const { refunds } = await staff<StaffOrder>("GET", path);
    expect(refunds.reduce((sum, { amount }) => sum + amount.minor, 0)).toBe(totalOf(checkout));
  });
});

describe("a product feed in dinars", () => {
  it("tells converted prices", async () => {
    const feed = await (await shop.shopper().open("/kwd/feeds/google.xml")).text();
    expect(feed).toMatch(/<g:price>\d+\.\d{3} KWD<\/g:price>/);
  });
});

describe("a rate that changes", () => {
  it("moves the page's price and leaves a cart its own until the lock ends", async () => {
    const ada = shop.shopper();
    const before = await inDinars(ada);
    const price = before.variants[0]!.price;
    await add(ada, before.variants[0]!.id);
    await quote("0.4321", Date.now() - (Date.now() % DAY_MS));
    await shop.runCron();
    const now = async () => (await inDinars(shop.shopper())).variants[0]!.price.minor;
    await expect.poll(now, { timeout: 20_000 }).toBeGreaterThan(price.minor);
    const cart = await ada.json<CartView>("/api/cart");
    expect(cart.lines[0]?.unitPrice).toEqual(price);
    const checkout = await checkOut(ada);
    expect(checkout.lines[0]?.unitPrice).toEqual(price);
    const placed = await place(ada, checkout);
    expect(placed.status).toBe(200);
    const order = await staff<StaffOrder>("GET", `/orders/${checkout.id}`);
    expect(order.lines[0]?.exchange?.rate).toBe(EXCHANGE_RATES.KWD);
    const history = await staff<{ prices: { reason: string }[] }>(
      "GET",
      `/products/${before.id}/price-history?currency=KWD&limit=1`,
    );
    expect(history.prices[0]?.reason).toBe("rate 1 EUR = 0.4321 KWD, +2.5 %");
  });

  it("is asked for by staff, who see what was not believed", async () => {
    await staff("POST", "/exchange-rates/import", {});
    const seen = await staff<StaffCurrencies>("GET", "/currencies");
    expect(seen.feed?.problems).toMatchObject([{ reason: "rate_jumped", currency: "KWD" }]);
    expect(seen.rates.find(({ to }) => to === "KWD")?.rate).toBe("0.4321");
    await staff("POST", "/exchange-rates/import", { acceptedJumps: ["KWD"] });
    expect((await dinars()).rate).toMatchObject({ state: "fresh", rate: EXCHANGE_RATES.KWD });
  });
});

describe("a rate that nobody renewed", () => {
  it("shows prices and sells nothing by them, but in the shop's own currency", async () => {
    const ada = shop.shopper();
    const bea = shop.shopper();
    // Each Worker remembers rates for seconds by itself: a cart for every try at the checkout's.
    const carts = Array.from({ length: 5 }, () => shop.shopper());
    const { variants } = await inDinars(ada);
    for (const shopper of [bea, ...carts]) await add(shopper, variants[0]!.id);
    await quote(EXCHANGE_RATES.KWD, Date.now() - 8 * DAY_MS);
    expect((await dinars()).rate?.state).toBe("stale");
    const added = () => add(ada, variants[0]!.id);
    await expect
      .poll(async () => (await added()).body, { timeout: 20_000 })
      .toMatchObject({ code: "exchange_rate_stale", currency: "KWD", instead: "EUR" });
    const opened = async () => {
      const answer = await command<ProblemBody>(carts.pop()!, "POST", "/api/checkouts", {});
      return [answer.status, answer.body.code];
    };
    await expect
      .poll(opened, { timeout: 20_000, interval: 4_000 })
      .toEqual([409, "exchange_rate_stale"]);
    expect((await ada.open(`/kwd/p/${HANDLE}`)).status).toBe(200);
    const told = async () => {
      const form = {
        product: HANDLE,
        currency: "KWD",
        option0: variants[0]!.optionValues[0] ?? "",
      };
      return (await ada.open("/cart/lines", { method: "POST", form })).text();
    };
    await expect.poll(told, { timeout: 20_000 }).toContain("Pay in EUR");
    const changed = await command<CartView>(bea, "PATCH", "/api/cart", { currency: "EUR" });
    expect(changed.body.currency).toBe("EUR");
    expect((await command(bea, "POST", "/api/checkouts", {})).status).toBe(201);
  });
});

async function dinars(): Promise<StaffCurrency> {
  const { currencies } = await staff<StaffCurrencies>("GET", "/currencies");
  return currencies.find(({ code }) => code === "KWD")!;
}
