/** What shipping costs: zones of places, methods of each zone, and rates by what is shipped. */
import type { Id } from "./id.ts";
import type { Currency } from "./money.ts";
import type { Amounts } from "./promotion.ts";
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
  readonly kind: "delivery" | "pickup";
  /** Where it is collected; null for deliveries. */
  readonly locationId: Id<"location"> | null;
  readonly daysMin: number;
  readonly daysMax: number;
  readonly isPerParcel: boolean;
  /** Free from this subtotal on, per currency. */
  readonly freeFrom: Amounts | null;
  /** The first that fits holds. */
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
}

/** Goods from one location. */
export interface Parcel {
  readonly locationId: Id<"location"> | null;
  readonly grams: number;
  readonly units: number;
  readonly longestMm: number;
}

/** A method with its price. */
export interface PricedMethod {
  readonly method: ShippingMethod;
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
    const fullMinor = priceOf(method, freight);
    if (fullMinor === null) return [];
    const from = method.freeFrom?.[freight.currency];
    const untilFreeMinor = from === undefined ? null : Math.max(0, from - freight.subtotalMinor);
    const minor = untilFreeMinor === 0 ? 0 : fullMinor;
    return [{ method, minor, fullMinor, untilFreeMinor }];
  });
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
  if (region !== null && plain(region) !== plain(place.region)) return 0;
  if (postalPrefix !== null && !plain(place.postalCode).startsWith(plain(postalPrefix))) return 0;
  return 1 + (region === null ? 0 : 1) + (postalPrefix === null ? 0 : 1 + postalPrefix.length);
}

function isWithin(value: number, { from, to }: Bounds): boolean {
  return (from === null || value >= from) && (to === null || value < to);
}
