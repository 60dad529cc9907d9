/** The staff API's part about catalogs that come and go as files. */
import * as z from "zod";
import { describeStaffRoute } from "./admin-route.ts";
import {
  exportQuerySchema,
  importListQuerySchema,
  importPageSchema,
  importResultPageSchema,
  importRowsQuerySchema,
  importSchema,
  startImportQuerySchema,
} from "./import.ts";
import { idSchema } from "./money.ts";

const importParams = z.strictObject({ id: idSchema("importJob") });

/** Imports and exports. */
export const adminImportApi = {
  listImports: describeStaffRoute({
    id: "staffListImports",
    method: "GET",
    path: "/admin/api/imports",
    tag: "Imports",
    summary: "List imports, the newest first",
    query: importListQuerySchema,
    response: importPageSchema,
    problems: [],
    permission: "catalog.read",
  }),
  startImport: describeStaffRoute({
    id: "staffStartImport",
    method: "POST",
    path: "/admin/api/imports",
    tag: "Imports",
    summary: "Import a catalog",
    description:
      "The body is the file itself, up to 100 MB: CSV of Shopify, Spree or Medusa, JSON of Saleor or DummyJSON, JSON Lines of Kiosk. `dryRun=true` compares and changes nothing.",
    query: startImportQuerySchema,
    response: importSchema,
    status: 202,
    problems: ["unsupported_media_type", "body_too_large", "file_empty"],
    isCommand: true,
    permission: "catalog.import",
  }),
  readImport: describeStaffRoute({
    id: "staffReadImport",
    method: "GET",
    path: "/admin/api/imports/{id}",
    tag: "Imports",
    summary: "See how far an import is",
    params: importParams,
    response: importSchema,
    problems: ["not_found"],
    permission: "catalog.read",
  }),
  listImportRows: describeStaffRoute({
    id: "staffListImportRows",
    method: "GET",
    path: "/admin/api/imports/{id}/rows",
    tag: "Imports",
    summary: "List what became of the rows",
    description: "One result per product, in the order of the file; `format=csv` is all of them.",
    params: importParams,
    query: importRowsQuerySchema,
    response: importResultPageSchema,
    problems: ["not_found"],
    permission: "catalog.read",
  }),
  exportCatalog: describeStaffRoute({
    id: "staffExportCatalog",
    method: "GET",
    path: "/admin/api/export",
    tag: "Imports",
    summary: "Export the catalog",
    description:
      "As a stream: `kiosk` is JSON Lines with everything that the catalog holds, `shopify` a product CSV, `merchant` a feed for Google.",
    query: exportQuerySchema,
    response: z.string(),
    problems: [],
    permission: "catalog.read",
  }),
} as const;
