/** Products of DummyJSON: one JSON object each. */
import { amountOf, numberText, unitsOf } from "./import-number.ts";
import { readPicture } from "./import-picture.ts";
import {
  IMPORT_FIELD_MAX,
  IMPORT_TEXT_MAX,
  type ImportedPicture,
  type ImportedProduct,
  type ImportedVariant,
  type ImportMessage,
  type ImportSettings,
  importError,
  importWarning,
} from "./import-product.ts";
import { type Fields, fieldsIn, isFields, listIn, textIn, timeOf } from "./import-shape.ts";
import { cellText, cleanText, handleOf, titleOf } from "./import-text.ts";
import { boundedText } from "./import-variants.ts";

/** What the model has no place for. Reviews are left out: they belong to people, not to products. */
const KEPT = [
  "discountPercentage",
  "rating",
  "weight",
  "warrantyInformation",
  "shippingInformation",
  "returnPolicy",
  "minimumOrderQuantity",
] as const;
const PREFIX = "dummyjson:";

/** @returns whether the element looks like a product of DummyJSON */
export function isDummyProduct(value: unknown): value is Fields {
  return isFields(value) && "title" in value && "price" in value && !("model" in value);
}

/** @returns what the element belongs to: its own number, for titles may repeat */
export function dummySource(fields: Fields): string {
  return `${PREFIX}${textIn(fields, "id")}`;
}

/** Reads one product. */
export function readDummyProduct(
  fields: Fields,
  row: number,
  { settings, messages }: { readonly settings: ImportSettings; readonly messages: ImportMessage[] },
): ImportedProduct | null {
  const place = (column: string) => ({ row, column, messages });
  const title = boundedText(cleanText(textIn(fields, "title")), place("title")) ?? "";
  const variant = readVariant(fields, row, { settings, messages });
  if (variant === null) return null;
  const brand = cleanText(textIn(fields, "brand"));
  const category = cleanText(textIn(fields, "category"));
  const tags = listIn(fields, "tags").filter((tag): tag is string => typeof tag === "string");
  return {
    row,
    source: dummySource(fields),
    handleFrom: title,
    title,
    status: "published",
    description: boundedText(cleanText(textIn(fields, "description")), {
      ...place("description"),
      max: IMPORT_TEXT_MAX,
    }),
    brand: brand === "" ? null : { handle: handleOf(brand), title: brand },
    categories:
      category === "" ? undefined : [[{ handle: handleOf(category), title: titleOf(category) }]],
    tags: [...new Set(tags.map(cleanText))].filter((tag) => tag !== ""),
    createdAt: timeOf(textIn(fieldsIn(fields, "meta"), "createdAt")) ?? undefined,
    options: [],
    variants: [variant],
    pictures: readPictures(fields, row, { settings, messages }),
    attributes: [],
    customFields: readKept(fields),
  };
}

function readVariant(
  fields: Fields,
  row: number,
  { settings, messages }: { readonly settings: ImportSettings; readonly messages: ImportMessage[] },
): ImportedVariant | null {
  const { currency } = settings;
  const price = amountOf(numberText(fields.price) ?? "", currency);
  if (!price.ok) {
    messages.push(
      importError({ row, column: "price" }, price.problem.reason, price.problem.detail),
    );
    return null;
  }
  if (price.value === 0) {
    const detail = "The price is zero: whoever buys it pays nothing";
    messages.push(importWarning({ row, column: "price" }, "price_zero", detail));
  }
  const units = unitsOf(numberText(fields.stock) ?? "");
  return {
    row,
    optionValues: [],
    sku: cellText(textIn(fields, "sku")),
    barcode: cellText(textIn(fieldsIn(fields, "meta"), "barcode")),
    prices: [{ currency, amountMinor: price.value, compareAtMinor: null }],
    stock: units === null ? undefined : { "": units },
  };
}

function readPictures(
  fields: Fields,
  row: number,
  context: { readonly settings: ImportSettings; readonly messages: ImportMessage[] },
): ImportedPicture[] {
  const images = listIn(fields, "images").filter((url): url is string => typeof url === "string");
  const thumbnail = textIn(fields, "thumbnail");
  const urls = images.length > 0 ? images : thumbnail === "" ? [] : [thumbnail];
  return [...new Set(urls)].flatMap(
    (text) => readPicture({ row, column: "images" }, { text, alt: "" }, context) ?? [],
  );
}

function readKept(fields: Fields): Record<string, string> {
  const plain = KEPT.map((name) => [name, textIn(fields, name)] as const);
  const sizes = Object.keys(fieldsIn(fields, "dimensions")).map(
    (name) => [`dimensions.${name}`, textIn(fieldsIn(fields, "dimensions"), name)] as const,
  );
  const kept = [...plain, ...sizes].flatMap(([name, value]) => {
    const text = cleanText(value).slice(0, IMPORT_FIELD_MAX);
    return text === "" ? [] : [[`${PREFIX}${name}`, text] as const];
  });
  return Object.fromEntries(kept);
}
