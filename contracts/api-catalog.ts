/** The catalog's part of the public API. */
import * as z from "zod";
import { DEFAULT_LOCALE } from "../domain/locale.ts";
import { describeRoute } from "./api-route.ts";
import {
  categoryTreeSchema,
  collectionListSchema,
  collectionPageSchema,
  collectionQuerySchema,
  productPageSchema,
  productQuerySchema,
  productSchema,
  relatedProductsSchema,
} from "./catalog.ts";
import { localeSchema, placeQuerySchema } from "./place.ts";

const handleSchema = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .max(120);

const handleParams = z.strictObject({ handle: handleSchema });

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
    description:
      "With every variant that has a price in the currency. A former handle leads to the present one.",
    params: handleParams,
    query: placeQuerySchema,
    response: productSchema,
    problems: ["not_found", "gone"],
    cache: "catalog",
    isMovable: true,
  }),
  readRelatedProducts: describeRoute({
    id: "readRelatedProducts",
    method: "GET",
    path: "/api/products/{handle}/related",
    tag: "Catalog",
    summary: "Read what goes with a product",
    description: "What staff chose; without a choice of like products, its neighbours.",
    params: handleParams,
    query: placeQuerySchema,
    response: relatedProductsSchema,
    problems: ["not_found", "gone"],
    cache: "catalog",
    isMovable: true,
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
  listCollections: describeRoute({
    id: "listCollections",
    method: "GET",
    path: "/api/collections",
    tag: "Catalog",
    summary: "List collections",
    description: "Every published one, with the number of its published products.",
    query: z.strictObject({ locale: localeSchema.default(DEFAULT_LOCALE) }),
    response: collectionListSchema,
    problems: [],
    cache: "catalog",
  }),
  readCollection: describeRoute({
    id: "readCollection",
    method: "GET",
    path: "/api/collections/{handle}",
    tag: "Catalog",
    summary: "Read a collection",
    description:
      "With a page of its products in its own order. Follow `nextCursor` for the next page. A former handle leads to the present one.",
    params: handleParams,
    query: collectionQuerySchema,
    response: collectionPageSchema,
    problems: ["not_found"],
    cache: "catalog",
    isMovable: true,
  }),
} as const;
