/** Translations and pictures as staff bring them. */
import * as z from "zod";
import { LOCALES } from "../domain/locale.ts";
import { idSchema } from "./money.ts";
import { localeSchema } from "./place.ts";
import { versionSchema } from "./staff-catalog-parts.ts";

/** Most texts of a subject in a language, and characters of one. */
const TEXTS_MAX = 1000;
const TEXT_CHARS_MAX = 50_000;

/** What has texts. */
export const translatedSchema = z.union([
  idSchema("product"),
  idSchema("category"),
  idSchema("brand"),
  idSchema("attribute"),
  idSchema("productType"),
  idSchema("collection"),
  idSchema("promotion"),
  idSchema("media"),
]);

/**
 * Field -> text. A field is a text's name (`title`, `description`, `label`, `alt`, `seo_title` …),
 * `option:<name>`, `value:<option value>` and `attribute:<handle>` of a product, `choice:<value>` of
 * an attribute.
 */
export const textsSchema = z
  .record(
    z
      .string()
      .regex(/^(?:[a-z_]{1,40}|(?:option|value|choice|attribute):.{1,300})$/u, "Expected a field"),
    z.string().trim().min(1).max(TEXT_CHARS_MAX),
  )
  .refine((texts) => Object.keys(texts).length <= TEXTS_MAX, "Expected fewer texts");

/** `PUT /admin/api/translations/{subjectId}/{locale}`: exactly these texts. */
export const putTranslationsSchema = z
  .strictObject({
    /** The subject's; a picture has its product's. */
    version: versionSchema,
    texts: textsSchema,
  })
  .meta({ id: "PutTranslations" });

/** The texts of a subject, by language. */
export const translationsSchema = z
  .strictObject({
    subjectId: z.string(),
    version: z.int(),
    locales: z.partialRecord(z.enum(LOCALES), z.record(z.string(), z.string())),
  })
  .meta({ id: "Translations" });

/** The path of a subject's texts in one language; those of the first one are the subject's own. */
export const translationParams = z.strictObject({
  subjectId: translatedSchema,
  locale: localeSchema.exclude([LOCALES[0]]),
});

/** A picture that was uploaded: its key goes into a product, a category or a collection. */
export const uploadedMediaSchema = z
  .strictObject({
    key: z.string(),
    type: z.enum(["image/png", "image/jpeg", "image/webp", "image/gif", "image/avif"]),
    width: z.int().min(1),
    height: z.int().min(1),
    bytes: z.int().min(1),
  })
  .meta({ id: "UploadedMedia" });

export type Translations = z.infer<typeof translationsSchema>;
export type UploadedMedia = z.infer<typeof uploadedMediaSchema>;
