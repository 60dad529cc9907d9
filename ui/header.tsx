/** The top of every page of the shop. */
import { raw } from "hono/html";
import type { Currency } from "../domain/money.ts";
import { links, search } from "../http/links.ts";
import { Brand } from "./brand.tsx";
import { Icon } from "./icon.tsx";
import { COUNT_SCRIPT } from "./inline-scripts.ts";
import { CategoryList, CurrencyList } from "./menus.tsx";
import type { ShopFrame } from "./shop-frame.ts";
import { ThemeButton } from "./theme-button.tsx";

/** Brand, categories, currency, theme, cart. Its menus are popovers and need no script. */
export function Header({ frame }: { frame: ShopFrame }) {
  const { shopName, currency } = frame;
  return (
    <>
      <header class="top">
        <div class="wrap">
          <Brand shopName={shopName} href={links.home(frame)} />
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

/** The cart's page; a cart in another currency changes over on the way. */
function cartLink(currency: Currency): string {
  return `${links.cart()}${search({ currency })}`;
}
