/** Rates, the rules by which prices follow from another currency, and what the feed said last. */
import { sql } from "drizzle-orm";
import type { ConversionRule, ExchangeRate } from "../domain/exchange.ts";
import type { RateProblem } from "../domain/exchange-feed.ts";
import type { Currency } from "../domain/money.ts";
import { conversionRules, exchangeFeed, exchangeRates } from "./pricing-tables.ts";
import { type Database, statement, type Value } from "./statement.ts";

/** A rate with where it came from. */
export interface StoredRate extends ExchangeRate {
  readonly source: string;
}

/** What conversions follow from. */
export interface ExchangeTerms {
  readonly rates: readonly StoredRate[];
  readonly rules: readonly ConversionRule[];
}

/** What the feed said when it was asked last. */
export interface FeedState {
  readonly askedAt: number;
  /** Null where it never answered anything that could be read. */
  readonly answeredAt: number | null;
  readonly problems: readonly RateProblem[];
}

const place = sql.placeholder;

const ratesStatement = statement<Record<string, never>>(
  () => sql`
    SELECT ${exchangeRates.fromCurrency} AS "from", ${exchangeRates.toCurrency} AS "to",
      ${exchangeRates.rate}, ${exchangeRates.quotedAt} AS "at", ${exchangeRates.source}
    FROM ${exchangeRates} ORDER BY ${exchangeRates.fromCurrency}, ${exchangeRates.toCurrency}`,
);

const rulesStatement = statement<Record<string, never>>(
  () => sql`
    SELECT ${conversionRules.fromCurrency} AS "from", ${conversionRules.toCurrency} AS "to",
      ${conversionRules.markupBp} AS "markupBp", ${conversionRules.rounding},
      ${conversionRules.staleAfterMs} AS "staleAfterMs"
    FROM ${conversionRules} ORDER BY ${conversionRules.toCurrency}`,
);

const feedStatement = statement<Record<string, never>>(
  () => sql`
    SELECT ${exchangeFeed.askedAt} AS "askedAt", ${exchangeFeed.answeredAt} AS "answeredAt",
      ${exchangeFeed.problems} FROM ${exchangeFeed}`,
);

/** A rate that stands there already moves no mark. */
const takeStatement = statement<{ rates: string; source: string }>(
  () => sql`
    INSERT INTO exchange_rates (from_currency, to_currency, rate, quoted_at, source)
    SELECT value ->> 'from', value ->> 'to', value ->> 'rate', value ->> 'at', ${place("source")}
    FROM json_each(${place("rates")}) WHERE true
    ON CONFLICT (from_currency, to_currency) DO UPDATE SET
      rate = excluded.rate, quoted_at = excluded.quoted_at, source = excluded.source
    WHERE excluded.quoted_at >= exchange_rates.quoted_at
      AND (excluded.rate <> exchange_rates.rate OR excluded.quoted_at <> exchange_rates.quoted_at)`,
);

const noteStatement = statement<{ now: number; answeredAt: Value; problems: string }>(
  () => sql`
    INSERT INTO exchange_feed (id, asked_at, answered_at, problems)
    VALUES ('feed', ${place("now")}, ${place("answeredAt")}, ${place("problems")})
    ON CONFLICT (id) DO UPDATE SET asked_at = excluded.asked_at,
      answered_at = coalesce(excluded.answered_at, exchange_feed.answered_at),
      problems = excluded.problems`,
);

const ruleStatement = statement<Record<string, Value>>(
  () => sql`
    INSERT INTO conversion_rules (to_currency, from_currency, markup_bp, rounding, stale_after_ms)
    VALUES (${place("to")}, ${place("from")}, ${place("markupBp")}, ${place("rounding")},
      ${place("staleAfterMs")})
    ON CONFLICT (to_currency) DO UPDATE SET
      from_currency = excluded.from_currency, markup_bp = excluded.markup_bp,
      rounding = excluded.rounding, stale_after_ms = excluded.stale_after_ms,
      version = conversion_rules.version + 1`,
);

const dropStatement = statement<{ to: string }>(
  () => sql`DELETE FROM conversion_rules WHERE to_currency = ${place("to")}`,
);

/** Of the version 0, which no currency keeps; one that is there already stays as it is. */
const newCurrencyStatement = statement<{ code: string; isIncluded: number; country: string }>(
  () => sql`
    INSERT INTO currencies (code, prices_include_tax, default_country, position, version)
    VALUES (${place("code")}, ${place("isIncluded")}, ${place("country")},
      (SELECT coalesce(max(position), -1) + 1 FROM currencies), 0)
    ON CONFLICT (code) DO NOTHING`,
);

/** A version that moved meanwhile breaks the NOT NULL, and with it the whole batch. */
const currencyStatement = statement<{
  code: string;
  version: number;
  isIncluded: number;
  country: string;
}>(
  () => sql`
    UPDATE currencies SET
      prices_include_tax = CASE WHEN version = ${place("version")} THEN ${place("isIncluded")} END,
      default_country = ${place("country")}, version = version + 1
    WHERE code = ${place("code")}`,
);

const versionsStatement = statement<Record<string, never>>(
  () => sql`SELECT code, version FROM currencies`,
);

type RuleRow = Omit<ConversionRule, "rounding"> & { readonly rounding: string };

/** @returns every rate and every rule, as they were at one moment */
export async function exchangeTerms(db: Database): Promise<ExchangeTerms> {
  const [rates, rules] = await db.batch<unknown>([
    ratesStatement.bind(db, {}),
    rulesStatement.bind(db, {}),
  ]);
  return {
    rates: (rates?.results ?? []) as StoredRate[],
    rules: ((rules?.results ?? []) as RuleRow[]).map((row) => ({
      ...row,
      rounding: JSON.parse(row.rounding),
    })),
  };
}

/** @returns what the feed said last, or null where it was never asked */
export async function feedState(db: Database): Promise<FeedState | null> {
  const row = await feedStatement
    .bind(db, {})
    .first<Omit<FeedState, "problems"> & { readonly problems: string }>();
  return row === null ? null : { ...row, problems: JSON.parse(row.problems) };
}

/** Takes rates in, the newest ones stay, and notes what the feed said. */
export async function takeRates(
  db: Database,
  { rates, source }: { readonly rates: readonly ExchangeRate[]; readonly source: string },
  { now, problems }: { readonly now: number; readonly problems: readonly RateProblem[] },
): Promise<void> {
  const noted = { now, answeredAt: now, problems: JSON.stringify(problems) };
  await db.batch([
    takeStatement.bind(db, { rates: JSON.stringify(rates), source }),
    noteStatement.bind(db, noted),
  ]);
}

/** Notes why the feed told nothing. */
export async function noteSilence(
  db: Database,
  { now, problem }: { readonly now: number; readonly problem: RateProblem },
): Promise<void> {
  const problems = JSON.stringify([problem]);
  await noteStatement.bind(db, { now, answeredAt: null, problems }).run();
}

/** How a currency is sold in. */
export interface CurrencySettings {
  readonly pricesIncludeTax: boolean;
  /** ISO 3166-1 alpha-2. */
  readonly defaultCountry: string;
  /** Null where every price is set. */
  readonly conversion: Omit<ConversionRule, "to"> | null;
}

/**
 * @param version 0 of a currency that the shop does not sell in yet
 * @returns the statements that write a currency's settings where its version is still `version`
 */
export function putCurrency(
  db: Database,
  { code, version }: { readonly code: Currency; readonly version: number },
  { pricesIncludeTax, defaultCountry: country, conversion }: CurrencySettings,
): D1PreparedStatement[] {
  const settings = { code, isIncluded: Number(pricesIncludeTax), country };
  const written = [
    ...(version === 0 ? [newCurrencyStatement.bind(db, settings)] : []),
    currencyStatement.bind(db, { ...settings, version }),
  ];
  if (conversion === null) return [...written, dropStatement.bind(db, { to: code })];
  const { from, markupBp, rounding, staleAfterMs } = conversion;
  const rule = { to: code, from, markupBp, rounding: JSON.stringify(rounding), staleAfterMs };
  return [...written, ruleStatement.bind(db, rule)];
}

/** @returns the version of each currency's settings */
export async function currencyVersions(db: Database): Promise<ReadonlyMap<string, number>> {
  const { results } = await versionsStatement.bind(db, {}).all<{ code: string; version: number }>();
  return new Map(results.map(({ code, version }) => [code, version]));
}
