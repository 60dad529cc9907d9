/** Tells the queue that somebody searched, after the answer and without saying who. */
import type { SearchEvent } from "../contracts/events.ts";
import type { Locale } from "../domain/locale.ts";
import { loggedQuery } from "../domain/search-log.ts";
import { log } from "../runtime/log.ts";

/** A search that was answered. */
export interface MadeSearch {
  readonly locale: Locale;
  /** As it was typed. */
  readonly text: string;
  /** Products found for exactly this: 0 where it had to be corrected, or something else was shown. */
  readonly found: number;
}

/**
 * Counts a search; what might tell a person is not counted. Never rejects, and never delays: hand
 * the promise to `waitUntil`.
 */
export async function logSearch(
  { SEARCH_EVENTS }: { readonly SEARCH_EVENTS: Queue },
  { locale, text, found }: MadeSearch,
  now: number,
): Promise<void> {
  const query = loggedQuery(text);
  if (query === null) return;
  const event: SearchEvent = {
    id: `search.made:${crypto.randomUUID()}`,
    type: "search.made",
    version: 1,
    at: now,
    subject: locale,
    data: { locale, ...query, found },
  };
  try {
    await SEARCH_EVENTS.send(event);
  } catch (error) {
    log.warn("search.log.failed", { error });
  }
}
