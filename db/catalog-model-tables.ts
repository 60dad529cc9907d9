/** The catalog's further tables: kinds, collections, links, languages, and what changed when. */
import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const productTypes = sqliteTable("product_types", {
  id: text().primaryKey(),
  handle: text().notNull().unique(),
  title: text().notNull(),
  version: integer().notNull().default(1),
});

export const productTypeAttributes = sqliteTable(
  "product_type_attributes",
  {
    productTypeId: text("product_type_id").notNull(),
    attributeId: text("attribute_id").notNull(),
    isRequired: integer("is_required", { mode: "boolean" }).notNull().default(false),
    position: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.productTypeId, table.attributeId] })],
);

export const variantMedia = sqliteTable(
  "variant_media",
  {
    variantId: text("variant_id").notNull(),
    mediaId: text("media_id").notNull(),
    position: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.variantId, table.mediaId] })],
);

export const collections = sqliteTable("collections", {
  id: text().primaryKey(),
  handle: text().notNull().unique(),
  title: text().notNull(),
  description: text().notNull().default(""),
  kind: text({ enum: ["manual", "rules"] }).notNull(),
  rules: text({ mode: "json" }).$type<unknown>(),
  sort: text({ enum: ["manual", "featured", "newest", "price_asc", "price_desc"] })
    .notNull()
    .default("manual"),
  status: text({ enum: ["draft", "published"] })
    .notNull()
    .default("published"),
  imageKey: text("image_key"),
  imageAlt: text("image_alt").notNull().default(""),
  seoTitle: text("seo_title").notNull().default(""),
  seoDescription: text("seo_description").notNull().default(""),
  position: integer().notNull(),
  version: integer().notNull().default(1),
  updatedAt: integer("updated_at").notNull(),
  refreshAfter: text("refresh_after"),
  refreshedAt: integer("refreshed_at").notNull().default(0),
});

export const collectionProducts = sqliteTable(
  "collection_products",
  {
    collectionId: text("collection_id").notNull(),
    productId: text("product_id").notNull(),
    position: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.collectionId, table.productId] }),
    index("collection_products_by_product").on(table.productId, table.collectionId),
  ],
);

export const productLinks = sqliteTable(
  "product_links",
  {
    productId: text("product_id").notNull(),
    kind: text({ enum: ["related", "complementary"] }).notNull(),
    linkedId: text("linked_id").notNull(),
    position: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.productId, table.kind, table.linkedId] })],
);

export const formerHandles = sqliteTable(
  "former_handles",
  {
    kind: text({ enum: ["product", "category", "collection", "brand"] }).notNull(),
    handle: text().notNull(),
    subjectId: text("subject_id").notNull(),
    since: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.handle] })],
);

export const translations = sqliteTable(
  "translations",
  {
    subjectId: text("subject_id").notNull(),
    locale: text().notNull(),
    field: text().notNull(),
    text: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.subjectId, table.locale, table.field] })],
);

export const priceHistory = sqliteTable(
  "price_history",
  {
    variantId: text("variant_id").notNull(),
    currency: text().notNull(),
    fromAt: integer("from_at").notNull(),
    amountMinor: integer("amount_minor").notNull(),
    reason: text().notNull().default(""),
  },
  (table) => [primaryKey({ columns: [table.variantId, table.currency, table.fromAt] })],
);

export const productChanges = sqliteTable(
  "product_changes",
  {
    productId: text("product_id").primaryKey(),
    mark: text().notNull().default(sql`(lower(hex(randomblob(8))))`),
    firstAt: integer("first_at").notNull(),
    takenBy: text("taken_by"),
    takenUntil: integer("taken_until").notNull().default(0),
  },
  (table) => [index("product_changes_by_age").on(table.firstAt)],
);

export const edgePurges = sqliteTable(
  "edge_purges",
  {
    tag: text().primaryKey(),
    purgedAt: integer("purged_at").notNull(),
    copiesAt: integer("copies_at").notNull(),
  },
  (table) => [index("edge_purges_by_time").on(table.purgedAt)],
);
