/** Medusa's product CSV, of its first and its second version: rows of one handle become a product. */
import { type Columns, Leftovers, type Row } from "./import-columns.ts";
import { htmlText } from "./import-html.ts";
import { gramsOf, isNegative, unitsOf } from "./import-number.ts";
import { readPicture } from "./import-picture.ts";
import {
  IMPORT_TEXT_MAX,
  type ImportedPicture,
  type ImportedProduct,
  type ImportedTerm,
  type ImportedVariant,
  type ImportMessage,
  type ImportSettings,
  importWarning,
  quoted,
} from "./import-product.ts";
import { timeOf } from "./import-shape.ts";
import { handleOf, listOf } from "./import-text.ts";
import {
  boundedText,
  type OptionColumns,
  type PriceCells,
  readOptionNames,
  readOptionValues,
  readPrices,
  VariantList,
} from "./import-variants.ts";
import { type Currency, isCurrency } from "./money.ts";

const KNOWN = new Set([
  "product handle",
  "product title",
  "product subtitle",
  "product description",
  "product status",
  "product thumbnail",
  "product collection title",
  "product collection handle",
  "product type",
  "product tags",
  "product created at",
  "product updated at",
  "product deleted at",
  "variant product id",
  "variant created at",
  "variant updated at",
  "variant sku",
  "variant barcode",
  "variant ean",
  "variant upc",
  "variant inventory quantity",
]);
const NUMBERED =
  /^(?:product image \d+|image \d+ url|product tag \d+|(?:variant )?option \d+ (?:name|value))$/;
const IMAGE = /^(?:product image \d+|image \d+ url)$/i;
const TAG = /^product tag \d+$/i;
/** "Variant Price EUR", "Price USD", "Price Nordics [EUR]". */
const PRICE =
  /^(?:variant )?price (?:(?<region>.+) \[(?<inRegion>[a-z]{3})\]|(?<currency>[a-z]{3}))$/i;
const OPTIONS_MAX = 10;
const CODE_MAX = 255;

/** A column with a price. */
interface PriceColumn {
  readonly name: string;
  readonly code: string;
  readonly isRegional: boolean;
}

/** Reads products out of rows that share a handle. */
export class MedusaReader {
  readonly #columns: Columns;
  readonly #prices: readonly PriceColumn[];
  readonly #options: readonly OptionColumns[];
  readonly #productFields: Leftovers;
  readonly #variantFields: Leftovers;
  readonly #settings: ImportSettings;

  constructor(columns: Columns, settings: ImportSettings) {
    this.#columns = columns;
    this.#settings = settings;
    this.#prices = columns.names
      .flatMap(priceColumnOf)
      .toSorted((left, right) => Number(left.isRegional) - Number(right.isRegional));
    const word = columns.has("Variant Option 1 Name") ? "Variant Option" : "Option";
    this.#options = Array.from({ length: OPTIONS_MAX }, (_, index) => ({
      name: `${word} ${index + 1} Name`,
      value: `${word} ${index + 1} Value`,
    }));
    const isKnown = (name: string) => KNOWN.has(name) || NUMBERED.test(name) || PRICE.test(name);
    const isOfVariant = (name: string) => name.startsWith("variant ");
    this.#productFields = new Leftovers(
      columns,
      (name) => isKnown(name) || isOfVariant(name),
      "medusa:",
    );
    this.#variantFields = new Leftovers(
      columns,
      (name) => isKnown(name) || !isOfVariant(name),
      "medusa:",
    );
  }

  /** @returns what the row belongs to: its handle, or its title where the handle is left out */
  keyOf(row: Row): string {
    const handle = row.text("Product Handle");
    const title = row.text("Product Title");
    return handle !== "" || title === "" ? handle : handleOf(title);
  }

  /** Reads the rows of one product. */
  read(source: string, rows: readonly Row[], messages: ImportMessage[]): ImportedProduct | null {
    const titled = rows.find((row) => row.text("Product Title") !== "");
    const first = titled ?? rows[0];
    if (first === undefined) return null;
    const options = readOptionNames(first, this.#options);
    return {
      row: first.row,
      source,
      ...(titled === undefined ? {} : this.#told(titled, messages)),
      options,
      variants: this.#variants(rows, options, messages),
      pictures: this.#pictures(rows, messages),
      attributes: [],
    };
  }

  #told(row: Row, messages: ImportMessage[]): Partial<ImportedProduct> {
    const place = (column: string) => ({ row: row.row, column, messages });
    const description = row.cell("Product Description");
    const status = row.text("Product Status").toLowerCase();
    const type = row.told("Product Type");
    const isDeleted = row.text("Product Deleted At") !== "";
    return {
      title: boundedText(row.told("Product Title"), place("Product Title")),
      subtitle: boundedText(row.cell("Product Subtitle"), place("Product Subtitle")),
      description: boundedText(description === undefined ? undefined : htmlText(description), {
        ...place("Product Description"),
        max: IMPORT_TEXT_MAX,
      }),
      // Proposed and rejected products are not on sale either.
      status: isDeleted
        ? "retired"
        : status === ""
          ? undefined
          : status === "published"
            ? "published"
            : "draft",
      productType: type === undefined ? undefined : termOf(type),
      categories: type === undefined ? undefined : [[termOf(type)]],
      ...this.#collection(row),
      tags: this.#tags(row),
      createdAt: timeOf(row.text("Product Created At")) ?? undefined,
      customFields: this.#productFields.of(row, messages),
    };
  }

  #collection(row: Row): Pick<ImportedProduct, "collections"> {
    const title = row.text("Product Collection Title");
    const handle = row.text("Product Collection Handle");
    if (title === "" && handle === "") return {};
    const name = handleOf(handle === "" ? title : handle);
    return { collections: [{ handle: name, title: title === "" ? handle : title }] };
  }

  #tags(row: Row): string[] | undefined {
    const names = this.#columns.names.filter((name) => TAG.test(name));
    if (names.length > 0) return listOf(names.map((name) => row.text(name)).join("\n"), "\n");
    const list = row.cell("Product Tags");
    return list === undefined ? undefined : listOf(list);
  }

  #variants(
    rows: readonly Row[],
    names: readonly string[],
    messages: ImportMessage[],
  ): ImportedVariant[] {
    const list = new VariantList(messages);
    for (const row of rows) {
      const optionValues = readOptionValues(row, this.#options, { names, messages });
      const prices = readPrices(row.row, this.#priceCells(row, messages), messages);
      if (optionValues === null || prices === null) continue;
      const codes = ["Variant Barcode", "Variant Ean", "Variant Upc"].map((name) => row.text(name));
      list.add({
        row: row.row,
        optionValues,
        sku: row.cell("Variant Sku")?.slice(0, CODE_MAX),
        barcode: codes.find((code) => code !== "")?.slice(0, CODE_MAX),
        weightGrams: gramsOf(row.text("Variant Weight"), "g") ?? undefined,
        prices,
        stock: stockOf(row, messages),
        customFields: this.#variantFields.of(row, messages),
      });
    }
    return list.all();
  }

  /** A price of a region stands in where there is none for the currency everywhere. */
  #priceCells(row: Row, messages: ImportMessage[]): PriceCells[] {
    const cells = new Map<Currency, PriceCells>();
    for (const { name, code, isRegional } of this.#prices) {
      const price = row.text(name);
      if (price === "") continue;
      const place = { row: row.row, column: name };
      if (!isCurrency(code)) {
        const detail = `The shop has no currency ${quoted(code)}: the price is left out`;
        messages.push(importWarning(place, "currency_unknown", detail));
      } else if (isRegional && cells.has(code)) {
        const detail = `A price of one region is left out beside the ${code} price for all`;
        messages.push(importWarning(place, "price_regional", detail));
      } else cells.set(code, { currency: code, price, priceColumn: name });
    }
    return [...cells.values()];
  }

  #pictures(rows: readonly Row[], messages: ImportMessage[]): ImportedPicture[] {
    const names = this.#columns.names.filter((name) => IMAGE.test(name));
    const context = { settings: this.#settings, messages };
    const pictures = new Map<string, ImportedPicture>();
    const seen = new Set<string>();
    for (const row of rows) {
      for (const column of ["Product Thumbnail", ...names]) {
        const text = row.text(column);
        if (text === "" || seen.has(text)) continue;
        seen.add(text);
        const picture = readPicture({ row: row.row, column }, { text, alt: "" }, context);
        if (picture !== null) pictures.set(picture.url ?? `key:${picture.key}`, picture);
      }
    }
    return [...pictures.values()];
  }
}

function priceColumnOf(name: string): PriceColumn[] {
  const { region, inRegion, currency } = PRICE.exec(name)?.groups ?? {};
  const code = (inRegion ?? currency ?? "").toUpperCase();
  return code === "" ? [] : [{ name, code, isRegional: region !== undefined }];
}

function stockOf(row: Row, messages: ImportMessage[]): Record<string, number> | undefined {
  const column = "Variant Inventory Quantity";
  const text = row.text(column);
  const units = text === "" ? null : unitsOf(text);
  if (isNegative(text)) {
    const place = { row: row.row, column };
    messages.push(importWarning(place, "stock_negative", "Fewer than no units: imported as none"));
  }
  return units === null ? undefined : { "": units };
}

function termOf(title: string): ImportedTerm {
  return { handle: handleOf(title), title };
}
