/** Saleor's dump of its database: rows of many tables, joined into products once all are read. */
import { htmlText } from "./import-html.ts";
import { gramsOf } from "./import-number.ts";
import { readPicture } from "./import-picture.ts";
import {
  IMPORT_TEXT_MAX,
  type ImportedPicture,
  type ImportedProduct,
  type ImportedTerm,
  type ImportMessage,
  type ImportSettings,
} from "./import-product.ts";
import { readSaleorAttributes } from "./import-saleor-attributes.ts";
import { type SaleorRow, SaleorTables } from "./import-saleor-tables.ts";
import { readSaleorVariants } from "./import-saleor-variants.ts";
import { fieldsIn, isFields, listIn, textIn, timeOf } from "./import-shape.ts";
import { cleanText, handleOf } from "./import-text.ts";
import { boundedText } from "./import-variants.ts";

const CATEGORY_DEPTH_MAX = 10;

/** Gathers the rows, then gives products. */
export class SaleorReader {
  readonly #tables = new SaleorTables();
  readonly #settings: ImportSettings;

  constructor(settings: ImportSettings) {
    this.#settings = settings;
  }

  /** Takes one element of the dump. @returns whether it was a row of a table */
  take(value: unknown, row: number): boolean {
    return this.#tables.take(value, row);
  }

  /** @returns the products' rows, in the order of the file */
  products(): readonly SaleorRow[] {
    return this.#tables.all("product.product");
  }

  /** @returns what the file calls the product */
  sourceOf({ fields, pk }: SaleorRow): string {
    return textIn(fields, "slug") || handleOf(`${textIn(fields, "name")} ${pk}`);
  }

  /** Joins one product. */
  read(product: SaleorRow, messages: ImportMessage[]): ImportedProduct {
    const { row, pk, fields } = product;
    const place = (column: string) => ({ row, column, messages });
    const context = { tables: this.#tables, settings: this.#settings, messages };
    const { attributes, brand } = readSaleorAttributes(product, this.#tables);
    const isPublished = this.#tables
      .of("product.productchannellisting", "product", pk)
      .some((listing) => listing.fields.is_published === true);
    const type = this.#tables.one("product.producttype", textIn(fields, "product_type"));
    return {
      row,
      source: this.sourceOf(product),
      title: boundedText(cleanText(textIn(fields, "name")), place("name")) ?? "",
      status: isPublished ? "published" : "draft",
      description: boundedText(descriptionOf(product), {
        ...place("description"),
        max: IMPORT_TEXT_MAX,
      }),
      seoTitle: boundedText(cleanText(textIn(fields, "seo_title")), place("seo_title")),
      seoDescription: boundedText(cleanText(textIn(fields, "seo_description")), {
        ...place("seo_description"),
        max: 5_000,
      }),
      brand,
      productType: type === null ? null : termOf(type),
      categories: this.#categories(textIn(fields, "category")),
      collections: this.#collections(pk),
      createdAt: timeOf(textIn(fields, "created_at")) ?? undefined,
      ...readSaleorVariants(product, context, weightOf(textIn(fields, "weight"))),
      pictures: this.#pictures(product, messages),
      attributes,
    };
  }

  #categories(pk: string): ImportedTerm[][] {
    const path: ImportedTerm[] = [];
    let at = this.#tables.one("product.category", pk);
    while (at !== null && path.length < CATEGORY_DEPTH_MAX) {
      path.unshift(termOf(at));
      at = this.#tables.one("product.category", textIn(at.fields, "parent"));
    }
    return path.length === 0 ? [] : [path];
  }

  #collections(pk: string): ImportedTerm[] {
    return this.#tables.of("product.collectionproduct", "product", pk).flatMap(({ fields }) => {
      const collection = this.#tables.one("product.collection", textIn(fields, "collection"));
      return collection === null ? [] : [termOf(collection)];
    });
  }

  #pictures({ pk }: SaleorRow, messages: ImportMessage[]): ImportedPicture[] {
    return this.#tables
      .of("product.productmedia", "product", pk)
      .toSorted((left, right) => orderOf(left) - orderOf(right))
      .flatMap(({ row, fields }) => {
        const text = textIn(fields, "image") || textIn(fields, "external_url");
        if (text === "" || fields.type === "VIDEO") return [];
        const alt = cleanText(textIn(fields, "alt"));
        const context = { settings: this.#settings, messages };
        return readPicture({ row, column: "image" }, { text, alt }, context) ?? [];
      });
  }
}

function termOf({ fields, pk }: SaleorRow): ImportedTerm {
  const title = cleanText(textIn(fields, "name")) || pk;
  const slug = textIn(fields, "slug");
  return { handle: handleOf(slug === "" ? title : slug), title };
}

/** The editor's blocks as paragraphs; a plain text where there are none. */
function descriptionOf({ fields }: SaleorRow): string {
  const blocks = listIn(fieldsIn(fields, "description"), "blocks").filter(isFields);
  const texts = blocks.flatMap((block) => {
    const inside = fieldsIn(block, "data");
    const listed = listIn(inside, "items").filter((each) => typeof each === "string");
    const text = [textIn(inside, "text"), ...listed.map((each) => `• ${each}`)].join("\n");
    return cleanText(htmlText(text)) === "" ? [] : [cleanText(htmlText(text.trim()))];
  });
  return texts.length > 0 ? texts.join("\n\n") : cleanText(textIn(fields, "description_plaintext"));
}

/** "0.5:kg" */
function weightOf(text: string): number | undefined {
  const [amount = "", unit = "kg"] = text.split(":");
  return gramsOf(amount, unit) ?? undefined;
}

function orderOf({ fields }: SaleorRow): number {
  return typeof fields.sort_order === "number" ? fields.sort_order : Number.MAX_SAFE_INTEGER;
}
