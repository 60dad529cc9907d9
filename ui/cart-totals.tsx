/** What the cart comes to, how far free shipping is, and the way to the checkout. */
import type { CartView } from "../contracts/cart.ts";
import type { Locale } from "../domain/locale.ts";
import { money } from "../domain/money.ts";
import type { ShippingOption } from "../domain/quote.ts";
import { links } from "../http/links.ts";
import { CodesForm } from "./codes-form.tsx";
import { Totals } from "./order-summary.tsx";
import { priceText } from "./price.tsx";
import { wordsIn } from "./words/words.ts";

/** A cart and the ways it could be shipped. */
export interface CartTotalsProps {
  readonly cart: CartView;
  readonly shipping: readonly ShippingOption[];
  readonly locale: Locale;
}

/** Subtotal, free shipping, checkout. */
export function CartTotals({ cart, shipping, locale }: CartTotalsProps) {
  const { cart: words, codes: codeWords } = wordsIn(locale);
  const { subtotal, total, discounts, pricesIncludeTax } = cart;
  const rows = discounts.map(({ label, code, amount }) => ({
    label,
    amount: { ...amount, minor: 0 - amount.minor },
    note: code ?? undefined,
  }));
  const freeFromMinor = freeShippingFrom(shipping);
  const isShort = cart.lines.some(({ availability }) => availability.status !== "in_stock");
  return (
    <div class="cart-totals">
      {freeFromMinor !== null && (
        <FreeShipping cart={cart} freeFromMinor={freeFromMinor} locale={locale} />
      )}
      <Offers cart={cart} locale={locale} />
      <CodesForm codes={cart.codes} action={links.cartCodes()} locale={locale} isInCart />
      <Totals
        rows={rows.length === 0 ? [] : [{ label: words.subtotal, amount: subtotal }, ...rows]}
        locale={locale}
        grandTotal={{
          label: rows.length === 0 ? words.subtotal : codeWords.total,
          amount: total,
          note: pricesIncludeTax ? words.taxIncluded : words.beforeTax,
        }}
      />
      <form method="post" action={links.startCheckout()}>
        <button
          type="submit"
          class="button primary wide"
          disabled={isShort}
          aria-describedby={isShort ? "cart-short" : undefined}
        >
          {words.checkOut}
        </button>
      </form>
      {isShort && (
        <p class="stock small" data-status="sold_out" id="cart-short">
          {words.short}
        </p>
      )}
      <p class="soft small">{words.shipping}</p>
    </div>
  );
}

/** What the cart nearly has; a gift is one click away. */
function Offers({ cart, locale }: { cart: CartView; locale: Locale }) {
  const { codes: words } = wordsIn(locale);
  if (cart.offers.length === 0) return null;
  return (
    <ul class="cart-offers small">
      {cart.offers.map((offer) => (
        <li>
          {offer.text[locale]}
          {offer.giftIds[0] !== undefined && (
            <form method="post" action={links.cartGifts()} data-cart-form>
              <button type="submit" class="text-button" name="variant" value={offer.giftIds[0]}>
                {words.addGift}
              </button>
            </form>
          )}
        </li>
      ))}
    </ul>
  );
}

/** @returns the subtotal in minor units from which some way of shipping is free */
export function freeShippingFrom(shipping: readonly ShippingOption[]): number | null {
  const from = shipping.flatMap(({ freeFromMinor }) => freeFromMinor ?? []);
  return from.length === 0 ? null : Math.min(...from);
}

function FreeShipping(props: { cart: CartView; freeFromMinor: number; locale: Locale }) {
  const { cart, freeFromMinor, locale } = props;
  const { cart: words } = wordsIn(locale);
  const { minor, currency } = cart.subtotal;
  const missing = freeFromMinor - minor;
  return (
    <p class="free-shipping">
      <span id="free-shipping-text">
        {missing <= 0
          ? words.shippingFree
          : words.shippingMissing(priceText(money(missing, currency), locale))}
      </span>
      <progress
        value={Math.min(minor, freeFromMinor)}
        max={freeFromMinor}
        aria-labelledby="free-shipping-text"
      />
    </p>
  );
}
