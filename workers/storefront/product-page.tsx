/** A product: its pictures, the choice of a variant, what it is made of, when it comes. */
import type { Attribute, Product, ProductCard, Variant } from "../../contracts/catalog.ts";
import { type Currency, money } from "../../domain/money.ts";
import type { Place } from "../../domain/place.ts";
import type { ShippingOption } from "../../domain/quote.ts";
import { links } from "../../http/links.ts";
import { Breadcrumbs } from "../../ui/breadcrumbs.tsx";
import { Icon } from "../../ui/icon.tsx";
import { ShopPage } from "../../ui/page.tsx";
import { priceText } from "../../ui/price.tsx";
import { ProductGrid } from "../../ui/product-card.tsx";
import type { ShopFrame } from "../../ui/shop-frame.ts";
import { BuyForm } from "./buy-form.tsx";
import { deliveryDays } from "./delivery.ts";
import { ProductGallery } from "./product-gallery.tsx";
import { ProductJsonLd } from "./product-json-ld.tsx";
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
  readonly related: readonly ProductCard[];
}

/** A product's page. */
export function ProductPage(props: ProductPageProps) {
  const { frame, origin, product, chosen, shipping, related } = props;
  const { locale, currency } = frame;
  const [picture] = product.pictures;
  const recent = { handle: product.handle, title: product.title, picture: picture?.src ?? "" };
  const canonical = `${origin}${links.product(product.handle, frame)}`;
  return (
    <ShopPage
      frame={frame}
      title={product.title}
      description={product.subtitle || firstSentence(product.description)}
      canonical={canonical}
      image={picture && `${origin}${picture.src}`}
      head={<ProductJsonLd product={product} place={frame} origin={origin} />}
    >
      <div class="wrap" data-product={JSON.stringify(recent)}>
        <article class="product-article">
          <Breadcrumbs trail={trailOf(product, frame)} here={product.title} />
          <div class="product">
            <ProductGallery pictures={product.pictures} chosen={chosen.optionValues[0] ?? null} />
            <div class="product-info">
              <header>
                {product.brand !== null && <p class="brand-name">{product.brand.title}</p>}
                <h1>{product.title}</h1>
                {product.subtitle !== "" && <p class="lead">{product.subtitle}</p>}
              </header>
              <BuyForm product={product} chosen={chosen} place={{ locale, currency }} />
              <Delivery shipping={shipping} currency={currency} />
              <Folds product={product} />
            </div>
          </div>
        </article>
        {related.length > 0 && (
          <section class="section" aria-labelledby="related-title">
            <div class="section-head">
              <h2 id="related-title">Good company</h2>
            </div>
            <ProductGrid products={related} place={frame} />
          </section>
        )}
        <RecentShelf place={frame} />
      </div>
    </ShopPage>
  );
}

function trailOf(product: Product, place: Place) {
  return [
    { href: links.home(place), label: "Home" },
    ...product.breadcrumbs.map(({ handle, title }) => ({
      href: links.category(handle, place),
      label: title,
    })),
  ];
}

function Delivery(props: { shipping: readonly ShippingOption[]; currency: Currency }) {
  const { shipping, currency } = props;
  if (shipping.length === 0) return null;
  return (
    <section class="delivery" aria-labelledby="delivery-title">
      <h2 class="only-heard" id="delivery-title">
        Delivery
      </h2>
      <ul>
        {shipping.map((option) => (
          <li>
            <Icon name="truck" />
            <span>
              {option.label}
              <span class="soft">, {deliveryDays(option)}</span>
            </span>
            <span class="delivery-price">
              {option.amountMinor === 0 ? "Free" : priceText(money(option.amountMinor, currency))}
              {option.freeFromMinor !== null && option.amountMinor > 0 && (
                <span class="soft">
                  , free from {priceText(money(option.freeFromMinor, currency))}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Folds({ product: { description, attributes } }: { product: Product }) {
  return (
    <div class="folds">
      {description !== "" && (
        <details class="fold" open>
          <summary>
            About it <Icon name="plus" size={18} />
          </summary>
          <div class="prose">
            {description.split(/\n{2,}/).map((paragraph) => (
              <p>{paragraph}</p>
            ))}
          </div>
        </details>
      )}
      {attributes.length > 0 && (
        <details class="fold" open>
          <summary>
            Details <Icon name="plus" size={18} />
          </summary>
          <table class="facts">
            <tbody>
              {attributes.map((attribute) => (
                <tr>
                  <th scope="row">{attribute.label}</th>
                  <td>{attributeText(attribute)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </div>
  );
}

function attributeText({ values, unit }: Attribute): string {
  const texts = values.map(({ value, text }) => {
    if (typeof value === "boolean") return value ? "Yes" : "No";
    return typeof value === "number" ? value.toLocaleString("en") : text;
  });
  return unit === null ? texts.join(", ") : `${texts.join(", ")} ${unit}`;
}

function firstSentence(text: string): string {
  return text.split(/(?<=[.!?])\s/, 1)[0] ?? text;
}
