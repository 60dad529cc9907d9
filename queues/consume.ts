/** Where every queue of the shop ends: one consumer per stream, one for everything that died. */
import { type StreamName, streamOfDeadLetters } from "../contracts/streams.ts";
import { invariant } from "../domain/result.ts";
import type { Env } from "../env.gen.ts";
import { consumeCatalogEvents } from "./catalog-events.ts";
import { consumeDeadLetters } from "./dead-letters.ts";
import { consumeImports } from "./imports.ts";
import { consumeInvoices } from "./invoices.ts";
import { consumeNotices } from "./notices.ts";
import { consumeOrderEvents } from "./order-events.ts";
import { consumePaymentEvents } from "./payment-events.ts";
import { consumeSearchEvents } from "./search-events.ts";
import { consumeStockEvents } from "./stock-events.ts";

type Consumer = (batch: MessageBatch<unknown>, env: Env) => Promise<void>;

const CONSUMERS: Readonly<Record<StreamName, Consumer>> = {
  "kiosk-payment-events": consumePaymentEvents,
  "kiosk-order-events": consumeOrderEvents,
  "kiosk-stock-events": consumeStockEvents,
  "kiosk-notices": consumeNotices,
  "kiosk-catalog-events": consumeCatalogEvents,
  "kiosk-search-events": consumeSearchEvents,
  "kiosk-imports": consumeImports,
  "kiosk-invoices": consumeInvoices,
};

/** Hands a batch to the consumer of its queue. @throws Error where the queue is unknown */
export async function consume(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  const { queue } = batch;
  if (streamOfDeadLetters(queue) !== null) return consumeDeadLetters(batch, env);
  const consumer = new Map<string, Consumer>(Object.entries(CONSUMERS)).get(queue);
  invariant(consumer !== undefined, `the queue ${queue} has a consumer`);
  return consumer(batch, env);
}
