/** What is known about what a shopper types: a few rows of SEARCH each, found by their first letters. */
import type { Id } from "../domain/id.ts";
import type { Locale } from "../domain/locale.ts";
import type { Place } from "../domain/place.ts";
import { analyse, indexed } from "../domain/search-analysis.ts";
import {
  type Completion,
  meantPrefixes,
  type ProductHint,
  type SuggestionSources,
  type Typed,
} from "../domain/search-suggest.ts";
import type { Slot } from "./search-index.ts";
import type { Database } from "./statement.ts";

/** A product to suggest. */
export interface SuggestedProduct extends ProductHint {
  readonly id: Id<"product">;
  readonly pictureKey: string | null;
  /** Its lowest price in minor units; null where it has none in the currency. */
  readonly priceMinor: number | null;
}

/** The databases that suggestions come from. */
export interface SuggestionDatabases {
  readonly search: Database;
  readonly catalog: Database;
}

/** How many first letters have an index; the longest that fits reads the fewest rows. */
const HEAD_LETTERS = [8, 5, 3, 2, 1] as const;
/** Rows that a list is chosen from. */
const ROWS_MAX = 40;
/** With fewer than these it is worth asking what else may be meant. */
const ENOUGH = 5;
const GUESSES_MAX = 60;
const MEANT_MAX = 240;
const COMPOSED_MAX = 8;
/** Products are looked for when this much of a word is there. */
const PRODUCT_LETTERS_MIN = 3;
const PRODUCT_ROWS_MAX = 12;
/** A guess is never better than this far below what was typed as it stands. */
const GUESS_RANK = 1_000;

/** Reads everything that a list of suggestions is made of, in two rounds at most. */
export async function suggestionSources(
  { search, catalog }: SuggestionDatabases,
  slot: Slot,
  { locale, currency, typed }: Place & { readonly typed: Typed },
): Promise<SuggestionSources<SuggestedProduct>> {
  const [past, completions, hits] = await search.batch<Completion & { id: Id<"product"> }>([
    begun(search, PAST, { locale, prefix: typed.prefix }),
    begun(search, COMPLETIONS[slot], { locale, prefix: typed.prefix }),
    productHits(search, slot, { locale, typed }),
  ]);
  const known = { past: past?.results ?? [], completions: completions?.results ?? [] };
  const isEnough = known.past.length + known.completions.length >= ENOUGH;
  const [guesses, products] = await Promise.all([
    isEnough ? [] : guessed(search, slot, { locale, typed }),
    productHints(catalog, { locale, currency, ids: (hits?.results ?? []).map(({ id }) => id) }),
  ]);
  return { ...known, guesses, products };
}

/** What was meant, had it been typed right; and the last word completed by itself, if that is found. */
async function guessed(
  search: Database,
  slot: Slot,
  { locale, typed }: { readonly locale: Locale; readonly typed: Typed },
): Promise<Completion[]> {
  const meant = meantPrefixes(typed).slice(0, MEANT_MAX);
  const [slips, last] = await search.batch<Completion & { at: number }>([
    search.prepare(MEANT[slot]).bind(locale, JSON.stringify(meant), GUESSES_MAX),
    begun(search, COMPLETIONS[slot], { locale, prefix: typed.last }),
  ]);
  const composed = typed.finished === "" ? [] : composedOf(typed, last?.results ?? []);
  const found = await findable(search, slot, { locale, completions: composed });
  return [
    ...found.map((each) => ({ ...each, rank: each.rank - GUESS_RANK })),
    // The likelier the slip, the earlier; what is likely to be searched for decides among equals.
    ...(slips?.results ?? []).map(({ at, ...each }) => ({
      ...each,
      rank: each.rank - at / 4 - 2 * GUESS_RANK,
    })),
  ];
}

function composedOf({ finished, last }: Typed, completions: readonly Completion[]): Completion[] {
  if (last === "") return [];
  const said = new Set(finished.split(" "));
  return completions
    .filter(({ phrase }) => !phrase.split(" ").some((word) => said.has(word)))
    .slice(0, COMPOSED_MAX)
    .map(({ phrase, rank }) => {
      const whole = `${finished} ${phrase}`;
      return { phrase: whole, shown: whole, kind: "query", handle: "", rank };
    });
}

async function findable(
  search: Database,
  slot: Slot,
  { locale, completions }: { readonly locale: Locale; readonly completions: readonly Completion[] },
): Promise<readonly Completion[]> {
  if (completions.length === 0) return [];
  const answers = await search.batch(
    completions.map(({ phrase }) => {
      const terms = analyse(phrase, locale).terms.map((term) => quoted(indexed(term, locale)));
      return search.prepare(FINDABLE[slot]).bind(terms.join(" AND "));
    }),
  );
  return completions.filter((_, at) => (answers[at]?.results.length ?? 0) > 0);
}

function begun(
  search: Database,
  sqlOf: (letters: number) => string,
  { locale, prefix }: { readonly locale: Locale; readonly prefix: string },
): D1PreparedStatement {
  const letters = HEAD_LETTERS.find((length) => length <= prefix.length) ?? 1;
  const head = prefix.slice(0, letters);
  return search.prepare(sqlOf(letters)).bind(locale, head, prefix, ROWS_MAX);
}

function productHits(
  search: Database,
  slot: Slot,
  { locale, typed }: { readonly locale: Locale; readonly typed: Typed },
): D1PreparedStatement {
  const words = analyse(typed.finished, locale).terms.map((term) => quoted(indexed(term, locale)));
  const isWorthIt = typed.last === "" || typed.last.length >= PRODUCT_LETTERS_MIN;
  if (typed.last !== "") words.push(`${quoted(indexed(typed.last, locale))} *`);
  if (!isWorthIt || words.length === 0) return search.prepare(NO_PRODUCTS);
  const match = `{title brand} : (${words.join(" AND ")})`;
  return search.prepare(PRODUCTS[slot]).bind(match, PRODUCT_ROWS_MAX);
}

async function productHints(
  catalog: Database,
  { locale, currency, ids }: Place & { readonly ids: readonly Id<"product">[] },
): Promise<SuggestedProduct[]> {
  if (ids.length === 0) return [];
  const { results } = await catalog
    .prepare(HINTS)
    .bind(JSON.stringify(ids), locale, currency)
    .all<SuggestedProduct & Record<string, unknown>>();
  return results;
}

function quoted(term: string): string {
  return `"${term.replaceAll('"', '""')}"`;
}

const COMPLETIONS = bySlot(
  (slot) => (letters: number) =>
    `SELECT phrase, shown, kind, handle, rank
    FROM completions_${slot} INDEXED BY completions_${slot}_${letters}
    WHERE locale = ?1 AND weight >= 20 AND substr(phrase, 1, ${letters}) = ?2
      AND substr(phrase, 1, length(?3)) = ?3
    ORDER BY rank DESC LIMIT ?4`,
);

const PAST = (letters: number) =>
  `SELECT query AS phrase, shown, 'query' AS kind, '' AS handle, rank
  FROM past_queries INDEXED BY past_queries_${letters}
  WHERE locale = ?1 AND times >= 2 AND is_found = 1 AND substr(query, 1, ${letters}) = ?2
    AND substr(query, 1, length(?3)) = ?3
  ORDER BY rank DESC LIMIT ?4`;

const MEANT = bySlot(
  (slot) => `SELECT meant.key AS at, phrase, shown, kind, handle, rank
    FROM json_each(?2) meant CROSS JOIN completions_${slot}
    WHERE locale = ?1 AND phrase >= meant.value AND phrase < meant.value || char(1114111)
      AND weight >= 20 LIMIT ?3`,
);

const FINDABLE = bySlot(
  (slot) => `SELECT 1 FROM terms_${slot} WHERE terms_${slot} MATCH ?1 LIMIT 1`,
);

const PRODUCTS = bySlot(
  (slot) => `SELECT products.product_id AS id FROM (
      SELECT rowid AS doc FROM terms_${slot} WHERE terms_${slot} MATCH ?1 LIMIT ?2
      ) hits CROSS JOIN products_${slot} products ON products.doc = hits.doc
    ORDER BY products.is_in_stock DESC, products.rank DESC`,
);
const NO_PRODUCTS = "SELECT 1 AS id WHERE false";

const HINTS = `SELECT products.id, products.handle,
    coalesce(translations.text, products.title) AS title,
    (SELECT key FROM media WHERE media.product_id = products.id ORDER BY position LIMIT 1) AS pictureKey,
    (SELECT min_minor FROM product_price_ranges WHERE product_id = products.id AND currency = ?3) AS priceMinor
  FROM json_each(?1) chosen CROSS JOIN products ON products.id = chosen.value
  LEFT JOIN translations ON translations.subject_id = products.id
    AND translations.locale = ?2 AND translations.field = 'title'
  WHERE products.status = 'published' ORDER BY chosen.key`;

function bySlot<Made>(write: (slot: Slot) => Made): Readonly<Record<Slot, Made>> {
  return { a: write("a"), b: write("b") };
}
