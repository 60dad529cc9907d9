/** The demo catalog as the rows of its tables, in an order that satisfies every foreign key. */
import { CURRENCIES } from "../../domain/money.ts";
import { ATTRIBUTES } from "./catalog/attributes.ts";
import { BRANDS } from "./catalog/brands.ts";
import { ROOMS } from "./catalog/categories.ts";
import { pricePoint } from "./catalog/price.ts";
import { CURRENCY_TERMS, LOCATIONS, SHIPPING_METHODS, TAX_RATES } from "./catalog/terms.ts";
import type { DemoProduct, DemoVariant } from "./catalog/types.ts";
import { demoId, hash53 } from "./derive.ts";

type Cell = string | number | null;

/** Rows for one table; cells in the order of the columns. */
export interface TableRows {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A picture that is stored already. */
export interface StoredPicture {
  readonly key: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
  readonly optionValue: string | null;
}

/** Stored pictures by the handle of their product and of their category. */
export interface PictureShelf {
  readonly ofProduct: ReadonlyMap<string, readonly StoredPicture[]>;
  readonly ofCategory: ReadonlyMap<string, StoredPicture>;
}

const DAY_MS = 86_400_000;
/** New products arrived in the ten days before this; the others in the two years before that. */
const NEWEST_AT = Date.UTC(2026, 10, 1);
const NEW_DAYS = 10;
const OLD_DAYS = 730;
/** Best sellers stand before everything else; what is wholly sold out comes last. */
const RANK_SPAN = 1000;

/** @returns the id of the stock item of a product's variant */
export function stockItemIdOf(product: DemoProduct, variant: DemoVariant): string {
  return demoId("itm", variantName(product, variant));
}

/** @returns every table's rows for these products */
export function catalogRows(products: readonly DemoProduct[], pictures: PictureShelf): TableRows[] {
  return [
    ...termsRows(),
    categoryRows(pictures),
    rowsOf("brands", "id handle title", BRANDS, ({ handle, title }) => [
      [demoId("brd", handle), handle, title],
    ]),
    rowsOf(
      "attributes",
      "id handle label kind unit choices position",
      ATTRIBUTES,
      ({ handle, label, kind, unit = null, choices }, position) => [
        [demoId("atr", handle), handle, label, kind, unit, json(choices), position],
      ],
    ),
    ...productRows(products),
    mediaRows(products, pictures),
  ];
}

function termsRows(): TableRows[] {
  return [
    rowsOf(
      "currencies",
      "code prices_include_tax default_country position",
      CURRENCY_TERMS,
      ({ code, pricesIncludeTax, defaultCountry }, position) => [
        [code, Number(pricesIncludeTax), defaultCountry, position],
      ],
    ),
    { table: "tax_rates", columns: ["country", "label", "rate_bp"], rows: TAX_RATES },
    rowsOf(
      "shipping_methods",
      "id label days_min days_max position",
      SHIPPING_METHODS,
      ({ id, label, days }, position) => [[id, label, ...days, position]],
    ),
    rowsOf(
      "shipping_rates",
      "method_id currency amount_minor free_from_minor",
      SHIPPING_METHODS,
      ({ id, rates }) =>
        CURRENCIES.map((currency) => [
          id,
          currency,
          rates[currency].minor,
          rates[currency].freeFromMinor,
        ]),
    ),
    rowsOf("locations", "id label position", LOCATIONS, ({ id, label }, position) => [
      [id, label, position],
    ]),
  ];
}

/** Rooms before their shelves: a parent must exist first. */
function categoryRows({ ofCategory }: PictureShelf): TableRows {
  const all = [
    ...ROOMS.map((room) => ({ ...room, parent: null })),
    ...ROOMS.flatMap((room) => room.shelves.map((shelf) => ({ ...shelf, parent: room.handle }))),
  ];
  return rowsOf(
    "categories",
    "id parent_id handle title description image_key image_alt position",
    all,
    ({ handle, title, description, parent }, position) => {
      const picture = ofCategory.get(handle);
      const parentId = parent === null ? null : demoId("cat", parent);
      const image = [picture?.key ?? null, picture?.alt ?? ""];
      return [[demoId("cat", handle), parentId, handle, title, description, ...image, position]];
    },
  );
}

function productRows(products: readonly DemoProduct[]): TableRows[] {
  const variants = products.flatMap((product) =>
    product.variants.map((variant, position) => ({ product, variant, position })),
  );
  return [
    rowsOf(
      "products",
      "id handle status title subtitle description brand_id option_names tags rank created_at updated_at",
      products,
      (product) => [productRow(product)],
    ),
    rowsOf("product_categories", "category_id product_id is_primary", products, (product) =>
      categoriesOf(product).map((handle) => [
        demoId("cat", handle),
        demoId("prd", product.handle),
        Number(handle === product.category),
      ]),
    ),
    rowsOf(
      "variants",
      "id product_id stock_item_id sku option_values weight_grams position",
      variants,
      ({ product, variant, position }) => [
        [
          variantId(product, variant),
          demoId("prd", product.handle),
          stockItemIdOf(product, variant),
          variant.sku,
          json(variant.options),
          variant.weightGrams,
          position,
        ],
      ],
    ),
    rowsOf(
      "prices",
      "variant_id currency amount_minor compare_at_minor",
      variants,
      ({ product, variant }) =>
        CURRENCIES.map((currency) => [
          variantId(product, variant),
          currency,
          pricePoint(variant.eurMinor, currency),
          variant.compareAtEurMinor === undefined
            ? null
            : pricePoint(variant.compareAtEurMinor, currency),
        ]),
    ),
    rowsOf("product_price_ranges", "product_id currency min_minor max_minor", products, (product) =>
      CURRENCIES.map((currency) => {
        const minors = product.variants.map(({ eurMinor }) => pricePoint(eurMinor, currency));
        return [demoId("prd", product.handle), currency, Math.min(...minors), Math.max(...minors)];
      }),
    ),
    rowsOf("product_attributes", "product_id attribute_id value", products, (product) =>
      Object.entries(product.attributes).map(([handle, value]) => [
        demoId("prd", product.handle),
        demoId("atr", handle),
        JSON.stringify(value),
      ]),
    ),
  ];
}

function productRow(product: DemoProduct): Cell[] {
  const { handle, title, subtitle, description, brand, optionNames, tags } = product;
  const dice = hash53(`shelf:${handle}`);
  const isNew = tags.includes("new");
  const daysAgo = isNew ? dice % NEW_DAYS : NEW_DAYS + (dice % OLD_DAYS);
  const createdAt = NEWEST_AT - daysAgo * DAY_MS - (dice % DAY_MS);
  const isGone = product.variants.every(({ stock: [harbour, mill] }) => harbour + mill === 0);
  const tier = tags.includes("bestseller") ? 2 : isGone ? 0 : 1;
  const rank = tier * RANK_SPAN + (dice % RANK_SPAN);
  return [
    demoId("prd", handle),
    handle,
    "published",
    title,
    subtitle,
    description,
    demoId("brd", brand),
    json(optionNames),
    json(tags),
    rank,
    createdAt,
    createdAt,
  ];
}

/** The shelf of a product and the room around it. */
function categoriesOf({ handle, category }: DemoProduct): string[] {
  const room = ROOMS.find(({ shelves }) => shelves.some((shelf) => shelf.handle === category));
  if (room === undefined) throw new Error(`Product ${handle} names the unknown shelf ${category}`);
  return [category, room.handle];
}

function mediaRows(products: readonly DemoProduct[], { ofProduct }: PictureShelf): TableRows {
  return rowsOf(
    "media",
    "id product_id key alt width height option_value position",
    products,
    ({ handle }) =>
      (ofProduct.get(handle) ?? []).map(({ key, alt, width, height, optionValue }, position) => [
        demoId("med", key),
        demoId("prd", handle),
        key,
        alt,
        width,
        height,
        optionValue,
        position,
      ]),
  );
}

function variantId(product: DemoProduct, variant: DemoVariant): string {
  return demoId("var", variantName(product, variant));
}

function variantName({ handle }: DemoProduct, { options }: DemoVariant): string {
  return [handle, ...options].join("/");
}

function rowsOf<Thing>(
  table: string,
  columns: string,
  things: readonly Thing[],
  rows: (thing: Thing, position: number) => readonly (readonly Cell[])[],
): TableRows {
  return { table, columns: columns.split(" "), rows: things.flatMap(rows) };
}

function json(value: readonly string[] | undefined): string | null {
  return value === undefined ? null : JSON.stringify(value);
}
