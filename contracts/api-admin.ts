/** The staff API: every route with the permission that it asks for. */
import * as z from "zod";
import type { ApiRoute } from "./api-route.ts";
import { idSchema } from "./money.ts";
import type { Permission } from "./permissions.ts";
import {
  changeProductSchema,
  createProductSchema,
  staffProductPageSchema,
  staffProductQuerySchema,
  staffProductSchema,
} from "./staff-catalog.ts";
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

/** A route for staff. It cannot be described without its permission. */
export interface StaffRoute extends ApiRoute {
  readonly path: `/admin/api/${string}`;
  readonly permission: Permission;
}

/** Keeps the exact schemas in the type, so that a handler's input follows from them. */
export function describeStaffRoute<const Route extends StaffRoute>(route: Route): Route {
  return route;
}

const productParams = z.strictObject({ id: idSchema("product") });
const stockParams = z.strictObject({ itemId: idSchema("stockItem") });
const orderParams = z.strictObject({ id: idSchema("order") });
const letterParams = z.strictObject({ id: idSchema("letter") });
const breakParams = z.strictObject({ id: idSchema("break") });

const product = { tag: "Products", response: staffProductSchema } as const;
const stock = { tag: "Stock", response: staffLevelSchema, params: stockParams } as const;
const order = { tag: "Orders", response: orderOutcomeSchema, params: orderParams } as const;
const STOCK_PROBLEMS = ["not_found", "quantity_invalid", "location_unknown"] as const;

/** Every route of the staff API. */
export const adminApi = {
  listProducts: describeStaffRoute({
    id: "staffListProducts",
    method: "GET",
    path: "/admin/api/products",
    tag: "Products",
    summary: "List products in every state",
    query: staffProductQuerySchema,
    response: staffProductPageSchema,
    problems: [],
    permission: "catalog.read",
  }),
  createProduct: describeStaffRoute({
    ...product,
    id: "staffCreateProduct",
    method: "POST",
    path: "/admin/api/products",
    summary: "Create a draft",
    description: "With options, variants, prices, categories, attributes and pictures.",
    body: createProductSchema,
    status: 201,
    problems: ["handle_taken"],
    isCommand: true,
    permission: "catalog.write",
  }),
  readProduct: describeStaffRoute({
    ...product,
    id: "staffReadProduct",
    method: "GET",
    path: "/admin/api/products/{id}",
    summary: "Read a product",
    params: productParams,
    problems: ["not_found"],
    permission: "catalog.read",
  }),
  changeProduct: describeStaffRoute({
    ...product,
    id: "staffChangeProduct",
    method: "PATCH",
    path: "/admin/api/products/{id}",
    summary: "Change a product",
    params: productParams,
    body: changeProductSchema,
    problems: ["not_found", "version_changed"],
    isCommand: true,
    permission: "catalog.write",
  }),
  publishProduct: describeStaffRoute({
    ...product,
    id: "staffPublishProduct",
    method: "POST",
    path: "/admin/api/products/{id}/publish",
    summary: "Publish a product",
    description: "It needs a category and at least one variant with a price.",
    params: productParams,
    problems: ["not_found", "product_incomplete", "version_changed"],
    isCommand: true,
    permission: "catalog.publish",
  }),
  unpublishProduct: describeStaffRoute({
    ...product,
    id: "staffUnpublishProduct",
    method: "POST",
    path: "/admin/api/products/{id}/unpublish",
    summary: "Take a product out of the shop",
    description: "Carts that have it are told; orders keep what they bought.",
    params: productParams,
    problems: ["not_found", "version_changed"],
    isCommand: true,
    permission: "catalog.publish",
  }),
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
export const ADMIN_ROUTES: readonly StaffRoute[] = Object.values(adminApi);
