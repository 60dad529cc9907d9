/** What a cart would pay, as staff read it: line by line, and what would help where a promotion does nothing. */
import type { Simulation } from "../../contracts/staff-pricing.ts";
import type { Id } from "../../domain/id.ts";
import { money } from "../../domain/money.ts";
import type { Quote, QuoteRefusal } from "../../domain/quote.ts";
import type { PricedMethod } from "../../domain/shipping-rates.ts";
import { totalViews } from "../../http/totals.ts";

/** @param listIds the lists that gave the prices of the lines, in their order */
export function simulationView(
  quote: Quote,
  {
    methods,
    listIds,
  }: {
    readonly methods: readonly PricedMethod[];
    readonly listIds: readonly (Id<"priceList"> | null)[];
  },
): Simulation {
  const amount = (minor: number) => money(minor, quote.currency);
  return {
    lines: quote.lines.map((line, index) => ({
      variantId: line.variantId,
      quantity: line.quantity,
      unitPrice: amount(line.unitMinor),
      priceListId: listIds[index] ?? null,
      discount: amount(line.discountMinor),
      tax: amount(line.taxMinor),
      total: amount(line.totalMinor),
    })),
    totals: totalViews(quote),
    shippingOptions: methods.map(({ method, minor }) => ({
      method: method.id,
      label: method.label,
      price: amount(minor),
    })),
    discounts: quote.discounts.map(({ promotionId, code, label, minor }) => ({
      promotionId,
      code,
      label,
      amount: amount(minor),
    })),
    refusals: quote.refusals.map((each) => refusalView(each, amount)),
    trace: quote.trace.map(({ step, because, minor }) => ({
      step,
      because,
      amount: amount(minor),
    })),
  };
}

function refusalView(
  { refusal, promotionId, code, label }: QuoteRefusal,
  amount: (minor: number) => Simulation["totals"][number]["amount"],
): Simulation["refusals"][number] {
  const { reason } = refusal;
  return {
    promotionId,
    code,
    label,
    reason,
    missing: reason === "below_spend" ? amount(refusal.missingMinor) : null,
    missingUnits: reason === "below_quantity" ? refusal.missing : null,
    withId: reason === "not_combinable" ? refusal.withId : null,
  };
}
