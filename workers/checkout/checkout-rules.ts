/** What a checkout may choose from. */
import { type CheckoutRules, upgradeRules } from "../../domain/checkout-rules.ts";
import type { Currency } from "../../domain/money.ts";
import { currencyRule, shippingIn, taxRates } from "../../http/shop-rules.ts";

/** @returns shipping and tax for a currency; the order keeps its own copy from here on */
export async function checkoutRules(
  catalog: D1Database,
  currency: Currency,
  now: number,
): Promise<CheckoutRules> {
  const [rule, shippingOptions, rates] = await Promise.all([
    currencyRule(catalog, currency, now),
    shippingIn(catalog, currency, now),
    taxRates(catalog, now),
  ]);
  const { pricesIncludeTax } = rule;
  return upgradeRules({ pricesIncludeTax, shippingOptions, taxRates: rates }, currency);
}
