/** The variants and the pictures of a product in Shopify's CSV. */
import type { Row } from "./import-columns.ts";
import { contentOf, gramsOf, isNegative, unitsOf } from "./import-number.ts";
import { readPicture } from "./import-picture.ts";
import {
  IMPORT_PICTURES_MAX,
  type ImportedPicture,
  type ImportedVariant,
  type ImportMessage,
  type ImportSettings,
  importError,
  importWarning,
  quoted,
  type VariantContent,
} from "./import-product.ts";
import { SHOPIFY_COLUMNS, type ShopifyField } from "./import-shopify-columns.ts";
import { readOptionNames, readOptionValues, readPrices, VariantList } from "./import-variants.ts";

const OPTIONS = [1, 2, 3] as const;
/** What Shopify writes where a product has no options. */
export const NO_OPTION = { name: "Title", value: "Default Title" } as const;
/** A row with one of these is a variant; a row without is one more picture. */
const VARIANT_SIGNS = [
  "option1Value",
  "option2Value",
  "option3Value",
  "sku",
  "price",
  "barcode",
  "quantity",
  "grams",
] as const;
const CODE_MAX = 255;
const MEASURES = ["totalMeasure", "totalUnit", "baseMeasure", "baseUnit"] as const;

/** The columns of this file by the fields that they carry. */
export type ShopifyNames = Readonly<Record<ShopifyField, string>>;

/** What reading needs besides the rows. */
export interface ShopifyContext {
  readonly names: ShopifyNames;
  readonly settings: ImportSettings;
  readonly messages: ImportMessage[];
}

/** @returns the product's options; none where it has none, undefined where the row does not say */
export function readShopifyOptions(row: Row, names: ShopifyNames): string[] | undefined {
  const options = readOptionNames(row, optionColumns(names));
  if (options.length === 0) return undefined;
  const isNone =
    options.length === 1 &&
    row.text(names.option1Name) === NO_OPTION.name &&
    row.text(names.option1Value) === NO_OPTION.value;
  return isNone ? [] : options;
}

/** @param fieldsOf what a row says that the model has no place for */
export function readShopifyVariants(
  rows: readonly Row[],
  { names, settings, messages }: ShopifyContext,
  {
    first,
    options,
    fieldsOf,
  }: {
    readonly first: Row;
    readonly options: readonly string[] | undefined;
    readonly fieldsOf: (row: Row) => Record<string, string>;
  },
): ImportedVariant[] {
  const list = new VariantList(messages);
  for (const row of rows) {
    const isVariant = VARIANT_SIGNS.some((field) => row.text(names[field]) !== "");
    if (!isVariant && (row !== first || row.text(names.title) === "")) continue;
    const isDefault = row.text(names.option1Value) === NO_OPTION.value;
    const wanted = options === undefined && isDefault ? [] : options;
    const optionValues = readOptionValues(row, optionColumns(names), { names: wanted, messages });
    const prices = readPrices(row.row, [priceCells(row, names, settings)], messages);
    if (optionValues === null || prices === null) continue;
    const { content, kept } = readContent(row, names, messages);
    const weight = readWeight(row, names, messages);
    list.add({
      row: row.row,
      optionValues,
      sku: row.cell(names.sku)?.slice(0, CODE_MAX),
      barcode: row.cell(names.barcode)?.slice(0, CODE_MAX),
      weightGrams: weight.weightGrams,
      content,
      prices,
      stock: readStock(row, names, messages),
      customFields: { ...fieldsOf(row), ...kept, ...weight.kept },
    });
  }
  return list.all();
}

/** Product pictures by their position, then those that only variants name. */
export function readShopifyPictures(
  rows: readonly Row[],
  variants: readonly ImportedVariant[],
  context: ShopifyContext,
): { readonly pictures: ImportedPicture[]; readonly lonely: ReadonlyMap<number, string> } {
  const { names, messages } = context;
  const pictures = productPictures(rows, context);
  const shared = new Set(pictures.map(addressOf));
  const lonely = new Map<number, string>();
  for (const row of rows) {
    const text = row.text(names.variantImage);
    const variant = variants.find((each) => each.row === row.row);
    if (text === "" || variant === undefined) continue;
    const picture = readPicture(
      { row: row.row, column: names.variantImage },
      { text, alt: "" },
      context,
    );
    if (picture === null) continue;
    if (!shared.has(addressOf(picture))) lonely.set(row.row, text);
    const known = pictures.findIndex((each) => addressOf(each) === addressOf(picture));
    const at = known < 0 ? pictures.length : known;
    const { variants: others, ...rest } = pictures[at] ?? picture;
    pictures[at] = { ...rest, variants: [...others, variant.optionValues] };
  }
  if (pictures.length > IMPORT_PICTURES_MAX) {
    const detail = `A product has at most ${IMPORT_PICTURES_MAX} pictures`;
    messages.push(
      importError({ row: rows[0]?.row ?? 0, column: names.image }, "picture_limit", detail),
    );
  }
  return { pictures: pictures.slice(0, IMPORT_PICTURES_MAX), lonely };
}

function productPictures(rows: readonly Row[], context: ShopifyContext): ImportedPicture[] {
  const { names } = context;
  const found = new Map<string, { readonly position: number; readonly picture: ImportedPicture }>();
  for (const [index, row] of rows.entries()) {
    const text = row.text(names.image);
    if (text === "") continue;
    const alt = row.text(names.imageAlt);
    const picture = readPicture({ row: row.row, column: names.image }, { text, alt }, context);
    if (picture === null || found.has(addressOf(picture))) continue;
    const told = unitsOf(row.text(names.imagePosition)) ?? 0;
    found.set(addressOf(picture), { position: told > 0 ? told : index + 1, picture });
  }
  return [...found.values()]
    .toSorted((left, right) => left.position - right.position)
    .map(({ picture }) => picture);
}

function optionColumns(names: ShopifyNames) {
  return OPTIONS.map((number) => ({
    name: names[`option${number}Name`],
    value: names[`option${number}Value`],
  }));
}

function priceCells(row: Row, names: ShopifyNames, { currency }: ImportSettings) {
  return {
    currency,
    price: row.text(names.price),
    priceColumn: names.price,
    compareAt: row.text(names.compareAt),
    compareAtColumn: names.compareAt,
  };
}

/** Fractions of a gram are kept beside the whole grams, for the way back. */
function readWeight(row: Row, names: ShopifyNames, messages: ImportMessage[]) {
  const text = row.text(names.grams);
  const weightGrams = text === "" ? null : gramsOf(text, "g");
  if (weightGrams !== null) {
    const isWhole = Number(text) === weightGrams;
    return { weightGrams, kept: isWhole ? {} : { [SHOPIFY_COLUMNS.grams[0]]: text } };
  }
  if (text !== "") {
    const detail = `Expected grams, got ${quoted(text)}`;
    messages.push(importWarning({ row: row.row, column: names.grams }, "weight_dropped", detail));
  }
  return { weightGrams: undefined, kept: {} };
}

function readStock(
  row: Row,
  names: ShopifyNames,
  messages: ImportMessage[],
): Record<string, number> | undefined {
  const text = row.text(names.quantity);
  if (text === "") return undefined;
  const place = { row: row.row, column: names.quantity };
  const units = unitsOf(text);
  if (units === null) {
    messages.push(importWarning(place, "stock_dropped", `Expected a number, got ${quoted(text)}`));
    return undefined;
  }
  if (isNegative(text)) {
    messages.push(importWarning(place, "stock_negative", "Fewer than no units: imported as none"));
  }
  return { "": units };
}

/** A measure that the model cannot hold exactly stays what it was. */
function readContent(row: Row, names: ShopifyNames, messages: ImportMessage[]) {
  const [total = "", totalUnit = "", base = "", baseUnit = ""] = MEASURES.map((field) =>
    row.text(names[field]),
  );
  if (total === "" || totalUnit === "") return { content: undefined, kept: {} };
  const whole = contentOf(total, totalUnit);
  const per = contentOf(base === "" ? "1" : base, baseUnit === "" ? totalUnit : baseUnit);
  if (whole !== null && per !== null && whole.unit === per.unit) {
    const content: VariantContent = { ...whole, baseMilli: per.milli };
    return { content, kept: keptMeasures(row, names, content) };
  }
  const place = { row: row.row, column: names.totalMeasure };
  const detail = `${quoted(`${total} ${totalUnit}`)} is kept, but no unit price is told for it`;
  messages.push(importWarning(place, "content_kept", detail));
  return { content: undefined, kept: keptMeasures(row, names, null) };
}

/** @returns the cells as they were, unless they are spelled as the way back spells them */
function keptMeasures(row: Row, names: ShopifyNames, content: VariantContent | null) {
  const cells = MEASURES.map(
    (field) => [SHOPIFY_COLUMNS[field][0], row.text(names[field])] as const,
  );
  const spelled = content === null ? null : measuresOf(content);
  const isSame = spelled !== null && cells.every(([, text], index) => text === spelled[index]);
  return isSame ? {} : Object.fromEntries(cells.filter(([, text]) => text !== ""));
}

/** @returns total, its unit, base and its unit, as Shopify's columns have them */
export function measuresOf({
  milli,
  unit,
  baseMilli,
}: VariantContent): [string, string, string, string] {
  const large = { g: "kg", ml: "l", cm: "m", cm2: "m2", piece: "item" } as const;
  const factor = {
    g: 1_000_000,
    ml: 1_000_000,
    cm: 100_000,
    cm2: 10_000_000,
    piece: 1_000,
  } as const;
  const small = { g: "g", ml: "ml", cm: "cm", cm2: "cm2", piece: "item" } as const;
  const spell = (amount: number): [string, string] =>
    unit === "cm2" || amount % factor[unit] === 0
      ? [String(amount / factor[unit]), large[unit]]
      : [String(amount / 1_000), small[unit]];
  return [...spell(milli), ...spell(baseMilli)];
}

/** @returns what tells two pictures apart */
export function addressOf({ url, key }: Pick<ImportedPicture, "url" | "key">): string {
  return url ?? `key:${key}`;
}
