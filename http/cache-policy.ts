/** How long copies of the catalog's answers may be kept, and under which names they are forgotten. */
import { LISTINGS_TAG, productTag } from "../contracts/documents.ts";

/** Shared caches keep an answer for a minute, show it ten more while they fetch, a day in trouble. */
export const CATALOG_CACHE =
  "public, max-age=0, s-maxage=60, stale-while-revalidate=600, stale-if-error=86400";
/** Lists change with products that they do not show: nobody knows which. */
export const LIST_CACHE =
  "public, max-age=0, s-maxage=10, stale-while-revalidate=60, stale-if-error=86400";
/** What is old already is kept by nobody. */
const STALE_CACHE = "public, max-age=0, must-revalidate";
/** RFC 9111 forgot it; RFC 7234, 5.5.1: what stands here may be old, and could not be asked for again. */
const STALE_WARNING = '110 - "Response is Stale"';

/** Names of one answer: a header of them stays far below 16 KB. */
const TAGS_MAX = 100;
/** How deep products lie in an answer. */
const DEPTH_MAX = 3;
const PRODUCT_ID = /^prd_\w+$/;

/** What is known of an answer. */
export interface Keeping {
  /** See `tagsIn`. */
  readonly tags: readonly string[];
  /** Whether it was made of copies that are known to be old. */
  readonly isStale?: boolean | undefined;
}

/** @returns the headers that say who may keep an answer */
export function keepingHeaders({ tags, isStale = false }: Keeping) {
  const fresh = tags.includes(LISTINGS_TAG) ? LIST_CACHE : CATALOG_CACHE;
  return {
    "Cache-Control": isStale ? STALE_CACHE : fresh,
    ...(tags.length === 0 ? {} : { "Cache-Tag": tags.slice(0, TAGS_MAX).join(",") }),
    ...(isStale ? { Warning: STALE_WARNING } : {}),
  };
}

/** Says of an answer that it is old, and that nobody is to keep it. */
export function markStale(headers: Headers): void {
  headers.set("Cache-Control", STALE_CACHE);
  headers.set("Warning", STALE_WARNING);
}

/** @returns the names of every product in an answer, and of lists where it has one */
export function tagsIn(answer: unknown): string[] {
  const tags = new Set<string>();
  collect(answer, { tags, depth: 0 });
  return [...tags];
}

function collect(
  value: unknown,
  { tags, depth }: { readonly tags: Set<string>; readonly depth: number },
): void {
  if (typeof value !== "object" || value === null || depth > DEPTH_MAX) return;
  if (Array.isArray(value)) {
    for (const each of value) collect(each, { tags, depth: depth + 1 });
    return;
  }
  for (const [name, part] of Object.entries(value)) {
    if (name === "id" && typeof part === "string" && PRODUCT_ID.test(part)) {
      tags.add(productTag(part));
    }
    if (name === "products") tags.add(LISTINGS_TAG);
    collect(part, { tags, depth: depth + 1 });
  }
}
