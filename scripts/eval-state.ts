/** Fills the database files of a local shop that does not run: rows as they are, the index by the shop's own rebuild. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { rebuildFurther } from "../queues/search-rebuild.ts";
import { D1File } from "./d1-file.ts";
import type { EvalCatalog } from "./eval-catalog.ts";
import { productRows, type TableRows, termRows, termsOf } from "./eval-catalog-rows.ts";
import { rebuildIndex } from "./local-index.ts";
import { progress } from "./terminal.ts";

/** Products of one transaction. */
const PRODUCTS_PER_COMMIT = 2_000;

/** Where Miniflare keeps the files of D1, under names that are digests. */
const FOLDER = "v3/d1/miniflare-D1DatabaseObject";
/** A table that no other database has. */
const TELLING_TABLES = { CATALOG: "products", ORDERS: "orders", SEARCH: "search_index" } as const;

/** How long it took, in milliseconds. */
export interface Built {
  readonly filledMs: number;
  readonly indexedMs: number;
}

/**
 * Puts products into a shop's catalog, and its index beside it.
 * @param persist the folder of a shop that ran once, so that its databases are there and migrated
 */
export async function fillState(persist: string, catalog: EvalCatalog): Promise<Built> {
  const files = databaseFiles(path.join(persist, FOLDER));
  const databases = {
    CATALOG: new D1File(files.CATALOG),
    ORDERS: new D1File(files.ORDERS),
    SEARCH: new D1File(files.SEARCH),
  };
  try {
    const startedAt = Date.now();
    fillCatalog(databases.CATALOG.sqlite, catalog);
    const filledAt = Date.now();
    const show = progress("Building the search index");
    await rebuildIndex({ rebuild: () => rebuildFurther(databases) }, (products) =>
      show(products, catalog.size),
    );
    return { filledMs: filledAt - startedAt, indexedMs: Date.now() - filledAt };
  } finally {
    for (const database of Object.values(databases)) database.close();
  }
}

function fillCatalog(db: DatabaseSync, catalog: EvalCatalog): void {
  const terms = termsOf(catalog.samples);
  const insert = inserting(db);
  const show = progress(`Filling the catalog with ${catalog.size} products`);
  let done = 0;
  db.exec("BEGIN");
  insert(termRows(terms));
  for (const product of catalog.products()) {
    insert(productRows(terms, product, done));
    done += 1;
    if (done % PRODUCTS_PER_COMMIT !== 0) continue;
    db.exec("COMMIT; BEGIN");
    show(done, catalog.size);
  }
  // The rebuild tells of every product; the marks would have it told once more.
  db.exec("DELETE FROM product_changes");
  db.exec("COMMIT");
  show(done, catalog.size);
}

/** @returns what puts rows into their tables */
function inserting(db: DatabaseSync): (tables: readonly TableRows[]) => void {
  const statements = new Map<string, StatementSync>();
  return (tables) => {
    for (const { table, columns, rows } of tables) {
      let statement = statements.get(table);
      if (statement === undefined) {
        const places = columns.map(() => "?").join(", ");
        statement = db.prepare(`INSERT INTO ${table} (${columns.join(", ")}) VALUES (${places})`);
        statements.set(table, statement);
      }
      for (const row of rows) statement.run(...row);
    }
  };
}

function databaseFiles(folder: string): Record<keyof typeof TELLING_TABLES, string> {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".sqlite"))
    .map((name) => path.join(folder, name));
  const having = (table: string): string => {
    const file = files.find((each) => hasTable(each, table));
    if (file === undefined) throw new Error(`No database in ${folder} has a table ${table}`);
    return file;
  };
  return {
    CATALOG: having(TELLING_TABLES.CATALOG),
    ORDERS: having(TELLING_TABLES.ORDERS),
    SEARCH: having(TELLING_TABLES.SEARCH),
  };
}

function hasTable(file: string, table: string): boolean {
  const db = new DatabaseSync(file);
  try {
    const found = db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?");
    return found.get(table) !== undefined;
  } finally {
    db.close();
  }
}
