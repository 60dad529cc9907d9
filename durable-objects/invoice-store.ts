/** The SQL of one series: its documents by their numbers, and what was credited of them. */
import type { Id } from "../domain/id.ts";
import type { Invoice } from "../domain/invoice.ts";
import type { Credit, CreditNote } from "../domain/invoice-credit.ts";
import { DEADLINES_SCHEMA } from "../runtime/alarms.ts";
import { OUTBOX_SCHEMA } from "../runtime/outbox.ts";

/** The tables, in the order they came into being; never edit a step that was released. */
export const INVOICE_SCHEMA = [
  `CREATE TABLE documents (
     sequence INTEGER PRIMARY KEY CHECK (sequence > 0),
     id TEXT NOT NULL UNIQUE,
     number TEXT NOT NULL UNIQUE,
     body TEXT NOT NULL,
     issued_at INTEGER NOT NULL
   ) STRICT;
   CREATE TRIGGER documents_follow_each_other BEFORE INSERT ON documents
     WHEN NEW.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM documents)
     BEGIN SELECT RAISE(ABORT, 'a series has no gaps'); END;
   CREATE TRIGGER documents_stay_u BEFORE UPDATE ON documents
     BEGIN SELECT RAISE(ABORT, 'documents stay as they are'); END;
   CREATE TRIGGER documents_stay_d BEFORE DELETE ON documents
     BEGIN SELECT RAISE(ABORT, 'documents stay'); END`,
  `CREATE TABLE credits (
     invoice_id TEXT NOT NULL REFERENCES documents (id),
     position INTEGER NOT NULL,
     refund_key TEXT NOT NULL,
     body TEXT NOT NULL,
     PRIMARY KEY (invoice_id, position),
     UNIQUE (invoice_id, refund_key)
   ) STRICT, WITHOUT ROWID`,
  OUTBOX_SCHEMA,
  DEADLINES_SCHEMA,
] as const;

/** What a series numbers. */
export type InvoiceDocument = Invoice | CreditNote;

/** A document with its number: neither is ever without the other. */
export interface IssuedInvoice {
  readonly id: Id<"invoice">;
  readonly sequence: number;
  readonly number: string;
  readonly document: InvoiceDocument;
  /** Epoch milliseconds. */
  readonly issuedAt: number;
}

type DocumentRow = {
  sequence: number;
  id: Id<"invoice">;
  number: string;
  body: string;
  issued_at: number;
};

/** @returns the document; null where this series has none of that id */
export function readDocument(sql: SqlStorage, id: Id<"invoice">): IssuedInvoice | null {
  const row = sql.exec<DocumentRow>("SELECT * FROM documents WHERE id = ?", id).toArray()[0];
  if (row === undefined) return null;
  const { sequence, number, body, issued_at: issuedAt } = row;
  return { id, sequence, number, document: documentOf(body), issuedAt };
}

/** @returns the number after the last one */
export function nextSequence(sql: SqlStorage): number {
  return sql
    .exec<{ next: number }>("SELECT coalesce(max(sequence), 0) + 1 AS next FROM documents")
    .one().next;
}

/** Stores a document under its number. */
export function writeDocument(sql: SqlStorage, issued: IssuedInvoice): void {
  const { sequence, id, number, document, issuedAt } = issued;
  const body = JSON.stringify(document);
  sql.exec("INSERT INTO documents VALUES (?, ?, ?, ?, ?)", sequence, id, number, body, issuedAt);
}

/** @returns what was credited of an invoice, in its order */
export function readCredits(sql: SqlStorage, invoiceId: Id<"invoice">): Credit[] {
  return sql
    .exec<{ body: string }>(
      "SELECT body FROM credits WHERE invoice_id = ? ORDER BY position",
      invoiceId,
    )
    .toArray()
    .map(({ body }) => JSON.parse(body));
}

/** Stores what a refund takes back. */
export function writeCredit(
  sql: SqlStorage,
  invoiceId: Id<"invoice">,
  { credit, position }: { readonly credit: Credit; readonly position: number },
): void {
  const body = JSON.stringify(credit);
  sql.exec("INSERT INTO credits VALUES (?, ?, ?, ?)", invoiceId, position, credit.refundKey, body);
}

/** @throws Error on a document of a later version of this program */
function documentOf(body: string): InvoiceDocument {
  const document: InvoiceDocument = JSON.parse(body);
  if (document.v !== 1) throw new Error(`A document of version ${document.v} cannot be read here`);
  return document;
}
