/** The third step: everything once more, before anything is held or charged. */
import type { Child } from "hono/jsx";
import type { CheckoutView } from "../../contracts/checkout.ts";
import { DEFAULT_LOCALE } from "../../domain/locale.ts";
import { links } from "../../http/links.ts";
import { CodesForm } from "../../ui/codes-form.tsx";
import { Notice } from "../../ui/notice.tsx";
import { priceText } from "../../ui/price.tsx";
import { AddressLines, CollectLines } from "./address-lines.tsx";
import { ChangesList } from "./changes-list.tsx";
import { CheckoutShell, grandTotal, stepLink } from "./checkout-shell.tsx";
import { type Setback, type SetbackText, setbackText } from "./setback-text.ts";
import { travelText } from "./travel-text.ts";

/** What the page shows. */
export interface ReviewPageProps {
  readonly shopName: string;
  readonly checkout: CheckoutView;
  /** Why the last attempt did not go through; null where there was none. */
  readonly setback: Setback | null;
}

/** The page of the third step. */
export function ReviewPage({ shopName, checkout, setback }: ReviewPageProps) {
  const { delivery } = checkout;
  const isCollected = delivery?.collectAt != null;
  const isTaxed = checkout.totals.some(({ type, amount }) => type === "tax" && amount.minor > 0);
  const told = setback === null ? null : setbackText(setback);
  return (
    <CheckoutShell
      shopName={shopName}
      checkout={checkout}
      step="review"
      title="All as you want it?"
      setback={told && <SetbackNotice checkout={checkout} told={told} />}
    >
      <ChangesList changes={checkout.notice?.changes ?? []} />
      <dl class="review-list">
        <Entry label="Contact" href={stepLink(checkout, "information")}>
          {checkout.email}
        </Entry>
        <Entry
          label={isCollected ? "Billing address" : "Address"}
          href={stepLink(checkout, "information")}
        >
          {checkout.address !== null && <AddressLines address={checkout.address} />}
        </Entry>
        {checkout.taxId !== null && (
          <Entry label="VAT number" href={stepLink(checkout, "information")}>
            {checkout.taxId}
            {isTaxed && <p class="soft small">It does not change the tax of this order.</p>}
          </Entry>
        )}
        <Entry label="Shipping" href={stepLink(checkout, "shipping")}>
          {delivery && `${delivery.label}: ${travelText(delivery)}`}
        </Entry>
        {delivery?.collectAt && (
          <Entry label="Collect at" href={stepLink(checkout, "shipping")}>
            <CollectLines place={delivery.collectAt} />
          </Entry>
        )}
      </dl>
      <CodesForm
        codes={checkout.codes}
        action={links.checkoutStep(checkout.id, "codes")}
        locale={DEFAULT_LOCALE}
      />
      {(told === null || told.wayOn === "stay") && <PayForm checkout={checkout} />}
    </CheckoutShell>
  );
}

function PayForm({ checkout }: { checkout: CheckoutView }) {
  return (
    <form class="pay-row" method="post" action={stepLink(checkout, "review")}>
      <input type="hidden" name="quote" value={checkout.quote?.token ?? ""} />
      <button type="submit" class="button primary wide" data-once>
        Continue to pay {priceText(grandTotal(checkout))}
      </button>
      <p class="soft small">
        We keep everything for you while you pay. You are charged only when all of it is yours.
      </p>
    </form>
  );
}

/** What happened, and the one way on where it is not this page's own button. */
function SetbackNotice({ checkout, told }: { checkout: CheckoutView; told: SetbackText }) {
  return (
    <>
      <Notice tone="bad">{told.text}</Notice>
      {told.wayOn === "cart" && (
        <a class="button primary" href={links.cart()}>
          Go to the cart
        </a>
      )}
      {told.wayOn === "restart" && (
        <form method="post" action={links.startCheckout()}>
          <input type="hidden" name="from" value={checkout.id} />
          <button type="submit" class="button primary" data-once>
            Check out the new cart
          </button>
        </form>
      )}
    </>
  );
}

function Entry({ label, href, children }: { label: string; href: string; children?: Child }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
      <dd>
        <a href={href}>
          Change
          <span class="only-heard">
            {" "}
            {label.replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase())}
          </span>
        </a>
      </dd>
    </div>
  );
}
