/** Parts that several of staff's requests about the catalog have, with their bounds. */
import * as z from "zod";
import { CONTENT_UNITS } from "../domain/unit-price.ts";
import { currencySchema, idSchema } from "./money.ts";

/** Bounds of a product. */
export const OPTIONS_MAX = 10;
export const VARIANTS_MAX = 250;
export const MEDIA_MAX = 250;
export const ATTRIBUTES_MAX = 100;
/** Choices that one attribute holds of one product. */
export const CHOICES_MAX = 20;
/** Most bytes of a body that tells a product whole. */
export const PRODUCT_BODY_BYTES_MAX = 512 * 1024;

const MINOR_MAX = 1_000_000_000_00;
const MILLI_MAX = 1_000_000_000_000;
const PIXELS_MAX = 20_000;
const WEIGHT_GRAMS_MAX = 1_000_000;
const LONGEST_MM_MAX = 100_000;
const CUSTOM_FIELDS_MAX = 100;

/** A text of one line. */
export const lineSchema = (max: number) => z.string().trim().min(1).max(max);

/** The last part of a page's address. */
export const handleSchema = z
  .string()
  .max(120)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "Expected lower-case words joined by hyphens");

/** Which rules tax it: "standard", "food", "books". */
export const taxClassSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,59}$/, "Expected letters, digits, - and _");

/** The version that a change was made from. */
export const versionSchema = z.int().min(1);

/** What search engines are told; empty for the texts themselves. */
export const seoTextsSchema = z
  .strictObject({
    title: z.string().trim().max(120).default(""),
    description: z.string().trim().max(320).default(""),
  })
  .meta({ id: "SeoTexts" });

/** The key of a picture that was uploaded. */
export const pictureKeySchema = z
  .string()
  .regex(/^[\w][\w./-]{0,199}$/, "Expected the key of a picture");

/** The picture of a category or a collection. */
export const groupPictureSchema = z
  .strictObject({ key: pictureKeySchema, alt: z.string().trim().max(300) })
  .meta({ id: "GroupPicture" });

/** The colour of a choice. */
export const swatchSchema = z.string().regex(/^#[0-9a-f]{6}$/, 'Expected a colour like "#9caf88"');

/** What another platform knew and this one does not. */
export const customFieldsSchema = z
  .record(z.string().min(1).max(100), z.string().max(5000))
  .refine((fields) => Object.keys(fields).length <= CUSTOM_FIELDS_MAX, "Expected fewer fields");

/** An attribute's value: one, or several choices. */
export const attributeValuesSchema = z
  .array(
    z.strictObject({
      attributeId: idSchema("attribute"),
      value: z.union([
        z.number(),
        lineSchema(1000),
        z.boolean(),
        z.array(lineSchema(300)).min(1).max(CHOICES_MAX),
      ]),
    }),
  )
  .max(ATTRIBUTES_MAX)
  .refine(
    (values) => isUnique(values.map(({ attributeId }) => attributeId)),
    "Expected each attribute once",
  );

const minor = z.int().min(0).max(MINOR_MAX);

const priceSchema = z
  .strictObject({
    currency: currencySchema,
    amountMinor: minor,
    /** The price before, where it was higher. */
    compareAtMinor: minor.nullable().default(null),
  })
  .refine(
    ({ amountMinor, compareAtMinor }) => compareAtMinor === null || compareAtMinor > amountMinor,
    { path: ["compareAtMinor"], message: "Expected more than the amount" },
  )
  .meta({ id: "StaffPrice" });

/** The prices of a variant, one for each currency at most. */
export const pricesSchema = z
  .array(priceSchema)
  .refine(
    (prices) => isUnique(prices.map(({ currency }) => currency)),
    "Expected each currency once",
  );

/** What is inside a variant, and the amount that its unit price is told for; see `unitPriceOf()`. */
export const contentSchema = z
  .strictObject({
    milli: z.int().min(1).max(MILLI_MAX),
    unit: z.enum(CONTENT_UNITS),
    baseMilli: z.int().min(1).max(MILLI_MAX),
  })
  .meta({ id: "StaffContent" });

/** What a variant has besides its place among the options. */
export const variantFields = {
  sku: z.string().trim().max(60),
  barcode: z.string().trim().max(60),
  weightGrams: z.int().min(0).max(WEIGHT_GRAMS_MAX),
  /** Its longest side as it is packed, in millimetres; 0 where nobody knows. */
  longestMm: z.int().min(0).max(LONGEST_MM_MAX),
  content: contentSchema.nullable(),
  customFields: customFieldsSchema,
  prices: pricesSchema,
} as const;

/** What a picture of a product has. */
export const mediaFields = {
  /** The object's key in the bucket of pictures; it must be there already. */
  key: pictureKeySchema,
  alt: lineSchema(300),
  width: z.int().min(1).max(PIXELS_MAX),
  height: z.int().min(1).max(PIXELS_MAX),
  /** Shown for this value of the first option; null for all. */
  optionValue: z.string().max(60).nullable().default(null),
} as const;

/** @returns whether no key is there twice */
export function isUnique(keys: readonly string[]): boolean {
  return new Set(keys).size === keys.length;
}
