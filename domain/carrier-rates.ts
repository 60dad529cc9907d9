/** Prices that carriers ask: told for one address, kept with the order, made a price of the shop. */
import { CURRENCY_DECIMALS, type Currency, proportion } from "./money.ts";
import type { Amounts } from "./promotion.ts";
import type { LocationAddress } from "./shop-location.ts";

/** How a carrier's price becomes the shop's. */
export interface CarrierTerms {
  /** The carrier's own codes, like "usps_priority"; the cheapest of them counts. */
  readonly services: readonly string[];
  /** Hundredths of a percent on top. */
  readonly markupBp: number;
  /** An amount on top, per currency. */
  readonly markup: Amounts | null;
}

/** Why there is no price of a carrier. */
export type CarrierAbsence =
  /** It did not answer, or answered nonsense. */
  | "carrier_away"
  /** The shop has no key for it, or its location no address. */
  | "carrier_not_set_up"
  /** It does not offer any of the services there. */
  | "no_service"
  /** Its price is in a currency that the order is not in. */
  | "other_currency";

/** What a carrier told of one method, for the whole order at one address. */
export interface CarrierPrice {
  readonly methodId: string;
  /** See placeKey(). */
  readonly place: string;
  /** Epoch ms. */
  readonly quotedAt: number;
  readonly answer:
    | { readonly service: string; readonly minor: number; readonly currency: Currency }
    | { readonly absence: CarrierAbsence };
}

/** A parcel as a carrier wants to know it. */
export interface CarrierParcel {
  readonly from: LocationAddress;
  readonly grams: number;
  readonly longestMm: number;
}

/** What a carrier is asked. */
export interface CarrierQuestion {
  readonly to: LocationAddress;
  readonly parcels: readonly CarrierParcel[];
  readonly currency: Currency;
}

/** One service for all the parcels. */
export interface CarrierOffer {
  readonly service: string;
  readonly minor: number;
}

/** How asking a carrier ended. */
export type CarrierAnswer =
  | {
      readonly outcome: "told";
      readonly offers: readonly CarrierOffer[];
      /** Whether something was offered in another currency only. */
      readonly isElsewhere: boolean;
    }
  | { readonly outcome: "away"; readonly code: string }
  | { readonly outcome: "not_set_up" };

/** A further carrier implements this and nothing else. It never throws. */
export interface Carrier {
  carrierRates(question: CarrierQuestion): Promise<CarrierAnswer>;
}

const WHOLE_BP = 10_000;

/** @returns what the carrier's price is for the shopper, in minor units */
export function withMarkup(
  minor: number,
  { markupBp, markup }: CarrierTerms,
  currency: Currency,
): number {
  return proportion(minor, WHOLE_BP + markupBp, WHOLE_BP) + (markup?.[currency] ?? 0);
}

/** @returns what an answer says of a method: its cheapest service, or why there is none */
export function answerFor(
  terms: Pick<CarrierTerms, "services">,
  answer: CarrierAnswer,
  currency: Currency,
): CarrierPrice["answer"] {
  if (answer.outcome === "away") return { absence: "carrier_away" };
  if (answer.outcome === "not_set_up") return { absence: "carrier_not_set_up" };
  const [best] = answer.offers
    .filter(({ service }) => terms.services.includes(service))
    .sort((left, right) => left.minor - right.minor);
  if (best !== undefined) return { ...best, currency };
  return { absence: answer.isElsewhere ? "other_currency" : "no_service" };
}

/**
 * @returns a decimal like "5.5" in minor units, a fraction of one rounded up; null where the text is
 *   no amount
 */
export function minorOfDecimal(text: string, currency: Currency): number | null {
  const [, whole, fraction = ""] = /^(\d{1,9})(?:\.(\d{1,9}))?$/.exec(text) ?? [];
  if (whole === undefined) return null;
  const decimals = CURRENCY_DECIMALS[currency];
  const cut = fraction.slice(0, decimals).padEnd(decimals, "0");
  const rest = /[1-9]/.test(fraction.slice(decimals)) ? 1 : 0;
  return Number(`${whole}${cut}`) + rest;
}
