/**
 * Issues what an order is owed: its invoice, and a credit note for each refund that was paid.
 *
 * A row in D1 is claimed first: it fixes the series and the date, whatever settings or midnight do
 * meanwhile. The series numbers the document under the same id, once. Dying anywhere between leaves
 * a row without a number, which the next one finishes. A credit note is asked for after its invoice.
 */
import { readInvoiceSettings } from "../db/invoice-settings.ts";
import {
  claimInvoice,
  creditNoteIdOf,
  type InvoiceClaim,
  type InvoiceKind,
  type InvoiceRow,
  invoiceIdOf,
  projectInvoice,
} from "../db/invoices.ts";
import type { Id } from "../domain/id.ts";
import { invoiceOf, type Seller } from "../domain/invoice.ts";
import { creditNoteOf, type PaidRefund } from "../domain/invoice-credit.ts";
import { type InvoiceNumbering, seriesAt } from "../domain/invoice-series.ts";
import type { Order } from "../domain/order.ts";
import { invariant } from "../domain/result.ts";
import type { InvoiceDocument, IssuedInvoice } from "../durable-objects/invoice-store.ts";
import { callObject, invoiceSeriesStub, orderStub } from "../durable-objects/stubs.ts";
import type { Env } from "../env.gen.ts";

/** What issuing needs. */
export type InvoiceBindings = Pick<Env, "INVOICE_SERIES" | "ORDER" | "ORDERS">;

/** Why nothing was issued, or everything that is. */
export type IssueEnd =
  /** The order's object knows nothing of it: it may come later. */
  | { readonly state: "unknown" }
  /** It was never paid; or nobody has said who sells. */
  | { readonly state: "not_sold" | "no_seller" }
  | { readonly state: "issued"; readonly issued: readonly IssuedInvoice[] };

/** Who numbers, how, and in whose name. */
interface Terms extends InvoiceNumbering {
  readonly seller: Seller;
}

/** Issues everything that the order is owed and has not. Safe to repeat and to do twice at once. */
export async function issueInvoices(env: InvoiceBindings, orderId: Id<"order">): Promise<IssueEnd> {
  const order = await readOrder(env, orderId);
  if (order === null) return { state: "unknown" };
  if (order.confirmedAt === null) return { state: "not_sold" };
  const { settings } = await readInvoiceSettings(env.ORDERS);
  const { seller } = settings;
  if (seller === null) return { state: "no_seller" };
  const terms = { ...settings, seller };
  const { invoice, series } = await issueInvoice(env, order, terms);
  const issued = [invoice];
  // One after the other: what is credited depends on what was credited before.
  for (const refund of order.refunds) {
    if (refund.status === "succeeded") {
      issued.push(await issueCreditNote(env, { invoice, series, refund }, terms));
    }
  }
  return { state: "issued", issued };
}

/** @returns a document that has its number; null where it was claimed only */
export async function readIssued(
  env: Pick<Env, "INVOICE_SERIES">,
  { id, series }: Pick<InvoiceRow, "id" | "series">,
): Promise<IssuedInvoice | null> {
  return callObject(
    () => invoiceSeriesStub(env, series),
    async (stub): Promise<IssuedInvoice | null> => await stub.read(id),
  );
}

async function issueInvoice(
  env: InvoiceBindings,
  order: Order,
  terms: Terms,
): Promise<{ readonly invoice: IssuedInvoice; readonly series: string }> {
  const id = await invoiceIdOf(order.id);
  const row = await claim(env, { id, kind: "invoice", orderId: order.id, refundKey: "" }, terms);
  const { seller, timeZone } = terms;
  const dated = { seller, timeZone, datedAt: row.datedAt };
  return { invoice: await number(env, row, () => invoiceOf(order, dated)), series: row.series };
}

async function issueCreditNote(
  env: InvoiceBindings,
  about: {
    readonly invoice: IssuedInvoice;
    /** The invoice's. */
    readonly series: string;
    readonly refund: PaidRefund;
  },
  terms: Terms,
): Promise<IssuedInvoice> {
  const { invoice, series, refund } = about;
  const { document, number: invoiceNumber } = invoice;
  invariant(document.kind === "invoice", "what is corrected is an invoice");
  const { key, amountMinor, lines, withShipping } = refund;
  const { orderId } = document;
  const credit = await callObject(
    () => invoiceSeriesStub(env, series),
    async (stub) => await stub.credit(invoice.id, { key, amountMinor, lines, withShipping }),
  );
  invariant(credit.ok, "the series has the invoice that it numbered");
  const id = await creditNoteIdOf(orderId, key);
  const wanted = { id, kind: "credit_note", orderId, refundKey: key } as const;
  const row = await claim(env, wanted, terms);
  const { seller, timeZone } = terms;
  const dated = { seller, timeZone, invoiceNumber, datedAt: row.datedAt };
  return number(env, row, () => creditNoteOf(document, credit.value, dated));
}

/** The first claim holds, whatever this one would have said. */
function claim(
  env: InvoiceBindings,
  document: Pick<InvoiceRow, "id" | "kind" | "orderId" | "refundKey">,
  terms: Terms,
): Promise<InvoiceRow> {
  return claimInvoice(env.ORDERS, document, claimOf(document.kind, terms, Date.now()));
}

function claimOf(kind: InvoiceKind, terms: Terms, datedAt: number): InvoiceClaim {
  const { invoiceFormat, creditNoteFormat, timeZone, digits } = terms;
  const format = kind === "invoice" ? invoiceFormat : creditNoteFormat;
  return { series: seriesAt(format, datedAt, timeZone), digits, datedAt };
}

/** Asks the series for the number, and lets lists know at once; its own message comes as well. */
async function number(
  env: InvoiceBindings,
  { id, series, digits }: InvoiceRow,
  write: () => InvoiceDocument,
): Promise<IssuedInvoice> {
  const issued = await callObject(
    () => invoiceSeriesStub(env, series),
    async (stub): Promise<IssuedInvoice> =>
      await stub.issue({ id, series, digits, document: write() }),
  );
  const { sequence, issuedAt } = issued;
  const { currency, totals, payableMinor: totalMinor } = issued.document;
  const { netMinor, taxMinor } = totals;
  const facts = { id, sequence, number: issued.number, currency, issuedAt };
  await projectInvoice(env.ORDERS, { ...facts, netMinor, taxMinor, totalMinor });
  return issued;
}

async function readOrder(env: InvoiceBindings, orderId: Id<"order">): Promise<Order | null> {
  const answer = await callObject(
    () => orderStub(env, orderId),
    (order) => order.view("shop"),
  );
  return answer.ok ? answer.value : null;
}
