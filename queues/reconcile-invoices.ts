/** Sold orders against their invoices, and refunds against credit notes: what is missing is asked for again. */
import { readInvoiceSettings } from "../db/invoice-settings.ts";
import {
  everySoldOrder,
  ordersLacking,
  ordersUnfinished,
  ordersWithoutInvoice,
} from "../db/invoices.ts";
import { openSubjects } from "../db/reconciliation.ts";
import type { Id } from "../domain/id.ts";
import { breakTypes, type Finding } from "../domain/reconciliation.ts";
import type { Env } from "../env.gen.ts";
import { log } from "../runtime/log.ts";
import { invoiceRequest } from "./invoices.ts";
import type { Job } from "./job.ts";
import { Look } from "./look.ts";

const MINUTE_MS = 60 * 1000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** A document that is not there by then was lost on its way. */
const LATE_MS = 10 * MINUTE_MS;
/** What a sweep looks through; everything older is the daily round's. */
const SINCE_MS = 3 * DAY_MS;
const SWEEP_ROWS = 100;
const ROUND_ROWS = 500;

const TYPES = breakTypes("invoice");

type Bindings = Pick<Env, "INVOICE_EVENTS" | "ORDERS">;

/** Twice an hour: orders of the last days, and documents that were begun and not finished. */
export const sweepInvoices: Job = {
  name: "invoices.sweep",
  everyMs: 30 * MINUTE_MS,
  pagesMax: 1,
  async page(env, _cursor, { now }) {
    if (!(await isSellerKnown(env))) return { cursor: null, count: 0 };
    const bounds = { before: now - LATE_MS, rows: SWEEP_ROWS };
    const [unfinished, missing] = await Promise.all([
      ordersUnfinished(env.ORDERS, bounds),
      ordersWithoutInvoice(env.ORDERS, { ...bounds, since: now - SINCE_MS }),
    ]);
    await settleOver(env, now);
    const ids = [...new Set([...unfinished, ...missing])];
    await askFor(env, ids, now);
    await noteMissing(env, missing, now);
    return { cursor: null, count: ids.length };
  },
};

/** Every day all of them: also those that were sold before anybody said who sells. */
export const compareInvoices: Job = {
  name: "invoices.round",
  everyMs: DAY_MS,
  pagesMax: 4,
  async page(env, cursor, { now }) {
    if (!(await isSellerKnown(env))) return { cursor: null, count: 0 };
    const after = typeof cursor === "string" ? cursor : "";
    const bounds = { before: now - LATE_MS, rows: ROUND_ROWS };
    const orders = await everySoldOrder(env.ORDERS, after, bounds);
    const lacking = orders.filter(({ isLacking }) => isLacking).map(({ id }) => id);
    await askFor(env, lacking, now);
    await noteMissing(env, lacking, now);
    const last = orders.length < ROUND_ROWS ? undefined : orders.at(-1);
    return { cursor: last?.id ?? null, count: orders.length };
  },
};

async function isSellerKnown({ ORDERS }: Bindings): Promise<boolean> {
  const { settings } = await readInvoiceSettings(ORDERS);
  return settings.seller !== null;
}

async function askFor(env: Bindings, ids: readonly Id<"order">[], now: number): Promise<void> {
  if (ids.length === 0) return;
  const requests = ids.map((id) => ({ body: invoiceRequest(id, now) }));
  for (let start = 0; start < requests.length; start += SWEEP_ROWS) {
    await env.INVOICE_EVENTS.sendBatch(requests.slice(start, start + SWEEP_ROWS));
  }
  log.warn("invoice.asked.again", { count: ids.length });
}

/** Somebody sees each of them, until it is there. */
async function noteMissing(
  { ORDERS }: Bindings,
  ids: readonly Id<"order">[],
  now: number,
): Promise<void> {
  const look = new Look(TYPES);
  for (const id of ids) {
    const finding: Finding = { type: "invoice_missing", subject: id, details: {}, remedy: "none" };
    await look.at(id, [finding]);
  }
  await look.keep(ORDERS, now);
}

async function settleOver({ ORDERS }: Bindings, now: number): Promise<void> {
  const open = await openSubjects(ORDERS, TYPES, SWEEP_ROWS);
  const lacking = new Set<string>(await ordersLacking(ORDERS, open));
  const look = new Look(TYPES);
  for (const id of open) {
    if (!lacking.has(id)) await look.at(id, []);
  }
  await look.keep(ORDERS, now);
}
