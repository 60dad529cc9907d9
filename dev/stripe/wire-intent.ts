/** PaymentIntents as the objects of Stripe's API, whole for a server and reduced for a browser. */
import type { Wire } from "./api-answer.ts";
import { methodOf, typesOffered } from "./payment-intent.ts";
import type { IntentRecord, Lookup } from "./records.ts";
import type { Failure } from "./test-method.ts";
import { wireOfMethod } from "./wire-method.ts";
import { seconds } from "./wire-time.ts";

/** A PaymentIntent. */
export function wireOfIntent(record: IntentRecord, lookup: Lookup): Wire {
  const { intent } = record;
  const { terms } = intent;
  return {
    id: record.id,
    object: "payment_intent",
    allowed_payment_method_types: record.allowedTypes,
    amount: terms.amountMinor,
    amount_capturable: intent.status === "requires_capture" ? terms.amountMinor : 0,
    amount_details: { tip: {} },
    amount_received: intent.status === "succeeded" ? intent.receivedMinor : 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: record.automatic,
    canceled_at: record.canceledAt === null ? null : seconds(record.canceledAt),
    cancellation_reason: intent.status === "canceled" ? intent.reason : null,
    capture_method: terms.captureMethod,
    client_secret: record.clientSecret,
    confirmation_method: record.confirmationMethod,
    created: seconds(record.createdAt),
    currency: terms.currency,
    customer: record.customer,
    customer_account: null,
    description: record.description,
    excluded_payment_method_types: record.excludedTypes,
    last_payment_error: lastErrorOf(record, lookup),
    latest_charge: record.latestCharge,
    livemode: false,
    managed_payments: null,
    metadata: record.metadata,
    next_action: nextActionOf(record),
    on_behalf_of: null,
    payment_method: methodOf(intent)?.id ?? null,
    payment_method_configuration_details: null,
    payment_method_options: record.methodOptions,
    payment_method_types: typesOffered(terms, record),
    payment_record: null,
    processing: null,
    receipt_email: record.receiptEmail,
    review: null,
    setup_future_usage: record.setupFutureUsage,
    shipping: record.shipping,
    source: null,
    statement_descriptor: record.statementDescriptor,
    statement_descriptor_suffix: record.statementDescriptorSuffix,
    status: intent.status,
    transfer_data: null,
    transfer_group: record.transferGroup,
  };
}

/** The error of a failed attempt as the API words it. */
export function wireOfFailure(failure: Failure): {
  type: Failure["type"];
  code: string;
  message: string;
  decline_code?: string;
  param?: string;
} {
  return {
    code: failure.code,
    ...(failure.declineCode === null ? {} : { decline_code: failure.declineCode }),
    message: failure.message,
    ...(failure.param === null ? {} : { param: failure.param }),
    type: failure.type,
  };
}

function lastErrorOf({ intent, latestCharge }: IntentRecord, lookup: Lookup): Wire | null {
  if (intent.status !== "requires_payment_method" || intent.failed === null) return null;
  const { failure, method } = intent.failed;
  const record = lookup("payment_method", method.id);
  return {
    ...(failure.type === "card_error" && latestCharge !== null ? { charge: latestCharge } : {}),
    ...wireOfFailure(failure),
    ...(record === null ? {} : { payment_method: wireOfMethod(record) }),
  };
}

function nextActionOf({ id, intent, challenge, returnUrl }: IntentRecord): Wire | null {
  if (intent.status !== "requires_action" || challenge === null) return null;
  if (challenge.by === "redirect") {
    return {
      type: "redirect_to_url",
      redirect_to_url: { return_url: returnUrl, url: challenge.url },
    };
  }
  return {
    type: "use_stripe_sdk",
    use_stripe_sdk: {
      type: "three_d_secure_redirect",
      stripe_js: challenge.url,
      source: `src_${id.slice(3)}`,
    },
  };
}

/** What a publishable key may see of a PaymentIntent. */
const PUBLIC_FIELDS = [
  "id",
  "object",
  "amount",
  "amount_details",
  "automatic_payment_methods",
  "canceled_at",
  "cancellation_reason",
  "capture_method",
  "client_secret",
  "confirmation_method",
  "created",
  "currency",
  "description",
  "last_payment_error",
  "livemode",
  "next_action",
  "payment_method",
  "payment_method_configuration_details",
  "payment_method_types",
  "processing",
  "receipt_email",
  "setup_future_usage",
  "shipping",
  "source",
  "status",
] as const;

/** A PaymentIntent as the browser sees it: without metadata, customer or charge. */
export function publicIntent(wire: Wire): Wire {
  return Object.fromEntries(PUBLIC_FIELDS.map((field) => [field, wire[field] ?? null]));
}
