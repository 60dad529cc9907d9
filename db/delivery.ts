/** When parcels leave, where goods lie, and what of an order can be collected where. */
import { sql } from "drizzle-orm";
import type { DeliveryCalendar } from "../domain/delivery-estimate.ts";
import type { Id } from "../domain/id.ts";
import type { ShopLocation } from "../domain/shop-location.ts";
import { locations, stockLevels, variants } from "./catalog-tables.ts";
import { deliveryCalendar } from "./pricing-tables.ts";
import { type Database, statement } from "./statement.ts";

const place = sql.placeholder;

/** How the shop delivers. */
export interface Delivery {
  /** Null where nobody has said when parcels leave. */
  readonly calendar: DeliveryCalendar | null;
  /** The first one that has something is where it is shipped from. */
  readonly locations: readonly ShopLocation[];
}

const calendarStatement = /* @__PURE__ */ statement<Record<string, never>>(
  () => sql`
    SELECT ${deliveryCalendar.timeZone} AS "timeZone",
      ${deliveryCalendar.cutOffMinute} AS "cutOffMinute",
      ${deliveryCalendar.workingDays} AS "workingDays", ${deliveryCalendar.holidays},
      ${deliveryCalendar.version}
    FROM ${deliveryCalendar}`,
);

const locationsStatement = /* @__PURE__ */ statement<Record<string, never>>(
  () => sql`
    SELECT ${locations.id}, ${locations.label}, ${locations.address},
      ${locations.openingHours} AS "openingHours", ${locations.leadDays} AS "leadDays"
    FROM ${locations} ORDER BY ${locations.position}, ${locations.id}`,
);

/** Each variant with every location that has all the units that lines want of it. */
const collectableStatement = /* @__PURE__ */ statement<{ lines: string }>(
  () => sql`
    WITH wanted AS (
      SELECT value ->> 'variantId' AS id, sum(value ->> 'quantity') AS units
      FROM json_each(${place("lines")}) GROUP BY 1)
    SELECT ${variants.id} AS "variantId", ${stockLevels.locationId} AS "locationId"
    FROM wanted JOIN ${variants} ON ${variants.id} = wanted.id
    JOIN ${stockLevels} ON ${stockLevels.stockItemId} = ${variants.stockItemId}
    WHERE ${stockLevels.onHand} - ${stockLevels.held} - ${stockLevels.allocated} >= wanted.units`,
);

/** Its version is that of the locations too, which staff write together with it. */
const writeCalendarStatement = /* @__PURE__ */ statement<Record<string, string | number>>(
  () => sql`
    INSERT INTO delivery_calendar (id, time_zone, cut_off_minute, working_days, holidays, version)
    VALUES ('shop', ${place("timeZone")}, ${place("cutOffMinute")}, ${place("workingDays")},
      ${place("holidays")}, ${place("version")} + 1)
    ON CONFLICT (id) DO UPDATE SET
      time_zone = CASE WHEN version = ${place("version")} THEN excluded.time_zone END,
      cut_off_minute = excluded.cut_off_minute, working_days = excluded.working_days,
      holidays = excluded.holidays, version = excluded.version`,
);

/** New ones come after the others. The WHERE keeps the parser from reading ON as a join's. */
const putLocationsStatement = /* @__PURE__ */ statement<{ locations: string }>(
  () => sql`
    INSERT INTO locations (id, label, address, opening_hours, lead_days, position)
    SELECT value ->> 'id', value ->> 'label',
      CASE WHEN value ->> 'address' IS NOT NULL THEN value -> 'address' END,
      value ->> 'openingHours', value ->> 'leadDays', key
    FROM json_each(${place("locations")}) WHERE true
    ON CONFLICT (id) DO UPDATE SET label = excluded.label, address = excluded.address,
      opening_hours = excluded.opening_hours, lead_days = excluded.lead_days`,
);

/** @returns when parcels leave, and every location */
export async function readDelivery(db: Database): Promise<Delivery & { readonly version: number }> {
  const [row, { results }] = await Promise.all([
    calendarStatement.bind(db, {}).first<{
      timeZone: string;
      cutOffMinute: number;
      workingDays: string;
      holidays: string;
      version: number;
    }>(),
    locationsStatement
      .bind(db, {})
      .all<Omit<ShopLocation, "address"> & { readonly address: string | null }>(),
  ]);
  return {
    calendar: row && {
      timeZone: row.timeZone,
      cutOffMinute: row.cutOffMinute,
      workingDays: JSON.parse(row.workingDays),
      holidays: JSON.parse(row.holidays),
    },
    locations: results.map(({ address, ...location }) => ({
      ...location,
      address: address === null ? null : JSON.parse(address),
    })),
    version: row?.version ?? 1,
  };
}

/** @returns for each variant the locations that have all the units that are wanted */
export async function collectableAt(
  db: Database,
  lines: readonly { readonly variantId: Id<"variant">; readonly quantity: number }[],
): Promise<Map<Id<"variant">, Id<"location">[]>> {
  const wanted = lines.map(({ variantId, quantity }) => ({ variantId, quantity }));
  const { results } = await collectableStatement
    .bind(db, { lines: JSON.stringify(wanted) })
    .all<{ variantId: Id<"variant">; locationId: Id<"location"> }>();
  const known = new Map<Id<"variant">, Id<"location">[]>();
  for (const { variantId, locationId } of results) {
    known.set(variantId, [...(known.get(variantId) ?? []), locationId]);
  }
  return known;
}

/** @returns the statements that replace calendar and locations, where the version is still `version` */
export function replaceDelivery(
  db: Database,
  {
    calendar,
    locations: told,
    version,
  }: Delivery & { readonly calendar: DeliveryCalendar; readonly version: number },
): D1PreparedStatement[] {
  const { timeZone, cutOffMinute, workingDays, holidays } = calendar;
  const lists = { workingDays: JSON.stringify(workingDays), holidays: JSON.stringify(holidays) };
  return [
    writeCalendarStatement.bind(db, { timeZone, cutOffMinute, ...lists, version }),
    putLocationsStatement.bind(db, { locations: JSON.stringify(told) }),
  ];
}
