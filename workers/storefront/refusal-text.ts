/** Why the cart did not change, in a shopper's words. */
import { problemKind } from "../../contracts/problem.ts";
import { DEFAULT_LOCALE, type Locale } from "../../domain/locale.ts";
import { type Currency, isCurrency } from "../../domain/money.ts";
import type { KnownProblem } from "../../http/problem.ts";
import { wordsIn } from "../../ui/words/words.ts";

/** Where a limit is not told, a number that no sentence goes wrong with. */
const SOME = 100;

/** @returns a sentence or two */
export function refusalText(problem: KnownProblem, locale: Locale = DEFAULT_LOCALE): string {
  const { available, inCart, limit } = factsOf(problem);
  const { refusals } = wordsIn(locale).cart;
  const { codes } = wordsIn(locale);
  switch (problem.reason) {
    case "sold_out":
      return soldOutText(available ?? 0, inCart ?? 0, locale);
    case "quantity_limit":
    case "cart_full":
      return refusals[problem.reason](limit ?? SOME);
    case "exchange_rate_stale": {
      const { currency = "", instead = "" } = textsOf(problem);
      return refusals.exchange_rate_stale(currency, instead);
    }
    case "codes_full":
      return codes.codes_full(limit ?? SOME);
    case "too_many_requests":
      return codes.too_many_requests;
    case "variant_unavailable":
    case "line_unknown":
    case "nothing_to_undo":
    case "validation_failed":
      return refusals[problem.reason];
    default:
      return `${problemKind(problem.reason).title}.`;
  }
}

function soldOutText(available: number, inCart: number, locale: Locale): string {
  const { refusals } = wordsIn(locale).cart;
  if (available === 0) return refusals.soldOut;
  const left = refusals.left(available);
  if (inCart === 0) return `${left}.`;
  return `${left}${inCart >= available ? refusals.hasAll(available) : refusals.has(inCart)}`;
}

/** @returns the currency in which the cart could be paid instead, where the refusal offers one */
export function offeredCurrency(problem: KnownProblem): Currency | undefined {
  const { instead = "" } = problem.reason === "exchange_rate_stale" ? textsOf(problem) : {};
  return isCurrency(instead) ? instead : undefined;
}

function textsOf(problem: KnownProblem): Readonly<Record<string, string | undefined>> {
  const facts = Object.entries(problem).filter(([, fact]) => typeof fact === "string");
  return Object.fromEntries(facts);
}

function factsOf(problem: KnownProblem): Readonly<Record<string, number | undefined>> {
  const facts = Object.entries(problem).filter(([, fact]) => typeof fact === "number");
  return Object.fromEntries(facts);
}
