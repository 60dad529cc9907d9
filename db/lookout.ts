/** What the clock has to look after: found in the projections, decided by the objects behind them. */
import { sql } from "drizzle-orm";
import type { Id } from "../domain/id.ts";
import type { LocationLevel } from "../domain/inventory-ledger.ts";
import type { ShownOrder } from "../domain/order-pulse.ts";
import type { ShownLevel } from "../domain/stock-check.ts";
import { orders } from "./orders-tables.ts";
import { type Database, statement } from "./statement.ts";

/** An order as the lists show it. */
export interface OrderShown extends ShownOrder {
  readonly id: Id<"order">;
}

const place = sql.placeholder;

const columns = sql`
  ${orders.id}, ${orders.status}, ${orders.version}, ${orders.currency},
  ${orders.grandTotalMinor} AS "grandTotalMinor", ${orders.capturedMinor} AS "capturedMinor",
  ${orders.refundedMinor} AS "refundedMinor", ${orders.paymentIntent} AS "paymentIntent",
  ${orders.confirmedAt} AS "confirmedAt"`;

const inOrder = sql`ORDER BY ${orders.id} LIMIT ${place("rows")}`;

/** In the very words of the index that has the few and not the many. */
const underWayStatement = statement<{ after: string; before: number; rows: number }>(
  () => sql`
    SELECT ${columns} FROM ${orders}
    WHERE ${orders.status} NOT IN ('confirmed', 'cancelled') AND ${orders.id} > ${place("after")}
      AND ${orders.placedAt} < ${place("before")} ${inOrder}`,
);

const everyStatement = statement<{ after: string; rows: number }>(
  () => sql`SELECT ${columns} FROM ${orders} WHERE ${orders.id} > ${place("after")} ${inOrder}`,
);

const shownStatement = statement<{ ids: string }>(
  () => sql`
    SELECT ${columns} FROM ${orders}
    WHERE ${orders.id} IN (SELECT value FROM json_each(${place("ids")}))`,
);

const heldStatement = statement<{ before: number; rows: number }>(
  () => sql`
    SELECT stock_item_id AS "itemId" FROM stock_levels
    WHERE held > 0 AND updated_at < ${place("before")}
    ORDER BY updated_at LIMIT ${place("rows")}`,
);

const itemsStatement = statement<{ after: string; rows: number }>(
  () => sql`
    SELECT stock_item_id AS "itemId" FROM variants
    WHERE stock_item_id > ${place("after")} ORDER BY stock_item_id LIMIT ${place("rows")}`,
);

const levelStatement = statement<{ itemId: string }>(
  () => sql`
    SELECT location_id AS location, on_hand AS "onHand", held, allocated, version
    FROM stock_levels WHERE stock_item_id = ${place("itemId")}`,
);

const lettersStatement = statement<{ before: number; rows: number }>(
  () => sql`
    SELECT id, queue, died_at AS "diedAt" FROM dead_letters
    WHERE replayed_at IS NULL AND died_at < ${place("before")} ORDER BY died_at
    LIMIT ${place("rows")}`,
);

const replayedStatement = statement<{ ids: string }>(
  () => sql`
    SELECT id FROM dead_letters WHERE replayed_at IS NOT NULL
      AND id IN (SELECT value FROM json_each(${place("ids")}))`,
);

const toldStatement = statement<{ kind: string; ids: string }>(
  () => sql`
    SELECT subject_id AS id FROM notices WHERE kind = ${place("kind")} AND status = 'sent'
      AND subject_id IN (SELECT value FROM json_each(${place("ids")}))`,
);

const untoldStatement = statement<{ kind: string; since: number; before: number; rows: number }>(
  () => sql`
    SELECT ${orders.id}, ${orders.confirmedAt} AS "confirmedAt" FROM ${orders}
    WHERE ${orders.status} = 'confirmed' AND ${orders.placedAt} > ${place("since")}
      AND ${orders.confirmedAt} < ${place("before")}
      AND NOT EXISTS (SELECT 1 FROM notices WHERE kind = ${place("kind")}
        AND subject_id = ${orders.id} AND status = 'sent')
    ORDER BY ${orders.placedAt} DESC LIMIT ${place("rows")}`,
);

/** @returns orders that the lists show on their way although they were placed before `before` */
export async function ordersUnderWay(
  db: Database,
  after: string,
  bounds: { readonly before: number; readonly rows: number },
): Promise<OrderShown[]> {
  const { results } = await underWayStatement.bind(db, { after, ...bounds }).all<OrderShown>();
  return results;
}

/** @returns the next orders of all, in the order of their ids, which is that of their age */
export async function everyOrder(db: Database, after: string, rows: number): Promise<OrderShown[]> {
  const { results } = await everyStatement.bind(db, { after, rows }).all<OrderShown>();
  return results;
}

/** @returns what the lists show of these orders, of those that they know */
export async function shownOrders(db: Database, ids: readonly string[]): Promise<OrderShown[]> {
  if (ids.length === 0) return [];
  const { results } = await shownStatement.bind(db, { ids: JSON.stringify(ids) }).all<OrderShown>();
  return results;
}

/** @returns items with units on hold that nothing was heard of since `before` */
export async function itemsHeldLong(
  catalog: Database,
  bounds: { readonly before: number; readonly rows: number },
): Promise<Id<"stockItem">[]> {
  const { results } = await heldStatement
    .bind(catalog, { ...bounds })
    .all<{ itemId: Id<"stockItem"> }>();
  return [...new Set(results.map(({ itemId }) => itemId))];
}

/** @returns the next items of all, in the order of their ids */
export async function everyItem(
  catalog: Database,
  after: string,
  rows: number,
): Promise<Id<"stockItem">[]> {
  const { results } = await itemsStatement
    .bind(catalog, { after, rows })
    .all<{ itemId: Id<"stockItem"> }>();
  return results.map(({ itemId }) => itemId);
}

/** @returns what listings show of an item; null where nothing was told of it */
export async function shownLevel(
  catalog: Database,
  itemId: Id<"stockItem">,
): Promise<ShownLevel | null> {
  const { results } = await levelStatement
    .bind(catalog, { itemId })
    .all<LocationLevel & { version: number }>();
  if (results.length === 0) return null;
  return { version: Math.max(...results.map(({ version }) => version)), locations: results };
}

/** @returns dead letters that nobody sent again since `before`, the oldest first */
export async function lettersWaiting(
  db: Database,
  bounds: { readonly before: number; readonly rows: number },
): Promise<{ readonly id: Id<"letter">; readonly queue: string; readonly diedAt: number }[]> {
  const { results } = await lettersStatement
    .bind(db, { ...bounds })
    .all<{ id: Id<"letter">; queue: string; diedAt: number }>();
  return results;
}

/** @returns those of the letters that were sent again */
export async function lettersReplayed(db: Database, ids: readonly string[]): Promise<string[]> {
  const { results } = await replayedStatement
    .bind(db, { ids: JSON.stringify(ids) })
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}

/** @returns orders confirmed before `before` and placed after `since` whose shopper was not told */
export async function ordersUntold(
  db: Database,
  kind: string,
  bounds: { readonly since: number; readonly before: number; readonly rows: number },
): Promise<{ readonly id: Id<"order">; readonly confirmedAt: number }[]> {
  const { results } = await untoldStatement
    .bind(db, { kind, ...bounds })
    .all<{ id: Id<"order">; confirmedAt: number }>();
  return results;
}

/** @returns those of the orders whose shopper was told */
export async function ordersTold(
  db: Database,
  kind: string,
  ids: readonly string[],
): Promise<string[]> {
  const { results } = await toldStatement
    .bind(db, { kind, ids: JSON.stringify(ids) })
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}
