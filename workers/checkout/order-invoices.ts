/** The documents of an order, for whoever holds the order's link. */
import type { OrderInvoice } from "../../contracts/invoice.ts";
import { INVOICE_FILE } from "../../contracts/invoice.ts";
import { readInvoiceSettings } from "../../db/invoice-settings.ts";
import { type InvoiceRow, invoiceIdOf, invoicesOf } from "../../db/invoices.ts";
import { type Id, parseId } from "../../domain/id.ts";
import { money } from "../../domain/money.ts";
import { fileHeaders } from "../../http/invoice-file.ts";
import { links } from "../../http/links.ts";
import type { Env } from "./env.gen.ts";

/** An order and the token that opens it. */
export interface OpenedOrder {
  readonly orderId: Id<"order">;
  readonly token: string;
}

/** A document as the order's page links it. */
export interface InvoiceLink {
  /** "Invoice INV-2026-00042"; without a number it is made when somebody asks. */
  readonly label: string;
  readonly htmlHref: string;
  readonly pdfHref: string;
}

/** @returns what the order's page links: the invoice of a paid order at once, credit notes when they are there */
export async function invoiceLinks(
  { ORDERS }: Pick<Env, "ORDERS">,
  order: OpenedOrder & { readonly isPaid: boolean },
): Promise<InvoiceLink[]> {
  const { orderId } = order;
  const rows = await invoicesOf(ORDERS, orderId);
  const issued = rows.flatMap((row) => (row.number === null ? [] : [linkOf(order, row)]));
  if (issued.length > 0 || !order.isPaid) return issued;
  const { settings } = await readInvoiceSettings(ORDERS);
  if (settings.seller === null) return [];
  const id = await invoiceIdOf(orderId);
  return [linkOf(order, { id, kind: "invoice", number: null })];
}

/** @returns the order's documents; what is owed and was not issued yet is issued first */
export async function listOrderInvoices(
  env: Pick<Env, "INVOICING" | "ORDERS">,
  order: OpenedOrder,
): Promise<OrderInvoice[]> {
  const isThere = (await invoicesOf(env.ORDERS, order.orderId)).some(({ number }) => number);
  if (!isThere) await env.INVOICING.issue(order.orderId);
  const rows = await invoicesOf(env.ORDERS, order.orderId);
  return rows.flatMap((row) => viewOf(order, row) ?? []);
}

/** @returns the file named by the last part of the address; null where the order has none such */
export async function answerInvoice(
  { INVOICING }: Pick<Env, "INVOICING">,
  orderId: Id<"order">,
  name: string,
): Promise<Response | null> {
  const [, text = "", format = ""] = INVOICE_FILE.exec(name) ?? [];
  const id = parseId("invoice", text);
  if (id === null || (format !== "html" && format !== "pdf")) return null;
  const file = await INVOICING.fileOf(orderId, id, format);
  return file === null ? null : new Response(file.bytes, { headers: await fileHeaders(file) });
}

function linkOf(
  { orderId, token }: OpenedOrder,
  { id, kind, number }: Pick<InvoiceRow, "id" | "kind" | "number">,
): InvoiceLink {
  const name = kind === "invoice" ? "Invoice" : "Credit note";
  return {
    label: number === null ? name : `${name} ${number}`,
    htmlHref: links.invoice(orderId, token, `${id}.html`),
    pdfHref: links.invoice(orderId, token, `${id}.pdf`),
  };
}

function viewOf(order: OpenedOrder, row: InvoiceRow): OrderInvoice | null {
  const { id, kind, number, datedAt, currency, netMinor, taxMinor, totalMinor } = row;
  if (number === null || currency === null) return null;
  const { htmlHref, pdfHref } = linkOf(order, row);
  return {
    id,
    kind,
    number,
    datedAt: new Date(datedAt).toISOString(),
    net: money(netMinor ?? 0, currency),
    tax: money(taxMinor ?? 0, currency),
    total: money(totalMinor ?? 0, currency),
    htmlUrl: htmlHref,
    pdfUrl: pdfHref,
  };
}
