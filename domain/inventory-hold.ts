/** The life of a hold: units promised to an order until it is paid, let go, or out of time. */
import type { Id } from "./id.ts";
import { type StockPart, sliceParts } from "./inventory-ledger.ts";

/**
 * How long a hold that is over stays known, in milliseconds. Longer than a card's authorisation
 * (7 days) and a queue's memory (14 days), so that no message can outlive the word it contradicts.
 */
export const HOLD_KEEP_MS = 15 * 24 * 60 * 60 * 1000;

/** What was asked and answered when the hold was made; a repeated question gets it again. */
export interface HoldTerms {
  readonly holdId: Id<"hold">;
  readonly orderId: Id<"order">;
  readonly quantity: number;
  readonly expiresAt: number;
  /** What was left for others. */
  readonly available: number;
}

/** Units wait for a payment. */
export interface HeldHold extends HoldTerms {
  readonly status: "held";
  readonly parts: readonly StockPart[];
}

/** The time ran out before the payment; the units went back, a commit may ask for others, once. */
export interface ExpiredHold extends HoldTerms {
  readonly status: "expired";
  readonly closedAt: number;
}

/** The order is paid: an allocation. */
export interface CommittedHold extends HoldTerms {
  readonly status: "committed";
  readonly parts: readonly StockPart[];
  /** Units given back since, counted from the end of the parts. */
  readonly restocked: number;
  /** When the last unit was given back; null while some are left. */
  readonly closedAt: number | null;
}

/** The tombstone: the order let go or was refused at its payment, and no later copy changes that. */
export interface ReleasedHold {
  readonly status: "released";
  readonly holdId: Id<"hold">;
  /** Units that went back; zero where none were held. */
  readonly released: number;
  readonly closedAt: number;
}

/** A promise of units to one order, by its state. */
export type Hold = HeldHold | ExpiredHold | CommittedHold | ReleasedHold;

/** The states of a hold. */
export type HoldStatus = Hold["status"];

/** What can be said to a hold; `lapse` is said by time. */
export type HoldInput = "hold" | "release" | "commit" | "restock" | "lapse";

/**
 * Where each word leads while there are units; what is missing changes nothing. Without units a
 * hold is refused and nothing changes, a commit is refused and leads to `released`. `none` is a hold
 * that was never heard of or is forgotten by now.
 */
export const HOLD_MOVES = {
  none: { hold: "held", release: "released", commit: "committed" },
  held: { release: "released", commit: "committed", lapse: "expired" },
  expired: { release: "released", commit: "committed", lapse: "none" },
  committed: { restock: "committed", lapse: "none" },
  released: { lapse: "none" },
} as const satisfies Record<
  HoldStatus | "none",
  { readonly [Input in HoldInput]?: HoldStatus | "none" }
>;

/** @returns when time changes the hold: it expires or is forgotten; null where it never does */
export function holdDueAt(hold: Hold): number | null {
  if (hold.status === "held") return hold.expiresAt;
  return hold.closedAt === null ? null : hold.closedAt + HOLD_KEEP_MS;
}

/** @returns the units of an allocation that were not given back */
export function allocatedParts(hold: CommittedHold): StockPart[] {
  return sliceParts(hold.parts, 0, hold.quantity - hold.restocked);
}
