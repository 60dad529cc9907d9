/** The shells of pages: the shop's, with everything around it, and the checkout's, with nothing. */
import { raw } from "hono/html";
import { DEFAULT_LOCALE, LOCALES } from "../domain/locale.ts";
import { Brand } from "./brand.tsx";
import { type Alternate, Document, type DocumentProps } from "./document.tsx";
import { Footer } from "./footer.tsx";
import { Header } from "./header.tsx";
import { SPECULATION_RULES } from "./inline-scripts.ts";
import { LanguageOffers } from "./language-offers.tsx";
import type { ShopFrame } from "./shop-frame.ts";
import { wordsIn } from "./words/words.ts";

/** A page of the shop; `title` goes without the shop's name. */
export interface ShopPageProps extends DocumentProps {
  readonly frame: ShopFrame;
}

/** A page with header, footer and the cart's drawer. */
export function ShopPage({ frame, title, children, ...document }: ShopPageProps) {
  const { canonical, isUnlisted } = document;
  return (
    <Document
      {...document}
      lang={frame.locale}
      alternates={canonical && !isUnlisted ? alternatesOf(frame, canonical) : []}
      title={`${title} – ${frame.shopName}`}
      marks={{ "data-currency": frame.currency }}
    >
      <SkipLink text={wordsIn(frame.locale).shell.skip} />
      <Header frame={frame} />
      <main id="main" tabindex={-1}>
        {children}
      </main>
      <Footer frame={frame} />
      <dialog id="cart-drawer" class="drawer" aria-labelledby="cart-title" closedby="any">
        <div data-cart-drawer />
        <p class="only-heard" role="status" data-announce />
      </dialog>
      <LanguageOffers frame={frame} />
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
      <SkipLink text={wordsIn(DEFAULT_LOCALE).shell.skip} />
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

function SkipLink({ text }: { text: string }) {
  return (
    <a class="skip" href="#main">
      {text}
    </a>
  );
}

/** Every language names all of them, itself included; a variant or an order is no page of its own. */
function alternatesOf({ inPlace, currency }: ShopFrame, canonical: string): Alternate[] {
  if (inPlace === null) return [];
  const { origin } = new URL(canonical);
  return [...LOCALES.map((locale) => [locale, locale] as const), X_DEFAULT].map(
    ([language, locale]) => {
      const [path = ""] = inPlace({ locale, currency }).split("?");
      return { language, href: `${origin}${path}` };
    },
  );
}

const X_DEFAULT = ["x-default", DEFAULT_LOCALE] as const;
