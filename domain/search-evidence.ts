/** How much of a concept a product has, and in which of its fields. */
import type { Alternative, Concept } from "./search-query.ts";
import type { Candidate, RankWeights } from "./search-rank.ts";
import { SEARCH_FIELDS } from "./search-row.ts";

/** @returns 0 to 1: the best alternative, by the weakest of its words */
export function strengthOf(
  candidate: Candidate,
  { alternatives }: Concept,
  weights: RankWeights,
): number {
  let best = 0;
  for (const alternative of alternatives) {
    if (alternative.certainty <= best) continue;
    const strength = alternativeStrength(candidate, alternative, weights);
    best = Math.max(best, strength * alternative.certainty);
  }
  return best;
}

/** Several words mean another thing apart than together; what was typed apart may be apart. */
function alternativeStrength(
  candidate: Candidate,
  { terms, isPhrase, certainty }: Alternative,
  { fields, apart, partial }: RankWeights,
): number {
  if (isPhrase) return phraseStrength(candidate, terms, fields);
  const weakest = weakestTerm(candidate, terms, fields);
  if (terms.length === 1) return weakest;
  if (certainty === 1) return weakest > 0 ? weakest : partialShare(candidate, terms) * partial;
  if (weakest === 0) return 0;
  return Math.max(phraseStrength(candidate, terms, fields), weakest * apart);
}

/** What lacks the last word is another thing: a "printer" is no "printer ribbon". */
function partialShare(
  { fields: { title, category } }: Candidate,
  terms: readonly string[],
): number {
  const has = (term: string) => title.includes(term) || category.includes(term);
  return has(terms.at(-1) ?? "") ? terms.filter(has).length / terms.length : 0;
}

function weakestTerm(
  candidate: Candidate,
  terms: readonly string[],
  weights: RankWeights["fields"],
): number {
  let weakest = 1;
  for (const term of terms) {
    let strongest = 0;
    for (const field of SEARCH_FIELDS) {
      if (weights[field] > strongest && candidate.fields[field].includes(term)) {
        strongest = weights[field];
      }
    }
    weakest = Math.min(weakest, strongest);
  }
  return weakest;
}

function phraseStrength(
  candidate: Candidate,
  terms: readonly string[],
  weights: RankWeights["fields"],
): number {
  let strongest = 0;
  for (const field of SEARCH_FIELDS) {
    if (weights[field] > strongest && hasPhrase(candidate.fields[field], terms)) {
      strongest = weights[field];
    }
  }
  return strongest;
}

function hasPhrase(field: readonly string[], terms: readonly string[]): boolean {
  const [first = ""] = terms;
  for (let at = field.indexOf(first); at >= 0; at = field.indexOf(first, at + 1)) {
    if (terms.every((term, index) => field[at + index] === term)) return true;
  }
  return false;
}
