/** What shoppers may type to find a product: the phrases that suggestions are made of before anybody searched. */
import type { Locale } from "./locale.ts";
import { fold } from "./search-analysis.ts";
import type { SearchDocument, SearchTerm } from "./search-document.ts";
import { tokensOf } from "./search-spelling-words.ts";
import { otherEnglishNames, otherNamesBy } from "./search-suggest-names.ts";
import { GERMAN_SYNONYMS } from "./search-synonyms-de.ts";
import { FRENCH_SYNONYMS } from "./search-synonyms-fr.ts";

/** A phrase of a product. */
export interface Phrase {
  /** Folded words, one space between them: what a prefix is compared with. */
  readonly phrase: string;
  /** As it is shown. */
  readonly shown: string;
  /** How much this product speaks for it; the weights of all its products add up. */
  readonly weight: number;
  readonly kind: "query" | "category" | "brand";
  /** Of the category or the brand; empty for a query. */
  readonly handle: string;
}

/**
 * How likely a shopper types a phrase, by where it comes from: measured on queries of an electronics
 * shop, in steps so coarse that they hold elsewhere.
 */
export const PHRASE_WEIGHTS = {
  category: 330,
  /** What the category's name ends in: "monitor" of "computer monitor". */
  head: 120,
  /** Another name of the category. */
  synonym: 45,
  brandAndCategory: 75,
  brandAndHead: 10,
  brand: 16,
  /** The end of a part of the title: "… Stereo Audio Cable". */
  titleEnd: 27,
  titleWord: 16,
  titlePhrase: 2,
  /** A word of the title and what the product is: "wireless … mouse". */
  wordAndCategory: 10,
  /** A value of an attribute: "Windows 10". */
  value: 16,
  categoryAndColour: 2,
  brandAndCategoryAndColour: 10,
} as const;

const PHRASE_LETTERS_MIN = 2;
const PHRASE_LETTERS_MAX = 40;
const PHRASE_WORDS_MAX = 3;
/** The likeliest phrases of a product are kept. */
const PHRASES_MAX = 48;
const CATEGORIES_MAX = 4;
const TITLE_WORDS_MAX = 10;
const COLOURS_MAX = 2;
const VALUES_MAX = 12;

/** Words that no phrase begins or ends with, and that part a title: of all the shop's languages. */
const STOP_WORDS = new Set(
  `a an the and or of for with without in on to by from per at is as its x pcs pc up
   der die das und oder von fur mit ohne aus im am zu bei je ein eine
   le la les un une des du de et ou pour avec sans en sur par au aux`.split(/\s+/),
);
const PARTS = /[,;:()[\]|"!?/&+]|\s[-–—]\s/u;
const COLOUR = /colou?r|farbe|couleur/iu;
const PLAIN_WORD = /^\p{L}{3,16}$/u;

/** Names that mean the same as a folded phrase, the phrase itself left out. */
type OtherNames = (phrase: string) => readonly string[];
const OTHER_NAMES: Readonly<Record<Locale, OtherNames>> = {
  en: otherEnglishNames,
  de: otherNamesBy(GERMAN_SYNONYMS, "de"),
  fr: otherNamesBy(FRENCH_SYNONYMS, "fr"),
};

/** @returns the phrases of a product, each once, the likeliest first */
export function phrasesOf(document: SearchDocument): Phrase[] {
  const found = new Map<string, Phrase>();
  const put: Put = (words, weight, subject) => {
    const phrase = fold(words);
    const { length } = phrase;
    if (length < PHRASE_LETTERS_MIN || length > PHRASE_LETTERS_MAX || weight <= 0) return;
    const known = found.get(phrase);
    const { kind = "query", handle = "", shown = words } = subject ?? known ?? {};
    if (known !== undefined && known.weight >= weight && kind === known.kind) return;
    found.set(phrase, {
      phrase,
      shown,
      kind,
      handle,
      weight: Math.max(weight, known?.weight ?? 0),
    });
  };
  const categories = categoryNames(document);
  const brand = brandName(document.brand);
  const colours = coloursOf(document);
  const parts = titleParts(document.title);
  putSubjects(document, { brand, put });
  putCategories(categories, { brand, colours, put });
  putTitle(parts, put);
  putValues(document, put);
  const words = new Set([...colours, ...parts.flat().filter((word) => PLAIN_WORD.test(word))]);
  for (const word of [...words].slice(0, TITLE_WORDS_MAX)) {
    if (` ${brand} `.includes(` ${word} `)) continue;
    for (const { name } of categories) {
      if (!` ${name} `.includes(` ${word} `))
        put(`${word} ${name}`, PHRASE_WEIGHTS.wordAndCategory);
    }
  }
  return [...found.values()].toSorted((a, b) => b.weight - a.weight).slice(0, PHRASES_MAX);
}

type Put = (
  words: string,
  weight: number,
  subject?: { kind: "category" | "brand"; handle: string; shown: string },
) => void;

interface CategoryName {
  readonly name: string;
  readonly weight: number;
  /** Whether it is the end of a name only. */
  readonly isHead: boolean;
}

function putSubjects(
  { brand: term, categories }: SearchDocument,
  { brand, put }: { readonly brand: string; readonly put: Put },
): void {
  if (term !== null) {
    put(brand, PHRASE_WEIGHTS.brand, { kind: "brand", handle: term.handle, shown: term.title });
  }
  for (const { handle, title } of categories.flat()) {
    const words = tokensOf(title).join(" ");
    put(words, PHRASE_WEIGHTS.category, { kind: "category", handle, shown: title });
  }
}

function putCategories(
  categories: readonly CategoryName[],
  {
    brand,
    colours,
    put,
  }: { readonly brand: string; readonly colours: readonly string[]; readonly put: Put },
): void {
  for (const { name, weight, isHead } of categories) {
    put(name, weight);
    const { brandAndHead, brandAndCategory } = PHRASE_WEIGHTS;
    if (brand !== "") put(`${brand} ${name}`, isHead ? brandAndHead : brandAndCategory);
    for (const colour of isHead ? [] : colours) {
      put(`${name} ${colour}`, PHRASE_WEIGHTS.categoryAndColour);
      if (brand === "") continue;
      put(`${brand} ${name} ${colour}`, PHRASE_WEIGHTS.brandAndCategoryAndColour);
    }
  }
}

function putTitle(parts: readonly (readonly string[])[], put: Put): void {
  for (const words of parts) {
    for (const start of words.keys()) {
      for (let length = 1; length <= PHRASE_WORDS_MAX; length += 1) {
        const some = words.slice(start, start + length);
        if (some.length < length || !isPhrase(some)) break;
        put(some.join(" "), titleWeight(length, start + length === words.length));
      }
    }
  }
}

function titleWeight(length: number, isEnd: boolean): number {
  if (isEnd) return PHRASE_WEIGHTS.titleEnd;
  return length === 1 ? PHRASE_WEIGHTS.titleWord : PHRASE_WEIGHTS.titlePhrase;
}

function putValues({ attributes }: SearchDocument, put: Put): void {
  const values = attributes.flatMap(({ kind, values: all }) =>
    kind === "number" || kind === "boolean" || kind === "date" ? [] : all,
  );
  for (const value of values.slice(0, VALUES_MAX)) {
    const words = tokensOf(String(value));
    if (words.length <= PHRASE_WORDS_MAX && isPhrase(words)) {
      put(words.join(" "), PHRASE_WEIGHTS.value);
    }
  }
}

/** No numbers ahead, no long codes, no words that only join. */
function isPhrase(words: readonly string[]): boolean {
  const [first = ""] = words;
  if (/^\d/.test(first)) return false;
  return words.every((word) => word.length <= 16 && !(/\d/.test(word) && word.length > 4));
}

/** "Headphones/Headset" are two names, "power supply (PSU)" as well; and what each one ends in. */
function categoryNames({ categories, locale }: SearchDocument): readonly CategoryName[] {
  const titles = categories.flatMap((path) => path.slice(-2).toReversed()).slice(0, CATEGORIES_MAX);
  const own = new Set(
    titles.flatMap(({ title }) =>
      title.split(/[/(),&]| - /).flatMap((part) => tokensOf(part).join(" ") || []),
    ),
  );
  const others = new Set([...own].flatMap((name) => OTHER_NAMES[locale](fold(name))));
  const all = [...own, ...others];
  const names = new Map<string, CategoryName>();
  for (const name of all) {
    const weight = own.has(name) ? PHRASE_WEIGHTS.category : PHRASE_WEIGHTS.synonym;
    if (!names.has(name)) names.set(name, { name, weight, isHead: false });
  }
  for (const name of all) {
    const head = name.split(" ").at(-1) ?? name;
    if (!names.has(head))
      names.set(head, { name: head, weight: PHRASE_WEIGHTS.head, isHead: true });
  }
  return [...names.values()];
}

/** "StarTech.com" is typed without its ending. */
function brandName(brand: SearchTerm | null): string {
  return tokensOf((brand?.title ?? "").replace(/\.com$/i, "")).join(" ");
}

function coloursOf({ attributes, options }: SearchDocument): string[] {
  const values = [
    ...attributes.filter(
      ({ kind, label }) => kind === "swatch" || (kind === "choice" && COLOUR.test(label)),
    ),
    ...options.filter(({ name }) => COLOUR.test(name)),
  ].flatMap((each) => each.values.map((value) => String(value).toLowerCase()));
  return [...new Set(values.filter((value) => PLAIN_WORD.test(value)))].slice(0, COLOURS_MAX);
}

function titleParts(title: string): string[][] {
  return title.split(PARTS).flatMap((part) => {
    const runs: string[][] = [[]];
    for (const word of tokensOf(part)) {
      if (STOP_WORDS.has(fold(word))) runs.push([]);
      else runs.at(-1)?.push(word);
    }
    return runs.filter((run) => run.length > 0);
  });
}
