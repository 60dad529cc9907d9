/** The currencies that the stand-in takes, their smallest charge, and amounts as text. */

const LEAST_MINOR: Readonly<Record<string, number>> = {
  aud: 50,
  cad: 50,
  chf: 50,
  czk: 1500,
  dkk: 250,
  eur: 50,
  gbp: 30,
  hkd: 400,
  huf: 17500,
  jpy: 50,
  kwd: 150,
  mxn: 1000,
  nok: 300,
  nzd: 50,
  pln: 200,
  sek: 300,
  sgd: 50,
  usd: 50,
};

/** The largest charge in any currency, in minor units: eight digits. */
export const AMOUNT_MINOR_MAX = 99_999_999;

/** Every supported currency, in lower case. */
export const CURRENCIES: readonly string[] = Object.keys(LEAST_MINOR);

/** What amounts must be multiples of: of three decimals the last one must be 0, for the banks' sake. */
const STEP_MINOR: Readonly<Record<string, number>> = { kwd: 10 };

/** @returns what every charge, capture and refund in a currency is a multiple of, in minor units */
export function chargeStep(currency: string): number {
  return STEP_MINOR[currency] ?? 1;
}

/** The smallest charge in a currency, in minor units. */
export function leastCharge(currency: string): number {
  return LEAST_MINOR[currency] ?? 1;
}

/** An amount as Stripe's messages print it, such as "€12.50". */
export function printAmount(minor: number, currency: string): string {
  const format = new Intl.NumberFormat("en-US", {
    style: "currency",
    currency: currency.toUpperCase(),
  });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits);
}
