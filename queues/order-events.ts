/** What orders tell: projected into D1, and a confirmed one asks for its notice. */
import { type OrderEvent, orderEventSchema } from "../contracts/events.ts";
import { claimEvent } from "../db/consumed-events.ts";
import { projectOrder } from "../db/orders.ts";
import type { Env } from "../env.gen.ts";
import { type Delivery, parseBatch, retryLater, writeTogether } from "./delivery.ts";
import { confirmationRequest } from "./notice-request.ts";

const CONSUMER = "order-projection";

/**
 * Consumes `kiosk-order-events`. The claim and the projection are one batch. The notice is asked
 * for after it and before the message is acknowledged, every time: asking twice sends once.
 */
export async function consumeOrderEvents(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  const { queue } = batch;
  const db = env.ORDERS;
  const now = Date.now();
  const deliveries = await parseBatch(batch, orderEventSchema, env);
  const written = await writeTogether({ queue, db }, deliveries, (event) => [
    claimEvent(db, { consumer: CONSUMER, eventId: event.id, now }),
    ...projectOrder(db, event.data, now),
  ]);
  const confirmed = written.filter(({ event }) => event.type === "order.confirmed");
  const failure = await askForNotices(env, confirmed);
  for (const delivery of written) {
    const { message } = delivery;
    if (failure === null || !confirmed.includes(delivery)) message.ack();
    else retryLater(message, { queue, error: failure.error });
  }
}

/** @returns what went wrong, or null */
async function askForNotices(
  { NOTICES }: Pick<Env, "NOTICES">,
  confirmed: readonly Delivery<OrderEvent>[],
): Promise<{ readonly error: unknown } | null> {
  if (confirmed.length === 0) return null;
  try {
    await NOTICES.sendBatch(
      confirmed.map(({ event }) => ({ body: confirmationRequest(event.data.id, event.at) })),
    );
    return null;
  } catch (error) {
    return { error };
  }
}
