/** What an import reads: a product in the words of the shop, with the rows that it came from. */
import type { Locale } from "./locale.ts";
import type { Currency } from "./money.ts";

/** Most variants of an imported product. */
export const IMPORT_VARIANTS_MAX = 250;
/** Most pictures of an imported product. */
export const IMPORT_PICTURES_MAX = 250;
/** Most options of an imported product. */
export const IMPORT_OPTIONS_MAX = 10;
/** Longest short text (a title, a name, an option's value), in characters. */
export const IMPORT_LINE_MAX = 500;
/** Longest description, in characters. */
export const IMPORT_TEXT_MAX = 100_000;
/** Longest value of a custom field, in characters, and most fields of one thing. */
export const IMPORT_FIELD_MAX = 50_000;
export const IMPORT_FIELDS_MAX = 200;
/** Largest price, in minor units. */
export const IMPORT_MINOR_MAX = 1_000_000_000_00;

/** The formats that can be read. */
export const IMPORT_FORMATS = [
  "kiosk",
  "shopify",
  "shopify-2024",
  "spree",
  "spree-translations",
  "medusa",
  "medusa-v1",
  "saleor",
  "dummyjson",
] as const;

/** A format by its name. */
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** What is wrong with a cell, or was decided about it. An error rejects its row. */
export interface ImportMessage {
  /** The row as a spreadsheet counts: the header is row 1. In JSON the line or the element. */
  readonly row: number;
  /** The column as the file spells it; empty where the whole row is meant. */
  readonly column: string;
  readonly severity: "error" | "warning";
  /** Stable, for programs: "price_invalid". */
  readonly reason: string;
  /** A sentence for people. */
  readonly detail: string;
}

/** A place in the file. */
export type ImportPlace = Pick<ImportMessage, "row" | "column">;

/** What the caller of an import says about the file. */
export interface ImportSettings {
  /** The currency of prices that name none. */
  readonly currency: Currency;
  /** Where pictures with a relative address are; null where nobody knows. */
  readonly picturesFrom: string | null;
  /** The shop's own origin: a picture below its /media is there already. */
  readonly shopOrigin: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** A brand, a kind of product, a collection or a step of a category's path. */
export interface ImportedTerm {
  readonly handle: string;
  readonly title: string;
}

/** What a variant holds, for its unit price: thousandths of the unit (see `variants`). */
export interface VariantContent {
  readonly milli: number;
  readonly unit: "g" | "ml" | "cm" | "cm2" | "piece";
  readonly baseMilli: number;
}

/** A price; `compareAtMinor` is null where there was no higher one. */
export interface ImportedPrice {
  readonly currency: Currency;
  readonly amountMinor: number;
  readonly compareAtMinor: number | null;
}

/** Fields that a file may leave out: undefined says nothing, and what is stored stays. */
export interface ImportedVariant {
  readonly row: number;
  readonly optionValues: readonly string[];
  /** Whether the row names a variant by its SKU alone, to add prices to it. */
  readonly isBySku?: boolean | undefined;
  readonly sku?: string | undefined;
  readonly barcode?: string | undefined;
  readonly weightGrams?: number | undefined;
  /** The longest side. */
  readonly longestMm?: number | undefined;
  readonly content?: VariantContent | null | undefined;
  readonly prices: readonly ImportedPrice[];
  /** Units on hand by location; the empty location is the shop's first one. */
  readonly stock?: Readonly<Record<string, number>> | undefined;
  readonly customFields?: Readonly<Record<string, string>> | undefined;
}

/** A picture: by its address, or by its key where it lies in the shop's own bucket. */
export interface ImportedPicture {
  readonly row: number;
  readonly url: string | null;
  readonly key: string | null;
  readonly alt: string;
  readonly width: number | null;
  readonly height: number | null;
  /** Shown for this value of the first option; null for all. */
  readonly option: string | null;
  /** The variants, by their option values, that show it before others. */
  readonly variants: readonly (readonly string[])[];
  /** Locale -> the alternative text in it. */
  readonly translations?: Readonly<Record<string, string>> | undefined;
}

/** What an attribute's value may be. */
export type AttributeValue = number | string | boolean | readonly string[];

/** The kinds of attributes. */
export type AttributeKind =
  | "number"
  | "choice"
  | "boolean"
  | "text"
  | "date"
  | "swatch"
  | "reference";

/** An attribute's value, with what is needed where the shop does not have the attribute yet. */
export interface ImportedAttribute {
  readonly handle: string;
  readonly label: string;
  readonly kind: AttributeKind;
  readonly unit: string | null;
  readonly value: AttributeValue;
}

/** The state of a product. */
export type ProductStatus = "draft" | "published" | "retired";

/** The texts of a product that may be translated, by their column. */
export type Translations = Partial<Record<Locale, Readonly<Record<string, string>>>>;

/** A product as a file tells it. What is undefined is not told, and stays as it is. */
export interface ImportedProduct {
  readonly row: number;
  /** What the file calls it, and nothing else in the file. */
  readonly source: string;
  /** What the handle is made from, where that is not the source. */
  readonly handleFrom?: string | undefined;
  readonly status?: ProductStatus | undefined;
  /** The state of a product that is new, where the file does not say one. */
  readonly statusIfNew?: ProductStatus | undefined;
  readonly title?: string | undefined;
  readonly subtitle?: string | undefined;
  readonly description?: string | undefined;
  readonly seoTitle?: string | undefined;
  readonly seoDescription?: string | undefined;
  readonly brand?: ImportedTerm | null | undefined;
  readonly productType?: ImportedTerm | null | undefined;
  readonly taxClass?: string | undefined;
  readonly rank?: number | undefined;
  readonly publishAt?: number | null | undefined;
  readonly retireAt?: number | null | undefined;
  readonly createdAt?: number | undefined;
  readonly tags?: readonly string[] | undefined;
  /** Each way from a root to a category; one step where the handle alone is known. */
  readonly categories?: readonly (readonly ImportedTerm[])[] | undefined;
  readonly collections?: readonly (ImportedTerm & { readonly position?: number | undefined })[];
  readonly options?: readonly string[] | undefined;
  readonly variants: readonly ImportedVariant[];
  readonly pictures: readonly ImportedPicture[];
  readonly attributes: readonly ImportedAttribute[];
  readonly related?: readonly string[] | undefined;
  readonly complementary?: readonly string[] | undefined;
  readonly translations?: Translations | undefined;
  readonly customFields?: Readonly<Record<string, string>> | undefined;
  /** Whether the product must be there already: a file of translations makes none. */
  readonly isAddition?: boolean | undefined;
}

/** A product's rows, read: the product, or null where nothing of it can be taken. */
export interface ReadProduct {
  readonly row: number;
  readonly rows: number;
  /** What the file calls the product; empty where it says nothing. */
  readonly source: string;
  readonly product: ImportedProduct | null;
  readonly messages: readonly ImportMessage[];
}

/** @returns an error at a place of the file */
export function importError(place: ImportPlace, reason: string, detail: string): ImportMessage {
  return { row: place.row, column: place.column, severity: "error", reason, detail };
}

/** @returns a warning at a place of the file */
export function importWarning(place: ImportPlace, reason: string, detail: string): ImportMessage {
  return { row: place.row, column: place.column, severity: "warning", reason, detail };
}

/** @returns the text for a sentence, cut where it is long */
export function quoted(text: string): string {
  return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
}
