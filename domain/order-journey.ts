/** How an order travels: when it arrives, in how many parcels, or where it is collected. */
import type { CheckoutRules } from "./checkout-rules.ts";
import { estimateArrival } from "./delivery-estimate.ts";
import type { LineFacts } from "./order-line.ts";
import type { QuoteJourney } from "./quote.ts";
import type { PricedMethod } from "./shipping-rates.ts";
import type { ShopLocation } from "./shop-location.ts";

/** What of an order its journey follows from. */
export interface Travelling {
  readonly rules: Pick<CheckoutRules, "calendar" | "locations">;
  readonly lines: readonly { readonly facts: Pick<LineFacts, "locationId"> }[];
}

/**
 * @param now epoch milliseconds: as if it were ordered then
 * @returns the journey by a method
 */
export function journeyOf(order: Travelling, priced: PricedMethod, now: number): QuoteJourney {
  const { calendar, locations } = order.rules;
  const { method } = priced;
  const origins = [...new Set(order.lines.map(({ facts }) => facts.locationId))];
  const place = locations.find(({ id }) => id === method.locationId) ?? null;
  const from = method.kind === "pickup" ? [method.locationId] : origins;
  const leadDays = locations
    .filter(({ id }) => from.includes(id))
    .reduce((most, location) => Math.max(most, location.leadDays), 0);
  const { daysMin, daysMax } = method;
  return {
    arrives:
      calendar === null ? null : estimateArrival(calendar, { leadDays, daysMin, daysMax }, now),
    parcels: method.kind === "pickup" ? 1 : origins.length,
    collectAt: method.kind === "pickup" && place !== null ? collectPlace(place) : null,
    because: becauseOf(priced),
  };
}

function collectPlace({ label, openingHours, address }: ShopLocation): QuoteJourney["collectAt"] {
  return address === null ? null : { label, openingHours, address };
}

function becauseOf({ told, standsInFor }: PricedMethod): string | null {
  if (told !== null) {
    const asked = new Date(told.at).toISOString();
    return `the carrier asks ${told.minor} for ${told.service}, asked ${asked}`;
  }
  return standsInFor === null ? null : `the shop's own rate, because of ${standsInFor}`;
}
