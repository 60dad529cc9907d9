/** Products as staff write and see them: every state, every currency. */
import * as z from "zod";
import { currencySchema, idSchema, timeSchema } from "./money.ts";
import {
  attributeValuesSchema,
  contentSchema,
  customFieldsSchema,
  handleSchema,
  isUnique,
  lineSchema,
  MEDIA_MAX,
  mediaFields,
  OPTIONS_MAX,
  seoTextsSchema,
  taxClassSchema,
  VARIANTS_MAX,
  variantFields,
  versionSchema,
} from "./staff-catalog-parts.ts";

const CATEGORIES_MAX = 20;
const TAGS_MAX = 250;
const RANK_MAX = 1_000_000;

/** What a product is to shoppers; a draft with a time to be published is scheduled. */
export const productStatusSchema = z.enum(["draft", "scheduled", "published", "retired"]);

const noSeo = { title: "", description: "" };

/** What is written of a product itself; a change names some of it. */
const texts = {
  handle: handleSchema,
  title: lineSchema(200),
  subtitle: z.string().trim().max(200),
  description: z.string().trim().max(50_000),
  seo: seoTextsSchema,
  brandId: idSchema("brand").nullable(),
  productTypeId: idSchema("productType").nullable(),
  tags: z.array(lineSchema(255)).max(TAGS_MAX),
  rank: z.int().min(-RANK_MAX).max(RANK_MAX),
  taxClass: taxClassSchema,
  customFields: customFieldsSchema,
  categoryIds: z
    .array(idSchema("category"))
    .max(CATEGORIES_MAX)
    .refine(isUnique, "Expected each category once"),
  attributes: attributeValuesSchema,
} as const;

/** The names of the options, the one that pictures follow first. */
export const optionNamesSchema = z
  .array(lineSchema(60))
  .max(OPTIONS_MAX)
  .refine(
    (names) => isUnique(names.map((name) => name.toLowerCase())),
    "Expected each option once",
  );

/** A variant that is made. */
export const newVariantSchema = z
  .strictObject({
    optionValues: z.array(lineSchema(120)).max(OPTIONS_MAX).default([]),
    sku: variantFields.sku.default(""),
    barcode: variantFields.barcode.default(""),
    weightGrams: variantFields.weightGrams.default(0),
    longestMm: variantFields.longestMm.default(0),
    content: variantFields.content.default(null),
    customFields: variantFields.customFields.default({}),
    prices: variantFields.prices.default([]),
  })
  .meta({ id: "NewVariant" });

/** A picture that is added. */
export const newMediaSchema = z.strictObject(mediaFields).meta({ id: "NewMedia" });

/** Why two variants of one choice are refused. */
export const EACH_CHOICE_ONCE = "Expected each choice of options once";

/** `POST /admin/api/products` */
export const createProductSchema = z
  .strictObject({
    handle: texts.handle,
    title: texts.title,
    subtitle: texts.subtitle.default(""),
    description: texts.description.default(""),
    seo: texts.seo.default(noSeo),
    brandId: texts.brandId.default(null),
    productTypeId: texts.productTypeId.default(null),
    optionNames: optionNamesSchema.default([]),
    tags: texts.tags.default([]),
    rank: texts.rank.default(0),
    taxClass: texts.taxClass.default("standard"),
    customFields: texts.customFields.default({}),
    categoryIds: texts.categoryIds.default([]),
    attributes: texts.attributes.default([]),
    variants: z
      .array(newVariantSchema)
      .min(1)
      .max(VARIANTS_MAX)
      .refine((variants) => isUnique(variants.map(choiceOf)), EACH_CHOICE_ONCE),
    media: z.array(newMediaSchema).max(MEDIA_MAX).default([]),
  })
  .superRefine(refuseOddChoices)
  .meta({ id: "CreateProduct" });

/** `PATCH /admin/api/products/{id}`: what is left out stays. */
export const changeProductSchema = z
  .strictObject({
    version: versionSchema,
    handle: texts.handle.optional(),
    title: texts.title.optional(),
    subtitle: texts.subtitle.optional(),
    description: texts.description.optional(),
    seo: texts.seo.optional(),
    brandId: texts.brandId.optional(),
    productTypeId: texts.productTypeId.optional(),
    tags: texts.tags.optional(),
    rank: texts.rank.optional(),
    taxClass: texts.taxClass.optional(),
    customFields: texts.customFields.optional(),
    categoryIds: texts.categoryIds.optional(),
    attributes: texts.attributes.optional(),
    /** The variants named get exactly these prices. */
    variants: z
      .array(z.strictObject({ id: idSchema("variant"), prices: variantFields.prices }))
      .max(VARIANTS_MAX)
      .refine((variants) => isUnique(variants.map(({ id }) => id)), "Expected each variant once")
      .optional(),
  })
  .meta({ id: "ChangeProduct" });

/** `GET /admin/api/products` */
export const staffProductQuerySchema = z.strictObject({
  status: productStatusSchema.optional(),
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

/** A product in a list. */
export const staffProductRowSchema = z
  .strictObject({
    id: idSchema("product"),
    handle: z.string(),
    title: z.string(),
    status: productStatusSchema,
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
    status: productStatusSchema,
    title: z.string(),
    subtitle: z.string(),
    description: z.string(),
    seo: z.strictObject({ title: z.string(), description: z.string() }),
    brandId: idSchema("brand").nullable(),
    productTypeId: idSchema("productType").nullable(),
    optionNames: z.array(z.string()),
    tags: z.array(z.string()),
    rank: z.int(),
    taxClass: z.string(),
    customFields: z.record(z.string(), z.string()),
    version: z.int(),
    createdAt: timeSchema,
    updatedAt: timeSchema,
    publishAt: timeSchema.nullable(),
    retireAt: timeSchema.nullable(),
    /** When shoppers first saw it. */
    publishedAt: timeSchema.nullable(),
    /** Where staff put it; it also stands in every ancestor of these. */
    categoryIds: z.array(idSchema("category")),
    attributes: z.array(
      z.strictObject({
        attributeId: idSchema("attribute"),
        value: z.union([z.number(), z.string(), z.boolean(), z.array(z.string())]),
      }),
    ),
    variants: z.array(
      z.strictObject({
        id: idSchema("variant"),
        stockItemId: idSchema("stockItem"),
        sku: z.string(),
        barcode: z.string(),
        optionValues: z.array(z.string()),
        weightGrams: z.int(),
        longestMm: z.int(),
        content: contentSchema.nullable(),
        customFields: z.record(z.string(), z.string()),
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
        variantIds: z.array(idSchema("variant")),
      }),
    ),
    links: z.strictObject({
      related: z.array(idSchema("product")),
      complementary: z.array(idSchema("product")),
    }),
  })
  .meta({ id: "StaffProduct" });

export type CreateProduct = z.output<typeof createProductSchema>;
export type ChangeProduct = z.output<typeof changeProductSchema>;
export type StaffProductQuery = z.output<typeof staffProductQuerySchema>;
export type StaffProduct = z.infer<typeof staffProductSchema>;
export type StaffProductRow = z.infer<typeof staffProductRowSchema>;

/** The choice of options that a variant stands for, as a key. */
export function choiceOf({ optionValues }: { readonly optionValues: readonly string[] }): string {
  return JSON.stringify(optionValues);
}

/** Refuses a variant with more or fewer values than there are options. */
export function refuseOddChoices(
  {
    optionNames,
    variants,
  }: { optionNames: string[]; variants: readonly { optionValues: string[] }[] },
  context: z.RefinementCtx,
): void {
  for (const [index, { optionValues }] of variants.entries()) {
    if (optionValues.length === optionNames.length) continue;
    context.addIssue({
      code: "custom",
      path: ["variants", index, "optionValues"],
      message: `Expected ${optionNames.length} values, one for each option`,
    });
  }
}
