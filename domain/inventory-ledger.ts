/** The stock ledger: every movement of units in its order, and the levels that follow from it. */
import type { Id } from "./id.ts";
import { invariant } from "./result.ts";

/** How often a movement's quantity counts towards each number of its location. */
export const MOVEMENTS = {
  /** Goods came in. */
  receive: { onHand: 1, held: 0, allocated: 0 },
  /** A count put right; the one movement whose quantity may be negative. */
  adjust: { onHand: 1, held: 0, allocated: 0 },
  transfer_out: { onHand: -1, held: 0, allocated: 0 },
  transfer_in: { onHand: 1, held: 0, allocated: 0 },
  /** An order that is about to be paid asks for units. */
  hold: { onHand: 0, held: 1, allocated: 0 },
  release: { onHand: 0, held: -1, allocated: 0 },
  /** The hold's time ran out. */
  expire: { onHand: 0, held: -1, allocated: 0 },
  /** Held units belong to a paid order. */
  commit: { onHand: 0, held: -1, allocated: 1 },
  /** Units that nobody held belong to a paid order: its hold had lapsed. */
  allocate: { onHand: 0, held: 0, allocated: 1 },
  /** A paid order gave units back before they left the house. */
  restock: { onHand: 0, held: 0, allocated: -1 },
} as const satisfies Record<string, Readonly<Record<"onHand" | "held" | "allocated", -1 | 0 | 1>>>;

/** What can happen to units. */
export type MovementKind = keyof typeof MOVEMENTS;

/** The numbers of one location; available is on hand - held - allocated. */
export interface LocationLevel {
  readonly location: Id<"location">;
  readonly onHand: number;
  readonly held: number;
  readonly allocated: number;
}

/** Units at one location. */
export interface StockPart {
  readonly location: Id<"location">;
  readonly quantity: number;
}

/** One movement at one location, with what stood there afterwards. Never changed, never removed. */
export interface LedgerEntry {
  /** 1, 2, 3 … without a gap; the newest one is the version of the level. */
  readonly seq: number;
  readonly at: number;
  readonly kind: MovementKind;
  readonly location: Id<"location">;
  /** Above zero, but for `adjust`, where it is the difference. */
  readonly quantity: number;
  readonly onHand: number;
  readonly held: number;
  readonly allocated: number;
  readonly holdId: Id<"hold"> | null;
  readonly orderId: Id<"order"> | null;
  /** Why, in the words of staff. */
  readonly reason: string | null;
  /** Who did it, where a person did. */
  readonly actor: string | null;
}

/** @returns what may still be promised at a location */
export function availableAt(level: LocationLevel): number {
  return level.onHand - level.held - level.allocated;
}

/** @returns an empty location */
export function emptyLevel(location: Id<"location">): LocationLevel {
  return { location, onHand: 0, held: 0, allocated: 0 };
}

/**
 * The one place where numbers of stock change.
 * @throws Error where a number would become negative or more were promised than there is
 */
export function moveUnits(
  level: LocationLevel,
  { kind, quantity }: { readonly kind: MovementKind; readonly quantity: number },
): LocationLevel {
  const signs = MOVEMENTS[kind];
  const after = {
    location: level.location,
    onHand: level.onHand + signs.onHand * quantity,
    held: level.held + signs.held * quantity,
    allocated: level.allocated + signs.allocated * quantity,
  };
  invariant(Number.isSafeInteger(quantity), `${kind} moves whole units`);
  invariant(after.held >= 0 && after.allocated >= 0, `${kind} gives back what was taken`);
  invariant(availableAt(after) >= 0, `${kind} leaves no more promised than there is`);
  return after;
}

/**
 * The levels that a ledger tells of, in the order in which the locations appear.
 * @param entries oldest first
 * @param start levels before the first entry, to fold a long ledger page by page
 */
export function foldLedger(
  entries: Iterable<LedgerEntry>,
  start: readonly LocationLevel[] = [],
): LocationLevel[] {
  const levels = new Map(start.map((level) => [level.location, level]));
  for (const entry of entries) {
    const level = levels.get(entry.location) ?? emptyLevel(entry.location);
    levels.set(entry.location, moveUnits(level, entry));
  }
  return [...levels.values()];
}

/**
 * Looks for the first entry that does not follow from those before it: a gap, or numbers that the
 * movements do not add up to.
 * @param start levels before the first entry, where the ledger is checked page by page
 * @returns its `seq`, or null where the ledger agrees with itself
 */
export function findLedgerBreak(
  entries: readonly LedgerEntry[],
  start: readonly LocationLevel[] = [],
): number | null {
  const levels = new Map(start.map((level) => [level.location, level]));
  let expectedSeq = entries[0]?.seq ?? 1;
  if (start.length === 0 && expectedSeq !== 1) return expectedSeq;
  for (const entry of entries) {
    const { location, onHand, held, allocated } = entry;
    const signs = MOVEMENTS[entry.kind];
    const before = levels.get(location) ?? emptyLevel(location);
    const doesFollow =
      entry.seq === expectedSeq &&
      onHand === before.onHand + signs.onHand * entry.quantity &&
      held === before.held + signs.held * entry.quantity &&
      allocated === before.allocated + signs.allocated * entry.quantity;
    if (!doesFollow) return entry.seq;
    levels.set(location, { location, onHand, held, allocated });
    expectedSeq += 1;
  }
  return null;
}

/**
 * Chooses where units come from: the location with the most first, so that they come from as few
 * places as possible.
 * @returns null where all locations together have too few
 */
export function splitUnits(levels: readonly LocationLevel[], quantity: number): StockPart[] | null {
  const parts: StockPart[] = [];
  let missing = quantity;
  const byAvailable =
    levels.length < 2
      ? levels
      : levels.toSorted((left, right) => availableAt(right) - availableAt(left));
  for (const level of byAvailable) {
    const taken = Math.min(missing, availableAt(level));
    if (taken > 0) parts.push({ location: level.location, quantity: taken });
    missing -= taken;
    if (missing === 0) return parts;
  }
  return null;
}

/** @returns the parts that cover the units `from` (counted from zero) up to, not including, `to` */
export function sliceParts(parts: readonly StockPart[], from: number, to: number): StockPart[] {
  const slice: StockPart[] = [];
  let first = 0;
  for (const { location, quantity } of parts) {
    const covered = Math.min(first + quantity, to) - Math.max(first, from);
    if (covered > 0) slice.push({ location, quantity: covered });
    first += quantity;
  }
  return slice;
}

/** @returns how many units the parts are together */
export function sumParts(parts: readonly StockPart[]): number {
  return parts.reduce((sum, part) => sum + part.quantity, 0);
}
