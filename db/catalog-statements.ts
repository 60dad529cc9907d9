/**
 * The catalog's queries. Each answers with one row per product, its variants and pictures as JSON
 * arrays inside the row, so that a page costs one statement and no row is sent twice.
 */
import { type SQL, sql } from "drizzle-orm";
import type { ProductSort } from "../contracts/catalog.ts";
import { collectionProducts } from "./catalog-model-tables.ts";
import {
  brands,
  categories,
  media,
  prices,
  productCategories,
  productPriceRanges,
  products,
  variants,
} from "./catalog-tables.ts";
import {
  available,
  firstPictureTuple,
  inLocale,
  pictureTuple,
  place,
  priceTuple,
  textsOf,
} from "./catalog-tuples.ts";
import { catalogMinor, offers, offersAt } from "./price-offers.ts";
import { type Statement, statement } from "./statement.ts";

/** How products are ordered; `manual` is the order of a collection. */
export type CardSort = ProductSort | "manual";

/** A listing's order: the key, and what a product after the cursor fulfils. */
const ORDERS: Record<CardSort, { key: SQL; id: SQL; order: SQL; after: SQL }> = {
  manual: {
    key: sql`${collectionProducts.position}`,
    id: sql`${collectionProducts.productId}`,
    order: sql`sort_key, product_id`,
    after: sql`(${collectionProducts.position}, ${collectionProducts.productId})
      > (${place("key")}, ${place("id")})`,
  },
  featured: {
    key: sql`${products.rank}`,
    id: sql`${products.id}`,
    order: sql`sort_key DESC, product_id`,
    after: sql`${products.rank} <= ${place("key")}
      AND (${products.rank} < ${place("key")} OR ${products.id} > ${place("id")})`,
  },
  newest: {
    key: sql`${products.createdAt}`,
    id: sql`${products.id}`,
    order: sql`sort_key DESC, product_id`,
    after: sql`${products.createdAt} <= ${place("key")}
      AND (${products.createdAt} < ${place("key")} OR ${products.id} > ${place("id")})`,
  },
  price_asc: {
    key: sql`${productPriceRanges.minMinor}`,
    id: sql`${productPriceRanges.productId}`,
    order: sql`sort_key, product_id`,
    after: sql`(${productPriceRanges.minMinor}, ${productPriceRanges.productId})
      > (${place("key")}, ${place("id")})`,
  },
  price_desc: {
    key: sql`${productPriceRanges.minMinor}`,
    id: sql`${productPriceRanges.productId}`,
    order: sql`sort_key DESC, product_id DESC`,
    after: sql`(${productPriceRanges.minMinor}, ${productPriceRanges.productId})
      < (${place("key")}, ${place("id")})`,
  },
};

/** The values that a listing binds; those of a filter that is off are ignored. */
export type CardsValues = {
  readonly locale: string;
  readonly currency: string;
  /** The handle of the category, or the id of the collection. */
  readonly within: string;
  readonly key: number;
  readonly id: string;
  readonly rows: number;
};

/** What a listing is narrowed to. */
export type CardScope = "category" | "collection" | null;

const SCOPES: Record<NonNullable<CardScope>, SQL> = {
  category: sql`AND EXISTS (SELECT 1 FROM ${productCategories}
    WHERE ${productCategories.productId} = ${products.id} AND ${productCategories.categoryId} =
      (SELECT ${categories.id} FROM ${categories} WHERE ${categories.handle} = ${place("within")}))`,
  collection: sql`AND ${collectionProducts.collectionId} = ${place("within")}`,
};

/** The page is found first, on narrow rows; only its products are then filled. */
function writeListing(sort: CardSort, scope: CardScope, isAfter: boolean): SQL {
  const { key, id, order, after } = ORDERS[sort];
  const source =
    scope === "collection"
      ? sql`${collectionProducts} CROSS JOIN ${products}
          ON ${products.id} = ${collectionProducts.productId}`
      : sql`${products}`;
  const page = sql`
    SELECT ${id} AS product_id, ${key} AS sort_key,
      ${productPriceRanges.minMinor} AS min_minor, ${productPriceRanges.maxMinor} AS max_minor
    FROM ${source} JOIN ${productPriceRanges}
      ON ${productPriceRanges.productId} = ${products.id}
      AND ${productPriceRanges.currency} = ${place("currency")}
    WHERE ${products.status} = 'published' ${scope === null ? sql`` : SCOPES[scope]} ${isAfter ? sql`AND ${after}` : sql``}
    ORDER BY ${order} LIMIT ${place("rows")}`;
  return writeCards(page, order);
}

/**
 * Fills the cards of a page of products.
 * @param page gives product_id, sort_key, min_minor and max_minor
 * @param beside more columns of the page that each row shall have
 */
export function writeCards(page: SQL, order: SQL, beside: SQL = sql``): SQL {
  return sql`
    WITH page AS MATERIALIZED (${page})
    SELECT ${beside} page.product_id AS id, page.sort_key, page.min_minor, page.max_minor,
      ${products.handle}, ${products.title}, ${products.subtitle},
      ${inLocale(brands.id, "title", brands.title)} AS brand,
      ${products.optionNames}, ${products.tags}, ${products.publishedAt}, ${textsOf(products.id, "short")} AS texts,
      (SELECT json_group_array(json_array(
          ${variants.optionValues} ->> 0, ${priceTuple}, ${available}) ORDER BY ${variants.position})
        FROM ${variants} JOIN ${prices} ON ${prices.variantId} = ${variants.id}
          AND ${prices.currency} = ${place("currency")}
        WHERE ${variants.productId} = page.product_id) AS variants,
      (SELECT ${pictureTuple} FROM ${media} WHERE ${media.productId} = page.product_id
        ORDER BY ${media.position} LIMIT 1) AS picture,
      (SELECT ${pictureTuple} FROM ${media} WHERE ${media.productId} = page.product_id
          AND ${media.optionValue} IS (SELECT first.option_value FROM ${media} AS first
            WHERE first.product_id = page.product_id ORDER BY first.position LIMIT 1)
        ORDER BY ${media.position} LIMIT 1 OFFSET 1) AS second_picture
    FROM page JOIN ${products} ON ${products.id} = page.product_id
      LEFT JOIN ${brands} ON ${brands.id} = ${products.brandId}
    ORDER BY ${order}`;
}

const cards = new Map<string, Statement<CardsValues>>();

/** @returns the query of a listing, one per order and scope */
export function cardsStatement(
  sort: CardSort,
  { scope, isAfter }: { readonly scope: CardScope; readonly isAfter: boolean },
): Statement<CardsValues> {
  const name = `${sort} ${scope} ${isAfter}`;
  const known = cards.get(name);
  if (known !== undefined) return known;
  const made = statement<CardsValues>(() => writeListing(sort, scope, isAfter));
  cards.set(name, made);
  return made;
}

/** Published products by their ids, which come as one JSON array, in its order. */
export const cardsByIdsStatement = statement<{ ids: string; locale: string; currency: string }>(
  () =>
    writeCards(
      sql`
      SELECT ${products.id} AS product_id, wanted.key AS sort_key,
        ${productPriceRanges.minMinor} AS min_minor, ${productPriceRanges.maxMinor} AS max_minor
      FROM json_each(${place("ids")}) AS wanted
      CROSS JOIN ${products} ON ${products.id} = wanted.value
      JOIN ${productPriceRanges} ON ${productPriceRanges.productId} = ${products.id}
        AND ${productPriceRanges.currency} = ${place("currency")}
      WHERE ${products.status} = 'published'`,
      sql`sort_key`,
    ),
);

/** Every category with the number of published products in it and below it. */
export const categoriesStatement = statement<{ locale: string }>(
  () => sql`
    SELECT ${categories.id}, ${categories.parentId}, ${categories.handle},
      ${inLocale(categories.id, "title", categories.title)} AS title,
      ${inLocale(categories.id, "description", categories.description)} AS description,
      ${inLocale(categories.id, "seo_title", categories.seoTitle)} AS seo_title,
      ${inLocale(categories.id, "seo_description", categories.seoDescription)} AS seo_description,
      ${categories.imageKey},
      ${inLocale(categories.id, "image_alt", categories.imageAlt)} AS image_alt,
      (SELECT count(*) FROM ${productCategories}
        CROSS JOIN ${products} ON ${products.id} = ${productCategories.productId}
        WHERE ${productCategories.categoryId} = ${categories.id}
          AND ${products.status} = 'published') AS product_count
    FROM ${categories} ORDER BY ${categories.position}, ${categories.id}`,
);

/** Whether a category has this handle. */
export const categoryExistsStatement = statement<{ handle: string }>(
  () => sql`SELECT 1 FROM ${categories} WHERE ${categories.handle} = ${place("handle")}`,
);

const factsWith = (offered: SQL) => sql`
  SELECT ${variants.productId}, ${variants.id} AS variant_id, ${variants.stockItemId},
    ${products.handle}, ${products.title}, ${variants.optionValues}, ${variants.sku},
    ${catalogMinor} AS amount_minor, ${offered} AS offers, ${prices.exchange},
    ${products.status} = 'published' AS is_published,
    ${available} AS available,
    (SELECT ${firstPictureTuple} FROM ${media} WHERE ${media.productId} = ${variants.productId}
        AND coalesce(${media.optionValue} = ${variants.optionValues} ->> 0, 1)
      ORDER BY ${media.optionValue} IS NULL, ${media.position} LIMIT 1) AS picture
  FROM ${variants}
  JOIN ${products} ON ${products.id} = ${variants.productId}
  LEFT JOIN ${prices} ON ${prices.variantId} = ${variants.id}
    AND ${prices.currency} = ${place("currency")}
  WHERE ${variants.id} IN (SELECT value FROM json_each(${place("ids")}))`;

/** What a cart must know of variants; their ids come as one JSON array. */
export const variantFactsStatement = statement<{ ids: string; currency: string }>(() =>
  factsWith(offers),
);

/** The same with the prices that lists ask for at another moment. */
export const variantFactsAtStatement = /* @__PURE__ */ statement<{
  ids: string;
  currency: string;
  at: number;
}>(() => factsWith(offersAt));
