/** Prices in a currency that follow from those in another: by a rate, marked up, rounded to a rule. */
import { CURRENCY_DECIMALS, type Currency, type Money, money } from "./money.ts";

/** How a converted price is made one that looks like a price. */
export type PriceRounding =
  /** To the nearest multiple of so many minor units, half up; never to nothing what costs something. */
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

/** What made a converted price: kept with the price, with the cart's line and with the order. */
export interface PriceExchange {
  readonly from: Currency;
  readonly rate: string;
  /** Epoch milliseconds. */
  readonly quotedAt: number;
  readonly markupBp: number;
}

/** Why a price cannot be converted. */
export type ExchangeProblem =
  | { readonly reason: "rate_missing" }
  | { readonly reason: "rate_stale"; readonly at: number };

/** A price and, where there is one, the price before. In minor units. */
export interface PricePair {
  readonly amountMinor: number;
  readonly compareAtMinor: number | null;
}

const WHOLE_BP = 10_000n;
/** Digits after the point of a rate that is reckoned from two others. */
const CROSS_DECIMALS = 12;
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
 * The rate from one currency to another: as it was quoted, the other way round, or over a third
 * currency that both are quoted against. A reckoned rate is a decimal of twelve digits after the
 * point, rounded half up, and is as old as the older of the two that made it.
 * @returns null where none leads there, or what comes out is no rate
 */
export function findRate(
  rates: readonly ExchangeRate[],
  { from, to }: Pick<ExchangeRate, "from" | "to">,
): ExchangeRate | null {
  const direct = rates.find((each) => each.from === from && each.to === to);
  if (direct !== undefined) return direct;
  const back = rates.find((each) => each.from === to && each.to === from);
  if (back !== undefined) return crossed({ from, to, at: back.at }, ["1", back.rate]);
  for (const first of rates) {
    if (first.to !== from) continue;
    const second = rates.find((each) => each.from === first.from && each.to === to);
    if (second === undefined) continue;
    const at = Math.min(first.at, second.at);
    const found = crossed({ from, to, at }, [second.rate, first.rate]);
    if (found !== null) return found;
  }
  return null;
}

function crossed(
  pair: Omit<ExchangeRate, "rate">,
  [dividend, divisor]: readonly [string, string],
): ExchangeRate | null {
  const [over, under] = [fractionOf(dividend), fractionOf(divisor)];
  const numerator = over.digits * under.scale * 10n ** BigInt(CROSS_DECIMALS);
  const denominator = under.digits * over.scale;
  const scaled = String((2n * numerator + denominator) / (2n * denominator));
  const digits = scaled.padStart(CROSS_DECIMALS + 1, "0");
  const fraction = digits.slice(-CROSS_DECIMALS).replace(/0+$/, "");
  const whole = digits.slice(0, -CROSS_DECIMALS);
  const rate = fraction === "" ? whole : `${whole}.${fraction}`;
  return isRate(rate) ? { ...pair, rate } : null;
}

/** A decimal as a fraction of whole numbers. @throws RangeError where it is no rate */
function fractionOf(rate: string): { readonly digits: bigint; readonly scale: bigint } {
  if (!isRate(rate)) throw new RangeError(`Not a rate: ${rate}`);
  const [whole = "0", fraction = ""] = rate.split(".");
  return { digits: BigInt(whole + fraction), scale: 10n ** BigInt(fraction.length) };
}

/**
 * Converts in exact integers: amount × rate × (1 + markup), rounded once, by the rule.
 * @throws RangeError where the rate is no decimal or the amount is in another currency
 */
export function convert(amount: Money, rate: ExchangeRate, rule: ConversionRule): Money {
  if (amount.currency !== rate.from) throw new RangeError(`Expected an amount in ${rate.from}`);
  const { digits, scale } = fractionOf(rate.rate);
  const numerator =
    BigInt(amount.minor) *
    digits *
    (WHOLE_BP + BigInt(rule.markupBp)) *
    10n ** BigInt(CURRENCY_DECIMALS[rate.to]);
  const denominator = scale * WHOLE_BP * 10n ** BigInt(CURRENCY_DECIMALS[rate.from]);
  return money(Number(rounded(numerator, denominator, rule.rounding)), rate.to);
}

/**
 * A price with the one before it. What costs nothing costs nothing in every currency, and a price
 * before that rounding made no higher than the price is none.
 */
export function convertPrice(
  { amountMinor, compareAtMinor }: PricePair,
  rate: ExchangeRate,
  rule: ConversionRule,
): PricePair {
  const inOther = (minor: number) =>
    minor === 0 ? 0 : convert(money(minor, rate.from), rate, rule).minor;
  const amount = inOther(amountMinor);
  const before = compareAtMinor === null ? 0 : inOther(compareAtMinor);
  return { amountMinor: amount, compareAtMinor: before > amount ? before : null };
}

/** @returns what is kept of a rate beside a price that it made */
export function exchangeOf(
  { from, rate, at }: ExchangeRate,
  { markupBp }: ConversionRule,
): PriceExchange {
  return { from, rate, quotedAt: at, markupBp };
}

/** Why a converted price is what it is, as the price history tells it: "rate 1 EUR = 163.42 JPY, +2.5 %". */
export function conversionReason({ from, rate, markupBp }: PriceExchange, to: Currency): string {
  const markup = markupBp === 0 ? "" : `, +${markupBp / 100} %`;
  return `rate 1 ${from} = ${rate} ${to}${markup}`;
}

function rounded(numerator: bigint, denominator: bigint, rounding: PriceRounding): bigint {
  if (rounding.kind === "nearest") {
    const step = BigInt(rounding.toMinor);
    const steps = (2n * numerator + denominator * step) / (2n * denominator * step);
    // A coarse step gives nothing away.
    return (steps === 0n && numerator > 0n ? 1n : steps) * step;
  }
  const [ending, of] = [BigInt(rounding.endingMinor), BigInt(rounding.ofMinor)];
  const up = (numerator + denominator - 1n) / denominator;
  const next = (up / of) * of + ending;
  return next >= up ? next : next + of;
}
