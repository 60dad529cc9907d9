/** Whatever is asked of stock in whatever order, nothing is lost, invented or promised twice. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { StockCommandName } from "./inventory.ts";
import { stockMoves } from "./inventory-arbitraries.ts";
import { answerAgain, StockMemory } from "./inventory-builders.ts";
import { allocatedParts, type Hold } from "./inventory-hold.ts";
import {
  findLedgerBreak,
  foldLedger,
  type LedgerEntry,
  type LocationLevel,
  MOVEMENTS,
  sumParts,
} from "./inventory-ledger.ts";

const RUNS = 2_000;
/** What may be repeated without a key because the hold's id is the key. */
const REPEATABLE: ReadonlySet<StockCommandName> = new Set(["hold", "release", "commit", "expire"]);

describe("stepStock() in any order", () => {
  it("keeps the books", () => {
    fc.assert(
      fc.property(stockMoves, (sequence) => {
        const memory = new StockMemory();
        for (const { command, waitMs, repeats } of sequence) {
          memory.now += waitMs;
          const before = memory.stock.locations;
          const answer = memory.run(command);
          expectBooks(memory, before);
          if (!answer.ok) expectOnlyLapses(memory);
          for (let time = 0; time < repeats && REPEATABLE.has(command.type); time += 1) {
            const stock = memory.stock;
            expect(memory.run(command)).toEqual(answerAgain(command, answer));
            expect(memory.stock).toBe(stock);
          }
        }
        expect(foldLedger(memory.ledger)).toEqual(memory.stock.locations);
        expect(findLedgerBreak(memory.ledger)).toBeNull();
        expect(memory.ledger.length).toBe(memory.stock.version);
        expectConservation(memory.ledger, memory.stock.locations);
      }),
      { numRuns: RUNS },
    );
  });

  it("answers as a plain count of units would", () => {
    fc.assert(
      fc.property(stockMoves, (sequence) => {
        const memory = new StockMemory();
        for (const { command, waitMs } of sequence) {
          memory.now += waitMs;
          const known =
            "holdId" in command ? (memory.holds.get(command.holdId)?.status ?? "none") : "none";
          const free = freeUnits(memory);
          const answer = memory.run(command);
          if (command.type === "hold" && known === "none" && command.quantity > 0) {
            const isInTime = command.expiresAt > memory.now;
            expect(answer.ok).toBe(isInTime && command.quantity <= free);
          }
          if (command.type === "hold" && known === "released") expect(answer.ok).toBe(false);
        }
      }),
      { numRuns: RUNS / 4 },
    );
  });
});

/** Counts without looking at the numbers that the step keeps: what came, less what is promised. */
function freeUnits({ ledger, holds, now }: StockMemory): number {
  const came = ledger.reduce(
    (sum, { kind, quantity }) => sum + MOVEMENTS[kind].onHand * quantity,
    0,
  );
  const promised = [...holds.values()].reduce((sum, hold) => sum + promisedBy(hold, now), 0);
  return came - promised;
}

function promisedBy(hold: Hold, now: number): number {
  if (hold.status === "held") return hold.expiresAt > now ? hold.quantity : 0;
  return hold.status === "committed" ? hold.quantity - hold.restocked : 0;
}

/** I2, I3, I4 and the agreement of numbers, holds and ledger after one step. */
function expectBooks(memory: StockMemory, before: readonly LocationLevel[]): void {
  const { stock, holds, step, now } = memory;
  for (const level of stock.locations) {
    expect(Math.min(level.onHand, level.held, level.allocated)).toBeGreaterThanOrEqual(0);
    expect(level.held + level.allocated).toBeLessThanOrEqual(level.onHand);
  }
  expect(foldLedger(step?.entries ?? [], before)).toEqual(stock.locations);
  const held = new Map<string, number>();
  const allocated = new Map<string, number>();
  for (const hold of holds.values()) {
    if (hold.status === "held") {
      expect(hold.expiresAt).toBeGreaterThan(now);
      expect(sumParts(hold.parts)).toBe(hold.quantity);
      for (const part of hold.parts) add(held, part);
    }
    if (hold.status === "committed") {
      expect(sumParts(hold.parts)).toBe(hold.quantity);
      for (const part of allocatedParts(hold)) add(allocated, part);
    }
  }
  for (const level of stock.locations) {
    expect(held.get(level.location) ?? 0).toBe(level.held);
    expect(allocated.get(level.location) ?? 0).toBe(level.allocated);
  }
}

function add(sums: Map<string, number>, part: { location: string; quantity: number }): void {
  sums.set(part.location, (sums.get(part.location) ?? 0) + part.quantity);
}

/** A refusal may let go of what was due, and moves nothing else. */
function expectOnlyLapses({ step }: StockMemory): void {
  expect(step?.entries.filter(({ kind }) => kind !== "expire")).toEqual([]);
}

/** I1: what came in, less what went out, is what is there. */
function expectConservation(
  ledger: readonly LedgerEntry[],
  locations: readonly LocationLevel[],
): void {
  const sum = (kinds: readonly string[]) =>
    ledger
      .filter(({ kind }) => kinds.includes(kind))
      .reduce((total, entry) => total + entry.quantity, 0);
  const onHand = locations.reduce((total, level) => total + level.onHand, 0);
  expect(sum(["receive", "adjust"])).toBe(onHand);
  expect(sum(["transfer_in"])).toBe(sum(["transfer_out"]));
  const allocated = locations.reduce((total, level) => total + level.allocated, 0);
  expect(sum(["commit", "allocate"]) - sum(["restock"])).toBe(allocated);
  const held = locations.reduce((total, level) => total + level.held, 0);
  expect(sum(["hold"]) - sum(["release", "expire", "commit"])).toBe(held);
}
