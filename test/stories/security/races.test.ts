/** Every command many times at once: the same key has one effect and one answer, and sums stay right. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CartView } from "../../../contracts/cart.ts";
import type { StaffOrder } from "../../../contracts/staff-orders.ts";
import type { Id } from "../../../domain/id.ts";
import { add, command, place } from "../../purchase.ts";
import { startShop, type TestShop } from "../../shop.ts";
import type { Shopper } from "../../shopper.ts";
import { asStaff } from "../../staff.ts";
import { intentsOf } from "../../stand-in.ts";
import { routeNamed, type Subjects, sampleOf } from "./requests.ts";
import { COMMANDS, isForStaff, isQuestion, type RouteRow } from "./routes.ts";
import {
  ADA,
  buyAs,
  confirmed,
  type Fixtures,
  fillAs,
  makeFixtures,
  makeProduct,
  makeRecords,
  orderOf,
  reopen,
  staffHeader,
} from "./world.ts";

const COPIES = 20;
const named = (rows: readonly RouteRow[]) => rows.map((row) => [row.name, row] as const);

let shop: TestShop;
let fixtures: Fixtures;
let owner: { authorization: string };
beforeAll(async () => {
  shop = await startShop();
  fixtures = await makeFixtures(shop);
  owner = await staffHeader(shop, "owner");
});
afterAll(() => shop.dispose());

/** Sends the same thing many times at once; answers without what names the single request. */
async function copies(send: () => Promise<Response>): Promise<{ status: number; body: string }[]> {
  return Promise.all(
    Array.from({ length: COPIES }, async () => {
      const response = await send();
      const body = (await response.text()).replaceAll(/req_\w+/g, "req");
      return { status: response.status, body: `${response.headers.get("location")} ${body}` };
    }),
  );
}

function distinct(answers: readonly { status: number; body: string }[]): string[] {
  return [...new Set(answers.map(({ status, body }) => `${status} ${body}`))];
}

async function level() {
  return shop.stock(fixtures.itemId).level();
}

async function versionOf(orderId: string): Promise<number> {
  const order = await shop.core.ORDER.getByName(orderId as Id<"order">).view("shop");
  return order.ok ? order.value.version : 0;
}

describe("S8: a shopper's command, many times at once under one key", () => {
  const rows = COMMANDS.filter(({ path }) => path.startsWith("/api/"));
  const forms = COMMANDS.filter(({ sent, caller }) => sent !== "json" && caller === "cart");

  it.each(named([...rows, ...forms]))("%s has one answer", async (_, row) => {
    const ada = shop.shopper();
    const own = await reopen(ada, ADA, fixtures);
    if (row.path.endsWith("/undo")) await ada.fetch("/api/cart", { method: "DELETE" });
    const { path, init } = sampleOf(row, own);
    const headers = { "idempotency-key": crypto.randomUUID() };
    const answers = await copies(() => ada.fetch(path, { ...init, headers }));
    expect(distinct(answers)).toHaveLength(1);
    expect(answers[0]?.status).toBe(row.own);
    const cart = await ada.json<CartView>("/api/cart");
    const units = { "POST /api/cart/lines": 2, "PATCH /api/cart/lines/{lineId}": 2 }[row.name];
    if (units !== undefined) expect(cart.count).toBe(units);
    if (row.path.endsWith("/complete")) {
      expect(await intentsOf(shop, own.checkoutId)).toHaveLength(1);
    }
  });

  it("adds each of many, where each has its own key", async () => {
    const ada = shop.shopper();
    await add(ada, fixtures.variantId);
    const answers = await copies(() => {
      const { path, init } = sampleOf(routeNamed("POST /api/cart/lines"), fixtures as Subjects);
      return ada.fetch(path, init);
    });
    expect(answers.map(({ status }) => status)).toEqual(Array(COPIES).fill(200));
    expect((await ada.json<CartView>("/api/cart")).count).toBe(COPIES + 1);
  });
});

describe("S8, I12: forms without a key, sent many times at once", () => {
  it("open one checkout, place one order, let it go once", async () => {
    const ada = shop.shopper();
    await add(ada, fixtures.variantId);
    const opened = await copies(() => ada.fetch("/checkout", { method: "POST", form: {} }));
    expect(distinct(opened)).toHaveLength(1);
    const checkout = await fillAs(ada, ADA);
    expect(opened[0]?.body).toContain(checkout.id);

    const form = { quote: checkout.quote?.token ?? "" };
    const path = `/checkout/${checkout.id}`;
    const placed = await copies(() => ada.fetch(`${path}/review`, { method: "POST", form }));
    expect(distinct(placed)).toHaveLength(1);
    expect(placed[0]).toMatchObject({ status: 303, body: expect.stringContaining("/payment") });
    expect(await intentsOf(shop, checkout.id)).toHaveLength(1);
    const { held } = await level();
    expect(held).toBeGreaterThan(0);

    const back = await copies(() => ada.fetch(`${path}/back`, { method: "POST", form: {} }));
    expect(new Set(back.map(({ status }) => status))).toEqual(new Set([303]));
    await expect.poll(async () => (await level()).held).toBe(held - 1);
    const [intent, ...others] = await intentsOf(shop, checkout.id);
    expect([intent?.status, others.length]).toEqual(["canceled", 0]);
  });

  it("place and cancel at the same time end in one of the two, with nothing left over", async () => {
    const before = (await level()).held;
    const ada = shop.shopper();
    await add(ada, fixtures.variantId);
    const checkout = await fillAs(ada, ADA);
    const path = `/api/checkouts/${checkout.id}`;
    await Promise.all(
      Array.from({ length: COPIES }, (_, at) =>
        at % 2 === 0 ? place(ada, checkout) : command(ada, "POST", `${path}/cancel`),
      ),
    );
    await command(ada, "POST", `${path}/cancel`);
    await expect.poll(async () => (await level()).held).toBe(before);
    for (const intent of await intentsOf(shop, checkout.id)) {
      expect(intent).toMatchObject({ status: "canceled", amount_received: 0 });
    }
  });
});

describe("S8: a staff command, many times at once under one key", () => {
  const rows = COMMANDS.filter(
    (row) => isForStaff(row) && !isQuestion(row) && !row.path.includes("reconciliation"),
  );

  it.each(named(rows))("%s has one answer and one entry in the log", async (_, row) => {
    const made = await makeProduct(shop);
    const isMoney = row.path.includes("/orders/");
    const order = isMoney ? orderOf(await buyAs(shop.shopper(), ADA, fixtures.variantId)) : {};
    const product = { productId: made.id as string, productVersion: made.version };
    const subjects = { ...fixtures, ...(await makeRecords(shop)), ...product, ...order };
    const { path, init } = sampleOf(row, subjects as Subjects);
    const stock = await level();
    const entries = () =>
      shop.core.ORDERS.prepare("SELECT COUNT(*) AS n FROM audit_log").first("n");
    const before = Number(await entries());
    const headers = { ...init.headers, ...owner, "idempotency-key": crypto.randomUUID() };
    const answers = await copies(() => shop.shopper().fetch(path, { ...init, headers }));
    expect(distinct(answers)).toHaveLength(1);
    expect(answers[0]?.status).toBe(row.own);
    expect(await entries()).toBe(before + 1);
    const change = { receive: 1, adjust: 1, transfer: 0 }[path.split("/").at(-1) ?? ""];
    if (change !== undefined) expect((await level()).onHand).toBe(stock.onHand + change);
  });

  it("refunds without a key never give back more than was paid (I1)", async () => {
    const ada = shop.shopper();
    await add(ada, fixtures.variantId, 2);
    const order = await buyAs(ada, ADA, fixtures.variantId);
    const { path, init } = sampleOf(routeNamed("POST /admin/api/orders/{id}/refund"), {
      ...fixtures,
      ...orderOf(order),
    } as Subjects);
    const json = { ...(init.json as object), withRestock: true };
    const before = await level();
    const send = () => shop.shopper().fetch(path, { method: "POST", json, headers: owner });
    const answers = await copies(send);
    const done = answers.filter(({ status }) => status === 200);
    expect(done).toHaveLength(3);
    for (const { status } of answers) expect([200, 409, 422]).toContain(status);
    const staff = asStaff(shop, "owner", "olga");
    const seen = () => staff<StaffOrder>("GET", `/orders/${order.id}`);
    await expect
      .poll(async () => (await seen()).refunds.map(({ status }) => status))
      .toEqual(["succeeded", "succeeded", "succeeded"]);
    const { refunds, payment } = await seen();
    const returned = refunds.reduce((sum, { amount }) => sum + amount.minor, 0);
    expect(returned).toBeLessThanOrEqual(payment.captured.minor);
    await expect.poll(async () => (await level()).available).toBe(before.available + 3);
  });

  it("cancelling a paid order many times gives it back once", async () => {
    const order = await buyAs(shop.shopper(), ADA, fixtures.variantId);
    const before = await level();
    const path = `/admin/api/orders/${order.id}/cancel`;
    const answers = await copies(() =>
      shop.shopper().fetch(path, { method: "POST", headers: owner }),
    );
    for (const { status } of answers) expect([200, 409]).toContain(status);
    await expect.poll(async () => (await level()).available).toBe(before.available + 1);
    const [intent] = await intentsOf(shop, order.id);
    const state = (await (await shop.stripe("state")).json()) as {
      refunds: { payment_intent: string; amount: number }[];
    };
    const refunds = state.refunds.filter((each) => each.payment_intent === intent?.id);
    expect(refunds.map(({ amount }) => amount)).toEqual([intent?.amount_received]);
  });
});

describe("S8: coming back from paying, many times at once", () => {
  it("confirms once, with one letter and the units taken once", async () => {
    const ada: Shopper = shop.shopper();
    const order = await buyAs(ada, ADA, fixtures.variantId);
    const version = await versionOf(order.id);
    const answers = await copies(() => ada.fetch(`/checkout/${order.id}/return`));
    expect(distinct(answers)).toHaveLength(1);
    expect((await confirmed(ada, order)).status).toBe("completed");
    expect(await versionOf(order.id)).toBe(version);
    await expect
      .poll(
        async () => (await shop.inbox()).filter(({ text }) => text.includes(order.number)).length,
      )
      .toBe(1);
  });

  it("leaves the books of the item balanced (I1)", async () => {
    const { level: seen, holds, allocations } = await shop.stock(fixtures.itemId).why();
    const sum = (rows: readonly { quantity: number }[]) =>
      rows.reduce((total, { quantity }) => total + quantity, 0);
    expect(seen.held).toBe(sum(holds));
    expect(seen.allocated).toBe(sum(allocations));
    expect(seen.available).toBe(seen.onHand - seen.held - seen.allocated);
    expect(Math.min(seen.onHand, seen.held, seen.allocated, seen.available)).toBeGreaterThanOrEqual(
      0,
    );
  });
});
