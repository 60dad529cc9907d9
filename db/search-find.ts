/** Finds products: all words first, then forgiving, ranked where the order is relevance. */

import type { Locale } from "../domain/locale.ts";
import type { Facts } from "../domain/search-facts.ts";
import {
  matchAll,
  matchAllButOne,
  matchAny,
  matchTitlePhrase,
  matchWithin,
} from "../domain/search-match.ts";
import { type Candidate, type Ranked, rank } from "../domain/search-rank.ts";
import {
  bestStatement,
  fieldsOf,
  fieldsStatement,
  type Matches,
  matchesOf,
  matchStatement,
  type ReadScope,
} from "./search-reads.ts";
import { conceptFacts, sampleStatements, type UnderstoodQuery } from "./search-understanding.ts";
import type { Database } from "./statement.ts";

const MATCHES_MAX = 5_000;
/** In a catalog of more products than this each match lies on a page of its own: fewer are read. */
const LARGE_CATALOG = 250_000;
const LARGE_MATCHES_MAX = 2_000;
/**
 * The full-text score counts every product of every word before it scores the first match. Where
 * these are more, products that say all words in their title come first instead.
 */
const COUNTED_MAX = 100_000;
/** In place of the score: the title is the text, it has all words, or the product has them elsewhere. */
const PHRASE_SCORE = 3;
const TITLE_SCORE = 2;
const OTHER_SCORE = 1;
/** Products that are ranked by their texts; the others follow in the order of the full-text score. */
const RANKED_MAX = 300;
/** With fewer matches of all words, products that lack some are shown behind them. */
const ENOUGH_MATCHES = 24;
/** Products that lack words, at most. */
const RELAXED_MAX = 60;
/** Products whose title is the text, at most, where only a sample of the matches is read. */
const TITLES_MAX = 500;
/** A single word on more of the products than this is not looked for alone. */
const COMMON_SHARE = 0.1;

/** Groups of facet words: a product has one of each. */
export type WordGroups = readonly (readonly string[])[];

/** What a query found, before filters. */
export interface Found extends Matches {
  /** What was looked for beside a sample of the matches: ranked with them, and left out of counts. */
  readonly beside: readonly Facts[];
  /** Products that lack some of the words. */
  readonly relaxed: readonly Facts[];
  /** What ranks them; null where no text was asked. */
  readonly understood: UnderstoodQuery | null;
  /** Results of sampleStatements(). */
  readonly samples: readonly (readonly unknown[])[];
  /** What the index itself was asked to narrow it to. */
  readonly within: WordGroups;
}

type Sample = Matches & Pick<Found, "beside">;

/**
 * Matches that one query reads: counts are exact up to here, and of a fair sample beyond.
 * @param products products of the language
 */
export function matchesMax(products: number): number {
  return products > LARGE_CATALOG ? LARGE_MATCHES_MAX : MATCHES_MAX;
}

/**
 * @param products products of the language
 * @returns the products that have every word, in no order
 */
export async function findAll(
  db: Database,
  scope: ReadScope,
  {
    understood,
    within,
    products,
  }: Pick<Found, "understood" | "within"> & { readonly products: number },
): Promise<Found> {
  // No product has what the index does not know.
  if (within.some((words) => words.length === 0)) return { ...NOTHING, understood, within };
  const text = understood === null ? null : matchAll(understood.query);
  const expression = matchWithin(text ?? `"${scope.locale}"`, within);
  const rows = matchesMax(products) + 1;
  const isCommon = understood !== null && sum(understood.counts) > COUNTED_MAX;
  const score = text === null ? 0 : isCommon ? OTHER_SCORE : "text";
  const sampling = understood === null ? [] : sampleStatements(db, scope, understood);
  const titled = isCommon && text !== null ? matchWithin(`title : (${text})`, within) : null;
  const [matches, ...others] = await db.batch([
    matchStatement(db, scope, { expression, rows, score }),
    ...sampling,
    ...(titled === null
      ? []
      : [matchStatement(db, scope, { expression: titled, rows: RANKED_MAX, score: TITLE_SCORE })]),
  ]);
  const first = matchesOf(others[sampling.length]?.results ?? [], RANKED_MAX + 1).facts;
  const all = withFirst(first, { ...matchesOf(matches?.results ?? [], rows), beside: [] });
  const hasTitles = all.isAll || (isCommon && first.length < RANKED_MAX);
  return {
    ...(hasTitles ? all : await withTitles(db, scope, all, { understood, within, isCommon })),
    relaxed: [],
    understood,
    samples: others.slice(0, sampling.length).map(({ results }) => results),
    within,
  };
}

/** A sample of the matches may lack the very title that was typed. */
async function withTitles(
  db: Database,
  scope: ReadScope,
  sample: Sample,
  {
    understood,
    within,
    isCommon,
  }: Pick<Found, "understood" | "within"> & { readonly isCommon: boolean },
): Promise<Sample> {
  const phrase = understood === null ? null : matchTitlePhrase(understood.query);
  if (phrase === null) return sample;
  const expression = matchWithin(phrase, within);
  const { results } = await matchStatement(db, scope, {
    expression,
    rows: TITLES_MAX,
    score: isCommon ? PHRASE_SCORE : "text",
  }).all();
  return withFirst(matchesOf(results, TITLES_MAX + 1).facts, sample);
}

/** @returns the matches with those that come first among them; of two scores the better one counts */
function withFirst(first: readonly Facts[], { facts, beside, ...matches }: Sample): Sample {
  const scored = new Map(first.map((each) => [each.doc, each]));
  const known = new Set(facts.map(({ doc }) => doc));
  return {
    ...matches,
    facts: facts.map((each) => {
      const other = scored.get(each.doc);
      return other !== undefined && other.score > each.score ? other : each;
    }),
    beside: [
      ...first.filter(({ doc }) => !known.has(doc)),
      ...beside.filter(({ doc }) => !scored.has(doc)),
    ],
  };
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

const NOTHING = { facts: [], beside: [], isAll: true, total: 0, relaxed: [], samples: [] } as const;

/** Adds products that lack some of the words, where too few have all of them. */
export async function relax(db: Database, scope: ReadScope, found: Found): Promise<Found> {
  const { understood, within } = found;
  if (understood === null || !found.isAll || found.facts.length >= ENOUGH_MATCHES) return found;
  if (within.some((words) => words.length === 0)) return found;
  const { query, counts, products } = understood;
  const isCommon = (at: number) => (counts[at] ?? 0) > Math.max(50, products * COMMON_SHARE);
  const known = new Set(found.facts.map(({ doc }) => doc));
  const relaxed: Facts[] = [];
  const add = async (expression: string | null) => {
    if (expression === null || relaxed.length >= RELAXED_MAX) return;
    const rows = RELAXED_MAX + known.size;
    const narrowed = matchWithin(expression, within);
    const { results } = await bestStatement(db, scope, { expression: narrowed, rows }).all();
    for (const facts of matchesOf(results, rows + 1).facts) {
      if (known.has(facts.doc) || relaxed.length >= RELAXED_MAX) continue;
      known.add(facts.doc);
      relaxed.push(facts);
    }
  };
  await add(matchAllButOne(query, (concept) => isCommon(query.concepts.indexOf(concept))));
  if (relaxed.length + found.facts.length < ENOUGH_MATCHES) {
    const rare = query.concepts.filter((_, at) => !isCommon(at));
    await add(matchAny(rare.length > 0 ? rare : query.concepts, scope.locale));
  }
  return { ...found, relaxed };
}

/** @returns the best of the products, ranked by their texts; the rest is left to its score */
export async function rankFound(
  db: Database,
  scope: ReadScope,
  {
    found,
    passing,
    liking,
  }: {
    readonly found: Found;
    readonly passing: readonly Facts[];
    /** 0 to 1: how much the shopper likes a product. */
    readonly liking: (facts: Facts) => number;
  },
): Promise<Ranked[]> {
  const { understood } = found;
  if (understood === null) return [];
  const chosen = passing
    .toSorted((left, right) => right.score - left.score || left.doc - right.doc)
    .slice(0, RANKED_MAX);
  const { results } = await fieldsStatement(
    db,
    scope.slot,
    chosen.map(({ doc }) => doc),
  ).all();
  return rank(understood.query, candidates(chosen, results, { locale: scope.locale, liking }), {
    facts: conceptFacts(understood, found.samples),
  });
}

function candidates(
  chosen: readonly Facts[],
  results: readonly unknown[],
  { locale, liking }: { readonly locale: Locale; readonly liking: (facts: Facts) => number },
): Candidate[] {
  const fields = fieldsOf(results, locale);
  return chosen.flatMap((facts) => {
    const { doc, score, isInStock } = facts;
    const texts = fields.get(doc);
    return texts === undefined
      ? []
      : [{ doc, score, fields: texts, category: texts.name, isInStock, liking: liking(facts) }];
  });
}
