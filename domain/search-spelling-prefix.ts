/** What a half-typed word may have been meant to be: one slip undone, before the word is known. */
import { KEY_NEIGHBOURS } from "./search-spelling.ts";

/** Shorter beginnings fit too much as it is. */
const LETTERS_MIN = 4;
const LETTERS_MAX = 16;
const VOWELS = "aeiou";

/**
 * One letter dropped, doubled, swapped with the next, replaced by a neighbouring key or a vowel by a
 * vowel; a vowel or the other one of a pair added.
 * @returns other beginnings, none twice and not the one that was typed, the likeliest kind first
 */
export function slipsOf(typed: string): string[] {
  if (typed.length < LETTERS_MIN || typed.length > LETTERS_MAX || !/^\p{L}+$/u.test(typed)) {
    return [];
  }
  const places = Array.from(typed, (_, at) => at);
  const cut = (at: number, put: string, count: number) =>
    typed.slice(0, at) + put + typed.slice(at + count);
  const letter = (at: number) => typed.charAt(at);
  const all = [
    places.slice(1).map((at) => cut(at - 1, letter(at) + letter(at - 1), 2)),
    places.map((at) => cut(at, letter(at) + letter(at), 1)),
    places.map((at) => cut(at, "", 1)),
    places.slice(1).flatMap((at) => Array.from(VOWELS, (vowel) => cut(at, vowel, 0))),
    places.flatMap((at) => (KEY_NEIGHBOURS.get(letter(at)) ?? []).map((key) => cut(at, key, 1))),
    places.flatMap((at) =>
      VOWELS.includes(letter(at)) ? Array.from(VOWELS, (vowel) => cut(at, vowel, 1)) : [],
    ),
    places.slice(1).flatMap((at) => Array.from("cdlmnrst", (each) => cut(at, each, 0))),
  ].flat();
  return [...new Set(all)].filter((meant) => meant !== typed);
}
