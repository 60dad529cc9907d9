/**
 * Orders candidates: how much of the query a product has and where, whether it is the kind of thing
 * that was asked for or only something that goes with it, and what the shopper likes.
 */

import { strengthOf } from "./search-evidence.ts";
import type { Alternative, Concept, SearchQuery } from "./search-query.ts";
import { NAME_SEPARATOR, type SearchField } from "./search-row.ts";
import { stem } from "./search-stem.ts";
import { ACCESSORY_WORDS, STOP_WORDS, TARGET_WORDS } from "./search-words.ts";

/** What counts how much: data, so that a shop may have its own. */
export interface RankWeights {
  /** Evidence of a word by the field that has it, 0 to 1. */
  readonly fields: Readonly<Record<SearchField, number>>;
  /** Share of a synonym of several words that do not stand together. */
  readonly apart: number;
  /** Most that a part of several typed words is worth. */
  readonly partial: number;
  /** Share of the query's weight that the product has. */
  readonly coverage: number;
  /** How much more a code weighs than a word as rare. */
  readonly code: number;
  /** Every concept is there. */
  readonly complete: number;
  /** The query's words stand together in the title. */
  readonly phrase: number;
  /** The category's name is what was asked for. */
  readonly kind: number;
  /** Share of that where the name is what another word of the query says. */
  readonly otherKind: number;
  /** The category is for what was asked for, as a laptop bag is for a laptop. */
  readonly kindOfAnother: number;
  /** Probability of the category among products with these words in the title. */
  readonly likelihood: number;
  /** In the title, the asked for thing is followed by the thing that it really is. */
  readonly accessory: number;
  /** A code or the brand is exactly what was typed. */
  readonly exact: number;
  /** The full-text score, relative to the best. */
  readonly text: number;
  readonly inStock: number;
  /** What a profile knows, at most. */
  readonly profile: number;
}

/** The weights that the evaluation is run with. */
export const RANK_WEIGHTS: RankWeights = {
  fields: { title: 1, brand: 1, category: 1, codes: 1, attributes: 0.75, description: 0.6 },
  apart: 0.7,
  partial: 0.35,
  code: 2.5,
  coverage: 10,
  complete: 3,
  phrase: 0.6,
  kind: 3,
  otherKind: 0.3,
  kindOfAnother: -2,
  likelihood: 2,
  accessory: -1,
  exact: 1,
  text: 1.6,
  inStock: 0.3,
  profile: 1.5,
};

/** A shopper's likes, by the handle of a category or a brand: 0 to 1. */
export interface ShopperProfile {
  readonly categories: Readonly<Record<string, number>>;
  readonly brands: Readonly<Record<string, number>>;
}

/** A product that may answer the query. */
export interface Candidate {
  readonly doc: number;
  /** The full-text score; higher is better. */
  readonly score: number;
  /** Terms without the language before them. */
  readonly fields: Readonly<Record<SearchField, readonly string[]>>;
  /** The word of its category; empty without one. */
  readonly category: string;
  readonly isInStock: boolean;
  /** 0 to 1: how much the shopper's profile likes it. */
  readonly liking: number;
}

/** What is known about a query's concepts, in their order. */
export interface ConceptFacts {
  /** Rarity: how much a product that has the concept stands out. */
  readonly idf: number;
  /** Share of each category among products with the concept in their title. */
  readonly categories: ReadonlyMap<string, number>;
  /** Whether a brand has this name. */
  readonly isBrand: boolean;
}

/** A candidate with its final score. */
export interface Ranked {
  readonly doc: number;
  readonly score: number;
}

/** Words of a title behind the thing that may say what it really is: "TV wall mount". */
const FOLLOWING_WORDS = 2;
const STEMMED_ACCESSORIES = new Set([...ACCESSORY_WORDS].map((word) => stem(word, "en")));

/** @returns the candidates, best first; equal ones by their number, so that the order is one */
export function rank(
  query: SearchQuery,
  candidates: readonly Candidate[],
  {
    facts,
    weights = RANK_WEIGHTS,
  }: { readonly facts: readonly ConceptFacts[]; readonly weights?: RankWeights },
): Ranked[] {
  const best = Math.max(1e-9, ...candidates.map(({ score }) => score));
  const asked = query.concepts.map((concept, at) => {
    const known = facts[at] ?? { idf: 1, categories: new Map<string, number>(), isBrand: false };
    const idf = concept.kind === "code" ? known.idf * weights.code : known.idf;
    return { ...known, idf, concept };
  });
  return candidates
    .map((candidate) => ({
      doc: candidate.doc,
      score: scoreOf(candidate, asked, weights) + (weights.text * candidate.score) / best,
    }))
    .sort((left, right) => right.score - left.score || left.doc - right.doc);
}

interface Asked extends ConceptFacts {
  readonly concept: Concept;
}

function scoreOf(candidate: Candidate, asked: readonly Asked[], weights: RankWeights): number {
  const strengths = asked.map(({ concept }) => strengthOf(candidate, concept, weights));
  const total = asked.reduce((sum, { idf }) => sum + idf, 0) || 1;
  const found = asked.reduce((sum, { idf }, at) => sum + idf * (strengths[at] ?? 0), 0);
  const isComplete = strengths.every((strength) => strength > weights.partial);
  const kinds = asked.filter(isKindOfThing);
  return (
    weights.coverage * (found / total) +
    (isComplete ? weights.complete : 0) +
    weights.phrase * phraseShare(candidate, asked) +
    kindScore(candidate, kinds, weights) +
    weights.likelihood * likelihood(candidate, kinds) +
    weights.exact * exactShare(candidate, asked) +
    (candidate.isInStock ? weights.inStock : 0) +
    weights.profile * candidate.liking
  );
}

/** Measures, colours, codes, brands and what stands after "for" do not say what a thing is. */
function isKindOfThing({ concept, isBrand }: Asked): boolean {
  return concept.kind === "word" && !concept.isTarget && !isBrand;
}

/** @returns the share of neighbouring words of the query that are neighbours in the title, too */
function phraseShare({ fields: { title } }: Candidate, asked: readonly Asked[]): number {
  const words = asked.flatMap(({ concept }) => concept.alternatives[0]?.terms ?? []);
  if (words.length < 2) return 0;
  let together = 0;
  for (let at = 1; at < words.length; at += 1) {
    const [left, right] = [words[at - 1] ?? "", words[at] ?? ""];
    if (title.some((term, index) => term === left && title[index + 1] === right)) together += 1;
  }
  return together / (words.length - 1);
}

/** The last word that may be a kind of thing is what is asked for: a "ups battery" is a battery. */
function kindScore(candidate: Candidate, kinds: readonly Asked[], weights: RankWeights): number {
  const head = kinds.at(-1);
  if (head === undefined) return 0;
  const own = new Set(
    kinds.flatMap(({ concept }) => concept.alternatives.flatMap(({ terms }) => terms)),
  );
  const names = namesOf(candidate.fields.category);
  const match = (concept: Concept) =>
    Math.max(0, ...names.map((name) => nameMatch(name, concept.alternatives, own)));
  const byHead = match(head.concept);
  const byOthers = Math.max(0, ...kinds.slice(0, -1).map(({ concept }) => match(concept)));
  const isOther =
    names.length > 0 && byHead === 0 && names.some((name) => name.some((term) => own.has(term)));
  const isAccessory = byHead === 0 && isForIt(candidate.fields.title, head.concept, own);
  return (
    weights.kind * Math.max(byHead, weights.otherKind * byOthers) +
    (isOther ? weights.kindOfAnother : 0) +
    (isAccessory ? weights.accessory : 0)
  );
}

function namesOf(field: readonly string[]): string[][] {
  const names: string[][] = [[]];
  for (const term of field) {
    if (term === NAME_SEPARATOR) names.push([]);
    else names.at(-1)?.push(term);
  }
  return names.filter(({ length }) => length > 0);
}

/** A name is about its last word: a "notebook case" is a case. */
function nameMatch(
  name: readonly string[],
  alternatives: readonly Alternative[],
  own: ReadonlySet<string>,
): number {
  const head = name.at(-1) ?? "";
  const covered = name.filter((term) => own.has(term)).length / name.length;
  let best = 0;
  for (const { terms, certainty } of alternatives) {
    if (terms.at(-1) !== head) continue;
    const said = terms.filter((term) => name.includes(term)).length / terms.length;
    best = Math.max(best, certainty * said * (0.5 + 0.5 * covered));
  }
  return best;
}

/** @returns whether the title names the thing only to say what it is for */
function isForIt(
  title: readonly string[],
  { alternatives }: Concept,
  own: ReadonlySet<string>,
): boolean {
  const targetAt = title.findIndex((term) => TARGET_WORDS.has(term));
  for (const { terms } of alternatives) {
    const last = terms.at(-1) ?? "";
    const at = title.indexOf(last);
    if (at < 0) continue;
    if (targetAt >= 0 && targetAt < at) return true;
    for (const next of title.slice(at + 1, at + 1 + FOLLOWING_WORDS)) {
      if (!/^\p{L}+$/u.test(next) || STOP_WORDS.en.has(next)) break;
      if (STEMMED_ACCESSORIES.has(next) && !own.has(next)) return true;
    }
  }
  return false;
}

function likelihood({ category }: Candidate, kinds: readonly Asked[]): number {
  const total = kinds.reduce((sum, { idf }) => sum + idf, 0);
  if (total === 0) return 0;
  return (
    kinds.reduce((sum, { idf, categories }) => sum + idf * (categories.get(category) ?? 0), 0) /
    total
  );
}

function exactShare({ fields }: Candidate, asked: readonly Asked[]): number {
  const exact = asked.filter(({ concept, isBrand }) => {
    const [own] = concept.alternatives;
    if (own === undefined) return false;
    if (isBrand) return own.terms.every((term) => fields.brand.includes(term));
    return concept.kind === "code" && own.terms.every((term) => fields.codes.includes(term));
  });
  return asked.length === 0 ? 0 : exact.length / asked.length;
}
