/** Categories, brands, attributes and kinds of products as staff write and see them. */
import * as z from "zod";
import { idSchema } from "./money.ts";
import {
  ATTRIBUTES_MAX,
  groupPictureSchema,
  handleSchema,
  isUnique,
  lineSchema,
  seoTextsSchema,
  swatchSchema,
  versionSchema,
} from "./staff-catalog-parts.ts";

const CHOICES_MAX = 500;
const POSITION_MAX = 1_000_000;

const title = lineSchema(200);
const description = z.string().trim().max(20_000);
const position = z.int().min(0).max(POSITION_MAX);
const noSeo = { title: "", description: "" };

/** A page of a list, by id. */
export const recordQuerySchema = z.strictObject({
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const category = {
  parentId: idSchema("category").nullable(),
  handle: handleSchema,
  title,
  description,
  picture: groupPictureSchema.nullable(),
  position,
  seo: seoTextsSchema,
} as const;

/** `POST /admin/api/categories` */
export const createCategorySchema = z
  .strictObject({
    ...category,
    parentId: category.parentId.default(null),
    description: description.default(""),
    picture: category.picture.default(null),
    position: position.default(0),
    seo: seoTextsSchema.default(noSeo),
  })
  .meta({ id: "CreateCategory" });

/** `PATCH /admin/api/categories/{id}`: another parent moves it with all that is below it. */
export const changeCategorySchema = changeOf(z.strictObject(category)).meta({
  id: "ChangeCategory",
});

/** A category as it is stored. */
export const staffCategorySchema = z
  .strictObject({ id: idSchema("category"), version: z.int(), ...category })
  .meta({ id: "StaffCategory" });

const brand = { handle: handleSchema, title, description } as const;

/** `POST /admin/api/brands` */
export const createBrandSchema = z
  .strictObject({ ...brand, description: description.default("") })
  .meta({ id: "CreateBrand" });

/** `PATCH /admin/api/brands/{id}` */
export const changeBrandSchema = changeOf(z.strictObject(brand)).meta({ id: "ChangeBrand" });

/** A brand as it is stored. */
export const staffBrandSchema = z
  .strictObject({ id: idSchema("brand"), version: z.int(), ...brand })
  .meta({ id: "StaffBrand" });

/** Kinds of attributes. */
export const attributeKindSchema = z.enum([
  "number",
  "choice",
  "boolean",
  "text",
  "date",
  "swatch",
  "reference",
]);

const attribute = {
  label: lineSchema(100),
  unit: lineSchema(20).nullable(),
  /** What a choice or a swatch may be. */
  choices: z.array(lineSchema(300)).max(CHOICES_MAX).refine(isUnique, "Expected each choice once"),
  /** Choice -> "#9caf88". */
  swatches: z.record(z.string().max(300), swatchSchema),
  /** Whether shoppers filter by it. */
  isFilter: z.boolean(),
  /** Whether full text finds its values. */
  isSearchable: z.boolean(),
  position,
} as const;

/** `POST /admin/api/attributes`: handle and kind stay what they are. */
export const createAttributeSchema = z
  .strictObject({
    ...attribute,
    handle: handleSchema,
    kind: attributeKindSchema,
    unit: attribute.unit.default(null),
    choices: attribute.choices.default([]),
    swatches: attribute.swatches.default({}),
    isFilter: attribute.isFilter.default(true),
    isSearchable: attribute.isSearchable.default(true),
    position: position.default(0),
  })
  .meta({ id: "CreateAttribute" });

/** `PATCH /admin/api/attributes/{id}` */
export const changeAttributeSchema = changeOf(z.strictObject(attribute)).meta({
  id: "ChangeAttribute",
});

/** An attribute as it is stored. */
export const staffAttributeSchema = z
  .strictObject({
    id: idSchema("attribute"),
    version: z.int(),
    handle: z.string(),
    kind: attributeKindSchema,
    ...attribute,
  })
  .meta({ id: "StaffAttribute" });

const productType = {
  handle: handleSchema,
  title,
  /** In the order of the form. */
  attributes: z
    .array(z.strictObject({ attributeId: idSchema("attribute"), isRequired: z.boolean() }))
    .max(ATTRIBUTES_MAX)
    .refine(
      (attributes) => isUnique(attributes.map(({ attributeId }) => attributeId)),
      "Expected each attribute once",
    ),
} as const;

/** `POST /admin/api/product-types` */
export const createProductTypeSchema = z
  .strictObject({ ...productType, attributes: productType.attributes.default([]) })
  .meta({ id: "CreateProductType" });

/** `PATCH /admin/api/product-types/{id}` */
export const changeProductTypeSchema = changeOf(z.strictObject(productType)).meta({
  id: "ChangeProductType",
});

/** A kind of products as it is stored. */
export const staffProductTypeSchema = z
  .strictObject({ id: idSchema("productType"), version: z.int(), ...productType })
  .meta({ id: "StaffProductType" });

/** What a list of records answers. */
export function recordPageOf<Schema extends z.ZodType>(record: Schema) {
  return z.strictObject({ records: z.array(record), nextCursor: z.string().nullable() });
}

/** `DELETE` of a record. */
export const droppedSchema = z
  .strictObject({ id: z.string(), isDropped: z.literal(true) })
  .meta({ id: "Dropped" });

export type RecordQuery = z.output<typeof recordQuerySchema>;
export type StaffCategory = z.infer<typeof staffCategorySchema>;
export type StaffBrand = z.infer<typeof staffBrandSchema>;
export type StaffAttribute = z.infer<typeof staffAttributeSchema>;
export type StaffProductType = z.infer<typeof staffProductTypeSchema>;

/** A change names what it changes, and the version that it was made from. */
function changeOf<Shape extends z.core.$ZodShape>(record: z.ZodObject<Shape, z.core.$strict>) {
  return record.partial().extend({ version: versionSchema });
}
