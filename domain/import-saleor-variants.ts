/** Variants of a Saleor product: options out of attributes, prices out of channels, stock of all warehouses. */
import { gramsOf, unitsOf } from "./import-number.ts";
import {
  type ImportedPrice,
  type ImportedProduct,
  type ImportedVariant,
  type ImportMessage,
  type ImportSettings,
  importWarning,
  quoted,
} from "./import-product.ts";
import { nameOf } from "./import-saleor-attributes.ts";
import type { SaleorRow, SaleorTables } from "./import-saleor-tables.ts";
import { textIn } from "./import-shape.ts";
import { cleanText, sourceKey } from "./import-text.ts";
import { readPrices, VariantList } from "./import-variants.ts";
import { isCurrency } from "./money.ts";

/** The one option of variants that differ by their names alone. */
const NAME_OPTION = "Variant";

/** What joining needs. */
export interface SaleorContext {
  readonly tables: SaleorTables;
  readonly settings: ImportSettings;
  readonly messages: ImportMessage[];
}

/** An option and the choice of a variant. */
type Choice = readonly [name: string, value: string];

/** @param weightGrams of the product, where a variant has none of its own */
export function readSaleorVariants(
  { pk }: SaleorRow,
  context: SaleorContext,
  weightGrams: number | undefined,
): Pick<ImportedProduct, "options" | "variants"> {
  const { tables, messages } = context;
  const rows = tables
    .of("product.productvariant", "product", pk)
    .toSorted((left, right) => orderOf(left) - orderOf(right));
  const chosen = new Map(rows.map((row) => [row, choicesOf(row, tables)]));
  const options = optionsOf(rows, chosen);
  const list = new VariantList(messages);
  for (const row of rows) {
    const prices = pricesOf(row, context);
    if (prices === null) continue;
    const choices = new Map(chosen.get(row));
    const byName = options.length === 1 && options[0] === NAME_OPTION;
    const optionValues = byName
      ? [nameOfVariant(row)]
      : options.map((option) => choices.get(option) ?? "");
    list.add({ ...variantOf(row, tables), optionValues, prices, ...weight(row, weightGrams) });
  }
  return { options, variants: list.all() };
}

function variantOf(
  row: SaleorRow,
  tables: SaleorTables,
): Omit<ImportedVariant, "optionValues" | "prices"> {
  const stock = tables.of("warehouse.stock", "product_variant", row.pk);
  const units = stock.reduce(
    (sum, { fields }) => sum + (unitsOf(textIn(fields, "quantity")) ?? 0),
    0,
  );
  return {
    row: row.row,
    sku: cleanText(textIn(row.fields, "sku")),
    stock: stock.length === 0 ? undefined : { "": unitsOf(String(units)) ?? 0 },
  };
}

/** Attributes that choose a variant; they must tell all variants apart, or names do. */
function optionsOf(
  rows: readonly SaleorRow[],
  chosen: ReadonlyMap<SaleorRow, readonly Choice[]>,
): string[] {
  if (rows.length <= 1 && (chosen.get(rows[0] as SaleorRow) ?? []).length === 0) return [];
  const names = [
    ...new Set([...chosen.values()].flatMap((choices) => choices.map(([name]) => name))),
  ];
  const spelled = rows.map((row) => {
    const choices = new Map(chosen.get(row));
    return names.every((name) => choices.has(name))
      ? JSON.stringify(names.map((name) => sourceKey(choices.get(name) ?? "")))
      : "";
  });
  const isEach = names.length > 0 && !spelled.includes("") && new Set(spelled).size === rows.length;
  return isEach ? names : [NAME_OPTION];
}

function choicesOf({ pk }: SaleorRow, tables: SaleorTables): Choice[] {
  return tables.of("attribute.assignedvariantattribute", "variant", pk).flatMap((assigned) => {
    const link = tables.one("attribute.attributevariant", textIn(assigned.fields, "assignment"));
    if (link === null || link.fields.variant_selection !== true) return [];
    const attribute = tables.one("attribute.attribute", textIn(link.fields, "attribute"));
    const [given] = tables.of("attribute.assignedvariantattributevalue", "assignment", assigned.pk);
    const value =
      given === undefined
        ? null
        : tables.one("attribute.attributevalue", textIn(given.fields, "value"));
    if (attribute === null || value === null || nameOf(value) === "") return [];
    return [[cleanText(textIn(attribute.fields, "name")), nameOf(value)] as const];
  });
}

/** Of several channels in one currency the first one counts. */
function pricesOf(row: SaleorRow, { tables, messages }: SaleorContext): ImportedPrice[] | null {
  const prices: ImportedPrice[] = [];
  const listings = tables.of("product.productvariantchannellisting", "variant", row.pk);
  for (const { row: at, fields } of listings) {
    const price = textIn(fields, "price_amount");
    const currency = textIn(fields, "currency").toUpperCase();
    const place = { row: at, column: "currency" };
    if (price === "") continue;
    if (!isCurrency(currency)) {
      const detail = `The shop has no currency ${quoted(currency)}: the price is left out`;
      messages.push(importWarning(place, "currency_unknown", detail));
      continue;
    }
    if (prices.some((known) => known.currency === currency)) {
      const detail = `A second channel's price in ${currency} is left out`;
      messages.push(importWarning(place, "price_regional", detail));
      continue;
    }
    const now = textIn(fields, "discounted_price_amount");
    const isReduced = now !== "" && Number(now) < Number(price);
    const cells = isReduced
      ? { price: now, compareAt: price, compareAtColumn: "price_amount" }
      : { price };
    const priceColumn = isReduced ? "discounted_price_amount" : "price_amount";
    const read = readPrices(at, [{ currency, priceColumn, ...cells }], messages);
    if (read === null) return null;
    prices.push(...read);
  }
  return prices;
}

function weight({ fields }: SaleorRow, ofProduct: number | undefined) {
  const [amount = "", unit = "kg"] = textIn(fields, "weight").split(":");
  return { weightGrams: gramsOf(amount, unit) ?? ofProduct };
}

function nameOfVariant({ fields, pk }: SaleorRow): string {
  return cleanText(textIn(fields, "name")) || cleanText(textIn(fields, "sku")) || pk;
}

function orderOf({ fields }: SaleorRow): number {
  return typeof fields.sort_order === "number" ? fields.sort_order : Number.MAX_SAFE_INTEGER;
}
