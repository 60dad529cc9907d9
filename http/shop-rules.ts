/** The shop's rules, remembered by the isolate: they change a few times in a year. */
import { type CurrencyRule, currencyRules, listTaxRates, shippingOptions } from "../db/shipping.ts";
import { openReader } from "../db/statement.ts";
import { CURRENCIES, type Currency } from "../domain/money.ts";
import type { ShippingOption, TaxRate } from "../domain/quote.ts";
import { invariant } from "../domain/result.ts";
import { ShortMemory } from "../runtime/short-memory.ts";

/** An empty answer is a shop that is still being filled. */
const KEPT = {
  keepMs: 60_000,
  entriesMax: CURRENCIES.length,
  isWorthKeeping: (rows: readonly unknown[]) => rows.length > 0,
};

const currencies = new ShortMemory<readonly CurrencyRule[]>(KEPT);
const shipping = new ShortMemory<readonly ShippingOption[]>(KEPT);
const taxes = new ShortMemory<readonly TaxRate[]>(KEPT);

/** @returns how prices in a currency are meant @throws Error where the shop has no such currency */
export async function currencyRule(
  catalog: D1Database,
  currency: Currency,
  now: number,
): Promise<CurrencyRule> {
  const rules = await currencies.recall("all", now, () => currencyRules(openReader(catalog)));
  const rule = rules.find(({ code }) => code === currency);
  invariant(rule !== undefined, `the catalog has the currency ${currency}`);
  return rule;
}

/** @returns the ways of shipping with their prices in a currency */
export function shippingIn(
  catalog: D1Database,
  currency: Currency,
  now: number,
): Promise<readonly ShippingOption[]> {
  return shipping.recall(currency, now, () => shippingOptions(openReader(catalog), currency));
}

/** @returns the countries that the shop sells to, each with its tax */
export function taxRates(catalog: D1Database, now: number): Promise<readonly TaxRate[]> {
  return taxes.recall("all", now, () => listTaxRates(openReader(catalog)));
}
