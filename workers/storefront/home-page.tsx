/** The shop's door: what it is, where to go, what others like. */
import type { Category, Collection, ProductCard } from "../../contracts/catalog.ts";
import type { Locale } from "../../domain/locale.ts";
import { money } from "../../domain/money.ts";
import type { Place } from "../../domain/place.ts";
import type { ShippingOption } from "../../domain/quote.ts";
import { links } from "../../http/links.ts";
import { freeShippingFrom } from "../../ui/cart-totals.tsx";
import { CollectionList } from "../../ui/collection-list.tsx";
import { Icon, type IconName } from "../../ui/icon.tsx";
import { ShopPage } from "../../ui/page.tsx";
import { Picture } from "../../ui/picture.tsx";
import { priceText } from "../../ui/price.tsx";
import { ProductGrid } from "../../ui/product-card.tsx";
import type { ShopFrame } from "../../ui/shop-frame.ts";
import { wordsIn } from "../../ui/words/words.ts";
import { deliveryDays } from "./delivery.ts";
import type { Hero } from "./hero.ts";
import { RecentShelf } from "./recent-shelf.tsx";
import { SHOP_WORDS } from "./shop-words.ts";

/** Everything that the home page shows. */
export interface HomePageProps {
  readonly frame: ShopFrame;
  readonly canonical: string;
  readonly hero: Hero | null;
  readonly categories: readonly Category[];
  readonly collections: readonly Collection[];
  readonly bestSellers: readonly ProductCard[];
  readonly newest: readonly ProductCard[];
  readonly shipping: readonly ShippingOption[];
}

/** The home page. */
export function HomePage(props: HomePageProps) {
  const { frame, canonical, hero, categories, bestSellers, newest, shipping } = props;
  const { home } = wordsIn(frame.locale);
  const { tagline, description } = SHOP_WORDS[frame.locale];
  return (
    <ShopPage frame={frame} title={tagline} description={description} canonical={canonical}>
      <div class="wrap">
        <HeroBlock hero={hero} place={frame} />
        <CategoryTiles categories={categories} place={frame} />
        <Shelf title={home.bestSellers} products={bestSellers} place={frame} />
      </div>
      <Editorial locale={frame.locale} />
      <div class="wrap">
        <CollectionTiles collections={props.collections} place={frame} />
        <Shelf title={home.newest} products={newest} place={frame} sort="newest" />
        <RecentShelf place={frame} />
        <Trust shipping={shipping} place={frame} />
      </div>
    </ShopPage>
  );
}

function HeroBlock({ hero, place }: { hero: Hero | null; place: Place }) {
  const { tagline, lead } = SHOP_WORDS[place.locale];
  return (
    <section class="hero" aria-labelledby="hero-title">
      <h1 id="hero-title">{tagline}</h1>
      <div class="hero-text">
        <p class="lead">{lead}</p>
        <a class="button primary" href={links.products(place)}>
          {wordsIn(place.locale).listing.everything}
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
        <h2 id="rooms-title">{wordsIn(props.place.locale).home.rooms}</h2>
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

function CollectionTiles(props: { collections: readonly Collection[]; place: Place }) {
  const { collections, place } = props;
  const { home } = wordsIn(place.locale);
  if (collections.length === 0) return null;
  return (
    <section class="section" aria-labelledby="collections-title">
      <div class="section-head">
        <h2 id="collections-title">{home.collections}</h2>
        <a class="arrow-link" href={links.collections(place)}>
          {home.seeAll} <Icon name="arrow" size={18} />
        </a>
      </div>
      <CollectionList collections={collections} place={place} />
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
  const { home } = wordsIn(place.locale);
  if (products.length === 0) return null;
  return (
    <section class="section" aria-label={title}>
      <div class="section-head">
        <h2>{title}</h2>
        <a class="arrow-link" href={sort === undefined ? all : `${all}?sort=${sort}`}>
          {home.seeAll}
          <span class="only-heard">{home.seeAllProducts}</span> <Icon name="arrow" size={18} />
        </a>
      </div>
      <ProductGrid products={products} place={place} />
    </section>
  );
}

function Editorial({ locale }: { locale: Locale }) {
  const { title, reasons } = SHOP_WORDS[locale].editorial;
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
    place: { currency, locale },
  } = props;
  const { returns, payment } = SHOP_WORDS[locale];
  const { home } = wordsIn(locale);
  const freeFromMinor = freeShippingFrom(shipping);
  const [fastest] = shipping.toSorted((a, b) => a.daysMax - b.daysMax);
  return (
    <section class="section" aria-label={home.goodToKnow}>
      <ul class="trust">
        {fastest !== undefined && (
          <TrustItem
            icon="truck"
            title={
              freeFromMinor === null
                ? home.shipped
                : home.freeShipping(priceText(money(freeFromMinor, currency), locale))
            }
            text={home.takes(fastest.label, deliveryDays(fastest, locale))}
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
