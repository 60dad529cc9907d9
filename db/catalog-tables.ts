/** The catalog's tables as Drizzle sees them; `migrations/catalog` is what they must equal. */
import { gt, isNotNull, sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { PriceExchange } from "../domain/exchange.ts";
import type { LocationAddress } from "../domain/shop-location.ts";

export const currencies = sqliteTable("currencies", {
  code: text().primaryKey(),
  pricesIncludeTax: integer("prices_include_tax", { mode: "boolean" }).notNull(),
  defaultCountry: text("default_country").notNull(),
  position: integer().notNull(),
  version: integer().notNull().default(1),
});

export const locations = sqliteTable("locations", {
  id: text().primaryKey(),
  label: text().notNull(),
  position: integer().notNull(),
  address: text({ mode: "json" }).$type<LocationAddress>(),
  openingHours: text("opening_hours").notNull().default(""),
  leadDays: integer("lead_days").notNull().default(0),
});

export const categories = sqliteTable(
  "categories",
  {
    id: text().primaryKey(),
    parentId: text("parent_id"),
    handle: text().notNull().unique(),
    title: text().notNull(),
    description: text().notNull().default(""),
    imageKey: text("image_key"),
    imageAlt: text("image_alt").notNull().default(""),
    position: integer().notNull(),
    seoTitle: text("seo_title").notNull().default(""),
    seoDescription: text("seo_description").notNull().default(""),
    version: integer().notNull().default(1),
  },
  (table) => [index("categories_by_parent").on(table.parentId, table.position)],
);

export const brands = sqliteTable("brands", {
  id: text().primaryKey(),
  handle: text().notNull().unique(),
  title: text().notNull(),
  description: text().notNull().default(""),
  version: integer().notNull().default(1),
});

export const products = sqliteTable(
  "products",
  {
    id: text().primaryKey(),
    handle: text().notNull().unique(),
    status: text({ enum: ["draft", "published", "retired"] }).notNull(),
    title: text().notNull(),
    subtitle: text().notNull().default(""),
    description: text().notNull().default(""),
    brandId: text("brand_id"),
    optionNames: text("option_names", { mode: "json" }).$type<string[]>().notNull().default([]),
    tags: text({ mode: "json" }).$type<string[]>().notNull().default([]),
    rank: integer().notNull().default(0),
    version: integer().notNull().default(1),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
    productTypeId: text("product_type_id"),
    publishAt: integer("publish_at"),
    retireAt: integer("retire_at"),
    publishedAt: integer("published_at"),
    seoTitle: text("seo_title").notNull().default(""),
    seoDescription: text("seo_description").notNull().default(""),
    customFields: text("custom_fields", { mode: "json" })
      .$type<Record<string, string>>()
      .notNull()
      .default({}),
    taxClass: text("tax_class").notNull().default("standard"),
  },
  (table) => [
    index("products_by_rank").on(table.status, table.rank, table.id),
    index("products_by_age").on(table.status, table.createdAt, table.id),
    index("products_by_publish_time").on(table.publishAt).where(isNotNull(table.publishAt)),
    index("products_by_retire_time").on(table.retireAt).where(isNotNull(table.retireAt)),
    index("products_by_brand").on(table.brandId),
    index("products_by_type").on(table.productTypeId),
  ],
);

export const productCategories = sqliteTable(
  "product_categories",
  {
    categoryId: text("category_id").notNull(),
    productId: text("product_id").notNull(),
    isPrimary: integer("is_primary", { mode: "boolean" }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.categoryId, table.productId] }),
    index("product_categories_by_product").on(table.productId, table.categoryId),
  ],
);

export const variants = sqliteTable(
  "variants",
  {
    id: text().primaryKey(),
    productId: text("product_id").notNull(),
    stockItemId: text("stock_item_id").notNull().unique(),
    sku: text().notNull().default(""),
    optionValues: text("option_values", { mode: "json" }).$type<string[]>().notNull().default([]),
    weightGrams: integer("weight_grams").notNull().default(0),
    position: integer().notNull(),
    barcode: text().notNull().default(""),
    contentMilli: integer("content_milli"),
    contentUnit: text("content_unit", { enum: ["g", "ml", "cm", "cm2", "piece"] }),
    contentBaseMilli: integer("content_base_milli"),
    customFields: text("custom_fields", { mode: "json" })
      .$type<Record<string, string>>()
      .notNull()
      .default({}),
    longestMm: integer("longest_mm").notNull().default(0),
  },
  (table) => [index("variants_by_product").on(table.productId, table.position)],
);

export const prices = sqliteTable(
  "prices",
  {
    variantId: text("variant_id").notNull(),
    currency: text().notNull(),
    amountMinor: integer("amount_minor").notNull(),
    compareAtMinor: integer("compare_at_minor"),
    source: text({ enum: ["set", "converted", "dynamic"] })
      .notNull()
      .default("set"),
    reason: text().notNull().default(""),
    exchange: text({ mode: "json" }).$type<PriceExchange>(),
    listedMinor: integer("listed_minor"),
    listedBy: text("listed_by"),
    isSale: integer("is_sale", { mode: "boolean" }).notNull().default(false),
    dynamicMinor: integer("dynamic_minor"),
    dynamicReason: text("dynamic_reason"),
    /** What shoppers are asked for; what they see follows from the columns before. */
    shownMinor: integer("shown_minor").generatedAlwaysAs(
      sql`coalesce(listed_minor, dynamic_minor, amount_minor)`,
    ),
    shownCompareMinor: integer("shown_compare_minor").generatedAlwaysAs(sql`NULL`),
  },
  (table) => [primaryKey({ columns: [table.variantId, table.currency] })],
);

export const productPriceRanges = sqliteTable(
  "product_price_ranges",
  {
    productId: text("product_id").notNull(),
    currency: text().notNull(),
    minMinor: integer("min_minor").notNull(),
    maxMinor: integer("max_minor").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.productId, table.currency] }),
    index("product_price_ranges_by_price").on(table.currency, table.minMinor, table.productId),
  ],
);

export const attributes = sqliteTable("attributes", {
  id: text().primaryKey(),
  handle: text().notNull().unique(),
  label: text().notNull(),
  kind: text({
    enum: ["number", "choice", "boolean", "text", "date", "swatch", "reference"],
  }).notNull(),
  unit: text(),
  choices: text({ mode: "json" }).$type<string[]>(),
  swatches: text({ mode: "json" }).$type<Record<string, string>>(),
  isFilter: integer("is_filter", { mode: "boolean" }).notNull().default(true),
  isSearchable: integer("is_searchable", { mode: "boolean" }).notNull().default(true),
  position: integer().notNull(),
  version: integer().notNull().default(1),
});

export const productAttributes = sqliteTable(
  "product_attributes",
  {
    productId: text("product_id").notNull(),
    attributeId: text("attribute_id").notNull(),
    value: text({ mode: "json" }).$type<number | string | boolean | string[]>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.productId, table.attributeId] }),
    index("product_attributes_by_attribute").on(table.attributeId, table.productId),
  ],
);

export const media = sqliteTable(
  "media",
  {
    id: text().primaryKey(),
    productId: text("product_id").notNull(),
    key: text().notNull(),
    alt: text().notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    optionValue: text("option_value"),
    position: integer().notNull(),
  },
  (table) => [index("media_by_product").on(table.productId, table.position)],
);

export const stockLevels = sqliteTable(
  "stock_levels",
  {
    stockItemId: text("stock_item_id").notNull(),
    locationId: text("location_id").notNull(),
    onHand: integer("on_hand").notNull(),
    held: integer().notNull(),
    allocated: integer().notNull(),
    version: integer().notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.stockItemId, table.locationId] }),
    index("stock_levels_held").on(table.updatedAt).where(gt(table.held, 0)),
  ],
);

export const consumedEvents = sqliteTable(
  "consumed_events",
  {
    consumer: text().notNull(),
    eventId: text("event_id").notNull(),
    consumedAt: integer("consumed_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.consumer, table.eventId] }),
    index("consumed_events_by_age").on(table.consumedAt),
  ],
);

export const idempotencyKeys = sqliteTable(
  "idempotency_keys",
  {
    caller: text().notNull(),
    key: text().notNull(),
    fingerprint: text().notNull(),
    status: integer(),
    body: text(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.caller, table.key] }),
    index("idempotency_keys_by_age").on(table.createdAt),
  ],
);

export const auditOutbox = sqliteTable("audit_outbox", {
  id: text().primaryKey(),
  entry: text({ mode: "json" }).$type<unknown>().notNull(),
});
