/** The second step: how the parcel travels, or where it is collected. */
import type { CheckoutView } from "../../contracts/checkout.ts";
import { ChoiceField } from "../../ui/form-field.tsx";
import { Notice } from "../../ui/notice.tsx";
import { priceText } from "../../ui/price.tsx";
import { CheckoutShell, stepLink } from "./checkout-shell.tsx";
import { absenceText, placeText, travelText } from "./travel-text.ts";

/** What the page shows. */
export interface ShippingPageProps {
  readonly shopName: string;
  readonly checkout: CheckoutView;
  /** Why the last choice did not go through; null where there was none. */
  readonly trouble: string | null;
}

/** The page of the second step. */
export function ShippingPage({ shopName, checkout, trouble }: ShippingPageProps) {
  const options = checkout.shippingOptions;
  const chosen = options.find((option) => option.isChosen) ?? options[0];
  return (
    <CheckoutShell
      shopName={shopName}
      checkout={checkout}
      step="shipping"
      title="How should it travel?"
      setback={trouble && <Notice tone="bad">{trouble}</Notice>}
    >
      <form method="post" action={stepLink(checkout, "shipping")}>
        <div class="form-block">
          <ChoiceField
            name="method"
            legend="Shipping method"
            value={chosen?.method ?? null}
            choices={options.map((option) => ({
              value: option.method,
              label: option.label,
              detail: detailOf(option),
              aside: option.price.minor === 0 ? "Free" : priceText(option.price),
            }))}
          />
          {checkout.missingShipping.map(({ label, reason }) => (
            <p class="soft small">
              {label}: {absenceText(reason)}
            </p>
          ))}
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

function detailOf(option: CheckoutView["shippingOptions"][number]): string {
  const { collectAt } = option;
  const travels = travelText(option);
  if (collectAt === null) return travels;
  const hours = collectAt.openingHours.split("\n").filter((line) => line !== "");
  return [travels, placeText(collectAt), ...hours].join(" · ");
}
