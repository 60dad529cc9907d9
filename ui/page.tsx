/** The shells of pages: the shop's, with everything around it, and the checkout's, with nothing. */
import { raw } from "hono/html";
import type { CategoryLink } from "../contracts/catalog.ts";
import { CURRENCIES, type Currency } from "../domain/money.ts";
import { links, search } from "../http/links.ts";
import { Document, type DocumentProps } from "./document.tsx";
import { Icon, Mark } from "./icon.tsx";
import { COUNT_SCRIPT, SPECULATION_RULES } from "./inline-scripts.ts";

/** What stands around a page of the shop. */
export interface ShopFrame {
  readonly shopName: string;
  readonly tagline: string;
  readonly currency: Currency;
  /** The root categories. */
  readonly categories: readonly CategoryLink[];
  /** Handle of the root category that the page belongs to. */
  readonly currentCategory?: string | undefined;
  /** The address of this page in another currency; null where the cart itself changes over. */
  readonly inCurrency: ((currency: Currency) => string) | null;
}

/** A page of the shop; `title` goes without the shop's name. */
export interface ShopPageProps extends DocumentProps {
  readonly frame: ShopFrame;
}

/** A page with header, footer and the cart's drawer. */
export function ShopPage({ frame, title, children, ...document }: ShopPageProps) {
  return (
    <Document
      {...document}
      title={`${title} – ${frame.shopName}`}
      marks={{ "data-currency": frame.currency }}
    >
      <SkipLink />
      <Header frame={frame} />
      <main id="main" tabindex={-1}>
        {children}
      </main>
      <Footer frame={frame} />
      <dialog id="cart-drawer" class="drawer" aria-labelledby="cart-title" closedby="any">
        <div data-cart-drawer />
        <p class="only-heard" role="status" data-announce />
      </dialog>
      <p class="only-heard" role="status" data-announce />
      <script type="speculationrules">{raw(SPECULATION_RULES)}</script>
    </Document>
  );
}

/** A page that leads one way: brand, a way back, and nothing to wander off to. */
export interface PlainPageProps extends DocumentProps {
  readonly shopName: string;
  readonly back: { readonly href: string; readonly label: string };
}

/** The shell of the checkout and of an order's page. */
export function PlainPage({ shopName, back, title, children, ...document }: PlainPageProps) {
  return (
    <Document {...document} title={`${title} – ${shopName}`} isUnlisted>
      <SkipLink />
      <header class="top bare">
        <div class="wrap">
          <Brand shopName={shopName} href="/" />
          <a class="arrow-link" href={back.href}>
            {back.label}
          </a>
        </div>
      </header>
      <main id="main" tabindex={-1}>
        {children}
      </main>
      <p class="only-heard" role="status" data-announce />
    </Document>
  );
}

function SkipLink() {
  return (
    <a class="skip" href="#main">
      Skip to content
    </a>
  );
}

function Brand({ shopName, href }: { shopName: string; href: string }) {
  return (
    <a class="brand" href={href}>
      <Mark />
      {shopName}
    </a>
  );
}

function Header({ frame }: { frame: ShopFrame }) {
  const { shopName, currency } = frame;
  return (
    <>
      <header class="top">
        <div class="wrap">
          <Brand shopName={shopName} href={links.home(currency)} />
          <nav class="main-nav" aria-label="Main">
            <button
              type="button"
              class="icon-button main-menu-button"
              popovertarget="main-menu"
              aria-label="Menu"
            >
              <Icon name="menu" size={24} />
            </button>
            <div class="menu main-menu" id="main-menu" popover="auto">
              <CategoryList frame={frame} className="menu-list" />
            </div>
          </nav>
          <div class="currency-nav">
            <button type="button" class="menu-button" popovertarget="currency-menu">
              <span class="only-heard">Currency: </span>
              {currency}
              <Icon name="chevron" size={16} />
            </button>
            <div class="menu" id="currency-menu" popover="auto">
              <CurrencyList frame={frame} className="menu-list" />
            </div>
          </div>
          <ThemeButton />
          <a class="cart-link" href={cartLink(currency)} data-cart-open>
            <Icon name="bag" size={22} />
            <span>Cart</span>
            <span class="badge" data-cart-count />
          </a>
        </div>
      </header>
      <script>{raw(COUNT_SCRIPT)}</script>
    </>
  );
}

function Footer({ frame }: { frame: ShopFrame }) {
  const { shopName, tagline, currency } = frame;
  return (
    <footer class="foot">
      <div class="wrap">
        <div class="foot-brand">
          <Brand shopName={shopName} href={links.home(currency)} />
          <p class="soft">{tagline}</p>
        </div>
        <nav aria-labelledby="foot-shop">
          <h2 id="foot-shop">Shop</h2>
          <CategoryList frame={frame} />
        </nav>
        <nav aria-labelledby="foot-currency">
          <h2 id="foot-currency">Prices in</h2>
          <CurrencyList frame={frame} />
        </nav>
        <nav aria-labelledby="foot-developers">
          <h2 id="foot-developers">For developers</h2>
          <ul>
            <li>
              <a href={links.docs()}>API reference</a>
            </li>
            <li>
              <a href={links.openapi()}>OpenAPI document</a>
            </li>
          </ul>
        </nav>
        <div class="imprint">
          <p>{shopName} is an open-source shop that runs on Kiosk.</p>
          <ThemeButton isLabelled />
        </div>
      </div>
    </footer>
  );
}

function CategoryList({ frame, className }: { frame: ShopFrame; className?: string }) {
  const { categories, currency, currentCategory } = frame;
  return (
    <ul class={className}>
      {categories.map(({ handle, title }) => (
        <li>
          <a
            href={links.category(handle, currency)}
            aria-current={handle === currentCategory ? "true" : undefined}
          >
            {title}
          </a>
        </li>
      ))}
    </ul>
  );
}

const CURRENCY_NAMES: Readonly<Record<Currency, string>> = {
  EUR: "Euro",
  USD: "US dollar",
  JPY: "Japanese yen",
};

/** Links to the same page in each currency, or the commands that change the cart over. */
function CurrencyList({ frame, className }: { frame: ShopFrame; className?: string }) {
  const { inCurrency } = frame;
  return (
    <ul class={className}>
      {CURRENCIES.map((currency) => (
        <li>
          {inCurrency !== null ? (
            <a
              href={inCurrency(currency)}
              aria-current={currency === frame.currency ? "true" : undefined}
              rel="nofollow"
            >
              {CURRENCY_NAMES[currency]} ({currency})
            </a>
          ) : (
            <form method="post" action={links.cartCurrency()}>
              <button
                type="submit"
                class="menu-command"
                name="currency"
                value={currency}
                aria-current={currency === frame.currency ? "true" : undefined}
              >
                {CURRENCY_NAMES[currency]} ({currency})
              </button>
            </form>
          )}
        </li>
      ))}
    </ul>
  );
}

function ThemeButton({ isLabelled = false }: { isLabelled?: boolean }) {
  return (
    <button
      type="button"
      class={`theme-button ${isLabelled ? "text-button" : "icon-button"}`}
      data-theme-toggle
      aria-pressed="false"
      {...(isLabelled ? {} : { "aria-label": "Dark theme" })}
    >
      {isLabelled ? (
        "Dark theme"
      ) : (
        <>
          <Icon name="moon" />
          <Icon name="sun" />
        </>
      )}
    </button>
  );
}

/** The cart's page; a cart in another currency changes over on the way. */
function cartLink(currency: Currency): string {
  return `${links.cart()}${search({ currency })}`;
}
