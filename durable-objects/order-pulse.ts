/** How an order is, read from its own rows. */
import type { Order } from "../domain/order.ts";
import { type OrderPulse, owedUnits } from "../domain/order-pulse.ts";
import { orderSnapshot } from "../domain/order-snapshot.ts";

/** Kinds of requests that a pulse names. */
const KINDS_MAX = 10;

/** @returns the order as lists should show it, since when, and what it still asks of the world */
export function readPulse(sql: SqlStorage, order: Order): OrderPulse {
  const { since } = sql
    .exec<{ since: number | null }>("SELECT max(at) AS since FROM history")
    .one();
  const { waiting, failures } = sql
    .exec<{ waiting: number; failures: number }>(
      "SELECT count(*) AS waiting, coalesce(max(attempts), 0) AS failures FROM outbox",
    )
    .one();
  const kinds = sql
    .exec<{ kind: string }>(
      "SELECT DISTINCT request ->> 'kind' AS kind FROM outbox ORDER BY 1 LIMIT ?",
      KINDS_MAX,
    )
    .toArray()
    .map(({ kind }) => kind);
  return {
    snapshot: orderSnapshot(order),
    isTold: order.isTold,
    since: since ?? order.openedAt,
    owed: owedUnits(order),
    requests: { waiting, failures, kinds },
  };
}
