/** Price lists as staff read and write them. */
import { sql } from "drizzle-orm";
import type {
  ListPricePage,
  WriteListPrice,
  WritePriceList,
} from "../contracts/staff-price-lists.ts";
import type { Id } from "../domain/id.ts";
import type { ListedPrice, PriceList } from "../domain/price-list.ts";
import { jsonParts } from "./json-rows.ts";
import { relist } from "./price-walk.ts";
import { priceListPrices, priceLists } from "./pricing-tables.ts";
import { type Database, statement, type Value } from "./statement.ts";

/** A list without its prices, and how far the shop shows them. */
export interface PriceListRow extends Omit<PriceList, "prices"> {
  readonly status: "draft" | "active" | "stopped";
  readonly version: number;
  readonly isOn: boolean;
  /** The version that is shown; 0 is none, -1 is on its way. */
  readonly shownVersion: number;
  readonly priceCount: number;
}

/** Prices that are counted; a list may have a great many. */
const COUNT_MAX = 100_000;

const place = sql.placeholder;

const listStatement = statement<{ status: Value; after: string; rows: number; id: Value }>(
  () => sql`
    SELECT ${priceLists}.*, (SELECT count(*) FROM (SELECT 1 FROM ${priceListPrices}
      WHERE ${priceListPrices.priceListId} = ${priceLists.id}
      LIMIT ${sql.raw(String(COUNT_MAX))})) AS price_count
    FROM ${priceLists}
    WHERE ${priceLists.status} = coalesce(${place("status")}, ${priceLists.status})
      AND ${priceLists.id} = coalesce(${place("id")}, ${priceLists.id})
      AND ${priceLists.id} > ${place("after")}
    ORDER BY ${priceLists.id} LIMIT ${place("rows")}`,
);

const insertStatement = statement<Record<string, Value>>(
  () => sql`
    INSERT INTO price_lists (id, label, kind, customer_groups, countries, starts_at, ends_at,
      priority, version, updated_at, status)
    VALUES (${place("id")}, ${place("label")}, ${place("kind")}, ${place("customerGroups")},
      ${place("countries")}, ${place("startsAt")}, ${place("endsAt")}, ${place("priority")}, 1,
      ${place("now")}, 'draft')`,
);

/** A version that moved meanwhile breaks the NOT NULL of the label, and with it the whole batch. */
const updateStatement = statement<Record<string, Value>>(
  () => sql`
    UPDATE price_lists SET
      label = CASE WHEN version = ${place("version")} THEN ${place("label")} END,
      kind = ${place("kind")}, customer_groups = ${place("customerGroups")},
      countries = ${place("countries")}, starts_at = ${place("startsAt")},
      ends_at = ${place("endsAt")}, priority = ${place("priority")},
      version = version + 1, updated_at = ${place("now")}
    WHERE id = ${place("id")}`,
);

const statusStatement = statement<Record<string, Value>>(
  () => sql`
    UPDATE price_lists SET
      status = CASE WHEN version = ${place("version")} THEN ${place("status")} END,
      version = version + 1, updated_at = ${place("now")}
    WHERE id = ${place("id")}`,
);

const pageStatement = statement<{
  id: string;
  only: Value;
  variantId: string;
  currency: string;
  fromQuantity: number;
  rows: number;
}>(
  () => sql`
    SELECT variant_id AS "variantId", currency, from_quantity AS "fromQuantity",
      amount_minor AS "amountMinor"
    FROM price_list_prices
    WHERE price_list_id = ${place("id")} AND variant_id = coalesce(${place("only")}, variant_id)
      AND (variant_id, currency, from_quantity)
        > (${place("variantId")}, ${place("currency")}, ${place("fromQuantity")})
    ORDER BY variant_id, currency, from_quantity LIMIT ${place("rows")}`,
);

const storedStatement = statement<{ id: string; variantIds: string }>(
  () => sql`
    SELECT given.variant_id AS "variantId", given.currency, given.from_quantity AS "fromQuantity",
      given.amount_minor AS "minor"
    FROM json_each(${place("variantIds")}) AS wanted
    CROSS JOIN price_list_prices AS given
      ON given.price_list_id = ${place("id")} AND given.variant_id = wanted.value`,
);

const knownStatement = statement<{ variantIds: string }>(
  () => sql`
    SELECT id FROM variants WHERE id IN (SELECT value FROM json_each(${place("variantIds")}))`,
);

const putPricesStatement = statement<{ id: string; rows: string }>(
  () => sql`
    INSERT INTO price_list_prices (price_list_id, variant_id, currency, from_quantity, amount_minor)
    SELECT ${place("id")}, value ->> 'variantId', value ->> 'currency', value ->> 'fromQuantity',
      value ->> 'amountMinor'
    FROM json_each(${place("rows")}) WHERE value ->> 'amountMinor' IS NOT NULL
    ON CONFLICT (price_list_id, variant_id, currency, from_quantity)
      DO UPDATE SET amount_minor = excluded.amount_minor`,
);

const dropPricesStatement = statement<{ id: string; rows: string }>(
  () => sql`
    DELETE FROM price_list_prices
    WHERE price_list_id = ${place("id")} AND (variant_id, currency, from_quantity) IN (
      SELECT value ->> 'variantId', value ->> 'currency', value ->> 'fromQuantity'
      FROM json_each(${place("rows")}) WHERE value ->> 'amountMinor' IS NULL)`,
);

type Row = {
  readonly id: Id<"priceList">;
  readonly label: string;
  readonly kind: PriceList["kind"];
  readonly customer_groups: string;
  readonly countries: string;
  readonly starts_at: number | null;
  readonly ends_at: number | null;
  readonly priority: number;
  readonly status: PriceListRow["status"];
  readonly version: number;
  readonly is_on: number;
  readonly shown_version: number;
  readonly price_count: number;
};

/** @returns a page of lists by id, the oldest first */
export async function listPriceLists(
  db: Database,
  {
    status,
    after,
    limit,
  }: { status?: string | undefined; after?: string | undefined; limit: number },
): Promise<PriceListRow[]> {
  const values = { status: status ?? null, after: after ?? "", rows: limit, id: null };
  const { results } = await listStatement.bind(db, values).all<Row>();
  return results.map(rowOf);
}

/** @returns the list without its prices, or null where there is none */
export async function readPriceList(
  db: Database,
  id: Id<"priceList">,
): Promise<PriceListRow | null> {
  const row = await listStatement.bind(db, { status: null, after: "", rows: 1, id }).first<Row>();
  return row === null ? null : rowOf(row);
}

/** @returns the statement that writes a draft */
export function insertPriceList(
  db: Database,
  id: Id<"priceList">,
  { priceList, now }: { readonly priceList: WritePriceList; readonly now: number },
): D1PreparedStatement {
  return insertStatement.bind(db, { id, ...columnsOf(priceList), now });
}

/** @returns the statement that replaces a list whose version is still `version` */
export function replacePriceList(
  db: Database,
  id: Id<"priceList">,
  given: { readonly priceList: WritePriceList; readonly version: number; readonly now: number },
): D1PreparedStatement {
  const { priceList, version, now } = given;
  return updateStatement.bind(db, { id, ...columnsOf(priceList), version, now });
}

/** @returns the statement that starts or stops a list whose version is still `version` */
export function setPriceListStatus(
  db: Database,
  id: Id<"priceList">,
  given: { readonly status: "active" | "stopped"; readonly version: number; readonly now: number },
): D1PreparedStatement {
  return statusStatement.bind(db, { id, ...given });
}

/** @returns a page of a list's prices, by keyset: its cost does not grow with its depth */
export async function readListPrices(
  db: Database,
  id: Id<"priceList">,
  {
    variant,
    cursor,
    limit,
  }: { variant?: Id<"variant"> | undefined; cursor?: string | undefined; limit: number },
): Promise<ListPricePage> {
  const [variantId = "", currency = "", from = "0"] = cursor?.split(".") ?? [];
  const { results } = await pageStatement
    .bind(db, {
      id,
      only: variant ?? null,
      variantId,
      currency,
      fromQuantity: Number(from) || 0,
      rows: limit + 1,
    })
    .all<ListPricePage["prices"][number]>();
  const prices = results.slice(0, limit);
  const last = results.length > limit ? prices.at(-1) : undefined;
  const nextCursor = last && `${last.variantId}.${last.currency}.${last.fromQuantity}`;
  return { prices, nextCursor: nextCursor ?? null };
}

/** What a list has of some variants by now, and which of them the catalog knows at all. */
export async function storedListPrices(
  db: Database,
  id: Id<"priceList">,
  variantIds: readonly Id<"variant">[],
): Promise<{ stored: ListedPrice[]; known: ReadonlySet<string> }> {
  const text = JSON.stringify(variantIds);
  const [stored, known] = await Promise.all([
    storedStatement.bind(db, { id, variantIds: text }).all<ListedPrice>(),
    knownStatement.bind(db, { variantIds: text }).all<{ id: string }>(),
  ]);
  return { stored: stored.results, known: new Set(known.results.map((row) => row.id)) };
}

/** @returns the statements that write prices of a list, and bring them where they are shown */
export function putListPrices(
  db: Database,
  id: Id<"priceList">,
  prices: readonly WriteListPrice[],
): D1PreparedStatement[] {
  const variantIds = [...new Set(prices.map(({ variantId }) => variantId))];
  return [
    ...jsonParts(prices).flatMap((rows) => [
      putPricesStatement.bind(db, { id, rows }),
      dropPricesStatement.bind(db, { id, rows }),
    ]),
    ...relist(db, variantIds),
  ];
}

function rowOf(row: Row): PriceListRow {
  return {
    id: row.id,
    label: row.label,
    kind: row.kind,
    customerGroups: JSON.parse(row.customer_groups),
    countries: JSON.parse(row.countries),
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    priority: row.priority,
    status: row.status,
    version: row.version,
    isOn: row.is_on === 1,
    shownVersion: row.shown_version,
    priceCount: row.price_count,
  };
}

function columnsOf(priceList: WritePriceList) {
  const { label, kind, customerGroups, countries, startsAt, endsAt, priority } = priceList;
  return {
    label,
    kind,
    customerGroups: JSON.stringify(customerGroups),
    countries: JSON.stringify(countries),
    startsAt: startsAt === null ? null : Date.parse(startsAt),
    endsAt: endsAt === null ? null : Date.parse(endsAt),
    priority,
  };
}
