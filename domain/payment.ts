/** What the shop needs of a payment provider: one intent per attempt, authorised, captured, refunded. */
import type { Id } from "./id.ts";
import type { Currency } from "./money.ts";

/** Where an intent stands, in the words that every provider can be mapped to. */
export type IntentStatus =
  /** The shopper has to choose a way to pay, or the last one was declined. */
  | "requires_payment_method"
  /** The shopper has to prove who they are. */
  | "requires_action"
  /** A delayed method is on its way; days may pass. */
  | "processing"
  /** Authorised: the money is reserved and may be taken. */
  | "requires_capture"
  | "succeeded"
  | "canceled";

/** The provider's truth about one intent, as last read. */
export interface Intent {
  readonly intentId: string;
  readonly status: IntentStatus;
  readonly amountMinor: number;
  readonly receivedMinor: number;
  readonly currency: Currency;
  /** Lets the shopper's browser pay this one intent. Never logged, never projected. */
  readonly clientSecret: string | null;
  /** Why the last try was declined, in the provider's stable words; null where none was. */
  readonly declineCode: string | null;
}

/** An intent as the provider lists it, with what was given back; read to compare books. */
export interface ListedIntent {
  readonly intentId: string;
  /** The order that it was made for; null where it is none of this shop's. */
  readonly orderId: Id<"order"> | null;
  readonly status: IntentStatus;
  readonly amountMinor: number;
  readonly receivedMinor: number;
  readonly refundedMinor: number;
  /** Three capital letters: whatever the provider says, also what the shop does not sell in. */
  readonly currency: string;
  /** Epoch ms, in whole seconds. */
  readonly createdAt: number;
}

/** A page of intents, the newest first. */
export interface IntentPage {
  readonly intents: readonly ListedIntent[];
  /** Where the next page begins; null on the last one. */
  readonly cursor: string | null;
}

/** A refund as the provider sees it. */
export interface IntentRefund {
  readonly refundId: string;
  readonly status: "pending" | "succeeded" | "failed";
  readonly amountMinor: number;
}

/**
 * How a call to the provider ended.
 * - done: the provider's own answer
 * - absent: looked for, not there
 * - refused: it did not happen and never will under this request
 * - unknown: it may have happened; read before trying again under another key
 * - busy: it did not happen now; the same request may be tried again
 */
export type Outcome<Value> =
  | { readonly outcome: "done"; readonly value: Value }
  | { readonly outcome: "absent" }
  | { readonly outcome: "refused"; readonly code: string }
  | { readonly outcome: "unknown"; readonly code: string }
  | { readonly outcome: "busy"; readonly code: string; readonly retryAfterMs: number };

/** Asks for an intent. `key` is the idempotency key, stored before the call. */
export interface CreateIntent {
  readonly key: string;
  readonly orderId: Id<"order">;
  readonly orderNumber: string;
  readonly amountMinor: number;
  readonly currency: Currency;
  /** When the order was placed, epoch ms: a key that old may be forgotten. */
  readonly askedAt: number;
}

/** A second provider implements this and nothing else. */
export interface PaymentProvider {
  createIntent(request: CreateIntent): Promise<Outcome<Intent>>;
  /** Looks for the intent of an order among those created since `createdAfter` (epoch ms). */
  findIntent(request: { orderId: Id<"order">; createdAfter: number }): Promise<Outcome<Intent>>;
  retrieveIntent(request: { intentId: string }): Promise<Outcome<Intent>>;
  captureIntent(request: {
    key: string;
    intentId: string;
    amountMinor: number;
  }): Promise<Outcome<Intent>>;
  cancelIntent(request: { key: string; intentId: string }): Promise<Outcome<Intent>>;
  refundIntent(request: {
    key: string;
    intentId: string;
    amountMinor: number;
    /** All that is left has to go back: what somebody gave back past the shop counts as well. */
    isRest: boolean;
    /** When it was asked for first, epoch ms: a provider forgets keys after a day. */
    askedAt: number;
  }): Promise<Outcome<IntentRefund>>;
}

/** What a provider's books are read with: to compare, never to decide about one payment. */
export interface PaymentBooks {
  /** A page of the intents created from `createdAfter` to before `createdBefore` (epoch ms). */
  listIntents(request: {
    createdAfter: number;
    createdBefore: number;
    cursor: string | null;
  }): Promise<Outcome<IntentPage>>;
}
