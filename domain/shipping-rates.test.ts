import { describe, expect, it } from "vitest";
import {
  type Freight,
  pricedMethods,
  type ShippingMethod,
  type ShippingRate,
  type ShippingZone,
  zoneOf,
} from "./shipping-rates.ts";

const OPEN = { from: null, to: null };

function rate(parts: Partial<ShippingRate>): ShippingRate {
  return {
    grams: OPEN,
    units: OPEN,
    longestMm: OPEN,
    subtotal: {},
    price: { EUR: 500 },
    perFurtherKg: null,
    ...parts,
  };
}

function method(parts: Partial<ShippingMethod>): ShippingMethod {
  return {
    id: "standard",
    label: "Standard",
    kind: "delivery",
    locationId: null,
    daysMin: 2,
    daysMax: 4,
    isPerParcel: false,
    freeFrom: null,
    rates: [rate({})],
    ...parts,
  };
}

function zone(id: string, places: ShippingZone["places"], methods: ShippingMethod[] = []) {
  return { id, label: id, places, methods };
}

function freight(subtotalMinor: number, ...grams: number[]): Freight {
  const parcels = grams.map((each) => ({
    locationId: null,
    grams: each,
    units: 1,
    longestMm: 300,
  }));
  return { currency: "EUR", subtotalMinor, parcels };
}

function priceOf(of: ShippingMethod, what: Freight) {
  return pricedMethods(zone("z", [], [of]), what)[0];
}

describe("zoneOf()", () => {
  const germany = zone("de", [{ country: "DE", region: null, postalPrefix: null }]);
  const islands = zone("islands", [{ country: "DE", region: null, postalPrefix: "25 9" }]);

  it("finds the zone that names the place most exactly", () => {
    const at = (country: string, postalCode: string) =>
      zoneOf([germany, islands], { country, region: "", postalCode })?.id;
    expect([at("DE", "10115"), at("DE", "25992"), at("FR", "75001")]).toEqual([
      "de",
      "islands",
      undefined,
    ]);
  });
});

describe("pricedMethods()", () => {
  const steps = method({
    rates: [
      rate({ grams: { from: null, to: 2000 }, price: { EUR: 490 } }),
      rate({ grams: { from: 2000, to: 31_500 }, price: { EUR: 690 }, perFurtherKg: { EUR: 100 } }),
    ],
  });

  it("takes the first rate whose bounds hold, and a price for each further kilogram", () => {
    expect(priceOf(steps, freight(0, 1999))?.minor).toBe(490);
    expect(priceOf(steps, freight(0, 2000))?.minor).toBe(790);
    expect(priceOf(steps, freight(0, 2001))?.minor).toBe(890);
    expect(priceOf(steps, freight(0, 31_500))).toBeUndefined();
  });

  it("prices parcels from several locations one by one where the method does", () => {
    expect(priceOf(steps, freight(0, 1500, 1500))?.minor).toBe(890);
    expect(priceOf({ ...steps, isPerParcel: true }, freight(0, 1500, 1500))?.minor).toBe(980);
  });

  it("is free from its threshold on, and tells what is missing", () => {
    const free = method({ freeFrom: { EUR: 5000 } });
    expect(priceOf(free, freight(4590, 100))).toMatchObject({ minor: 500, untilFreeMinor: 410 });
    expect(priceOf(free, freight(5000, 100))).toMatchObject({ minor: 0, untilFreeMinor: 0 });
  });

  it("is not offered in a currency that it has no price in", () => {
    expect(priceOf(steps, { ...freight(0, 100), currency: "JPY" })).toBeUndefined();
  });
});
