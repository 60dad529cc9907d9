import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { listBreaks, resolveBreak } from "../db/reconciliation.ts";
import type { Order } from "../domain/order.ts";
import { idOf, NOW, Story } from "../domain/order-builders.ts";
import { orderStub } from "../durable-objects/stubs.ts";
import { deliver } from "./batch-builders.ts";
import { reconcile } from "./reconciliation.ts";
import {
  alarmOf,
  allBreaks,
  freshLists,
  listed,
  MINUTE_MS,
  openBreaks,
  own,
  paying,
  plant,
  show,
  wait,
  wire,
  withBooks,
} from "./reconciliation-builders.ts";

beforeEach(freshLists);

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** A confirmed order that gave something back. */
function refunded(): Order {
  const confirmed = new Story().confirmed();
  const lines = [{ lineId: confirmed.order.lines[1]!.lineId, quantity: 1 }];
  const ask = { withShipping: false, withRestock: false, reason: "Chipped" };
  return confirmed.tell(
    { type: "refund", key: "r", lines, ...ask },
    { type: "refund_settled", key: "r", status: "succeeded" },
  ).order;
}

describe("reconcile() of orders", () => {
  it("wakes an order whose alarm never rang, and arms its alarm again", async () => {
    const { bindings, books } = withBooks();
    const order = paying(own(new Story().payable().order));
    books.intents.push(listed(order, { status: "requires_payment_method", receivedMinor: 0 }));
    await plant(bindings, order, { at: NOW });
    await show(order);
    expect(await alarmOf(order.id)).toBeNull();
    await reconcile(bindings, { now: wait(6 * MINUTE_MS) });
    expect(books.calls).toContain(`retrieve pi_${order.id}`);
    expect(await alarmOf(order.id)).toBeGreaterThan(Date.now());
    expect(await openBreaks()).toEqual([]);
    // The holds run out: money first, then stock, then the end.
    await reconcile(bindings, { now: wait(15 * MINUTE_MS) });
    expect(books.calls).toContain(`cancel pi_${order.id}`);
    const view = await orderStub(env, order.id).view("shop");
    expect(view).toMatchObject({ value: { status: "cancelled", ending: { reason: "expired" } } });
  });

  it("leaves young orders and settled ones as they are", async () => {
    const { bindings, books } = withBooks();
    const young = paying(own(new Story().payable().order));
    const settled = paying(own(new Story().confirmed().order));
    await plant(bindings, young, { at: NOW });
    await plant(bindings, settled, { at: NOW });
    await show(young);
    await show(settled);
    await reconcile(bindings, { now: wait(10_000) });
    expect(books.calls.filter((call) => !call.startsWith("list"))).toEqual([]);
    for (const { id, version } of [young, settled]) {
      expect(await orderStub(env, id).view("shop")).toMatchObject({ value: { version } });
    }
  });

  it("tells a person of an order that cannot get on, until it does", async () => {
    const { bindings } = withBooks();
    const story = new Story().ready().place();
    const order = own({ ...story.order, status: "releasing", deadlineAt: null });
    await plant(bindings, order, { at: NOW });
    await show(order);
    await reconcile(bindings, { now: wait(31 * MINUTE_MS) });
    expect(await openBreaks()).toContain(`order_stuck ${order.id}`);
    await runInDurableObject(orderStub(env, order.id), (_, { storage }) => {
      const body = JSON.stringify({ ...order, status: "cancelled", endedAt: Date.now() });
      storage.sql.exec("UPDATE orders SET body = ?", body);
    });
    await evictDurableObject(orderStub(env, order.id));
    await reconcile(bindings, { now: wait(6 * MINUTE_MS) });
    expect(await openBreaks()).not.toContain(`order_stuck ${order.id}`);
  });

  it("has the lists told what a queue lost, and sees that they were", async () => {
    const { bindings } = withBooks();
    const order = own(new Story().confirmed().order);
    await plant(bindings, order, { at: NOW });
    await show({ ...order, status: "authorizing", version: 3, confirmedAt: null });
    const sent = vi.spyOn(env.ORDER_EVENTS, "send");
    sent.mockImplementation(async (event) => {
      await deliver(bindings, "kiosk-order-events", [event]);
      return { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } };
    });
    await wire({ ...bindings, ORDER_EVENTS: env.ORDER_EVENTS }, order.id);
    await reconcile(bindings, { now: wait(6 * MINUTE_MS) });
    expect(sent.mock.calls[0]?.[0]).toMatchObject({ type: "order.changed", subject: order.id });
    const row = await env.ORDERS.prepare("SELECT status, version FROM orders WHERE id = ?")
      .bind(order.id)
      .first();
    expect(row).toEqual({ status: "confirmed", version: order.version });
    // The round of all orders came after the sweep and found everything well.
    expect(await allBreaks()).toMatchObject([
      { type: "order_projection", action: "republished", resolved_at: Date.now() },
    ]);
    await reconcile(bindings, { now: wait(6 * MINUTE_MS) });
    expect(sent).toHaveBeenCalledTimes(1);
  });

  it("misses units that a confirmed order bought and its stock objects do not have", async () => {
    const { bindings } = withBooks();
    const order = own(new Story().confirmed().order);
    await plant(bindings, order, { at: NOW, isStocked: false });
    await show(order);
    await reconcile(bindings, { now: wait(6 * MINUTE_MS) });
    expect(await openBreaks()).toEqual([`allocation_missing ${order.id}`]);
  });

  it("misses an order that the lists know and its object does not", async () => {
    const { bindings } = withBooks();
    const order = own(new Story().confirmed().order);
    await show(order);
    await reconcile(bindings, { now: wait(6 * MINUTE_MS) });
    expect(await openBreaks()).toContain(`order_missing ${order.id}`);
  });
});

describe("reconcile() of payments", () => {
  it("cancels what an order that is over left payable, and nothing else", async () => {
    const { bindings, books } = withBooks();
    const order = paying(own(new Story().confirmed().order));
    await plant(bindings, order, { at: NOW });
    await show(order);
    const lost = {
      intentId: "pi_lost",
      status: "requires_payment_method",
      receivedMinor: 0,
    } as const;
    const unknown = own(order);
    books.intents.push(
      listed(order),
      listed(order, lost),
      listed(unknown, { ...lost, intentId: "pi_unknown" }),
      { ...listed(order, lost), intentId: "pi_foreign", orderId: null },
      listed(unknown),
    );
    await reconcile(bindings, { now: wait(10 * MINUTE_MS) });
    expect(books.calls.filter((call) => call.startsWith("cancel"))).toEqual(["cancel pi_lost"]);
    expect(await allBreaks()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          type: "intent_payable",
          action: "intent_cancelled",
          resolved_at: Date.now(),
        }),
      ]),
    );
    expect(await openBreaks()).toContain(`paid_without_order pi_${unknown.id}`);
  });

  it("leaves a key behind that only repeats a failure", async () => {
    const { bindings, books } = withBooks({ cancelFailures: 1 });
    const order = paying(own(new Story().confirmed().order));
    await plant(bindings, order, { at: NOW });
    await show(order);
    const lost = { status: "requires_payment_method", receivedMinor: 0 } as const;
    books.intents.push(listed(order), listed(order, { ...lost, intentId: "pi_lost" }));
    await reconcile(bindings, { now: wait(10 * MINUTE_MS) });
    expect(await openBreaks()).toEqual(["intent_payable pi_lost"]);
    await reconcile(bindings, { now: wait(MINUTE_MS), isForced: true });
    expect(await openBreaks()).toEqual([]);
  });

  it("misses a refund only where the provider still does not have it", async () => {
    const { bindings, books } = withBooks();
    const orders = [0, 1].map(() => paying(own(refunded())));
    for (const order of orders) {
      await plant(bindings, order, { at: NOW });
      await show(order);
      books.intents.push(listed(order));
    }
    const [late, never] = orders;
    // The money goes back between the page and the order.
    books.onRead = () => {
      books.intents[0] = listed(late!, { refundedMinor: 500 });
    };
    await reconcile(bindings, { now: wait(10 * MINUTE_MS) });
    expect(await openBreaks()).toEqual([`refund_missing pi_${never!.id}`]);
  });

  it("misses a payment only where the provider still does not have it", async () => {
    const { bindings, books } = withBooks();
    const orders = [0, 1].map(() => paying(own(new Story().confirmed().order)));
    for (const order of orders) {
      await plant(bindings, order, { at: NOW });
      await show(order);
      books.intents.push(listed(order, { status: "requires_capture", receivedMinor: 0 }));
    }
    const [late, never] = orders;
    // The money is taken between the page and the order, whose clock may be slow.
    books.onRead = () => {
      books.intents[0] = listed(late!);
    };
    await reconcile(bindings, { now: wait(10 * MINUTE_MS) });
    expect(await openBreaks()).toEqual([`payment_missing pi_${never!.id}`]);
  });

  it("lets go of what orders left that ended this very minute, where it is still there", async () => {
    const { bindings, books } = withBooks();
    const story = new Story().payable().tell({ type: "cancel", by: "shopper" });
    const orders = [0, 1].map(() => {
      const order = own(story.intent({ status: "canceled" }).givenBack().order);
      return { ...order, endedAt: NOW + 10 * MINUTE_MS };
    });
    const lost = { status: "requires_payment_method", receivedMinor: 0 } as const;
    for (const order of orders) {
      await plant(bindings, order, { at: NOW });
      await show(order);
      books.intents.push(listed(order, lost));
    }
    const [left, done] = orders;
    // The order's own cancellation comes between the page and the order.
    books.onRead = () => {
      books.intents[1] = listed(done!, { ...lost, status: "canceled" });
    };
    await reconcile(bindings, { now: wait(10 * MINUTE_MS) });
    expect(await allBreaks()).toEqual([
      expect.objectContaining({ subject: `pi_${left!.id}`, action: "intent_cancelled" }),
    ]);
  });

  it("changes nothing when it runs again, and all is over when the cause is", async () => {
    const { bindings, books } = withBooks({ pageRows: 1 });
    const orders = [0, 1, 2].map(() => paying(own(new Story().confirmed().order)));
    for (const order of orders) {
      await plant(bindings, order, { at: NOW });
      await show(order);
      books.intents.push(listed(order, { refundedMinor: 5 }));
    }
    await reconcile(bindings, { now: wait(10 * MINUTE_MS) });
    const expected = orders.map(({ id }) => `refund_unknown pi_${id}`).toSorted();
    const refunds = async () => (await openBreaks()).filter((row) => row.startsWith("refund"));
    expect(await refunds()).toEqual(expected);
    const rows = await allBreaks();
    for (const _ of [1, 2]) {
      await reconcile(bindings, { now: wait(MINUTE_MS), isForced: true });
      expect(await allBreaks()).toEqual(rows);
    }
    books.intents.splice(0, 3, ...orders.map((order) => listed(order)));
    await reconcile(bindings, { now: wait(MINUTE_MS), isForced: true });
    expect(await refunds()).toEqual([]);
  });

  it("goes on with the page at which it died", async () => {
    const { bindings, books } = withBooks({ pageRows: 1 });
    const orders = [0, 1].map(() => paying(own(new Story().confirmed().order)));
    for (const order of orders) books.intents.push(listed(order));
    books.failures = 2;
    await reconcile(bindings, { now: wait(10 * MINUTE_MS) });
    expect(await openBreaks()).toEqual([]);
    await reconcile(bindings, { now: wait(MINUTE_MS) });
    expect(await openBreaks()).toHaveLength(2);
  });

  it("keeps settled what a person settled, until it grows", async () => {
    const { bindings, books } = withBooks();
    const order = paying(own(new Story().confirmed().order));
    await plant(bindings, order, { at: NOW });
    await show(order);
    books.intents.push(listed(order, { refundedMinor: 5 }));
    const run = () => reconcile(bindings, { now: wait(MINUTE_MS), isForced: true });
    wait(10 * MINUTE_MS);
    await run();
    const refunds = async () => {
      const { rows } = await listBreaks(env.ORDERS, { type: "refund_unknown", limit: 10 });
      return rows;
    };
    const [found] = await refunds();
    const by = { actor: "ada", note: "A gesture", now: Date.now() };
    await resolveBreak(env.ORDERS, found!.id, by).run();
    await run();
    expect(await refunds()).toEqual([]);
    books.intents[0] = listed(order, { refundedMinor: 6 });
    await run();
    expect(await refunds()).toMatchObject([{ id: found!.id, resolvedBy: null, note: null }]);
  });

  it("finds orders that the lists never heard of, by their money", async () => {
    const { bindings, books } = withBooks();
    const order = paying(own(new Story().confirmed().order));
    await plant(bindings, order, { at: NOW });
    books.intents.push(listed(order));
    await reconcile(bindings, { now: wait(10 * MINUTE_MS) });
    expect((await listBreaks(env.ORDERS, { limit: 5 })).rows).toMatchObject([
      { type: "order_projection", subject: order.id, action: "republished" },
    ]);
  });
});

describe("reconcile() of the desk", () => {
  it("finds letters that wait and shoppers who were not told, until somebody helps", async () => {
    const { bindings } = withBooks();
    const order = own(new Story().confirmed().order);
    await plant(bindings, order, { at: NOW });
    await show(order);
    const letter = idOf("letter", 1);
    await env.ORDERS.prepare(
      "INSERT INTO dead_letters (id, queue, body, died_at) VALUES (?, 'kiosk-notices', '{}', ?)",
    )
      .bind(letter, NOW)
      .run();
    await reconcile(bindings, { now: wait(59 * MINUTE_MS) });
    expect(await openBreaks()).toEqual([]);
    await reconcile(bindings, { now: wait(2 * MINUTE_MS) });
    expect(await openBreaks()).toEqual([`letter_waiting ${letter}`, `notice_unsent ${order.id}`]);
    await env.ORDERS.batch([
      env.ORDERS.prepare("UPDATE dead_letters SET replayed_at = 1, replayed_by = 'ada'"),
      env.ORDERS.prepare(
        "INSERT INTO notices (id, kind, subject_id, status, created_at) VALUES ('n', 'order_confirmation', ?, 'sent', 1)",
      ).bind(order.id),
    ]);
    await reconcile(bindings, { now: wait(MINUTE_MS) });
    expect(await openBreaks()).toEqual([]);
  });
});
