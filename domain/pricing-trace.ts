/** Why an order costs what it costs, step by step; amounts stay in minor units, pages make them readable. */
import type { Quote, QuoteTax, QuoteTrace, ShippingOption } from "./quote.ts";
import { percentOf } from "./tax.ts";

/** A quote on its way to its trace. */
type Reckoned = Pick<
  Quote,
  "currency" | "lines" | "discounts" | "refusals" | "shipping" | "totals" | "taxes"
> & { readonly option: ShippingOption | null; readonly taxesBecause: string | null };

/** @returns each step and its reason, in the order in which it was reckoned */
export function explain(reckoned: Reckoned): QuoteTrace[] {
  const { currency, lines, discounts, refusals, totals, taxes } = reckoned;
  const trace: QuoteTrace[] = lines.map((line) => ({
    step: "line",
    because: `${line.quantity} × ${line.unitMinor}`,
    minor: line.subtotalMinor,
  }));
  for (const discount of discounts) {
    trace.push({ step: "discount", because: discount.label, minor: 0 - discount.minor });
  }
  for (const { code, label, refusal } of refusals) {
    trace.push({ step: "refusal", because: `${code ?? label ?? ""}: ${refusal.reason}`, minor: 0 });
  }
  trace.push(...shippingStep(reckoned), ...taxesStep(reckoned), ...taxes.map(taxStep));
  if (totals.exemptMinor > 0) {
    const because = "the buyer owes the tax within the prices";
    trace.push({ step: "exemption", because, minor: 0 - totals.exemptMinor });
  }
  if (totals.roundingMinor > 0) {
    const because = "rounded down to what can be charged";
    trace.push({ step: "rounding", because, minor: 0 - totals.roundingMinor });
  }
  const because = `to pay, in minor units of ${currency}`;
  trace.push({ step: "total", because, minor: totals.grandTotalMinor });
  return trace;
}

/** @returns whether goods of this value, before discounts, are shipped for nothing */
export function isShippingFree(
  { freeFromMinor }: Pick<ShippingOption, "freeFromMinor">,
  subtotalMinor: number,
): boolean {
  return freeFromMinor !== null && subtotalMinor >= freeFromMinor;
}

function shippingStep({ shipping, option, totals }: Reckoned): QuoteTrace[] {
  if (shipping === null || option === null) return [];
  const because = isShippingFree(option, totals.subtotalMinor)
    ? `${shipping.label} is free from ${option.freeFromMinor}`
    : `${shipping.label} costs ${shipping.minor}`;
  const { because: why = null } = shipping.journey ?? {};
  const text = why === null ? because : `${because}: ${why}`;
  return [{ step: "shipping", because: text, minor: shipping.minor }];
}

/** Who told the rates of the taxes that follow. */
function taxesStep({ taxesBecause }: Reckoned): QuoteTrace[] {
  return taxesBecause === null ? [] : [{ step: "tax", because: taxesBecause, minor: 0 }];
}

function taxStep({ label, rateBp, baseMinor, minor, isIncluded }: QuoteTax): QuoteTrace {
  const taxed = isIncluded ? `is included in ${baseMinor + minor}` : `comes on top of ${baseMinor}`;
  return { step: "tax", because: `${label} of ${percentOf(rateBp)} % ${taxed}`, minor };
}
