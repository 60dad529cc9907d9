/** An order from the first click on "Check out": what it is made of, and where it may go. */
import type { CheckoutRules } from "./checkout-rules.ts";
import { type Id, parseId } from "./id.ts";
import type { Currency } from "./money.ts";
import type { OrderChange } from "./order-changes.ts";
import type { OrderLine } from "./order-line.ts";
import type { Intent } from "./payment.ts";
import type { PromotionLimits } from "./promotion.ts";
import type { EnteredCode } from "./promotion-cart.ts";
import type { Quote } from "./quote.ts";

/** A checkout that nobody touches forgets itself after this long. */
export const CHECKOUT_IDLE_MS = 24 * 60 * 60 * 1000;
/** How long a delayed method may take before the order gives up on it. */
export const PROCESSING_MAX_MS = 14 * 24 * 60 * 60 * 1000;
/** How long the order waits each time before it asks the provider itself, while the shopper may pay. */
export const POLL_AFTER_MS = [20_000, 60_000, 180_000, 420_000] as const;
/** The order looks for the payment a last time this long before its holds run out. */
export const FINAL_LOOK_MS = 30_000;
/** Most ids of provider events that an order remembers. */
export const SEEN_EVENTS_MAX = 100;
/** Most keys that one operation uses up before the order changes its mind or slows down. */
export const TRIES_MAX = 5;
/** The first pause before an operation in doubt is tried under a new key; doubles each time. */
export const RETRY_MS = 1_000;
/** The pause before an operation that keeps failing is tried again. */
export const SLOW_RETRY_MS = 5 * 60 * 1000;

/**
 * Where every state may go. Read by the tests, the documentation and the staff desk.
 * `open` is a checkout; everything after it is an order.
 */
export const ORDER_MOVES = {
  open: ["holding", "cancelled"],
  holding: ["authorizing", "committing", "releasing"],
  authorizing: ["awaiting_payment", "cancelling", "releasing"],
  awaiting_payment: ["committing", "cancelling", "refunding", "releasing"],
  committing: ["capturing", "confirmed", "cancelling", "refunding", "releasing"],
  capturing: ["confirmed", "cancelling", "releasing"],
  confirmed: ["refunding"],
  cancelling: ["releasing", "refunding"],
  refunding: ["releasing"],
  releasing: ["open", "cancelled"],
  cancelled: [],
} as const satisfies Record<string, readonly string[]>;

/** The states of an order. */
export type OrderStatus = keyof typeof ORDER_MOVES;

/** Why an attempt or an order ended without a sale. */
export type EndReason =
  | "sold_out"
  | "promotion_used_up"
  | "expired"
  | "shopper"
  | "staff"
  | "payment_refused"
  | "payment_lost"
  | "amount_mismatch"
  | "unavailable";

/** What the shop knows of who buys, where they told it. */
export interface Buyer {
  /** Names limits of uses per customer; not a person's data. */
  readonly key: string | null;
  readonly groups: readonly string[];
  /** Null for a guest, of whom nothing is known. */
  readonly ordersBefore: number | null;
  /** A VAT number whose form was checked. */
  readonly taxId: string | null;
}

/** Who buys, as far as promotions ask for it. */
export type Customer = Pick<Buyer, "ordersBefore"> & { readonly key: string };

/** Where the parcel goes. */
export interface Address {
  readonly name: string;
  readonly line1: string;
  readonly line2: string;
  readonly city: string;
  readonly region: string;
  readonly postalCode: string;
  readonly country: string;
}

/** What an attempt holds: units of a stock item, or a use of a promotion with limits. */
export type HoldSubject = Id<"stockItem"> | Id<"promotion">;

/** @returns whether a subject is a promotion, of which a use is held */
export function isPromotionId(subject: HoldSubject): subject is Id<"promotion"> {
  return parseId("promotion", subject) !== null;
}

/** A use of a promotion, as its owner counts it. */
export interface PromotionUse {
  readonly code: string | null;
  readonly customer: string | null;
  readonly currency: Currency;
  /** What it takes off, in minor units. */
  readonly costMinor: number;
}

/** What a hold of a promotion tells its owner. */
export interface LimitedUse extends PromotionUse {
  readonly limits: PromotionLimits;
}

/** One subject of the current attempt; the lines that share an item are summed. */
export interface OrderHold {
  readonly itemId: HoldSubject;
  readonly quantity: number;
  readonly stage: "asked" | "held" | "committed" | "given_back";
}

/** Where the money stands. */
export interface Payment {
  readonly intentId: string | null;
  readonly clientSecret: string | null;
  readonly intentStatus: Intent["status"] | null;
  /** Counts the idempotency keys used up, so that a new try has a new key and a replay the old. */
  readonly tries: number;
  readonly capturedMinor: number;
  readonly declineCode: string | null;
  /** How often the order has asked the provider by itself since the shopper may pay. */
  readonly polls: number;
  /** A call ended without an answer: the next observation decides whether to call again. */
  readonly isInDoubt: boolean;
}

/** Money given back; `key` is the caller's and the provider's idempotency key. */
export interface OrderRefund {
  readonly key: string;
  readonly amountMinor: number;
  readonly lines: readonly { readonly lineId: Id<"line">; readonly quantity: number }[];
  readonly withShipping: boolean;
  readonly withRestock: boolean;
  readonly reason: string;
  readonly status: "asked" | "succeeded" | "failed";
  readonly askedAt: number;
}

/** The whole of an order. `v` versions the stored row. */
export interface Order {
  readonly v: 1;
  readonly id: Id<"order">;
  readonly number: string;
  readonly cartId: Id<"cart">;
  readonly cartVersion: number;
  readonly version: number;
  readonly status: OrderStatus;
  readonly currency: Currency;
  readonly rules: CheckoutRules;
  readonly lines: readonly OrderLine[];
  readonly email: string | null;
  readonly address: Address | null;
  readonly shippingMethodId: string | null;
  /** Normalised, in the order in which they were entered. */
  readonly codes: readonly EnteredCode[];
  readonly buyer: Buyer | null;
  readonly quote: Quote;
  /** Whether the rest of the shop has heard of it: it is in the staff's lists. */
  readonly isTold: boolean;
  /** Counts the times it was placed; fences late answers of an earlier time. */
  readonly attempt: number;
  readonly holds: readonly OrderHold[];
  readonly holdExpiresAt: number | null;
  readonly payment: Payment;
  readonly refunds: readonly OrderRefund[];
  /** Where releasing leads to, and why. */
  readonly ending: { readonly to: "open" | "cancelled"; readonly reason: EndReason } | null;
  /** What the shopper should be told about the last attempt. */
  readonly notice: {
    readonly reason: EndReason | "price_changed";
    readonly lineIds: readonly Id<"line">[];
    /** What is no longer as it was shown. */
    readonly changes: readonly OrderChange[];
  } | null;
  readonly seenEvents: readonly string[];
  readonly openedAt: number;
  readonly touchedAt: number;
  readonly placedAt: number | null;
  readonly confirmedAt: number | null;
  readonly endedAt: number | null;
  /** When `tick` has work to do next; null where nothing waits for time. */
  readonly deadlineAt: number | null;
}

/** The public name of each state, in the words of the Universal Commerce Protocol. */
export type CheckoutStatus =
  | "incomplete"
  | "ready_for_complete"
  | "complete_in_progress"
  | "requires_payment"
  | "completed"
  | "canceled";

/** @returns whether nothing will happen to the order any more by itself */
export function isSettled(order: Order): boolean {
  return order.status === "confirmed" || order.status === "cancelled" || order.status === "open";
}

/** What is still missing before the order can be placed. */
export function missingParts(order: Order): ("contact" | "address" | "shipping")[] {
  const missing: ("contact" | "address" | "shipping")[] = [];
  if (order.email === null) missing.push("contact");
  if (order.address === null) missing.push("address");
  if (order.quote.shipping === null) missing.push("shipping");
  return missing;
}

/** @returns the order's state in public words */
export function checkoutStatus(order: Order): CheckoutStatus {
  switch (order.status) {
    case "open":
      return missingParts(order).length === 0 ? "ready_for_complete" : "incomplete";
    case "awaiting_payment":
      return order.payment.intentStatus === "processing"
        ? "complete_in_progress"
        : "requires_payment";
    case "confirmed":
      return "completed";
    case "cancelled":
    case "refunding":
      return "canceled";
    default:
      return order.ending?.to === "cancelled" ? "canceled" : "complete_in_progress";
  }
}

/** Minor units given back or on their way back. */
export function refundedMinor(order: Order): number {
  return order.refunds
    .filter((refund) => refund.status !== "failed")
    .reduce((sum, refund) => sum + refund.amountMinor, 0);
}
