/** Rows of the demo's products: themselves, their variants, prices and their history, pictures. */
import { ATTRIBUTES } from "./catalog/attributes.ts";
import { ROOMS } from "./catalog/categories.ts";
import { familiesOf, shadesOf } from "./catalog/colours.ts";
import { createdAtOf, daysFrom, priceStepsOf } from "./catalog/dates.ts";
import { pricePoint, SET_CURRENCIES } from "./catalog/price.ts";
import type { DemoContent, DemoProduct, DemoValue, DemoVariant } from "./catalog/types.ts";
import { demoId, hash53 } from "./derive.ts";
import type { PictureShelf } from "./picture-shelf.ts";
import { type Cell, json, rowsOf, type TableRows } from "./table-rows.ts";

/** Best sellers stand before everything else; what is wholly sold out comes last. */
const RANK_SPAN = 1000;
const MILLI = 1000;

const REFERENCES: ReadonlySet<string> = new Set(
  ATTRIBUTES.filter(({ kind }) => kind === "reference").map(({ handle }) => handle),
);

/** @returns the id of the stock item of a product's variant */
export function stockItemIdOf(product: DemoProduct, variant: DemoVariant): string {
  return demoId("itm", variantName(product, variant));
}

/** Products with everything that belongs to them alone, but for their pictures. */
export function productRows(products: readonly DemoProduct[], now: number): TableRows[] {
  const variants = products.flatMap((product) =>
    product.variants.map((variant, position) => ({ product, variant, position })),
  );
  const there = new Set(products.map(({ handle }) => handle));
  return [
    rowsOf(
      "products",
      "id handle status title subtitle description brand_id option_names tags rank created_at updated_at published_at product_type_id publish_at retire_at seo_title seo_description",
      products,
      (product) => [productRow(product, now)],
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
      "id product_id stock_item_id sku option_values weight_grams position barcode content_milli content_unit content_base_milli",
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
          variant.barcode,
          ...contentCells(variant.content),
        ],
      ],
    ),
    priceHistoryRows(products, now),
    rowsOf(
      "prices",
      "variant_id currency amount_minor compare_at_minor",
      variants,
      ({ product, variant }) =>
        SET_CURRENCIES.map((currency) => [
          variantId(product, variant),
          currency,
          pricePoint(variant.eurMinor, currency),
          variant.compareAtEurMinor === undefined
            ? null
            : pricePoint(variant.compareAtEurMinor, currency),
        ]),
    ),
    rowsOf("product_price_ranges", "product_id currency min_minor max_minor", products, (product) =>
      SET_CURRENCIES.map((currency) => {
        const minors = product.variants.map(({ eurMinor }) => pricePoint(eurMinor, currency));
        return [demoId("prd", product.handle), currency, Math.min(...minors), Math.max(...minors)];
      }),
    ),
    rowsOf("product_attributes", "product_id attribute_id value", products, (product) =>
      Object.entries(attributesOf(product)).flatMap(([handle, value]) => {
        const isReference = REFERENCES.has(handle);
        if (isReference && !there.has(String(value))) return [];
        const cell = isReference ? demoId("prd", String(value)) : value;
        return [[demoId("prd", product.handle), demoId("atr", handle), JSON.stringify(cell)]];
      }),
    ),
  ];
}

/** The history stands before the prices: a price that it ends with adds nothing to it. */
function priceHistoryRows(products: readonly DemoProduct[], now: number): TableRows {
  const steps = products.flatMap((product) =>
    product.variants.flatMap((variant) =>
      priceStepsOf(product, variant, now).map((step) => ({
        ...step,
        id: variantId(product, variant),
      })),
    ),
  );
  return {
    ...rowsOf(
      "price_history",
      "variant_id currency from_at amount_minor reason",
      steps,
      ({ id, fromAt, eurMinor, reason }) =>
        SET_CURRENCIES.map((currency) => [
          id,
          currency,
          fromAt,
          pricePoint(eurMinor, currency),
          reason,
        ]),
    ),
    unless:
      "EXISTS (SELECT 1 FROM prices WHERE variant_id = value ->> 0 AND currency = value ->> 1)",
  };
}

function productRow(product: DemoProduct, now: number): Cell[] {
  const { handle, title, subtitle, description, brand, optionNames, tags } = product;
  const { status = "published", type, seo, publishInDays, retireInDays } = product;
  const dice = hash53(`shelf:${handle}`);
  const createdAt = createdAtOf(product);
  const isGone = product.variants.every(({ stock: [harbour, mill] }) => harbour + mill === 0);
  const tier = tags.includes("bestseller") ? 2 : isGone ? 0 : 1;
  const rank = tier * RANK_SPAN + (dice % RANK_SPAN);
  return [
    demoId("prd", handle),
    handle,
    status,
    title,
    subtitle,
    description,
    demoId("brd", brand),
    json(optionNames),
    json(tags),
    rank,
    createdAt,
    createdAt,
    status === "draft" ? null : createdAt,
    demoId("pty", type),
    publishInDays === undefined ? null : daysFrom(now, publishInDays),
    retireInDays === undefined ? null : daysFrom(now, retireInDays),
    seo?.title ?? "",
    seo?.description ?? "",
  ];
}

/** @returns what was written down of the product, and what follows from its colours and its age */
export function attributesOf(product: DemoProduct): Record<string, DemoValue> {
  const families = familiesOf(product);
  const shades = shadesOf(product);
  return {
    ...product.attributes,
    ...(families.length === 0 ? {} : { "colour-family": families }),
    ...(shades.length === 0 ? {} : { shade: shades }),
    since: new Date(createdAtOf(product)).toISOString().slice(0, 10),
  };
}

function contentCells(content: DemoContent | undefined): Cell[] {
  if (content === undefined) return [null, null, null];
  return [content.amount * MILLI, content.unit, content.per * MILLI];
}

/** @returns the handles of a product's shelf and of the room around it */
export function categoriesOf({ handle, category }: DemoProduct): string[] {
  const room = ROOMS.find(({ shelves }) => shelves.some((shelf) => shelf.handle === category));
  if (room === undefined) throw new Error(`Product ${handle} names the unknown shelf ${category}`);
  return [category, room.handle];
}

/** Every picture of every product. */
export function mediaRows(
  products: readonly DemoProduct[],
  { ofProduct }: PictureShelf,
): TableRows {
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

/** The pictures of single variants: of those whose colour has one of its own. */
export function variantMediaRows(
  products: readonly DemoProduct[],
  { ofProduct }: PictureShelf,
): TableRows {
  return rowsOf("variant_media", "variant_id media_id position", products, (product) =>
    product.variants.flatMap((variant) =>
      (ofProduct.get(product.handle) ?? [])
        .filter(({ optionValue }) => optionValue !== null && variant.options.includes(optionValue))
        .map(({ key }, position) => [variantId(product, variant), demoId("med", key), position]),
    ),
  );
}

function variantId(product: DemoProduct, variant: DemoVariant): string {
  return demoId("var", variantName(product, variant));
}

function variantName({ handle }: DemoProduct, { options }: DemoVariant): string {
  return [handle, ...options].join("/");
}
