/** Imports as staff ask for them and see them, and the message that starts one. */
import * as z from "zod";
import { IMPORT_FORMATS } from "../domain/import-product.ts";
import { currencySchema, idSchema, timeSchema } from "./money.ts";
import { localeSchema } from "./place.ts";

/** Largest file, in bytes. */
export const IMPORT_BYTES_MAX = 100 * 1024 * 1024;
/** The media types of files; what a file is follows from what is in it. */
export const IMPORT_MEDIA_TYPES = [
  "text/csv",
  "application/json",
  "application/jsonl",
  "application/x-ndjson",
] as const;

/** `POST /admin/api/imports` */
export const startImportQuerySchema = z.strictObject({
  /** Reads and compares, and changes nothing. */
  dryRun: z.enum(["true", "false"]).default("false"),
  /** The currency of prices that name none. */
  currency: currencySchema.optional(),
  /** `none` leaves stock alone; `new` takes units in for variants that are new. */
  stock: z.enum(["new", "none"]).optional(),
  /** Where pictures with a relative address are. */
  picturesFrom: z
    .url({ protocol: /^https$/ })
    .max(500)
    .optional(),
  /** What the file is called, for people. */
  name: z.string().trim().max(200).default(""),
});

/** `GET /admin/api/imports` */
export const importListQuerySchema = z.strictObject({
  cursor: idSchema("importJob").optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

/** `GET /admin/api/imports/{id}/rows` */
export const importRowsQuerySchema = z.strictObject({
  /** The row of the last result of the page before. */
  cursor: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  /** `trouble`: rejected rows, and products with a warning. */
  outcome: z.enum(["created", "changed", "unchanged", "rejected", "trouble"]).optional(),
  /** `csv` is the whole list, one line per product or message. */
  format: z.enum(["json", "csv"]).default("json"),
});

/** `GET /admin/api/export` */
export const exportQuerySchema = z.strictObject({
  format: z.enum(["kiosk", "shopify", "merchant"]).default("kiosk"),
  /** Of the prices in a file that has one currency. */
  currency: currencySchema.optional(),
  /** Of the texts in a feed. */
  locale: localeSchema.optional(),
});

const count = z.int().min(0);

/** An import and how far it is. */
export const importSchema = z
  .strictObject({
    id: idSchema("importJob"),
    /** `settling`: all rows are taken in; links and stock follow. */
    state: z.enum(["waiting", "reading", "settling", "finished", "failed"]),
    name: z.string(),
    isDryRun: z.boolean(),
    format: z.enum(IMPORT_FORMATS).nullable(),
    bytes: count,
    bytesRead: count,
    rows: z.strictObject({ read: count, imported: count, rejected: count }),
    products: z.strictObject({ created: count, changed: count, unchanged: count, rejected: count }),
    warnings: count,
    /** Pictures are fetched on their own, also when the import is finished. */
    pictures: z.strictObject({ waiting: count, stored: count, failed: count }),
    /** Why it failed. */
    problem: z.string().nullable(),
    startedBy: z.string(),
    createdAt: timeSchema,
    finishedAt: timeSchema.nullable(),
  })
  .meta({ id: "Import" });

export const importPageSchema = z
  .strictObject({ imports: z.array(importSchema), nextCursor: z.string().nullable() })
  .meta({ id: "ImportPage" });

const messageSchema = z
  .strictObject({
    row: z.int(),
    column: z.string(),
    severity: z.enum(["error", "warning"]),
    reason: z.string(),
    detail: z.string(),
  })
  .meta({ id: "ImportMessage" });

/** What became of a product's rows. */
export const importResultSchema = z
  .strictObject({
    row: z.int(),
    rows: z.int(),
    handle: z.string(),
    outcome: z.enum(["created", "changed", "unchanged", "rejected"]),
    changes: z.array(z.strictObject({ field: z.string(), before: z.json(), after: z.json() })),
    messages: z.array(messageSchema),
  })
  .meta({ id: "ImportResult" });

export const importResultPageSchema = z
  .strictObject({ results: z.array(importResultSchema), nextCursor: z.string().nullable() })
  .meta({ id: "ImportResultPage" });

/** `kiosk-imports`: an import is to be gone on with, or pictures are to be fetched. */
export const importEventSchema = z.object({
  id: z.string().min(1).max(300),
  type: z.enum(["import.requested", "pictures.wanted"]),
  version: z.literal(1),
  /** Epoch milliseconds. */
  at: z.int(),
  subject: z.string().max(100),
  data: z.object({ importId: idSchema("importJob").nullable() }),
});

/** What an import remembers of how it was asked for. */
export const importSettingsSchema = z.object({
  currency: currencySchema,
  picturesFrom: z.string().nullable(),
  shopOrigin: z.string(),
  takesStock: z.boolean(),
});

/** Where reading a file goes on. */
export const importPlaceSchema = z.object({
  format: z.enum(IMPORT_FORMATS),
  table: z
    .object({
      delimiter: z.enum([",", ";", "\t"]),
      header: z.array(z.string()),
      offset: z.int(),
      row: z.int(),
    })
    .nullable(),
  offset: z.int(),
  row: z.int(),
  skip: z.int(),
});

export type ImportView = z.input<typeof importSchema>;
export type ImportEvent = z.infer<typeof importEventSchema>;
export type StoredImportSettings = z.infer<typeof importSettingsSchema>;
export type ImportStart = z.infer<typeof importPlaceSchema>;
export type StartImportQuery = z.output<typeof startImportQuerySchema>;

/** @returns the message that makes the core go on with an import */
export function importRequested(importId: ImportView["id"], now: number): ImportEvent {
  return {
    id: `import.requested:${crypto.randomUUID()}`,
    type: "import.requested",
    version: 1,
    at: now,
    subject: importId,
    data: { importId: idSchema("importJob").parse(importId) },
  };
}

/** @returns the message that makes the core fetch pictures */
export function picturesWanted(now: number): ImportEvent {
  return {
    id: `pictures.wanted:${crypto.randomUUID()}`,
    type: "pictures.wanted",
    version: 1,
    at: now,
    subject: "pictures",
    data: { importId: null },
  };
}
