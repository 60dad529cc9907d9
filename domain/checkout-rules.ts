/** What a checkout is reckoned by: read from the catalog when it is opened, and kept by the order. */
import type { CarrierPrice } from "./carrier-rates.ts";
import type { DeliveryCalendar } from "./delivery-estimate.ts";
import type { Id } from "./id.ts";
import type { Currency } from "./money.ts";
import type { Promotion } from "./promotion.ts";
import type { BudgetLeft } from "./promotion-cart.ts";
import type { ShippingOption, TaxRate } from "./quote.ts";
import type { ShippingMethod, ShippingZone } from "./shipping-rates.ts";
import type { ShopLocation } from "./shop-location.ts";
import type { TaxRounding } from "./tax.ts";
import type { TaxProviderName, ToldTaxes } from "./tax-provider.ts";
import type { TaxRule } from "./tax-rules.ts";

/** How the shop taxes. */
export interface TaxSettings {
  readonly rules: readonly TaxRule[];
  readonly rounding: TaxRounding;
  /** The class of shipping; null where it has the taxes of the goods that it carries. */
  readonly shippingClass: string | null;
  /** Where a buyer with a VAT number owes the tax, and not the shop. */
  readonly exemptCountries: readonly string[];
  /** Whose rates hold: the rules above, or what a provider tells of each place. */
  readonly provider: TaxProviderName;
  /** Whether the rules above stand in for a provider that is away. */
  readonly fallsBack: boolean;
  /** The provider's code of a class of goods. */
  readonly codes: Readonly<Record<string, string>>;
}

/** What tax and shipping follow from. It stays while the shopper checks out, as prices do. */
export interface CheckoutRates {
  readonly tax: TaxSettings & {
    /** One for each place that matters; empty where the table speaks. */
    readonly told: readonly ToldTaxes[];
  };
  readonly zones: readonly ShippingZone[];
  /** What carriers told for the order's address. */
  readonly carrier: readonly CarrierPrice[];
  /** When parcels leave; null where nobody says when something arrives. */
  readonly calendar: DeliveryCalendar | null;
  readonly locations: readonly ShopLocation[];
  /** Epoch ms: from then on all of this is read and asked again. */
  readonly ratesLockedUntil: number;
}

/** The rules of one currency. */
export interface CheckoutRules extends CheckoutRates {
  readonly pricesIncludeTax: boolean;
  /** Those that apply by themselves and those of the codes that were entered. */
  readonly promotions: readonly Promotion[];
  /** Promotions whose limits are reached, as far as anybody has told. */
  readonly usedUp: readonly Id<"promotion">[];
  /** Those that the buyer had as often as anybody may. */
  readonly usedByBuyer?: readonly Id<"promotion">[];
  /** What their budgets have left, as far as anybody has told. */
  readonly budgetLeft?: BudgetLeft;
}

/** Rules as earlier programs stored them: one price of each method, one rate of each country. */
export interface FormerRules {
  readonly pricesIncludeTax: boolean;
  readonly shippingOptions: readonly ShippingOption[];
  readonly taxRates: readonly TaxRate[];
}

type AddedToTaxes = "provider" | "fallsBack" | "codes" | "told";
type AddedToRules = "carrier" | "calendar" | "locations" | "ratesLockedUntil";

/** Rules as any program since stored them: what was added may be missing. */
export type StoredRules = Omit<CheckoutRules, "tax" | AddedToRules> &
  Partial<Pick<CheckoutRules, AddedToRules>> & {
    readonly tax: Omit<CheckoutRules["tax"], AddedToTaxes> &
      Partial<Pick<CheckoutRules["tax"], AddedToTaxes>>;
  };

const ANY = { from: null, to: null } as const;

/** @returns rules of any form in the present one */
export function upgradeRules(rules: StoredRules | FormerRules, currency: Currency): CheckoutRules {
  const { tax, ...others } = "taxRates" in rules ? withZone(rules, currency) : rules;
  return {
    ...others,
    tax: {
      ...tax,
      provider: tax.provider ?? "table",
      fallsBack: tax.fallsBack ?? false,
      codes: tax.codes ?? {},
      told: tax.told ?? [],
    },
    carrier: others.carrier ?? [],
    calendar: others.calendar ?? null,
    locations: others.locations ?? [],
    // Asked again before the order is placed.
    ratesLockedUntil: others.ratesLockedUntil ?? 0,
  };
}

function withZone(
  { pricesIncludeTax, shippingOptions, taxRates }: FormerRules,
  currency: Currency,
): StoredRules {
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
export function countriesServed({ tax, zones }: CheckoutRates): string[] {
  const shipped = new Set(zones.flatMap(({ places }) => places.map(({ country }) => country)));
  // A provider knows the taxes of everywhere.
  if (tax.provider !== "table") return [...shipped];
  return [...new Set(tax.rules.map(({ country }) => country))].filter((each) => shipped.has(each));
}
