import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type Id, mintId } from "../domain/id.ts";
import { CHECKOUT_IDLE_MS, type Order } from "../domain/order.ts";
import { ADDRESS, idOf, newOrder } from "../domain/order-builders.ts";
import type { OpenOrder } from "../domain/order-checkout.ts";
import type { Intent, Outcome, PaymentProvider } from "../domain/payment.ts";
import type { OrderAnswer } from "./order-commands.ts";
import type { OrderObject } from "./order-object.ts";
import { orderStub, stockStub } from "./stubs.ts";

type Stub = DurableObjectStub<OrderObject>;

const START = Date.now();
const location = "loc_harbour" as Id<"location">;
let stories = 0;

afterEach(() => {
  vi.useRealTimers();
});

/** A provider with one intent, whose answers a test may replace. */
function fakeProvider(replace: Partial<PaymentProvider> = {}) {
  const calls: string[] = [];
  let intent: Intent | null = null;
  const done = (patch: Partial<Intent>): Outcome<Intent> => {
    if (intent === null) return { outcome: "absent" };
    intent = { ...intent, ...patch };
    return { outcome: "done", value: intent };
  };
  const provider: PaymentProvider = {
    createIntent: async ({ amountMinor, currency }) => {
      intent = {
        intentId: "pi_1",
        status: "requires_payment_method",
        amountMinor,
        receivedMinor: 0,
        currency,
        clientSecret: "pi_1_secret",
        declineCode: null,
      };
      return done({});
    },
    findIntent: async () => done({}),
    retrieveIntent: async () => done({}),
    captureIntent: async ({ amountMinor }) =>
      done({ status: "succeeded", receivedMinor: amountMinor }),
    cancelIntent: async () => done({ status: "canceled" }),
    refundIntent: async ({ amountMinor }) => ({
      outcome: "done",
      value: { refundId: "re_1", status: "succeeded", amountMinor },
    }),
    ...replace,
  };
  const listening = Object.fromEntries(
    Object.entries(provider).map(([name, call]) => [
      name,
      (request: never) => {
        calls.push(name);
        return call(request);
      },
    ]),
  );
  return { calls, provider: listening, pay: () => done({ status: "requires_capture" }) };
}

/** A filled checkout of one line, with stock for it, whose object talks to fakes. */
async function filled(options: { units?: number; provider?: Partial<PaymentProvider> } = {}) {
  stories += 1;
  const random = new Uint8Array(10).fill(stories);
  const itemId = mintId("stockItem", START, random);
  const orderId = mintId("order", START, random);
  const cartId = mintId("cart", START, random);
  const stock = stockStub(env, itemId);
  if (options.units !== 0) {
    await stock.receive({ key: "seed", location, quantity: options.units ?? 5 });
  }
  const { rules, currency, lines } = newOrder();
  const opening: OpenOrder = {
    id: orderId,
    number: "TEST-0001",
    cartId,
    cartVersion: 1,
    currency,
    rules,
    lines: [{ ...lines[0]!, itemId, priceLockedUntil: START + 900_000 }],
  };
  const order = orderStub(env, orderId);
  const { calls, provider, pay } = fakeProvider(options.provider);
  const sent: unknown[] = [];
  await wire(order, {
    PAYMENTS: provider,
    ORDER_EVENTS: { send: async (event: unknown) => sent.push(event) },
  });
  const change = { email: "ada@example.com", address: ADDRESS, shippingMethodId: "standard" };
  const opened = accepted(await order.open(opening, change, command()));
  return { order, orderId, cartId, stock, opening, opened, calls, provider, pay, sent };
}

/** Puts fakes in the place of bindings; an evicted object needs them again. */
function wire(order: Stub, bindings: object): Promise<void> {
  return runInDurableObject(order, (instance: OrderObject) => {
    Reflect.set(instance, "env", { ...env, HOLD_MS: "900000", ...bindings });
  });
}

let keys = 0;
function command(key?: string) {
  keys += 1;
  return { key: key ?? `key-${keys}`, fingerprint: "f" };
}

function accepted(answer: OrderAnswer): Order {
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return answer.value;
}

function placing({ cartVersion, lines, quote }: Order) {
  return {
    totalMinor: quote.totals.grandTotalMinor,
    cartVersion,
    prices: lines.map(({ variantId, unitMinor }) => ({ variantId, unitMinor })),
  };
}

describe("OrderObject", () => {
  it("keeps nothing for an order that is only looked at", async () => {
    const order = orderStub(env, idOf("order", 200));
    expect(await order.view("shop")).toEqual({ ok: false, problem: { reason: "not_found" } });
    await runInDurableObject(order, (_, { storage }) => {
      expect(storage.sql.exec("SELECT name FROM sqlite_master").toArray()).toEqual([]);
    });
  });

  it("shows an order to the shopper of its cart and to nobody else", async () => {
    const { order, cartId, opened } = await filled();
    expect(accepted(await order.view({ cartId })).id).toBe(opened.id);
    const foreign = { cartId: idOf("cart", 9) };
    const refused = { ok: false, problem: { reason: "not_found" } };
    expect(await order.view(foreign)).toEqual(refused);
    expect(await order.place(foreign, placing(opened), command())).toEqual(refused);
    expect(await order.cancel(foreign, command())).toEqual(refused);
    expect(await order.poke(foreign)).toEqual(refused);
  });

  it("sells: holds, asks for the payment, commits and captures", async () => {
    const { order, cartId, stock, opened, calls, pay, sent } = await filled();
    const placed = accepted(await order.place({ cartId }, placing(opened), command()));
    expect(placed.status).toBe("awaiting_payment");
    expect(await stock.level()).toMatchObject({ held: 1, allocated: 0 });
    pay();
    const paid = accepted(await order.poke("shop", "evt_1"));
    expect(paid.status).toBe("confirmed");
    expect(await stock.level()).toMatchObject({ onHand: 5, held: 0, allocated: 1, available: 4 });
    expect(calls).toEqual(["createIntent", "retrieveIntent", "captureIntent"]);
    expect(sent).toMatchObject([{ type: "order.placed" }, { type: "order.confirmed" }]);
    await order.poke("shop", "evt_1");
    await order.poke("shop", "evt_2");
    expect(calls).toHaveLength(3);
  });

  it("answers a key once: replayed, simultaneous, after an eviction, and not for another request", async () => {
    const { order, cartId, opened, calls, provider } = await filled();
    const request = placing(opened);
    const both = await Promise.all([
      order.place({ cartId }, request, command("pay")),
      order.place({ cartId }, request, command("pay")),
    ]);
    expect(both[0]).toEqual(both[1]);
    await evictDurableObject(order);
    await wire(order, { PAYMENTS: provider });
    expect(await order.place({ cartId }, request, command("pay"))).toEqual(both[0]);
    expect(calls).toEqual(["createIntent"]);
    const other = { key: "pay", fingerprint: "other" };
    expect(await order.place({ cartId }, request, other)).toMatchObject({
      problem: { reason: "idempotency_mismatch" },
    });
  });

  it("opens again when the goods are gone, and asks nobody for money", async () => {
    const { order, cartId, opened, calls } = await filled({ units: 0 });
    const placed = accepted(await order.place({ cartId }, placing(opened), command()));
    expect(placed).toMatchObject({ status: "open", notice: { reason: "sold_out" } });
    expect(calls).toEqual([]);
  });

  it("tries a request again from the alarm, even after an eviction", async () => {
    const createIntent = vi.fn<PaymentProvider["createIntent"]>();
    createIntent.mockResolvedValue({ outcome: "busy", code: "rate_limit", retryAfterMs: 60_000 });
    const { order, cartId, opened, stock } = await filled({ provider: { createIntent } });
    const placed = accepted(await order.place({ cartId }, placing(opened), command()));
    expect(placed.status).toBe("authorizing");
    await evictDurableObject(order);
    const { provider, calls } = fakeProvider();
    await wire(order, { PAYMENTS: provider });
    vi.setSystemTime(Date.now() + 61_000);
    expect(await runDurableObjectAlarm(order)).toBe(true);
    expect(accepted(await order.view("shop")).status).toBe("awaiting_payment");
    expect(calls).toEqual(["createIntent"]);
    expect(await stock.level()).toMatchObject({ held: 1 });
  });

  it("asks again where the provider does not know an intent that it made, and decides nothing", async () => {
    const captureIntent = vi.fn<PaymentProvider["captureIntent"]>();
    captureIntent.mockResolvedValue({ outcome: "absent" });
    const { order, cartId, opened, pay, provider } = await filled({ provider: { captureIntent } });
    await order.place({ cartId }, placing(opened), command());
    const authorised = pay();
    expect(accepted(await order.poke("shop", "evt_1")).status).toBe("capturing");
    captureIntent.mockImplementation(async ({ amountMinor: receivedMinor }) =>
      authorised.outcome === "done"
        ? { ...authorised, value: { ...authorised.value, status: "succeeded", receivedMinor } }
        : authorised,
    );
    await evictDurableObject(order);
    await wire(order, { PAYMENTS: provider });
    vi.setSystemTime(Date.now() + 16_000);
    await runDurableObjectAlarm(order);
    expect(accepted(await order.view("shop")).status).toBe("confirmed");
  });

  it("lets an unpaid order go when its time is over: money first, then stock", async () => {
    const { order, cartId, opened, calls, stock } = await filled();
    await order.place({ cartId }, placing(opened), command());
    vi.setSystemTime(Date.now() + 899_000);
    await runDurableObjectAlarm(order);
    expect(accepted(await order.view("shop"))).toMatchObject({
      status: "cancelled",
      ending: { reason: "expired" },
    });
    expect(calls).toEqual(["createIntent", "retrieveIntent", "cancelIntent"]);
    expect(await stock.level()).toMatchObject({ held: 0, available: 5 });
  });

  it("refunds and gives stock back when staff cancel a paid order", async () => {
    const { order, cartId, opened, pay, stock, calls } = await filled();
    await order.place({ cartId }, placing(opened), command());
    pay();
    await order.poke("shop", "evt_1");
    const cancelled = accepted(await order.cancel("shop", command()));
    expect(cancelled.status).toBe("cancelled");
    expect(calls.at(-1)).toBe("refundIntent");
    expect(await stock.level()).toMatchObject({ allocated: 0, available: 5 });
  });

  it("forgets a checkout that nobody touches, and opens it anew when asked", async () => {
    const { order, cartId, opening } = await filled();
    vi.setSystemTime(Date.now() + CHECKOUT_IDLE_MS + 1000);
    await runDurableObjectAlarm(order);
    expect(await order.view({ cartId })).toMatchObject({ problem: { reason: "not_found" } });
    const again = accepted(await order.open(opening, {}, command()));
    expect(again).toMatchObject({ status: "open", version: 1, email: null });
  });

  it("is not refused by its own earlier holds when somebody comes back days later", async () => {
    const { cartId, stock, opening, provider } = await filled();
    const missing = {
      ...opening.lines[0]!,
      lineId: idOf("line", 77),
      itemId: idOf("stockItem", 77),
    };
    const both = { ...opening, id: idOf("order", 77), lines: [...opening.lines, missing] };
    const change = { email: "ada@example.com", address: ADDRESS, shippingMethodId: "standard" };
    const twin = orderStub(env, both.id);
    const first = accepted(await twin.open(both, change, command()));
    const refused = accepted(await twin.place({ cartId }, placing(first), command()));
    expect(refused).toMatchObject({ status: "open", notice: { reason: "sold_out" } });
    vi.setSystemTime(Date.now() + 2 * CHECKOUT_IDLE_MS);
    await runDurableObjectAlarm(twin);
    await stockStub(env, missing.itemId).receive({ key: "late", location, quantity: 1 });
    const again = accepted(await twin.open(both, change, command()));
    await wire(twin, { PAYMENTS: provider });
    const placed = accepted(await twin.place({ cartId }, placing(again), command()));
    expect(placed).toMatchObject({ status: "awaiting_payment", notice: null });
    expect(await stock.level()).toMatchObject({ held: 1 });
  });

  it("stores all of a change or nothing of it", async () => {
    const { order, cartId } = await filled();
    const change = { email: "eve@example.com", shippingMethodId: "rocket" };
    expect(await order.change({ cartId }, change, command())).toMatchObject({
      problem: { reason: "shipping_method_unknown" },
    });
    expect(accepted(await order.view("shop")).email).toBe("ada@example.com");
  });

  it("asks to be told again together with the time at which it looks after it", async () => {
    const { order, cartId, opened } = await filled();
    await order.place({ cartId }, placing(opened), command());
    await runInDurableObject(order, async (instance: OrderObject, { storage }) => {
      const waiting = () => storage.sql.exec("SELECT id FROM outbox").toArray();
      const before = waiting();
      const stored = vi.spyOn(storage, "transactionSync").mockImplementationOnce(() => {
        throw new Error("The machine dies");
      });
      await expect(instance.republish()).rejects.toThrow("The machine dies");
      expect(stored).toHaveBeenCalledOnce();
      expect(waiting()).toEqual(before);
    });
  });

  it("tells its history", async () => {
    const { order, cartId, opened } = await filled();
    await order.place({ cartId }, placing(opened), command());
    expect((await order.history()).map(({ input, status }) => [input, status])).toEqual([
      ["open", "open"],
      ["place", "holding"],
      ["held", "authorizing"],
      ["intent_observed", "awaiting_payment"],
    ]);
  });
});
