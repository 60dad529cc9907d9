/** Searches, counted in SEARCH: by day for staff, and as past queries for suggestions. */
import type { SearchEvent } from "../contracts/events.ts";
import type { Locale } from "../domain/locale.ts";
import type { Database } from "./statement.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
/** Past queries lose half of their weight in this time. */
const HALF_LIFE_DAYS = 30;

const COUNT = `
  INSERT INTO searches (locale, day, query, times, times_empty)
  SELECT event.value ->> 'locale', date(event.value ->> 'day' * 86400, 'unixepoch'),
    event.value ->> 'query', count(*), sum(event.value ->> 'found' = 0)
  FROM json_each(?1) event
  WHERE event.value ->> 'id' NOT IN (SELECT event_id FROM counted_searches)
  GROUP BY 1, 2, 3
  ON CONFLICT (locale, day, query) DO UPDATE SET
    times = times + excluded.times, times_empty = times_empty + excluded.times_empty`;

// The bare columns are those of the newest event, which max() chooses.
const REMEMBER = `
  INSERT INTO past_queries (locale, query, shown, times, weight, day, is_found)
  SELECT event.value ->> 'locale', event.value ->> 'query', event.value ->> 'shown', count(*),
    count(*), max(event.value ->> 'day'), event.value ->> 'found' > 0
  FROM json_each(?1) event
  WHERE event.value ->> 'id' NOT IN (SELECT event_id FROM counted_searches)
  GROUP BY 1, 2
  ON CONFLICT (locale, query) DO UPDATE SET
    times = times + excluded.times,
    weight = excluded.weight + weight * pow(0.5, max(0, excluded.day - day) * 1.0 / ${HALF_LIFE_DAYS}),
    day = max(day, excluded.day), shown = excluded.shown, is_found = excluded.is_found`;

const MARK = `
  INSERT OR IGNORE INTO counted_searches (event_id, counted_at)
  SELECT value ->> 'id', ?2 FROM json_each(?1)`;

/** Statements that count searches, each event once, in this order in one batch. */
export function countSearches(
  db: Database,
  events: readonly SearchEvent[],
  now: number,
): D1PreparedStatement[] {
  const distinct = new Map(events.map((event) => [event.id, event]));
  const rows = Array.from(distinct.values(), ({ id, at, data }) => ({
    id,
    day: Math.floor(at / DAY_MS),
    ...data,
  }));
  const given = JSON.stringify(rows);
  return [
    db.prepare(COUNT).bind(given),
    db.prepare(REMEMBER).bind(given),
    db.prepare(MARK).bind(given, now),
  ];
}

/** A search and how often it was made. */
export interface SearchCount {
  readonly query: string;
  readonly times: number;
  /** How often nothing was found. */
  readonly timesEmpty: number;
}

/**
 * What shoppers search for.
 * @param since the first day, "2026-11-20"
 * @returns the commonest searches, or those that most often find nothing
 */
export async function searchReport(
  db: Database,
  {
    locale,
    since,
    onlyEmpty,
    limit,
  }: { locale: Locale; since: string; onlyEmpty: boolean; limit: number },
): Promise<SearchCount[]> {
  const counted = onlyEmpty ? "times_empty" : "times";
  const { results } = await db
    .prepare(
      `SELECT query, sum(times) AS times, sum(times_empty) AS timesEmpty FROM searches
      WHERE locale = ? AND day >= ? AND ${counted} > 0
      GROUP BY query ORDER BY sum(${counted}) DESC, query LIMIT ?`,
    )
    .bind(locale, since, limit)
    .all<SearchCount & Record<string, unknown>>();
  return results;
}

interface PruneBounds {
  /** Epoch milliseconds. */
  readonly before: number;
  readonly rows: number;
}

/** Forgets days before `before`. @returns how many rows */
export function pruneSearches(db: D1Database, { before, rows }: PruneBounds): Promise<number> {
  const day = new Date(before).toISOString().slice(0, 10);
  return forget(db, {
    table: "searches",
    key: "locale, day, query",
    age: "day",
    before: day,
    rows,
  });
}

/** Forgets what nobody has searched for since `before`. @returns how many rows */
export function prunePastQueries(db: D1Database, { before, rows }: PruneBounds): Promise<number> {
  const day = Math.floor(before / DAY_MS);
  return forget(db, { table: "past_queries", key: "locale, query", age: "day", before: day, rows });
}

/** Forgets which messages were counted before `before`. @returns how many rows */
export function pruneCounted(db: D1Database, { before, rows }: PruneBounds): Promise<number> {
  const table = "counted_searches";
  return forget(db, { table, key: "event_id", age: "counted_at", before, rows });
}

async function forget(
  db: D1Database,
  {
    table,
    key,
    age,
    before,
    rows,
  }: { table: string; key: string; age: string; before: string | number; rows: number },
): Promise<number> {
  const { meta } = await db
    .prepare(
      `DELETE FROM ${table} WHERE (${key}) IN (
        SELECT ${key} FROM ${table} WHERE ${age} < ? ORDER BY ${age} LIMIT ?)`,
    )
    .bind(before, rows)
    .run();
  return meta.changes;
}
