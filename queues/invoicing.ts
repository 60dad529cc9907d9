/** Invoices as other Workers ask for them: made on the spot where they are not there yet. */
import { WorkerEntrypoint } from "cloudflare:workers";
import { type InvoiceRow, invoiceRow } from "../db/invoices.ts";
import type { Id } from "../domain/id.ts";
import type { Env } from "../env.gen.ts";
import { type InvoiceFormat, readFile } from "./invoice-files.ts";
import { issueInvoices, readIssued } from "./invoice-issue.ts";

/** A file and what it is called. */
export interface NamedFile {
  readonly bytes: ArrayBuffer;
  readonly type: string;
  /** Like "INV-2026-00042.pdf". */
  readonly name: string;
}

/** The files of documents, for the Workers that may show them. */
export class Invoicing extends WorkerEntrypoint<Env> {
  /** Issues what the order is owed, if it is. */
  async issue(orderId: Id<"order">): Promise<void> {
    await issueInvoices(this.env, orderId);
  }

  /** @returns a file of a document of this order; null where the order has none such */
  async fileOf(
    orderId: Id<"order">,
    id: Id<"invoice">,
    format: InvoiceFormat,
  ): Promise<NamedFile | null> {
    const known = await invoiceRow(this.env.ORDERS, id);
    if (known !== null && known.orderId !== orderId) return null;
    if (known?.number == null) await issueInvoices(this.env, orderId);
    const row = known?.number == null ? await invoiceRow(this.env.ORDERS, id) : known;
    return row === null || row.orderId !== orderId ? null : this.#file(row, format);
  }

  /** @returns a file of a document; null where there is none such */
  async file(id: Id<"invoice">, format: InvoiceFormat): Promise<NamedFile | null> {
    const row = await invoiceRow(this.env.ORDERS, id);
    return row === null ? null : this.#file(row, format);
  }

  async #file(row: InvoiceRow, format: InvoiceFormat): Promise<NamedFile | null> {
    const issued = await readIssued(this.env, row);
    if (issued === null) return null;
    const file = await readFile(this.env, issued, format);
    return { ...file, name: `${issued.number.replaceAll("/", "-")}.${format}` };
  }
}
