/**
 * How much tax is in what is paid, or comes on top of it. Rounds half away from zero, per order (one
 * amount for all that has the same taxes, shared among the lines by largest remainder) or per line; the named
 * policy is stored with the quote, so that an invoice and a refund never round otherwise.
 */
import { allocate, proportion } from "./money.ts";
import type { TaxRule } from "./tax-rules.ts";

/** Rates have fractions of a basis point: New York City's districts take 0.375 %. */
const UNITS_OF_BP = 10_000;
/** A whole in these units. */
const WHOLE_UNITS = 10_000 * UNITS_OF_BP;

/** Where a tax is rounded. Both are lawful in most countries; a shop has one. */
export type TaxRounding = "per_order" | "per_line";

/** An amount that is taxed: a line after discounts, or its share of the shipping. */
export interface Taxable {
  /** With the tax in it where prices include tax. */
  readonly minor: number;
  /** The taxes that it has; see taxesAt(). */
  readonly rules: readonly Pick<TaxRule, "label" | "rateBp">[];
}

/** How the amounts are meant. */
export interface TaxPolicy {
  readonly isIncluded: boolean;
  readonly rounding: TaxRounding;
  /** Whether the buyer owes the tax, and not the shop (reverse charge, exempt bodies). */
  readonly isExempt: boolean;
}

/** One tax at one rate, as an invoice prints it. */
export interface TaxSum {
  readonly label: string;
  readonly rateBp: number;
  /** What is taxed, without the tax. */
  readonly baseMinor: number;
  readonly minor: number;
}

/** The taxes of an order. */
export interface Taxed {
  readonly sums: readonly TaxSum[];
  /** Tax of each amount, within it or on top of it; in their order. */
  readonly minors: readonly number[];
  /** What an exempt buyer does not pay of each amount, because prices include the tax. */
  readonly exemptMinors: readonly number[];
}

/** @returns the taxes of `amounts` */
export function reckonTaxes(amounts: readonly Taxable[], policy: TaxPolicy): Taxed {
  const within = reckon(amounts, policy);
  if (!policy.isExempt) return { ...within, exemptMinors: amounts.map(() => 0) };
  return {
    sums: within.sums.map(({ label, baseMinor }) => ({ label, rateBp: 0, baseMinor, minor: 0 })),
    minors: amounts.map(() => 0),
    exemptMinors: policy.isIncluded ? within.minors : amounts.map(() => 0),
  };
}

/** Amounts with the same taxes are reckoned together. */
function reckon(amounts: readonly Taxable[], policy: TaxPolicy): Omit<Taxed, "exemptMinors"> {
  const minors = amounts.map(() => 0);
  const sums = new Map<string, TaxSum>();
  const groups = Map.groupBy(amounts.keys(), (index) => keyOf(amounts[index]?.rules ?? []));
  for (const indexes of groups.values()) {
    const rules = amounts[indexes[0] ?? 0]?.rules ?? [];
    if (rules.length === 0) continue;
    const values = indexes.map((index) => amounts[index]?.minor ?? 0);
    const taxes = taxesOf(values, rules, policy);
    const taxMinor = sum(taxes);
    for (const [at, index] of indexes.entries()) minors[index] = taxes[at] ?? 0;
    const valueMinor = sum(values);
    const baseMinor = policy.isIncluded ? valueMinor - taxMinor : valueMinor;
    const parts = allocate(taxMinor, rules.map(unitsOf));
    for (const [at, { label, rateBp }] of rules.entries()) {
      const key = `${label} ${rateBp}`;
      const known = sums.get(key) ?? { label, rateBp, baseMinor: 0, minor: 0 };
      const minor = known.minor + (parts[at] ?? 0);
      sums.set(key, { label, rateBp, baseMinor: known.baseMinor + baseMinor, minor });
    }
  }
  return { sums: [...sums.values()], minors };
}

function taxesOf(
  values: readonly number[],
  rules: Taxable["rules"],
  { isIncluded, rounding }: TaxPolicy,
): number[] {
  const rate = sum(rules.map(unitsOf));
  const whole = isIncluded ? WHOLE_UNITS + rate : WHOLE_UNITS;
  return rounding === "per_line"
    ? values.map((value) => proportion(value, rate, whole))
    : allocate(proportion(sum(values), rate, whole), values);
}

/** @returns the rate in whole numbers: by them taxes of the same amount share what it has of tax */
export function unitsOf({ rateBp }: Pick<TaxRule, "rateBp">): number {
  return Math.round(rateBp * UNITS_OF_BP);
}

/** @returns the rate in percent, without what machines make of fractions: 8.875 of 887.5 */
export function percentOf(rateBp: number): number {
  return Math.round(rateBp * UNITS_OF_BP) / (100 * UNITS_OF_BP);
}

function keyOf(rules: Taxable["rules"]): string {
  return rules.map(({ label, rateBp }) => `${label} ${rateBp}`).join("|");
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
