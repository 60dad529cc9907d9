import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { NoticeEvent } from "../contracts/events.ts";
import { readInvoiceSettings, replaceInvoiceSettings } from "../db/invoice-settings.ts";
import { creditNoteIdOf } from "../db/invoices.ts";
import { SELLER } from "../domain/invoice-builders.ts";
import type { Order } from "../domain/order.ts";
import { idOf, Story } from "../domain/order-builders.ts";
import type { Env } from "../env.gen.ts";
import { verifyOrderLink } from "../http/order-link.ts";
import { deliver } from "./batch-builders.ts";
import { issueInvoices } from "./invoice-issue.ts";
import { creditNoteRequest } from "./notice-request.ts";
import { NOTICE_LEASE_MS } from "./notices.ts";

const QUEUE = "kiosk-notices";
const ORDER_ID = idOf("order", 1);

interface SentEmail {
  readonly to: string;
  readonly from: { readonly email: string };
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

const EVENT: NoticeEvent = {
  id: "notice-1",
  type: "notice.requested",
  version: 1,
  at: 1,
  subject: ORDER_ID,
  data: { kind: "order_confirmation", orderId: ORDER_ID },
};

/** The bindings with a post office that remembers, and may fail with a code. */
function posting(order: Order | null = new Story().confirmed().order) {
  const sent: SentEmail[] = [];
  const office: { failure: Error | null } = { failure: null };
  const EMAIL = {
    async send(email: SentEmail) {
      if (office.failure !== null) throw office.failure;
      sent.push(email);
      return { messageId: "1" };
    },
  };
  const view = order === null ? fail() : { ok: true, value: order };
  const ORDER = { getByName: () => ({ view: async () => view }) };
  const bindings: Env = {
    ...env,
    EMAIL: EMAIL as unknown as SendEmail,
    ORDER: ORDER as unknown as Env["ORDER"],
  };
  return { bindings, sent, office };
}

function fail() {
  return { ok: false, problem: { reason: "not_found" } };
}

function refusal(code: string): Error {
  return Object.assign(new Error("refused"), { code });
}

/** The database, but whoever asks for a table hears nothing. */
function without<Db extends object>(db: Db, table: string): Db {
  return new Proxy(db, {
    get(target, key) {
      const member = Reflect.get(target, key);
      if (typeof member !== "function") return member;
      return (...args: unknown[]) => {
        if (key === "prepare" && String(args[0]).includes(table)) throw new Error("away");
        const answer = member.apply(target, args);
        return key === "withSession" ? without(answer, table) : answer;
      };
    },
  });
}

function notice() {
  return env.ORDERS.prepare("SELECT status, attempts, lease_until FROM notices").first();
}

beforeEach(async () => {
  await env.ORDERS.exec("DELETE FROM notices");
  await env.ORDERS.exec("DELETE FROM dead_letters");
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe("consumeNotices()", () => {
  it("sends one confirmation with a link that opens the order", async () => {
    const { bindings, sent } = posting();
    expect(await deliver(bindings, QUEUE, [EVENT])).toEqual({ acked: ["m0"], retried: [] });
    const [email] = sent;
    expect(email).toMatchObject({
      to: "ada@example.com",
      from: { email: env.MAIL_FROM, name: env.SHOP_NAME },
      subject: "Your order TEST-0001 is confirmed",
    });
    const url = new URL(/http\S+token=\S+/.exec(email!.text)![0]);
    expect(url.origin).toBe(env.SHOP_ORIGIN);
    const token = url.searchParams.get("token") ?? "";
    expect(await verifyOrderLink(env, { orderId: ORDER_ID, token }, Date.now())).toBe(true);
    const other = { orderId: idOf("order", 2), token };
    expect(await verifyOrderLink(env, other, Date.now())).toBe(false);
    expect(await notice()).toMatchObject({ status: "sent", attempts: 1 });
  });

  it("sends once for duplicates, in one batch and later", async () => {
    const { bindings, sent } = posting();
    await deliver(bindings, QUEUE, [EVENT, { ...EVENT, id: "another" }, EVENT]);
    await deliver(bindings, QUEUE, [EVENT]);
    expect(sent).toHaveLength(1);
  });

  it("lets a message wait while another sender has the claim, then sends under the same name", async () => {
    const { bindings, sent, office } = posting();
    const now = Date.now();
    const clock = vi.spyOn(Date, "now").mockReturnValue(now);
    office.failure = new Error("the Worker died");
    expect(await deliver(bindings, QUEUE, [EVENT])).toEqual({ acked: [], retried: ["m0"] });
    office.failure = null;
    expect(await deliver(bindings, QUEUE, [EVENT])).toEqual({ acked: [], retried: ["m0"] });
    expect(sent).toHaveLength(0);
    clock.mockReturnValue(now + NOTICE_LEASE_MS);
    expect(await deliver(bindings, QUEUE, [EVENT])).toMatchObject({ acked: ["m0"] });
    expect(sent[0]!.headers["X-Kiosk-Notice"]).toMatch(/^ntc_/);
    expect(await notice()).toMatchObject({ status: "sent", attempts: 2 });
  });

  it("has had no turn at sending where it could not even write the letter", async () => {
    const { bindings, sent } = posting();
    const deaf = { ...bindings, ORDERS: without(env.ORDERS, "invoice_settings") };
    expect(await deliver(deaf, QUEUE, [EVENT])).toEqual({ acked: [], retried: ["m0"] });
    expect(await notice()).toBeNull();
    await deliver(bindings, QUEUE, [EVENT]);
    expect(sent).toHaveLength(1);
    expect(await notice()).toMatchObject({ status: "sent", attempts: 1 });
  });

  it("tries again at once after a failure that certainly sent nothing", async () => {
    const { bindings, sent, office } = posting();
    office.failure = refusal("E_RATE_LIMIT_EXCEEDED");
    expect(await deliver(bindings, QUEUE, [EVENT])).toEqual({ acked: [], retried: ["m0"] });
    office.failure = null;
    await deliver(bindings, QUEUE, [EVENT]);
    expect(sent).toHaveLength(1);
  });

  it("parks a message that the provider refuses, so that a replay can send it", async () => {
    const { bindings, sent, office } = posting();
    office.failure = refusal("E_RECIPIENT_SUPPRESSED");
    expect(await deliver(bindings, QUEUE, [EVENT])).toEqual({ acked: ["m0"], retried: [] });
    const letter = await env.ORDERS.prepare("SELECT queue, reason FROM dead_letters").first();
    expect(letter).toEqual({ queue: QUEUE, reason: "refused: E_RECIPIENT_SUPPRESSED" });
    office.failure = null;
    await deliver(bindings, QUEUE, [EVENT], { prefix: "replayed" });
    expect(sent).toHaveLength(1);
  });

  it("writes no confirmation of an order that was cancelled meanwhile", async () => {
    const { order } = new Story().confirmed().tell({ type: "cancel", by: "staff" });
    const { bindings, sent } = posting(order);
    expect(await deliver(bindings, QUEUE, [EVENT])).toEqual({ acked: ["m0"], retried: [] });
    expect(sent).toEqual([]);
    expect(await notice()).toBeNull();
  });

  it("comes with every credit note once, with what was given back and a link to the file", async () => {
    const { order } = new Story().confirmed();
    const [line] = order.lines;
    const lines = [{ lineId: line!.lineId, quantity: 1 }];
    const refund = { key: "r1", lines, withShipping: false, withRestock: false, reason: "Chipped" };
    const amountMinor = 1000;
    const askedAt = Date.now();
    const refunds = [{ ...refund, amountMinor, status: "succeeded", askedAt }] as const;
    const { bindings, sent } = posting({ ...order, refunds });
    const invoiceId = await creditNoteIdOf(ORDER_ID, "r1");
    const event = creditNoteRequest({ orderId: ORDER_ID, invoiceId }, 1);
    expect(await deliver(bindings, QUEUE, [event])).toMatchObject({ retried: ["m0"] });

    const { settings, version } = await readInvoiceSettings(env.ORDERS);
    const selling = { ...settings, seller: SELLER, invoiceFormat: "NI-{number}" };
    await replaceInvoiceSettings(env.ORDERS, selling, version).run();
    await issueInvoices(bindings, ORDER_ID);
    expect(await deliver(bindings, QUEUE, [event, event])).toMatchObject({ retried: [] });
    await deliver(bindings, QUEUE, [event]);
    expect(sent).toHaveLength(1);
    const [email] = sent;
    expect(email).toMatchObject({
      to: "ada@example.com",
      subject: "Your refund for order TEST-0001",
    });
    for (const part of ["€10.00", "Thing 1", "NI-00001", `${invoiceId}.pdf?token=`]) {
      expect(email!.text).toContain(part);
      expect(email!.html).toContain(part.replaceAll("&", "&amp;"));
    }
  });

  it("tells nobody of a refund of long ago, of which a document was made only now", async () => {
    const { order } = new Story().confirmed();
    const lines = [{ lineId: order.lines[0]!.lineId, quantity: 1 }];
    const refund = { key: "r2", lines, withShipping: false, withRestock: false, reason: "Chipped" };
    const askedAt = Date.now() - 4 * 24 * 60 * 60 * 1000;
    const refunds = [{ ...refund, amountMinor: 1000, status: "succeeded", askedAt }] as const;
    const orderId = idOf("order", 2);
    const { bindings, sent } = posting({ ...order, id: orderId, refunds });
    const { settings, version } = await readInvoiceSettings(env.ORDERS);
    const selling = { ...settings, seller: SELLER, invoiceFormat: "NJ-{number}" };
    await replaceInvoiceSettings(env.ORDERS, selling, version).run();
    await issueInvoices(bindings, orderId);
    const invoiceId = await creditNoteIdOf(orderId, "r2");
    const event = creditNoteRequest({ orderId, invoiceId }, 1);
    expect(await deliver(bindings, QUEUE, [event])).toEqual({ acked: ["m0"], retried: [] });
    expect(sent).toEqual([]);
    expect(await notice()).toBeNull();
  });

  it("tells nobody of an order that was not confirmed, and waits for one that is unknown", async () => {
    const unpaid = posting(new Story().payable().order);
    expect(await deliver(unpaid.bindings, QUEUE, [EVENT])).toMatchObject({ acked: ["m0"] });
    expect(unpaid.sent).toHaveLength(0);
    const unknown = posting(null);
    expect(await deliver(unknown.bindings, QUEUE, [EVENT])).toMatchObject({ retried: ["m0"] });
    expect(await notice()).toBeNull();
  });
});
