/** Invoices: found by the projection, read from where they were stored; and who sells. */
import { Hono } from "hono";
import { adminInvoiceApi } from "../../contracts/api-admin-invoices.ts";
import type { StaffInvoice } from "../../contracts/invoice.ts";
import {
  type InvoiceSettings,
  isSettingsConflict,
  readInvoiceSettings,
  replaceInvoiceSettings,
} from "../../db/invoice-settings.ts";
import { type InvoiceRow, invoiceRow, listInvoices } from "../../db/invoices.ts";
import { type Money, money } from "../../domain/money.ts";
import { fail, ok } from "../../domain/result.ts";
import type { AppEnv } from "../../http/context.ts";
import { fileHeaders } from "../../http/invoice-file.ts";
import { cursorOf } from "./cursor.ts";
import { runDeed } from "./deed.ts";
import type { Env } from "./env.gen.ts";
import { staffFile } from "./staff-file.ts";
import { staffRoute } from "./staff-route.ts";

/** What the log names the settings by: there is one row of them. */
const SETTINGS = "cfg_invoices";

/** Routes of invoices. */
export const invoiceRoutes = new Hono<AppEnv<Env>>();

staffRoute(invoiceRoutes, adminInvoiceApi.listInvoices, async (c, { query }) => {
  const cursor = cursorOf(query.cursor);
  if (!cursor.ok) return cursor;
  const { order: orderId, number, kind, limit } = query;
  const [from, until] = [query.from, query.until].map((time) =>
    time === undefined ? undefined : Date.parse(time),
  );
  const filter = { orderId, number, kind, from, until, limit, cursor: cursor.value };
  const page = await listInvoices(c.env.ORDERS, filter);
  return ok({ invoices: page.rows.map(viewOf), nextCursor: page.nextCursor });
});

staffRoute(invoiceRoutes, adminInvoiceApi.readInvoice, async (c, { params }) => {
  const row = await invoiceRow(c.env.ORDERS, params.invoiceId);
  return row === null ? fail({ reason: "not_found" }) : ok(viewOf(row));
});

staffFile(invoiceRoutes, adminInvoiceApi.downloadInvoice, async (c, { params, query }) => {
  const file = await c.env.INVOICING.file(params.invoiceId, query.format);
  if (file === null) return { reason: "not_found" };
  return new Response(file.bytes, { headers: await fileHeaders(file) });
});

staffRoute(invoiceRoutes, adminInvoiceApi.readInvoiceSettings, async (c) => {
  const { settings, version } = await readInvoiceSettings(c.env.ORDERS);
  return ok({ ...settings, version });
});

staffRoute(invoiceRoutes, adminInvoiceApi.writeInvoiceSettings, async (c, { body, ...call }) => {
  const db = c.env.ORDERS;
  const { version: expected, ...wanted } = body;
  try {
    return await runDeed(c, call, async () => {
      const { settings: before, version } = await readInvoiceSettings(db);
      const deed = { action: "invoice_settings.change", subjectId: SETTINGS, before };
      // Asking for what is so already changes nothing, whatever the version.
      if (isSame(before, wanted)) {
        return ok({ ...deed, value: { ...wanted, version }, after: before });
      }
      if (version !== expected) return fail({ reason: "version_changed" });
      const value = { ...wanted, version: version + 1 };
      const statements = [replaceInvoiceSettings(db, wanted, version)];
      return ok({ ...deed, value, after: wanted, statements });
    });
  } catch (error) {
    if (isSettingsConflict(error)) return fail({ reason: "version_changed" });
    throw error;
  }
});

function viewOf(row: InvoiceRow): StaffInvoice {
  const { id, kind, orderId, series, number, datedAt, issuedAt, storedAt, currency } = row;
  const amount = (minor: number | null): Money | null =>
    minor === null || currency === null ? null : money(minor, currency);
  return {
    id,
    kind,
    orderId,
    series,
    number,
    datedAt: timeOf(datedAt),
    net: amount(row.netMinor),
    tax: amount(row.taxMinor),
    total: amount(row.totalMinor),
    issuedAt: issuedAt === null ? null : timeOf(issuedAt),
    storedAt: storedAt === null ? null : timeOf(storedAt),
  };
}

function isSame(left: InvoiceSettings, right: InvoiceSettings): boolean {
  return inOneForm(left) === inOneForm(right);
}

/** JSON with the keys of every object in order. */
function inOneForm(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
}

function timeOf(at: number): string {
  return new Date(at).toISOString();
}
