/** Stock against itself: the ledger page by page, the levels and the holds that must agree with it. */
import type { Id } from "./id.ts";
import type { StockLevel } from "./inventory.ts";
import { findLedgerBreak, type LedgerEntry, type LocationLevel } from "./inventory-ledger.ts";

/** How far a ledger was read, and what it amounts to up to there. */
export interface LedgerCheckpoint {
  /** The `seq` of the last entry that was read. */
  readonly after: number;
  readonly levels: readonly LocationLevel[];
}

/** Units that the holds of an item promise, added up. */
export interface PromisedUnits {
  readonly held: number;
  readonly allocated: number;
}

/** What one page of an audit found. */
export interface StockAudit {
  /** The first entry that does not follow from those before it. */
  readonly brokenAt: number | null;
  /** Where the next page begins; null where the ledger's end, or a break, was reached. */
  readonly next: LedgerCheckpoint | null;
  /** At the end: the numbers that the stored levels or the holds contradict. */
  readonly contradictions: readonly ("levels" | "held" | "allocated")[];
  readonly level: StockLevel;
}

/** A hold or an allocation, as far as an order can be asked about it. */
export interface StockPromise {
  readonly holdId: Id<"hold">;
  readonly orderId: Id<"order">;
  readonly status: "held" | "committed";
  /** Units that were not given back. */
  readonly left: number;
}

/** The beginning of every ledger. */
export const LEDGER_START: LedgerCheckpoint = { after: 0, levels: [] };

/** Checks one page of a ledger and, where it is the last one, everything that follows from it. */
export function auditPage(
  { after, levels }: LedgerCheckpoint,
  page: {
    readonly entries: readonly LedgerEntry[];
    readonly isLast: boolean;
    readonly level: StockLevel;
    readonly promised: PromisedUnits;
  },
): StockAudit {
  const { entries, isLast, level, promised } = page;
  const [first] = entries;
  const hasGap = first !== undefined && first.seq !== after + 1;
  const brokenAt = hasGap ? first.seq : findLedgerBreak(entries, levels);
  if (brokenAt !== null) return { brokenAt, next: null, contradictions: [], level };
  const read = { after: entries.at(-1)?.seq ?? after, levels: levelsAfter(levels, entries) };
  if (!isLast) return { brokenAt, next: read, contradictions: [], level };
  const isSame = sameLevels(read.levels, level.locations) && read.after === level.version;
  return {
    brokenAt,
    next: null,
    contradictions: [
      ...(isSame ? [] : (["levels"] as const)),
      ...(promised.held === level.held ? [] : (["held"] as const)),
      ...(promised.allocated === level.allocated ? [] : (["allocated"] as const)),
    ],
    level,
  };
}

/** Every entry tells what stood at its location afterwards. */
function levelsAfter(
  start: readonly LocationLevel[],
  entries: readonly LedgerEntry[],
): LocationLevel[] {
  const levels = new Map(start.map((level) => [level.location, level]));
  for (const { location, onHand, held, allocated } of entries) {
    levels.set(location, { location, onHand, held, allocated });
  }
  return [...levels.values()];
}

/** @returns whether two lists of levels say the same, in whatever order; an empty level says nothing */
export function sameLevels(
  left: readonly LocationLevel[],
  right: readonly LocationLevel[],
): boolean {
  const spell = (levels: readonly LocationLevel[]) =>
    levels
      .filter(({ onHand, held, allocated }) => onHand !== 0 || held !== 0 || allocated !== 0)
      .map(({ location, onHand, held, allocated }) => `${location} ${onHand} ${held} ${allocated}`)
      .toSorted()
      .join();
  return spell(left) === spell(right);
}
