/** What an isolate knows of answers that are old: it asks the catalog every few seconds while it is asked. */
import { type EdgePurge, purgesSince } from "../db/edge-purges.ts";
import { openReader } from "../db/statement.ts";
import { log } from "../runtime/log.ts";
import { withinTime } from "../runtime/within-time.ts";

/** How often an isolate asks, in milliseconds. */
const ASK_MS = 2_000;
/** Longest that an answer waits for what an isolate does not know, in milliseconds. */
const PATIENCE_MS = 500;
/** How long nobody waits after a question that was not answered, in milliseconds. */
const PAUSE_MS = 5_000;
/** How far back an isolate asks that knows nothing: what is older is not shown as fresh. */
const MEMORY_MS = 15 * 60 * 1000;
/**
 * What was made so shortly after a change may not know of it: whoever made it asked up to two
 * seconds before, replicas lag, clocks differ.
 */
const SKEW_MS = ASK_MS + 1_000;
/** An answer so young is shown whatever happened: a product that changes all the time stays cached. */
const YOUNG_MS = 2_000;
/** Purges of one question; where there are more, everything before the oldest of them is old. */
const ROWS_MAX = 2_000;

/** Keeps something going after the answer was sent. */
export type Defer = (work: Promise<unknown>) => void;

/** One per isolate. */
export class EdgePurges {
  readonly #tags = new Map<string, EdgePurge>();
  #newestAt = 0;
  /** Everything begun before this is old: there was more to forget than could be told. */
  #allBefore = 0;
  #askedAt = 0;
  /** When the last question was asked that was answered. */
  #knownAt = 0;
  #failedAt = 0;

  /** Asks in the background, when it is time. */
  follow(db: D1Database, now: number, defer: Defer): void {
    if (now - this.#askedAt >= ASK_MS) defer(this.#ask(db, now));
  }

  /** Before a copy is believed: waits where the isolate was idle, and knows too little. */
  async current(db: D1Database, now: number, defer: Defer): Promise<void> {
    if (now - this.#knownAt < ASK_MS || now - this.#failedAt < PAUSE_MS) return;
    const asking = this.#ask(db, now);
    defer(asking);
    await withinTime(asking, PATIENCE_MS).catch(() => undefined);
  }

  /** @returns whether an answer with these tags, begun at `startedAt`, is known to be old */
  isOld(tags: readonly string[], { startedAt, now }: { startedAt: number; now: number }): boolean {
    if (now - startedAt < YOUNG_MS) return false;
    if (startedAt < this.#allBefore) return true;
    const knownAt = startedAt - SKEW_MS;
    if (this.#newestAt <= knownAt) return false;
    return tags.some((tag) => (this.#tags.get(tag)?.purgedAt ?? 0) > knownAt);
  }

  /** @returns whether a document under this tag, written at `writtenAt`, is known to be old */
  isOldCopy(tag: string, writtenAt: number): boolean {
    return writtenAt < (this.#tags.get(tag)?.copiesAt ?? 0);
  }

  /** Never rejects: who does not know what is old shows it until its time is over. */
  async #ask(db: D1Database, now: number): Promise<void> {
    this.#askedAt = now;
    // A purge may be stored after one with a later time.
    const since = Math.max(this.#newestAt - SKEW_MS, now - MEMORY_MS);
    try {
      this.#learn(await purgesSince(openReader(db), { since, rows: ROWS_MAX }), now);
      this.#knownAt = Math.max(this.#knownAt, now);
    } catch (error) {
      this.#failedAt = now;
      log.warn("edge.purges.unknown", { error });
    }
  }

  #learn(purges: readonly EdgePurge[], now: number): void {
    for (const purge of purges) {
      // Taken out first, so that the map stays in the order of news.
      this.#tags.delete(purge.tag);
      this.#tags.set(purge.tag, purge);
      this.#newestAt = Math.max(this.#newestAt, purge.purgedAt);
    }
    if (purges.length === ROWS_MAX) {
      this.#allBefore = Math.max(this.#allBefore, purges.at(-1)?.purgedAt ?? 0);
    }
    for (const [tag, { purgedAt }] of this.#tags) {
      if (purgedAt > now - MEMORY_MS && this.#tags.size <= ROWS_MAX) break;
      this.#tags.delete(tag);
    }
  }
}

/** What this isolate knows. */
export const edgePurges = new EdgePurges();
