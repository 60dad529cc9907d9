/** What orders tell: projected into D1; a confirmed one asks for its notice and its invoice. */
import {
  type InvoiceEvent,
  type NoticeEvent,
  type OrderEvent,
  orderEventSchema,
} from "../contracts/events.ts";
import { claimEvent } from "../db/consumed-events.ts";
import { projectOrder } from "../db/orders.ts";
import type { Env } from "../env.gen.ts";
import { type Delivery, parseBatch, retryLater, writeTogether } from "./delivery.ts";
import { invoiceRequest } from "./invoices.ts";
import { confirmationRequest } from "./notice-request.ts";

const CONSUMER = "order-projection";

/** What is followed by an invoice or a credit note. */
const BILLED: ReadonlySet<OrderEvent["type"]> = new Set(["order.confirmed", "order.refunded"]);

/**
 * Consumes `kiosk-order-events`. The claim and the projection are one batch. Notices and invoices
 * are asked for after it and before the message is acknowledged, every time: asking twice makes one.
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
  const billed = written.filter(({ event }) => BILLED.has(event.type));
  const failure =
    (await ask(env.NOTICES, confirmed, ({ data, at }) => confirmationRequest(data.id, at))) ??
    (await ask(env.INVOICE_EVENTS, billed, ({ data, at }) => invoiceRequest(data.id, at)));
  for (const delivery of written) {
    const { message } = delivery;
    if (failure === null || !billed.includes(delivery)) message.ack();
    else retryLater(message, { queue, error: failure.error });
  }
}

/** Asks for what follows from these events. @returns what went wrong, or null */
async function ask(
  followers: Pick<Queue, "sendBatch">,
  deliveries: readonly Delivery<OrderEvent>[],
  requestFor: (event: OrderEvent) => NoticeEvent | InvoiceEvent,
): Promise<{ readonly error: unknown } | null> {
  if (deliveries.length === 0) return null;
  try {
    await followers.sendBatch(deliveries.map(({ event }) => ({ body: requestFor(event) })));
    return null;
  } catch (error) {
    return { error };
  }
}
