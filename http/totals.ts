/** The foot of a reckoning, as the API and the pages show it. */
import type { TotalView } from "../contracts/checkout.ts";
import { money } from "../domain/money.ts";
import type { Quote, QuoteTax } from "../domain/quote.ts";
import { rateText } from "../ui/tax-rate.ts";

/** @returns subtotal, discounts, shipping, taxes and the total, in this order; what is nothing is left out */
export function totalViews(quote: Quote): TotalView[] {
  const row = (type: TotalView["type"], label: string, minor: number, included = false) => ({
    type,
    label,
    amount: money(minor, quote.currency),
    included,
  });
  const { totals, shipping, taxes, discounts } = quote;
  return [
    row("subtotal", "Subtotal", totals.subtotalMinor),
    ...discounts
      // What a promotion takes off the shipping stands in the shipping's own price.
      .map(({ label, minor, shippingMinor }) => ({ label, minor: minor - shippingMinor }))
      .filter(({ minor }) => minor > 0)
      .map(({ label, minor }) => row("discount", label, -minor)),
    ...(shipping === null ? [] : [row("fulfillment", shipping.label, shipping.minor)]),
    ...taxes.map((tax) => row("tax", taxLabel(tax, taxes), tax.minor, tax.isIncluded)),
    ...(totals.exemptMinor === 0
      ? []
      : [row("exemption", "Tax that you account for", -totals.exemptMinor)]),
    ...(totals.roundingMinor === 0 ? [] : [row("rounding", "Rounding", -totals.roundingMinor)]),
    row("total", "Total", totals.grandTotalMinor),
  ];
}

/** Two rates of one tax are told apart by them. */
function taxLabel({ label, rateBp }: QuoteTax, taxes: readonly QuoteTax[]): string {
  const isAlone = taxes.filter((tax) => tax.label === label).length === 1;
  return isAlone ? label : `${label} ${rateText(rateBp)}`;
}
