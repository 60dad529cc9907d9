/** What became of a code, and what promotions are near, in the words of the shop. */
import type { CartView } from "../contracts/cart.ts";
import type { CheckoutCodeView } from "../contracts/checkout.ts";
import type { Locale } from "../domain/locale.ts";
import { priceText } from "./price.tsx";
import { wordsIn } from "./words/words.ts";

/** @returns a sentence: what it takes off, or why nothing and what would help */
export function codeText(
  { amount, label, reason, missing, missingUnits }: CheckoutCodeView,
  locale: Locale,
): string {
  const { codes: words } = wordsIn(locale);
  if (amount !== null) return `${label}: ${priceText(less(amount), locale)}`;
  if (missing !== null) return words.missing(priceText(missing, locale));
  if (missingUnits !== null) return words.missingUnits(missingUnits);
  const reasons: Readonly<Record<string, string>> = words.reasons;
  return reasons[reason ?? ""] ?? words.nothing;
}

/** @returns what is missing until the cart has the promotion */
export function offerText(
  { label, missing, missingUnits }: CartView["offers"][number],
  locale: Locale,
): string {
  const { codes: words } = wordsIn(locale);
  if (missing !== null) return `${label}: ${words.missing(priceText(missing, locale))}`;
  return missingUnits === null ? label : `${label}: ${words.missingUnits(missingUnits)}`;
}

/** @returns the amount as what is taken off */
export function less(amount: CartView["total"]): CartView["total"] {
  return { ...amount, minor: 0 - amount.minor };
}
