/** Stock objects for tests in workerd, and looks behind their doors. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { vi } from "vitest";
import { HARBOUR, itemIdOf, START } from "../domain/inventory-builders.ts";
import type { StockObject } from "./stock-object.ts";
import { stockStub } from "./stubs.ts";

/** The door to one item. */
export type StockStub = DurableObjectStub<StockObject>;

let items = 0;

/** An item of its own for each test, with units at the harbour that came under the key "first". */
export async function stocked(quantity: number): Promise<StockStub> {
  items += 1;
  const stock = stockStub(env, itemIdOf(items));
  const answer = await stock.receive({ key: "first", location: HARBOUR, quantity });
  if (!answer.ok) throw new Error(`Expected units to be received, got ${answer.problem.reason}`);
  return stock;
}

/** Lets time pass for every object of this isolate. */
export function wait(ms: number): void {
  vi.setSystemTime(Date.now() + ms);
}

/** The deadlines that stand, in milliseconds after START. */
export function deadlinesOf(stock: StockStub): Promise<Record<string, number>> {
  return runInDurableObject(stock, (_, { storage }) =>
    Object.fromEntries(
      storage.sql
        .exec<{ name: string; at: number }>("SELECT name, at FROM deadlines")
        .toArray()
        .map(({ name, at }) => [name, at - START]),
    ),
  );
}

/** When the alarm rings, in milliseconds after START, or null. */
export function alarmOf(stock: StockStub): Promise<number | null> {
  return runInDurableObject(stock, async (_, { storage }) => {
    const at = await storage.getAlarm();
    return at === null ? null : at - START;
  });
}

/** How many rows a table has. */
export function countRows(stock: StockStub, table: string): Promise<number> {
  return runInDurableObject(
    stock,
    (_, { storage }) =>
      storage.sql.exec<{ rows: number }>(`SELECT count(*) AS rows FROM ${table}`).one().rows,
  );
}

/** Runs SQL inside the object. */
export function execIn(stock: StockStub, sql: string): Promise<void> {
  return runInDurableObject(stock, (_, { storage }) => {
    storage.sql.exec(sql);
  });
}

/** Keeps what objects tell the world from the queue. */
export function silenceNews(): void {
  vi.spyOn(env.STOCK_EVENTS, "send").mockResolvedValue({
    metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } },
  });
}
