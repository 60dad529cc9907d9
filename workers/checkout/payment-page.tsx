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
  const { shopName, scriptUrl, checkout, payment } = props;
  const { declineCode } = payment;
  return (
    <CheckoutShell
      shopName={shopName}
      checkout={checkout}
      step="payment"
      title="How would you like to pay?"
      head={<script src={scriptUrl} />}
      setback={declineCode === null ? null : <Notice tone="bad">{declineText(declineCode)}</Notice>}
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
      <PaymentForm {...props} />
      <form method="post" action={links.checkoutStep(checkout.id, "back")}>
        <button type="submit" class="text-button" data-once>
          Change the order
        </button>
      </form>
    </CheckoutShell>
  );
}

/** The place of the provider's form; what goes wrong while paying is told just above the button. */
function PaymentForm({ shopOrigin, checkout, payment }: PaymentPageProps) {
  return (
    <form
      data-payment
      data-key={payment.publishableKey}
      data-secret={payment.clientSecret}
      data-return={`${shopOrigin}${links.checkoutStep(checkout.id, "return")}`}
      data-email={checkout.email ?? ""}
      data-font={ASSETS["instrument-sans-latin.woff2"]}
      aria-busy="true"
    >
      <div class="payment-element needs-script">
        <p class="soft" data-payment-loading>
          Loading the payment form…
        </p>
        <div data-payment-element />
      </div>
      <noscript>
        <Notice tone="warn">
          The payment form is the provider's own and needs JavaScript. Please switch it on for this
          page and load it again.
        </Notice>
      </noscript>
      <p class="payment-error" role="alert" data-payment-error />
      <button
        type="submit"
        class="button primary wide needs-script"
        disabled
        data-payment-submit
        data-busy-text="One moment…"
      >
        Pay {priceText(grandTotal(checkout))}
      </button>
    </form>
  );
}

/** UTC for readers without scripts; with them the browser tells its own time. */
function timeText(iso: string): string {
  return `${iso.slice(11, 16)} UTC`;
}
