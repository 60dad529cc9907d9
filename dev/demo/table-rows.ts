/** Rows as the seed inserts them: tables, columns and cells. */

import type { PictureShelf } from "./picture-shelf.ts";

/** What the rows are made of, beside the products. */
export interface RowsOptions {
  readonly pictures: PictureShelf;
  /** Epoch milliseconds: reductions, dates to come and the price history count from it. */
  readonly now: number;
}

/** A value in a row. */
export type Cell = string | number | null;

/** Rows for one table; cells in the order of the columns. */
export interface TableRows {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** SQL that names a row's cells as `value ->> 0` …; rows of which it is true are left out. */
  readonly unless?: string;
}

/** @returns the rows of all things; `columns` has their names with spaces between */
export function rowsOf<Thing>(
  table: string,
  columns: string,
  things: readonly Thing[],
  rows: (thing: Thing, position: number) => readonly (readonly Cell[])[],
): TableRows {
  return { table, columns: columns.split(" "), rows: things.flatMap(rows) };
}

/** @returns the JSON of the value; null for nothing */
export function json(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
