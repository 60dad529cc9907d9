/** The staff API's part about invoices: lists, files, and who sells. */
import * as z from "zod";
import { describeStaffRoute } from "./admin-route.ts";
import {
  invoiceFormatSchema,
  invoiceSettingsSchema,
  staffInvoicePageSchema,
  staffInvoiceQuerySchema,
  staffInvoiceSchema,
  writeInvoiceSettingsSchema,
} from "./invoice.ts";
import { idSchema } from "./money.ts";

const params = z.strictObject({ invoiceId: idSchema("invoice") });

/** Invoices, credit notes and their settings. */
export const adminInvoiceApi = {
  listInvoices: describeStaffRoute({
    id: "staffListInvoices",
    method: "GET",
    path: "/admin/api/invoices",
    tag: "Invoices",
    summary: "List invoices and credit notes, the newest first",
    description:
      "With `order` or `number`: those alone, on one page. `from` and `until` narrow to a period, the end of which is left out: `from=2026-10-31T23:00:00Z&until=2026-11-30T23:00:00Z` is November in Berlin.",
    query: staffInvoiceQuerySchema,
    response: staffInvoicePageSchema,
    problems: [],
    permission: "invoice.read",
  }),
  readInvoice: describeStaffRoute({
    id: "staffReadInvoice",
    method: "GET",
    path: "/admin/api/invoices/{invoiceId}",
    tag: "Invoices",
    summary: "Read what is known of a document",
    params,
    response: staffInvoiceSchema,
    problems: ["not_found"],
    permission: "invoice.read",
  }),
  downloadInvoice: describeStaffRoute({
    id: "staffDownloadInvoice",
    method: "GET",
    path: "/admin/api/invoices/{invoiceId}/file",
    tag: "Invoices",
    summary: "Download a document",
    description: "As it was stored once and for all: a PDF, a page, or the facts as JSON.",
    params,
    query: z.strictObject({ format: invoiceFormatSchema.default("pdf") }),
    response: z.string(),
    problems: ["not_found"],
    permission: "invoice.read",
  }),
  readInvoiceSettings: describeStaffRoute({
    id: "staffReadInvoiceSettings",
    method: "GET",
    path: "/admin/api/invoice-settings",
    tag: "Invoices",
    summary: "Read who sells, and how documents are numbered",
    response: invoiceSettingsSchema,
    problems: [],
    permission: "invoice.read",
  }),
  writeInvoiceSettings: describeStaffRoute({
    id: "staffWriteInvoiceSettings",
    method: "PATCH",
    path: "/admin/api/invoice-settings",
    tag: "Invoices",
    summary: "Say who sells, and how documents are numbered",
    description:
      "The whole of it, in place of what was. Documents that have their number stay as they are. `{year}` and `{month}` in a format begin a new series with each.",
    body: writeInvoiceSettingsSchema,
    response: invoiceSettingsSchema,
    problems: ["version_changed"],
    isCommand: true,
    permission: "invoice.write",
  }),
} as const;
