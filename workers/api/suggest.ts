/** GET /api/search/suggest. */
import { Hono } from "hono";
import { suggestApi } from "../../contracts/api-suggest.ts";
import { liveSlot, type Slot } from "../../db/search-index.ts";
import { type SuggestedProduct, suggestionSources } from "../../db/search-suggest.ts";
import { openReader } from "../../db/statement.ts";
import { money } from "../../domain/money.ts";
import type { Place } from "../../domain/place.ts";
import { ok } from "../../domain/result.ts";
import {
  highlight,
  rankSuggestions,
  type Suggestion,
  type Typed,
  typedText,
} from "../../domain/search-suggest.ts";
import type { AppEnv } from "../../http/context.ts";
import { links } from "../../http/links.ts";
import { route } from "../../http/route.ts";
import { ShortMemory } from "../../runtime/short-memory.ts";
import type { Env } from "./env.gen.ts";

/** The old slot stays whole for a while after a swap, so a late answer is no wrong one. */
const SLOT_MS = 10_000;
const slots = new ShortMemory<Slot>({ keepMs: SLOT_MS, entriesMax: 1 });

/** Completing a search. */
export const suggestRoutes = new Hono<AppEnv<Env>>();

route(suggestRoutes, suggestApi.suggest, async (c, { query: { q, limit, ...place } }) => {
  const typed = typedText(q);
  if (typed === null) return ok({ suggestions: [] });
  const search = openReader(c.env.SEARCH);
  const slot = await slots.recall("live", Date.now(), () => liveSlot(search));
  const databases = { search, catalog: openReader(c.env.CATALOG) };
  const sources = await suggestionSources(databases, slot, { ...place, typed });
  const suggestions = rankSuggestions(sources, { limit, locale: place.locale });
  return ok({ suggestions: suggestions.map((each) => lineOf(each, { typed, place })) });
});

function lineOf(
  suggestion: Suggestion<SuggestedProduct>,
  { typed, place }: { readonly typed: Typed; readonly place: Place },
) {
  const { kind, text } = suggestion;
  const line = { kind, text, highlight: highlight(text, typed) };
  if (suggestion.kind === "product") {
    const { handle, pictureKey, priceMinor } = suggestion.product;
    const picture = pictureKey === null ? null : links.media(pictureKey);
    const price = priceMinor === null ? null : money(priceMinor, place.currency);
    return { ...line, href: links.product(handle, place), picture, price };
  }
  return { ...line, href: hrefOf(suggestion, place), picture: null, price: null };
}

function hrefOf(
  { kind, text, handle }: Exclude<Suggestion<SuggestedProduct>, { kind: "product" }>,
  place: Place,
): string {
  if (kind === "category") return links.category(handle, place);
  return kind === "brand" ? links.brand(handle, place) : links.search(place, { q: text });
}
