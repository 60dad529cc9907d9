/** Orders as lists and desks see them: a projection of the OrderObjects, guarded by version. */
import { type SQL, sql } from "drizzle-orm";
import type { OrderSnapshot } from "../contracts/events.ts";
import type { Id } from "../domain/id.ts";
import type { Currency } from "../domain/money.ts";
import { orders } from "./orders-tables.ts";
import { type Database, type Statement, statement, type Value } from "./statement.ts";
import { NEWEST, type Page, pageOf, type TimeCursor } from "./time-cursor.ts";

/** An order in a list. */
export interface OrderRow {
  readonly id: Id<"order">;
  readonly number: string;
  readonly status: string;
  /** In lower case: it is what staff search by. The order's own object keeps it as typed. */
  readonly email: string;
  readonly name: string;
  readonly country: string;
  readonly currency: Currency;
  readonly grandTotalMinor: number;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
  readonly unitCount: number;
  readonly paymentIntent: string | null;
  readonly placedAt: number;
  readonly confirmedAt: number | null;
  readonly version: number;
}

/** What a list of orders is narrowed to. */
export interface OrderFilter {
  readonly status?: string | undefined;
  readonly number?: string | undefined;
  readonly email?: string | undefined;
  readonly cursor?: TimeCursor | undefined;
  readonly limit: number;
}

const place = sql.placeholder;

const upsertStatement = statement<Record<string, Value>>(
  () => sql`
    INSERT INTO orders (id, number, status, email, name, country, currency, grand_total_minor,
      captured_minor, refunded_minor, unit_count, payment_intent, placed_at, confirmed_at,
      version, updated_at, customer_key)
    VALUES (${place("id")}, ${place("number")}, ${place("status")}, ${place("email")},
      ${place("name")}, ${place("country")}, ${place("currency")}, ${place("grandTotalMinor")},
      ${place("capturedMinor")}, ${place("refundedMinor")}, ${place("unitCount")},
      ${place("paymentIntent")}, ${place("placedAt")}, ${place("confirmedAt")},
      ${place("version")}, ${place("now")}, ${place("customerKey")})
    ON CONFLICT (id) DO UPDATE SET
      status = excluded.status, email = excluded.email, name = excluded.name,
      country = excluded.country, currency = excluded.currency,
      grand_total_minor = excluded.grand_total_minor, captured_minor = excluded.captured_minor,
      refunded_minor = excluded.refunded_minor, unit_count = excluded.unit_count,
      payment_intent = excluded.payment_intent, placed_at = excluded.placed_at,
      confirmed_at = excluded.confirmed_at, version = excluded.version,
      updated_at = excluded.updated_at, customer_key = excluded.customer_key
    WHERE excluded.version > orders.version`,
);

const confirmedStatement = statement<{ customerKey: string }>(
  () => sql`
    SELECT count(*) AS confirmed FROM ${orders}
    WHERE ${orders.customerKey} = ${place("customerKey")} AND ${orders.status} = 'confirmed'`,
);

/** The lines follow the row: they are written only where it shows this very version. */
const isCurrent = sql`EXISTS (
  SELECT 1 FROM orders WHERE orders.id = ${place("id")} AND orders.version = ${place("version")})`;

const forgetLinesStatement = statement<{ id: string; version: number }>(
  () => sql`DELETE FROM order_lines WHERE order_id = ${place("id")} AND ${isCurrent}`,
);

const insertLinesStatement = statement<{ id: string; version: number; lines: string }>(
  () => sql`
    INSERT INTO order_lines (order_id, line_id, product_id, variant_id, stock_item_id, sku, title,
      quantity, unit_minor, total_minor)
    SELECT ${place("id")}, value ->> 'lineId', value ->> 'productId', value ->> 'variantId',
      value ->> 'itemId', value ->> 'sku', value ->> 'title', value ->> 'quantity',
      value ->> 'unitMinor', value ->> 'totalMinor'
    FROM json_each(${place("lines")}) WHERE ${isCurrent}`,
);

/** Rows of an earlier version that this one has no more stay behind, and count no more. */
const insertDiscountsStatement = statement<{ id: string; version: number; discounts: string }>(
  () => sql`
    INSERT INTO order_discounts (order_id, position, version, promotion_id, code, minor)
    SELECT ${place("id")}, key, ${place("version")}, value ->> 'promotionId', value ->> 'code',
      value ->> 'minor'
    FROM json_each(${place("discounts")}) WHERE ${isCurrent}
    ON CONFLICT (order_id, position) DO UPDATE SET version = excluded.version,
      promotion_id = excluded.promotion_id, code = excluded.code, minor = excluded.minor`,
);

const columns = sql`
  ${orders.id}, ${orders.number}, ${orders.status}, ${orders.email}, ${orders.name},
  ${orders.country}, ${orders.currency}, ${orders.grandTotalMinor} AS "grandTotalMinor",
  ${orders.capturedMinor} AS "capturedMinor", ${orders.refundedMinor} AS "refundedMinor",
  ${orders.unitCount} AS "unitCount", ${orders.paymentIntent} AS "paymentIntent",
  ${orders.placedAt} AS "placedAt", ${orders.confirmedAt} AS "confirmedAt", ${orders.version}`;

const oneStatement = statement<{ id: string }>(
  () => sql`SELECT ${columns} FROM ${orders} WHERE ${orders.id} = ${place("id")}`,
);

/** The ways to narrow a list; each combination is one statement, so that each has its index. */
const FILTERS = {
  status: sql`${orders.status} = ${place("status")}`,
  number: sql`${orders.number} = ${place("number")}`,
  email: sql`${orders.email} = ${place("email")}`,
} as const satisfies Record<string, SQL>;

type FilterName = keyof typeof FILTERS;

const listStatements = new Map<string, Statement<Record<string, Value>>>();

function listStatement(names: readonly FilterName[]): Statement<Record<string, Value>> {
  const key = names.join();
  const known = listStatements.get(key);
  if (known !== undefined) return known;
  const made = statement<Record<string, Value>>(() => {
    const after = sql`${orders.placedAt} <= ${place("at")}
      AND (${orders.placedAt} < ${place("at")} OR ${orders.id} > ${place("after")})`;
    const conditions = [after, ...names.map((name) => FILTERS[name])];
    return sql`
      SELECT ${columns} FROM ${orders} WHERE ${sql.join(conditions, sql` AND `)}
      ORDER BY ${orders.placedAt} DESC, ${orders.id} LIMIT ${place("rows")}`;
  });
  listStatements.set(key, made);
  return made;
}

/**
 * Writes what an event says about an order, unless something newer is known.
 * @returns statements for one batch, in this order
 */
export function projectOrder(
  db: Database,
  snapshot: OrderSnapshot,
  now: number,
): D1PreparedStatement[] {
  const { lines, discounts, ...order } = snapshot;
  const { id, version } = order;
  const unitCount = lines.reduce((sum, line) => sum + line.quantity, 0);
  const email = order.email.toLowerCase();
  return [
    upsertStatement.bind(db, { ...order, email, unitCount, now }),
    forgetLinesStatement.bind(db, { id, version }),
    insertLinesStatement.bind(db, { id, version, lines: JSON.stringify(lines) }),
    ...(discounts.length === 0
      ? []
      : [insertDiscountsStatement.bind(db, { id, version, discounts: JSON.stringify(discounts) })]),
  ];
}

/** @returns how many orders of a customer are paid and were not given back */
export async function confirmedOrders(db: Database, customerKey: string): Promise<number> {
  const row = await confirmedStatement.bind(db, { customerKey }).first<{ confirmed: number }>();
  return row?.confirmed ?? 0;
}

/** A page of orders, the newest first. */
export async function listOrders(db: Database, filter: OrderFilter): Promise<Page<OrderRow>> {
  const { status, cursor = NEWEST, limit } = filter;
  const values = {
    ...(status === undefined ? {} : { status }),
    ...(filter.number === undefined ? {} : { number: filter.number }),
    ...(filter.email === undefined ? {} : { email: filter.email.toLowerCase() }),
  };
  const names = Object.keys(FILTERS).filter((name): name is FilterName => name in values);
  const { results } = await listStatement(names)
    .bind(db, { ...values, at: cursor.at, after: cursor.id, rows: limit + 1 })
    .all<OrderRow>();
  return pageOf(results, limit, ({ placedAt, id }) => ({ at: placedAt, id }));
}

/** @returns the projection of one order, or null where nothing was told of it yet */
export async function orderRow(db: Database, id: Id<"order">): Promise<OrderRow | null> {
  return oneStatement.bind(db, { id }).first<OrderRow>();
}
