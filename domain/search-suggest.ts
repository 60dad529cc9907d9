/** Which suggestions a shopper sees while typing: past searches, then what the catalog's words complete. */
import type { Locale } from "./locale.ts";
import { fold } from "./search-analysis.ts";
import { slipsOf } from "./search-spelling-prefix.ts";
import { tokensOf } from "./search-spelling-words.ts";
import { englishMeaning } from "./search-suggest-names.ts";

/** A phrase that goes on from what was typed. */
export interface Completion {
  /** Folded. */
  readonly phrase: string;
  readonly shown: string;
  readonly kind: "query" | "category" | "brand";
  readonly handle: string;
  /** Higher is likelier. */
  readonly rank: number;
}

/** A product that begins like that. */
export interface ProductHint {
  readonly title: string;
  readonly handle: string;
}

/** What is known about what was typed, each the likeliest first. */
export interface SuggestionSources<Product extends ProductHint> {
  /** What shoppers searched for. */
  readonly past: readonly Completion[];
  /** What the catalog offers. */
  readonly completions: readonly Completion[];
  /** Completions of the last word alone, or of what was probably meant. */
  readonly guesses: readonly Completion[];
  readonly products: readonly Product[];
}

/** A line of the list. */
export type Suggestion<Product extends ProductHint> =
  | {
      readonly kind: "query" | "category" | "brand";
      readonly text: string;
      readonly handle: string;
    }
  | { readonly kind: "product"; readonly text: string; readonly product: Product };

/** How many places products may claim. */
const PRODUCTS_MAX = 3;
/** "Laptop" and "notebook" may both stand there, but not "notebook computer" as well. */
const SAME_MEANING_MAX = 2;

/** Typed text beyond this completes nothing. */
const TYPED_MAX = 60;

/** What was typed, as phrases are compared with it. */
export interface Typed {
  /** Folded words, one space between them, and one at the end where a word was finished. */
  readonly prefix: string;
  /** The finished words. */
  readonly finished: string;
  /** The word that is being typed; empty after a space. */
  readonly last: string;
}

/** @returns what was typed, or null where it is nothing yet */
export function typedText(text: string): Typed | null {
  const words = tokensOf(text.slice(0, TYPED_MAX)).map(fold);
  if (words.length === 0) return null;
  const isFinished = /[^\p{L}\p{N}'’]$/u.test(text);
  const prefix = words.join(" ") + (isFinished ? " " : "");
  const last = isFinished ? "" : (words.at(-1) ?? "");
  return { prefix, finished: prefix.slice(0, prefix.length - last.length).trim(), last };
}

/** @returns what may have been meant by what was typed, the likeliest first */
export function meantPrefixes({ prefix, last }: Typed): string[] {
  const before = prefix.slice(0, prefix.length - last.length);
  return last === "" ? [] : slipsOf(last).map((meant) => before + meant);
}

/**
 * Puts a list together: what was searched for before what was only written, no text twice and no
 * meaning more than twice, products at the end.
 */
export function rankSuggestions<Product extends ProductHint>(
  { past, completions, guesses, products }: SuggestionSources<Product>,
  { limit, locale }: { readonly limit: number; readonly locale: Locale },
): Suggestion<Product>[] {
  const hints = products.slice(0, Math.min(PRODUCTS_MAX, limit - 1));
  const subjects = new Map<string, Completion>();
  for (const each of [...completions, ...guesses]) {
    if (each.kind !== "query" && !subjects.has(sameKey(each.phrase))) {
      subjects.set(sameKey(each.phrase), each);
    }
  }
  const chosen = new Map<string, Suggestion<Product>>();
  const meanings = new Map<string, number>();
  const inOrder = [byRank(past), byRank(completions), byRank(guesses)].flat();
  for (const { phrase, shown } of inOrder) {
    const key = sameKey(phrase);
    if (chosen.has(key)) continue;
    if (chosen.size === limit - hints.length) break;
    const meaning = locale === "en" ? englishMeaning(phrase) : key;
    const times = meanings.get(meaning) ?? 0;
    if (times === SAME_MEANING_MAX) continue;
    meanings.set(meaning, times + 1);
    const { kind, handle, shown: text } = subjects.get(key) ?? { kind: "query", handle: "", shown };
    chosen.set(key, { kind, handle, text });
  }
  for (const product of hints) {
    const key = sameKey(fold(product.title));
    if (!chosen.has(key)) chosen.set(key, { kind: "product", text: product.title, product });
  }
  return [...chosen.values()];
}

/**
 * Where the words of a suggestion begin like those that were typed.
 * @returns places of the text, from and up to, in order
 */
export function highlight(text: string, typed: Typed): [number, number][] {
  // A letter may fold into a space: nothing begins like what is between two of them.
  const wanted = typed.prefix.split(" ").filter((word) => word !== "");
  const marks: [number, number][] = [];
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    const folded = fold(word);
    const at = wanted.findIndex((each) => folded.startsWith(each));
    if (at < 0) continue;
    const [begun = ""] = wanted.splice(at, 1);
    marks.push([index, index + (begun === folded ? word.length : lengthOf(word, begun.length))]);
  }
  return marks;
}

/** "Laptop" and "laptops" are one suggestion. */
export function sameKey(phrase: string): string {
  const words = tokensOf(phrase).map((word) => fold(word));
  return words.map((word) => word.replace(/(?<=.{2}[^s])s$/, "")).join(" ");
}

function byRank(completions: readonly Completion[]): Completion[] {
  return completions.toSorted(
    (a, b) =>
      b.rank - a.rank || a.phrase.length - b.phrase.length || (a.phrase < b.phrase ? -1 : 1),
  );
}

/** How much of a word makes up so many folded letters: "ß" is two of them. */
function lengthOf(word: string, letters: number): number {
  let length = 0;
  for (const letter of word) {
    if (fold(word.slice(0, length)).length >= letters) break;
    length += letter.length;
  }
  return length;
}
