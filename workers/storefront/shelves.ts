/** What many pages show and none owns: the categories, and what lies beside a product. */
import type { Category, Product, ProductCard } from "../../contracts/catalog.ts";
import { listProducts } from "../../db/catalog.ts";
import { openReader } from "../../db/statement.ts";
import { LOCALES, type Locale } from "../../domain/locale.ts";
import type { Place } from "../../domain/place.ts";
import { type DocumentStores, readCategories } from "../../http/documents.ts";
import { ShortMemory } from "../../runtime/short-memory.ts";

/** How long a shelf may be old, in milliseconds; the pages themselves may be older. */
const KEEP_MS = 10_000;
const RELATED = 4;

const trees = new ShortMemory<Category[]>({
  keepMs: KEEP_MS,
  entriesMax: LOCALES.length,
  isWorthKeeping: (tree) => tree.length > 0,
});
const shelves = new ShortMemory<readonly ProductCard[]>({ keepMs: KEEP_MS, entriesMax: 200 });

/** @returns the tree of categories, roots first */
export function categories(stores: DocumentStores, locale: Locale): Promise<Category[]> {
  return trees.recall(locale, Date.now(), () => readCategories(stores, locale));
}

/** Others of the product's own category, then of the one above where those are few. */
export async function relatedProducts(
  catalog: D1Database,
  product: Product,
  place: Place,
): Promise<ProductCard[]> {
  const related = new Map<string, ProductCard>();
  for (const { handle } of product.breadcrumbs.toReversed()) {
    for (const other of await shelf(catalog, handle, place)) {
      if (other.id !== product.id) related.set(other.id, other);
    }
    if (related.size >= RELATED) break;
  }
  return [...related.values()].slice(0, RELATED);
}

function shelf(catalog: D1Database, category: string, { locale, currency }: Place) {
  return shelves.recall(`${category} ${locale} ${currency}`, Date.now(), async () => {
    const query = { category, locale, currency, sort: "featured", limit: 2 * RELATED } as const;
    const found = await listProducts(openReader(catalog), query);
    return found.ok ? found.value.products : [];
  });
}
