/** The letter that a notice asks for, written from what the objects say at the moment of sending. */
import type { NoticeEvent } from "../contracts/events.ts";
import { readInvoiceSettings } from "../db/invoice-settings.ts";
import { invoiceIdOf, invoiceRow } from "../db/invoices.ts";
import type { Id } from "../domain/id.ts";
import type { Order } from "../domain/order.ts";
import type { Env } from "../env.gen.ts";
import type { Email } from "../gateways/email.ts";
import { links } from "../http/links.ts";
import { signOrderLink } from "../http/order-link.ts";
import { creditNoteLetter } from "../ui/email/credit-note-letter.ts";
import type { Letter } from "../ui/email/letter.ts";
import { letterHtml } from "../ui/email/letter-html.tsx";
import { letterText } from "../ui/email/letter-text.ts";
import { orderConfirmation } from "../ui/email/order-confirmation.ts";
import { readIssued } from "./invoice-issue.ts";

/** A refund of longer ago is no news any more: documents may be issued long afterwards. */
const NEWS_MS = 3 * 24 * 60 * 60 * 1000;

/** What an e-mail says. */
type Written = Pick<Email, "subject" | "html" | "text">;

/** What became of writing. */
export type Writing =
  | { readonly state: "written"; readonly letter: Written; readonly subjectId: string }
  /** What it would tell is not so any more, or no news. */
  | { readonly state: "moot" }
  /** It never happened. */
  | { readonly state: "untrue"; readonly reason: string }
  /** What it tells of is not there yet. */
  | { readonly state: "early" };

/** @returns the letter to whoever ordered, or why there is none */
export async function writeLetter(
  env: Env,
  order: Order,
  notice: NoticeEvent["data"],
): Promise<Writing> {
  // Nobody is told of what did not happen.
  if (order.confirmedAt === null)
    return { state: "untrue", reason: `the order is ${order.status}` };
  switch (notice.kind) {
    case "order_confirmation":
      // Cancelled before the letter was written: "confirmed" would no longer be true.
      if (order.status !== "confirmed") return { state: "moot" };
      return written(await confirmationOf(env, order), order.id);
    case "credit_note":
      return creditNoteOf(env, order, notice.invoiceId);
  }
}

async function confirmationOf(env: Env, order: Order): Promise<Letter> {
  const [{ orderUrl, fileUrl }, { settings }, invoiceId] = await Promise.all([
    urlsOf(env, order.id),
    readInvoiceSettings(env.ORDERS),
    invoiceIdOf(order.id),
  ]);
  const invoiceUrl = settings.seller === null ? null : fileUrl(`${invoiceId}.pdf`);
  return orderConfirmation({ order, shopName: env.SHOP_NAME, orderUrl, invoiceUrl });
}

async function creditNoteOf(env: Env, order: Order, id: Id<"invoice">): Promise<Writing> {
  const row = await invoiceRow(env.ORDERS, id);
  const issued = row === null ? null : await readIssued(env, row);
  if (issued === null) return { state: "early" };
  const { document, number } = issued;
  if (document.kind !== "credit_note" || document.orderId !== order.id) {
    return { state: "untrue", reason: `${id} is no credit note of the order` };
  }
  const refund = order.refunds.find(({ key }) => key === document.refundKey);
  if (refund === undefined || refund.askedAt < Date.now() - NEWS_MS) return { state: "moot" };
  const { orderUrl, fileUrl } = await urlsOf(env, order.id);
  const isCancelled = order.status !== "confirmed";
  const letter = creditNoteLetter({
    note: document,
    number,
    shopName: env.SHOP_NAME,
    isCancelled,
    orderUrl,
    noteUrl: fileUrl(`${id}.pdf`),
  });
  return written(letter, id);
}

function written(letter: Letter, subjectId: string): Writing {
  const { subject } = letter;
  const parts = { subject, html: letterHtml(letter), text: letterText(letter) };
  return { state: "written", letter: parts, subjectId };
}

/** Addresses that open the order's page and its files: whole, signed, good from now on. */
async function urlsOf(env: Env, orderId: Id<"order">) {
  const orderUrl = new URL(await signOrderLink(env, orderId, Date.now()), env.SHOP_ORIGIN);
  const token = orderUrl.searchParams.get("token") ?? "";
  const fileUrl = (file: string) =>
    new URL(links.invoice(orderId, token, file), env.SHOP_ORIGIN).href;
  return { orderUrl: orderUrl.href, fileUrl };
}
