/** /api/checkouts and /api/orders: from a cart to a paid order, as JSON. */
import { Hono } from "hono";
import { checkoutApi } from "../../contracts/api-checkout.ts";
import { fail, ok } from "../../domain/result.ts";
import type { AppEnv } from "../../http/context.ts";
import { verifyOrderLink } from "../../http/order-link.ts";
import { route } from "../../http/route.ts";
import { cancelCheckout, changeCheckout, readCheckout, readOrder } from "./checkout.ts";
import { completeCheckout } from "./checkout-completion.ts";
import { openCheckout } from "./checkout-opening.ts";
import type { Env } from "./env.gen.ts";
import { listOrderInvoices } from "./order-invoices.ts";

export const apiRoutes = new Hono<AppEnv<Env>>();

route(apiRoutes, checkoutApi.openCheckout, (c, { command, body }) =>
  openCheckout(c, command, body),
);

route(apiRoutes, checkoutApi.readCheckout, (c, { params }) => readCheckout(c, params.id));

route(apiRoutes, checkoutApi.changeCheckout, (c, { command, params, body }) =>
  changeCheckout(c, params.id, { change: body, command }),
);

route(apiRoutes, checkoutApi.completeCheckout, (c, { command, params, body }) =>
  completeCheckout(c, params.id, { quote: body.quote, command }),
);

route(apiRoutes, checkoutApi.cancelCheckout, (c, { command, params }) =>
  cancelCheckout(c, params.id, command),
);

route(apiRoutes, checkoutApi.readOrder, async (c, { params: { id }, query: { token } }) => {
  const isOpened = await verifyOrderLink(c.env, { orderId: id, token }, Date.now());
  return isOpened ? readOrder(c, id) : fail({ reason: "not_found" });
});

route(apiRoutes, checkoutApi.listOrderInvoices, async (c, { params: { id }, query: { token } }) => {
  const isOpened = await verifyOrderLink(c.env, { orderId: id, token }, Date.now());
  if (!isOpened) return fail({ reason: "not_found" });
  return ok({ invoices: await listOrderInvoices(c.env, { orderId: id, token }) });
});
