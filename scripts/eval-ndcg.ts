/** How well a ranking is ordered: NDCG with exponential gain, as the public evaluation defines it. */

/** Judged products of a query and their grades, 0 and up. */
export type Judged = ReadonlyMap<string, number>;

/**
 * NDCG@k = DCG@k / DCG@k of the best order of all judged products, DCG@k = sum of
 * (2^grade - 1) / log2(rank + 1) over the first k; what is not judged has grade 0 (Järvelin and
 * Kekäläinen 2002, with Burges' gain).
 * @returns null where no product is any good: the query cannot be answered
 */
export function ndcg(ranking: readonly string[], judged: Judged, k: number): number | null {
  const best = dcg(
    [...judged.values()].sort((left, right) => right - left),
    k,
  );
  if (best === 0) return null;
  return (
    dcg(
      ranking.map((id) => judged.get(id) ?? 0),
      k,
    ) / best
  );
}

/** @returns the mean; NaN of nothing */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function dcg(grades: readonly number[], k: number): number {
  return grades
    .slice(0, k)
    .reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0);
}
