/** What search remembers for seconds in an isolate: which slot answers, how much it has, the rules. */
import type { Id } from "../domain/id.ts";
import type { Locale } from "../domain/locale.ts";
import { fold } from "../domain/search-analysis.ts";
import { type SynonymIndex, synonymIndex } from "../domain/search-query.ts";
import { tokensOf } from "../domain/search-spelling-words.ts";
import { stem } from "../domain/search-stem.ts";
import { ENGLISH_SYNONYMS, type SynonymRule } from "../domain/search-synonyms.ts";
import { GERMAN_SYNONYMS } from "../domain/search-synonyms-de.ts";
import { FRENCH_SYNONYMS } from "../domain/search-synonyms-fr.ts";
import { ShortMemory } from "../runtime/short-memory.ts";
import { type LiveIndex, liveIndex } from "./search-index.ts";
import { productsStatement, type ReadScope } from "./search-reads.ts";
import { searchRules } from "./search-rules.ts";
import type { Database } from "./statement.ts";

/** The old slot stays whole for longer than this after a swap. */
const LIVE_MS = 5_000;
const COUNT_MS = 60_000;
const RULES_MS = 30_000;
const LOCALES_MAX = 16;

/** Rules that queries are read with. */
export interface ReadingRules {
  readonly synonyms: SynonymIndex;
  /** Whether a folded word is one of the synonyms: no misspelling, though perhaps no product says it. */
  readonly isKnown: (word: string) => boolean;
  /** Normalised query -> products, the first one first. */
  readonly pins: ReadonlyMap<string, readonly Id<"product">[]>;
}

const GENERAL: Readonly<Record<Locale, readonly SynonymRule[]>> = {
  en: ENGLISH_SYNONYMS,
  de: GERMAN_SYNONYMS,
  fr: FRENCH_SYNONYMS,
};

const live = new ShortMemory<LiveIndex>({ keepMs: LIVE_MS, entriesMax: 1 });
const counts = new ShortMemory<number>({ keepMs: COUNT_MS, entriesMax: LOCALES_MAX });
const rules = new ShortMemory<ReadingRules>({ keepMs: RULES_MS, entriesMax: LOCALES_MAX });

/** @returns which slot answers; some seconds old at most */
export function liveNow(search: Database, now: number): Promise<LiveIndex> {
  return live.recall("live", now, () => liveIndex(search));
}

/** @returns how many products a language has; a minute old at most */
export function productsNow(
  search: Database,
  scope: ReadScope,
  at: { readonly generation: number; readonly now: number },
): Promise<number> {
  const key = `${scope.slot} ${at.generation} ${scope.locale}`;
  return counts.recall(key, at.now, async () => {
    const row = await productsStatement(search, scope).first<{ count: number }>();
    return row?.count ?? 0;
  });
}

/** @returns the general and the shop's own rules of a language; half a minute old at most */
export function rulesNow(catalog: Database, locale: Locale, now: number): Promise<ReadingRules> {
  return rules.recall(locale, now, async () => {
    const { synonyms, pins } = await searchRules(catalog, locale);
    const own = synonyms.map((terms) => ({ from: terms, to: terms }));
    const all = [...own, ...GENERAL[locale]];
    return { synonyms: synonymIndex(all, locale), isKnown: knownWords(all, locale), pins };
  });
}

/** German and French words are known in every form; English ones, which spelling knows itself, as they stand. */
function knownWords(all: readonly SynonymRule[], locale: Locale): (word: string) => boolean {
  const form = (word: string) => (locale === "en" ? word : stem(word, locale));
  const phrases = all.flatMap(({ from, to }) => [...from, ...to]);
  const words = new Set(phrases.flatMap(tokensOf).map((word) => form(fold(word))));
  return (word) => words.has(form(word));
}
