/** What every consumer does with its messages: each one is parsed, answered and tried again alone. */
import type * as z from "zod";
import { keepDeadLetters } from "../db/dead-letters.ts";
import type { Env } from "../env.gen.ts";
import { backoffMs } from "../runtime/backoff.ts";
import { log } from "../runtime/log.ts";

/** The first pause before a message comes again, and the longest, in milliseconds. */
const RETRY_MS = 2_000;
const RETRY_CAP_MS = 5 * 60 * 1000;

/** A message that says what its stream promises. */
export interface Delivery<Event> {
  readonly message: Message<unknown>;
  readonly event: Event;
}

/**
 * Parses a batch. A message that says nothing its stream knows would fail for ever, so it becomes
 * a dead letter at once.
 */
export async function parseBatch<Schema extends z.ZodType>(
  { queue, messages }: MessageBatch<unknown>,
  schema: Schema,
  env: Pick<Env, "ORDERS">,
): Promise<Delivery<z.output<Schema>>[]> {
  const deliveries: Delivery<z.output<Schema>>[] = [];
  const poison: Promise<void>[] = [];
  for (const message of messages) {
    const parsed = schema.safeParse(message.body);
    if (parsed.success) deliveries.push({ message, event: parsed.data });
    else poison.push(park(env, message, { queue, reason: `unreadable: ${wrongIn(parsed.error)}` }));
  }
  await Promise.all(poison);
  return deliveries;
}

/** Makes a dead letter of a message that no further try can help. */
export async function park(
  env: Pick<Env, "ORDERS">,
  message: Message<unknown>,
  { queue, reason }: { readonly queue: string; readonly reason: string },
): Promise<void> {
  const { id: messageId, body } = message;
  try {
    await keepDeadLetters(env.ORDERS, [{ queue, messageId, body, reason, diedAt: Date.now() }]);
    log.error("queue.message.parked", { queue, reason });
    message.ack();
  } catch (error) {
    retryLater(message, { queue, error });
  }
}

/** Does the work of each message by itself; one that fails comes again and harms no other. */
export async function forEach<Event>(
  queue: string,
  deliveries: readonly Delivery<Event>[],
  work: (delivery: Delivery<Event>) => Promise<void>,
): Promise<void> {
  await Promise.all(
    deliveries.map(async (delivery) => {
      try {
        await work(delivery);
      } catch (error) {
        retryLater(delivery.message, { queue, error });
      }
    }),
  );
}

/**
 * Writes a whole batch as one D1 batch; where that fails, each message for itself.
 * @returns the messages whose statements are stored; the others come again
 */
export async function writeTogether<Event>(
  { queue, db }: { readonly queue: string; readonly db: D1Database },
  deliveries: readonly Delivery<Event>[],
  statementsOf: (event: Event) => D1PreparedStatement[],
): Promise<readonly Delivery<Event>[]> {
  const [first] = deliveries;
  if (first === undefined) return [];
  try {
    await db.batch(deliveries.flatMap(({ event }) => statementsOf(event)));
    return deliveries;
  } catch (error) {
    if (deliveries.length === 1) {
      retryLater(first.message, { queue, error });
      return [];
    }
  }
  const written: Delivery<Event>[] = [];
  for (const delivery of deliveries) {
    written.push(...(await writeTogether({ queue, db }, [delivery], statementsOf)));
  }
  return written;
}

/** Asks for the message again after a pause that grows with each try. */
export function retryLater(
  message: Message<unknown>,
  { queue, error, pauseMs }: { queue: string; error?: unknown; pauseMs?: number },
): void {
  const { attempts } = message;
  const grown = { baseMs: RETRY_MS, capMs: RETRY_CAP_MS, chance: Math.random() };
  const retryInMs = pauseMs ?? backoffMs(attempts - 1, grown);
  log.warn("queue.message.retried", { queue, attempt: attempts, retryInMs, error });
  message.retry({ delaySeconds: Math.ceil(retryInMs / 1000) });
}

function wrongIn(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue === undefined ? "nothing" : `/${issue.path.join("/")} ${issue.message}`;
}
