/** In place of ui/email/*: a letter is its order, for nobody here reads its words. */
import type { Order } from "../../../domain/order.ts";

export function orderConfirmation({ order }: { readonly order: Order }) {
  return { subject: order.id };
}

/** No invoice is issued in these worlds, and no credit note. */
export function creditNoteLetter(): never {
  throw new Error("Nobody issues credit notes here");
}

export function letterHtml({ subject }: { readonly subject: string }): string {
  return subject;
}

export function letterText({ subject }: { readonly subject: string }): string {
  return subject;
}
