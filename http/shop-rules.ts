/** The shop's rules, remembered by the isolate: they change a few times in a year. */
import { type Delivery, readDelivery } from "../db/delivery.ts";
import { type ExchangeTerms, exchangeTerms } from "../db/exchange.ts";
import { hasSubjectLists } from "../db/price-walk.ts";
import { automaticPromotions } from "../db/promotions.ts";
import {
  type CurrencyRule,
  currencyRules,
  readTaxes,
  readZones,
  shownShipping,
} from "../db/shipping.ts";
import { openReader } from "../db/statement.ts";
import { PRICE_LOCK_MS } from "../domain/cart.ts";
import type { CheckoutRules, TaxSettings } from "../domain/checkout-rules.ts";
import { findRate, rateProblem } from "../domain/exchange.ts";
import { CURRENCIES, type Currency } from "../domain/money.ts";
import type { Promotion } from "../domain/promotion.ts";
import type { ShippingOption } from "../domain/quote.ts";
import { invariant } from "../domain/result.ts";
import type { ShippingZone } from "../domain/shipping-rates.ts";
import { ShortMemory } from "../runtime/short-memory.ts";

/** An empty answer is a shop that is still being filled. */
const KEPT = {
  keepMs: 60_000,
  entriesMax: 1,
  isWorthKeeping: (rows: readonly unknown[]) => rows.length > 0,
};
/** Promotions begin and end by themselves; a new one is had within seconds. */
const PROMOTIONS_KEPT = { keepMs: 10_000, entriesMax: 1 };

/** Why nothing is sold at converted prices. */
export interface StaleRate {
  readonly reason: "exchange_rate_stale";
  readonly currency: Currency;
  /** What can be paid in meanwhile. */
  readonly instead: Currency;
  readonly detail: string;
}

const currencies = /* @__PURE__ */ new ShortMemory<readonly CurrencyRule[]>(KEPT);
const zones = /* @__PURE__ */ new ShortMemory<readonly ShippingZone[]>(KEPT);
const taxes = /* @__PURE__ */ new ShortMemory<TaxSettings>({
  ...KEPT,
  isWorthKeeping: ({ rules, provider }) => rules.length > 0 || provider !== "table",
});
const deliveries = /* @__PURE__ */ new ShortMemory<Delivery>({
  ...KEPT,
  isWorthKeeping: ({ locations }) => locations.length > 0,
});
const exchange = /* @__PURE__ */ new ShortMemory<ExchangeTerms>({ keepMs: 10_000, entriesMax: 1 });
const promotions = /* @__PURE__ */ new ShortMemory<readonly Promotion[]>(PROMOTIONS_KEPT);
const subjectLists = /* @__PURE__ */ new ShortMemory<boolean>(PROMOTIONS_KEPT);

/** @returns how prices in a currency are meant @throws Error where the shop has no such currency */
export async function currencyRule(
  catalog: D1Database,
  currency: Currency,
  now: number,
): Promise<CurrencyRule> {
  const rules = await currencies.recall("all", now, () => currencyRules(openReader(catalog)));
  const rule = rules.find(({ code }) => code === currency);
  invariant(rule !== undefined, `the catalog has the currency ${currency}`);
  return rule;
}

/**
 * Whether converted prices of a currency may be sold at: not without a rule, nor with a rate that is
 * older than the rule allows.
 * @returns why not, with the currency that everything is sold in; null where they may
 */
export async function staleRate(
  catalog: D1Database,
  currency: Currency,
  now: number,
): Promise<StaleRate | null> {
  const { rates, rules } = await exchange.recall("all", now, () =>
    exchangeTerms(openReader(catalog)),
  );
  const rule = rules.find(({ to }) => to === currency);
  if (rule !== undefined && rateProblem(findRate(rates, rule), rule, now) === null) return null;
  const [instead] = CURRENCIES;
  const detail = `Our prices in ${currency} are not up to date. You can pay in ${instead}: change the currency of your cart.`;
  return { reason: "exchange_rate_stale", currency, instead, detail };
}

/** @returns the ways of shipping with their prices in a currency, as pages tell them */
export async function shippingIn(
  catalog: D1Database,
  currency: Currency,
  now: number,
): Promise<readonly ShippingOption[]> {
  return shownShipping(await zonesIn(catalog, now), currency);
}

/** @returns whether where somebody buys, and who, may change a price at all */
export function isPricedBySubject(catalog: D1Database, now: number): Promise<boolean> {
  return subjectLists.recall("all", now, () => hasSubjectLists(openReader(catalog)));
}

/**
 * @returns everything that a checkout is reckoned by, but promotions of codes and what providers of
 *   taxes and carriers are asked for
 */
export async function rulesIn(
  catalog: D1Database,
  currency: Currency,
  now: number,
): Promise<CheckoutRules> {
  const [{ pricesIncludeTax }, tax, shippingZones, delivery, automatic] = await Promise.all([
    currencyRule(catalog, currency, now),
    taxes.recall("all", now, () => readTaxes(openReader(catalog))),
    zonesIn(catalog, now),
    deliveries.recall("all", now, () => readDelivery(openReader(catalog))),
    promotions.recall("all", now, () => automaticPromotions(openReader(catalog), now)),
  ]);
  const { calendar, locations } = delivery;
  return {
    pricesIncludeTax,
    tax: { ...tax, told: [] },
    zones: shippingZones,
    carrier: [],
    calendar,
    locations,
    ratesLockedUntil: now + PRICE_LOCK_MS,
    promotions: automatic,
    usedUp: [],
  };
}

function zonesIn(catalog: D1Database, now: number): Promise<readonly ShippingZone[]> {
  return zones.recall("all", now, () => readZones(openReader(catalog)));
}
