import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { orderOutcomeSchema, staffOrderSchema } from "../../contracts/staff-orders.ts";
import { projectOrder } from "../../db/orders.ts";
import type { Order } from "../../domain/order.ts";
import { idOf, LINES, Story } from "../../domain/order-builders.ts";
import { orderSnapshot } from "../../domain/order-snapshot.ts";
import { ORDER_SCHEMA, writeOrder } from "../../durable-objects/order-store.ts";
import { orderStub } from "../../durable-objects/stubs.ts";
import { migrate } from "../../runtime/schema.ts";
import { call } from "./staff-builders.ts";

/** Puts an order into its object and into the lists. */
async function keep(order: Order): Promise<string> {
  const stub = orderStub(env, order.id);
  await runInDurableObject(stub, (_, { storage }) => {
    migrate(storage, ORDER_SCHEMA);
    writeOrder(storage.sql, null, order);
  });
  await evictDurableObject(stub);
  await env.ORDERS.batch(projectOrder(env.ORDERS, orderSnapshot(order), Date.now()));
  return order.id;
}

function confirmed(number: number): Order {
  const { order } = new Story().confirmed();
  return { ...order, id: idOf("order", number), number: `TEST-000${number}` };
}

beforeEach(() => {
  // The provider cannot be reached: what is asked of it stays asked.
  vi.spyOn(globalThis, "fetch").mockRejectedValue(new Error("offline"));
});

describe("GET /admin/api/orders", () => {
  beforeAll(async () => {
    const { order } = new Story().payable();
    await keep({ ...order, id: idOf("order", 1), number: "TEST-0001" });
    for (const number of [2, 3]) await keep(confirmed(number));
  });

  it("lists, narrows and finds by number and e-mail", async () => {
    const numbers = async (query: string) => {
      const { body } = await call("GET", `/orders${query}`);
      return body.orders.map(({ number }: { number: string }) => number).toSorted();
    };
    expect(await numbers("")).toHaveLength(3);
    expect(await numbers("?status=confirmed")).toEqual(["TEST-0002", "TEST-0003"]);
    expect(await numbers("?search=test0002")).toEqual(["TEST-0002"]);
    expect(await numbers("?search=ADA@example.com&status=confirmed")).toHaveLength(2);
    expect(await numbers("?search=nobody@example.com")).toEqual([]);
    const first = await call("GET", "/orders?limit=2");
    expect(await numbers(`?limit=2&cursor=${first.body.nextCursor}`)).toHaveLength(1);
    expect((await call("GET", "/orders?cursor=zzz")).body.errors[0].pointer).toBe("/cursor");
  });

  it("opens an order without the provider's secret", async () => {
    const { body } = await call("GET", `/orders/${idOf("order", 2)}`);
    staffOrderSchema.parse(body);
    expect(body).toMatchObject({
      number: "TEST-0002",
      status: "confirmed",
      total: { minor: 1990, currency: "EUR" },
      payment: { intentId: "pi_1", captured: { minor: 1990 } },
      projection: { number: "TEST-0002", refunded: { minor: 0 } },
    });
    expect(JSON.stringify(body)).not.toContain("secret");
    expect((await call("GET", `/orders/${idOf("order", 99)}`)).status).toBe(404);
  });
});

describe("POST /admin/api/orders/{id}/refund", () => {
  it("refunds units once per key and writes it down", async () => {
    const id = await keep(confirmed(4));
    const lines = [{ lineId: LINES[0]!.lineId, quantity: 1 }];
    const request = { key: "refund-1", body: { lines, reason: "Chipped" } };
    const first = await call("POST", `/orders/${id}/refund`, request);
    orderOutcomeSchema.parse(first.body);
    expect(first.body).toMatchObject({ status: "confirmed", refunded: { minor: 1000 } });
    expect(await call("POST", `/orders/${id}/refund`, request)).toEqual(first);
    const again = await call("POST", `/orders/${id}/refund`, { body: request.body });
    expect([again.status, again.body.code]).toEqual([422, "refund_exceeds_bought"]);
    const { body } = await call("GET", `/audit?subject=${id}`);
    expect(body.entries).toMatchObject([
      {
        action: "order.refund",
        before: { refunded: { minor: 0 } },
        after: { refunded: { minor: 1000 } },
      },
    ]);
    const { body: view } = await call("GET", `/orders/${id}`);
    expect(view.refunds).toMatchObject([
      { reason: "Chipped", status: "asked", withRestock: false },
    ]);
  });

  it("refunds everything that is left when no lines are named", async () => {
    const id = await keep(confirmed(5));
    await call("POST", `/orders/${id}/refund`, {
      body: { lines: [{ lineId: LINES[1]!.lineId, quantity: 1 }], reason: "Late" },
    });
    const { body } = await call("POST", `/orders/${id}/refund`, { body: { reason: "Lost" } });
    expect(body).toMatchObject({ refunded: { minor: 1990 }, captured: { minor: 1990 } });
    const over = await call("POST", `/orders/${id}/refund`, { body: { reason: "Again" } });
    expect(over.body.code).toBe("refund_empty");
  });

  it.each([
    [{ reason: "x", amountMinor: 1 }, "/amountMinor"],
    [{ reason: "x", lines: [{ lineId: LINES[0]!.lineId, quantity: -1 }] }, "/lines/0/quantity"],
    [{ lines: [] }, "/reason"],
  ])("refuses %j", async (body, pointer) => {
    const answer = await call("POST", `/orders/${idOf("order", 2)}/refund`, { body });
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(
      pointer,
    );
  });
});

describe("POST /admin/api/orders/{id}/cancel", () => {
  it("lets a paid order go with a whole refund", async () => {
    const id = await keep(confirmed(6));
    const { body } = await call("POST", `/orders/${id}/cancel`, { role: "support", key: "c" });
    expect(body).toMatchObject({
      status: "refunding",
      refunded: { minor: 1990 },
      endReason: "staff",
    });
    const repeated = await call("POST", `/orders/${id}/cancel`, { role: "support", key: "c" });
    expect(repeated.body).toEqual(body);
    const refund = await call("POST", `/orders/${id}/refund`, { body: { reason: "Too late" } });
    expect(refund.body.code).toBe("not_refundable");
  });
});
