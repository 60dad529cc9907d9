/** What hangs on attributes: the forms of kinds of products, and values that products have. */
import { sql } from "drizzle-orm";
import type { StaffProductType } from "../contracts/staff-catalog-records.ts";
import type { Id } from "../domain/id.ts";
import { type Database, statement } from "./statement.ts";

const place = sql.placeholder;

const forgetStatement = statement<{ id: string }>(
  () => sql`DELETE FROM product_type_attributes WHERE product_type_id = ${place("id")}`,
);

const putStatement = statement<{ id: string; attributes: string }>(
  () => sql`
    INSERT INTO product_type_attributes (product_type_id, attribute_id, is_required, position)
    SELECT ${place("id")}, value ->> 'attributeId', value ->> 'isRequired', key
    FROM json_each(${place("attributes")})`,
);

const inUseStatement = statement<{ id: string; choices: string }>(
  () => sql`
    SELECT DISTINCT choice.value AS choice
    FROM product_attributes, json_each(product_attributes.value) AS held
    JOIN json_each(${place("choices")}) AS choice ON choice.value = held.value
    WHERE product_attributes.attribute_id = ${place("id")}`,
);

/** Makes these the attributes of a kind of products, in the order of its form. */
export function putTypeAttributes(
  db: Database,
  id: Id<"productType">,
  attributes: StaffProductType["attributes"],
): D1PreparedStatement[] {
  return [
    forgetStatement.bind(db, { id }),
    putStatement.bind(db, { id, attributes: JSON.stringify(attributes) }),
  ];
}

/** @returns those of the choices that some product has */
export async function choicesInUse(
  db: Database,
  id: Id<"attribute">,
  choices: readonly string[],
): Promise<string[]> {
  const { results } = await inUseStatement
    .bind(db, { id, choices: JSON.stringify(choices) })
    .all<{ choice: string }>();
  return results.map(({ choice }) => choice);
}
