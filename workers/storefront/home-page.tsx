/** The shop's door: what it is, where to go, what others like. */
import type { Category, ProductCard } from "../../contracts/catalog.ts";
import { money } from "../../domain/money.ts";
import type { Place } from "../../domain/place.ts";
import type { ShippingOption } from "../../domain/quote.ts";
import { links } from "../../http/links.ts";
import { freeShippingFrom } from "../../ui/cart-totals.tsx";
import { Icon, type IconName } from "../../ui/icon.tsx";
import { ShopPage } from "../../ui/page.tsx";
import { Picture } from "../../ui/picture.tsx";
import { priceText } from "../../ui/price.tsx";
import { ProductGrid } from "../../ui/product-card.tsx";
import type { ShopFrame } from "../../ui/shop-frame.ts";
import { deliveryDays } from "./delivery.ts";
import type { Hero } from "./hero.ts";
import { RecentShelf } from "./recent-shelf.tsx";
import { HOME, TAGLINE } from "./shop-words.ts";

/** Everything that the home page shows. */
export interface HomePageProps {
  readonly frame: ShopFrame;
  readonly canonical: string;
  readonly hero: Hero | null;
  readonly categories: readonly Category[];
  readonly bestSellers: readonly ProductCard[];
  readonly newest: readonly ProductCard[];
  readonly shipping: readonly ShippingOption[];
}

/** The home page. */
export function HomePage(props: HomePageProps) {
  const { frame, canonical, hero, categories, bestSellers, newest, shipping } = props;
  return (
    <ShopPage frame={frame} title={TAGLINE} description={HOME.description} canonical={canonical}>
      <div class="wrap">
        <HeroBlock hero={hero} place={frame} />
        <CategoryTiles categories={categories} place={frame} />
        <Shelf title="What people come back for" products={bestSellers} place={frame} />
      </div>
      <Editorial />
      <div class="wrap">
        <Shelf title="Just arrived" products={newest} place={frame} sort="newest" />
        <RecentShelf place={frame} />
        <Trust shipping={shipping} place={frame} />
      </div>
    </ShopPage>
  );
}

function HeroBlock({ hero, place }: { hero: Hero | null; place: Place }) {
  return (
    <section class="hero" aria-labelledby="hero-title">
      <h1 id="hero-title">{TAGLINE}</h1>
      <div class="hero-text">
        <p class="lead">{HOME.lead}</p>
        <a class="button primary" href={links.products(place)}>
          See everything
        </a>
      </div>
      {hero !== null && (
        <picture class="picture">
          {hero.tall !== null && <source media="(width < 48rem)" srcset={hero.tall} />}
          <img src={hero.wide} alt={hero.alt} fetchpriority="high" decoding="async" />
        </picture>
      )}
    </section>
  );
}

function CategoryTiles(props: { categories: readonly Category[]; place: Place }) {
  return (
    <section class="section" aria-labelledby="rooms-title">
      <div class="section-head">
        <h2 id="rooms-title">Around the house</h2>
      </div>
      <ul class="category-tiles">
        {props.categories.map(({ handle, title, picture, productCount }) => (
          <li class="category-tile">
            <Picture picture={picture} isDecorative />
            <h3>
              <a href={links.category(handle, props.place)}>{title}</a>
              <small>{productCount}</small>
            </h3>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Shelf(props: {
  title: string;
  products: readonly ProductCard[];
  place: Place;
  sort?: string;
}) {
  const { title, products, place, sort } = props;
  const all = links.products(place);
  if (products.length === 0) return null;
  return (
    <section class="section" aria-label={title}>
      <div class="section-head">
        <h2>{title}</h2>
        <a class="arrow-link" href={sort === undefined ? all : `${all}?sort=${sort}`}>
          See all<span class="only-heard"> products</span> <Icon name="arrow" size={18} />
        </a>
      </div>
      <ProductGrid products={products} place={place} />
    </section>
  );
}

function Editorial() {
  const { title, reasons } = HOME.editorial;
  return (
    <section class="section editorial" aria-labelledby="editorial-title">
      <div class="wrap">
        <h2 id="editorial-title">{title}</h2>
        <ol>
          {reasons.map((reason) => (
            <li>
              <h3>{reason.title}</h3>
              <p>{reason.text}</p>
            </li>
          ))}
        </ol>
      </div>
    </section>
  );
}

function Trust(props: { shipping: readonly ShippingOption[]; place: Place }) {
  const {
    shipping,
    place: { currency },
  } = props;
  const { returns, payment } = HOME.trust;
  const freeFromMinor = freeShippingFrom(shipping);
  const [fastest] = shipping.toSorted((a, b) => a.daysMax - b.daysMax);
  return (
    <section class="section" aria-label="Good to know">
      <ul class="trust">
        {fastest !== undefined && (
          <TrustItem
            icon="truck"
            title={
              freeFromMinor === null
                ? "Shipped with care"
                : `Free shipping from ${priceText(money(freeFromMinor, currency))}`
            }
            text={`${fastest.label} takes ${deliveryDays(fastest)}.`}
          />
        )}
        <TrustItem icon="return" {...returns} />
        <TrustItem icon="lock" {...payment} />
      </ul>
    </section>
  );
}

function TrustItem({ icon, title, text }: { icon: IconName; title: string; text: string }) {
  return (
    <li>
      <Icon name={icon} size={26} />
      <strong>{title}</strong>
      <p>{text}</p>
    </li>
  );
}
