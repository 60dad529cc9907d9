/** The rules that a quote needs from the catalog: currencies, taxes and zones of shipping. */
import { sql } from "drizzle-orm";
import type { TaxSettings } from "../domain/checkout-rules.ts";
import type { Currency } from "../domain/money.ts";
import type { ShippingOption } from "../domain/quote.ts";
import { invariant } from "../domain/result.ts";
import { pricedMethods, type ShippingZone } from "../domain/shipping-rates.ts";
import type { TaxRounding } from "../domain/tax.ts";
import type { TaxRule } from "../domain/tax-rules.ts";
import { currencies } from "./catalog-tables.ts";
import { shippingZones, taxRules, taxSettings } from "./pricing-tables.ts";
import { type Database, statement } from "./statement.ts";

/** How prices in a currency are meant. */
export interface CurrencyRule {
  readonly code: Currency;
  readonly pricesIncludeTax: boolean;
  /** Where a shopper is thought to be until an address is known. */
  readonly defaultCountry: string;
}

const currenciesStatement = /* @__PURE__ */ statement<Record<string, never>>(
  () => sql`
    SELECT ${currencies.code}, ${currencies.pricesIncludeTax}, ${currencies.defaultCountry}
    FROM ${currencies} ORDER BY ${currencies.position}`,
);

const taxSettingsStatement = /* @__PURE__ */ statement<Record<string, never>>(
  () => sql`
    SELECT ${taxSettings.rounding}, ${taxSettings.shippingClass} AS "shippingClass",
      ${taxSettings.exemptCountries} AS "exemptCountries", ${taxSettings.provider},
      ${taxSettings.fallsBack} AS "fallsBack", ${taxSettings.codes}
    FROM ${taxSettings}`,
);

const taxRulesStatement = /* @__PURE__ */ statement<Record<string, never>>(
  () => sql`
    SELECT ${taxRules.id}, ${taxRules.country}, ${taxRules.region},
      ${taxRules.postalFrom} AS "postalFrom", ${taxRules.postalTo} AS "postalTo",
      ${taxRules.taxClass} AS "taxClass", ${taxRules.label}, ${taxRules.rateBp} AS "rateBp"
    FROM ${taxRules} ORDER BY ${taxRules.country}, ${taxRules.id}`,
);

const zonesStatement = /* @__PURE__ */ statement<Record<string, never>>(
  () => sql`
    SELECT ${shippingZones.id}, ${shippingZones.label}, ${shippingZones.places},
      ${shippingZones.methods}
    FROM ${shippingZones} ORDER BY ${shippingZones.position}, ${shippingZones.id}`,
);

/** @returns the currencies that the shop sells in, the default one first */
export async function currencyRules(db: Database): Promise<CurrencyRule[]> {
  const { results } = await currenciesStatement
    .bind(db, {})
    .all<{ code: Currency; prices_include_tax: number; default_country: string }>();
  return results.map((row) => ({
    code: row.code,
    pricesIncludeTax: row.prices_include_tax === 1,
    defaultCountry: row.default_country,
  }));
}

/** @returns how the shop taxes, and every rule */
export async function readTaxes(db: Database): Promise<TaxSettings> {
  const [settings, { results: rules }] = await Promise.all([
    taxSettingsStatement.bind(db, {}).first<{
      rounding: TaxRounding;
      shippingClass: string | null;
      exemptCountries: string;
      provider: TaxSettings["provider"];
      fallsBack: number;
      codes: string;
    }>(),
    taxRulesStatement.bind(db, {}).all<TaxRule>(),
  ]);
  invariant(settings !== null, "the catalog says how the shop taxes");
  const { rounding, shippingClass, exemptCountries, provider, fallsBack, codes } = settings;
  return {
    rules,
    rounding,
    shippingClass,
    exemptCountries: JSON.parse(exemptCountries),
    provider,
    fallsBack: fallsBack === 1,
    codes: JSON.parse(codes),
  };
}

/** @returns the zones in the order in which staff put them; the first is shown to strangers */
export async function readZones(db: Database): Promise<ShippingZone[]> {
  const { results } = await zonesStatement
    .bind(db, {})
    .all<{ id: string; label: string; places: string; methods: string }>();
  return results.map(({ id, label, places, methods }) => ({
    id,
    label,
    places: JSON.parse(places),
    methods: JSON.parse(methods),
  }));
}

/** @returns what shipping costs in a currency, as pages tell it before anybody said where to */
export function shownShipping(
  zones: readonly ShippingZone[],
  currency: Currency,
): ShippingOption[] {
  const [first] = zones;
  if (first === undefined) return [];
  const nothing = { locationId: null, grams: 0, units: 1, longestMm: 0 };
  const freight = { currency, subtotalMinor: 0, parcels: [nothing] };
  // What a carrier asks is known when the address is.
  const told = pricedMethods(first, freight).filter(({ method }) => method.kind !== "carrier");
  return told.map(({ method, fullMinor }) => ({
    methodId: method.id,
    label: method.label,
    daysMin: method.daysMin,
    daysMax: method.daysMax,
    amountMinor: fullMinor,
    freeFromMinor: method.freeFrom?.[currency] ?? null,
  }));
}
