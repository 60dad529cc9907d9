/** Prices in a currency that has none of its own: converted exactly, marked up, and rounded to a rule. */
import { CURRENCY_DECIMALS, type Currency, type Money, money } from "./money.ts";

/** How a converted price is made one that looks like a price. */
export type PriceRounding =
  /** To the nearest multiple of so many minor units, half up. */
  | { readonly kind: "nearest"; readonly toMinor: number }
  /** Up to the next price that ends so: 99 of 100 makes 12.99 of 12.30. */
  | { readonly kind: "charm"; readonly endingMinor: number; readonly ofMinor: number };

/** A rate as it was quoted: one whole unit of `from` is `rate` whole units of `to`. */
export interface ExchangeRate {
  readonly from: Currency;
  readonly to: Currency;
  /** A decimal as the source wrote it: "163.42". Never a float. */
  readonly rate: string;
  /** Epoch milliseconds of the quotation. */
  readonly at: number;
}

/** How prices of a currency follow from another one. */
export interface ConversionRule {
  readonly from: Currency;
  readonly to: Currency;
  /** Hundredths of a percent on top: 250 is 2.5 %. */
  readonly markupBp: number;
  readonly rounding: PriceRounding;
  /** How old a rate may be, in milliseconds; an older one sells nothing. */
  readonly staleAfterMs: number;
}

/** Why a price cannot be converted. */
export type ExchangeProblem =
  | { readonly reason: "rate_missing" }
  | { readonly reason: "rate_stale"; readonly at: number };

const WHOLE_BP = 10_000n;
const DECIMAL = /^\d{1,9}(?:\.\d{1,12})?$/;

/** @returns whether `text` is a positive decimal that a rate may be */
export function isRate(text: string): boolean {
  return DECIMAL.test(text) && /[1-9]/.test(text);
}

/** @returns why no price may be made of the rate; null where one may */
export function rateProblem(
  rate: ExchangeRate | null,
  { staleAfterMs }: Pick<ConversionRule, "staleAfterMs">,
  now: number,
): ExchangeProblem | null {
  if (rate === null) return { reason: "rate_missing" };
  return now - rate.at > staleAfterMs ? { reason: "rate_stale", at: rate.at } : null;
}

/**
 * Converts in exact integers: amount × rate × (1 + markup), rounded once, by the rule.
 * @throws RangeError where the rate is no decimal or the amount is in another currency
 */
export function convert(amount: Money, rate: ExchangeRate, rule: ConversionRule): Money {
  if (amount.currency !== rate.from) throw new RangeError(`Expected an amount in ${rate.from}`);
  if (!isRate(rate.rate)) throw new RangeError(`Not a rate: ${rate.rate}`);
  const [whole = "0", fraction = ""] = rate.rate.split(".");
  const numerator =
    BigInt(amount.minor) *
    BigInt(whole + fraction) *
    (WHOLE_BP + BigInt(rule.markupBp)) *
    10n ** BigInt(CURRENCY_DECIMALS[rate.to]);
  const denominator =
    10n ** BigInt(fraction.length) * WHOLE_BP * 10n ** BigInt(CURRENCY_DECIMALS[rate.from]);
  return money(Number(rounded(numerator, denominator, rule.rounding)), rate.to);
}

function rounded(numerator: bigint, denominator: bigint, rounding: PriceRounding): bigint {
  if (rounding.kind === "nearest") {
    const step = BigInt(rounding.toMinor);
    return ((2n * numerator + denominator * step) / (2n * denominator * step)) * step;
  }
  const [ending, of] = [BigInt(rounding.endingMinor), BigInt(rounding.ofMinor)];
  const up = (numerator + denominator - 1n) / denominator;
  const next = (up / of) * of + ending;
  return next >= up ? next : next + of;
}
