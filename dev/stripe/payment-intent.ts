/** The states of a PaymentIntent, and the table of what may happen in each. */
import type { ChargeMove } from "./charge.ts";
import type { Failure, PaymentMethodType, TestMethod } from "./test-method.ts";

/** How money moves once a payment is confirmed. `automatic_async` behaves as `automatic` here. */
export type CaptureMethod = "automatic" | "automatic_async" | "manual";

/** What was agreed about the money before anybody paid. */
export interface IntentTerms {
  readonly amountMinor: number;
  readonly currency: string;
  readonly captureMethod: CaptureMethod;
  /** `payment_method_options[card][capture_method]`: cards wait for a capture, others do not. */
  readonly cardCaptureMethod: "manual" | null;
}

/** Why a PaymentIntent was canceled. `automatic` is the account's own doing. */
export type CancellationReason =
  | "abandoned"
  | "duplicate"
  | "fraudulent"
  | "requested_by_customer"
  | "automatic";

/** The last attempt that failed, with the method that was tried. */
export interface FailedAttempt {
  readonly failure: Failure;
  readonly method: TestMethod;
}

/** A PaymentIntent in one of its states; each state carries only what it knows. */
export type Intent =
  | {
      readonly status: "requires_payment_method";
      readonly terms: IntentTerms;
      readonly failed: FailedAttempt | null;
    }
  | {
      readonly status: "requires_confirmation";
      readonly terms: IntentTerms;
      readonly method: TestMethod;
    }
  | {
      readonly status: "requires_action";
      readonly terms: IntentTerms;
      readonly method: TestMethod;
    }
  | { readonly status: "processing"; readonly terms: IntentTerms; readonly method: TestMethod }
  | {
      readonly status: "requires_capture";
      readonly terms: IntentTerms;
      readonly method: TestMethod;
    }
  | {
      readonly status: "succeeded";
      readonly terms: IntentTerms;
      readonly method: TestMethod;
      readonly receivedMinor: number;
    }
  | {
      readonly status: "canceled";
      readonly terms: IntentTerms;
      readonly method: TestMethod | null;
      readonly reason: CancellationReason | null;
    };

/** The status words of Stripe's API. */
export type IntentStatus = Intent["status"];

/** The methods that a merchant allows and excludes; null leaves the choice open. */
export interface TypeWishes {
  readonly allowedTypes: readonly PaymentMethodType[] | null;
  readonly excludedTypes: readonly string[] | null;
}

/** What can happen to a PaymentIntent. The first five are asked for; the rest just happen. */
export type IntentInput =
  | { readonly type: "update"; readonly terms: Partial<IntentTerms> }
  | { readonly type: "attach"; readonly method: TestMethod }
  | { readonly type: "confirm"; readonly method: TestMethod | null }
  | { readonly type: "capture"; readonly amountMinor: number | null }
  | { readonly type: "cancel"; readonly reason: CancellationReason | null }
  | { readonly type: "authenticate"; readonly passed: boolean }
  | { readonly type: "settle" }
  | { readonly type: "expire" };

/** The events that a PaymentIntent tells the shop about. */
export type IntentEvent =
  | "payment_intent.created"
  | "payment_intent.requires_action"
  | "payment_intent.processing"
  | "payment_intent.amount_capturable_updated"
  | "payment_intent.succeeded"
  | "payment_intent.payment_failed"
  | "payment_intent.canceled";

/** What a step asks of the account: a move of the charge, or an event to tell. In order. */
export type IntentEffect =
  | { readonly type: "charge"; readonly move: ChargeMove }
  | { readonly type: "event"; readonly event: IntentEvent };

/** Which inputs each state accepts. */
export const INTENT_MOVES = {
  requires_payment_method: ["update", "attach", "confirm", "cancel"],
  requires_confirmation: ["update", "attach", "confirm", "cancel"],
  requires_action: ["update", "attach", "confirm", "authenticate", "cancel"],
  processing: ["settle"],
  requires_capture: ["capture", "cancel", "expire"],
  succeeded: [],
  canceled: [],
} as const satisfies Record<IntentStatus, readonly IntentInput["type"][]>;

/** A new PaymentIntent under these terms. */
export function openIntent(terms: IntentTerms): Intent {
  return { status: "requires_payment_method", terms, failed: null };
}

/** Whether a payment with this method waits for a capture. */
export function waitsForCapture(terms: IntentTerms, type: PaymentMethodType): boolean {
  if (type === "card" && terms.cardCaptureMethod === "manual") return true;
  return terms.captureMethod === "manual";
}

/** Which methods a payment under these terms offers, out of those that the merchant wants. */
export function typesOffered(
  terms: IntentTerms,
  { allowedTypes, excludedTypes }: TypeWishes,
): readonly PaymentMethodType[] {
  const takesDebits = terms.currency === "eur" && terms.captureMethod !== "manual";
  const compatible: readonly PaymentMethodType[] = takesDebits ? ["card", "sepa_debit"] : ["card"];
  return compatible.filter(
    (type) => (allowedTypes?.includes(type) ?? true) && !excludedTypes?.includes(type),
  );
}

/** The method that the intent holds now, whichever state it is in. */
export function methodOf(intent: Intent): TestMethod | null {
  return intent.status === "requires_payment_method" ? null : intent.method;
}

/** Whether an input applies in a state. */
export function accepts(status: IntentStatus, type: IntentInput["type"]): boolean {
  const moves: readonly IntentInput["type"][] = INTENT_MOVES[status];
  return moves.includes(type);
}
