/**
 * The catalog's queries. Each answers with one row per product, its variants and pictures as JSON
 * arrays inside the row, so that a page costs one statement and no row is sent twice.
 */
import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { ProductSort } from "../contracts/catalog.ts";
import { translations } from "./catalog-model-tables.ts";
import {
  attributes,
  brands,
  categories,
  currencies,
  media,
  prices,
  productAttributes,
  productCategories,
  productPriceRanges,
  products,
  stockLevels,
  variants,
} from "./catalog-tables.ts";
import { type Statement, statement } from "./statement.ts";

/** Most ancestors that a category is followed through, against a loop in the data. */
const CATEGORY_DEPTH_MAX = 10;

const place = sql.placeholder;

/** Units that can be bought over all locations; the projection may lag behind the object. */
const available = sql`coalesce((
  SELECT sum(${stockLevels.onHand} - ${stockLevels.held} - ${stockLevels.allocated})
  FROM ${stockLevels} WHERE ${stockLevels.stockItemId} = ${variants.stockItemId}), 0)`;

/** A text in the language that is asked for, or as it was first written. */
const inLocale = (subject: SQLWrapper, field: string, base: SQLWrapper) => sql`coalesce((
  SELECT ${translations.text} FROM ${translations}
  WHERE ${translations.subjectId} = ${subject} AND ${translations.locale} = ${place("locale")}
    AND ${translations.field} = ${sql.raw(`'${field}'`)}), ${base})`;

/** Everything that is translated of a subject, by field; the long texts only where wanted. */
const textsOf = (subject: SQLWrapper, { isShort }: { isShort: boolean }) => sql`(
  SELECT json_group_object(${translations.field}, ${translations.text}) FROM ${translations}
  WHERE ${translations.subjectId} = ${subject} AND ${translations.locale} = ${place("locale")}
    ${isShort ? sql`AND ${translations.field} NOT IN ('description', 'seo_description')` : sql``})`;

const pictureTuple = sql`json_array(${media.key}, ${inLocale(media.id, "alt", media.alt)}, ${media.width}, ${media.height}, ${media.optionValue})`;

/** As it was first written: a cart remembers no language. */
const firstPictureTuple = sql`json_array(${media.key}, ${media.alt}, ${media.width}, ${media.height}, ${media.optionValue})`;

/** A listing's order: the key, and what a product after the cursor fulfils. */
const ORDERS: Record<ProductSort, { key: SQL; id: SQL; order: SQL; after: SQL }> = {
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
  readonly category: string;
  readonly key: number;
  readonly id: string;
  readonly rows: number;
};

/** The page is found first, on narrow rows; only its products are then filled. */
function writeListing(sort: ProductSort, isWithin: boolean, isAfter: boolean): SQL {
  const { key, id, order, after } = ORDERS[sort];
  const within = isWithin
    ? sql`AND EXISTS (SELECT 1 FROM ${productCategories}
        WHERE ${productCategories.productId} = ${products.id} AND ${productCategories.categoryId} =
          (SELECT ${categories.id} FROM ${categories} WHERE ${categories.handle} = ${place("category")}))`
    : sql``;
  const page = sql`
    SELECT ${id} AS product_id, ${key} AS sort_key,
      ${productPriceRanges.minMinor} AS min_minor, ${productPriceRanges.maxMinor} AS max_minor
    FROM ${products} JOIN ${productPriceRanges}
      ON ${productPriceRanges.productId} = ${products.id}
      AND ${productPriceRanges.currency} = ${place("currency")}
    WHERE ${products.status} = 'published' ${within} ${isAfter ? sql`AND ${after}` : sql``}
    ORDER BY ${order} LIMIT ${place("rows")}`;
  return writeCards(page, order);
}

/** @param page gives product_id, sort_key, min_minor and max_minor */
function writeCards(page: SQL, order: SQL): SQL {
  return sql`
    WITH page AS MATERIALIZED (${page})
    SELECT page.product_id AS id, page.sort_key, page.min_minor, page.max_minor,
      ${products.handle}, ${products.title}, ${products.subtitle},
      ${inLocale(brands.id, "title", brands.title)} AS brand,
      ${products.optionNames}, ${products.tags}, ${textsOf(products.id, { isShort: true })} AS texts,
      (SELECT json_group_array(json_array(
          ${variants.optionValues} ->> 0, ${prices.amountMinor}, ${prices.compareAtMinor},
          ${available}) ORDER BY ${variants.position})
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

/** @returns the query of a listing, one per order and set of filters */
export function cardsStatement(
  sort: ProductSort,
  filters: { readonly isWithin: boolean; readonly isAfter: boolean },
): Statement<CardsValues> {
  const name = `${sort} ${filters.isWithin} ${filters.isAfter}`;
  const known = cards.get(name);
  if (known !== undefined) return known;
  const made = statement<CardsValues>(() => writeListing(sort, filters.isWithin, filters.isAfter));
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

/** A published product by its handle, with the variants that have a price in the currency. */
export const productStatement = statement<{ handle: string; locale: string; currency: string }>(
  () => sql`
    SELECT ${products.id}, ${products.handle}, ${products.title}, ${products.subtitle},
      ${products.description}, ${inLocale(brands.id, "title", brands.title)} AS brand,
      ${products.optionNames}, ${products.tags}, ${products.version},
      ${currencies.pricesIncludeTax}, ${textsOf(products.id, { isShort: false })} AS texts,
      (SELECT json_group_array(json_array(
          ${variants.id}, ${variants.sku}, json(${variants.optionValues}), ${prices.amountMinor},
          ${prices.compareAtMinor}, ${available}) ORDER BY ${variants.position})
        FROM ${variants} JOIN ${prices} ON ${prices.variantId} = ${variants.id}
          AND ${prices.currency} = ${currencies.code}
        WHERE ${variants.productId} = ${products.id}) AS variants,
      (SELECT json_group_array(${pictureTuple} ORDER BY ${media.position})
        FROM ${media} WHERE ${media.productId} = ${products.id}) AS pictures,
      (SELECT json_group_array(json_object(
          'handle', ${attributes.handle}, 'label', ${inLocale(attributes.id, "label", attributes.label)}, 'kind', ${attributes.kind},
          'value', json(${productAttributes.value}), 'unit', ${attributes.unit},
          'texts', json(${textsOf(attributes.id, { isShort: false })}))
          ORDER BY ${attributes.position})
        FROM ${productAttributes}
        JOIN ${attributes} ON ${attributes.id} = ${productAttributes.attributeId}
        WHERE ${productAttributes.productId} = ${products.id}) AS attributes,
      (WITH RECURSIVE trail (id, parent_id, handle, title, depth) AS (
          SELECT * FROM (SELECT ${categories.id}, ${categories.parentId}, ${categories.handle},
              ${categories.title}, 0
            FROM ${productCategories}
            JOIN ${categories} ON ${categories.id} = ${productCategories.categoryId}
            WHERE ${productCategories.productId} = ${products.id} AND ${productCategories.isPrimary} = 1
            ORDER BY ${categories.position} LIMIT 1)
          UNION ALL
          SELECT ${categories.id}, ${categories.parentId}, ${categories.handle},
            ${categories.title}, trail.depth + 1
          FROM trail JOIN ${categories} ON ${categories.id} = trail.parent_id
          WHERE trail.depth < ${sql.raw(String(CATEGORY_DEPTH_MAX))})
        SELECT json_group_array(json_object('id', id, 'handle', handle, 'title', ${inLocale(sql`trail.id`, "title", sql`trail.title`)})
          ORDER BY depth DESC) FROM trail) AS breadcrumbs
    FROM ${products}
    JOIN ${currencies} ON ${currencies.code} = ${place("currency")}
    LEFT JOIN ${brands} ON ${brands.id} = ${products.brandId}
    WHERE ${products.handle} = ${place("handle")} AND ${products.status} = 'published'`,
);

/** Every category with the number of published products in it and below it. */
export const categoriesStatement = statement<{ locale: string }>(
  () => sql`
    SELECT ${categories.id}, ${categories.parentId}, ${categories.handle},
      ${inLocale(categories.id, "title", categories.title)} AS title,
      ${inLocale(categories.id, "description", categories.description)} AS description,
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

/** What a cart must know of variants; their ids come as one JSON array. */
export const variantFactsStatement = statement<{ ids: string; currency: string }>(
  () => sql`
    SELECT ${variants.productId}, ${variants.id} AS variant_id, ${variants.stockItemId},
      ${products.handle}, ${products.title}, ${variants.optionValues}, ${variants.sku},
      ${prices.amountMinor}, ${products.status} = 'published' AS is_published,
      ${available} AS available,
      (SELECT ${firstPictureTuple} FROM ${media} WHERE ${media.productId} = ${variants.productId}
          AND coalesce(${media.optionValue} = ${variants.optionValues} ->> 0, 1)
        ORDER BY ${media.optionValue} IS NULL, ${media.position} LIMIT 1) AS picture
    FROM ${variants}
    JOIN ${products} ON ${products.id} = ${variants.productId}
    LEFT JOIN ${prices} ON ${prices.variantId} = ${variants.id}
      AND ${prices.currency} = ${place("currency")}
    WHERE ${variants.id} IN (SELECT value FROM json_each(${place("ids")}))`,
);
