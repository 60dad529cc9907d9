/** The cart's part of the public API: the cart is the one that the request's cookie names. */
import * as z from "zod";
import { type ApiRoute, describeRoute } from "./api-route.ts";
import {
  addCodeSchema,
  addLineSchema,
  cartSchema,
  changeCartSchema,
  changeLineSchema,
} from "./cart.ts";
import { idSchema } from "./money.ts";

const lineParams = z.strictObject({ lineId: idSchema("line") });

const codeParams = z.strictObject({ code: z.string().max(60) });

const cartCommand = {
  tag: "Cart",
  response: cartSchema,
  isCommand: true,
  cache: "never",
  caller: "cart",
} as const satisfies Partial<ApiRoute>;

/** Reading and changing the cart. */
export const cartApi = {
  readCart: describeRoute({
    id: "readCart",
    method: "GET",
    path: "/api/cart",
    tag: "Cart",
    summary: "Read the cart",
    description:
      "Compares the lines with the catalog: a price or a stock level that changed becomes a notice. Without a cookie the cart is empty and nothing is stored.",
    response: cartSchema,
    problems: [],
    cache: "never",
    caller: "cart",
  }),
  changeCart: describeRoute({
    ...cartCommand,
    id: "changeCart",
    method: "PATCH",
    path: "/api/cart",
    summary: "Change the currency",
    description: "Every line gets its price in the new currency, or nothing changes.",
    body: changeCartSchema,
    problems: ["variant_unavailable", "exchange_rate_stale"],
  }),
  clearCart: describeRoute({
    ...cartCommand,
    id: "clearCart",
    method: "DELETE",
    path: "/api/cart",
    summary: "Clear the cart",
    description: "Can be undone.",
    problems: [],
  }),
  addLine: describeRoute({
    ...cartCommand,
    id: "addLine",
    method: "POST",
    path: "/api/cart/lines",
    summary: "Add to the cart",
    description:
      "A variant has one line: adding it again adds to the quantity. The first command makes the cart and sets its cookie.",
    body: addLineSchema,
    problems: [
      "variant_unavailable",
      "exchange_rate_stale",
      "sold_out",
      "quantity_limit",
      "cart_full",
      "currency_mismatch",
    ],
  }),
  changeLine: describeRoute({
    ...cartCommand,
    id: "changeLine",
    method: "PATCH",
    path: "/api/cart/lines/{lineId}",
    summary: "Change a line's quantity",
    description: "A quantity of 0 removes the line.",
    params: lineParams,
    body: changeLineSchema,
    problems: ["line_unknown", "sold_out", "quantity_limit"],
  }),
  removeLine: describeRoute({
    ...cartCommand,
    id: "removeLine",
    method: "DELETE",
    path: "/api/cart/lines/{lineId}",
    summary: "Remove a line",
    description: "Can be undone.",
    params: lineParams,
    problems: ["line_unknown"],
  }),
  addCode: describeRoute({
    ...cartCommand,
    id: "addCode",
    method: "POST",
    path: "/api/cart/codes",
    summary: "Enter a code",
    description:
      "The cart keeps the code, and the checkout has it too. `codes` tells what it takes off, or why nothing and what would help.",
    body: addCodeSchema,
    problems: ["codes_full", "too_many_requests"],
  }),
  removeCode: describeRoute({
    ...cartCommand,
    id: "removeCode",
    method: "DELETE",
    path: "/api/cart/codes/{code}",
    summary: "Take a code back",
    params: codeParams,
    problems: [],
  }),
  undoRemoval: describeRoute({
    ...cartCommand,
    id: "undoRemoval",
    method: "POST",
    path: "/api/cart/undo",
    summary: "Undo the last removal",
    problems: ["nothing_to_undo", "cart_full"],
  }),
  dismissNotices: describeRoute({
    ...cartCommand,
    id: "dismissNotices",
    method: "DELETE",
    path: "/api/cart/notices",
    summary: "Dismiss the notices",
    description: "They come again only when something changes again.",
    problems: [],
  }),
} as const;
