/** The languages of the shop's pages and texts. */

/** Every language, the one that texts are written in first (BCP 47). */
export const LOCALES = ["en", "de", "fr"] as const;

/** A language of the shop. */
export type Locale = (typeof LOCALES)[number];

/** The language of a page whose address names none, and of a text without a translation. */
export const [DEFAULT_LOCALE] = LOCALES;

/** @returns whether `text` names a language of the shop, in lower case */
export function isLocale(text: string): text is Locale {
  return LOCALES.some((locale) => locale === text);
}
