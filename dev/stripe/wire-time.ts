/** Time as Stripe writes it: whole seconds. */

/** Epoch milliseconds as epoch seconds. */
export function seconds(epochMs: number): number {
  return Math.floor(epochMs / 1000);
}
