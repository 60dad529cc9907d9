/** The second step: how the parcel travels. */
import type { CheckoutView } from "../../contracts/checkout.ts";
import { ChoiceField } from "../../ui/form-field.tsx";
import { priceText } from "../../ui/price.tsx";
import { CheckoutShell, stepLink } from "./checkout-shell.tsx";

/** The page of the second step. */
export function ShippingPage({ shopName, checkout }: { shopName: string; checkout: CheckoutView }) {
  const options = checkout.shippingOptions;
  const chosen = options.find((option) => option.isChosen) ?? options[0];
  return (
    <CheckoutShell
      shopName={shopName}
      checkout={checkout}
      step="shipping"
      title="How should it travel?"
    >
      <form method="post" action={stepLink(checkout, "shipping")}>
        <div class="form-block">
          <ChoiceField
            name="method"
            legend="Shipping method"
            value={chosen?.method ?? null}
            choices={options.map(({ method, label, price, daysMin, daysMax }) => ({
              value: method,
              label,
              detail: `${daysMin} to ${daysMax} working days`,
              aside: price.minor === 0 ? "Free" : priceText(price),
            }))}
          />
        </div>
        <div class="form-block">
          <button type="submit" class="button primary wide" data-once>
            Continue to review
          </button>
        </div>
      </form>
    </CheckoutShell>
  );
}
