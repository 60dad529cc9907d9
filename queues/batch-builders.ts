/** Batches of messages and what became of them, for tests. */
import { createExecutionContext, createMessageBatch, getQueueResult } from "cloudflare:test";
import type { OrderSnapshot } from "../contracts/events.ts";
import { Story } from "../domain/order-builders.ts";
import { orderSnapshot } from "../domain/order-snapshot.ts";
import type { Env } from "../env.gen.ts";
import { consume } from "./consume.ts";

/** What became of a batch, by the ids of its messages. */
export interface Outcome {
  readonly acked: readonly string[];
  readonly retried: readonly string[];
}

/** Delivers `bodies` as messages "m0", "m1" … of one batch. */
export async function deliver(
  env: Env,
  queue: string,
  bodies: readonly unknown[],
  { attempts = 1, prefix = "m" }: { attempts?: number; prefix?: string } = {},
): Promise<Outcome> {
  const messages = bodies.map((body, index) => ({
    id: `${prefix}${index}`,
    timestamp: new Date(),
    attempts,
    body,
  }));
  const batch = createMessageBatch(queue, messages);
  await consume(batch, env);
  const result = await getQueueResult(batch, createExecutionContext());
  return {
    acked: result.explicitAcks,
    retried: result.retryMessages.map(({ msgId }) => msgId),
  };
}

/** What a confirmed order of 15.00 EUR and shipping tells. */
export function snapshotOf(patch: Partial<OrderSnapshot> = {}): OrderSnapshot {
  return { ...orderSnapshot(new Story().confirmed().order), ...patch };
}
