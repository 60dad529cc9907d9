/**
 * The lowest price before a reduction, which whoever announces one has to tell (Directive 98/6/EC,
 * article 6a, as of Directive (EU) 2019/2161).
 */

/** How far back the lowest price is looked for. */
export const PRIOR_PRICE_MS = 30 * 24 * 60 * 60 * 1000;

/** A price and since when it was asked for. */
export interface PriceRow {
  /** Epoch milliseconds. */
  readonly fromAt: number;
  readonly amountMinor: number;
}

/**
 * The lowest price that was asked for in the 30 days before today's came into force. What stood in
 * a draft was asked of nobody and does not count.
 * @param history of one variant in one currency, in any order; the last row is today's price
 * @param publishedAt when shoppers first saw the product; null is never
 * @returns null where nothing was asked for before: a new product has no prior price
 */
export function lowestPriorMinor(
  history: readonly PriceRow[],
  publishedAt: number | null,
): number | null {
  if (publishedAt === null) return null;
  const rows = changesOf(history, publishedAt);
  const today = rows.pop();
  if (today === undefined || rows.length === 0) return null;
  const since = today.fromAt - PRIOR_PRICE_MS;
  // A price stands until the next one: what ended before the window is no part of it.
  const within = rows.filter((_, index) => (rows[index + 1] ?? today).fromAt > since);
  return Math.min(...within.map(({ amountMinor }) => amountMinor));
}

/** The prices that shoppers were asked for, each until the next one, two equal ones as one. */
function changesOf(history: readonly PriceRow[], publishedAt: number): PriceRow[] {
  const sorted = history.toSorted((left, right) => left.fromAt - right.fromAt);
  const standing = sorted.findLastIndex(({ fromAt }) => fromAt <= publishedAt);
  const asked = sorted.slice(Math.max(0, standing));
  return asked.filter(
    ({ amountMinor }, index) => index === 0 || asked[index - 1]?.amountMinor !== amountMinor,
  );
}
