/** The documents in KV: copies of what shoppers read of the catalog, written by its change feed. */
import * as z from "zod";
import type { Locale } from "../domain/locale.ts";
import type { Place } from "../domain/place.ts";
import { categorySchema, productSchema } from "./catalog.ts";
import { idSchema } from "./money.ts";

/** Counted up when a document of before could be misread; one that only lacks a field is refused. */
const DOCUMENT_FORMAT = 1;

/** A product in one language and currency. */
export const productDocumentSchema = z.object({
  productId: idSchema("product"),
  /** When the catalog was read for it, epoch milliseconds. */
  writtenAt: z.int(),
  /** Null where nothing is sold under this address any more. */
  product: productSchema.nullable(),
  /** The address that leads to the product now. */
  movedTo: z.string().nullable(),
});

/** The tree of categories in one language. */
export const categoriesDocumentSchema = z.object({
  writtenAt: z.int(),
  categories: z.array(categorySchema),
});

export type ProductDocument = z.infer<typeof productDocumentSchema>;
export type CategoriesDocument = z.infer<typeof categoriesDocumentSchema>;

/** @returns the key of a product's document */
export function productKey(handle: string, { locale, currency }: Place): string {
  return `product/${DOCUMENT_FORMAT}/${locale}/${currency}/${handle}`;
}

/** @returns the key of the tree of categories */
export function categoriesKey(locale: Locale): string {
  return `categories/${DOCUMENT_FORMAT}/${locale}`;
}

/** The name under which every list of products is forgotten when one appears or goes. */
export const LISTINGS_TAG = "listings";

/** @returns the name under which copies of a product are found and forgotten */
export function productTag(productId: string): string {
  return `product:${productId}`;
}
