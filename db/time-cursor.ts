/** The place where a page of a list by age ended, as an opaque word that a caller hands back. */

/** The last row of a page: its time and, because times repeat, its id. */
export interface TimeCursor {
  readonly at: number;
  readonly id: string;
}

/** A page of a list, the newest first. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

const FORM = /^(\d{1,16})\.([a-z]{3}_[a-z0-9]{26})$/;

/** A place before every row: where the first page begins. */
export const NEWEST: TimeCursor = { at: Number.MAX_SAFE_INTEGER, id: "" };

/** @returns the cursor as a word that is safe in an address */
export function encodeTimeCursor({ at, id }: TimeCursor): string {
  return `${at}.${id}`;
}

/** @returns the cursor; null where the word was not made by encodeTimeCursor() */
export function decodeTimeCursor(word: string): TimeCursor | null {
  const [, at, id] = FORM.exec(word) ?? [];
  if (at === undefined || id === undefined || !Number.isSafeInteger(Number(at))) return null;
  return { at: Number(at), id };
}

/**
 * @param rows the page and one row more, where there is one
 * @param place where a row stands in the list
 */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  place: (row: Row) => TimeCursor,
): Page<Row> {
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { rows: page, nextCursor: last === undefined ? null : encodeTimeCursor(place(last)) };
}
