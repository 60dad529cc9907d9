/** /api/cart and below it: the cart that the request's cookie names. */
import { Hono } from "hono";
import { cartApi } from "../../contracts/api-cart.ts";
import { ok } from "../../domain/result.ts";
import {
  addCode,
  addToCart,
  changeCurrency,
  changeLine,
  clearCart,
  dismissNotices,
  readCart,
  removeCode,
  removeLine,
  undoRemoval,
} from "../../http/cart.ts";
import type { AppEnv } from "../../http/context.ts";
import { route } from "../../http/route.ts";
import type { Env } from "./env.gen.ts";

/** The cart's routes. */
export const cartRoutes = new Hono<AppEnv<Env>>();

route(cartRoutes, cartApi.readCart, async (c) => ok(await readCart(c)));

route(cartRoutes, cartApi.changeCart, (c, { command, body }) =>
  changeCurrency(c, command, body.currency),
);

route(cartRoutes, cartApi.clearCart, (c, { command }) => clearCart(c, command));

route(cartRoutes, cartApi.addLine, (c, { command, body }) => addToCart(c, command, body));

route(cartRoutes, cartApi.changeLine, (c, { command, params, body }) =>
  changeLine(c, command, { lineId: params.lineId, quantity: body.quantity }),
);

route(cartRoutes, cartApi.removeLine, (c, { command, params }) =>
  removeLine(c, command, params.lineId),
);

route(cartRoutes, cartApi.addCode, (c, { command, body }) => addCode(c, command, body.code));

route(cartRoutes, cartApi.removeCode, (c, { command, params }) =>
  removeCode(c, command, params.code),
);

route(cartRoutes, cartApi.undoRemoval, (c, { command }) => undoRemoval(c, command));

route(cartRoutes, cartApi.dismissNotices, (c, { command }) => dismissNotices(c, command));
