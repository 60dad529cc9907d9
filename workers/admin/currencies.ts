/** Currencies: whether prices include tax, how they follow from another, and the rates they follow by. */
import { Hono } from "hono";
import { adminCurrencyApi } from "../../contracts/api-admin-currencies.ts";
import type { ProblemError } from "../../contracts/problem.ts";
import type {
  StaffCurrencies,
  StaffCurrency,
  WriteCurrency,
} from "../../contracts/staff-currencies.ts";
import { walkMarks } from "../../db/conversion.ts";
import {
  currencyVersions,
  type ExchangeTerms,
  exchangeTerms,
  type FeedState,
  feedState,
  putCurrency,
} from "../../db/exchange.ts";
import { type CurrencyRule, currencyRules } from "../../db/shipping.ts";
import { type ConversionRule, findRate, rateProblem } from "../../domain/exchange.ts";
import type { RateProblem } from "../../domain/exchange-feed.ts";
import {
  CHARGE_STEP_MINOR,
  CURRENCIES,
  CURRENCY_DECIMALS,
  type Currency,
} from "../../domain/money.ts";
import { fail, ok, unreachable } from "../../domain/result.ts";
import type { AppEnv } from "../../http/context.ts";
import { invalid } from "../../http/validate.ts";
import { runCatalogDeed, runDeed } from "./deed.ts";
import type { Env } from "./env.gen.ts";
import { staffRoute } from "./staff-route.ts";

/** Routes of currencies and rates. */
export const currencyRoutes = new Hono<AppEnv<Env>>();

staffRoute(currencyRoutes, adminCurrencyApi.listCurrencies, async (c) =>
  ok(await currenciesOf(c.env.CATALOG, Date.now())),
);

staffRoute(currencyRoutes, adminCurrencyApi.writeCurrency, (c, { params, body, ...call }) =>
  runCatalogDeed(c, call, async () => {
    const db = c.env.CATALOG;
    const now = Date.now();
    const [settings, versions, terms] = await Promise.all([
      currencyRules(db),
      currencyVersions(db),
      exchangeTerms(db),
    ]);
    const { code } = params;
    const rule = settings.find((each) => each.code === code);
    if (rule === undefined && body.version !== 0) return fail({ reason: "not_found" });
    const version = rule === undefined ? 0 : (versions.get(code) ?? 1);
    const before = rule === undefined ? null : staffCurrency({ rule, version, terms }, now);
    const deed = { action: "currency.change", subjectId: code, version: null };
    if (before !== null && isSame(before, body)) {
      return ok({ ...deed, value: before, before, after: before });
    }
    if (version !== body.version) return fail({ reason: "version_changed", version });
    const { pricesIncludeTax, conversion } = body;
    const defaultCountry = body.defaultCountry ?? rule?.defaultCountry;
    if (defaultCountry === undefined) {
      const detail = "Expected a country, like DE: the shop begins to sell in this currency";
      return invalid([{ pointer: "/defaultCountry", detail }]);
    }
    const errors = conversionErrors(code, conversion, terms, now);
    if (errors.length > 0) return invalid(errors);
    const others = terms.rules.filter(({ to }) => to !== code);
    const rules = conversion === null ? others : [...others, { ...conversion, to: code }];
    const written = { pricesIncludeTax, defaultCountry };
    const after = staffCurrency(
      { rule: { code, ...written }, version: version + 1, terms: { ...terms, rules } },
      now,
    );
    const statements = putCurrency(db, { code, version }, { ...written, conversion });
    return ok({ ...deed, value: after, before, after, statements });
  }),
);

staffRoute(currencyRoutes, adminCurrencyApi.importRates, (c, { body, ...call }) =>
  runDeed(c, call, async () => {
    const { rates: before } = await exchangeTerms(c.env.CATALOG);
    const seen = await c.env.EXCHANGE.look(body.acceptedJumps);
    if (seen === null) return fail({ reason: "rate_feed_missing" });
    const value = await currenciesOf(c.env.CATALOG, Date.now());
    const after = { ...body, ...seen, rates: value.rates };
    return ok({ action: "rates.import", subjectId: "exchange_rates", value, before, after });
  }),
);

async function currenciesOf(db: D1Database, now: number): Promise<StaffCurrencies> {
  const [settings, versions, terms, feed, marks] = await Promise.all([
    currencyRules(db),
    currencyVersions(db),
    exchangeTerms(db),
    feedState(db),
    walkMarks(db),
  ]);
  return {
    currencies: settings.map((rule) =>
      staffCurrency({ rule, version: versions.get(rule.code) ?? 1, terms }, now),
    ),
    rates: terms.rates.map(({ at, ...rate }) => ({ ...rate, ...ageOf(at, now) })),
    feed: feed === null ? null : feedView(feed),
    isConverting: terms.rules.length > 0 && marks.mark !== marks.walked,
  };
}

function staffCurrency(
  of: {
    readonly rule: CurrencyRule;
    readonly version: number;
    readonly terms: Pick<ExchangeTerms, "rates" | "rules">;
  },
  now: number,
): StaffCurrency {
  const { rule, version, terms } = of;
  const { code, pricesIncludeTax, defaultCountry } = rule;
  const conversion = terms.rules.find(({ to }) => to === code);
  const settings = { code, decimals: CURRENCY_DECIMALS[code], pricesIncludeTax, defaultCountry };
  if (conversion === undefined) return { ...settings, version, conversion: null, rate: null };
  const { to: _to, ...kept } = conversion;
  return { ...settings, version, conversion: kept, rate: rateView(terms, conversion, now) };
}

function rateView(
  { rates }: Pick<ExchangeTerms, "rates">,
  rule: ConversionRule,
  now: number,
): StaffCurrency["rate"] {
  const rate = findRate(rates, rule);
  if (rate === null) return { state: "missing", rate: null, quotedAt: null, ageMs: null };
  const state = rateProblem(rate, rule, now) === null ? "fresh" : "stale";
  return { state, rate: rate.rate, ...ageOf(rate.at, now) };
}

function ageOf(at: number, now: number): { readonly quotedAt: string; readonly ageMs: number } {
  return { quotedAt: new Date(at).toISOString(), ageMs: now - at };
}

function feedView({ askedAt, answeredAt, problems }: FeedState): StaffCurrencies["feed"] {
  return {
    askedAt: new Date(askedAt).toISOString(),
    answeredAt: answeredAt === null ? null : new Date(answeredAt).toISOString(),
    problems: problems.map((problem) => ({
      reason: problem.reason,
      currency: "currency" in problem ? problem.currency : null,
      detail: detailOf(problem),
    })),
  };
}

function detailOf(problem: RateProblem): string {
  switch (problem.reason) {
    case "feed_unreachable":
    case "feed_unreadable":
    case "base_unknown":
    case "rate_invalid":
      return problem.detail;
    case "quoted_in_future":
      return `Quoted at ${new Date(problem.quotedAt).toISOString()}`;
    case "rate_jumped":
      return `From ${problem.was} to ${problem.now}`;
    default:
      return unreachable(problem);
  }
}

/** Why prices of a currency cannot follow by this rule, each with its field. */
function conversionErrors(
  code: Currency,
  conversion: WriteCurrency["conversion"],
  { rates, rules }: ExchangeTerms,
  now: number,
): ProblemError[] {
  if (conversion === null) return [];
  const at = (field: string, detail: string) => ({ pointer: `/conversion${field}`, detail });
  if (code === CURRENCIES[0]) return [at("", `Prices in ${code} are always set`)];
  const { from, rounding } = conversion;
  if (from === code) return [at("/from", "Expected another currency")];
  if (rules.some(({ to }) => to === from)) {
    return [at("/from", `Prices in ${from} follow from another currency themselves`)];
  }
  const follower = rules.find((rule) => rule.from === code && rule.to !== code);
  if (follower !== undefined) return [at("", `Prices in ${follower.to} follow from these`)];
  const errors: ProblemError[] = [];
  const step = CHARGE_STEP_MINOR[code];
  const parts = rounding.kind === "nearest" ? ["toMinor"] : ["endingMinor", "ofMinor"];
  for (const [name, minor] of Object.entries(rounding)) {
    if (!parts.includes(name) || Number(minor) % step === 0) continue;
    errors.push(at(`/rounding/${name}`, `Expected a multiple of ${step}: ${code} is charged so`));
  }
  const rate = findRate(rates, { from, to: code });
  const problem = rateProblem(rate, conversion, now);
  if (problem?.reason === "rate_missing") {
    errors.push(at("/from", `There is no rate from ${from} to ${code}`));
  } else if (problem !== null) {
    const quotedAt = new Date(problem.at).toISOString();
    errors.push(at("/staleAfterMs", `The rate is of ${quotedAt} and older than that`));
  }
  return errors;
}

/** Asking for what is so already changes nothing, whatever the version. */
function isSame(stored: StaffCurrency, wanted: WriteCurrency): boolean {
  const form = (settings: Omit<WriteCurrency, "version">) => {
    const { pricesIncludeTax, conversion: rule } = settings;
    const { defaultCountry = stored.defaultCountry } = settings;
    if (rule === null) return JSON.stringify([pricesIncludeTax, defaultCountry]);
    const { from, markupBp, staleAfterMs, rounding } = rule;
    const ending =
      rounding.kind === "nearest" ? [rounding.toMinor] : [rounding.endingMinor, rounding.ofMinor];
    const parts = [from, markupBp, staleAfterMs, ...ending];
    return JSON.stringify([pricesIncludeTax, defaultCountry, ...parts]);
  };
  return form(stored) === form(wanted);
}
