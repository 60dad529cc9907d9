/** The phrases in SEARCH that suggestions are made of, while products come and go. */
import type { Id } from "../domain/id.ts";
import type { SearchDocument } from "../domain/search-document.ts";
import { type Phrase, phrasesOf } from "../domain/search-suggest-phrases.ts";
import type { Slot } from "./search-index.ts";
import { type Tally, tallyStatements, untallyStatements } from "./search-tally.ts";
import type { Database } from "./statement.ts";

const TAKEN_OVER = ["kind", "handle", "shown"] as const;

const PHRASES: Tally = {
  ledger: "product_phrases",
  entries: "phrases",
  sums: "completions",
  key: "phrase",
  amount: "weight",
  others: TAKEN_OVER,
  // The smallest kind is the most telling one, and SQLite takes the other columns of its row.
  read: {
    kind: "min(coalesce(entry.value ->> 3, 'query'))",
    handle: "coalesce(entry.value ->> 4, '')",
    shown: "coalesce(nullif(entry.value ->> 1, ''), entry.value ->> 0)",
    weight: "entry.value ->> 2",
  },
  onConflict: TAKEN_OVER.map(
    (column) => `, ${column} = iif(excluded.kind = 'query', ${column}, excluded.${column})`,
  ).join(""),
};

/** Counts the phrases of products, as `wordStatements` does their words. */
export function phraseStatements(
  db: Database,
  slot: Slot,
  documents: readonly SearchDocument[],
): D1PreparedStatement[] {
  const counted = documents.map((document) => ({
    document,
    entries: phrasesOf(document).map(entryOf),
  }));
  return tallyStatements(db, { tally: PHRASES, slot }, counted);
}

/** What most phrases have in common is left out: it would be half of the ledger. */
function entryOf({ phrase, shown, weight, kind, handle }: Phrase): readonly unknown[] {
  const entry = [phrase, shown === phrase ? "" : shown, weight];
  return kind === "query" && handle === "" ? entry : [...entry, kind, handle];
}

/** Takes back the phrases of products that are not sold any more. */
export function unphraseStatements(
  db: Database,
  slot: Slot,
  productIds: readonly Id<"product">[],
): D1PreparedStatement[] {
  return untallyStatements(db, { tally: PHRASES, slot }, productIds);
}

/** Empties the suggestions of a slot, before it is filled anew. */
export function clearPhraseStatements(db: Database, slot: Slot): D1PreparedStatement[] {
  return ["product_phrases", "completions"].map((table) =>
    db.prepare(`DELETE FROM ${table}_${slot}`),
  );
}
