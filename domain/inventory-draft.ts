/** What a step of stock has worked out so far: numbers and ledger, changed in one place. */
import type { Id } from "./id.ts";
import {
  availableOf,
  levelOf,
  type MovementNote,
  NOTE_MAX,
  type Stock,
  type StockLevel,
  type StockStep,
  stockBand,
} from "./inventory.ts";
import type { Hold, HoldTerms } from "./inventory-hold.ts";
import {
  emptyLevel,
  type LedgerEntry,
  type LocationLevel,
  type MovementKind,
  moveUnits,
  type StockPart,
} from "./inventory-ledger.ts";

/** Staff look at the screen while they do this, so they see it at once. */
const PROMPT_MOVEMENTS: ReadonlySet<MovementKind> = new Set([
  "receive",
  "adjust",
  "transfer_out",
  "transfer_in",
  "restock",
]);

/** Lives for one step and is seen by nobody else; what it starts from is never touched. */
export interface Draft {
  readonly now: number;
  readonly before: Stock;
  /** The named hold as it stands after what was due. */
  hold: Hold | null;
  locations: readonly LocationLevel[];
  readonly holds: Hold[];
  readonly forgotten: Id<"hold">[];
  readonly entries: LedgerEntry[];
}

/** @returns a draft in which nothing has happened */
export function openDraft(
  { stock, hold }: { readonly stock: Stock; readonly hold: Hold | null },
  now: number,
): Draft {
  const { locations } = stock;
  return { now, before: stock, hold, locations, holds: [], forgotten: [], entries: [] };
}

/** One movement, as a command or a hold tells it. */
export interface Movement extends MovementNote, StockPart {
  readonly kind: MovementKind;
  readonly holdId?: Id<"hold">;
  readonly orderId?: Id<"order">;
}

/** Moves units: the numbers and the ledger change together, here and nowhere else. */
export function move(draft: Draft, movement: Movement): void {
  const { kind, location, quantity } = movement;
  const before = levelAt(draft, location);
  const after = moveUnits(before ?? emptyLevel(location), movement);
  draft.locations =
    before === undefined
      ? [...draft.locations, after]
      : draft.locations.map((level) => (level === before ? after : level));
  draft.entries.push({
    seq: draft.before.version + draft.entries.length + 1,
    at: draft.now,
    kind,
    location,
    quantity,
    onHand: after.onHand,
    held: after.held,
    allocated: after.allocated,
    holdId: movement.holdId ?? null,
    orderId: movement.orderId ?? null,
    reason: movement.reason?.slice(0, NOTE_MAX) ?? null,
    actor: movement.actor?.slice(0, NOTE_MAX) ?? null,
  });
}

/** Moves the units of a hold, location by location. */
export function moveParts(
  draft: Draft,
  kind: MovementKind,
  units: MovementNote &
    Pick<HoldTerms, "holdId" | "orderId"> & { readonly parts: readonly StockPart[] },
): void {
  const { holdId, orderId, reason, actor } = units;
  for (const part of units.parts) move(draft, { ...part, kind, holdId, orderId, reason, actor });
}

/** @returns the numbers after the movements so far */
export function stockNow({ before, entries, locations }: Draft): Stock {
  if (entries.length === 0) return before;
  return { itemId: before.itemId, version: before.version + entries.length, locations };
}

/** @returns the level after the movements so far */
export function levelNow(draft: Draft): StockLevel {
  return levelOf(stockNow(draft));
}

/** @returns the numbers of a location, or undefined where nothing was ever received */
export function levelAt(draft: Draft, location: Id<"location">): LocationLevel | undefined {
  return draft.locations.find((level) => level.location === location);
}

/** Shoppers hear at once when the band changes, everybody else a little later. */
export function urgencyOf({ before, entries, locations }: Draft): StockStep["publish"] {
  if (entries.length === 0) return null;
  if (entries.some(({ kind }) => PROMPT_MOVEMENTS.has(kind))) return "now";
  const hasOtherBand =
    stockBand(availableOf(before.locations)) !== stockBand(availableOf(locations));
  return hasOtherBand ? "now" : "later";
}
