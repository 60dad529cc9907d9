/** The staff API: every route with the permission that it asks for. */
import * as z from "zod";
import { describeStaffRoute, type StaffRoute } from "./admin-route.ts";
import { ADMIN_CATALOG_APIS } from "./api-admin-catalog.ts";
import { adminCurrencyApi } from "./api-admin-currencies.ts";
import { adminImportApi } from "./api-admin-imports.ts";
import { adminInvoiceApi } from "./api-admin-invoices.ts";
import { adminPriceListApi } from "./api-admin-price-lists.ts";
import { adminPricingApi } from "./api-admin-pricing.ts";
import { adminSearchApi } from "./api-admin-search.ts";
import { adminSearchIndexApi } from "./api-admin-search-index.ts";
import { idSchema } from "./money.ts";
import {
  auditPageSchema,
  auditQuerySchema,
  deadLetterPageSchema,
  deadLetterQuerySchema,
  deadLetterSchema,
} from "./staff-desk.ts";
import {
  orderOutcomeSchema,
  refundOrderSchema,
  staffOrderPageSchema,
  staffOrderQuerySchema,
  staffOrderSchema,
} from "./staff-orders.ts";
import {
  breakPageSchema,
  breakQuerySchema,
  breakSchema,
  reconciliationRunSchema,
  resolveBreakSchema,
} from "./staff-reconciliation.ts";
import {
  adjustStockSchema,
  receiveStockSchema,
  staffLevelSchema,
  stockReasonsSchema,
  transferStockSchema,
} from "./staff-stock.ts";

const stockParams = z.strictObject({ itemId: idSchema("stockItem") });
const orderParams = z.strictObject({ id: idSchema("order") });
const letterParams = z.strictObject({ id: idSchema("letter") });
const breakParams = z.strictObject({ id: idSchema("break") });

const stock = { tag: "Stock", response: staffLevelSchema, params: stockParams } as const;
const order = { tag: "Orders", response: orderOutcomeSchema, params: orderParams } as const;
const STOCK_PROBLEMS = ["not_found", "quantity_invalid", "location_unknown"] as const;

/** Stock, orders, the desk and what the books say. */
export const adminApi = {
  explainStock: describeStaffRoute({
    ...stock,
    id: "staffExplainStock",
    method: "GET",
    path: "/admin/api/stock/{itemId}",
    summary: "Explain an item's stock",
    description: "Who holds what until when, and the last movements.",
    response: stockReasonsSchema,
    problems: ["not_found"],
    permission: "stock.read",
  }),
  receiveStock: describeStaffRoute({
    ...stock,
    id: "staffReceiveStock",
    method: "POST",
    path: "/admin/api/stock/{itemId}/receive",
    summary: "Receive units",
    body: receiveStockSchema,
    problems: [...STOCK_PROBLEMS, "location_limit"],
    isCommand: true,
    permission: "stock.write",
  }),
  adjustStock: describeStaffRoute({
    ...stock,
    id: "staffAdjustStock",
    method: "POST",
    path: "/admin/api/stock/{itemId}/adjust",
    summary: "Put a count right",
    body: adjustStockSchema,
    problems: [...STOCK_PROBLEMS, "stock_promised"],
    isCommand: true,
    permission: "stock.write",
  }),
  transferStock: describeStaffRoute({
    ...stock,
    id: "staffTransferStock",
    method: "POST",
    path: "/admin/api/stock/{itemId}/transfer",
    summary: "Move units to another location",
    body: transferStockSchema,
    problems: [...STOCK_PROBLEMS, "location_limit", "location_same", "stock_promised"],
    isCommand: true,
    permission: "stock.write",
  }),
  listOrders: describeStaffRoute({
    id: "staffListOrders",
    method: "GET",
    path: "/admin/api/orders",
    tag: "Orders",
    summary: "List orders, the newest first",
    query: staffOrderQuerySchema,
    response: staffOrderPageSchema,
    problems: [],
    permission: "order.read",
  }),
  readOrder: describeStaffRoute({
    ...order,
    id: "staffReadOrder",
    method: "GET",
    path: "/admin/api/orders/{id}",
    response: staffOrderSchema,
    summary: "Open an order",
    description: "As its own object tells it, with its history and what lists show of it.",
    problems: ["not_found"],
    permission: "order.read",
  }),
  cancelOrder: describeStaffRoute({
    ...order,
    id: "staffCancelOrder",
    method: "POST",
    path: "/admin/api/orders/{id}/cancel",
    summary: "Cancel an order",
    description: "A paid one is refunded in whole and its units go back on sale.",
    problems: ["not_found", "checkout_closed"],
    isCommand: true,
    permission: "order.cancel",
  }),
  refundOrder: describeStaffRoute({
    ...order,
    id: "staffRefundOrder",
    method: "POST",
    path: "/admin/api/orders/{id}/refund",
    summary: "Refund units of an order",
    description: "Without `lines`: everything that is left, and the shipping.",
    body: refundOrderSchema,
    problems: [
      "not_found",
      "not_refundable",
      "refund_line_unknown",
      "refund_exceeds_bought",
      "refund_exceeds_paid",
      "refund_empty",
    ],
    isCommand: true,
    permission: "order.refund",
  }),
  listDeadLetters: describeStaffRoute({
    id: "staffListDeadLetters",
    method: "GET",
    path: "/admin/api/dead-letters",
    tag: "Desk",
    summary: "List dead letters, the newest first",
    query: deadLetterQuerySchema,
    response: deadLetterPageSchema,
    problems: [],
    permission: "letter.read",
  }),
  replayDeadLetter: describeStaffRoute({
    id: "staffReplayDeadLetter",
    method: "POST",
    path: "/admin/api/dead-letters/{id}/replay",
    tag: "Desk",
    summary: "Send a dead letter to its queue again",
    description: "Once: a letter that was replayed stays replayed.",
    params: letterParams,
    response: deadLetterSchema,
    problems: ["not_found"],
    isCommand: true,
    permission: "letter.replay",
  }),
  listBreaks: describeStaffRoute({
    id: "staffListBreaks",
    method: "GET",
    path: "/admin/api/reconciliation",
    tag: "Reconciliation",
    summary: "List open differences between books, the newest first",
    description:
      "Orders against the provider, stock against its ledger, lists against their objects; and when each was last compared.",
    query: breakQuerySchema,
    response: breakPageSchema,
    problems: [],
    permission: "reconciliation.read",
  }),
  runReconciliation: describeStaffRoute({
    id: "staffRunReconciliation",
    method: "POST",
    path: "/admin/api/reconciliation/run",
    tag: "Reconciliation",
    summary: "Compare all books now",
    description:
      "Answers after one run, of half a minute at most; what is not compared by then goes on by the clock. A comparison that somebody else is at is `waiting`.",
    response: reconciliationRunSchema,
    problems: [],
    isCommand: true,
    permission: "reconciliation.run",
  }),
  resolveBreak: describeStaffRoute({
    id: "staffResolveBreak",
    method: "POST",
    path: "/admin/api/reconciliation/{id}/resolve",
    tag: "Reconciliation",
    summary: "Settle a difference with a note",
    description:
      "The very same difference stays settled however often it is seen; one that grows is open again.",
    params: breakParams,
    body: resolveBreakSchema,
    response: breakSchema,
    problems: ["not_found"],
    isCommand: true,
    permission: "reconciliation.resolve",
  }),
  listAudit: describeStaffRoute({
    id: "staffListAudit",
    method: "GET",
    path: "/admin/api/audit",
    tag: "Desk",
    summary: "Read who did what, the newest first",
    query: auditQuerySchema,
    response: auditPageSchema,
    problems: [],
    permission: "audit.read",
  }),
} as const;

/** Every route of the staff API, in the order in which a reference shows them. */
export const ADMIN_ROUTES: readonly StaffRoute[] = [
  ...ADMIN_CATALOG_APIS,
  adminApi,
  adminInvoiceApi,
  adminPricingApi,
  adminCurrencyApi,
  adminPriceListApi,
  adminSearchApi,
  adminSearchIndexApi,
  adminImportApi,
].flatMap((part): StaffRoute[] => Object.values(part));
