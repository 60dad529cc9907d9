/** The words that a product says, as a shopper types them: what spelling is checked against. */
import { fold } from "./search-analysis.ts";
import type { SearchDocument } from "./search-document.ts";

/** A word without diacritics, and as the catalog spells it. */
export interface SurfaceWord {
  readonly word: string;
  readonly spelled: string;
}

const APOSTROPHES = /['’‘ʼ`´]/g;
const TOKEN = /[\p{L}\p{N}]+/gu;

/** Words of this many letters are worth knowing; codes and numbers have no spelling. */
const WORD = /^\p{L}{3,32}$/u;
/** A product that says more than this says it in its description. */
const PRODUCT_WORDS_MAX = 500;

/** @returns the parts of the text between spaces and signs, in lower case; apostrophes are left out */
export function tokensOf(text: string): string[] {
  return text.normalize("NFC").toLowerCase().replace(APOSTROPHES, "").match(TOKEN) ?? [];
}

/** @returns whether the word, folded, has a spelling: letters only, and enough of them */
export function isSpelledWord(word: string): boolean {
  return WORD.test(word);
}

/** @returns every word of the product once, the most telling texts first */
export function surfaceWords(document: SearchDocument): SurfaceWord[] {
  const words = new Map<string, string>();
  for (const text of textsOf(document)) {
    for (const spelled of tokensOf(text)) {
      const word = fold(spelled);
      if (isSpelledWord(word) && !words.has(word)) words.set(word, spelled);
      if (words.size === PRODUCT_WORDS_MAX) break;
    }
  }
  return Array.from(words, ([word, spelled]) => ({ word, spelled }));
}

function textsOf(document: SearchDocument): string[] {
  const { title, subtitle, brand, productType, categories, collections } = document;
  return [
    title,
    brand?.title ?? "",
    ...categories.flat().map((category) => category.title),
    productType ?? "",
    subtitle,
    ...collections.map((collection) => collection.title),
    ...document.tags,
    ...document.options.flatMap(({ name, values }) => [name, ...values]),
    ...document.attributes.flatMap(({ label, values }) => [
      label,
      ...values.filter((value) => typeof value === "string"),
    ]),
    document.description,
  ];
}
