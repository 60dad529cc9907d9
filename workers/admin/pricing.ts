/** How the shop taxes and ships, and what a cart would pay at some moment. */
import { Hono } from "hono";
import { adminPricingApi } from "../../contracts/api-admin-pricing.ts";
import type { ProblemError } from "../../contracts/problem.ts";
import { staffDeliverySchema } from "../../contracts/staff-delivery.ts";
import { taxesSchema, zonesSchema } from "../../contracts/staff-pricing.ts";
import { pricesFor, variantFacts } from "../../db/catalog.ts";
import { collectableAt, readDelivery, replaceDelivery } from "../../db/delivery.ts";
import { lineFacts } from "../../db/line-facts.ts";
import { automaticPromotions, promotionsOfCodes } from "../../db/promotions.ts";
import { currencyRules, readTaxes, readZones } from "../../db/shipping.ts";
import {
  readPromotion,
  replaceTaxes,
  replaceZones,
  rulesVersions,
} from "../../db/staff-pricing.ts";
import { type Id, idFromBytes } from "../../domain/id.ts";
import { NO_FACTS } from "../../domain/order-line.ts";
import { quoteOf, shippingMethods } from "../../domain/order-quote.ts";
import { stepAt } from "../../domain/price-list.ts";
import { normalCode } from "../../domain/promotion.ts";
import { fail, invariant, ok } from "../../domain/result.ts";
import { taxOverlaps } from "../../domain/tax-rules.ts";
import type { AppEnv } from "../../http/context.ts";
import { invalid } from "../../http/validate.ts";
import { runCatalogDeed } from "./deed.ts";
import type { Env } from "./env.gen.ts";
import { simulationView } from "./simulation-view.ts";
import { staffRoute } from "./staff-route.ts";
import { repeatedPlaces, uncollectable } from "./zone-check.ts";

/** Routes of taxes, shipping and the simulation. */
export const pricingRoutes = new Hono<AppEnv<Env>>();

staffRoute(pricingRoutes, adminPricingApi.readTaxes, async (c) => {
  const [taxes, { taxes: version }] = await Promise.all([
    readTaxes(c.env.CATALOG),
    rulesVersions(c.env.CATALOG),
  ]);
  return ok(taxesSchema.parse({ ...taxes, version }));
});

staffRoute(pricingRoutes, adminPricingApi.writeTaxes, (c, { body: given, ...call }) =>
  runCatalogDeed(c, call, async () => {
    const db = c.env.CATALOG;
    const [before, { taxes: version }] = await Promise.all([readTaxes(db), rulesVersions(db)]);
    const { provider, fallsBack, codes } = before;
    const body = taxesSchema.parse({ provider, fallsBack, codes, ...given });
    const deed = { action: "taxes.change", subjectId: "taxes", version: null };
    if (isSame({ ...before, version: body.version }, body)) {
      const value = { ...body, version };
      return ok({ ...deed, value, before: value, after: value });
    }
    if (version !== body.version) return fail({ reason: "version_changed", version });
    const indexOf = (id: string) => body.rules.findIndex((rule) => rule.id === id);
    const repeated = body.rules.findIndex(({ id }, index) => indexOf(id) !== index);
    if (repeated !== -1) {
      return invalid([{ pointer: `/rules/${repeated}/id`, detail: "Expected each id once" }]);
    }
    const overlaps = taxOverlaps(body.rules).map(({ leftId, rightId }) => ({
      pointer: `/rules/${indexOf(rightId)}`,
      detail: `It holds where "${leftId}" holds as well`,
    }));
    if (overlaps.length > 0) return invalid(overlaps);
    if (body.fallsBack && body.rules.length === 0) {
      return invalid([{ pointer: "/fallsBack", detail: "Expected rules that can stand in" }]);
    }
    const after = { ...body, version: version + 1 };
    return ok({ ...deed, value: after, before, after, statements: replaceTaxes(db, body) });
  }),
);

staffRoute(pricingRoutes, adminPricingApi.readZones, async (c) => {
  const [zones, { zones: version }] = await Promise.all([
    readZones(c.env.CATALOG),
    rulesVersions(c.env.CATALOG),
  ]);
  return ok(zonesSchema.parse({ zones, version }));
});

staffRoute(pricingRoutes, adminPricingApi.writeZones, (c, { body, ...call }) =>
  runCatalogDeed(c, call, async () => {
    const db = c.env.CATALOG;
    const [before, { zones: version }, { locations }] = await Promise.all([
      readZones(db),
      rulesVersions(db),
      readDelivery(db),
    ]);
    const deed = { action: "shipping_zones.change", subjectId: "shipping_zones", version: null };
    if (isSame({ zones: before, version: body.version }, body)) {
      const value = { ...body, version };
      return ok({ ...deed, value, before: value, after: value });
    }
    if (version !== body.version) return fail({ reason: "version_changed", version });
    const ids = body.zones.map(({ id }) => id);
    const repeated = ids.findIndex((id, index) => ids.indexOf(id) !== index);
    if (repeated !== -1) {
      return invalid([{ pointer: `/zones/${repeated}/id`, detail: "Expected each id once" }]);
    }
    const errors = [...repeatedPlaces(body.zones), ...uncollectable(body.zones, locations)];
    if (errors.length > 0) return invalid(errors);
    const after = { zones: body.zones, version: version + 1 };
    return ok({ ...deed, value: after, before, after, statements: replaceZones(db, body) });
  }),
);

staffRoute(pricingRoutes, adminPricingApi.readDelivery, async (c) =>
  ok(staffDeliverySchema.parse(await readDelivery(c.env.CATALOG))),
);

staffRoute(pricingRoutes, adminPricingApi.writeDelivery, (c, { body, ...call }) =>
  runCatalogDeed(c, call, async () => {
    const db = c.env.CATALOG;
    const [stored, zones] = await Promise.all([readDelivery(db), readZones(db)]);
    const before = staffDeliverySchema.parse(stored);
    const { version } = before;
    const deed = { action: "delivery.change", subjectId: "delivery", version: null };
    const errors = body.locations.flatMap(({ id, isNew }, index, all): ProblemError[] => {
      const pointer = `/locations/${index}/id`;
      if (!isNew && !before.locations.some((each) => each.id === id)) {
        return [{ pointer, detail: "Expected a location of the shop, or isNew" }];
      }
      const isFirst = all.findIndex((each) => each.id === id) === index;
      return isFirst ? [] : [{ pointer, detail: "Expected each id once" }];
    });
    if (errors.length > 0) return invalid(errors);
    const told = new Map(body.locations.map(({ isNew: _, ...each }) => [each.id, each]));
    const locations = before.locations.map((each) => told.get(each.id) ?? each);
    for (const each of told.values()) {
      if (!locations.some(({ id }) => id === each.id)) locations.push(each);
    }
    const wanted = { calendar: body.calendar, locations };
    if (isSame({ calendar: before.calendar, locations: before.locations }, wanted)) {
      return ok({ ...deed, value: before, before, after: before });
    }
    if (version !== body.version) return fail({ reason: "version_changed", version });
    const lost = uncollectable(zones, locations);
    if (lost.length > 0) {
      const detail = "Expected an address for each location where shoppers collect";
      return invalid([{ pointer: "/locations", detail }]);
    }
    const after = { ...wanted, version: version + 1 };
    const statements = replaceDelivery(db, { ...wanted, version });
    return ok({ ...deed, value: after, before, after, statements });
  }),
);

staffRoute(pricingRoutes, adminPricingApi.simulate, async (c, { body }) => {
  const db = c.env.CATALOG;
  const { currency, codes: typed, withDrafts } = body;
  const now = body.at === undefined ? Date.now() : Date.parse(body.at);
  const ids = body.lines.map(({ variantId }) => variantId);
  const subject = {
    currency,
    country: body.address?.country ?? null,
    customerGroups: body.customerGroups,
    at: body.at === undefined ? undefined : now,
  };
  const [known, priced, facts, collectable, tax, zones, delivery, rules, automatic, coded, drafts] =
    await Promise.all([
      variantFacts(db, ids, currency),
      pricesFor(db, ids, subject),
      lineFacts(db, ids, currency),
      collectableAt(db, body.lines),
      readTaxes(db),
      readZones(db),
      readDelivery(db),
      currencyRules(db),
      automaticPromotions(db, now),
      promotionsOfCodes(
        db,
        [...new Set(typed.flatMap((code) => normalCode(code) ?? []))],
        withDrafts,
      ),
      Promise.all(withDrafts.map((id) => readPromotion(db, id))),
    ]);
  const sold = known.filter(({ isForSale }) => isForSale);
  const gone = ids.filter((id) => !sold.some(({ variantId }) => variantId === id));
  if (gone.length > 0) return fail({ reason: "variant_unavailable", variantIds: gone });
  const unitsOf = (id: Id<"variant">) =>
    body.lines.reduce((sum, line) => sum + (line.variantId === id ? line.quantity : 0), 0);
  const lines = body.lines.map(({ variantId, quantity }, index) => {
    const variant = sold.find((each) => each.variantId === variantId);
    invariant(variant !== undefined, "what is gone was refused");
    const step = stepAt(priced.get(variantId)?.own ?? [], unitsOf(variantId));
    const today = facts.get(variantId) ?? NO_FACTS;
    return {
      lineId: lineIdOf(index),
      productId: variant.productId,
      variantId,
      quantity,
      unitMinor: step?.minor ?? 0,
      listId: step?.listId ?? null,
      facts: {
        ...today,
        // A list may begin or end until then.
        isOnSale: step?.listId == null ? today.isOnSale : step.beforeMinor !== null,
        collectAt: collectable.get(variantId) ?? [],
      },
    };
  });
  const pricesIncludeTax = rules.find(({ code }) => code === currency)?.pricesIncludeTax ?? true;
  const promotions = [...automatic, ...coded.promotions, ...drafts.filter((each) => each !== null)];
  const order = {
    currency,
    rules: {
      pricesIncludeTax,
      // Nobody outside is asked: the shop's own rules and rates stand in, and the trace says so.
      tax: { ...tax, told: [] },
      zones,
      carrier: [],
      calendar: delivery.calendar,
      locations: delivery.locations,
      ratesLockedUntil: now,
      promotions: unique(promotions),
      usedUp: [],
    },
    lines,
    address: body.address,
    shippingMethodId: body.shippingMethod,
    codes: coded.codes,
    buyer: {
      key: null,
      groups: body.customerGroups,
      ordersBefore: body.ordersBefore,
      taxId: null,
    },
  };
  const listIds = lines.map(({ listId }) => listId);
  return ok(simulationView(quoteOf(order, now), { methods: shippingMethods(order), listIds }));
});

/** Asking for what is so already changes nothing, whatever the version: whoever asks twice is right. */
function isSame(stored: unknown, wanted: unknown): boolean {
  return inOneForm(stored) === inOneForm(wanted);
}

/** JSON with the keys of every object in order. */
function inOneForm(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([left], [right]) => (left < right ? -1 : 1)))
      : part,
  );
}

function unique<Each extends { readonly id: string }>(all: readonly Each[]): Each[] {
  return [...new Map(all.map((each) => [each.id, each])).values()];
}

/** The same line always has the same id: nothing is stored under it. */
function lineIdOf(index: number): Id<"line"> {
  return idFromBytes("line", new Uint8Array(16).fill(index));
}
