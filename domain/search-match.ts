/** A query in the language of the full-text index (FTS5), from exact to forgiving. */
import type { Locale } from "./locale.ts";
import { indexed } from "./search-analysis.ts";
import type { Alternative, Concept, SearchQuery } from "./search-query.ts";

/** A concept may be missing from queries of at most so many; longer ones have too many ways. */
const RELAXED_CONCEPTS_MAX = 6;

/** @returns what a product matches that has every concept; null where nothing is asked */
export function matchAll({ concepts, locale }: SearchQuery): string | null {
  if (concepts.length === 0) return null;
  return concepts.map((concept) => matchConcept(concept, locale)).join(" AND ");
}

/**
 * @param isLeftOut tells which single concepts are too common to be looked for alone
 * @returns what a product matches that lacks one concept; null where that asks for nothing
 */
export function matchAllButOne(
  { concepts, locale }: SearchQuery,
  isLeftOut: (concept: Concept) => boolean,
): string | null {
  if (concepts.length < 2 || concepts.length > RELAXED_CONCEPTS_MAX) return null;
  const ways = concepts.flatMap((missing) => {
    const others = concepts.filter((concept) => concept !== missing);
    const [only] = others;
    if (others.length === 1 && only !== undefined && isLeftOut(only)) return [];
    return [`(${others.map((concept) => matchConcept(concept, locale)).join(" AND ")})`];
  });
  return ways.length === 0 ? null : ways.join(" OR ");
}

/** @returns what a product matches that has a word of any of the concepts; null without any */
export function matchAny(concepts: readonly Concept[], locale: Locale): string | null {
  const terms = new Set(
    concepts.flatMap(({ alternatives }) => alternatives.flatMap((each) => each.terms)),
  );
  return terms.size === 0 ? null : [...terms].map((term) => quoted([term], locale)).join(" OR ");
}

/** @returns what a product matches whose title says the whole query as it was typed; null for one word */
export function matchTitlePhrase({ concepts, locale }: SearchQuery): string | null {
  const terms = concepts.flatMap(({ alternatives }) => alternatives[0]?.terms ?? []);
  return terms.length < 2 ? null : `title : ${quoted(terms, locale)}`;
}

/** @returns what a product matches whose title or brand has the concept */
export function matchTitle(concept: Concept, locale: Locale): string {
  return `{title brand} : ${matchConcept(concept, locale)}`;
}

/**
 * @param groups of facet words ("3.17"): a product has one of each group
 * @returns the expression, narrowed to products with these values
 */
export function matchWithin(
  expression: string | null,
  groups: readonly (readonly string[])[],
): string {
  const within = groups.map((words) => `(${words.map((word) => `"${word}"`).join(" OR ")})`);
  return [...(expression === null ? [] : [`(${expression})`]), ...within].join(" AND ");
}

function matchConcept({ alternatives }: Concept, locale: Locale): string {
  return `(${matchEither(alternatives.map((each) => partsOf(each, locale)))})`;
}

function partsOf({ terms, isPhrase }: Alternative, locale: Locale): string[] {
  return isPhrase ? [quoted(terms, locale)] : terms.map((term) => quoted([term], locale));
}

/**
 * One of several ways to say the same, each of them parts that stand together in a product. A part
 * that many ways have is written ahead of them: the index reads all of its products as often as it
 * is written, and once more each time for the score.
 */
function matchEither(ways: readonly (readonly string[])[]): string {
  const shared = mostSharedPart(ways);
  if (shared === null) return ways.map((parts) => `(${parts.join(" AND ")})`).join(" OR ");
  const others = ways.filter((parts) => !parts.includes(shared));
  const rests = ways
    .filter((parts) => parts.includes(shared))
    .map((parts) => parts.filter((part) => part !== shared));
  const more = rests.filter((parts) => parts.length > 0);
  return [
    // Enough by itself; who says more is found no more often, but has a better score.
    ...(more.length < rests.length ? [shared] : []),
    ...(more.length > 0 ? [`(${shared} AND (${matchEither(more)}))`] : []),
    ...(others.length > 0 ? [matchEither(others)] : []),
  ].join(" OR ");
}

/** @returns the part that most of the ways have, the first of equals; null where they share none */
function mostSharedPart(ways: readonly (readonly string[])[]): string | null {
  const counts = new Map<string, number>();
  for (const part of ways.flatMap((parts) => [...new Set(parts)])) {
    counts.set(part, (counts.get(part) ?? 0) + 1);
  }
  const [most = null] = [...counts].sort(([, left], [, right]) => right - left);
  return most !== null && most[1] > 1 ? most[0] : null;
}

function quoted(terms: readonly string[], locale: Locale): string {
  return `"${terms.map((term) => indexed(term.replaceAll('"', ""), locale)).join(" ")}"`;
}
