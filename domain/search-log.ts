/** What may be remembered of a search: the words, never a person. */
import { fold } from "./search-analysis.ts";
import { tokensOf } from "./search-spelling-words.ts";

/** Longer texts are no searches. */
export const LOGGED_LETTERS_MAX = 80;
const LOGGED_LETTERS_MIN = 2;

/** So many digits may be a phone number, a card, a customer; a measure or a model has fewer. */
const DIGITS_MAX = 8;
const PHONE = /(?:\+|\b00)\p{Nd}|(?:\p{Nd}[\s()./\p{Pd}-]{0,2}){7,}/u;
const ADDRESS = /@|\bwww\.|:\/\//i;

/** A search as it is counted. */
export interface LoggedQuery {
  /** Folded words, one space between them. */
  readonly query: string;
  /** As it was typed, in lower case. */
  readonly shown: string;
}

/** @returns the search without anything that could tell a person, or null where it might */
export function loggedQuery(text: string): LoggedQuery | null {
  // As it reads: signs of full width, or raised, are the same signs.
  const plain = text.normalize("NFKC");
  if (text.length > LOGGED_LETTERS_MAX || ADDRESS.test(plain) || PHONE.test(plain)) return null;
  if (text.replace(/\P{N}/gu, "").length > DIGITS_MAX) return null;
  const words = tokensOf(text);
  const [query, shown] = [words.map(fold).join(" "), words.join(" ")];
  if (query.length < LOGGED_LETTERS_MIN || query.length > LOGGED_LETTERS_MAX) return null;
  return { query, shown };
}

/** @returns the query that a pin belongs to: folded words, one space between them */
export function pinnedQuery(text: string): string {
  return tokensOf(text).map(fold).join(" ");
}
