/** Products for the tests of search: documents for the index, and the rows that cards are made of. */
import { type SearchPage, searchPageSchema } from "../contracts/search.ts";
import { type Id, idFromBytes } from "../domain/id.ts";
import type { SearchDocument } from "../domain/search-document.ts";
import type { SearchRequest } from "../domain/search-request.ts";
import { type SearchDatabases, search } from "./search.ts";

/** When a test searches, epoch milliseconds. */
export const SEARCHED_AT = 1_000_000;

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

const BRANDS = ["Tide", "Reef", "Dune"];
const COLOURS = ["Sage", "Sand", "Slate"];
const KINDS = ["lamp", "mug", "chair", "vase"];

const attribute = (handle: string, value: string | number, unit: string | null = null) => ({
  handle,
  label: handle,
  kind: typeof value === "number" ? ("number" as const) : ("choice" as const),
  values: [value],
  unit,
  isFilter: true,
});

/** @returns one of many products of four kinds, three brands, three colours and many prices */
export function variedProduct(number: number): SearchDocument {
  const kind = KINDS[number % KINDS.length] ?? "";
  const brand = BRANDS[number % BRANDS.length] ?? "";
  const colour = COLOURS[number % 5] ?? "Sage";
  return searchDocument(number, {
    title: `${brand} ${kind} ${number}`,
    description: `A ${colour.toLowerCase()} ${kind} of clay.`,
    brand: { handle: brand.toLowerCase(), title: brand },
    categories: [
      [
        { handle: "home", title: "Home" },
        { handle: `${kind}s`, title: `${kind}s` },
      ],
    ],
    options: [{ name: "Colour", values: [colour] }],
    attributes: [attribute("height", (number % 7) * 10, "cm"), attribute("material", "Clay")],
    rating: number % 4 === 0 ? null : 100 * (1 + (number % 5)),
    isInStock: number % 6 !== 0,
    priceMinor: 500 + 100 * (number % 11),
    rank: Math.floor(number / 5),
    createdAt: 1000 + (number % 13),
  });
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

/** @returns a request with these parts; everything of English in euros without any */
export function searchRequest(parts: Partial<SearchRequest> = {}): SearchRequest {
  return {
    text: "",
    locale: "en",
    currency: "EUR",
    choices: new Map(),
    price: null,
    rating: null,
    isInStock: false,
    sort: "relevance",
    limit: 24,
    cursor: null,
    ...parts,
  };
}

/** @returns the answer, checked against what the API promises. @throws Error where it is a refusal */
export async function found(
  databases: SearchDatabases,
  parts: Partial<SearchRequest> = {},
): Promise<SearchPage> {
  const answer = await search(databases, searchRequest(parts), SEARCHED_AT);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return searchPageSchema.parse(answer.value);
}
