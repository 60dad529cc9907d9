/** Numbers of documents: how they are written, and which series a moment belongs to. */
import { localTime } from "./local-time.ts";

/** How a shop numbers its documents. */
export interface InvoiceNumbering {
  /** Like "INV-{year}-{number}": everything but the number names the series. */
  readonly invoiceFormat: string;
  readonly creditNoteFormat: string;
  /** The number has at least so many digits. */
  readonly digits: number;
  /** IANA name: in which year and month a moment lies, and how dates are read. */
  readonly timeZone: string;
}

/** What a shop has that chose nothing. */
export const DEFAULT_NUMBERING: InvoiceNumbering = {
  invoiceFormat: "INV-{year}-{number}",
  creditNoteFormat: "CN-{year}-{number}",
  digits: 5,
  timeZone: "UTC",
};

/** Letters of a format at most: numbers have to fit a bank's subject line. */
export const FORMAT_LETTERS_MAX = 30;
/** Digits at most: more than any series will see. */
export const DIGITS_MAX = 10;

const PLACES = /\{(?:year|month|number)\}/g;
const PLAIN = /^[A-Z0-9/-]*$/;

/** @returns what is wrong with a format, for people; null where nothing is */
export function formatFault(format: string): string | null {
  if (format.length > FORMAT_LETTERS_MAX)
    return `Expected at most ${FORMAT_LETTERS_MAX} characters`;
  if (!PLAIN.test(format.replaceAll(PLACES, ""))) {
    return "Expected capital letters, digits, - and /, and {year}, {month} and {number}";
  }
  const places: readonly string[] = format.match(PLACES) ?? [];
  if (new Set(places).size !== places.length) return "Expected each of the places once";
  if (!places.includes("{number}")) return "Expected {number}: without it there is no series";
  // "1{number}" would write the same as another series with more digits.
  if (/[0-9}]\{number\}/.test(format)) return "Expected a letter, - or / before {number}";
  if (/\{number\}[0-9{]/.test(format)) return "Expected a letter, - or / after {number}";
  if (places.includes("{month}") && !places.includes("{year}")) {
    return "Expected {year} beside {month}: months come again";
  }
  return null;
}

/** @returns the series that a document of this moment belongs to: "INV-2026-{number}" */
export function seriesAt(format: string, at: number, timeZone: string): string {
  const date = new Date(localTime(at, timeZone).day).toISOString();
  return format.replace("{year}", date.slice(0, 4)).replace("{month}", date.slice(5, 7));
}

/** @returns the number as it is written: "INV-2026-00042" */
export function numberIn(series: string, sequence: number, digits: number): string {
  return series.replace("{number}", String(sequence).padStart(digits, "0"));
}
