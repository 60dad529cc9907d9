/** What promotions were used for, as the lists of orders know it: paid orders that were not called off. */
import { sql } from "drizzle-orm";
import type { Id } from "../domain/id.ts";
import type { Currency } from "../domain/money.ts";
import { orderDiscounts, orders } from "./orders-tables.ts";
import { type Database, statement } from "./statement.ts";
import { NEWEST, type Page, pageOf, type TimeCursor } from "./time-cursor.ts";

/** An order that had a promotion. */
export interface PromotionUseRow {
  readonly orderId: Id<"order">;
  readonly number: string;
  readonly code: string | null;
  readonly minor: number;
  readonly currency: Currency;
  /** Epoch milliseconds. */
  readonly placedAt: number;
}

/** How often a promotion was had in a currency, and what it took off in all. */
export interface PromotionCost {
  readonly currency: Currency;
  readonly uses: number;
  readonly minor: number;
}

const place = sql.placeholder;

/** Only rows of the order's present version say what it was sold with. */
const soldWith = sql`
  ${orderDiscounts} JOIN ${orders} ON ${orders.id} = ${orderDiscounts.orderId}
    AND ${orders.version} = ${orderDiscounts.version} AND ${orders.status} = 'confirmed'
  WHERE ${orderDiscounts.promotionId} = ${place("promotionId")}`;

const costStatement = statement<{ promotionId: string }>(
  () => sql`
    SELECT ${orders.currency}, count(*) AS uses, sum(${orderDiscounts.minor}) AS minor
    FROM ${soldWith} GROUP BY ${orders.currency} ORDER BY ${orders.currency}`,
);

const usesStatement = statement<{ promotionId: string; at: number; after: string; rows: number }>(
  () => sql`
    SELECT ${orders.id} AS "orderId", ${orders.number}, ${orderDiscounts.code},
      ${orderDiscounts.minor}, ${orders.currency}, ${orders.placedAt} AS "placedAt"
    FROM ${soldWith} AND ${orders.placedAt} <= ${place("at")}
      AND (${orders.placedAt} < ${place("at")} OR ${orders.id} > ${place("after")})
    ORDER BY ${orders.placedAt} DESC, ${orders.id} LIMIT ${place("rows")}`,
);

/** @returns what paid orders had of the promotion, currency by currency */
export async function promotionCosts(
  db: Database,
  promotionId: Id<"promotion">,
): Promise<PromotionCost[]> {
  return (await costStatement.bind(db, { promotionId }).all<PromotionCost>()).results;
}

/** A page of the paid orders that had the promotion, the newest first. */
export async function listPromotionUses(
  db: Database,
  promotionId: Id<"promotion">,
  { cursor = NEWEST, limit }: { readonly cursor?: TimeCursor | undefined; readonly limit: number },
): Promise<Page<PromotionUseRow>> {
  const { results } = await usesStatement
    .bind(db, { promotionId, at: cursor.at, after: cursor.id, rows: limit + 1 })
    .all<PromotionUseRow>();
  return pageOf(results, limit, ({ placedAt, orderId }) => ({ at: placedAt, id: orderId }));
}
