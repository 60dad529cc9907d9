/** A listing: a category, a collection, a brand, everything, or what a search found. */
import type { CategoryLink, ProductCard } from "../../contracts/catalog.ts";
import { links } from "../../http/links.ts";
import { Breadcrumbs, type Crumb } from "../../ui/breadcrumbs.tsx";
import { breadcrumbList, DataBlock, itemList } from "../../ui/data-block.tsx";
import { Icon } from "../../ui/icon.tsx";
import { ShopPage } from "../../ui/page.tsx";
import { ProductGrid } from "../../ui/product-card.tsx";
import type { ShopFrame } from "../../ui/shop-frame.ts";
import { wordsIn } from "../../ui/words/words.ts";
import { ListingFilters } from "./listing-filters.tsx";
import { defaultSort, fromStart, isFiltered, listingSearch, unfiltered } from "./listing-query.ts";
import { ListingResults, ResultsBar } from "./listing-results.tsx";
import { chosenFilters, type ListingView } from "./listing-view.ts";

/** What a listing is called and where it hangs. */
export interface ListingHead {
  readonly title: string;
  readonly description: string;
  readonly seo: { readonly title: string; readonly description: string };
  /** The pages above, the shop's door left out. */
  readonly above: readonly Crumb[];
  /** The categories below. */
  readonly below: readonly (CategoryLink & { readonly productCount: number })[];
}

/** Everything that a listing shows. */
export interface ListingPageProps {
  readonly frame: ShopFrame;
  readonly origin: string;
  readonly head: ListingHead;
  readonly view: ListingView;
  /** Shown where nothing was found. */
  readonly bestSellers: readonly ProductCard[];
}

/** A listing's page. */
export function ListingPage({ frame, origin, head, view, bestSellers }: ListingPageProps) {
  const { path, query, found } = view;
  const { title, description, seo, above, below } = head;
  const asked = listingSearch({ ...unfiltered(query), sort: defaultSort(query.text) });
  const isPlain = query.text === "" && listingSearch(query) === "";
  const hasResults = found.total.count > 0 || isFiltered(query);
  return (
    <ShopPage
      frame={frame}
      title={seo.title}
      description={seo.description}
      canonical={`${origin}${path}${query.text === "" ? "" : asked}`}
      isUnlisted={!isPlain || view.fixed === "search"}
      head={<ListingData head={head} view={view} origin={origin} />}
    >
      <div class="wrap">
        <header class="category-head">
          <Breadcrumbs trail={above} here={title} place={frame} />
          <h1>{title}</h1>
          {description !== "" && <p class="lead">{description}</p>}
          <Reading view={view} />
          {below.length > 0 && (
            <nav class="chips" aria-label={wordsIn(frame.locale).listing.parts(title)}>
              {below.map((category) => (
                <a class="chip" href={links.category(category.handle, frame)}>
                  {category.title} <small class="soft">{category.productCount}</small>
                </a>
              ))}
            </nav>
          )}
        </header>
        {hasResults ? (
          <Listing view={view} />
        ) : (
          <NothingHere frame={frame} head={head} view={view} bestSellers={bestSellers} />
        )}
      </div>
    </ShopPage>
  );
}

/** How the search understood what was typed. */
function Reading({ view: { place, path, query, found } }: { view: ListingView }) {
  const { corrected, isFallback } = found.query;
  const { search: words } = wordsIn(place.locale);
  if (query.text === "") return null;
  const verbatim = listingSearch({ ...fromStart(query), isVerbatim: true });
  return (
    <>
      {corrected !== null && (
        <p class="reading">
          {words.showing} <strong>{corrected.text}</strong>.{" "}
          <span class="soft">
            {words.insteadOf} <a href={`${path}${verbatim}`}>{corrected.original}</a>{" "}
            {words.instead}.
          </span>
        </p>
      )}
      {isFallback && found.total.count > 0 && <p class="reading">{words.fallback}</p>}
    </>
  );
}

function Listing({ view }: { view: ListingView }) {
  return (
    <div class="listing" data-listing>
      <aside class="filters-side" data-filters-home>
        <ListingFilters view={view} />
      </aside>
      <div class="listing-main">
        <ResultsBar view={view} />
        <ChosenFilters view={view} />
        <ListingResults view={view} />
      </div>
      <FilterSheet view={view} />
    </div>
  );
}

/** Filters that are on; each leads to the listing without it. */
function ChosenFilters({ view }: { view: ListingView }) {
  const { listing: words } = wordsIn(view.place.locale);
  const chosen = chosenFilters(view);
  return (
    <nav
      class="chips chosen"
      id="chosen"
      aria-label={words.chosen}
      data-part
      hidden={chosen.length === 0}
    >
      {chosen.map(({ label, href }) => (
        <a class="chip" href={href} aria-label={words.remove(label)} data-swap>
          {label} <Icon name="close" size={14} />
        </a>
      ))}
      {chosen.length > 0 && (
        <a
          class="clear-all"
          href={`${view.path}${listingSearch(unfiltered(view.query))}`}
          data-swap
        >
          {words.clear}
        </a>
      )}
    </nav>
  );
}

/** On a phone the script shows the filters in here. */
function FilterSheet({ view }: { view: ListingView }) {
  const { listing: words, shell } = wordsIn(view.place.locale);
  return (
    <dialog class="drawer sheet" id="filter-sheet" aria-labelledby="filter-title" closedby="any">
      <header class="drawer-head">
        <h2 id="filter-title" tabindex={-1}>
          {words.filters}
        </h2>
        <form method="dialog">
          <button type="submit" class="icon-button" aria-label={shell.close}>
            <Icon name="close" size={22} />
          </button>
        </form>
      </header>
      <div class="sheet-body" data-filters-room />
      <p class="only-heard" role="status" data-announce />
    </dialog>
  );
}

function NothingHere(props: Omit<ListingPageProps, "origin">) {
  const { frame, head, view, bestSellers } = props;
  const { text } = view.query;
  const { search: words, listing, shell } = wordsIn(frame.locale);
  const isSearch = view.fixed === "search";
  return (
    <>
      <section class="empty">
        <Icon name={isSearch ? "search" : "leaf"} size={36} />
        {isSearch && text === "" ? null : <h2>{isSearch ? words.nothing(text) : listing.empty}</h2>}
        <p class="soft">
          {isSearch ? helpFor(text) : listing.emptyHelp(head.title, frame.currency)}
        </p>
        <nav class="chips" aria-label={shell.categories}>
          {frame.categories.map(({ handle, title }) => (
            <a class="chip" href={links.category(handle, frame)}>
              {title}
            </a>
          ))}
        </nav>
      </section>
      {bestSellers.length > 0 && (
        <section class="section" aria-label={listing.bestSellers}>
          <div class="section-head">
            <h2>{listing.bestSellers}</h2>
          </div>
          <ProductGrid products={bestSellers} place={frame} />
        </section>
      )}
    </>
  );

  function helpFor(asked: string): string {
    return asked === "" ? words.emptyHelp : words.nothingHelp;
  }
}

function ListingData(props: { head: ListingHead; view: ListingView; origin: string }) {
  const { head, view, origin } = props;
  const { place, path, found } = view;
  const products = found.products.map(({ title, handle }) => ({
    name: title,
    path: links.product(handle, place),
  }));
  const way = [
    { name: wordsIn(place.locale).shell.home, path: links.home(place) },
    ...head.above.map(({ label, href }) => ({ name: label, path: href })),
    { name: head.title, path },
  ];
  return (
    <>
      <DataBlock content={breadcrumbList(way, origin)} />
      {products.length > 0 && <DataBlock content={itemList(products, origin)} />}
    </>
  );
}
