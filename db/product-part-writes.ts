/** Parts of a product that staff write whole: variants, pictures, what goes with it. */
import { sql } from "drizzle-orm";
import type { StaffProduct } from "../contracts/staff-catalog.ts";
import type { Id } from "../domain/id.ts";
import { type Database, statement } from "./statement.ts";

const place = sql.placeholder;

/** Ids of a JSON array of objects. */
const named = (parameter: string) => sql`SELECT value ->> 'id' FROM json_each(${place(parameter)})`;

/** Variants that are no longer sold; their stock and their orders know them by their own ids. */
const leaving = sql`SELECT id FROM variants
  WHERE product_id = ${place("id")} AND id NOT IN (${named("variants")})`;

const dropVariantStatements = [
  statement<{ id: string; variants: string }>(
    () => sql`DELETE FROM variant_media WHERE variant_id IN (${leaving})`,
  ),
  statement<{ id: string; variants: string }>(
    () => sql`DELETE FROM prices WHERE variant_id IN (${leaving})`,
  ),
  statement<{ id: string; variants: string }>(
    () => sql`
      DELETE FROM variants WHERE product_id = ${place("id")} AND id NOT IN (${named("variants")})`,
  ),
];

const variantsStatement = statement<{ id: string; variants: string }>(
  () => sql`
    INSERT INTO variants (id, product_id, stock_item_id, sku, barcode, option_values, weight_grams,
      longest_mm, content_milli, content_unit, content_base_milli, custom_fields, position)
    SELECT value ->> 'id', ${place("id")}, value ->> 'stockItemId', value ->> 'sku',
      value ->> 'barcode', value -> 'optionValues', value ->> 'weightGrams',
      coalesce(value ->> 'longestMm', 0), value ->> '$.content.milli', value ->> '$.content.unit', value ->> '$.content.baseMilli',
      value -> 'customFields', key
    FROM json_each(${place("variants")}) WHERE true
    ON CONFLICT (id) DO UPDATE SET
      sku = excluded.sku, barcode = excluded.barcode, option_values = excluded.option_values,
      weight_grams = excluded.weight_grams, longest_mm = excluded.longest_mm, content_milli = excluded.content_milli,
      content_unit = excluded.content_unit, content_base_milli = excluded.content_base_milli,
      custom_fields = excluded.custom_fields, position = excluded.position`,
);

const forgetShownStatement = statement<{ id: string }>(
  () => sql`
    DELETE FROM variant_media
    WHERE media_id IN (SELECT id FROM media WHERE product_id = ${place("id")})`,
);

const dropMediaStatement = statement<{ id: string; media: string }>(
  () => sql`
    DELETE FROM media WHERE product_id = ${place("id")} AND id NOT IN (${named("media")})`,
);

const mediaStatement = statement<{ id: string; media: string }>(
  () => sql`
    INSERT INTO media (id, product_id, key, alt, width, height, option_value, position)
    SELECT value ->> 'id', ${place("id")}, value ->> 'key', value ->> 'alt', value ->> 'width',
      value ->> 'height', value ->> 'optionValue', key
    FROM json_each(${place("media")}) WHERE true
    ON CONFLICT (id) DO UPDATE SET
      key = excluded.key, alt = excluded.alt, width = excluded.width, height = excluded.height,
      option_value = excluded.option_value, position = excluded.position`,
);

/** In the order of the product's pictures. */
const shownStatement = statement<{ media: string }>(
  () => sql`
    INSERT INTO variant_media (variant_id, media_id, position)
    SELECT variant.value, picture.value ->> 'id', picture.key
    FROM json_each(${place("media")}) AS picture,
      json_each(picture.value, '$.variantIds') AS variant
    WHERE true ON CONFLICT DO NOTHING`,
);

const forgetLinksStatement = statement<{ id: string }>(
  () => sql`DELETE FROM product_links WHERE product_id = ${place("id")}`,
);

const linksStatement = statement<{ id: string; kind: string; ids: string }>(
  () => sql`
    INSERT INTO product_links (product_id, kind, linked_id, position)
    SELECT ${place("id")}, ${place("kind")}, value, key FROM json_each(${place("ids")})`,
);

/** Makes these the product's variants, in their order; prices are written apart. */
export function putVariants(
  db: Database,
  id: Id<"product">,
  variants: StaffProduct["variants"],
): D1PreparedStatement[] {
  const values = { id, variants: JSON.stringify(variants) };
  return [
    ...dropVariantStatements.map((drop) => drop.bind(db, values)),
    variantsStatement.bind(db, values),
  ];
}

/** Makes these the product's pictures, in their order. */
export function putMedia(
  db: Database,
  id: Id<"product">,
  media: StaffProduct["media"],
): D1PreparedStatement[] {
  const values = { id, media: JSON.stringify(media) };
  return [
    forgetShownStatement.bind(db, { id }),
    dropMediaStatement.bind(db, values),
    mediaStatement.bind(db, values),
    shownStatement.bind(db, { media: values.media }),
  ];
}

/** Makes these what goes with the product, in their order. */
export function putLinks(
  db: Database,
  id: Id<"product">,
  links: StaffProduct["links"],
): D1PreparedStatement[] {
  return [
    forgetLinksStatement.bind(db, { id }),
    ...Object.entries(links).map(([kind, ids]) =>
      linksStatement.bind(db, { id, kind, ids: JSON.stringify(ids) }),
    ),
  ];
}
