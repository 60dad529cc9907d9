/** The facts that travel over the queues. */
import * as z from "zod";
import { LOGGED_LETTERS_MAX } from "../domain/search-log.ts";
import { currencySchema, idSchema } from "./money.ts";
import { localeSchema } from "./place.ts";

const minor = z.int().min(0);

/** What surrounds every event. `id` is the outbox row's and the dedupe key downstream. */
function event<Type extends string, Payload extends z.ZodType>(type: Type, payload: Payload) {
  return z.object({
    id: z.string().min(1).max(300),
    type: z.literal(type),
    version: z.literal(1),
    /** Epoch milliseconds. */
    at: z.int(),
    subject: z.string().max(100),
    data: payload,
  });
}

/** An order as lists and reports need it. Guarded by `version`: the newest wins. */
export const orderSnapshotSchema = z.object({
  id: idSchema("order"),
  number: z.string(),
  version: z.int(),
  status: z.string(),
  email: z.string(),
  name: z.string(),
  country: z.string(),
  currency: currencySchema,
  grandTotalMinor: minor,
  capturedMinor: minor,
  refundedMinor: minor,
  paymentIntent: z.string().nullable(),
  placedAt: z.int(),
  confirmedAt: z.int().nullable(),
  /** A keyed digest of the e-mail address; events of earlier programs have none. */
  customerKey: z.string().nullable().default(null),
  lines: z.array(
    z.object({
      lineId: idSchema("line"),
      productId: idSchema("product"),
      variantId: idSchema("variant"),
      itemId: idSchema("stockItem"),
      sku: z.string(),
      title: z.string(),
      quantity: z.int().min(1),
      unitMinor: minor,
      totalMinor: minor,
    }),
  ),
  /** What promotions take off; events of earlier programs do not tell. */
  discounts: z
    .array(z.object({ promotionId: z.string(), code: z.string().nullable(), minor }))
    .default([]),
});

/** `kiosk-order-events` */
export const orderEventSchema = z.discriminatedUnion("type", [
  event("order.placed", orderSnapshotSchema),
  event("order.reopened", orderSnapshotSchema),
  event("order.confirmed", orderSnapshotSchema),
  event("order.refunded", orderSnapshotSchema),
  event("order.cancelled", orderSnapshotSchema),
  event("order.changed", orderSnapshotSchema),
]);

/** The stock of one item, all locations. */
export const stockLevelSchema = z.object({
  itemId: idSchema("stockItem"),
  version: z.int(),
  onHand: z.int().min(0),
  held: z.int().min(0),
  allocated: z.int().min(0),
  available: z.int().min(0),
  locations: z.array(
    z.object({
      location: idSchema("location"),
      onHand: z.int().min(0),
      held: z.int().min(0),
      allocated: z.int().min(0),
    }),
  ),
});

/** `kiosk-stock-events` */
export const stockEventSchema = event("stock.level_changed", stockLevelSchema);

/** `kiosk-payment-events`: a verified hint that the provider knows something new of an order. */
export const paymentEventSchema = event(
  "payment.observed",
  z.object({
    provider: z.literal("stripe"),
    orderId: idSchema("order"),
    intentId: z.string().max(100),
    /** The provider's own name of what happened, for the log. */
    providerType: z.string().max(100),
  }),
);

/** `kiosk-notices`: a person is to be told, once per kind and subject. */
export const noticeEventSchema = event(
  "notice.requested",
  z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("order_confirmation"), orderId: idSchema("order") }),
    /** Money was given back; the subject is the credit note. */
    z.object({
      kind: z.literal("credit_note"),
      orderId: idSchema("order"),
      invoiceId: idSchema("invoice"),
    }),
  ]),
);

/** Products that one message names at most. */
export const CHANGED_PRODUCTS_MAX = 100;

/**
 * `kiosk-catalog-events`: something of the catalog changed. It only wakes the consumer, which asks
 * the catalog itself what it was; losing it costs minutes.
 */
export const catalogEventSchema = event(
  "product.changed",
  z.object({ productIds: z.array(idSchema("product")).max(CHANGED_PRODUCTS_MAX) }),
);

/** `kiosk-search-events`: somebody searched. Says what for, never who. */
export const searchEventSchema = event(
  "search.made",
  z.object({
    locale: localeSchema,
    /** Normalised by `loggedQuery`; and as it was typed. */
    query: z.string().min(1).max(LOGGED_LETTERS_MAX),
    shown: z.string().min(1).max(LOGGED_LETTERS_MAX),
    /** Products that were found for exactly this. */
    found: z.int().min(0),
  }),
);

/** `kiosk-invoices`: an order was sold or refunded; a document has its number. */
export const invoiceEventSchema = z.discriminatedUnion("type", [
  event("invoice.wanted", z.object({ orderId: idSchema("order") })),
  event(
    "invoice.issued",
    z.object({
      id: idSchema("invoice"),
      series: z.string().max(60),
      sequence: z.int().min(1),
      number: z.string().max(60),
      currency: currencySchema,
      netMinor: minor,
      taxMinor: minor,
      totalMinor: minor,
      issuedAt: z.int(),
    }),
  ),
]);

export type InvoiceEvent = z.infer<typeof invoiceEventSchema>;
export type OrderSnapshot = z.infer<typeof orderSnapshotSchema>;
export type OrderEvent = z.infer<typeof orderEventSchema>;
export type StockEvent = z.infer<typeof stockEventSchema>;
export type PaymentEvent = z.infer<typeof paymentEventSchema>;
export type NoticeEvent = z.infer<typeof noticeEventSchema>;
export type SearchEvent = z.infer<typeof searchEventSchema>;
export type CatalogEvent = z.infer<typeof catalogEventSchema>;

/** Who noticed that the catalog changed; what staff did may concern the tree of categories. */
export type CatalogWitness = "staff" | "stock" | "feed";

/** @returns the message that wakes whoever tells of changes */
export function catalogChanged(witness: CatalogWitness, now: number): CatalogEvent {
  return {
    id: `product.changed:${crypto.randomUUID()}`,
    type: "product.changed",
    version: 1,
    at: now,
    subject: witness,
    data: { productIds: [] },
  };
}
