/** Orders that nobody moves any more are woken; what the lists show is held against the orders. */
import { everyOrder, type OrderShown, ordersUnderWay, shownOrders } from "../db/lookout.ts";
import { openSubjects } from "../db/reconciliation.ts";
import { type Id, parseId } from "../domain/id.ts";
import type { StockPromise } from "../domain/inventory-audit.ts";
import type { Order } from "../domain/order.ts";
import { checkOwed, checkPulse, type OrderPulse } from "../domain/order-pulse.ts";
import { breakTypes, type Finding, settledAt } from "../domain/reconciliation.ts";
import type { Result } from "../domain/result.ts";
import { callObject, orderStub, stockStub } from "../durable-objects/stubs.ts";
import type { Env } from "../env.gen.ts";
import { forMany, type Job, type PageEnd } from "./job.ts";
import { LEFT_ALONE, Look, type Remedied } from "./look.ts";

/** An order that is on its way for longer is woken, in milliseconds: its alarm may be lost. */
const WAKE_AFTER_MS = 5 * 60 * 1000;
/** Orders of one page, and how many are asked side by side. */
const ROWS = 50;
const AT_ONCE = 10;

/** A place before every order. */
const BEFORE_ALL = "";

const TYPES = breakTypes("order");

type OrderBindings = Pick<Env, "ORDER" | "ORDERS" | "STOCK">;

/** Every few minutes: orders with open differences, then all that should have settled by now. */
export const sweepOrders: Job = {
  name: "orders.sweep",
  everyMs: 0,
  pagesMax: 4,
  async page(env, cursor, { now }) {
    if (cursor === null) {
      const subjects = await openSubjects(env.ORDERS, TYPES, ROWS);
      const ids = subjects.flatMap((subject) => parseId("order", subject) ?? []);
      await lookAt(env, ids, now);
      return { cursor: BEFORE_ALL, count: ids.length };
    }
    const bounds = { before: now - WAKE_AFTER_MS, rows: ROWS };
    return lookAtPage(env, await ordersUnderWay(env.ORDERS, placeIn(cursor), bounds), now);
  },
};

/** Slowly, all of them: so that no lost message stays lost. */
export const compareOrders: Job = {
  name: "orders.round",
  everyMs: 60 * 60 * 1000,
  pagesMax: 2,
  async page(env, cursor, { now }) {
    return lookAtPage(env, await everyOrder(env.ORDERS, placeIn(cursor), ROWS), now);
  },
};

/** Looks after some orders: wakes them, compares, has the lists told again. */
export async function lookAt(
  env: OrderBindings,
  ids: readonly Id<"order">[],
  now: number,
): Promise<void> {
  const shown = new Map((await shownOrders(env.ORDERS, ids)).map((row) => [row.id, row]));
  const look = new Look(TYPES);
  await forMany(ids, { kind: "order", atOnce: AT_ONCE }, async (id) => {
    const row = shown.get(id) ?? null;
    const pulse = await wake(env, id);
    const findings = pulse.ok
      ? [...checkPulse(pulse.value, row, now), ...(await missingUnits(env, pulse.value))]
      : missing(id, row);
    await look.at(id, findings, (finding) => remedy(env, id, finding));
  });
  await look.keep(env.ORDERS, now);
}

/** @returns null where the order's object knows nothing */
export async function readOrder(
  env: Pick<Env, "ORDER">,
  orderId: Id<"order">,
): Promise<Order | null> {
  const answer = await callObject(
    () => orderStub(env, orderId),
    (order) => order.view("shop"),
  );
  return answer.ok ? answer.value : null;
}

/** @returns the orders that the lists never heard of: their first message was lost */
export async function unlistedAmong(
  env: Pick<Env, "ORDERS">,
  ids: Iterable<Id<"order">>,
): Promise<Set<Id<"order">>> {
  const unlisted = new Set(ids);
  for (const { id } of await shownOrders(env.ORDERS, [...unlisted])) unlisted.delete(id);
  return unlisted;
}

/** @returns whether an order is on its way for so long that it should be woken */
export function isLate(order: Order, now: number): boolean {
  return settledAt(order) === null && (order.placedAt ?? now) < now - WAKE_AFTER_MS;
}

async function lookAtPage(
  env: OrderBindings,
  rows: readonly OrderShown[],
  now: number,
): Promise<PageEnd> {
  await lookAt(
    env,
    rows.map(({ id }) => id),
    now,
  );
  const last = rows.length < ROWS ? undefined : rows.at(-1);
  return { cursor: last?.id ?? null, count: rows.length };
}

/** The last order of the page before this one; what is none begins the round again. */
function placeIn(cursor: unknown): string {
  return typeof cursor === "string" ? cursor : BEFORE_ALL;
}

async function wake(
  env: OrderBindings,
  id: Id<"order">,
): Promise<Result<OrderPulse, { reason: "not_found" }>> {
  return callObject(
    () => orderStub(env, id),
    (order) => order.wake(),
  );
}

/** Lists know only what an object told: an order that is gone from its object is a loss. */
function missing(subject: Id<"order">, shown: OrderShown | null): readonly Finding[] {
  if (shown === null) return [];
  const { status, version, capturedMinor, currency } = shown;
  const details = { status, version, capturedMinor, currency };
  return [{ type: "order_missing", subject, details, remedy: "none" }];
}

/** Looks twice: between the order's word and the stock's a refund may have put units back. */
async function missingUnits(env: OrderBindings, pulse: OrderPulse): Promise<readonly Finding[]> {
  const allocated = await allocatedTo(env, pulse);
  if (checkOwed(pulse, allocated).length === 0) return [];
  const again = await wake(env, pulse.snapshot.id);
  return again.ok ? checkOwed(again.value, allocated) : [];
}

async function allocatedTo(
  env: OrderBindings,
  { owed }: OrderPulse,
): Promise<ReadonlyMap<Id<"stockItem">, number>> {
  const units = owed.map(async ({ itemId, holdId }) => {
    const promise = await callObject(
      () => stockStub(env, itemId),
      async (stock): Promise<StockPromise | null> => await stock.promise({ holdId }),
    );
    return [itemId, promise?.status === "committed" ? promise.left : 0] as const;
  });
  return new Map(await Promise.all(units));
}

async function remedy(env: OrderBindings, id: Id<"order">, finding: Finding): Promise<Remedied> {
  if (finding.remedy !== "republish") return LEFT_ALONE;
  await callObject(
    () => orderStub(env, id),
    async (order) => {
      await order.republish();
    },
  );
  return { action: "republished", isOver: false };
}
