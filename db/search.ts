/** The search engine: one question to the index and the catalog, one page of products and facets. */
import type { SearchPage } from "../contracts/search.ts";
import type { Id } from "../domain/id.ts";
import { fail, ok, type Result } from "../domain/result.ts";
import type { Facts } from "../domain/search-facts.ts";
import { countFacets, passes } from "../domain/search-filter.ts";
import { pinnedQuery } from "../domain/search-log.ts";
import {
  decodeSearchCursor,
  encodeSearchCursor,
  type Place,
  type Placed,
  type PlacedPage,
  pageAfter,
  placeBy,
  type SearchSort,
} from "../domain/search-order.ts";
import type { SearchRequest } from "../domain/search-request.ts";
import type { ListingProblem } from "./catalog.ts";
import { type AttemptContext, attemptText } from "./search-attempt.ts";
import { foundProducts } from "./search-cards.ts";
import { nameStatements, shownFacets, wantedFacets } from "./search-facet-view.ts";
import { resolvedSelections, selectionStatement, wordGroups } from "./search-facets.ts";
import { type Found, rankFound } from "./search-find.ts";
import { liveNow, productsNow, rulesNow } from "./search-memory.ts";
import { likingOf } from "./search-profile.ts";
import { factsStatement, idsStatement, matchesOf } from "./search-reads.ts";
import { walkEndStatement, walkStatement } from "./search-walk.ts";
import type { Database } from "./statement.ts";

/** Where search reads. */
export interface SearchDatabases {
  readonly search: Database;
  readonly catalog: Database;
}

/**
 * A page of search results, or of a listing where there is no text. Counts and orders are exact for
 * up to matchesMax() matches; beyond, counts are estimated from a fair sample of that size, texts are
 * ranked within it, and listings are still in their exact order.
 * @param now epoch milliseconds
 */
export async function search(
  { search: db, catalog }: SearchDatabases,
  request: SearchRequest,
  now: number,
): Promise<Result<SearchPage, ListingProblem>> {
  const text = request.text.trim();
  const sort = request.sort === "relevance" && text === "" ? "featured" : request.sort;
  const after = afterOf(request, sort);
  if (!after.ok) return after;
  const context = await contextOf({ search: db, catalog }, request, now);
  const attempt = await attemptText(db, text, context);
  const pinned = await pinnedFacts(db, context, { text: attempt.text, sort });
  const found = withPinned(attempt.found, pinned);
  const plain = context.selections.map(({ selection }) => selection);
  const keyOf = new Map(context.selections.map(({ selection, facet }) => [facet, selection.key]));
  const matches = [...found.facts, ...found.relaxed];
  const counts = countFacets(matches, plain, (facet) => keyOf.get(facet));
  const isPassing = (facts: Facts) => plain.every((selection) => passes(facts, selection));
  const page = await pageOf(db, context, {
    request,
    sort,
    after: after.value,
    found,
    passing: [...counts.passing, ...found.beside.filter(isPassing)],
    pinned: pinned.filter(isPassing),
  });
  const scale = found.isAll || found.facts.length === 0 ? 1 : found.total / found.facts.length;
  const wanted = wantedFacets(counts, context.selections);
  const [ids, ...names] = await db.batch([
    idsStatement(db, context.scope.slot, page.docs),
    ...nameStatements(db, wanted),
  ]);
  const productIds = (ids?.results ?? []).map((row) => (row as { id: Id<"product"> }).id);
  const { original } = attempt;
  return ok({
    query: {
      text: attempt.text,
      corrected: original === null ? null : { text: attempt.text, original },
      isFallback: found.facts.length === 0 && found.relaxed.length > 0,
    },
    total: { count: Math.round(counts.passing.length * scale), isExact: found.isAll },
    products: await foundProducts(catalog, productIds, {
      at: request,
      query: found.understood?.query ?? null,
    }),
    facets: shownFacets(
      names.map(({ results }) => results),
      {
        locale: request.locale,
        counts,
        selections: context.selections,
        scale,
      },
    ),
    nextCursor:
      page.last === null
        ? null
        : encodeSearchCursor({ sort, currency: request.currency, place: page.last }),
  });
}

/** What the search is made with: read at once, and most of it from memory. */
async function contextOf(
  { search: db, catalog }: SearchDatabases,
  request: SearchRequest,
  now: number,
): Promise<AttemptContext> {
  const { locale, currency } = request;
  const [{ slot, generation }, rules, chosen] = await Promise.all([
    liveNow(db, now),
    rulesNow(catalog, locale, now),
    selectionStatement(db, request)?.all(),
  ]);
  const scope = { slot, locale, currency };
  return {
    scope,
    rules,
    isVerbatim: request.isVerbatim === true,
    products: await productsNow(db, scope, { generation, now }),
    selections: resolvedSelections(request, chosen?.results ?? []),
  };
}

interface PageRequest {
  readonly request: SearchRequest;
  readonly sort: SearchSort;
  readonly after: Place | null;
  readonly found: Found;
  readonly passing: readonly Facts[];
  readonly pinned: readonly Facts[];
}

async function pageOf(
  db: Database,
  context: AttemptContext,
  { request, sort, after, found, passing, pinned }: PageRequest,
): Promise<PlacedPage> {
  const { limit } = request;
  if (sort !== "relevance") {
    const hasNumbers = context.selections.some(({ selection }) => selection.kind === "number");
    if (!found.isAll && found.understood === null && !hasNumbers) {
      return walkedPage(db, context, { request, sort, after });
    }
    const placed = passing.map((facts) => ({ doc: facts.doc, place: placeBy(sort, facts) }));
    return pageAfter(placed, { after, limit });
  }
  const liking = await likingOf(db, request.profile, request.locale);
  const ranked = await rankFound(db, context.scope, { found, passing, liking });
  const places = new Map<number, Place>();
  for (const { doc, score } of passing) places.set(doc, [2, -score, doc]);
  for (const { doc, score } of ranked) places.set(doc, [1, -score, doc]);
  for (const [index, { doc }] of pinned.entries()) places.set(doc, [0, index, doc]);
  const placed = [...places].map(([doc, place]): Placed => ({ doc, place }));
  return pageAfter(placed, { after, limit });
}

/** A listing that is too large to be read whole keeps its exact order: it is walked. */
async function walkedPage(
  db: Database,
  { scope, selections }: AttemptContext,
  {
    request,
    sort,
    after,
  }: Pick<PageRequest, "request" | "after"> & { readonly sort: Exclude<SearchSort, "relevance"> },
): Promise<PlacedPage> {
  const sign = sort === "price_asc" ? 1 : -1;
  const [key, doc] = after ?? [];
  const walk = {
    sort,
    after: key === undefined || doc === undefined ? null : ([sign * key, sign * doc] as const),
    within: wordGroups(selections),
    inStockOnly: request.isInStock,
    price: request.price ?? ([null, null] as const),
    rating: (request.rating ?? 0) * 100,
    rows: request.limit + 1,
  };
  const { results } = await walkStatement(db, scope, walk).all<WalkedRow>();
  const page = results.slice(0, request.limit);
  // A page that is not full ends where the listing does, or where enough was passed over for it.
  const last =
    results.length > request.limit
      ? page.at(-1)
      : await walkEndStatement(db, scope, walk).first<WalkedRow>();
  return {
    docs: page.map((row) => row.doc),
    last: last == null ? null : [sign * last.sort_key, sign * last.doc],
  };
}

interface WalkedRow extends Record<string, unknown> {
  readonly doc: number;
  readonly sort_key: number;
}

async function pinnedFacts(
  db: Database,
  { scope, rules }: AttemptContext,
  { text, sort }: { readonly text: string; readonly sort: SearchSort },
): Promise<readonly Facts[]> {
  const ids = sort === "relevance" ? rules.pins.get(pinnedQuery(text)) : undefined;
  if (ids === undefined) return [];
  const { results } = await factsStatement(db, scope, ids).all();
  return matchesOf(results, ids.length + 1).facts;
}

/** What staff pinned is found, whatever its words. */
function withPinned(found: Found, pinned: readonly Facts[]): Found {
  const known = new Set([...found.facts, ...found.beside, ...found.relaxed].map(({ doc }) => doc));
  const others = pinned.filter(({ doc }) => !known.has(doc));
  return { ...found, facts: [...found.facts, ...others], total: found.total + others.length };
}

function afterOf(
  { cursor: word, currency }: SearchRequest,
  sort: SearchSort,
): Result<Place | null, ListingProblem> {
  if (word === null) return ok(null);
  const cursor = decodeSearchCursor(word);
  if (cursor === null) return refused("Expected the nextCursor of the page before");
  if (cursor.sort !== sort || cursor.currency !== currency) {
    return refused(`The cursor belongs to ${cursor.sort} in ${cursor.currency}`);
  }
  return ok(cursor.place);
}

function refused(detail: string) {
  return fail({ reason: "validation_failed", errors: [{ pointer: "/cursor", detail }] });
}
