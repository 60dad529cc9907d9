import { describe, expect, it } from "vitest";
import { operationFigures, operationTable, type Round, TARGETS } from "./bench-figures.ts";

const TITLES = [
  { key: "bareWorker", title: "bare Worker" },
  { key: "bareWrite", title: "bare object write" },
  { key: "hold", title: "hold" },
  { key: "purchase", title: "purchase" },
];

/** A round of 100 operations, a millisecond each. */
function round(key: string, change: Partial<Round> = {}): Round {
  const latenciesMs = Array.from({ length: 100 }, (_, index) => index + 1);
  return { key, load: { elapsedMs: 1000, latenciesMs }, cpuMs: 100, standInCpuMs: 0, ...change };
}

function valueOfKey(key: string, rounds: readonly Round[]) {
  return operationFigures(TITLES, rounds).find((figure) => figure.key === key);
}

describe("operationFigures()", () => {
  it("takes the median of the rounds, with their spread", () => {
    const rounds = [50, 500, 100].map((cpuMs) => round("purchase", { cpuMs }));
    expect(valueOfKey("purchase.cpuMs", rounds)).toMatchObject({ value: 1, spread: [0.5, 5] });
  });

  it("counts per second, and latencies by nearest rank", () => {
    const rounds = [round("purchase")];
    expect(valueOfKey("purchase.perSecond", rounds)?.value).toBe(100);
    expect(valueOfKey("purchase.p50Ms", rounds)?.value).toBe(50);
    expect(valueOfKey("purchase.p99Ms", rounds)?.value).toBe(99);
  });

  it("compares each round with the floor of the same round", () => {
    const rounds = [
      round("bareWorker", { cpuMs: 10 }),
      round("purchase", { cpuMs: 100 }),
      round("bareWorker", { cpuMs: 20 }),
      round("purchase", { cpuMs: 200 }),
    ];
    expect(valueOfKey("purchase.cpuRatio", rounds)).toMatchObject({ value: 10, spread: [10, 10] });
  });

  it("compares holds with bare writes by throughput", () => {
    const slow = { load: { elapsedMs: 1250, latenciesMs: round("hold").load.latenciesMs } };
    const rounds = [round("bareWrite"), round("hold", slow)];
    const ratio = valueOfKey("hold.ratioToBareWrite", rounds);
    expect(ratio).toMatchObject({ value: 0.8, target: { atLeast: 0.5 } });
  });

  it("keeps the stand-in's share apart", () => {
    const rounds = [round("purchase", { standInCpuMs: 300 })];
    expect(valueOfKey("purchase.standInCpuMs", rounds)?.value).toBe(3);
    expect(valueOfKey("purchase.cpuMs", rounds)?.value).toBe(1);
  });

  it("misses a promise whose floor was not measured", () => {
    expect(valueOfKey("hold.ratioToBareWrite", [round("hold")])?.value).toBeNaN();
  });

  it("carries every promise of the operations", () => {
    const keys = operationFigures(
      TITLES,
      TITLES.map(({ key }) => round(key)),
    );
    const promised = keys.filter(({ target }) => target !== undefined).map(({ key }) => key);
    expect(Object.keys(TARGETS)).toEqual(expect.arrayContaining(promised));
    expect(promised).toEqual(["hold.ratioToBareWrite", "purchase.p99Ms", "purchase.cpuMs"]);
  });
});

describe("operationTable()", () => {
  it("has a line for each operation", () => {
    const figures = operationFigures(
      TITLES,
      TITLES.map(({ key }) => round(key)),
    );
    const lines = operationTable(TITLES, figures).split("\n");
    expect(lines).toHaveLength(1 + TITLES.length);
    expect(lines[1]).toContain("bare Worker");
  });
});
