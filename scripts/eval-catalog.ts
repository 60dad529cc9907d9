/** Reads a catalog file of the evaluation (one JSON product per line) into products as a shop has them. */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { facetSlug } from "../domain/search-row.ts";

/** An attribute with so few values, on so many products, is one that shoppers filter by. */
const FILTER_VALUES_MAX = 60;
const FILTER_SHARE_MIN = 0.002;
const KINDS = { t: "text", n: "number", b: "boolean" } as const;

/** A product as the file has it. */
export interface FileProduct {
  readonly id: string;
  readonly title: string;
  /** The model's name. */
  readonly name?: string;
  readonly brand?: string | null;
  readonly description?: string | null;
  readonly ean?: readonly string[];
  readonly price_cents?: number | null;
  readonly released?: string | null;
  readonly category?: string | null;
  /** "t_product_colour": "Black", "n_cable_length": 3, "b_wi_fi": true */
  readonly attrs?: Readonly<Record<string, string | number | boolean>>;
}

/** An attribute that products of the file have. */
export interface FileAttribute {
  /** As the file names it. */
  readonly name: string;
  readonly handle: string;
  readonly label: string;
  readonly kind: "choice" | "text" | "number" | "boolean";
  readonly isFilter: boolean;
}

/** Products of a shop, however many: they are made or read one after the other. */
export interface EvalCatalog {
  readonly size: number;
  /** Products that name every brand, category and attribute of all. */
  readonly samples: readonly FileProduct[];
  products(): Iterable<FileProduct>;
}

/** @returns a catalog of these products */
export function catalogOf(products: readonly FileProduct[]): EvalCatalog {
  return { size: products.length, samples: products, products: () => products };
}

/** @returns every product of the file, which may be gzipped */
export function readCatalogFile(file: string): FileProduct[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  // Not by any other end of line: Unicode's own may stand inside a text.
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line): FileProduct => {
      const product: FileProduct = JSON.parse(line);
      return { ...product, id: String(product.id) };
    });
}

/** @returns the attributes that the products have, by their name in the file */
export function attributesOf(products: readonly FileProduct[]): Map<string, FileAttribute> {
  const seen = new Map<string, { count: number; values: Set<unknown> }>();
  for (const { attrs = {} } of products) {
    for (const [name, value] of Object.entries(attrs)) {
      const known = seen.get(name) ?? { count: 0, values: new Set() };
      known.count += 1;
      if (known.values.size <= FILTER_VALUES_MAX) known.values.add(value);
      seen.set(name, known);
    }
  }
  return new Map(
    [...seen].map(([name, { count, values }]) => {
      const isFew = values.size <= FILTER_VALUES_MAX;
      const isFilter = isFew && count >= products.length * FILTER_SHARE_MIN;
      return [name, { name, ...describe(name, isFilter), isFilter }];
    }),
  );
}

/** @returns the model number, where the product's name is one; null where it is made of words */
export function codeOf({ name }: FileProduct): string | null {
  return name !== undefined && /\d/.test(name) && !/\s/.test(name.trim()) ? name : null;
}

function describe(name: string, isFilter: boolean) {
  const [, prefix, rest] = /^([tnb])_(.+)$/.exec(name) ?? [];
  const plain = (rest ?? name).replaceAll(/_+/g, " ").trim();
  const file = prefix === "t" || prefix === "n" || prefix === "b" ? KINDS[prefix] : "text";
  return {
    handle: facetSlug(name),
    label: plain.charAt(0).toUpperCase() + plain.slice(1),
    kind: file === "text" && isFilter ? ("choice" as const) : file,
  };
}
