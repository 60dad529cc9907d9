/** The catalog as shoppers read it: what pages show and what the JSON API answers. */
import * as z from "zod";
import { idSchema, moneySchema } from "./money.ts";
import { placeQuery } from "./place.ts";

/** Most products that one page of a listing holds. */
export const PRODUCT_PAGE_MAX = 60;
/** Products on a page where the reader does not say. */
export const PRODUCT_PAGE_DEFAULT = 24;

/** What a stock message may say without lying: the number is told only when it is small. */
export const availabilitySchema = z
  .strictObject({
    status: z.enum(["in_stock", "low_stock", "sold_out"]),
    /** Units left, told only when the status is low_stock. */
    left: z.int().min(1).nullable(),
  })
  .meta({ id: "Availability" });

/** A picture: `src` is a path on the shop's origin. */
export const pictureSchema = z
  .strictObject({
    src: z.string(),
    alt: z.string(),
    width: z.int().positive(),
    height: z.int().positive(),
    /** Shown only for the variants that have this value as their first option; null for all. */
    optionValue: z.string().nullable(),
  })
  .meta({ id: "Picture" });

/** A product in a list. */
export const productCardSchema = z
  .strictObject({
    id: idSchema("product"),
    handle: z.string(),
    title: z.string(),
    subtitle: z.string(),
    brand: z.string().nullable(),
    picture: pictureSchema.nullable(),
    /** Shown on hover. */
    secondPicture: pictureSchema.nullable(),
    priceFrom: moneySchema,
    priceTo: moneySchema,
    compareAt: moneySchema.nullable(),
    /** Values of the first option when it is a colour or a material, for swatches. */
    swatches: z.array(z.string()),
    variantCount: z.int(),
    availability: availabilitySchema,
    tags: z.array(z.string()),
  })
  .meta({ id: "ProductCard" });

/** A typed attribute and its value, ready to print. */
export const attributeSchema = z
  .strictObject({
    handle: z.string(),
    label: z.string(),
    kind: z.enum(["number", "choice", "boolean", "text"]),
    value: z.union([z.number(), z.string(), z.boolean()]),
    unit: z.string().nullable(),
  })
  .meta({ id: "Attribute" });

/** What is bought: one choice of every option. */
export const variantSchema = z
  .strictObject({
    id: idSchema("variant"),
    sku: z.string(),
    /** In the order of the product's option names. */
    optionValues: z.array(z.string()),
    price: moneySchema,
    compareAt: moneySchema.nullable(),
    availability: availabilitySchema,
  })
  .meta({ id: "Variant" });

/** A category as a link. */
export const categoryLinkSchema = z
  .strictObject({ id: idSchema("category"), handle: z.string(), title: z.string() })
  .meta({ id: "CategoryLink" });

/** A product on its own page. */
export const productSchema = z
  .strictObject({
    id: idSchema("product"),
    handle: z.string(),
    title: z.string(),
    subtitle: z.string(),
    description: z.string(),
    brand: z.string().nullable(),
    optionNames: z.array(z.string()),
    variants: z.array(variantSchema).min(1),
    pictures: z.array(pictureSchema),
    attributes: z.array(attributeSchema),
    tags: z.array(z.string()),
    /** From the root category to the product's own. */
    breadcrumbs: z.array(categoryLinkSchema),
    pricesIncludeTax: z.boolean(),
    version: z.int(),
  })
  .meta({ id: "Product" });

/** A category with its children. */
export const categorySchema = z
  .strictObject({
    id: idSchema("category"),
    handle: z.string(),
    title: z.string(),
    description: z.string(),
    picture: pictureSchema.nullable(),
    productCount: z.int(),
    get children() {
      return z.array(categorySchema);
    },
  })
  .meta({ id: "Category" });

/** How a listing may be ordered. */
export const productSortSchema = z.enum(["featured", "newest", "price_asc", "price_desc"]);

/** What a listing may be asked. Unknown parameters are refused. */
export const productQuerySchema = z.strictObject({
  category: z.string().max(80).optional(),
  ...placeQuery,
  sort: productSortSchema.default("featured"),
  limit: z.coerce.number().int().min(1).max(PRODUCT_PAGE_MAX).default(PRODUCT_PAGE_DEFAULT),
  /** The `nextCursor` of the page before. */
  cursor: z.string().max(400).optional(),
});

/** A page of a listing. */
export const productPageSchema = z
  .strictObject({ products: z.array(productCardSchema), nextCursor: z.string().nullable() })
  .meta({ id: "ProductPage" });

/** The tree of categories, roots first. */
export const categoryTreeSchema = z
  .strictObject({ categories: z.array(categorySchema) })
  .meta({ id: "CategoryTree" });

export type Availability = z.infer<typeof availabilitySchema>;
export type Picture = z.infer<typeof pictureSchema>;
export type ProductCard = z.infer<typeof productCardSchema>;
export type Product = z.infer<typeof productSchema>;
export type Variant = z.infer<typeof variantSchema>;
export type Attribute = z.infer<typeof attributeSchema>;
export type Category = z.infer<typeof categorySchema>;
export type CategoryLink = z.infer<typeof categoryLinkSchema>;
export type ProductSort = z.infer<typeof productSortSchema>;
export type ProductQuery = z.infer<typeof productQuerySchema>;
export type ProductPage = z.infer<typeof productPageSchema>;
