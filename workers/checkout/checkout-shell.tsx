/** What stands around every step of the checkout: the way, the form, the summary beside it. */
import type { Child } from "hono/jsx";
import type { CheckoutView } from "../../contracts/checkout.ts";
import { links } from "../../http/links.ts";
import { ASSETS } from "../../ui/assets.gen.ts";
import { Icon } from "../../ui/icon.tsx";
import { OrderSummary, type TotalRow } from "../../ui/order-summary.tsx";
import { PlainPage } from "../../ui/page.tsx";
import { priceText } from "../../ui/price.tsx";
import { Steps } from "../../ui/steps.tsx";

const STEPS = [
  { name: "information", label: "Information" },
  { name: "shipping", label: "Shipping" },
  { name: "review", label: "Review" },
  { name: "payment", label: "Payment" },
] as const;

/** A step of the checkout; each has a page of its own, so that Back walks them. */
export type StepName = (typeof STEPS)[number]["name"];

/** A step's page. */
export interface CheckoutShellProps {
  readonly shopName: string;
  readonly checkout: CheckoutView;
  readonly step: StepName;
  readonly title: string;
  /** What went wrong, where the page answers an attempt: it takes the focus. */
  readonly setback?: Child;
  readonly head?: Child;
  readonly children?: Child;
}

/** The page of one step. */
export function CheckoutShell(props: CheckoutShellProps) {
  const { shopName, checkout, step, title, setback = null, head, children } = props;
  const current = STEPS.findIndex(({ name }) => name === step);
  return (
    <PlainPage
      shopName={shopName}
      title={`${setback === null ? "" : "Error, "}Checkout: ${STEPS[current]?.label}`}
      back={{ href: links.cart(), label: "Back to cart" }}
      scripts={[ASSETS["checkout.js"]]}
      head={head}
    >
      <div class="wrap checkout-page">
        <FoldedSummary checkout={checkout} />
        <div class="checkout-main">
          <Steps
            label="Checkout"
            steps={STEPS.map(({ name, label }, index) => ({
              label,
              // Once the order is placed nothing before the payment can be changed.
              href: index < current && step !== "payment" ? stepLink(checkout, name) : null,
              isCurrent: name === step,
            }))}
          />
          <h1 class="checkout-title">{title}</h1>
          {setback !== null && (
            <div class="setback" tabindex={-1} autofocus data-setback>
              {setback}
            </div>
          )}
          {children}
        </div>
      </div>
    </PlainPage>
  );
}

/** @returns the address of a step */
export function stepLink(checkout: Pick<CheckoutView, "id">, step: StepName): string {
  return links.checkoutStep(checkout.id, step);
}

/** On a phone the total in one row that unfolds; where there is room, the box itself. */
function FoldedSummary({ checkout }: { checkout: CheckoutView }) {
  return (
    <details class="summary-fold">
      <summary>
        <Icon name="bag" size={18} />
        <span>Your order</span>
        <Icon name="chevron" size={18} />
        <strong class="price">{priceText(grandTotal(checkout))}</strong>
      </summary>
      <Summary checkout={checkout} />
    </details>
  );
}

/** The box with lines and totals, in the checkout's words. */
export function Summary({ checkout, children }: { checkout: CheckoutView; children?: Child }) {
  return (
    <OrderSummary
      heading="Your order"
      lines={checkout.lines.map((line) => ({
        title: line.title,
        detail: detailOf(line),
        quantity: line.quantity,
        picture: line.picture,
        total: line.subtotal,
      }))}
      totals={totalRows(checkout)}
      grandTotal={{ label: "Total", amount: grandTotal(checkout) }}
    >
      {children}
    </OrderSummary>
  );
}

/** A price that is another one than in the cart is never changed in silence. */
function detailOf({ variantTitle, unitPrice, cartUnitPrice }: CheckoutView["lines"][number]) {
  if (unitPrice.minor === cartUnitPrice.minor) return variantTitle;
  const told = `${priceText(unitPrice)} each where your order goes, ${priceText(cartUnitPrice)} in the cart`;
  return variantTitle === "" ? told : `${variantTitle}, ${told}`;
}

/** @returns what the shopper is asked to pay */
export function grandTotal(checkout: CheckoutView) {
  const total = checkout.totals.find((row) => row.type === "total");
  if (total === undefined) throw new Error(`Checkout ${checkout.id} has no total`);
  return total.amount;
}

function totalRows(checkout: CheckoutView): TotalRow[] {
  // Who accounts for the tax reads that, and no tax of nothing beside it.
  const rows = checkout.totals.filter(
    ({ type, amount }) => type !== "total" && (type !== "tax" || amount.minor !== 0),
  );
  const shown = rows.map(
    ({ type, label, amount, included }): TotalRow => ({
      label: type === "fulfillment" ? `Shipping (${label})` : label,
      amount: type === "fulfillment" && amount.minor === 0 ? "Free" : amount,
      note: type === "tax" && included ? "Included in the prices" : undefined,
    }),
  );
  const isUnshipped = !rows.some((row) => row.type === "fulfillment");
  return isUnshipped ? [...shown, { label: "Shipping", amount: "Next step" }] : shown;
}
