/**
 * What staff write into the catalog. Every function gives the statements of one batch, so that a
 * product, its variants and what listings read of them change together or not at all.
 */
import { sql } from "drizzle-orm";
import type { ChangeProduct, CreateProduct, StaffProduct } from "../contracts/staff-catalog.ts";
import type { Id } from "../domain/id.ts";
import { rangeStatements } from "./price-ranges.ts";
import { putMedia, putVariants } from "./product-part-writes.ts";
import { type Database, statement, type Value } from "./statement.ts";

/** Most ancestors that a category is followed through, against a loop in the data. */
const CATEGORY_DEPTH_MAX = 10;

/** A product with the ids that were minted for it. */
export interface NewProduct extends Omit<CreateProduct, "variants" | "media"> {
  readonly id: Id<"product">;
  readonly variants: StaffProduct["variants"];
  readonly media: StaffProduct["media"];
}

/** What a change of a product may name besides the fields of a request. */
export interface ProductTurn {
  /** As it is stored: "scheduled" is a draft with a time. */
  readonly status?: "draft" | "published" | "retired";
  /** Epoch milliseconds; null takes the time back. */
  readonly publishAt?: number | null;
  readonly retireAt?: number | null;
}

/** A change of a product. */
export type ProductChange = Partial<Omit<ChangeProduct, "version">> & ProductTurn;

/** New prices of a variant. */
type VariantPrices = NonNullable<ChangeProduct["variants"]>[number];

const place = sql.placeholder;

const productStatement = statement<Record<string, Value>>(
  () => sql`
    INSERT INTO products (id, handle, status, title, subtitle, description, seo_title,
      seo_description, brand_id, product_type_id, option_names, tags, custom_fields, rank, tax_class,
      version, created_at, updated_at)
    VALUES (${place("id")}, ${place("handle")}, 'draft', ${place("title")}, ${place("subtitle")},
      ${place("description")}, ${place("seoTitle")}, ${place("seoDescription")},
      ${place("brandId")}, ${place("productTypeId")}, ${place("optionNames")}, ${place("tags")},
      ${place("customFields")}, ${place("rank")}, ${place("taxClass")}, 1, ${place("now")}, ${place("now")})`,
);

const pricesStatement = statement<{ variants: string }>(
  () => sql`
    INSERT INTO prices (variant_id, currency, amount_minor, compare_at_minor, source, reason, exchange)
    SELECT variant.value ->> 'id', price.value ->> 'currency', price.value ->> 'amountMinor',
      price.value ->> 'compareAtMinor', 'set', '', NULL
    FROM json_each(${place("variants")}) AS variant, json_each(variant.value, '$.prices') AS price
    WHERE true ON CONFLICT (variant_id, currency) DO UPDATE SET
      amount_minor = excluded.amount_minor, compare_at_minor = excluded.compare_at_minor,
      source = excluded.source, reason = excluded.reason, exchange = excluded.exchange
    WHERE amount_minor <> excluded.amount_minor OR source <> excluded.source
      OR compare_at_minor IS NOT excluded.compare_at_minor`,
);

/** Prices in currencies that the variants no longer have; converted ones are not staff's to drop. */
const dropPricesStatement = statement<{ variants: string }>(
  () => sql`
    DELETE FROM prices
    WHERE variant_id IN (SELECT value ->> 'id' FROM json_each(${place("variants")}))
      AND source <> 'converted' AND (variant_id, currency) NOT IN (
        SELECT variant.value ->> 'id', price.value ->> 'currency'
        FROM json_each(${place("variants")}) AS variant,
          json_each(variant.value, '$.prices') AS price)`,
);

const attributesStatement = statement<{ id: string; attributes: string }>(
  () => sql`
    INSERT INTO product_attributes (product_id, attribute_id, value)
    SELECT ${place("id")}, value ->> 'attributeId', value -> 'value'
    FROM json_each(${place("attributes")})`,
);

const forgetAttributesStatement = statement<{ id: string }>(
  () => sql`DELETE FROM product_attributes WHERE product_id = ${place("id")}`,
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

/** What is NULL stays; what may become NULL itself says so with a flag of its own. */
const changeStatement = statement<Record<string, Value>>(
  () => sql`
    UPDATE products SET
      handle = coalesce(${place("handle")}, handle),
      title = coalesce(${place("title")}, title),
      subtitle = coalesce(${place("subtitle")}, subtitle),
      description = coalesce(${place("description")}, description),
      seo_title = coalesce(${place("seoTitle")}, seo_title),
      seo_description = coalesce(${place("seoDescription")}, seo_description),
      brand_id = iif(${place("hasBrand")}, ${place("brandId")}, brand_id),
      product_type_id = iif(${place("hasType")}, ${place("productTypeId")}, product_type_id),
      option_names = coalesce(${place("optionNames")}, option_names),
      tags = coalesce(${place("tags")}, tags),
      custom_fields = coalesce(${place("customFields")}, custom_fields),
      rank = coalesce(${place("rank")}, rank),
      tax_class = coalesce(${place("taxClass")}, tax_class),
      status = coalesce(${place("status")}, status),
      publish_at = iif(${place("hasPublishAt")}, ${place("publishAt")}, publish_at),
      retire_at = iif(${place("hasRetireAt")}, ${place("retireAt")}, retire_at),
      published_at = iif(${place("status")} = 'published', coalesce(published_at, ${place("now")}),
        published_at),
      version = version + 1, updated_at = ${place("now")}
    WHERE id = ${place("id")}`,
);

/** Writes a draft. */
export function insertProduct(
  db: Database,
  product: NewProduct,
  now: number,
): D1PreparedStatement[] {
  const { id, handle, title, subtitle, description, seo, brandId, productTypeId, rank } = product;
  return [
    productStatement.bind(db, {
      id,
      handle,
      title,
      subtitle,
      description,
      seoTitle: seo.title,
      seoDescription: seo.description,
      brandId,
      productTypeId,
      rank,
      taxClass: product.taxClass,
      optionNames: JSON.stringify(product.optionNames),
      tags: JSON.stringify(product.tags),
      customFields: JSON.stringify(product.customFields),
      now,
    }),
    ...putVariants(db, id, product.variants),
    attributesStatement.bind(db, { id, attributes: JSON.stringify(product.attributes) }),
    ...putMedia(db, id, product.media),
    categoriesStatement.bind(db, { id, categoryIds: JSON.stringify(product.categoryIds) }),
    ...priceStatements(db, id, product.variants),
  ];
}

/** Writes what a change names and counts the version up; the caller has checked the version. */
export function updateProduct(
  db: Database,
  id: Id<"product">,
  change: ProductChange & { readonly optionNames?: readonly string[]; readonly now: number },
): D1PreparedStatement[] {
  const { status, categoryIds, attributes, variants, now } = change;
  return [
    changeStatement.bind(db, {
      id,
      handle: change.handle ?? null,
      title: change.title ?? null,
      subtitle: change.subtitle ?? null,
      description: change.description ?? null,
      seoTitle: change.seo?.title ?? null,
      seoDescription: change.seo?.description ?? null,
      hasBrand: change.brandId === undefined ? 0 : 1,
      brandId: change.brandId ?? null,
      hasType: change.productTypeId === undefined ? 0 : 1,
      productTypeId: change.productTypeId ?? null,
      optionNames: jsonOf(change.optionNames),
      tags: jsonOf(change.tags),
      customFields: jsonOf(change.customFields),
      rank: change.rank ?? null,
      taxClass: change.taxClass ?? null,
      status: status ?? null,
      hasPublishAt: change.publishAt === undefined ? 0 : 1,
      publishAt: change.publishAt ?? null,
      hasRetireAt: change.retireAt === undefined ? 0 : 1,
      retireAt: change.retireAt ?? null,
      now,
    }),
    ...(categoryIds === undefined ? [] : categoriesOf(db, id, categoryIds)),
    ...(attributes === undefined
      ? []
      : [
          forgetAttributesStatement.bind(db, { id }),
          attributesStatement.bind(db, { id, attributes: JSON.stringify(attributes) }),
        ]),
    ...(variants === undefined ? [] : priceStatements(db, id, variants)),
  ];
}

/** Gives the variants exactly these prices, and the product the ranges that listings sort by. */
export function priceStatements(
  db: Database,
  id: Id<"product">,
  prices: readonly VariantPrices[],
): D1PreparedStatement[] {
  const variants = JSON.stringify(
    prices.map(({ id: variant, prices: own }) => ({ id: variant, prices: own })),
  );
  return [
    dropPricesStatement.bind(db, { variants }),
    pricesStatement.bind(db, { variants }),
    ...rangeStatements(db, [id]),
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

function jsonOf(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
