/** The staff API's catalog: products and everything that they stand in. */
import * as z from "zod";
import { describeStaffRoute } from "./admin-route.ts";
import {
  adminAttributeApi,
  adminBrandApi,
  adminCategoryApi,
  adminCollectionApi,
  adminProductTypeApi,
} from "./api-admin-records.ts";
import { idSchema } from "./money.ts";
import {
  changeProductSchema,
  createProductSchema,
  staffProductPageSchema,
  staffProductQuerySchema,
  staffProductSchema,
} from "./staff-catalog.ts";
import { PRODUCT_BODY_BYTES_MAX } from "./staff-catalog-parts.ts";
import {
  priceHistoryQuerySchema,
  priceHistorySchema,
  putLinksSchema,
  putMediaSchema,
  putVariantsSchema,
  scheduleProductSchema,
} from "./staff-catalog-product.ts";
import {
  putTranslationsSchema,
  translatedSchema,
  translationParams,
  translationsSchema,
  uploadedMediaSchema,
} from "./staff-catalog-texts.ts";

const productParams = z.strictObject({ id: idSchema("product") });

const product = { tag: "Products", response: staffProductSchema } as const;
const read = { isCommand: false, permission: "catalog.read" } as const;
const write = { isCommand: true, permission: "catalog.write" } as const;
const publish = { isCommand: true, permission: "catalog.publish" } as const;
const CHANGE_PROBLEMS = ["not_found", "version_changed"] as const;

/** Products. */
export const adminProductApi = {
  listProducts: describeStaffRoute({
    ...read,
    id: "staffListProducts",
    method: "GET",
    path: "/admin/api/products",
    tag: "Products",
    summary: "List products in every state",
    query: staffProductQuerySchema,
    response: staffProductPageSchema,
    problems: [],
  }),
  createProduct: describeStaffRoute({
    ...product,
    ...write,
    id: "staffCreateProduct",
    method: "POST",
    path: "/admin/api/products",
    summary: "Create a draft",
    description: "With options, variants, prices, categories, attributes and pictures.",
    body: createProductSchema,
    bodyBytesMax: PRODUCT_BODY_BYTES_MAX,
    status: 201,
    problems: ["handle_taken"],
  }),
  readProduct: describeStaffRoute({
    ...product,
    ...read,
    id: "staffReadProduct",
    method: "GET",
    path: "/admin/api/products/{id}",
    summary: "Read a product",
    params: productParams,
    problems: ["not_found"],
  }),
  changeProduct: describeStaffRoute({
    ...product,
    ...write,
    id: "staffChangeProduct",
    method: "PATCH",
    path: "/admin/api/products/{id}",
    summary: "Change a product",
    description: "What is left out stays. A former handle leads to the present one.",
    params: productParams,
    body: changeProductSchema,
    bodyBytesMax: PRODUCT_BODY_BYTES_MAX,
    problems: [...CHANGE_PROBLEMS, "handle_taken"],
  }),
  putVariants: describeStaffRoute({
    ...product,
    ...write,
    id: "staffPutVariants",
    method: "PUT",
    path: "/admin/api/products/{id}/variants",
    summary: "Set a product's options and variants",
    description: "A variant that is not named is no longer sold; orders keep what they bought.",
    params: productParams,
    body: putVariantsSchema,
    bodyBytesMax: PRODUCT_BODY_BYTES_MAX,
    problems: CHANGE_PROBLEMS,
  }),
  putMedia: describeStaffRoute({
    ...product,
    ...write,
    id: "staffPutMedia",
    method: "PUT",
    path: "/admin/api/products/{id}/media",
    summary: "Set a product's pictures in their order",
    params: productParams,
    body: putMediaSchema,
    bodyBytesMax: PRODUCT_BODY_BYTES_MAX,
    problems: CHANGE_PROBLEMS,
  }),
  putLinks: describeStaffRoute({
    ...product,
    ...write,
    id: "staffPutLinks",
    method: "PUT",
    path: "/admin/api/products/{id}/links",
    summary: "Choose what goes with a product",
    params: productParams,
    body: putLinksSchema,
    problems: CHANGE_PROBLEMS,
  }),
  publishProduct: describeStaffRoute({
    ...product,
    ...publish,
    id: "staffPublishProduct",
    method: "POST",
    path: "/admin/api/products/{id}/publish",
    summary: "Publish a product",
    description: "It needs a category and at least one variant with a price.",
    params: productParams,
    problems: [...CHANGE_PROBLEMS, "product_incomplete"],
  }),
  unpublishProduct: describeStaffRoute({
    ...product,
    ...publish,
    id: "staffUnpublishProduct",
    method: "POST",
    path: "/admin/api/products/{id}/unpublish",
    summary: "Make a product a draft again",
    description: "Carts that have it are told; orders keep what they bought.",
    params: productParams,
    problems: CHANGE_PROBLEMS,
  }),
  retireProduct: describeStaffRoute({
    ...product,
    ...publish,
    id: "staffRetireProduct",
    method: "POST",
    path: "/admin/api/products/{id}/retire",
    summary: "Take a product out of the shop for good",
    description: "Its page answers 410. It can be published again.",
    params: productParams,
    problems: CHANGE_PROBLEMS,
  }),
  scheduleProduct: describeStaffRoute({
    ...product,
    ...publish,
    id: "staffScheduleProduct",
    method: "POST",
    path: "/admin/api/products/{id}/schedule",
    summary: "Tell when a product is published and retired",
    description: "The clock does it within minutes of the time.",
    params: productParams,
    body: scheduleProductSchema,
    problems: [...CHANGE_PROBLEMS, "product_incomplete"],
  }),
  readPriceHistory: describeStaffRoute({
    ...read,
    id: "staffReadPriceHistory",
    method: "GET",
    path: "/admin/api/products/{id}/price-history",
    tag: "Products",
    summary: "Read the prices that a product had",
    params: productParams,
    query: priceHistoryQuerySchema,
    response: priceHistorySchema,
    problems: ["not_found"],
  }),
} as const;

/** Texts in other languages, pictures, and the description of it all. */
export const adminTextApi = {
  readTranslations: describeStaffRoute({
    ...read,
    id: "staffReadTranslations",
    method: "GET",
    path: "/admin/api/translations/{subjectId}",
    tag: "Translations",
    summary: "Read the translations of a subject",
    params: z.strictObject({ subjectId: translatedSchema }),
    response: translationsSchema,
    problems: ["not_found"],
  }),
  putTranslations: describeStaffRoute({
    ...write,
    id: "staffPutTranslations",
    method: "PUT",
    path: "/admin/api/translations/{subjectId}/{locale}",
    tag: "Translations",
    summary: "Set the texts of a subject in a language",
    params: translationParams,
    body: putTranslationsSchema,
    bodyBytesMax: PRODUCT_BODY_BYTES_MAX,
    response: translationsSchema,
    problems: CHANGE_PROBLEMS,
  }),
  uploadMedia: describeStaffRoute({
    ...write,
    id: "staffUploadMedia",
    method: "PUT",
    path: "/admin/api/media",
    tag: "Media",
    summary: "Upload a picture",
    description:
      "The body is the file: PNG, JPEG, WebP, GIF or AVIF of at most 10 MiB. Its key follows from its content, so that uploading it again is no mistake.",
    response: uploadedMediaSchema,
    problems: ["body_too_large", "unsupported_media_type"],
  }),
  readOpenapi: describeStaffRoute({
    ...read,
    id: "staffReadOpenapi",
    method: "GET",
    path: "/admin/api/openapi.json",
    tag: "Reference",
    summary: "Read this description",
    response: z.looseObject({ openapi: z.string() }),
    problems: [],
  }),
} as const;

/** Every route of the catalog. */
export const ADMIN_CATALOG_APIS = [
  adminProductApi,
  adminCategoryApi,
  adminBrandApi,
  adminAttributeApi,
  adminProductTypeApi,
  adminCollectionApi,
  adminTextApi,
] as const;
