/** What stock objects tell: projected into the catalog, so that listings know what is left. */
import { stockEventSchema } from "../contracts/events.ts";
import { claimEvent } from "../db/consumed-events.ts";
import { projectLevel } from "../db/stock-levels.ts";
import type { Env } from "../env.gen.ts";
import { wakeIfChanged } from "./catalog-events.ts";
import { parseBatch, writeTogether } from "./delivery.ts";

const CONSUMER = "stock-projection";

/** Consumes `kiosk-stock-events`. The claim and the projection are one batch; the newest wins. */
export async function consumeStockEvents(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  const { queue } = batch;
  const db = env.CATALOG;
  const now = Date.now();
  const deliveries = await parseBatch(batch, stockEventSchema, env);
  const written = await writeTogether({ queue, db }, deliveries, (event) => [
    claimEvent(db, { consumer: CONSUMER, eventId: event.id, now }),
    projectLevel(db, event.data, now),
  ]);
  for (const { message } of written) message.ack();
  if (written.length > 0) await wakeIfChanged(env, now);
}
