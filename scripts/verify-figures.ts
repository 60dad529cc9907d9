/** What `npm run verify` has to show: the parts, the figures that each of them owes, and how they become one table. */
import * as z from "zod";
import { type Figure, isKept, type Report, type Target } from "./report.ts";

const MINUTE_MS = 60_000;
/** The parts one after the other; their limits leave a minute for everything else. */
export const VERIFY_MINUTES_MAX = 30;

/** A long command that writes `reports/<name>.json`. */
export interface Part {
  readonly name: string;
  /** The script's path from the root. */
  readonly script: string;
  /** For a quick look; the long form is what the script does by itself. */
  readonly shortArgs: readonly string[];
  readonly msMax: number;
  readonly rows: readonly Row[];
}

/** A figure that a part owes. */
export interface Row {
  /** The figure's key in the part's report; with a star, the smallest of all that begin so. */
  readonly key: string;
  /** The key of another figure of which this one is a share; the row is then in percent. */
  readonly of?: string;
  readonly title: string;
  readonly target: Target;
}

/** What became of a part. */
export interface PartOutcome {
  /** What it wrote in this run, or null. */
  readonly report: Report | null;
  /** Why it counts as not done, in words; null when it came to its end. */
  readonly trouble: string | null;
  readonly ms: number;
}

const NEVER: Target = { atMost: 0 };

/** In the order in which they run. */
export const PARTS: readonly Part[] = [
  {
    name: "simulation",
    script: "scripts/simulate.ts",
    shortArgs: ["--checkouts", "20000", "--replays", "20"],
    msMax: 18.4 * MINUTE_MS,
    rows: [
      many("checkouts", "checkouts in the simulator", 1_000_000),
      many("faults", "faults that struck", 4_000_000),
      { key: "violations", title: "broken promises", target: NEVER },
      many("fault.*", "the rarest fault", 1_000),
      many("branch.*", "the rarest branch", 100),
      many("replays.same", "seeds that replayed to the last step", 500),
    ],
  },
  {
    name: "mutants",
    script: "scripts/mutants.ts",
    shortArgs: ["--only", "key"],
    msMax: 3.5 * MINUTE_MS,
    rows: [
      many("mutants", "mutants of the core", 30),
      { key: "killed", of: "mutants", title: "killed", target: { atLeast: 95 } },
    ],
  },
  {
    name: "chaos",
    script: "scripts/chaos.ts",
    shortArgs: ["--short"],
    msMax: 8 * MINUTE_MS,
    rows: [
      many("kills", "SIGKILLs of the real shop", 20),
      many("acknowledged", "acknowledged operations", 2_000),
      { key: "lost", title: "lost", target: NEVER },
      { key: "torn", title: "lost or partial right after a kill", target: NEVER },
      many("checkouts", "checkouts through real workerd", 2_000),
      many("faults", "faults of the provider meanwhile", 500),
      { key: "violations", title: "violations over real rows", target: NEVER },
      { key: "unanswered", title: "never answered", target: NEVER },
      ...rushRows(1),
      ...rushRows(100),
    ],
  },
];

/**
 * The figures that the parts owe, then whatever else a part promised by itself and did not keep. A short run owes what
 * it promises by itself, and no less.
 * @param outcomes by the part's name; a part without one did not run
 */
export function verifyFigures(
  outcomes: ReadonlyMap<string, PartOutcome>,
  { isShort }: { readonly isShort: boolean },
): Figure[] {
  return PARTS.flatMap(({ name, rows }) => {
    const figures = outcomes.get(name)?.report?.figures ?? [];
    const owed = isShort && figures.length > 0 ? [] : rows;
    const others = figures.filter(
      (figure) =>
        figure.target !== undefined &&
        !owed.some((row) => isOf(row, figure)) &&
        (!isKept(figure) || (isShort && !isOneOfMany(rows, figure))),
    );
    const own = [...owed.map((row) => figureOf(row, figures)), ...others];
    return own.map((figure) => named(name, figure));
  });
}

/** How a part's process ended. */
export interface Ended {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly isLate: boolean;
}

/** @returns why the part counts as not done, or null. A status that its own figures explain is no trouble of its own */
export function troubleOf({ code, isLate }: Ended, report: Report | null): string | null {
  if (isLate) return "not done in time";
  if (report === null) return `ended with ${code ?? "a signal"} and without a report`;
  return code === 0 || !report.figures.every(isKept) ? null : `ended with ${code ?? "a signal"}`;
}

/** One sentence for each part that did not come to its end. */
export function troublesOf(outcomes: ReadonlyMap<string, PartOutcome>): string[] {
  return PARTS.flatMap(({ name }) => {
    const outcome = outcomes.get(name);
    if (outcome === undefined) return [`${name}: not run`];
    return outcome.trouble === null ? [] : [`${name}: ${outcome.trouble}`];
  });
}

const REPORT = z.object({
  name: z.string(),
  at: z.iso.datetime(),
  setting: z.record(z.string(), z.union([z.string(), z.number()])),
  figures: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      // What could not be measured is null in JSON.
      value: z
        .number()
        .nullable()
        .transform((value) => value ?? Number.NaN),
      unit: z.string(),
      target: z.exactOptional(
        z.union([
          z.object({ below: z.number() }),
          z.object({ atMost: z.number() }),
          z.object({ atLeast: z.number() }),
        ]),
      ),
    }),
  ),
});

/** @returns the report, or null where the text is none or was written before that moment */
export function parseReport(text: string, since: number): Report | null {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  const { data } = REPORT.safeParse(json);
  return data !== undefined && Date.parse(data.at) >= since ? data : null;
}

function figureOf({ key, of, title, target }: Row, figures: readonly Figure[]): Figure {
  const found = leastOf(key, figures);
  if (of === undefined) return { key, title, target, ...found };
  const share = (100 * found.value) / leastOf(of, figures).value;
  return { key, title, target, value: share, unit: "%" };
}

/** Not a number where nothing was measured, or something could not be. */
function leastOf(key: string, figures: readonly Figure[]): Pick<Figure, "value" | "unit"> {
  const found = figures.filter((figure) => isOf({ key }, figure));
  const value = found.length > 0 ? Math.min(...found.map((figure) => figure.value)) : Number.NaN;
  return { value, unit: found[0]?.unit ?? "" };
}

function named(part: string, figure: Figure): Figure {
  return { ...figure, key: `${part}.${figure.key}`, title: `${part}: ${figure.title.trim()}` };
}

function isOf({ key }: Pick<Row, "key">, figure: Figure): boolean {
  return key.endsWith("*") ? figure.key.startsWith(key.slice(0, -1)) : figure.key === key;
}

function isOneOfMany(rows: readonly Row[], figure: Figure): boolean {
  return rows.some((row) => row.key.endsWith("*") && isOf(row, figure));
}

function many(key: string, title: string, atLeast: number): Row {
  return { key, title, target: { atLeast } };
}

function rushRows(units: number): Row[] {
  const of = `500 buyers, ${units} ${units === 1 ? "unit" : "units"}`;
  return [
    { key: `rush.${units}.sold`, title: `${of}: sold`, target: { atLeast: units } },
    { key: `rush.${units}.oversold`, title: `${of}: oversold`, target: NEVER },
    { key: `rush.${units}.unanswered`, title: `${of}: never answered`, target: NEVER },
  ];
}
