/** A file as a stream of products: rows are gathered until their product is complete. */
import { Columns, Row } from "./import-columns.ts";
import { CsvReader, type CsvRow } from "./import-csv.ts";
import { bounded, FAULTS, MESSAGES_MAX } from "./import-faults.ts";
import type { TableStart } from "./import-formats.ts";
import { MedusaReader } from "./import-medusa.ts";
import {
  type ImportedProduct,
  type ImportFormat,
  type ImportMessage,
  type ImportSettings,
  importError,
  type ReadProduct,
} from "./import-product.ts";
import { ShopifyReader } from "./import-shopify.ts";
import { SpreeReader } from "./import-spree.ts";
import { SpreeTranslationReader } from "./import-spree-translations.ts";
import { DumpStream, ElementStream, LineStream } from "./import-stream-json.ts";
import type { TermRecord } from "./import-terms.ts";
import { sourceKey } from "./import-text.ts";

/** Most rows that one product is read from at once; what follows goes on with it. */
const GROUP_ROWS_MAX = 2_000;
/** Where reading goes on. `skip` products are known already: a dump is read whole every time. */
export interface StreamPlace {
  readonly offset: number;
  readonly row: number;
  readonly skip: number;
}

/** The beginning of every file. */
export const STREAM_START: StreamPlace = { offset: 0, row: 1, skip: 0 };

/** A product, or a term of Kiosk's own format, and where reading goes on after it. */
export interface Piece {
  readonly read: ReadProduct;
  readonly term: TermRecord | null;
  readonly next: StreamPlace;
}

/** Reads a record of Kiosk's own format. */
export type ReadKiosk = (
  value: unknown,
  row: number,
  context: { readonly settings: ImportSettings; readonly messages: ImportMessage[] },
) => { readonly product: ImportedProduct | null; readonly term: TermRecord | null };

/** What a stream reads, and from where. */
export interface StreamStart {
  readonly format: ImportFormat;
  readonly table: TableStart | null;
  readonly place: StreamPlace;
  readonly settings: ImportSettings;
  readonly readKiosk: ReadKiosk;
}

/** Bytes in, products out. */
export interface ProductStream {
  push(chunk: Uint8Array): Piece[];
  end(): Piece[];
}

/** Opens a stream at a place that an earlier one gave. */
export function openStream(start: StreamStart): ProductStream {
  const { format, settings } = start;
  switch (format) {
    case "kiosk":
      return new LineStream(start);
    case "dummyjson":
      return new ElementStream(start);
    case "saleor":
      return new DumpStream(start);
    default:
      return new TableStream(start, tableReader(format, columnsOf(start), settings));
  }
}

/** Reads products out of rows. */
interface TableReader {
  keyOf(row: Row): string;
  read(source: string, rows: readonly Row[], messages: ImportMessage[]): ImportedProduct | null;
}

function tableReader(
  format: Exclude<ImportFormat, "kiosk" | "dummyjson" | "saleor">,
  columns: Columns,
  settings: ImportSettings,
): TableReader {
  switch (format) {
    case "shopify":
    case "shopify-2024":
      return new ShopifyReader(columns, settings);
    case "spree":
      return new SpreeReader(columns, settings);
    case "spree-translations":
      return new SpreeTranslationReader();
    case "medusa":
    case "medusa-v1":
      return new MedusaReader(columns, settings);
  }
}

function columnsOf({ table }: StreamStart): Columns {
  return new Columns(table?.header ?? []);
}

/** Rows that belong together so far. */
interface Group {
  readonly key: string;
  readonly source: string;
  readonly rows: Row[];
  readonly messages: ImportMessage[];
  readonly row: number;
  count: number;
}

class TableStream implements ProductStream {
  readonly #reader: TableReader;
  readonly #columns: Columns;
  readonly #csv: CsvReader;
  #group: Group | null = null;

  constructor({ table, place, ...start }: StreamStart, reader: TableReader) {
    if (table === null) throw new TypeError("A table has a header");
    this.#reader = reader;
    this.#columns = columnsOf({ table, place, ...start });
    const { offset, row } = place.offset === 0 ? table : place;
    this.#csv = new CsvReader({ delimiter: table.delimiter, offset, row });
  }

  push(chunk: Uint8Array): Piece[] {
    return this.#csv.push(chunk).flatMap((row) => this.#take(row));
  }

  end(): Piece[] {
    const pieces = this.#csv.end().flatMap((row) => this.#take(row));
    return [...pieces, ...this.#flush(null)];
  }

  #take(csvRow: CsvRow): Piece[] {
    const { cells, fault, row } = csvRow;
    if (fault === null && cells.every((cell) => cell.trim() === "")) return [];
    const error = this.#errorIn(csvRow);
    const known = new Row(this.#columns, csvRow);
    const source = error === null ? this.#reader.keyOf(known) : "";
    const key = sourceKey(source);
    const complaint =
      error ??
      (key === ""
        ? importError({ row, column: "" }, "handle_missing", "The row names no product")
        : null);
    if (complaint !== null) return this.#complain(csvRow, complaint);
    const isSame = this.#group?.key === key && this.#group.rows.length < GROUP_ROWS_MAX;
    const pieces = isSame ? [] : this.#flush(csvRow);
    this.#group ??= { key, source, rows: [], messages: [], row, count: 0 };
    this.#group.rows.push(known);
    this.#group.count += 1;
    return pieces;
  }

  #errorIn({ row, cells, fault }: CsvRow): ImportMessage | null {
    const place = { row, column: "" };
    if (fault !== null) return importError(place, fault, FAULTS[fault]);
    const { length } = this.#columns.names;
    if (cells.slice(length).every((cell) => cell.trim() === "")) return null;
    const detail = `The row has ${cells.length} cells, the header ${length}`;
    return importError(place, "cells_extra", detail);
  }

  /** A row that cannot be read is told with the product around it, or by itself. */
  #complain(csvRow: CsvRow, error: ImportMessage): Piece[] {
    if (this.#group !== null) {
      if (this.#group.messages.length < MESSAGES_MAX) this.#group.messages.push(error);
      this.#group.count += 1;
      return this.#group.count < GROUP_ROWS_MAX ? [] : this.#flush({ ...csvRow, ...after(csvRow) });
    }
    const { row, end: offset } = csvRow;
    const read = { row, rows: 1, source: "", product: null, messages: [error] };
    return [{ read, term: null, next: { offset, row: row + 1, skip: 0 } }];
  }

  /** @param next the row that begins what follows; null at the end */
  #flush(next: Pick<CsvRow, "start" | "row"> | null): Piece[] {
    const group = this.#group;
    this.#group = null;
    if (group === null) return [];
    const { row, count: rows, source, messages } = group;
    const product = this.#reader.read(source, group.rows, messages);
    const read = { row, rows, source, product, messages: bounded(messages, row) };
    const offset = next === null ? Number.MAX_SAFE_INTEGER : next.start;
    return [{ read, term: null, next: { offset, row: next?.row ?? row + rows, skip: 0 } }];
  }
}

function after({ end, row }: CsvRow): Pick<CsvRow, "start" | "row"> {
  return { start: end, row: row + 1 };
}
