/** The end of every page of the shop. */
import { links } from "../http/links.ts";
import { Brand } from "./brand.tsx";
import { CategoryList, CurrencyList } from "./menus.tsx";
import type { ShopFrame } from "./shop-frame.ts";
import { ThemeButton } from "./theme-button.tsx";

/** Where else to go, and in which currency. */
export function Footer({ frame }: { frame: ShopFrame }) {
  const { shopName, tagline } = frame;
  return (
    <footer class="foot">
      <div class="wrap">
        <div class="foot-brand">
          <Brand shopName={shopName} href={links.home(frame)} />
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
