/** The tables of CATALOG in which staff tell search what to do. */
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

export const searchSynonyms = sqliteTable(
  "search_synonyms",
  {
    id: text().primaryKey(),
    locale: text().notNull(),
    terms: text({ mode: "json" }).$type<readonly string[]>().notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [index("search_synonyms_by_locale").on(table.locale, table.updatedAt)],
);

export const searchPins = sqliteTable(
  "search_pins",
  {
    id: text().primaryKey(),
    locale: text().notNull(),
    query: text().notNull(),
    productIds: text("product_ids", { mode: "json" }).$type<readonly string[]>().notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [uniqueIndex("search_pins_by_query").on(table.locale, table.query)],
);
