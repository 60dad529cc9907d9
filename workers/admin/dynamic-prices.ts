/** Prices that move by themselves: staff say how, within which rails, and ask what would be now. */
import { Hono } from "hono";
import { adminPriceListApi } from "../../contracts/api-admin-price-lists.ts";
import type { ProblemError } from "../../contracts/problem.ts";
import type { PreviewedPrice, StaffDynamicPrice } from "../../contracts/staff-price-lists.ts";
import {
  type DynamicRow,
  type DynamicRules,
  dropDynamicPrice,
  keyOf,
  listDynamicPrices,
  type PriceKey,
  type PriceState,
  priceStates,
  putDynamicPrice,
  type ReckonedPrice,
  reckonPrice,
  writeDynamicPrices,
} from "../../db/dynamic-prices.ts";
import { parseId } from "../../domain/id.ts";
import { isCurrency, money } from "../../domain/money.ts";
import { fail, ok } from "../../domain/result.ts";
import type { AppEnv } from "../../http/context.ts";
import { invalid } from "../../http/validate.ts";
import { runCatalogDeed } from "./deed.ts";
import type { Env } from "./env.gen.ts";
import { type StaffContext, staffRoute } from "./staff-route.ts";

/** Currencies of one variant, and a few. */
const OF_VARIANT_MAX = 20;

/** Routes of prices that move. */
export const dynamicPriceRoutes = new Hono<AppEnv<Env>>();

staffRoute(dynamicPriceRoutes, adminPriceListApi.listDynamicPrices, async (c, { query }) => {
  const { cursor, limit, variant: variantId } = query;
  const after = cursor === undefined ? null : placeIn(cursor);
  if (cursor !== undefined && after === null) {
    return invalid([{ pointer: "/cursor", detail: "Expected the nextCursor of the page before" }]);
  }
  const rows = await listDynamicPrices(c.env.CATALOG, { after, variantId, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  const nextCursor = last === undefined ? null : `${last.variantId}.${last.currency}`;
  return ok({ dynamicPrices: page.map(viewOf), nextCursor });
});

staffRoute(dynamicPriceRoutes, adminPriceListApi.putDynamicPrice, (c, { params, body, ...call }) =>
  runCatalogDeed(c, call, async () => {
    const db = c.env.CATALOG;
    const now = Date.now();
    const { version, ...rules } = body;
    const [state, before] = await Promise.all([stateOf(c, params, now), storedRow(c, params)]);
    if (state === null) return fail({ reason: "not_found" });
    const deed = {
      action: "dynamic_price.change",
      subjectId: params.variantId,
      version: null,
      before: before && viewOf(before),
    };
    if (before !== null && isSame(before, rules)) {
      const value = viewOf(before);
      return ok({ ...deed, value, after: value });
    }
    const is = before?.version ?? 0;
    if (is !== version) return fail({ reason: "version_changed", version: is });
    const errors = contradictions(rules, state);
    if (errors.length > 0) return invalid(errors);
    const reckoned = reckonPrice(rules, state, now);
    const next = version + 1;
    const value = {
      ...params,
      ...body,
      version: next,
      base: money(state.baseMinor, params.currency),
      price: money(shownMinor(reckoned, state), params.currency),
    };
    return ok({
      ...deed,
      value,
      after: { ...value, reasons: reckoned.reasons },
      statements: [
        putDynamicPrice(db, params, { ...rules, version, now }),
        ...writeDynamicPrices(db, [{ ...params, ...reckoned, version: next }]),
      ],
    });
  }),
);

staffRoute(dynamicPriceRoutes, adminPriceListApi.dropDynamicPrice, (c, { params, ...call }) =>
  runCatalogDeed(c, call, async () => {
    const [state, before] = await Promise.all([
      stateOf(c, params, Date.now()),
      storedRow(c, params),
    ]);
    if (state === null) return fail({ reason: "not_found" });
    return ok({
      action: "dynamic_price.drop",
      subjectId: params.variantId,
      version: null,
      value: { isDropped: true } as const,
      before: before && viewOf(before),
      after: null,
      statements: dropDynamicPrice(c.env.CATALOG, params),
    });
  }),
);

staffRoute(dynamicPriceRoutes, adminPriceListApi.previewDynamicPrice, async (c, { body }) => {
  const { variantId, currency, ...rules } = body;
  const now = Date.now();
  const state = await stateOf(c, { variantId, currency }, now);
  if (state === null) return fail({ reason: "not_found" });
  const errors = contradictions(rules, state);
  return errors.length > 0
    ? invalid(errors)
    : ok(previewOf(reckonPrice(rules, state, now), { variantId, currency }));
});

async function stateOf({ env }: StaffContext, key: PriceKey, now: number) {
  return (await priceStates(env, [key], now)).get(keyOf(key)) ?? null;
}

async function storedRow({ env }: StaffContext, { variantId, currency }: PriceKey) {
  const rows = await listDynamicPrices(env.CATALOG, { variantId, limit: OF_VARIANT_MAX });
  return rows.find((row) => row.currency === currency) ?? null;
}

/** The catalog's own price stands within the rails, or one of both is a mistake. */
function contradictions({ rails }: DynamicRules, { baseMinor }: PriceState): ProblemError[] {
  const { floorMinor, ceilingMinor } = rails;
  const price = `the catalog's price of ${baseMinor}`;
  return [
    ...(floorMinor > baseMinor
      ? [{ pointer: "/rails/floorMinor", detail: `Expected at most ${price}` }]
      : []),
    ...(ceilingMinor < baseMinor
      ? [{ pointer: "/rails/ceilingMinor", detail: `Expected at least ${price}` }]
      : []),
  ];
}

/** While a list decides, a price stays where it was. */
function shownMinor({ minor }: ReckonedPrice, { isListed, dynamicMinor, baseMinor }: PriceState) {
  return isListed ? (dynamicMinor ?? baseMinor) : minor;
}

function viewOf(row: DynamicRow): StaffDynamicPrice {
  const { variantId, currency, rules, rails, timeZone, version, baseMinor, dynamicMinor } = row;
  return {
    variantId,
    currency,
    rules: [...rules],
    rails,
    timeZone,
    version,
    base: money(baseMinor, currency),
    price: dynamicMinor === null ? null : money(dynamicMinor, currency),
  };
}

function previewOf(reckoned: ReckonedPrice, { currency }: PriceKey): PreviewedPrice {
  const { minor, reasons, state, signals } = reckoned;
  return {
    price: money(minor, currency),
    base: money(state.baseMinor, currency),
    dayAgo: money(state.dayAgoMinor, currency),
    reasons: [...reasons],
    signals,
    isListed: state.isListed,
  };
}

/** Asking for what is so already changes nothing, whatever the version: whoever asks twice is right. */
function isSame(stored: DynamicRules, wanted: DynamicRules): boolean {
  const inOneForm = ({ rules, rails, timeZone }: DynamicRules) =>
    JSON.stringify([
      rules.map(({ id, when, moveBp }) => [id, Object.entries(when).sort(), moveBp]),
      Object.entries(rails).sort(),
      timeZone,
    ]);
  return inOneForm(stored) === inOneForm(wanted);
}

function placeIn(cursor: string): PriceKey | null {
  const [id = "", currency = ""] = cursor.split(".");
  const variantId = parseId("variant", id);
  return variantId !== null && isCurrency(currency) ? { variantId, currency } : null;
}
