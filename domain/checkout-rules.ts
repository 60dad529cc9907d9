/** What a checkout is reckoned by: read from the catalog when it is opened, and kept by the order. */
import type { Id } from "./id.ts";
import type { Currency } from "./money.ts";
import type { Promotion } from "./promotion.ts";
import type { ShippingOption, TaxRate } from "./quote.ts";
import type { ShippingMethod, ShippingZone } from "./shipping-rates.ts";
import type { TaxRounding } from "./tax.ts";
import type { TaxRule } from "./tax-rules.ts";

/** The rules of one currency. */
export interface CheckoutRules {
  readonly pricesIncludeTax: boolean;
  readonly tax: {
    readonly rules: readonly TaxRule[];
    readonly rounding: TaxRounding;
    /** The class of shipping; null where it has the taxes of the goods that it carries. */
    readonly shippingClass: string | null;
    /** Where a buyer with a VAT number owes the tax, and not the shop. */
    readonly exemptCountries: readonly string[];
  };
  readonly zones: readonly ShippingZone[];
  /** Those that apply by themselves and those of the codes that were entered. */
  readonly promotions: readonly Promotion[];
  /** Promotions whose limits are reached, as far as anybody has told. */
  readonly usedUp: readonly Id<"promotion">[];
}

/** Rules as earlier programs stored them: one price of each method, one rate of each country. */
export interface FormerRules {
  readonly pricesIncludeTax: boolean;
  readonly shippingOptions: readonly ShippingOption[];
  readonly taxRates: readonly TaxRate[];
}

const ANY = { from: null, to: null } as const;

/** @returns rules of any form in the present one */
export function upgradeRules(
  rules: CheckoutRules | FormerRules,
  currency: Currency,
): CheckoutRules {
  if (!("taxRates" in rules)) return rules;
  const { pricesIncludeTax, shippingOptions, taxRates } = rules;
  return {
    pricesIncludeTax,
    tax: {
      rules: taxRates.map(countryTax),
      rounding: "per_order",
      shippingClass: null,
      exemptCountries: [],
    },
    zones: [
      {
        id: "everywhere",
        label: "",
        places: taxRates.map(({ country }) => ({ country, region: null, postalPrefix: null })),
        methods: shippingOptions.map((option) => flatMethod(option, currency)),
      },
    ],
    promotions: [],
    usedUp: [],
  };
}

/** One tax for a whole country and every class of goods. */
export function countryTax({ country, label, rateBp }: TaxRate): TaxRule {
  const anywhere = { region: null, postalFrom: null, postalTo: null, taxClass: null };
  return { id: country, country, ...anywhere, label, rateBp };
}

/** A method with one price for whatever is shipped. */
export function flatMethod(option: ShippingOption, currency: Currency): ShippingMethod {
  const { methodId: id, label, daysMin, daysMax, amountMinor, freeFromMinor } = option;
  return {
    id,
    label,
    kind: "delivery",
    locationId: null,
    daysMin,
    daysMax,
    isPerParcel: false,
    freeFrom: freeFromMinor === null ? null : { [currency]: freeFromMinor },
    rates: [
      {
        grams: ANY,
        units: ANY,
        longestMm: ANY,
        subtotal: {},
        price: { [currency]: amountMinor },
        perFurtherKg: null,
      },
    ],
  };
}

/** @returns the countries that something is shipped to and taxed in, in the rules' order */
export function countriesServed({ tax, zones }: CheckoutRules): string[] {
  const shipped = new Set(zones.flatMap(({ places }) => places.map(({ country }) => country)));
  return [...new Set(tax.rules.map(({ country }) => country))].filter((each) => shipped.has(each));
}
