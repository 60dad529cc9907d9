/** Requests for quotes with fixed values, for tests. */
import { type Id, mintId } from "./id.ts";
import type { PricingRequest } from "./pricing.ts";
import type { QuoteDiscount, QuoteTaxes } from "./quote.ts";

/** When the tests' quotes are given. */
export const NOW = 1_790_000_000_000;
/** The tax of Germany. */
export const VAT = { label: "VAT", rateBp: 1900 };
/** 19 percent on everything. */
export const GERMANY = taxOf("DE", VAT);
/** 8.25 percent on everything. */
export const OREGON = taxOf("US", { label: "Sales tax", rateBp: 825 });
/** One way of shipping, free from 60.00 on. */
export const PARCEL = {
  methodId: "standard",
  label: "Standard shipping",
  daysMin: 2,
  daysMax: 4,
  amountMinor: 490,
  freeFromMinor: 6000,
};

function lineId(index: number): Id<"line"> {
  return mintId("line", index, new Uint8Array(10));
}

/** @returns lines of so many units at such a price */
export function lines(...parts: readonly (readonly [quantity: number, unitMinor: number])[]) {
  return parts.map(([quantity, unitMinor], index) => ({
    lineId: lineId(index),
    variantId: mintId("variant", index, new Uint8Array(10)),
    quantity,
    unitMinor,
    facts: { taxClass: "standard" },
  }));
}

/** One tax of a whole country. */
export function taxOf(
  country: string,
  { label, rateBp }: { label: string; rateBp: number },
): QuoteTaxes {
  const anywhere = { region: null, postalFrom: null, postalTo: null, taxClass: null };
  return {
    rules: [{ id: country, country, ...anywhere, label, rateBp }],
    place: { country, region: "", postalCode: "" },
    policy: { rounding: "per_order", isExempt: false },
    shippingClass: null,
  };
}

/** @returns a request for one unit of 10.00 to Germany, but for these fields */
export function request(fields: Partial<PricingRequest>): PricingRequest {
  return {
    currency: "EUR",
    pricesIncludeTax: true,
    lines: lines([1, 1000]),
    shipping: PARCEL,
    taxes: GERMANY,
    ...fields,
  };
}

/** @returns a promotion that takes so much off each line */
export function discount(shares: readonly number[]): QuoteDiscount {
  return {
    promotionId: "spring",
    code: "SPRING",
    label: "Spring",
    minor: shares.reduce((left, right) => left + right, 0),
    shippingMinor: 0,
    shares: shares.map((minor, index) => ({ lineId: lineId(index), minor })),
  };
}
