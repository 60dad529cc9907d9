/** The queues by name: which binding feeds each, and where its dead letters go. */

/** Queue -> the binding that sends to it. */
export const STREAMS = {
  "kiosk-payment-events": "PAYMENT_EVENTS",
  "kiosk-order-events": "ORDER_EVENTS",
  "kiosk-stock-events": "STOCK_EVENTS",
  "kiosk-notices": "NOTICES",
  "kiosk-catalog-events": "CATALOG_EVENTS",
  "kiosk-search-events": "SEARCH_EVENTS",
  "kiosk-imports": "IMPORT_EVENTS",
  "kiosk-invoices": "INVOICE_EVENTS",
} as const;

/** A queue that a consumer reads. */
export type StreamName = keyof typeof STREAMS;

/** What a queue's name ends with where its dead letters arrive. */
export const DEAD_LETTER_SUFFIX = "-dlq";

/** @returns whether `text` names one of the shop's queues */
export function isStream(text: string): text is StreamName {
  return Object.hasOwn(STREAMS, text);
}

/** @returns the queue whose dead letters arrive in `queue`, or null where it takes none */
export function streamOfDeadLetters(queue: string): string | null {
  return queue.endsWith(DEAD_LETTER_SUFFIX) ? queue.slice(0, -DEAD_LETTER_SUFFIX.length) : null;
}
