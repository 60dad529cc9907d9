import { describe, expect, it } from "vitest";
import { type Figure, isKept, type Report } from "./report.ts";
import {
  PARTS,
  type PartOutcome,
  parseReport,
  troubleOf,
  troublesOf,
  VERIFY_MINUTES_MAX,
  verifyFigures,
} from "./verify-figures.ts";

const AT = "2026-11-20T08:00:00.000Z";

/** A report that keeps every promise exactly, with these changes by key; null leaves a figure out. */
function reportOf(name: string, changes: Readonly<Record<string, number | null>> = {}): Report {
  const rows = PARTS.find((part) => part.name === name)?.rows ?? [];
  const kept = rows.map(({ key, target, title }): Figure => {
    const least = "atLeast" in target ? target.atLeast : 0;
    const value = key === "killed" ? 29 : least;
    const own = key === "killed" ? { atLeast: 0 } : target;
    return { key: key.replace("*", "F1"), title, value, unit: "", target: own };
  });
  const figures = kept.flatMap((figure) => {
    const value = changes[figure.key];
    return value === null ? [] : [{ ...figure, value: value ?? figure.value }];
  });
  return { name, at: AT, setting: {}, figures };
}

function done(report: Report): PartOutcome {
  return { report, trouble: null, ms: 1_000 };
}

function outcomesOf(...reports: readonly Report[]): Map<string, PartOutcome> {
  const all = PARTS.map(({ name }): [string, PartOutcome] => [name, done(reportOf(name))]);
  return new Map([
    ...all,
    ...reports.map((report): [string, PartOutcome] => [report.name, done(report)]),
  ]);
}

function missedOf(outcomes: ReadonlyMap<string, PartOutcome>, isShort = false): string[] {
  return verifyFigures(outcomes, { isShort })
    .filter((figure) => !isKept(figure))
    .map(({ key }) => key);
}

describe("PARTS", () => {
  it("together leave room below the limit of the whole", () => {
    const minutes = PARTS.reduce((sum, { msMax }) => sum + msMax, 0) / 60_000;
    expect(minutes).toBeLessThan(VERIFY_MINUTES_MAX);
  });
});

describe("verifyFigures()", () => {
  it("names every figure by its part and misses nothing where all is exactly kept", () => {
    const figures = verifyFigures(outcomesOf(), { isShort: false });
    expect(figures.map(({ key }) => key)).toContain("chaos.rush.100.sold");
    expect(figures).toHaveLength(PARTS.flatMap(({ rows }) => rows).length);
    expect(missedOf(outcomesOf())).toEqual([]);
  });

  it.each([
    ["simulation", "checkouts", 999_999],
    ["simulation", "faults", 3_999_999],
    ["simulation", "violations", 1],
    ["simulation", "replays.same", 499],
    ["mutants", "killed", 28],
    ["chaos", "kills", 19],
    ["chaos", "acknowledged", 1_999],
    ["chaos", "lost", 1],
    ["chaos", "torn", 1],
    ["chaos", "checkouts", 1_999],
    ["chaos", "rush.1.sold", 0],
    ["chaos", "rush.1.oversold", 1],
    ["chaos", "rush.100.sold", 99],
    ["chaos", "rush.100.unanswered", 1],
  ])("misses the target of %s %s at %d, and without a figure", (name, key, value) => {
    expect(missedOf(outcomesOf(reportOf(name, { [key]: value })))).toEqual([`${name}.${key}`]);
    expect(missedOf(outcomesOf(reportOf(name, { [key]: null })))).toEqual([`${name}.${key}`]);
  });

  it("asks for enough mutants, and for a share of those that there are", () => {
    const few = outcomesOf(reportOf("mutants", { mutants: 29, killed: 29 }));
    expect(missedOf(few)).toEqual(["mutants.mutants"]);
    const many = outcomesOf(reportOf("mutants", { mutants: 40, killed: 38 }));
    expect(missedOf(many)).toEqual([]);
    const share = verifyFigures(many, { isShort: false }).find(
      ({ key }) => key === "mutants.killed",
    );
    expect(share).toMatchObject({ value: 95, unit: "%" });
    const none = outcomesOf(reportOf("mutants", { mutants: 0, killed: 0 }));
    expect(missedOf(none)).toEqual(["mutants.mutants", "mutants.killed"]);
  });

  it("shows the smallest of many", () => {
    const report = reportOf("simulation");
    const rare = { key: "fault.F2", title: "a reply is lost", value: 7, unit: "" };
    const outcomes = outcomesOf({ ...report, figures: [...report.figures, rare] });
    const figures = verifyFigures(outcomes, { isShort: false });
    expect(figures.find(({ key }) => key === "simulation.fault.*")?.value).toBe(7);
  });

  it("holds a long run to its long targets, whatever the part set itself", () => {
    const report = reportOf("chaos", { checkouts: 120 });
    const figures = report.figures.map((figure) => ({ ...figure, target: { atLeast: 0 } }));
    expect(missedOf(outcomesOf({ ...report, figures }))).toEqual(["chaos.checkouts"]);
  });

  it("holds a short run to what the part set itself", () => {
    const figures = [
      { key: "checkouts", title: "checkouts", value: 120, unit: "", target: { atLeast: 120 } },
      { key: "lost", title: "lost", value: 1, unit: "", target: { atMost: 0 } },
      { key: "down", title: "kill to next answer", value: 2, unit: "s" },
    ];
    const outcomes = outcomesOf({ ...reportOf("chaos"), figures });
    const shown = verifyFigures(outcomes, { isShort: true }).map(({ key }) => key);
    expect(shown.filter((key) => key.startsWith("chaos."))).toEqual([
      "chaos.checkouts",
      "chaos.lost",
    ]);
    expect(missedOf(outcomes, true)).toEqual(["chaos.lost"]);
  });

  it("adds what a part promised by itself and did not keep", () => {
    const report = reportOf("mutants");
    const own = { key: "x", title: "X", value: 2, unit: "", target: { atMost: 1 } };
    const kept = { ...own, key: "y", value: 1 };
    const outcomes = outcomesOf({ ...report, figures: [...report.figures, own, kept] });
    expect(missedOf(outcomes)).toEqual(["mutants.x"]);
  });

  it.each([true, false])("misses every row of a part that did not run, short: %s", (isShort) => {
    const outcomes = outcomesOf();
    outcomes.delete("mutants");
    const rows = PARTS.find(({ name }) => name === "mutants")?.rows ?? [];
    expect(missedOf(outcomes, isShort)).toEqual(rows.map(({ key }) => `mutants.${key}`));
  });
});

describe("troublesOf()", () => {
  it("has nothing to say where every part came to its end", () => {
    expect(troublesOf(outcomesOf())).toEqual([]);
  });

  it("names the parts that did not", () => {
    const outcomes = outcomesOf();
    outcomes.set("chaos", { report: null, trouble: "not there", ms: 0 });
    outcomes.delete("mutants");
    expect(troublesOf(outcomes)).toEqual(["mutants: not run", "chaos: not there"]);
  });
});

describe("troubleOf()", () => {
  const report = reportOf("chaos");
  const broken = reportOf("chaos", { lost: 1 });
  it.each([
    [0, false, report, null],
    [1, false, broken, null],
    [1, false, report, "ended with 1"],
    [null, false, report, "ended with a signal"],
    [0, false, null, "ended with 0 and without a report"],
    [null, true, report, "not done in time"],
  ])("of status %s, late %s", (code, isLate, written, trouble) => {
    expect(troubleOf({ code, isLate }, written)).toBe(trouble);
  });
});

describe("parseReport()", () => {
  const report = reportOf("chaos");
  const text = JSON.stringify({ ...report, missed: [] });

  it("reads what was written in this run, and nothing older", () => {
    expect(parseReport(text, Date.parse(AT))).toEqual(report);
    expect(parseReport(text, Date.parse(AT) + 1)).toBeNull();
  });

  it("never lets pass what could not be measured", () => {
    const [figure] = reportOf("chaos", { lost: Number.NaN }).figures.slice(2);
    const unmeasured = JSON.stringify({ ...report, figures: [figure] });
    const read = parseReport(unmeasured, 0);
    expect(read?.figures.map(isKept)).toEqual([false]);
  });

  it.each(["", "{", "null", "{}", JSON.stringify({ ...report, figures: [{}] })])(
    "takes %j for none",
    (other) => {
      expect(parseReport(other, 0)).toBeNull();
    },
  );
});
