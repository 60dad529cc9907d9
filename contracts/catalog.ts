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

/** A price for a base amount, rounded to the minor unit: 3.20 € for 1 l. */
export const unitPriceSchema = z
  .strictObject({
    amount: moneySchema,
    per: z.strictObject({
      quantity: z.number(),
      unit: z.enum(["g", "kg", "ml", "l", "cm", "m", "cm2", "m2", "piece"]),
    }),
  })
  .meta({ id: "UnitPrice" });

/** The lowest price of the 30 days before a reduction, where there is a reduction. */
const lowestPriorSchema = moneySchema.nullable();

/** A brand, a kind of product or a collection as a link. */
export const termSchema = z
  .strictObject({ handle: z.string(), title: z.string() })
  .meta({ id: "Term" });

/** What search engines are told; never empty. */
export const seoSchema = z
  .strictObject({ title: z.string(), description: z.string() })
  .meta({ id: "Seo" });

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
    /** Of the variant that `priceFrom` belongs to, like the two that follow. */
    compareAt: moneySchema.nullable(),
    lowestPrior: lowestPriorSchema,
    unitPrice: unitPriceSchema.nullable(),
    /** Values of the first option when it is a colour or a material, for swatches. */
    swatches: z.array(z.string()),
    variantCount: z.int(),
    availability: availabilitySchema,
    tags: z.array(z.string()),
  })
  .meta({ id: "ProductCard" });

/** One value of an attribute. */
export const attributeValueSchema = z
  .strictObject({
    /** A number in the attribute's unit, a date as "2026-11-20", an id of what is referred to. */
    value: z.union([z.number(), z.string(), z.boolean()]),
    /** What people read; numbers, dates and booleans are for the reader to spell. */
    text: z.string(),
    /** Of a swatch: "#9caf88". */
    colour: z.string().nullable(),
    /** Of a reference: where it leads. */
    link: z
      .strictObject({
        kind: z.enum(["product", "category", "collection", "brand"]),
        handle: z.string(),
      })
      .nullable(),
  })
  .meta({ id: "AttributeValue" });

/** A typed attribute and its values. */
export const attributeSchema = z
  .strictObject({
    handle: z.string(),
    label: z.string(),
    kind: z.enum(["number", "choice", "boolean", "text", "date", "swatch", "reference"]),
    unit: z.string().nullable(),
    /** More than one where several choices hold. */
    values: z.array(attributeValueSchema).min(1),
  })
  .meta({ id: "Attribute" });

/** What one costs from a quantity on. */
export const quantityPriceSchema = z
  .strictObject({ fromQuantity: z.int().min(2), price: moneySchema })
  .meta({ id: "QuantityPrice" });

/** What is bought: one choice of every option. */
export const variantSchema = z
  .strictObject({
    id: idSchema("variant"),
    sku: z.string(),
    /** GTIN, EAN, UPC or ISBN as printed; may be blank. */
    barcode: z.string(),
    /** In the order of the product's option names. */
    optionValues: z.array(z.string()),
    price: moneySchema,
    /** The price before, where it was higher. */
    compareAt: moneySchema.nullable(),
    lowestPrior: lowestPriorSchema,
    unitPrice: unitPriceSchema.nullable(),
    /** Prices of one where more are bought, by units of the variant in the whole cart. */
    quantityPrices: z.array(quantityPriceSchema),
    /** Places in the product's `pictures`; empty for those of its first option value. */
    pictures: z.array(z.int().min(0)),
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
    /** The canonical one. */
    handle: z.string(),
    title: z.string(),
    subtitle: z.string(),
    description: z.string(),
    seo: seoSchema,
    brand: termSchema.nullable(),
    productType: termSchema.nullable(),
    optionNames: z.array(z.string()),
    variants: z.array(variantSchema).min(1),
    pictures: z.array(pictureSchema),
    attributes: z.array(attributeSchema),
    tags: z.array(z.string()),
    /** From the root category to the product's own. */
    breadcrumbs: z.array(categoryLinkSchema),
    collections: z.array(termSchema),
    pricesIncludeTax: z.boolean(),
    version: z.int(),
  })
  .meta({ id: "Product" });

/** What goes with a product. */
export const relatedProductsSchema = z
  .strictObject({
    /** Like it, by the choice of staff, else its neighbours. */
    related: z.array(productCardSchema),
    /** Used with it, by the choice of staff. */
    complementary: z.array(productCardSchema),
  })
  .meta({ id: "RelatedProducts" });

/** A category with its children. */
export const categorySchema = z
  .strictObject({
    id: idSchema("category"),
    handle: z.string(),
    title: z.string(),
    description: z.string(),
    seo: seoSchema,
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

/** A collection without its products. */
export const collectionSchema = z
  .strictObject({
    id: idSchema("collection"),
    handle: z.string(),
    title: z.string(),
    description: z.string(),
    seo: seoSchema,
    picture: pictureSchema.nullable(),
    productCount: z.int(),
  })
  .meta({ id: "Collection" });

export const collectionListSchema = z
  .strictObject({ collections: z.array(collectionSchema) })
  .meta({ id: "CollectionList" });

/** A page of a collection's products, in the collection's own order. */
export const collectionPageSchema = z
  .strictObject({
    collection: collectionSchema,
    products: z.array(productCardSchema),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: "CollectionPage" });

/** What a collection may be asked. */
export const collectionQuerySchema = z.strictObject({
  ...placeQuery,
  limit: z.coerce.number().int().min(1).max(PRODUCT_PAGE_MAX).default(PRODUCT_PAGE_DEFAULT),
  cursor: z.string().max(400).optional(),
});

export type Availability = z.infer<typeof availabilitySchema>;
export type Picture = z.infer<typeof pictureSchema>;
export type ProductCard = z.infer<typeof productCardSchema>;
export type Product = z.infer<typeof productSchema>;
export type Variant = z.infer<typeof variantSchema>;
export type Attribute = z.infer<typeof attributeSchema>;
export type AttributeValue = z.infer<typeof attributeValueSchema>;
export type Term = z.infer<typeof termSchema>;
export type RelatedProducts = z.infer<typeof relatedProductsSchema>;
export type Collection = z.infer<typeof collectionSchema>;
export type CollectionPage = z.infer<typeof collectionPageSchema>;
export type CollectionQuery = z.infer<typeof collectionQuerySchema>;
export type Category = z.infer<typeof categorySchema>;
export type CategoryLink = z.infer<typeof categoryLinkSchema>;
export type ProductSort = z.infer<typeof productSortSchema>;
export type ProductQuery = z.infer<typeof productQuerySchema>;
export type ProductPage = z.infer<typeof productPageSchema>;
