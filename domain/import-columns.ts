/** The columns of a CSV file: cells by name, who reads which, and what nobody read. */
import type { CsvRow } from "./import-csv.ts";
import {
  IMPORT_FIELD_MAX,
  IMPORT_FIELDS_MAX,
  type ImportMessage,
  importWarning,
} from "./import-product.ts";
import { cellText, cleanText } from "./import-text.ts";

/** The header of a file. */
export class Columns {
  /** As the file spells them, without padding. */
  readonly names: readonly string[];
  readonly #places = new Map<string, number>();

  constructor(header: readonly string[]) {
    this.names = header.map((name) => cleanText(name));
    for (const [place, name] of this.names.entries()) {
      const key = name.toLowerCase();
      if (name !== "" && !this.#places.has(key)) this.#places.set(key, place);
    }
  }

  /** @returns whether the file has the column, however it is capitalised */
  has(name: string): boolean {
    return this.#places.has(name.toLowerCase());
  }

  /** @returns the number of the column, or undefined where there is none */
  placeOf(name: string): number | undefined {
    return this.#places.get(name.toLowerCase());
  }
}

/** One row, by the names of its columns. */
export class Row {
  readonly row: number;
  readonly #columns: Columns;
  readonly #cells: readonly string[];

  constructor(columns: Columns, { row, cells }: Pick<CsvRow, "row" | "cells">) {
    this.row = row;
    this.#columns = columns;
    this.#cells = cells;
  }

  /** @returns the cell as it was meant; empty where it is blank or the file has no such column */
  text(name: string): string {
    const place = this.#columns.placeOf(name);
    return place === undefined ? "" : cellText(this.#cells[place] ?? "");
  }

  /** @returns the cell, or undefined where it is blank: for what then stays as it is */
  told(name: string): string | undefined {
    const text = this.text(name);
    return text === "" ? undefined : text;
  }

  /** @returns the cell, also a blank one; undefined where the file has no such column */
  cell(name: string): string | undefined {
    return this.#columns.has(name) ? this.text(name) : undefined;
  }

  /** @returns the cell by its number */
  at(place: number): string {
    return cellText(this.#cells[place] ?? "");
  }

  /** @returns whether all cells of these columns are blank */
  isBlank(names: readonly string[]): boolean {
    return names.every((name) => this.text(name) === "");
  }
}

/** Which columns somebody reads; the others are kept under their own names. */
export class Leftovers {
  readonly #columns: readonly (readonly [place: number, name: string])[];

  /**
   * @param known names in lower case, of columns that have a place in the model
   * @param prefix before each name, so that the fields of two formats stay apart
   */
  constructor(columns: Columns, known: (name: string) => boolean, prefix = "") {
    this.#columns = columns.names.flatMap((name, place) =>
      name === "" || known(name.toLowerCase()) ? [] : [[place, `${prefix}${name}`] as const],
    );
  }

  /** @returns the row's other cells that are not blank */
  of(row: Row, messages: ImportMessage[]): Record<string, string> {
    const fields: Record<string, string> = {};
    let count = 0;
    for (const [place, name] of this.#columns) {
      const value = row.at(place);
      if (value === "") continue;
      const isTooMuch = count >= IMPORT_FIELDS_MAX || value.length > IMPORT_FIELD_MAX;
      if (isTooMuch) {
        const detail = `At most ${IMPORT_FIELDS_MAX} fields of ${IMPORT_FIELD_MAX} characters are kept`;
        messages.push(importWarning({ row: row.row, column: name }, "field_dropped", detail));
        continue;
      }
      fields[name] = value;
      count += 1;
    }
    return fields;
  }
}
