/** The cart as a page and as the drawer's content: the same parts, the same commands. */
import type { CartView } from "../../contracts/cart.ts";
import type { Locale } from "../../domain/locale.ts";
import type { Currency } from "../../domain/money.ts";
import type { ShippingOption } from "../../domain/quote.ts";
import { links, search } from "../../http/links.ts";
import { CartLines, CartNotices } from "../../ui/cart-lines.tsx";
import { CartTotals } from "../../ui/cart-totals.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Notice } from "../../ui/notice.tsx";
import { ShopPage } from "../../ui/page.tsx";
import type { ShopFrame } from "../../ui/shop-frame.ts";
import { wordsIn } from "../../ui/words/words.ts";

/** A cart and what was just done, or could not be done, with it. */
export interface CartContentProps {
  readonly cart: CartView;
  readonly shipping: readonly ShippingOption[];
  readonly locale: Locale;
  /** Said aloud where the part of the page is swapped. */
  readonly say?: string | undefined;
  /** Why the last command was refused. */
  readonly refusal?: string | undefined;
  /** The currency in which it would not have been. */
  readonly offer?: Currency | undefined;
}

/** The cart's page. */
export function CartPage({ frame, ...content }: CartContentProps & { frame: ShopFrame }) {
  const { cart, shipping, locale, say } = content;
  const { cart: words } = wordsIn(locale);
  return (
    <ShopPage frame={frame} title={words.title} isUnlisted>
      <div class="wrap" data-cart-page data-say={say}>
        <h1 class="page-title" id="cart-title" tabindex={-1}>
          {words.title}
        </h1>
        {cart.lines.length === 0 ? (
          <>
            <Messages {...content} />
            <EmptyCart cart={cart} locale={locale} />
          </>
        ) : (
          <div class="cart-page">
            <div>
              <Messages {...content} />
              <CartLines cart={cart} locale={locale} />
            </div>
            <section class="summary-box" aria-label={words.totals}>
              <CartTotals cart={cart} shipping={shipping} locale={locale} />
            </section>
          </div>
        )}
      </div>
    </ShopPage>
  );
}

/** What the drawer holds. */
export function CartDrawer(content: CartContentProps) {
  const { cart, shipping, locale, say } = content;
  const { cart: words } = wordsIn(locale);
  return (
    <div class="drawer-cart" data-cart-drawer data-say={say}>
      <header class="drawer-head">
        <h2 id="cart-title" tabindex={-1}>
          {words.title} {cart.count > 0 && <span class="soft">({cart.count})</span>}
        </h2>
        <form method="dialog">
          <button type="submit" class="icon-button" id="cart-close" aria-label={words.close}>
            <Icon name="close" size={22} />
          </button>
        </form>
      </header>
      <div class="drawer-body">
        <Messages {...content} />
        {cart.lines.length === 0 ? (
          <EmptyCart cart={cart} locale={locale} />
        ) : (
          <CartLines cart={cart} locale={locale} />
        )}
      </div>
      {cart.lines.length > 0 && (
        <footer class="drawer-foot">
          <CartTotals cart={cart} shipping={shipping} locale={locale} />
          <a
            class="drawer-link small"
            href={`${links.cart()}${search({ currency: cart.currency })}`}
          >
            {words.see}
          </a>
        </footer>
      )}
    </div>
  );
}

function Messages({ cart, refusal, offer, locale }: CartContentProps) {
  const { refusals } = wordsIn(locale).cart;
  const action = offer !== undefined && (
    <form method="post" action={links.cartCurrency()}>
      <button type="submit" class="button" name="currency" value={offer}>
        {refusals.payIn(offer)}
      </button>
    </form>
  );
  return (
    <>
      {refusal !== undefined && (
        <Notice tone="bad" action={action}>
          {refusal}
        </Notice>
      )}
      <CartNotices cart={cart} locale={locale} />
    </>
  );
}

function EmptyCart({ cart, locale }: { cart: CartView; locale: Locale }) {
  const { cart: words } = wordsIn(locale);
  return (
    <div class="empty">
      <Icon name="bag" size={40} />
      <p>
        <strong>{words.emptyTitle}</strong>
        <br />
        <span class="soft">{words.emptyText}</span>
      </p>
      <a class="button primary" href={links.products({ locale, currency: cart.currency })}>
        {words.lookAround}
      </a>
    </div>
  );
}
