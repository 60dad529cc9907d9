/** What a match is filtered, counted and ordered by, as one query reads it of each. */

/** A product that matches, without its texts. */
export interface Facts {
  readonly doc: number;
  /** The full-text score; higher is better. 0 where no text was asked. */
  readonly score: number;
  readonly isInStock: boolean;
  /** Hundredths; 0 without one. */
  readonly rating: number;
  readonly rank: number;
  readonly createdAt: number;
  /** The lowest price in the currency that was asked for, in minor units. */
  readonly priceMinor: number;
  /** "3.17" is value 17 of facet 3; "4n2.5" is the number 2.5 of facet 4, "4m2.5" its negative. */
  readonly words: readonly string[];
}

/** A row as the query packs it. */
export type FactsTuple = readonly [
  doc: number,
  score: number,
  isInStock: number,
  rating: number,
  rank: number,
  createdAt: number,
  priceMinor: number,
  filters: string,
];

/** The part of a packed word: a value of a choice, or a number. */
export type FacetWord =
  | { readonly facet: number; readonly value: number }
  | { readonly facet: number; readonly number: number };

/** @returns the packed row, unpacked */
export function factsOf(tuple: FactsTuple): Facts {
  const [doc, score, isInStock, rating, rank, createdAt, priceMinor, filters] = tuple;
  // The first word is the language.
  const words = filters.split(" ").slice(1);
  return { doc, score, isInStock: isInStock === 1, rating, rank, createdAt, priceMinor, words };
}

/** @returns what a packed word says */
export function facetWord(word: string): FacetWord | null {
  const [, facet, mark, rest] = /^(\d+)([.nm])(.+)$/.exec(word) ?? [];
  const amount = Number(rest);
  if (facet === undefined || mark === undefined || !Number.isFinite(amount)) return null;
  if (mark === ".") return { facet: Number(facet), value: amount };
  return { facet: Number(facet), number: mark === "m" ? -amount : amount };
}
