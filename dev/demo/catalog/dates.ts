/** When things came into the demo shop, and what they cost since. */
import { hash53 } from "../derive.ts";
import type { DemoProduct, DemoVariant } from "./types.ts";

const DAY_MS = 86_400_000;
/** New products arrived in the ten days before this; the others in the two years before that. */
const NEWEST_AT = Date.UTC(2026, 10, 1);
const NEW_DAYS = 10;
const OLD_DAYS = 730;

/** Reductions began so many days ago. */
const SALE_DAYS_MIN = 4;
const SALE_DAYS_SPAN = 18;
/** Of the reduced products, every other one was cheaper for a weekend shortly before. */
const OFFER_EVERY = 2;
const OFFER_DAYS_BEFORE = 20;
const OFFER_DAYS = 3;
/** A few of the others cost less until their material became dearer. */
const DEARER_EVERY = 9;
const DEARER_DAYS_AGO = 95;
const PRICE_STEP_MINOR = 100;

/** A price from a time on. */
export interface PriceStep {
  /** Epoch milliseconds. */
  readonly fromAt: number;
  /** EUR cents. */
  readonly eurMinor: number;
  readonly reason: string;
}

/** @returns the time after so many days, or before where they are negative */
export function daysFrom(time: number, days: number): number {
  return time + days * DAY_MS;
}

/** @returns when the product came into the range, in epoch milliseconds */
export function createdAtOf({ handle, tags }: DemoProduct): number {
  const dice = hash53(`shelf:${handle}`);
  const daysAgo = tags.includes("new") ? dice % NEW_DAYS : NEW_DAYS + (dice % OLD_DAYS);
  return NEWEST_AT - daysAgo * DAY_MS - (dice % DAY_MS);
}

/**
 * @returns what the variant cost, oldest first; the last step is what it costs today
 * @param now epoch milliseconds of the seeding
 */
export function priceStepsOf(product: DemoProduct, variant: DemoVariant, now: number): PriceStep[] {
  const { eurMinor, compareAtEurMinor } = variant;
  const dice = hash53(`price:${product.handle}`);
  const createdAt = createdAtOf(product);
  const steps: PriceStep[] = [];
  if (compareAtEurMinor === undefined) {
    const dearerAt = midnight(daysFrom(now, -DEARER_DAYS_AGO));
    const before = rounded(eurMinor * 0.9);
    if (dice % DEARER_EVERY === 0 && createdAt < dearerAt && before < eurMinor) {
      steps.push({ fromAt: createdAt, eurMinor: before, reason: "" });
      steps.push({ fromAt: dearerAt, eurMinor, reason: "Dearer material" });
    } else steps.push({ fromAt: createdAt, eurMinor, reason: "" });
    return steps;
  }
  const saleAt = midnight(daysFrom(now, -SALE_DAYS_MIN - (dice % SALE_DAYS_SPAN)));
  const offerAt = daysFrom(saleAt, -OFFER_DAYS_BEFORE);
  const offer = rounded((eurMinor + compareAtEurMinor) / 2);
  steps.push({
    fromAt: Math.min(createdAt, daysFrom(offerAt, -1)),
    eurMinor: compareAtEurMinor,
    reason: "",
  });
  if (dice % OFFER_EVERY === 0 && offer > eurMinor && offer < compareAtEurMinor) {
    steps.push({ fromAt: offerAt, eurMinor: offer, reason: "Weekend offer" });
    const overAt = daysFrom(offerAt, OFFER_DAYS);
    steps.push({ fromAt: overAt, eurMinor: compareAtEurMinor, reason: "End of the offer" });
  }
  steps.push({ fromAt: saleAt, eurMinor, reason: "Reduced" });
  return steps;
}

function rounded(minor: number): number {
  return Math.round(minor / PRICE_STEP_MINOR) * PRICE_STEP_MINOR;
}

/** The start of the day, UTC: seeding twice on a day tells the same. */
function midnight(time: number): number {
  return time - (time % DAY_MS);
}
