/** Prices that move by themselves: what they look at, and what becomes of them. */
import { sql } from "drizzle-orm";
import {
  type DynamicPrice,
  dynamicPrice,
  type GuardRails,
  type PriceRule,
  type PriceSignals,
} from "../domain/dynamic-price.ts";
import type { Id } from "../domain/id.ts";
import { minuteOfWeek } from "../domain/local-time.ts";
import type { Currency } from "../domain/money.ts";
import { stockLevels, variants } from "./catalog-tables.ts";
import { rerange } from "./price-walk.ts";
import { dynamicPrices } from "./pricing-tables.ts";
import { type Database, statement, type Value } from "./statement.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const WEEK_MS = 7 * DAY_MS;

/** A variant in a currency. */
export interface PriceKey {
  readonly variantId: Id<"variant">;
  readonly currency: Currency;
}

/** How a price moves. */
export interface DynamicRules {
  readonly rules: readonly PriceRule[];
  readonly rails: GuardRails;
  /** Where the minutes of the week are meant: an IANA name. */
  readonly timeZone: string;
}

/** A price that moves, as it is stored. */
export interface DynamicRow extends PriceKey, DynamicRules {
  readonly version: number;
  readonly updatedAt: number;
  /** The catalog's own price, which the rules move. */
  readonly baseMinor: number;
  /** Where it stands now; null where it was never reckoned. */
  readonly dynamicMinor: number | null;
}

/** What a price is reckoned from. */
export interface PriceState {
  readonly baseMinor: number;
  /** Without lists: a sale is no reason for the price after it. */
  readonly dayAgoMinor: number;
  /** Null where no rules are stored. */
  readonly dynamicMinor: number | null;
  /** A list decides at the moment: until it ends the price stays where it is. */
  readonly isListed: boolean;
  readonly signals: Omit<PriceSignals, "minuteOfWeek">;
}

/** A price with what it follows from. */
export interface ReckonedPrice extends DynamicPrice {
  readonly state: PriceState;
  readonly signals: PriceSignals;
}

const place = sql.placeholder;

const pageStatement = statement<{
  variantId: string;
  currency: string;
  only: Value;
  rows: number;
}>(
  () => sql`
    SELECT moved.variant_id AS "variantId", moved.currency, moved.rules, moved.rails,
      moved.time_zone AS "timeZone", moved.version, moved.updated_at AS "updatedAt",
      prices.amount_minor AS "baseMinor", prices.dynamic_minor AS "dynamicMinor"
    FROM ${dynamicPrices} AS moved
    CROSS JOIN prices ON prices.variant_id = moved.variant_id AND prices.currency = moved.currency
    WHERE (moved.variant_id, moved.currency) > (${place("variantId")}, ${place("currency")})
      AND moved.variant_id = coalesce(${place("only")}, moved.variant_id)
    ORDER BY moved.variant_id, moved.currency LIMIT ${place("rows")}`,
);

/** Whoever holds units without paying, as often as he likes, moves no price by it. */
const unsold = sql`coalesce((SELECT sum(${stockLevels.onHand} - ${stockLevels.allocated})
  FROM ${stockLevels} WHERE ${stockLevels.stockItemId} = ${variants.stockItemId}), 0)`;

/** What was asked for by the list itself says nothing of the price beneath it. */
const ownHistory = sql`SELECT amount_minor FROM price_history
  WHERE variant_id = prices.variant_id AND currency = prices.currency
    AND reason NOT LIKE 'list: %'`;

const statesStatement = statement<{ keys: string; dayAgo: number }>(
  () => sql`
    SELECT prices.variant_id AS "variantId", prices.currency,
      prices.amount_minor AS "baseMinor", prices.dynamic_minor AS "dynamicMinor",
      prices.listed_minor IS NOT NULL AS "isListed", max(0, ${unsold}) AS available,
      coalesce((${ownHistory} AND from_at <= ${place("dayAgo")} ORDER BY from_at DESC LIMIT 1),
        (${ownHistory} ORDER BY from_at LIMIT 1), prices.amount_minor) AS "dayAgoMinor"
    FROM json_each(${place("keys")}) AS wanted
    CROSS JOIN prices ON prices.variant_id = wanted.value ->> 'variantId'
      AND prices.currency = wanted.value ->> 'currency'
    CROSS JOIN ${variants} ON ${variants.id} = prices.variant_id`,
);

const soldStatement = statement<{
  variantIds: string;
  twoWeeksAgo: number;
  weekAgo: number;
  now: number;
}>(
  () => sql`
    SELECT order_lines.variant_id AS "variantId",
      sum(iif(orders.confirmed_at > ${place("weekAgo")}, quantity, 0)) AS "soldLately",
      sum(iif(orders.confirmed_at > ${place("weekAgo")}, 0, quantity)) AS "soldBefore"
    FROM json_each(${place("variantIds")}) AS wanted
    CROSS JOIN order_lines ON order_lines.variant_id = wanted.value
    CROSS JOIN orders ON orders.id = order_lines.order_id
    WHERE orders.status = 'confirmed' AND orders.confirmed_at > ${place("twoWeeksAgo")}
      AND orders.confirmed_at <= ${place("now")}
    GROUP BY order_lines.variant_id`,
);

/** Only where everything is as it was when the price was reckoned. */
const writeStatement = statement<{ rows: string }>(
  () => sql`
    UPDATE prices SET dynamic_minor = row.value ->> 'minor', dynamic_reason = row.value ->> 'reason'
    FROM json_each(${place("rows")}) AS row
    WHERE prices.variant_id = row.value ->> 'variantId'
      AND prices.currency = row.value ->> 'currency'
      AND prices.amount_minor = row.value ->> 'baseMinor' AND prices.listed_minor IS NULL
      AND prices.dynamic_minor IS NOT row.value ->> 'minor'
      AND EXISTS (SELECT 1 FROM dynamic_prices WHERE variant_id = prices.variant_id
        AND currency = prices.currency AND version = row.value ->> 'version')`,
);

/** A version that moved meanwhile breaks the NOT NULL of the rules, and with it the whole batch. */
const putStatement = statement<Record<string, Value>>(
  () => sql`
    INSERT INTO dynamic_prices (variant_id, currency, rules, rails, time_zone, version, updated_at)
    VALUES (${place("variantId")}, ${place("currency")},
      CASE WHEN ${place("version")} = 0 OR EXISTS (SELECT 1 FROM dynamic_prices
        WHERE variant_id = ${place("variantId")} AND currency = ${place("currency")})
      THEN ${place("rules")} END, ${place("rails")}, ${place("timeZone")}, 1, ${place("now")})
    ON CONFLICT (variant_id, currency) DO UPDATE SET
      rules = CASE WHEN version = ${place("version")} THEN excluded.rules END,
      rails = excluded.rails, time_zone = excluded.time_zone, version = version + 1,
      updated_at = excluded.updated_at`,
);

const dropStatement = statement<{ variantId: string; currency: string }>(
  () => sql`
    DELETE FROM dynamic_prices
    WHERE variant_id = ${place("variantId")} AND currency = ${place("currency")}`,
);

const restStatement = statement<{ variantId: string; currency: string }>(
  () => sql`
    UPDATE prices SET dynamic_minor = NULL, dynamic_reason = NULL
    WHERE variant_id = ${place("variantId")} AND currency = ${place("currency")}`,
);

type StoredRow = Omit<DynamicRow, "rules" | "rails"> & {
  readonly rules: string;
  readonly rails: string;
};

type StateRow = PriceKey &
  Omit<PriceState, "isListed" | "signals"> & {
    readonly isListed: number;
    readonly available: number;
  };

/** @returns a page of prices that move, in the order of their variants; of one variant, if named */
export async function listDynamicPrices(
  db: Database,
  {
    after,
    variantId,
    limit,
  }: { after?: PriceKey | null; variantId?: Id<"variant"> | undefined; limit: number },
): Promise<DynamicRow[]> {
  const { results } = await pageStatement
    .bind(db, {
      variantId: after?.variantId ?? "",
      currency: after?.currency ?? "",
      only: variantId ?? null,
      rows: limit,
    })
    .all<StoredRow>();
  return results.map((row) => ({
    ...row,
    rules: JSON.parse(row.rules),
    rails: JSON.parse(row.rails),
  }));
}

/** @returns what each price is reckoned from, by keyOf(); those that are no prices are left out */
export async function priceStates(
  { CATALOG, ORDERS }: { readonly CATALOG: Database; readonly ORDERS: Database },
  keys: readonly PriceKey[],
  now: number,
): Promise<Map<string, PriceState>> {
  const wanted = keys.map(({ variantId, currency }) => ({ variantId, currency }));
  const variantIds = JSON.stringify([...new Set(keys.map(({ variantId }) => variantId))]);
  const weeks = { weekAgo: now - WEEK_MS, twoWeeksAgo: now - 2 * WEEK_MS, now };
  const [states, sold] = await Promise.all([
    statesStatement
      .bind(CATALOG, { keys: JSON.stringify(wanted), dayAgo: now - DAY_MS })
      .all<StateRow>(),
    soldStatement
      .bind(ORDERS, { variantIds, ...weeks })
      .all<{ variantId: string; soldLately: number; soldBefore: number }>(),
  ]);
  const soldOf = new Map(sold.results.map((row) => [row.variantId, row]));
  return new Map(
    states.results.map(({ available, isListed, ...row }) => {
      const { soldLately = 0, soldBefore = 0 } = soldOf.get(row.variantId) ?? {};
      const signals = { available, soldLately, soldBefore };
      return [keyOf(row), { ...row, isListed: isListed === 1, signals }];
    }),
  );
}

/** @returns the price that rules and rails make of what is so, whoever asks */
export function reckonPrice(
  { rules, rails, timeZone }: DynamicRules,
  state: PriceState,
  now: number,
): ReckonedPrice {
  const signals = { ...state.signals, minuteOfWeek: minuteOfWeek(now, timeZone) };
  return { ...dynamicPrice(state, rules, { signals, rails }), state, signals };
}

/** @returns the statements that write reckoned prices, each with its reasons */
export function writeDynamicPrices(
  db: Database,
  moves: readonly (PriceKey & ReckonedPrice & { readonly version: number })[],
): readonly D1PreparedStatement[] {
  const changed = moves.filter(
    ({ minor, state }) => !state.isListed && minor !== state.dynamicMinor,
  );
  if (changed.length === 0) return [];
  const rows = changed.map(({ variantId, currency, minor, reasons, state, version }) => ({
    variantId,
    currency,
    minor,
    reason: `dynamic: ${reasons.join(", ") || "no rule holds"}`,
    baseMinor: state.baseMinor,
    version,
  }));
  return [
    writeStatement.bind(db, { rows: JSON.stringify(rows) }),
    ...rerange(
      db,
      changed.map(({ variantId }) => variantId),
    ),
  ];
}

/**
 * @param version that the rules must have, 0 where there must be none
 * @returns the statement that stores how a price moves
 */
export function putDynamicPrice(
  db: Database,
  { variantId, currency }: PriceKey,
  given: DynamicRules & { readonly version: number; readonly now: number },
): D1PreparedStatement {
  const { rules, rails, timeZone, version, now } = given;
  return putStatement.bind(db, {
    variantId,
    currency,
    rules: JSON.stringify(rules),
    rails: JSON.stringify(rails),
    timeZone,
    version,
    now,
  });
}

/** @returns the statements after which the price is the catalog's own again */
export function dropDynamicPrice(
  db: Database,
  { variantId, currency }: PriceKey,
): readonly D1PreparedStatement[] {
  return [
    dropStatement.bind(db, { variantId, currency }),
    restStatement.bind(db, { variantId, currency }),
    ...rerange(db, [variantId]),
  ];
}

/** @returns what a price is found by */
export function keyOf({ variantId, currency }: PriceKey): string {
  return `${variantId} ${currency}`;
}
