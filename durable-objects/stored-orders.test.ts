/**
 * Today's orders on the rows of yesterday's: test/fixtures/rows-v1 holds what objects of the first
 * form had stored. None of it is ever edited.
 */
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { upgradeRules } from "../domain/checkout-rules.ts";
import { type Id, idFromBytes } from "../domain/id.ts";
import { CHECKOUT_IDLE_MS, type Order } from "../domain/order.ts";
import type { Intent } from "../domain/payment.ts";
import authorizingRows from "../test/fixtures/rows-v1/order-authorizing.json";
import awaitingRows from "../test/fixtures/rows-v1/order-awaiting-payment.json";
import cancelledRows from "../test/fixtures/rows-v1/order-cancelled.json";
import capturingRows from "../test/fixtures/rows-v1/order-capturing.json";
import confirmedRows from "../test/fixtures/rows-v1/order-confirmed.json";
import openRows from "../test/fixtures/rows-v1/order-open.json";
import refundedRows from "../test/fixtures/rows-v1/order-refunded.json";
import refundingRows from "../test/fixtures/rows-v1/order-refunding.json";
import reopenedRows from "../test/fixtures/rows-v1/order-reopened.json";
import type { OrderAnswer } from "./order-commands.ts";
import { load, payableProvider, type StoredObject } from "./stored-builders.ts";
import { orderStub, stockStub } from "./stubs.ts";

/** When the rows were written. */
const START = 1_800_000_000_000;
const HARBOUR = "loc_harbour" as Id<"location">;

interface StoredOrderObject extends StoredObject {
  readonly cartId: string;
  readonly itemId: string;
  readonly lineId: string;
}

const ORDERS = {
  open: openRows,
  authorizing: authorizingRows,
  awaiting_payment: awaitingRows,
  capturing: capturingRows,
  confirmed: confirmedRows,
  refunded: refundedRows,
  refunding: refundingRows,
  cancelled: cancelledRows,
  reopened: reopenedRows,
} as const satisfies Record<string, StoredOrderObject>;

let serial = 0;
let keys = 0;

function command() {
  keys += 1;
  return { key: `new-key-${keys}`, fingerprint: "f" };
}

function accepted(answer: OrderAnswer): Order {
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return answer.value;
}

/** An order of the first form in today's object, with stock for it and a provider. */
async function stored(name: keyof typeof ORDERS, status?: Intent["status"]) {
  const rows: StoredOrderObject = ORDERS[name];
  serial += 1;
  // A name of its own for every test: the rows keep theirs, as they would in a copy of the shop.
  const id = idFromBytes("order", new Uint8Array(16).fill(200).with(0, serial));
  const stub = orderStub(env, id);
  await load(stub, rows);
  const { of, pay } = payableProvider(status);
  const told: { type: string }[] = [];
  const ORDER_EVENTS = { send: async (event: { type: string }) => told.push(event) };
  await runInDurableObject(stub, (instance) => {
    const bindings = { ...env, HOLD_MS: "900000", PAYMENTS: of, ORDER_EVENTS };
    Reflect.set(instance, "env", bindings);
  });
  const itemId = rows.itemId as Id<"stockItem">;
  await stockStub(env, itemId).receive({ key: `units-${id}`, location: HARBOUR, quantity: 9 });
  const claim = { cartId: rows.cartId as Id<"cart"> };
  const lineId = rows.lineId as Id<"line">;
  return {
    stub,
    rows,
    claim,
    lineId,
    pay,
    told,
    view: async () => accepted(await stub.view("shop")),
  };
}

function placing({ cartVersion, lines, quote }: Order) {
  return {
    totalMinor: quote.totals.grandTotalMinor,
    cartVersion,
    prices: lines.map(({ variantId, unitMinor }) => ({ variantId, unitMinor })),
  };
}

beforeEach(() => {
  vi.setSystemTime(START + 1_000);
  vi.spyOn(env.STOCK_EVENTS, "send").mockResolvedValue({
    metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } },
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** What the first form said in other words; everything else stays as it was. */
function inTodaysForm(body: Order) {
  return { ...body, rules: upgradeRules(body.rules, body.currency) };
}

describe("an order of the first form", () => {
  it.each(Object.keys(ORDERS) as (keyof typeof ORDERS)[])("%s is read as it was", async (name) => {
    const { view, rows, stub } = await stored(name);
    const body = JSON.parse(String(rows.rows.orders![0]!.body)) as Order;
    expect(await view()).toMatchObject(inTodaysForm(body));
    expect(await stub.history()).toEqual(rows.rows.history);
    expect((await view()).isTold).toBe(body.attempt > 0);
    for (const { unitMinor, listId, cartPrice } of (await view()).lines) {
      expect([listId, cartPrice]).toEqual([null, { unitMinor, listId: null }]);
    }
  });

  it.each(Object.keys(ORDERS) as (keyof typeof ORDERS)[])(
    "%s gives the answers that it gave",
    async (name) => {
      const { stub, rows } = await stored(name);
      for (const { key, fingerprint, answer } of rows.rows.answers!) {
        const call = { key: String(key), fingerprint: String(fingerprint) };
        const given = JSON.parse(String(answer)) as OrderAnswer;
        const { ok } = given;
        const expected = ok ? { ok, value: inTodaysForm(given.value) } : given;
        expect(await stub.cancel("shop", call)).toMatchObject(expected);
      }
    },
  );

  it.each(Object.keys(ORDERS) as (keyof typeof ORDERS)[])(
    "%s takes every verb of today, and its version never falls",
    async (name) => {
      const { stub, claim, lineId, view, pay } = await stored(name);
      const lines = [{ lineId, quantity: 1 }];
      const refund = { lines, withShipping: false, withRestock: true, reason: "Chipped" };
      const verbs = [
        () => stub.wake(),
        () => stub.republish(),
        () => stub.change(claim, { email: "cy@example.com" }, command()),
        async () => stub.place(claim, placing(await view()), command()),
        () => stub.poke(claim, null),
        async () => pay(),
        () => stub.poke("shop", "evt_new"),
        () => stub.refund(refund, command()),
        () => runDurableObjectAlarm(stub),
        () => stub.cancel(claim, command()),
        () => stub.cancel("shop", command()),
        () => stub.history(),
      ];
      let { version } = await view();
      for (const verb of verbs) {
        await verb();
        vi.setSystemTime(Date.now() + 61_000);
        const now = (await view()).version;
        expect(now).toBeGreaterThanOrEqual(version);
        version = now;
      }
      const { status, payment, refunds } = await view();
      expect(status).toBe("cancelled");
      const returned = refunds.filter((one) => one.status === "succeeded");
      const sum = returned.reduce((total, { amountMinor }) => total + amountMinor, 0);
      expect(sum).toBe(payment.capturedMinor);
    },
  );

  it.each([
    ["authorizing", undefined],
    ["awaiting_payment", undefined],
    ["capturing", "requires_capture"],
  ] as const)("%s is sold to its end", async (name, status) => {
    const { stub, view, pay, told } = await stored(name, status);
    vi.setSystemTime(START + 61_000);
    await stub.wake();
    pay();
    await stub.poke("shop", "evt_new");
    expect(await view()).toMatchObject({
      status: "confirmed",
      payment: { intentStatus: "succeeded" },
    });
    expect(told.at(-1)?.type).toBe("order.confirmed");
  });

  it("refunding goes on with the refund that it had asked for", async () => {
    const { stub, view } = await stored("refunding", "succeeded");
    vi.setSystemTime(START + 10 * 60_000);
    await stub.wake();
    expect(await view()).toMatchObject({ status: "cancelled", refunds: [{ status: "succeeded" }] });
  });

  it("that was placed is never forgotten, one that was not is", async () => {
    const cancelled = await stored("cancelled");
    const open = await stored("open");
    vi.setSystemTime(START + 2 * CHECKOUT_IDLE_MS);
    await cancelled.stub.wake();
    await open.stub.wake();
    expect((await cancelled.view()).status).toBe("cancelled");
    expect(await open.stub.view("shop")).toMatchObject({ problem: { reason: "not_found" } });
  });
});
