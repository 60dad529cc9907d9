/** The order's own page: the confirmation first, the state of things ever after. */
import type { Child } from "hono/jsx";
import type { CheckoutView } from "../../contracts/checkout.ts";
import { links } from "../../http/links.ts";
import { ASSETS } from "../../ui/assets.gen.ts";
import { PlainPage } from "../../ui/page.tsx";
import { priceText } from "../../ui/price.tsx";
import { AddressLines, CollectLines } from "./address-lines.tsx";
import { grandTotal, Summary } from "./checkout-shell.tsx";
import { endText } from "./end-text.ts";
import type { InvoiceLink } from "./order-invoices.ts";
import { travelText } from "./travel-text.ts";

/** Seconds after which a page that waits for the provider looks again: cards are quick. */
const LOOK_AGAIN_SECONDS = 3;
/** The same for payments that take days. */
const LOOK_AGAIN_LATER_SECONDS = 60;
/** How long after it was placed an order's payment may still be a quick one. */
const QUICK_MS = 2 * 60 * 1000;

const DATE = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" });

/** What the page shows. */
export interface OrderPageProps {
  readonly shopName: string;
  readonly order: CheckoutView;
  readonly invoices: readonly InvoiceLink[];
  /** Epoch ms. */
  readonly now: number;
}

/** The page that an order's signed link opens. */
export function OrderPage({ shopName, order, invoices, now }: OrderPageProps) {
  const { title, text } = headOf(order);
  const seconds = lookAgainSeconds(order, now);
  return (
    <PlainPage
      shopName={shopName}
      title={`Order ${order.number}: ${title}`}
      back={{ href: "/", label: "Continue shopping" }}
      scripts={[ASSETS["checkout.js"]]}
      head={
        seconds !== null && (
          <noscript>
            <meta http-equiv="refresh" content={String(seconds)} />
          </noscript>
        )
      }
    >
      <div class="wrap checkout-page">
        <div class="checkout-main" data-look-again={seconds ?? undefined}>
          <hgroup class="order-head">
            <p class="soft">Order {order.number}</p>
            <h1 class="checkout-title">{title}</h1>
            <p class="lead">{text}</p>
          </hgroup>
          <WayOn order={order} />
          <Facts order={order} invoices={invoices} />
          <p class="soft small unprinted">
            Keep this page's address to yourself: whoever has it can see your order. The e-mail
            about your order leads here too.
          </p>
        </div>
        <Summary checkout={order}>
          {order.refunded.minor > 0 && (
            <p class="refunded">
              <span>Refunded</span>
              <span class="price">{priceText(order.refunded)}</span>
            </p>
          )}
        </Summary>
      </div>
    </PlainPage>
  );
}

function headOf(order: CheckoutView): { title: string; text: string } {
  switch (order.status) {
    case "completed":
      return paidText(order);
    case "requires_payment":
      return { title: "Waiting for your payment", text: "Everything is kept for you meanwhile." };
    case "canceled":
      return endText(order);
    default:
      return {
        title: "Your payment is on its way",
        text: "The bank has not had the last word yet. This page looks again by itself, and a confirmation follows by e-mail as soon as it is paid.",
      };
  }
}

function paidText(order: CheckoutView): { title: string; text: string } {
  const { refunded } = order;
  const total = grandTotal(order);
  if (refunded.minor === 0) {
    const paid = total.minor === 0 ? "There was nothing to pay" : `${priceText(total)} was paid`;
    return {
      title: "Thank you, it is yours",
      text: `${paid}. The confirmation goes to your inbox.`,
    };
  }
  const isPart = refunded.minor < total.minor;
  const amount = isPart ? `${priceText(refunded)} of ${priceText(total)}` : priceText(total);
  return {
    title: isPart ? "Part of your money is on its way back" : "Your money is on its way back",
    text: `We refunded ${amount}. It takes the bank a few days.`,
  };
}

/** Seconds until the page looks whether the payment has settled; null where nothing is awaited. */
function lookAgainSeconds({ status, placedAt }: CheckoutView, now: number): number | null {
  if (status !== "complete_in_progress") return null;
  const ageMs = placedAt === null ? 0 : now - Date.parse(placedAt);
  return ageMs < QUICK_MS ? LOOK_AGAIN_SECONDS : LOOK_AGAIN_LATER_SECONDS;
}

function WayOn({ order }: { order: CheckoutView }) {
  if (order.status === "requires_payment") {
    return (
      <p>
        <a class="button primary" href={links.checkoutStep(order.id, "payment")}>
          Go to payment
        </a>
      </p>
    );
  }
  // What was paid for has left the cart; what was not is still in it.
  if (order.status !== "canceled" || order.confirmedAt !== null) return null;
  return (
    <form class="order-restart" method="post" action={links.startCheckout()}>
      <input type="hidden" name="from" value={order.id} />
      <p>Your cart is as you left it.</p>
      <button type="submit" class="button primary">
        Check out again
      </button>
    </form>
  );
}

function Facts({ order, invoices }: Pick<OrderPageProps, "order" | "invoices">) {
  const { placedAt, address, email, delivery } = order;
  const isCollected = delivery?.collectAt != null;
  return (
    <dl class="review-list">
      {placedAt !== null && (
        <Fact label="Placed on">
          <time datetime={placedAt}>{DATE.format(new Date(placedAt))}</time>
        </Fact>
      )}
      {address !== null && (
        <Fact label={isCollected ? "Billed to" : "Goes to"}>
          <AddressLines address={address} />
        </Fact>
      )}
      {delivery !== null && (
        <Fact label={isCollected ? "How" : "Travels by"}>
          {delivery.label}: {travelText(delivery)}
        </Fact>
      )}
      {delivery?.collectAt && (
        <Fact label="Collect at">
          <CollectLines place={delivery.collectAt} />
        </Fact>
      )}
      {email !== null && <Fact label="We write to">{email}</Fact>}
      {invoices.length > 0 && (
        <Fact label="For your books">
          {invoices.map(({ label, htmlHref, pdfHref }) => (
            <p>
              <a href={htmlHref}>{label}</a> (
              <a href={pdfHref}>
                PDF<span class="only-heard"> of {label}</span>
              </a>
              )
            </p>
          ))}
        </Fact>
      )}
    </dl>
  );
}

function Fact({ label, children }: { label: string; children?: Child }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
