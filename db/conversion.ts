/** Converted prices as rows of `prices`: which there should be, which there are, and the difference. */
import { sql } from "drizzle-orm";
import {
  type ConversionRule,
  conversionReason,
  convertPrice,
  type ExchangeRate,
  exchangeOf,
  findRate,
  type PriceExchange,
  rateProblem,
} from "../domain/exchange.ts";
import type { Id } from "../domain/id.ts";
import type { Currency } from "../domain/money.ts";
import { type ExchangeTerms, exchangeTerms } from "./exchange.ts";
import { jsonParts } from "./json-rows.ts";
import { rangeStatements } from "./price-ranges.ts";
import { type Database, statement } from "./statement.ts";

/** A converted price to write. */
interface Converted {
  readonly variantId: Id<"variant">;
  readonly currency: Currency;
  readonly amountMinor: number;
  readonly compareAtMinor: number | null;
  readonly reason: string;
  readonly exchange: PriceExchange;
}

/** A price that may follow from another, with the one that it follows from. */
interface Candidate {
  readonly productId: Id<"product">;
  readonly variantId: Id<"variant">;
  readonly currency: Currency;
  /** Null where the variant has no price to convert. */
  readonly sourceMinor: number | null;
  readonly sourceCompareMinor: number | null;
  /** Null where there is no converted price yet. */
  readonly ownMinor: number | null;
  readonly ownCompareMinor: number | null;
}

const place = sql.placeholder;

/**
 * Where a price is set there is nothing to convert; a converted one is no source of another. A price
 * that moves by rules is followed, a list is not: lists have prices of their own in each currency.
 */
const candidatesStatement = statement<{ ids: string }>(
  () => sql`
    SELECT variants.product_id AS "productId", variants.id AS "variantId",
      rules.to_currency AS "currency",
      coalesce(source.dynamic_minor, source.amount_minor) AS "sourceMinor",
      source.compare_at_minor AS "sourceCompareMinor", own.amount_minor AS "ownMinor",
      own.compare_at_minor AS "ownCompareMinor"
    FROM variants CROSS JOIN conversion_rules AS rules
    LEFT JOIN prices AS source ON source.variant_id = variants.id
      AND source.currency = rules.from_currency AND source.source <> 'converted'
    LEFT JOIN prices AS own ON own.variant_id = variants.id AND own.currency = rules.to_currency
    WHERE variants.product_id IN (SELECT value FROM json_each(${place("ids")}))
      AND coalesce(own.source, 'converted') = 'converted'
      AND (source.amount_minor IS NOT NULL OR own.amount_minor IS NOT NULL)
    UNION ALL
    SELECT variants.product_id, variants.id, prices.currency, NULL, NULL, prices.amount_minor,
      prices.compare_at_minor
    FROM variants JOIN prices ON prices.variant_id = variants.id
    WHERE variants.product_id IN (SELECT value FROM json_each(${place("ids")}))
      AND prices.source = 'converted'
      AND prices.currency NOT IN (SELECT to_currency FROM conversion_rules)`,
);

/** A price that staff set meanwhile stays. */
const writeStatement = statement<{ prices: string }>(
  () => sql`
    INSERT INTO prices (variant_id, currency, amount_minor, compare_at_minor, source, reason, exchange)
    SELECT value ->> 'variantId', value ->> 'currency', value ->> 'amountMinor',
      value ->> 'compareAtMinor', 'converted', value ->> 'reason', value -> 'exchange'
    FROM json_each(${place("prices")})
    WHERE EXISTS (SELECT 1 FROM variants WHERE variants.id = value ->> 'variantId')
    ON CONFLICT (variant_id, currency) DO UPDATE SET
      amount_minor = excluded.amount_minor, compare_at_minor = excluded.compare_at_minor,
      reason = excluded.reason, exchange = excluded.exchange
    WHERE prices.source = 'converted'`,
);

const dropStatement = statement<{ prices: string }>(
  () => sql`
    DELETE FROM prices WHERE source = 'converted' AND (variant_id, currency) IN (
      SELECT value ->> 'variantId', value ->> 'currency' FROM json_each(${place("prices")}))`,
);

const pageStatement = statement<{ after: string; rows: number }>(
  () =>
    sql`SELECT id FROM products WHERE id > ${place("after")} ORDER BY id LIMIT ${place("rows")}`,
);

const marksStatement = statement<Record<string, never>>(
  () => sql`SELECT mark, walked FROM conversion_walk`,
);

const walkedStatement = statement<{ mark: string }>(
  () => sql`UPDATE conversion_walk SET walked = ${place("mark")}`,
);

/**
 * Makes the converted prices of products what rates and rules say. A price is written where its
 * rounded amount differs, and nowhere else; with a rate that is stale or missing, prices stay.
 * @returns how many prices changed, came or went
 */
export async function convertPrices(
  db: Database,
  productIds: readonly Id<"product">[],
  now: number,
): Promise<number> {
  if (productIds.length === 0) return 0;
  const ids = JSON.stringify(productIds);
  const terms = await exchangeTerms(db);
  const { results } = await candidatesStatement.bind(db, { ids }).all<Candidate>();
  const usable = usableRates(terms, now);
  const written: Converted[] = [];
  const dropped: Candidate[] = [];
  for (const candidate of results) {
    const wanted = wantedPrice(candidate, terms.rules, usable);
    if (wanted === null && candidate.ownMinor !== null) dropped.push(candidate);
    else if (wanted !== null && wanted !== "as_it_is") written.push(wanted);
  }
  if (written.length + dropped.length === 0) return 0;
  const named = new Set([...written, ...dropped].map(({ variantId }) => variantId));
  const touched = results.filter(({ variantId }) => named.has(variantId));
  await db.batch([
    ...jsonParts(written).map((prices) => writeStatement.bind(db, { prices })),
    ...jsonParts(dropped.map(keyOf)).map((prices) => dropStatement.bind(db, { prices })),
    ...rangeStatements(db, [...new Set(touched.map(({ productId }) => productId))]),
  ]);
  return written.length + dropped.length;
}

/** The rate of each rule by the currency that it makes, where prices may be made of it. */
function usableRates(
  { rates, rules }: ExchangeTerms,
  now: number,
): ReadonlyMap<Currency, ExchangeRate> {
  return new Map(
    rules.flatMap((rule) => {
      const rate = findRate(rates, rule);
      return rate === null || rateProblem(rate, rule, now) !== null ? [] : [[rule.to, rate]];
    }),
  );
}

/** @returns the price that there should be; null where there should be none */
function wantedPrice(
  candidate: Candidate,
  rules: readonly ConversionRule[],
  rates: ReadonlyMap<Currency, ExchangeRate>,
): Converted | "as_it_is" | null {
  const { variantId, currency, sourceMinor, sourceCompareMinor } = candidate;
  const rule = rules.find(({ to }) => to === currency);
  if (rule === undefined || sourceMinor === null) return null;
  const rate = rates.get(currency);
  if (rate === undefined) return "as_it_is";
  const source = { amountMinor: sourceMinor, compareAtMinor: sourceCompareMinor };
  const { amountMinor, compareAtMinor } = convertPrice(source, rate, rule);
  if (amountMinor === candidate.ownMinor && compareAtMinor === candidate.ownCompareMinor) {
    return "as_it_is";
  }
  const exchange = exchangeOf(rate, rule);
  const reason = conversionReason(exchange, currency);
  return { variantId, currency, amountMinor, compareAtMinor, reason, exchange };
}

function keyOf({ variantId, currency }: Candidate) {
  return { variantId, currency };
}

/** @returns the next products in the order of their ids, in every state */
export async function productsAfter(
  db: Database,
  values: { readonly after: string; readonly rows: number },
): Promise<Id<"product">[]> {
  const { results } = await pageStatement.bind(db, values).all<{ id: Id<"product"> }>();
  return results.map(({ id }) => id);
}

/** @returns the mark of rates and rules as they are, and of those that every price has seen */
export async function walkMarks(
  db: Database,
): Promise<{ readonly mark: string; readonly walked: string }> {
  const row = await marksStatement.bind(db, {}).first<{ mark: string; walked: string }>();
  return row ?? { mark: "", walked: "" };
}

/** Every price has seen rates and rules as they were at `mark`. */
export async function noteWalked(db: Database, mark: string): Promise<void> {
  await walkedStatement.bind(db, { mark }).run();
}
