/** What became of a code, and what promotions are near, in the words of the shop. */
import type { CartView } from "../contracts/cart.ts";
import type { CheckoutCodeView } from "../contracts/checkout.ts";
import { LOCALES, type Locale } from "../domain/locale.ts";
import { priceText } from "./price.tsx";
import { CODE_WORDS } from "./words/code-words.ts";

/** A text in every language. */
export type Texts = Readonly<Record<Locale, string>>;

/** @returns a sentence: what it takes off, or why nothing and what would help */
export function codeTexts(code: Omit<CheckoutCodeView, "text">): Texts {
  const { amount, label, reason, missing, missingUnits } = code;
  return inEach((locale) => {
    const words = CODE_WORDS[locale];
    if (amount !== null) {
      return `${label}${words.colon}${priceText({ ...amount, minor: 0 - amount.minor }, locale)}`;
    }
    if (missing !== null) return words.missing(priceText(missing, locale));
    if (missingUnits !== null) return words.missingUnits(missingUnits);
    const reasons: Readonly<Record<string, string>> = words.reasons;
    return reasons[reason ?? ""] ?? words.nothing;
  });
}

/** @returns what is missing until the cart has the promotion */
export function offerTexts(offer: Omit<CartView["offers"][number], "text">): Texts {
  const { label, missing, missingUnits } = offer;
  return inEach((locale) => {
    const words = CODE_WORDS[locale];
    const start = `${label}${words.colon}`;
    if (missing !== null) return `${start}${words.missing(priceText(missing, locale))}`;
    return missingUnits === null ? label : `${start}${words.missingUnits(missingUnits)}`;
  });
}

function inEach(text: (locale: Locale) => string): Texts {
  const texts = LOCALES.map((locale) => [locale, text(locale)] as const);
  return Object.fromEntries(texts) as Record<Locale, string>;
}
