/** Whether prices by quantity make sense together: more units never cost more each. */
import type { ListedPrice } from "./price-list.ts";

/** A price of which one costs more than where fewer are bought. */
export interface RisingBreak {
  readonly price: ListedPrice;
  /** The price that it is more than. */
  readonly before: ListedPrice;
}

/** @returns every break of one list at which the price of one unit rises */
export function risingBreaks(prices: readonly ListedPrice[]): RisingBreak[] {
  const groups = Map.groupBy(prices, ({ variantId, currency }) => `${variantId} ${currency}`);
  return [...groups.values()].flatMap((group) => {
    const sorted = group.toSorted((left, right) => left.fromQuantity - right.fromQuantity);
    return sorted.flatMap((price, index): RisingBreak[] => {
      const before = sorted[index - 1];
      return before !== undefined && price.minor > before.minor ? [{ price, before }] : [];
    });
  });
}
