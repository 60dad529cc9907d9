/** Turns the rounds of a bench into figures, and says which of them are promises. */
import type { Load } from "./bench-load.ts";
import { digits, type Figure, isKept, median, percentile, type Target, table } from "./report.ts";
import { styled } from "./terminal.ts";

/** One operation in one round. */
export interface Round {
  readonly key: string;
  readonly load: Load;
  /** Processor time of the shop's processes, what the operation set off included. */
  readonly cpuMs: number;
  /** Processor time of the Stripe stand-in. */
  readonly standInCpuMs: number;
}

/** An operation's name, as tables show it. */
export interface Titled {
  readonly key: string;
  readonly title: string;
}

/** What was promised, by the key of a figure. */
export const TARGETS: Readonly<Record<string, Target>> = {
  "hold.ratioToBareWrite": { atLeast: 0.5 },
  // A cached page at 0.7 of the bare Worker's speed, by processor time.
  "listPage.cpuRatio": { atMost: 1 / 0.7 },
  "productPage.cpuRatio": { atMost: 1 / 0.7 },
  "productPageUncached.cpuMs": { below: 3 },
  "addToCart.cpuMs": { below: 3 },
  "purchase.cpuMs": { below: 15 },
  "purchase.p99Ms": { below: 500 },
};

const FLOOR = "bareWorker";
const OBJECT_FLOOR = "bareWrite";

/** All figures of the operations, each the median of its rounds. */
export function operationFigures(titles: readonly Titled[], rounds: readonly Round[]): Figure[] {
  const of = (key: string) => rounds.filter((round) => round.key === key);
  return titles.flatMap(({ key, title }) => {
    const own = of(key);
    const figure = (name: string, unit: string, read: (round: Round, index: number) => number) =>
      figureOf({ key: `${key}.${name}`, title: `${title}: ${name}`, unit }, own.map(read));
    return [
      figure("perSecond", "/s", perSecond),
      figure("p50Ms", "ms", ({ load }) => percentile(load.latenciesMs, 0.5)),
      figure("p99Ms", "ms", ({ load }) => percentile(load.latenciesMs, 0.99)),
      figure("cpuMs", "ms", cpuOfOne),
      figure("cpuRatio", "", (round, index) => {
        const floor = of(FLOOR)[index];
        return floor === undefined ? Number.NaN : cpuOfOne(round) / cpuOfOne(floor);
      }),
      ...(key === "hold"
        ? [
            figure("ratioToBareWrite", "", (round, index) => {
              const floor = of(OBJECT_FLOOR)[index];
              return floor === undefined ? Number.NaN : perSecond(round) / perSecond(floor);
            }),
          ]
        : []),
      ...(key === "purchase"
        ? [figure("standInCpuMs", "ms", ({ standInCpuMs, load }) => standInCpuMs / countOf(load))]
        : []),
    ];
  });
}

/** A figure with its promise, if there is one. */
export function figureOf(
  name: Omit<Figure, "value" | "spread" | "target">,
  values: readonly number[],
): Figure {
  const target = TARGETS[name.key];
  const { value, spread } = median(values);
  return {
    ...name,
    value,
    ...(values.length > 1 ? { spread } : {}),
    ...(target ? { target } : {}),
  };
}

/** One line for each operation. */
export function operationTable(titles: readonly Titled[], figures: readonly Figure[]): string {
  const cell = (key: string) => cellOf(figures.find((figure) => figure.key === key));
  const rows = titles.map(({ key, title }) => [
    title,
    cell(`${key}.perSecond`),
    cell(`${key}.p50Ms`),
    cell(`${key}.p99Ms`),
    cell(`${key}.cpuMs`),
    cell(`${key}.cpuRatio`),
  ]);
  return table(
    ["median (least to most)", "per second", "p50 ms", "p99 ms", "CPU ms", "x bare"],
    rows,
  );
}

function cellOf(figure: Figure | undefined): string {
  if (figure === undefined) return "";
  const value = digits(figure.value);
  const spread = figure.spread ? styled("dim", ` (${figure.spread.map(digits).join(" to ")})`) : "";
  if (figure.target === undefined) return `${value}${spread}`;
  return `${styled(isKept(figure) ? "green" : "red", value)}${spread}`;
}

function perSecond({ load }: Round): number {
  return (countOf(load) * 1000) / load.elapsedMs;
}

function cpuOfOne({ cpuMs, load }: Round): number {
  return cpuMs / countOf(load);
}

function countOf({ latenciesMs }: Load): number {
  return latenciesMs.length;
}
