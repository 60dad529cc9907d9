/** Kiosk's own format as it comes back: one term or product on each line. */
import * as z from "zod";
import { KIOSK_HEAD } from "../domain/export-kiosk.ts";
import { publicUrl } from "../domain/import-picture.ts";
import {
  IMPORT_FIELD_MAX,
  IMPORT_FIELDS_MAX,
  IMPORT_LINE_MAX,
  IMPORT_MINOR_MAX,
  IMPORT_OPTIONS_MAX,
  IMPORT_PICTURES_MAX,
  IMPORT_TEXT_MAX,
  IMPORT_VARIANTS_MAX,
  type ImportedPicture,
  type ImportedProduct,
  type ImportMessage,
  type ImportSettings,
  importError,
  importWarning,
} from "../domain/import-product.ts";
import type { TermRecord } from "../domain/import-terms.ts";
import { cleanText } from "../domain/import-text.ts";
import { DEFAULT_LOCALE, LOCALES } from "../domain/locale.ts";
import { CURRENCIES } from "../domain/money.ts";
import { collectionRulesSchema } from "./staff-catalog-collections.ts";
import { swatchSchema } from "./staff-catalog-parts.ts";

const POSITION_MAX = 1_000_000_000;
const LIST_MAX = 1_000;
const PIXELS_MAX = 20_000;
const UNITS_MAX = 1_000_000_000;
/** What is told of one line: so many faults, so many characters each. */
const ISSUES_MAX = 20;
const ISSUE_CHARS_MAX = 300;

const text = (max: number) => z.string().max(max).transform(cleanText);
const line = text(IMPORT_LINE_MAX);
const title = line.refine((value) => value !== "", "Expected a text");
const handle = z
  .string()
  .max(120)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "Expected lower-case words joined by hyphens");
const key = z.string().regex(/^[\w][\w./-]{0,199}$/, "Expected the key of a picture");
const taxClass = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/, "Expected the name of a tax class");
const position = z.int().min(0).max(POSITION_MAX);
const time = z.iso.datetime().transform((value) => Date.parse(value));
const foreignLocales = LOCALES.filter((locale) => locale !== DEFAULT_LOCALE);
const translations = z.partialRecord(
  z.enum(foreignLocales),
  z.record(z.string().max(IMPORT_LINE_MAX), text(IMPORT_TEXT_MAX)),
);
const fields = z
  .record(z.string().min(1).max(IMPORT_LINE_MAX), text(IMPORT_FIELD_MAX))
  .refine((value) => Object.keys(value).length <= IMPORT_FIELDS_MAX, "Expected fewer fields");

const shown = {
  handle,
  title,
  description: text(IMPORT_TEXT_MAX).default(""),
  imageKey: key.nullable().default(null),
  imageAlt: line.default(""),
  seoTitle: line.default(""),
  seoDescription: text(IMPORT_TEXT_MAX).default(""),
  position: position.default(0),
  translations: translations.default({}),
};

const termSchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("attribute"),
    handle,
    title,
    kind: z.enum(["number", "choice", "boolean", "text", "date", "swatch", "reference"]),
    unit: line.nullable().default(null),
    choices: z.array(title).max(LIST_MAX).nullable().default(null),
    swatches: z.record(line, swatchSchema).nullable().default(null),
    isFilter: z.boolean().default(true),
    isSearchable: z.boolean().default(true),
    position: position.default(0),
    translations: translations.default({}),
  }),
  z.strictObject({
    type: z.literal("productType"),
    handle,
    title,
    attributes: z
      .array(z.strictObject({ handle, isRequired: z.boolean().default(false) }))
      .max(LIST_MAX)
      .default([]),
    translations: translations.default({}),
  }),
  z.strictObject({
    type: z.literal("brand"),
    handle,
    title,
    description: text(IMPORT_TEXT_MAX).default(""),
    translations: translations.default({}),
  }),
  z.strictObject({
    type: z.literal("category"),
    ...shown,
    parent: handle.nullable().default(null),
  }),
  z
    .strictObject({
      type: z.literal("collection"),
      ...shown,
      kind: z.enum(["manual", "rules"]).default("manual"),
      rules: collectionRulesSchema.nullable().default(null),
      sort: z.enum(["manual", "featured", "newest", "price_asc", "price_desc"]).default("manual"),
      status: z.enum(["draft", "published"]).default("published"),
    })
    .refine(({ kind, rules }) => kind === "manual" || rules !== null, {
      path: ["rules"],
      error: "Expected the rules that the collection is filled by",
    }),
]);

const minor = z.int().min(0).max(IMPORT_MINOR_MAX);
const priceSchema = z
  .strictObject({ amountMinor: minor, compareAtMinor: minor.nullable().default(null) })
  .refine(
    ({ amountMinor, compareAtMinor }) => compareAtMinor === null || compareAtMinor > amountMinor,
    "Expected compareAtMinor to be more than amountMinor",
  );

const contentSchema = z.strictObject({
  milli: z.int().min(1),
  unit: z.enum(["g", "ml", "cm", "cm2", "piece"]),
  baseMilli: z.int().min(1),
});

const variantSchema = z.strictObject({
  options: z.array(title).max(IMPORT_OPTIONS_MAX).default([]),
  sku: line.optional(),
  barcode: line.optional(),
  weightGrams: z.int().min(0).max(1_000_000_000).optional(),
  longestMm: z.int().min(0).max(1_000_000).optional(),
  content: contentSchema.nullable().optional(),
  prices: z.partialRecord(z.enum(CURRENCIES), priceSchema).default({}),
  stock: z.record(z.string().max(40), z.int().min(0).max(UNITS_MAX)).optional(),
  customFields: fields.optional(),
});

const pixels = z.int().min(1).max(PIXELS_MAX);
const pictureSchema = z
  .strictObject({
    key: key.nullable().default(null),
    url: z.string().max(2_000).nullable().default(null),
    alt: line.default(""),
    width: pixels.nullable().default(null),
    height: pixels.nullable().default(null),
    option: line.nullable().default(null),
    variants: z.array(z.array(line).max(IMPORT_OPTIONS_MAX)).max(IMPORT_VARIANTS_MAX).default([]),
    translations: z.partialRecord(z.enum(foreignLocales), line).default({}),
  })
  .refine(({ key: own, url }) => own !== null || url !== null, "Expected a key or a url");

const productSchema = z
  .strictObject({
    type: z.literal("product"),
    handle,
    status: z.enum(["draft", "published", "retired"]).optional(),
    title: title.optional(),
    subtitle: line.optional(),
    description: text(IMPORT_TEXT_MAX).optional(),
    seoTitle: line.optional(),
    seoDescription: text(IMPORT_TEXT_MAX).optional(),
    brand: handle.nullable().optional(),
    productType: handle.nullable().optional(),
    taxClass: taxClass.optional(),
    categories: z.array(handle).max(LIST_MAX).optional(),
    collections: z
      .array(z.strictObject({ handle, position: position.optional() }))
      .max(LIST_MAX)
      .optional(),
    tags: z.array(title).max(LIST_MAX).optional(),
    rank: z.int().optional(),
    publishAt: time.nullable().optional(),
    retireAt: time.nullable().optional(),
    createdAt: time.optional(),
    options: z.array(title).max(IMPORT_OPTIONS_MAX).optional(),
    variants: z.array(variantSchema).max(IMPORT_VARIANTS_MAX).default([]),
    pictures: z.array(pictureSchema).max(IMPORT_PICTURES_MAX).default([]),
    attributes: z
      .record(
        handle,
        z.union([z.number(), text(IMPORT_FIELD_MAX), z.boolean(), z.array(line).max(LIST_MAX)]),
      )
      .default({}),
    related: z.array(handle).max(LIST_MAX).optional(),
    complementary: z.array(handle).max(LIST_MAX).optional(),
    translations: translations.optional(),
    customFields: fields.optional(),
  })
  .superRefine(({ options, variants }, context) => {
    const seen = new Set<string>();
    for (const [index, variant] of variants.entries()) {
      const path = ["variants", index, "options"];
      const wanted = options?.length ?? variant.options.length;
      if (variant.options.length !== wanted) {
        context.addIssue({ code: "custom", path, message: `Expected ${wanted} values` });
      }
      const choice = JSON.stringify(variant.options);
      if (seen.has(choice)) {
        context.addIssue({ code: "custom", path, message: "Expected each choice once" });
      }
      seen.add(choice);
    }
  });

const headSchema = z.strictObject({
  type: z.literal("catalog"),
  version: z.literal(KIOSK_HEAD.version),
});

/** A product's line as it was parsed. */
type ProductLine = z.output<typeof productSchema>;

/** What an attribute's kind would be, where the file has no line for it. */
function kindOf(value: ProductLine["attributes"][string]) {
  if (typeof value === "number") return "number";
  if (typeof value === "boolean") return "boolean";
  return typeof value === "string" ? "text" : "choice";
}

/** Reads one line. */
export function readKioskRecord(
  value: unknown,
  row: number,
  { settings, messages }: { readonly settings: ImportSettings; readonly messages: ImportMessage[] },
): { readonly product: ImportedProduct | null; readonly term: TermRecord | null } {
  const type = typeof value === "object" && value !== null && "type" in value ? value.type : "";
  const schema = type === "product" ? productSchema : type === "catalog" ? headSchema : termSchema;
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    for (const { path, message } of parsed.error.issues.slice(0, ISSUES_MAX)) {
      // Both may repeat what the file calls its fields, and that may be as long as the line.
      const place = { row, column: path.join(".").slice(0, ISSUE_CHARS_MAX) };
      messages.push(importError(place, "line_invalid", message.slice(0, ISSUE_CHARS_MAX)));
    }
    return { product: null, term: null };
  }
  const { data } = parsed;
  if (data.type === "catalog") return { product: null, term: null };
  if (data.type !== "product") return { product: null, term: data };
  return { product: productOf(data, row, { settings, messages }), term: null };
}

function productOf(
  data: ProductLine,
  row: number,
  { settings, messages }: { readonly settings: ImportSettings; readonly messages: ImportMessage[] },
): ImportedProduct {
  const { type: _, handle: source, brand, productType, categories, collections, ...rest } = data;
  const term = (name: string) => ({ handle: name, title: "" });
  return {
    ...rest,
    row,
    source,
    brand: brand == null ? brand : term(brand),
    productType: productType == null ? productType : term(productType),
    categories: categories?.map((name) => [term(name)]),
    collections: (collections ?? []).map((each) => ({
      ...term(each.handle),
      position: each.position,
    })),
    variants: data.variants.map(({ options, prices, ...variant }) => ({
      ...variant,
      row,
      optionValues: options,
      prices: CURRENCIES.flatMap((currency) => {
        const price = prices[currency];
        return price === undefined ? [] : [{ currency, ...price }];
      }),
    })),
    pictures: data.pictures.flatMap((picture) => pictureOf(picture, row, { settings, messages })),
    attributes: Object.entries(data.attributes).map(([name, value]) => ({
      handle: name,
      label: name,
      kind: kindOf(value),
      unit: null,
      value,
    })),
  };
}

/** A picture of another shop is fetched from there, where the caller says where that is. */
function pictureOf(
  picture: z.output<typeof pictureSchema>,
  row: number,
  { settings, messages }: { readonly settings: ImportSettings; readonly messages: ImportMessage[] },
): ImportedPicture[] {
  const { url } = picture;
  const known = url === null ? null : publicUrl(url);
  if (url !== null && known === null) {
    const detail = "Expected a picture's https address on a public host";
    messages.push(importWarning({ row, column: "pictures" }, "picture_refused", detail));
    if (picture.key === null) return [];
  }
  const away =
    picture.key === null || settings.picturesFrom === null
      ? null
      : publicUrl(new URL(picture.key, settings.picturesFrom).href);
  return [{ ...picture, row, url: known ?? away }];
}
