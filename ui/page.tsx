/** The shells of pages: the shop's, with everything around it, and the checkout's, with nothing. */
import { raw } from "hono/html";
import { Brand } from "./brand.tsx";
import { Document, type DocumentProps } from "./document.tsx";
import { Footer } from "./footer.tsx";
import { Header } from "./header.tsx";
import { SPECULATION_RULES } from "./inline-scripts.ts";
import type { ShopFrame } from "./shop-frame.ts";

/** A page of the shop; `title` goes without the shop's name. */
export interface ShopPageProps extends DocumentProps {
  readonly frame: ShopFrame;
}

/** A page with header, footer and the cart's drawer. */
export function ShopPage({ frame, title, children, ...document }: ShopPageProps) {
  return (
    <Document
      {...document}
      lang={frame.locale}
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
