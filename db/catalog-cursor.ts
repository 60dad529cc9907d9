/** The place where a page of a listing ended, as an opaque word that a caller hands back. */
import { type Id, parseId } from "../domain/id.ts";
import type { Currency } from "../domain/money.ts";
import type { CardSort } from "./catalog-statements.ts";

/** The last product of a page: its sort key and, because keys repeat, its id. */
export interface ProductCursor {
  readonly sort: CardSort;
  /** Prices are keys of their own currency only. */
  readonly currency: Currency;
  readonly key: number;
  readonly productId: Id<"product">;
}

/** @returns the cursor as base64url of its JSON */
export function encodeCursor(cursor: ProductCursor): string {
  const { sort, currency, key, productId } = cursor;
  return btoa(JSON.stringify([sort, currency, key, productId]))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** @returns the cursor; null where the word was not made by encodeCursor() */
export function decodeCursor(word: string):
  | (Omit<ProductCursor, "sort" | "currency"> & {
      readonly sort: string;
      readonly currency: string;
    })
  | null {
  const parts = parse(word);
  if (!Array.isArray(parts) || parts.length !== 4) return null;
  const [sort, currency, key, id]: unknown[] = parts;
  if (typeof sort !== "string" || typeof currency !== "string") return null;
  if (!Number.isSafeInteger(key) || typeof key !== "number" || typeof id !== "string") return null;
  const productId = parseId("product", id);
  return productId === null ? null : { sort, currency, key, productId };
}

function parse(word: string): unknown {
  try {
    return JSON.parse(atob(word.replaceAll("-", "+").replaceAll("_", "/")));
  } catch {
    return null;
  }
}
