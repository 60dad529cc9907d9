/** The cart as the shopper sees it and the commands that change it. */
import * as z from "zod";
import { CART_NOTICE_KINDS, LINE_QUANTITY_MAX } from "../domain/cart.ts";
import { normalCode } from "../domain/promotion.ts";
import { availabilitySchema, pictureSchema, quantityPriceSchema } from "./catalog.ts";
import { checkoutCodeSchema } from "./checkout.ts";
import { currencySchema, idSchema, moneySchema, timeSchema } from "./money.ts";
import { localeSchema } from "./place.ts";

/** Something changed under the shopper's hands: always told, never silent. */
export const cartNoticeSchema = z
  .strictObject({
    kind: z.enum(CART_NOTICE_KINDS),
    /** The line it is about; null for the whole cart. */
    lineId: idSchema("line").nullable(),
    message: z.string(),
    was: moneySchema.nullable(),
    now: moneySchema.nullable(),
  })
  .meta({ id: "CartNotice" });

/** One variant in the cart. */
export const cartLineSchema = z
  .strictObject({
    id: idSchema("line"),
    productId: idSchema("product"),
    variantId: idSchema("variant"),
    handle: z.string(),
    title: z.string(),
    /** "Sage, 350 ml"; empty where the product has one variant only. */
    variantTitle: z.string(),
    sku: z.string(),
    picture: pictureSchema.nullable(),
    quantity: z.int().min(1),
    unitPrice: moneySchema,
    /** The price is that of so many units or more. */
    fromQuantity: z.int().min(1),
    /** What one would cost if there were more of them; null where nothing changes. */
    nextPrice: quantityPriceSchema.nullable(),
    total: moneySchema,
    /** This line's share of everything that promotions take off; of what `total` says, before it. */
    discount: moneySchema,
    priceLockedUntil: timeSchema,
    availability: availabilitySchema,
  })
  .meta({ id: "CartLine" });

/** A promotion that the cart has. */
export const cartDiscountSchema = z
  .strictObject({
    label: z.string(),
    /** Null where it applies by itself. */
    code: z.string().nullable(),
    amount: moneySchema,
  })
  .meta({ id: "CartDiscount" });

/** A promotion that the cart nearly has, and what is missing: one of the three. */
export const cartOfferSchema = z
  .strictObject({
    label: z.string(),
    missing: moneySchema.nullable(),
    missingUnits: z.int().nullable(),
    /** Variants of which one is free once it lies in the cart. */
    giftIds: z.array(idSchema("variant")),
    /** All of that in a sentence, by language. */
    text: z.record(localeSchema, z.string()),
  })
  .meta({ id: "CartOffer" });

/** The whole cart. */
export const cartSchema = z
  .strictObject({
    currency: currencySchema,
    version: z.int(),
    lines: z.array(cartLineSchema),
    /** Units, not lines: what the badge shows. */
    count: z.int(),
    subtotal: moneySchema,
    /** After promotions; before shipping, and before tax where prices exclude it. */
    total: moneySchema,
    /** What promotions take off, in the order in which they were reckoned. */
    discounts: z.array(cartDiscountSchema),
    codes: z.array(checkoutCodeSchema),
    offers: z.array(cartOfferSchema),
    pricesIncludeTax: z.boolean(),
    notices: z.array(cartNoticeSchema),
    /** The line that undo would bring back; null where there is none. */
    undo: z.strictObject({ title: z.string(), quantity: z.int() }).nullable(),
  })
  .meta({ id: "Cart" });

const quantity = z.int().min(1).max(LINE_QUANTITY_MAX);

/** `POST /api/cart/lines` */
export const addLineSchema = z
  .strictObject({
    variantId: idSchema("variant"),
    quantity: quantity.default(1),
    currency: currencySchema.optional(),
  })
  .meta({ id: "AddLine" });

/** `PATCH /api/cart/lines/{id}`; a quantity of 0 removes the line. */
export const changeLineSchema = z
  .strictObject({ quantity: z.int().min(0).max(LINE_QUANTITY_MAX) })
  .meta({ id: "ChangeLine" });

/** `PATCH /api/cart` */
export const changeCartSchema = z
  .strictObject({ currency: currencySchema })
  .meta({ id: "ChangeCart" });

/** `POST /api/cart/codes`: any case, spaces and dashes do not matter. */
export const addCodeSchema = z
  .strictObject({
    code: z
      .string()
      .max(60)
      .refine((text) => normalCode(text) !== null, "Enter a code of letters and digits"),
  })
  .meta({ id: "AddCode" });

export type CartNotice = z.infer<typeof cartNoticeSchema>;
export type CartLineView = z.infer<typeof cartLineSchema>;
export type CartView = z.infer<typeof cartSchema>;
