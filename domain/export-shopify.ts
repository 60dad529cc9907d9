/** Shopify's product CSV, with the header that its own exports have; `import-shopify.ts` reads it back. */
import { csvLine } from "./import-csv.ts";
import { htmlText, textHtml } from "./import-html.ts";
import { amountText, gramsOf } from "./import-number.ts";
import { publicUrl } from "./import-picture.ts";
import { SOURCE_FIELD } from "./import-plan.ts";
import {
  isShopifyVariantField,
  SHOPIFY_COLUMNS,
  SHOPIFY_LINKS,
  SHOPIFY_PRODUCT_FIELDS,
  SHOPIFY_VARIANT_FIELDS,
  type ShopifyField,
} from "./import-shopify-columns.ts";
import { measuresOf, NO_OPTION } from "./import-shopify-variants.ts";
import type { StoredPicture, StoredProduct, StoredVariant } from "./import-stored.ts";
import { safeCell } from "./import-text.ts";
import type { Currency } from "./money.ts";

/** Options that the format has room for; further ones are left out. */
const OPTIONS_MAX = 3;
/** Columns of fields that the model has no place for. */
export const SHOPIFY_EXTRA_MAX = 500;
/** Fields of other formats, and our own note of a handle. */
const FOREIGN = /^(?:spree|medusa|saleor|dummyjson|attribute):/;
const STATUS_WORDS = { published: "active", draft: "draft", retired: "archived" } as const;
const MEASURES = ["totalMeasure", "totalUnit", "baseMeasure", "baseUnit"] as const;
/** Columns that only the model fills, whatever the fields beside it are called; but for measures it cannot hold. */
const MODEL_COLUMNS = new Set<string>(Object.values(SHOPIFY_COLUMNS).map(([older]) => older));
const MEASURE_COLUMNS = new Set<string>(MEASURES.map((field) => SHOPIFY_COLUMNS[field][0]));
const LINK_COLUMNS = SHOPIFY_LINKS.map(([kind, key]) => {
  const title = kind === "related" ? "Related products" : "Complementary products";
  return [kind, `${title} (product.metafields.${key})`] as const;
});

/** What the cells need to know besides the product. */
export interface ShopifyExport {
  readonly currency: Currency;
  /** Like "https://shop.example". */
  readonly origin: string;
  /** Titles from a root to the category. */
  readonly pathOf: (category: string) => readonly string[];
  /** The title of a brand or of a kind of product. */
  readonly titleOf: (type: "brand" | "productType", handle: string) => string;
  /** Names of fields beside the model, of the whole catalog. */
  readonly fieldNames: readonly string[];
}

type Cells = Map<string, string>;

/** @returns the columns of the file */
export function shopifyColumns({ fieldNames }: Pick<ShopifyExport, "fieldNames">): string[] {
  const known = [
    ...Object.values(SHOPIFY_COLUMNS).map(([older]) => older),
    ...SHOPIFY_VARIANT_FIELDS.map(([older]) => older),
    ...SHOPIFY_PRODUCT_FIELDS.map(([older]) => older),
    ...LINK_COLUMNS.map(([, column]) => column),
  ];
  const extra = fieldNames
    .filter((name) => !FOREIGN.test(name) && name !== SOURCE_FIELD)
    .slice(0, SHOPIFY_EXTRA_MAX);
  return [...new Set<string>([...known, ...extra])];
}

/** @returns the file's first line */
export function shopifyHeader(columns: readonly string[]): string {
  return csvLine(columns.map(safeCell));
}

/** @returns the lines of a product: one for each variant, and for pictures beyond them */
export function shopifyLines(
  product: StoredProduct,
  columns: readonly string[],
  context: ShopifyExport,
): string {
  const own = product.pictures.filter((picture) => !isOfVariantAlone(picture, product));
  const count = Math.max(product.variants.length, own.length, 1);
  const handle = product.customFields[SOURCE_FIELD] ?? product.handle;
  let lines = "";
  for (let index = 0; index < count; index += 1) {
    const cells: Cells = new Map([[nameOf("handle"), safeCell(handle)]]);
    if (index === 0) productCells(cells, product, context);
    const variant = product.variants[index];
    if (variant !== undefined) variantCells(cells, variant, { product, context });
    const picture = own[index];
    if (picture !== undefined) pictureCells(cells, picture, { index, context });
    lines += csvLine(columns.map((column) => cells.get(column) ?? ""));
  }
  return lines;
}

function productCells(cells: Cells, product: StoredProduct, context: ShopifyExport): void {
  const { status, tags, options, customFields, brand, productType } = product;
  const type = productType === null ? "" : context.titleOf("productType", productType);
  const [category] = product.categories;
  const path = category === undefined ? [] : context.pathOf(category);
  const isOwnType = path.length === 1 && path[0] === type;
  for (const [name, value] of Object.entries(customFields)) {
    const isOwn = !MODEL_COLUMNS.has(name) && !isShopifyVariantField(name);
    if (isOwn) cells.set(name, safeCell(value));
  }
  put(cells, "title", product.title);
  put(cells, "body", bodyOf(product));
  put(cells, "vendor", brand === null ? "" : context.titleOf("brand", brand));
  put(cells, "type", type);
  put(cells, "category", isOwnType ? "" : path.join(" > "));
  put(cells, "tags", tags.join(", "));
  put(cells, "seoTitle", product.seoTitle);
  put(cells, "seoDescription", product.seoDescription);
  const told = (field: ShopifyField) => customFields[nameOf(field)];
  const isDraft = status !== "published";
  put(cells, "published", isDraft ? (told("published") ?? "false") : "true");
  put(cells, "status", (isDraft ? told("status") : undefined) ?? STATUS_WORDS[status]);
  const names = options.length === 0 ? [NO_OPTION.name] : options.slice(0, OPTIONS_MAX);
  for (const [index, name] of names.entries()) put(cells, `option${place(index)}Name`, name);
  for (const [kind, column] of LINK_COLUMNS) cells.set(column, product[kind].join("; "));
}

function variantCells(
  cells: Cells,
  variant: StoredVariant,
  { product, context }: { readonly product: StoredProduct; readonly context: ShopifyExport },
): void {
  const { customFields, options, content, weightGrams, stock } = variant;
  for (const [name, value] of Object.entries(customFields)) {
    const isOwn = !MODEL_COLUMNS.has(name) || MEASURE_COLUMNS.has(name);
    if (isOwn) cells.set(name, safeCell(value));
  }
  const values = options.length === 0 ? [NO_OPTION.value] : options.slice(0, OPTIONS_MAX);
  for (const [index, value] of values.entries()) put(cells, `option${place(index)}Value`, value);
  put(cells, "sku", variant.sku);
  put(cells, "barcode", variant.barcode);
  const grams = customFields[nameOf("grams")];
  const isSame = grams !== undefined && gramsOf(grams, "g") === weightGrams;
  put(cells, "grams", isSame ? grams : String(weightGrams));
  const units = Object.values(stock).reduce((sum, onHand) => sum + onHand, 0);
  put(cells, "quantity", String(units));
  const price = variant.prices[context.currency];
  if (price !== undefined) {
    const { amountMinor, compareAtMinor } = price;
    put(cells, "price", amountText(amountMinor, context.currency));
    if (compareAtMinor !== null) {
      put(cells, "compareAt", amountText(compareAtMinor, context.currency));
    }
  }
  const isKept = Object.keys(customFields).some((name) => MEASURE_COLUMNS.has(name));
  if (content !== null && !isKept) {
    for (const [index, text] of measuresOf(content).entries()) {
      put(cells, MEASURES[index] ?? "totalMeasure", text);
    }
  }
  const choice = JSON.stringify(options);
  const picture = product.pictures.find(({ variants }) =>
    variants.some((each) => JSON.stringify(each) === choice),
  );
  if (picture !== undefined) put(cells, "variantImage", addressOf(picture, context));
}

function pictureCells(
  cells: Cells,
  picture: StoredPicture,
  { index, context }: { readonly index: number; readonly context: ShopifyExport },
): void {
  put(cells, "image", addressOf(picture, context));
  put(cells, "imagePosition", String(index + 1));
  put(cells, "imageAlt", picture.alt);
}

/** The markup that came in, where it still says what the description says. */
function bodyOf({ description, customFields }: StoredProduct): string {
  const markup = customFields[nameOf("body")];
  if (markup !== undefined && htmlText(markup) === description) return markup;
  const html = textHtml(description);
  return htmlText(description) === description && htmlText(html) !== description
    ? description
    : html;
}

function addressOf({ isStored, key, url }: StoredPicture, { origin }: ShopifyExport): string {
  const own =
    key === null ? "" : `${origin}/media/${key.split("/").map(encodeURIComponent).join("/")}`;
  return isStored || url === null ? own : url;
}

function isOfVariantAlone({ url }: StoredPicture, { variants }: StoredProduct): boolean {
  const name = nameOf("variantImage");
  return (
    url !== null && variants.some(({ customFields }) => publicUrl(customFields[name] ?? "") === url)
  );
}

function place(index: number): 1 | 2 | 3 {
  return index === 0 ? 1 : index === 1 ? 2 : 3;
}

function put(cells: Cells, field: ShopifyField, text: string): void {
  cells.set(nameOf(field), safeCell(text));
}

function nameOf(field: ShopifyField): string {
  return SHOPIFY_COLUMNS[field][0];
}
