/** A bucket of tries that fills again with time: whoever guesses has to wait. */

/** How many tries at once, and how long one takes to come back, in milliseconds. */
export interface LimiterRule {
  readonly tries: number;
  readonly refillMs: number;
}

/** How much is in the bucket, in tries, and when that was. */
export interface Bucket {
  readonly left: number;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** @returns the bucket as it is now; a new one is full */
export function bucketAt(bucket: Bucket | null, rule: LimiterRule, now: number): Bucket {
  if (bucket === null) return { left: rule.tries, at: now };
  const come = Math.max(0, now - bucket.at) / rule.refillMs;
  return { left: Math.min(rule.tries, bucket.left + come), at: Math.max(bucket.at, now) };
}

/** @returns milliseconds until there are so many whole tries; 0 where there are */
export function waitMs({ left }: Bucket, { refillMs }: LimiterRule, tries: number): number {
  return left >= tries ? 0 : Math.ceil((tries - left) * refillMs);
}

/** @returns the bucket with so many tries fewer, which it must have */
export function spend(bucket: Bucket, tries: number): Bucket {
  return { ...bucket, left: bucket.left - tries };
}

/** @returns the bucket with tries that were none after all */
export function giveBack(bucket: Bucket, rule: LimiterRule, tries: number): Bucket {
  return { ...bucket, left: Math.min(rule.tries, bucket.left + tries) };
}
