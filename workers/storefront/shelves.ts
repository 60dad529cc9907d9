/** What many pages show and none owns: the categories. */
import type { Category } from "../../contracts/catalog.ts";
import { LOCALES, type Locale } from "../../domain/locale.ts";
import { type DocumentStores, readCategories } from "../../http/documents.ts";
import { ShortMemory } from "../../runtime/short-memory.ts";

/** How long a shelf may be old, in milliseconds; the pages themselves may be older. */
const KEEP_MS = 10_000;

const trees = new ShortMemory<Category[]>({
  keepMs: KEEP_MS,
  entriesMax: LOCALES.length,
  isWorthKeeping: (tree) => tree.length > 0,
});

/** @returns the tree of categories, roots first */
export function categories(stores: DocumentStores, locale: Locale): Promise<Category[]> {
  return trees.recall(locale, Date.now(), () => readCategories(stores, locale));
}
