/**
 * What an import writes: all products of one piece in a dozen statements, each with its rows as JSON.
 * Terms and other products are named by their handles, so that it is all the same who made them.
 */
import { sql } from "drizzle-orm";
import type { PlannedProduct } from "../domain/import-plan.ts";
import type { StoredProduct } from "../domain/import-stored.ts";
import { jsonParts } from "./json-rows.ts";
import { type Database, type Statement, statement } from "./statement.ts";

/** Most ancestors that a category is followed through, against a loop in the data. */
const CATEGORY_DEPTH_MAX = 10;

interface Rows extends Readonly<Record<string, string | number>> {
  readonly rows: string;
}

const place = sql.placeholder;
const each = sql`json_each(${place("rows")})`;

/** A statement over rows, in the order in which they must run. */
const ofRows = (write: () => ReturnType<typeof sql>): Statement<Rows> => statement<Rows>(write);

const brandOf = sql.raw("(SELECT id FROM brands WHERE handle = value ->> 'brand')");
const typeOf = sql.raw("(SELECT id FROM product_types WHERE handle = value ->> 'productType')");

const insertProducts = ofRows(
  () => sql`
    INSERT INTO products (id, handle, status, title, subtitle, description, brand_id,
      product_type_id, option_names, tags, rank, publish_at, retire_at, seo_title,
      seo_description, custom_fields, tax_class, version, created_at, updated_at)
    SELECT value ->> 'id', value ->> 'handle', value ->> 'status', value ->> 'title',
      value ->> 'subtitle', value ->> 'description', ${brandOf}, ${typeOf}, value -> 'options',
      value -> 'tags', value ->> 'rank', value ->> 'publishAt', value ->> 'retireAt',
      value ->> 'seoTitle', value ->> 'seoDescription', value -> 'customFields',
      value ->> 'taxClass', 1, value ->> 'createdAt', ${place("now")}
    FROM ${each}`,
);

/** A product that somebody changed meanwhile has no next version: the whole piece fails with it. */
const updateProducts = ofRows(
  () => sql`
    UPDATE products SET
      status = row.value ->> 'status', title = row.value ->> 'title',
      subtitle = row.value ->> 'subtitle', description = row.value ->> 'description',
      brand_id = (SELECT id FROM brands WHERE handle = row.value ->> 'brand'),
      product_type_id = (SELECT id FROM product_types WHERE handle = row.value ->> 'productType'),
      option_names = row.value -> 'options', tags = row.value -> 'tags',
      rank = row.value ->> 'rank', publish_at = row.value ->> 'publishAt',
      retire_at = row.value ->> 'retireAt', seo_title = row.value ->> 'seoTitle',
      seo_description = row.value ->> 'seoDescription',
      custom_fields = row.value -> 'customFields', tax_class = row.value ->> 'taxClass',
      updated_at = ${place("now")},
      version = CASE WHEN products.version = row.value ->> 'version' THEN products.version + 1 END
    FROM ${each} AS row WHERE products.id = row.value ->> 'id'`,
);

const upsertVariants = ofRows(
  () => sql`
    INSERT INTO variants (id, product_id, stock_item_id, sku, option_values, weight_grams, barcode,
      content_milli, content_unit, content_base_milli, custom_fields, longest_mm, position)
    SELECT value ->> 'id', value ->> 'productId', value ->> 'stockItemId', value ->> 'sku',
      value -> 'options', value ->> 'weightGrams', value ->> 'barcode',
      value ->> '$.content.milli', value ->> '$.content.unit', value ->> '$.content.baseMilli',
      value -> 'customFields', value ->> 'longestMm', value ->> 'position'
    FROM ${each} WHERE true
    ON CONFLICT (id) DO UPDATE SET longest_mm = excluded.longest_mm, sku = excluded.sku, option_values = excluded.option_values,
      weight_grams = excluded.weight_grams, barcode = excluded.barcode,
      content_milli = excluded.content_milli, content_unit = excluded.content_unit,
      content_base_milli = excluded.content_base_milli, custom_fields = excluded.custom_fields,
      position = excluded.position`,
);

const upsertPrices = ofRows(
  () => sql`
    INSERT INTO prices (variant_id, currency, amount_minor, compare_at_minor, source, reason, exchange)
    SELECT value ->> 'variantId', value ->> 'currency', value ->> 'amountMinor',
      value ->> 'compareAtMinor', 'set', '', NULL
    FROM ${each} WHERE true
    ON CONFLICT (variant_id, currency) DO UPDATE SET amount_minor = excluded.amount_minor,
      compare_at_minor = excluded.compare_at_minor, source = excluded.source,
      reason = excluded.reason, exchange = excluded.exchange
    WHERE prices.amount_minor <> excluded.amount_minor OR prices.source <> excluded.source
      OR prices.compare_at_minor IS NOT excluded.compare_at_minor`,
);

const forgetRanges = ofRows(
  () => sql`
    DELETE FROM product_price_ranges
    WHERE product_id IN (SELECT value ->> 'productId' FROM ${each})`,
);

const insertRanges = ofRows(
  () => sql`
    INSERT INTO product_price_ranges (product_id, currency, min_minor, max_minor)
    SELECT variants.product_id, prices.currency, min(shown_minor), max(shown_minor)
    FROM variants JOIN prices ON prices.variant_id = variants.id
    WHERE variants.product_id IN (SELECT value ->> 'productId' FROM ${each})
    GROUP BY variants.product_id, prices.currency`,
);

const upsertAttributes = ofRows(
  () => sql`
    INSERT INTO product_attributes (product_id, attribute_id, value)
    SELECT row.value ->> 'productId', attributes.id, row.value -> 'value'
    FROM ${each} AS row JOIN attributes ON attributes.handle = row.value ->> 'handle' WHERE true
    ON CONFLICT (product_id, attribute_id) DO UPDATE SET value = excluded.value
    WHERE product_attributes.value <> excluded.value`,
);

const forgetCategories = ofRows(
  () => sql`
    DELETE FROM product_categories
    WHERE product_id IN (SELECT value ->> 'productId' FROM ${each})`,
);

const insertCategories = ofRows(
  () => sql`
    INSERT INTO product_categories (category_id, product_id, is_primary)
    WITH RECURSIVE up (id, product_id, depth) AS (
      SELECT categories.id, row.value ->> 'productId', 0
      FROM ${each} AS row JOIN json_each(row.value, '$.categories') AS named
      JOIN categories ON categories.handle = named.value
      UNION
      SELECT categories.parent_id, up.product_id, up.depth + 1
      FROM up JOIN categories ON categories.id = up.id
      WHERE categories.parent_id IS NOT NULL AND up.depth < ${sql.raw(String(CATEGORY_DEPTH_MAX))})
    SELECT id, product_id, max(depth = 0) FROM up GROUP BY id, product_id`,
);

const upsertMemberships = ofRows(
  () => sql`
    INSERT INTO collection_products (collection_id, product_id, position)
    SELECT collections.id, row.value ->> 'productId', row.value ->> 'position'
    FROM ${each} AS row JOIN collections ON collections.handle = row.value ->> 'handle' WHERE true
    ON CONFLICT (collection_id, product_id) DO UPDATE SET position = excluded.position
    WHERE collection_products.position <> excluded.position`,
);

const upsertTranslations = ofRows(
  () => sql`
    INSERT INTO translations (subject_id, locale, field, text)
    SELECT value ->> 'subjectId', value ->> 'locale', value ->> 'field', value ->> 'text'
    FROM ${each} WHERE true
    ON CONFLICT (subject_id, locale, field) DO UPDATE SET text = excluded.text
    WHERE translations.text <> excluded.text`,
);

const updateMedia = ofRows(
  () => sql`
    UPDATE media SET alt = row.value ->> 'alt', option_value = row.value ->> 'option',
      position = row.value ->> 'position'
    FROM ${each} AS row WHERE media.id = row.value ->> 'id' AND row.value ->> 'isStored' = 1`,
);

const forgetVariantMedia = ofRows(
  () => sql`
    DELETE FROM variant_media
    WHERE media_id IN (SELECT value ->> 'id' FROM ${each} WHERE value ->> 'isStored' = 1)`,
);

const insertVariantMedia = ofRows(
  () => sql`
    INSERT INTO variant_media (variant_id, media_id, position)
    SELECT variants.id, media.id, row.value ->> 'position'
    FROM ${each} AS row JOIN media ON media.id = row.value ->> 'id'
    JOIN json_each(row.value, '$.variants') AS choice
    JOIN variants ON variants.product_id = media.product_id
      AND variants.option_values = choice.value
    WHERE row.value ->> 'isStored' = 1`,
);

const upsertWaiting = ofRows(
  () => sql`
    INSERT INTO import_pictures (id, product_id, import_id, row, url, key, alt, width, height,
      option_value, variants, position, state)
    SELECT value ->> 'id', value ->> 'productId', ${place("importId")}, value ->> 'row',
      value ->> 'url', value ->> 'key', value ->> 'alt', value ->> 'width', value ->> 'height',
      value ->> 'option', value -> 'variants', value ->> 'position', 'waiting'
    FROM ${each} WHERE value ->> 'isStored' = 0
    ON CONFLICT (id) DO UPDATE SET alt = excluded.alt, option_value = excluded.option_value,
      variants = excluded.variants, position = excluded.position, url = excluded.url,
      import_id = excluded.import_id, row = excluded.row, state = 'waiting', attempts = 0,
      next_at = 0`,
);

const upsertStock = ofRows(
  () => sql`
    INSERT INTO import_stock (stock_item_id, location_id, import_id, quantity)
    SELECT value ->> 'stockItemId', value ->> 'location', ${place("importId")},
      sum(value ->> 'quantity')
    FROM ${each} GROUP BY 1, 2`,
);

const upsertLinks = ofRows(
  () => sql`
    INSERT INTO import_links (import_id, product_id, kind, handle, row, position)
    SELECT ${place("importId")}, value ->> 'productId', value ->> 'kind', value ->> 'handle',
      value ->> 'row', value ->> 'position'
    FROM ${each} WHERE true
    ON CONFLICT (import_id, product_id, kind, handle) DO UPDATE SET position = excluded.position`,
);

/** Who writes when. */
export type ImportWriting = Readonly<{ importId: string; now: number }>;

/** @returns the statements that write what the plans say; none where they change nothing */
export function productStatements(
  db: Database,
  plans: readonly PlannedProduct[],
  writing: ImportWriting,
): D1PreparedStatement[] {
  const fresh = productsOf(plans, "created");
  const changed = productsOf(plans, "changed");
  const all = [...fresh, ...changed];
  const bind = (one: Statement<Rows>, rows: readonly object[]) =>
    jsonParts(rows).map((part) => one.bind(db, { rows: part, ...writing }));
  const ids = all.map(({ id }) => ({ productId: id }));
  const stood = all.map(({ id, categories }) => ({ productId: id, categories }));
  const shown = all.flatMap((product) => picturesOf(product, 0));
  return [
    ...bind(insertProducts, fresh.map(baseOf)),
    ...bind(updateProducts, changed.map(baseOf)),
    ...bind(upsertVariants, all.flatMap(variantsOf)),
    ...bind(upsertPrices, all.flatMap(pricesOf)),
    ...bind(forgetRanges, ids),
    ...bind(insertRanges, ids),
    ...bind(upsertAttributes, all.flatMap(attributesOf)),
    ...bind(forgetCategories, ids),
    ...bind(insertCategories, stood),
    ...bind(upsertMemberships, all.flatMap(membershipsOf)),
    ...bind(upsertTranslations, all.flatMap(translationsOf)),
    ...bind(updateMedia, shown),
    ...bind(forgetVariantMedia, shown),
    ...bind(insertVariantMedia, shown),
    ...bind(upsertWaiting, plans.flatMap(waitingOf)),
    ...bind(
      upsertStock,
      plans.flatMap(({ stock }) => stock),
    ),
    ...bind(upsertLinks, plans.flatMap(linksOf)),
  ];
}

function productsOf(plans: readonly PlannedProduct[], outcome: PlannedProduct["outcome"]) {
  return plans.flatMap((plan) =>
    plan.outcome === outcome && plan.after !== null ? [plan.after] : [],
  );
}

function baseOf({ variants, pictures, attributes, translations, ...base }: StoredProduct): object {
  return base;
}

function variantsOf({ id: productId, variants }: StoredProduct): object[] {
  return variants.map(({ prices, stock, ...variant }, position) => ({
    ...variant,
    productId,
    position,
  }));
}

function pricesOf({ variants }: StoredProduct): object[] {
  return variants.flatMap(({ id: variantId, prices }) =>
    Object.entries(prices).map(([currency, price]) => ({ variantId, currency, ...price })),
  );
}

function attributesOf({ id: productId, attributes }: StoredProduct): object[] {
  return Object.entries(attributes).map(([handle, value]) => ({ productId, handle, value }));
}

function membershipsOf({ id: productId, collections }: StoredProduct): object[] {
  return collections.map((membership) => ({ productId, ...membership }));
}

/** Texts of the product, and alternative texts of its pictures. */
function translationsOf({ id, translations, pictures }: StoredProduct): object[] {
  const own = Object.entries(translations).flatMap(([locale, texts]) =>
    Object.entries(texts).map(([field, text]) => ({ subjectId: id, locale, field, text })),
  );
  const alts = pictures.flatMap(({ id: subjectId, translations: texts }) =>
    Object.entries(texts).map(([locale, text]) => ({ subjectId, locale, field: "alt", text })),
  );
  return [...own, ...alts];
}

function picturesOf({ id: productId, pictures }: StoredProduct, row: number): object[] {
  return pictures.map((picture, position) => ({ ...picture, productId, row, position }));
}

/** Also of a product that is as it was: importing it again asks for its pictures again. */
function waitingOf({ after, read: { row } }: PlannedProduct): object[] {
  if (after?.pictures.every(({ isStored }) => isStored) !== false) return [];
  return picturesOf(after, row);
}

function linksOf({ after, links, read: { row } }: PlannedProduct): object[] {
  return after === null ? [] : links.map((link) => ({ ...link, productId: after.id, row }));
}
