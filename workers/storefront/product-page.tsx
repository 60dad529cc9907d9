/** A product: its pictures, the choice of a variant, what it is made of, when it comes. */
import type { Product, ProductCard, RelatedProducts, Variant } from "../../contracts/catalog.ts";
import { money } from "../../domain/money.ts";
import type { Place } from "../../domain/place.ts";
import type { ShippingOption } from "../../domain/quote.ts";
import { links } from "../../http/links.ts";
import { Breadcrumbs } from "../../ui/breadcrumbs.tsx";
import { Icon } from "../../ui/icon.tsx";
import { ShopPage } from "../../ui/page.tsx";
import { priceText } from "../../ui/price.tsx";
import { ProductGrid } from "../../ui/product-card.tsx";
import type { ShopFrame } from "../../ui/shop-frame.ts";
import { wordsIn } from "../../ui/words/words.ts";
import { BuyForm } from "./buy-form.tsx";
import { deliveryDays } from "./delivery.ts";
import { hasFacts, ProductFacts } from "./product-facts.tsx";
import { ProductGallery } from "./product-gallery.tsx";
import { ProductJsonLd } from "./product-json-ld.tsx";
import { QuantityPrices } from "./quantity-prices.tsx";
import { RecentShelf } from "./recent-shelf.tsx";

/** Everything that a product's page shows. */
export interface ProductPageProps {
  readonly frame: ShopFrame;
  /** The shop's origin, for addresses that leave the page. */
  readonly origin: string;
  readonly product: Product;
  /** The variant that the address names, or the first that can be had. */
  readonly chosen: Variant;
  readonly shipping: readonly ShippingOption[];
  readonly beside: RelatedProducts;
}

/** A product's page. */
export function ProductPage(props: ProductPageProps) {
  const { frame, origin, product, chosen, shipping, beside } = props;
  const { locale, currency } = frame;
  const { product: words } = wordsIn(locale);
  const [picture] = product.pictures;
  const recent = { handle: product.handle, title: product.title, picture: picture?.src ?? "" };
  const canonical = `${origin}${links.product(product.handle, frame)}`;
  return (
    <ShopPage
      frame={frame}
      title={product.seo.title}
      description={product.seo.description}
      canonical={canonical}
      image={picture && `${origin}${picture.src}`}
      head={<ProductJsonLd product={product} place={frame} origin={origin} />}
    >
      <div class="wrap" data-product={JSON.stringify(recent)}>
        <article class="product-article">
          <Breadcrumbs trail={trailOf(product, frame)} here={product.title} place={frame} />
          <div class="product">
            <ProductGallery product={product} chosen={chosen} locale={locale} />
            <div class="product-info">
              <header>
                {product.brand !== null && (
                  <p class="brand-name">
                    <a href={links.brand(product.brand.handle, frame)}>{product.brand.title}</a>
                  </p>
                )}
                <h1>{product.title}</h1>
                {product.subtitle !== "" && <p class="lead">{product.subtitle}</p>}
              </header>
              <BuyForm product={product} chosen={chosen} place={{ locale, currency }} />
              <QuantityPrices product={product} locale={locale} />
              <Delivery shipping={shipping} place={frame} />
              <Folds product={product} chosen={chosen} place={frame} />
            </div>
          </div>
        </article>
        <Shelf title={words.complementary} products={beside.complementary} place={frame} />
        <Shelf title={words.related} products={beside.related} place={frame} />
        <RecentShelf place={frame} />
      </div>
    </ShopPage>
  );
}

function trailOf({ breadcrumbs }: Product, place: Place) {
  return breadcrumbs.map(({ handle, title }) => ({
    href: links.category(handle, place),
    label: title,
  }));
}

function Shelf(props: { title: string; products: readonly ProductCard[]; place: Place }) {
  const { title, products, place } = props;
  if (products.length === 0) return null;
  return (
    <section class="section" aria-label={title}>
      <div class="section-head">
        <h2>{title}</h2>
      </div>
      <ProductGrid products={products} place={place} />
    </section>
  );
}

function Delivery(props: { shipping: readonly ShippingOption[]; place: Place }) {
  const { shipping, place } = props;
  const { locale, currency } = place;
  const { product: words } = wordsIn(locale);
  if (shipping.length === 0) return null;
  return (
    <section class="delivery" aria-labelledby="delivery-title">
      <h2 class="only-heard" id="delivery-title">
        {words.delivery}
      </h2>
      <ul>
        {shipping.map((option) => (
          <li>
            <Icon name="truck" />
            <span>
              {option.label}
              <span class="soft">, {deliveryDays(option, locale)}</span>
            </span>
            <span class="delivery-price">
              {option.amountMinor === 0
                ? words.free
                : priceText(money(option.amountMinor, currency), locale)}
              {option.freeFromMinor !== null && option.amountMinor > 0 && (
                <span class="soft">
                  , {words.freeFrom(priceText(money(option.freeFromMinor, currency), locale))}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Folds(props: { product: Product; chosen: Variant; place: Place }) {
  const { description } = props.product;
  const { product: words } = wordsIn(props.place.locale);
  return (
    <div class="folds">
      {description !== "" && (
        <details class="fold" open>
          <summary>
            {words.about} <Icon name="plus" size={18} />
          </summary>
          <div class="prose">
            {description.split(/\n{2,}/).map((paragraph) => (
              <p>{paragraph}</p>
            ))}
          </div>
        </details>
      )}
      {hasFacts(props.product, props.chosen) && (
        <details class="fold" open>
          <summary>
            {words.details} <Icon name="plus" size={18} />
          </summary>
          <ProductFacts {...props} />
        </details>
      )}
    </div>
  );
}
