/** The one registry of problems: a stable code, its HTTP status, and what it means to a caller. */
import * as z from "zod";

interface ProblemKind {
  readonly status: number;
  /** What happened, the same for every occurrence. */
  readonly title: string;
  /** What it means and what to do about it: the text of the reference page. */
  readonly meaning: string;
  /** The facts that may leave the shop; their names differ from the standard members'. */
  readonly facts?: readonly string[];
}

/** Reason -> what a caller is told (RFC 9457). A reason that is not here cannot be answered. */
export const PROBLEMS = {
  // The request itself.
  malformed_json: {
    status: 400,
    title: "The body is not valid JSON",
    meaning: "The body could not be parsed, nests too deeply, or names a reserved key.",
  },
  validation_failed: {
    status: 422,
    title: "The request is not valid",
    meaning:
      "Each entry of `errors` points at one value and says what was wanted. Unknown fields and query parameters are refused.",
  },
  unsupported_media_type: {
    status: 415,
    title: "The content type is not supported",
    meaning: "Send `Content-Type: application/json`.",
  },
  body_too_large: {
    status: 413,
    title: "The body is too large",
    meaning: "A body may have at most `limitBytes` bytes.",
    facts: ["limitBytes"],
  },
  file_empty: {
    status: 422,
    title: "The file is empty",
    meaning: "The body is the file itself; it has no bytes.",
  },
  idempotency_key_invalid: {
    status: 400,
    title: "The Idempotency-Key is not valid",
    meaning: "An Idempotency-Key has 1 to 255 visible ASCII characters.",
  },
  idempotency_mismatch: {
    status: 409,
    title: "The Idempotency-Key was used for another request",
    meaning: "The same key came with another method, path or body. Use a fresh key per command.",
  },
  not_found: {
    status: 404,
    title: "There is nothing here",
    meaning: "The address is unknown, or what it names is not visible to the caller.",
  },
  gone: {
    status: 410,
    title: "It is gone for good",
    meaning: "What the address names was taken out of the shop and will not come back.",
  },
  method_not_allowed: {
    status: 405,
    title: "The method is not allowed here",
    meaning: "The `Allow` header names the methods that this address takes.",
  },
  // Who asks.
  unauthenticated: {
    status: 401,
    title: "The caller is not known",
    meaning: "A valid token is needed: it is missing, forged or expired.",
  },
  forbidden: {
    status: 403,
    title: "The caller may not do this",
    meaning: "The caller is known and lacks the permission.",
  },
  cross_site_request: {
    status: 403,
    title: "The request came from another site",
    meaning:
      "Commands are taken from the shop's own pages, or as JSON from programs. Send `Content-Type: application/json`, or the `Origin` of the shop.",
  },
  too_many_requests: {
    status: 429,
    title: "Too many requests",
    meaning: "Wait for as long as `Retry-After` says.",
    facts: ["retryAfterMs"],
  },
  // Stock and catalog.
  sold_out: {
    status: 409,
    title: "There is not enough in stock",
    meaning:
      "`available` tells how many units could be had when the request was answered, `inCart` how many of them the cart already has.",
    facts: ["available", "inCart", "lineIds", "changes"],
  },
  promotion_stopped: {
    status: 409,
    title: "The promotion was stopped",
    meaning: "A stopped promotion never begins again. Write a new one.",
  },
  code_taken: {
    status: 409,
    title: "The code belongs to a promotion already",
    meaning: "Choose another word; case, spaces and dashes make no difference.",
  },
  promotion_used_up: {
    status: 409,
    title: "A promotion was used up meanwhile",
    meaning: "Somebody had its last use. The checkout has a new quote without it; nothing is held.",
    facts: ["changes"],
  },
  variant_unavailable: {
    status: 409,
    title: "The variant is not for sale",
    meaning: "It is unknown, not published, or has no price in the currency.",
    facts: ["variantIds"],
  },
  exchange_rate_stale: {
    status: 409,
    title: "Prices in this currency are out of date",
    meaning:
      "Prices in `currency` follow from an exchange rate that is too old to sell by. Nothing was charged; change the cart to `instead`, or come back later.",
    facts: ["currency", "instead"],
  },
  // Cart.
  cart_full: {
    status: 422,
    title: "The cart is full",
    meaning: "A cart holds at most `limit` lines. Remove one to add another.",
    facts: ["limit"],
  },
  codes_full: {
    status: 422,
    title: "The cart takes no more codes",
    meaning: "A cart keeps at most `limit` codes. Remove one to enter another.",
    facts: ["limit"],
  },
  cart_empty: {
    status: 422,
    title: "The cart is empty",
    meaning: "A checkout needs at least one line.",
  },
  quantity_limit: {
    status: 422,
    title: "The quantity is over the limit",
    meaning: "One line holds at most `limit` units.",
    facts: ["limit", "inCart"],
  },
  line_unknown: {
    status: 404,
    title: "The cart has no such line",
    meaning: "It was removed, perhaps in another window. Read the cart again.",
    facts: ["lineId"],
  },
  nothing_to_undo: {
    status: 409,
    title: "There is nothing to undo",
    meaning: "Only the last removal can be undone, once.",
  },
  currency_mismatch: {
    status: 409,
    title: "The cart is in another currency",
    meaning: "Change the currency of the cart first.",
    facts: ["currency"],
  },
  // Checkout, payment and order.
  cart_changed: {
    status: 409,
    title: "The cart has changed",
    meaning: "It was changed since the checkout was read, perhaps in another window. Read again.",
  },
  price_changed: {
    status: 409,
    title: "The price has changed",
    meaning:
      "Show the new quote to the shopper and ask again: the total was `wasMinor` and is `nowMinor`. `changes` tells what makes the difference. Nothing was charged.",
    facts: ["wasMinor", "nowMinor", "currency", "lineIds", "changes"],
  },
  country_not_served: {
    status: 422,
    title: "The shop does not sell to this country",
    meaning: "The checkout's `countries` names those that it sells to.",
    facts: ["country"],
  },
  shipping_method_unknown: {
    status: 422,
    title: "There is no such way of shipping",
    meaning: "Choose one of the checkout's `shippingOptions`.",
    facts: ["methodId"],
  },
  tax_unavailable: {
    status: 503,
    title: "The tax cannot be reckoned just now",
    meaning:
      "Whoever tells the tax rates of this place does not answer. Nothing was changed; ask again after `Retry-After`.",
    facts: ["retryAfterMs"],
  },
  quote_expired: {
    status: 409,
    title: "The quote has expired",
    meaning: "Read the checkout again for a fresh quote. Nothing was charged.",
  },
  checkout_incomplete: {
    status: 422,
    title: "The checkout is not complete",
    meaning: "`missing` names what the shopper still has to give.",
    facts: ["missing"],
  },
  checkout_closed: {
    status: 409,
    title: "The checkout is closed",
    meaning: "It was placed, cancelled, or has expired, and takes no more changes. Read it again.",
  },
  payment_failed: {
    status: 402,
    title: "The payment failed",
    meaning: "The payment was declined or not finished. The shopper may try another way to pay.",
    facts: ["declineCode"],
  },
  not_refundable: {
    status: 409,
    title: "The order cannot be refunded",
    meaning: "Only a confirmed order can be refunded. Read it for the state that it is in.",
  },
  refund_line_unknown: {
    status: 422,
    title: "The order has no such line",
    meaning: "`lineId` names the line that the order does not have.",
    facts: ["lineId"],
  },
  refund_exceeds_bought: {
    status: 422,
    title: "The refund has more units than were bought",
    meaning: "`left` tells how many units of `lineId` can still be refunded.",
    facts: ["lineId", "left"],
  },
  refund_exceeds_paid: {
    status: 422,
    title: "The refund is larger than what is left",
    meaning: "`refundableMinor` tells what can still be given back.",
    facts: ["refundableMinor"],
  },
  refund_empty: {
    status: 422,
    title: "The refund gives nothing back",
    meaning: "Name at least one unit, or the shipping.",
  },
  // Staff: catalog and stock.
  rate_feed_missing: {
    status: 409,
    title: "The shop has no feed of exchange rates",
    meaning: "Nobody configured one: `EXCHANGE_FEED_URL` of kiosk-core is empty.",
  },
  version_changed: {
    status: 409,
    title: "It was changed by somebody else",
    meaning: "`version` tells the version that it has by now. Read it again.",
    facts: ["version"],
  },
  handle_taken: {
    status: 409,
    title: "The handle belongs to something else",
    meaning: "Everything with a page has a handle of its own, for it is the page's address.",
  },
  in_use: {
    status: 409,
    title: "It is still needed",
    meaning: "`uses` tells how many things would be left without it. Take it out of them first.",
    facts: ["uses"],
  },
  product_incomplete: {
    status: 422,
    title: "The product cannot be published yet",
    meaning: "`missing` names what it still needs: a `price`, a `category`.",
    facts: ["missing"],
  },
  quantity_invalid: {
    status: 422,
    title: "The quantity cannot be moved",
    meaning: "A quantity is a whole number from 1 to `quantityMax`.",
    facts: ["quantityMax"],
  },
  location_unknown: {
    status: 422,
    title: "There is no such location",
    meaning: "The shop has no such location, or nothing was ever received there.",
    facts: ["location"],
  },
  location_limit: {
    status: 422,
    title: "The item is kept in too many places",
    meaning: "An item is kept in at most `locationsMax` places.",
    facts: ["locationsMax"],
  },
  location_same: {
    status: 422,
    title: "A transfer leads elsewhere",
    meaning: "Name two different locations.",
    facts: ["location"],
  },
  stock_promised: {
    status: 409,
    title: "The units are promised to orders",
    meaning: "`available` tells how many units at the location are promised to nobody.",
    facts: ["available"],
  },
  signature_invalid: {
    status: 400,
    title: "The signature is not valid",
    meaning: "The message was not signed by its sender, or long ago.",
  },
  // The shop itself.
  unavailable: {
    status: 503,
    title: "The shop cannot answer right now",
    meaning: "Try the same request again, with the same Idempotency-Key.",
  },
  internal: {
    status: 500,
    title: "Something went wrong on our side",
    meaning: "The failure was recorded under `requestId`.",
  },
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
