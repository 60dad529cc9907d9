/** Every other language of the demo shop. */

import { GERMAN } from "./de/german.ts";
import { FRENCH } from "./fr/french.ts";
import type { Language, OtherLocale } from "./texts.ts";

/** By locale. */
export const LANGUAGES: Readonly<Record<OtherLocale, Language>> = { de: GERMAN, fr: FRENCH };
