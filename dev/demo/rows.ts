/** The demo catalog as the rows of its tables, in an order that satisfies every foreign key. */
import { toId } from "../../domain/id.ts";
import { CURRENCIES, type Currency } from "../../domain/money.ts";
import type { ShippingMethod, ZonePlace } from "../../domain/shipping-rates.ts";
import { BRANDS } from "./catalog/brands.ts";
import { ROOMS } from "./catalog/categories.ts";
import {
  CALENDAR,
  CARRIER_METHOD,
  COLLECT_METHOD,
  CONVERSION_RULES,
  CURRENCY_TERMS,
  EXCHANGE_RATES,
  LOCATIONS,
  SHIPPING_METHODS,
  TAX_RATES,
} from "./catalog/terms.ts";
import type { DemoProduct } from "./catalog/types.ts";
import { demoId } from "./derive.ts";
import { collectionRows, formerHandleRows, linkRows, typeRows } from "./model-rows.ts";
import type { PictureShelf } from "./picture-shelf.ts";
import { mediaRows, productRows, variantMediaRows } from "./product-rows.ts";
import { type RowsOptions, rowsOf, type TableRows } from "./table-rows.ts";
import { translationRows } from "./translation-rows.ts";

/**
 * @returns every table's rows for these products. Translations come first, while no product stands
 * there that each of them would mark as changed.
 */
export function catalogRows(
  products: readonly DemoProduct[],
  { pictures, now }: RowsOptions,
): TableRows[] {
  return [
    ...termsRows(),
    ...exchangeRows(now),
    translationRows(products, pictures),
    categoryRows(pictures),
    rowsOf("brands", "id handle title description", BRANDS, ({ handle, title, description }) => [
      [demoId("brd", handle), handle, title, description],
    ]),
    ...typeRows(),
    ...productRows(products, now),
    mediaRows(products, pictures),
    variantMediaRows(products, pictures),
    linkRows(products),
    ...collectionRows(products, { pictures, now }),
    formerHandleRows(products, now),
  ];
}

function termsRows(): TableRows[] {
  const common = SHIPPING_METHODS.map(shippingMethod);
  const zones = [
    { id: "everywhere", label: "Everywhere", places: elsewhere(), methods: common },
    { id: "germany", label: "Germany", places: ["DE"], methods: [...common, collectMethod()] },
    { id: "us", label: "United States", places: ["US"], methods: [...common, carrierMethod()] },
  ];
  return [
    rowsOf(
      "currencies",
      "code prices_include_tax default_country position",
      CURRENCY_TERMS,
      ({ code, pricesIncludeTax, defaultCountry }, position) => [
        [code, Number(pricesIncludeTax), defaultCountry, position],
      ],
    ),
    rowsOf("tax_rules", "id country label rate_bp", TAX_RATES, ([country, label, rateBp]) => [
      [country.toLowerCase(), country, label, rateBp],
    ]),
    rowsOf("shipping_zones", "id label places methods position", zones, (zone, position) => [
      [
        zone.id,
        zone.label,
        JSON.stringify(zone.places.map(wholeCountry)),
        JSON.stringify(zone.methods),
        position,
      ],
    ]),
    rowsOf(
      "locations",
      "id label position address opening_hours lead_days",
      LOCATIONS,
      ({ id, label, address, openingHours, leadDays }, position) => [
        [id, label, position, JSON.stringify(address), openingHours, leadDays],
      ],
    ),
    rowsOf(
      "delivery_calendar",
      "id time_zone cut_off_minute working_days holidays",
      [CALENDAR],
      ({ timeZone, cutOffMinute, workingDays, holidays }) => [
        ["shop", timeZone, cutOffMinute, JSON.stringify(workingDays), JSON.stringify(holidays)],
      ],
    ),
  ];
}

/** Rates of the day, and the currencies that follow by them. */
function exchangeRows(now: number): TableRows[] {
  const quotedAt = now - (now % DAY_MS);
  return [
    rowsOf(
      "exchange_rates",
      "from_currency to_currency rate quoted_at source",
      Object.entries(EXCHANGE_RATES),
      ([currency, rate]) => [["EUR", currency, rate, quotedAt, "demo"]],
    ),
    rowsOf(
      "conversion_rules",
      "to_currency from_currency markup_bp rounding stale_after_ms",
      CONVERSION_RULES,
      ({ to, from, markupBp, rounding, staleAfterMs }) => [
        [to, from, markupBp, JSON.stringify(rounding), staleAfterMs],
      ],
    ),
  ];
}

const DAY_MS = 24 * 60 * 60 * 1000;
const ANY = { from: null, to: null };

function elsewhere(): string[] {
  return TAX_RATES.map(([country]) => country).filter((each) => each !== "DE" && each !== "US");
}

function wholeCountry(country: string): ZonePlace {
  return { country, region: null, postalPrefix: null };
}

function carrierMethod(): ShippingMethod {
  const { days, price, ...method } = CARRIER_METHOD;
  return { ...method, kind: "carrier", locationId: null, ...flat({ days, price }) };
}

function collectMethod(): ShippingMethod {
  const { days, price, locationId, ...method } = COLLECT_METHOD;
  const place = toId("location", locationId);
  return { ...method, kind: "pickup", locationId: place, ...flat({ days, price }) };
}

/** One price for whatever it is. */
function flat({
  days: [daysMin, daysMax],
  price,
}: {
  readonly days: readonly [number, number];
  readonly price: ShippingMethod["rates"][number]["price"];
}) {
  const bounds = { grams: ANY, units: ANY, longestMm: ANY, subtotal: {} };
  const rates = [{ ...bounds, price, perFurtherKg: null }];
  return { daysMin, daysMax, isPerParcel: false, freeFrom: null, rates };
}

/** One price for whatever is shipped, free from a subtotal on. */
function shippingMethod({
  id,
  label,
  days,
  rates,
}: (typeof SHIPPING_METHODS)[number]): ShippingMethod {
  const perCurrency = (minorOf: (currency: Currency) => number | null) =>
    Object.fromEntries(
      CURRENCIES.flatMap((currency) => {
        const value = minorOf(currency);
        return value === null ? [] : [[currency, value]];
      }),
    );
  const price = perCurrency((currency) => rates[currency].minor);
  const [daysMin, daysMax] = days;
  return {
    id,
    label,
    kind: "delivery",
    locationId: null,
    daysMin,
    daysMax,
    isPerParcel: false,
    freeFrom: perCurrency((currency) => rates[currency].freeFromMinor),
    rates: [{ grams: ANY, units: ANY, longestMm: ANY, subtotal: {}, price, perFurtherKg: null }],
  };
}

/** Rooms before their shelves: a parent must exist first. */
function categoryRows({ ofCategory }: PictureShelf): TableRows {
  const all = [
    ...ROOMS.map((room) => ({ ...room, parent: null })),
    ...ROOMS.flatMap((room) => room.shelves.map((shelf) => ({ ...shelf, parent: room.handle }))),
  ];
  return rowsOf(
    "categories",
    "id parent_id handle title description image_key image_alt position seo_title seo_description",
    all,
    ({ handle, title, description, parent, seo }, position) => {
      const picture = ofCategory.get(handle);
      const parentId = parent === null ? null : demoId("cat", parent);
      const image = [picture?.key ?? null, picture?.alt ?? ""];
      const told = [seo?.title ?? "", seo?.description ?? ""];
      return [
        [demoId("cat", handle), parentId, handle, title, description, ...image, position, ...told],
      ];
    },
  );
}
