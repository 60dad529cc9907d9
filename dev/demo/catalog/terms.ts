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

/** Where stock stands. */
export const LOCATIONS = [
  { id: "loc_harbour", label: "Harbour Street" },
  { id: "loc_mill", label: "Old Mill" },
] as const;
