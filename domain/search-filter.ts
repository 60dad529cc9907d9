/**
 * Filters that shoppers choose, and how many products each further choice would leave. The counts
 * of a facet respect the choices in all others and ignore its own, so that a second brand can be
 * added to the first.
 */
import { type FacetWord, type Facts, facetWord } from "./search-facts.ts";

/** From and to, both included; null is open. */
export type Range = readonly [from: number | null, to: number | null];

/** A choice in one facet. */
export type Selection =
  | { readonly key: string; readonly kind: "choice"; readonly words: ReadonlySet<string> }
  | { readonly key: string; readonly kind: "number"; readonly facet: number; readonly range: Range }
  | { readonly key: "price"; readonly kind: "price"; readonly range: Range }
  | { readonly key: "rating"; readonly kind: "rating"; readonly atLeast: number }
  | { readonly key: "in_stock"; readonly kind: "stock" };

/** Ratings that can be asked for, in whole stars. */
export const RATING_STEPS = [4, 3, 2, 1] as const;

/** What the products of a set have in common, counted. */
export interface FacetCounts {
  /** Products that pass every choice. */
  readonly passing: readonly Facts[];
  /** Products by the word of their value: "3.17". */
  readonly words: ReadonlyMap<string, number>;
  /** Numbers by their facet. */
  readonly numbers: ReadonlyMap<number, Span>;
  readonly price: Span | null;
  /** By whole stars. */
  readonly ratings: ReadonlyMap<number, number>;
  readonly inStock: number;
}

/** The least and the most of a number, and how many products have one. */
export interface Span {
  min: number;
  max: number;
  count: number;
}

/** @returns whether a product fulfils a choice */
export function passes(facts: Facts, selection: Selection): boolean {
  switch (selection.kind) {
    case "choice":
      return facts.words.some((word) => selection.words.has(word));
    case "number":
      return facts.words.some((word) => {
        const said = facetWord(word);
        if (said === null || !("number" in said) || said.facet !== selection.facet) return false;
        return isWithin(said.number, selection.range);
      });
    case "price":
      return isWithin(facts.priceMinor, selection.range);
    case "rating":
      return facts.rating >= selection.atLeast * 100;
    case "stock":
      return facts.isInStock;
  }
}

/**
 * @param facetOf the key of the facet with this number
 * @returns the products that pass, and the counts of every facet
 */
export function countFacets(
  matches: readonly Facts[],
  selections: readonly Selection[],
  facetOf: (facet: number) => string | undefined,
): FacetCounts {
  const counter = new Counter(facetOf);
  const passing: Facts[] = [];
  for (const facts of matches) {
    const failed = selections.filter((selection) => !passes(facts, selection));
    if (failed.length === 0) {
      passing.push(facts);
      counter.add(facts, null);
    } else if (failed.length === 1) counter.add(facts, failed[0]?.key ?? null);
  }
  return { passing, ...counter.result() };
}

/** A word of facets that some product says, and how many do; a number is counted in its facet's span. */
interface Tally {
  readonly said: FacetWord | null;
  count: number;
}

/** A facet's numbers, and the last product that was counted in them. */
interface NumberTally {
  readonly span: Span;
  doc: number;
}

/** Counts each product for all facets, or only for the one whose choice it fails. */
class Counter {
  readonly #facetOf: (facet: number) => string | undefined;
  /** A large set has some 100,000 words in all, of which few are different: each is read once. */
  readonly #words = new Map<string, Tally>();
  readonly #numbers = new Map<number, NumberTally>();
  readonly #ratings = new Map<number, number>();
  #price: Span | null = null;
  #inStock = 0;

  constructor(facetOf: (facet: number) => string | undefined) {
    this.#facetOf = facetOf;
  }

  add(facts: Facts, only: string | null): void {
    for (const word of facts.words) this.#addWord(facts.doc, word, only);
    if (only === null || only === "price") this.#price = widened(this.#price, facts.priceMinor);
    if ((only === null || only === "in_stock") && facts.isInStock) this.#inStock += 1;
    if (only !== null && only !== "rating") return;
    for (const stars of RATING_STEPS) {
      if (facts.rating >= stars * 100)
        this.#ratings.set(stars, (this.#ratings.get(stars) ?? 0) + 1);
    }
  }

  result() {
    const words = new Map<string, number>();
    for (const [word, { count }] of this.#words) if (count > 0) words.set(word, count);
    const numbers = new Map<number, Span>();
    for (const [facet, { span }] of this.#numbers) numbers.set(facet, span);
    return { words, numbers, price: this.#price, ratings: this.#ratings, inStock: this.#inStock };
  }

  #addWord(doc: number, word: string, only: string | null): void {
    const tally = this.#tally(word);
    const { said } = tally;
    if (said === null || (only !== null && this.#facetOf(said.facet) !== only)) return;
    if ("value" in said) tally.count += 1;
    else this.#addNumber(doc, said);
  }

  #addNumber(doc: number, { facet, number }: { facet: number; number: number }): void {
    const known = this.#numbers.get(facet);
    if (known === undefined) {
      this.#numbers.set(facet, { span: widened(null, number), doc });
      return;
    }
    widened(known.span, number);
    // A product with two numbers of one facet is still one product.
    if (known.doc === doc) known.span.count -= 1;
    known.doc = doc;
  }

  #tally(word: string): Tally {
    const known = this.#words.get(word);
    if (known !== undefined) return known;
    const tally = { said: facetWord(word), count: 0 };
    this.#words.set(word, tally);
    return tally;
  }
}

function widened(span: Span | null, number: number): Span {
  if (span === null) return { min: number, max: number, count: 1 };
  span.min = Math.min(span.min, number);
  span.max = Math.max(span.max, number);
  span.count += 1;
  return span;
}

function isWithin(number: number, [from, to]: Range): boolean {
  return (from === null || number >= from) && (to === null || number <= to);
}
