/** Reads what a query's words mean in this catalog: how rare they are, of what kind their products are. */

import { matchTitle } from "../domain/search-match.ts";
import {
  doubtfulTerms,
  type SearchQuery,
  type SynonymIndex,
  understand,
} from "../domain/search-query.ts";
import type { ConceptFacts } from "../domain/search-rank.ts";
import {
  frequenciesOf,
  frequencyStatement,
  type ReadScope,
  sampleOf,
  sampleStatement,
} from "./search-reads.ts";
import type { Database } from "./statement.ts";

/** Products that tell of which kind a word's products are. */
const SAMPLE_ROWS = 300;
/** A word is a brand where most products that have it in their title or brand have it as brand. */
const BRAND_SHARE_MIN = 0.6;
/** Words whose frequency is asked for in one query. */
const TERMS_MAX = 200;

/** A query with how often its concepts occur. */
export interface UnderstoodQuery {
  readonly query: SearchQuery;
  /** Products by concept, in the order of the concepts; of alternatives the sum. */
  readonly counts: readonly number[];
  /** Products of the language. */
  readonly products: number;
}

/** Reads the query with the vocabulary at hand: one statement. */
export async function understandIn(
  db: Database,
  scope: ReadScope,
  {
    text,
    synonyms,
    products,
  }: {
    readonly text: string;
    readonly synonyms: SynonymIndex;
    /** Products of the language. */
    readonly products: number;
  },
): Promise<UnderstoodQuery> {
  const { locale } = scope;
  const rough = understand(text, { locale, synonyms });
  const terms = new Set([...termsOf(rough), ...doubtfulTerms(text, locale)]);
  const { results } = await frequencyStatement(db, scope, [...terms].slice(0, TERMS_MAX)).all();
  const counts = frequenciesOf(results, locale);
  const query = understand(text, {
    locale,
    synonyms,
    isKnown: (term) => (counts.get(term) ?? 0) > 0,
  });
  return {
    query,
    counts: query.concepts.map(({ alternatives }) => {
      const sum = alternatives.reduce(
        (total, each) => total + Math.min(...each.terms.map((term) => counts.get(term) ?? 0)),
        0,
      );
      return Math.min(products, sum);
    }),
    products,
  };
}

/** Statements whose results conceptFacts() reads, one for each concept. */
export function sampleStatements(
  db: Database,
  { slot }: ReadScope,
  { query }: UnderstoodQuery,
): D1PreparedStatement[] {
  return query.concepts.map((concept) =>
    sampleStatement(db, slot, { expression: matchTitle(concept, query.locale), rows: SAMPLE_ROWS }),
  );
}

/** @param results of sampleStatements(), in their order */
export function conceptFacts(
  { query, counts, products }: UnderstoodQuery,
  results: readonly (readonly unknown[])[],
): ConceptFacts[] {
  return query.concepts.map(({ alternatives, kind }, at) => {
    const sample = sampleOf(results[at] ?? [], query.locale);
    const own = alternatives[0]?.terms ?? [];
    const branded = sample.filter(({ brand }) => own.every((term) => brand.includes(term))).length;
    return {
      idf: Math.log(1 + products / (1 + (counts[at] ?? 0))),
      categories: sharesOf(sample.map(({ category }) => category)),
      isBrand: kind === "word" && sample.length > 0 && branded / sample.length >= BRAND_SHARE_MIN,
    };
  });
}

function termsOf({ concepts }: SearchQuery): string[] {
  return concepts.flatMap(({ alternatives }) => alternatives.flatMap(({ terms }) => terms));
}

/** Products without a category tell nothing of it. */
function sharesOf(categories: readonly string[]): Map<string, number> {
  const shares = new Map<string, number>();
  const known = categories.filter((category) => category !== "");
  for (const category of known)
    shares.set(category, (shares.get(category) ?? 0) + 1 / known.length);
  return shares;
}
