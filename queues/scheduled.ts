/** What the clock brings: what is old is forgotten, what was left lying is carried home. */
import { carryAudit } from "../db/audit.ts";
import { pruneConsumedEvents } from "../db/consumed-events.ts";
import { pruneEdgePurges } from "../db/edge-purges.ts";
import { pruneIdempotencyKeys } from "../db/idempotency-keys.ts";
import { untoldOrders } from "../db/notices.ts";
import { pruneBreaks } from "../db/reconciliation.ts";
import { pruneCounted, prunePastQueries, pruneSearches } from "../db/search-log.ts";
import type { Env } from "../env.gen.ts";
import { log } from "../runtime/log.ts";
import { keepCatalogTime } from "./catalog-clock.ts";
import { tellTheUnheard } from "./catalog-events.ts";
import { moveDynamicPrices } from "./dynamic-prices.ts";
import { keepRates } from "./exchange.ts";
import { lookAfterImports } from "./imports.ts";
import { runJob } from "./job.ts";
import { confirmationRequest } from "./notice-request.ts";
import { reconcile } from "./reconciliation.ts";
import { clearOldSlot } from "./search-rebuild.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** How long a consumed event is remembered: longer than any queue keeps a message. */
export const CONSUMED_EVENT_KEEP_MS = 30 * DAY_MS;
/** How long an answer to a command is remembered, as in the objects. */
export const IDEMPOTENCY_KEY_KEEP_MS = 2 * DAY_MS;
/** How long a difference between books stays in memory after it was over. */
export const BREAK_KEEP_MS = 180 * DAY_MS;
/** How long isolates may ask what became old: longer than anybody keeps an answer as fresh. */
export const EDGE_PURGE_KEEP_MS = 60 * 60 * 1000;
/** How long a day's searches are remembered, and a search that nobody repeats. */
export const SEARCHES_KEEP_MS = 90 * DAY_MS;
export const PAST_QUERY_KEEP_MS = 180 * DAY_MS;
/** Rows that one statement forgets, and statements of one run: the rest waits for the next run. */
const PRUNE_ROWS = 500;
const PRUNE_ROUNDS_MAX = 20;

/** A shopper who was not told within this time is told again, for orders of the last days. */
const UNTOLD_AFTER_MS = 10 * 60 * 1000;
const UNTOLD_SINCE_MS = 3 * DAY_MS;
/** Senders that may vanish over one notice, and notices of one run. */
const UNTOLD_ATTEMPTS_MAX = 4;
const UNTOLD_ROWS = 50;

type Prune = (
  db: D1Database,
  bounds: { readonly before: number; readonly rows: number },
) => Promise<number>;

/** Runs every few minutes; each part by itself, so that none waits for another to heal. */
export async function onSchedule(
  { scheduledTime }: Pick<ScheduledController, "scheduledTime">,
  env: Env,
): Promise<void> {
  const eventsBefore = scheduledTime - CONSUMED_EVENT_KEEP_MS;
  const keysBefore = scheduledTime - IDEMPOTENCY_KEY_KEEP_MS;
  const breaksBefore = scheduledTime - BREAK_KEEP_MS;
  const purgesBefore = scheduledTime - EDGE_PURGE_KEEP_MS;
  const searchesBefore = scheduledTime - SEARCHES_KEEP_MS;
  const pastBefore = scheduledTime - PAST_QUERY_KEEP_MS;
  const { CATALOG, ORDERS, SEARCH } = env;
  await Promise.all([
    forget("catalog.consumed_events", pruneConsumedEvents, { db: CATALOG, before: eventsBefore }),
    forget("orders.consumed_events", pruneConsumedEvents, { db: ORDERS, before: eventsBefore }),
    forget("catalog.idempotency_keys", pruneIdempotencyKeys, { db: CATALOG, before: keysBefore }),
    forget("orders.idempotency_keys", pruneIdempotencyKeys, { db: ORDERS, before: keysBefore }),
    forget("orders.reconciliation_breaks", pruneBreaks, { db: ORDERS, before: breaksBefore }),
    forget("catalog.edge_purges", pruneEdgePurges, { db: CATALOG, before: purgesBefore }),
    forget("search.searches", pruneSearches, { db: SEARCH, before: searchesBefore }),
    forget("search.past_queries", prunePastQueries, { db: SEARCH, before: pastBefore }),
    forget("search.counted", pruneCounted, { db: SEARCH, before: eventsBefore }),
    carryOver(env),
    tellTheUntold(env, scheduledTime),
    keepCatalogTime(env, scheduledTime)
      .then(() => keepRates(env, scheduledTime))
      .then(() => runJob(env, moveDynamicPrices, { now: scheduledTime }))
      .then(() => tellTheUnheard(env)),
    lookAfterImports(env, scheduledTime),
    clearOldSlot(env, scheduledTime),
    reconcile(env, { now: scheduledTime }),
  ]);
}

/** What the staff's Worker could not carry itself, because it died or ORDERS was away. */
async function carryOver(env: Pick<Env, "CATALOG" | "ORDERS">): Promise<void> {
  try {
    const count = await carryAudit(env);
    if (count > 0) log.warn("schedule.audit.carried", { count });
  } catch (error) {
    log.error("schedule.audit.failed", { error });
  }
}

/** A queue may lose what it carries; the orders do not. Asking once more sends nothing twice. */
async function tellTheUntold(
  { ORDERS, NOTICES }: Pick<Env, "ORDERS" | "NOTICES">,
  now: number,
): Promise<void> {
  try {
    const untold = await untoldOrders(ORDERS, "order_confirmation", {
      since: now - UNTOLD_SINCE_MS,
      until: now - UNTOLD_AFTER_MS,
      attempts: UNTOLD_ATTEMPTS_MAX,
      rows: UNTOLD_ROWS,
    });
    if (untold.length === 0) return;
    const requests = untold.map((order) => confirmationRequest(order.id, order.confirmedAt));
    await NOTICES.sendBatch(requests.map((body) => ({ body })));
    log.warn("schedule.notices.repeated", { count: untold.length });
  } catch (error) {
    log.error("schedule.notices.failed", { error });
  }
}

async function forget(
  kind: string,
  prune: Prune,
  { db, before }: { readonly db: D1Database; readonly before: number },
): Promise<void> {
  let count = 0;
  try {
    for (let round = 0; round < PRUNE_ROUNDS_MAX; round += 1) {
      const forgotten = await prune(db, { before, rows: PRUNE_ROWS });
      count += forgotten;
      if (forgotten < PRUNE_ROWS) break;
    }
    if (count > 0) log.info("schedule.rows.forgotten", { kind, count });
  } catch (error) {
    log.error("schedule.forget.failed", { kind, count, error });
  }
}
