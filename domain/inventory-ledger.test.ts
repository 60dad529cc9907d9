import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HARBOUR, MILL, START } from "./inventory-builders.ts";
import {
  emptyLevel,
  findLedgerBreak,
  foldLedger,
  type LedgerEntry,
  moveUnits,
  sliceParts,
  splitUnits,
  sumParts,
} from "./inventory-ledger.ts";

const entry = (fields: Partial<LedgerEntry>): LedgerEntry => ({
  seq: 1,
  at: START,
  kind: "receive",
  location: HARBOUR,
  quantity: 3,
  onHand: 3,
  held: 0,
  allocated: 0,
  holdId: null,
  orderId: null,
  reason: null,
  actor: null,
  ...fields,
});

const LEDGER = [
  entry({}),
  entry({ seq: 2, location: MILL }),
  entry({ seq: 3, kind: "hold", quantity: 2, held: 2 }),
  entry({ seq: 4, kind: "commit", quantity: 2, allocated: 2 }),
];

describe("moveUnits()", () => {
  it("refuses what cannot be", () => {
    const empty = emptyLevel(HARBOUR);
    expect(() => moveUnits(empty, { kind: "hold", quantity: 1 })).toThrow("no more promised");
    expect(() => moveUnits(empty, { kind: "release", quantity: 1 })).toThrow("gives back");
    expect(() => moveUnits(empty, { kind: "adjust", quantity: -1 })).toThrow("no more promised");
    expect(() => moveUnits(empty, { kind: "receive", quantity: 0.5 })).toThrow("whole units");
  });
});

describe("foldLedger()", () => {
  it("gives the levels, whole or page by page", () => {
    const levels = [
      { location: HARBOUR, onHand: 3, held: 0, allocated: 2 },
      { location: MILL, onHand: 3, held: 0, allocated: 0 },
    ];
    expect(foldLedger(LEDGER)).toEqual(levels);
    expect(foldLedger(LEDGER.slice(2), foldLedger(LEDGER.slice(0, 2)))).toEqual(levels);
    expect(foldLedger([])).toEqual([]);
  });
});

describe("findLedgerBreak()", () => {
  it("finds nothing in a whole ledger or in a page of it", () => {
    expect(findLedgerBreak(LEDGER)).toBeNull();
    expect(findLedgerBreak(LEDGER.slice(2), foldLedger(LEDGER.slice(0, 2)))).toBeNull();
    expect(findLedgerBreak([])).toBeNull();
  });

  it("finds an entry that was removed, changed or put first", () => {
    expect(findLedgerBreak(LEDGER.toSpliced(1, 1))).toBe(3);
    expect(findLedgerBreak(LEDGER.with(0, entry({ quantity: 4 })))).toBe(1);
    expect(findLedgerBreak(LEDGER.with(2, entry({ seq: 3, kind: "hold", quantity: 1 })))).toBe(3);
    expect(findLedgerBreak(LEDGER.slice(1))).toBe(2);
  });
});

describe("splitUnits()", () => {
  it("takes exactly what is asked from as few places as can give it, or nothing", () => {
    const available = fc.array(fc.nat({ max: 5 }), { maxLength: 5 });
    fc.assert(
      fc.property(available, fc.integer({ min: 1, max: 12 }), (counts, quantity) => {
        const levels = counts.map((onHand) => ({ ...emptyLevel(HARBOUR), onHand }));
        const parts = splitUnits(levels, quantity);
        const total = counts.reduce((sum, count) => sum + count, 0);
        expect(parts === null).toBe(total < quantity);
        if (parts === null) return;
        expect(sumParts(parts)).toBe(quantity);
        const fullest = counts.toSorted((left, right) => right - left);
        const reach = (places: number) =>
          fullest.slice(0, places).reduce((sum, count) => sum + count, 0);
        expect(reach(parts.length)).toBeGreaterThanOrEqual(quantity);
        expect(reach(parts.length - 1)).toBeLessThan(quantity);
      }),
    );
  });
});

describe("sliceParts()", () => {
  it("cuts parts into pieces that make the whole again", () => {
    const parts = [
      { location: HARBOUR, quantity: 2 },
      { location: MILL, quantity: 3 },
    ];
    expect(sliceParts(parts, 1, 4)).toEqual([
      { location: HARBOUR, quantity: 1 },
      { location: MILL, quantity: 2 },
    ]);
    for (let cut = 0; cut <= 5; cut += 1) {
      const pieces = [...sliceParts(parts, 0, cut), ...sliceParts(parts, cut, 5)];
      expect(sumParts(pieces)).toBe(5);
    }
    expect(sliceParts(parts, 3, 3)).toEqual([]);
  });
});
