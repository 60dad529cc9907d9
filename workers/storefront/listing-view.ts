/** A listing as its page shows it. */
import type { SearchPage } from "../../contracts/search.ts";
import type { Swatches } from "../../db/swatches.ts";
import { type Money, money } from "../../domain/money.ts";
import type { Place } from "../../domain/place.ts";
import { rangeIn } from "../../domain/search-request.ts";
import { priceText } from "../../ui/price.tsx";
import { wordsIn } from "../../ui/words/words.ts";
import { type ListingQuery, listingSearch, without } from "./listing-query.ts";

/** What was asked and what was found. */
export interface ListingView {
  readonly place: Place;
  /** Address of the listing without parameters. */
  readonly path: string;
  readonly query: ListingQuery;
  /** Key of the facet that is the page itself; null where there is none. */
  readonly fixed: string | null;
  readonly found: SearchPage;
  readonly swatches: Swatches;
}

/** A filter that is on, and the address of the listing without it. */
export interface ChosenFilter {
  readonly label: string;
  readonly href: string;
}

/** @returns every filter that is on, in the order of the address */
export function chosenFilters(view: ListingView): ChosenFilter[] {
  const { query, place } = view;
  const { price, rating, isInStock, choices } = query;
  const { listing: words, stock } = wordsIn(place.locale);
  const chip = (label: string, key: string, value?: string) => ({
    label,
    href: `${view.path}${listingSearch(without(query, key, value))}`,
  });
  return [
    ...[...choices].flatMap(([key, values]) =>
      values.map((value) => chip(labelOf(view, key, value), key, value)),
    ),
    ...(price === null
      ? []
      : [
          chip(
            rangeLabel(price, (bound) => priceOf(bound)),
            "price",
          ),
        ]),
    ...(rating === null ? [] : [chip(words.stars(rating), "rating")]),
    ...(isInStock ? [chip(stock.inStock, "in_stock")] : []),
  ];

  function priceOf(minor: number): string {
    const amount: Money = money(Math.round(minor), place.currency);
    return priceText(amount, place.locale);
  }
}

/** As its facet calls it; a value that nothing has any more is called what the address calls it. */
function labelOf({ found, place }: ListingView, key: string, value: string): string {
  const facet = found.facets.find((each) => each.key === key);
  const range = facet?.kind === "range" ? rangeIn(value) : null;
  if (facet !== undefined && range !== null) {
    const unit = facet.unit === null ? "" : ` ${facet.unit}`;
    const text = rangeLabel(range, (bound) => bound.toLocaleString(place.locale));
    return `${facet.label}: ${text}${unit}`;
  }
  const { listing: words } = wordsIn(place.locale);
  const label = facet?.values.find((each) => each.value === value)?.label ?? value;
  if (label === "true" || label === "false") {
    return `${facet?.label ?? key}: ${label === "true" ? words.yes : words.no}`;
  }
  return label;
}

/** @returns "€10.00 – €50.00", "≥ €10.00", "≤ €50.00" */
function rangeLabel(
  [from, to]: readonly [number | null, number | null],
  spell: (bound: number) => string,
): string {
  if (from === null) return to === null ? "" : `≤ ${spell(to)}`;
  return to === null ? `≥ ${spell(from)}` : `${spell(from)} – ${spell(to)}`;
}
