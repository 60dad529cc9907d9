/** Files read whole, for tests, in chunks of any size. */
import { readFileSync } from "node:fs";
import { readKioskRecord } from "../contracts/import-kiosk.ts";
import { detectFormat, HEAD_BYTES } from "./import-formats.ts";
import type { ImportMessage, ImportSettings } from "./import-product.ts";
import { openStream, type Piece, STREAM_START, type StreamPlace } from "./import-stream.ts";

/** What tests say about a file where nothing else matters. */
export const SETTINGS: ImportSettings = {
  currency: "EUR",
  picturesFrom: null,
  shopOrigin: "https://shop.example",
  now: Date.UTC(2026, 10, 20),
};

/** @returns the bytes of a committed file */
export function fixture(name: string): Uint8Array {
  return readFileSync(`test/fixtures/catalogs/${name}`);
}

/** Reads a file in chunks. @throws where its format is unknown */
export function readFile(
  file: string | Uint8Array,
  {
    chunk = 64 * 1024,
    place = STREAM_START,
    settings = SETTINGS,
  }: { chunk?: number; place?: StreamPlace; settings?: ImportSettings } = {},
): Piece[] {
  const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
  const detected = detectFormat(bytes.subarray(0, HEAD_BYTES), bytes.length <= HEAD_BYTES);
  if (!detected.ok) throw new Error(detected.problem.detail);
  const stream = openStream({ ...detected.value, place, settings, readKiosk: readKioskRecord });
  const pieces: Piece[] = [];
  let at = Math.max(place.offset, detected.value.table?.offset ?? 0);
  for (; at < bytes.length; at += chunk) pieces.push(...stream.push(bytes.slice(at, at + chunk)));
  return [...pieces, ...stream.end()];
}

/** @returns "row column reason" of every message, errors with a mark */
export function complaints(pieces: readonly Piece[]): string[] {
  return pieces.flatMap(({ read }) => read.messages).map(spelled);
}

/** @returns "7 Variant Price !price_invalid" */
export function spelled({ row, column, severity, reason }: ImportMessage): string {
  return `${row} ${column} ${severity === "error" ? "!" : ""}${reason}`;
}
