/** Searches that were made: counted by day, and remembered as suggestions. */
import { searchEventSchema } from "../contracts/events.ts";
import { countSearches } from "../db/search-log.ts";
import { loggedQuery } from "../domain/search-log.ts";
import type { Env } from "../env.gen.ts";
import { parseBatch, retryLater } from "./delivery.ts";

/** Consumes `kiosk-search-events`: a batch is a handful of statements, whatever its size. */
export async function consumeSearchEvents(
  batch: MessageBatch<unknown>,
  env: Pick<Env, "SEARCH" | "ORDERS">,
): Promise<void> {
  const { queue } = batch;
  const deliveries = await parseBatch(batch, searchEventSchema, env);
  if (deliveries.length === 0) return;
  // Looked at again: whoever sends may be an older version that let more through.
  const events = deliveries
    .map(({ event }) => event)
    .filter(({ data }) => loggedQuery(data.shown)?.query === data.query);
  try {
    await env.SEARCH.batch(countSearches(env.SEARCH, events, Date.now()));
    for (const { message } of deliveries) message.ack();
  } catch (error) {
    for (const { message } of deliveries) retryLater(message, { queue, error });
  }
}
