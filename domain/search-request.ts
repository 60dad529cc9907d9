/** A search as the engine takes it, whoever asks: the API, a page, a collection. */
import type { Place } from "./place.ts";
import type { Range } from "./search-filter.ts";
import type { SearchSort } from "./search-order.ts";
import type { ShopperProfile } from "./search-rank.ts";

/** What is asked for. */
export interface SearchRequest extends Place {
  /** Empty for a listing. */
  readonly text: string;
  /** Chosen values by the key of their facet; what is not there is not chosen. */
  readonly choices: ReadonlyMap<string, readonly string[]>;
  readonly price: Range | null;
  /** Stars at least. */
  readonly rating: number | null;
  readonly isInStock: boolean;
  readonly sort: SearchSort;
  readonly limit: number;
  /** The `nextCursor` of the page before. */
  readonly cursor: string | null;
  /** Searched for as it is spelled, right or wrong. */
  readonly isVerbatim?: boolean;
  /** What the shopper likes; the order is everybody's without it. */
  readonly profile?: ShopperProfile;
}

/** As far as numbers are spelled again as they were read. */
const RANGE = /^(\d{1,15}(?:\.\d{1,6})?)?-(\d{1,15}(?:\.\d{1,6})?)?$/;

/** @returns the range that a parameter such as "10-20" or "10-" spells, or null */
export function rangeIn(text: string): Range | null {
  const [match, from, to] = RANGE.exec(text) ?? [];
  if (match === undefined || (from === undefined && to === undefined)) return null;
  return [from === undefined ? null : Number(from), to === undefined ? null : Number(to)];
}
