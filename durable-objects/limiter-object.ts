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

  /** Takes one try, whatever for. @returns milliseconds to wait before asking again; 0 where it was there */
  count(rule: LimiterRule): number {
    return this.#spend(rule, 1);
  }

  /**
   * Takes a try for each guess that was not made lately, or none where there are not as many. A guess
   * that others have on its way costs nobody a second one: a crowd with one good code is let in.
   */
  take(rule: LimiterRule, guesses: readonly string[]): Tries {
    const fresh = [...new Set(guesses)].filter((guess) => !this.#guesses.has(guess));
    const wait = this.#spend(rule, fresh.length);
    if (wait > 0) return { waitMs: wait, taken: [] };
    for (const guess of fresh) this.#guesses.add(guess);
    for (const oldest of [...this.#guesses].slice(0, -GUESSES_MAX)) this.#guesses.delete(oldest);
    return { waitMs: 0, taken: fresh };
  }

  /** Gives the tries of right guesses back; the wrong ones stay counted. */
  settle(rule: LimiterRule, taken: readonly string[], wrong: readonly string[]): void {
    const right = taken.filter((guess) => !wrong.includes(guess));
    for (const guess of right) this.#guesses.delete(guess);
    this.#bucket = giveBack(bucketAt(this.#bucket, rule, Date.now()), rule, right.length);
  }

  #spend(rule: LimiterRule, tries: number): number {
    const bucket = bucketAt(this.#bucket, rule, Date.now());
    const wait = waitMs(bucket, rule, tries);
    this.#bucket = wait === 0 ? spend(bucket, tries) : bucket;
    return wait;
  }
}
