/** Reads products out of the catalog as search knows them: one document for each language. */
import { sql } from "drizzle-orm";
import type { Id } from "../domain/id.ts";
import { DEFAULT_LOCALE, LOCALES } from "../domain/locale.ts";
import type { SearchDocument } from "../domain/search-document.ts";
import { documentIn, type SourceRow, subjectsOf } from "./search-source-rows.ts";
import { type CategoryNode, type Texts, type TranslationRow, textsOf } from "./search-texts.ts";
import { type Database, statement } from "./statement.ts";

/** Most ancestors that a category is followed through, against a loop in the data. */
const CATEGORY_DEPTH_MAX = 10;

/** A product that is there; what search may show of it is in `documents`. */
export interface SearchSource {
  readonly productId: Id<"product">;
  readonly handle: string;
  /** One for each language; none where shoppers do not see the product. */
  readonly documents: readonly SearchDocument[];
}

const place = sql.placeholder;

const rowsStatement = statement<{ ids: string }>(
  () => sql`
    SELECT products.id, products.handle, products.status, products.version, products.title,
      products.subtitle, products.description, products.option_names AS "optionNames",
      products.tags, products.rank, products.created_at AS "createdAt",
      brands.id AS "brandId", brands.handle AS "brandHandle", brands.title AS "brandTitle",
      product_types.id AS "typeId", product_types.title AS "typeTitle",
      (SELECT json_group_array(json_array(sku, barcode, json(option_values)) ORDER BY position)
        FROM variants WHERE product_id = products.id) AS variants,
      (SELECT json_group_array(json_array(attributes.id, attributes.handle, attributes.label,
          attributes.kind, attributes.unit, attributes.is_filter, json(product_attributes.value))
          ORDER BY attributes.position)
        FROM product_attributes
        JOIN attributes ON attributes.id = product_attributes.attribute_id
        WHERE product_attributes.product_id = products.id
          AND (attributes.is_filter = 1 OR attributes.is_searchable = 1)) AS attributes,
      (SELECT json_group_array(category_id) FROM product_categories
        WHERE product_id = products.id AND is_primary = 1) AS categories,
      (SELECT json_group_array(json_array(collections.id, collections.handle, collections.title)
          ORDER BY collections.position)
        FROM collection_products
        JOIN collections ON collections.id = collection_products.collection_id
        WHERE collection_products.product_id = products.id
          AND collections.status = 'published') AS collections,
      (SELECT json_group_array(json_array(currency, shown_minor, shown_compare_minor))
        FROM variants JOIN prices ON prices.variant_id = variants.id
        WHERE variants.product_id = products.id) AS prices,
      EXISTS (SELECT 1 FROM variants
        JOIN stock_levels ON stock_levels.stock_item_id = variants.stock_item_id
        WHERE variants.product_id = products.id GROUP BY variants.stock_item_id
        HAVING sum(on_hand - held - allocated) > 0) AS "isInStock"
    FROM products
    LEFT JOIN brands ON brands.id = products.brand_id
    LEFT JOIN product_types ON product_types.id = products.product_type_id
    WHERE products.id IN (SELECT value FROM json_each(${place("ids")}))`,
);

const categoriesStatement = statement<{ ids: string }>(
  () => sql`
    WITH RECURSIVE up (id, depth) AS (
      SELECT value, 0 FROM json_each(${place("ids")})
      UNION
      SELECT categories.parent_id, up.depth + 1 FROM up JOIN categories ON categories.id = up.id
      WHERE categories.parent_id IS NOT NULL AND up.depth < ${sql.raw(String(CATEGORY_DEPTH_MAX))})
    SELECT DISTINCT categories.id, parent_id AS "parentId", handle, title
    FROM up JOIN categories ON categories.id = up.id`,
);

const translationsStatement = statement<{ ids: string }>(
  () => sql`
    SELECT subject_id AS "subjectId", locale, field, text FROM translations
    WHERE subject_id IN (SELECT value FROM json_each(${place("ids")}))`,
);

/**
 * Reads products in every state; one that does not exist is left out.
 * @param productIds a few hundred at most: they travel as one value, their rows as one answer
 */
export async function searchSources(
  db: Database,
  productIds: readonly Id<"product">[],
): Promise<SearchSource[]> {
  if (productIds.length === 0) return [];
  const rows = await all<SourceRow>(rowsStatement.bind(db, { ids: JSON.stringify(productIds) }));
  const shown = rows.filter(isShown);
  const categories = await categoriesOf(db, shown);
  const texts = await textsFor(db, [...shown.flatMap(subjectsOf), ...categories.keys()]);
  return rows.map((row) => {
    const documents = isShown(row)
      ? LOCALES.map((locale) => documentIn(locale, row, { categories, texts }))
      : [];
    return { productId: row.id, handle: row.handle, documents };
  });
}

function isShown({ status, prices }: SourceRow): boolean {
  return status === "published" && prices !== "[]";
}

async function categoriesOf(
  db: Database,
  rows: readonly SourceRow[],
): Promise<ReadonlyMap<string, CategoryNode>> {
  const ids = new Set(rows.flatMap(({ categories }): string[] => JSON.parse(categories)));
  if (ids.size === 0) return new Map();
  const query = categoriesStatement.bind(db, { ids: JSON.stringify([...ids]) });
  return new Map((await all<CategoryNode>(query)).map((category) => [category.id, category]));
}

async function textsFor(db: Database, subjects: readonly string[]): Promise<Texts> {
  if (subjects.length === 0 || LOCALES.every((locale) => locale === DEFAULT_LOCALE)) {
    return textsOf([]);
  }
  const ids = JSON.stringify([...new Set(subjects)]);
  return textsOf(await all<TranslationRow>(translationsStatement.bind(db, { ids })));
}

async function all<Row>(query: D1PreparedStatement): Promise<Row[]> {
  return (await query.all<Row>()).results;
}
