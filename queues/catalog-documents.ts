/** Writes the documents of changed products, and of the tree of categories, into KV. */
import {
  type CategoriesDocument,
  categoriesKey,
  type ProductDocument,
  productKey,
} from "../contracts/documents.ts";
import { categoryTree, productByHandle } from "../db/catalog.ts";
import type { Id } from "../domain/id.ts";
import { LOCALES } from "../domain/locale.ts";
import { PLACES } from "../domain/place.ts";
import type { Env } from "../env.gen.ts";

/** Former addresses of one product that are kept up; older ones are looked up in the catalog. */
const FORMER_HANDLES_MAX = 5;

type Bindings = Pick<Env, "CATALOG" | "DOCUMENTS">;

/** A product whose documents are to be written. */
export interface DocumentSubject {
  readonly productId: Id<"product">;
  /** Null where the product was deleted. */
  readonly handle: string | null;
  /** Whether shoppers may see it. */
  readonly isShown: boolean;
  /** Addresses that it once had and nobody has now. */
  readonly formerHandles: readonly string[];
}

/**
 * Writes a product's document for every language and currency. What is gone, and every former
 * address, gets a document that says so: nobody has to ask the catalog to learn it.
 */
export async function writeProductDocuments(
  { CATALOG, DOCUMENTS }: Bindings,
  { productId, handle, isShown, formerHandles }: DocumentSubject,
  now: number,
): Promise<void> {
  const common = { productId, writtenAt: now };
  const put = (key: string, document: ProductDocument) =>
    DOCUMENTS.put(key, JSON.stringify(document));
  const movedTo = isShown ? handle : null;
  await Promise.all(
    PLACES.flatMap((place) => {
      const former = formerHandles
        .slice(0, FORMER_HANDLES_MAX)
        .map((old) => put(productKey(old, place), { ...common, product: null, movedTo }));
      if (handle === null) return former;
      const written = async () => {
        const product = isShown ? await productByHandle(CATALOG, handle, place) : null;
        await put(productKey(handle, place), { ...common, product, movedTo: null });
      };
      return [...former, written()];
    }),
  );
}

/** Writes the tree of categories where it is another one than before. @returns how many were */
export async function writeCategoriesDocuments(
  { CATALOG, DOCUMENTS }: Bindings,
  now: number,
): Promise<number> {
  const written = LOCALES.map(async (locale) => {
    const categories = await categoryTree(CATALOG, locale);
    const known = await DOCUMENTS.get<CategoriesDocument>(categoriesKey(locale), "json");
    if (JSON.stringify(known?.categories) === JSON.stringify(categories)) return 0;
    const document: CategoriesDocument = { writtenAt: now, categories };
    await DOCUMENTS.put(categoriesKey(locale), JSON.stringify(document));
    return 1;
  });
  const counts: number[] = await Promise.all(written);
  return counts.reduce((sum, count) => sum + count, 0);
}
