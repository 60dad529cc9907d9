/** What staff told search, remembered by the isolate for a minute. */
import { type SearchRules, searchRules } from "../db/search-rules.ts";
import { openReader } from "../db/statement.ts";
import { LOCALES, type Locale } from "../domain/locale.ts";
import { ShortMemory } from "../runtime/short-memory.ts";

const RULES_MS = 60_000;
const remembered = new ShortMemory<SearchRules>({ keepMs: RULES_MS, entriesMax: LOCALES.length });

/** @returns synonyms and pinned products of a language, a minute old at most */
export function rulesOfSearch(
  catalog: D1Database,
  locale: Locale,
  now: number,
): Promise<SearchRules> {
  return remembered.recall(locale, now, () => searchRules(openReader(catalog), locale));
}
