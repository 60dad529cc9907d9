/** The catalog's part of the public API. */
import * as z from "zod";
import { DEFAULT_LOCALE } from "../domain/locale.ts";
import { describeRoute } from "./api-route.ts";
import {
  categoryTreeSchema,
  productPageSchema,
  productQuerySchema,
  productSchema,
} from "./catalog.ts";
import { localeSchema, placeQuerySchema } from "./place.ts";

const handleSchema = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .max(120);

/** Reading what is sold. */
export const catalogApi = {
  listProducts: describeRoute({
    id: "listProducts",
    method: "GET",
    path: "/api/products",
    tag: "Catalog",
    summary: "List products",
    description:
      "A page of the published products that have a price in the currency. Follow `nextCursor` for the next page, with the same parameters.",
    query: productQuerySchema,
    response: productPageSchema,
    problems: [],
    cache: "catalog",
  }),
  readProduct: describeRoute({
    id: "readProduct",
    method: "GET",
    path: "/api/products/{handle}",
    tag: "Catalog",
    summary: "Read a product",
    description: "With every variant that has a price in the currency.",
    params: z.strictObject({ handle: handleSchema }),
    query: placeQuerySchema,
    response: productSchema,
    problems: ["not_found"],
    cache: "catalog",
  }),
  listCategories: describeRoute({
    id: "listCategories",
    method: "GET",
    path: "/api/categories",
    tag: "Catalog",
    summary: "List categories",
    description: "The whole tree, roots first, with the number of products in and below each.",
    query: z.strictObject({ locale: localeSchema.default(DEFAULT_LOCALE) }),
    response: categoryTreeSchema,
    problems: [],
    cache: "catalog",
  }),
} as const;
