/** The checkout's part of the public API: from a cart to a paid order, and the provider's word. */
import * as z from "zod";
import { type ApiRoute, describeRoute } from "./api-route.ts";
import {
  changeCheckoutSchema,
  checkoutSchema,
  completeCheckoutSchema,
  openCheckoutSchema,
} from "./checkout.ts";
import { orderInvoicesSchema } from "./invoice.ts";
import { idSchema } from "./money.ts";

const params = z.strictObject({ id: idSchema("order") });

const checkout = {
  tag: "Checkout",
  response: checkoutSchema,
  cache: "never",
  caller: "checkout",
} as const satisfies Partial<ApiRoute>;

/** Opening, filling, paying and cancelling a checkout; reading the order that it became. */
export const checkoutApi = {
  openCheckout: describeRoute({
    ...checkout,
    id: "openCheckout",
    method: "POST",
    path: "/api/checkouts",
    summary: "Open a checkout",
    description: "From the cart that the cookie names. Nothing is held and nothing is charged yet.",
    body: openCheckoutSchema,
    status: 201,
    problems: ["cart_empty", "variant_unavailable", "exchange_rate_stale", "sold_out"],
    isCommand: true,
    caller: "cart",
  }),
  readCheckout: describeRoute({
    ...checkout,
    id: "readCheckout",
    method: "GET",
    path: "/api/checkouts/{id}",
    summary: "Read a checkout",
    description: "With a fresh quote as long as it is not placed.",
    params,
    problems: ["not_found"],
  }),
  changeCheckout: describeRoute({
    ...checkout,
    id: "changeCheckout",
    method: "PATCH",
    path: "/api/checkouts/{id}",
    summary: "Give contact, address or shipping",
    description: "Any part, in any order. The answer carries the new quote.",
    params,
    body: changeCheckoutSchema,
    problems: [
      "not_found",
      "checkout_closed",
      "country_not_served",
      "shipping_method_unknown",
      "codes_full",
      "too_many_requests",
    ],
    isCommand: true,
  }),
  completeCheckout: describeRoute({
    ...checkout,
    id: "completeCheckout",
    method: "POST",
    path: "/api/checkouts/{id}/complete",
    summary: "Place the order",
    description:
      "Holds the stock and prepares the payment. What is charged is the quote's total, or the answer is `price_changed`. The shopper then pays with `payment.clientSecret`; the provider's word confirms the order.",
    params,
    body: completeCheckoutSchema,
    problems: [
      "not_found",
      "checkout_closed",
      "checkout_incomplete",
      "cart_changed",
      "quote_expired",
      "price_changed",
      "total_too_small",
      "promotion_used_up",
      "variant_unavailable",
      "exchange_rate_stale",
      "sold_out",
      "payment_failed",
    ],
    isCommand: true,
  }),
  cancelCheckout: describeRoute({
    ...checkout,
    id: "cancelCheckout",
    method: "POST",
    path: "/api/checkouts/{id}/cancel",
    summary: "Cancel a checkout",
    description: "Gives the held stock back and cancels the payment, until it is captured.",
    params,
    problems: ["not_found", "checkout_closed"],
    isCommand: true,
  }),
  readOrder: describeRoute({
    ...checkout,
    id: "readOrder",
    method: "GET",
    path: "/api/orders/{id}",
    tag: "Orders",
    summary: "Read an order",
    description: "Opened by the signed token of the order's link.",
    params,
    query: z.strictObject({ token: z.string().max(2000) }),
    problems: ["not_found"],
    caller: "order",
  }),
  listOrderInvoices: describeRoute({
    id: "listOrderInvoices",
    method: "GET",
    path: "/api/orders/{id}/invoices",
    tag: "Orders",
    summary: "List an order's invoice and credit notes",
    description:
      "Opened by the signed token of the order's link, as their pages and PDFs are. Empty until the order is paid.",
    params,
    query: z.strictObject({ token: z.string().max(2000) }),
    response: orderInvoicesSchema,
    problems: ["not_found"],
    cache: "never",
    caller: "order",
  }),
  receiveStripeEvent: describeRoute({
    id: "receiveStripeEvent",
    method: "POST",
    path: "/webhooks/stripe",
    tag: "Webhooks",
    summary: "Receive an event of the payment provider",
    description:
      "For Stripe only: verified by its signature over the raw body, queued, answered. It decides nothing; the order then asks the provider for the truth.",
    body: z.looseObject({ id: z.string(), type: z.string() }),
    response: z.strictObject({ received: z.literal(true) }).meta({ id: "WebhookReceipt" }),
    problems: ["signature_invalid"],
    cache: "never",
    caller: "stripe",
  }),
} as const;
