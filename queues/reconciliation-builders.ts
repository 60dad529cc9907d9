/** A small world for reconciliation: planted orders, a provider with books, bindings that use both. */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { vi } from "vitest";
import { projectOrder } from "../db/orders.ts";
import { listBreaks } from "../db/reconciliation.ts";
import type { Id } from "../domain/id.ts";
import { HARBOUR } from "../domain/inventory-builders.ts";
import type { Order } from "../domain/order.ts";
import { idOf, NOW } from "../domain/order-builders.ts";
import { owedUnits } from "../domain/order-pulse.ts";
import { orderSnapshot } from "../domain/order-snapshot.ts";
import type { Intent, ListedIntent, Outcome } from "../domain/payment.ts";
import { ORDER_SCHEMA, recordHistory, writeOrder } from "../durable-objects/order-store.ts";
import { orderStub, stockStub } from "../durable-objects/stubs.ts";
import type { Env } from "../env.gen.ts";
import { migrate } from "../runtime/schema.ts";

/** One minute, in milliseconds. */
export const MINUTE_MS = 60 * 1000;
/** The first ones are those of the lines of the tests' orders. */
let serial = 9;

/** A number of its own for every test: the objects of a file live as long as it does. */
export function nextSerial(): number {
  serial += 1;
  return serial;
}

/** @returns the order under an id of its own */
export function own(order: Order): Order {
  const at = nextSerial();
  return { ...order, id: idOf("order", at), number: `TEST-${1000 + at}`, isTold: true };
}

/** @returns the order's intent as the provider lists it */
export function listed({ id }: Order, patch: Partial<ListedIntent> = {}): ListedIntent {
  return {
    intentId: `pi_${id}`,
    orderId: id,
    status: "succeeded",
    amountMinor: 1990,
    receivedMinor: 1990,
    refundedMinor: 0,
    currency: "EUR",
    createdAt: NOW,
    ...patch,
  };
}

/** The order with the intent that listed() tells of. */
export function paying(order: Order): Order {
  return { ...order, payment: { ...order.payment, intentId: `pi_${order.id}` } };
}

/** Puts the order into the lists. */
export async function show(order: Order): Promise<void> {
  await env.ORDERS.batch(projectOrder(env.ORDERS, orderSnapshot(order), NOW));
}

/** Lets time pass, for objects and for what is asked of them. */
export function wait(ms: number): number {
  vi.setSystemTime(Date.now() + ms);
  return Date.now();
}

/** Lists without a row, at the time of the tests. */
export async function freshLists(): Promise<void> {
  vi.setSystemTime(NOW);
  for (const table of [
    "reconciliation_jobs",
    "reconciliation_breaks",
    "order_lines",
    "orders",
    "dead_letters",
    "notices",
  ]) {
    await env.ORDERS.exec(`DELETE FROM ${table}`);
  }
  await env.CATALOG.exec("DELETE FROM stock_levels");
  await env.CATALOG.exec("DELETE FROM variants");
}

/** A provider whose books a test writes. */
export interface Books {
  readonly intents: ListedIntent[];
  /** What was asked of it. */
  readonly calls: string[];
  /** Intents of one page. */
  pageRows: number;
  /** Refuses to be read that often. */
  failures: number;
  /** Fails that many cancellations, each under its key for ever after. */
  cancelFailures: number;
  /** Told as soon as a page was read: what happens now is not on it. */
  onRead: () => void;
}

/** @returns bindings whose provider is `books`; queues are silent */
export function withBooks(patch: Partial<Books> = {}): { bindings: Env; books: Books } {
  const books: Books = {
    intents: [],
    calls: [],
    pageRows: 100,
    failures: 0,
    cancelFailures: 0,
    onRead: () => {},
    ...patch,
  };
  const failedKeys = new Set<string>();
  const PAYMENTS = {
    async listIntents({ createdAfter, createdBefore, cursor }: ListRequest) {
      books.calls.push(`list ${cursor}`);
      if (books.failures > 0) {
        books.failures -= 1;
        return { outcome: "busy", code: "rate_limit", retryAfterMs: 1 };
      }
      const listed = books.intents.filter(
        ({ createdAt }) => createdAt >= createdAfter && createdAt < createdBefore,
      );
      const start = listed.findIndex(({ intentId }) => intentId === cursor) + 1;
      const intents = listed.slice(start, start + books.pageRows);
      const hasMore = listed.length > start + books.pageRows;
      books.onRead();
      return {
        outcome: "done",
        value: { intents, cursor: hasMore ? intents.at(-1)?.intentId : null },
      };
    },
    async cancelIntent({ key, intentId }: CancelRequest): Promise<Outcome<Intent>> {
      books.calls.push(`cancel ${intentId}`);
      if (books.cancelFailures > 0) failedKeys.add(key);
      books.cancelFailures = Math.max(0, books.cancelFailures - 1);
      if (failedKeys.has(key)) return { outcome: "unknown", code: "api_error" };
      const index = books.intents.findIndex((intent) => intent.intentId === intentId);
      const intent = books.intents[index];
      if (intent === undefined) return { outcome: "absent" };
      books.intents[index] = { ...intent, status: "canceled" };
      return { outcome: "done", value: observed(books.intents[index]) };
    },
    async retrieveIntent({ intentId }: { intentId: string }): Promise<Outcome<Intent>> {
      books.calls.push(`retrieve ${intentId}`);
      const intent = books.intents.find((of) => of.intentId === intentId);
      return intent === undefined
        ? { outcome: "absent" }
        : { outcome: "done", value: observed(intent) };
    },
  };
  const silent = { async send() {}, async sendBatch() {} };
  const bindings: Env = {
    ...env,
    PAYMENTS: PAYMENTS as unknown as Env["PAYMENTS"],
    NOTICES: silent as unknown as Queue,
  };
  return { bindings, books };
}

interface CancelRequest {
  readonly key: string;
  readonly intentId: string;
}

interface ListRequest {
  readonly createdAfter: number;
  readonly createdBefore: number;
  readonly cursor: string | null;
}

function observed(intent: ListedIntent): Intent {
  const { intentId, status, amountMinor, receivedMinor } = intent;
  const terms = { intentId, status, amountMinor, receivedMinor, currency: "EUR" } as const;
  return { ...terms, clientSecret: null, declineCode: null };
}

/**
 * Stores an order in its object as it is, without an alarm, and gives the object these bindings.
 * Where it is confirmed its units are allocated, unless they are to be missing.
 */
export async function plant(
  bindings: Env,
  order: Order,
  { at, isStocked = true }: { readonly at: number; readonly isStocked?: boolean },
): Promise<void> {
  const stub = orderStub(env, order.id);
  if (isStocked) await allocate(order);
  await runInDurableObject(stub, (_, { storage }) => {
    migrate(storage, ORDER_SCHEMA);
    writeOrder(storage.sql, null, order);
    recordHistory(storage.sql, { version: 1, at, input: "test", status: order.status });
  });
  await evictDurableObject(stub);
  await wire(bindings, order.id);
}

async function allocate(order: Order): Promise<void> {
  for (const { itemId, holdId, quantity } of owedUnits(order)) {
    const stock = stockStub(env, itemId);
    await stock.receive({ key: holdId, location: HARBOUR, quantity });
    await stock.commit({ holdId, orderId: order.id, quantity });
  }
}

/** Gives an object these bindings; one that was evicted needs them again. */
export async function wire(bindings: Env, id: Id<"order">): Promise<void> {
  await runInDurableObject(orderStub(env, id), (instance) => {
    Reflect.set(instance, "env", bindings);
  });
}

/** When the object's alarm rings, or null. */
export function alarmOf(id: Id<"order">): Promise<number | null> {
  return runInDurableObject(orderStub(env, id), (_, { storage }) => storage.getAlarm());
}

/** Every open difference, as "type subject". */
export async function openBreaks(): Promise<string[]> {
  const { rows } = await listBreaks(env.ORDERS, { limit: 100 });
  return rows.map(({ type, subject }) => `${type} ${subject}`).toSorted();
}

/** Every row, without when it was seen last. */
export async function allBreaks(): Promise<unknown[]> {
  const { results } = await env.ORDERS.prepare(
    "SELECT id, type, subject, details, action, first_seen_at, resolved_at, resolved_by, note FROM reconciliation_breaks ORDER BY id",
  ).all();
  return results;
}
