/** What keeps rows from being read, in sentences; and how many messages one product may have. */
import type { CsvFault } from "./import-csv.ts";
import { type ImportMessage, importWarning } from "./import-product.ts";

/** Messages of one product that are kept. */
export const MESSAGES_MAX = 500;

/** Why a row cannot be read, as people are told. */
export const FAULTS: Readonly<Record<CsvFault | "not_json", string>> = {
  quote_open: "A quote is opened and never closed",
  row_too_large: "The row is too large",
  not_utf8: "The row is not valid UTF-8",
  not_json: "This is not valid JSON",
};

/** @returns the messages to keep, errors before warnings where there are too many */
export function bounded(messages: readonly ImportMessage[], row: number): readonly ImportMessage[] {
  if (messages.length <= MESSAGES_MAX) return messages;
  const errors = messages.filter(({ severity }) => severity === "error");
  const detail = `${messages.length - MESSAGES_MAX} further messages are left out`;
  const last = importWarning({ row, column: "" }, "messages_left_out", detail);
  const warnings = messages.filter(({ severity }) => severity === "warning");
  return [...errors, ...warnings].slice(0, MESSAGES_MAX).concat(last);
}
