/** The tries that one caller has left at one thing, named by both. In memory: what it forgets is a few tries. */
import { DurableObject } from "cloudflare:workers";
import { type Bucket, bucketAt, type LimiterRule, spend, waitMs } from "../domain/limiter.ts";
import type { Env } from "../env.gen.ts";

/** Counts tries; asking costs none. */
export class LimiterObject extends DurableObject<Env> {
  #bucket: Bucket | null = null;

  /** @returns milliseconds to wait before the next try; 0 where it may be made now */
  wait(rule: LimiterRule): number {
    this.#bucket = bucketAt(this.#bucket, rule, Date.now());
    return waitMs(this.#bucket, rule);
  }

  /** Takes tries away. */
  spend(rule: LimiterRule, tries: number): void {
    this.#bucket = spend(bucketAt(this.#bucket, rule, Date.now()), tries);
  }
}
