/** Stripe's states of a PaymentIntent in the shop's own words. */
import type { IntentStatus } from "../domain/payment.ts";

/** Stripe's word -> the shop's. */
export const STRIPE_STATUS = {
  requires_payment_method: "requires_payment_method",
  requires_confirmation: "requires_action",
  requires_action: "requires_action",
  processing: "processing",
  requires_capture: "requires_capture",
  succeeded: "succeeded",
  canceled: "canceled",
} as const satisfies Record<string, IntentStatus>;

/** A state as Stripe spells it. */
export type StripeStatus = keyof typeof STRIPE_STATUS;
