/** Terms that an import makes or changes, many of one kind in one statement. */
import { sql } from "drizzle-orm";
import type { TermRecord } from "../domain/import-terms.ts";
import { type Database, type Statement, statement } from "./statement.ts";

type Rows = Readonly<{ rows: string; now: number }>;

const place = sql.placeholder;
const each = sql`json_each(${place("rows")})`;
const ofRows = (write: () => ReturnType<typeof sql>): Statement<Rows> => statement<Rows>(write);

const UPSERTS: Readonly<Record<TermRecord["type"], Statement<Rows>>> = {
  attribute: ofRows(
    () => sql`
      INSERT INTO attributes (id, handle, label, kind, unit, choices, swatches, is_filter,
        is_searchable, position)
      SELECT value ->> 'id', value ->> 'handle', value ->> 'title', value ->> 'kind',
        value ->> 'unit', nullif(value -> 'choices', 'null'), nullif(value -> 'swatches', 'null'),
        value ->> 'isFilter', value ->> 'isSearchable', value ->> 'position'
      FROM ${each} WHERE true
      ON CONFLICT (handle) DO UPDATE SET label = excluded.label, kind = excluded.kind,
        unit = excluded.unit, choices = excluded.choices, swatches = excluded.swatches,
        is_filter = excluded.is_filter, is_searchable = excluded.is_searchable,
        position = excluded.position`,
  ),
  productType: ofRows(
    () => sql`
      INSERT INTO product_types (id, handle, title)
      SELECT value ->> 'id', value ->> 'handle', value ->> 'title' FROM ${each} WHERE true
      ON CONFLICT (handle) DO UPDATE SET title = excluded.title`,
  ),
  brand: ofRows(
    () => sql`
      INSERT INTO brands (id, handle, title, description)
      SELECT value ->> 'id', value ->> 'handle', value ->> 'title', value ->> 'description'
      FROM ${each} WHERE true
      ON CONFLICT (handle) DO UPDATE SET title = excluded.title,
        description = excluded.description`,
  ),
  category: ofRows(
    () => sql`
      INSERT INTO categories (id, parent_id, handle, title, description, image_key, image_alt,
        seo_title, seo_description, position)
      SELECT value ->> 'id',
        (SELECT id FROM categories WHERE handle = value ->> 'parent'), value ->> 'handle',
        value ->> 'title', value ->> 'description', value ->> 'imageKey', value ->> 'imageAlt',
        value ->> 'seoTitle', value ->> 'seoDescription', value ->> 'position'
      FROM ${each} WHERE true
      ON CONFLICT (handle) DO UPDATE SET parent_id = excluded.parent_id, title = excluded.title,
        description = excluded.description, image_key = excluded.image_key,
        image_alt = excluded.image_alt, seo_title = excluded.seo_title,
        seo_description = excluded.seo_description, position = excluded.position`,
  ),
  collection: ofRows(
    () => sql`
      INSERT INTO collections (id, handle, title, description, kind, rules, sort, status,
        image_key, image_alt, seo_title, seo_description, position, updated_at)
      SELECT value ->> 'id', value ->> 'handle', value ->> 'title', value ->> 'description',
        value ->> 'kind', nullif(value -> 'rules', 'null'), value ->> 'sort', value ->> 'status',
        value ->> 'imageKey', value ->> 'imageAlt', value ->> 'seoTitle',
        value ->> 'seoDescription', value ->> 'position', ${place("now")}
      FROM ${each} WHERE true
      ON CONFLICT (handle) DO UPDATE SET title = excluded.title,
        description = excluded.description, kind = excluded.kind, rules = excluded.rules,
        sort = excluded.sort, status = excluded.status, image_key = excluded.image_key,
        image_alt = excluded.image_alt, seo_title = excluded.seo_title,
        seo_description = excluded.seo_description, position = excluded.position,
        version = collections.version + 1, updated_at = excluded.updated_at`,
  ),
};

const forgetForms = ofRows(
  () => sql`
    DELETE FROM product_type_attributes WHERE product_type_id IN (
      SELECT product_types.id FROM ${each} AS row
      JOIN product_types ON product_types.handle = row.value ->> 'handle')`,
);

const insertForms = ofRows(
  () => sql`
    INSERT INTO product_type_attributes (product_type_id, attribute_id, is_required, position)
    SELECT product_types.id, attributes.id, field.value ->> 'isRequired', field.key
    FROM ${each} AS row JOIN product_types ON product_types.handle = row.value ->> 'handle'
    JOIN json_each(row.value, '$.attributes') AS field
    JOIN attributes ON attributes.handle = field.value ->> 'handle'`,
);

const TABLES: Readonly<Record<TermRecord["type"], string>> = {
  attribute: "attributes",
  productType: "product_types",
  brand: "brands",
  category: "categories",
  collection: "collections",
};

const translationStatements = Object.fromEntries(
  Object.entries(TABLES).map(([type, table]) => [
    type,
    ofRows(
      () => sql`
        INSERT INTO translations (subject_id, locale, field, text)
        SELECT subjects.id, locales.key, texts.key, texts.value
        FROM ${each} AS row JOIN ${sql.raw(table)} AS subjects
          ON subjects.handle = row.value ->> 'handle'
        JOIN json_each(row.value, '$.translations') AS locales
        JOIN json_each(locales.value) AS texts WHERE true
        ON CONFLICT (subject_id, locale, field) DO UPDATE SET text = excluded.text
        WHERE translations.text <> excluded.text`,
    ),
  ]),
) as Readonly<Record<TermRecord["type"], Statement<Rows>>>;

/**
 * @param terms parents before their children
 * @param mint an id for a term that is new
 * @returns the statements that write them, none for none
 */
export function termStatements(
  db: Database,
  terms: readonly TermRecord[],
  { mint, now }: { readonly mint: (type: TermRecord["type"]) => string; readonly now: number },
): D1PreparedStatement[] {
  const statements: D1PreparedStatement[] = [];
  for (const rows of runsOf(terms)) {
    const [first] = rows;
    if (first === undefined) continue;
    const { type } = first;
    const minted = rows.map((term) => ({ ...term, id: mint(type) }));
    const values = { rows: JSON.stringify(minted), now };
    statements.push(UPSERTS[type].bind(db, values));
    if (type === "productType") {
      statements.push(forgetForms.bind(db, values), insertForms.bind(db, values));
    }
    if (rows.some(({ translations }) => Object.keys(translations).length > 0)) {
      statements.push(translationStatements[type].bind(db, values));
    }
  }
  return statements;
}

/** Terms of one kind, one after the other; a category whose parent is among them begins a new run. */
function runsOf(terms: readonly TermRecord[]): TermRecord[][] {
  const order = ["attribute", "productType", "brand", "category", "collection"] as const;
  const sorted = order.flatMap((type) => terms.filter((term) => term.type === type));
  const runs: TermRecord[][] = [];
  for (const term of sorted) {
    const run = runs.at(-1);
    const isChild =
      term.type === "category" && run?.some(({ handle }) => handle === term.parent) === true;
    if (run === undefined || run[0]?.type !== term.type || isChild) runs.push([term]);
    else run.push(term);
  }
  return runs;
}
