/** Tells the format of a file by what is in it; its name and its type say nothing. */
import { Columns } from "./import-columns.ts";
import { CsvReader, type CsvRow } from "./import-csv.ts";
import { isDummyProduct } from "./import-dummyjson.ts";
import { JsonArrayReader, JsonLineReader } from "./import-json.ts";
import { type ImportFormat, quoted } from "./import-product.ts";
import { isSaleorRow } from "./import-saleor-tables.ts";
import { isFields } from "./import-shape.ts";
import { fail, ok, type Problem, type Result } from "./result.ts";

/** How much of a file is looked at, in bytes: a header or a first element fits into it. */
export const HEAD_BYTES = 1024 * 1024;
/** Most columns of a table. */
export const COLUMNS_MAX = 1_000;

const LONE_RETURN = /\r(?!\n)./;
const DELIMITERS = [",", ";", "\t"] as const;

/** A format, and for a table where its rows begin. */
export interface DetectedFormat {
  readonly format: ImportFormat;
  readonly table: TableStart | null;
}

/** Where the rows of a table begin, below its header. */
export interface TableStart {
  readonly delimiter: (typeof DELIMITERS)[number];
  readonly header: readonly string[];
  readonly offset: number;
  readonly row: number;
}

/** No format that can be read; `detail` says what was seen. */
export interface FormatProblem extends Problem {
  readonly detail: string;
}

/** The columns that tell a table; the first format whose columns are all there is it. */
const TABLES: readonly (readonly [ImportFormat, (columns: Columns) => boolean])[] = [
  ["spree-translations", (columns) => hasAll(columns, ["slug", "locale"])],
  ["spree", (columns) => hasAll(columns, ["slug", "name"]) && hasSome(columns, ["sku", "price"])],
  ["medusa", (columns) => columns.has("Product Handle") && columns.has("Variant Option 1 Name")],
  ["medusa-v1", (columns) => columns.has("Product Handle") && columns.has("Option 1 Name")],
  ["medusa", (columns) => hasAll(columns, ["Product Handle", "Product Title"])],
  [
    "shopify",
    (columns) =>
      columns.has("Handle") &&
      hasSome(columns, ["Title", "Image Src"]) &&
      hasSome(columns, [
        "Body (HTML)",
        "Variant Price",
        "Option1 Name",
        "Variant SKU",
        "Image Src",
      ]),
  ],
  [
    "shopify-2024",
    (columns) =>
      columns.has("Title") &&
      hasSome(columns, ["URL handle", "Option1 name", "Product image URL", "Price", "Vendor"]),
  ],
];

/**
 * @param head the beginning of the file, up to HEAD_BYTES
 * @param isWhole whether the file ends there
 */
export function detectFormat(
  head: Uint8Array,
  isWhole: boolean,
): Result<DetectedFormat, FormatProblem> {
  if (
    head.length >= 2 &&
    ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff))
  ) {
    return unknown("The file is UTF-16: save it as UTF-8");
  }
  const start = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  const first = head.subarray(start).find((byte) => byte > 0x20);
  if (first === undefined) return unknown("The file is empty");
  if (first === 0x5b || first === 0x7b) return detectJson(head, isWhole);
  return detectTable(head, isWhole);
}

function detectJson(head: Uint8Array, isWhole: boolean): Result<DetectedFormat, FormatProblem> {
  const [line] = firstOf(new JsonLineReader(), head, isWhole);
  if (line !== undefined && line.fault === null && isFields(line.value)) {
    if (typeof line.value.type === "string" && !("products" in line.value)) {
      return ok({ format: "kiosk", table: null });
    }
  }
  const [element] = firstOf(new JsonArrayReader(), head, false);
  if (element !== undefined && isSaleorRow(element.value))
    return ok({ format: "saleor", table: null });
  if (element !== undefined && isDummyProduct(element.value)) {
    return ok({ format: "dummyjson", table: null });
  }
  return unknown("Expected lines of Kiosk, products of DummyJSON or a dump of Saleor");
}

function firstOf<Found>(
  reader: { push(chunk: Uint8Array): Found[]; end(): Found[] },
  head: Uint8Array,
  isWhole: boolean,
): Found[] {
  const found = reader.push(head);
  return found.length > 0 || !isWhole ? found : reader.end();
}

function detectTable(head: Uint8Array, isWhole: boolean): Result<DetectedFormat, FormatProblem> {
  let seen: readonly string[] = [];
  for (const delimiter of DELIMITERS) {
    const header = headerOf(head, delimiter, isWhole);
    if (header === undefined || header.fault !== null || header.cells.length > COLUMNS_MAX)
      continue;
    const columns = new Columns(header.cells);
    const [format] = TABLES.find(([, fits]) => fits(columns)) ?? [];
    if (columns.names.length > seen.length) seen = columns.names;
    // Read on, either would lose rows or cells without a word.
    if (header.cells.some((cell) => LONE_RETURN.test(cell))) {
      return unknown("The lines end in carriage returns alone: save it with line feeds");
    }
    if (format === undefined) continue;
    const twice = nameTwice(columns);
    if (twice !== undefined) return unknown(`The header names ${quoted(twice)} twice`);
    const table = { delimiter, header: columns.names, offset: header.end, row: header.row + 1 };
    return ok({ format, table });
  }
  if (seen.length <= 1) return unknown("Expected a table with a header, or JSON");
  const names = seen.slice(0, 8).join(", ").slice(0, 200);
  return unknown(`Expected the columns of Shopify, Spree or Medusa, got ${names} …`);
}

/** @returns a name that two columns have, however they are capitalised */
function nameTwice({ names }: Columns): string | undefined {
  const keys = names.map((name) => name.toLowerCase());
  return names.find((name, at) => name !== "" && keys.indexOf(name.toLowerCase()) < at);
}

/** @returns the first row that is not blank */
function headerOf(
  head: Uint8Array,
  delimiter: (typeof DELIMITERS)[number],
  isWhole: boolean,
): CsvRow | undefined {
  const reader = new CsvReader({ delimiter });
  const rows = reader.push(head);
  const isThere = ({ cells, fault }: CsvRow) =>
    fault !== null || cells.some((cell) => cell.trim() !== "");
  return rows.find(isThere) ?? (isWhole ? reader.end().find(isThere) : undefined);
}

function hasAll(columns: Columns, names: readonly string[]): boolean {
  return names.every((name) => columns.has(name));
}

function hasSome(columns: Columns, names: readonly string[]): boolean {
  return names.some((name) => columns.has(name));
}

function unknown(detail: string) {
  return fail({ reason: "format_unknown", detail });
}
