/** Who stands in a collection by the choice of staff. */
import { sql } from "drizzle-orm";
import type { Id } from "../domain/id.ts";
import { type Database, statement } from "./statement.ts";

const place = sql.placeholder;

const leaveStatement = statement<{ id: string; ids: string }>(
  () => sql`
    DELETE FROM collection_products WHERE collection_id = ${place("id")}
      AND product_id NOT IN (SELECT value FROM json_each(${place("ids")}))`,
);

const joinStatement = statement<{ id: string; ids: string }>(
  () => sql`
    INSERT INTO collection_products (collection_id, product_id, position)
    SELECT ${place("id")}, value, key FROM json_each(${place("ids")}) WHERE true
    ON CONFLICT (collection_id, product_id) DO UPDATE SET position = excluded.position
    WHERE position <> excluded.position`,
);

const touchStatement = statement<{ id: string; now: number }>(
  () => sql`
    UPDATE collections SET version = version + 1, updated_at = ${place("now")}
    WHERE id = ${place("id")}`,
);

const forgetHandlesStatement = statement<{ id: string }>(
  () => sql`
    DELETE FROM former_handles WHERE kind = 'collection' AND subject_id = ${place("id")}`,
);

/** Makes these the collection's products, in their order. */
export function putMembers(
  db: Database,
  id: Id<"collection">,
  members: { readonly productIds: readonly Id<"product">[]; readonly now: number },
): D1PreparedStatement[] {
  const values = { id, ids: JSON.stringify(members.productIds) };
  return [
    leaveStatement.bind(db, values),
    joinStatement.bind(db, values),
    touchStatement.bind(db, { id, now: members.now }),
  ];
}

/** The statements before a collection goes. */
export function emptyCollection(db: Database, id: Id<"collection">): D1PreparedStatement[] {
  return [leaveStatement.bind(db, { id, ids: "[]" }), forgetHandlesStatement.bind(db, { id })];
}
