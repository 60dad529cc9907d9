/** The dictionary of a language. */
import type { Locale } from "../../domain/locale.ts";
import { de } from "./de.ts";
import { en, type Words } from "./en.ts";
import { fr } from "./fr.ts";

const DICTIONARIES: Readonly<Record<Locale, Words>> = { en, de, fr };

/** What each language calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<Locale, string>> = {
  en: "English",
  de: "Deutsch",
  fr: "Français",
};

/** @returns every text of the shop in the language */
export function wordsIn(locale: Locale): Words {
  return DICTIONARIES[locale];
}
