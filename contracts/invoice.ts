/** Invoices and credit notes as shoppers and staff see them, and the settings behind them. */
import * as z from "zod";
import { DIGITS_MAX, FORMAT_LETTERS_MAX, formatFault } from "../domain/invoice-series.ts";
import { isTimeZone } from "../domain/local-time.ts";
import { isTaxIdForm } from "../domain/tax-id.ts";
import { addressSchema } from "./checkout.ts";
import { idSchema, moneySchema, timeSchema } from "./money.ts";

/** How a document can be had. */
export const invoiceFormatSchema = z.enum(["html", "pdf", "json"]);

const kindSchema = z.enum(["invoice", "credit_note"]);

/** The last part of a document's address: "inv_….pdf". */
export const INVOICE_FILE: RegExp = /^(inv_[0-9a-z]{26})\.(html|pdf)$/;

/** A document of an order. */
export const orderInvoiceSchema = z
  .strictObject({
    id: idSchema("invoice"),
    kind: kindSchema,
    /** Sequential in its series: "INV-2026-00042". */
    number: z.string(),
    datedAt: timeSchema,
    net: moneySchema,
    tax: moneySchema,
    /** What was paid, or given back. */
    total: moneySchema,
    /** Opened by the order's own token. */
    htmlUrl: z.string(),
    pdfUrl: z.string(),
  })
  .meta({ id: "OrderInvoice" });

/** `GET /api/orders/{id}/invoices` */
export const orderInvoicesSchema = z
  .strictObject({ invoices: z.array(orderInvoiceSchema) })
  .meta({ id: "OrderInvoices" });

/** `GET /admin/api/invoices` */
export const staffInvoiceQuerySchema = z.strictObject({
  order: idSchema("order").optional(),
  number: z.string().trim().min(1).max(60).optional(),
  kind: kindSchema.optional(),
  /** Dated then or later. */
  from: timeSchema.optional(),
  /** Dated before then. */
  until: timeSchema.optional(),
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
});

/** A document in a list; what is null follows with its number. */
export const staffInvoiceSchema = z
  .strictObject({
    id: idSchema("invoice"),
    kind: kindSchema,
    orderId: idSchema("order"),
    /** "INV-2026-{number}": everything but the number. */
    series: z.string(),
    number: z.string().nullable(),
    datedAt: timeSchema,
    net: moneySchema.nullable(),
    tax: moneySchema.nullable(),
    total: moneySchema.nullable(),
    issuedAt: timeSchema.nullable(),
    /** When its files were stored. */
    storedAt: timeSchema.nullable(),
  })
  .meta({ id: "StaffInvoice" });

export const staffInvoicePageSchema = z
  .strictObject({ invoices: z.array(staffInvoiceSchema), nextCursor: z.string().nullable() })
  .meta({ id: "StaffInvoicePage" });

const formatSchema = z
  .string()
  .trim()
  .max(FORMAT_LETTERS_MAX)
  .superRefine((format, context) => {
    const message = formatFault(format);
    if (message !== null) context.addIssue({ code: "custom", message });
  });

const oneLine = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
    .regex(/^[^\u0000-\u001f\u007f]*$/, "Expected one line of text without control characters");

const sellerSchema = z
  .strictObject({
    address: addressSchema,
    /** A VAT number of the European Union, or the number of another tax office. */
    taxId: oneLine(40).min(1).nullable(),
    email: z.email("Enter an e-mail address like name@example.com").max(254),
    /** Register, court, managing directors: printed at the foot. */
    register: oneLine(200).default(""),
  })
  .refine(({ taxId }) => taxId === null || !looksEuropean(taxId) || isTaxIdForm(taxId), {
    path: ["taxId"],
    message: "Enter a VAT number like DE123456789",
  })
  .meta({ id: "Seller" });

const settings = {
  /** Null while nobody has said who sells: nothing is issued then. */
  seller: sellerSchema.nullable(),
  invoiceFormat: formatSchema,
  creditNoteFormat: formatSchema,
  digits: z.int().min(1).max(DIGITS_MAX),
  timeZone: z.string().max(60).refine(isTimeZone, "Expected a time zone like Europe/Berlin"),
};

/** Who sells, and how documents are numbered. */
export const invoiceSettingsSchema = z
  .strictObject({ ...settings, version: z.int().min(1) })
  .meta({ id: "InvoiceSettings" });

/** `PATCH /admin/api/invoice-settings` */
export const writeInvoiceSettingsSchema = z
  .strictObject({ ...settings, version: z.int().min(1) })
  .refine(({ invoiceFormat, creditNoteFormat }) => invoiceFormat !== creditNoteFormat, {
    path: ["creditNoteFormat"],
    message: "Expected another format than that of invoices",
  })
  .meta({ id: "WriteInvoiceSettings" });

export type OrderInvoice = z.infer<typeof orderInvoiceSchema>;
export type StaffInvoice = z.infer<typeof staffInvoiceSchema>;

const EUROPEAN =
  /^(?:AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|XI)\d/;

/** Two letters of such a country and a digit: then the rest has a form as well. */
function looksEuropean(taxId: string): boolean {
  return EUROPEAN.test(taxId.toUpperCase().replaceAll(/[\s.-]/g, ""));
}
