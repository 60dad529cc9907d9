import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { invoiceSettingsSchema, staffInvoicePageSchema } from "../../contracts/invoice.ts";
import { claimInvoice, projectInvoice } from "../../db/invoices.ts";
import { SELLER } from "../../domain/invoice-builders.ts";
import { idOf } from "../../domain/order-builders.ts";
import type { Env } from "./env.gen.ts";
import { BINDINGS, call } from "./staff-builders.ts";

const SETTINGS = {
  version: 1,
  seller: SELLER,
  invoiceFormat: "R{year}/{number}",
  creditNoteFormat: "G{year}/{number}",
  digits: 4,
  timeZone: "Europe/Berlin",
};

async function issued(at: number, kind: "invoice" | "credit_note" = "invoice") {
  const id = idOf("invoice", at);
  const document = {
    id,
    kind,
    orderId: idOf("order", at),
    refundKey: kind === "invoice" ? "" : "r",
  };
  const claim = { series: `${kind}-{number}`, digits: 3, datedAt: at };
  await claimInvoice(env.ORDERS, document, claim);
  const amounts = { netMinor: 840, taxMinor: 160, totalMinor: 1000 };
  const number = `${kind === "invoice" ? "R" : "G"}-00${at}`;
  const facts = { id, sequence: at, number, currency: "EUR", ...amounts, issuedAt: at } as const;
  await projectInvoice(env.ORDERS, facts);
  return { id, number };
}

beforeEach(async () => {
  await env.ORDERS.exec("DELETE FROM invoices");
  await env.ORDERS.exec("DELETE FROM invoice_settings");
});

describe("PATCH /admin/api/invoice-settings", () => {
  it("begins with nobody who sells", async () => {
    const { status, body } = await call("GET", "/invoice-settings");
    expect(status).toBe(200);
    expect(invoiceSettingsSchema.parse(body)).toMatchObject({
      seller: null,
      invoiceFormat: "INV-{year}-{number}",
      version: 1,
    });
  });

  it("takes them whole, once per key, and writes down who did it", async () => {
    const first = await call("PATCH", "/invoice-settings", { body: SETTINGS, key: "k" });
    expect(first).toEqual({ status: 200, body: { ...SETTINGS, version: 2 } });
    expect(await call("PATCH", "/invoice-settings", { body: SETTINGS, key: "k" })).toEqual(first);
    expect((await call("GET", "/invoice-settings")).body).toEqual(first.body);
    const audit = await call("GET", "/audit?subject=cfg_invoices");
    const [entry] = audit.body.entries;
    expect(entry).toMatchObject({
      action: "invoice_settings.change",
      actor: "ada",
      before: { seller: null },
      after: { seller: { taxId: "DE123456789" } },
    });
  });

  it("refuses what was made from an older version; asking for what is so changes nothing", async () => {
    await call("PATCH", "/invoice-settings", { body: SETTINGS });
    expect((await call("PATCH", "/invoice-settings", { body: SETTINGS })).body.version).toBe(2);
    const other = { ...SETTINGS, digits: 6 };
    const { status, body } = await call("PATCH", "/invoice-settings", { body: other });
    expect([status, body.code]).toEqual([409, "version_changed"]);
    const both = await Promise.all(
      [6, 7].map((digits) =>
        call("PATCH", "/invoice-settings", { body: { ...SETTINGS, digits, version: 2 } }),
      ),
    );
    expect(both.map((answer) => answer.status).toSorted()).toEqual([200, 409]);
  });

  it.each([
    ["/seller/taxId", { seller: { ...SELLER, taxId: "DE12" } }],
    ["/seller/email", { seller: { ...SELLER, email: "nobody" } }],
    ["/seller/address/name", { seller: { ...SELLER, address: { ...SELLER.address, name: " " } } }],
    ["/seller/register", { seller: { ...SELLER, register: "two\nlines" } }],
    ["/invoiceFormat", { invoiceFormat: "INV-{year}" }],
    ["/invoiceFormat", { invoiceFormat: "INV{year}{number}" }],
    ["/creditNoteFormat", { creditNoteFormat: SETTINGS.invoiceFormat }],
    ["/digits", { digits: 0 }],
    ["/timeZone", { timeZone: "Europe/Atlantis" }],
  ])("refuses with the field %s", async (pointer, patch) => {
    const { status, body } = await call("PATCH", "/invoice-settings", {
      body: { ...SETTINGS, ...patch },
    });
    expect(status).toBe(422);
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  it("takes sellers of other places, whose numbers have forms of their own", async () => {
    const seller = { ...SELLER, taxId: "GB 123 4567 89" };
    const { status } = await call("PATCH", "/invoice-settings", { body: { ...SETTINGS, seller } });
    expect(status).toBe(200);
  });

  it("is for those who run the shop", async () => {
    const { status } = await call("PATCH", "/invoice-settings", {
      body: SETTINGS,
      role: "support",
    });
    expect(status).toBe(403);
  });
});

describe("GET /admin/api/invoices", () => {
  it("pages, the newest first, and narrows to a kind, an order or a number", async () => {
    for (const at of [1, 2, 3]) await issued(at);
    await issued(4, "credit_note");
    const list = async (query: string) => {
      const { body } = await call("GET", `/invoices?${query}`, { role: "viewer" });
      return staffInvoicePageSchema.parse(body);
    };
    const first = await list("limit=2");
    expect(first.invoices.map(({ number }) => number)).toEqual(["G-004", "R-003"]);
    const second = await list(`limit=2&cursor=${first.nextCursor}`);
    expect(second.invoices.map(({ number }) => number)).toEqual(["R-002", "R-001"]);
    expect(second.nextCursor).toBeNull();
    expect((await list("kind=credit_note")).invoices).toHaveLength(1);
    expect((await list("number=R-002")).invoices).toHaveLength(1);
    expect((await list(`order=${idOf("order", 3)}`)).invoices).toHaveLength(1);
    const { body } = await call("GET", `/invoices/${idOf("invoice", 1)}`);
    expect(body).toMatchObject({ number: "R-001", total: { minor: 1000, currency: "EUR" } });
    expect((await call("GET", `/invoices/${idOf("invoice", 9)}`)).status).toBe(404);
  });
});

describe("GET /admin/api/invoices of a period", () => {
  it("has its beginning, not its end, page by page", async () => {
    for (const at of [1, 2, 3, 4, 5]) await issued(at);
    const time = (at: number) => new Date(at).toISOString();
    const list = async (query: string) => {
      const { body } = await call("GET", `/invoices?${query}`, { role: "viewer" });
      const { invoices, nextCursor } = staffInvoicePageSchema.parse(body);
      return { numbers: invoices.map(({ number }) => number), nextCursor };
    };
    const period = `from=${time(2)}&until=${time(5)}`;
    const first = await list(`${period}&limit=2`);
    expect(first.numbers).toEqual(["R-004", "R-003"]);
    const second = await list(`${period}&limit=2&cursor=${first.nextCursor}`);
    expect(second).toEqual({ numbers: ["R-002"], nextCursor: null });
    expect((await list(`from=${time(6)}`)).numbers).toEqual([]);
    expect((await list(`until=${time(1)}`)).numbers).toEqual([]);
    expect((await list(`number=R-001&${period}`)).numbers).toEqual([]);
    expect((await list(`number=R-003&order=${idOf("order", 2)}`)).numbers).toEqual([]);
    const { status } = await call("GET", "/invoices?from=yesterday", { role: "viewer" });
    expect(status).toBe(422);
  });
});

describe("GET /admin/api/invoices/{invoiceId}/file", () => {
  it("hands out the stored file under its number, to nobody's cache", async () => {
    const { id } = await issued(1);
    const bytes = new TextEncoder().encode('{"number":"R-001"}').buffer;
    const INVOICING = {
      file: async (asked: string, format: string) =>
        asked === id && format === "json"
          ? { bytes, type: "application/json", name: "R/001.json" }
          : null,
    } as unknown as Env["INVOICING"];
    const bindings = { ...BINDINGS, INVOICING };
    const found = await call("GET", `/invoices/${id}/file?format=json`, { bindings });
    expect(found).toEqual({ status: 200, body: { number: "R-001" } });
    expect((await call("GET", `/invoices/${id}/file`, { bindings })).status).toBe(404);
    expect((await call("GET", `/invoices/${id}/file?format=exe`, { bindings })).status).toBe(422);
  });
});
