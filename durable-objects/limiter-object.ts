/** The tries that one caller has left at one thing, named by both. In memory: what it forgets is a few tries. */
import { DurableObject } from "cloudflare:workers";
import {
  type Bucket,
  bucketAt,
  giveBack,
  type LimiterRule,
  spend,
  waitMs,
} from "../domain/limiter.ts";
import type { Env } from "../env.gen.ts";

/** Guesses that are remembered, so that the same one counts once: whoever repeats it learns nothing. */
const GUESSES_MAX = 100;

/** What became of a request to guess. */
export interface Tries {
  /** Milliseconds to wait before asking again; 0 where the guesses may be made now. */
  readonly waitMs: number;
  /** Guesses that took a try away. */
  readonly taken: readonly string[];
}

/** Counts tries: they are taken before anybody looks, so that a crowd of requests has no more of them. */
export class LimiterObject extends DurableObject<Env> {
  #bucket: Bucket | null = null;
  /** The newest last. */
  readonly #guesses = new Set<string>();

  /** Takes a try for each guess that was not made lately, or none where there are not as many. */
  take(rule: LimiterRule, guesses: readonly string[]): Tries {
    const bucket = bucketAt(this.#bucket, rule, Date.now());
    const fresh = guesses.filter((guess) => !this.#guesses.has(guess));
    const wait = waitMs(bucket, rule, fresh.length);
    this.#bucket = wait === 0 ? spend(bucket, fresh.length) : bucket;
    return { waitMs: wait, taken: wait === 0 ? fresh : [] };
  }

  /** Gives the tries of right guesses back, and remembers the wrong ones. */
  settle(rule: LimiterRule, taken: readonly string[], wrong: readonly string[]): void {
    const missed = taken.filter((guess) => wrong.includes(guess));
    for (const guess of missed) this.#guesses.add(guess);
    for (const oldest of [...this.#guesses].slice(0, -GUESSES_MAX)) this.#guesses.delete(oldest);
    const bucket = bucketAt(this.#bucket, rule, Date.now());
    this.#bucket = giveBack(bucket, rule, taken.length - missed.length);
  }
}
