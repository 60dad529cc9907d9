/** Products for the tests of search: documents for the index, and the rows that cards are made of. */
import { type Id, idFromBytes } from "../domain/id.ts";
import type { SearchDocument } from "../domain/search-document.ts";

/** @returns the id of a test's product */
export function productNumber(number: number): Id<"product"> {
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setUint32(12, number);
  return idFromBytes("product", bytes);
}

/** @returns a plain document with these parts */
export function searchDocument(
  number: number,
  parts: Partial<SearchDocument> & { readonly priceMinor?: number } = {},
): SearchDocument {
  const { priceMinor = 1000, ...rest } = parts;
  return {
    productId: productNumber(number),
    locale: "en",
    version: 1,
    handle: `product-${number}`,
    title: `Product ${number}`,
    subtitle: "",
    description: "",
    brand: null,
    productType: null,
    categories: [],
    collections: [],
    tags: [],
    codes: [],
    options: [],
    attributes: [],
    prices: [{ currency: "EUR", minMinor: priceMinor, maxMinor: priceMinor, compareAtMinor: null }],
    isInStock: true,
    rating: null,
    ratingCount: 0,
    rank: 0,
    createdAt: number,
    ...rest,
  };
}

/** @returns statements that let the catalog know the products, as far as cards need it */
export function cardStatements(
  catalog: D1Database,
  documents: readonly SearchDocument[],
): D1PreparedStatement[] {
  return documents.flatMap(({ productId, handle, title, description, prices, createdAt }) => {
    const variantId = productId.replace("prd_", "var_");
    return [
      catalog
        .prepare(
          `INSERT INTO products (id, handle, status, title, description, created_at, updated_at)
          VALUES (?, ?, 'published', ?, ?, ?, 0)`,
        )
        .bind(productId, handle, title, description, createdAt),
      catalog
        .prepare(
          "INSERT INTO variants (id, product_id, stock_item_id, position) VALUES (?, ?, ?, 0)",
        )
        .bind(variantId, productId, productId.replace("prd_", "itm_")),
      ...prices.flatMap(({ currency, minMinor, maxMinor }) => [
        catalog
          .prepare("INSERT INTO prices (variant_id, currency, amount_minor) VALUES (?, ?, ?)")
          .bind(variantId, currency, minMinor),
        catalog
          .prepare(
            `INSERT INTO product_price_ranges (product_id, currency, min_minor, max_minor)
            VALUES (?, ?, ?, ?)`,
          )
          .bind(productId, currency, minMinor, maxMinor),
      ]),
    ];
  });
}
