/** A product in a list: picture, name, price. */
import type { ProductCard as ProductCardView } from "../contracts/catalog.ts";
import type { Place } from "../domain/place.ts";
import { links } from "../http/links.ts";
import { Picture } from "./picture.tsx";
import { Price } from "./price.tsx";

/** Cards from the top of a page whose pictures are fetched at once. */
const FIRST_ROW = 4;

/** What a grid of cards shows. */
export interface ProductGridProps {
  readonly products: readonly ProductCardView[];
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
  product: ProductCardView;
  place: Place;
  heading: "h2" | "h3";
  arrives: "soon" | "later";
}) {
  const { product, place, heading: Heading, arrives } = props;
  const { picture, secondPicture, priceFrom, priceTo, compareAt } = product;
  const mark = markOf(product);
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
        {product.subtitle !== "" && <p class="card-subtitle">{product.subtitle}</p>}
        <p class="card-price">
          <span>
            <Price
              amount={priceFrom}
              compareAt={compareAt}
              isFrom={priceFrom.minor !== priceTo.minor}
            />
          </span>
          {product.swatches.length > 1 && (
            <span class="card-colours">{product.swatches.length} colours</span>
          )}
        </p>
      </div>
    </article>
  );
}

/** The one thing most worth saying about a product at a glance. */
function markOf({ availability, compareAt, tags }: ProductCardView): string | null {
  if (availability.status === "sold_out") return "Sold out";
  if (compareAt !== null) return "Sale";
  return tags.includes("new") ? "New" : null;
}
