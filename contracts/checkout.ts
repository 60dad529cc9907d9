/** A checkout and the order that it becomes, as the shopper and the shopper's agent see it. */
import * as z from "zod";
import { regionCode } from "../domain/regions.ts";
import { isTaxIdForm } from "../domain/tax-id.ts";
import { pictureSchema } from "./catalog.ts";
import { countrySchema, currencySchema, idSchema, moneySchema, timeSchema } from "./money.ts";
import { localeSchema } from "./place.ts";

const oneLine = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
    .regex(/^[^\u0000-\u001f\u007f]*$/, "Expected one line of text without control characters");

/** Where the parcel goes. */
export const addressSchema = z
  .strictObject({
    name: oneLine(100).min(1, "Enter a name"),
    line1: oneLine(120).min(1, "Enter a street and a house number"),
    line2: oneLine(120).default(""),
    city: oneLine(80).min(1, "Enter a town or a city"),
    region: oneLine(80).default(""),
    postalCode: oneLine(16).min(1, "Enter a postal code"),
    country: countrySchema,
  })
  .meta({ id: "Address" });

/** An address as shoppers give it: where a country taxes by states, one that it has. */
const givenAddressSchema = addressSchema.refine(
  ({ country, region }) => regionCode(country, region) !== null,
  { path: ["region"], message: "Enter the state or province, like NY or New York" },
);

/** An e-mail address: kept as typed, lower-cased domain is the mail server's matter. */
export const emailSchema = z.email("Enter an e-mail address like name@example.com").max(254);

/** `POST /api/checkouts` */
export const openCheckoutSchema = z
  .strictObject({
    /** A checkout that ended: its contact and address are taken over. */
    from: idSchema("order").optional(),
  })
  .meta({ id: "OpenCheckout" });

/** `PATCH /api/checkouts/{id}`: any part, in any order. */
export const changeCheckoutSchema = z
  .strictObject({
    email: emailSchema.optional(),
    address: givenAddressSchema.optional(),
    shippingMethod: z.string().max(60).optional(),
    /** All the codes, in place of those before; any case, spaces and dashes do not matter. */
    codes: z.array(oneLine(60)).max(10).optional(),
    /** A VAT number; empty takes it back. */
    taxId: z
      .string()
      .trim()
      .max(20)
      .refine((text) => text === "" || isTaxIdForm(text), "Enter a VAT number like DE123456789")
      .optional(),
  })
  .meta({ id: "ChangeCheckout" });

/** `POST /api/checkouts/{id}/complete` */
export const completeCheckoutSchema = z
  .strictObject({
    /** The quote's `token`: what the shopper has seen and agrees to pay. */
    quote: z.string().max(2000),
  })
  .meta({ id: "CompleteCheckout" });

/** One line of the reckoning's foot, in the words of the Universal Commerce Protocol. */
export const totalSchema = z
  .strictObject({
    type: z.enum(["subtotal", "discount", "fulfillment", "tax", "exemption", "rounding", "total"]),
    label: z.string(),
    amount: moneySchema,
    /** For taxes: whether the amount stands within the prices. */
    included: z.boolean(),
  })
  .meta({ id: "Total" });

/** A line of the order with its shares. */
export const checkoutLineSchema = z
  .strictObject({
    id: idSchema("line"),
    productId: idSchema("product"),
    variantId: idSchema("variant"),
    handle: z.string(),
    title: z.string(),
    variantTitle: z.string(),
    sku: z.string(),
    picture: pictureSchema.nullable(),
    quantity: z.int().min(1),
    unitPrice: moneySchema,
    /** What the cart showed; the price is another one where the country or the buyer has its own. */
    cartUnitPrice: moneySchema,
    subtotal: moneySchema,
    discount: moneySchema,
    shipping: moneySchema,
    tax: moneySchema,
    total: moneySchema,
  })
  .meta({ id: "CheckoutLine" });

/** Where something is collected. */
const collectPlaceSchema = z
  .strictObject({
    label: z.string(),
    line1: z.string(),
    line2: z.string(),
    city: z.string(),
    region: z.string(),
    postalCode: z.string(),
    country: z.string(),
    /** As shoppers read it, one line for each. */
    openingHours: z.string(),
  })
  .meta({ id: "CollectPlace" });

const journey = {
  daysMin: z.int(),
  daysMax: z.int(),
  /** The first and the last day, by the shop's clock; null where nobody says when. */
  arrives: z.strictObject({ from: z.iso.date(), to: z.iso.date() }).nullable(),
  /** One for each location that something comes from. */
  parcels: z.int().min(1),
  /** Null where it is delivered. */
  collectAt: collectPlaceSchema.nullable(),
};

/** A way of shipping to choose from. */
export const shippingOptionSchema = z
  .strictObject({
    method: z.string(),
    label: z.string(),
    kind: z.enum(["delivery", "carrier", "pickup"]),
    price: moneySchema,
    ...journey,
    /** Whether the shop's own rate stands in for a carrier that has not told its price. */
    isStandIn: z.boolean(),
    isChosen: z.boolean(),
  })
  .meta({ id: "ShippingOption" });

/** A way of shipping that cannot be had. */
export const missingShippingSchema = z
  .strictObject({
    method: z.string(),
    label: z.string(),
    /** Why: "carrier_away", "no_service", "not_in_stock_there" … */
    reason: z.string(),
  })
  .meta({ id: "MissingShipping" });

/** The way that was chosen; once the order is placed it is never reckoned anew. */
export const deliverySchema = z
  .strictObject({ method: z.string(), label: z.string(), price: moneySchema, ...journey })
  .meta({ id: "Delivery" });

/** A code that was entered, and what became of it. */
export const checkoutCodeSchema = z
  .strictObject({
    code: z.string(),
    /** What shoppers read; null where the code is nobody's. */
    label: z.string().nullable(),
    /** What it takes off; null where it does nothing. */
    amount: moneySchema.nullable(),
    /** Why it does nothing: "code_unknown", "expired", "below_spend" … */
    reason: z.string().nullable(),
    /** What is still to be spent until it does something. */
    missing: moneySchema.nullable(),
    /** Units still to be added. */
    missingUnits: z.int().nullable(),
    /** All of that in a sentence, by language. */
    text: z.record(localeSchema, z.string()),
  })
  .meta({ id: "CheckoutCode" });

/** One thing that is no longer as the shopper saw it. */
export const checkoutChangeSchema = z
  .strictObject({
    kind: z.enum(["price", "quantity", "discount", "shipping", "tax"]),
    /** The line that it is about; null for the whole order. */
    lineId: idSchema("line").nullable(),
    /** What shoppers read: the product, the promotion, the way of shipping, the tax. */
    label: z.string(),
    /** Amounts; null for a quantity. A price is that of one unit. */
    before: moneySchema.nullable(),
    after: moneySchema.nullable(),
    /** Units; null for everything but a quantity. */
    unitsBefore: z.int().nullable(),
    unitsAfter: z.int().nullable(),
  })
  .meta({ id: "CheckoutChange" });

/** The whole checkout. */
export const checkoutSchema = z
  .strictObject({
    id: idSchema("order"),
    /** The number that a shopper reads and speaks. */
    number: z.string(),
    status: z.enum([
      "incomplete",
      "ready_for_complete",
      "complete_in_progress",
      "requires_payment",
      "completed",
      "canceled",
    ]),
    version: z.int(),
    currency: currencySchema,
    missing: z.array(z.enum(["contact", "address", "shipping"])),
    email: z.string().nullable(),
    address: addressSchema.nullable(),
    countries: z.array(z.string()),
    shippingOptions: z.array(shippingOptionSchema),
    missingShipping: z.array(missingShippingSchema),
    /** Null until a way is chosen. */
    delivery: deliverySchema.nullable(),
    lines: z.array(checkoutLineSchema),
    codes: z.array(checkoutCodeSchema),
    taxId: z.string().nullable(),
    totals: z.array(totalSchema),
    pricesIncludeTax: z.boolean(),
    /** Signed and expiring; null once the order is placed. */
    quote: z
      .strictObject({ token: z.string(), total: moneySchema, expiresAt: timeSchema })
      .nullable(),
    /** What the last attempt ran into. */
    notice: z
      .strictObject({
        reason: z.string(),
        lineIds: z.array(idSchema("line")),
        /** What changed: agreed to by placing the order for the new quote. */
        changes: z.array(checkoutChangeSchema),
      })
      .nullable(),
    /** Units are kept for the shopper until then. */
    heldUntil: timeSchema.nullable(),
    /** What the browser needs to pay; null except while the shopper may. */
    payment: z
      .strictObject({
        provider: z.literal("stripe"),
        clientSecret: z.string(),
        publishableKey: z.string(),
        declineCode: z.string().nullable(),
      })
      .nullable(),
    /** Why it was canceled; null where it was not. */
    endReason: z.string().nullable(),
    refunded: moneySchema,
    placedAt: timeSchema.nullable(),
    confirmedAt: timeSchema.nullable(),
    /** The signed link to the order's own page; null until it is placed. */
    orderUrl: z.string().nullable(),
    /** Each step of the reckoning and its reason. */
    trace: z.array(z.strictObject({ step: z.string(), because: z.string(), amount: moneySchema })),
  })
  .meta({ id: "Checkout" });

export type CheckoutView = z.infer<typeof checkoutSchema>;
export type DeliveryView = z.infer<typeof deliverySchema>;
export type CheckoutLineView = z.infer<typeof checkoutLineSchema>;
export type CheckoutCodeView = z.infer<typeof checkoutCodeSchema>;
export type CheckoutChangeView = z.infer<typeof checkoutChangeSchema>;
export type TotalView = z.infer<typeof totalSchema>;
export type ChangeCheckout = z.infer<typeof changeCheckoutSchema>;
