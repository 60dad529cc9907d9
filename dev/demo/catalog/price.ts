/** What a price in euros is in the shop's other currencies: by price points, as a merchant sets them. */
import type { Currency } from "../../../domain/money.ts";

const USD_PER_EUR = 1.125;
const YEN_PER_EUR_CENT = 1.625;
/** Steps of a dollar price: half dollars, dollars from 20.00, five dollars from 200.00. */
const USD_STEPS = [
  { from: 20_000, step: 500 },
  { from: 2_000, step: 100 },
  { from: 0, step: 50 },
] as const;
const YEN_STEP = 100;

/** The currencies that the merchant sets prices in; those of dinars follow by a rate. */
export const SET_CURRENCIES = ["EUR", "USD", "JPY"] as const satisfies readonly Currency[];

/** @returns minor units of `currency` for a price of `eurMinor` cents */
export function pricePoint(eurMinor: number, currency: (typeof SET_CURRENCIES)[number]): number {
  if (currency === "EUR") return eurMinor;
  if (currency === "JPY")
    return Math.max(1, Math.round((eurMinor * YEN_PER_EUR_CENT) / YEN_STEP)) * YEN_STEP;
  const minor = eurMinor * USD_PER_EUR;
  const step = USD_STEPS.find(({ from }) => minor >= from)?.step ?? 50;
  return Math.max(1, Math.round(minor / step)) * step;
}
