/** Collections as shoppers read them. */
import { sql } from "drizzle-orm";
import type { Collection, CollectionPage, CollectionQuery } from "../contracts/catalog.ts";
import type { Id } from "../domain/id.ts";
import type { Locale } from "../domain/locale.ts";
import { ok, type Result } from "../domain/result.ts";
import { type ListingProblem, listCards } from "./catalog.ts";
import { collectionProducts, collections } from "./catalog-model-tables.ts";
import { groupPictureOf } from "./catalog-rows.ts";
import type { CardSort } from "./catalog-statements.ts";
import { products } from "./catalog-tables.ts";
import { inLocale, place } from "./catalog-tuples.ts";
import { type Database, statement } from "./statement.ts";

/** Most collections of a shop that are listed. */
const COLLECTIONS_MAX = 1000;

interface Row {
  readonly id: Id<"collection">;
  readonly handle: string;
  readonly title: string;
  readonly description: string;
  readonly seo_title: string;
  readonly seo_description: string;
  readonly image_key: string | null;
  readonly image_alt: string;
  readonly sort: CardSort;
  readonly product_count: number;
}

const columns = sql`
  ${collections.id}, ${collections.handle}, ${collections.sort},
  ${inLocale(collections.id, "title", collections.title)} AS title,
  ${inLocale(collections.id, "description", collections.description)} AS description,
  ${inLocale(collections.id, "seo_title", collections.seoTitle)} AS seo_title,
  ${inLocale(collections.id, "seo_description", collections.seoDescription)} AS seo_description,
  ${collections.imageKey}, ${inLocale(collections.id, "image_alt", collections.imageAlt)} AS image_alt,
  (SELECT count(*) FROM ${collectionProducts}
    CROSS JOIN ${products} ON ${products.id} = ${collectionProducts.productId}
    WHERE ${collectionProducts.collectionId} = ${collections.id}
      AND ${products.status} = 'published') AS product_count`;

const listStatement = statement<{ locale: string; rows: number }>(
  () => sql`
    SELECT ${columns} FROM ${collections} WHERE ${collections.status} = 'published'
    ORDER BY ${collections.position}, ${collections.id} LIMIT ${place("rows")}`,
);

const oneStatement = statement<{ handle: string; locale: string }>(
  () => sql`
    SELECT ${columns} FROM ${collections}
    WHERE ${collections.handle} = ${place("handle")} AND ${collections.status} = 'published'`,
);

/** @returns every published collection, in the order of staff */
export async function listCollections(db: Database, locale: Locale): Promise<Collection[]> {
  const { results } = await listStatement.bind(db, { locale, rows: COLLECTIONS_MAX }).all<Row>();
  return results.map(collectionOf);
}

/** @returns the published collection, or null */
export async function collectionByHandle(
  db: Database,
  handle: string,
  locale: Locale,
): Promise<Collection | null> {
  const row = await oneStatement.bind(db, { handle, locale }).first<Row>();
  return row === null ? null : collectionOf(row);
}

/** @returns the collection with a page of its products in its own order, or null where it is none */
export async function collectionPage(
  db: Database,
  handle: string,
  query: CollectionQuery,
): Promise<Result<CollectionPage, ListingProblem> | null> {
  const row = await oneStatement.bind(db, { handle, locale: query.locale }).first<Row>();
  if (row === null) return null;
  const within = { scope: "collection", key: row.id } as const;
  const page = await listCards(db, { ...query, sort: row.sort, within });
  return page.ok ? ok({ collection: collectionOf(row), ...page.value }) : page;
}

function collectionOf(row: Row): Collection {
  const { id, handle, title, description } = row;
  return {
    id,
    handle,
    title,
    description,
    seo: {
      title: row.seo_title || title,
      description: row.seo_description || description || title,
    },
    picture: groupPictureOf(row),
    productCount: row.product_count,
  };
}
