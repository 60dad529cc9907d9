import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { listBreaks } from "../db/reconciliation.ts";
import { projectLevel } from "../db/stock-levels.ts";
import { holdIdOf, type Id } from "../domain/id.ts";
import { HARBOUR } from "../domain/inventory-builders.ts";
import { idOf, NOW, Story } from "../domain/order-builders.ts";
import { stockStub } from "../durable-objects/stubs.ts";
import { reconcile } from "./reconciliation.ts";
import {
  freshLists,
  MINUTE_MS,
  nextSerial,
  openBreaks,
  own,
  plant,
  wait,
  withBooks,
} from "./reconciliation-builders.ts";

const HOUR_MS = 60 * MINUTE_MS;

beforeEach(freshLists);

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("reconcile() of stock", () => {
  /** An item that is for sale, with ten units and these holds, and listings that know it. */
  async function stocked(orderIds: readonly Id<"order">[] = []) {
    const at = nextSerial();
    const itemId = idOf("stockItem", at);
    const stock = stockStub(env, itemId);
    await stock.receive({ key: "first", location: HARBOUR, quantity: 10 });
    for (const orderId of orderIds) {
      const expiresAt = Date.now() + 15 * MINUTE_MS;
      await stock.hold({ holdId: holdIdOf(orderId, 1), orderId, quantity: 1, expiresAt });
    }
    await env.CATALOG.batch([
      env.CATALOG.prepare(
        "INSERT OR IGNORE INTO products (id, handle, status, title, created_at, updated_at) VALUES ('p', 'p', 'draft', 'p', 1, 1)",
      ),
      env.CATALOG.prepare(
        "INSERT INTO variants (id, product_id, stock_item_id, position) VALUES (?1, 'p', ?1, ?2)",
      ).bind(itemId, at),
    ]);
    await shown(itemId);
    return { itemId, stock };
  }

  async function shown(itemId: Id<"stockItem">) {
    const level = await stockStub(env, itemId).level();
    await projectLevel(env.CATALOG, level, Date.now()).run();
  }

  // What was told late would be found by the next test.
  beforeEach(() => {
    const metrics = { backlogCount: 0, backlogBytes: 0 };
    for (const queue of [env.STOCK_EVENTS, env.ORDER_EVENTS]) {
      vi.spyOn(queue, "send").mockResolvedValue({ metadata: { metrics } });
    }
  });

  it("wakes an item whose alarm was lost: lapsed holds go, the world is told", async () => {
    const { bindings } = withBooks();
    const { itemId, stock } = await stocked([idOf("order", 250)]);
    await runInDurableObject(stock, async (_, { storage }) => {
      storage.sql.exec("DELETE FROM deadlines");
      await storage.deleteAlarm();
    });
    await evictDurableObject(stock);
    const sent = vi.spyOn(env.STOCK_EVENTS, "send");
    await reconcile(bindings, { now: wait(36 * MINUTE_MS) });
    await vi.waitFor(() => {
      const levels = sent.mock.calls.map(([event]) => (event as { data: object }).data);
      expect(levels.at(-1)).toMatchObject({ itemId, held: 0, available: 10 });
    });
    const held = await runInDurableObject(
      stock,
      (_, { storage }) =>
        storage.sql.exec<{ held: number }>("SELECT sum(held) AS held FROM levels").one().held,
    );
    expect(held).toBe(0);
  });

  it("finds a level that the ledger does not lead to, and one that listings missed", async () => {
    const { bindings } = withBooks();
    const broken = await stocked();
    const behind = await stocked();
    await runInDurableObject(broken.stock, (_, { storage }) => {
      storage.sql.exec("UPDATE levels SET on_hand = 11");
    });
    await evictDurableObject(broken.stock);
    await behind.stock.receive({ key: "second", location: HARBOUR, quantity: 1 });
    await reconcile(bindings, { now: wait(MINUTE_MS) });
    expect(await openBreaks()).toEqual(
      [
        `ledger_broken ${broken.itemId}`,
        `stock_projection ${broken.itemId}`,
        `stock_projection ${behind.itemId}`,
      ].toSorted(),
    );
    await shown(behind.itemId);
    await runInDurableObject(broken.stock, (_, { storage }) => {
      storage.sql.exec("UPDATE levels SET on_hand = 10");
    });
    await evictDurableObject(broken.stock);
    // Open differences are looked at again in every run.
    await reconcile(bindings, { now: wait(MINUTE_MS) });
    expect(await openBreaks()).toEqual([]);
  });

  it("wakes an order that has units and no list knows, its alarm and first message lost", async () => {
    const { bindings } = withBooks();
    const free = own(new Story().confirmed().order);
    await plant(bindings, free, { at: NOW, isStocked: false });
    const { itemId, stock } = await stocked();
    await stock.commit({ holdId: holdIdOf(free.id, 1), orderId: free.id, quantity: 1 });
    await shown(itemId);
    await reconcile(bindings, { now: wait(10 * MINUTE_MS) });
    expect((await listBreaks(env.ORDERS, { limit: 5 })).rows).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          type: "order_projection",
          subject: free.id,
          action: "republished",
        }),
      ]),
    );
  });

  it("finds units of orders that are over or unknown", async () => {
    const { bindings } = withBooks();
    const over = own({ ...new Story().confirmed().order, status: "cancelled", endedAt: NOW });
    await plant(bindings, over, { at: NOW });
    const { itemId, stock } = await stocked([over.id, idOf("order", 251)]);
    const hold = { holdId: holdIdOf(over.id, 1), orderId: over.id, quantity: 1 };
    await stock.commit(hold);
    await shown(itemId);
    await reconcile(bindings, { now: wait(5 * MINUTE_MS) });
    const { rows } = await listBreaks(env.ORDERS, { limit: 10 });
    expect(rows.map(({ type, subject }) => [type, subject])).toEqual(
      expect.arrayContaining([
        ["hold_orphaned", itemId],
        ["allocation_orphaned", itemId],
      ]),
    );
    expect(rows.find(({ type }) => type === "allocation_orphaned")?.details).toEqual({
      count: 1,
      promises: [`${hold.holdId} 1 order_over`],
    });
  });

  it("reads a long ledger and many promises over several pages", async () => {
    const { bindings } = withBooks();
    const { itemId, stock } = await stocked();
    for (let number = 0; number < 620; number += 1) {
      await stock.receive({ key: `k${number}`, location: HARBOUR, quantity: 1 });
    }
    for (let number = 0; number < 120; number += 1) {
      const orderId = `ord_${String(number).padStart(26, "0")}` as Id<"order">;
      const expiresAt = Date.now() + HOUR_MS;
      await stock.hold({ holdId: holdIdOf(orderId, 1), orderId, quantity: 1, expiresAt });
    }
    await shown(itemId);
    await reconcile(bindings, { now: wait(MINUTE_MS) });
    const { rows } = await listBreaks(env.ORDERS, { limit: 10 });
    expect(rows).toMatchObject([{ type: "hold_orphaned", details: { count: 50 } }]);
    await runInDurableObject(stock, (_, { storage }) => {
      storage.sql.exec("DROP TRIGGER ledger_keeps_entries");
      storage.sql.exec("DELETE FROM ledger WHERE seq = 600");
    });
    await evictDurableObject(stock);
    await reconcile(bindings, { now: wait(MINUTE_MS) });
    expect(await openBreaks()).toContain(`ledger_broken ${itemId}`);
  });
});
