/** A product in a list: picture, name, price. */
import type { ProductCard as ProductCardView } from "../contracts/catalog.ts";
import type { Snippet } from "../contracts/search.ts";
import type { Locale } from "../domain/locale.ts";
import type { Place } from "../domain/place.ts";
import { links } from "../http/links.ts";
import { Marked } from "./marked.tsx";
import { Picture } from "./picture.tsx";
import { Price, priceText } from "./price.tsx";
import { unitPriceText } from "./unit-price.ts";
import { wordsIn } from "./words/words.ts";

/** Cards from the top of a page whose pictures are fetched at once. */
const FIRST_ROW = 4;

/** A product in a list, and where its description says what was searched for. */
export type ShownProduct = ProductCardView & { readonly snippet?: Snippet | null };

/** What a grid of cards shows. */
export interface ProductGridProps {
  readonly products: readonly ShownProduct[];
  readonly place: Place;
  /** Whether the grid stands at the top of its page, right under its main heading. */
  readonly isOnTop?: boolean;
}

/** Cards in a grid. */
export function ProductGrid({ products, place, isOnTop = false }: ProductGridProps) {
  return (
    <ul class="grid" data-grid>
      {products.map((product, index) => (
        <li>
          <ProductCard
            product={product}
            place={place}
            heading={isOnTop ? "h2" : "h3"}
            arrives={isOnTop && index < FIRST_ROW ? "soon" : "later"}
          />
        </li>
      ))}
    </ul>
  );
}

function ProductCard(props: {
  product: ShownProduct;
  place: Place;
  heading: "h2" | "h3";
  arrives: "soon" | "later";
}) {
  const { product, place, heading: Heading, arrives } = props;
  const { locale } = place;
  const { picture, secondPicture, priceFrom, priceTo, compareAt } = product;
  const mark = markOf(product, locale);
  const { card } = wordsIn(locale);
  return (
    <article class="card">
      <div class="card-pictures">
        <Picture picture={picture} isDecorative arrives={arrives} />
        {secondPicture !== null && <Picture picture={secondPicture} isDecorative isSecond />}
        {mark !== null && <span class="tag">{mark}</span>}
      </div>
      <div class="card-text">
        <Heading class="card-title">
          <a href={links.product(product.handle, place)}>{product.title}</a>
        </Heading>
        <Subtitle product={product} />
        <p class="card-price">
          <span>
            <Price
              amount={priceFrom}
              compareAt={compareAt}
              isFrom={priceFrom.minor !== priceTo.minor}
              locale={locale}
            />
          </span>
          {product.swatches.length > 1 && (
            <span class="card-colours">{card.colours(product.swatches.length)}</span>
          )}
        </p>
        <SmallPrint product={product} locale={locale} />
      </div>
    </article>
  );
}

/** Where the search found its words in the description, that part; else what the product is. */
function Subtitle({ product: { subtitle, snippet } }: { product: ShownProduct }) {
  if (snippet != null) {
    return (
      <p class="card-subtitle">
        <Marked text={snippet.text} spans={snippet.highlight} />
      </p>
    );
  }
  return subtitle === "" ? null : <p class="card-subtitle">{subtitle}</p>;
}

/** What the law wants told beside a price: for which amount it is, and how low it was before. */
function SmallPrint({ product, locale }: { product: ShownProduct; locale: Locale }) {
  const { compareAt, lowestPrior, priceFrom, unitPrice } = product;
  const { card } = wordsIn(locale);
  const isReduced = compareAt !== null && lowestPrior !== null;
  const perUnit = unitPriceText({ price: priceFrom, unitPrice }, locale);
  if (perUnit === "" && !isReduced) return null;
  return (
    <p class="card-small">
      {perUnit !== "" && <span class="price">{perUnit}</span>}
      {isReduced && <span>{card.lowest(priceText(lowestPrior, locale))}</span>}
    </p>
  );
}

/** The one thing most worth saying about a product at a glance. */
function markOf(product: ProductCardView, locale: Locale): string | null {
  const { availability, compareAt, tags } = product;
  const { card } = wordsIn(locale);
  if (availability.status === "sold_out") return card.soldOut;
  if (compareAt !== null) return card.sale;
  return tags.includes("new") ? card.new : null;
}
