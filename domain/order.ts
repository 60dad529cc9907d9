/** An order from the first click on "Check out": what it holds, where it may go, what it asks for. */
import type { Picture } from "./cart.ts";
import type { CheckoutRates, CheckoutRules } from "./checkout-rules.ts";
import type { PriceExchange } from "./exchange.ts";
import { type Id, parseId } from "./id.ts";
import type { Currency } from "./money.ts";
import type { OrderChange } from "./order-changes.ts";
import type { Intent } from "./payment.ts";
import type { Promotion, PromotionLimits } from "./promotion.ts";
import type { EnteredCode } from "./promotion-cart.ts";
import type { Quote } from "./quote.ts";
import type { RefundProblem } from "./refund.ts";

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

/** A line as it was when the checkout was opened, with the price that the shopper saw. */
export interface OrderLine {
  readonly lineId: Id<"line">;
  readonly productId: Id<"product">;
  readonly variantId: Id<"variant">;
  readonly itemId: Id<"stockItem">;
  readonly handle: string;
  readonly title: string;
  readonly variantTitle: string;
  readonly sku: string;
  readonly picture: Picture | null;
  readonly quantity: number;
  readonly unitMinor: number;
  /** The rate that the price was made with, locked with it; absent where the price is set. */
  readonly exchange?: PriceExchange;
  /** The price list that gives the price; null where it is the catalog's own. */
  readonly listId: Id<"priceList"> | null;
  /** The price of the cart, which holds again where a list of a country or a group does not. */
  readonly cartPrice: LinePrice;
  /** Until then the price may not rise under the shopper's hands. */
  readonly priceLockedUntil: number;
  readonly facts: LineFacts;
}

/** What one unit costs, and which list says so. */
export interface LinePrice {
  readonly unitMinor: number;
  readonly listId: Id<"priceList"> | null;
  /** The rate that made it; absent where the price is set, in the catalog or in a list. */
  readonly exchange?: PriceExchange;
}

/** What rules of price, tax and shipping look at. */
export interface LineFacts {
  readonly brandId: Id<"brand"> | null;
  /** With every ancestor. */
  readonly categoryIds: readonly Id<"category">[];
  readonly collectionIds: readonly Id<"collection">[];
  readonly isOnSale: boolean;
  readonly taxClass: string;
  /** Of one unit. */
  readonly grams: number;
  /** The longest side, in millimetres. */
  readonly longestMm: number;
  /** Where it is shipped from; null where nobody knows yet. */
  readonly locationId: Id<"location"> | null;
  /** Where all units of the line lie, so that they can be collected there. */
  readonly collectAt: readonly Id<"location">[];
}

/** What is known of a line's product where nothing was said. */
export const NO_FACTS: LineFacts = {
  brandId: null,
  categoryIds: [],
  collectionIds: [],
  isOnSale: false,
  taxClass: "standard",
  grams: 0,
  longestMm: 0,
  locationId: null,
  collectAt: [],
};

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

/** What an order asks of the world, delivered at least once. */
export type OrderEffect = OrderRequest & {
  /** Unique in the order; the idempotency key downstream. */
  readonly id: string;
  readonly attempt: number;
  /** Epoch ms before which it should not be tried; 0 is at once. */
  readonly notBefore: number;
};

/** Units of one subject under one hold. */
interface HeldUnits {
  readonly itemId: HoldSubject;
  readonly holdId: Id<"hold">;
  readonly quantity: number;
}

/** The requests by kind. */
export type OrderRequest =
  | {
      readonly kind: "hold";
      readonly itemId: HoldSubject;
      readonly holdId: Id<"hold">;
      readonly quantity: number;
      readonly expiresAt: number;
      /** Of promotions only. */
      readonly use?: LimitedUse;
    }
  | ({ readonly kind: "commit" } & HeldUnits)
  | ({ readonly kind: "give_back" } & HeldUnits)
  | ({ readonly kind: "restock" } & HeldUnits & { readonly itemId: Id<"stockItem"> })
  | { readonly kind: "create_intent"; readonly amountMinor: number }
  | { readonly kind: "find_intent"; readonly createdAfter: number }
  | { readonly kind: "retrieve_intent"; readonly intentId: string }
  | { readonly kind: "cancel_intent"; readonly intentId: string }
  | { readonly kind: "capture_intent"; readonly intentId: string; readonly amountMinor: number }
  | {
      readonly kind: "refund_intent";
      readonly intentId: string;
      readonly amountMinor: number;
      readonly refundKey: string;
      /** The whole rest, not a part that staff chose. */
      readonly isRest: boolean;
    }
  | {
      readonly kind: "settle_cart";
      readonly lines: readonly { readonly lineId: Id<"line">; readonly quantity: number }[];
    }
  | { readonly kind: "publish"; readonly event: OrderEventType };

/** The facts that an order tells the rest of the shop. */
export type OrderEventType =
  | "order.placed"
  | "order.reopened"
  | "order.confirmed"
  | "order.refunded"
  | "order.cancelled"
  /** Nothing happened: told again to whoever may have missed it. */
  | "order.changed";

/** The promotions of an order as they are now. */
export interface PromotionsNow {
  readonly codes: readonly EnteredCode[];
  readonly promotions: readonly Promotion[];
  /** Reached a limit, as their owners say. */
  readonly usedUp: readonly Id<"promotion">[];
  /** Those that the buyer had as often as anybody may. */
  readonly usedByBuyer?: readonly Id<"promotion">[];
}

/** What an order can be told. Inputs that do not apply change nothing. */
export type OrderInput =
  | { readonly type: "set_contact"; readonly email: string }
  | { readonly type: "set_address"; readonly address: Address }
  | { readonly type: "set_shipping"; readonly methodId: string }
  | { readonly type: "set_tax_id"; readonly taxId: string | null }
  /** Prices for where the order goes and for who buys; a variant that is not named has the cart's. */
  | {
      readonly type: "set_prices";
      /** Where they were asked for; where the order goes elsewhere by now they change nothing. */
      readonly country: string | null;
      readonly prices: readonly (LinePrice & { readonly variantId: Id<"variant"> })[];
    }
  /** All the codes, in place of those before, and the promotions as they are now. */
  | ({
      readonly type: "set_promotions";
      /** Null while nobody has told who they are. */
      readonly customer?: Customer | null;
    } & PromotionsNow)
  /** Taxes and shipping, as they are read and asked now. */
  | { readonly type: "set_rates"; readonly rates: CheckoutRates }
  | {
      readonly type: "place";
      /** What the shopper agreed to pay. */
      readonly totalMinor: number;
      /** The cart as it is now. */
      readonly cartVersion: number;
      /** The catalog's prices as they are now; null where a variant is no longer for sale. */
      readonly prices: readonly {
        readonly variantId: Id<"variant">;
        readonly unitMinor: number | null;
        /** What made it of another currency's; absent where it is set. */
        readonly exchange?: PriceExchange;
        readonly listId?: Id<"priceList"> | null | undefined;
      }[];
      /** Taxes and shipping as they are now, where the lock on those of the order has run out. */
      readonly rates?: CheckoutRates | undefined;
      readonly holdMs: number;
      /** Where the quote has lapsed. */
      readonly promoted?: PromotionsNow;
    }
  | { readonly type: "cancel"; readonly by: "shopper" | "staff" }
  | {
      readonly type: "refund";
      readonly key: string;
      readonly lines: readonly { readonly lineId: Id<"line">; readonly quantity: number }[];
      readonly withShipping: boolean;
      readonly withRestock: boolean;
      readonly reason: string;
    }
  /** Somebody thinks that the provider knows something new. */
  | { readonly type: "poke"; readonly eventId: string | null }
  | { readonly type: "tick" }
  | { readonly type: "held"; readonly attempt: number; readonly itemId: HoldSubject }
  | {
      readonly type: "hold_refused" | "commit_refused";
      readonly attempt: number;
      readonly itemId: HoldSubject;
      /** Units that could be had. */
      readonly available?: number;
      /** Of a promotion: the buyer had it as often as anybody may. */
      readonly isBuyers?: boolean;
    }
  | {
      readonly type: "committed" | "given_back";
      readonly attempt: number;
      readonly itemId: HoldSubject;
    }
  | { readonly type: "intent_observed"; readonly attempt: number; readonly intent: Intent }
  | { readonly type: "intent_absent"; readonly attempt: number }
  | {
      readonly type: "intent_refused" | "intent_unknown";
      readonly attempt: number;
      readonly during: "create" | "capture" | "cancel";
      readonly code: string;
    }
  | {
      readonly type: "refund_settled";
      readonly key: string;
      readonly status: "succeeded" | "failed";
    };

/** Why an order does not do what it was told. */
export type OrderProblem =
  | { readonly reason: "checkout_closed"; readonly status: OrderStatus }
  | {
      readonly reason: "checkout_incomplete";
      readonly missing: readonly ("contact" | "address" | "shipping")[];
    }
  | { readonly reason: "country_not_served"; readonly country: string }
  | { readonly reason: "shipping_method_unknown"; readonly methodId: string }
  | { readonly reason: "tax_unavailable" }
  | { readonly reason: "cart_changed" }
  | {
      readonly reason: "price_changed";
      readonly wasMinor: number;
      readonly nowMinor: number;
      readonly currency: Currency;
      readonly changes: readonly OrderChange[];
    }
  | { readonly reason: "variant_unavailable"; readonly variantIds: readonly Id<"variant">[] }
  | { readonly reason: "not_refundable"; readonly status: OrderStatus }
  | { readonly reason: "refund_exceeds_paid"; readonly refundableMinor: number }
  | RefundProblem
  | { readonly reason: "refund_empty" };

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
