/** The third step: everything once more, before anything is held or charged. */
import type { Child } from "hono/jsx";
import type { CheckoutView } from "../../contracts/checkout.ts";
import { links } from "../../http/links.ts";
import { Notice } from "../../ui/notice.tsx";
import { priceText } from "../../ui/price.tsx";
import { AddressLines } from "./address-lines.tsx";
import { CheckoutShell, grandTotal, stepLink } from "./checkout-shell.tsx";
import { type Setback, setbackText } from "./setback-text.ts";

/** What the page shows. */
export interface ReviewPageProps {
  readonly shopName: string;
  readonly checkout: CheckoutView;
  /** Why the last attempt did not go through; null where there was none. */
  readonly setback: Setback | null;
}

/** The page of the third step. */
export function ReviewPage({ shopName, checkout, setback }: ReviewPageProps) {
  const chosen = checkout.shippingOptions.find((option) => option.isChosen);
  return (
    <CheckoutShell
      shopName={shopName}
      checkout={checkout}
      step="review"
      title="All as you want it?"
      setback={setback === null ? null : <SetbackNotice checkout={checkout} setback={setback} />}
    >
      <dl class="review-list">
        <Entry label="Contact" href={stepLink(checkout, "information")}>
          {checkout.email}
        </Entry>
        <Entry label="Address" href={stepLink(checkout, "information")}>
          {checkout.address !== null && <AddressLines address={checkout.address} />}
        </Entry>
        <Entry label="Shipping" href={stepLink(checkout, "shipping")}>
          {chosen && `${chosen.label}, ${chosen.daysMin} to ${chosen.daysMax} working days`}
        </Entry>
      </dl>
      <form class="pay-row" method="post" action={stepLink(checkout, "review")}>
        <input type="hidden" name="quote" value={checkout.quote?.token ?? ""} />
        <button type="submit" class="button primary wide" data-once>
          Continue to pay {priceText(grandTotal(checkout))}
        </button>
        <p class="soft small">
          We keep everything for you while you pay. You are charged only when all of it is yours.
        </p>
      </form>
    </CheckoutShell>
  );
}

function SetbackNotice({ checkout, setback }: { checkout: CheckoutView; setback: Setback }) {
  const { text, wayOn } = setbackText(setback);
  const action =
    wayOn === "cart" ? (
      <a href={links.cart()}>Go to the cart</a>
    ) : wayOn === "restart" ? (
      <form method="post" action={links.startCheckout()}>
        <input type="hidden" name="from" value={checkout.id} />
        <button type="submit" class="text-button">
          Check out the new cart
        </button>
      </form>
    ) : undefined;
  return (
    <Notice tone="bad" action={action}>
      {text}
    </Notice>
  );
}

function Entry({ label, href, children }: { label: string; href: string; children?: Child }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
      <dd>
        <a href={href}>
          Change<span class="only-heard"> {label.toLowerCase()}</span>
        </a>
      </dd>
    </div>
  );
}
