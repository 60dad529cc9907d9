/** One reading of a text: what it means and what is found for it. */
import type { ResolvedSelection } from "./search-facets.ts";
import { wordGroups } from "./search-facets.ts";
import { type Found, findAll, MATCHES_MAX, relax } from "./search-find.ts";
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
 * stem of a misspelling may be that of another word, so what it finds proves nothing.
 */
export async function attemptText(
  db: Database,
  text: string,
  context: AttemptContext,
): Promise<Attempt> {
  const { scope, rules, isVerbatim } = context;
  const isKnown = (word: string) => rules.words.has(word);
  const [asTyped, corrected] = await Promise.all([
    find(db, text, context),
    isVerbatim ? null : correctedQuery(db, scope.slot, { locale: scope.locale, text, isKnown }),
  ]);
  if (asTyped.understood === null || corrected === null) {
    return { text, original: null, found: await relaxed(db, asTyped, context) };
  }
  const meant = await find(db, corrected, context);
  if (meant.facts.length > 0) {
    return { text: corrected, original: text, found: await relaxed(db, meant, context) };
  }
  if (asTyped.facts.length === 0) {
    const found = await relaxed(db, meant, context);
    if (found.relaxed.length > 0) return { text: corrected, original: text, found };
  }
  return { text, original: null, found: await relaxed(db, asTyped, context) };
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
  const isLarge = understood === null && products > MATCHES_MAX && groups.length > 0;
  const wide = await findAll(db, scope, { understood, within: isLarge ? groups : [] });
  if (wide.isAll || isLarge || groups.length === 0) return wide;
  return findAll(db, scope, { understood, within: groups });
}

function relaxed(db: Database, found: Found, { scope }: AttemptContext): Promise<Found> {
  return relax(db, scope, found);
}
