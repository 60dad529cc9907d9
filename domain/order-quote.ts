/** An order's quote: its lines and choices reckoned by its rules. */
import type { Order, OrderLine } from "./order.ts";
import { quoteOrder } from "./pricing.ts";
import type { Promotion } from "./promotion.ts";
import type { PromotionCart } from "./promotion-cart.ts";
import { type AppliedPromotion, promote, type RefusedPromotion } from "./promotion-engine.ts";
import type { Quote, QuoteDiscount, QuoteRefusal, QuoteTaxes, ShippingOption } from "./quote.ts";
import {
  type Freight,
  type Parcel,
  type PricedMethod,
  pricedMethods,
  zoneOf,
} from "./shipping-rates.ts";
import { taxIdCountry } from "./tax-id.ts";
import type { TaxPlace } from "./tax-rules.ts";

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
  readonly address: TaxPlace | null;
};

/**
 * The reckoning of the order as it is.
 * @param now epoch milliseconds; the quote is good from then on
 * @param promotedAt the moment that promotions are looked at, where it is not now: they stay as
 *   they were shown for as long as the quote does
 */
export function quoteOf(order: Quotable, now: number, promotedAt = now): Quote {
  const { rules, address, currency } = order;
  const chosen = shippingMethods(order).find(({ method }) => method.id === order.shippingMethodId);
  const shipping = chosen === undefined ? null : optionOf(chosen, order);
  const { applied, refused } = promote(
    rules.promotions,
    promotionCart(order, chosen ?? null),
    promotedAt,
  );
  return quoteOrder(
    {
      currency,
      pricesIncludeTax: rules.pricesIncludeTax,
      lines: order.lines,
      shipping,
      taxes: address === null ? null : taxesOf(order, address),
      discounts: applied.map(discountOf),
      refusals: refused.map((each) => refusalOf(each, rules.promotions)),
    },
    now,
  );
}

/** @returns the ways of shipping that the order may choose from, with their prices */
export function shippingMethods(order: Quotable): PricedMethod[] {
  const { rules, address } = order;
  const [firstZone] = rules.zones;
  // Until there is an address the first zone stands for the others, so that prices can be shown.
  const zone = address === null ? firstZone : zoneOf(rules.zones, address);
  return zone == null ? [] : pricedMethods(zone, freightOf(order));
}

/** Everything from one location is a parcel; dimensions do not add up, weights do. */
function freightOf({ currency, lines }: Quotable): Freight {
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
  return { currency, subtotalMinor, parcels: [...parcels.values()] };
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
  };
}

function promotionLine(line: QuotableLine): PromotionCart["lines"][number] {
  const { lineId, productId, variantId, quantity, unitMinor, facts } = line;
  const { brandId, categoryIds, collectionIds, isOnSale } = facts;
  const product = { productId, variantId, brandId, categoryIds, collectionIds, isOnSale };
  return { lineId, ...product, quantity, unitMinor };
}

function taxesOf({ rules, buyer }: Quotable, place: TaxPlace): QuoteTaxes {
  const { rounding, shippingClass, exemptCountries } = rules.tax;
  const taxId = buyer?.taxId ?? null;
  // A number of another country says nothing of who owes the tax where the goods arrive.
  const isExempt =
    taxId !== null &&
    taxIdCountry(taxId) === place.country &&
    exemptCountries.includes(place.country);
  return { rules: rules.tax.rules, place, policy: { rounding, isExempt }, shippingClass };
}

function discountOf({ promotion, code, ...taken }: AppliedPromotion): QuoteDiscount {
  const { minor, shares, shippingMinor } = taken;
  return { promotionId: promotion.id, code, label: promotion.label, minor, shares, shippingMinor };
}

function refusalOf(
  { promotionId, code, refusal }: RefusedPromotion,
  promotions: readonly Promotion[],
): QuoteRefusal {
  const label = promotions.find(({ id }) => id === promotionId)?.label ?? null;
  return { promotionId, code, label, refusal };
}
