/** What staff read of the catalog: products in every state, and whether what they name exists. */
import { sql } from "drizzle-orm";
import type {
  StaffProduct,
  StaffProductQuery,
  StaffProductRow,
} from "../contracts/staff-catalog.ts";
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
  readonly kind: "number" | "choice" | "boolean" | "text";
  readonly choices: readonly string[];
}

type Stored = Omit<StaffProduct, "createdAt" | "updatedAt"> & {
  readonly createdAt: number;
  readonly updatedAt: number;
};

const place = sql.placeholder;

/** The last word in the order of ids: before the first page. */
const AFTER_ALL = "prd_~";

const pageStatement = statement<{ status: string; cursor: string; rows: number }>(
  () => sql`
    SELECT id, handle, title, status, version, updated_at AS "updatedAt",
      (SELECT count(*) FROM variants WHERE product_id = products.id) AS "variantCount"
    FROM products
    WHERE id < ${place("cursor")} AND (${place("status")} = '' OR status = ${place("status")})
    ORDER BY id DESC LIMIT ${place("rows")}`,
);

const oneStatement = statement<{ id: string }>(
  () => sql`
    SELECT json_object(
      'id', id, 'handle', handle, 'status', status, 'title', title, 'subtitle', subtitle,
      'description', description, 'brandId', brand_id, 'optionNames', json(option_names),
      'tags', json(tags), 'rank', rank, 'version', version, 'createdAt', created_at,
      'updatedAt', updated_at,
      'categoryIds', json((SELECT json_group_array(category_id ORDER BY category_id)
        FROM product_categories WHERE product_id = products.id AND is_primary = 1)),
      'attributes', json((SELECT json_group_array(json_object(
          'attributeId', attribute_id, 'value', json(value)) ORDER BY attribute_id)
        FROM product_attributes WHERE product_id = products.id)),
      'variants', json((SELECT json_group_array(json_object(
          'id', id, 'stockItemId', stock_item_id, 'sku', sku, 'optionValues', json(option_values),
          'weightGrams', weight_grams,
          'prices', json((SELECT json_group_array(json_object(
              'currency', currency, 'amountMinor', amount_minor,
              'compareAtMinor', compare_at_minor) ORDER BY currency)
            FROM prices WHERE variant_id = variants.id))) ORDER BY position)
        FROM variants WHERE product_id = products.id)),
      'media', json((SELECT json_group_array(json_object(
          'id', id, 'key', key, 'alt', alt, 'width', width, 'height', height,
          'optionValue', option_value) ORDER BY position)
        FROM media WHERE product_id = products.id))) AS product
    FROM products WHERE id = ${place("id")}`,
);

const knownStatements = {
  category: statement<{ ids: string }>(
    () => sql`SELECT id FROM categories WHERE id IN (SELECT value FROM json_each(${place("ids")}))`,
  ),
  brand: statement<{ ids: string }>(
    () => sql`SELECT id FROM brands WHERE id IN (SELECT value FROM json_each(${place("ids")}))`,
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

const handleStatement = statement<{ handle: string }>(
  () => sql`SELECT 1 FROM products WHERE handle = ${place("handle")}`,
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
    .map((row) => ({ ...row, updatedAt: new Date(row.updatedAt).toISOString() }));
  return { products, nextCursor: results.length > limit ? (products.at(-1)?.id ?? null) : null };
}

/** @returns everything that is stored of a product, or null where there is none */
export async function staffProduct(db: Database, id: Id<"product">): Promise<StaffProduct | null> {
  const text = await oneStatement.bind(db, { id }).first<string>("product");
  if (text === null) return null;
  const stored: Stored = JSON.parse(text);
  return {
    ...stored,
    createdAt: new Date(stored.createdAt).toISOString(),
    updatedAt: new Date(stored.updatedAt).toISOString(),
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

/** @returns whether a product has the handle */
export async function isHandleTaken(db: Database, handle: string): Promise<boolean> {
  return (await handleStatement.bind(db, { handle }).first()) !== null;
}
