/** JSON as a stream of bytes: the elements of one long array, or one object on each line. */

/** Largest element or line, in bytes. */
export const ELEMENT_BYTES_MAX = 4 * 1024 * 1024;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;
const OPEN_BRACKET = 0x5b;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACKET = 0x5d;
const CLOSE_BRACE = 0x7d;

/** An element or a line, or why it could not be read. */
export interface JsonRecord {
  /** The first is 1. */
  readonly row: number;
  /** Where it begins and where the next one may begin, in bytes. */
  readonly start: number;
  readonly end: number;
  readonly value: unknown;
  readonly fault: "not_json" | "row_too_large" | null;
}

/** Where a reader begins: inside of the array, where `isInside` says so. */
export interface JsonStart {
  readonly offset?: number;
  readonly row?: number;
}

/** Reads JSON Lines. Blank lines count and say nothing. */
export class JsonLineReader {
  readonly #decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  #parts: Uint8Array[] = [];
  #length = 0;
  #isSkipping = false;
  #offset: number;
  #row: number;

  constructor({ offset = 0, row = 1 }: JsonStart = {}) {
    this.#offset = offset;
    this.#row = row;
  }

  /** Takes a chunk. @returns the lines that are complete with it */
  push(chunk: Uint8Array): JsonRecord[] {
    const records: JsonRecord[] = [];
    let from = 0;
    for (;;) {
      const end = chunk.indexOf(LINE_FEED, from);
      this.#keep(chunk.subarray(from, end < 0 ? chunk.length : end + 1));
      if (end < 0) return records;
      records.push(...this.#line());
      from = end + 1;
    }
  }

  /** The stream is over. @returns the line that was left */
  end(): JsonRecord[] {
    return this.#length === 0 ? [] : this.#line();
  }

  #keep(part: Uint8Array): void {
    this.#length += part.length;
    if (this.#length > ELEMENT_BYTES_MAX) {
      this.#isSkipping = true;
      this.#parts = [];
    } else this.#parts.push(part.slice());
  }

  #line(): JsonRecord[] {
    const start = this.#offset;
    const row = this.#row;
    const bytes = this.#isSkipping ? null : together(this.#parts);
    this.#offset += this.#length;
    this.#row += 1;
    this.#parts = [];
    this.#length = 0;
    this.#isSkipping = false;
    const place = { row, start, end: this.#offset };
    if (bytes === null) return [{ ...place, value: null, fault: "row_too_large" }];
    const parsed = parsedJson(this.#decoder, bytes);
    return parsed.isBlank ? [] : [{ ...place, value: parsed.value, fault: parsed.fault }];
  }
}

/** Reads the elements of an array: of the outermost one, or of the first one inside of an object. */
export class JsonArrayReader {
  readonly #decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  #bytes: Uint8Array = new Uint8Array(0);
  #seen = 0;
  #depth = 0;
  #isString = false;
  #isEscaped = false;
  /** The depth at which elements stand; null before the array begins. */
  #inside: number | null = null;
  #isOver = false;
  #offset: number;
  #row: number;

  constructor({ offset = 0, row = 1 }: JsonStart = {}) {
    this.#offset = offset;
    this.#row = row;
    // Who goes on in the middle stands inside of the array already.
    if (offset > 0) this.#inside = 0;
  }

  /** Takes a chunk. @returns the elements that are complete with it */
  push(chunk: Uint8Array): JsonRecord[] {
    this.#bytes = together([this.#bytes, chunk]);
    const records: JsonRecord[] = [];
    while (!this.#isOver) {
      const end = this.#endOfElement();
      if (end === null) break;
      records.push(...this.#take(end));
    }
    if (this.#isOver) this.#bytes = new Uint8Array(0);
    if (this.#bytes.length > ELEMENT_BYTES_MAX) {
      const place = { row: this.#row, start: this.#offset, end: this.#offset + this.#bytes.length };
      records.push({ ...place, value: null, fault: "row_too_large" });
      this.#isOver = true;
    }
    return records;
  }

  /** The stream is over. @returns what was cut off, as a fault */
  end(): JsonRecord[] {
    if (this.#isOver) return [];
    const place = { row: this.#row, start: this.#offset, end: this.#offset + this.#bytes.length };
    return [{ ...place, value: null, fault: "not_json" }];
  }

  /** @returns the place of the comma or bracket that ends an element, or null */
  #endOfElement(): number | null {
    const bytes = this.#bytes;
    for (let at = this.#seen; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      if (this.#isString) this.#inString(byte);
      else if (byte === QUOTE) this.#isString = true;
      else if (byte === OPEN_BRACKET || byte === OPEN_BRACE) {
        this.#depth += 1;
        if (this.#inside === null && byte === OPEN_BRACKET) {
          this.#inside = 0;
          this.#depth = 0;
          this.#drop(at + 1);
          return this.#endOfElement();
        }
      } else if (byte === CLOSE_BRACKET || byte === CLOSE_BRACE) {
        this.#depth -= 1;
        if (this.#inside !== null && this.#depth < 0) {
          this.#isOver = true;
          return at;
        }
      } else if (byte === 0x2c && this.#inside !== null && this.#depth === 0) return at;
    }
    this.#seen = bytes.length;
    return null;
  }

  #inString(byte: number): void {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === BACKSLASH) this.#isEscaped = true;
    else if (byte === QUOTE) this.#isString = false;
  }

  #take(end: number): JsonRecord[] {
    const start = this.#offset;
    const parsed = parsedJson(this.#decoder, this.#bytes.subarray(0, end));
    // Who goes on after the last element finds the bracket that ends the array.
    this.#drop(this.#isOver ? end : end + 1);
    if (parsed.isBlank) return [];
    const row = this.#row;
    this.#row += 1;
    return [{ row, start, end: this.#offset, value: parsed.value, fault: parsed.fault }];
  }

  #drop(length: number): void {
    this.#bytes = this.#bytes.subarray(length);
    this.#offset += length;
    this.#seen = 0;
  }
}

function parsedJson(decoder: TextDecoder, bytes: Uint8Array) {
  let text: string;
  try {
    text = decoder.decode(bytes).trim();
  } catch {
    return { isBlank: false, value: null, fault: "not_json" } as const;
  }
  if (text === "") return { isBlank: true, value: null, fault: null } as const;
  try {
    const value: unknown = JSON.parse(text);
    return { isBlank: false, value, fault: null } as const;
  } catch {
    return { isBlank: false, value: null, fault: "not_json" } as const;
  }
}

function together(parts: readonly Uint8Array[]): Uint8Array {
  const both = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    both.set(part, at);
    at += part.length;
  }
  return both;
}
