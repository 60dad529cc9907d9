/**
 * What staff write into the catalog. Every function gives the statements of one batch, so that a
 * product, its variants and what listings read of them change together or not at all.
 */
import { sql } from "drizzle-orm";
import type { ChangeProduct, CreateProduct } from "../contracts/staff-catalog.ts";
import type { Id } from "../domain/id.ts";
import { type Database, statement, type Value } from "./statement.ts";

/** Most ancestors that a category is followed through, against a loop in the data. */
const CATEGORY_DEPTH_MAX = 10;

/** A product with the ids that were minted for it. */
export interface NewProduct extends Omit<CreateProduct, "variants" | "media"> {
  readonly id: Id<"product">;
  readonly variants: readonly (CreateProduct["variants"][number] & {
    readonly id: Id<"variant">;
    readonly stockItemId: Id<"stockItem">;
  })[];
  readonly media: readonly (CreateProduct["media"][number] & { readonly id: Id<"media"> })[];
}

/** New prices of a variant. */
type VariantPrices = NonNullable<ChangeProduct["variants"]>[number];

const place = sql.placeholder;

const productStatement = statement<Record<string, Value>>(
  () => sql`
    INSERT INTO products (id, handle, status, title, subtitle, description, brand_id,
      option_names, tags, rank, version, created_at, updated_at)
    VALUES (${place("id")}, ${place("handle")}, 'draft', ${place("title")}, ${place("subtitle")},
      ${place("description")}, ${place("brandId")}, ${place("optionNames")}, ${place("tags")},
      ${place("rank")}, 1, ${place("now")}, ${place("now")})`,
);

const variantsStatement = statement<{ id: string; variants: string }>(
  () => sql`
    INSERT INTO variants (id, product_id, stock_item_id, sku, option_values, weight_grams, position)
    SELECT value ->> 'id', ${place("id")}, value ->> 'stockItemId', value ->> 'sku',
      value -> 'optionValues', value ->> 'weightGrams', key
    FROM json_each(${place("variants")})`,
);

const forgetPricesStatement = statement<{ variants: string }>(
  () => sql`
    DELETE FROM prices
    WHERE variant_id IN (SELECT value ->> 'id' FROM json_each(${place("variants")}))`,
);

const pricesStatement = statement<{ variants: string }>(
  () => sql`
    INSERT INTO prices (variant_id, currency, amount_minor, compare_at_minor)
    SELECT variant.value ->> 'id', price.value ->> 'currency', price.value ->> 'amountMinor',
      price.value ->> 'compareAtMinor'
    FROM json_each(${place("variants")}) AS variant, json_each(variant.value, '$.prices') AS price`,
);

const attributesStatement = statement<{ id: string; attributes: string }>(
  () => sql`
    INSERT INTO product_attributes (product_id, attribute_id, value)
    SELECT ${place("id")}, value ->> 'attributeId', value -> 'value'
    FROM json_each(${place("attributes")})`,
);

const mediaStatement = statement<{ id: string; media: string }>(
  () => sql`
    INSERT INTO media (id, product_id, key, alt, width, height, option_value, position)
    SELECT value ->> 'id', ${place("id")}, value ->> 'key', value ->> 'alt', value ->> 'width',
      value ->> 'height', value ->> 'optionValue', key
    FROM json_each(${place("media")})`,
);

const forgetCategoriesStatement = statement<{ id: string }>(
  () => sql`DELETE FROM product_categories WHERE product_id = ${place("id")}`,
);

/** A product stands in its categories and in every ancestor of them. */
const categoriesStatement = statement<{ id: string; categoryIds: string }>(
  () => sql`
    INSERT INTO product_categories (category_id, product_id, is_primary)
    WITH RECURSIVE up (id, depth) AS (
      SELECT value, 0 FROM json_each(${place("categoryIds")})
      UNION
      SELECT categories.parent_id, up.depth + 1 FROM up JOIN categories ON categories.id = up.id
      WHERE categories.parent_id IS NOT NULL AND up.depth < ${sql.raw(String(CATEGORY_DEPTH_MAX))})
    SELECT id, ${place("id")}, max(depth = 0) FROM up GROUP BY id`,
);

const forgetRangesStatement = statement<{ id: string }>(
  () => sql`DELETE FROM product_price_ranges WHERE product_id = ${place("id")}`,
);

const rangesStatement = statement<{ id: string }>(
  () => sql`
    INSERT INTO product_price_ranges (product_id, currency, min_minor, max_minor)
    SELECT ${place("id")}, prices.currency, min(prices.amount_minor), max(prices.amount_minor)
    FROM variants JOIN prices ON prices.variant_id = variants.id
    WHERE variants.product_id = ${place("id")} GROUP BY prices.currency`,
);

const changeStatement = statement<Record<string, Value>>(
  () => sql`
    UPDATE products SET
      title = coalesce(${place("title")}, title),
      subtitle = coalesce(${place("subtitle")}, subtitle),
      description = coalesce(${place("description")}, description),
      tags = coalesce(${place("tags")}, tags),
      rank = coalesce(${place("rank")}, rank),
      status = coalesce(${place("status")}, status),
      version = version + 1, updated_at = ${place("now")}
    WHERE id = ${place("id")}`,
);

/** Writes a draft. */
export function insertProduct(
  db: Database,
  product: NewProduct,
  now: number,
): D1PreparedStatement[] {
  const { id, handle, title, subtitle, description, brandId, rank } = product;
  const variants = JSON.stringify(product.variants);
  const texts = { handle, title, subtitle, description, brandId, rank };
  const optionNames = JSON.stringify(product.optionNames);
  return [
    productStatement.bind(db, {
      id,
      ...texts,
      optionNames,
      tags: JSON.stringify(product.tags),
      now,
    }),
    variantsStatement.bind(db, { id, variants }),
    pricesStatement.bind(db, { variants }),
    attributesStatement.bind(db, { id, attributes: JSON.stringify(product.attributes) }),
    mediaStatement.bind(db, { id, media: JSON.stringify(product.media) }),
    categoriesStatement.bind(db, { id, categoryIds: JSON.stringify(product.categoryIds) }),
    ...rangesOf(db, id),
  ];
}

/** Writes what a change names and counts the version up; the caller has checked the version. */
export function updateProduct(
  db: Database,
  id: Id<"product">,
  change: Partial<Omit<ChangeProduct, "version">> & {
    readonly status?: "draft" | "published";
    readonly now: number;
  },
): D1PreparedStatement[] {
  const { title, subtitle, description, tags, rank, status, categoryIds, variants, now } = change;
  return [
    changeStatement.bind(db, {
      id,
      title: title ?? null,
      subtitle: subtitle ?? null,
      description: description ?? null,
      tags: tags === undefined ? null : JSON.stringify(tags),
      rank: rank ?? null,
      status: status ?? null,
      now,
    }),
    ...(categoryIds === undefined ? [] : categoriesOf(db, id, categoryIds)),
    ...(variants === undefined ? [] : pricesOf(db, variants)),
    ...rangesOf(db, id),
  ];
}

function categoriesOf(
  db: Database,
  id: Id<"product">,
  categoryIds: readonly Id<"category">[],
): D1PreparedStatement[] {
  return [
    forgetCategoriesStatement.bind(db, { id }),
    categoriesStatement.bind(db, { id, categoryIds: JSON.stringify(categoryIds) }),
  ];
}

function pricesOf(db: Database, prices: readonly VariantPrices[]): D1PreparedStatement[] {
  const variants = JSON.stringify(prices);
  return [forgetPricesStatement.bind(db, { variants }), pricesStatement.bind(db, { variants })];
}

/** What listings sort by and show follows from the prices. */
function rangesOf(db: Database, id: Id<"product">): D1PreparedStatement[] {
  return [forgetRangesStatement.bind(db, { id }), rangesStatement.bind(db, { id })];
}
