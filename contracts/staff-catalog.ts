/** Products as staff write and see them: every state, every currency. */
import * as z from "zod";
import { currencySchema, idSchema, timeSchema } from "./money.ts";

/** Bounds of a product. */
export const OPTIONS_MAX = 3;
export const VARIANTS_MAX = 100;
export const MEDIA_MAX = 20;
const CATEGORIES_MAX = 10;
const ATTRIBUTES_MAX = 50;
const TAGS_MAX = 20;
const MINOR_MAX = 1_000_000_000_00;
const RANK_MAX = 1_000_000;
const WEIGHT_GRAMS_MAX = 1_000_000;
const PIXELS_MAX = 20_000;

const line = (max: number) => z.string().trim().min(1).max(max);
const handleSchema = z
  .string()
  .max(120)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "Expected lower-case words joined by hyphens");
const minor = z.int().min(0).max(MINOR_MAX);

const titleSchema = line(120);
const subtitleSchema = z.string().trim().max(200);
const descriptionSchema = z.string().trim().max(10_000);
const tagsSchema = z.array(line(40)).max(TAGS_MAX);
const rankSchema = z.int().min(-RANK_MAX).max(RANK_MAX);
const categoryIdsSchema = z
  .array(idSchema("category"))
  .max(CATEGORIES_MAX)
  .refine(isUnique, "Expected each category once");

const priceSchema = z
  .strictObject({
    currency: currencySchema,
    amountMinor: minor,
    /** The price before, where it was higher. */
    compareAtMinor: minor.nullable().default(null),
  })
  .refine(
    ({ amountMinor, compareAtMinor }) => compareAtMinor === null || compareAtMinor > amountMinor,
    {
      path: ["compareAtMinor"],
      message: "Expected more than the amount",
    },
  )
  .meta({ id: "StaffPrice" });

const pricesSchema = z
  .array(priceSchema)
  .refine(
    (prices) => isUnique(prices.map(({ currency }) => currency)),
    "Expected each currency once",
  );

const variantSchema = z
  .strictObject({
    optionValues: z.array(line(60)).max(OPTIONS_MAX).default([]),
    sku: z.string().trim().max(60).default(""),
    weightGrams: z.int().min(0).max(WEIGHT_GRAMS_MAX).default(0),
    prices: pricesSchema.default([]),
  })
  .meta({ id: "NewVariant" });

const mediaSchema = z
  .strictObject({
    /** The object's key in the bucket of pictures; it must be there already. */
    key: z.string().regex(/^[\w][\w./-]{0,199}$/, "Expected the key of a picture"),
    alt: line(300),
    width: z.int().min(1).max(PIXELS_MAX),
    height: z.int().min(1).max(PIXELS_MAX),
    /** Shown for this value of the first option; null for all. */
    optionValue: z.string().max(60).nullable().default(null),
  })
  .meta({ id: "NewMedia" });

/** `POST /admin/api/products` */
export const createProductSchema = z
  .strictObject({
    handle: handleSchema,
    title: titleSchema,
    subtitle: subtitleSchema.default(""),
    description: descriptionSchema.default(""),
    brandId: idSchema("brand").nullable().default(null),
    optionNames: z.array(line(40)).max(OPTIONS_MAX).default([]),
    tags: tagsSchema.default([]),
    rank: rankSchema.default(0),
    categoryIds: categoryIdsSchema.default([]),
    attributes: z
      .array(
        z.strictObject({
          attributeId: idSchema("attribute"),
          value: z.union([z.number(), line(300), z.boolean()]),
        }),
      )
      .max(ATTRIBUTES_MAX)
      .refine(
        (values) => isUnique(values.map(({ attributeId }) => attributeId)),
        "Expected each attribute once",
      )
      .default([]),
    variants: z
      .array(variantSchema)
      .min(1)
      .max(VARIANTS_MAX)
      .refine(
        (variants) => isUnique(variants.map(({ optionValues }) => JSON.stringify(optionValues))),
        "Expected each choice of options once",
      ),
    media: z.array(mediaSchema).max(MEDIA_MAX).default([]),
  })
  .superRefine(({ optionNames, variants }, context) => {
    for (const [index, { optionValues }] of variants.entries()) {
      if (optionValues.length === optionNames.length) continue;
      context.addIssue({
        code: "custom",
        path: ["variants", index, "optionValues"],
        message: `Expected ${optionNames.length} values, one for each option`,
      });
    }
  })
  .meta({ id: "CreateProduct" });

/** `PATCH /admin/api/products/{id}`: what is left out stays. */
export const changeProductSchema = z
  .strictObject({
    /** The version that the change was made from. */
    version: z.int().min(1),
    title: titleSchema.optional(),
    subtitle: subtitleSchema.optional(),
    description: descriptionSchema.optional(),
    tags: tagsSchema.optional(),
    rank: rankSchema.optional(),
    categoryIds: categoryIdsSchema.optional(),
    /** The variants named get exactly these prices. */
    variants: z
      .array(z.strictObject({ id: idSchema("variant"), prices: pricesSchema }))
      .max(VARIANTS_MAX)
      .refine((variants) => isUnique(variants.map(({ id }) => id)), "Expected each variant once")
      .optional(),
  })
  .meta({ id: "ChangeProduct" });

/** `GET /admin/api/products` */
export const staffProductQuerySchema = z.strictObject({
  status: z.enum(["draft", "published", "retired"]).optional(),
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

/** A product in a list. */
export const staffProductRowSchema = z
  .strictObject({
    id: idSchema("product"),
    handle: z.string(),
    title: z.string(),
    status: z.enum(["draft", "published", "retired"]),
    version: z.int(),
    variantCount: z.int(),
    updatedAt: timeSchema,
  })
  .meta({ id: "StaffProductRow" });

export const staffProductPageSchema = z
  .strictObject({
    products: z.array(staffProductRowSchema),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: "StaffProductPage" });

/** A product with everything that is stored of it. */
export const staffProductSchema = z
  .strictObject({
    id: idSchema("product"),
    handle: z.string(),
    status: z.enum(["draft", "published", "retired"]),
    title: z.string(),
    subtitle: z.string(),
    description: z.string(),
    brandId: idSchema("brand").nullable(),
    optionNames: z.array(z.string()),
    tags: z.array(z.string()),
    rank: z.int(),
    version: z.int(),
    createdAt: timeSchema,
    updatedAt: timeSchema,
    /** Where staff put it; it also stands in every ancestor of these. */
    categoryIds: z.array(idSchema("category")),
    attributes: z.array(
      z.strictObject({
        attributeId: idSchema("attribute"),
        value: z.union([z.number(), z.string(), z.boolean()]),
      }),
    ),
    variants: z.array(
      z.strictObject({
        id: idSchema("variant"),
        stockItemId: idSchema("stockItem"),
        sku: z.string(),
        optionValues: z.array(z.string()),
        weightGrams: z.int(),
        prices: z.array(
          z.strictObject({
            currency: currencySchema,
            amountMinor: z.int(),
            compareAtMinor: z.int().nullable(),
          }),
        ),
      }),
    ),
    media: z.array(
      z.strictObject({
        id: idSchema("media"),
        key: z.string(),
        alt: z.string(),
        width: z.int(),
        height: z.int(),
        optionValue: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: "StaffProduct" });

export type CreateProduct = z.output<typeof createProductSchema>;
export type ChangeProduct = z.output<typeof changeProductSchema>;
export type StaffProductQuery = z.output<typeof staffProductQuerySchema>;
export type StaffProduct = z.infer<typeof staffProductSchema>;
export type StaffProductRow = z.infer<typeof staffProductRowSchema>;

function isUnique(keys: readonly string[]): boolean {
  return new Set(keys).size === keys.length;
}
