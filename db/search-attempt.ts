/** One reading of a text: what it means and what is found for it. */
import { CORRECTED_LETTERS_MIN, LAST_RESORT_LETTERS_MIN } from "../domain/search-spelling-query.ts";
import type { ResolvedSelection } from "./search-facets.ts";
import { wordGroups } from "./search-facets.ts";
import { type Found, findAll, matchesMax, relax } from "./search-find.ts";
import type { ReadingRules } from "./search-memory.ts";
import type { ReadScope } from "./search-reads.ts";
import { understandIn } from "./search-understanding.ts";
import { correctedQuery } from "./search-words.ts";
import type { Database } from "./statement.ts";

/** What an attempt needs to know. */
export interface AttemptContext {
  readonly scope: ReadScope;
  readonly rules: ReadingRules;
  readonly selections: readonly ResolvedSelection[];
  /** Products of the language. */
  readonly products: number;
  /** Whether nothing is corrected. */
  readonly isVerbatim: boolean;
}

/** What was found, and for which text. */
export interface Attempt {
  /** The text that was searched for. */
  readonly text: string;
  /** What was typed, where that is another one. */
  readonly original: string | null;
  readonly found: Found;
}

/**
 * Searches for the text, and for what was probably meant where no product says one of its words. The
 * stem of a misspelling may be that of another word, so what it finds proves nothing. Only where
 * nothing at all is found are the shortest words doubted too.
 */
export async function attemptText(
  db: Database,
  text: string,
  context: AttemptContext,
): Promise<Attempt> {
  const [asTyped, corrected] = await Promise.all([
    find(db, text, context),
    meantText(db, text, { context, lettersMin: CORRECTED_LETTERS_MIN }),
  ]);
  if (asTyped.understood !== null) {
    const isEmpty = asTyped.facts.length === 0;
    const meant =
      (await attemptMeant(db, corrected, { context, text, isAll: true })) ??
      (isEmpty ? await lastResort(db, text, { context, corrected }) : null);
    if (meant !== null) return meant;
  }
  return { text, original: null, found: await relaxed(db, asTyped, context) };
}

/** Where nothing has all words as they were typed: doubts short ones, then takes some for all. */
async function lastResort(
  db: Database,
  text: string,
  { context, corrected }: { readonly context: AttemptContext; readonly corrected: string | null },
): Promise<Attempt | null> {
  const guess = await meantText(db, text, { context, lettersMin: LAST_RESORT_LETTERS_MIN });
  const found =
    guess === corrected ? null : await attemptMeant(db, guess, { context, text, isAll: true });
  return found ?? attemptMeant(db, corrected, { context, text, isAll: false });
}

async function meantText(
  db: Database,
  text: string,
  {
    context: { scope, rules, isVerbatim },
    lettersMin,
  }: { readonly context: AttemptContext; readonly lettersMin: number },
): Promise<string | null> {
  if (isVerbatim) return null;
  const { isKnown } = rules;
  return correctedQuery(db, scope.slot, { locale: scope.locale, text, isKnown, lettersMin });
}

/** @returns what `meant` finds; null where that is nothing, or does not have all of its words */
async function attemptMeant(
  db: Database,
  meant: string | null,
  {
    context,
    text,
    isAll,
  }: { readonly context: AttemptContext; readonly text: string; readonly isAll: boolean },
): Promise<Attempt | null> {
  if (meant === null) return null;
  const strict = await find(db, meant, context);
  if (isAll && strict.facts.length === 0) return null;
  const found = await relaxed(db, strict, context);
  const isFound = found.facts.length + found.relaxed.length > 0;
  return isFound ? { text: meant, original: text, found } : null;
}

/**
 * Without the choices at first, for the counts of a facet ignore its own; with them where there is
 * too much to count.
 */
async function find(
  db: Database,
  text: string,
  { scope, rules, selections, products }: AttemptContext,
): Promise<Found> {
  const read =
    text === ""
      ? null
      : await understandIn(db, scope, { text, synonyms: rules.synonyms, products });
  const understood = read === null || read.query.concepts.length === 0 ? null : read;
  const groups = wordGroups(selections);
  const isLarge = understood === null && products > matchesMax(products) && groups.length > 0;
  const wide = await findAll(db, scope, {
    understood,
    within: isLarge ? groups : [],
    products,
  });
  if (wide.isAll || isLarge || groups.length === 0) return wide;
  return findAll(db, scope, { understood, within: groups, products });
}

function relaxed(db: Database, found: Found, { scope }: AttemptContext): Promise<Found> {
  return relax(db, scope, found);
}
