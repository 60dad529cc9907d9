/** Invoices: issued when an order was sold or refunded, drawn when they have their number. */
import { type InvoiceEvent, invoiceEventSchema } from "../contracts/events.ts";
import { invoiceRow, markInvoiceStored, projectInvoice } from "../db/invoices.ts";
import type { Id } from "../domain/id.ts";
import type { IssuedInvoice } from "../durable-objects/invoice-store.ts";
import type { Env } from "../env.gen.ts";
import { log } from "../runtime/log.ts";
import { type Delivery, forEach, parseBatch, retryLater } from "./delivery.ts";
import { storeFiles } from "./invoice-files.ts";
import { issueInvoices, readIssued } from "./invoice-issue.ts";
import { creditNoteRequest } from "./notice-request.ts";

/** How long the message that a document has its number may take, in milliseconds. */
const DRAWN_WITHIN_MS = 5 * 60 * 1000;

type InvoiceDelivery = Delivery<InvoiceEvent>;

/** Consumes `kiosk-invoices`. Every message may come twice, late, and after those that follow it. */
export async function consumeInvoices(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  const { queue } = batch;
  const deliveries = await parseBatch(batch, invoiceEventSchema, env);
  await forEach(queue, deliveries, (delivery) => take(env, queue, delivery));
}

/** How an order's documents are asked for: the same words and the same id, whoever asks. */
export function invoiceRequest(orderId: Id<"order">, at: number): InvoiceEvent {
  return {
    id: `${orderId}:invoice:${at}`,
    type: "invoice.wanted",
    version: 1,
    at,
    subject: orderId,
    data: { orderId },
  };
}

/**
 * Has the shopper told of a credit note and draws the files. Only then does the document count as
 * stored: whoever dies before leaves it to the next one, and a letter asked for twice is sent once.
 * The letter does not wait for the files: its link has them drawn where they are not there yet.
 */
async function finish(env: Env, issued: IssuedInvoice): Promise<void> {
  const { id, document, issuedAt } = issued;
  if (document.kind === "credit_note") {
    const { orderId } = document;
    await env.NOTICES.send(creditNoteRequest({ orderId, invoiceId: id }, issuedAt));
  }
  await storeFiles(env, issued);
  await markInvoiceStored(env.ORDERS, id, Date.now());
}

/** A document whose own message was lost is drawn by the next one that concerns its order. */
async function finishFiles(env: Env, issued: readonly IssuedInvoice[]): Promise<void> {
  const before = Date.now() - DRAWN_WITHIN_MS;
  for (const each of issued.filter(({ issuedAt }) => issuedAt < before)) {
    const row = await invoiceRow(env.ORDERS, each.id);
    if (row?.storedAt == null) await finish(env, each);
  }
}

async function take(env: Env, queue: string, { message, event }: InvoiceDelivery): Promise<void> {
  switch (event.type) {
    case "invoice.wanted": {
      const { orderId } = event.data;
      const end = await issueInvoices(env, orderId);
      if (end.state === "unknown") return retryLater(message, { queue, error: "not_found" });
      // As soon as somebody says who sells, the clock asks again.
      if (end.state === "no_seller") log.warn("invoice.seller.missing", { orderId });
      if (end.state === "issued") await finishFiles(env, end.issued);
      return message.ack();
    }
    case "invoice.issued": {
      const { series, ...facts } = event.data;
      await projectInvoice(env.ORDERS, facts);
      const row = await invoiceRow(env.ORDERS, facts.id);
      if (row?.storedAt != null) return message.ack();
      const issued = await readIssued(env, { id: facts.id, series });
      if (issued === null) return retryLater(message, { queue, error: "not_found" });
      await finish(env, issued);
      log.info("invoice.stored", { orderId: issued.document.orderId, key: issued.number });
      return message.ack();
    }
  }
}
