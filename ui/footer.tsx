/** The end of every page of the shop. */
import { links } from "../http/links.ts";
import { Brand } from "./brand.tsx";
import { CategoryList, CurrencyList, LanguageList } from "./menus.tsx";
import type { ShopFrame } from "./shop-frame.ts";
import { ThemeButton } from "./theme-button.tsx";
import { wordsIn } from "./words/words.ts";

/** Where else to go, in which language and currency. */
export function Footer({ frame }: { frame: ShopFrame }) {
  const { shopName, tagline, locale } = frame;
  const { shell } = wordsIn(locale);
  return (
    <footer class="foot">
      <div class="wrap">
        <div class="foot-brand">
          <Brand shopName={shopName} href={links.home(frame)} />
          <p class="soft">{tagline}</p>
        </div>
        <nav aria-labelledby="foot-shop">
          <h2 id="foot-shop">{shell.shop}</h2>
          <CategoryList frame={frame} />
        </nav>
        <nav aria-labelledby="foot-language">
          <h2 id="foot-language">{shell.language}</h2>
          <LanguageList frame={frame} />
        </nav>
        <nav aria-labelledby="foot-currency">
          <h2 id="foot-currency">{shell.pricesIn}</h2>
          <CurrencyList frame={frame} />
        </nav>
        <div class="imprint">
          <p>{shell.imprint(shopName)}</p>
          <nav aria-label={shell.developers}>
            <a href={links.docs()} hreflang="en">
              {shell.apiReference}
            </a>
            <a href={links.openapi()} hreflang="en">
              {shell.openapi}
            </a>
          </nav>
          <ThemeButton label={shell.dark} isLabelled />
        </div>
      </div>
    </footer>
  );
}
