/** What search reads of its index, one statement each; every one is bounded. */
import type { Locale } from "../domain/locale.ts";
import type { Currency } from "../domain/money.ts";
import { indexed } from "../domain/search-analysis.ts";
import { type Facts, type FactsTuple, factsOf } from "../domain/search-facts.ts";
import { SEARCH_FIELDS, type SearchField } from "../domain/search-row.ts";
import type { Slot } from "./search-index.ts";
import type { Database } from "./statement.ts";

/** Weights of the fields in the first, full-text order; the last column is filters. */
const TEXT_WEIGHTS = "10, 4, 8, 8, 2, 1, 0";
/** Documents are numbered over 32 bits. */
const DOC_SPAN = 4_294_967_296;
/** Matches of a forgiving expression that are scored. */
const SCORED_MAX = 20_000;
/** Products of a term, and of a language, that are counted one by one. */
const SAMPLED_DOCS = 400;
const COUNTED_DOCS = 4_000;
/** A result row stays below D1's 2 MB: matches come in eight of them, by their first bits. */
const PARTS_SHIFT = 29;

const PRICE_COLUMNS: Readonly<Record<Currency, string>> = {
  EUR: "eur",
  USD: "usd",
  JPY: "jpy",
  KWD: "kwd",
};

/** Where to read, and in which language and currency. */
export interface ReadScope {
  readonly slot: Slot;
  readonly locale: Locale;
  readonly currency: Currency;
}

/** What matches, up to a bound. */
export interface Matches {
  readonly facts: readonly Facts[];
  /** Whether these are all. */
  readonly isAll: boolean;
  /** All of them; an estimate where there are more than were read. */
  readonly total: number;
}

/** @returns the column of the lowest price in a currency */
export function priceColumn(currency: Currency): string {
  return PRICE_COLUMNS[currency];
}

/**
 * The first matches in the index's own, scattered order: a fair sample where they are not all.
 * @param score the full-text score, for which the index counts all products of each word first; or the
 *   same number for all
 */
export function matchStatement(
  db: Database,
  { slot, currency }: ReadScope,
  {
    expression,
    rows,
    score: scoring,
  }: { readonly expression: string; readonly rows: number; readonly score: "text" | number },
): D1PreparedStatement {
  const score =
    scoring === "text" ? `round(-bm25(terms_${slot}, ${TEXT_WEIGHTS}), 6)` : String(scoring);
  const price = PRICE_COLUMNS[currency];
  return db
    .prepare(
      `SELECT json_group_array(json(line)) AS part FROM (
        SELECT found.doc AS doc, json_array(found.doc, score, is_in_stock, rating, rank, created_at,
          ${price}, filters) AS line
        FROM (SELECT rowid AS doc, ${score} AS score FROM terms_${slot}
          WHERE terms_${slot} MATCH ? LIMIT ?) AS found
        CROSS JOIN products_${slot} AS product INDEXED BY products_${slot}_facts
          ON product.doc = found.doc)
      GROUP BY doc >> ${PARTS_SHIFT}`,
    )
    .bind(expression, rows);
}

/**
 * @param rows how many were asked for: if there are so many, there are more
 * @returns what matchStatement() found, without what is not sold in the currency
 */
export function matchesOf(results: readonly unknown[], rows: number): Matches {
  const tuples = results.flatMap((row) => {
    const { part } = row as { part: string };
    return JSON.parse(part) as FactsTuple[];
  });
  const facts = tuples.filter(([, , , , , , priceMinor]) => priceMinor !== null).map(factsOf);
  if (tuples.length < rows) return { facts, isAll: true, total: facts.length };
  const last = tuples.reduce((most, [doc]) => Math.max(most, doc), 1);
  return { facts, isAll: false, total: Math.round((facts.length * DOC_SPAN) / last) };
}

/**
 * The best matches of a forgiving expression by their full-text score. Of very many the first ones
 * are scored, a fair sample: any two common words that no product says together match that many.
 */
export function bestStatement(
  db: Database,
  { slot, currency }: ReadScope,
  { expression, rows }: { readonly expression: string; readonly rows: number },
): D1PreparedStatement {
  const price = PRICE_COLUMNS[currency];
  return db
    .prepare(
      `SELECT json_group_array(json_array(found.doc, score, is_in_stock, rating, rank, created_at,
        ${price}, filters)) AS part
      FROM (SELECT doc, score FROM (
        SELECT rowid AS doc, round(-bm25(terms_${slot}, ${TEXT_WEIGHTS}), 6) AS score
        FROM terms_${slot} WHERE terms_${slot} MATCH ? LIMIT ${SCORED_MAX}) ORDER BY score DESC, doc LIMIT ?) AS found
      CROSS JOIN products_${slot} AS product INDEXED BY products_${slot}_facts
        ON product.doc = found.doc`,
    )
    .bind(expression, rows);
}

/** Products by their numbers in the index. */
export function idsStatement(
  db: Database,
  slot: Slot,
  docs: readonly number[],
): D1PreparedStatement {
  return db
    .prepare(
      `SELECT product.product_id AS id FROM json_each(?) AS wanted
      CROSS JOIN products_${slot} AS product ON product.doc = wanted.value ORDER BY wanted.key`,
    )
    .bind(JSON.stringify(docs));
}

/** What is known of certain products, in the shape of matchStatement()'s results. */
export function factsStatement(
  db: Database,
  { slot, locale, currency }: ReadScope,
  productIds: readonly string[],
): D1PreparedStatement {
  return db
    .prepare(
      `SELECT json_group_array(json_array(product.doc, 0, is_in_stock, rating, rank, created_at,
        ${PRICE_COLUMNS[currency]}, filters) ORDER BY wanted.key) AS part
      FROM json_each(?1) AS wanted CROSS JOIN products_${slot} AS product
        ON product.product_id = wanted.value AND product.locale = ?2`,
    )
    .bind(JSON.stringify(productIds), locale);
}

/** How many products say each term: exact up to SAMPLED_DOCS, estimated beyond. */
export function frequencyStatement(
  db: Database,
  { slot, locale }: ReadScope,
  terms: readonly string[],
): D1PreparedStatement {
  return countStatement(db, slot, {
    terms: terms.map((term) => indexed(term, locale)),
    rows: SAMPLED_DOCS,
  });
}

/** How many products a language has, likewise: each of them has the language among its filters. */
export function productsStatement(db: Database, { slot, locale }: ReadScope): D1PreparedStatement {
  return countStatement(db, slot, { terms: [locale], rows: COUNTED_DOCS });
}

/** Matches come in a scattered order, so how far the first ones reach tells how many there are. */
function countStatement(
  db: Database,
  slot: Slot,
  { terms, rows }: { readonly terms: readonly string[]; readonly rows: number },
): D1PreparedStatement {
  return db
    .prepare(
      `SELECT wanted.value AS term, (
        SELECT CASE WHEN count(*) < ?2 THEN count(*)
          ELSE CAST(count(*) * ${DOC_SPAN.toFixed(1)} / max(doc) AS INTEGER) END
        FROM (SELECT rowid AS doc FROM terms_${slot}
          WHERE terms_${slot} MATCH '"' || wanted.value || '"' LIMIT ?2)) AS count
      FROM json_each(?1) AS wanted`,
    )
    .bind(JSON.stringify(terms), rows);
}

/** @returns the counts by term, without the terms that nothing has */
export function frequenciesOf(results: readonly unknown[], locale: Locale): Map<string, number> {
  return new Map(
    results.flatMap((row) => {
      const { term, count } = row as { term: string; count: number };
      return count > 0 ? [[term.slice(locale.length), count] as const] : [];
    }),
  );
}

/** Category and brand of some products whose title or brand matches. */
export function sampleStatement(
  db: Database,
  slot: Slot,
  { expression, rows }: { readonly expression: string; readonly rows: number },
): D1PreparedStatement {
  return db
    .prepare(
      `SELECT json_group_array(json_array(category, brand)) AS sample
      FROM (SELECT rowid AS doc FROM terms_${slot} WHERE terms_${slot} MATCH ? LIMIT ?) AS found
      CROSS JOIN products_${slot} AS product ON product.doc = found.doc`,
    )
    .bind(expression, rows);
}

/** @returns category and brand of each sampled product, as terms */
export function sampleOf(
  results: readonly unknown[],
  locale: Locale,
): { category: string; brand: string[] }[] {
  const [row] = results as { sample: string }[];
  const sample = JSON.parse(row?.sample ?? "[]") as [string, string][];
  return sample.map(([category, brand]) => ({ category, brand: plainTerms(brand, locale) }));
}

/** The texts of candidates, as terms. */
export function fieldsStatement(
  db: Database,
  slot: Slot,
  docs: readonly number[],
): D1PreparedStatement {
  return db
    .prepare(
      `SELECT product.doc, ${SEARCH_FIELDS.map((field) => `product.${field}`).join(", ")}
      FROM json_each(?) AS wanted CROSS JOIN products_${slot} AS product ON product.doc = wanted.value`,
    )
    .bind(JSON.stringify(docs));
}

/** @returns each candidate's terms by field */
export function fieldsOf(
  results: readonly unknown[],
  locale: Locale,
): Map<number, Record<SearchField, string[]> & { readonly name: string }> {
  return new Map(
    results.map((row) => {
      const texts = row as Record<SearchField, string> & { doc: number };
      const fields = Object.fromEntries(
        SEARCH_FIELDS.map((field) => [field, plainTerms(texts[field], locale)]),
      ) as Record<SearchField, string[]>;
      return [texts.doc, { ...fields, name: texts.category }];
    }),
  );
}

function plainTerms(text: string, locale: Locale): string[] {
  if (text === "") return [];
  return text
    .split(" ")
    .map((term) => (term.startsWith(locale) ? term.slice(locale.length) : term));
}
