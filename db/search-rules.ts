/** What staff tell search, in CATALOG: groups of words that mean the same, products that come first. */
import type { Id } from "../domain/id.ts";
import type { Locale } from "../domain/locale.ts";
import type { Database } from "./statement.ts";

/** Rules of one kind and language that search reads; each of them is looked at for every query. */
export const RULES_MAX = 1_000;

/** Words that mean the same. */
export interface SynonymGroup {
  readonly id: Id<"synonym">;
  readonly locale: Locale;
  readonly terms: readonly string[];
  readonly updatedAt: number;
}

/** Products that come first for a query. */
export interface Pin {
  readonly id: Id<"pin">;
  readonly locale: Locale;
  /** Normalised as `pinnedQuery` does. */
  readonly query: string;
  readonly productIds: readonly Id<"product">[];
  readonly updatedAt: number;
}

/** All that search has to obey in one language. */
export interface SearchRules {
  readonly synonyms: readonly (readonly string[])[];
  /** Normalised query -> products, the first one first. */
  readonly pins: ReadonlyMap<string, readonly Id<"product">[]>;
}

interface SynonymRow extends Record<string, unknown> {
  readonly id: Id<"synonym">;
  readonly locale: Locale;
  readonly terms: string;
  readonly updatedAt: number;
}

interface PinRow extends Record<string, unknown> {
  readonly id: Id<"pin">;
  readonly locale: Locale;
  readonly query: string;
  readonly productIds: string;
  readonly updatedAt: number;
}

const SYNONYMS = "SELECT id, locale, terms, updated_at AS updatedAt FROM search_synonyms";
const PINS = `SELECT id, locale, query, product_ids AS productIds, updated_at AS updatedAt
  FROM search_pins`;

/** @returns the rules of a language; keep them in a ShortMemory, they change a few times in a week */
export async function searchRules(db: Database, locale: Locale): Promise<SearchRules> {
  const [synonyms, pins] = await Promise.all([listSynonyms(db, locale), listPins(db, locale)]);
  return {
    synonyms: synonyms.map(({ terms }) => terms),
    pins: new Map(pins.map(({ query, productIds }) => [query, productIds])),
  };
}

/** @returns the groups of a language, the newest first */
export async function listSynonyms(db: Database, locale: Locale): Promise<SynonymGroup[]> {
  const { results } = await db
    .prepare(`${SYNONYMS} WHERE locale = ? ORDER BY updated_at DESC, id LIMIT ?`)
    .bind(locale, RULES_MAX)
    .all<SynonymRow>();
  return results.map(groupOf);
}

/** @returns the group, or null */
export async function synonymGroup(db: Database, id: Id<"synonym">): Promise<SynonymGroup | null> {
  const row = await db.prepare(`${SYNONYMS} WHERE id = ?`).bind(id).first<SynonymRow>();
  return row === null ? null : groupOf(row);
}

/** The statement that stores a group, new or changed. */
export function putSynonyms(
  db: Database,
  { id, locale, terms, updatedAt }: SynonymGroup,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO search_synonyms (id, locale, terms, updated_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET locale = excluded.locale, terms = excluded.terms,
        updated_at = excluded.updated_at`,
    )
    .bind(id, locale, JSON.stringify(terms), updatedAt);
}

/** The statement that forgets a group. */
export function dropSynonyms(db: Database, id: Id<"synonym">): D1PreparedStatement {
  return db.prepare("DELETE FROM search_synonyms WHERE id = ?").bind(id);
}

/** @returns the pins of a language, by query */
export async function listPins(db: Database, locale: Locale): Promise<Pin[]> {
  const { results } = await db
    .prepare(`${PINS} WHERE locale = ? ORDER BY query LIMIT ?`)
    .bind(locale, RULES_MAX)
    .all<PinRow>();
  return results.map(pinOf);
}

/** @returns the pin with the id, or null */
export async function pinWith(db: Database, id: Id<"pin">): Promise<Pin | null> {
  const row = await db.prepare(`${PINS} WHERE id = ?`).bind(id).first<PinRow>();
  return row === null ? null : pinOf(row);
}

/** @returns the pin of a normalised query, or null */
export async function pinFor(
  db: Database,
  { locale, query }: Pick<Pin, "locale" | "query">,
): Promise<Pin | null> {
  const found = db.prepare(`${PINS} WHERE locale = ? AND query = ?`).bind(locale, query);
  const row = await found.first<PinRow>();
  return row === null ? null : pinOf(row);
}

/** The statement that stores the pin of a query, new or changed. */
export function putPin(
  db: Database,
  { id, locale, query, productIds, updatedAt }: Pin,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO search_pins (id, locale, query, product_ids, updated_at) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (locale, query) DO UPDATE SET product_ids = excluded.product_ids,
        updated_at = excluded.updated_at`,
    )
    .bind(id, locale, query, JSON.stringify(productIds), updatedAt);
}

/** The statement that forgets a pin. */
export function dropPin(db: Database, id: Id<"pin">): D1PreparedStatement {
  return db.prepare("DELETE FROM search_pins WHERE id = ?").bind(id);
}

/** @returns those of the ids that no product has */
export async function unknownProducts(
  db: Database,
  ids: readonly Id<"product">[],
): Promise<string[]> {
  const { results } = await db
    .prepare(`SELECT value AS id FROM json_each(?) WHERE value NOT IN (SELECT id FROM products)`)
    .bind(JSON.stringify(ids))
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}

function groupOf({ terms, ...row }: SynonymRow): SynonymGroup {
  return { ...row, terms: JSON.parse(terms) as string[] };
}

function pinOf({ productIds, ...row }: PinRow): Pin {
  return { ...row, productIds: JSON.parse(productIds) as Id<"product">[] };
}
