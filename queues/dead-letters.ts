/** Messages that used up their tries: kept where staff see them and can replay them. */
import { streamOfDeadLetters } from "../contracts/streams.ts";
import { type DeadMessage, keepDeadLetters } from "../db/dead-letters.ts";
import type { Env } from "../env.gen.ts";
import { log } from "../runtime/log.ts";
import { retryLater } from "./delivery.ts";

/** Consumes every `…-dlq`. A letter is kept once, by the id that the queue gave its message. */
export async function consumeDeadLetters(
  { queue: name, messages }: MessageBatch<unknown>,
  env: Pick<Env, "ORDERS">,
): Promise<void> {
  const queue = streamOfDeadLetters(name) ?? name;
  const diedAt = Date.now();
  const letters: DeadMessage[] = messages.map(({ id: messageId, body }) => {
    return { queue, messageId, body, reason: "tries used up", diedAt };
  });
  try {
    await keepDeadLetters(env.ORDERS, letters);
    log.error("queue.letters.died", { queue, count: letters.length });
    for (const message of messages) message.ack();
  } catch (error) {
    for (const message of messages) retryLater(message, { queue: name, error });
  }
}
