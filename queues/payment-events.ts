/** Hints that the provider has news: each only pokes its order, which reads the provider's truth. */
import { paymentEventSchema } from "../contracts/events.ts";
import { callObject, orderStub } from "../durable-objects/stubs.ts";
import type { Env } from "../env.gen.ts";
import { forEach, parseBatch, retryLater } from "./delivery.ts";

/**
 * Consumes `kiosk-payment-events`. A hint about an order that nobody knows comes again until it
 * ends among the dead letters: somebody has paid for it.
 */
export async function consumePaymentEvents(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  const { queue } = batch;
  const deliveries = await parseBatch(batch, paymentEventSchema, env);
  await forEach(queue, deliveries, async ({ message, event }) => {
    const answer = await callObject(
      () => orderStub(env, event.data.orderId),
      (order) => order.poke("shop", event.id),
    );
    if (answer.ok) message.ack();
    else retryLater(message, { queue, error: answer.problem.reason });
  });
}
