/** Which known word a shopper meant: the likeliest slip of the fingers or the ear, and the commonest word. */

/** A word of the catalog. */
export interface KnownWord {
  /** Lower case, without diacritics. */
  readonly word: string;
  /** Products that say it; at least one. */
  readonly count: number;
}

/** A word that may be meant; the lower its cost, the likelier. */
export interface Correction extends KnownWord {
  readonly cost: number;
}

/**
 * What each slip costs, in nats: the rarer a slip, the dearer. Fitted on misspellings that shoppers
 * made (hardware) and that a keyboard makes (electronics), each half of them checked against the
 * other half, then rounded.
 */
export const SLIPS = {
  /** A letter too many; one typed twice; one whose key lies beside the right one's. */
  insert: 5.2,
  double: 3.1,
  graze: 4.7,
  /** A letter forgotten; one of two alike; a vowel. */
  drop: 2.7,
  single: 1.5,
  dropVowel: 2.2,
  /** A wrong letter; a vowel for a vowel; a key beside the right one; one that sounds alike. */
  replace: 6.3,
  vowel: 4.4,
  neighbour: 4,
  sound: 4.8,
  /** Two letters the wrong way round; two vowels. */
  swap: 3,
  swapVowels: 2.1,
  /** Added where the slip is in the first letter, and for a letter less, more or wrong at the end. */
  first: 1.1,
  lastDropped: -0.4,
  lastInserted: -0.2,
  lastReplaced: 0.2,
  /** Added for an "s" less or more at the end: that is another form, seldom a slip. */
  plural: 3.7,
  /** Taken off for each e-fold of products that say the word. */
  frequency: 0.5,
  /** Dearer than this, it is another word. */
  most: 10,
} as const;

const KEYS = ["qwertyuiop", "asdfghjkl", "zxcvbnm"] as const;
/** How far each row of keys stands to the right of the one above it, in keys. */
const KEY_SHIFT = 0.5;

/** Key -> the keys that touch it on a QWERTY keyboard. */
export const KEY_NEIGHBOURS: ReadonlyMap<string, readonly string[]> = neighbouringKeys();
const NEIGHBOURS = new Set(
  Array.from(KEY_NEIGHBOURS, ([key, near]) => near.map((other) => key + other)).flat(),
);
const VOWELS = new Set("aeiouy");
const SOUNDS = pairs("ck cs sz fv gj qk td mn bp xc lr xs vw cz");

/** Deletes are taken of the first letters only: that keeps them few, and slips come early as well. */
const CUT_LETTERS = 7;
/** Words up to here lose one letter, longer ones two. */
const SHORT_LETTERS = 5;
/** A cut with fewer letters would fit half the vocabulary. */
const CUT_LETTERS_MIN = 3;

/**
 * The keys by which a word is found from a misspelling: both lose up to two letters and meet.
 * `migrations/search/0002_search_words.sql` cuts the words of the catalog in the same way.
 */
export function cutsOf(word: string): string[] {
  const start = word.slice(0, CUT_LETTERS);
  const once = cutsOnce(start);
  const twice = word.length > SHORT_LETTERS ? once.flatMap(cutsOnce) : [];
  return [...new Set([start, ...once, ...twice])].filter((cut) => cut.length >= CUT_LETTERS_MIN);
}

function cutsOnce(text: string): string[] {
  return Array.from(text, (_, at) => text.slice(0, at) + text.slice(at + 1));
}

/** @returns the words that `typed` may stand for, the likeliest first */
export function rankCorrections(typed: string, words: readonly KnownWord[]): Correction[] {
  return words
    .map(({ word, count }) => {
      const cost = slipCost(typed, word) - SLIPS.frequency * Math.log(count);
      return { word, count, cost };
    })
    .filter(({ cost }) => cost <= SLIPS.most)
    .toSorted((a, b) => a.cost - b.cost || (a.word < b.word ? -1 : 1));
}

/** @returns the cost of the cheapest slips that make `word` into `typed`; 0 where they are equal */
export function slipCost(typed: string, word: string): number {
  let twoUp = new Float64Array();
  let up = new Float64Array();
  for (let i = 0; i <= typed.length; i += 1) {
    const row = new Float64Array(word.length + 1);
    for (let j = 0; j <= word.length; j += 1) {
      if (i === 0 && j === 0) continue;
      const at = { typed, word, i, j };
      const inserted = i === 0 ? Infinity : (up[j] ?? 0) + insertCost(at);
      const dropped = j === 0 ? Infinity : (row[j - 1] ?? 0) + dropCost(at);
      const replaced = i === 0 || j === 0 ? Infinity : (up[j - 1] ?? 0) + replaceCost(at);
      const swapped = isSwap(at) ? (twoUp[j - 2] ?? 0) + swapCost(at) : Infinity;
      row[j] = Math.min(inserted, dropped, replaced, swapped);
    }
    twoUp = up;
    up = row;
  }
  return up[word.length] ?? 0;
}

/** The letters under comparison: number `i` of what was typed and number `j` of the word, from 1. */
interface Place {
  readonly typed: string;
  readonly word: string;
  readonly i: number;
  readonly j: number;
}

function insertCost({ typed, word, i, j }: Place): number {
  const letter = typed.charAt(i - 1);
  const isTwice = letter === typed[i - 2] || letter === typed[i];
  const isGraze = NEIGHBOURS.has(letter + word.charAt(j - 1)) || NEIGHBOURS.has(letter + word[j]);
  const cost = isTwice ? SLIPS.double : isGraze ? SLIPS.graze : SLIPS.insert;
  if (i === 1) return cost + SLIPS.first;
  if (i < typed.length) return cost;
  return cost + SLIPS.lastInserted + (letter === "s" ? SLIPS.plural : 0);
}

function dropCost({ typed, word, i, j }: Place): number {
  const letter = word.charAt(j - 1);
  const isTwice = letter === word[j - 2] || letter === word[j];
  const cost = isTwice ? SLIPS.single : VOWELS.has(letter) ? SLIPS.dropVowel : SLIPS.drop;
  if (j === 1) return cost + SLIPS.first;
  if (i < typed.length) return cost;
  const isPlural = letter === "s" && j === word.length;
  return cost + SLIPS.lastDropped + (isPlural ? SLIPS.plural : 0);
}

function replaceCost({ typed, word, i, j }: Place): number {
  const pair = typed.charAt(i - 1) + word.charAt(j - 1);
  if (pair[0] === pair[1]) return 0;
  const cost = isVowels(pair)
    ? SLIPS.vowel
    : NEIGHBOURS.has(pair)
      ? SLIPS.neighbour
      : SOUNDS.has(pair)
        ? SLIPS.sound
        : SLIPS.replace;
  if (i === 1 || j === 1) return cost + SLIPS.first;
  return i === typed.length && j === word.length ? cost + SLIPS.lastReplaced : cost;
}

function isSwap({ typed, word, i, j }: Place): boolean {
  if (i < 2 || j < 2 || typed[i - 1] === word[j - 1]) return false;
  return typed[i - 2] === word[j - 1] && typed[i - 1] === word[j - 2];
}

function swapCost({ typed, i }: Place): number {
  const cost = isVowels(typed.slice(i - 2, i)) ? SLIPS.swapVowels : SLIPS.swap;
  return i === 2 ? cost + SLIPS.first : cost;
}

function isVowels(letters: string): boolean {
  return [...letters].every((letter) => VOWELS.has(letter));
}

function neighbouringKeys(): Map<string, string[]> {
  const keys = KEYS.flatMap((row, y) =>
    Array.from(row, (letter, x) => ({ letter, x: x + y * KEY_SHIFT, y })),
  );
  const near = keys.map((a): [string, string[]] => [
    a.letter,
    keys
      .filter((b) => a !== b && Math.abs(a.x - b.x) <= 1 && Math.abs(a.y - b.y) <= 1)
      .map(({ letter }) => letter),
  ]);
  return new Map(near);
}

function pairs(text: string): Set<string> {
  return new Set(text.split(" ").flatMap((pair) => [pair, [...pair].toReversed().join("")]));
}
