import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import type { InvoiceEvent, NoticeEvent, OrderEvent, OrderSnapshot } from "../contracts/events.ts";
import { listOrders, orderRow } from "../db/orders.ts";
import { idOf } from "../domain/order-builders.ts";
import type { Env } from "../env.gen.ts";
import { deliver, snapshotOf } from "./batch-builders.ts";

const QUEUE = "kiosk-order-events";

function eventOf(
  patch: Partial<OrderSnapshot> = {},
  type: OrderEvent["type"] = "order.confirmed",
): OrderEvent {
  const data = snapshotOf(patch);
  const id = `${data.id}:${type}:${data.version}`;
  return { id, type, version: 1, at: 1, subject: data.id, data };
}

/** The bindings with a queue that remembers what it was asked to carry. */
function listening(options: { fails?: boolean; losesInvoices?: boolean } = {}) {
  const asked: NoticeEvent[] = [];
  const billed: InvoiceEvent[] = [];
  const NOTICES = {
    ...env.NOTICES,
    async sendBatch(messages: Iterable<{ body: NoticeEvent }>) {
      if (options.fails === true) throw new Error("429");
      asked.push(...[...messages].map(({ body }) => body));
    },
  };
  const INVOICE_EVENTS = {
    async sendBatch(messages: Iterable<{ body: InvoiceEvent }>) {
      if (options.losesInvoices === true) throw new Error("429");
      billed.push(...[...messages].map(({ body }) => body));
    },
  };
  const bindings: Env = {
    ...env,
    NOTICES: NOTICES as unknown as Queue,
    INVOICE_EVENTS: INVOICE_EVENTS as unknown as Queue,
  };
  return { bindings, asked, billed };
}

function rowsOf(table: string): Promise<number | null> {
  return env.ORDERS.prepare(`SELECT count(*) AS rows FROM ${table}`).first<number>("rows");
}

async function readLines() {
  const { results } = await env.ORDERS.prepare(
    "SELECT title, quantity, total_minor FROM order_lines ORDER BY line_id",
  ).all();
  return results;
}

beforeEach(async () => {
  const tables = ["order_lines", "orders", "consumed_events", "dead_letters"];
  await env.ORDERS.batch(tables.map((table) => env.ORDERS.prepare(`DELETE FROM ${table}`)));
});

describe("consumeOrderEvents()", () => {
  it("projects an order with its lines and asks for one confirmation", async () => {
    const { bindings, asked } = listening();
    const event = eventOf({ email: "Ada@Example.com" });
    expect(await deliver(bindings, QUEUE, [event])).toEqual({ acked: ["m0"], retried: [] });
    expect(await orderRow(env.ORDERS, idOf("order", 1))).toMatchObject({
      number: "TEST-0001",
      status: "confirmed",
      email: "ada@example.com",
      grandTotalMinor: 1990,
      capturedMinor: 1990,
      unitCount: 2,
    });
    const lines = await readLines();
    expect(lines.map((line) => line.title)).toEqual(["Thing 1", "Thing 2"]);
    expect(lines.reduce((sum, line) => sum + Number(line.total_minor), 0)).toBe(1990);
    expect(asked.map(({ data }) => data)).toEqual([
      { kind: "order_confirmation", orderId: idOf("order", 1) },
    ]);
  });

  it("takes a duplicate in once and asks again under the same id", async () => {
    const { bindings, asked } = listening();
    const event = eventOf();
    await deliver(bindings, QUEUE, [event, event]);
    await deliver(bindings, QUEUE, [event], { prefix: "again" });
    expect(await rowsOf("orders")).toBe(1);
    expect(await rowsOf("order_lines")).toBe(2);
    expect(await rowsOf("consumed_events")).toBe(1);
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
  });

  it("never goes back in version, in whatever order events come", async () => {
    const { bindings } = listening();
    const late = eventOf({ version: 12, status: "cancelled" }, "order.cancelled");
    const old = eventOf({ version: 9 });
    const oneLine = snapshotOf().lines.slice(0, 1);
    const newest = eventOf({ version: 20, status: "refunding", lines: oneLine }, "order.refunded");
    for (const event of [newest, old, late]) await deliver(bindings, QUEUE, [event]);
    const row = await orderRow(env.ORDERS, idOf("order", 1));
    expect(row).toMatchObject({ version: 20, status: "refunding" });
    expect(await readLines()).toHaveLength(1);
    expect(await rowsOf("consumed_events")).toBe(3);
  });

  it("replaces the lines of an order that was placed again", async () => {
    const { bindings } = listening();
    const [line] = snapshotOf().lines;
    await deliver(bindings, QUEUE, [eventOf({ version: 5 })]);
    const again = eventOf({ version: 30, lines: [{ ...line!, quantity: 3 }] });
    await deliver(bindings, QUEUE, [again]);
    expect(await readLines()).toMatchObject([{ title: "Thing 1", quantity: 3 }]);
  });

  it("parks what it cannot read and takes the others in", async () => {
    const { bindings } = listening();
    const poison = { ...eventOf(), type: "order.exploded" };
    const outcome = await deliver(bindings, QUEUE, [poison, eventOf(), "?"]);
    expect(outcome.retried).toEqual([]);
    expect(outcome.acked.toSorted()).toEqual(["m0", "m1", "m2"]);
    expect(await rowsOf("orders")).toBe(1);
    const { results } = await env.ORDERS.prepare("SELECT queue, reason FROM dead_letters").all();
    expect(results).toHaveLength(2);
    for (const letter of results) {
      expect(letter).toMatchObject({
        queue: QUEUE,
        reason: expect.stringMatching(/^unreadable: /),
      });
    }
  });

  it("keeps the others when one of many cannot be written, and leaves no claim for it", async () => {
    const { bindings, asked } = listening();
    const first = eventOf();
    const broken = eventOf({ id: idOf("order", 2), capturedMinor: 0, refundedMinor: 1 });
    const third = eventOf({ id: idOf("order", 3), number: "TEST-0003" });
    const outcome = await deliver(bindings, QUEUE, [first, broken, third]);
    expect(outcome).toEqual({ acked: ["m0", "m2"], retried: ["m1"] });
    expect(asked).toHaveLength(2);
    const { results } = await env.ORDERS.prepare("SELECT event_id FROM consumed_events").all();
    expect(results.map((row) => row.event_id).toSorted()).toEqual([first.id, third.id].toSorted());
  });

  it("asks for the documents of what was sold and of what was refunded, and of nothing else", async () => {
    const { bindings, billed } = listening();
    const types = ["order.placed", "order.confirmed", "order.refunded", "order.cancelled"] as const;
    const events = types.map((type, at) => eventOf({ id: idOf("order", at + 1) }, type));
    await deliver(bindings, QUEUE, events);
    expect(billed.map(({ type, subject }) => [type, subject])).toEqual([
      ["invoice.wanted", idOf("order", 2)],
      ["invoice.wanted", idOf("order", 3)],
    ]);
  });

  it("lets a refunded order come again until its credit note was asked for", async () => {
    const { bindings } = listening({ losesInvoices: true });
    const events = [
      eventOf({}, "order.refunded"),
      eventOf({ id: idOf("order", 2) }, "order.placed"),
    ];
    expect(await deliver(bindings, QUEUE, events)).toEqual({ acked: ["m1"], retried: ["m0"] });
  });

  it("lets a confirmed order come again until its notice was asked for", async () => {
    const confirmed = eventOf();
    const placed = eventOf({ id: idOf("order", 2), number: "TEST-0002" }, "order.placed");
    const { bindings } = listening({ fails: true });
    expect(await deliver(bindings, QUEUE, [confirmed, placed])).toEqual({
      acked: ["m1"],
      retried: ["m0"],
    });
    const healed = listening();
    await deliver(healed.bindings, QUEUE, [confirmed], { attempts: 2 });
    expect(healed.asked).toHaveLength(1);
  });
});

describe("listOrders()", () => {
  it("pages by keyset and narrows by status, number and email", async () => {
    const { bindings } = listening();
    const events = [1, 2, 3, 4, 5].map((number) =>
      eventOf({
        id: idOf("order", number),
        number: `TEST-000${number}`,
        email: `${number % 2 === 0 ? "even" : "odd"}@example.com`,
        status: number > 3 ? "cancelled" : "confirmed",
        placedAt: 1000 + Math.floor(number / 2),
      }),
    );
    await deliver(bindings, QUEUE, events);
    const seen: string[] = [];
    let cursor: { at: number; id: string } | undefined;
    for (let page = 0; page < 3; page += 1) {
      const { rows, nextCursor } = await listOrders(env.ORDERS, { limit: 2, cursor });
      seen.push(...rows.map(({ number }) => number.slice(-1)));
      const [at, id] = (nextCursor ?? "0.").split(".");
      cursor = { at: Number(at), id: id ?? "" };
      expect(nextCursor === null).toBe(page === 2);
    }
    expect(seen).toEqual(["4", "5", "2", "3", "1"]);
    const numbers = async (filter: { status?: string; number?: string; email?: string }) =>
      (await listOrders(env.ORDERS, { limit: 9, ...filter })).rows.map(({ number }) => number);
    expect(await numbers({ status: "cancelled" })).toEqual(["TEST-0004", "TEST-0005"]);
    expect(await numbers({ number: "TEST-0002" })).toEqual(["TEST-0002"]);
    expect(await numbers({ email: "EVEN@example.com", status: "confirmed" })).toEqual([
      "TEST-0002",
    ]);
  });
});
