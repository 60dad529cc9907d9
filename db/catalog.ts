/** What shoppers read of the catalog: listings, products, categories, and a cart's facts. */
import type {
  Category,
  Product,
  ProductCard,
  ProductPage,
  ProductQuery,
} from "../contracts/catalog.ts";
import type { ProblemError } from "../contracts/problem.ts";
import type { VariantFacts } from "../domain/cart.ts";
import type { CatalogLook } from "../domain/cart-facts.ts";
import type { PriceExchange } from "../domain/exchange.ts";
import type { Id } from "../domain/id.ts";
import type { Locale } from "../domain/locale.ts";
import type { Currency } from "../domain/money.ts";
import type { Place } from "../domain/place.ts";
import type { PriceStep } from "../domain/price-list.ts";
import { fail, ok, type Result } from "../domain/result.ts";
import { decodeCursor, encodeCursor, type ProductCursor } from "./catalog-cursor.ts";
import { type ProductRow, productOf, productStatement } from "./catalog-product.ts";
import {
  type CardRow,
  type CategoryRow,
  cardOf,
  treeOf,
  type VariantFactsRow,
  variantFactsOf,
} from "./catalog-rows.ts";
import {
  type CardScope,
  type CardSort,
  cardsByIdsStatement,
  cardsStatement,
  categoriesStatement,
  categoryExistsStatement,
  variantFactsAtStatement,
  variantFactsStatement,
} from "./catalog-statements.ts";
import type { PriceSubject } from "./price-offers.ts";
import type { Database } from "./statement.ts";

/** What somebody pays for a variant, and what anybody does. */
export interface SubjectPrices {
  readonly own: readonly PriceStep[];
  readonly common: readonly PriceStep[];
  /** The rate that made what no list gives. */
  readonly exchange: PriceExchange | undefined;
}

/** A listing that cannot be given, with the parameter that is at fault. */
export interface ListingProblem {
  readonly reason: "validation_failed";
  readonly errors: readonly ProblemError[];
}

/** What a listing shows. */
export interface CardsQuery extends Place {
  readonly sort: CardSort;
  readonly limit: number;
  /** The `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
  /** A category by its handle or a collection by its id; left out for everything. */
  readonly within?: { readonly scope: NonNullable<CardScope>; readonly key: string } | undefined;
}

/**
 * A page of the published products that have a price in the currency, by keyset: the cost of a
 * page does not grow with its depth, and a product that moves is never shown twice in a row.
 */
export async function listCards(
  db: Database,
  query: CardsQuery,
): Promise<Result<ProductPage, ListingProblem>> {
  const { locale, currency, sort, limit, within } = query;
  const cursor = query.cursor === undefined ? null : cursorFor(query, query.cursor);
  if (cursor !== null && !cursor.ok) return cursor;
  const { results } = await cardsStatement(sort, {
    scope: within?.scope ?? null,
    isAfter: cursor !== null,
  })
    .bind(db, {
      locale,
      currency,
      within: within?.key ?? "",
      key: cursor?.value.key ?? 0,
      id: cursor?.value.productId ?? "",
      rows: limit + 1,
    })
    .all<CardRow>();
  const rows = results.slice(0, limit);
  const last = results.length > limit ? rows.at(-1) : undefined;
  return ok({
    products: rows.map((row) => cardOf(row, currency)),
    nextCursor:
      last === undefined
        ? null
        : encodeCursor({ sort, currency, key: last.sort_key, productId: last.id }),
  });
}

/** A listing of everything or of a category; an unknown category is refused. */
export async function listProducts(
  db: Database,
  { category, ...query }: ProductQuery,
): Promise<Result<ProductPage, ListingProblem>> {
  if (category === undefined) return listCards(db, query);
  const page = await listCards(db, { ...query, within: { scope: "category", key: category } });
  if (page.ok && page.value.products.length === 0 && !(await hasCategory(db, category))) {
    return refused("/category", `Expected the handle of a category, got "${category}"`);
  }
  return page;
}

/**
 * @returns the cards of the products in the order of their ids, as they are right now; one that is
 * not published or has no price in the currency is left out
 * @param productIds any number of them: they travel as one value
 */
export async function cardsByIds(
  db: Database,
  productIds: readonly Id<"product">[],
  { locale, currency }: Place,
): Promise<ProductCard[]> {
  if (productIds.length === 0) return [];
  const ids = JSON.stringify(productIds);
  const { results } = await cardsByIdsStatement.bind(db, { ids, locale, currency }).all<CardRow>();
  return results.map((row) => cardOf(row, currency));
}

/** @returns the published product, or null where nothing of it is sold in the currency */
export async function productByHandle(
  db: Database,
  handle: string,
  { locale, currency }: Place,
): Promise<Product | null> {
  const row = await productStatement.bind(db, { handle, locale, currency }).first<ProductRow>();
  if (row === null) return null;
  const product = productOf(row, currency);
  return product.variants.length === 0 ? null : product;
}

/** @returns the tree of categories, roots first, each with the products in it and below it */
export async function categoryTree(db: Database, locale: Locale): Promise<Category[]> {
  const { results } = await categoriesStatement.bind(db, { locale }).all<CategoryRow>();
  return treeOf(results);
}

/**
 * @returns what a cart must know of the variants, in their order; an unknown one is left out
 * @param variantIds any number of them: they travel as one value
 */
export async function variantFacts(
  db: Database,
  variantIds: readonly Id<"variant">[],
  currency: Currency,
): Promise<VariantFacts[]> {
  if (variantIds.length === 0) return [];
  const ids = JSON.stringify(variantIds);
  const { results } = await variantFactsStatement
    .bind(db, { ids, currency })
    .all<VariantFactsRow>();
  const byId = new Map(results.map((row) => [row.variant_id, variantFactsOf(row, currency)]));
  return variantIds.flatMap((id) => byId.get(id) ?? []);
}

/** Whose prices are asked for, in which currency, and when. */
export interface PricesQuestion extends PriceSubject {
  readonly currency: Currency;
  /** Epoch ms, where it is not now: lists begin and end. */
  readonly at?: number | undefined;
}

/**
 * @returns what each variant costs somebody, and what anybody, at every quantity at which it
 *   changes; those that are not for sale are left out
 */
export async function pricesFor(
  db: Database,
  variantIds: readonly Id<"variant">[],
  { currency, at, ...subject }: PricesQuestion,
): Promise<Map<Id<"variant">, SubjectPrices>> {
  const ids = JSON.stringify(variantIds);
  const { results } = await (at === undefined
    ? variantFactsStatement.bind(db, { ids, currency })
    : variantFactsAtStatement.bind(db, { ids, currency, at })
  ).all<VariantFactsRow>();
  return new Map(
    results.flatMap((row) => {
      const { steps: own = [], isForSale, exchange } = variantFactsOf(row, currency, subject);
      const { steps: common = [] } = variantFactsOf(row, currency);
      return isForSale ? [[row.variant_id, { own, common, exchange }] as const] : [];
    }),
  );
}

/**
 * A look at a cart's variants. One without a price in the currency, or not published, is gone:
 * its facts hold no price that a line could take.
 */
export async function catalogLook(
  db: Database,
  variantIds: readonly Id<"variant">[],
  currency: Currency,
): Promise<Required<CatalogLook>> {
  const known = await variantFacts(db, variantIds, currency);
  const facts = known.filter(({ isForSale }) => isForSale);
  const found = new Set(facts.map(({ variantId }) => variantId));
  return { facts, gone: variantIds.filter((id) => !found.has(id)) };
}

function cursorFor(query: CardsQuery, word: string): Result<ProductCursor, ListingProblem> {
  const cursor = decodeCursor(word);
  if (cursor === null) {
    return refused("/cursor", "Expected the nextCursor of the page before");
  }
  if (cursor.sort !== query.sort || cursor.currency !== query.currency) {
    return refused("/cursor", `The cursor belongs to ${cursor.sort} in ${cursor.currency}`);
  }
  return ok({ ...cursor, sort: query.sort, currency: query.currency });
}

async function hasCategory(db: Database, handle: string): Promise<boolean> {
  return (await categoryExistsStatement.bind(db, { handle }).first()) !== null;
}

function refused(pointer: string, detail: string) {
  return fail({ reason: "validation_failed", errors: [{ pointer, detail }] });
}
