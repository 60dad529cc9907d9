/** Invoices with fixed values, for tests. */
import { type InvoiceOrder, type InvoiceTerms, invoiceOf, type Seller } from "./invoice.ts";
import { NOW, Story } from "./order-builders.ts";
import { quoteOf } from "./order-quote.ts";

/** Who sells in the tests. */
export const SELLER: Seller = {
  address: {
    name: "Tidewick Handels GmbH",
    line1: "Am Sandtorkai 12",
    line2: "",
    city: "Hamburg",
    region: "",
    postalCode: "20457",
    country: "DE",
  },
  taxId: "DE123456789",
  email: "books@tidewick.example",
  register: "Amtsgericht Hamburg, HRB 123456",
};

export const TERMS: InvoiceTerms = { seller: SELLER, datedAt: NOW, timeZone: "Europe/Berlin" };

/** @returns a paid order; what is changed of it is reckoned anew */
export function soldOrder(patch: Partial<InvoiceOrder> = {}): InvoiceOrder {
  const order = { ...new Story().ready().order, ...patch };
  return { ...order, placedAt: NOW, confirmedAt: NOW, quote: patch.quote ?? quoteOf(order, NOW) };
}

/** @returns the invoice of a paid order */
export function soldInvoice(patch: Partial<InvoiceOrder> = {}) {
  return invoiceOf(soldOrder(patch), TERMS);
}
