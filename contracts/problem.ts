/** The one registry of problems: a stable code, its HTTP status, and what may be told with it. */
import * as z from "zod";

interface ProblemKind {
  readonly status: number;
  /** What happened, the same for every occurrence. */
  readonly title: string;
  /** The facts that may leave the shop; their names differ from the standard members'. */
  readonly facts?: readonly string[];
}

/** Reason -> what a caller is told (RFC 9457). A reason that is not here cannot be answered. */
export const PROBLEMS = {
  // The request itself.
  malformed_json: { status: 400, title: "The body is not valid JSON" },
  validation_failed: { status: 422, title: "The request is not valid" },
  unsupported_media_type: { status: 415, title: "The content type is not supported" },
  body_too_large: {
    status: 413,
    title: "The body is too large",
    facts: ["limitBytes"],
  },
  file_empty: { status: 422, title: "The file is empty" },
  idempotency_key_invalid: { status: 400, title: "The Idempotency-Key is not valid" },
  idempotency_mismatch: { status: 409, title: "The Idempotency-Key was used for another request" },
  not_found: { status: 404, title: "There is nothing here" },
  gone: { status: 410, title: "It is gone for good" },
  method_not_allowed: { status: 405, title: "The method is not allowed here" },
  // Who asks.
  unauthenticated: { status: 401, title: "The caller is not known" },
  forbidden: { status: 403, title: "The caller may not do this" },
  cross_site_request: { status: 403, title: "The request came from another site" },
  too_many_requests: {
    status: 429,
    title: "Too many requests",
    facts: ["retryAfterMs"],
  },
  // Stock and catalog.
  sold_out: {
    status: 409,
    title: "There is not enough in stock",
    facts: ["available", "inCart", "lineIds", "changes"],
  },
  promotion_stopped: { status: 409, title: "The promotion was stopped" },
  code_taken: { status: 409, title: "The code belongs to a promotion already" },
  total_too_small: { status: 409, title: "The total is too small to be charged" },
  promotion_used_up: {
    status: 409,
    title: "A promotion was used up meanwhile",
    facts: ["changes"],
  },
  variant_unavailable: {
    status: 409,
    title: "The variant is not for sale",
    facts: ["variantIds"],
  },
  exchange_rate_stale: {
    status: 409,
    title: "Prices in this currency are out of date",
    facts: ["currency", "instead"],
  },
  // Cart.
  cart_full: {
    status: 422,
    title: "The cart is full",
    facts: ["limit"],
  },
  codes_full: {
    status: 422,
    title: "There is no room for more codes",
    facts: ["limit"],
  },
  cart_empty: { status: 422, title: "The cart is empty" },
  quantity_limit: {
    status: 422,
    title: "The quantity is over the limit",
    facts: ["limit", "inCart"],
  },
  line_unknown: {
    status: 404,
    title: "The cart has no such line",
    facts: ["lineId"],
  },
  nothing_to_undo: { status: 409, title: "There is nothing to undo" },
  currency_mismatch: {
    status: 409,
    title: "The cart is in another currency",
    facts: ["currency"],
  },
  // Checkout, payment and order.
  cart_changed: { status: 409, title: "The cart has changed" },
  price_changed: {
    status: 409,
    title: "The price has changed",
    facts: ["wasMinor", "nowMinor", "currency", "lineIds", "changes"],
  },
  country_not_served: {
    status: 422,
    title: "The shop does not sell to this country",
    facts: ["country"],
  },
  shipping_method_unknown: {
    status: 422,
    title: "There is no such way of shipping",
    facts: ["methodId"],
  },
  tax_unavailable: {
    status: 503,
    title: "The tax cannot be reckoned just now",
    facts: ["retryAfterMs"],
  },
  quote_expired: { status: 409, title: "The quote has expired" },
  checkout_incomplete: {
    status: 422,
    title: "The checkout is not complete",
    facts: ["missing"],
  },
  checkout_closed: { status: 409, title: "The checkout is closed" },
  payment_failed: {
    status: 402,
    title: "The payment failed",
    facts: ["declineCode"],
  },
  not_refundable: { status: 409, title: "The order cannot be refunded" },
  refund_line_unknown: {
    status: 422,
    title: "The order has no such line",
    facts: ["lineId"],
  },
  refund_exceeds_bought: {
    status: 422,
    title: "The refund has more units than were bought",
    facts: ["lineId", "left"],
  },
  refund_exceeds_paid: {
    status: 422,
    title: "The refund is larger than what is left",
    facts: ["refundableMinor"],
  },
  refund_empty: { status: 422, title: "The refund gives nothing back" },
  // Staff: catalog and stock.
  rate_feed_missing: { status: 409, title: "The shop has no feed of exchange rates" },
  version_changed: {
    status: 409,
    title: "It was changed by somebody else",
    facts: ["version"],
  },
  handle_taken: { status: 409, title: "The handle belongs to something else" },
  in_use: {
    status: 409,
    title: "It is still needed",
    facts: ["uses"],
  },
  product_incomplete: {
    status: 422,
    title: "The product cannot be published yet",
    facts: ["missing"],
  },
  quantity_invalid: {
    status: 422,
    title: "The quantity cannot be moved",
    facts: ["quantityMax"],
  },
  location_unknown: {
    status: 422,
    title: "There is no such location",
    facts: ["location"],
  },
  location_limit: {
    status: 422,
    title: "The item is kept in too many places",
    facts: ["locationsMax"],
  },
  location_same: {
    status: 422,
    title: "A transfer leads elsewhere",
    facts: ["location"],
  },
  stock_promised: {
    status: 409,
    title: "The units are promised to orders",
    facts: ["available"],
  },
  signature_invalid: { status: 400, title: "The signature is not valid" },
  // The shop itself.
  unavailable: { status: 503, title: "The shop cannot answer right now" },
  internal: { status: 500, title: "Something went wrong on our side" },
} as const satisfies Record<string, ProblemKind>;

/** A reason that the registry knows. */
export type ProblemReason = keyof typeof PROBLEMS;

/** The media type of every problem. */
export const PROBLEM_MEDIA_TYPE = "application/problem+json";

/** One value of the request and what is wrong with it. */
export const problemErrorSchema = z
  .strictObject({
    /** RFC 6901: `/lines/0/quantity` in a body, `/cursor` in a query, empty for the whole. */
    pointer: z.string(),
    detail: z.string(),
  })
  .meta({ id: "ProblemError" });

/** What every failure answers, as `application/problem+json`; some add facts of their own. */
export const problemBodySchema = z
  .looseObject({
    type: z.url(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    /** Stable and meant for programs; `title` and `detail` are for people. */
    code: z.string(),
    requestId: z.string(),
    errors: z.array(problemErrorSchema).optional(),
  })
  .meta({ id: "Problem" });

/** @returns whether the registry knows `reason` */
export function isProblemReason(reason: string): reason is ProblemReason {
  return Object.hasOwn(PROBLEMS, reason);
}

/** @returns the registry's row, in its general shape */
export function problemKind(reason: ProblemReason): ProblemKind {
  return PROBLEMS[reason];
}

export type ProblemError = z.infer<typeof problemErrorSchema>;
export type ProblemBody = z.infer<typeof problemBodySchema>;
