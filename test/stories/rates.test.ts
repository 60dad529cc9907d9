/** Taxes and prices that somebody outside tells, days of arrival and collection, through the front door. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckoutView } from "../../contracts/checkout.ts";
import type { Order } from "../../domain/order.ts";
import { ADDRESS, add, command, fill, look, pay, place, product } from "../purchase.ts";
import { startShop, type TestShop } from "../shop.ts";
import type { Shopper } from "../shopper.ts";
import { asStaff } from "../staff.ts";
import { misbehave } from "../stand-in.ts";

let shop: TestShop;
let tumbler: string;

const NEW_YORK = {
  ...ADDRESS,
  line1: "350 5th Ave",
  city: "New York",
  region: "NY",
  postalCode: "10118",
  country: "US",
};

beforeAll(async () => {
  shop = await startShop();
  tumbler = (await product(shop.shopper(), "low-tide-tumbler")).variants[0]!.id;
  await taxBy("stripe");
});
afterAll(() => shop.dispose());

async function taxBy(provider: string) {
  const staff = asStaff(shop, "owner", "olga");
  const taxes = await staff<object>("GET", "/taxes");
  await staff("PATCH", "/taxes", { ...taxes, provider });
}

/** A checkout in dollars that is not filled yet. */
async function opened(shopper: Shopper, quantity = 1) {
  await command(shopper, "POST", "/api/cart/lines", {
    variantId: tumbler,
    quantity,
    currency: "USD",
  });
  return (await command<CheckoutView>(shopper, "POST", "/api/checkouts", {})).body;
}

function change(shopper: Shopper, { id }: Pick<CheckoutView, "id">, parts: object) {
  return command<CheckoutView>(shopper, "PATCH", `/api/checkouts/${id}`, parts);
}

async function carrierFaults(init: RequestInit) {
  const response = await fetch(`${shop.origin}/dev/carrier/control/faults`, init);
  expect(response.ok).toBe(true);
}

function fail(kind: string, times = 2) {
  return carrierFaults({ method: "POST", body: JSON.stringify({ kind, times }) });
}

async function bought(shopper: Shopper, checkout: CheckoutView): Promise<CheckoutView> {
  const placed = await place(shopper, checkout);
  expect(placed).toMatchObject({ status: 200 });
  await pay(shopper, placed.body);
  await expect.poll(async () => (await look(shopper, checkout)).status).toBe("completed");
  return look(shopper, checkout);
}

function minorOf({ totals }: CheckoutView, type: string): number {
  return totals
    .filter((row) => row.type === type)
    .reduce((sum, { amount }) => sum + amount.minor, 0);
}

describe("Stripe Tax", () => {
  it("taxes a sale to New York by state, city and district, to the cent", async () => {
    const ada = shop.shopper();
    const checkout = await opened(ada, 3);
    const parts = { email: "ada@example.com", address: NEW_YORK, shippingMethod: "standard" };
    const { status, body } = await change(ada, checkout, parts);
    expect(status).toBe(200);
    const taxes = body.totals.filter(({ type }) => type === "tax");
    expect(taxes.map(({ label }) => label)).toEqual([
      "Sales Tax, Metropolitan Commuter Transportation District (district)",
      "Sales Tax, New York (city)",
      "Sales Tax, New York (state)",
    ]);
    const taxed = minorOf(body, "subtotal") + minorOf(body, "fulfillment");
    expect(minorOf(body, "tax")).toBe(Math.round((taxed * 8.875) / 100));
    expect(body.trace.map(({ because }) => because).join()).toContain("rates by Stripe Tax");
    const order = await bought(ada, body);
    expect(order.lines.reduce((sum, { total }) => sum + total.minor, 0)).toBe(
      minorOf(order, "total"),
    );
  });

  it("says which field is wrong where the place cannot be found", async () => {
    const ada = shop.shopper();
    const address = { ...NEW_YORK, postalCode: "90210" };
    const answer = await change(ada, await opened(ada), { address });
    expect(answer).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: "/address/postalCode" }] },
    });
  });

  it("wants a state by its code or its name, and says so at the field", async () => {
    const ada = shop.shopper();
    const checkout = await opened(ada);
    const nowhere = { ...NEW_YORK, region: "" };
    expect(await change(ada, checkout, { address: nowhere })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: "/address/region" }] },
    });
    const form = { email: "ada@example.com", ...nowhere };
    const page = await ada.fetch(`/checkout/${checkout.id}/information`, { method: "POST", form });
    expect(page.status).toBe(422);
    expect(await page.text()).toContain("Enter the state or province, like NY or New York");
    const named = await change(ada, checkout, { address: { ...NEW_YORK, region: "new york" } });
    expect(named.body.totals.filter(({ type }) => type === "tax")).toHaveLength(3);
  });

  it("is asked about new places by nobody without end: each answer is paid for", async () => {
    const ada = shop.shopper();
    const checkout = await opened(ada);
    const headers = { "CF-Connecting-IP": "203.0.113.7" };
    const digest = createHash("sha256").update(headers["CF-Connecting-IP"]).digest("hex");
    const limiter = shop.core.LIMITER.getByName(`questions ${digest}`);
    const rule = { tries: 120, refillMs: 10_000 };
    const many = Array.from({ length: rule.tries }, (_, index) => `${index}`);
    expect(await limiter.take(rule, many)).toMatchObject({ waitMs: 0 });
    const path = `/api/checkouts/${checkout.id}`;
    const address = { ...NEW_YORK, line1: "99 Broad St" };
    const refused = await command<CheckoutView>(ada, "PATCH", path, { address }, headers);
    expect(refused).toMatchObject({ status: 429, body: { code: "too_many_requests" } });
    expect(await look(ada, checkout)).toMatchObject({ address: null });
    const email = { email: "ada@example.com" };
    expect(await command(ada, "PATCH", path, email, headers)).toMatchObject({ status: 200 });
    expect(await change(ada, checkout, { address })).toMatchObject({ status: 200 });
  });

  it("lets nobody pay without it: away is told, nothing is lost, the next try goes on", async () => {
    const ada = shop.shopper();
    const checkout = await opened(ada);
    const away = { operation: "tax.calculations.create", kind: "error_500_before", times: 2 };
    const address = { ...NEW_YORK, line1: "1 Wall St" };
    await misbehave(shop, away);
    const refused = await ada.fetch(`/api/checkouts/${checkout.id}`, {
      method: "PATCH",
      json: { address },
    });
    expect([refused.status, refused.headers.get("Retry-After")]).toEqual([503, "10"]);
    expect(await refused.json()).toMatchObject({ code: "tax_unavailable" });
    expect(await look(ada, checkout)).toMatchObject({ address: null });
    await misbehave(shop, away);
    const form = { email: "ada@example.com", ...address };
    const page = await ada.fetch(`/checkout/${checkout.id}/information`, { method: "POST", form });
    expect(page.status).toBe(503);
    const text = await page.text();
    expect(text).toContain("We cannot reckon the tax");
    expect(text).toContain("1 Wall St");
    expect(await change(ada, checkout, { address })).toMatchObject({ status: 200 });
  });

  it("is asked again when the lock has run out, and the difference is shown first", async () => {
    const ada = shop.shopper();
    const parts = { email: "ada@example.com", address: NEW_YORK, shippingMethod: "standard" };
    const { body } = await change(ada, await opened(ada), parts);
    // As if the order had been opened long ago, at other rates.
    const stub = shop.core.ORDER.getByName(body.id);
    const answer = await stub.view("shop");
    if (!answer.ok) throw new Error(answer.problem.reason);
    const { rules }: Order = answer.value;
    const told = rules.tax.told.map((each) => ({ ...each, rules: [] }));
    const rates = { ...rules, tax: { ...rules.tax, told }, ratesLockedUntil: 0 };
    const key = { key: "lapsed", fingerprint: "lapsed" };
    expect(await stub.change("shop", { rates }, key)).toMatchObject({ ok: true });
    const untaxed = await look(ada, body);
    expect(minorOf(untaxed, "tax")).toBe(0);
    const refused = await place(ada, untaxed);
    expect(refused).toMatchObject({ status: 409, body: { code: "price_changed" } });
    const now = await look(ada, body);
    expect(minorOf(now, "total")).toBe(minorOf(body, "total"));
    expect((await place(ada, now)).status).toBe(200);
  });
});

describe("a carrier's price", () => {
  it("is asked when the address is known, stored, paid and told", async () => {
    const ada = shop.shopper();
    const checkout = await opened(ada);
    const { body } = await change(ada, checkout, { email: "ada@example.com", address: NEW_YORK });
    const option = body.shippingOptions.find(({ kind }) => kind === "carrier");
    // 28.90 and 5 % on it, as the demo shop has it.
    expect(option).toMatchObject({ price: { minor: 3035, currency: "USD" }, isStandIn: false });
    const chosen = await change(ada, checkout, { shippingMethod: "carrier" });
    const order = await bought(ada, chosen.body);
    expect(order.delivery).toMatchObject({
      label: "DHL Express Worldwide",
      price: { minor: 3035 },
    });
    expect(order.trace.map(({ because }) => because).join()).toContain("the carrier asks 2890");
  });

  it.each(["error_500", "stall", "reset", "nonsense", "not_json", "too_long"])(
    "is stood in for by the shop's own rate: %s",
    async (kind) => {
      await fail(kind);
      const ada = shop.shopper();
      const { body } = await change(ada, await opened(ada), { address: NEW_YORK });
      await carrierFaults({ method: "DELETE" });
      expect(body.shippingOptions.map(({ method }) => method)).toEqual([
        "standard",
        "express",
        "carrier",
      ]);
      expect(body.shippingOptions.at(-1)).toMatchObject({
        price: { minor: 3900 },
        isStandIn: true,
      });
    },
  );

  it("is tried once more where the carrier stumbles", async () => {
    await fail("error_500", 1);
    const ada = shop.shopper();
    const { body } = await change(ada, await opened(ada), { address: NEW_YORK });
    expect(body.shippingOptions.at(-1)).toMatchObject({ price: { minor: 3035 }, isStandIn: false });
  });
});

describe("goods from two locations", () => {
  it("are two parcels, which the slower one decides, and nothing to collect", async () => {
    const staff = asStaff(shop, "owner", "olga");
    const category = await shop.core.CATALOG.prepare(
      "SELECT id FROM categories WHERE parent_id IS NOT NULL LIMIT 1",
    ).first<string>("id");
    const draft = await staff<{ id: string; variants: { id: string; stockItemId: string }[] }>(
      "POST",
      "/products",
      {
        handle: "mill-stone",
        title: "Mill Stone",
        categoryIds: [category],
        variants: [{ prices: [{ currency: "EUR", amountMinor: 2400 }] }],
      },
    );
    const [stone] = draft.variants;
    const units = { location: "loc_mill", quantity: 3 };
    await staff("POST", `/stock/${stone!.stockItemId}/receive`, units);
    await staff("POST", `/products/${draft.id}/publish`);
    const ada = shop.shopper();
    const left = async () => (await product(ada, "mill-stone")).variants?.[0]?.availability.left;
    await expect.poll(left).toBe(3);
    await add(ada, tumbler);
    const one = await fill(ada);
    await add(ada, stone!.id);
    const two = await fill(ada);
    expect([one.delivery?.parcels, two.delivery?.parcels]).toEqual([1, 2]);
    expect(two.delivery!.arrives!.from > one.delivery!.arrives!.from).toBe(true);
    expect(two.missingShipping).toMatchObject([{ reason: "not_in_stock_there" }]);
    for (const step of ["shipping", "review"]) {
      const page = await (await ada.fetch(`/checkout/${two.id}/${step}`)).text();
      expect(page).toContain("in 2 parcels");
    }
    const order = await bought(ada, two);
    expect(await (await ada.fetch(order.orderUrl!)).text()).toContain("in 2 parcels");
  });
});

describe("collection in the shop", () => {
  it("is bought without a parcel, and page and letter say where to go", async () => {
    const ada = shop.shopper();
    await add(ada, tumbler);
    const checkout = await fill(ada, "collects@example.com");
    const option = checkout.shippingOptions.find(({ kind }) => kind === "pickup");
    expect(option).toMatchObject({ collectAt: { label: "Harbour Street", city: "Hamburg" } });
    const page = await (await ada.fetch(`/checkout/${checkout.id}/shipping`)).text();
    expect(page).toMatch(/Arrives [A-Z][a-z]{2} \d/);
    expect(page).toMatch(/Ready to collect from [A-Z][a-z]{2} \d+ [A-Z][a-z]{2} · Harbour Street/);
    const { body } = await change(ada, checkout, { shippingMethod: "collect" });
    const order = await bought(ada, body);
    expect(order.delivery).toMatchObject({ parcels: 1, collectAt: { postalCode: "20359" } });
    const told = await (await ada.fetch(order.orderUrl!)).text();
    for (const part of ["Billed to", "Collect at", "Hafenstrasse 12", "Sat 10:00 to 14:00"]) {
      expect(told).toContain(part);
    }
    const letters = async () =>
      (await shop.inbox()).filter(({ to }) => JSON.stringify(to).includes("collects@")).at(0)?.text;
    await expect.poll(letters).toContain("Hafenstrasse 12");
    expect(await letters()).toContain("Collect at");
  });

  it("is not offered for more than lies there", async () => {
    const ada = shop.shopper();
    const free = await shop.core.CATALOG.prepare(
      `SELECT on_hand - held - allocated AS free FROM stock_levels JOIN variants USING (stock_item_id)
       WHERE variants.id = ? AND location_id = 'loc_harbour'`,
    )
      .bind(tumbler)
      .first<number>("free");
    await add(ada, tumbler, (free ?? 0) + 1);
    const { missingShipping } = await fill(ada);
    expect(missingShipping).toMatchObject([{ reason: "not_in_stock_there" }]);
  });
});

describe("staff", () => {
  it("are told which field of a setting is wrong", async () => {
    const staff = asStaff(shop, "owner", "olga");
    const taxes = await staff<{ rules: unknown[] }>("GET", "/taxes");
    const wrong = (what: object) => staff("PATCH", "/taxes", { ...taxes, ...what });
    await expect(wrong({ codes: { standard: "books" } })).rejects.toThrow("/codes/standard");
    await expect(wrong({ provider: "taxjar" })).rejects.toThrow("/provider");
    await expect(wrong({ fallsBack: true, rules: [] })).rejects.toThrow("/fallsBack");
    const zones = await staff<{ zones: { methods: object[] }[] }>("GET", "/shipping-zones");
    const [zone] = zones.zones;
    const zoned = (method: object) =>
      staff("PATCH", "/shipping-zones", {
        ...zones,
        zones: [{ ...zone, methods: [{ ...zone?.methods[0], ...method }] }],
      });
    await expect(zoned({ kind: "carrier" })).rejects.toThrow("/zones/0/methods/0/carrier");
    await expect(zoned({ rates: [] })).rejects.toThrow("/zones/0/methods/0/rates");
    await expect(zoned({ kind: "pickup", locationId: "loc_moon" })).rejects.toThrow(
      "/zones/0/methods/0/locationId",
    );
    const delivery = await staff<{ calendar: object; locations: object[] }>("GET", "/delivery");
    const delivered = (what: object) => staff("PATCH", "/delivery", { ...delivery, ...what });
    await expect(
      delivered({ calendar: { ...delivery.calendar, timeZone: "Mars/Olympus" } }),
    ).rejects.toThrow("/calendar/timeZone");
    const [location] = delivery.locations;
    await expect(delivered({ locations: [{ ...location, id: "loc_moon" }] })).rejects.toThrow(
      "/locations/0/id",
    );
    await expect(delivered({ locations: [{ ...location, address: null }] })).rejects.toThrow(
      "/locations",
    );
  });

  it("move the cut-off, with a version and a row in the audit log", async () => {
    const staff = asStaff(shop, "owner", "olga");
    const before = await staff<{ calendar: object; version: number }>("GET", "/delivery");
    const calendar = { ...before.calendar, cutOffMinute: 600 };
    const after = await staff("PATCH", "/delivery", { ...before, calendar, locations: [] });
    expect(after).toMatchObject({ calendar, version: before.version + 1 });
    await expect(staff("PATCH", "/delivery", { ...before, locations: [] })).rejects.toThrow(
      "version_changed",
    );
  });
});

describe("a shop whose own rules may stand in", () => {
  it("goes on selling while Stripe Tax is away, and says so", async () => {
    const other = await startShop();
    try {
      const staff = asStaff(other, "owner", "olga");
      const taxes = await staff<object>("GET", "/taxes");
      await staff("PATCH", "/taxes", { ...taxes, provider: "stripe", fallsBack: true });
      await misbehave(other, {
        operation: "tax.calculations.create",
        kind: "error_500_before",
        times: 2,
      });
      const ada = other.shopper();
      await add(ada, tumbler);
      const checkout = await fill(ada);
      expect(checkout.totals.find(({ type }) => type === "tax")).toMatchObject({ label: "VAT" });
      expect(checkout.trace.map(({ because }) => because)).toContain(
        "rates of the shop: Stripe Tax did not answer",
      );
      expect((await place(ada, checkout)).status).toBe(200);
    } finally {
      await other.dispose();
    }
  });
});
