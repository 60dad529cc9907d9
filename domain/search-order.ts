/** The order of results, and the place where a page of them ended. */
import type { Facts } from "./search-facts.ts";

/** How results may be ordered. */
export const SEARCH_SORTS = [
  "relevance",
  "featured",
  "newest",
  "price_asc",
  "price_desc",
  "rating",
] as const;

/** An order of results. */
export type SearchSort = (typeof SEARCH_SORTS)[number];

/** Where a product stands: compared number by number, the smaller first. No two are equal. */
export type Place = readonly number[];

/** A product at its place. */
export interface Placed {
  readonly doc: number;
  readonly place: Place;
}

/** @returns the place of a product in an order that needs no ranking */
export function placeBy(sort: Exclude<SearchSort, "relevance">, facts: Facts): Place {
  const { doc } = facts;
  switch (sort) {
    case "featured":
      return [-facts.rank, -doc];
    case "newest":
      return [-facts.createdAt, -doc];
    case "price_asc":
      return [facts.priceMinor, doc];
    case "price_desc":
      return [-facts.priceMinor, -doc];
    case "rating":
      return [-facts.rating, -doc];
  }
}

/** @returns below 0 where `left` comes first */
export function comparePlaces(left: Place, right: Place): number {
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A page and where the next one begins. */
export interface PlacedPage {
  readonly docs: readonly number[];
  /** The place of the page's last product; null at the end. */
  readonly last: Place | null;
}

/** @returns the first products behind `after`, in order; none comes twice on the way through */
export function pageAfter(
  placed: readonly Placed[],
  { after, limit }: { readonly after: Place | null; readonly limit: number },
): PlacedPage {
  const sorted = placed.toSorted((left, right) => comparePlaces(left.place, right.place));
  const from =
    after === null ? 0 : sorted.findIndex(({ place }) => comparePlaces(place, after) > 0);
  const page = from < 0 ? [] : sorted.slice(from, from + limit);
  const hasMore = from >= 0 && sorted.length > from + limit;
  return { docs: page.map(({ doc }) => doc), last: hasMore ? (page.at(-1)?.place ?? null) : null };
}

/** Whose place a cursor is: of another order or another index it means nothing. */
export interface SearchCursor {
  readonly sort: SearchSort;
  /** Prices are places of their own currency only. */
  readonly currency: string;
  readonly place: Place;
}

/** @returns the cursor as base64url of its JSON */
export function encodeSearchCursor({ sort, currency, place }: SearchCursor): string {
  return btoa(JSON.stringify([sort, currency, ...place]))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** @returns the cursor; null where the word was not made by encodeSearchCursor() */
export function decodeSearchCursor(word: string): SearchCursor | null {
  const parts = parse(word);
  if (!Array.isArray(parts) || parts.length < 4 || parts.length > 6) return null;
  const [sort, currency, ...place]: unknown[] = parts;
  const known = SEARCH_SORTS.find((each) => each === sort);
  if (known === undefined || typeof currency !== "string") return null;
  const numbers = place.filter((each) => typeof each === "number" && Number.isFinite(each));
  if (numbers.length !== place.length) return null;
  return { sort: known, currency, place: numbers as number[] };
}

function parse(word: string): unknown {
  try {
    return JSON.parse(atob(word.replaceAll("-", "+").replaceAll("_", "/")));
  } catch {
    return null;
  }
}
