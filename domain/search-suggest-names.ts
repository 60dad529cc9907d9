/** Other names of what is sold, so that "usb stick" is suggested where the category says "flash drive". */
import type { Locale } from "./locale.ts";
import { fold } from "./search-analysis.ts";
import { tokensOf } from "./search-spelling-words.ts";
import { stem } from "./search-stem.ts";
import { ENGLISH_SYNONYMS, type SynonymRule } from "./search-synonyms.ts";

const NAMES_MAX = 8;
const SPAN_WORDS_MAX = 4;

/** Singular phrase -> the phrases that mean the same; built when it is first asked for. */
let english: ReadonlyMap<string, readonly string[]> | undefined;

/**
 * @param name folded words, one space between them
 * @returns English names for the same, those of the whole name before those of its parts
 */
export function otherEnglishNames(name: string): readonly string[] {
  english ??= sameMeanings(ENGLISH_SYNONYMS);
  const words = name.split(" ");
  const others = new Set<string>();
  for (let length = Math.min(words.length, SPAN_WORDS_MAX); length > 0; length -= 1) {
    for (let at = 0; at + length <= words.length; at += 1) {
      const span = words.slice(at, at + length).join(" ");
      for (const other of english.get(singular(span)) ?? []) {
        others.add([...words.slice(0, at), other, ...words.slice(at + length)].join(" "));
      }
    }
    // A part is renamed only where the whole has no other name.
    if (others.size > 0) break;
  }
  others.delete(name);
  return [...others].filter((other) => !hasTwice(other)).slice(0, NAMES_MAX);
}

/**
 * @param phrase folded words, one space between them
 * @returns one phrase for all that mean the same in English: each name by the first of its group
 */
export function englishMeaning(phrase: string): string {
  english ??= sameMeanings(ENGLISH_SYNONYMS);
  const words = singular(phrase).split(" ");
  const meant: string[] = [];
  for (let at = 0; at < words.length; ) {
    let length = Math.min(words.length - at, SPAN_WORDS_MAX);
    while (length > 1 && !english.has(words.slice(at, at + length).join(" "))) length -= 1;
    const span = words.slice(at, at + length).join(" ");
    const [first = span] = [span, ...(english.get(span) ?? [])].toSorted();
    meant.push(first);
    at += length;
  }
  return meant.join(" ");
}

/**
 * Other names by the rules of a language with many forms. Whole names alone are renamed: a word
 * within a name might need another ending.
 * @returns what finds, for a folded name in any number, its other names as the rules spell them
 */
export function otherNamesBy(
  rules: readonly SynonymRule[],
  locale: Locale,
): (name: string) => readonly string[] {
  const key = (name: string) =>
    tokensOf(name)
      .map((word) => stem(fold(word), locale))
      .join(" ");
  let names: Map<string, readonly string[]> | undefined;
  return (name) => {
    names ??= new Map(
      rules
        .filter(({ from, to }) => from === to)
        .flatMap(({ from }) => from.map((each) => [key(each), from.filter((o) => o !== each)])),
    );
    return (names.get(key(name)) ?? []).slice(0, NAMES_MAX);
  };
}

function sameMeanings(rules: readonly SynonymRule[]): Map<string, readonly string[]> {
  const meanings = new Map<string, readonly string[]>();
  for (const { from, to } of rules) {
    if (from !== to) continue;
    const names = from.map((name) => tokensOf(name).map(fold).join(" "));
    for (const name of names) {
      const others = names.filter((other) => other !== name);
      meanings.set(singular(name), [...(meanings.get(singular(name)) ?? []), ...others]);
    }
  }
  return meanings;
}

function singular(phrase: string): string {
  return phrase.replaceAll(/(?<=\S{2}[^s\s])s(?= |$)/g, "");
}

/** "Memory memory module": a name that was put into itself. */
function hasTwice(name: string): boolean {
  const words = name.split(" ");
  return new Set(words).size < words.length;
}
