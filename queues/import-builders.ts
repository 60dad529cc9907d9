/** Imports for tests: a shop with currencies and a location, files in the bucket, runs to their end. */
import { env } from "cloudflare:workers";
import { listResults } from "../db/import-results.ts";
import { customFieldNames, everyTerm, productPage } from "../db/import-source.ts";
import { type ImportResult, type ImportRow, insertImport, readImport } from "../db/imports.ts";
import { productLine, termLine } from "../domain/export-kiosk.ts";
import { shopifyColumns, shopifyHeader, shopifyLines } from "../domain/export-shopify.ts";
import { type Id, mintId } from "../domain/id.ts";
import { CsvReader } from "../domain/import-csv.ts";
import { TermBook } from "../domain/import-terms.ts";
import { cellText } from "../domain/import-text.ts";
import { goOnWith, type ImportBindings, type RunBounds } from "./import-run.ts";

/** The origin of the tests' shop. */
export const SHOP_ORIGIN = "https://shop.example";

const HEADER =
  "Handle,Title,Option1 Name,Option1 Value,Variant Price,Variant Inventory Qty,Image Src";

/** What a test may say about an import. */
export interface ImportWishes {
  readonly isDryRun?: boolean;
  readonly currency?: "EUR" | "USD" | "JPY";
  readonly picturesFrom?: string | null;
  readonly takesStock?: boolean;
  readonly bindings?: ImportBindings;
  readonly bounds?: RunBounds;
}

/** Two locations, three currencies. */
export async function openShop(): Promise<void> {
  const rows = [
    `INSERT INTO currencies (code, prices_include_tax, default_country, position) VALUES ('EUR', 1, 'DE', 0), ('USD', 0, 'US', 1), ('JPY', 1, 'JP', 2)
      ON CONFLICT DO NOTHING`,
    `INSERT INTO locations (id, label, position) VALUES ('loc_harbour', 'Harbour', 0), ('loc_mill', 'Mill', 1)
      ON CONFLICT DO NOTHING`,
  ];
  await env.CATALOG.batch(rows.map((row) => env.CATALOG.prepare(row)));
}

/** Forgets every product and every term. */
export async function emptyShop(): Promise<void> {
  const tables = [
    "import_pictures",
    "import_stock",
    "import_links",
    "variant_media",
    "media",
    "prices",
    "product_price_ranges",
    "product_attributes",
    "product_categories",
    "collection_products",
    "product_links",
    "translations",
    "variants",
    "products",
    "product_type_attributes",
    "product_types",
    "collections",
    "attributes",
    "brands",
  ];
  await env.CATALOG.batch([
    ...tables.map((table) => env.CATALOG.prepare(`DELETE FROM ${table}`)),
    env.CATALOG.prepare("UPDATE categories SET parent_id = NULL"),
    env.CATALOG.prepare("DELETE FROM categories"),
  ]);
}

/** Puts a file into the bucket and notes the import. */
export async function bring(
  file: string | Uint8Array,
  { isDryRun = false, currency = "EUR", picturesFrom = null, takesStock = true }: ImportWishes = {},
): Promise<Id<"importJob">> {
  const now = Date.now();
  const id = mintId("importJob", now, crypto.getRandomValues(new Uint8Array(10)));
  const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
  await env.IMPORT_FILES.put(id, bytes);
  const settings = { currency, picturesFrom, takesStock, shopOrigin: SHOP_ORIGIN };
  const row = { id, fileKey: id, fileName: "test", bytes: bytes.length, isDryRun, actor: "ada" };
  await insertImport(env.CATALOG, { ...row, settings, now }).run();
  return id;
}

/** Imports a file to the end. */
export async function imported(
  file: string | Uint8Array,
  wishes: ImportWishes = {},
): Promise<{ readonly job: ImportRow; readonly results: readonly ImportResult[] }> {
  const id = await bring(file, wishes);
  for (let run = 0; run < 1_000; run += 1) {
    const end = await goOnWith(wishes.bindings ?? env, id, wishes.bounds);
    if (end !== "under_way") break;
  }
  const job = await readImport(env.CATALOG, id);
  if (job === null) throw new Error("The import is gone");
  const query = { id, after: 0, rows: 100_000, outcome: "" } as const;
  return { job, results: await listResults(env.CATALOG, query) };
}

/** The whole catalog in Shopify's columns. */
export async function exportedForShopify(): Promise<string> {
  const book = new TermBook(await everyTerm(env.CATALOG));
  const pathOf = (category: string): string[] => {
    const term = book.find("category", category);
    if (term === null) return [];
    return [...(term.parent === null ? [] : pathOf(term.parent)), term.title];
  };
  const context = {
    currency: "EUR",
    origin: SHOP_ORIGIN,
    fieldNames: await customFieldNames(env.CATALOG, 500),
    titleOf: (type: "brand" | "productType", handle: string) =>
      book.find(type, handle)?.title ?? "",
    pathOf,
  } as const;
  const columns = shopifyColumns(context);
  const products = await productPage(env.CATALOG, { after: "", rows: 100_000 });
  const lines = products.map((product) => shopifyLines(product, columns, context));
  return shopifyHeader(columns) + lines.join("");
}

/** A table's rows by column, cells as an importer sees them. */
export function tableOf(text: string): Record<string, string>[] {
  const reader = new CsvReader({ delimiter: "," });
  const [header, ...rows] = [...reader.push(new TextEncoder().encode(text)), ...reader.end()];
  const names = header?.cells ?? [];
  return rows.map(({ cells }) =>
    Object.fromEntries(names.map((name, at) => [name, cellText(cells[at] ?? "")])),
  );
}

/** The whole catalog in Kiosk's own lines. */
export async function exported(): Promise<string> {
  const terms = await everyTerm(env.CATALOG);
  const products = await productPage(env.CATALOG, { after: "", rows: 100_000 });
  return [...terms.map(termLine), ...products.map(productLine)].join("");
}

/** A file in Shopify's columns. */
export function csv(...rows: string[]): string {
  return `${[HEADER, ...rows].join("\n")}\n`;
}

/** So many products with two variants each. */
export function many(count: number): string {
  return csv(
    ...Array.from({ length: count }, (_, at) => [
      `item-${at},Item ${at},Size,S,1.00,2,`,
      `item-${at},,,M,2.00,0,`,
    ]).flat(),
  );
}

/** @returns what a query counts as `n` */
export async function number(query: string): Promise<number> {
  return (await env.CATALOG.prepare(query).first<number>("n")) ?? 0;
}
