/**
 * Today's carts and stock on the rows of yesterday's, and today's objects with yesterday's callers:
 * what they said and what was told is in test/fixtures/rows-v1, and is never edited.
 */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  noticeEventSchema,
  orderEventSchema,
  paymentEventSchema,
  stockEventSchema,
} from "../contracts/events.ts";
import { factsOf } from "../domain/cart-builders.ts";
import { holdIdOf, type Id, idFromBytes } from "../domain/id.ts";
import { LEDGER_START } from "../domain/inventory-audit.ts";
import { foldLedger } from "../domain/inventory-ledger.ts";
import { CHECKOUT_IDLE_MS } from "../domain/order.ts";
import calls from "../test/fixtures/rows-v1/calls.json";
import cartRows from "../test/fixtures/rows-v1/cart.json";
import events from "../test/fixtures/rows-v1/events.json";
import openRows from "../test/fixtures/rows-v1/order-open.json";
import reopenedRows from "../test/fixtures/rows-v1/order-reopened.json";
import stockRows from "../test/fixtures/rows-v1/stock.json";
import { load, payableProvider, sayTo, schemaOf } from "./stored-builders.ts";
import { cartStub, orderStub, stockStub } from "./stubs.ts";

/** When the rows were written. */
const START = 1_800_000_000_000;
const HARBOUR = "loc_harbour" as Id<"location">;

/** The name of an object that gets the rows: theirs is taken by the callers' own story. */
const COPY = new Uint8Array(16).fill(240);

let serial = 0;
let keys = 0;

function command() {
  keys += 1;
  return { key: `new-key-${keys}`, fingerprint: "f" };
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

describe("a cart of the first form", () => {
  it("is read as it was and takes every verb of today", async () => {
    const cart = cartStub(env, idFromBytes("cart", COPY));
    await load(cart, cartRows);
    const { v: _, ...state } = JSON.parse(cartRows.rows.cart[0]!.state);
    expect(await cart.view()).toMatchObject(state);
    const facts = factsOf(4);
    const { currency } = facts.unitPrice;
    const lineId = cartRows.lineId as Id<"line">;
    const answers = [
      await cart.undo(command()),
      await cart.dismissNotices(command()),
      await cart.add({ ...command(), facts, quantity: 1, currency }),
      await cart.setQuantity({ ...command(), lineId, quantity: 2 }),
      await cart.refresh({ facts: [facts] }),
      await cart.remove({ ...command(), lineId }),
      await cart.settle({ orderId: idFromBytes("order", new Uint8Array(16)), lines: [] }),
      await cart.changeCurrency({ ...command(), currency, facts: [] }),
      await cart.clear(command()),
    ];
    expect(answers.filter((answer) => !answer.ok)).toEqual([]);
    const version = (await cart.view()).version;
    expect(version).toBeGreaterThan(state.version);
    await evictDurableObject(cart);
    expect((await cart.view()).version).toBe(version);
  });
});

describe("stock of the first form", () => {
  it("is read as it was, adds up, and takes every verb of today", async () => {
    const stock = stockStub(env, idFromBytes("stockItem", COPY));
    await load(stock, stockRows);
    vi.setSystemTime(START + 3_000);
    const { holds, ledger } = stockRows.rows;
    expect(await stock.ledger()).toHaveLength(ledger.length);
    expect(foldLedger(await stock.ledger())).toEqual((await stock.level()).locations);
    expect(await stock.audit(LEDGER_START)).toMatchObject({
      brokenAt: null,
      contradictions: [],
      level: { version: ledger.length },
    });
    const promised = holds.filter(({ status }) => status === "held" || status === "committed");
    expect(await stock.promises()).toHaveLength(promised.length);
    // A tombstone refuses, an expired hold finds other units, an allocation gives back.
    const of = (status: string) => holds.find((hold) => hold.status === status)!;
    const orderOf = ({ hold_id }: { hold_id: string }) =>
      `ord_${hold_id.slice(4).split("_")[0]}` as Id<"order">;
    const terms = (hold: { hold_id: string; quantity: number }) => ({
      holdId: hold.hold_id as Id<"hold">,
      orderId: orderOf(hold),
      quantity: hold.quantity,
    });
    const expiresAt = Date.now() + 60_000;
    const gone = { ...terms(of("released")), quantity: 1 };
    expect(await stock.hold({ ...gone, expiresAt })).toMatchObject({
      problem: { reason: "hold_released" },
    });
    const committed = of("committed");
    const back = { key: "new", holdId: committed.hold_id as Id<"hold">, quantity: 1 };
    const orderId = idFromBytes("order", new Uint8Array(16).fill(7));
    const fresh = { holdId: holdIdOf(orderId, 1), orderId, quantity: 1 };
    const answers = [
      await stock.commit(terms(of("expired"))),
      await stock.commit(terms(of("held"))),
      await stock.restock(back),
      await stock.receive({ key: "new2", location: HARBOUR, quantity: 3 }),
      await stock.hold({ ...fresh, expiresAt }),
      await stock.release({ holdId: fresh.holdId }),
      await stock.adjust({ key: "new3", location: HARBOUR, delta: 1, reason: "Found" }),
      await stock.transfer({ key: "new4", from: HARBOUR, to: "loc_mill" as never, quantity: 1 }),
    ];
    expect(answers.filter((answer) => !answer.ok)).toEqual([]);
    await stock.wake();
    expect((await stock.why()).allocations).toHaveLength(3);
    expect(await stock.audit(LEDGER_START)).toMatchObject({ brokenAt: null, contradictions: [] });
    vi.setSystemTime(START + 20 * CHECKOUT_IDLE_MS);
    await runDurableObjectAlarm(stock);
    const { rows } = await runInDurableObject(stock, (_, { storage }) =>
      storage.sql
        .exec<{ rows: number }>("SELECT count(*) AS rows FROM holds WHERE status = 'released'")
        .one(),
    );
    expect(rows).toBe(0);
  });
});

describe("the tables of the first form", () => {
  it.each([
    ["order", openRows],
    ["cart", cartRows],
    ["stock", stockRows],
  ] as const)("of %s become what a new object has", async (object, rows) => {
    serial += 1;
    const bytes = new Uint8Array(16).fill(230).with(0, serial);
    const stubOf = (kind: typeof object, of: Uint8Array): DurableObjectStub => {
      if (kind === "order") return orderStub(env, idFromBytes("order", of));
      if (kind === "cart") return cartStub(env, idFromBytes("cart", of));
      return stockStub(env, idFromBytes("stockItem", of));
    };
    const old = stubOf(object, bytes);
    await load(old, rows);
    const young = stubOf(object, bytes.with(1, 1));
    if (object === "order") {
      const opening = calls.find(({ verb }) => verb === "open")!.args[0] as never;
      await orderStub(env, young.name as Id<"order">).open(opening, {}, command());
    } else if (object === "cart") {
      const facts = factsOf(1);
      const { currency } = facts.unitPrice;
      await cartStub(env, young.name as Id<"cart">).add({
        ...command(),
        facts,
        quantity: 1,
        currency,
      });
    }
    expect(await schemaOf(old)).toEqual(await schemaOf(young));
  });
});

describe("what callers of the first form said", () => {
  it("is understood, and answered as it was", async () => {
    const PAYMENTS = payableProvider("requires_capture").of;
    const createIntent = async ({ amountMinor }: { amountMinor: number }) => {
      const { value } = await PAYMENTS.createIntent({ amountMinor });
      return { outcome: "done", value: { ...value, status: "requires_payment_method" } };
    };
    const bindings = {
      ...env,
      HOLD_MS: "900000",
      PAYMENTS: { ...PAYMENTS, createIntent },
      ORDER_EVENTS: { send: async () => {} },
    };
    vi.setSystemTime(START);
    const wired = new Set<string>();
    for (const { object, id, verb, args, outcome } of calls) {
      const stub =
        object === "order"
          ? orderStub(env, id as Id<"order">)
          : object === "cart"
            ? cartStub(env, id as Id<"cart">)
            : stockStub(env, id as Id<"stockItem">);
      if (object === "order" && !wired.has(id)) {
        await seedStock(id, args);
        await runInDurableObject(stub, (instance) => Reflect.set(instance, "env", bindings));
        wired.add(id);
      }
      const said = await today(object, verb, args, stub);
      const answer = await sayTo(stub, verb, said);
      const now =
        answer?.ok === true ? "ok" : answer?.ok === false ? answer.problem?.reason : "told";
      expect([object, verb, now]).toEqual([object, verb, outcome]);
    }
  });

  /** The units that the callers of then had. */
  async function seedStock(id: string, args: readonly unknown[]): Promise<void> {
    const [{ lines }] = args as [{ lines: { itemId: Id<"stockItem"> }[] }];
    const isEmpty = id === reopenedRows.id;
    if (isEmpty) return;
    const stock = stockStub(env, lines[0]!.itemId);
    await stock.receive({ key: "seed", location: HARBOUR, quantity: 5 });
  }

  /** Ids of cart lines are minted by the cart: the caller of then names those of now. */
  async function today(
    object: string,
    verb: string,
    args: readonly unknown[],
    stub: DurableObjectStub,
  ): Promise<readonly unknown[]> {
    if (object !== "cart" || !["setQuantity", "remove", "settle"].includes(verb)) return args;
    const lines = (await cartStub(env, stub.name as Id<"cart">).view()).lines;
    const [first] = lines;
    const last = lines.at(-1);
    const [said] = args as [Record<string, unknown>];
    if (verb === "settle") return [{ ...said, lines: [{ lineId: first!.id, quantity: 1 }] }];
    return [{ ...said, lineId: verb === "remove" ? last!.id : first!.id }];
  }
});

describe("messages of the first form", () => {
  const SCHEMAS = {
    "stock.level_changed": stockEventSchema,
    "order.placed": orderEventSchema,
    "order.confirmed": orderEventSchema,
    "order.refunded": orderEventSchema,
    "order.cancelled": orderEventSchema,
    "payment.observed": paymentEventSchema,
    "notice.requested": noticeEventSchema,
  } as const;

  it.each(events.map((event) => [event.type, event] as const))(
    "%s is understood",
    (type, event) => {
      expect(SCHEMAS[type as keyof typeof SCHEMAS].safeParse(event)).toMatchObject({
        success: true,
      });
    },
  );

  it("are one of each", () => {
    expect(events.map(({ type }) => type).toSorted()).toEqual(Object.keys(SCHEMAS).toSorted());
  });
});
