/** The catalog as imports and exports see it: whole products and whole terms, by handle. */
import { sql } from "drizzle-orm";
import { type StoredProduct, sortedChoices, sortedFields } from "../domain/import-stored.ts";
import { TERM_TYPES, type TermRecord } from "../domain/import-terms.ts";
import { type Currency, isCurrency } from "../domain/money.ts";
import { type Database, statement } from "./statement.ts";

const place = sql.placeholder;

/** What a file brings back is set: converted prices are for those who only show them. */
const variantColumns = sql`
  (SELECT json_group_array(json_object(
      'id', variants.id, 'stockItemId', stock_item_id, 'options', json(option_values),
      'sku', sku, 'barcode', barcode, 'weightGrams', weight_grams, 'longestMm', longest_mm,
      'content', json(CASE WHEN content_milli IS NULL THEN NULL ELSE json_object(
        'milli', content_milli, 'unit', content_unit, 'baseMilli', content_base_milli) END),
      'prices', json((SELECT json_group_object(currency, json_object(
          'amountMinor', amount_minor, 'compareAtMinor', compare_at_minor) ORDER BY currency)
        FROM prices WHERE variant_id = variants.id
          AND (source <> 'converted' OR ${place("withConverted")} = 1))),
      'stock', json((SELECT json_group_object(location_id, on_hand ORDER BY location_id)
        FROM stock_levels WHERE stock_levels.stock_item_id = variants.stock_item_id)),
      'available', coalesce((SELECT sum(max(0, on_hand - held - allocated))
        FROM stock_levels WHERE stock_levels.stock_item_id = variants.stock_item_id), 0),
      'customFields', json(custom_fields)) ORDER BY position, variants.id)
    FROM variants WHERE product_id = products.id)`;

const pictureColumns = sql.raw(`
  (SELECT json_group_array(json(picture) ORDER BY position, id) FROM (
    SELECT media.id AS id, media.position AS position, json_object(
        'id', media.id, 'isStored', json('true'), 'key', media.key, 'url', came.url,
        'alt', media.alt, 'width', media.width, 'height', media.height,
        'option', media.option_value,
        'translations', json((SELECT json_group_object(locale, text ORDER BY locale)
          FROM translations WHERE subject_id = media.id AND field = 'alt')),
        'variants', json((SELECT json_group_array(json(variants.option_values))
          FROM variant_media JOIN variants ON variants.id = variant_media.variant_id
          WHERE variant_media.media_id = media.id))) AS picture
      FROM media LEFT JOIN import_pictures AS came ON came.id = media.id
      WHERE media.product_id = products.id
    UNION ALL
    SELECT waiting.id, waiting.position, json_object(
        'id', waiting.id, 'isStored', json('false'), 'key', waiting.key, 'url', waiting.url,
        'alt', waiting.alt, 'width', waiting.width, 'height', waiting.height,
        'option', waiting.option_value, 'variants', json(waiting.variants),
        'translations', json((SELECT json_group_object(locale, text ORDER BY locale)
          FROM translations WHERE subject_id = waiting.id AND field = 'alt')))
      FROM import_pictures AS waiting
      WHERE waiting.product_id = products.id
        AND NOT EXISTS (SELECT 1 FROM media WHERE media.id = waiting.id)))`);

const links = (kind: "related" | "complementary") =>
  sql.raw(`
  (SELECT json_group_array(linked.handle ORDER BY product_links.position, linked.handle)
    FROM product_links JOIN products AS linked ON linked.id = product_links.linked_id
    WHERE product_links.product_id = products.id AND product_links.kind = '${kind}')`);

const translationsOf = (subject: string) =>
  sql.raw(`
  (SELECT json_group_object(locale, json(texts) ORDER BY locale) FROM (
    SELECT locale, json_group_object(field, text ORDER BY field) AS texts
    FROM translations WHERE subject_id = ${subject} GROUP BY locale))`);

const columns = sql`
  products.id, products.version, products.handle, products.status, products.title,
  products.subtitle, products.description, products.seo_title AS "seoTitle",
  products.seo_description AS "seoDescription", products.rank,
  products.publish_at AS "publishAt", products.retire_at AS "retireAt",
  products.created_at AS "createdAt", products.option_names AS options, products.tags,
  products.custom_fields AS "customFields", products.tax_class AS "taxClass",
  (SELECT handle FROM brands WHERE brands.id = products.brand_id) AS brand,
  (SELECT handle FROM product_types WHERE product_types.id = products.product_type_id)
    AS "productType",
  (SELECT json_group_array(categories.handle ORDER BY categories.handle)
    FROM product_categories JOIN categories ON categories.id = product_categories.category_id
    WHERE product_categories.product_id = products.id AND is_primary = 1) AS categories,
  (SELECT json_group_array(json_object(
      'handle', collections.handle, 'position', collection_products.position)
      ORDER BY collections.handle)
    FROM collection_products JOIN collections
      ON collections.id = collection_products.collection_id AND collections.kind = 'manual'
    WHERE collection_products.product_id = products.id) AS collections,
  (SELECT json_group_object(attributes.handle, json(value) ORDER BY attributes.handle)
    FROM product_attributes JOIN attributes ON attributes.id = product_attributes.attribute_id
    WHERE product_attributes.product_id = products.id) AS attributes,
  ${variantColumns} AS variants, ${pictureColumns} AS pictures,
  ${links("related")} AS related, ${links("complementary")} AS complementary,
  ${translationsOf("products.id")} AS translations`;

const byHandleStatement = statement<{ handles: string; withConverted: number }>(
  () => sql`
    SELECT ${columns} FROM products
    WHERE products.handle IN (SELECT value FROM json_each(${place("handles")}))`,
);

const pageStatement = statement<{
  after: string;
  rows: number;
  status: string;
  withConverted: number;
}>(
  () => sql`
    SELECT ${columns} FROM products
    WHERE products.handle > ${place("after")}
      AND (${place("status")} = '' OR products.status = ${place("status")})
    ORDER BY products.handle LIMIT ${place("rows")}`,
);

const termStatements = {
  attribute: statement<Record<string, never>>(
    () => sql`
      SELECT 'attribute' AS type, handle, label AS title, kind, unit, choices, swatches,
        is_filter AS "isFilter", is_searchable AS "isSearchable", position,
        ${translationsOf("attributes.id")} AS translations
      FROM attributes ORDER BY handle`,
  ),
  productType: statement<Record<string, never>>(
    () => sql`
      SELECT 'productType' AS type, handle, title,
        (SELECT json_group_array(json_object('handle', attributes.handle,
            'isRequired', json(CASE is_required WHEN 1 THEN 'true' ELSE 'false' END))
            ORDER BY product_type_attributes.position)
          FROM product_type_attributes
          JOIN attributes ON attributes.id = product_type_attributes.attribute_id
          WHERE product_type_id = product_types.id) AS attributes,
        ${translationsOf("product_types.id")} AS translations
      FROM product_types ORDER BY handle`,
  ),
  brand: statement<Record<string, never>>(
    () => sql`
      SELECT 'brand' AS type, handle, title, description,
        ${translationsOf("brands.id")} AS translations
      FROM brands ORDER BY handle`,
  ),
  category: statement<Record<string, never>>(
    () => sql`
      WITH RECURSIVE tree (id, depth) AS (
        SELECT id, 0 FROM categories WHERE parent_id IS NULL
        UNION ALL SELECT categories.id, depth + 1
        FROM tree JOIN categories ON categories.parent_id = tree.id WHERE depth < 20)
      SELECT 'category' AS type, handle, title, description, image_key AS "imageKey",
        image_alt AS "imageAlt", seo_title AS "seoTitle", seo_description AS "seoDescription",
        position, ${translationsOf("categories.id")} AS translations,
        (SELECT parents.handle FROM categories AS parents WHERE parents.id = categories.parent_id)
          AS parent
      FROM tree JOIN categories ON categories.id = tree.id ORDER BY depth, handle`,
  ),
  collection: statement<Record<string, never>>(
    () => sql`
      SELECT 'collection' AS type, handle, title, description, image_key AS "imageKey",
        image_alt AS "imageAlt", seo_title AS "seoTitle", seo_description AS "seoDescription",
        position, ${translationsOf("collections.id")} AS translations, kind, rules, sort, status
      FROM collections ORDER BY handle`,
  ),
} as const;

/** Names of fields that products and variants keep beside the model. */
const fieldNamesStatement = statement<{ rows: number }>(
  () => sql`
    SELECT DISTINCT name FROM (
      SELECT fields.key AS name FROM products, json_each(products.custom_fields) AS fields
      UNION ALL
      SELECT fields.key FROM variants, json_each(variants.custom_fields) AS fields)
    ORDER BY name LIMIT ${place("rows")}`,
);

const currenciesStatement = statement<Record<string, never>>(
  () => sql`SELECT code FROM currencies ORDER BY position`,
);
const locationsStatement = statement<Record<string, never>>(
  () => sql`SELECT id FROM locations ORDER BY position, id`,
);

type Cells = Readonly<Record<string, string | number | null>>;

/** Columns that hold JSON. */
const JSON_COLUMNS: ReadonlySet<string> = new Set([
  "attributes",
  "categories",
  "choices",
  "collections",
  "complementary",
  "customFields",
  "options",
  "pictures",
  "related",
  "rules",
  "swatches",
  "tags",
  "translations",
  "variants",
]);

/** @returns those of the products that there are */
export async function productsByHandle(
  db: Database,
  handles: readonly string[],
): Promise<StoredProduct[]> {
  if (handles.length === 0) return [];
  const { results } = await byHandleStatement
    .bind(db, { handles: JSON.stringify(handles), withConverted: 0 })
    .all<Cells>();
  return results.map(productOf);
}

/** Which products a page has, and what of them. */
export interface ProductPageQuery {
  readonly after: string;
  readonly rows: number;
  /** Every state unless given. */
  readonly status?: string;
  /** Whether prices that follow from another currency's are told as well. */
  readonly withConverted?: boolean;
}

/** A page of products in the order of their handles. */
export async function productPage(
  db: Database,
  { after, rows, status = "", withConverted = false }: ProductPageQuery,
): Promise<StoredProduct[]> {
  const values = { after, rows, status, withConverted: Number(withConverted) };
  const { results } = await pageStatement.bind(db, values).all<Cells>();
  return results.map(productOf);
}

/** @returns every term, in the order in which a file must have them */
export async function everyTerm(db: Database): Promise<TermRecord[]> {
  const answers = await db.batch<Cells>(
    TERM_TYPES.map((type) => termStatements[type].bind(db, {})),
  );
  return answers.flatMap(({ results }) => results.map(termOf));
}

/** @returns the currencies that the shop sells in and its locations, the first ones first */
export async function shopTerms(
  db: Database,
): Promise<{ readonly currencies: ReadonlySet<Currency>; readonly locations: readonly string[] }> {
  const [currencies, locations] = await db.batch<{ code: string; id: string }>([
    currenciesStatement.bind(db, {}),
    locationsStatement.bind(db, {}),
  ]);
  const codes = (currencies?.results ?? []).map(({ code }) => code).filter(isCurrency);
  return {
    currencies: new Set(codes),
    locations: (locations?.results ?? []).map(({ id }) => id),
  };
}

/** @returns the names of all fields beside the model, in one order */
export async function customFieldNames(db: Database, rows: number): Promise<string[]> {
  const { results } = await fieldNamesStatement.bind(db, { rows }).all<{ name: string }>();
  return results.map(({ name }) => name);
}

/** Objects have one order of names, whoever wrote them. */
function productOf(row: Cells): StoredProduct {
  const product = parsed<StoredProduct>(row);
  return {
    ...product,
    attributes: sortedFields(product.attributes),
    translations: sortedFields(product.translations),
    customFields: sortedFields(product.customFields),
    variants: product.variants.map((variant) => ({
      ...variant,
      customFields: sortedFields(variant.customFields),
    })),
    pictures: product.pictures.map((picture) => ({
      ...picture,
      variants: sortedChoices(picture.variants),
    })),
  };
}

function termOf(row: Cells): TermRecord {
  const term = parsed<TermRecord>(row);
  if (term.type !== "attribute") return term;
  const { isFilter, isSearchable, swatches, ...rest } = term;
  return {
    ...rest,
    swatches: swatches === null ? null : sortedFields(swatches),
    isFilter: Boolean(isFilter),
    isSearchable: Boolean(isSearchable),
  };
}

function parsed<Thing>(row: Cells): Thing {
  const entries = Object.entries(row).map(([name, value]) => [
    name,
    JSON_COLUMNS.has(name) && typeof value === "string" ? JSON.parse(value) : value,
  ]);
  return Object.fromEntries(entries) as Thing;
}
