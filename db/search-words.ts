/** The vocabulary in SEARCH: which words the catalog says, how often, and which are spelled alike. */
import type { Id } from "../domain/id.ts";
import type { Locale } from "../domain/locale.ts";
import type { SearchDocument } from "../domain/search-document.ts";
import { cutsOf } from "../domain/search-spelling.ts";
import {
  correctedText,
  doubtfulWords,
  joinsAndParts,
  queryWords,
  type SpelledWord,
  wordsToLookUp,
} from "../domain/search-spelling-query.ts";
import { surfaceWords } from "../domain/search-spelling-words.ts";
import type { Database } from "./statement.ts";

/** Documents that one set of statements takes: D1 refuses values of more than 2 MB. */
const DOCUMENTS_MAX = 50;
/** Words that a misspelling may be compared with: bounds the rows that a query reads. */
const CANDIDATES_MAX = 600;

/**
 * Counts the words of products. Idempotent: a product counts once, however often it is written, and
 * an older version of it changes nothing.
 */
export function wordStatements(
  db: Database,
  slot: "a" | "b",
  documents: readonly SearchDocument[],
): D1PreparedStatement[] {
  const statements: D1PreparedStatement[] = [];
  for (let at = 0; at < documents.length; at += DOCUMENTS_MAX) {
    const rows = JSON.stringify(documents.slice(at, at + DOCUMENTS_MAX).map(rowOf));
    const { add, remove, keep } = SQL[slot];
    statements.push(...[add, remove, keep].map((sql) => db.prepare(sql).bind(rows)));
  }
  return statements;
}

/** Takes back the words of products that are not sold any more. */
export function unwordStatements(
  db: Database,
  slot: "a" | "b",
  productIds: readonly Id<"product">[],
): D1PreparedStatement[] {
  const ids = JSON.stringify(productIds);
  const { takeBack, forget } = SQL[slot];
  return [takeBack, forget].map((sql) => db.prepare(sql).bind(ids));
}

/** Empties the vocabulary of a slot, before it is filled anew. */
export function clearWordStatements(db: Database, slot: "a" | "b"): D1PreparedStatement[] {
  return [`product_words_${slot}`, `word_cuts_${slot}`, `words_${slot}`].map((table) =>
    db.prepare(`DELETE FROM ${table}`),
  );
}

/** What is asked of the vocabulary. */
export interface SpellingRequest {
  readonly locale: Locale;
  /** As typed. */
  readonly text: string;
  /** Words that are right though no product says them: synonyms, for example. Folded. */
  readonly isKnown?: (word: string) => boolean;
}

/**
 * Corrects a query. One read where every word is known, two where one is not; some twenty rows for
 * each misspelled word.
 * @returns the text that is probably meant, or null where nothing has to be corrected
 */
export async function correctedQuery(
  db: Database,
  slot: "a" | "b",
  { locale, text, isKnown }: SpellingRequest,
): Promise<string | null> {
  const words = queryWords(text);
  if (words.length === 0) return null;
  const asked = known(db, slot, { locale, words: wordsToLookUp(words) });
  const said = wordsIn((await asked.all<SpelledWord>()).results);
  const doubtful = doubtfulWords(words, { known: said, ...(isKnown ? { isKnown } : {}) });
  if (doubtful.length === 0) return null;
  const [parts, ...candidates] = await db.batch<SpelledWord>([
    known(db, slot, { locale, words: joinsAndParts(words, doubtful) }),
    ...doubtful.map(({ word }) => alike(db, slot, { locale, word })),
  ]);
  const spelling = {
    known: new Map([...said, ...wordsIn(parts?.results ?? [])]),
    alike: new Map(doubtful.map(({ word }, at) => [word, candidates[at]?.results ?? []])),
  };
  return correctedText(text, { doubtful, spelling });
}

function known(
  db: Database,
  slot: "a" | "b",
  { locale, words }: { readonly locale: Locale; readonly words: readonly string[] },
): D1PreparedStatement {
  return db.prepare(SQL[slot].known).bind(locale, JSON.stringify(words));
}

function alike(
  db: Database,
  slot: "a" | "b",
  { locale, word }: { readonly locale: Locale; readonly word: string },
): D1PreparedStatement {
  const cuts = JSON.stringify(cutsOf(word));
  return db.prepare(SQL[slot].alike).bind(locale, cuts, CANDIDATES_MAX);
}

function wordsIn(rows: readonly SpelledWord[]): Map<string, SpelledWord> {
  return new Map(rows.map((row) => [row.word, row]));
}

function rowOf(document: SearchDocument) {
  const words = surfaceWords(document).map(({ word, spelled }) => [word, spelled]);
  return { p: document.productId, l: document.locale, v: document.version, w: words };
}

const SQL = { a: sqlOf("a"), b: sqlOf("b") } as const;

function sqlOf(slot: "a" | "b") {
  const stored = `product_words_${slot} stored
    ON stored.product_id = given.value ->> 'p' AND stored.locale = given.value ->> 'l'`;
  const isNews = `stored.version <= given.value ->> 'v'`;
  return {
    add: `INSERT INTO words_${slot} (locale, word, spelled, count)
      SELECT given.value ->> 'l', new.value ->> 0, min(new.value ->> 1), count(*)
      FROM json_each(?1) given JOIN json_each(given.value, '$.w') new LEFT JOIN ${stored}
      WHERE stored.product_id IS NULL OR (${isNews} AND NOT EXISTS (
        SELECT 1 FROM json_each(stored.words) old WHERE old.value ->> 0 = new.value ->> 0))
      GROUP BY 1, 2
      ON CONFLICT (locale, word) DO UPDATE SET count = count + excluded.count`,
    remove: `UPDATE words_${slot} AS words SET count = words.count - gone.products
      FROM (
        SELECT stored.locale, old.value ->> 0 AS word, count(*) AS products
        FROM json_each(?1) given JOIN ${stored} JOIN json_each(stored.words) old
        WHERE ${isNews} AND NOT EXISTS (
          SELECT 1 FROM json_each(given.value, '$.w') new WHERE new.value ->> 0 = old.value ->> 0)
        GROUP BY 1, 2
      ) gone WHERE words.locale = gone.locale AND words.word = gone.word`,
    keep: `INSERT INTO product_words_${slot} (product_id, locale, version, words)
      SELECT value ->> 'p', value ->> 'l', value ->> 'v', value ->> 'w' FROM json_each(?1) WHERE true
      ON CONFLICT (product_id, locale) DO UPDATE SET version = excluded.version, words = excluded.words
      WHERE product_words_${slot}.version <= excluded.version`,
    takeBack: `UPDATE words_${slot} AS words SET count = words.count - gone.products
      FROM (
        SELECT stored.locale, old.value ->> 0 AS word, count(*) AS products
        FROM json_each(?1) given JOIN product_words_${slot} stored ON stored.product_id = given.value
        JOIN json_each(stored.words) old GROUP BY 1, 2
      ) gone WHERE words.locale = gone.locale AND words.word = gone.word`,
    forget: `DELETE FROM product_words_${slot}
      WHERE product_id IN (SELECT value FROM json_each(?1))`,
    known: `SELECT word, spelled, count FROM words_${slot}
      WHERE locale = ?1 AND word IN (SELECT value FROM json_each(?2)) AND count > 0`,
    alike: `SELECT DISTINCT words.word, words.spelled, words.count
      FROM json_each(?2) cuts
      JOIN word_cuts_${slot} alike ON alike.locale = ?1 AND alike.cut = cuts.value
      JOIN words_${slot} words ON words.locale = alike.locale AND words.word = alike.word
      WHERE words.count > 0 LIMIT ?3`,
  } as const;
}
