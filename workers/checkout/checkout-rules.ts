/** What a checkout may choose from. */
import type { Currency } from "../../domain/money.ts";
import type { CheckoutRules } from "../../domain/order.ts";
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
  return { pricesIncludeTax, shippingOptions, taxRates: rates };
}
