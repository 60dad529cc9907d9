/** The vocabulary in SEARCH: which words the catalog says, how often, and which are spelled alike. */
import type { Id } from "../domain/id.ts";
import type { Locale } from "../domain/locale.ts";
import type { SearchDocument } from "../domain/search-document.ts";
import { cutsOf } from "../domain/search-spelling.ts";
import {
  correctedText,
  type Doubt,
  doubtfulWords,
  joinsAndParts,
  queryWords,
  type SpelledWord,
  wordsToLookUp,
} from "../domain/search-spelling-query.ts";
import { surfaceWords } from "../domain/search-spelling-words.ts";
import type { Slot } from "./search-index.ts";
import { clearPhraseStatements, phraseStatements, unphraseStatements } from "./search-phrases.ts";
import { type Tally, tallyStatements, untallyStatements } from "./search-tally.ts";
import type { Database } from "./statement.ts";

/** Words that a misspelling may be compared with: bounds the rows that a query reads. */
const CANDIDATES_MAX = 600;

const WORDS: Tally = {
  ledger: "product_words",
  entries: "words",
  sums: "words",
  key: "word",
  amount: "count",
  others: ["spelled"],
  read: { spelled: "min(coalesce(entry.value ->> 1, entry.value ->> 0))", count: "1" },
  onConflict: "",
};

/**
 * Counts the words and the phrases of products. Idempotent: a product counts once, however often it
 * is written, and an older version of it changes nothing.
 */
export function wordStatements(
  db: Database,
  slot: Slot,
  documents: readonly SearchDocument[],
): D1PreparedStatement[] {
  const counted = documents.map((document) => ({
    document,
    // Most words are spelled as they are compared: said once, they take half of the room.
    entries: surfaceWords(document).map(({ word, spelled }) =>
      spelled === word ? [word] : [word, spelled],
    ),
  }));
  return [
    ...tallyStatements(db, { tally: WORDS, slot }, counted),
    ...phraseStatements(db, slot, documents),
  ];
}

/** Takes back the words of products that are not sold any more. */
export function unwordStatements(
  db: Database,
  slot: Slot,
  productIds: readonly Id<"product">[],
): D1PreparedStatement[] {
  return [
    ...untallyStatements(db, { tally: WORDS, slot }, productIds),
    ...unphraseStatements(db, slot, productIds),
  ];
}

/** Empties the vocabulary of a slot, before it is filled anew. */
export function clearWordStatements(db: Database, slot: Slot): D1PreparedStatement[] {
  const words = ["product_words", "word_cuts", "words"].map((table) =>
    db.prepare(`DELETE FROM ${table}_${slot}`),
  );
  return [...words, ...clearPhraseStatements(db, slot)];
}

/** What is asked of the vocabulary. */
export interface SpellingRequest extends Doubt {
  readonly locale: Locale;
  /** As typed. */
  readonly text: string;
}

/**
 * Corrects a query. One read where every word is known, two where one is not; some twenty rows for
 * each misspelled word.
 * @returns the text that is probably meant, or null where nothing has to be corrected
 */
export async function correctedQuery(
  db: Database,
  slot: Slot,
  { locale, text, ...doubt }: SpellingRequest,
): Promise<string | null> {
  const words = queryWords(text);
  if (words.length === 0) return null;
  const asked = known(db, slot, { locale, words: wordsToLookUp(words) });
  const said = wordsIn((await asked.all<SpelledWord>()).results);
  const doubtful = doubtfulWords(words, { known: said, ...doubt });
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
  slot: Slot,
  { locale, words }: { readonly locale: Locale; readonly words: readonly string[] },
): D1PreparedStatement {
  return db.prepare(KNOWN[slot]).bind(locale, JSON.stringify(words));
}

function alike(
  db: Database,
  slot: Slot,
  { locale, word }: { readonly locale: Locale; readonly word: string },
): D1PreparedStatement {
  const cuts = JSON.stringify(cutsOf(word));
  return db.prepare(ALIKE[slot]).bind(locale, cuts, CANDIDATES_MAX);
}

function wordsIn(rows: readonly SpelledWord[]): Map<string, SpelledWord> {
  return new Map(rows.map((row) => [row.word, row]));
}

const KNOWN = bySlot(
  (slot) => `SELECT word, spelled, count FROM words_${slot}
    WHERE locale = ?1 AND word IN (SELECT value FROM json_each(?2)) AND count > 0`,
);
const ALIKE = bySlot(
  (slot) => `SELECT DISTINCT words.word, words.spelled, words.count
    FROM json_each(?2) cuts
    CROSS JOIN word_cuts_${slot} alike ON alike.locale = ?1 AND alike.cut = cuts.value
    CROSS JOIN words_${slot} words ON words.locale = alike.locale AND words.word = alike.word
    WHERE words.count > 0 LIMIT ?3`,
);

function bySlot(write: (slot: Slot) => string): Readonly<Record<Slot, string>> {
  return { a: write("a"), b: write("b") };
}
