/**
 * Categories, brands, attributes, kinds of products and collections as staff read and write them.
 * They are rows of one shape: an id, a version and columns that a table below spells.
 */
import { type SQL, sql } from "drizzle-orm";
import type { StaffCollection } from "../contracts/staff-catalog-collections.ts";
import type {
  RecordQuery,
  StaffAttribute,
  StaffBrand,
  StaffCategory,
  StaffProductType,
} from "../contracts/staff-catalog-records.ts";
import type { Id } from "../domain/id.ts";
import { type Database, type Statement, statement } from "./statement.ts";

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
const name = (word: string): SQL => sql.raw(word);

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

const TABLES: Readonly<Record<RecordKind, RecordTable>> = {
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
      return TABLES[kind].derived?.[field] ?? sql`NULL`;
  }
}

const EMPTY: Readonly<Record<string, SQL>> = { choices: sql`'[]'`, swatches: sql`'{}'` };

/** @returns column -> its value out of the record, which comes as JSON in `value` */
function stored(field: string, as: Field): [column: string, value: SQL][] {
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

function jsonOf(kind: RecordKind): SQL {
  const { fields } = TABLES[kind];
  const parts = Object.entries(fields).map(
    ([field, as]) => sql`${sql.raw(`'${field}'`)}, ${told(kind, field, as)}`,
  );
  return sql`json_object('id', record.id, 'version', record.version, ${sql.join(parts, sql`, `)})`;
}

const statements = new Map<string, Statement<Record<string, string | number>>>();

function once(key: string, write: () => SQL): Statement<Record<string, string | number>> {
  const known = statements.get(key);
  if (known !== undefined) return known;
  const made = statement<Record<string, string | number>>(write);
  statements.set(key, made);
  return made;
}

/** A page of a kind of records, in the order of their ids. */
export async function listRecords<Kind extends RecordKind>(
  db: Database,
  kind: Kind,
  { cursor = "", limit }: RecordQuery,
): Promise<{ records: Records[Kind][]; nextCursor: string | null }> {
  const list = once(
    `list ${kind}`,
    () => sql`
      SELECT ${jsonOf(kind)} AS json FROM ${name(TABLES[kind].table)} AS record
      WHERE record.id > ${place("cursor")} ORDER BY record.id LIMIT ${place("rows")}`,
  );
  const { results } = await list.bind(db, { cursor, rows: limit + 1 }).all<{ json: string }>();
  const records = results.slice(0, limit).map(({ json }): Records[Kind] => JSON.parse(json));
  const last = results.length > limit ? records.at(-1) : undefined;
  return { records, nextCursor: last?.id ?? null };
}

/** @returns the record, or null where there is none */
export async function readRecord<Kind extends RecordKind>(
  db: Database,
  kind: Kind,
  id: string,
): Promise<Records[Kind] | null> {
  const one = once(
    `one ${kind}`,
    () => sql`
      SELECT ${jsonOf(kind)} AS json FROM ${name(TABLES[kind].table)} AS record
      WHERE record.id = ${place("id")}`,
  );
  const json = await one.bind(db, { id }).first<string>("json");
  return json === null ? null : JSON.parse(json);
}

/** @returns whether another record of the kind has the handle */
export async function isRecordHandleTaken(
  db: Database,
  kind: RecordKind,
  { handle, id }: { readonly handle: string; readonly id: string },
): Promise<boolean> {
  const taken = once(
    `taken ${kind}`,
    () => sql`
      SELECT 1 FROM ${name(TABLES[kind].table)}
      WHERE handle = ${place("handle")} AND id <> ${place("id")}`,
  );
  return (await taken.bind(db, { handle, id }).first()) !== null;
}

/** @returns how many things would be left without the record */
export async function usesOf(db: Database, kind: RecordKind, id: string): Promise<number> {
  const uses = once(`uses ${kind}`, () => sql`SELECT ${TABLES[kind].uses} AS uses`);
  return (await uses.bind(db, { id }).first<number>("uses")) ?? 0;
}

/** Makes a record of version 1. */
export function insertRecord<Kind extends RecordKind>(
  db: Database,
  kind: Kind,
  record: Records[Kind],
): D1PreparedStatement {
  const columns = Object.entries(TABLES[kind].fields).flatMap(([field, as]) => stored(field, as));
  const extra =
    kind === "collection"
      ? ([
          ["kind", sql`iif(value -> 'rules' = 'null', 'manual', 'rules')`],
          ["refresh_after", sql`iif(value -> 'rules' = 'null', NULL, '')`],
          ["updated_at", sql`CAST(unixepoch(value ->> 'updatedAt', 'subsec') * 1000 AS INTEGER)`],
        ] as [string, SQL][])
      : [];
  const all: [string, SQL][] = [["id", sql`value ->> 'id'`], ...columns, ...extra];
  const insert = once(
    `insert ${kind}`,
    () => sql`
      INSERT INTO ${name(TABLES[kind].table)} (${name(all.map(([column]) => column).join(", "))})
      SELECT ${sql.join(
        all.map(([, value]) => value),
        sql`, `,
      )} FROM (SELECT ${place("record")} AS value)`,
  );
  return insert.bind(db, { record: JSON.stringify(record) });
}

/** Writes the named fields of a record and counts its version up; nothing else is touched. */
export function updateRecord<Kind extends RecordKind>(
  db: Database,
  kind: Kind,
  { record, fields }: { readonly record: Records[Kind]; readonly fields: readonly string[] },
): D1PreparedStatement {
  const named = fields.toSorted();
  const columns = named.flatMap((field) => {
    const as = TABLES[kind].fields[field];
    return as === undefined ? [] : stored(field, as);
  });
  if (kind === "collection") {
    columns.push([
      "updated_at",
      sql`CAST(unixepoch(value ->> 'updatedAt', 'subsec') * 1000 AS INTEGER)`,
    ]);
    if (named.includes("rules")) {
      columns.push(
        ["kind", sql`iif(value -> 'rules' = 'null', 'manual', 'rules')`],
        ["refresh_after", sql`iif(value -> 'rules' = 'null', NULL, '')`],
      );
    }
  }
  const sets = columns.map(([column, value]) => sql`${name(column)} = ${value}`);
  const update = once(
    `update ${kind} ${named.join(" ")}`,
    () => sql`
      UPDATE ${name(TABLES[kind].table)} SET ${sql.join(
        [...sets, sql`version = version + 1`],
        sql`, `,
      )}
      FROM (SELECT ${place("record")} AS value) WHERE id = value ->> 'id'`,
  );
  return update.bind(db, { record: JSON.stringify(record) });
}

/** Forgets a record and its texts. */
export function deleteRecord(db: Database, kind: RecordKind, id: string): D1PreparedStatement[] {
  const texts = once(
    "texts",
    () => sql`DELETE FROM translations WHERE subject_id = ${place("id")}`,
  );
  const row = once(
    `delete ${kind}`,
    () => sql`DELETE FROM ${name(TABLES[kind].table)} WHERE id = ${place("id")}`,
  );
  return [texts.bind(db, { id }), row.bind(db, { id })];
}

/** An id of a record. */
export type RecordId = Id<RecordKind>;
