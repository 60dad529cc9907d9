/** Who tells tax rates: the shop's own rules, or a provider that is asked for each place. */
import { plain, type TaxPlace, type TaxRule } from "./tax-rules.ts";

/** The shop's own table, or Stripe Tax. */
export const TAX_PROVIDERS = ["table", "stripe"] as const;

/** A provider's name. */
export type TaxProviderName = (typeof TAX_PROVIDERS)[number];

/** The class of shipping where a provider tells its rates; no class of goods can have this name. */
export const SHIPPING_TAX_CLASS = "_shipping";

/** A place as exactly as it is known: rates of some countries follow from the street. */
export interface TaxAddress extends TaxPlace {
  readonly city?: string;
  readonly line1?: string;
}

/** What a provider told of one place, for the classes of one order. */
export interface ToldTaxes {
  /** See placeKey(). */
  readonly place: string;
  /** "table" where the provider was away and staff allow the shop's own rules instead. */
  readonly source: TaxProviderName;
  /** Empty where the table speaks. */
  readonly rules: readonly TaxRule[];
  /** The number that it was asked with; null where there was none. */
  readonly taxId: string | null;
  /** Whether a buyer with that number owes the tax, and not the shop. */
  readonly isExempt: boolean;
  /** Epoch ms. */
  readonly at: number;
}

/** What is asked of a provider. */
export interface TaxQuestion {
  readonly address: TaxAddress;
  /** The classes of the order's goods, each once. */
  readonly classes: readonly string[];
  /** The provider's code of a class; one that has none is taxed as general goods. */
  readonly codes: Readonly<Record<string, string>>;
  readonly currency: string;
  readonly taxId: string | null;
}

/**
 * How asking ended.
 * - told: the rates
 * - unknown_place: the provider cannot find the address
 * - away: it did not answer, or answered nonsense; the same may be asked again
 */
export type TaxAnswer =
  | { readonly outcome: "told"; readonly rules: readonly TaxRule[]; readonly isExempt: boolean }
  | { readonly outcome: "unknown_place" }
  | { readonly outcome: "away"; readonly code: string };

/** A further provider implements this and nothing else. It never throws. */
export interface TaxProvider {
  taxRates(question: TaxQuestion): Promise<TaxAnswer>;
}

/** @returns the same text for the same place, however it is spelled */
export function placeKey({ country, region, postalCode, city, line1 }: TaxAddress): string {
  return [country, region, postalCode, city ?? "", line1 ?? ""].map(plain).join("|");
}

/** @returns what was told of the place, for a buyer with this number */
export function toldAt(
  told: readonly ToldTaxes[],
  { place, taxId }: { readonly place: string; readonly taxId: string | null },
): ToldTaxes | null {
  return told.find((each) => each.place === place && each.taxId === taxId) ?? null;
}
