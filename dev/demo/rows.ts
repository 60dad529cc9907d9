/** The demo catalog as the rows of its tables, in an order that satisfies every foreign key. */
import { CURRENCIES } from "../../domain/money.ts";
import { BRANDS } from "./catalog/brands.ts";
import { ROOMS } from "./catalog/categories.ts";
import { CURRENCY_TERMS, LOCATIONS, SHIPPING_METHODS, TAX_RATES } from "./catalog/terms.ts";
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
