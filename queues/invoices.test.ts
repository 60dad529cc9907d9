import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { InvoiceEvent, NoticeEvent } from "../contracts/events.ts";
import { readInvoiceSettings, replaceInvoiceSettings } from "../db/invoice-settings.ts";
import {
  creditNoteIdOf,
  type InvoiceRow,
  invoiceIdOf,
  invoiceRow,
  invoicesOf,
} from "../db/invoices.ts";
import { projectOrder } from "../db/orders.ts";
import { SELLER } from "../domain/invoice-builders.ts";
import type { Order, OrderRefund } from "../domain/order.ts";
import { idOf, LINES, Story } from "../domain/order-builders.ts";
import { orderSnapshot } from "../domain/order-snapshot.ts";
import { invoiceSeriesStub } from "../durable-objects/stubs.ts";
import type { Env } from "../env.gen.ts";
import { deliver } from "./batch-builders.ts";
import { issueInvoices } from "./invoice-issue.ts";
import { invoiceRequest } from "./invoices.ts";
import { compareInvoices, sweepInvoices } from "./reconcile-invoices.ts";

const QUEUE = "kiosk-invoices";
const DAY_MS = 24 * 60 * 60 * 1000;

let count = 0;

/** A sold order, the bindings that know it, and a series of its own. */
async function shop(patch: Partial<Order> = {}) {
  count += 1;
  const id = idOf("order", count);
  const state = { order: { ...new Story().confirmed().order, id, ...patch } };
  const sent: InvoiceEvent[] = [];
  const ORDER = { getByName: () => ({ view: async () => ({ ok: true, value: state.order }) }) };
  const INVOICE_EVENTS = {
    async sendBatch(messages: Iterable<{ body: InvoiceEvent }>) {
      sent.push(...[...messages].map(({ body }) => body));
    },
  };
  const letters: NoticeEvent[] = [];
  const NOTICES = { send: async (body: NoticeEvent) => void letters.push(body) };
  const bindings: Env = {
    ...env,
    ORDER: ORDER as unknown as Env["ORDER"],
    INVOICE_EVENTS: INVOICE_EVENTS as unknown as Queue,
    NOTICES: NOTICES as unknown as Queue,
  };
  await settle({ invoiceFormat: `T${count}-{year}-{number}` });
  return { bindings, state, id, sent, letters, wanted: invoiceRequest(id, 1) };
}

async function settle(patch: { seller?: null; invoiceFormat?: string; creditNoteFormat?: string }) {
  const { settings, version } = await readInvoiceSettings(env.ORDERS);
  const creditNoteFormat = `C${count}-{year}-{number}`;
  const wanted = { ...settings, seller: SELLER, creditNoteFormat, ...patch };
  await replaceInvoiceSettings(env.ORDERS, wanted, version).run();
}

function refund(key: string, at: number, patch: Partial<OrderRefund> = {}): OrderRefund {
  const { lineId, unitMinor } = LINES[at]!;
  return {
    key,
    amountMinor: unitMinor,
    lines: [{ lineId, quantity: 1 }],
    withShipping: false,
    withRestock: false,
    reason: "Chipped",
    status: "succeeded",
    askedAt: 1,
    ...patch,
  };
}

/** What the series tells of a document. */
function issuedEvent({ id, orderId, series, number, currency, netMinor, taxMinor }: InvoiceRow) {
  const data = { id, series, sequence: 1, number, currency, netMinor, taxMinor };
  const amounts = { totalMinor: (netMinor ?? 0) + (taxMinor ?? 0), issuedAt: 1 };
  const type = "invoice.issued" as const;
  return {
    id: `${id}:issued`,
    type,
    version: 1,
    at: 1,
    subject: orderId,
    data: { ...data, ...amounts },
  };
}

async function project(order: Order, updatedAt: number) {
  await env.ORDERS.batch(projectOrder(env.ORDERS, orderSnapshot(order), updatedAt));
}

/** A queue that hands its messages on to the consumer. */
async function handOn({ bindings, sent }: Awaited<ReturnType<typeof shop>>) {
  const outcome = await deliver(bindings, QUEUE, sent.splice(0));
  expect(outcome.retried).toEqual([]);
}

beforeEach(async () => {
  const tables = ["invoices", "invoice_settings", "orders", "order_lines", "reconciliation_breaks"];
  await env.ORDERS.exec("DELETE FROM order_lines");
  await env.ORDERS.batch(tables.map((table) => env.ORDERS.prepare(`DELETE FROM ${table}`)));
});

describe("consumeInvoices()", () => {
  it("issues the invoice of a sold order once, however often it is asked", async () => {
    const { bindings, id, wanted } = await shop();
    expect(await deliver(bindings, QUEUE, [wanted, wanted])).toMatchObject({ retried: [] });
    await deliver(bindings, QUEUE, [wanted]);
    const rows = await invoicesOf(env.ORDERS, id);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      kind: "invoice",
      number: expect.stringMatching(/^T\d+-\d{4}-00001$/),
      totalMinor: 1990,
      taxMinor: 318,
    });
  });

  it("issues the invoice first where the refund's message overtakes it", async () => {
    const { bindings, id, state, wanted } = await shop();
    state.order = { ...state.order, refunds: [refund("a", 1), refund("b", 0)] };
    await deliver(bindings, QUEUE, [wanted]);
    const [invoice, ...notes] = await invoicesOf(env.ORDERS, id);
    expect(invoice?.kind).toBe("invoice");
    expect(notes.map(({ totalMinor }) => totalMinor).toSorted()).toEqual([1000, 500].toSorted());
    expect(notes.every(({ number }) => number?.startsWith("C"))).toBe(true);
  });

  it("writes no credit note of a refund that is under way or has failed", async () => {
    const { bindings, id, state, wanted } = await shop();
    const refunds = [refund("a", 0, { status: "asked" }), refund("b", 1, { status: "failed" })];
    state.order = { ...state.order, refunds };
    await deliver(bindings, QUEUE, [wanted]);
    expect(await invoicesOf(env.ORDERS, id)).toHaveLength(1);
  });

  it("issues nothing for an order that was never paid", async () => {
    const { bindings, id, wanted } = await shop({ confirmedAt: null, status: "cancelled" });
    expect(await deliver(bindings, QUEUE, [wanted])).toMatchObject({ acked: ["m0"] });
    expect(await invoicesOf(env.ORDERS, id)).toEqual([]);
  });

  it("issues nothing while nobody sells, and everything afterwards", async () => {
    const { bindings, id, wanted } = await shop();
    await settle({ seller: null });
    expect(await deliver(bindings, QUEUE, [wanted])).toMatchObject({ acked: ["m0"] });
    expect(await invoicesOf(env.ORDERS, id)).toEqual([]);
    await settle({});
    await deliver(bindings, QUEUE, [wanted]);
    expect(await invoicesOf(env.ORDERS, id)).toHaveLength(1);
  });

  it("finishes what was claimed and not numbered, in the series of the claim", async () => {
    const { bindings, id, wanted } = await shop();
    const broken = {
      ...bindings,
      INVOICE_SERIES: { getByName: () => ({ issue: async () => crash() }) },
    };
    const outcome = await deliver(broken as unknown as Env, QUEUE, [wanted]);
    expect(outcome.retried).toEqual(["m0"]);
    const claimed = await invoiceRow(env.ORDERS, await invoiceIdOf(id));
    expect(claimed).toMatchObject({ number: null });
    await settle({ invoiceFormat: "ELSEWHERE-{number}" });
    await deliver(bindings, QUEUE, [wanted]);
    const row = await invoiceRow(env.ORDERS, await invoiceIdOf(id));
    expect(row).toMatchObject({ series: claimed?.series, datedAt: claimed?.datedAt });
    expect(row?.number).toMatch(/-00001$/);
  });

  it("finds the number again that was given before the lists heard of it", async () => {
    const { bindings, id, wanted } = await shop();
    await deliver(bindings, QUEUE, [wanted]);
    await env.ORDERS.exec("UPDATE invoices SET number = NULL, sequence = NULL");
    await deliver(bindings, QUEUE, [wanted]);
    const row = await invoiceRow(env.ORDERS, await invoiceIdOf(id));
    expect(row?.number).toMatch(/-00001$/);
  });

  it("draws every file once, and they stay what they were", async () => {
    const { bindings, id, state } = await shop();
    const end = await issueInvoices(bindings, id);
    if (end.state !== "issued") throw new Error(end.state);
    const [issued] = end.issued;
    const row = await invoiceRow(env.ORDERS, issued!.id);
    const { document, number, sequence, issuedAt } = issued!;
    const { series } = row!;
    const { currency, totals, payableMinor: totalMinor } = document;
    const { netMinor, taxMinor } = totals;
    const facts = { id: issued!.id, series, sequence, number, currency, issuedAt };
    const event = {
      id: "e",
      type: "invoice.issued",
      version: 1,
      at: 1,
      subject: id,
      data: { ...facts, netMinor, taxMinor, totalMinor },
    };
    expect(await deliver(bindings, QUEUE, [event, event])).toMatchObject({ retried: [] });
    const pdf = await env.INVOICES.get(`${issued!.id}.pdf`);
    const bytes = await pdf!.bytes();
    expect(new TextDecoder().decode(bytes.slice(0, 5))).toBe("%PDF-");
    const html = await (await env.INVOICES.get(`${issued!.id}.html`))!.text();
    expect(html).toContain(number);
    expect(html).toContain("€19.90");
    const json = await (await env.INVOICES.get(`${issued!.id}.json`))!.json();
    expect(json).toMatchObject({ number, totals: { grossMinor: 1990 } });
    expect((await invoiceRow(env.ORDERS, issued!.id))?.storedAt).not.toBeNull();
    state.order = { ...state.order, number: "CHANGED" };
    await deliver(bindings, QUEUE, [event]);
    expect((await env.INVOICES.get(`${issued!.id}.pdf`))?.etag).toBe(pdf!.etag);
  });

  it("asks for the letter of a credit note before its files count as stored, and of no invoice", async () => {
    const { bindings, id, state, letters } = await shop();
    state.order = { ...state.order, refunds: [refund("a", 0)] };
    await issueInvoices(bindings, id);
    const noteId = await creditNoteIdOf(id, "a");
    const row = await invoiceRow(env.ORDERS, noteId);
    const event = issuedEvent(row!);
    const NOTICES = { send: crash } as unknown as Queue;
    expect(await deliver({ ...bindings, NOTICES }, QUEUE, [event])).toMatchObject({
      retried: ["m0"],
    });
    expect((await invoiceRow(env.ORDERS, noteId))?.storedAt).toBeNull();
    const invoice = await invoiceRow(env.ORDERS, await invoiceIdOf(id));
    await deliver(bindings, QUEUE, [event, issuedEvent(invoice!)]);
    expect(letters.map(({ data }) => data)).toEqual([
      { kind: "credit_note", orderId: id, invoiceId: noteId },
    ]);
    expect((await invoiceRow(env.ORDERS, noteId))?.storedAt).not.toBeNull();
    await deliver(bindings, QUEUE, [event]);
    expect(letters).toHaveLength(1);
  });

  it("comes again where the series does not know the document yet", async () => {
    const { bindings, id } = await shop();
    const data = {
      id: idOf("invoice", 99),
      series: "NONE-{number}",
      sequence: 1,
      number: "NONE-1",
      currency: "EUR",
      netMinor: 1,
      taxMinor: 0,
      totalMinor: 1,
      issuedAt: 1,
    };
    const event = { id: "e", type: "invoice.issued", version: 1, at: 1, subject: id, data };
    expect(await deliver(bindings, QUEUE, [event])).toMatchObject({ retried: ["m0"] });
  });
});

describe("the series", () => {
  it("says what a document says that it numbered", async () => {
    const { bindings, id, wanted } = await shop();
    await deliver(bindings, QUEUE, [wanted]);
    const row = await invoiceRow(env.ORDERS, await invoiceIdOf(id));
    const issued = await invoiceSeriesStub(env, row!.series).read(row!.id);
    expect(issued).toMatchObject({ number: row!.number, document: { orderId: id } });
  });
});

describe("sweepInvoices and compareInvoices", () => {
  const terms = (now: number) => ({ now, roundAt: now });

  it("ask again for a sold order whose message was lost, until its invoice is there", async () => {
    const world = await shop();
    const { bindings, state, id, sent } = world;
    const now = state.order.placedAt! + DAY_MS;
    await project(state.order, state.order.placedAt!);
    await sweepInvoices.page(bindings, null, terms(now));
    expect(sent.map(({ subject }) => subject)).toEqual([id]);
    expect(await breaks()).toEqual([id]);
    await handOn(world);
    await sweepInvoices.page(bindings, null, terms(now));
    expect(await breaks()).toEqual([]);
    expect(await invoicesOf(env.ORDERS, id)).toHaveLength(1);
  });

  it("have files drawn that nobody drew", async () => {
    const world = await shop();
    const { bindings, id, sent, wanted } = world;
    await deliver(bindings, QUEUE, [wanted]);
    expect((await invoicesOf(env.ORDERS, id))[0]?.storedAt).toBeNull();
    const later = Date.now() + DAY_MS;
    await sweepInvoices.page(bindings, null, terms(later));
    expect(sent.map(({ subject }) => subject)).toEqual([id]);
    vi.useFakeTimers({ now: later, toFake: ["Date"] });
    await handOn(world).finally(() => vi.useRealTimers());
    const [row] = await invoicesOf(env.ORDERS, id);
    expect(row?.storedAt).toBe(later);
    expect(await env.INVOICES.head(`${row!.id}.pdf`)).not.toBeNull();
  });

  it("ask for a credit note that lacks, also long afterwards", async () => {
    const world = await shop();
    const { bindings, state, id, sent, wanted } = world;
    await deliver(bindings, QUEUE, [wanted]);
    state.order = { ...state.order, version: 99, refunds: [refund("late", 0)] };
    await project(state.order, state.order.placedAt!);
    const now = state.order.placedAt! + 90 * DAY_MS;
    await compareInvoices.page(bindings, null, terms(now));
    expect(sent.map(({ subject }) => subject)).toEqual([id]);
    await handOn(world);
    const noteId = await creditNoteIdOf(id, "late");
    expect(await invoiceRow(env.ORDERS, noteId)).toMatchObject({ totalMinor: 1000 });
    const { cursor, count: looked } = await compareInvoices.page(bindings, null, terms(now));
    expect({ cursor, looked, asked: sent.length }).toEqual({ cursor: null, looked: 1, asked: 0 });
  });

  it("leave everything alone while nobody sells", async () => {
    const { bindings, state, sent } = await shop();
    await settle({ seller: null });
    await project(state.order, state.order.placedAt!);
    const now = state.order.placedAt! + DAY_MS;
    await sweepInvoices.page(bindings, null, terms(now));
    await compareInvoices.page(bindings, null, terms(now));
    expect(sent).toEqual([]);
  });
});

async function breaks(): Promise<unknown[]> {
  const { results } = await env.ORDERS.prepare(
    "SELECT subject FROM reconciliation_breaks WHERE type = 'invoice_missing' AND resolved_at IS NULL",
  ).all();
  return results.map(({ subject }) => subject);
}

function crash(): never {
  throw new Error("The object was reset");
}
