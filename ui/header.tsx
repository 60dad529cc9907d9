/** The top of every page of the shop. */
import { raw } from "hono/html";
import { links, search } from "../http/links.ts";
import { Brand } from "./brand.tsx";
import { Icon } from "./icon.tsx";
import { COUNT_SCRIPT } from "./inline-scripts.ts";
import { CategoryList, CurrencyList, LanguageList } from "./menus.tsx";
import { SearchForm } from "./search-form.tsx";
import type { ShopFrame } from "./shop-frame.ts";
import { ThemeButton } from "./theme-button.tsx";
import { wordsIn } from "./words/words.ts";

/** Brand, categories, search, language and currency, theme, cart. Its menus need no script. */
export function Header({ frame }: { frame: ShopFrame }) {
  const { shopName, locale, currency } = frame;
  const { shell } = wordsIn(locale);
  return (
    <>
      <header class="top">
        <div class="wrap">
          <Brand shopName={shopName} href={links.home(frame)} />
          <nav class="main-nav" aria-label={shell.mainNav}>
            <button
              type="button"
              class="icon-button main-menu-button"
              popovertarget="main-menu"
              aria-label={shell.menu}
            >
              <Icon name="menu" size={24} />
            </button>
            <div class="menu main-menu" id="main-menu" popover="auto">
              <CategoryList frame={frame} className="menu-list" />
            </div>
          </nav>
          <SearchForm place={frame} text={frame.searchText} />
          <PlaceMenu frame={frame} />
          <ThemeButton label={shell.dark} />
          <a
            class="cart-link"
            href={`${links.cart()}${search({ currency, locale })}`}
            data-cart-open
          >
            <Icon name="bag" size={22} />
            <span>{shell.cart}</span>
            <span class="badge" data-cart-count />
          </a>
        </div>
      </header>
      <script>{raw(COUNT_SCRIPT)}</script>
    </>
  );
}

function PlaceMenu({ frame }: { frame: ShopFrame }) {
  const { locale, currency } = frame;
  const { shell } = wordsIn(locale);
  return (
    <nav class="place-nav" aria-label={shell.place}>
      <button type="button" class="menu-button" popovertarget="place-menu">
        <span class="only-heard">{shell.place}: </span>
        <span class="place-language">{locale.toUpperCase()} ·</span>
        {currency}
        <Icon name="chevron" size={16} />
      </button>
      <div class="menu place-menu" id="place-menu" popover="auto">
        <p class="menu-title" id="menu-language">
          {shell.language}
        </p>
        <LanguageList frame={frame} className="menu-list" labelledBy="menu-language" />
        <p class="menu-title" id="menu-currency">
          {shell.pricesIn}
        </p>
        <CurrencyList frame={frame} className="menu-list" labelledBy="menu-currency" />
      </div>
    </nav>
  );
}
