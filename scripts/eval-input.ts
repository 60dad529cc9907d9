/** What the evaluations read: files of the public data, or others in the same formats. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { ROOT } from "./deployables.ts";

/** Where the public data lies beside the project; it is no part of it. */
const DATA = path.join(ROOT, "../shared/data/search");

/** @returns the path of a file of the public data */
export function dataFile(name: string): string {
  return path.join(DATA, name);
}

/** Ends the command well where a file is absent: without data there is nothing to measure. */
export function skipUnless(files: readonly string[]): void {
  const absent = files.find((file) => !existsSync(file));
  if (absent === undefined) return;
  console.log(`Skipped: there is no ${absent}. Name other files with --catalog and --queries.`);
  process.exit(0);
}

/** @returns a file's text; it may be gzipped */
export function readText(file: string): string {
  const bytes = readFileSync(file);
  return (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

/** @returns the rows of a CSV file by the names in its first line; cells may be quoted */
export function readRows(file: string): Record<string, string>[] {
  const [head = [], ...rows] = cellsOf(readText(file));
  return rows.map((cells) => Object.fromEntries(head.map((name, at) => [name, cells[at] ?? ""])));
}

function cellsOf(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = "", end] of text.matchAll(
    /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g,
  )) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    if (row.length > 1 || row[0] !== "") rows.push(row);
    row = [];
  }
  return rows;
}
