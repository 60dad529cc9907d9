/** What the quick tables' statements are written with. */

import type { QuickRows } from "./quick-rows.ts";
import type { Outcome, Row, Scalar, Undo } from "./rows.ts";

/** What a statement does to an object's tables. */
export type Statement = (rows: QuickRows, values: readonly Scalar[]) => Outcome;
/** Statements by their text, with single spaces. */
export type Statements = Readonly<Record<string, Statement>>;

/** A table of one row at most. */
export interface Cell {
  value: Row | null;
}

/** Nothing was found or changed. */
export const NOTHING: Outcome = { rows: [], written: 0 };
/** One row was written. */
export const WRITTEN: Outcome = { rows: [], written: 1 };

/** Sets the row of a cell. */
export function put(undo: Undo, cell: Cell, value: Row | null): void {
  const before = cell.value;
  cell.value = value;
  undo.note(() => {
    cell.value = before;
  });
}

/** Adds a row to a list. */
export function append(undo: Undo, list: Row[], row: Row): void {
  list.push(row);
  undo.note(() => list.pop());
}

/** A statement that makes a table. */
export function table(name: string): Statement {
  return (rows) => {
    rows.tables.add(name);
    return NOTHING;
  };
}

/** A value as a number. */
export function count(value: Scalar | undefined): number {
  return Number(value);
}

/** A value as a text. */
export function text(value: Scalar | undefined): string {
  return String(value);
}

/** Sorts by what is due first; the key decides between equals, as SQLite's index does. */
export function byDue(left: Row, right: Row): number {
  const difference = count(left.due_at) - count(right.due_at);
  if (difference !== 0) return difference;
  return text(left.id ?? left.hold_id) < text(right.id ?? right.hold_id) ? -1 : 1;
}
