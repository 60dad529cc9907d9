/**
 * Messages to people, once per kind and subject.
 *
 * The row is claimed first, then the message is sent, then the row is marked. Of all senders one
 * holds the claim, so duplicates and races send nothing. Should the Worker die between sending and
 * marking, the claim runs out and the message is sent once more: a confirmation that comes twice is
 * a nuisance, one that never comes is a shopper without a receipt. Both copies carry one name.
 */
import { noticeEventSchema } from "../contracts/events.ts";
import { claimNotice, markNoticeSent, releaseNotice } from "../db/notices.ts";
import type { Id } from "../domain/id.ts";
import type { Order } from "../domain/order.ts";
import { callObject, orderStub } from "../durable-objects/stubs.ts";
import type { Env } from "../env.gen.ts";
import { type Email, sendEmail } from "../gateways/email.ts";
import { log } from "../runtime/log.ts";
import { type Delivery, forEach, park, parseBatch, retryLater } from "./delivery.ts";
import { writeLetter } from "./notice-letters.ts";

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
  // Before the claim: whoever fails in between has not had a turn at sending.
  const writing = await writeLetter(env, order, event.data);
  switch (writing.state) {
    case "moot":
      return message.ack();
    case "early":
      return retryLater(message, { queue, error: "not_found" });
    case "untrue":
      return park(env, message, { queue, reason: writing.reason });
    case "written":
      return send(env, message, { queue, kind, order, ...writing });
  }
}

interface Sending {
  readonly queue: string;
  readonly kind: NoticeDelivery["event"]["data"]["kind"];
  readonly order: Order;
  readonly letter: Pick<Email, "subject" | "html" | "text">;
  readonly subjectId: string;
}

async function send(
  env: Env,
  message: Message<unknown>,
  { queue, kind, order, letter, subjectId }: Sending,
): Promise<void> {
  const { id: orderId, email } = order;
  if (email === null) return park(env, message, { queue, reason: "nobody to write to" });
  const now = Date.now();
  const notice = { kind, subjectId };
  const claim = await claimNotice(env.ORDERS, notice, { now, leaseMs: NOTICE_LEASE_MS });
  if (claim.status === "sent") return message.ack();
  if (claim.status === "sending") {
    return retryLater(message, { queue, error: "claimed", pauseMs: claim.leaseUntil - now });
  }
  const { id, attempt } = claim;
  const answer = await sendEmail(env, { ...letter, to: email, messageId: id });
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
