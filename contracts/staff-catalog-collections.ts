/** Collections as staff write and see them, chosen by hand or by rules. */
import * as z from "zod";
import { CONDITION_VALUES_MAX, CONDITIONS_MAX } from "../domain/collection-rules.ts";
import { currencySchema, idSchema, timeSchema } from "./money.ts";
import {
  groupPictureSchema,
  handleSchema,
  isUnique,
  lineSchema,
  seoTextsSchema,
  versionSchema,
} from "./staff-catalog-parts.ts";

/** Most products that are chosen by hand. */
export const MEMBERS_MAX = 1000;
const MINOR_MAX = 1_000_000_000_00;
const DAYS_MAX = 3650;

const bound = z.enum(["at_least", "at_most"]);
const choice = z.enum(["is", "is_not"]);
const values = <Schema extends z.ZodType>(schema: Schema) =>
  z.array(schema).min(1).max(CONDITION_VALUES_MAX);

/** One thing that is asked of a product; see domain/collection-rules.ts. */
const conditionSchema = z
  .union([
    z.strictObject({
      field: z.literal("type"),
      operator: choice,
      values: values(idSchema("productType")),
    }),
    z.strictObject({
      field: z.literal("category"),
      operator: choice,
      values: values(idSchema("category")),
    }),
    z.strictObject({
      field: z.literal("brand"),
      operator: choice,
      values: values(idSchema("brand")),
    }),
    z.strictObject({ field: z.literal("tag"), operator: choice, values: values(lineSchema(255)) }),
    z.strictObject({
      field: z.literal("price"),
      currency: currencySchema,
      operator: bound,
      minor: z.int().min(0).max(MINOR_MAX),
    }),
    z.strictObject({ field: z.literal("reduced"), currency: currencySchema }),
    z.strictObject({
      field: z.literal("attribute"),
      attributeId: idSchema("attribute"),
      operator: choice,
      values: values(z.union([lineSchema(300), z.boolean()])),
    }),
    z.strictObject({
      field: z.literal("number"),
      attributeId: idSchema("attribute"),
      operator: bound,
      number: z.number(),
    }),
    z.strictObject({ field: z.literal("stock"), is: z.enum(["in_stock", "sold_out"]) }),
    z.strictObject({
      field: z.literal("created"),
      withinDays: z.int().min(1).max(DAYS_MAX),
    }),
    z.strictObject({
      field: z.literal("created"),
      /** Epoch milliseconds. */
      since: z.int().min(0),
    }),
  ])
  .meta({ id: "Condition" });

/** What a product must fulfil. */
export const collectionRulesSchema = z
  .strictObject({
    match: z.enum(["all", "any"]),
    conditions: z.array(conditionSchema).min(1).max(CONDITIONS_MAX),
  })
  .meta({ id: "CollectionRules" });

const collection = {
  handle: handleSchema,
  title: lineSchema(200),
  description: z.string().trim().max(20_000),
  /** Null where staff choose by hand. */
  rules: collectionRulesSchema.nullable(),
  sort: z.enum(["manual", "featured", "newest", "price_asc", "price_desc"]),
  /** Whether shoppers see it. */
  isPublished: z.boolean(),
  picture: groupPictureSchema.nullable(),
  seo: seoTextsSchema,
  position: z.int().min(0).max(1_000_000),
} as const;

/** `POST /admin/api/collections` */
export const createCollectionSchema = z
  .strictObject({
    ...collection,
    description: collection.description.default(""),
    rules: collection.rules.default(null),
    sort: collection.sort.default("featured"),
    isPublished: collection.isPublished.default(true),
    picture: collection.picture.default(null),
    seo: collection.seo.default({ title: "", description: "" }),
    position: collection.position.default(0),
  })
  .meta({ id: "CreateCollection" });

/** `PATCH /admin/api/collections/{id}` */
export const changeCollectionSchema = z
  .strictObject(collection)
  .partial()
  .extend({ version: versionSchema })
  .meta({ id: "ChangeCollection" });

/** `PUT /admin/api/collections/{id}/products`: chosen by hand, in their order. */
export const putMembersSchema = z
  .strictObject({
    version: versionSchema,
    productIds: z
      .array(idSchema("product"))
      .max(MEMBERS_MAX)
      .refine(isUnique, "Expected each product once"),
  })
  .meta({ id: "PutMembers" });

/** A collection as it is stored. */
export const staffCollectionSchema = z
  .strictObject({
    id: idSchema("collection"),
    version: z.int(),
    ...collection,
    updatedAt: timeSchema,
    /** Products in it by now, published or not. */
    productCount: z.int(),
    /** Whether products are still being compared with its rules. */
    isRefreshing: z.boolean(),
  })
  .meta({ id: "StaffCollection" });

export type StaffCollection = z.infer<typeof staffCollectionSchema>;
