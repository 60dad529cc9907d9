/**
 * CSV as a stream of bytes (RFC 4180, and what spreadsheets make of it): rows with the place where
 * each begins, so that a reader that died can go on there.
 */

/** Largest row, in bytes; a quote that nobody closed must not swallow the file. */
export const ROW_BYTES_MAX = 1024 * 1024;

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const SPACE = 0x20;
const BOM = [0xef, 0xbb, 0xbf] as const;

/** Why a row could not be read. */
export type CsvFault = "quote_open" | "row_too_large" | "not_utf8";

/** A row: its cells as they are written, or why there are none. */
export interface CsvRow {
  /** The first row is 1. */
  readonly row: number;
  /** Where it begins and where the next one begins, in bytes. */
  readonly start: number;
  readonly end: number;
  readonly cells: readonly string[];
  readonly fault: CsvFault | null;
}

/** Where a reader begins. */
export interface CsvStart {
  readonly delimiter: "," | ";" | "\t";
  /** The byte and the row at which the stream begins; a stream from the top is 0 and 1. */
  readonly offset?: number;
  readonly row?: number;
}

/**
 * How far a row was looked through that was given up. The lines behind its first one are looked
 * through as rows of their own: where one of them is quoted at its end, it is where that row was.
 */
interface GivenUp {
  /** In bytes of the file. */
  readonly seen: number;
  readonly isQuoted: boolean;
  readonly isCellStart: boolean;
  readonly isJustClosed: boolean;
}

/** Reads rows out of chunks of any size. A row that cannot be read ends at its first line. */
export class CsvReader {
  readonly #delimiter: number;
  readonly #decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  #bytes: Uint8Array = new Uint8Array(0);
  /** How far the row in `#bytes` was looked through, and whether that was inside of quotes. */
  #seen = 0;
  #isQuoted = false;
  /** Whether a quote at this place would open a cell. */
  #isCellStart = true;
  /** Whether the byte before closed a cell's quotes, so that another quote opens them again. */
  #isJustClosed = false;
  #givenUp: GivenUp | null = null;
  #offset: number;
  #row: number;

  constructor({ delimiter, offset = 0, row = 1 }: CsvStart) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#offset = offset;
    this.#row = row;
  }

  /** Takes a chunk. @returns the rows that are complete with it */
  push(chunk: Uint8Array): CsvRow[] {
    this.#bytes = joined(this.#bytes, chunk);
    return this.#rows(false);
  }

  /** The stream is over. @returns the rows that were left */
  end(): CsvRow[] {
    return this.#rows(true);
  }

  #rows(isLast: boolean): CsvRow[] {
    const rows: CsvRow[] = [];
    for (;;) {
      const end = this.#endOfRow();
      if (end !== null && end <= ROW_BYTES_MAX) rows.push(this.#take(end, null));
      else if (end !== null || this.#bytes.length > ROW_BYTES_MAX) {
        rows.push(this.#takeLine(this.#isQuoted ? "quote_open" : "row_too_large"));
      } else if (!isLast || this.#bytes.length === 0) return rows;
      else if (this.#isQuoted) rows.push(this.#takeLine("quote_open"));
      else rows.push(this.#take(this.#bytes.length, null));
    }
  }

  /** @returns the number of bytes of the row with its line feed, or null where it goes on */
  #endOfRow(): number | null {
    const bytes = this.#bytes;
    const delimiter = this.#delimiter;
    let at = this.#seen;
    let isQuoted = this.#isQuoted;
    let isCellStart = this.#isCellStart;
    let isJustClosed = this.#isJustClosed;
    for (; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (byte === QUOTE) {
        const wasQuoted = isQuoted;
        isQuoted = !wasQuoted && (isCellStart || isJustClosed);
        isJustClosed = wasQuoted;
        isCellStart = false;
        continue;
      }
      if (isQuoted) {
        const given = byte === LINE_FEED ? this.#givenUp : null;
        if (given !== null && given.seen > this.#offset + at) {
          ({ isQuoted, isCellStart, isJustClosed } = given);
          at = given.seen - this.#offset - 1;
        }
        continue;
      }
      isJustClosed = false;
      if (byte === LINE_FEED) break;
      if (byte === delimiter) isCellStart = true;
      else if (byte !== SPACE && byte !== RETURN && !isMark(bytes, at, this.#offset)) {
        isCellStart = false;
      }
    }
    this.#seen = at;
    this.#isQuoted = isQuoted;
    this.#isCellStart = isCellStart;
    this.#isJustClosed = isJustClosed;
    return at < bytes.length ? at + 1 : null;
  }

  /** Gives up a row: it ends at its first line. */
  #takeLine(fault: CsvFault): CsvRow {
    const line = this.#bytes.indexOf(LINE_FEED);
    this.#givenUp = {
      seen: this.#offset + this.#seen,
      isQuoted: this.#isQuoted,
      isCellStart: this.#isCellStart,
      isJustClosed: this.#isJustClosed,
    };
    return this.#take(line < 0 ? this.#bytes.length : line + 1, fault);
  }

  #take(length: number, fault: CsvFault | null): CsvRow {
    const start = this.#offset;
    const row = this.#row;
    const text = fault === null ? this.#decode(length) : "";
    const cells = text === null ? [] : cellsOf(text, String.fromCharCode(this.#delimiter));
    this.#bytes = this.#bytes.subarray(length);
    this.#offset += length;
    this.#row += 1;
    this.#seen = 0;
    this.#isQuoted = false;
    this.#isCellStart = true;
    this.#isJustClosed = false;
    return { row, start, end: this.#offset, cells, fault: text === null ? "not_utf8" : fault };
  }

  #decode(length: number): string | null {
    const from = this.#offset === 0 && isBom(this.#bytes) ? BOM.length : 0;
    try {
      return this.#decoder.decode(this.#bytes.subarray(from, length));
    } catch {
      return null;
    }
  }
}

/** @returns the cells of one row as they are written, without the quotes around them */
export function cellsOf(row: string, delimiter: string): string[] {
  const text = row.replace(/\r?\n$/, "");
  if (!text.includes('"')) return text.split(delimiter);
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    const [cell, next] = cellAt(text, delimiter, at);
    cells.push(cell);
    if (next > text.length) return cells;
    at = next;
  }
}

/** @returns the cell that begins at `from`, and where the next one begins */
function cellAt(text: string, delimiter: string, from: number): readonly [string, number] {
  let at = from;
  while (text[at] === " ") at += 1;
  if (text[at] !== '"') {
    const end = text.indexOf(delimiter, from);
    return end < 0 ? [text.slice(from), text.length + 1] : [text.slice(from, end), end + 1];
  }
  let cell = "";
  at += 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return [cell + text.slice(at), text.length + 1];
    cell += text.slice(at, quote);
    if (text[quote + 1] !== '"') {
      const end = text.indexOf(delimiter, quote + 1);
      const tail = text.slice(quote + 1, end < 0 ? text.length : end);
      return [cell + tail.trimEnd(), end < 0 ? text.length + 1 : end + 1];
    }
    cell += '"';
    at = quote + 2;
  }
}

/** @returns a line of CSV, with its end; cells are quoted where they must be */
export function csvLine(cells: readonly string[]): string {
  const spelled = cells.map((cell) =>
    /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell,
  );
  return `${spelled.join(",")}\r\n`;
}

function joined(left: Uint8Array, right: Uint8Array): Uint8Array {
  if (left.length === 0) return right;
  const both = new Uint8Array(left.length + right.length);
  both.set(left);
  both.set(right, left.length);
  return both;
}

function isBom(bytes: Uint8Array): boolean {
  return BOM.every((byte, at) => bytes[at] === byte);
}

function isMark(bytes: Uint8Array, at: number, offset: number): boolean {
  return offset === 0 && at < BOM.length && bytes[at] === BOM[at];
}
