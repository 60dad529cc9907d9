/** How a notice is asked for: the same words and the same id, whoever asks and however often. */
import type { NoticeEvent } from "../contracts/events.ts";
import type { Id } from "../domain/id.ts";

/** @param at when the order was confirmed, epoch ms */
export function confirmationRequest(orderId: Id<"order">, at: number): NoticeEvent {
  const kind = "order_confirmation";
  return {
    id: `${orderId}:notice:${kind}`,
    type: "notice.requested",
    version: 1,
    at,
    subject: orderId,
    data: { kind, orderId },
  };
}

/** @param at when the credit note was issued, epoch ms */
export function creditNoteRequest(
  { orderId, invoiceId }: { readonly orderId: Id<"order">; readonly invoiceId: Id<"invoice"> },
  at: number,
): NoticeEvent {
  const kind = "credit_note";
  return {
    id: `${invoiceId}:notice:${kind}`,
    type: "notice.requested",
    version: 1,
    at,
    subject: orderId,
    data: { kind, orderId, invoiceId },
  };
}
