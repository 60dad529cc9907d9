/** The stock of one item: its numbers, what may be asked of it and what it answers. */
import type { Id } from "./id.ts";
import type { CommittedHold, HeldHold, Hold } from "./inventory-hold.ts";
import {
  availableAt,
  type LedgerEntry,
  type LocationLevel,
  type StockPart,
} from "./inventory-ledger.ts";
import type { Result } from "./result.ts";

/** Most units that one command may move. */
export const QUANTITY_MAX = 1_000_000;
/** Most units of an item at one location. */
export const ON_HAND_MAX = 1_000_000_000;
/** Most places that keep an item. */
export const LOCATIONS_MAX = 50;
/** Longest time that a hold may ask for, in milliseconds. */
export const HOLD_MS_MAX = 7 * 24 * 60 * 60 * 1000;
/** Longest reason or name of an actor in the ledger, in characters; the rest is cut. */
export const NOTE_MAX = 200;
/** At this many and fewer, shoppers read how many are left. */
export const LOW_STOCK_MAX = 5;

/** The numbers of an item as they are kept. */
export interface Stock {
  readonly itemId: Id<"stockItem">;
  /** Grows by one with every ledger entry. */
  readonly version: number;
  /** In the order in which they first received something. */
  readonly locations: readonly LocationLevel[];
}

/** The numbers of an item as they are told. */
export interface StockLevel extends Stock {
  readonly onHand: number;
  readonly held: number;
  readonly allocated: number;
  /** On hand - held - allocated; never below zero. */
  readonly available: number;
}

/** Everything one command needs to know; loading it never means reading the history. */
export interface StockSituation {
  readonly stock: Stock;
  /** The hold that the command names, or null where it is unknown or none is named. */
  readonly hold: Hold | null;
  /** Every hold whose time has come by now (see holdDueAt), the earliest first. */
  readonly due: readonly Hold[];
}

/** Who moves units and why; both end up in the ledger. */
export interface MovementNote {
  readonly reason?: string | undefined;
  readonly actor?: string | undefined;
}

/** What may be asked, by name. */
export interface StockCommands {
  receive: MovementNote & { readonly location: Id<"location">; readonly quantity: number };
  adjust: MovementNote & { readonly location: Id<"location">; readonly delta: number };
  transfer: MovementNote & {
    readonly from: Id<"location">;
    readonly to: Id<"location">;
    readonly quantity: number;
  };
  /** One hold id per order and item: the id is what makes asking twice harmless. */
  hold: {
    readonly holdId: Id<"hold">;
    readonly orderId: Id<"order">;
    readonly quantity: number;
    readonly expiresAt: number;
  };
  release: { readonly holdId: Id<"hold"> };
  commit: {
    readonly holdId: Id<"hold">;
    readonly orderId: Id<"order">;
    readonly quantity: number;
  };
  restock: MovementNote & { readonly holdId: Id<"hold">; readonly quantity: number };
  /** Does what every command does first, and nothing else: lets go of what is due. */
  expire: object;
}

/** The names of the commands. */
export type StockCommandName = keyof StockCommands;

/** A command as data. */
export type StockCommand<Name extends StockCommandName = StockCommandName> = {
  [Each in Name]: StockCommands[Each] & { readonly type: Each };
}[Name];

/** No whole number from 1 to QUANTITY_MAX, or more than a location can count. */
export type QuantityInvalid = { readonly reason: "quantity_invalid"; readonly quantityMax: number };
/** Nothing was ever received at this location, or the text names none. */
export type LocationUnknown = { readonly reason: "location_unknown"; readonly location: string };
/** The item is kept in LOCATIONS_MAX places already. */
export type LocationLimit = { readonly reason: "location_limit"; readonly locationsMax: number };
/** A transfer must lead elsewhere. */
export type LocationSame = { readonly reason: "location_same"; readonly location: string };
/** The units at this location are promised to orders. */
export type StockPromised = { readonly reason: "stock_promised"; readonly available: number };
/** Fewer are available than were asked for. */
export type SoldOut = { readonly reason: "sold_out"; readonly available: number };
/** The order let go of this hold before. */
export type HoldReleased = { readonly reason: "hold_released" };
/** The hold belongs to a paid order: restock is the way back. */
export type HoldCommitted = { readonly reason: "hold_committed" };
/** The id belongs to another order's hold, or to another quantity. */
export type HoldMismatch = { readonly reason: "hold_mismatch" };
/** No time, one that has come already, or one further ahead than HOLD_MS_MAX. */
export type ExpiryInvalid = { readonly reason: "expiry_invalid"; readonly holdMsMax: number };
/** The order has fewer units left to give back; `allocated` says how many. */
export type NothingAllocated = { readonly reason: "nothing_allocated"; readonly allocated: number };

/** The units are held until `expiresAt`. */
export interface HoldAnswer {
  readonly holdId: Id<"hold">;
  readonly quantity: number;
  readonly expiresAt: number;
  /** What was left for others when the hold was made. */
  readonly available: number;
}

/** What a command answers where it succeeds, by its name. */
export interface StockValues {
  receive: StockLevel;
  adjust: StockLevel;
  transfer: StockLevel;
  hold: HoldAnswer;
  release: { readonly released: number };
  commit: { readonly allocations: readonly StockPart[] };
  restock: StockLevel;
  expire: StockLevel;
}

/** Why a command may be refused, by its name. */
export interface StockProblems {
  receive: QuantityInvalid | LocationUnknown | LocationLimit;
  adjust: QuantityInvalid | LocationUnknown | StockPromised;
  transfer: QuantityInvalid | LocationUnknown | LocationLimit | LocationSame | StockPromised;
  hold: SoldOut | HoldReleased | HoldMismatch | QuantityInvalid | ExpiryInvalid;
  release: HoldCommitted;
  commit: SoldOut | HoldReleased | HoldMismatch | QuantityInvalid;
  restock: NothingAllocated | QuantityInvalid;
  expire: never;
}

/** The answer to a command. */
export type StockAnswer<Name extends StockCommandName> = Result<
  StockValues[Name],
  StockProblems[Name]
>;

/** The answers, by the name of the command. */
export type StockAnswers = { readonly [Name in StockCommandName]: StockAnswer<Name> };

/** What a command leads to. Everything but the answer is to be stored in one transaction. */
export interface StockStep<Name extends StockCommandName = StockCommandName> {
  /** The very same object where no unit moved. */
  readonly stock: Stock;
  /** Holds that changed; the later one counts where an id comes twice. */
  readonly holds: readonly Hold[];
  /** Holds to be forgotten. */
  readonly forgotten: readonly Id<"hold">[];
  readonly entries: readonly LedgerEntry[];
  /** How soon the world must hear of the new level; null where it did not change. */
  readonly publish: "now" | "later" | null;
  readonly answer: StockAnswer<Name>;
}

/** Why the number is what it is: who has which units, until when, and what happened last. */
export interface StockReasons {
  readonly level: StockLevel;
  /** The next to expire first; at most a page of them. */
  readonly holds: readonly HeldHold[];
  /** Allocations with units left; at most a page of them. */
  readonly allocations: readonly CommittedHold[];
  /** The newest first. */
  readonly lastMovements: readonly LedgerEntry[];
}

/** Tells the world the newest level; an older version that comes later means nothing. */
export interface StockLevelChanged {
  /** The same for the same item and version, so that one sent twice counts once. */
  readonly id: Id<"event">;
  readonly type: "stock.level_changed";
  readonly version: 1;
  readonly at: number;
  readonly subject: Id<"stockItem">;
  readonly data: StockLevel;
}

/** @returns the level with its sums */
export function levelOf({ itemId, version, locations }: Stock): StockLevel {
  let onHand = 0;
  let held = 0;
  let allocated = 0;
  for (const level of locations) {
    onHand += level.onHand;
    held += level.held;
    allocated += level.allocated;
  }
  const available = onHand - held - allocated;
  return { itemId, version, onHand, held, allocated, available, locations };
}

/** @returns how many units may still be promised, over all locations */
export function availableOf(locations: readonly LocationLevel[]): number {
  return locations.reduce((sum, level) => sum + availableAt(level), 0);
}

/** What a shopper can tell about a number of units without reading it. */
export type StockBand = "sold_out" | "low" | "in_stock";

/** @returns the band of a number of available units */
export function stockBand(available: number): StockBand {
  if (available <= 0) return "sold_out";
  return available <= LOW_STOCK_MAX ? "low" : "in_stock";
}
