/** Rows of what surrounds the demo's products: kinds, attributes, collections, links, former handles. */
import { ATTRIBUTES } from "./catalog/attributes.ts";
import { FORMER_CATEGORIES } from "./catalog/categories.ts";
import { COLLECTIONS } from "./catalog/collections.ts";
import { daysFrom } from "./catalog/dates.ts";
import { LINKS } from "./catalog/links.ts";
import { PRODUCT_TYPES, REQUIRED_ATTRIBUTES } from "./catalog/product-types.ts";
import type { DemoProduct } from "./catalog/types.ts";
import { demoId } from "./derive.ts";
import { membersOf } from "./members.ts";
import { json, type RowsOptions, rowsOf, type TableRows } from "./table-rows.ts";

/** The shop was tidied up half a year ago. */
const RENAMED_DAYS_AGO = 180;

/** Attributes and the kinds of product that have them; products come after. */
export function typeRows(): TableRows[] {
  return [
    rowsOf(
      "attributes",
      "id handle label kind unit choices swatches is_filter is_searchable position",
      ATTRIBUTES,
      ({ handle, label, kind, unit = null, choices, swatches, ...told }, position) => [
        [
          demoId("atr", handle),
          handle,
          label,
          kind,
          unit,
          json(choices),
          json(swatches),
          Number(told.isFilter ?? true),
          Number(told.isSearchable ?? true),
          position,
        ],
      ],
    ),
    rowsOf("product_types", "id handle title", PRODUCT_TYPES, ({ handle, title }) => [
      [demoId("pty", handle), handle, title],
    ]),
    rowsOf(
      "product_type_attributes",
      "product_type_id attribute_id is_required position",
      PRODUCT_TYPES,
      ({ handle, attributes }) =>
        attributes.map((attribute, position) => [
          demoId("pty", handle),
          demoId("atr", attribute),
          Number(REQUIRED_ATTRIBUTES.includes(attribute)),
          position,
        ]),
    ),
  ];
}

/** Links between products that are both there. */
export function linkRows(products: readonly DemoProduct[]): TableRows {
  const there = new Set(products.map(({ handle }) => handle));
  const links = LINKS.filter(({ from, to }) => there.has(from) && there.has(to));
  return rowsOf(
    "product_links",
    "product_id kind linked_id position",
    links,
    ({ from, kind, to, position }) => [[demoId("prd", from), kind, demoId("prd", to), position]],
  );
}

/** Collections and what is in them; those with rules hold what the rules find. */
export function collectionRows(
  products: readonly DemoProduct[],
  { pictures, now }: RowsOptions,
): TableRows[] {
  return [
    rowsOf(
      "collections",
      "id handle title description kind rules sort image_key image_alt seo_title seo_description position updated_at",
      COLLECTIONS,
      ({ handle, title, description, seo, sort, holds }, position) => {
        const rules = "conditions" in holds ? holds : undefined;
        const kind = rules === undefined ? "manual" : "rules";
        const picture = pictures.ofCollection.get(handle);
        const image = [picture?.key ?? null, picture?.alt ?? ""];
        const told = [seo.title, seo.description, position, now];
        return [
          [
            demoId("col", handle),
            handle,
            title,
            description,
            kind,
            json(rules),
            sort,
            ...image,
            ...told,
          ],
        ];
      },
    ),
    rowsOf("collection_products", "collection_id product_id position", COLLECTIONS, (collection) =>
      membersOf(collection, products, now).map((handle, position) => [
        demoId("col", collection.handle),
        demoId("prd", handle),
        "conditions" in collection.holds ? 0 : position,
      ]),
    ),
  ];
}

/** Handles that were given out once and lead on. */
export function formerHandleRows(products: readonly DemoProduct[], now: number): TableRows {
  const former = [
    ...products.map((product) => ({ kind: "product", prefix: "prd", ...product })),
    ...COLLECTIONS.map((each) => ({ kind: "collection", prefix: "col", ...each })),
    ...FORMER_CATEGORIES.map((each) => ({ kind: "category", prefix: "cat", ...each })),
  ];
  return rowsOf(
    "former_handles",
    "kind handle subject_id since",
    former,
    ({ kind, prefix, handle, formerly = [] }) =>
      formerly.map((old) => [kind, old, demoId(prefix, handle), daysFrom(now, -RENAMED_DAYS_AGO)]),
  );
}
