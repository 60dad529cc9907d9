/** What a command may say: nothing more than its fields, no prices, no odd numbers, no skipped step. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CartView } from "../../../contracts/cart.ts";
import type { ProblemBody } from "../../../contracts/problem.ts";
import { add, command, place, product } from "../../purchase.ts";
import { startShop, type TestShop } from "../../shop.ts";
import type { Shopper } from "../../shopper.ts";
import { intentsOf } from "../../stand-in.ts";
import { routeNamed, type Subjects, sampleOf } from "./requests.ts";
import { COMMANDS, isForStaff, type RouteRow } from "./routes.ts";
import { snapshotOf } from "./snapshot.ts";
import {
  ADA,
  type Fixtures,
  fillAs,
  HANDLE,
  makeBelongings,
  makeFixtures,
  staffHeader,
} from "./world.ts";

const named = (rows: readonly RouteRow[]) => rows.map((row) => [row.name, row] as const);

let shop: TestShop;
let fixtures: Fixtures;
let ada: Shopper;
let adas: Subjects;
let owner: { authorization: string };
let before: unknown;
beforeAll(async () => {
  shop = await startShop();
  fixtures = await makeFixtures(shop);
  ada = shop.shopper();
  adas = await makeBelongings(ada, ADA, fixtures);
  owner = await staffHeader(shop, "owner");
  before = await snapshotOf(shop, fixtures, { ada, adas });
});
afterAll(() => shop.dispose());

const now = () => snapshotOf(shop, fixtures, { ada, adas });

describe("S3, S37: a command with a field that it does not have", () => {
  const EXTRA: Readonly<Record<string, unknown>> = {
    price: 1,
    unitPrice: { minor: 1, currency: "EUR" },
    total: 0,
    role: "owner",
    cartId: `crt_${"0".repeat(26)}`,
    status: "completed",
    userId: 1,
    isAdmin: true,
    discount: 100,
    constructor: { prototype: { isAdmin: true } },
    prototype: { isAdmin: true },
    toString: "x",
    hasOwnProperty: 1,
    "": 1,
  };
  const json = COMMANDS.filter(({ sent, caller }) => sent === "json" && caller !== "webhook");

  it.each(named(json))("%s is refused by name and changes nothing", async (_, row) => {
    const { path, init } = sampleOf(row, adas);
    const headers = isForStaff(row) ? owner : {};
    for (const [name, value] of Object.entries(EXTRA)) {
      const body = { ...(init.json as object), [name]: value };
      const answer = await ada.fetch(path, { method: row.method, json: body, headers });
      const problem = (await answer.json()) as ProblemBody;
      expect([answer.status, problem.code], name).toEqual([422, "validation_failed"]);
      expect(problem.errors, name).toContainEqual({ pointer: `/${name}`, detail: "Unknown field" });
    }
    const polluted = JSON.stringify(init.json).replace(/^\{/, '{"__proto__":{"isAdmin":true},');
    const type = { "content-type": "application/json" };
    const body = polluted.replace(",}", "}");
    const answer = await ada.fetch(path, {
      ...init,
      json: undefined,
      body,
      headers: { ...headers, ...type },
    });
    expect(answer.status).toBe(400);
    await answer.arrayBuffer();
  });

  const forms = COMMANDS.filter(({ sent, caller }) => sent === "form" && caller === "checkout");
  it.each(named(forms))("%s is not taken and changes nothing", async (_, row) => {
    const { path, init } = sampleOf(row, adas);
    for (const name of ["total", "price", "__proto__", "constructor", "status"]) {
      const form = new URLSearchParams([...Object.entries(init.form ?? {}), [name, "1"]]);
      const answer = await ada.fetch(path, { method: row.method, body: form });
      expect([303, 422], name).toContain(answer.status);
      expect(answer.headers.get("location") ?? "", name).not.toContain("/payment");
      await answer.arrayBuffer();
    }
  });

  it("leaves everything as it was, objects of the language too", async () => {
    expect(await now()).toEqual(before);
    const health = await shop.shopper().json("/api/health");
    expect(health).toEqual({ status: "ok" });
  });

  it("in the product's form is ignored: the line has the catalog's price", async () => {
    const bob = shop.shopper();
    const { path, init } = sampleOf(routeNamed("POST /cart/lines"), adas);
    const extra = { unitPrice: "1", price: "1", "variant[price]": "1", __proto: "1", total: "1" };
    const form = new URLSearchParams({ ...init.form, ...extra, __proto__: "1" } as never);
    const added = await bob.fetch(path, { method: "POST", body: form });
    expect(added.status).toBe(303);
    const cart = await bob.json<CartView>("/api/cart");
    const { variants } = await product(bob, HANDLE);
    const variant = variants.find(({ id }) => id === fixtures.variantId);
    expect(cart.lines[0]?.unitPrice).toEqual(variant?.price);
  });
});

describe("S5: what is charged follows from the catalog, whatever a client sends", () => {
  it.each([1, 0, -1, 2 ** 53, "1", null])("a price of %s changes no intent", async (price) => {
    const bob = shop.shopper();
    const money = { minor: price, currency: "EUR" };
    for (const extra of [{ price }, { unitPrice: money }, { amount: price }]) {
      const line = { variantId: fixtures.variantId, quantity: 1, ...extra };
      expect((await command(bob, "POST", "/api/cart/lines", line)).status).toBe(422);
    }
    await add(bob, fixtures.variantId, 3);
    const checkout = await fillAs(bob, ADA);
    const path = `/api/checkouts/${checkout.id}`;
    for (const extra of [
      { total: price },
      { amount: price },
      { totals: [] },
      { currency: "JPY" },
    ]) {
      const quote = checkout.quote?.token;
      expect((await command(bob, "POST", `${path}/complete`, { quote, ...extra })).status).toBe(
        422,
      );
      expect((await command(bob, "PATCH", path, extra)).status).toBe(422);
    }
    await place(bob, checkout);
    const [intent, ...others] = await intentsOf(shop, checkout.id);
    expect(others).toEqual([]);
    const { variants } = await product(bob, HANDLE);
    const unit = variants.find(({ id }) => id === fixtures.variantId)!.price.minor;
    const shipping = checkout.totals.find(({ type }) => type === "fulfillment")!.amount.minor;
    expect(intent?.amount).toBe(3 * unit + shipping);
  });
});

describe("S6: quantities and amounts", () => {
  beforeAll(async () => {
    before = await now();
  });

  const ODD = [-1, 1.5, 2 ** 53, 1e300, "1", "1e3", null, [1], { a: 1 }, true] as const;
  const FIELDS: readonly (readonly [
    name: string,
    at: (value: unknown) => object,
    takesZero: boolean,
  ])[] = [
    ["POST /api/cart/lines", (quantity) => ({ quantity }), false],
    ["PATCH /api/cart/lines/{lineId}", (quantity) => ({ quantity }), true],
    ["POST /admin/api/stock/{itemId}/receive", (quantity) => ({ quantity }), false],
    ["POST /admin/api/stock/{itemId}/transfer", (quantity) => ({ quantity }), false],
    [
      "POST /admin/api/orders/{id}/refund",
      (quantity) => ({ lines: [{ lineId: adas.orderLineId, quantity }] }),
      false,
    ],
    ["PATCH /admin/api/products/{id}", (version) => ({ version }), false],
    [
      "POST /admin/api/products",
      (amountMinor) => ({ variants: [{ prices: [{ currency: "EUR", amountMinor }] }] }),
      true,
    ],
  ];

  it.each(FIELDS)("of %s are whole numbers in their bounds", async (name, at, takesZero) => {
    const row = routeNamed(name);
    const { path, init } = sampleOf(row, adas);
    const headers = isForStaff(row) ? owner : {};
    for (const value of [...ODD, ...(takesZero ? [] : [0])]) {
      const json = { ...(init.json as object), ...at(value) };
      const answer = await ada.fetch(path, { method: row.method, json, headers });
      expect(answer.status, JSON.stringify(value)).toBe(422);
      await answer.arrayBuffer();
    }
    // JSON has no infinity; a number of that size arrives as one.
    for (const number of ["1e309", "-1e309", "NaN", "0x10", "01"]) {
      const json = { ...(init.json as object), ...at("#") };
      const body = JSON.stringify(json).replaceAll('"#"', number);
      const type = { "content-type": "application/json" };
      const answer = await ada.fetch(path, {
        method: row.method,
        body,
        headers: { ...headers, ...type },
      });
      expect([400, 422], number).toContain(answer.status);
      await answer.arrayBuffer();
    }
    expect(await now()).toEqual(before);
  });

  it("of an adjustment are whole too, and never take what is not there", async () => {
    const row = routeNamed("POST /admin/api/stock/{itemId}/adjust");
    const { path, init } = sampleOf(row, adas);
    for (const delta of [0, 1.5, 2 ** 53, -(2 ** 53), "1", null, -1_000_000]) {
      const json = { ...(init.json as object), delta };
      const answer = await ada.fetch(path, { method: "POST", json, headers: owner });
      expect([409, 422], String(delta)).toContain(answer.status);
      await answer.arrayBuffer();
    }
    expect(await now()).toEqual(before);
  });
});
