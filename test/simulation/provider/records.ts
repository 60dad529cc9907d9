/** What the account keeps, and how it looks on the wire. */
import type { Charge } from "../../../dev/stripe/charge.ts";
import type { Intent } from "../../../dev/stripe/payment-intent.ts";
import type { Refusal } from "../../../dev/stripe/test-method.ts";

/** A refund as the account keeps it. */
export interface RefundRecord {
  readonly id: string;
  readonly amountMinor: number;
  readonly metadata: Readonly<Record<string, string>>;
  readonly createdAt: number;
}

/** A PaymentIntent with its latest charge. */
export interface IntentRecord {
  readonly id: string;
  readonly createdAt: number;
  readonly clientSecret: string;
  readonly orderId: string;
  readonly metadata: Readonly<Record<string, string>>;
  intent: Intent;
  charge: Charge | null;
  readonly refunds: RefundRecord[];
  /** When the money was authorised; null while it is not. */
  authorizedAt: number | null;
  /** It came about when nobody was listening any more. */
  isStray: boolean;
  /** Somebody worked on it in the dashboard. */
  isTouchedByHand: boolean;
}

/** @returns whether somebody asked for the intent and left it there, neither paid nor cancelled */
export function isLeftBehind({ intent, isStray }: IntentRecord): boolean {
  return !isStray && intent.status !== "succeeded" && intent.status !== "canceled";
}

/** A request to the API as plain data. */
export interface AccountRequest {
  readonly operation: "create" | "retrieve" | "list" | "capture" | "cancel" | "refund" | "refunds";
  readonly id: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** The idempotency key; null for reads. */
  readonly key: string | null;
}

/** The answer to one. */
export interface AccountAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** Read back from under its key. */
  readonly isReplay?: boolean;
}

/** @returns what was taken for good: captured and not given back */
export function keptMinor({ charge, intent }: IntentRecord): number {
  if (intent.status !== "succeeded" || charge === null) return 0;
  return charge.amountMinor - charge.refundedMinor;
}

/** @returns what was taken, given back or not */
export function takenMinor({ intent }: IntentRecord): number {
  return intent.status === "succeeded" ? intent.receivedMinor : 0;
}

/** A PaymentIntent as the API shows it. */
export function wireOf({ id, intent, charge, clientSecret, metadata, createdAt }: IntentRecord) {
  const failure = intent.status === "requires_payment_method" ? intent.failed?.failure : undefined;
  return {
    id,
    object: "payment_intent",
    status: intent.status,
    amount: intent.terms.amountMinor,
    amount_received: intent.status === "succeeded" ? intent.receivedMinor : 0,
    currency: intent.terms.currency,
    client_secret: clientSecret,
    created: Math.floor(createdAt / 1000),
    metadata,
    latest_charge: charge && {
      id: `ch_${id}`,
      amount_captured: charge.capturedMinor,
      amount_refunded: charge.refundedMinor,
    },
    last_payment_error:
      failure === undefined ? null : { code: failure.code, decline_code: failure.declineCode },
  };
}

/** A refund as the API shows it. */
export function refundWireOf({ id, amountMinor, metadata }: RefundRecord) {
  return { id, object: "refund", status: "succeeded", amount: amountMinor, metadata };
}

/** It was done. */
export function answered(body: AccountAnswer["body"]): AccountAnswer {
  return { status: 200, body };
}

/** It was not done, and why. */
export function refused(status: number, refusal: Refusal, intent?: object): AccountAnswer {
  const error = { type: "invalid_request_error", ...refusal, payment_intent: intent };
  return { status, body: { error } };
}

/** Stripe's own failure. */
export function serverError(): AccountAnswer {
  return { status: 500, body: { error: { type: "api_error", message: "Sorry." } } };
}
