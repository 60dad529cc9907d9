/** What search knows of a product in one language: read from the catalog, written into the index. */
import type { Id } from "./id.ts";
import type { Locale } from "./locale.ts";
import type { Currency } from "./money.ts";

/** A category, brand or collection as a filter names it. */
export interface SearchTerm {
  readonly handle: string;
  readonly title: string;
}

/** A value of a typed attribute. */
export interface SearchAttribute {
  readonly handle: string;
  readonly label: string;
  readonly kind: "number" | "choice" | "boolean" | "text" | "date" | "swatch" | "reference";
  /** One entry for each value; a boolean is "true" or "false", a date "2026-11-20". */
  readonly values: readonly (string | number)[];
  readonly unit: string | null;
  /** Whether shoppers filter by it. */
  readonly isFilter: boolean;
}

/** The price range of a product in a currency, in minor units. */
export interface SearchPrice {
  readonly currency: Currency;
  readonly minMinor: number;
  readonly maxMinor: number;
  /** The price before, of the cheapest variant; null where it is not reduced. */
  readonly compareAtMinor: number | null;
}

/** A published product, whole: what the index holds of it follows from this and nothing else. */
export interface SearchDocument {
  readonly productId: Id<"product">;
  readonly locale: Locale;
  /** The catalog's version of the product: an older document never replaces a newer one. */
  readonly version: number;
  readonly handle: string;
  readonly title: string;
  readonly subtitle: string;
  /** Plain text. */
  readonly description: string;
  readonly brand: SearchTerm | null;
  readonly productType: string | null;
  /** Each way from a root to a category that staff put it in. */
  readonly categories: readonly (readonly SearchTerm[])[];
  readonly collections: readonly SearchTerm[];
  readonly tags: readonly string[];
  /** SKUs, barcodes, model and part numbers, as they are printed. */
  readonly codes: readonly string[];
  /** "Colour" and its values; they are filters too. */
  readonly options: readonly { readonly name: string; readonly values: readonly string[] }[];
  readonly attributes: readonly SearchAttribute[];
  readonly prices: readonly SearchPrice[];
  readonly isInStock: boolean;
  /** Mean rating in hundredths (450 is 4.5 of 5); null without one. */
  readonly rating: number | null;
  readonly ratingCount: number;
  /** Higher is shown earlier where nothing else decides. */
  readonly rank: number;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}
