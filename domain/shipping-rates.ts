/** What shipping costs: zones of places, methods of each zone, and rates by what is shipped. */
import {
  type CarrierAbsence,
  type CarrierPrice,
  type CarrierTerms,
  withMarkup,
} from "./carrier-rates.ts";
import type { Id } from "./id.ts";
import type { Currency } from "./money.ts";
import type { Amounts } from "./promotion.ts";
import { isSameRegion } from "./regions.ts";
import { plain, type TaxPlace } from "./tax-rules.ts";

/** A place of a zone; null is everywhere in the wider one. */
export interface ZonePlace {
  readonly country: string;
  readonly region: string | null;
  /** What the postal code begins with. */
  readonly postalPrefix: string | null;
}

/** From the first to before the last; null is open. */
export interface Bounds {
  readonly from: number | null;
  readonly to: number | null;
}

/** A price, for parcels that are within all its bounds. */
export interface ShippingRate {
  readonly grams: Bounds;
  readonly units: Bounds;
  /** The longest side, in millimetres. */
  readonly longestMm: Bounds;
  /** Per currency, on the goods before discounts. */
  readonly subtotal: Readonly<Partial<Record<Currency, Bounds>>>;
  readonly price: Amounts;
  /** For each kilogram begun after the first. */
  readonly perFurtherKg: Amounts | null;
}

/** A way of shipping to a zone. */
export interface ShippingMethod {
  readonly id: string;
  readonly label: string;
  /** By the rates below, by a carrier's own price, or not at all: the shopper comes for it. */
  readonly kind: "delivery" | "carrier" | "pickup";
  /** Where it is collected; null for deliveries. */
  readonly locationId: Id<"location"> | null;
  /** Of a carrier's methods only. */
  readonly carrier?: CarrierTerms | null;
  readonly daysMin: number;
  readonly daysMax: number;
  readonly isPerParcel: boolean;
  /** Free from this subtotal on, per currency. */
  readonly freeFrom: Amounts | null;
  /** The first that fits holds; where a carrier has no price, these stand in for it. */
  readonly rates: readonly ShippingRate[];
}

/** A zone: the places that the same methods lead to. */
export interface ShippingZone {
  readonly id: string;
  readonly label: string;
  readonly places: readonly ZonePlace[];
  readonly methods: readonly ShippingMethod[];
}

/** What is shipped. */
export interface Freight {
  readonly currency: Currency;
  readonly subtotalMinor: number;
  /** One for each location that something comes from. */
  readonly parcels: readonly Parcel[];
  /** What carriers told for the place that it goes to. */
  readonly carrier?: readonly CarrierPrice[];
  /** Where all of it can be collected. */
  readonly collectAt?: readonly Id<"location">[];
}

/** Goods from one location. */
export interface Parcel {
  readonly locationId: Id<"location"> | null;
  readonly grams: number;
  readonly units: number;
  readonly longestMm: number;
}

/** Why a method of a zone cannot be had. */
export type MethodAbsence =
  | CarrierAbsence
  /** Nothing was asked yet, because there is no address. */
  | "not_asked"
  /** Too heavy, too large or too much for every rate. */
  | "no_rate"
  /** Not all of it lies where it would be collected. */
  | "not_in_stock_there";

/** A method that cannot be had, and why. */
export interface MissingMethod {
  readonly method: ShippingMethod;
  readonly absence: MethodAbsence;
}

/** A method with its price. */
export interface PricedMethod {
  readonly method: ShippingMethod;
  /** What the carrier told; null where the price is the shop's own. */
  readonly told: { readonly service: string; readonly minor: number; readonly at: number } | null;
  /** Why a carrier's method has the shop's own price; null where nothing stands in. */
  readonly standsInFor: CarrierAbsence | "not_asked" | null;
  readonly minor: number;
  /** What it costs below its threshold. */
  readonly fullMinor: number;
  /** What is still missing until it is free; null where it never is, 0 where it is. */
  readonly untilFreeMinor: number | null;
}

const GRAMS_OF_KG = 1000;

/** @returns the zone that names the place most exactly; null where nothing is shipped there */
export function zoneOf(zones: readonly ShippingZone[], place: TaxPlace): ShippingZone | null {
  let best: { readonly zone: ShippingZone; readonly rank: number } | null = null;
  for (const zone of zones) {
    for (const each of zone.places) {
      const rank = rankIn(each, place);
      if (rank > (best?.rank ?? 0)) best = { zone, rank };
    }
  }
  return best?.zone ?? null;
}

/** @returns the zone's methods that take the freight, in their order */
export function pricedMethods(zone: ShippingZone, freight: Freight): PricedMethod[] {
  return zone.methods.flatMap((method) => {
    const priced = priceOrAbsence(method, freight);
    return "absence" in priced ? [] : [priced];
  });
}

/** @returns the zone's methods that do not, and why */
export function missingMethods(zone: ShippingZone, freight: Freight): MissingMethod[] {
  return zone.methods.flatMap((method) => {
    const priced = priceOrAbsence(method, freight);
    return "absence" in priced ? [priced] : [];
  });
}

function priceOrAbsence(method: ShippingMethod, freight: Freight): PricedMethod | MissingMethod {
  if (!isCollectable(method, freight)) return { method, absence: "not_in_stock_there" };
  const carrier = method.kind === "carrier" ? carrierPrice(method, freight) : null;
  if (carrier !== null && "minor" in carrier) {
    const fullMinor = withMarkup(carrier.minor, termsOf(method), freight.currency);
    return { ...priced(method, fullMinor, freight), told: carrier, standsInFor: null };
  }
  const standsInFor = carrier?.absence ?? null;
  const fullMinor = priceOf(method, freight);
  if (fullMinor === null) return { method, absence: standsInFor ?? "no_rate" };
  return { ...priced(method, fullMinor, freight), told: null, standsInFor };
}

function priced(method: ShippingMethod, fullMinor: number, freight: Freight) {
  const from = method.freeFrom?.[freight.currency];
  const untilFreeMinor = from === undefined ? null : Math.max(0, from - freight.subtotalMinor);
  return { method, minor: untilFreeMinor === 0 ? 0 : fullMinor, fullMinor, untilFreeMinor };
}

/** Collected is all of it or nothing; where nobody says what lies where, all of it may be. */
function isCollectable({ kind, locationId }: ShippingMethod, { collectAt }: Freight): boolean {
  if (kind !== "pickup" || collectAt === undefined) return true;
  return locationId !== null && collectAt.includes(locationId);
}

function carrierPrice(
  { id }: ShippingMethod,
  { carrier = [], currency }: Freight,
): NonNullable<PricedMethod["told"]> | { absence: CarrierAbsence | "not_asked" } {
  const known = carrier.find(({ methodId }) => methodId === id);
  if (known === undefined) return { absence: "not_asked" };
  const { answer, quotedAt } = known;
  if ("absence" in answer) return answer;
  if (answer.currency !== currency) return { absence: "other_currency" };
  return { service: answer.service, minor: answer.minor, at: quotedAt };
}

function termsOf({ carrier }: ShippingMethod): CarrierTerms {
  return carrier ?? { services: [], markupBp: 0, markup: null };
}

/** One price for everything, or one for each parcel; null where a parcel fits no rate. */
function priceOf(method: ShippingMethod, freight: Freight): number | null {
  const parcels = method.isPerParcel ? freight.parcels : [together(freight.parcels)];
  let minor = 0;
  for (const parcel of parcels) {
    const price = parcelPrice(method.rates, parcel, freight);
    if (price === null) return null;
    minor += price;
  }
  return minor;
}

function parcelPrice(
  rates: readonly ShippingRate[],
  { grams, units, longestMm }: Parcel,
  { currency, subtotalMinor }: Freight,
): number | null {
  const rate = rates.find(
    (each) =>
      isWithin(grams, each.grams) &&
      isWithin(units, each.units) &&
      isWithin(longestMm, each.longestMm) &&
      isWithin(subtotalMinor, each.subtotal[currency] ?? { from: null, to: null }),
  );
  const price = rate?.price[currency];
  if (rate === undefined || price === undefined) return null;
  const furtherKg = Math.max(0, Math.ceil(grams / GRAMS_OF_KG) - 1);
  return price + furtherKg * (rate.perFurtherKg?.[currency] ?? 0);
}

function together(parcels: readonly Parcel[]): Parcel {
  return parcels.reduce(
    (all, parcel) => ({
      locationId: null,
      grams: all.grams + parcel.grams,
      units: all.units + parcel.units,
      longestMm: Math.max(all.longestMm, parcel.longestMm),
    }),
    { locationId: null, grams: 0, units: 0, longestMm: 0 },
  );
}

/** 0 where the place is elsewhere; more the more exactly it is named. */
function rankIn({ country, region, postalPrefix }: ZonePlace, place: TaxPlace): number {
  if (country !== place.country) return 0;
  if (region !== null && !isSameRegion(country, region, place.region)) return 0;
  const prefix = postalPrefix === null ? null : plain(postalPrefix);
  if (prefix !== null && !plain(place.postalCode).startsWith(prefix)) return 0;
  return 1 + (region === null ? 0 : 1) + (prefix === null ? 0 : 1 + prefix.length);
}

function isWithin(value: number, { from, to }: Bounds): boolean {
  return (from === null || value >= from) && (to === null || value < to);
}
