/** What a listing's address asks for, and the addresses of what else it could ask for. */
import { SEARCH_TEXT_MAX } from "../../contracts/search.ts";
import { CURRENCY_DECIMALS, type Currency } from "../../domain/money.ts";
import type { Place } from "../../domain/place.ts";
import type { Range } from "../../domain/search-filter.ts";
import { SEARCH_SORTS, type SearchSort } from "../../domain/search-order.ts";
import { rangeIn, type SearchRequest } from "../../domain/search-request.ts";

/** Facets with names of the shop's own that count together, and values of each of them. */
const OWN_FACETS_MAX = 12;
const CHOICES_MAX = 20;
const CHOICE_LENGTH_MAX = 120;
const CURSOR_LENGTH_MAX = 400;
const RANGE_LENGTH_MAX = 40;
const RATING_MAX = 4;

const OWN_FACET = /^(?:attr|option)\.[\p{L}\p{N}._-]{1,80}$/u;
/** What a form sends of a range: two fields, of which either may be empty. An option has no range. */
const BOUND = /^(price|attr\..+)\.(min|max)$/;
/** Larger bounds bound nothing, and more decimals are not spelled without an exponent. */
const BOUND_MAX = 1e12;
const BOUND_DECIMALS = 6;

/** Everything that a listing can be asked beside its place and its page's own facet. */
export type ListingQuery = Pick<
  SearchRequest,
  "text" | "choices" | "price" | "rating" | "isInStock" | "sort" | "cursor"
> & { readonly isVerbatim: boolean };

/** What an address said. */
export interface ReadListing {
  readonly query: ListingQuery;
  /** Whether a form spelled it: such an address has a shorter one. */
  readonly isSpelledOut: boolean;
}

/** Reads an address; what is unknown or wrong is ignored, for others add theirs to shared links. */
export function readListing(parameters: URLSearchParams, currency: Currency): ReadListing {
  const text = (parameters.get("q") ?? "").trim().slice(0, SEARCH_TEXT_MAX);
  const rating = Number(parameters.get("rating"));
  const cursor = parameters.get("cursor");
  const bounds = boundsIn(parameters);
  const price = bounds.get("price");
  const query: ListingQuery = {
    text,
    isVerbatim: parameters.get("verbatim") === "true",
    choices: choicesIn(parameters, bounds),
    price: price === undefined ? rangeOf(parameters.get("price")) : minorRange(price, currency),
    rating: Number.isInteger(rating) && rating >= 1 && rating <= RATING_MAX ? rating : null,
    isInStock: parameters.get("in_stock") === "true",
    sort: sortIn(parameters.get("sort"), text),
    cursor: cursor !== null && cursor.length <= CURSOR_LENGTH_MAX ? cursor : null,
  };
  return { query, isSpelledOut: [...parameters.keys()].some((name) => BOUND.test(name)) };
}

/** @returns the order that needs no telling */
export function defaultSort(text: string): SearchSort {
  return text === "" ? "featured" : "relevance";
}

/** @returns whether anything narrows the listing beside its text */
export function isFiltered(query: ListingQuery): boolean {
  const { choices, price, rating, isInStock } = query;
  return choices.size > 0 || price !== null || rating !== null || isInStock;
}

/** @returns "?q=…&brand=…", every choice in one order; empty where nothing is asked */
export function listingSearch(query: ListingQuery): string {
  const { text, choices, price, rating, isInStock, sort, cursor, isVerbatim } = query;
  const pairs = new URLSearchParams();
  if (text !== "") pairs.set("q", text);
  if (isVerbatim) pairs.set("verbatim", "true");
  for (const [key, values] of [...choices].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    for (const value of values.toSorted()) pairs.append(key, value);
  }
  if (price !== null) pairs.set("price", rangeText(price));
  if (rating !== null) pairs.set("rating", String(rating));
  if (isInStock) pairs.set("in_stock", "true");
  if (sort !== defaultSort(text)) pairs.set("sort", sort);
  if (cursor !== null) pairs.set("cursor", cursor);
  return pairs.size === 0 ? "" : `?${pairs}`;
}

/** The listing from its first page on. */
export function fromStart(query: ListingQuery): ListingQuery {
  return { ...query, cursor: null };
}

/** The listing without one of its choices, or without all that a facet chose. */
export function without(query: ListingQuery, key: string, value?: string): ListingQuery {
  const first = fromStart(query);
  if (key === "price") return { ...first, price: null };
  if (key === "rating") return { ...first, rating: null };
  if (key === "in_stock") return { ...first, isInStock: false };
  const left = (query.choices.get(key) ?? []).filter((each) => each !== value);
  const choices = new Map(query.choices);
  if (value === undefined || left.length === 0) choices.delete(key);
  else choices.set(key, left);
  return { ...first, choices };
}

/** The listing without any filter. */
export function unfiltered(query: ListingQuery): ListingQuery {
  const none = { choices: new Map(), price: null, rating: null, isInStock: false };
  return { ...fromStart(query), ...none };
}

/** What of the listing has a meaning elsewhere: values have other names there, prices another scale. */
export function carriedOver(query: ListingQuery, from: Place, to: Place): ListingQuery {
  const isSameLanguage = from.locale === to.locale;
  return {
    ...fromStart(query),
    choices: new Map([...query.choices].filter(([key]) => isSameLanguage || !OWN_FACET.test(key))),
    price: from.currency === to.currency ? query.price : null,
  };
}

/** @returns "10-20", "10-", "-20" */
export function rangeText([from, to]: Range): string {
  return `${from ?? ""}-${to ?? ""}`;
}

function rangeOf(text: string | null): Range | null {
  return text === null || text.length > RANGE_LENGTH_MAX ? null : rangeIn(text);
}

function sortIn(named: string | null, text: string): SearchSort {
  const known = SEARCH_SORTS.find((sort) => sort === named);
  return known === undefined || (known === "relevance" && text === "") ? defaultSort(text) : known;
}

function choicesIn(
  parameters: URLSearchParams,
  bounds: ReadonlyMap<string, Range>,
): Map<string, readonly string[]> {
  const choices = new Map<string, readonly string[]>();
  for (const key of ["category", "collection"]) {
    const value = parameters.get(key) ?? "";
    if (isChoice(value)) choices.set(key, [value]);
  }
  const own = [...new Set(parameters.keys())].filter(
    (name) => OWN_FACET.test(name) && !BOUND.test(name),
  );
  for (const key of ["brand", ...own.slice(0, OWN_FACETS_MAX)]) {
    const values = [...new Set(parameters.getAll(key))].filter(isChoice).slice(0, CHOICES_MAX);
    if (values.length > 0) choices.set(key, values);
  }
  for (const [key, range] of [...bounds].slice(0, OWN_FACETS_MAX)) {
    if (OWN_FACET.test(key)) choices.set(key, [rangeText(range)]);
  }
  return choices;
}

function isChoice(value: string): boolean {
  return value !== "" && value.length <= CHOICE_LENGTH_MAX;
}

/** Ranges as forms send them; a field with something else in it stays open. */
function boundsIn(parameters: URLSearchParams): Map<string, Range> {
  const bounds = new Map<string, Range>();
  for (const [name, value] of parameters) {
    const [, key, end] = BOUND.exec(name) ?? [];
    if (key === undefined) continue;
    const number = value.trim() === "" ? Number.NaN : Number(value.trim().replace(",", "."));
    const bound = number >= 0 ? Number(Math.min(number, BOUND_MAX).toFixed(BOUND_DECIMALS)) : null;
    const [from, to] = bounds.get(key) ?? [null, null];
    bounds.set(key, end === "min" ? [bound, to] : [from, bound]);
  }
  const isOpen = ([from, to]: Range) => from === null && to === null;
  return new Map([...bounds].filter(([, range]) => !isOpen(range)));
}

/** People type whole units of money. */
function minorRange([from, to]: Range, currency: Currency): Range {
  const minor = (bound: number | null) =>
    bound === null ? null : Math.round(bound * 10 ** CURRENCY_DECIMALS[currency]);
  return [minor(from), minor(to)];
}
