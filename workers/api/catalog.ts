/** GET /api/products, /api/products/{handle} and /api/categories. */
import { Hono } from "hono";
import { catalogApi } from "../../contracts/api-catalog.ts";
import { categoryTree, listProducts, productByHandle } from "../../db/catalog.ts";
import { openReader } from "../../db/statement.ts";
import { fail, ok } from "../../domain/result.ts";
import type { AppEnv } from "../../http/context.ts";
import { route } from "../../http/route.ts";
import type { Env } from "./env.gen.ts";

/** The catalog's routes. */
export const catalogRoutes = new Hono<AppEnv<Env>>();

route(catalogRoutes, catalogApi.listProducts, (c, { query }) =>
  listProducts(openReader(c.env.CATALOG), query),
);

route(catalogRoutes, catalogApi.readProduct, async (c, { params, query }) => {
  const product = await productByHandle(openReader(c.env.CATALOG), params.handle, query);
  return product === null ? fail({ reason: "not_found" }) : ok(product);
});

route(catalogRoutes, catalogApi.listCategories, async (c, { query }) =>
  ok({ categories: await categoryTree(openReader(c.env.CATALOG), query.locale) }),
);
