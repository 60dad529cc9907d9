/** The last step: the provider's own form, so that card numbers never touch the shop. */
import type { CheckoutView } from "../../contracts/checkout.ts";
import { links } from "../../http/links.ts";
import { ASSETS } from "../../ui/assets.gen.ts";
import { Notice } from "../../ui/notice.tsx";
import { priceText } from "../../ui/price.tsx";
import { CheckoutShell, grandTotal } from "./checkout-shell.tsx";
import { declineText } from "./decline-text.ts";

/** What the page shows. */
export interface PaymentPageProps {
  readonly shopName: string;
  readonly shopOrigin: string;
  /** The provider's script. */
  readonly scriptUrl: string;
  readonly checkout: CheckoutView;
  readonly payment: NonNullable<CheckoutView["payment"]>;
}

/** The page of the last step. */
export function PaymentPage(props: PaymentPageProps) {
  const { shopName, shopOrigin, scriptUrl, checkout, payment } = props;
  const returnPath = links.checkoutStep(checkout.id, "return");
  return (
    <CheckoutShell
      shopName={shopName}
      checkout={checkout}
      step="payment"
      title="How would you like to pay?"
      head={<script src={scriptUrl} />}
      scripts={[ASSETS["checkout.js"]]}
    >
      {checkout.heldUntil !== null && (
        <Notice tone="calm">
          Everything is kept for you until{" "}
          <time datetime={checkout.heldUntil} data-local-time>
            {timeText(checkout.heldUntil)}
          </time>
          .
        </Notice>
      )}
      <form
        class="form-block"
        data-payment
        data-key={payment.publishableKey}
        data-secret={payment.clientSecret}
        data-return={`${shopOrigin}${returnPath}`}
        data-email={checkout.email ?? ""}
        aria-busy="true"
      >
        <p class="payment-error" role="alert" data-payment-error>
          {payment.declineCode !== null && declineText(payment.declineCode)}
        </p>
        <div class="payment-element" data-payment-element>
          <p class="soft" data-payment-loading>
            Loading the payment form…
          </p>
        </div>
        <noscript>
          <Notice tone="warn">
            The payment form is the provider's own and needs JavaScript. Please switch it on for
            this page.
          </Notice>
        </noscript>
        <button type="submit" class="button primary wide" disabled data-payment-submit>
          Pay {priceText(grandTotal(checkout))}
        </button>
      </form>
      <form method="post" action={links.checkoutStep(checkout.id, "back")}>
        <button type="submit" class="text-button">
          Let go and change the order
        </button>
      </form>
    </CheckoutShell>
  );
}

/** UTC for readers without scripts; with them the browser tells its own time. */
function timeText(iso: string): string {
  return `${iso.slice(11, 16)} UTC`;
}
