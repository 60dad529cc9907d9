/** The products of a listing: how many, in which order, and the way to more of them. */
import { Icon } from "../../ui/icon.tsx";
import { ProductGrid } from "../../ui/product-card.tsx";
import { wordsIn } from "../../ui/words/words.ts";
import { FILTERS_FORM } from "./listing-filters.tsx";
import { defaultSort, fromStart, listingSearch, unfiltered } from "./listing-query.ts";
import type { ListingView } from "./listing-view.ts";

/** How many there are, and their order; on a phone the way to the filters. */
export function ResultsBar({ view }: { view: ListingView }) {
  const { listing: words } = wordsIn(view.place.locale);
  return (
    <div class="results-bar" id="results-bar" data-part>
      <p>{countText(view)}</p>
      <button type="button" class="button quiet filter-button" id="filter-open" data-filters-open>
        <Icon name="sliders" size={18} /> {words.filter}
      </button>
      <a class="button quiet filter-link" href={`#${FILTERS_FORM}`}>
        <Icon name="sliders" size={18} /> {words.filter}
      </a>
      <SortField view={view} />
    </div>
  );
}

/** The grid, and the link to what follows. */
export function ListingResults({ view }: { view: ListingView }) {
  const { place, path, query, found } = view;
  const { listing: words, search } = wordsIn(place.locale);
  const { products } = found;
  return (
    <section
      class="results"
      id="results"
      aria-label={words.results}
      data-part
      data-say={countText(view)}
      data-say-more={words.moreShown(products.length)}
    >
      {query.cursor !== null && (
        <p class="results-back">
          <a href={`${path}${listingSearch(fromStart(query))}`}>{words.first}</a>
        </p>
      )}
      {products.length === 0 ? (
        <div class="empty">
          <Icon name="leaf" size={36} />
          <h2>{search.nothingFiltered}</h2>
          <a class="button primary" href={`${path}${listingSearch(unfiltered(query))}`} data-swap>
            {words.clear}
          </a>
        </div>
      ) : (
        <ProductGrid products={products} place={place} isOnTop />
      )}
      <More view={view} />
    </section>
  );
}

function countText({ found, place }: ListingView): string {
  const { listing: words } = wordsIn(place.locale);
  const { count, isExact } = found.total;
  return isExact ? words.products(count) : words.about(count);
}

function SortField({ view: { place, query, found } }: { view: ListingView }) {
  const { listing: words } = wordsIn(place.locale);
  const usual = defaultSort(query.text);
  const hasRatings = found.facets.some(({ key }) => key === "rating");
  const sorts = (["relevance", "featured", "newest", "price_asc", "price_desc", "rating"] as const)
    .filter((sort) => sort !== "relevance" || query.text !== "")
    .filter((sort) => sort !== "rating" || hasRatings || query.sort === "rating");
  return (
    <div class="sort-form">
      <label class="soft" for="sort">
        {words.sort}
      </label>
      <span class="select-box">
        <select class="select" id="sort" name="sort" form={FILTERS_FORM} autocomplete="off">
          {sorts.map((sort) => (
            <option value={sort === usual ? "" : sort} selected={sort === query.sort}>
              {words.sorts[sort]}
            </option>
          ))}
        </select>
        <Icon name="chevron" size={16} />
      </span>
      <button type="submit" class="button quiet" form={FILTERS_FORM}>
        {words.show}
      </button>
    </div>
  );
}

function More({ view: { place, path, query, found } }: { view: ListingView }) {
  const { products, nextCursor, total } = found;
  const { listing: words } = wordsIn(place.locale);
  if (nextCursor === null) return null;
  const [before, shown, after] = words.seen(products.length, total.count);
  return (
    <nav class="more" aria-label={words.loadMoreLabel}>
      {query.cursor === null && (
        <>
          <p class="soft small">
            {before}
            <span data-shown>{shown}</span>
            {after}
          </p>
          <progress value={products.length} max={total.count} aria-hidden="true" />
        </>
      )}
      <a
        class="button quiet"
        href={`${path}${listingSearch({ ...query, cursor: nextCursor })}`}
        rel="next"
        data-more
      >
        {words.loadMore}
      </a>
    </nav>
  );
}
