/** Tells the world the level of one item: the newest only, at least once, off the shopper's path. */
import { createHash } from "node:crypto";
import { idFromBytes } from "../domain/id.ts";
import type { StockLevel, StockLevelChanged } from "../domain/inventory.ts";
import type { Deadlines } from "../runtime/alarms.ts";
import { log } from "../runtime/log.ts";

/**
 * How long a change may wait before the world hears of it, in milliseconds. What shoppers can see
 * is sent at once; the rest waits, so that a hundred holds cost one message.
 */
export const PUBLISH_DELAY_MS = 5_000;
/** Longest pause between two tries, in milliseconds. */
const PUBLISH_BACKOFF_MS_MAX = 300_000;

/** What a publisher works with. */
export interface PublisherParts {
  readonly queue: Queue;
  /** Reads the newest level. */
  readonly level: () => StockLevel;
  readonly deadlines: Pick<Deadlines<"publish">, "advance" | "at" | "plan" | "set">;
}

/**
 * The outbox of a stock object. It needs one row and no body: the deadline "publish" stands while a
 * level is unsent, and what is sent is the level of that moment. Levels in between are never missed
 * by anybody, because each one carries everything.
 */
export class StockPublisher {
  readonly #parts: PublisherParts;
  #sending: Promise<void> | null = null;
  #isAskedAgain = false;
  /** Failed tries in a row; forgotten by a restart, which then only tries sooner. */
  #failures = 0;

  constructor(parts: PublisherParts) {
    this.#parts = parts;
  }

  /** Remembers that the level changed. Call it inside the transaction of the change. */
  note(now: number): void {
    this.#parts.deadlines.advance("publish", now + PUBLISH_DELAY_MS);
  }

  /** Sends the newest level if it is unsent. Never rejects because the queue does. */
  send(): Promise<void> {
    this.#isAskedAgain = true;
    this.#sending ??= this.#sendWhileAsked().finally(() => {
      this.#sending = null;
    });
    return this.#sending;
  }

  async #sendWhileAsked(): Promise<void> {
    const { deadlines, level, queue } = this.#parts;
    while (this.#isAskedAgain && deadlines.at("publish") !== null) {
      this.#isAskedAgain = false;
      const sent = level();
      try {
        await queue.send(levelChanged(sent, Date.now()));
      } catch (error) {
        this.#postpone(sent, error);
        return;
      }
      this.#failures = 0;
      const now = Date.now();
      const isNewest = level().version === sent.version;
      deadlines.set("publish", isNewest ? null : now + PUBLISH_DELAY_MS);
      deadlines.plan(now);
    }
  }

  #postpone({ itemId, version }: StockLevel, error: unknown): void {
    this.#failures += 1;
    const retryInMs = Math.min(PUBLISH_DELAY_MS * 2 ** this.#failures, PUBLISH_BACKOFF_MS_MAX);
    const now = Date.now();
    this.#parts.deadlines.set("publish", now + retryInMs);
    this.#parts.deadlines.plan(now);
    log.warn("stock.publish.failed", {
      itemId,
      version,
      attempt: this.#failures,
      retryInMs,
      error,
    });
  }
}

/** The id follows from the item and the version, so that a level sent twice is one event. */
function levelChanged(level: StockLevel, at: number): StockLevelChanged {
  const digest = createHash("sha256").update(`${level.itemId} ${level.version}`).digest();
  return {
    id: idFromBytes("event", digest),
    type: "stock.level_changed",
    version: 1,
    at,
    subject: level.itemId,
    data: level,
  };
}
