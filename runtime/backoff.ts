/** How long to wait before trying again. */

/**
 * Exponential with full jitter, capped.
 * Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 * @param attempt 0 for the first retry
 * @param chance 0 <= chance < 1
 * @returns milliseconds, at least a tenth of the step so that a retry is never immediate
 */
export function backoffMs(
  attempt: number,
  { baseMs, capMs, chance }: { baseMs: number; capMs: number; chance: number },
): number {
  const step = Math.min(capMs, baseMs * 2 ** Math.min(attempt, 30));
  return Math.round(step / 10 + (chance * step * 9) / 10);
}
