/** Products of a catalog file as rows of the catalog, as staff or an import would have made them. */
import { type Id, type IdKind, idFromBytes } from "../domain/id.ts";
import { facetSlug } from "../domain/search-row.ts";
import { attributesOf, codeOf, type FileAttribute, type FileProduct } from "./eval-catalog.ts";

type Cell = string | number | null;

/** Rows for one table; cells in the order of the columns. */
export interface TableRows {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What many products share, numbered in the order in which the products name it. */
export interface CatalogTerms {
  readonly brands: ReadonlyMap<string, number>;
  readonly categories: ReadonlyMap<string, number>;
  readonly attributes: ReadonlyMap<string, NumberedAttribute>;
}

interface NumberedAttribute extends FileAttribute {
  readonly id: Id<"attribute">;
  readonly at: number;
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

/** @returns every brand, category and attribute of the products */
export function termsOf(products: readonly FileProduct[]): CatalogTerms {
  const attributes = [...attributesOf(products)];
  return {
    brands: numbered(products.flatMap(({ brand }) => brand ?? [])),
    categories: numbered(products.flatMap(({ category }) => category ?? [])),
    attributes: new Map(
      attributes.map(([name, attribute], at) => [
        name,
        { ...attribute, id: idAt("attribute", at), at },
      ]),
    ),
  };
}

/** @returns the rows that must be there before those of any product */
export function termRows({ brands, categories, attributes }: CatalogTerms): TableRows[] {
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
    {
      table: "attributes",
      columns: ["id", "handle", "label", "kind", "is_filter", "position"],
      rows: [
        ...[...attributes.values()].map(({ id, at, handle, label, kind, isFilter }) => [
          id,
          handleOf(handle, at),
          label,
          kind,
          Number(isFilter),
          at,
        ]),
        [eanId({ attributes }), EAN_ATTRIBUTE, "EAN", "text", 0, attributes.size],
      ],
    },
  ];
}

/**
 * @param at the product's place in the file, the first is 0
 * @returns the product's rows, in an order that satisfies every foreign key
 */
export function productRows(terms: CatalogTerms, product: FileProduct, at: number): TableRows[] {
  const productId = productIdAt(at);
  const categoryAt = terms.categories.get(product.category ?? "");
  return [
    productRow(terms, product, at),
    {
      table: "product_categories",
      columns: ["category_id", "product_id", "is_primary"],
      rows: categoryAt === undefined ? [] : [[idAt("category", categoryAt), productId, 1]],
    },
    ...offerRows(product, at),
    {
      table: "product_attributes",
      columns: ["product_id", "attribute_id", "value"],
      rows: attributeCells(terms, product).map(([id, value]) => [productId, id, value]),
    },
  ];
}

function productRow({ brands }: CatalogTerms, product: FileProduct, at: number): TableRows {
  const createdAt = Date.parse(product.released ?? "") || 0;
  const brandAt = brands.get(product.brand ?? "");
  return {
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
    rows: [
      [
        productIdAt(at),
        `p${at}-${facetSlug(product.id)}`,
        "published",
        product.title,
        product.description ?? "",
        brandAt === undefined ? null : idAt("brand", brandAt),
        createdAt,
        createdAt,
      ],
    ],
  };
}

/** What is sold: one variant, its price where it has one, and how many there are. */
function offerRows(product: FileProduct, at: number): TableRows[] {
  const { price_cents: cents, ean } = product;
  const minor = cents == null ? null : Math.max(0, Math.round(cents));
  const [productId, variantId, itemId] = [
    productIdAt(at),
    idAt("variant", at),
    idAt("stockItem", at),
  ];
  return [
    {
      table: "variants",
      columns: ["id", "product_id", "stock_item_id", "sku", "barcode", "position"],
      rows: [[variantId, productId, itemId, codeOf(product) ?? "", ean?.[0] ?? "", 0]],
    },
    {
      table: "prices",
      columns: ["variant_id", "currency", "amount_minor"],
      rows: minor === null ? [] : [[variantId, "EUR", minor]],
    },
    {
      table: "product_price_ranges",
      columns: ["product_id", "currency", "min_minor", "max_minor"],
      rows: minor === null ? [] : [[productId, "EUR", minor, minor]],
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
      rows: [[itemId, LOCATION, UNITS_IN_STOCK, 0, 0, 1, 0]],
    },
  ];
}

/** The product's attributes, and their values as JSON. */
function attributeCells(terms: CatalogTerms, { attrs = {}, ean = [] }: FileProduct) {
  const cells = Object.entries(attrs).flatMap(([name, value]) => {
    const attribute = terms.attributes.get(name);
    return attribute === undefined ? [] : [[attribute.id, JSON.stringify(value)] as const];
  });
  // A variant has one barcode; the others are found all the same.
  const others = JSON.stringify(ean.slice(1).join(" "));
  return ean.length > 1 ? [...cells, [eanId(terms), others] as const] : cells;
}

function eanId({ attributes }: Pick<CatalogTerms, "attributes">) {
  return idAt("attribute", attributes.size);
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
