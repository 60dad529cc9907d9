/** Small orders for the errors that other shops reported: what a report does not speak of is filled in. */
import { type CheckoutRules, upgradeRules } from "../../domain/checkout-rules.ts";
import type { Currency } from "../../domain/money.ts";
import { NO_FACTS } from "../../domain/order-line.ts";
import { type Quotable, quoteOf } from "../../domain/order-quote.ts";
import type { Promotion, PromotionEffect } from "../../domain/promotion.ts";
import { numbered, promotionOf } from "../../domain/promotion-builders.ts";
import type { Quote } from "../../domain/quote.ts";

/** When the reports' orders are reckoned. */
export const NOW = Date.UTC(2026, 10, 20, 12);

/** What a report says. */
export interface Report {
  /** Units and price of each line, with its class of tax where the report tells classes apart. */
  readonly lines: readonly (readonly [quantity: number, unitMinor: number, taxClass?: string])[];
  readonly promotions?: readonly Promotion[];
  readonly codes?: Quotable["codes"];
  readonly currency?: Currency;
  /** Hundredths of a percent, for everything or by class; 0 where the report speaks of none. */
  readonly taxBp?: number | Readonly<Record<string, number>>;
  readonly isTaxIncluded?: boolean;
  readonly rounding?: CheckoutRules["tax"]["rounding"];
  /** Of the only way of shipping, which is chosen. */
  readonly shippingMinor?: number;
}

/** @returns the report as an order that is ready to be placed */
export function orderOf(report: Report): Quotable {
  const { lines, promotions = [], codes = [], currency = "EUR", taxBp = 0 } = report;
  const { isTaxIncluded = true, rounding = "per_order", shippingMinor = 0 } = report;
  const rules = upgradeRules(
    {
      pricesIncludeTax: isTaxIncluded,
      shippingOptions: [
        {
          methodId: "standard",
          label: "Standard",
          daysMin: 1,
          daysMax: 2,
          amountMinor: shippingMinor,
          freeFromMinor: null,
        },
      ],
      taxRates: typeof taxBp === "number" ? [{ country: "DE", label: "VAT", rateBp: taxBp }] : [],
    },
    currency,
  );
  const anywhere = { country: "DE", region: null, postalPrefix: null };
  const byClass = typeof taxBp === "number" ? {} : taxBp;
  const classRules = Object.entries(byClass).map(([taxClass, rateBp]) => ({
    id: taxClass,
    country: "DE",
    region: null,
    postalFrom: null,
    postalTo: null,
    taxClass,
    label: "VAT",
    rateBp,
  }));
  return {
    currency,
    rules: {
      ...rules,
      zones: rules.zones.map((zone) => ({ ...zone, places: [anywhere] })),
      tax: { ...rules.tax, rounding, rules: [...rules.tax.rules, ...classRules] },
      promotions,
    },
    shippingMethodId: "standard",
    codes,
    buyer: null,
    address: { country: "DE", region: "", postalCode: "20457" },
    lines: lines.map(([quantity, unitMinor, taxClass = "standard"], index) => ({
      lineId: numbered("line", index),
      productId: numbered("product", index),
      variantId: numbered("variant", index),
      quantity,
      unitMinor,
      facts: { ...NO_FACTS, taxClass },
    })),
  };
}

/** @returns the report's quote */
export function quoted(report: Report): Quote {
  return quoteOf(orderOf(report), NOW);
}

/** So much off everything, in hundredths of a percent. */
export function percentOff(bp: number, number = 1): Promotion {
  return effectOf({ kind: "discount", scope: {}, benefit: { kind: "percent", bp } }, number);
}

/** One amount off the whole order. */
export function amountOff(minor: number, number = 1, currency: Currency = "EUR"): Promotion {
  const benefit = { kind: "amount", minor: { [currency]: minor }, per: "order" } as const;
  return effectOf({ kind: "discount", scope: {}, benefit }, number);
}

/** A promotion by itself that does this to the order. */
export function effectOf(effect: PromotionEffect, number = 1): Promotion {
  const isShipping = effect.kind === "free_shipping";
  return promotionOf(number, { effect, stacking: { class: isShipping ? "shipping" : "order" } });
}
