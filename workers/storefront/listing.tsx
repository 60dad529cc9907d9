/** Reads a listing, of a category, a collection, a brand, a search or of everything, and answers its page. */
import type { Category, ProductCard } from "../../contracts/catalog.ts";
import type { SearchPage } from "../../contracts/search.ts";
import { type ListingProblem, listProducts } from "../../db/catalog.ts";
import { collectionPage } from "../../db/collections.ts";
import { search } from "../../db/search.ts";
import { openReader } from "../../db/statement.ts";
import { readSwatches, type Swatches } from "../../db/swatches.ts";
import { LOCALES } from "../../domain/locale.ts";
import type { Place } from "../../domain/place.ts";
import { ok, type Result } from "../../domain/result.ts";
import { logSearch } from "../../http/search-log.ts";
import { ShortMemory } from "../../runtime/short-memory.ts";
import { publicPage, type ShopContext } from "./answer.ts";
import { frameOf } from "./frame.ts";
import { type ListingHead, ListingPage } from "./listing-page.tsx";
import {
  carriedOver,
  fromStart,
  type ListingQuery,
  listingSearch,
  readListing,
} from "./listing-query.ts";

/** Products on one page: whole rows of two, three and four. */
const LISTING = 24;
const BEST_SELLERS = 8;
const SEE_OTHER = 303;
/** How long the colours of swatches may be old, in milliseconds. */
const SWATCHES_MS = 60_000;

const swatches = new ShortMemory<Swatches>({ keepMs: SWATCHES_MS, entriesMax: LOCALES.length });

/** Which listing it is. */
export interface ListingSubject {
  readonly place: Place;
  /** The roots. */
  readonly categories: readonly Category[];
  readonly trail?: readonly Category[];
  readonly head: ListingHead;
  /** The facet that the page itself chooses; "search" chooses none. */
  readonly of:
    | { readonly key: "category" | "collection" | "brand"; readonly value: string }
    | { readonly key: "search" | "everything" };
  readonly pathIn: (place: Place) => string;
}

/** Answers the page. */
export async function listing(c: ShopContext, subject: ListingSubject): Promise<Response> {
  const { place, categories, trail = [], head, of, pathIn } = subject;
  const { locale } = place;
  const { query, isSpelledOut } = readListing(new URL(c.req.url).searchParams, place.currency);
  const asked = withoutOwn(query, of.key);
  const path = pathIn(place);
  if (isSpelledOut) return c.redirect(`${path}${listingSearch(asked)}`, SEE_OTHER);
  const [answer, colours] = await Promise.all([
    found(c, asked, subject),
    swatches.recall(locale, Date.now(), () => readSwatches(openReader(c.env.CATALOG), locale)),
  ]);
  // A cursor of another order or of another time: the listing begins anew.
  if (!answer.ok) return c.redirect(`${path}${listingSearch(fromStart(asked))}`, SEE_OTHER);
  tellSearch(c, asked, { place, page: answer.value });
  const frame = frameOf({
    shopName: c.env.SHOP_NAME,
    ...place,
    categories,
    trail,
    searchText: query.text,
    inPlace: (other) => `${pathIn(other)}${listingSearch(carriedOver(asked, place, other))}`,
  });
  const isEmpty = answer.value.products.length === 0;
  const bestSellers = isEmpty ? await favourites(c, place) : [];
  const view = { place, path, query: asked, fixed: of.key, found: answer.value, swatches: colours };
  const content = { frame, origin: c.env.SHOP_ORIGIN, head, view, bestSellers };
  return publicPage(c, <ListingPage {...content} />, [answer.value, bestSellers]);
}

/** An address cannot choose what the page has chosen. */
function withoutOwn(query: ListingQuery, key: string): ListingQuery {
  if (!query.choices.has(key)) return query;
  const choices = new Map(query.choices);
  choices.delete(key);
  return { ...query, choices };
}

/** A collection has an order of its own, which no search knows; its facets are the search's. */
async function found(
  c: ShopContext,
  query: ListingQuery,
  { place, of }: ListingSubject,
): Promise<Result<SearchPage, ListingProblem>> {
  const now = Date.now();
  const databases = { search: openReader(c.env.SEARCH), catalog: openReader(c.env.CATALOG) };
  const choices = new Map(query.choices);
  if ("value" in of) choices.set(of.key, [of.value]);
  const request = { ...query, ...place, choices, limit: LISTING };
  if (of.key !== "collection" || listingSearch(fromStart(query)) !== "") {
    return search(databases, request, now);
  }
  const { cursor } = query;
  const [page, counted] = await Promise.all([
    collectionPage(databases.catalog, of.value, {
      ...place,
      limit: LISTING,
      ...(cursor === null ? {} : { cursor }),
    }),
    search(databases, { ...request, cursor: null, limit: 1 }, now),
  ]);
  if (page === null || !counted.ok) return counted;
  if (!page.ok) return page;
  const products = page.value.products.map((product) => ({ ...product, snippet: null }));
  return ok({ ...counted.value, products, nextCursor: page.value.nextCursor });
}

/** Counts the search for the suggestions of others, and what was looked for in vain. */
function tellSearch(
  c: ShopContext,
  { text, cursor }: ListingQuery,
  { place, page }: { readonly place: Place; readonly page: SearchPage },
): void {
  if (text === "" || cursor !== null) return;
  const { query, total } = page;
  const count = query.corrected !== null || query.isFallback ? 0 : total.count;
  c.executionCtx.waitUntil(
    logSearch(c.env, { locale: place.locale, text, found: count }, Date.now()),
  );
}

async function favourites(c: ShopContext, place: Place): Promise<readonly ProductCard[]> {
  const db = openReader(c.env.CATALOG);
  const page = await listProducts(db, { ...place, sort: "featured", limit: BEST_SELLERS });
  return page.ok ? page.value.products : [];
}
