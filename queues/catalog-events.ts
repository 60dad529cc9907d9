/** What changed in the catalog: a message wakes the consumer, the catalog itself says what it was. */
import { catalogChanged, catalogEventSchema } from "../contracts/events.ts";
import { hasWaitingChanges } from "../db/product-changes.ts";
import { isUnderWay, readRebuild } from "../db/search-rebuild.ts";
import type { Env } from "../env.gen.ts";
import { log } from "../runtime/log.ts";
import { drainChanges, refreshCategories } from "./catalog-changes.ts";
import { parseBatch, retryLater } from "./delivery.ts";
import { walkPrices } from "./price-conversion.ts";
import { rebuildSearch } from "./search-rebuild.ts";

/** After so many tries the clock goes on alone: a message that died would tell staff nothing new. */
const TRIES_MAX = 5;
/** How long a rebuild that did not come on is left alone. */
const STUCK_SECONDS = 5;

/** Consumes `kiosk-catalog-events`. However many messages come: the work is done once. */
export async function consumeCatalogEvents(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  const { queue } = batch;
  const deliveries = await parseBatch(batch, catalogEventSchema, env);
  if (deliveries.length === 0) return;
  try {
    const isDone = await catchUp(env);
    if (deliveries.some(({ event }) => event.subject !== "stock")) await refreshCategories(env);
    if (!isDone) throw new Error("Some changes could not be told of");
    for (const { message } of deliveries) message.ack();
  } catch (error) {
    for (const { message } of deliveries) {
      if (message.attempts < TRIES_MAX) retryLater(message, { queue, error });
      else message.ack();
    }
  }
}

/** What was marked without a message, or whose message was lost; never rejects. */
export async function tellTheUnheard(env: Env): Promise<void> {
  try {
    await catchUp(env);
    await refreshCategories(env);
  } catch (error) {
    log.error("schedule.changes.failed", { error });
  }
}

/** Tells of what is marked, and goes on in another message where much is. @returns whether all went well */
async function catchUp(env: Env): Promise<boolean> {
  const isBehind = await walkPrices(env, Date.now());
  const { failed, isMore } = await drainChanges(env);
  const rebuilt = isUnderWay(await readRebuild(env.SEARCH)) ? await rebuildSearch(env) : null;
  if (isBehind || isMore || rebuilt !== null) {
    // Somebody else is at it, or something is away: who asks again at once learns nothing new.
    const isStuck = !isBehind && !isMore && rebuilt?.count === 0;
    const event = catalogChanged("feed", Date.now());
    await env.CATALOG_EVENTS.send(event, isStuck ? { delaySeconds: STUCK_SECONDS } : undefined);
  }
  return failed === 0;
}

/** Wakes the consumer if something is marked. Losing this costs minutes: the clock looks too. */
export async function wakeIfChanged(
  { CATALOG, CATALOG_EVENTS }: Pick<Env, "CATALOG" | "CATALOG_EVENTS">,
  now: number,
): Promise<void> {
  try {
    if (!(await hasWaitingChanges(CATALOG, now))) return;
    await CATALOG_EVENTS.send(catalogChanged("stock", now));
  } catch (error) {
    log.warn("catalog.wake.failed", { error });
  }
}
