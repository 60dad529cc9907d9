/**
 * `npm run bench:search`: how long search and suggestions take in large catalogs, how many rows they read, how long the
 * index takes to follow. `--products 20000,200000` are the sizes; `1000000` is for a long evening. `--keep FOLDER` builds
 * the shops there, where the next run finds them. The catalog is the public one of ../shared, cloned with other model
 * codes and brands.
 */
import { cpus } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { search } from "../db/search.ts";
import { searchRequest } from "../db/search-builders.ts";
import { countingDatabase } from "./counting-database.ts";
import { readCatalogFile } from "./eval-catalog.ts";
import { clonedCatalog } from "./eval-clones.ts";
import { dataFile, readRows, skipUnless } from "./eval-input.ts";
import { again, type EvalShop, startEvalShop } from "./eval-shop.ts";
import { type Figure, percentile, publish } from "./report.ts";
import { failWith, progress } from "./terminal.ts";

const CATALOG = dataFile("icecat-catalog.jsonl.gz");
const QUERIES = ["icecat-ext-queries.csv", "icecat-synth-queries.csv"].map(dataFile);
/** At a million products the slowest twentieth of the searches stays below this, in milliseconds. */
const P95_MS_MAX = 100;
/** Searches before those that count: they warm what a shop would have warm. */
const WARM_UP = 40;
/** Products that one measured update of the index touches. */
const UPDATED = 200;

/** A figure without the size of the catalog, which its key and its title end in. */
type SizedFigure = Figure & { readonly size: number };

const { sizes, keep } = readOptions();
skipUnless([CATALOG, ...QUERIES]);
const originals = readCatalogFile(CATALOG);
const queries = QUERIES.flatMap((file) => readRows(file).map(({ query }) => query ?? ""));
const figures: SizedFigure[] = [];
for (const size of sizes) figures.push(...(await measure(size)));
process.exit(
  publish({
    name: "bench-search",
    at: new Date().toISOString(),
    setting: { node: process.version, cpu: cpus()[0]?.model ?? "unknown", queries: queries.length },
    figures: figures.map(({ size, ...figure }) => ({
      ...figure,
      key: `${figure.key}.${size}`,
      title: `${figure.title}, ${size.toLocaleString("en")} products`,
    })),
  }),
);

async function measure(size: number): Promise<SizedFigure[]> {
  const shop = await startEvalShop({
    catalog: clonedCatalog(originals, size),
    keep: keep === undefined ? undefined : path.join(path.resolve(keep), `${size}`),
  });
  try {
    const of = `${size.toLocaleString("en")} products`;
    const searchMs = await timeAll(`Searching ${of}`, queries, (q) =>
      shop.read("/api/search", { q }),
    );
    const typed = queries.map((query) => query.slice(0, Math.max(2, Math.ceil(query.length / 2))));
    const suggestMs = await timeAll(`Completing in ${of}`, typed, (q) =>
      shop.read("/api/search/suggest", { q }),
    );
    const rows = await rowsRead(shop);
    const updateMs = await timeUpdate(shop);
    const ms = (key: string, title: string, value: number) => ({
      ...{ key, title, value, size },
      unit: "ms",
    });
    return [
      ms("search.p50", "search p50", percentile(searchMs, 0.5)),
      {
        ...ms("search.p95", "search p95", percentile(searchMs, 0.95)),
        target: { below: P95_MS_MAX },
      },
      ms("suggest.p50", "suggestions p50", percentile(suggestMs, 0.5)),
      ms("suggest.p95", "suggestions p95", percentile(suggestMs, 0.95)),
      {
        ...{ key: "search.rows", title: "rows read by a search, median", size, unit: "rows" },
        ...{ value: percentile(rows, 0.5), spread: [Math.min(...rows), Math.max(...rows)] },
      },
      ms("index.update", "index update per product", updateMs),
      {
        ...{ key: "index.size", title: "search database, per product", size, unit: "kB" },
        value: (await bytesOf(shop.core.SEARCH)) / size / 1_000,
      },
      ...(shop.built === null
        ? []
        : [
            ms("index.build", "index rebuilt in Node, per product", shop.built.indexedMs / size),
            ms("catalog.fill", "catalog filled in Node, per product", shop.built.filledMs / size),
          ]),
    ];
  } finally {
    await shop.dispose();
  }
}

/** One after the other, each at the front door. */
async function timeAll(
  label: string,
  all: readonly string[],
  ask: (query: string) => Promise<unknown>,
): Promise<number[]> {
  for (const query of all.slice(0, WARM_UP)) await ask(query);
  const show = progress(label);
  const times: number[] = [];
  for (const [index, query] of all.entries()) {
    const startedAt = performance.now();
    // Another word each time, so that no cache of answers is measured instead of the search.
    await ask(`${query} ${index % 2 === 0 ? "" : " "}`);
    times.push(performance.now() - startedAt);
    show(times.length, all.length);
  }
  return times;
}

/** The very function behind the route, with databases that count what they read. */
async function rowsRead({ core }: EvalShop): Promise<number[]> {
  const counted: number[] = [];
  for (const text of queries) {
    let rows = 0;
    const count = (db: D1Database): D1Database =>
      countingDatabase(db, (read) => {
        rows += read;
      });
    const request = searchRequest({ text });
    const databases = { search: count(core.SEARCH), catalog: count(core.CATALOG) };
    await again(() => {
      rows = 0;
      return search(databases, request, Date.now());
    });
    counted.push(rows);
  }
  return counted;
}

/** Marks products as a change of theirs would, and waits until index and documents follow. */
async function timeUpdate({ core, drain }: EvalShop): Promise<number> {
  const mark = core.CATALOG.prepare(
    "UPDATE products SET rank = rank + 1, version = version + 1 WHERE id IN (SELECT id FROM products LIMIT ?)",
  ).bind(UPDATED);
  const { meta } = await again(() => mark.run());
  const startedAt = performance.now();
  await drain();
  return (performance.now() - startedAt) / Math.max(1, Math.min(UPDATED, meta.changes));
}

/** D1 holds 10 GB of one database. */
async function bytesOf(db: D1Database): Promise<number> {
  const any = db.prepare("SELECT live_slot FROM search_index");
  return (await again(() => any.run())).meta.size_after;
}

function readOptions(): { readonly sizes: readonly number[]; readonly keep: string | undefined } {
  try {
    const { values } = parseArgs({
      options: {
        products: { type: "string", default: "20000,200000" },
        keep: { type: "string" },
      },
    });
    const sizes = values.products.split(",").map(Number);
    if (sizes.every((size) => Number.isSafeInteger(size) && size > 0)) {
      return { sizes, keep: values.keep };
    }
    return failWith("Expected --products to be numbers joined by commas");
  } catch (error) {
    return failWith(error instanceof Error ? error.message : String(error));
  }
}
