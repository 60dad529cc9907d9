/** Who sells and how documents are numbered: one row, read by whoever issues, written by staff. */
import { sql } from "drizzle-orm";
import type { Seller } from "../domain/invoice.ts";
import { DEFAULT_NUMBERING, type InvoiceNumbering } from "../domain/invoice-series.ts";
import { invoiceSettings } from "./orders-tables.ts";
import { type Database, statement, type Value } from "./statement.ts";

/** What staff choose. Without a seller nothing is issued. */
export interface InvoiceSettings extends InvoiceNumbering {
  readonly seller: Seller | null;
}

const place = sql.placeholder;

const readStatement = statement<Record<string, never>>(
  () => sql`
    SELECT ${invoiceSettings.seller}, ${invoiceSettings.invoiceFormat} AS "invoiceFormat",
      ${invoiceSettings.creditNoteFormat} AS "creditNoteFormat", ${invoiceSettings.digits},
      ${invoiceSettings.timeZone} AS "timeZone", ${invoiceSettings.version}
    FROM ${invoiceSettings}`,
);

/** A version that moved meanwhile breaks the NOT NULL of the format, and with it the whole batch. */
const replaceStatement = statement<Record<string, Value>>(
  () => sql`
    INSERT INTO invoice_settings (id, seller, invoice_format, credit_note_format, digits,
      time_zone, version)
    VALUES ('shop', ${place("seller")}, ${place("invoiceFormat")}, ${place("creditNoteFormat")},
      ${place("digits")}, ${place("timeZone")}, ${place("version")} + 1)
    ON CONFLICT (id) DO UPDATE SET
      seller = excluded.seller,
      invoice_format = CASE WHEN invoice_settings.version = ${place("version")}
        THEN excluded.invoice_format END,
      credit_note_format = excluded.credit_note_format, digits = excluded.digits,
      time_zone = excluded.time_zone, version = excluded.version`,
);

type Row = InvoiceNumbering & { readonly seller: string | null; readonly version: number };

/** @returns the settings and their version */
export async function readInvoiceSettings(
  db: Database,
): Promise<{ readonly settings: InvoiceSettings; readonly version: number }> {
  const row = await readStatement.bind(db, {}).first<Row>();
  if (row === null) return { settings: { ...DEFAULT_NUMBERING, seller: null }, version: 1 };
  const { seller, version, ...numbering } = row;
  return {
    settings: { ...numbering, seller: seller === null ? null : JSON.parse(seller) },
    version,
  };
}

/** @returns the statement that replaces settings whose version is still `version` */
export function replaceInvoiceSettings(
  db: Database,
  { seller, ...numbering }: InvoiceSettings,
  version: number,
): D1PreparedStatement {
  const text = seller === null ? null : JSON.stringify(seller);
  return replaceStatement.bind(db, { ...numbering, seller: text, version });
}

/** @returns whether a batch failed because the settings moved meanwhile */
export function isSettingsConflict(error: unknown): boolean {
  return error instanceof Error && error.message.includes("invoice_settings.invoice_format");
}
