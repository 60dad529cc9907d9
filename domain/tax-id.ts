/** VAT numbers of the European Union: their form, country by country; whether one is given out is asked elsewhere. */

/** What follows the country's letters (EU, VIES: structure of VAT numbers). */
const FORMS: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-Z0-9]{2}\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(?:\d{7}[A-Z]{1,2}|\d[A-Z+*]\d{5}[A-Z])$/,
  IT: /^\d{11}$/,
  LT: /^(?:\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^[A-Z0-9+*]{12}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  XI: /^(?:\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
};

/** @returns the number without spaces, dots and dashes, in upper case */
export function normalTaxId(text: string): string {
  return text.toUpperCase().replaceAll(/[\s.-]/g, "");
}

/** @returns whether `text` has the form of a VAT number of its country */
export function isTaxIdForm(text: string): boolean {
  const number = normalTaxId(text);
  return FORMS[number.slice(0, 2)]?.test(number.slice(2)) ?? false;
}

/**
 * @returns whether the number is of where the goods arrive: one of another country says nothing of
 *   who owes the tax there, and Northern Ireland's none of Great Britain (BT is its postal codes)
 */
export function isTaxIdOf(
  number: string,
  { country, postalCode }: { readonly country: string; readonly postalCode: string },
): boolean {
  if (taxIdCountry(number) !== country) return false;
  return country !== "GB" || /^\s*BT/i.test(postalCode);
}

/** @returns ISO 3166-1 alpha-2 of the number's country: Greece writes EL, Northern Ireland XI */
export function taxIdCountry(number: string): string {
  const letters = normalTaxId(number).slice(0, 2);
  return letters === "EL" ? "GR" : letters === "XI" ? "GB" : letters;
}
