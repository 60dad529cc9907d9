/** From text to the words that are searched for: the same for what is indexed and what is asked. */
import type { Locale } from "./locale.ts";
import { stem } from "./search-stem.ts";
import { joinMeasures } from "./search-units.ts";

/** Letters that have no decomposition in Unicode. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  ł: "l",
  þ: "th",
  ı: "i",
};
const LETTERS_PATTERN = /[ßæœøđðłþı]/g;
/** Only its case can change: no letter has a mark, and no quote stands for feet or inches. */
const PLAIN = /^[ !#-&(-~]*$/;

/** What stands between two parts of one code or compound: "TN-2110", "3.5/B", "wi-fi". */
const JOINER = /[-/._+]/;
const WORD = /[\p{L}\p{N}]+(?:\.(?=\p{N})(?<=\p{N}\.)[\p{L}\p{N}]+)*/gu;
const DIGIT = /\p{N}/u;
/** A list such as "M-4318/M-9360" is many codes; "CR2016/01B" is one. */
const LIST_PARTS_MIN = 3;
const JOINED_LENGTH_MAX = 40;
const WORD_LENGTH_MAX = 40;
/** A hyphenated compound is also written together where a part is no longer than this: "wi-fi". */
const COMPOUND_PART_LENGTH_MAX = 4;
/** Barcodes of the same product come with and without leading zeros. */
const BARCODE_LENGTH_MIN = 8;

/** What stands between two spaces. */
export interface Piece {
  /** Folded words, not stemmed, in order; a measure is one word. */
  readonly words: readonly string[];
  /** The parts written together, where they make a code or a compound: "tn2110". */
  readonly joined: string | null;
}

/** The terms of a text. */
export interface Analysis {
  /** In order: what stands together is a phrase. */
  readonly terms: readonly string[];
  /** Codes and compounds written together; they are no part of a phrase. */
  readonly joined: readonly string[];
}

/** @returns the text in lower case without marks on its letters */
export function fold(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text
    .replaceAll(/(?<=\d) ?(?:''|["″”“])/g, " in ")
    .replaceAll(/(?<=\d) ?['′’](?!\p{L}|\d)/gu, " ft ")
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(/\p{M}+/gu, "")
    .replaceAll(LETTERS_PATTERN, (letter) => LETTERS[letter] ?? letter);
}

/** @returns the pieces of a text, in order */
export function piecesOf(text: string, locale: Locale): Piece[] {
  const folded = plainApostrophes(plainNumbers(fold(text), locale), locale);
  // "1 pc(s)", "Bild(er)": the optional ending is none.
  return joinMeasures(
    folded.replaceAll(/\\[nrt]/g, " ").replaceAll(/(?<=\p{L})\(\p{L}{1,2}\)/gu, ""),
  )
    .split(/[\s,;:()[\]{}|"!?<>=*\u00a0®™©]+/)
    .flatMap(pieceOf);
}

/** @returns the words of a text as they are stored and looked up */
export function analyse(text: string, locale: Locale): Analysis {
  const pieces = piecesOf(text, locale);
  return {
    terms: pieces.flatMap(({ words }) => words.map((word) => stem(word, locale))),
    joined: pieces.flatMap(({ joined }) => joined ?? []),
  };
}

/** @returns the word as it stands in the index of a language: languages share no words */
export function indexed(term: string, locale: Locale): string {
  return locale + term;
}

/** @returns a code as one word: without separators, a barcode without leading zeros */
export function codeTerm(code: string): string {
  return plainBarcode(fold(code).replaceAll(/[^\p{L}\p{N}]/gu, ""));
}

function pieceOf(raw: string): Piece[] {
  const listed = raw.split("/");
  if (listed.length >= LIST_PARTS_MIN || (listed.length > 1 && raw.includes("-"))) {
    return listed.flatMap(singlePieceOf);
  }
  return singlePieceOf(raw);
}

function singlePieceOf(raw: string): Piece[] {
  const words = [...raw.matchAll(WORD)].map(([word]) =>
    plainBarcode(word.slice(0, WORD_LENGTH_MAX)),
  );
  if (words.length === 0) return [];
  return [{ words, joined: joinedOf(raw, words) }];
}

function joinedOf(raw: string, words: readonly string[]): string | null {
  if (!JOINER.test(raw) || (words.length < 2 && !raw.slice(1, -1).includes("."))) return null;
  const joined = words.join("").replaceAll(".", "");
  if (joined.length > JOINED_LENGTH_MAX || words.includes(joined)) return null;
  if (DIGIT.test(joined)) return /^\d+\.\d/.test(raw) && words.length === 1 ? null : joined;
  const isCompound = words.length === 2 && raw.includes("-");
  return isCompound && words.some(({ length }) => length <= COMPOUND_PART_LENGTH_MAX)
    ? joined
    : null;
}

/** "1,500" is fifteen hundred in English and one and a half in German. */
function plainNumbers(text: string, locale: Locale): string {
  return locale === "en"
    ? text.replaceAll(/(?<=\d),(?=\d{3}(?!\d))/g, "")
    : text.replaceAll(/(?<=\d),(?=\d)/g, ".");
}

/** "women's" is about women, "l'eau" about water, "rock'n'roll" is one word. */
function plainApostrophes(text: string, locale: Locale): string {
  if (locale === "fr") return text.replaceAll(/(?<=\p{L})['’](?=\p{L})/gu, " ");
  return text.replaceAll(/(?<=\p{L})['’]s(?!\p{L})/gu, "").replaceAll(/(?<=\p{L})['’]/gu, "");
}

function plainBarcode(word: string): string {
  return word.length >= BARCODE_LENGTH_MIN && /^0+\d+$/.test(word) ? word.replace(/^0+/, "") : word;
}
