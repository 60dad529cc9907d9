/** What a checkout may choose from, remembered by the isolate: it changes a few times a year. */
import { listTaxRates, shippingOptions } from "../../db/shipping.ts";
import { openReader } from "../../db/statement.ts";
import type { Currency } from "../../domain/money.ts";
import type { CheckoutRules } from "../../domain/order.ts";
import { currencyRule } from "../../http/currency-rules.ts";

/** How old remembered rules may be, in milliseconds. */
const RULES_MS = 60_000;

const remembered = new Map<Currency, { readonly rules: CheckoutRules; readonly until: number }>();

/** @returns shipping and tax for a currency, at most RULES_MS old */
export async function checkoutRules(
  catalog: D1Database,
  currency: Currency,
  now: number,
): Promise<CheckoutRules> {
  const known = remembered.get(currency);
  if (known !== undefined && known.until > now) return known.rules;
  const reader = openReader(catalog);
  const [rule, options, taxRates] = await Promise.all([
    currencyRule(catalog, currency, now),
    shippingOptions(reader, currency),
    listTaxRates(reader),
  ]);
  const { pricesIncludeTax } = rule;
  const rules = { pricesIncludeTax, shippingOptions: options, taxRates };
  if (options.length > 0) remembered.set(currency, { rules, until: now + RULES_MS });
  return rules;
}
