/** What each problem means and what to do about it: the texts of the reference page. */
import type { ProblemReason } from "./problem.ts";

/** Reason -> a sentence or two for whoever writes a client; `code` names a fact of the answer. */
export const PROBLEM_MEANINGS: Readonly<Record<ProblemReason, string>> = {
  // The request itself.
  malformed_json: "The body could not be parsed, nests too deeply, or names a reserved key.",
  validation_failed:
    "Each entry of `errors` points at one value and says what was wanted. Unknown fields and query parameters are refused.",
  unsupported_media_type: "Send `Content-Type: application/json`.",
  body_too_large: "A body may have at most `limitBytes` bytes.",
  file_empty: "The body is the file itself; it has no bytes.",
  idempotency_key_invalid: "An Idempotency-Key has 1 to 255 visible ASCII characters.",
  idempotency_mismatch:
    "The same key came with another method, path or body. Use a fresh key per command.",
  not_found: "The address is unknown, or what it names is not visible to the caller.",
  gone: "What the address names was taken out of the shop and will not come back.",
  method_not_allowed: "The `Allow` header names the methods that this address takes.",
  // Who asks.
  unauthenticated: "A valid token is needed: it is missing, forged or expired.",
  forbidden: "The caller is known and lacks the permission.",
  cross_site_request:
    "Commands are taken from the shop's own pages, or as JSON from programs. Send `Content-Type: application/json`, or the `Origin` of the shop.",
  too_many_requests: "Wait for as long as `Retry-After` says.",
  // Stock and catalog.
  sold_out:
    "`available` tells how many units could be had when the request was answered, `inCart` how many of them the cart already has.",
  promotion_stopped: "A stopped promotion never begins again. Write a new one.",
  code_taken: "Choose another word; case, spaces and dashes make no difference.",
  total_too_small:
    "Payments have a least amount, which `detail` names; an order that costs nothing at all is not charged. Nothing is held: put more into the cart, or take a code back.",
  promotion_used_up:
    "Somebody had its last use, or this buyer theirs. The checkout has a new quote without it; nothing is held.",
  variant_unavailable: "It is unknown, not published, or has no price in the currency.",
  exchange_rate_stale:
    "Prices in `currency` follow from an exchange rate that is too old to sell by. Nothing was charged; change the cart to `instead`, or come back later.",
  // Cart.
  cart_full: "A cart holds at most `limit` lines. Remove one to add another.",
  codes_full: "A cart and its checkout keep at most `limit` codes. Remove one to enter another.",
  cart_empty: "A checkout needs at least one line.",
  quantity_limit: "One line holds at most `limit` units.",
  line_unknown: "It was removed, perhaps in another window. Read the cart again.",
  nothing_to_undo: "Only the last removal can be undone, once.",
  currency_mismatch: "Change the currency of the cart first.",
  // Checkout, payment and order.
  cart_changed:
    "It was changed since the checkout was read, perhaps in another window. Read again.",
  price_changed:
    "Show the new quote to the shopper and ask again: the total was `wasMinor` and is `nowMinor`. `changes` tells what makes the difference. Nothing was charged.",
  country_not_served: "The checkout's `countries` names those that it sells to.",
  shipping_method_unknown: "Choose one of the checkout's `shippingOptions`.",
  tax_unavailable:
    "Whoever tells the tax rates of this place does not answer. Nothing was changed; ask again after `Retry-After`.",
  quote_expired: "Read the checkout again for a fresh quote. Nothing was charged.",
  checkout_incomplete: "`missing` names what the shopper still has to give.",
  checkout_closed:
    "It was placed, cancelled, or has expired, and takes no more changes. Read it again.",
  payment_failed:
    "The payment was declined or not finished. The shopper may try another way to pay.",
  not_refundable: "Only a confirmed order can be refunded. Read it for the state that it is in.",
  refund_line_unknown: "`lineId` names the line that the order does not have.",
  refund_exceeds_bought: "`left` tells how many units of `lineId` can still be refunded.",
  refund_exceeds_paid: "`refundableMinor` tells what can still be given back.",
  refund_empty: "Name at least one unit, or the shipping.",
  // Staff: catalog and stock.
  rate_feed_missing: "Nobody configured one: `EXCHANGE_FEED_URL` of kiosk-core is empty.",
  version_changed: "`version` tells the version that it has by now. Read it again.",
  handle_taken: "Everything with a page has a handle of its own, for it is the page's address.",
  in_use: "`uses` tells how many things would be left without it. Take it out of them first.",
  product_incomplete: "`missing` names what it still needs: a `price`, a `category`.",
  quantity_invalid: "A quantity is a whole number from 1 to `quantityMax`.",
  location_unknown: "The shop has no such location, or nothing was ever received there.",
  location_limit: "An item is kept in at most `locationsMax` places.",
  location_same: "Name two different locations.",
  stock_promised: "`available` tells how many units at the location are promised to nobody.",
  signature_invalid: "The message was not signed by its sender, or long ago.",
  // The shop itself.
  unavailable: "Try the same request again, with the same Idempotency-Key.",
  internal: "The failure was recorded under `requestId`.",
};
