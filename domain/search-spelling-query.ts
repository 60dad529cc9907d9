/** A whole query corrected: words that nothing says, words run together, words torn apart. */
import { fold } from "./search-analysis.ts";
import { type KnownWord, rankCorrections, SLIPS, slipCost } from "./search-spelling.ts";
import { isSpelledWord } from "./search-spelling-words.ts";

/** A word as the catalog spells it. */
export interface SpelledWord extends KnownWord {
  readonly spelled: string;
}

/** A word of a query, and where it stands. */
export interface QueryWord {
  readonly word: string;
  readonly from: number;
  readonly to: number;
}

/** What the catalog knows of the words of a query. */
export interface Spelling {
  /** Words that products say, by themselves. */
  readonly known: ReadonlyMap<string, SpelledWord>;
  /** Misspelled word -> words that are spelled alike. */
  readonly alike: ReadonlyMap<string, readonly SpelledWord[]>;
}

/** Shorter words are as often names and codes as they are misspelled: they are a last resort. */
export const CORRECTED_LETTERS_MIN = 4;
export const LAST_RESORT_LETTERS_MIN = 3;
const PART_LETTERS_MIN = 3;
/** Words of a query that are looked at; the rest stays as typed. */
const WORDS_MAX = 12;
/** Run-together words are split in this many ways at most: 2 rows for each. */
const SPLIT_LETTERS_MAX = 24;
/** A space forgotten, as `SLIPS` counts; one too many. */
const SPACE_FORGOTTEN = 6;
const SPACE_FREQUENCY = 0.25;

/** A word so rare beside another one, and so close to it, is misspelled in the catalog itself. */
const RARE = { countMax: 4, ratioMin: 100, slipMax: 3.2, lettersMin: 7 } as const;

const TOKEN = /[\p{L}\p{N}]+(?:['’]\p{L}+)*/gu;
const APOSTROPHES = /['’]/g;

/** @returns the words of the query that have a spelling, in order */
export function queryWords(text: string): QueryWord[] {
  const words = Array.from(text.matchAll(TOKEN), ({ 0: token, index }) => ({
    word: fold(token.replace(APOSTROPHES, "")),
    from: index,
    to: index + token.length,
  }));
  return words.filter(({ word }) => isSpelledWord(word)).slice(0, WORDS_MAX);
}

/** @returns what has to be looked up before anything is known: the words and their other forms */
export function wordsToLookUp(words: readonly QueryWord[]): string[] {
  return [...new Set(words.flatMap(({ word }) => [word, ...otherForms(word)]))];
}

/** What is doubted. */
export interface Doubt {
  /** Words that are right though no product says them: synonyms, for example. Folded. */
  readonly isKnown?: (word: string) => boolean;
  /** Shorter words are not doubted. */
  readonly lettersMin?: number;
}

/** @returns the words that no product says in any form, or that one of them misspells */
export function doubtfulWords(
  words: readonly QueryWord[],
  { known, isKnown, lettersMin = CORRECTED_LETTERS_MIN }: Pick<Spelling, "known"> & Doubt,
): QueryWord[] {
  return words.filter(({ word }) => {
    if (word.length < lettersMin || isKnown?.(word) === true) return false;
    const said = known.get(word);
    if (said !== undefined) return isRare(said);
    return !otherForms(word).some((form) => known.has(form));
  });
}

/** @returns for doubtful words what they may be parts of, or made of: to be looked up as well */
export function joinsAndParts(
  words: readonly QueryWord[],
  doubtful: readonly QueryWord[],
): string[] {
  const around = doubtful.flatMap((each) =>
    neighbours(words, each).map(([a, b]) => a.word + b.word),
  );
  return [...new Set([...around, ...doubtful.flatMap(({ word }) => splits(word).flat())])];
}

/**
 * @param spelling `known` holds what `wordsToLookUp` and `joinsAndParts` asked for
 * @returns the query as it was meant, or null where nothing better is known
 */
export function correctedText(
  text: string,
  { doubtful, spelling }: { doubtful: readonly QueryWord[]; spelling: Spelling },
): string | null {
  const words = queryWords(text);
  const changes: Change[] = [];
  for (const each of doubtful) {
    if (changes.some(({ from, to }) => each.from < to && from < each.to)) continue;
    const change = cheapest([
      ...joined(words, each, spelling.known),
      ...split(each, spelling.known),
      ...alike(each, spelling),
    ]);
    if (change !== null) changes.push(change);
  }
  if (changes.length === 0) return null;
  return changes
    .toSorted((a, b) => b.from - a.from)
    .reduce((all, { from, to, put }) => all.slice(0, from) + put + all.slice(to), text);
}

interface Change {
  readonly from: number;
  readonly to: number;
  readonly put: string;
  readonly cost: number;
}

function cheapest(changes: readonly Change[]): Change | null {
  const [first] = changes.toSorted((a, b) => a.cost - b.cost);
  return first !== undefined && first.cost <= SLIPS.most ? first : null;
}

function alike({ word, from, to }: QueryWord, { known, alike: words }: Spelling): Change[] {
  const said = known.get(word);
  const candidates = (words.get(word) ?? []).filter(
    (each) => said === undefined || isMisspelled(said, each),
  );
  const [best] = rankCorrections(word, candidates);
  if (best === undefined) return [];
  const put = candidates.find((each) => each.word === best.word)?.spelled ?? best.word;
  return [{ from, to, put, cost: best.cost }];
}

function isRare({ word, count }: KnownWord): boolean {
  return count <= RARE.countMax && word.length >= RARE.lettersMin;
}

function isMisspelled(said: KnownWord, meant: KnownWord): boolean {
  if (meant.count < said.count * RARE.ratioMin || meant.word.startsWith(said.word)) return false;
  return said.word[0] === meant.word[0] && slipCost(said.word, meant.word) <= RARE.slipMax;
}

/** "green house" is a greenhouse where nobody says "green" or "house". */
function joined(
  words: readonly QueryWord[],
  each: QueryWord,
  known: ReadonlyMap<string, SpelledWord>,
): Change[] {
  if (known.has(each.word)) return [];
  return neighbours(words, each).flatMap(([a, b]) => {
    const whole = known.get(a.word + b.word);
    if (whole === undefined) return [];
    const cost = SLIPS.drop - SPACE_FREQUENCY * Math.log(whole.count);
    return [{ from: a.from, to: b.to, put: whole.spelled, cost }];
  });
}

function split({ word, from, to }: QueryWord, known: ReadonlyMap<string, SpelledWord>): Change[] {
  if (known.has(word)) return [];
  return splits(word).flatMap(([start, end]) => {
    const [first, second] = [known.get(start), known.get(end)];
    if (first === undefined || second === undefined) return [];
    const cost = SPACE_FORGOTTEN - SPACE_FREQUENCY * Math.log(first.count * second.count);
    return [{ from, to, put: `${first.spelled} ${second.spelled}`, cost }];
  });
}

function splits(word: string): [string, string][] {
  if (word.length > SPLIT_LETTERS_MAX) return [];
  const places = Math.max(0, word.length - 2 * PART_LETTERS_MIN + 1);
  return Array.from({ length: places }, (_, at) => [
    word.slice(0, at + PART_LETTERS_MIN),
    word.slice(at + PART_LETTERS_MIN),
  ]);
}

function neighbours(words: readonly QueryWord[], each: QueryWord): [QueryWord, QueryWord][] {
  const at = words.findIndex(({ from }) => from === each.from);
  const [before, after] = [words[at - 1], words[at + 1]];
  const both: [QueryWord, QueryWord][] = [];
  if (before !== undefined) both.push([before, each]);
  if (after !== undefined) both.push([each, after]);
  return both;
}

/** One and many: "laptops" is no misspelling where only a "laptop" is sold, nor the other way. */
function otherForms(word: string): string[] {
  if (word.endsWith("ies")) return [`${word.slice(0, -3)}y`];
  if (/(?:s|x|z|ch|sh)es$/.test(word)) return [word.slice(0, -2), word.slice(0, -1)];
  if (word.endsWith("ss")) return [`${word}es`];
  if (word.endsWith("s")) return [word.slice(0, -1)];
  if (/[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}ies`];
  return /(?:x|z|ch|sh)$/.test(word) ? [`${word}es`] : [`${word}s`];
}
