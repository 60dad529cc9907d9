/** Language and currency as callers name them. */
import * as z from "zod";
import { DEFAULT_LOCALE, LOCALES } from "../domain/locale.ts";
import { CURRENCIES } from "../domain/money.ts";
import { currencySchema } from "./money.ts";

/** A language of the shop (BCP 47). */
export const localeSchema = z.enum(LOCALES).meta({ id: "Locale" });

/** The query parameters of everything that is told in a language and a currency. */
export const placeQuery = {
  locale: localeSchema.default(DEFAULT_LOCALE),
  currency: currencySchema.default(CURRENCIES[0]),
} as const;

/** The query of what needs nothing else. */
export const placeQuerySchema = z.strictObject(placeQuery);
