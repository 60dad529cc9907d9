/** Orders as staff find them, see them and take them back. */
import * as z from "zod";
import { addressSchema, checkoutLineSchema, totalSchema } from "./checkout.ts";
import { currencySchema, idSchema, moneySchema, timeSchema } from "./money.ts";

/** `GET /admin/api/orders` */
export const staffOrderQuerySchema = z.strictObject({
  status: z
    .string()
    .regex(/^[a-z_]{1,40}$/)
    .optional(),
  /** An order's number, or the whole e-mail address of who ordered. */
  search: z.string().trim().min(1).max(254).optional(),
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

/** An order in a list: a projection, which may lag for a moment. */
export const staffOrderRowSchema = z
  .strictObject({
    id: idSchema("order"),
    number: z.string(),
    status: z.string(),
    email: z.string(),
    name: z.string(),
    country: z.string(),
    total: moneySchema,
    captured: moneySchema,
    refunded: moneySchema,
    unitCount: z.int(),
    paymentIntent: z.string().nullable(),
    placedAt: timeSchema,
    confirmedAt: timeSchema.nullable(),
    version: z.int(),
  })
  .meta({ id: "StaffOrderRow" });

export const staffOrderPageSchema = z
  .strictObject({ orders: z.array(staffOrderRowSchema), nextCursor: z.string().nullable() })
  .meta({ id: "StaffOrderPage" });

/** A line with what staff alone see of it. */
const staffLineSchema = checkoutLineSchema.omit({ picture: true }).extend({
  /** The rate that the price was made with; null where it was set in the currency. */
  exchange: z
    .strictObject({
      from: currencySchema,
      rate: z.string(),
      quotedAt: timeSchema,
      markupBp: z.int(),
    })
    .nullable(),
  /** The list that gave the price; null where it was the catalog's own. */
  priceListId: idSchema("priceList").nullable(),
});

/** An order as its own object tells it. */
export const staffOrderSchema = z
  .strictObject({
    id: idSchema("order"),
    number: z.string(),
    status: z.string(),
    version: z.int(),
    email: z.string().nullable(),
    address: addressSchema.nullable(),
    shippingMethod: z.string().nullable(),
    lines: z.array(staffLineSchema),
    subtotal: moneySchema,
    discount: moneySchema,
    shipping: moneySchema,
    tax: moneySchema,
    total: moneySchema,
    /** The foot of the reckoning as the shopper sees it: what is not included sums to the total. */
    totals: z.array(totalSchema),
    payment: z.strictObject({
      intentId: z.string().nullable(),
      status: z.string().nullable(),
      captured: moneySchema,
      declineCode: z.string().nullable(),
    }),
    refunds: z.array(
      z.strictObject({
        amount: moneySchema,
        lines: z.array(z.strictObject({ lineId: idSchema("line"), quantity: z.int() })),
        withShipping: z.boolean(),
        withRestock: z.boolean(),
        reason: z.string(),
        status: z.enum(["asked", "succeeded", "failed"]),
        askedAt: timeSchema,
      }),
    ),
    /** Why it ended or is ending; null otherwise. */
    endReason: z.string().nullable(),
    openedAt: timeSchema,
    placedAt: timeSchema.nullable(),
    confirmedAt: timeSchema.nullable(),
    endedAt: timeSchema.nullable(),
    /** Every change of status and what caused it, the first one first. */
    history: z.array(
      z.strictObject({ version: z.int(), at: timeSchema, input: z.string(), status: z.string() }),
    ),
    /** What lists show of it; null while nothing has reached them. */
    projection: staffOrderRowSchema.nullable(),
  })
  .meta({ id: "StaffOrder" });

/** What a command made of an order; nothing about who ordered, for it is kept for repetitions. */
export const orderOutcomeSchema = z
  .strictObject({
    id: idSchema("order"),
    number: z.string(),
    status: z.string(),
    version: z.int(),
    total: moneySchema,
    captured: moneySchema,
    /** Given back or on its way back. */
    refunded: moneySchema,
    endReason: z.string().nullable(),
  })
  .meta({ id: "OrderOutcome" });

/** `POST /admin/api/orders/{id}/refund`: without `lines`, everything that is left and the shipping. */
export const refundOrderSchema = z
  .strictObject({
    lines: z
      .array(z.strictObject({ lineId: idSchema("line"), quantity: z.int().min(1).max(1000) }))
      .min(1)
      .max(100)
      .refine(
        (lines) => new Set(lines.map(({ lineId }) => lineId)).size === lines.length,
        "Expected each line once",
      )
      .optional(),
    withShipping: z.boolean().default(false),
    /** Whether the units can be sold again. */
    withRestock: z.boolean().default(false),
    reason: z.string().trim().min(1).max(200),
  })
  .meta({ id: "RefundOrder" });

export type OrderOutcome = z.infer<typeof orderOutcomeSchema>;
export type StaffOrder = z.infer<typeof staffOrderSchema>;
export type StaffOrderRow = z.infer<typeof staffOrderRowSchema>;
