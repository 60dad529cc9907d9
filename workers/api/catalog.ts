/** Products, categories and collections as JSON: everything below /api that reads what is sold. */
import { Hono } from "hono";
import { catalogApi } from "../../contracts/api-catalog.ts";
import { listProducts } from "../../db/catalog.ts";
import { type PageKind, whereabouts } from "../../db/catalog-addresses.ts";
import { collectionPage, listCollections } from "../../db/collections.ts";
import { relatedProducts } from "../../db/related-products.ts";
import { openReader } from "../../db/statement.ts";
import { fail, ok } from "../../domain/result.ts";
import { type AppContext, type AppEnv, deferrerOf } from "../../http/context.ts";
import { readCategories, readProduct } from "../../http/documents.ts";
import { movedAnswer, route } from "../../http/route.ts";
import type { Env } from "./env.gen.ts";

/** Where the handle stands in "/api/products/mug/related". */
const HANDLE_PART = 3;

/** The catalog's routes. */
export const catalogRoutes = new Hono<AppEnv<Env>>();

route(catalogRoutes, catalogApi.listProducts, (c, { query }) =>
  listProducts(openReader(c.env.CATALOG), query),
);

route(catalogRoutes, catalogApi.readProduct, async (c, { params, query }) => {
  const asked = { handle: params.handle, place: query, defer: deferrerOf(c) };
  const { value: product, isStale } = await readProduct(c.env, asked);
  if (isStale) c.set("isStale", true);
  return product === null ? elsewhere(c, "product", params.handle) : ok(product);
});

route(catalogRoutes, catalogApi.readRelatedProducts, async (c, { params, query }) => {
  const db = openReader(c.env.CATALOG);
  const asked = { handle: params.handle, place: query, defer: deferrerOf(c) };
  const { value: product } = await readProduct(c.env, asked);
  if (product === null) return elsewhere(c, "product", params.handle);
  return ok(await relatedProducts(db, product.id, query));
});

route(catalogRoutes, catalogApi.listCategories, async (c, { query }) =>
  ok({ categories: await readCategories(c.env, query.locale) }),
);

route(catalogRoutes, catalogApi.listCollections, async (c, { query }) =>
  ok({ collections: await listCollections(openReader(c.env.CATALOG), query.locale) }),
);

route(catalogRoutes, catalogApi.readCollection, async (c, { params, query }) => {
  const page = await collectionPage(openReader(c.env.CATALOG), params.handle, query);
  return page ?? elsewhere(c, "collection", params.handle);
});

/** Where a former address leads; the question itself stays the same. */
async function elsewhere(c: AppContext<Env>, kind: PageKind, handle: string) {
  const found = await whereabouts(openReader(c.env.CATALOG), kind, handle);
  if (found === null) return fail({ reason: "not_found" });
  if (found.kind === "gone") return fail({ reason: "gone" });
  const { pathname, search } = new URL(c.req.url);
  const path = pathname.split("/").with(HANDLE_PART, found.handle).join("/");
  return movedAnswer(`${path}${search}`);
}
