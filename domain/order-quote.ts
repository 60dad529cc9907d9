/** An order's quote: its lines and choices reckoned by its rules. */
import type { Id } from "./id.ts";
import type { Order } from "./order.ts";
import { journeyOf } from "./order-journey.ts";
import type { OrderLine } from "./order-line.ts";
import { quoteOrder } from "./pricing.ts";
import type { PromotionCart } from "./promotion-cart.ts";
import { type AppliedPromotion, promote, type RefusedPromotion } from "./promotion-engine.ts";
import type { Quote, QuoteDiscount, QuoteRefusal, QuoteTaxes, ShippingOption } from "./quote.ts";
import {
  type Freight,
  type MissingMethod,
  missingMethods,
  type Parcel,
  type PricedMethod,
  pricedMethods,
  type ShippingZone,
  zoneOf,
} from "./shipping-rates.ts";
import { isTaxIdOf } from "./tax-id.ts";
import { placeKey, SHIPPING_TAX_CLASS, type TaxAddress, toldAt } from "./tax-provider.ts";

/** The parts of a line that a quote follows from. */
export type QuotableLine = Pick<
  OrderLine,
  "lineId" | "productId" | "variantId" | "quantity" | "unitMinor" | "facts"
>;

/** The parts of an order that its quote follows from. */
export type Quotable = Pick<
  Order,
  "currency" | "rules" | "shippingMethodId" | "codes" | "buyer"
> & {
  readonly lines: readonly QuotableLine[];
  readonly address: TaxAddress | null;
};

/**
 * The reckoning of the order as it is.
 * @param now epoch milliseconds; the quote is good from then on
 * @param promotedAt the moment that promotions are looked at, where it is not now: they stay as
 *   they were shown for as long as the quote does
 */
export function quoteOf(order: Quotable, now: number, promotedAt = now): Quote {
  const { rules, currency } = order;
  const chosen = shippingMethods(order).find(({ method }) => method.id === order.shippingMethodId);
  const shipping = chosen === undefined ? null : optionOf(chosen, order);
  const { applied, refused } = promote(
    rules.promotions,
    promotionCart(order, chosen ?? null),
    promotedAt,
  );
  const labels = new Map<string, string>(rules.promotions.map(({ id, label }) => [id, label]));
  return quoteOrder(
    {
      currency,
      pricesIncludeTax: rules.pricesIncludeTax,
      lines: order.lines,
      shipping,
      journey: chosen === undefined ? null : journeyOf(order, chosen, now),
      taxes: taxTermsOf(order),
      discounts: applied.map(discountOf),
      refusals: refused.map((each) => refusalOf(each, labels)),
    },
    now,
  );
}

/** @returns the ways of shipping that the order may choose from, with their prices */
export function shippingMethods(order: Quotable): PricedMethod[] {
  const zone = zoneFor(order);
  return zone === null ? [] : pricedMethods(zone, freightOf(order));
}

/** @returns the ways of shipping of the same zone that it may not choose from, and why */
export function absentMethods(order: Quotable): MissingMethod[] {
  const zone = zoneFor(order);
  return zone === null ? [] : missingMethods(zone, freightOf(order));
}

/** Until there is an address the first zone stands for the others, so that prices can be shown. */
function zoneFor({ rules, address }: Quotable): ShippingZone | null {
  return address === null ? (rules.zones[0] ?? null) : zoneOf(rules.zones, address);
}

/** @returns where the order is taxed: where it is collected, else where it goes; null: not known */
export function taxPlaceOf(
  order: Pick<Quotable, "rules" | "address" | "shippingMethodId">,
): TaxAddress | null {
  if (order.address === null) return null;
  return collectedAt(order) ?? order.address;
}

/** @returns the address at which the chosen method is collected; null where it is delivered */
export function collectedAt({
  rules,
  address,
  shippingMethodId,
}: Pick<Quotable, "rules" | "address" | "shippingMethodId">): TaxAddress | null {
  const zone = address === null ? undefined : zoneOf(rules.zones, address);
  const method = zone?.methods.find(({ id }) => id === shippingMethodId);
  if (method?.kind !== "pickup") return null;
  return rules.locations.find(({ id }) => id === method.locationId)?.address ?? null;
}

/** @returns whether the rates of the order's place are known: the table always knows */
export function areTaxesKnown(
  order: Pick<Quotable, "rules" | "address" | "shippingMethodId" | "buyer">,
): boolean {
  const place = taxPlaceOf(order);
  if (place === null || order.rules.tax.provider === "table") return true;
  return toldOf(order, place) !== null;
}

/**
 * Everything from one location is a parcel; dimensions do not add up, weights do.
 * @returns what is shipped, with what carriers told for where it goes
 */
export function freightOf({
  currency,
  lines,
  rules,
  address,
}: Pick<Quotable, "currency" | "lines" | "rules" | "address">): Freight {
  const subtotalMinor = lines.reduce((sum, line) => sum + line.unitMinor * line.quantity, 0);
  const parcels = new Map<string | null, Parcel>();
  for (const { quantity, facts } of lines) {
    const { locationId, grams, longestMm } = facts;
    const known = parcels.get(locationId) ?? { locationId, grams: 0, units: 0, longestMm: 0 };
    parcels.set(locationId, {
      locationId,
      grams: known.grams + grams * quantity,
      units: known.units + quantity,
      longestMm: Math.max(known.longestMm, longestMm),
    });
  }
  const place = address === null ? null : placeKey(address);
  return {
    currency,
    subtotalMinor,
    parcels: [...parcels.values()],
    carrier: rules.carrier.filter((each) => each.place === place),
    collectAt: collectableAt(lines),
  };
}

/** @returns the locations that have all units of every line */
function collectableAt([first, ...others]: readonly QuotableLine[]): Id<"location">[] {
  return (first?.facts.collectAt ?? []).filter((location) =>
    others.every(({ facts }) => facts.collectAt.includes(location)),
  );
}

function optionOf({ method, fullMinor }: PricedMethod, { currency }: Quotable): ShippingOption {
  const { id: methodId, label, daysMin, daysMax, freeFrom } = method;
  const freeFromMinor = freeFrom?.[currency] ?? null;
  return { methodId, label, daysMin, daysMax, amountMinor: fullMinor, freeFromMinor };
}

function promotionCart(order: Quotable, chosen: PricedMethod | null): PromotionCart {
  const { currency, address, codes, buyer, rules } = order;
  return {
    currency,
    country: address?.country ?? null,
    lines: order.lines.map(promotionLine),
    codes,
    customerGroups: buyer?.groups ?? [],
    ordersBefore: buyer?.ordersBefore ?? null,
    shipping: chosen === null ? null : { methodId: chosen.method.id, minor: chosen.minor },
    usedUp: new Set(rules.usedUp),
    usedByBuyer: new Set(rules.usedByBuyer),
    ...(rules.budgetLeft === undefined ? {} : { budgetLeft: rules.budgetLeft }),
  };
}

function promotionLine(line: QuotableLine): PromotionCart["lines"][number] {
  const { lineId, productId, variantId, quantity, unitMinor, facts } = line;
  const { brandId, categoryIds, collectionIds, isOnSale } = facts;
  const product = { productId, variantId, brandId, categoryIds, collectionIds, isOnSale };
  return { lineId, ...product, quantity, unitMinor };
}

function toldOf({ rules, buyer }: Pick<Quotable, "rules" | "buyer">, place: TaxAddress) {
  return toldAt(rules.tax.told, { place: placeKey(place), taxId: buyer?.taxId ?? null });
}

type TaxedOrder = Pick<Quotable, "lines" | "rules" | "address" | "shippingMethodId" | "buyer">;

/** @returns everything that decides about the order's tax; null while its place is not known */
export function taxTermsOf(order: TaxedOrder): QuoteTaxes | null {
  const place = taxPlaceOf(order);
  return place === null ? null : taxesOf(order, place);
}

function taxesOf(order: TaxedOrder, place: TaxAddress): QuoteTaxes {
  const { rules, buyer } = order;
  const { rounding, shippingClass, exemptCountries, provider } = rules.tax;
  const taxId = buyer?.taxId ?? null;
  const told = provider === "table" ? null : toldOf(order, place);
  if (told?.source === "stripe") {
    return {
      rules: told.rules,
      place,
      policy: { rounding, isExempt: told.isExempt },
      shippingClass: SHIPPING_TAX_CLASS,
      because: `rates by Stripe Tax, asked ${new Date(told.at).toISOString()}`,
    };
  }
  const because = provider === "table" ? null : standInText(told !== null);
  const isExempt =
    taxId !== null &&
    isTaxIdOf(taxId, place) &&
    exemptCountries.includes(place.country) &&
    !isFromWithin(order, place.country);
  const policy = { rounding, isExempt };
  return { rules: rules.tax.rules, place, policy, shippingClass, because };
}

/** Only what crosses a border is owed by the buyer; where nobody knows from where, it may be anywhere. */
function isFromWithin(order: TaxedOrder, country: string): boolean {
  const inside = order.rules.locations.filter(({ address }) => address?.country === country);
  const isInside = (location: string | null) =>
    inside.some(({ id }) => location === null || location === id);
  return collectedAt(order) !== null || order.lines.some(({ facts }) => isInside(facts.locationId));
}

function standInText(wasAsked: boolean): string {
  return `rates of the shop: Stripe Tax ${wasAsked ? "did not answer" : "was not asked"}`;
}

function discountOf({ promotion, code, ...taken }: AppliedPromotion): QuoteDiscount {
  const { minor, shares, shippingMinor } = taken;
  return { promotionId: promotion.id, code, label: promotion.label, minor, shares, shippingMinor };
}

function refusalOf(
  { promotionId, code, refusal }: RefusedPromotion,
  labels: ReadonlyMap<string, string>,
): QuoteRefusal {
  const label = promotionId === null ? undefined : labels.get(promotionId);
  return { promotionId, code, label: label ?? null, refusal };
}
