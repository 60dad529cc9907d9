import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { CART_IDLE_MS, LINE_QUANTITY_MAX } from "../domain/cart.ts";
import { factsOf, lineId, orderId, quantities } from "../domain/cart-builders.ts";
import { type Id, mintId } from "../domain/id.ts";
import type { CartAnswer } from "./cart-object.ts";
import { cartStub } from "./stubs.ts";

type Stub = ReturnType<typeof cartStub>;

let carts = 0;
let keys = 0;

function newCartId(): Id<"cart"> {
  carts += 1;
  return mintId("cart", carts, new Uint8Array(10));
}

function call(key?: string) {
  keys += 1;
  return { key: key ?? `key-${keys}`, fingerprint: "f" };
}

function add(cart: Stub, index: number, quantity = 1, facts = factsOf(index)) {
  const { currency } = facts.unitPrice;
  return cart.add({ ...call(), facts, quantity, currency });
}

function accepted(answer: CartAnswer) {
  if (!answer.ok) throw new Error(answer.problem.reason);
  return answer.value;
}

function alarmOf(cart: Stub): Promise<number | null> {
  return runInDurableObject(cart, (_, state) => state.storage.getAlarm());
}

function tablesOf(cart: Stub): Promise<string[]> {
  return runInDurableObject(cart, (_, { storage }) =>
    storage.sql
      .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE name IN ('cart', 'commands')")
      .toArray()
      .map(({ name }) => name),
  );
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("CartObject.view()", () => {
  it("shows an empty cart and stores nothing for it", async () => {
    const cart = cartStub(env, newCartId());
    expect(await cart.view()).toMatchObject({ version: 0, currency: "EUR", lines: [] });
    await cart.refresh({ facts: [factsOf(1)] });
    expect(await tablesOf(cart)).toEqual([]);
    expect(await alarmOf(cart)).toBeNull();
  });

  it("shows the same after the object was evicted", async () => {
    const cart = cartStub(env, newCartId());
    await add(cart, 1, 2);
    await cart.remove({ ...call(), lineId: (await cart.view()).lines[0]!.id });
    await add(cart, 2);
    const before = await cart.view();
    await evictDurableObject(cart);
    expect(await cart.view()).toEqual(before);
    expect(before).toMatchObject({ version: 3, undo: { removed: [{ line: { quantity: 2 } }] } });
  });
});

describe("CartObject.add()", () => {
  it("loses nothing that two tabs add at once", async () => {
    const id = newCartId();
    const tabs = [cartStub(env, id), cartStub(env, id)];
    const adds = Array.from({ length: 40 }, (_, index) => add(tabs[index % 2]!, index % 4));
    for (const answer of await Promise.all(adds)) expect(answer.ok).toBe(true);
    const cart = await tabs[0]!.view();
    expect(quantities(cart)).toEqual([10, 10, 10, 10]);
    expect(cart.version).toBe(40);
  });

  it("keeps its limits when many add at once", async () => {
    const cart = cartStub(env, newCartId());
    const answers = await Promise.all(Array.from({ length: 30 }, () => add(cart, 1, 9)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(Math.floor(LINE_QUANTITY_MAX / 9));
    expect(answers.at(-1)).toMatchObject({ ok: false, problem: { reason: "quantity_limit" } });
  });

  it("does a repeated request once and gives the same answer, after others too", async () => {
    const cart = cartStub(env, newCartId());
    const request = { ...call(), facts: factsOf(1), quantity: 2, currency: "EUR" } as const;
    const first = await cart.add(request);
    await add(cart, 1, 5);
    await evictDurableObject(cart);
    expect(await cart.add(request)).toEqual(first);
    expect(quantities(await cart.view())).toEqual([7]);
  });

  it("does a request once that comes several times at the same moment", async () => {
    const cart = cartStub(env, newCartId());
    const request = { ...call(), facts: factsOf(1), quantity: 2, currency: "EUR" } as const;
    const answers = await Promise.all(Array.from({ length: 5 }, () => cart.add(request)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(quantities(await cart.view())).toEqual([2]);
  });

  it("repeats a refusal although it would succeed by now", async () => {
    const cart = cartStub(env, newCartId());
    const request = { ...call(), quantity: 2, currency: "EUR" } as const;
    const refused = { ok: false, problem: { reason: "sold_out", available: 1, inCart: 0 } };
    expect(await cart.add({ ...request, facts: factsOf(1, { available: 1 }) })).toEqual(refused);
    expect(await cart.add({ ...request, facts: factsOf(1) })).toEqual(refused);
  });

  it("refuses a key that belongs to another request", async () => {
    const cart = cartStub(env, newCartId());
    await cart.add({ ...call("mine"), facts: factsOf(1), quantity: 1, currency: "EUR" });
    expect(await cart.clear({ key: "mine", fingerprint: "other" })).toEqual({
      ok: false,
      problem: { reason: "idempotency_mismatch" },
    });
    expect(quantities(await cart.view())).toEqual([1]);
  });

  it("leaves the cart as it was when the program errs", async () => {
    const cart = cartStub(env, newCartId());
    await add(cart, 1);
    const request = { ...call(), facts: factsOf(1), currency: "EUR" } as const;
    await runInDurableObject(cart, (object) => {
      expect(() => object.add({ ...request, quantity: 0.5 })).toThrow("Invariant");
    });
    expect(await cart.view()).toMatchObject({ version: 1, lines: [{ quantity: 1 }] });
    expect(accepted(await cart.add({ ...request, quantity: 1 })).version).toBe(2);
  });
});

describe("CartObject commands", () => {
  it("set, remove, undo, clear, change the currency and dismiss", async () => {
    const cart = cartStub(env, newCartId());
    const line = accepted(await add(cart, 1)).lines[0]!.id;
    await cart.setQuantity({ ...call(), lineId: line, quantity: 3, available: 3 });
    await cart.remove({ ...call(), lineId: line });
    expect(quantities(accepted(await cart.undo(call())))).toEqual([3]);
    const yen = [factsOf(1, { minor: 160, currency: "JPY" })];
    await cart.changeCurrency({ ...call(), currency: "JPY", facts: yen });
    await cart.refresh({ facts: [{ ...yen[0]!, available: 1 }] });
    expect((await cart.view()).notices.map((notice) => notice.kind)).toEqual([
      "currency_changed",
      "few_left",
    ]);
    expect(accepted(await cart.dismissNotices(call())).notices).toEqual([]);
    expect(accepted(await cart.clear(call())).lines).toEqual([]);
    expect((await cart.view()).version).toBe(8);
  });
});

describe("CartObject.settle()", () => {
  it("subtracts a confirmed order once, however often it is told", async () => {
    const cart = cartStub(env, newCartId());
    const line = accepted(await add(cart, 1, 3)).lines[0]!.id;
    const order = { orderId: orderId(1), lines: [{ lineId: line, quantity: 2 }] };
    await Promise.all([cart.settle(order), cart.settle(order)]);
    await evictDurableObject(cart);
    await cart.settle(order);
    expect(await cart.view()).toMatchObject({ version: 2, lines: [{ quantity: 1 }] });
  });

  it("leaves what is in no line of the cart alone", async () => {
    const cart = cartStub(env, newCartId());
    await add(cart, 1);
    await cart.settle({ orderId: orderId(1), lines: [{ lineId: lineId(77), quantity: 1 }] });
    expect(quantities(await cart.view())).toEqual([1]);
  });
});

describe("CartObject.alarm()", () => {
  const HOUR_MS = 60 * 60 * 1000;

  it("is not moved by every change, and by none that follows within a day", async () => {
    const cart = cartStub(env, newCartId());
    const now = Date.now();
    const clock = vi.spyOn(Date, "now").mockReturnValue(now);
    await add(cart, 1);
    expect(await alarmOf(cart)).toBe(now + CART_IDLE_MS);
    clock.mockReturnValue(now + HOUR_MS);
    await add(cart, 1);
    expect(await alarmOf(cart)).toBe(now + CART_IDLE_MS);
  });

  it("forgets a cart that nobody changed for long, and lets it begin again", async () => {
    const cart = cartStub(env, newCartId());
    const now = Date.now();
    const clock = vi.spyOn(Date, "now").mockReturnValue(now);
    await add(cart, 1);
    clock.mockReturnValue(now + CART_IDLE_MS);
    await runDurableObjectAlarm(cart);
    expect(await tablesOf(cart)).toEqual([]);
    expect(await alarmOf(cart)).toBeNull();
    expect(await cart.view()).toMatchObject({ version: 0, lines: [] });
    expect(accepted(await add(cart, 2)).version).toBe(1);
    expect(await alarmOf(cart)).toBe(now + 2 * CART_IDLE_MS);
  });

  it("keeps a cart that changed since the alarm was set, and rings again", async () => {
    const cart = cartStub(env, newCartId());
    const now = Date.now();
    const clock = vi.spyOn(Date, "now").mockReturnValue(now);
    await add(cart, 1);
    clock.mockReturnValue(now + 5 * HOUR_MS);
    await add(cart, 1);
    clock.mockReturnValue(now + CART_IDLE_MS);
    await runDurableObjectAlarm(cart);
    expect(quantities(await cart.view())).toEqual([2]);
    expect(await alarmOf(cart)).toBe(now + 5 * HOUR_MS + CART_IDLE_MS);
  });
});
