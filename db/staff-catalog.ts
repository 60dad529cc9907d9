/** What staff read of the catalog: products in every state, and whether what they name exists. */
import { sql } from "drizzle-orm";
import type {
  StaffProduct,
  StaffProductQuery,
  StaffProductRow,
} from "../contracts/staff-catalog.ts";
import type { PriceHistory, PriceHistoryQuery } from "../contracts/staff-catalog-product.ts";
import type { StaffAttribute } from "../contracts/staff-catalog-records.ts";
import type { Id } from "../domain/id.ts";
import { type Database, statement } from "./statement.ts";

/** A page of products; ids sort by age, so the page is a range of them. */
export interface StaffProductPage {
  readonly products: StaffProductRow[];
  readonly nextCursor: string | null;
}

/** An attribute and what its values may be. */
export interface AttributeRule {
  readonly id: Id<"attribute">;
  readonly kind: StaffAttribute["kind"];
  readonly choices: readonly string[];
}

type Times = "createdAt" | "updatedAt" | "publishAt" | "retireAt" | "publishedAt";

type Stored = Omit<StaffProduct, Times> & {
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly publishAt: number | null;
  readonly retireAt: number | null;
  readonly publishedAt: number | null;
};

const place = sql.placeholder;

/** The last word in the order of ids: before the first page. */
const AFTER_ALL = "prd_~";

/** A draft that has a time is scheduled. */
const shownStatus = sql`iif(status = 'draft' AND publish_at IS NOT NULL, 'scheduled', status)`;

const pageStatement = statement<{ status: string; cursor: string; rows: number }>(
  () => sql`
    SELECT id, handle, title, ${shownStatus} AS status, version, updated_at AS "updatedAt",
      (SELECT count(*) FROM variants WHERE product_id = products.id) AS "variantCount"
    FROM products
    WHERE id < ${place("cursor")} AND (${place("status")} = '' OR ${shownStatus} = ${place("status")})
    ORDER BY id DESC LIMIT ${place("rows")}`,
);

const oneStatement = statement<{ id: string }>(
  () => sql`
    SELECT json_object(
      'id', id, 'handle', handle, 'status', ${shownStatus}, 'title', title, 'subtitle', subtitle,
      'description', description,
      'seo', json_object('title', seo_title, 'description', seo_description),
      'brandId', brand_id, 'productTypeId', product_type_id, 'optionNames', json(option_names),
      'tags', json(tags), 'rank', rank, 'taxClass', tax_class, 'customFields', json(custom_fields), 'version', version,
      'createdAt', created_at, 'updatedAt', updated_at, 'publishAt', publish_at,
      'retireAt', retire_at, 'publishedAt', published_at,
      'categoryIds', json((SELECT json_group_array(category_id ORDER BY category_id)
        FROM product_categories WHERE product_id = products.id AND is_primary = 1)),
      'attributes', json((SELECT json_group_array(json_object(
          'attributeId', attribute_id, 'value', json(value)) ORDER BY attribute_id)
        FROM product_attributes WHERE product_id = products.id)),
      'variants', json((SELECT json_group_array(json_object(
          'id', id, 'stockItemId', stock_item_id, 'sku', sku, 'barcode', barcode,
          'optionValues', json(option_values), 'weightGrams', weight_grams,
          'longestMm', longest_mm,
          'content', CASE WHEN content_milli IS NOT NULL THEN json_object('milli', content_milli,
            'unit', content_unit, 'baseMilli', content_base_milli) END,
          'customFields', json(custom_fields),
          'prices', json((SELECT json_group_array(json_object(
              'currency', currency, 'amountMinor', amount_minor,
              'compareAtMinor', compare_at_minor) ORDER BY currency)
            FROM prices WHERE variant_id = variants.id AND source <> 'converted')))
            ORDER BY position)
        FROM variants WHERE product_id = products.id)),
      'media', json((SELECT json_group_array(json_object(
          'id', id, 'key', key, 'alt', alt, 'width', width, 'height', height,
          'optionValue', option_value,
          'variantIds', json((SELECT json_group_array(variant_id ORDER BY variant_id)
            FROM variant_media WHERE media_id = media.id))) ORDER BY position)
        FROM media WHERE product_id = products.id)),
      'links', json_object(
        'related', json((SELECT json_group_array(linked_id ORDER BY position)
          FROM product_links WHERE product_id = products.id AND kind = 'related')),
        'complementary', json((SELECT json_group_array(linked_id ORDER BY position)
          FROM product_links WHERE product_id = products.id AND kind = 'complementary')))) AS product
    FROM products WHERE id = ${place("id")}`,
);

const knownStatements = {
  category: statement<{ ids: string }>(
    () => sql`SELECT id FROM categories WHERE id IN (SELECT value FROM json_each(${place("ids")}))`,
  ),
  brand: statement<{ ids: string }>(
    () => sql`SELECT id FROM brands WHERE id IN (SELECT value FROM json_each(${place("ids")}))`,
  ),
  product: statement<{ ids: string }>(
    () => sql`SELECT id FROM products WHERE id IN (SELECT value FROM json_each(${place("ids")}))`,
  ),
  productType: statement<{ ids: string }>(
    () =>
      sql`SELECT id FROM product_types WHERE id IN (SELECT value FROM json_each(${place("ids")}))`,
  ),
  collection: statement<{ ids: string }>(
    () =>
      sql`SELECT id FROM collections WHERE id IN (SELECT value FROM json_each(${place("ids")}))`,
  ),
  location: statement<{ ids: string }>(
    () => sql`SELECT id FROM locations WHERE id IN (SELECT value FROM json_each(${place("ids")}))`,
  ),
  stockItem: statement<{ ids: string }>(
    () => sql`
      SELECT stock_item_id AS id FROM variants
      WHERE stock_item_id IN (SELECT value FROM json_each(${place("ids")}))`,
  ),
} as const;

const attributesStatement = statement<{ ids: string }>(
  () => sql`
    SELECT id, kind, choices FROM attributes
    WHERE id IN (SELECT value FROM json_each(${place("ids")}))`,
);

const handleStatement = statement<{ handle: string; id: string }>(
  () => sql`
    SELECT 1 FROM products WHERE handle = ${place("handle")} AND id <> ${place("id")}`,
);

const historyStatement = statement<{
  id: string;
  variant: string;
  currency: string;
  before: number;
  key: string;
  rows: number;
}>(
  () => sql`
    SELECT price_history.variant_id AS "variantId", price_history.currency,
      price_history.amount_minor AS "amountMinor", price_history.reason,
      price_history.from_at AS "from"
    FROM variants JOIN price_history ON price_history.variant_id = variants.id
    WHERE variants.product_id = ${place("id")}
      AND (${place("variant")} = '' OR variants.id = ${place("variant")})
      AND (${place("currency")} = '' OR price_history.currency = ${place("currency")})
      AND (price_history.from_at, price_history.variant_id || price_history.currency)
        < (${place("before")}, ${place("key")})
    ORDER BY price_history.from_at DESC, price_history.variant_id || price_history.currency DESC
    LIMIT ${place("rows")}`,
);

/** A page of products, those made last first. */
export async function listStaffProducts(
  db: Database,
  { status, cursor = AFTER_ALL, limit }: StaffProductQuery,
): Promise<StaffProductPage> {
  const { results } = await pageStatement
    .bind(db, { status: status ?? "", cursor, rows: limit + 1 })
    .all<Omit<StaffProductRow, "updatedAt"> & { updatedAt: number }>();
  const products = results
    .slice(0, limit)
    .map((row) => ({ ...row, updatedAt: timeOf(row.updatedAt) }));
  return { products, nextCursor: results.length > limit ? (products.at(-1)?.id ?? null) : null };
}

/** @returns everything that is stored of a product, or null where there is none */
export async function staffProduct(db: Database, id: Id<"product">): Promise<StaffProduct | null> {
  const text = await oneStatement.bind(db, { id }).first<string>("product");
  if (text === null) return null;
  const stored: Stored = JSON.parse(text);
  return {
    ...stored,
    createdAt: timeOf(stored.createdAt),
    updatedAt: timeOf(stored.updatedAt),
    publishAt: timeOrNull(stored.publishAt),
    retireAt: timeOrNull(stored.retireAt),
    publishedAt: timeOrNull(stored.publishedAt),
  };
}

/** @returns those of `ids` that the catalog does not know, in their order */
export async function unknownIds(
  db: Database,
  kind: keyof typeof knownStatements,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const { results } = await knownStatements[kind]
    .bind(db, { ids: JSON.stringify(ids) })
    .all<{ id: string }>();
  const known = new Set(results.map(({ id }) => id));
  return ids.filter((id) => !known.has(id));
}

/** @returns the rules of the attributes that the catalog knows, by id */
export async function attributeRules(
  db: Database,
  ids: readonly Id<"attribute">[],
): Promise<Map<Id<"attribute">, AttributeRule>> {
  const { results } = await attributesStatement
    .bind(db, { ids: JSON.stringify(ids) })
    .all<Omit<AttributeRule, "choices"> & { choices: string | null }>();
  return new Map(
    results.map((row) => [row.id, { ...row, choices: JSON.parse(row.choices ?? "[]") }]),
  );
}

/** @returns whether another product has the handle */
export async function isHandleTaken(db: Database, handle: string, id = ""): Promise<boolean> {
  return (await handleStatement.bind(db, { handle, id }).first()) !== null;
}

/** A page of the prices that a product's variants had, those that came last first. */
export async function priceHistory(
  db: Database,
  id: Id<"product">,
  { variant, currency, cursor, limit }: PriceHistoryQuery,
): Promise<PriceHistory> {
  const [before = "", key = ""] = cursor?.split(".") ?? [String(Number.MAX_SAFE_INTEGER)];
  const { results } = await historyStatement
    .bind(db, {
      id,
      variant: variant ?? "",
      currency: currency ?? "",
      before: Number(before) || 0,
      key,
      rows: limit + 1,
    })
    .all<Omit<PriceHistory["prices"][number], "from"> & { from: number }>();
  const rows = results.slice(0, limit);
  const last = results.length > limit ? rows.at(-1) : undefined;
  return {
    prices: rows.map((row) => ({ ...row, from: timeOf(row.from) })),
    nextCursor: last === undefined ? null : `${last.from}.${last.variantId}${last.currency}`,
  };
}

function timeOf(at: number): string {
  return new Date(at).toISOString();
}

function timeOrNull(at: number | null): string | null {
  return at === null ? null : timeOf(at);
}
