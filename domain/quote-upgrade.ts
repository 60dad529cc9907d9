/** Quotes as earlier programs stored them: what was added since has its value here. */
import { allocate } from "./money.ts";
import type { Quote, QuoteDiscount, QuoteLine, QuoteShipping, QuoteTotals } from "./quote.ts";

type Older<Whole, Added extends keyof Whole> = Omit<Whole, Added> & Partial<Pick<Whole, Added>>;

type StoredLine = Older<
  QuoteLine,
  "shippingTaxMinor" | "exemptMinor" | "shippingExemptMinor" | "roundingMinor"
>;

/** A quote of any form. */
export type StoredQuote = Omit<
  Older<Quote, "refusals">,
  "lines" | "discounts" | "totals" | "shipping"
> & {
  readonly lines: readonly StoredLine[];
  readonly discounts: readonly Older<QuoteDiscount, "shippingMinor">[];
  readonly totals: Older<QuoteTotals, "exemptMinor" | "roundingMinor">;
  readonly shipping: Older<QuoteShipping, "journey"> | null;
};

/** @returns the quote in the present form; the amounts stay what they were */
export function upgradeQuote(quote: StoredQuote): Quote {
  return {
    ...quote,
    lines: quote.lines.map(upgradeLine),
    discounts: quote.discounts.map((each) => ({ ...each, shippingMinor: each.shippingMinor ?? 0 })),
    refusals: quote.refusals ?? [],
    shipping: quote.shipping && { ...quote.shipping, journey: quote.shipping.journey ?? null },
    totals: {
      ...quote.totals,
      exemptMinor: quote.totals.exemptMinor ?? 0,
      roundingMinor: quote.totals.roundingMinor ?? 0,
    },
  };
}

/** The tax of a line was one amount, by the worth of its goods and of its share of the shipping. */
function upgradeLine(line: StoredLine): QuoteLine {
  const goodsMinor = line.subtotalMinor - line.discountMinor;
  const [, shippingTaxMinor = 0] = allocate(line.taxMinor, [goodsMinor, line.shippingMinor]);
  return {
    ...line,
    shippingTaxMinor: line.shippingTaxMinor ?? shippingTaxMinor,
    exemptMinor: line.exemptMinor ?? 0,
    shippingExemptMinor: line.shippingExemptMinor ?? 0,
    roundingMinor: line.roundingMinor ?? 0,
  };
}
