/** Whether a promotion may be had at all, and if not, what would help. */

import { localTime } from "./local-time.ts";
import type { Promotion, PromotionConditions, PromotionRefusal } from "./promotion.ts";
import { type PromotionCart, placesIn } from "./promotion-cart.ts";

const DEFAULT_TIME_ZONE = "UTC";

/**
 * Looks at time, limits and conditions; whether the effect takes anything off is not asked here.
 * @param now epoch milliseconds
 * @returns why it does not apply, the reason that helps most first; null where it may
 */
export function refusalOf(
  promotion: Promotion,
  cart: PromotionCart,
  now: number,
): PromotionRefusal | null {
  const { startsAt, endsAt, conditions, limits } = promotion;
  if (startsAt !== null && now < startsAt) return { reason: "not_started", startsAt };
  if (endsAt !== null && now >= endsAt) return { reason: "expired", endedAt: endsAt };
  if (cart.usedUp.has(promotion.id)) return { reason: "used_up" };
  if (cart.usedByBuyer?.has(promotion.id) === true) return { reason: "customer_used_up" };
  if (limits.budget !== null && limits.budget[cart.currency] === undefined) {
    return { reason: "wrong_currency", currencies: currenciesOf(limits.budget) };
  }
  return (
    whoRefusal(conditions, cart) ??
    whenRefusal(conditions, now) ??
    cartRefusal(conditions, { ...cart, lines: boughtLines(promotion, cart.lines) })
  );
}

/** A gift does not count towards itself: its free units are not bought. */
function boughtLines({ effect }: Promotion, lines: PromotionCart["lines"]): PromotionCart["lines"] {
  if (effect.kind !== "gift") return lines;
  let free = effect.quantity;
  return lines.map((line) => {
    if (!effect.variantIds.includes(line.variantId)) return line;
    const given = Math.min(free, line.quantity);
    free -= given;
    return { ...line, quantity: line.quantity - given };
  });
}

function whoRefusal(
  { currencies, countries, customerGroups, isFirstOrder }: PromotionConditions,
  cart: PromotionCart,
): PromotionRefusal | null {
  if (currencies !== undefined && !currencies.includes(cart.currency)) {
    return { reason: "wrong_currency", currencies };
  }
  // Until an address is known the promotion is shown as it would be.
  if (countries !== undefined && cart.country !== null && !countries.includes(cart.country)) {
    return { reason: "wrong_country", countries };
  }
  if (customerGroups?.some((group) => cart.customerGroups.includes(group)) === false) {
    return { reason: "not_yours" };
  }
  if (isFirstOrder === true && (cart.ordersBefore ?? 0) > 0) return { reason: "first_order_only" };
  return null;
}

function whenRefusal(
  { weekdays, hours, timeZone }: PromotionConditions,
  now: number,
): PromotionRefusal | null {
  if (weekdays === undefined && hours === undefined) return null;
  const { weekday, minute } = localTime(now, timeZone ?? DEFAULT_TIME_ZONE);
  // A night belongs to the day on which it began.
  const isAfterMidnight =
    hours !== undefined && hours.toMinute < hours.fromMinute && minute < hours.toMinute;
  const day = isAfterMidnight ? dayBefore(weekday) : weekday;
  const isDay = weekdays?.includes(day) ?? true;
  const isHour = hours === undefined || isWithin(minute, hours);
  return isDay && isHour ? null : { reason: "wrong_time" };
}

function dayBefore(weekday: number): number {
  return weekday === 1 ? 7 : weekday - 1;
}

function isWithin(
  minute: number,
  { fromMinute, toMinute }: NonNullable<PromotionConditions["hours"]>,
) {
  return fromMinute <= toMinute
    ? fromMinute <= minute && minute < toMinute
    : minute >= fromMinute || minute < toMinute;
}

function cartRefusal(
  { scope = {}, minSpend, minQuantity }: PromotionConditions,
  { lines, currency }: PromotionCart,
): PromotionRefusal | null {
  if (minSpend === undefined && minQuantity === undefined) return null;
  const inScope = placesIn(scope, lines).flatMap((place) => lines[place] ?? []);
  if (minSpend !== undefined) {
    const wanted = minSpend[currency];
    if (wanted === undefined) {
      return { reason: "wrong_currency", currencies: currenciesOf(minSpend) };
    }
    const spent = inScope.reduce((sum, line) => sum + line.unitMinor * line.quantity, 0);
    if (spent < wanted) return { reason: "below_spend", missingMinor: wanted - spent };
  }
  if (minQuantity !== undefined) {
    const units = inScope.reduce((sum, line) => sum + line.quantity, 0);
    if (units < minQuantity) return { reason: "below_quantity", missing: minQuantity - units };
  }
  return null;
}

/** @returns the currencies that amounts name */
export function currenciesOf(amounts: Readonly<Record<string, unknown>>) {
  return Object.keys(amounts) as (keyof typeof amounts & PromotionCart["currency"])[];
}
