/** The shape of a quote: every amount in minor units of one currency, every share fixed. */
import type { Id } from "./id.ts";
import type { Currency } from "./money.ts";

/** How long a quote may be paid, in milliseconds. */
export const QUOTE_MS = 30 * 60 * 1000;

/** What one line costs, and its shares of what concerns the whole order. */
export interface QuoteLine {
  readonly lineId: Id<"line">;
  readonly variantId: Id<"variant">;
  readonly quantity: number;
  readonly unitMinor: number;
  /** unit × quantity, before discounts. */
  readonly subtotalMinor: number;
  /** This line's share of every discount, zero or more. */
  readonly discountMinor: number;
  /** This line's share of the shipping price. */
  readonly shippingMinor: number;
  /** Tax on this line and on its share of shipping: within the prices or on top of them. */
  readonly taxMinor: number;
  /** What the shopper pays for this line with everything; the lines sum to the grand total. */
  readonly totalMinor: number;
}

/** A discount and how the lines share it; the shares sum to `minor`. */
export interface QuoteDiscount {
  readonly promotionId: string;
  readonly code: string | null;
  readonly label: string;
  readonly minor: number;
  readonly shares: readonly { readonly lineId: Id<"line">; readonly minor: number }[];
}

/** The way the parcel goes. */
export interface QuoteShipping {
  readonly methodId: string;
  readonly label: string;
  readonly minor: number;
  readonly daysMin: number;
  readonly daysMax: number;
}

/** One tax: its base and its amount, as printed on an invoice. */
export interface QuoteTax {
  readonly country: string;
  readonly label: string;
  /** Hundredths of a percent: 1900 is 19 %. */
  readonly rateBp: number;
  readonly baseMinor: number;
  readonly minor: number;
  /** Whether the amount stands within the prices or on top of them. */
  readonly isIncluded: boolean;
}

/** grandTotal = subtotal - discount + shipping (+ tax where prices exclude it). */
export interface QuoteTotals {
  readonly subtotalMinor: number;
  readonly discountMinor: number;
  readonly shippingMinor: number;
  readonly taxMinor: number;
  readonly grandTotalMinor: number;
}

/** One step of the reckoning, in the order it was taken: the "why this price". */
export interface QuoteTrace {
  readonly step: "line" | "discount" | "shipping" | "tax" | "total";
  readonly because: string;
  readonly minor: number;
}

/** What the shopper is asked to pay, with the reasons. */
export interface Quote {
  readonly currency: Currency;
  readonly pricesIncludeTax: boolean;
  readonly lines: readonly QuoteLine[];
  readonly discounts: readonly QuoteDiscount[];
  /** Null until a country and a method are chosen. */
  readonly shipping: QuoteShipping | null;
  /** Empty until a country is chosen. */
  readonly taxes: readonly QuoteTax[];
  readonly totals: QuoteTotals;
  readonly trace: readonly QuoteTrace[];
  readonly issuedAt: number;
  readonly expiresAt: number;
}

/** A way of shipping and what it costs in the order's currency. */
export interface ShippingOption {
  readonly methodId: string;
  readonly label: string;
  readonly daysMin: number;
  readonly daysMax: number;
  readonly amountMinor: number;
  /** Free from this subtotal on; null is never free. */
  readonly freeFromMinor: number | null;
}

/** The tax of one country. */
export interface TaxRate {
  readonly country: string;
  readonly label: string;
  readonly rateBp: number;
}

/** Everything that the reckoning may look at. */
export interface QuoteRequest {
  readonly currency: Currency;
  readonly pricesIncludeTax: boolean;
  readonly lines: readonly {
    readonly lineId: Id<"line">;
    readonly variantId: Id<"variant">;
    readonly quantity: number;
    readonly unitMinor: number;
  }[];
  /** Null while nothing is chosen. */
  readonly shipping: ShippingOption | null;
  /** Null while no country is chosen. */
  readonly taxRate: TaxRate | null;
}
