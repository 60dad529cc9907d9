/** GET /api/health. */
import { Hono } from "hono";
import { shopApi } from "../../contracts/api-shop.ts";
import { currencyRules } from "../../db/shipping.ts";
import { openReader } from "../../db/statement.ts";
import { fail, ok } from "../../domain/result.ts";
import type { AppEnv } from "../../http/context.ts";
import { route } from "../../http/route.ts";
import { log } from "../../runtime/log.ts";
import type { Env } from "./env.gen.ts";

/** The routes about the shop itself. */
export const shopRoutes = new Hono<AppEnv<Env>>();

route(shopRoutes, shopApi.readHealth, async (c) => {
  try {
    await currencyRules(openReader(c.env.CATALOG));
    return ok({ status: "ok" as const });
  } catch (error) {
    log.error("shop.health.failed", { requestId: c.get("requestId"), error });
    return fail({ reason: "unavailable" });
  }
});
