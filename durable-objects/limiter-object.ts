/** The tries that one caller has left at one thing, named by both. In memory: what it forgets is a few tries. */
import { DurableObject } from "cloudflare:workers";
import { type Bucket, bucketAt, type LimiterRule, spend, waitMs } from "../domain/limiter.ts";
import type { Env } from "../env.gen.ts";

/** Guesses that are remembered, so that the same one counts once: whoever repeats it learns nothing. */
const GUESSES_MAX = 100;

/** Counts tries; asking costs none. */
export class LimiterObject extends DurableObject<Env> {
  #bucket: Bucket | null = null;
  /** The newest last. */
  readonly #guesses = new Set<string>();

  /** @returns milliseconds to wait before the next try; 0 where it may be made now */
  wait(rule: LimiterRule): number {
    this.#bucket = bucketAt(this.#bucket, rule, Date.now());
    return waitMs(this.#bucket, rule);
  }

  /** Takes a try away for each guess that was not made lately. */
  guess(rule: LimiterRule, guesses: readonly string[]): void {
    const fresh = guesses.filter((guess) => !this.#guesses.has(guess));
    for (const guess of fresh) this.#guesses.add(guess);
    for (const oldest of [...this.#guesses].slice(0, -GUESSES_MAX)) this.#guesses.delete(oldest);
    this.spend(rule, fresh.length);
  }

  /** Takes tries away. */
  spend(rule: LimiterRule, tries: number): void {
    this.#bucket = spend(bucketAt(this.#bucket, rule, Date.now()), tries);
  }
}
