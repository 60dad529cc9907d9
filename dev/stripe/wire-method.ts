/** PaymentMethods as the objects of Stripe's API. */
import type { Wire } from "./api-answer.ts";
import type { MethodRecord } from "./records.ts";
import { seconds } from "./wire-time.ts";

/** Billing details that nobody gave. */
export function emptyBilling(): Wire {
  return {
    address: {
      city: null,
      country: null,
      line1: null,
      line2: null,
      postal_code: null,
      state: null,
    },
    email: null,
    name: null,
    phone: null,
    tax_id: null,
  };
}

function faceOf({ face, id, expMonth, expYear }: MethodRecord): Wire {
  if (face.type === "sepa_debit") {
    return {
      bank_code: "37040044",
      branch_code: "",
      country: face.country,
      fingerprint: `stand-in-${face.last4}`,
      last4: face.last4,
    };
  }
  return {
    brand: face.brand,
    country: "US",
    display_brand: face.brand,
    exp_month: expMonth,
    exp_year: expYear,
    fingerprint: `stand-in-${face.last4}-${id.length}`,
    funding: "credit",
    last4: face.last4,
    wallet: null,
  };
}

/** `payment_method_details` of a charge, and the middle of a PaymentMethod. */
export function detailsOf(record: MethodRecord): Wire {
  return { [record.face.type]: faceOf(record), type: record.face.type };
}

/** A PaymentMethod. */
export function wireOfMethod(record: MethodRecord): Wire {
  return {
    id: record.id,
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: record.billing,
    created: seconds(record.createdAt),
    customer: record.customer,
    livemode: false,
    metadata: {},
    ...detailsOf(record),
  };
}
