/** The form of every measuring command: a table for people, `reports/<name>.json` for programs, an exit status. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { ROOT } from "./deployables.ts";
import { styled } from "./terminal.ts";

/** One measured figure. */
export interface Figure {
  /** Dotted, stable: programs compare it from run to run. */
  readonly key: string;
  /** What the table calls it. */
  readonly title: string;
  /** The median of all rounds, or the only value. */
  readonly value: number;
  /** Smallest and largest value of the rounds. */
  readonly spread?: readonly [least: number, most: number];
  readonly unit: string;
  /** The limit that was promised; a figure without one is for information. */
  readonly target?: Target;
}

/** A promise: at most or at least this much, or strictly less. */
export type Target =
  | { readonly below: number }
  | { readonly atMost: number }
  | { readonly atLeast: number };

/** What `reports/<name>.json` holds. */
export interface Report {
  readonly name: string;
  /** RFC 3339. */
  readonly at: string;
  /** What the figures were measured on and with; keys are each command's own. */
  readonly setting: Readonly<Record<string, string | number>>;
  readonly figures: readonly Figure[];
}

/**
 * Prints the table, writes the file, answers the exit status: 1 when a promise is broken.
 * @param listed the figures that the table shows, where that is not all of them
 */
export function publish(report: Report, listed: readonly Figure[] = report.figures): 0 | 1 {
  const missed = report.figures.filter((figure) => !isKept(figure));
  const rows = listed.map((figure) => [
    figure.title,
    `${digits(figure.value)} ${figure.unit}`.trim(),
    figure.spread ? figure.spread.map(digits).join(" to ") : "",
    figure.target ? promise(figure.target) : "",
    figure.target ? (isKept(figure) ? styled("green", "kept") : styled("red", "MISSED")) : "",
  ]);
  console.log(table(["", "median", "spread", "target", ""], rows));
  const body = { ...report, missed: missed.map(({ key }) => key) };
  console.log(styled("dim", writeReport(report.name, body)));
  for (const { title, value, unit, target } of missed) {
    if (target) console.error(`Missed: ${title} is ${digits(value)} ${unit}, ${promise(target)}`);
  }
  return missed.length > 0 ? 1 : 0;
}

/** True when the figure has no target or meets it; what could not be measured meets none. */
export function isKept({ value, target }: Figure): boolean {
  if (target === undefined) return true;
  if ("below" in target) return value < target.below;
  if ("atMost" in target) return value <= target.atMost;
  return value >= target.atLeast;
}

/** The median of some values, with their spread. */
export function median(values: readonly number[]): Required<Pick<Figure, "value" | "spread">> {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const [low, high] = [sorted[Math.floor(middle)] ?? NaN, sorted[Math.ceil(middle)] ?? NaN];
  return { value: (low + high) / 2, spread: [sorted[0] ?? NaN, sorted.at(-1) ?? NaN] };
}

/** The value below which the given share of all values lies, by the nearest rank. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

/** Columns as wide as their widest cell; the first is read, the others are compared. */
export function table(header: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const widths = header.map((_, column) =>
    Math.max(...[header, ...rows].map((row) => visibleLength(row[column] ?? ""))),
  );
  const line = (row: readonly string[]) =>
    widths
      .map((width, column) => pad(row[column] ?? "", width, column > 0))
      .join("   ")
      .trimEnd();
  return [styled("bold", line(header)), ...rows.map(line)].join("\n");
}

/** Three digits that mean something, without an exponent. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return "-";
  const size = Math.abs(value);
  if (size >= 100 || size === 0) return String(Math.round(value));
  return value.toFixed(size >= 10 ? 1 : 2);
}

function writeReport(name: string, body: object): string {
  const file = path.join(ROOT, "reports", `${name}.json`);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(body, null, 2)}\n`);
  return `Written to ${path.relative(process.cwd(), file)}`;
}

function promise(target: Target): string {
  if ("below" in target) return `below ${digits(target.below)}`;
  if ("atMost" in target) return `at most ${digits(target.atMost)}`;
  return `at least ${digits(target.atLeast)}`;
}

function visibleLength(text: string): number {
  return stripVTControlCharacters(text).length;
}

function pad(text: string, width: number, toTheRight: boolean): string {
  const space = " ".repeat(width - visibleLength(text));
  return toTheRight ? space + text : text + space;
}
