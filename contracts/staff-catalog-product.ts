/** Parts of a product that are written whole: variants, pictures, links, the times of its stay. */
import * as z from "zod";
import { currencySchema, idSchema, timeSchema } from "./money.ts";
import {
  choiceOf,
  EACH_CHOICE_ONCE,
  newMediaSchema,
  newVariantSchema,
  optionNamesSchema,
  refuseOddChoices,
} from "./staff-catalog.ts";
import { isUnique, MEDIA_MAX, VARIANTS_MAX, versionSchema } from "./staff-catalog-parts.ts";

const LINKS_MAX = 24;

/** `PUT /admin/api/products/{id}/variants`: those that are not named are no longer sold. */
export const putVariantsSchema = z
  .strictObject({
    version: versionSchema,
    optionNames: optionNamesSchema,
    variants: z
      .array(
        newVariantSchema.extend({ id: idSchema("variant").optional() }).meta({ id: "PutVariant" }),
      )
      .min(1)
      .max(VARIANTS_MAX)
      .refine((variants) => isUnique(variants.map(choiceOf)), EACH_CHOICE_ONCE)
      .refine(
        (variants) => isUnique(variants.flatMap(({ id }) => id ?? [])),
        "Expected each variant once",
      ),
  })
  .superRefine(refuseOddChoices)
  .meta({ id: "PutVariants" });

/** `PUT /admin/api/products/{id}/media`: all pictures in their order. */
export const putMediaSchema = z
  .strictObject({
    version: versionSchema,
    media: z
      .array(
        newMediaSchema
          .extend({
            /** Left out for a new picture. */
            id: idSchema("media").optional(),
            /** Variants that show it as their own, besides those of its option value. */
            variantIds: z.array(idSchema("variant")).max(VARIANTS_MAX).default([]),
          })
          .meta({ id: "PutPicture" }),
      )
      .max(MEDIA_MAX)
      .refine((media) => isUnique(media.flatMap(({ id }) => id ?? [])), "Expected each once"),
  })
  .meta({ id: "PutMedia" });

const linksSchema = z
  .array(idSchema("product"))
  .max(LINKS_MAX)
  .refine(isUnique, "Expected each product once");

/** `PUT /admin/api/products/{id}/links`: what goes with a product, in its order. */
export const putLinksSchema = z
  .strictObject({ version: versionSchema, related: linksSchema, complementary: linksSchema })
  .meta({ id: "PutLinks" });

/** `POST /admin/api/products/{id}/schedule`: null takes a time back. */
export const scheduleProductSchema = z
  .strictObject({
    version: versionSchema,
    /** When a draft goes into the shop. */
    publishAt: timeSchema.nullable(),
    /** When a product leaves the shop for good. */
    retireAt: timeSchema.nullable(),
  })
  .refine(
    ({ publishAt, retireAt }) =>
      publishAt === null || retireAt === null || Date.parse(publishAt) < Date.parse(retireAt),
    { path: ["retireAt"], message: "Expected a time after publishAt" },
  )
  .meta({ id: "ScheduleProduct" });

/** `GET /admin/api/products/{id}/price-history` */
export const priceHistoryQuerySchema = z.strictObject({
  variant: idSchema("variant").optional(),
  currency: currencySchema.optional(),
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** Prices of a product's variants and since when each was asked for, the newest first. */
export const priceHistorySchema = z
  .strictObject({
    prices: z.array(
      z.strictObject({
        variantId: idSchema("variant"),
        currency: currencySchema,
        amountMinor: z.int(),
        /** Why it changed, where nobody set it: a rate, "list: pls_…", "dynamic: weekend, ceiling". */
        reason: z.string(),
        from: timeSchema,
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: "PriceHistory" });

export type PutVariants = z.output<typeof putVariantsSchema>;
export type PutMedia = z.output<typeof putMediaSchema>;
export type PutLinks = z.output<typeof putLinksSchema>;
export type PriceHistoryQuery = z.output<typeof priceHistoryQuerySchema>;
export type PriceHistory = z.infer<typeof priceHistorySchema>;
