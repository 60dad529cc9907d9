/** Money: safe integers in the currency's minor unit, never mixed, never rounded by accident. */

/** Decimals of each currency's minor unit (ISO 4217). */
export const CURRENCY_DECIMALS = { EUR: 2, USD: 2, JPY: 0, KWD: 3 } as const;

/** A currency that the shop sells in. */
export type Currency = keyof typeof CURRENCY_DECIMALS;

/** The currencies, the default one first. */
export const CURRENCIES = ["EUR", "USD", "JPY", "KWD"] as const satisfies readonly Currency[];

/**
 * What every amount that is charged or paid back is a multiple of, in minor units: where a currency
 * has three decimals, Stripe and the banks behind it take a last digit of 0 and nothing else.
 */
export const CHARGE_STEP_MINOR: Readonly<Record<Currency, number>> = {
  EUR: 1,
  USD: 1,
  JPY: 1,
  KWD: 10,
};

/** The smallest amount that Stripe charges, in minor units; nothing at all is not charged. */
export const CHARGE_LEAST_MINOR: Readonly<Record<Currency, number>> = {
  EUR: 50,
  USD: 50,
  JPY: 50,
  KWD: 150,
};

/** An amount: `minor` counts cents, yen …; a safe integer. */
export interface Money {
  readonly minor: number;
  readonly currency: Currency;
}

/** @returns whether `text` is a currency that the shop sells in */
export function isCurrency(text: string): text is Currency {
  return Object.hasOwn(CURRENCY_DECIMALS, text);
}

/** @throws RangeError where `minor` is not a safe integer */
export function money(minor: number, currency: Currency): Money {
  return { minor: safe(minor), currency };
}

/** @throws TypeError on mixed currencies, RangeError past the safe integers */
export function addMoney(left: Money, right: Money): Money {
  if (left.currency !== right.currency) {
    throw new TypeError(`Cannot add ${right.currency} to ${left.currency}`);
  }
  return money(left.minor + right.minor, left.currency);
}

/** @throws RangeError past the safe integers or where `times` is a fraction */
export function multiplyMoney(amount: Money, times: number): Money {
  return money(safe(times) * amount.minor, amount.currency);
}

/** @returns the sum of `amounts`, which may be empty */
export function sumMoney(amounts: readonly Money[], currency: Currency): Money {
  return amounts.reduce(addMoney, money(0, currency));
}

/**
 * Splits a whole into parts by weight so that the parts sum to the whole exactly.
 * Largest remainder (Hamilton): every part gets its floor, the units left go to the largest
 * fractions, the earlier one first on a tie.
 * @param total minor units, may be negative
 * @param weights integers >= 0; where all are zero, the first part gets everything
 * @throws RangeError without weights or with a negative one
 */
export function allocate(total: number, weights: readonly number[]): number[] {
  if (weights.length === 0) throw new RangeError("Cannot allocate to no parts");
  if (weights.some((weight) => !Number.isSafeInteger(weight) || weight < 0)) {
    throw new RangeError("Weights must be integers of zero or more");
  }
  if (total < 0) return allocate(-total, weights).map((part) => 0 - part);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  if (all === 0) return weights.map((_, index) => (index === 0 ? total : 0));
  const isQuick = Number.isSafeInteger(all) && Number.isSafeInteger(safe(total) * all);
  const { parts, rests } = isQuick ? floors(total, weights, all) : largeFloors(total, weights);
  return withRest(parts, rests, total - parts.reduce((sum, part) => sum + part, 0));
}

/** Each part rounded down, and what that left of it in fractions of the sum of weights. */
interface Floors {
  readonly parts: number[];
  readonly rests: readonly (number | bigint)[];
}

/** Where no product passes the safe integers. */
function floors(total: number, weights: readonly number[], all: number): Floors {
  const rests = weights.map((weight) => (total * weight) % all);
  const parts = weights.map((weight, index) => (total * weight - (rests[index] ?? 0)) / all);
  return { parts, rests };
}

function largeFloors(total: number, weights: readonly number[]): Floors {
  const scaled = weights.map((weight) => BigInt(safe(total)) * BigInt(weight));
  const all = weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
  return {
    parts: scaled.map((each) => Number(each / all)),
    rests: scaled.map((each) => each % all),
  };
}

/** One more unit for the largest fractions, as long as there are units left. */
function withRest(parts: number[], rests: Floors["rests"], units: number): number[] {
  if (units === 0) return parts;
  const order = [...rests.keys()].sort((a, b) => {
    const [left = 0, right = 0] = [rests[a], rests[b]];
    return left === right ? a - b : left > right ? -1 : 1;
  });
  for (const index of order.slice(0, units)) parts[index] = (parts[index] ?? 0) + 1;
  return parts;
}

/**
 * Parts of an amount as they can be charged: each a multiple of the currency's step, their sum the
 * whole rounded down to one. Every part is rounded down; the steps left go to the largest
 * remainders, the earlier one first on a tie. Where the parts are multiples already they stay.
 * @param minors zero or more each
 */
export function inChargeSteps(minors: readonly number[], currency: Currency): number[] {
  const step = CHARGE_STEP_MINOR[currency];
  const whole = minors.reduce((sum, minor) => safe(sum + minor), 0);
  const parts = minors.map((minor) => downToStep(minor, currency));
  const given = parts.reduce((sum, part) => sum + part, 0);
  const byRemainder = minors
    .map((minor, index) => ({ index, remainder: minor % step }))
    .toSorted((left, right) => right.remainder - left.remainder);
  const more = new Set(
    byRemainder.slice(0, (downToStep(whole, currency) - given) / step).map(({ index }) => index),
  );
  return parts.map((part, index) => (more.has(index) ? part + step : part));
}

/** @returns the largest amount up to `minor`, zero or more, that can be charged */
export function downToStep(minor: number, currency: Currency): number {
  return safe(minor) - (minor % CHARGE_STEP_MINOR[currency]);
}

/**
 * `numerator / denominator` of an amount, rounded half away from zero, in exact integers.
 * @throws RangeError where a factor is no safe integer or the denominator is not positive
 */
export function proportion(minor: number, numerator: number, denominator: number): number {
  if (safe(denominator) <= 0) throw new RangeError("The denominator must be positive");
  const quick = 2 * Math.abs(safe(minor) * safe(numerator)) + denominator;
  if (Number.isSafeInteger(quick)) {
    const rounded = (quick - (quick % (2 * denominator))) / (2 * denominator);
    return safe(minor < 0 === numerator < 0 ? rounded : -rounded);
  }
  const scaled = BigInt(minor) * BigInt(numerator);
  const divisor = BigInt(denominator);
  const magnitude = scaled < 0n ? -scaled : scaled;
  const rounded = (2n * magnitude + divisor) / (2n * divisor);
  return safe(Number(scaled < 0n ? -rounded : rounded));
}

/**
 * What `units` of `of` equal units share of an amount, rounded down.
 * @throws RangeError where a number is no safe integer
 */
export function unitsOf(minor: number, units: number, of: number): number {
  const quick = safe(minor) * safe(units);
  return Number.isSafeInteger(quick)
    ? (quick - (quick % safe(of))) / of
    : Number((BigInt(minor) * BigInt(units)) / BigInt(of));
}

function safe(value: number): number {
  if (!Number.isSafeInteger(value)) throw new RangeError(`Not a safe integer: ${value}`);
  return value === 0 ? 0 : value;
}
