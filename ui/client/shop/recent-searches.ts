/** What was searched for lately: kept in this browser only, told to nobody. */

const KEY = "kiosk_searches";
const SEARCHES_MAX = 5;

/** @returns the searches, the latest first */
export function recentSearches(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter((text) => typeof text === "string") : [];
  } catch {
    return [];
  }
}

/** Keeps a search as the latest one. */
export function rememberSearch(text: string): void {
  try {
    const others = recentSearches().filter((each) => each !== text);
    localStorage.setItem(KEY, JSON.stringify([text, ...others].slice(0, SEARCHES_MAX)));
  } catch {
    // Nothing is lost where nothing can be stored.
  }
}
