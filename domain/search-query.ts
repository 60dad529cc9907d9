/** What a query asks for: its concepts, each with the ways to say it. */
import type { Locale } from "./locale.ts";
import { piecesOf } from "./search-analysis.ts";
import { stem } from "./search-stem.ts";
import type { SynonymRule } from "./search-synonyms.ts";
import { equalMeasures, measureIn } from "./search-units.ts";
import { COLOUR_WORDS, STOP_WORDS, TARGET_WORDS } from "./search-words.ts";

/** Bounds of a query: what is longer is cut, for nobody types it. */
const CONCEPTS_MAX = 10;
const ALTERNATIVES_MAX = 16;
/** Shortest part that a compound is taken apart into, and shortest compound. */
const PART_LENGTH_MIN = 3;
const COMPOUND_LENGTH_MIN = 7;

/** How sure it is that an alternative means the same. */
const CERTAINTY = { own: 1, joined: 1, parts: 0.95, measure: 0.95, synonym: 0.9 } as const;

/** A way to say a concept. */
export interface Alternative {
  /** Stemmed words, all of which a product has to have. */
  readonly terms: readonly string[];
  /** Whether the words have to stand together. */
  readonly isPhrase: boolean;
  /** 0 to 1: how much it means the concept. */
  readonly certainty: number;
}

/** What a concept is: a code names one product, a measure or a colour describes it. */
export type ConceptKind = "word" | "code" | "measure" | "colour";

/** One of the things that a product has to be or to have. */
export interface Concept {
  /** As typed, folded. */
  readonly text: string;
  readonly kind: ConceptKind;
  /** Named after "for": what the product goes with. */
  readonly isTarget: boolean;
  readonly alternatives: readonly Alternative[];
}

/** A query, understood. */
export interface SearchQuery {
  readonly locale: Locale;
  readonly concepts: readonly Concept[];
}

/** What a query is understood with. */
export interface Knowledge {
  readonly locale: Locale;
  readonly synonyms: SynonymIndex;
  /** Whether any product says this (stemmed) word; compounds are looked up with it. */
  readonly isKnown?: (term: string) => boolean;
}

/** Rules by the words that they begin with. */
export type SynonymIndex = ReadonlyMap<string, readonly StemmedRule[]>;

interface StemmedRule {
  readonly from: readonly string[];
  readonly to: readonly (readonly string[])[];
}

interface Word {
  readonly text: string;
  readonly term: string;
  readonly isTarget: boolean;
  readonly joined: string | null;
  /** The words of the same code. */
  readonly parts: readonly string[];
}

/** @returns rules that can be looked up while reading a query */
export function synonymIndex(rules: readonly SynonymRule[], locale: Locale): SynonymIndex {
  const index = new Map<string, StemmedRule[]>();
  // As in a query: "boîte à lunch" is known by its telling words.
  const words = (phrase: string) =>
    telling(
      piecesOf(phrase, locale).flatMap((piece) => piece.words),
      locale,
    ).map((word) => stem(word, locale));
  for (const { from, to } of rules) {
    const targets = to.map(words).filter((terms) => terms.length > 0);
    for (const phrase of from.map(words)) {
      const [first] = phrase;
      if (first === undefined) continue;
      const others = targets.filter((terms) => terms.join(" ") !== phrase.join(" "));
      index.set(first, [...(index.get(first) ?? []), { from: phrase, to: others }]);
    }
  }
  return index;
}

/** @returns the concepts of a query, in the order in which they were typed */
export function understand(text: string, knowledge: Knowledge): SearchQuery {
  const { locale } = knowledge;
  const words = wordsOf(text, locale);
  const concepts: Concept[] = [];
  for (let at = 0; at < words.length && concepts.length < CONCEPTS_MAX; ) {
    const { concept, length } = conceptAt(words, at, knowledge);
    concepts.push(concept);
    at += length;
  }
  return { locale, concepts: merged(concepts) };
}

/** @returns words whose presence in the index decides how a query is read */
export function doubtfulTerms(text: string, locale: Locale): string[] {
  const words = wordsOf(text, locale);
  const terms = new Set<string>();
  words.forEach((word, at) => {
    const next = words[at + 1];
    if (next !== undefined) terms.add(stem(word.text + next.text, locale));
    for (const parts of partsOf(word.text)) for (const part of parts) terms.add(stem(part, locale));
  });
  return [...terms];
}

function wordsOf(text: string, locale: Locale): Word[] {
  const all: Word[] = [];
  let isTarget = false;
  for (const { words, joined } of piecesOf(text, locale)) {
    const [first = ""] = words;
    if (words.length === 1 && TARGET_WORDS.has(first) && all.length > 0) isTarget = true;
    const isCode = joined !== null && /\d/.test(joined);
    const parts = words.map((word) => stem(word, locale));
    const texts = isCode ? [words.join("-")] : words;
    for (const [index, each] of texts.entries()) {
      all.push({
        text: each,
        term: isCode ? joined : stem(each, locale),
        isTarget,
        joined: index === 0 ? joined : null,
        parts,
      });
    }
  }
  const isTelling = ({ text: word }: Word) =>
    !STOP_WORDS[locale].has(word) && !TARGET_WORDS.has(word);
  const some = all.filter(isTelling);
  return some.length > 0 ? some : all;
}

function telling(words: readonly string[], locale: Locale): readonly string[] {
  const some = words.filter((word) => !STOP_WORDS[locale].has(word));
  return some.length > 0 ? some : words;
}

/** The concept that begins at a word: the longest phrase that a rule knows, a compound, or the word. */
function conceptAt(
  words: readonly Word[],
  at: number,
  knowledge: Knowledge,
): { concept: Concept; length: number } {
  const word = words[at];
  if (word === undefined) throw new RangeError(`There is no word ${at}`);
  const rules = (knowledge.synonyms.get(word.term) ?? []).filter(({ from }) =>
    from.every((term, index) => words[at + index]?.term === term),
  );
  const longest = Math.max(1, ...rules.map(({ from }) => from.length));
  const joined = longest === 1 ? joinedWith(word, words[at + 1], knowledge) : null;
  const length = joined === null ? longest : 2;
  const span = words.slice(at, at + length);
  const own = { terms: span.map(({ term }) => term), isPhrase: false, certainty: CERTAINTY.own };
  const synonyms = rules
    .filter(({ from }) => from.length === longest && joined === null)
    .flatMap(({ to }) => to)
    .map((terms) => ({ terms, isPhrase: false, certainty: CERTAINTY.synonym }));
  const alternatives = [own, ...spellingsOf(span, joined, knowledge), ...synonyms];
  return {
    concept: {
      text: span.map(({ text }) => text).join(" "),
      kind: kindOf(word, length),
      isTarget: word.isTarget,
      alternatives: uniqueAlternatives(alternatives).slice(0, ALTERNATIVES_MAX),
    },
    length,
  };
}

/** Other ways to write the same words: joined, apart, in another unit. */
function spellingsOf(
  span: readonly Word[],
  joined: string | null,
  { locale, isKnown }: Knowledge,
): Alternative[] {
  const [word] = span;
  if (joined !== null) return [{ terms: [joined], isPhrase: false, certainty: CERTAINTY.joined }];
  if (word === undefined || span.length > 1) return [];
  const spellings: Alternative[] = [];
  if (word.joined !== null && word.joined === word.term) {
    spellings.push({ terms: word.parts, isPhrase: true, certainty: CERTAINTY.parts });
  }
  const measure = measureIn(word.text);
  if (measure !== null) {
    for (const term of equalMeasures(measure)) {
      spellings.push({ terms: [term], isPhrase: false, certainty: CERTAINTY.measure });
    }
    return spellings;
  }
  for (const parts of partsOf(word.text)) {
    const terms = parts.map((part) => stem(part, locale));
    if (terms.every((term) => isKnown?.(term) ?? false)) {
      spellings.push({ terms, isPhrase: true, certainty: CERTAINTY.parts });
    }
  }
  return spellings;
}

/** "back pack" and "tn 2110" are also written together, if any product does so. */
function joinedWith(
  word: Word,
  next: Word | undefined,
  { locale, isKnown }: Knowledge,
): string | null {
  if (next === undefined || word.isTarget !== next.isTarget) return null;
  if (measureIn(word.text) !== null || measureIn(next.text) !== null) return null;
  const joined = stem(word.text + next.text, locale);
  return isKnown?.(joined) === true ? joined : null;
}

function partsOf(text: string): (readonly [string, string])[] {
  if (text.length < COMPOUND_LENGTH_MIN || !/^\p{L}+$/u.test(text)) return [];
  const parts: (readonly [string, string])[] = [];
  for (let at = PART_LENGTH_MIN; at <= text.length - PART_LENGTH_MIN; at += 1) {
    parts.push([text.slice(0, at), text.slice(at)]);
  }
  return parts;
}

function kindOf({ text, joined }: Word, length: number): ConceptKind {
  if (length > 1) return "word";
  if (measureIn(text) !== null) return "measure";
  if (COLOUR_WORDS.has(text)) return "colour";
  return /\d/.test(text) && (joined !== null || text.length > 2) ? "code" : "word";
}

/** The same concept twice says no more than once. */
function merged(concepts: readonly Concept[]): Concept[] {
  return [...new Map(concepts.map((concept) => [concept.text, concept])).values()];
}

function uniqueAlternatives(alternatives: readonly Alternative[]): Alternative[] {
  const unique = new Map<string, Alternative>();
  for (const each of alternatives) {
    const key = each.terms.join(" ");
    if (!unique.has(key)) unique.set(key, each);
  }
  return [...unique.values()];
}
