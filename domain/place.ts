/** Where a shopper reads: a language and a currency. Every page and every catalog text belongs to one. */
import { DEFAULT_LOCALE, LOCALES, type Locale } from "./locale.ts";
import { CURRENCIES, type Currency } from "./money.ts";

/** A language and a currency. */
export interface Place {
  readonly locale: Locale;
  readonly currency: Currency;
}

/** The place of an address that names none. */
export const DEFAULT_PLACE: Place = { locale: DEFAULT_LOCALE, currency: CURRENCIES[0] };

/** Every place, the default one first, then by language. */
export const PLACES: readonly Place[] = LOCALES.flatMap((locale) =>
  CURRENCIES.map((currency) => ({ locale, currency })),
);
