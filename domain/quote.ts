/** The shape of a quote: every amount in minor units of one currency, every share fixed. */
import type { DayRange } from "./delivery-estimate.ts";
import type { Id } from "./id.ts";
import type { Currency } from "./money.ts";
import type { PromotionRefusal } from "./promotion.ts";
import type { CollectPlace } from "./shop-location.ts";
import type { TaxPolicy } from "./tax.ts";
import type { TaxPlace, TaxRule } from "./tax-rules.ts";

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
  /** This line's share of the shipping price, after what promotions take off it. */
  readonly shippingMinor: number;
  /** Tax on this line and on its share of shipping: within the prices or on top of them. */
  readonly taxMinor: number;
  /** The part of `taxMinor` that is on the share of shipping. */
  readonly shippingTaxMinor: number;
  /** The tax within the price that an exempt buyer does not pay, on both. */
  readonly exemptMinor: number;
  /** The part of `exemptMinor` that is on the share of shipping. */
  readonly shippingExemptMinor: number;
  /**
   * What rounding to amounts that can be charged takes off this line; negative where the line gets
   * what others lost. Zero where the currency's least amounts can be charged.
   */
  readonly roundingMinor: number;
  /** What the shopper pays for this line with everything; the lines sum to the grand total. */
  readonly totalMinor: number;
}

/** A discount and how the lines share it: the shares and the shipping's part sum to `minor`. */
export interface QuoteDiscount {
  readonly promotionId: string;
  readonly code: string | null;
  readonly label: string;
  readonly minor: number;
  /** What it takes off the shipping. */
  readonly shippingMinor: number;
  readonly shares: readonly { readonly lineId: Id<"line">; readonly minor: number }[];
}

/** A code or a promotion that does nothing here, and why. */
export interface QuoteRefusal {
  readonly promotionId: string | null;
  readonly code: string | null;
  readonly label: string | null;
  readonly refusal: PromotionRefusal;
}

/** How the goods come to the shopper, or the shopper to the goods. */
export interface QuoteJourney {
  /** Null where nobody says when. */
  readonly arrives: DayRange | null;
  /** One for each location that something comes from. */
  readonly parcels: number;
  /** Null where it is delivered. */
  readonly collectAt: CollectPlace | null;
  /** Where the price comes from; null where it is one of the shop's own rates as they are meant. */
  readonly because: string | null;
}

/** The way the parcel goes. */
export interface QuoteShipping {
  readonly methodId: string;
  readonly label: string;
  /** What is paid for it, after what promotions take off. */
  readonly minor: number;
  readonly daysMin: number;
  readonly daysMax: number;
  /** Null in quotes of earlier programs. */
  readonly journey: QuoteJourney | null;
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

/** grandTotal = subtotal - discount + shipping - exempt - rounding (+ tax where prices exclude it). */
export interface QuoteTotals {
  readonly subtotalMinor: number;
  /** Off the goods; what is off the shipping stands in its own price. */
  readonly discountMinor: number;
  readonly shippingMinor: number;
  readonly taxMinor: number;
  /** The tax within the prices that an exempt buyer does not pay. */
  readonly exemptMinor: number;
  /** What the total is less than its parts so that it can be charged: less than one step. */
  readonly roundingMinor: number;
  readonly grandTotalMinor: number;
}

/** One step of the reckoning, in the order it was taken: the "why this price". */
export interface QuoteTrace {
  readonly step:
    | "line"
    | "discount"
    | "refusal"
    | "shipping"
    | "tax"
    | "exemption"
    | "rounding"
    | "total";
  readonly because: string;
  readonly minor: number;
}

/** What the shopper is asked to pay, with the reasons. */
export interface Quote {
  readonly currency: Currency;
  readonly pricesIncludeTax: boolean;
  readonly lines: readonly QuoteLine[];
  readonly discounts: readonly QuoteDiscount[];
  readonly refusals: readonly QuoteRefusal[];
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

/** Everything that decides about tax, once a place is known. */
export interface QuoteTaxes {
  readonly rules: readonly TaxRule[];
  readonly place: TaxPlace;
  /** Whether prices include it is the currency's matter, not the place's. */
  readonly policy: Omit<TaxPolicy, "isIncluded">;
  /** The class of shipping; null where it has the taxes of the goods that it carries. */
  readonly shippingClass: string | null;
  /** Who told the rates, where it is not the shop's own table as usual. */
  readonly because?: string | null;
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
    readonly facts: { readonly taxClass: string };
  }[];
  /** Null while nothing is chosen. */
  readonly shipping: ShippingOption | null;
  readonly journey?: QuoteJourney | null;
  /** Null while no country is chosen. */
  readonly taxes: QuoteTaxes | null;
}
