/** Counts over the products of a slot that stay right however often and in which order products are written. */
import type { Id } from "../domain/id.ts";
import type { SearchDocument } from "../domain/search-document.ts";
import { jsonParts } from "./json-rows.ts";
import type { Slot } from "./search-index.ts";
import type { Database } from "./statement.ts";

/** What is counted, and where. */
export interface Tally {
  /** Table of what each product counts for, and its column. */
  readonly ledger: string;
  readonly entries: string;
  /** Table of the sums. */
  readonly sums: string;
  readonly key: string;
  readonly amount: string;
  /** Columns besides the key and the amount. */
  readonly others: readonly string[];
  /** How the columns and the amount are read off an entry, which is a list with its key first. */
  readonly read: Readonly<Record<string, string>>;
  /** Begins with a comma: what else a row takes over from a newer product. */
  readonly onConflict: string;
}

/** Statements that count products, in this order in one batch. An older version changes nothing. */
export function tallyStatements(
  db: Database,
  { tally, slot }: { readonly tally: Tally; readonly slot: Slot },
  counted: readonly { readonly document: SearchDocument; readonly entries: readonly unknown[] }[],
): D1PreparedStatement[] {
  const { add, remove, keep } = sqlOf(tally, slot);
  const rows = counted.map(({ document: { productId, locale, version }, entries }) => ({
    p: productId,
    l: locale,
    v: version,
    w: entries,
  }));
  // As many as one statement takes: a word that all of them say is counted up once.
  return jsonParts(rows).flatMap((given) =>
    [add, remove, keep].map((sql) => db.prepare(sql).bind(given)),
  );
}

/** Statements that take products back. */
export function untallyStatements(
  db: Database,
  { tally, slot }: { readonly tally: Tally; readonly slot: Slot },
  productIds: readonly Id<"product">[],
): D1PreparedStatement[] {
  const { takeBack, forget } = sqlOf(tally, slot);
  return [takeBack, forget].map((sql) => db.prepare(sql).bind(JSON.stringify(productIds)));
}

function sqlOf(tally: Tally, slot: Slot) {
  const { entries, key, amount, others, read, onConflict } = tally;
  const [ledger, sums] = [`${tally.ledger}_${slot}`, `${tally.sums}_${slot}`];
  // Each product is taken apart and looked up once, not once for each of its entries.
  const given = `WITH given AS MATERIALIZED (
      SELECT given.value ->> 'p' AS product_id, given.value ->> 'l' AS locale,
        given.value -> 'w' AS entries, coalesce(stored.${entries}, '[]') AS known
      FROM json_each(?1) given LEFT JOIN ${ledger} stored
        ON stored.product_id = given.value ->> 'p' AND stored.locale = given.value ->> 'l'
      WHERE stored.version IS NULL OR stored.version <= given.value ->> 'v'
    )`;
  const subtract = (from: string) => `UPDATE ${sums} AS sums
    SET ${amount} = sums.${amount} - lost.amount FROM (
      SELECT gone.locale, entry.value ->> 0 AS key, sum(${read[amount]}) AS amount
      ${from} GROUP BY 1, 2
    ) lost WHERE sums.locale = lost.locale AND sums.${key} = lost.key`;
  return {
    add: `${given}
      INSERT INTO ${sums} (locale, ${key}, ${others.join(", ")}, ${amount})
      SELECT given.locale, entry.value ->> 0,
        ${others.map((column) => read[column]).join(", ")}, sum(${read[amount]})
      FROM given CROSS JOIN json_each(given.entries) entry
      WHERE given.known = '[]' OR NOT EXISTS (
        SELECT 1 FROM json_each(given.known) old WHERE old.value = entry.value)
      GROUP BY 1, 2
      ON CONFLICT (locale, ${key}) DO UPDATE SET
        ${amount} = ${sums}.${amount} + excluded.${amount}${onConflict}`,
    remove: `${given}
      ${subtract(`FROM given gone CROSS JOIN json_each(gone.known) entry
      WHERE gone.known <> '[]' AND NOT EXISTS (
        SELECT 1 FROM json_each(gone.entries) new WHERE new.value = entry.value)`)}`,
    keep: `INSERT INTO ${ledger} (product_id, locale, version, ${entries})
      SELECT value ->> 'p', value ->> 'l', value ->> 'v', value ->> 'w' FROM json_each(?1) WHERE true
      ON CONFLICT (product_id, locale) DO UPDATE SET
        version = excluded.version, ${entries} = excluded.${entries}
      WHERE ${ledger}.version <= excluded.version`,
    takeBack: subtract(`FROM json_each(?1) chosen
      CROSS JOIN ${ledger} gone ON gone.product_id = chosen.value
      CROSS JOIN json_each(gone.${entries}) entry`),
    forget: `DELETE FROM ${ledger} WHERE product_id IN (SELECT value FROM json_each(?1))`,
  } as const;
}
