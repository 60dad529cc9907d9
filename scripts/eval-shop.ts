/** A shop of an evaluation: the built Workers on a state in memory, with a catalog file's products in it. */
import path from "node:path";
import type { Env as CoreEnv } from "../env.gen.ts";
import { buildAssets } from "./assets.ts";
import { bundleWorkers } from "./bundles.ts";
import { readDeployables } from "./deployables.ts";
import { type FileProduct, readCatalogFile } from "./eval-catalog.ts";
import { catalogFileRows, productIdAt, type TableRows } from "./eval-catalog-rows.ts";
import { freePort } from "./free-port.ts";
import { mintSecrets } from "./local-secrets.ts";
import { makeScratchFolder } from "./local-seed.ts";
import { type LocalShop, startLocalShop } from "./local-shop.ts";
import { progress } from "./terminal.ts";

/** Rows that travel in one statement, and their characters: D1 takes values of up to 2 MB. */
const ROWS_PER_STATEMENT = 2_000;
const CHARACTERS_PER_STATEMENT = 800_000;

/** What the shop sells. */
export interface EvalShopOptions {
  /** A catalog file, gzipped or not; a shop without products where it is left out. */
  readonly catalog?: string | undefined;
}

/** A running shop. */
export interface EvalShop {
  readonly core: CoreEnv;
  /** Products in the shop. */
  readonly products: readonly FileProduct[];
  /** @returns the file's id of a product */
  fileId(productId: string): string | undefined;
  /** GET through the front door. @throws Error where the answer is no success */
  read(path: string, query: Readonly<Record<string, string>>): Promise<unknown>;
  /** Waits until index and documents know of everything that changed. */
  drain(): Promise<void>;
  dispose(): Promise<void>;
}

/** Builds and starts a shop, fills its catalog and lets it build its search index. */
export async function startEvalShop({ catalog }: EvalShopOptions): Promise<EvalShop> {
  const folder = makeScratchFolder("kiosk-eval-");
  const bundles = path.join(folder, "bundles");
  await buildAssets();
  await bundleWorkers(readDeployables(), { outdir: bundles, minify: true });
  const shop = await startLocalShop({
    port: await freePort(),
    persist: path.join(folder, "state"),
    vars: mintSecrets(),
    bundles,
    batchWaitSeconds: 0,
    log: ({ level, message }) => {
      if (level === "error") console.error(message);
    },
  });
  const products = catalog === undefined ? [] : readCatalogFile(catalog);
  if (products.length > 0) await fill(shop, products);
  const { origin } = shop.url;
  const fileIds = new Map<string, string>(products.map(({ id }, at) => [productIdAt(at), id]));
  return {
    core: shop.core,
    products,
    fileId: (productId) => fileIds.get(productId),
    async read(address, query) {
      const url = `${origin}${address}?${new URLSearchParams(query)}`;
      const answer = await fetch(url);
      if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
      return answer.json();
    },
    async drain() {
      while ((await again(() => shop.indexing.drain())).isMore);
    },
    dispose: () => shop.dispose(),
  };
}

async function fill(
  { core, indexing }: LocalShop,
  products: readonly FileProduct[],
): Promise<void> {
  const tables = catalogFileRows(products);
  const total = tables.reduce((sum, { rows }) => sum + rows.length, 0);
  const filled = progress(`Filling the catalog with ${products.length} products`);
  let done = 0;
  for (const table of tables) {
    for (const rows of pieces(table.rows)) {
      await again(() => insertStatement(core.CATALOG, table, rows).run());
      done += rows.length;
      filled(done, total);
    }
  }
  // The rebuild tells of every product; the marks would have it told once more.
  await again(() => core.CATALOG.prepare("DELETE FROM product_changes").run());
  const built = progress("Building the search index");
  for (;;) {
    const { isOver, products: indexed } = await again(() => indexing.rebuild());
    built(isOver ? products.length : indexed, products.length);
    if (isOver) return;
  }
}

/** The local door to a database closes while nobody uses it, perhaps just now: knocks once more. */
export async function again<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch {
    return ask();
  }
}

function insertStatement(
  db: D1Database,
  { table, columns }: TableRows,
  rows: TableRows["rows"],
): D1PreparedStatement {
  const cells = columns.map((_, at) => `value ->> ${at}`);
  return db
    .prepare(
      // The door may close behind a row that came in: it is knocked at once more.
      `INSERT INTO ${table} (${columns.join(", ")}) SELECT ${cells.join(", ")} FROM json_each(?)
        WHERE true ON CONFLICT DO NOTHING`,
    )
    .bind(JSON.stringify(rows));
}

function pieces(rows: TableRows["rows"]): TableRows["rows"][] {
  const all: TableRows["rows"][number][][] = [];
  let characters = 0;
  for (const row of rows) {
    const length = row.reduce<number>((sum, cell) => sum + String(cell).length + 4, 0);
    const piece = all.at(-1);
    characters += length;
    if (
      piece === undefined ||
      piece.length === ROWS_PER_STATEMENT ||
      characters > CHARACTERS_PER_STATEMENT
    ) {
      all.push([row]);
      characters = length;
    } else piece.push(row);
  }
  return all;
}
