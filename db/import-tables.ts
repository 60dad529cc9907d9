/** The tables of imports as Drizzle sees them; `migrations/catalog` is what they must equal. */
import { eq } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

export const imports = sqliteTable(
  "imports",
  {
    id: text().primaryKey(),
    state: text({ enum: ["waiting", "reading", "settling", "finished", "failed"] }).notNull(),
    fileKey: text("file_key").notNull(),
    fileName: text("file_name").notNull(),
    bytes: integer().notNull(),
    isDryRun: integer("is_dry_run", { mode: "boolean" }).notNull(),
    settings: text({ mode: "json" }).$type<unknown>().notNull(),
    format: text(),
    place: text({ mode: "json" }).$type<unknown>(),
    bytesRead: integer("bytes_read").notNull().default(0),
    pieces: integer().notNull().default(0),
    holder: text(),
    leaseUntil: integer("lease_until").notNull().default(0),
    rowsRead: integer("rows_read").notNull().default(0),
    rowsRejected: integer("rows_rejected").notNull().default(0),
    createdCount: integer("created_count").notNull().default(0),
    changedCount: integer("changed_count").notNull().default(0),
    unchangedCount: integer("unchanged_count").notNull().default(0),
    rejectedCount: integer("rejected_count").notNull().default(0),
    warningCount: integer("warning_count").notNull().default(0),
    problem: text(),
    actor: text().notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
    finishedAt: integer("finished_at"),
  },
  (table) => [
    index("imports_by_state").on(table.state, table.leaseUntil),
    index("imports_by_age").on(table.createdAt),
  ],
);

export const importRows = sqliteTable(
  "import_rows",
  {
    importId: text("import_id").notNull(),
    row: integer().notNull(),
    rows: integer().notNull(),
    handle: text().notNull(),
    outcome: text({ enum: ["created", "changed", "unchanged", "rejected"] }).notNull(),
    changes: text({ mode: "json" }).$type<unknown>().notNull(),
    messages: text({ mode: "json" }).$type<unknown>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.importId, table.row] }),
    index("import_rows_by_handle").on(table.importId, table.handle),
  ],
);

export const importPictures = sqliteTable(
  "import_pictures",
  {
    id: text().primaryKey(),
    productId: text("product_id").notNull(),
    importId: text("import_id").notNull(),
    row: integer().notNull(),
    url: text(),
    key: text(),
    alt: text().notNull(),
    width: integer(),
    height: integer(),
    optionValue: text("option_value"),
    variants: text({ mode: "json" }).$type<string[][]>().notNull().default([]),
    position: integer().notNull(),
    state: text({ enum: ["waiting", "stored", "failed"] }).notNull(),
    attempts: integer().notNull().default(0),
    nextAt: integer("next_at").notNull().default(0),
    problem: text(),
  },
  (table) => [
    index("import_pictures_by_product").on(table.productId, table.position),
    index("import_pictures_due").on(table.nextAt).where(eq(table.state, "waiting")),
    index("import_pictures_by_import").on(table.importId, table.row),
  ],
);

export const importStock = sqliteTable(
  "import_stock",
  {
    stockItemId: text("stock_item_id").notNull(),
    locationId: text("location_id").notNull(),
    importId: text("import_id").notNull(),
    quantity: integer().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.stockItemId, table.locationId] }),
    index("import_stock_by_import").on(table.importId),
  ],
);

export const importLinks = sqliteTable(
  "import_links",
  {
    importId: text("import_id").notNull(),
    productId: text("product_id").notNull(),
    kind: text({ enum: ["related", "complementary"] }).notNull(),
    handle: text().notNull(),
    row: integer().notNull(),
    position: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.productId, table.kind, table.handle] })],
);
