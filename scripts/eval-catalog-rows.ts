/** A catalog file's products as rows of the catalog, as staff or an import would have made them. */
import { type IdKind, idFromBytes } from "../domain/id.ts";
import { facetSlug } from "../domain/search-row.ts";
import { attributesOf, codeOf, type FileProduct } from "./eval-catalog.ts";

type Cell = string | number | null;

/** Rows for one table; cells in the order of the columns. */
export interface TableRows {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** The shop of an evaluation sells in euros; the others are there for the tables that name them. */
const CURRENCIES = [
  ["EUR", 1, "DE", 0],
  ["USD", 0, "US", 1],
  ["JPY", 1, "JP", 2],
] as const;
const EAN_ATTRIBUTE = "ean";
const LOCATION = "loc_warehouse";
const UNITS_IN_STOCK = 10;

/** @returns the id of the product that stands in this place of the file, the first is 0 */
export function productIdAt(index: number) {
  return idAt("product", index);
}

/** @returns every table's rows, in an order that satisfies every foreign key */
export function catalogFileRows(products: readonly FileProduct[]): TableRows[] {
  const brands = numbered(products.flatMap(({ brand }) => brand ?? []));
  const categories = numbered(products.flatMap(({ category }) => category ?? []));
  return [
    {
      table: "currencies",
      columns: ["code", "prices_include_tax", "default_country", "position"],
      rows: CURRENCIES,
    },
    {
      table: "brands",
      columns: ["id", "handle", "title"],
      rows: [...brands].map(([title, at]) => [idAt("brand", at), handleOf(title, at), title]),
    },
    {
      table: "categories",
      columns: ["id", "handle", "title", "position"],
      rows: [...categories].map(([title, at]) => [
        idAt("category", at),
        handleOf(title, at),
        title,
        at,
      ]),
    },
    ...productRows(products, brands, categories),
    ...attributeRows(products),
  ];
}

function productRows(
  products: readonly FileProduct[],
  brands: ReadonlyMap<string, number>,
  categories: ReadonlyMap<string, number>,
): TableRows[] {
  const each = <Row>(row: (product: FileProduct, at: number) => Row) => products.map(row);
  const priced = products.flatMap(({ price_cents }, at) =>
    price_cents == null ? [] : [{ at, minor: Math.max(0, Math.round(price_cents)) }],
  );
  return [
    {
      table: "products",
      columns: [
        "id",
        "handle",
        "status",
        "title",
        "description",
        "brand_id",
        "created_at",
        "updated_at",
      ],
      rows: each(({ id, title, description, brand, released }, at) => {
        const createdAt = Date.parse(released ?? "") || 0;
        const brandAt = brands.get(brand ?? "");
        const brandId = brandAt === undefined ? null : idAt("brand", brandAt);
        const handle = `p${at}-${facetSlug(id)}`;
        return [
          productIdAt(at),
          handle,
          "published",
          title,
          description ?? "",
          brandId,
          createdAt,
          createdAt,
        ];
      }),
    },
    {
      table: "product_categories",
      columns: ["category_id", "product_id", "is_primary"],
      rows: products.flatMap(({ category }, at) => {
        const categoryAt = categories.get(category ?? "");
        return categoryAt === undefined ? [] : [[idAt("category", categoryAt), productIdAt(at), 1]];
      }),
    },
    {
      table: "variants",
      columns: ["id", "product_id", "stock_item_id", "sku", "barcode", "position"],
      rows: each((product, at) => [
        idAt("variant", at),
        productIdAt(at),
        idAt("stockItem", at),
        codeOf(product) ?? "",
        product.ean?.[0] ?? "",
        0,
      ]),
    },
    {
      table: "prices",
      columns: ["variant_id", "currency", "amount_minor"],
      rows: priced.map(({ at, minor }) => [idAt("variant", at), "EUR", minor]),
    },
    {
      table: "product_price_ranges",
      columns: ["product_id", "currency", "min_minor", "max_minor"],
      rows: priced.map(({ at, minor }) => [productIdAt(at), "EUR", minor, minor]),
    },
    {
      table: "stock_levels",
      columns: [
        "stock_item_id",
        "location_id",
        "on_hand",
        "held",
        "allocated",
        "version",
        "updated_at",
      ],
      rows: each((_, at) => [idAt("stockItem", at), LOCATION, UNITS_IN_STOCK, 0, 0, 1, 0]),
    },
  ];
}

function attributeRows(products: readonly FileProduct[]): TableRows[] {
  const attributes = [...attributesOf(products).values()];
  const idOf = new Map(attributes.map(({ name }, at) => [name, idAt("attribute", at)]));
  const eanId = idAt("attribute", attributes.length);
  return [
    {
      table: "attributes",
      columns: ["id", "handle", "label", "kind", "is_filter", "position"],
      rows: [
        ...attributes.map(({ handle, label, kind, isFilter }, at) => [
          idAt("attribute", at),
          handleOf(handle, at),
          label,
          kind,
          Number(isFilter),
          at,
        ]),
        [eanId, EAN_ATTRIBUTE, "EAN", "text", 0, attributes.length],
      ],
    },
    {
      table: "product_attributes",
      columns: ["product_id", "attribute_id", "value"],
      rows: products.flatMap(({ attrs = {}, ean = [] }, at) => [
        ...Object.entries(attrs).map(([name, value]) => [
          productIdAt(at),
          idOf.get(name) ?? "",
          JSON.stringify(value),
        ]),
        // A variant has one barcode; the others are found all the same.
        ...(ean.length > 1
          ? [[productIdAt(at), eanId, JSON.stringify(ean.slice(1).join(" "))]]
          : []),
      ]),
    },
  ];
}

function numbered(titles: readonly string[]): Map<string, number> {
  return new Map([...new Set(titles)].map((title, at) => [title, at]));
}

/** Titles that differ in signs only have the same slug. */
function handleOf(title: string, at: number): string {
  return `${facetSlug(title)}-${at}`;
}

function idAt<Kind extends IdKind>(kind: Kind, index: number) {
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setUint32(12, index + 1);
  return idFromBytes(kind, bytes);
}
