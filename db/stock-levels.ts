/** Stock as listings see it: a projection of the StockObjects, guarded by version, never deciding. */
import { sql } from "drizzle-orm";
import type { StockLevel } from "../domain/inventory.ts";
import { type Database, statement } from "./statement.ts";

const place = sql.placeholder;

/** One row of a newer version means that this level is old in all its locations. */
const isNewest = sql`NOT EXISTS (
  SELECT 1 FROM stock_levels AS known
  WHERE known.stock_item_id = ${place("itemId")} AND known.version > ${place("version")})`;

const upsertStatement = statement<{
  itemId: string;
  version: number;
  locations: string;
  now: number;
}>(
  () => sql`
    INSERT INTO stock_levels (stock_item_id, location_id, on_hand, held, allocated, version,
      updated_at)
    SELECT ${place("itemId")}, value ->> 'location', value ->> 'onHand', value ->> 'held',
      value ->> 'allocated', ${place("version")}, ${place("now")}
    FROM json_each(${place("locations")}) WHERE ${isNewest}
    ON CONFLICT (stock_item_id, location_id) DO UPDATE SET
      on_hand = excluded.on_hand, held = excluded.held, allocated = excluded.allocated,
      version = excluded.version, updated_at = excluded.updated_at
    WHERE excluded.version > stock_levels.version`,
);

/** @returns the statement that writes a level, unless a newer one is known */
export function projectLevel(
  db: Database,
  { itemId, version, locations }: Pick<StockLevel, "itemId" | "version" | "locations">,
  now: number,
): D1PreparedStatement {
  return upsertStatement.bind(db, { itemId, version, locations: JSON.stringify(locations), now });
}
