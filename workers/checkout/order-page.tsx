/** The order's own page: the confirmation first, the state of things ever after. */
import type { CheckoutView } from "../../contracts/checkout.ts";
import { links } from "../../http/links.ts";
import { Notice } from "../../ui/notice.tsx";
import { PlainPage } from "../../ui/page.tsx";
import { priceText } from "../../ui/price.tsx";
import { AddressLines } from "./address-lines.tsx";
import { Summary } from "./checkout-shell.tsx";
import { endText } from "./end-text.ts";

/** Seconds after which a page that waits for the provider looks again. */
const LOOK_AGAIN_SECONDS = 3;

/** What the page shows. */
export interface OrderPageProps {
  readonly shopName: string;
  readonly order: CheckoutView;
}

/** The page that an order's signed link opens. */
export function OrderPage({ shopName, order }: OrderPageProps) {
  const isWaiting = order.status === "complete_in_progress";
  const head = headOf(order);
  return (
    <PlainPage
      shopName={shopName}
      title={`Order ${order.number}`}
      back={{ href: "/", label: "Continue shopping" }}
      head={
        isWaiting ? <meta http-equiv="refresh" content={String(LOOK_AGAIN_SECONDS)} /> : undefined
      }
    >
      <div class="wrap checkout-page">
        <Summary checkout={order}>
          {order.refunded.minor > 0 && (
            <p class="refunded">
              <span>Refunded</span>
              <span class="price">{priceText(order.refunded)}</span>
            </p>
          )}
        </Summary>
        <div>
          <p class="soft">Order {order.number}</p>
          <h1 class="checkout-title">{head.title}</h1>
          <p class="lead">{head.text}</p>
          {order.status === "requires_payment" && (
            <p class="form-block">
              <a class="button primary" href={links.checkoutStep(order.id, "payment")}>
                Go to payment
              </a>
            </p>
          )}
          {order.status === "canceled" && <Restart order={order} />}
          <dl class="review-list">
            {order.address !== null && (
              <div>
                <dt>Goes to</dt>
                <dd>
                  <AddressLines address={order.address} />
                </dd>
              </div>
            )}
            <Shipping order={order} />
            {order.email !== null && (
              <div>
                <dt>We write to</dt>
                <dd>{order.email}</dd>
              </div>
            )}
          </dl>
          <p class="soft small">
            This page is yours alone: whoever has its address can read it. It is in the e-mail too.
          </p>
        </div>
      </div>
    </PlainPage>
  );
}

function headOf(order: CheckoutView): { title: string; text: string } {
  switch (order.status) {
    case "completed":
      return {
        title: "Thank you, it is yours",
        text: `${priceText(totalOf(order))} was paid. A confirmation is on its way to your inbox.`,
      };
    case "requires_payment":
      return { title: "Waiting for your payment", text: "Everything is kept for you meanwhile." };
    case "canceled":
      return endText(order);
    default:
      return {
        title: "Your payment is on its way",
        text: "The bank has not had the last word yet. This page looks again by itself, and we write to you when it is settled.",
      };
  }
}

function totalOf(order: CheckoutView) {
  return order.totals.find((row) => row.type === "total")?.amount ?? order.refunded;
}

function Shipping({ order }: { order: CheckoutView }) {
  const chosen = order.shippingOptions.find((option) => option.isChosen);
  if (chosen === undefined) return null;
  return (
    <div>
      <dt>Travels by</dt>
      <dd>
        {chosen.label}, {chosen.daysMin} to {chosen.daysMax} working days
      </dd>
    </div>
  );
}

function Restart({ order }: { order: CheckoutView }) {
  return (
    <Notice
      tone="calm"
      action={
        <form method="post" action={links.startCheckout()}>
          <input type="hidden" name="from" value={order.id} />
          <button type="submit" class="text-button">
            Check out again
          </button>
        </form>
      }
    >
      Your cart is as you left it.
    </Notice>
  );
}
