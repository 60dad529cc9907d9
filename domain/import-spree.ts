/** Spree's product CSV: rows of one slug become a product. */
import { type Columns, Leftovers, type Row } from "./import-columns.ts";
import { htmlText } from "./import-html.ts";
import { gramsOf, isNegative, unitsOf } from "./import-number.ts";
import { readPicture } from "./import-picture.ts";
import {
  IMPORT_TEXT_MAX,
  type ImportedAttribute,
  type ImportedPicture,
  type ImportedProduct,
  type ImportedTerm,
  type ImportedVariant,
  type ImportMessage,
  type ImportSettings,
  importWarning,
  type ProductStatus,
  quoted,
} from "./import-product.ts";
import { timeOf } from "./import-shape.ts";
import { handleOf, listOf, titleOf } from "./import-text.ts";
import {
  boundedText,
  readOptionNames,
  readOptionValues,
  readPrices,
  VariantList,
} from "./import-variants.ts";
import { isCurrency } from "./money.ts";

const KNOWN = new Set(
  "slug sku name status brand_name description meta_title meta_description tags price compare_at_price currency weight weight_unit inventory_count available_on discontinue_on product_type".split(
    " ",
  ),
);
const NUMBERED = /^(?:image\d+_src|option\d+_(?:name|value)|category\d+|custom_field\..+)$/;
const IMAGE = /^image\d+_src$/i;
const CATEGORY = /^category\d+$/i;
const CUSTOM = /^custom_field\.[^.]+\.(?<key>.+)$/i;
const OPTIONS_MAX = 10;
const FIRST_OPTION = "option1_value";
const CODE_MAX = 255;
const STATUSES: Readonly<Record<string, ProductStatus>> = {
  active: "published",
  draft: "draft",
  archived: "retired",
};

/** Reads products out of rows that share a slug. The first row is the product's own. */
export class SpreeReader {
  readonly #columns: Columns;
  readonly #leftovers: Leftovers;
  readonly #settings: ImportSettings;

  constructor(columns: Columns, settings: ImportSettings) {
    this.#columns = columns;
    this.#settings = settings;
    const isKnown = (name: string) => KNOWN.has(name) || NUMBERED.test(name);
    this.#leftovers = new Leftovers(columns, isKnown, "spree:");
  }

  /** @returns what the row belongs to */
  keyOf(row: Row): string {
    return row.text("slug");
  }

  /** Reads the rows of one product. */
  read(source: string, rows: readonly Row[], messages: ImportMessage[]): ImportedProduct | null {
    const own = rows.find((row) => row.text("name") !== "");
    const first = own ?? rows[0];
    if (first === undefined) return null;
    const options = this.#options(rows);
    const variants = this.#variants(rows, { own, options, messages });
    return {
      row: first.row,
      source,
      ...(own === undefined ? {} : this.#told(own, messages)),
      options: own === undefined && options.length === 0 ? undefined : options,
      variants,
      pictures: this.#pictures(rows, { own, variants, messages }),
      attributes: own === undefined ? [] : this.#attributes(own),
    };
  }

  #told(row: Row, messages: ImportMessage[]): Partial<ImportedProduct> {
    const place = (column: string) => ({ row: row.row, column, messages });
    const brand = row.cell("brand_name");
    const type = row.cell("product_type");
    const tags = row.cell("tags");
    const html = row.cell("description");
    return {
      title: boundedText(row.told("name"), place("name")),
      description: boundedText(html === undefined ? undefined : htmlText(html), {
        ...place("description"),
        max: IMPORT_TEXT_MAX,
      }),
      seoTitle: boundedText(row.cell("meta_title"), place("meta_title")),
      seoDescription: boundedText(row.cell("meta_description"), {
        ...place("meta_description"),
        max: 5_000,
      }),
      brand: brand === undefined ? undefined : brand === "" ? null : termOf(brand),
      productType: type === undefined ? undefined : type === "" ? null : termOf(type),
      tags: tags === undefined ? undefined : listOf(tags),
      categories: this.#categories(row),
      ...this.#times(row, messages),
      customFields: this.#leftovers.of(row, messages),
    };
  }

  /** "Men -> Shirts" is a way through the tree. */
  #categories(row: Row): ImportedTerm[][] | undefined {
    const names = this.#columns.names.filter((name) => CATEGORY.test(name));
    const paths = names.map((name) => listOf(row.text(name), /->|>/).map(termOf));
    const told = paths.filter((path) => path.length > 0);
    return told.length === 0 ? undefined : told;
  }

  #times(row: Row, messages: ImportMessage[]): Partial<ImportedProduct> {
    const { now } = this.#settings;
    const word = row.text("status").toLowerCase();
    const status = word === "" ? undefined : STATUSES[word];
    if (word !== "" && status === undefined) {
      const detail = `Expected active, draft or archived, got ${quoted(word)}: it stays a draft`;
      messages.push(importWarning({ row: row.row, column: "status" }, "status_unknown", detail));
    }
    const from = timeOf(row.text("available_on"));
    const until = timeOf(row.text("discontinue_on"));
    const told = word === "" ? undefined : (status ?? "draft");
    const isOver = until !== null && until <= now;
    const isAhead = from !== null && from > now && told === "published";
    return {
      status: isOver ? "retired" : isAhead ? "draft" : told,
      publishAt: isAhead ? from : undefined,
      retireAt: until !== null && !isOver ? until : undefined,
    };
  }

  #attributes(row: Row): ImportedAttribute[] {
    return this.#columns.names.flatMap((name): ImportedAttribute[] => {
      const key = CUSTOM.exec(name)?.groups?.key;
      const value = row.text(name);
      if (key === undefined || value === "") return [];
      return [{ handle: handleOf(key), label: titleOf(key), kind: "text", unit: null, value }];
    });
  }

  /** Options are named on each variant's row; the product's own row has none. */
  #options(rows: readonly Row[]): string[] {
    const columns = this.#optionColumns();
    const named = rows.map((row) => readOptionNames(row, columns)).find(({ length }) => length > 0);
    return named ?? [];
  }

  #optionColumns() {
    return Array.from({ length: OPTIONS_MAX }, (_, index) => ({
      name: `option${index + 1}_name`,
      value: `option${index + 1}_value`,
    }));
  }

  #variants(
    rows: readonly Row[],
    {
      own,
      options,
      messages,
    }: {
      readonly own: Row | undefined;
      readonly options: string[];
      readonly messages: ImportMessage[];
    },
  ): ImportedVariant[] {
    const list = new VariantList(messages);
    for (const row of rows) {
      // The own row is a variant only where the product has no options.
      if (row === own && options.length > 0) continue;
      const prices = this.#prices(row, messages);
      if (prices === null) continue;
      // Prices in another currency stand in rows of their own that name the variant by its SKU.
      const isPriceRow = row !== own && row.text(FIRST_OPTION) === "" && row.text("sku") !== "";
      if (isPriceRow && prices.length > 0 && (options.length > 0 || own === undefined)) {
        list.addPrices({ row: row.row, optionValues: [], sku: row.text("sku"), prices });
        continue;
      }
      const names = options;
      const optionValues = readOptionValues(row, this.#optionColumns(), { names, messages });
      if (optionValues === null) continue;
      list.add({
        row: row.row,
        optionValues,
        sku: row.cell("sku")?.slice(0, CODE_MAX),
        weightGrams: this.#grams(row, messages),
        prices,
        stock: this.#stock(row, messages),
        customFields: row === own ? {} : this.#leftovers.of(row, messages),
      });
    }
    return list.all();
  }

  #prices(row: Row, messages: ImportMessage[]) {
    const code = row.text("currency").toUpperCase();
    const currency = code === "" ? this.#settings.currency : code;
    if (!isCurrency(currency)) {
      const detail = `The shop has no currency ${quoted(code)}: the price is left out`;
      messages.push(
        importWarning({ row: row.row, column: "currency" }, "currency_unknown", detail),
      );
      return [];
    }
    return readPrices(
      row.row,
      [
        {
          currency,
          price: row.text("price"),
          priceColumn: "price",
          compareAt: row.text("compare_at_price"),
          compareAtColumn: "compare_at_price",
        },
      ],
      messages,
    );
  }

  #grams(row: Row, messages: ImportMessage[]): number | undefined {
    const text = row.text("weight");
    if (text === "") return undefined;
    const unit = row.text("weight_unit");
    const grams = gramsOf(text, unit === "" ? "g" : unit);
    if (grams !== null) return grams;
    const detail = `Expected a weight in g, kg, oz or lb, got ${quoted(`${text} ${unit}`)}`;
    messages.push(importWarning({ row: row.row, column: "weight" }, "weight_dropped", detail));
    return undefined;
  }

  #stock(row: Row, messages: ImportMessage[]): Record<string, number> | undefined {
    const text = row.text("inventory_count");
    const units = text === "" ? null : unitsOf(text);
    const place = { row: row.row, column: "inventory_count" };
    if (isNegative(text)) {
      messages.push(
        importWarning(place, "stock_negative", "Fewer than no units: imported as none"),
      );
    }
    return units === null ? undefined : { "": units };
  }

  #pictures(
    rows: readonly Row[],
    {
      own,
      variants,
      messages,
    }: {
      readonly own: Row | undefined;
      readonly variants: readonly ImportedVariant[];
      readonly messages: ImportMessage[];
    },
  ): ImportedPicture[] {
    const names = this.#columns.names.filter((name) => IMAGE.test(name));
    const pictures = new Map<string, ImportedPicture>();
    for (const row of rows) {
      const variant = variants.find((each) => each.row === row.row);
      for (const column of names) {
        const text = row.text(column);
        const context = { settings: this.#settings, messages };
        const picture =
          text === "" ? null : readPicture({ row: row.row, column }, { text, alt: "" }, context);
        if (picture === null) continue;
        const address = picture.url ?? `key:${picture.key}`;
        const known = pictures.get(address) ?? picture;
        const isOfVariant = row !== own && variant !== undefined;
        const shown = isOfVariant ? [...known.variants, variant.optionValues] : known.variants;
        pictures.set(address, { ...known, variants: shown });
      }
    }
    return [...pictures.values()];
  }
}

function termOf(title: string): ImportedTerm {
  return { handle: handleOf(title), title };
}
