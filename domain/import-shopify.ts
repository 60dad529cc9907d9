/** Shopify's product CSV: rows of one handle become a product, under either header. */
import { type Columns, Leftovers, type Row } from "./import-columns.ts";
import { htmlText, textHtml } from "./import-html.ts";
import {
  IMPORT_FIELD_MAX,
  IMPORT_TEXT_MAX,
  type ImportedProduct,
  type ImportedTerm,
  type ImportedVariant,
  type ImportMessage,
  type ImportSettings,
  importWarning,
  type ProductStatus,
  quoted,
} from "./import-product.ts";
import {
  isOptionLink,
  isShopifyVariantField,
  SHOPIFY_COLUMNS,
  SHOPIFY_LINKS,
  type ShopifyField,
  shopifyFieldName,
} from "./import-shopify-columns.ts";
import {
  readShopifyOptions,
  readShopifyPictures,
  readShopifyVariants,
  type ShopifyNames,
} from "./import-shopify-variants.ts";
import { handleOf, listOf } from "./import-text.ts";
import { boundedText } from "./import-variants.ts";

const SEO_MAX = 5_000;
const STATUSES: Readonly<Record<string, ProductStatus>> = {
  active: "published",
  draft: "draft",
  archived: "retired",
};
const NO_WORDS = new Set(["false", "no", "0"]);

/** Reads products out of rows that share a handle. */
export class ShopifyReader {
  readonly #columns: Columns;
  readonly #names: ShopifyNames;
  readonly #leftovers: Leftovers;
  readonly #settings: ImportSettings;

  constructor(columns: Columns, settings: ImportSettings) {
    const at = columns.has("Handle") ? 0 : 1;
    const names = Object.entries(SHOPIFY_COLUMNS).map(([field, both]) => [field, both[at]]);
    this.#columns = columns;
    this.#names = Object.fromEntries(names) as Record<ShopifyField, string>;
    const known = new Set(Object.values(this.#names).map((name) => name.toLowerCase()));
    this.#leftovers = new Leftovers(columns, (name) => known.has(name) || isLinkColumn(name));
    this.#settings = settings;
  }

  /** @returns what the row belongs to: its handle, or its title where the handle is left out */
  keyOf(row: Row): string {
    const handle = row.text(this.#names.handle);
    const title = row.text(this.#names.title);
    return handle !== "" || title === "" ? handle : handleOf(title);
  }

  /** Reads the rows of one product. */
  read(source: string, rows: readonly Row[], messages: ImportMessage[]): ImportedProduct | null {
    const titled = rows.find((row) => row.text(this.#names.title) !== "");
    const first = titled ?? rows[0];
    if (first === undefined) return null;
    const context = { names: this.#names, settings: this.#settings, messages };
    const options = readShopifyOptions(first, this.#names);
    const fieldsOf = (row: Row) => this.#variantFields(row, row === titled, messages);
    const variants = readShopifyVariants(rows, context, { first, options, fieldsOf });
    const { pictures, lonely } = readShopifyPictures(rows, variants, context);
    return {
      row: first.row,
      source,
      // Rows that only go on with a product leave what it is blank, and mean nothing by it.
      ...(titled === undefined ? {} : this.#told(titled, messages)),
      options,
      variants: variants.map((variant) => withImage(variant, lonely.get(variant.row))),
      pictures,
      attributes: [],
    };
  }

  #told(row: Row, messages: ImportMessage[]): Partial<ImportedProduct> {
    const customFields = this.#productFields(row, messages);
    return {
      ...this.#texts(row, customFields, messages),
      status: this.#status(row, customFields, messages),
      statusIfNew: "published",
      ...this.#terms(row),
      ...this.#links(row),
      customFields,
    };
  }

  #texts(row: Row, custom: Record<string, string>, messages: ImportMessage[]) {
    const names = this.#names;
    const html = row.cell(names.body);
    const description = html === undefined ? undefined : htmlText(html);
    // Pages show plain text; what came in is kept for the way back where the text does not give it.
    if (html !== undefined && html !== textHtml(description ?? "")) {
      if (html.length <= IMPORT_FIELD_MAX) custom[SHOPIFY_COLUMNS.body[0]] = html;
    }
    const place = (field: ShopifyField) => ({ row: row.row, column: names[field], messages });
    return {
      title: boundedText(row.told(names.title), place("title")),
      description: boundedText(description, { ...place("body"), max: IMPORT_TEXT_MAX }),
      seoTitle: boundedText(row.cell(names.seoTitle), place("seoTitle")),
      seoDescription: boundedText(row.cell(names.seoDescription), {
        ...place("seoDescription"),
        max: SEO_MAX,
      }),
    };
  }

  #status(
    row: Row,
    custom: Record<string, string>,
    messages: ImportMessage[],
  ): ProductStatus | undefined {
    const published = row.text(this.#names.published).toLowerCase();
    const word = row.text(this.#names.status).toLowerCase();
    if (word === "" && published === "") return undefined;
    const status = word === "" ? "published" : STATUSES[word];
    if (status === undefined) {
      const place = { row: row.row, column: this.#names.status };
      const detail = `Expected active, draft or archived, got ${quoted(word)}: it stays a draft`;
      messages.push(importWarning(place, "status_unknown", detail));
      return "draft";
    }
    const isHidden = NO_WORDS.has(published);
    if (status === "published" && isHidden) {
      // Active and yet on no page of the shop: a draft, as Kiosk sees it.
      if (word !== "") custom[SHOPIFY_COLUMNS.status[0]] = word;
      return "draft";
    }
    if (status !== "published" && published !== "" && !isHidden) {
      custom[SHOPIFY_COLUMNS.published[0]] = published;
    }
    return status;
  }

  /** A product stands in the category that the file names, or else in one for its type. */
  #terms(row: Row): Partial<ImportedProduct> {
    const vendor = row.cell(this.#names.vendor);
    const type = row.cell(this.#names.type);
    const tags = row.cell(this.#names.tags);
    const path = listOf(row.text(this.#names.category), ">").map(termOf);
    const productType = type === undefined ? undefined : type === "" ? null : termOf(type);
    const own = productType === undefined || productType === null ? [] : [[productType]];
    const categories = path.length > 0 ? [path] : own;
    return {
      brand: vendor === undefined ? undefined : vendor === "" ? null : termOf(vendor),
      productType,
      categories: categories.length > 0 ? categories : undefined,
      tags: tags === undefined ? undefined : listOf(tags),
    };
  }

  #productFields(row: Row, messages: ImportMessage[]): Record<string, string> {
    return this.#fields(row, messages, (name) => !isShopifyVariantField(name));
  }

  /** On the product's own row only what belongs to variants by its name. */
  #variantFields(row: Row, isOwn: boolean, messages: ImportMessage[]): Record<string, string> {
    return this.#fields(
      row,
      isOwn ? [] : messages,
      (name) => isShopifyVariantField(name) || !(isOwn || isOptionLink(name)),
    );
  }

  #fields(
    row: Row,
    messages: ImportMessage[],
    isWanted: (name: string) => boolean,
  ): Record<string, string> {
    const all = Object.entries(this.#leftovers.of(row, messages));
    return Object.fromEntries(
      all
        .map(([column, value]) => [shopifyFieldName(column), value] as const)
        .filter(([name]) => isWanted(name)),
    );
  }

  #links(row: Row): Pick<ImportedProduct, "related" | "complementary"> {
    const links: { related?: string[]; complementary?: string[] } = {};
    for (const [place, name] of this.#columns.names.entries()) {
      const [kind] = SHOPIFY_LINKS.find(([, key]) => name.includes(key)) ?? [];
      if (kind === undefined || row.at(place) === "") continue;
      links[kind] = listOf(row.at(place), /[;,\n]/);
    }
    return links;
  }
}

function termOf(title: string): ImportedTerm {
  return { handle: handleOf(title), title };
}

function isLinkColumn(name: string): boolean {
  return SHOPIFY_LINKS.some(([, key]) => name.includes(key));
}

/** A picture that only this variant names is no picture of the product, on the way back. */
function withImage(variant: ImportedVariant, text: string | undefined): ImportedVariant {
  if (text === undefined) return variant;
  const [column] = SHOPIFY_COLUMNS.variantImage;
  return { ...variant, customFields: { ...variant.customFields, [column]: text } };
}
