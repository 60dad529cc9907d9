/**
 * How categories, brands, attributes, kinds of products and collections lie in their tables: rows of
 * one shape, an id, a version and columns that the table below spells.
 */
import { type SQL, sql } from "drizzle-orm";
import type { StaffCollection } from "../contracts/staff-catalog-collections.ts";
import type {
  StaffAttribute,
  StaffBrand,
  StaffCategory,
  StaffProductType,
} from "../contracts/staff-catalog-records.ts";

/** What each kind of record looks like. */
export interface Records {
  readonly category: StaffCategory;
  readonly brand: StaffBrand;
  readonly attribute: StaffAttribute;
  readonly productType: StaffProductType;
  readonly collection: StaffCollection;
}

/** A kind of record. */
export type RecordKind = keyof Records;

const place = sql.placeholder;
/** @returns a word of ours as part of a statement */
export const name = (word: string): SQL => sql.raw(word);

/** How a field lies in its table: as it is, as JSON, as 0 or 1, or in columns of its own. */
type Field = "plain" | "json" | "flag" | "seo" | "picture" | "published" | "derived";

interface RecordTable {
  readonly table: string;
  readonly fields: Readonly<Record<string, Field>>;
  /** Fields that other tables tell. */
  readonly derived?: Readonly<Record<string, SQL>>;
  /** What would be left without it; a record in use stays. */
  readonly uses: SQL;
}

/** The one table. */
export const RECORD_TABLES: Readonly<Record<RecordKind, RecordTable>> = {
  category: {
    table: "categories",
    fields: {
      parentId: "plain",
      handle: "plain",
      title: "plain",
      description: "plain",
      picture: "picture",
      position: "plain",
      seo: "seo",
    },
    uses: sql`(SELECT count(*) FROM product_categories WHERE category_id = ${place("id")})
      + (SELECT count(*) FROM categories WHERE parent_id = ${place("id")})`,
  },
  brand: {
    table: "brands",
    fields: { handle: "plain", title: "plain", description: "plain" },
    uses: sql`(SELECT count(*) FROM products WHERE brand_id = ${place("id")})`,
  },
  attribute: {
    table: "attributes",
    fields: {
      handle: "plain",
      kind: "plain",
      label: "plain",
      unit: "plain",
      choices: "json",
      swatches: "json",
      isFilter: "flag",
      isSearchable: "flag",
      position: "plain",
    },
    uses: sql`(SELECT count(*) FROM product_attributes WHERE attribute_id = ${place("id")})
      + (SELECT count(*) FROM product_type_attributes WHERE attribute_id = ${place("id")})`,
  },
  productType: {
    table: "product_types",
    fields: { handle: "plain", title: "plain", attributes: "derived" },
    derived: {
      attributes: sql`json((SELECT json_group_array(json_object('attributeId', attribute_id,
          'isRequired', iif(is_required, json('true'), json('false'))) ORDER BY position)
        FROM product_type_attributes WHERE product_type_id = record.id))`,
    },
    uses: sql`(SELECT count(*) FROM products WHERE product_type_id = ${place("id")})`,
  },
  collection: {
    table: "collections",
    fields: {
      handle: "plain",
      title: "plain",
      description: "plain",
      rules: "json",
      sort: "plain",
      isPublished: "published",
      picture: "picture",
      seo: "seo",
      position: "plain",
      updatedAt: "derived",
      productCount: "derived",
      isRefreshing: "derived",
    },
    derived: {
      updatedAt: sql`strftime('%Y-%m-%dT%H:%M:%fZ', record.updated_at / 1000.0, 'unixepoch')`,
      productCount: sql`(SELECT count(*) FROM collection_products WHERE collection_id = record.id)`,
      isRefreshing: sql`iif(record.refresh_after IS NULL, json('false'), json('true'))`,
    },
    uses: sql`0`,
  },
};

function columnOf(field: string): string {
  return field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** @returns the field as the JSON of a record */
function told(kind: RecordKind, field: string, as: Field): SQL {
  const column = name(`record.${columnOf(field)}`);
  switch (as) {
    case "plain":
      return sql`${column}`;
    case "json":
      return sql`json(coalesce(${column}, ${EMPTY[field] ?? sql`'null'`}))`;
    case "flag":
      return sql`iif(${column}, json('true'), json('false'))`;
    case "published":
      return sql`iif(record.status = 'published', json('true'), json('false'))`;
    case "seo":
      return sql`json_object('title', record.seo_title, 'description', record.seo_description)`;
    case "picture":
      return sql`CASE WHEN record.image_key IS NOT NULL
        THEN json_object('key', record.image_key, 'alt', record.image_alt) END`;
    case "derived":
      return RECORD_TABLES[kind].derived?.[field] ?? sql`NULL`;
  }
}

const EMPTY: Readonly<Record<string, SQL>> = { choices: sql`'[]'`, swatches: sql`'{}'` };

/** @returns column -> its value out of the record, which comes as JSON in `value` */
export function stored(field: string, as: Field): [column: string, value: SQL][] {
  const path = sql.raw(`'${field}'`);
  switch (as) {
    case "plain":
    case "flag":
      return [[columnOf(field), sql`value ->> ${path}`]];
    case "json":
      return [[columnOf(field), sql`nullif(value -> ${path}, 'null')`]];
    case "published":
      return [["status", sql`iif(value ->> ${path}, 'published', 'draft')`]];
    case "seo":
      return [
        ["seo_title", sql`value ->> '$.seo.title'`],
        ["seo_description", sql`value ->> '$.seo.description'`],
      ];
    case "picture":
      return [
        ["image_key", sql`value ->> '$.picture.key'`],
        ["image_alt", sql`coalesce(value ->> '$.picture.alt', '')`],
      ];
    case "derived":
      return [];
  }
}

/** @returns a record as JSON, out of its row */
export function jsonOf(kind: RecordKind): SQL {
  const { fields } = RECORD_TABLES[kind];
  const parts = Object.entries(fields).map(
    ([field, as]) => sql`${sql.raw(`'${field}'`)}, ${told(kind, field, as)}`,
  );
  return sql`json_object('id', record.id, 'version', record.version, ${sql.join(parts, sql`, `)})`;
}
