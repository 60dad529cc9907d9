/** The events that Stripe is asked to post. The shop takes any; others would only cost a request each. */
export const STRIPE_EVENTS = [
  "payment_intent.amount_capturable_updated",
  "payment_intent.processing",
  "payment_intent.payment_failed",
  "payment_intent.succeeded",
  "payment_intent.canceled",
  "charge.refunded",
  "refund.updated",
  "refund.failed",
] as const;
