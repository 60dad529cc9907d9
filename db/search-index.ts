/**
 * Writing the search index. It stands in two slots, one of which answers; a rebuild fills the other
 * one and swaps them. Every statement may be run again: the newest version of a product stays.
 */
import type { Id } from "../domain/id.ts";
import type { SearchDocument } from "../domain/search-document.ts";
import { type RowFacet, SEARCH_FIELDS, type SearchRow, searchRow } from "../domain/search-row.ts";
import { clearWordStatements, unwordStatements, wordStatements } from "./search-words.ts";
import type { Database } from "./statement.ts";

/** One of the two places of the index. */
export type Slot = "a" | "b";

/** Which slot answers. */
export interface LiveIndex {
  readonly slot: Slot;
  /** Counted up with every swap. */
  readonly generation: number;
  /** Epoch milliseconds; 0 before the first rebuild. */
  readonly builtAt: number;
}

/** Rows that travel in one statement, and their bytes: D1 takes values of up to 2 MB. */
const ROWS_PER_STATEMENT = 100;
const CHARACTERS_PER_STATEMENT = 500_000;

/** Documents are scattered over 32 bits; a place that is taken sends a product to the next. */
const PLACES = 3;

/** @returns the slot that answers; its sessions may lag behind a swap by a moment */
export async function liveIndex(db: Database): Promise<LiveIndex> {
  const row = await db
    .prepare("SELECT live_slot, generation, built_at FROM search_index")
    .first<{ live_slot: Slot; generation: number; built_at: number }>();
  if (row === null) throw new Error("The search index has no live slot");
  return { slot: row.live_slot, generation: row.generation, builtAt: row.built_at };
}

/** @returns the name of the slot that answers */
export async function liveSlot(db: Database): Promise<Slot> {
  return (await liveIndex(db)).slot;
}

/** @returns the slot that does not answer while `slot` does */
export function otherSlot(slot: Slot): Slot {
  return slot === "a" ? "b" : "a";
}

/**
 * Statements that put products into a slot, to be run in this order in one batch. A product that
 * the slot knows in a newer version stays as it is; everything else about it is replaced.
 * @param now epoch milliseconds
 */
export function indexStatements(
  db: Database,
  slot: Slot,
  documents: readonly SearchDocument[],
  now: number,
): D1PreparedStatement[] {
  const newest = newestOnly(documents);
  const rows = newest.map((document) => placedRow(searchRow(document)));
  rows.sort((left, right) => (left.places[0] ?? 0) - (right.places[0] ?? 0));
  const statements = chunked(rows).flatMap((chunk) => [
    db.prepare(FACETS_SQL).bind(jsonOf(chunk.flatMap(({ facets }) => facets))),
    db.prepare(VALUES_SQL).bind(jsonOf(chunk.flatMap(({ values }) => values))),
    db.prepare(productsSql(slot)).bind(jsonOf(chunk.map(({ text }) => text)), now),
  ]);
  return [...statements, ...wordStatements(db, slot, newest)];
}

/** Statements that take products out of a slot, in every language. */
export function unindexStatements(
  db: Database,
  slot: Slot,
  productIds: readonly Id<"product">[],
): D1PreparedStatement[] {
  if (productIds.length === 0) return [];
  const ids = JSON.stringify(productIds);
  const chosen = `product_id IN (SELECT value FROM json_each(?))`;
  return [
    db
      .prepare(
        `DELETE FROM terms_${slot} WHERE rowid IN (SELECT doc FROM products_${slot} WHERE ${chosen})`,
      )
      .bind(ids),
    db.prepare(`DELETE FROM products_${slot} WHERE ${chosen}`).bind(ids),
    ...unwordStatements(db, slot, productIds),
  ];
}

/** Statements that empty a slot at once, whatever it holds. */
export function clearSlotStatements(db: Database, slot: Slot): D1PreparedStatement[] {
  return [
    db.prepare(`INSERT INTO terms_${slot} (terms_${slot}) VALUES ('delete-all')`),
    // Without a condition and without a trigger SQLite drops the pages instead of the rows.
    db.prepare(`DELETE FROM products_${slot}`),
    ...clearWordStatements(db, slot),
  ];
}

/**
 * Statements that let a slot answer from now on.
 * @param now epoch milliseconds
 */
export function flipStatements(db: Database, slot: Slot, now: number): D1PreparedStatement[] {
  return [
    db
      .prepare("UPDATE search_index SET live_slot = ?, generation = generation + 1, built_at = ?")
      .bind(slot, now),
  ];
}

const FACETS_SQL = `
  INSERT INTO facets (locale, key, label, kind, unit)
  SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4 FROM json_each(?1) WHERE true
  ON CONFLICT (locale, key) DO UPDATE SET label = excluded.label, kind = excluded.kind,
    unit = excluded.unit
  WHERE (label, kind, unit) IS NOT (excluded.label, excluded.kind, excluded.unit)`;

const VALUES_SQL = `
  INSERT INTO facet_values (facet_id, value, label, parent)
  SELECT facets.id, choice.value ->> 2, choice.value ->> 3, choice.value ->> 4
  FROM json_each(?1) AS choice
  CROSS JOIN facets ON facets.locale = choice.value ->> 0 AND facets.key = choice.value ->> 1
  WHERE true
  ON CONFLICT (facet_id, value) DO UPDATE SET label = excluded.label, parent = excluded.parent
  WHERE (label, parent) IS NOT (excluded.label, excluded.parent)`;

const PLAIN_COLUMNS = {
  version: "version",
  is_in_stock: "isInStock",
  rating: "rating",
  rating_count: "ratingCount",
  rank: "rank",
  created_at: "createdAt",
  eur: "eur",
  usd: "usd",
  jpy: "jpy",
  kwd: "kwd",
} as const;

function productsSql(slot: Slot): string {
  const products = `products_${slot}`;
  const plain = Object.keys(PLAIN_COLUMNS);
  const updated = [...plain, "filters", ...SEARCH_FIELDS, "indexed_at"];
  return `
  INSERT INTO ${products} (doc, product_id, locale, ${updated.join(", ")})
  SELECT
    coalesce(
      (SELECT known.doc FROM ${products} AS known
        WHERE known.product_id = row.value ->> 'productId' AND known.locale = row.value ->> 'locale'),
      (SELECT place.value FROM json_each(row.value, '$.places') AS place
        WHERE NOT EXISTS (SELECT 1 FROM ${products} AS taken WHERE taken.doc = place.value)
        ORDER BY place.key LIMIT 1)),
    row.value ->> 'productId', row.value ->> 'locale',
    ${Object.values(PLAIN_COLUMNS)
      .map((name) => `row.value ->> '${name}'`)
      .join(", ")},
    (row.value ->> 'locale')
      || coalesce((SELECT ' ' || group_concat(facets.id || '.' || facet_values.id, ' ' ORDER BY choice.key)
        FROM json_each(row.value, '$.choices') AS choice
        CROSS JOIN facets ON facets.locale = row.value ->> 'locale' AND facets.key = choice.value ->> 0
        CROSS JOIN facet_values ON facet_values.facet_id = facets.id AND facet_values.value = choice.value ->> 1), '')
      || coalesce((SELECT ' ' || group_concat(facets.id || (number.value ->> 1), ' ')
        FROM json_each(row.value, '$.numbers') AS number
        CROSS JOIN facets ON facets.locale = row.value ->> 'locale' AND facets.key = number.value ->> 0), ''),
    ${SEARCH_FIELDS.map((field) => `row.value ->> '${field}'`).join(", ")}, ?2
  FROM json_each(?1) AS row WHERE true
  ON CONFLICT (product_id, locale) DO UPDATE SET
    ${updated.map((column) => `${column} = excluded.${column}`).join(", ")}
  WHERE excluded.version >= ${products}.version`;
}

/** A row as the statements read it: JSON, with its facets and their values apart from it. */
interface PlacedRow {
  readonly places: readonly number[];
  readonly text: string;
  readonly facets: readonly string[];
  readonly values: readonly string[];
}

function placedRow(row: SearchRow): PlacedRow {
  const { facets, choices, locale, productId } = row;
  const places = placesOf(`${locale} ${productId}`);
  return {
    places,
    text: JSON.stringify({ ...wireRow(row), places }),
    facets: facets.map(({ key, label, kind, unit }: RowFacet) =>
      JSON.stringify([locale, key, label, kind, unit]),
    ),
    values: choices.map(({ key, value, label, parent }) =>
      JSON.stringify([locale, key, value, label, parent]),
    ),
  };
}

function sizeOf({ text, facets, values }: PlacedRow): number {
  return [text, ...facets, ...values].reduce((sum, each) => sum + each.length, 0);
}

/** Each text once: products of one kind have the same facets. */
function jsonOf(texts: readonly string[]): string {
  return `[${[...new Set(texts)].join(",")}]`;
}

function wireRow({ choices, numbers, fields, prices, productId, locale, ...row }: SearchRow) {
  return {
    productId,
    locale,
    version: row.version,
    isInStock: Number(row.isInStock),
    rating: row.rating ?? 0,
    ratingCount: row.ratingCount,
    rank: row.rank,
    createdAt: row.createdAt,
    eur: prices.EUR ?? null,
    usd: prices.USD ?? null,
    jpy: prices.JPY ?? null,
    kwd: prices.KWD ?? null,
    ...fields,
    choices: choices.map(({ key, value }) => [key, value]),
    numbers: numbers.map(({ key, number }) => [key, numberWord(number)]),
  };
}

/** A number that no tokenizer takes for a value: 2.5 is "n2.5", -2.5 is "m2.5". */
function numberWord(number: number): string {
  return `${number < 0 ? "m" : "n"}${Math.abs(number)}`;
}

/** Where a product may lie, the first choice first: FNV-1a, then mixed (the end of MurmurHash3). */
function placesOf(name: string): number[] {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  }
  return Array.from({ length: PLACES }, () => {
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash = (hash ^ (hash >>> 16)) >>> 0;
    return hash;
  });
}

/** The newest version of each product and language; of equal ones the last. */
function newestOnly(documents: readonly SearchDocument[]): SearchDocument[] {
  const newest = new Map<string, SearchDocument>();
  for (const document of documents) {
    const key = `${document.locale} ${document.productId}`;
    const known = newest.get(key);
    if (known === undefined || known.version <= document.version) newest.set(key, document);
  }
  return [...newest.values()];
}

/** No statement gets two products for one place: the second of them goes into the next statement. */
function chunked(rows: readonly PlacedRow[]): PlacedRow[][] {
  const chunks: PlacedRow[][] = [];
  let characters = 0;
  let last: number | undefined;
  for (const each of rows) {
    const chunk = chunks.at(-1);
    const [place] = each.places;
    const size = sizeOf(each);
    characters += size;
    const isFull =
      chunk === undefined ||
      chunk.length === ROWS_PER_STATEMENT ||
      characters > CHARACTERS_PER_STATEMENT ||
      place === last;
    if (isFull) {
      chunks.push([each]);
      characters = size;
    } else chunk.push(each);
    last = place;
  }
  return chunks;
}
