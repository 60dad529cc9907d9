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

/** @returns milliseconds until there is a whole try; 0 where there is one */
export function waitMs({ left }: Bucket, { refillMs }: LimiterRule): number {
  return left >= 1 ? 0 : Math.ceil((1 - left) * refillMs);
}

/** @returns the bucket with so many tries fewer; it may owe some, which only makes the wait longer */
export function spend(bucket: Bucket, tries: number): Bucket {
  return { ...bucket, left: bucket.left - tries };
}
