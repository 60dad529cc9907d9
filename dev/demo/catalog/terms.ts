/** The demo shop's terms: currencies, tax, shipping and the places that keep stock. */
import type { ConversionRule } from "../../../domain/exchange.ts";
import type { Currency } from "../../../domain/money.ts";

/** Currencies; the first is the shop's own. */
export const CURRENCY_TERMS: readonly {
  readonly code: Currency;
  readonly pricesIncludeTax: boolean;
  readonly defaultCountry: string;
}[] = [
  { code: "EUR", pricesIncludeTax: true, defaultCountry: "DE" },
  { code: "USD", pricesIncludeTax: false, defaultCountry: "US" },
  { code: "JPY", pricesIncludeTax: true, defaultCountry: "JP" },
  { code: "KWD", pricesIncludeTax: true, defaultCountry: "KW" },
];

/** Rates of one euro as they stand when the shop is filled. */
export const EXCHANGE_RATES = { USD: "1.1253", JPY: "163.42", KWD: "0.3457" } as const;

/** Dinars follow from euros: 2.5 % for the exchange, then up to the next quarter less a step. */
export const CONVERSION_RULES: readonly ConversionRule[] = [
  {
    from: "EUR",
    to: "KWD",
    markupBp: 250,
    rounding: { kind: "charm", endingMinor: 240, ofMinor: 250 },
    staleAfterMs: 7 * 24 * 60 * 60 * 1000,
  },
];

/** Tax by country; rates in hundredths of a percent. */
export const TAX_RATES: readonly (readonly [country: string, label: string, rateBp: number])[] = [
  ["DE", "VAT", 1900],
  ["FR", "VAT", 2000],
  ["NL", "VAT", 2100],
  ["AT", "VAT", 2000],
  ["ES", "VAT", 2100],
  ["IT", "VAT", 2200],
  ["IE", "VAT", 2300],
  ["BE", "VAT", 2100],
  ["GB", "VAT", 2000],
  ["CH", "VAT", 810],
  ["US", "Sales tax", 700],
  ["JP", "Consumption tax", 1000],
  ["KW", "VAT", 0],
];

/** Ways to ship, with what they cost and from which subtotal they are free. */
export const SHIPPING_METHODS: readonly {
  readonly id: string;
  readonly label: string;
  readonly days: readonly [min: number, max: number];
  readonly rates: Readonly<
    Record<Currency, { readonly minor: number; readonly freeFromMinor: number | null }>
  >;
}[] = [
  {
    id: "standard",
    label: "Standard",
    days: [3, 5],
    rates: {
      EUR: { minor: 490, freeFromMinor: 6000 },
      USD: { minor: 590, freeFromMinor: 7500 },
      JPY: { minor: 700, freeFromMinor: 9000 },
      KWD: { minor: 1750, freeFromMinor: 21_000 },
    },
  },
  {
    id: "express",
    label: "Express",
    days: [1, 2],
    rates: {
      EUR: { minor: 990, freeFromMinor: null },
      USD: { minor: 1290, freeFromMinor: null },
      JPY: { minor: 1400, freeFromMinor: null },
      KWD: { minor: 3500, freeFromMinor: null },
    },
  },
];

/** To the United States a carrier's own price; the rate stands in where it does not tell one. */
export const CARRIER_METHOD = {
  id: "carrier",
  label: "DHL Express Worldwide",
  days: [2, 4],
  carrier: { services: ["dhl_express_worldwide"], markupBp: 500, markup: null },
  price: { EUR: 3500, USD: 3900, JPY: 5800 },
} as const;

/** Collected in Germany, for nothing. */
export const COLLECT_METHOD = {
  id: "collect",
  label: "Collect at Harbour Street",
  locationId: "loc_harbour",
  days: [0, 0],
  price: { EUR: 0, USD: 0, JPY: 0 },
} as const;

/** Where stock stands, where it can be collected, how long it takes to leave. */
export const LOCATIONS = [
  {
    id: "loc_harbour",
    label: "Harbour Street",
    address: {
      line1: "Hafenstrasse 12",
      line2: "",
      city: "Hamburg",
      region: "",
      postalCode: "20359",
      country: "DE",
    },
    openingHours: "Mon to Fri 10:00 to 18:00\nSat 10:00 to 14:00",
    leadDays: 0,
  },
  {
    id: "loc_mill",
    label: "Old Mill",
    address: {
      line1: "An der Mühle 3",
      line2: "",
      city: "Lüneburg",
      region: "",
      postalCode: "21335",
      country: "DE",
    },
    openingHours: "",
    leadDays: 1,
  },
] as const;

/** When parcels leave. */
export const CALENDAR = {
  timeZone: "Europe/Berlin",
  cutOffMinute: 14 * 60,
  workingDays: [1, 2, 3, 4, 5],
  holidays: ["2026-12-25", "2027-01-01", "2027-03-26", "2027-03-29"],
} as const;
