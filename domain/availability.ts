/** What may be said of the units left without lying and without telling the whole number. */

/** Up to this many units the number itself is told. */
export const LOW_STOCK_MAX = 5;

/** The stock message; `left` is told only where it is small. */
export interface Availability {
  readonly status: "in_stock" | "low_stock" | "sold_out";
  readonly left: number | null;
}

/** @param available units that can be bought; below zero counts as none */
export function availabilityOf(available: number): Availability {
  if (available <= 0) return { status: "sold_out", left: null };
  if (available <= LOW_STOCK_MAX) return { status: "low_stock", left: available };
  return { status: "in_stock", left: null };
}
