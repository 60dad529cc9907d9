/** Invoices and credit notes as lists show them, and the claim that says in which series each is numbered. */
import { sql } from "drizzle-orm";
import { type Id, idFromBytes } from "../domain/id.ts";
import type { Currency } from "../domain/money.ts";
import { sha256 } from "../runtime/digest.ts";
import { invoices } from "./orders-tables.ts";
import { type Database, statement, type Value } from "./statement.ts";
import { NEWEST, type Page, pageOf, type TimeCursor } from "./time-cursor.ts";

/** What a document is. */
export type InvoiceKind = "invoice" | "credit_note";

/** Where and when a document is numbered. Whoever claims first decides. */
export interface InvoiceClaim {
  readonly series: string;
  readonly digits: number;
  /** Epoch milliseconds. */
  readonly datedAt: number;
}

/** A document in a list; without a number it was claimed and not issued yet. */
export interface InvoiceRow extends InvoiceClaim {
  readonly id: Id<"invoice">;
  readonly kind: InvoiceKind;
  readonly orderId: Id<"order">;
  /** Empty for invoices. */
  readonly refundKey: string;
  readonly number: string | null;
  readonly currency: Currency | null;
  readonly netMinor: number | null;
  readonly taxMinor: number | null;
  readonly totalMinor: number | null;
  readonly issuedAt: number | null;
  readonly storedAt: number | null;
}

/** What the series tells of a document that it numbered. */
export interface InvoiceFacts {
  readonly id: Id<"invoice">;
  readonly sequence: number;
  readonly number: string;
  readonly currency: Currency;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly totalMinor: number;
  readonly issuedAt: number;
}

/** What a list of documents is narrowed to. */
export interface InvoiceFilter {
  readonly orderId?: Id<"order"> | undefined;
  readonly number?: string | undefined;
  readonly kind?: InvoiceKind | undefined;
  /** Epoch milliseconds: the first moment of a period, and the first one after it. */
  readonly from?: number | undefined;
  readonly until?: number | undefined;
  readonly cursor?: TimeCursor | undefined;
  readonly limit: number;
}

const place = sql.placeholder;

const columns = sql`
  ${invoices.id}, ${invoices.kind}, ${invoices.orderId} AS "orderId",
  ${invoices.refundKey} AS "refundKey", ${invoices.series}, ${invoices.digits},
  ${invoices.datedAt} AS "datedAt", ${invoices.number}, ${invoices.currency},
  ${invoices.netMinor} AS "netMinor", ${invoices.taxMinor} AS "taxMinor",
  ${invoices.totalMinor} AS "totalMinor", ${invoices.issuedAt} AS "issuedAt",
  ${invoices.storedAt} AS "storedAt"`;

const claimStatement = statement<Record<string, Value>>(
  () => sql`
    INSERT INTO invoices (id, kind, order_id, refund_key, series, digits, dated_at)
    VALUES (${place("id")}, ${place("kind")}, ${place("orderId")}, ${place("refundKey")},
      ${place("series")}, ${place("digits")}, ${place("datedAt")})
    ON CONFLICT (id) DO NOTHING`,
);

const projectStatement = statement<Record<string, Value>>(
  () => sql`
    UPDATE invoices SET sequence = ${place("sequence")}, number = ${place("number")},
      currency = ${place("currency")}, net_minor = ${place("netMinor")},
      tax_minor = ${place("taxMinor")}, total_minor = ${place("totalMinor")},
      issued_at = ${place("issuedAt")}
    WHERE id = ${place("id")} AND number IS NULL`,
);

const storedStatement = statement<{ id: string; now: number }>(
  () => sql`
    UPDATE invoices SET stored_at = ${place("now")}
    WHERE id = ${place("id")} AND stored_at IS NULL`,
);

const oneStatement = statement<{ id: string }>(
  () => sql`SELECT ${columns} FROM ${invoices} WHERE ${invoices.id} = ${place("id")}`,
);

const ofOrderStatement = statement<{ orderId: string }>(
  () => sql`
    SELECT ${columns} FROM ${invoices} WHERE ${invoices.orderId} = ${place("orderId")}
    ORDER BY ${invoices.kind} DESC, ${invoices.datedAt}, ${invoices.id}`,
);

const listStatement = statement<Record<string, Value>>(
  () => sql`
    SELECT ${columns} FROM ${invoices}
    WHERE ${invoices.kind} = coalesce(${place("kind")}, ${invoices.kind})
      AND ${invoices.datedAt} >= ${place("from")} AND ${invoices.datedAt} <= ${place("at")}
      AND (${invoices.datedAt} < ${place("at")} OR ${invoices.id} > ${place("after")})
    ORDER BY ${invoices.datedAt} DESC, ${invoices.id} LIMIT ${place("rows")}`,
);

const byNumberStatement = statement<{ number: string; rows: number }>(
  () => sql`
    SELECT ${columns} FROM ${invoices} WHERE ${invoices.number} = ${place("number")}
    ORDER BY ${invoices.id} LIMIT ${place("rows")}`,
);

const unfinishedStatement = statement<{ before: number; rows: number }>(
  () => sql`
    SELECT DISTINCT ${invoices.orderId} AS id FROM ${invoices}
    WHERE ${invoices.storedAt} IS NULL AND ${invoices.datedAt} < ${place("before")}
    ORDER BY ${invoices.datedAt} LIMIT ${place("rows")}`,
);

/** Sold and without a row, or with more given back than credit notes say. */
const LACKS_INVOICES = sql`(
  NOT EXISTS (SELECT 1 FROM invoices WHERE order_id = orders.id AND kind = 'invoice'
    AND number IS NOT NULL)
  OR orders.refunded_minor > (SELECT coalesce(sum(total_minor), 0) FROM invoices
    WHERE order_id = orders.id AND kind = 'credit_note'))`;

const missingStatement = statement<{ after: string; before: number; rows: number }>(
  () => sql`
    SELECT id, ${LACKS_INVOICES} AS lacks FROM orders
    WHERE id > ${place("after")} AND confirmed_at < ${place("before")}
    ORDER BY id LIMIT ${place("rows")}`,
);

const recentStatement = statement<{ since: number; before: number; rows: number }>(
  () => sql`
    SELECT id FROM orders
    WHERE placed_at > ${place("since")} AND confirmed_at < ${place("before")}
      AND updated_at < ${place("before")} AND ${LACKS_INVOICES}
    ORDER BY placed_at DESC LIMIT ${place("rows")}`,
);

const lackingStatement = statement<{ ids: string }>(
  () => sql`
    SELECT id FROM orders WHERE id IN (SELECT value FROM json_each(${place("ids")}))
      AND confirmed_at IS NOT NULL AND ${LACKS_INVOICES}`,
);

/** @returns the id of an order's invoice: known before there is one */
export async function invoiceIdOf(orderId: Id<"order">): Promise<Id<"invoice">> {
  return idFromBytes("invoice", await sha256(`invoice\n${orderId}`));
}

/** @returns the id of the credit note of a refund: known before there is one */
export async function creditNoteIdOf(
  orderId: Id<"order">,
  refundKey: string,
): Promise<Id<"invoice">> {
  return idFromBytes("invoice", await sha256(`credit_note\n${orderId}\n${refundKey}`));
}

/** Claims a document's place. @returns the claim that holds, which may be an earlier one */
export async function claimInvoice(
  db: Database,
  document: Pick<InvoiceRow, "id" | "kind" | "orderId" | "refundKey">,
  claim: InvoiceClaim,
): Promise<InvoiceRow> {
  await claimStatement.bind(db, { ...document, ...claim }).run();
  const row = await invoiceRow(db, document.id);
  if (row === null) throw new Error(`Expected the invoice ${document.id} that was claimed`);
  return row;
}

/** Writes what the series told; a document that has its number already stays as it is. */
export async function projectInvoice(db: Database, facts: InvoiceFacts): Promise<void> {
  await projectStatement.bind(db, { ...facts }).run();
}

/** Its files are where they stay. */
export async function markInvoiceStored(
  db: Database,
  id: Id<"invoice">,
  now: number,
): Promise<void> {
  await storedStatement.bind(db, { id, now }).run();
}

/** @returns the document's row; null where nobody asked for it yet */
export async function invoiceRow(db: Database, id: Id<"invoice">): Promise<InvoiceRow | null> {
  return oneStatement.bind(db, { id }).first<InvoiceRow>();
}

/** @returns the documents of an order, its invoice first */
export async function invoicesOf(db: Database, orderId: Id<"order">): Promise<InvoiceRow[]> {
  const { results } = await ofOrderStatement.bind(db, { orderId }).all<InvoiceRow>();
  return results;
}

/** A page of documents, the newest first. */
export async function listInvoices(db: Database, filter: InvoiceFilter): Promise<Page<InvoiceRow>> {
  const { orderId, number, kind, from = 0, until = NEWEST.at, limit } = filter;
  const last: TimeCursor = { at: until - 1, id: "" };
  if (orderId !== undefined || number !== undefined) {
    const rows =
      orderId === undefined
        ? await numberedBy(db, number ?? "", limit)
        : await invoicesOf(db, orderId);
    const found = rows.filter(
      (row) =>
        (kind ?? row.kind) === row.kind &&
        (number ?? row.number) === row.number &&
        row.datedAt >= from &&
        row.datedAt <= last.at,
    );
    return { rows: found, nextCursor: null };
  }
  const { cursor = last } = filter;
  const { at, id: after } = cursor.at > last.at ? last : cursor;
  const values = { kind: kind ?? null, from, at, after, rows: limit + 1 };
  const { results } = await listStatement.bind(db, values).all<InvoiceRow>();
  return pageOf(results, limit, ({ datedAt, id }) => ({ at: datedAt, id }));
}

async function numberedBy(db: Database, number: string, rows: number): Promise<InvoiceRow[]> {
  const { results } = await byNumberStatement.bind(db, { number, rows }).all<InvoiceRow>();
  return results;
}

/** @returns orders with a document that was claimed before `before` and did not get to its end */
export async function ordersUnfinished(
  db: Database,
  bounds: { readonly before: number; readonly rows: number },
): Promise<Id<"order">[]> {
  const { results } = await unfinishedStatement.bind(db, { ...bounds }).all<{ id: Id<"order"> }>();
  return results.map(({ id }) => id);
}

/** @returns orders placed after `since`, settled before `before`, that lack a document */
export async function ordersWithoutInvoice(
  db: Database,
  bounds: { readonly since: number; readonly before: number; readonly rows: number },
): Promise<Id<"order">[]> {
  const { results } = await recentStatement.bind(db, { ...bounds }).all<{ id: Id<"order"> }>();
  return results.map(({ id }) => id);
}

/** @returns the next sold orders of all by id, and whether each lacks a document */
export async function everySoldOrder(
  db: Database,
  after: string,
  bounds: { readonly before: number; readonly rows: number },
): Promise<{ readonly id: Id<"order">; readonly isLacking: boolean }[]> {
  const { results } = await missingStatement
    .bind(db, { after, ...bounds })
    .all<{ id: Id<"order">; lacks: number }>();
  return results.map(({ id, lacks }) => ({ id, isLacking: lacks === 1 }));
}

/** @returns those of the orders that lack a document */
export async function ordersLacking(db: Database, ids: readonly string[]): Promise<Id<"order">[]> {
  const { results } = await lackingStatement
    .bind(db, { ids: JSON.stringify(ids) })
    .all<{ id: Id<"order"> }>();
  return results.map(({ id }) => id);
}
