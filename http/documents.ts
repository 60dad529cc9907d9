/** What shoppers read of the catalog, from where it is nearest: KV, then D1, and an old copy in trouble. */
import type * as z from "zod";
import type { Category, Product } from "../contracts/catalog.ts";
import {
  categoriesDocumentSchema,
  categoriesKey,
  productDocumentSchema,
  productKey,
  productTag,
} from "../contracts/documents.ts";
import { categoryTree, productByHandle } from "../db/catalog.ts";
import { openReader } from "../db/statement.ts";
import type { Locale } from "../domain/locale.ts";
import type { Place } from "../domain/place.ts";
import { log } from "../runtime/log.ts";
import { withinTime } from "../runtime/within-time.ts";
import { type Defer, edgePurges } from "./edge-purges.ts";

/** How long KV is waited for, in milliseconds: D1 answers sooner than that. */
const PATIENCE_MS = 1_000;

/** Where documents are read. */
export interface DocumentStores {
  readonly CATALOG: D1Database;
  readonly DOCUMENTS: KVNamespace;
}

/** What was found, and whether it is known to be old. */
export interface Found<Value> {
  readonly value: Value;
  readonly isStale: boolean;
}

/** What a reader of products names. */
export interface ProductAsked {
  readonly handle: string;
  readonly place: Place;
  readonly defer: Defer;
}

/**
 * @returns the product under a handle, null where nothing is sold under it. A document that is known
 * to be old is shown only where the catalog is away.
 */
export async function readProduct(
  { CATALOG, DOCUMENTS }: DocumentStores,
  { handle, place, defer }: ProductAsked,
): Promise<Found<Product | null>> {
  const [document] = await Promise.all([
    readDocument(DOCUMENTS, productKey(handle, place), productDocumentSchema),
    edgePurges.current(CATALOG, Date.now(), defer),
  ]);
  if (
    document !== null &&
    !edgePurges.isOldCopy(productTag(document.productId), document.writtenAt)
  ) {
    return { value: document.product, isStale: false };
  }
  try {
    return { value: await productByHandle(openReader(CATALOG), handle, place), isStale: false };
  } catch (error) {
    if (document === null) throw error;
    log.warn("catalog.document.stale", { path: handle, error });
    return { value: document.product, isStale: true };
  }
}

/** @returns the tree of categories, roots first; it may be a few minutes old */
export async function readCategories(
  { CATALOG, DOCUMENTS }: DocumentStores,
  locale: Locale,
): Promise<Category[]> {
  const known = await readDocument(DOCUMENTS, categoriesKey(locale), categoriesDocumentSchema);
  return known === null ? categoryTree(openReader(CATALOG), locale) : known.categories;
}

/** @returns the document; null where there is none that can be read, in time, in today's form */
async function readDocument<Schema extends z.ZodType>(
  documents: KVNamespace,
  key: string,
  schema: Schema,
): Promise<z.output<Schema> | null> {
  try {
    const stored = await withinTime(documents.get(key, "json"), PATIENCE_MS);
    if (stored === null) return null;
    const parsed = schema.safeParse(stored);
    return parsed.success ? parsed.data : null;
  } catch (error) {
    log.warn("catalog.documents.failed", { key, error });
    return null;
  }
}
