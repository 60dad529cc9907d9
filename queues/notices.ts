/**
 * Messages to people, once per kind and subject.
 *
 * The row is claimed first, then the message is sent, then the row is marked. Of all senders one
 * holds the claim, so duplicates and races send nothing. Should the Worker die between sending and
 * marking, the claim runs out and the message is sent once more: a confirmation that comes twice is
 * a nuisance, one that never comes is a shopper without a receipt. Both copies carry one name.
 */
import { noticeEventSchema } from "../contracts/events.ts";
import { readInvoiceSettings } from "../db/invoice-settings.ts";
import { invoiceIdOf } from "../db/invoices.ts";
import { claimNotice, markNoticeSent, releaseNotice } from "../db/notices.ts";
import type { Id } from "../domain/id.ts";
import type { Order } from "../domain/order.ts";
import { callObject, orderStub } from "../durable-objects/stubs.ts";
import type { Env } from "../env.gen.ts";
import { type Email, sendEmail } from "../gateways/email.ts";
import { links } from "../http/links.ts";
import { signOrderLink } from "../http/order-link.ts";
import { log } from "../runtime/log.ts";
import { letterHtml } from "../ui/email/letter-html.tsx";
import { letterText } from "../ui/email/letter-text.ts";
import { orderConfirmation } from "../ui/email/order-confirmation.ts";
import { type Delivery, forEach, park, parseBatch, retryLater } from "./delivery.ts";

/** How long one sender has before another may try, in milliseconds; sending itself takes seconds. */
export const NOTICE_LEASE_MS = 60_000;

type NoticeDelivery = Delivery<ReturnType<typeof noticeEventSchema.parse>>;

/** Consumes `kiosk-notices`. */
export async function consumeNotices(batch: MessageBatch<unknown>, env: Env): Promise<void> {
  const { queue } = batch;
  const deliveries = await parseBatch(batch, noticeEventSchema, env);
  await forEach(queue, deliveries, (delivery) => tell(env, queue, delivery));
}

async function tell(env: Env, queue: string, { message, event }: NoticeDelivery): Promise<void> {
  const { kind, orderId } = event.data;
  const order = await readOrder(env, orderId);
  if (order === null) return retryLater(message, { queue, error: "not_found" });
  // Nobody is told of what did not happen.
  if (order.confirmedAt === null || order.email === null) {
    return park(env, message, { queue, reason: `the order is ${order.status}` });
  }
  // Cancelled before the letter was written: "confirmed" would no longer be true.
  if (order.status !== "confirmed") return message.ack();
  // Before the claim: whoever fails in between has not had a turn at sending.
  const letter = await confirmationOf(env, order);
  const now = Date.now();
  const notice = { kind, subjectId: orderId };
  const claim = await claimNotice(env.ORDERS, notice, { now, leaseMs: NOTICE_LEASE_MS });
  if (claim.status === "sent") return message.ack();
  if (claim.status === "sending") {
    return retryLater(message, { queue, error: "claimed", pauseMs: claim.leaseUntil - now });
  }
  const { id, attempt } = claim;
  const answer = await sendEmail(env, { ...letter, to: order.email, messageId: id });
  const fields = { noticeId: id, orderId, kind, attempt };
  switch (answer.outcome) {
    case "sent":
      await markNoticeSent(env.ORDERS, id, Date.now());
      log.info("notice.sent", fields);
      return message.ack();
    case "refused":
      await releaseNotice(env.ORDERS, id);
      return park(env, message, { queue, reason: `refused: ${answer.code}` });
    case "busy":
      await releaseNotice(env.ORDERS, id);
      return retryLater(message, { queue, error: answer.code });
    case "unknown":
      // The claim stays until it runs out: the message may be on its way.
      log.warn("notice.unknown", { ...fields, code: answer.code });
      return retryLater(message, { queue, error: answer.code, pauseMs: NOTICE_LEASE_MS });
  }
}

async function readOrder(env: Env, orderId: Id<"order">): Promise<Order | null> {
  const answer = await callObject(
    () => orderStub(env, orderId),
    (order) => order.view("shop"),
  );
  return answer.ok ? answer.value : null;
}

async function confirmationOf(
  env: Env,
  order: Order,
): Promise<Pick<Email, "subject" | "html" | "text">> {
  const [path, { settings }, invoiceId] = await Promise.all([
    signOrderLink(env, order.id, Date.now()),
    readInvoiceSettings(env.ORDERS),
    invoiceIdOf(order.id),
  ]);
  const orderUrl = new URL(path, env.SHOP_ORIGIN);
  const token = orderUrl.searchParams.get("token") ?? "";
  const invoicePath = links.invoice(order.id, token, `${invoiceId}.pdf`);
  const letter = orderConfirmation({
    order,
    shopName: env.SHOP_NAME,
    orderUrl: orderUrl.href,
    invoiceUrl: settings.seller === null ? null : new URL(invoicePath, env.SHOP_ORIGIN).href,
  });
  const { subject } = letter;
  return { subject, html: letterHtml(letter), text: letterText(letter) };
}
