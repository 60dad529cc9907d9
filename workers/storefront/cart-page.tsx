/** The cart as a page and as the drawer's content: the same parts, the same commands. */
import type { CartView } from "../../contracts/cart.ts";
import { DEFAULT_PLACE } from "../../domain/place.ts";
import type { ShippingOption } from "../../domain/quote.ts";
import { links, search } from "../../http/links.ts";
import { CartLines, CartNotices } from "../../ui/cart-lines.tsx";
import { CartTotals } from "../../ui/cart-totals.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Notice } from "../../ui/notice.tsx";
import { ShopPage } from "../../ui/page.tsx";
import type { ShopFrame } from "../../ui/shop-frame.ts";

/** A cart and what was just done, or could not be done, with it. */
export interface CartContentProps {
  readonly cart: CartView;
  readonly shipping: readonly ShippingOption[];
  /** Said aloud where the part of the page is swapped. */
  readonly say?: string | undefined;
  /** Why the last command was refused. */
  readonly refusal?: string | undefined;
}

/** The cart's page. */
export function CartPage({ frame, ...content }: CartContentProps & { frame: ShopFrame }) {
  const { cart, shipping, say, refusal } = content;
  return (
    <ShopPage frame={frame} title="Your cart" isUnlisted>
      <div class="wrap" data-cart-page data-say={say}>
        <h1 class="page-title" id="cart-title" tabindex={-1}>
          Your cart
        </h1>
        {cart.lines.length === 0 ? (
          <>
            <Messages cart={cart} refusal={refusal} />
            <EmptyCart cart={cart} />
          </>
        ) : (
          <div class="cart-page">
            <div>
              <Messages cart={cart} refusal={refusal} />
              <CartLines cart={cart} />
            </div>
            <section class="summary-box" aria-label="Totals">
              <CartTotals cart={cart} shipping={shipping} />
            </section>
          </div>
        )}
      </div>
    </ShopPage>
  );
}

/** What the drawer holds. */
export function CartDrawer({ cart, shipping, say, refusal }: CartContentProps) {
  return (
    <div class="drawer-cart" data-cart-drawer data-say={say}>
      <header class="drawer-head">
        <h2 id="cart-title" tabindex={-1}>
          Your cart {cart.count > 0 && <span class="soft">({cart.count})</span>}
        </h2>
        <form method="dialog">
          <button type="submit" class="icon-button" id="cart-close" aria-label="Close the cart">
            <Icon name="close" size={22} />
          </button>
        </form>
      </header>
      <div class="drawer-body">
        <Messages cart={cart} refusal={refusal} />
        {cart.lines.length === 0 ? <EmptyCart cart={cart} /> : <CartLines cart={cart} />}
      </div>
      {cart.lines.length > 0 && (
        <footer class="drawer-foot">
          <CartTotals cart={cart} shipping={shipping} />
          <a
            class="drawer-link small"
            href={`${links.cart()}${search({ currency: cart.currency })}`}
          >
            See the whole cart
          </a>
        </footer>
      )}
    </div>
  );
}

function Messages({ cart, refusal }: { cart: CartView; refusal: string | undefined }) {
  return (
    <>
      {refusal !== undefined && <Notice tone="bad">{refusal}</Notice>}
      <CartNotices cart={cart} />
    </>
  );
}

function EmptyCart({ cart }: { cart: CartView }) {
  return (
    <div class="empty">
      <Icon name="bag" size={40} />
      <p>
        <strong>Nothing in it yet.</strong>
        <br />
        <span class="soft">Take your time.</span>
      </p>
      <a
        class="button primary"
        href={links.products({ ...DEFAULT_PLACE, currency: cart.currency })}
      >
        Have a look around
      </a>
    </div>
  );
}
