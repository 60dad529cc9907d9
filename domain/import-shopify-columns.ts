/** The columns of Shopify's product CSV under both of its headers. */

/** A field of the model -> the column in the older header, then in the one since 2024. */
export const SHOPIFY_COLUMNS = {
  handle: ["Handle", "URL handle"],
  title: ["Title", "Title"],
  body: ["Body (HTML)", "Description"],
  vendor: ["Vendor", "Vendor"],
  category: ["Product Category", "Product category"],
  type: ["Type", "Type"],
  tags: ["Tags", "Tags"],
  published: ["Published", "Published on online store"],
  status: ["Status", "Status"],
  option1Name: ["Option1 Name", "Option1 name"],
  option1Value: ["Option1 Value", "Option1 value"],
  option2Name: ["Option2 Name", "Option2 name"],
  option2Value: ["Option2 Value", "Option2 value"],
  option3Name: ["Option3 Name", "Option3 name"],
  option3Value: ["Option3 Value", "Option3 value"],
  sku: ["Variant SKU", "SKU"],
  barcode: ["Variant Barcode", "Barcode"],
  grams: ["Variant Grams", "Weight value (grams)"],
  quantity: ["Variant Inventory Qty", "Inventory quantity"],
  price: ["Variant Price", "Price"],
  compareAt: ["Variant Compare At Price", "Compare-at price"],
  image: ["Image Src", "Product image URL"],
  imagePosition: ["Image Position", "Image position"],
  imageAlt: ["Image Alt Text", "Image alt text"],
  variantImage: ["Variant Image", "Variant image URL"],
  seoTitle: ["SEO Title", "SEO title"],
  seoDescription: ["SEO Description", "SEO description"],
  totalMeasure: ["Unit Price Total Measure", "Unit price total measure"],
  totalUnit: ["Unit Price Total Measure Unit", "Unit price total measure unit"],
  baseMeasure: ["Unit Price Base Measure", "Unit price base measure"],
  baseUnit: ["Unit Price Base Measure Unit", "Unit price base measure unit"],
} as const satisfies Record<string, readonly [legacy: string, current: string]>;

/** A field of the model that a column carries. */
export type ShopifyField = keyof typeof SHOPIFY_COLUMNS;

/** What the model has no place for and each variant keeps under the older name. */
export const SHOPIFY_VARIANT_FIELDS = [
  ["Variant Inventory Tracker", "Inventory tracker"],
  ["Variant Inventory Policy", "Continue selling when out of stock"],
  ["Variant Fulfillment Service", "Fulfillment service"],
  ["Variant Requires Shipping", "Requires shipping"],
  ["Variant Taxable", "Charge tax"],
  ["Variant Weight Unit", "Weight unit for display"],
  ["Variant Tax Code", "Tax code"],
  ["Cost per item", "Cost per item"],
] as const;

/** What the model has no place for and the product keeps under the older name. */
export const SHOPIFY_PRODUCT_FIELDS = [
  ["Option1 Linked To", "Option1 Linked To"],
  ["Option2 Linked To", "Option2 Linked To"],
  ["Option3 Linked To", "Option3 Linked To"],
  ["Gift Card", "Gift card"],
  ["Google Shopping / Google Product Category", "Google Shopping / Google product category"],
  ["Google Shopping / Gender", "Google Shopping / Gender"],
  ["Google Shopping / Age Group", "Google Shopping / Age group"],
  ["Google Shopping / MPN", "Google Shopping / Manufacturer part number (MPN)"],
  ["Google Shopping / AdWords Grouping", "Google Shopping / Ad group name"],
  ["Google Shopping / AdWords Labels", "Google Shopping / Ads labels"],
  ["Google Shopping / Condition", "Google Shopping / Condition"],
  ["Google Shopping / Custom Product", "Google Shopping / Custom product"],
  ["Google Shopping / Custom Label 0", "Google Shopping / Custom label 0"],
  ["Google Shopping / Custom Label 1", "Google Shopping / Custom label 1"],
  ["Google Shopping / Custom Label 2", "Google Shopping / Custom label 2"],
  ["Google Shopping / Custom Label 3", "Google Shopping / Custom label 3"],
  ["Google Shopping / Custom Label 4", "Google Shopping / Custom label 4"],
] as const;

const OLDER_NAMES = new Map<string, string>(
  [...SHOPIFY_VARIANT_FIELDS, ...SHOPIFY_PRODUCT_FIELDS].flatMap(([older, current]) => [
    [older.toLowerCase(), older],
    [current.toLowerCase(), older],
  ]),
);
const VARIANT_FIELDS = new Set<string>(SHOPIFY_VARIANT_FIELDS.map(([older]) => older));
const MARKET_PRICE = /^(?:price|compare[- ]at price) \/ /i;
const OPTION_LINK = /^option\d+ linked to$/i;

/** @returns the name under which a column that the model has no place for is kept */
export function shopifyFieldName(column: string): string {
  return OLDER_NAMES.get(column.toLowerCase()) ?? column;
}

/** @returns whether such a column belongs to the variant of its row */
export function isShopifyVariantField(name: string): boolean {
  return VARIANT_FIELDS.has(name) || MARKET_PRICE.test(name);
}

/** @returns whether the column links an option to a metafield, which belongs to the product */
export function isOptionLink(column: string): boolean {
  return OPTION_LINK.test(column);
}

/** A column of products that go with another: handles, separated by commas or semicolons. */
export const SHOPIFY_LINKS = [
  ["related", "shopify--discovery--product_recommendation.related_products"],
  ["complementary", "shopify--discovery--product_recommendation.complementary_products"],
] as const;
