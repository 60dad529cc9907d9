/** What the cart comes to, how far free shipping is, and the way to the checkout. */
import type { CartView } from "../contracts/cart.ts";
import { money } from "../domain/money.ts";
import type { ShippingOption } from "../domain/quote.ts";
import { links } from "../http/links.ts";
import { Totals } from "./order-summary.tsx";
import { priceText } from "./price.tsx";

/** A cart and the ways it could be shipped. */
export interface CartTotalsProps {
  readonly cart: CartView;
  readonly shipping: readonly ShippingOption[];
}

/** Subtotal, free shipping, checkout. */
export function CartTotals({ cart, shipping }: CartTotalsProps) {
  const { subtotal, pricesIncludeTax } = cart;
  const freeFromMinor = freeShippingFrom(shipping);
  const isShort = cart.lines.some(({ availability }) => availability.status !== "in_stock");
  return (
    <div class="cart-totals">
      {freeFromMinor !== null && <FreeShipping cart={cart} freeFromMinor={freeFromMinor} />}
      <Totals
        rows={[]}
        grandTotal={{
          label: "Subtotal",
          amount: subtotal,
          note: pricesIncludeTax ? "Tax included" : "Before tax",
        }}
      />
      <form method="post" action={links.startCheckout()}>
        <button
          type="submit"
          class="button primary wide"
          disabled={isShort}
          aria-describedby={isShort ? "cart-short" : undefined}
        >
          Check out
        </button>
      </form>
      {isShort && (
        <p class="stock small" data-status="sold_out" id="cart-short">
          Please change or remove what is not there in full. Then you can check out.
        </p>
      )}
      <p class="soft small">Shipping is settled at checkout. You pay nothing before.</p>
    </div>
  );
}

/** @returns the subtotal in minor units from which some way of shipping is free */
export function freeShippingFrom(shipping: readonly ShippingOption[]): number | null {
  const from = shipping.flatMap(({ freeFromMinor }) => freeFromMinor ?? []);
  return from.length === 0 ? null : Math.min(...from);
}

function FreeShipping({ cart, freeFromMinor }: { cart: CartView; freeFromMinor: number }) {
  const { minor, currency } = cart.subtotal;
  const missing = freeFromMinor - minor;
  return (
    <p class="free-shipping">
      <span id="free-shipping-text">
        {missing <= 0
          ? "Shipping is free for this cart."
          : `${priceText(money(missing, currency))} more and shipping is free.`}
      </span>
      <progress
        value={Math.min(minor, freeFromMinor)}
        max={freeFromMinor}
        aria-labelledby="free-shipping-text"
      />
    </p>
  );
}
