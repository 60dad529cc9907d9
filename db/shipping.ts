/** The rules that a quote needs from the catalog: currencies, taxes and ways of shipping. */
import { sql } from "drizzle-orm";
import type { Currency } from "../domain/money.ts";
import type { ShippingOption, TaxRate } from "../domain/quote.ts";
import { currencies, shippingMethods, shippingRates, taxRates } from "./catalog-tables.ts";
import { type Database, statement } from "./statement.ts";

/** How prices in a currency are meant. */
export interface CurrencyRule {
  readonly code: Currency;
  readonly pricesIncludeTax: boolean;
  /** Where a shopper is thought to be until an address is known. */
  readonly defaultCountry: string;
}

const place = sql.placeholder;

const currenciesStatement = statement<Record<string, never>>(
  () => sql`
    SELECT ${currencies.code}, ${currencies.pricesIncludeTax}, ${currencies.defaultCountry}
    FROM ${currencies} ORDER BY ${currencies.position}`,
);

const taxRateStatement = statement<{ country: string }>(
  () => sql`
    SELECT ${taxRates.country}, ${taxRates.label}, ${taxRates.rateBp} AS "rateBp"
    FROM ${taxRates} WHERE ${taxRates.country} = ${place("country")}`,
);

const taxRatesStatement = statement<Record<string, never>>(
  () => sql`
    SELECT ${taxRates.country}, ${taxRates.label}, ${taxRates.rateBp} AS "rateBp"
    FROM ${taxRates} ORDER BY ${taxRates.country}`,
);

const shippingStatement = statement<{ currency: string }>(
  () => sql`
    SELECT ${shippingMethods.id} AS "methodId", ${shippingMethods.label},
      ${shippingMethods.daysMin} AS "daysMin", ${shippingMethods.daysMax} AS "daysMax",
      ${shippingRates.amountMinor} AS "amountMinor",
      ${shippingRates.freeFromMinor} AS "freeFromMinor"
    FROM ${shippingMethods} JOIN ${shippingRates}
      ON ${shippingRates.methodId} = ${shippingMethods.id}
      AND ${shippingRates.currency} = ${place("currency")}
    ORDER BY ${shippingMethods.position}, ${shippingMethods.id}`,
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

/** @returns the tax of a country, or null where the shop does not sell there */
export async function taxRate(db: Database, country: string): Promise<TaxRate | null> {
  return taxRateStatement.bind(db, { country }).first<TaxRate>();
}

/** @returns the countries that the shop sells to, each with its tax */
export async function listTaxRates(db: Database): Promise<TaxRate[]> {
  return (await taxRatesStatement.bind(db, {}).all<TaxRate>()).results;
}

/** @returns the ways of shipping that have a price in the currency, as they are to be shown */
export async function shippingOptions(db: Database, currency: Currency): Promise<ShippingOption[]> {
  return (await shippingStatement.bind(db, { currency }).all<ShippingOption>()).results;
}
