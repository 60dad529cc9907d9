/** Stored records as the objects of Stripe's API. */
import type { Wire } from "./api-answer.ts";
import type {
  ChargeRecord,
  CustomerRecord,
  EventRecord,
  Kind,
  Lookup,
  RecordKinds,
  RefundRecord,
} from "./records.ts";
import { wireOfIntent } from "./wire-intent.ts";
import { detailsOf, emptyBilling, wireOfMethod } from "./wire-method.ts";
import { seconds } from "./wire-time.ts";

/** The version whose shapes are spoken: the one that the official SDK is pinned to. */
export const API_VERSION = "2026-10-28.endive";

/** Any record as its API object. */
export function wireOf(record: RecordKinds[Kind], lookup: Lookup): Wire {
  switch (record.object) {
    case "payment_intent":
      return wireOfIntent(record, lookup);
    case "charge":
      return wireOfCharge(record, lookup);
    case "refund":
      return wireOfRefund(record);
    case "payment_method":
      return wireOfMethod(record);
    case "customer":
      return wireOfCustomer(record);
    case "event":
      return wireOfEvent(record);
  }
}

function wireOfCharge(record: ChargeRecord, lookup: Lookup): Wire {
  const { charge } = record;
  const method = lookup("payment_method", record.method);
  return {
    id: record.id,
    object: "charge",
    amount: charge.amountMinor,
    amount_captured: charge.capturedMinor,
    amount_refunded: charge.refundedMinor,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction:
      charge.captured && charge.status === "succeeded" ? `txn_${record.id.slice(3)}` : null,
    billing_details: method?.billing ?? emptyBilling(),
    calculated_statement_descriptor: "TIDEWICK",
    captured: charge.captured,
    created: seconds(record.createdAt),
    currency: record.currency,
    customer: record.customer,
    description: record.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: charge.failure?.code ?? null,
    failure_message: charge.failure?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: record.metadata,
    on_behalf_of: null,
    outcome: outcomeOf(record),
    paid: charge.status === "succeeded",
    payment_intent: record.paymentIntent,
    payment_method: record.method,
    payment_method_details: method === null ? null : detailsOf(method),
    receipt_email: record.receiptEmail,
    receipt_number: null,
    receipt_url: null,
    refunded: charge.refundedMinor > 0 && charge.refundedMinor === charge.amountMinor,
    review: null,
    shipping: record.shipping,
    source: null,
    source_transfer: null,
    statement_descriptor: record.statementDescriptor,
    statement_descriptor_suffix: record.statementDescriptorSuffix,
    status: charge.status,
    transfer_data: null,
    transfer_group: record.transferGroup,
  };
}

function outcomeOf({ charge }: ChargeRecord): Wire {
  if (charge.failure === null) {
    return {
      advice_code: null,
      network_advice_code: null,
      network_decline_code: null,
      network_status: "approved_by_network",
      reason: null,
      risk_level: "normal",
      risk_score: 20,
      seller_message: "Payment complete.",
      type: "authorized",
    };
  }
  return {
    advice_code: "try_again_later",
    network_advice_code: null,
    network_decline_code: null,
    network_status: "declined_by_network",
    reason: charge.failure.declineCode ?? charge.failure.code,
    risk_level: "normal",
    risk_score: 20,
    seller_message: "The bank did not return any further details with this decline.",
    type: "issuer_declined",
  };
}

function wireOfRefund(record: RefundRecord): Wire {
  return {
    id: record.id,
    object: "refund",
    amount: record.amountMinor,
    balance_transaction: `txn_${record.id.slice(3)}`,
    charge: record.charge,
    created: seconds(record.createdAt),
    currency: record.currency,
    customer: record.customer,
    customer_account: null,
    destination_details: { type: "card", card: { type: "refund", reference_status: "pending" } },
    metadata: record.metadata,
    payment_intent: record.paymentIntent,
    payment_method: null,
    reason: record.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: "succeeded",
    transfer_reversal: null,
  };
}

function wireOfCustomer(record: CustomerRecord): Wire {
  if (record.deleted) return { id: record.id, object: "customer", deleted: true };
  return {
    id: record.id,
    object: "customer",
    address: record.address,
    balance: 0,
    created: seconds(record.createdAt),
    currency: null,
    default_source: null,
    delinquent: false,
    description: record.description,
    email: record.email,
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: record.metadata,
    name: record.name,
    phone: record.phone,
    preferred_locales: [],
    shipping: record.shipping,
    tax_exempt: "none",
    test_clock: null,
  };
}

function wireOfEvent(record: EventRecord): Wire {
  return {
    id: record.id,
    object: "event",
    api_version: API_VERSION,
    created: seconds(record.createdAt),
    data: { object: record.snapshot },
    livemode: false,
    pending_webhooks: 1,
    request: { id: record.request, idempotency_key: record.idempotencyKey },
    type: record.type,
  };
}
