/** In place of http/shop-rules.ts: the rules of the simulated shop; only its promotions change. */
import { PRICE_LOCK_MS } from "../../../domain/cart.ts";
import { type CheckoutRules, upgradeRules } from "../../../domain/checkout-rules.ts";
import type { Currency } from "../../../domain/money.ts";
import type { ShippingOption, TaxRate } from "../../../domain/quote.ts";
import { automaticNow } from "../people/promotions.ts";

const TAXES: readonly TaxRate[] = [
  { country: "DE", label: "VAT", rateBp: 1900 },
  { country: "FR", label: "TVA", rateBp: 2000 },
  { country: "US", label: "Sales tax", rateBp: 875 },
];

export async function currencyRule(_catalog: unknown, code: Currency) {
  return { code, pricesIncludeTax: code === "EUR", defaultCountry: "DE" };
}

export async function shippingIn(
  _catalog: unknown,
  currency: Currency,
): Promise<readonly ShippingOption[]> {
  const amountMinor = currency === "JPY" ? 700 : 490;
  const days = { daysMin: 2, daysMax: 4 };
  return [
    { methodId: "standard", label: "Standard", ...days, amountMinor, freeFromMinor: 20_000 },
    { methodId: "pickup", label: "Pickup", ...days, amountMinor: 0, freeFromMinor: null },
  ];
}

/** Nothing in the simulated shop is converted. */
export async function staleRate(): Promise<null> {
  return null;
}

export async function isPricedBySubject(): Promise<boolean> {
  return false;
}

export async function rulesIn(
  catalog: unknown,
  currency: Currency,
  now: number,
): Promise<CheckoutRules> {
  const { pricesIncludeTax } = await currencyRule(catalog, currency);
  const shippingOptions = await shippingIn(catalog, currency);
  const rules = upgradeRules({ pricesIncludeTax, shippingOptions, taxRates: TAXES }, currency);
  return { ...rules, promotions: automaticNow(), ratesLockedUntil: now + PRICE_LOCK_MS };
}
