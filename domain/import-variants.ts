/** Variants as rows of a table tell them: a choice of options each, prices read exactly. */
import type { Row } from "./import-columns.ts";
import { amountOf } from "./import-number.ts";
import {
  IMPORT_LINE_MAX,
  IMPORT_OPTIONS_MAX,
  IMPORT_VARIANTS_MAX,
  type ImportedPrice,
  type ImportedVariant,
  type ImportMessage,
  type ImportPlace,
  importError,
  importWarning,
  quoted,
} from "./import-product.ts";
import type { Currency } from "./money.ts";

/** A price's cells. */
export interface PriceCells {
  readonly currency: Currency;
  readonly price: string;
  readonly priceColumn: string;
  readonly compareAt?: string;
  readonly compareAtColumn?: string;
}

/** Reads prices of one row. @returns null, with an error, where one of them is none */
export function readPrices(
  row: number,
  cells: readonly PriceCells[],
  messages: ImportMessage[],
): ImportedPrice[] | null {
  const prices: ImportedPrice[] = [];
  for (const { currency, price, priceColumn, compareAt = "", compareAtColumn = "" } of cells) {
    if (price === "") continue;
    const amount = amountOf(price, currency);
    if (!amount.ok) {
      const { reason, detail } = amount.problem;
      messages.push(importError({ row, column: priceColumn }, reason, detail));
      return null;
    }
    const amountMinor = amount.value;
    if (amountMinor === 0) {
      const detail = "The price is zero: whoever buys it pays nothing";
      messages.push(importWarning({ row, column: priceColumn }, "price_zero", detail));
    }
    const place = { row, column: compareAtColumn };
    const compareAtMinor = readCompareAt(compareAt, { amountMinor, currency, place, messages });
    prices.push({ currency, amountMinor, compareAtMinor });
  }
  return prices;
}

/** A price before that is not higher than today's says nothing and is dropped. */
function readCompareAt(
  text: string,
  {
    amountMinor,
    currency,
    place,
    messages,
  }: {
    readonly amountMinor: number;
    readonly currency: Currency;
    readonly place: ImportPlace;
    readonly messages: ImportMessage[];
  },
): number | null {
  if (text === "") return null;
  const before = amountOf(text, currency);
  if (!before.ok) {
    messages.push(importWarning(place, "compare_at_dropped", before.problem.detail));
    return null;
  }
  if (before.value > amountMinor) return before.value;
  if (before.value > 0) {
    const detail = `The price before, ${quoted(text)}, is not above the price`;
    messages.push(importWarning(place, "compare_at_dropped", detail));
  }
  return null;
}

/** The variants of one product, each choice of options once. */
export class VariantList {
  readonly #variants = new Map<string, ImportedVariant>();
  readonly #bySku: ImportedVariant[] = [];
  readonly #messages: ImportMessage[];

  constructor(messages: ImportMessage[]) {
    this.#messages = messages;
  }

  /** Adds prices to the variant with the row's SKU, or leaves them for the one that the shop has. */
  addPrices(variant: ImportedVariant): void {
    const same = [...this.#variants].filter(([, { sku }]) => sku === variant.sku);
    const [match] = same;
    if (match === undefined || same.length > 1 || variant.sku === "") {
      this.#bySku.push({ ...variant, isBySku: true });
    } else this.add({ ...variant, optionValues: match[1].optionValues });
  }

  /** Adds a variant; the same choice again may only bring prices in another currency. */
  add(variant: ImportedVariant): void {
    const place = { row: variant.row, column: "" };
    const key = JSON.stringify(variant.optionValues);
    const known = this.#variants.get(key);
    if (known === undefined) {
      if (this.#variants.size < IMPORT_VARIANTS_MAX) this.#variants.set(key, variant);
      else {
        const detail = `A product has at most ${IMPORT_VARIANTS_MAX} variants`;
        this.#messages.push(importError(place, "variant_limit", detail));
      }
      return;
    }
    const isNewPrice =
      variant.prices.length > 0 &&
      variant.prices.every(({ currency }) =>
        known.prices.every((price) => price.currency !== currency),
      );
    if (isNewPrice) {
      this.#variants.set(key, { ...known, prices: [...known.prices, ...variant.prices] });
      return;
    }
    const choice = variant.optionValues.join(" / ");
    const detail =
      choice === ""
        ? `Row ${known.row} is this product's one variant already`
        : `Row ${known.row} is the variant ${quoted(choice)} already`;
    this.#messages.push(importError(place, "variant_repeated", detail));
  }

  /** @returns them in the order of the file */
  all(): ImportedVariant[] {
    return [...this.#variants.values(), ...this.#bySku];
  }
}

/** The columns of an option. */
export interface OptionColumns {
  readonly name: string;
  readonly value: string;
}

/** @returns the options that the row names, up to the first one without a name */
export function readOptionNames(row: Row, columns: readonly OptionColumns[]): string[] {
  const names: string[] = [];
  for (const { name } of columns) {
    const text = row.text(name);
    if (text === "" || names.length >= IMPORT_OPTIONS_MAX) break;
    names.push(text.slice(0, IMPORT_LINE_MAX));
  }
  return names;
}

/**
 * @param names undefined where the file does not say them, in rows that go on with a product
 * @returns the row's choice; null, with an error, where it chooses too little
 */
export function readOptionValues(
  row: Row,
  columns: readonly OptionColumns[],
  {
    names,
    messages,
  }: { readonly names: readonly string[] | undefined; readonly messages: ImportMessage[] },
): string[] | null {
  const values = columns.map(({ value }) => row.text(value));
  const count = names?.length ?? values.findLastIndex((value) => value !== "") + 1;
  for (let index = 0; index < count; index += 1) {
    const value = values[index] ?? "";
    const place = { row: row.row, column: columns[index]?.value ?? "" };
    if (value === "") {
      const option = names?.[index] ?? `option ${index + 1}`;
      messages.push(importError(place, "option_missing", `Expected a value for ${quoted(option)}`));
      return null;
    }
    if (value.length > IMPORT_LINE_MAX) {
      messages.push(importError(place, "text_too_long", tooLong(IMPORT_LINE_MAX)));
      return null;
    }
  }
  return values.slice(0, count);
}

/** Where a text stands, and who hears that it was cut. */
export interface TextPlace extends ImportPlace {
  readonly messages: ImportMessage[];
  readonly max?: number;
}

/** @returns a text, cut with a warning where it is long; undefined stays undefined */
export function boundedText(
  text: string | undefined,
  { row, column, messages, max = IMPORT_LINE_MAX }: TextPlace,
): string | undefined {
  if (text === undefined || text.length <= max) return text;
  messages.push(importWarning({ row, column }, "text_cut", tooLong(max)));
  return text.slice(0, max).trimEnd();
}

function tooLong(max: number): string {
  return `Expected at most ${max} characters`;
}
