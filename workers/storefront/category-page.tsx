/** A listing: one category's products, or all of them. */
import type { Category, ProductPage, ProductSort } from "../../contracts/catalog.ts";
import { links, search } from "../../http/links.ts";
import { Breadcrumbs } from "../../ui/breadcrumbs.tsx";
import { Icon } from "../../ui/icon.tsx";
import { ShopPage } from "../../ui/page.tsx";
import { ProductGrid } from "../../ui/product-card.tsx";
import type { ShopFrame } from "../../ui/shop-frame.ts";

/** The orders a shopper may choose from, the default one first. */
export const SORT_LABELS: Readonly<Record<ProductSort, string>> = {
  featured: "Our favourites first",
  newest: "Newest first",
  price_asc: "Lowest price first",
  price_desc: "Highest price first",
};

/** Everything that a listing shows. */
export interface CategoryPageProps {
  readonly frame: ShopFrame;
  readonly canonical: string;
  readonly title: string;
  readonly description: string;
  /** The categories above, the root first. */
  readonly above: readonly Category[];
  readonly below: readonly Category[];
  readonly productCount: number;
  readonly page: ProductPage;
  readonly sort: ProductSort;
  /** Address of the listing without parameters. */
  readonly path: string;
  /** Whether products come before these ones: the page was opened by its cursor. */
  readonly isContinued: boolean;
}

/** A category's page. */
export function CategoryPage(props: CategoryPageProps) {
  const { frame, canonical, title, description, above, below, isContinued } = props;
  const trail = [
    { href: links.home(frame), label: "Home" },
    ...above.map((category) => ({
      href: links.category(category.handle, frame),
      label: category.title,
    })),
  ];
  return (
    <ShopPage
      frame={frame}
      title={title}
      description={description}
      canonical={canonical}
      isUnlisted={isContinued}
    >
      <div class="wrap">
        <header class="category-head">
          <Breadcrumbs trail={trail} here={title} />
          <h1>{title}</h1>
          {description !== "" && <p class="lead">{description}</p>}
          {below.length > 0 && (
            <nav class="chips" aria-label={`Parts of ${title}`}>
              {below.map((category) => (
                <a class="chip" href={links.category(category.handle, frame)}>
                  {category.title} <small class="soft">{category.productCount}</small>
                </a>
              ))}
            </nav>
          )}
        </header>
        <Results {...props} />
      </div>
    </ShopPage>
  );
}

function Results(props: CategoryPageProps) {
  const { frame, page, path, productCount, isContinued } = props;
  if (page.products.length === 0) return <NothingHere {...props} />;
  return (
    <>
      <div class="results-bar">
        <p>
          {productCount} {productCount === 1 ? "product" : "products"}
        </p>
        <SortForm {...props} />
      </div>
      <section class="results" aria-label="Products" data-results>
        {isContinued && (
          <p class="results-back">
            <a href={path}>Back to the first ones</a>
          </p>
        )}
        <ProductGrid products={page.products} place={frame} isOnTop />
        <More {...props} />
      </section>
    </>
  );
}

function SortForm({ path, sort }: CategoryPageProps) {
  return (
    <form class="sort-form" action={path} data-sort>
      <label class="soft" for="sort">
        Sort
      </label>
      <span class="select-box">
        <select class="select" id="sort" name="sort" autocomplete="off">
          {Object.entries(SORT_LABELS).map(([value, label]) => (
            <option value={value} selected={value === sort}>
              {label}
            </option>
          ))}
        </select>
        <Icon name="chevron" size={16} />
      </span>
      <button type="submit" class="button quiet">
        Show
      </button>
    </form>
  );
}

function More({ page, path, sort, productCount, isContinued }: CategoryPageProps) {
  const { products, nextCursor } = page;
  if (nextCursor === null) return null;
  return (
    <nav class="more" aria-label="More products">
      {!isContinued && (
        <>
          <p class="soft small">
            You have seen <span data-shown>{products.length}</span> of {productCount}
          </p>
          <progress value={products.length} max={productCount} aria-hidden="true" />
        </>
      )}
      <a
        class="button quiet"
        href={`${path}${search({ sort, cursor: nextCursor })}`}
        rel="next"
        data-more
      >
        Load more
      </a>
    </nav>
  );
}

function NothingHere({ frame, title }: CategoryPageProps) {
  return (
    <section class="empty">
      <Icon name="leaf" size={36} />
      <h2>Nothing here right now</h2>
      <p class="soft">
        {title} has no products in {frame.currency} today. Perhaps one of the other shelves?
      </p>
      <a class="button primary" href={links.products(frame)}>
        See everything
      </a>
    </section>
  );
}
