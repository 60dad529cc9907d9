/**
 * `npm run bench:search`: how long search and suggestions take in large catalogs, how many rows they read, how long the
 * index takes to follow. `--products 20000,200000` are the sizes; `1000000` is for a long evening.
 * The catalog is the public one of ../shared, cloned with other model codes and brands.
 */

import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { cpus } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { search } from "../db/search.ts";
import { DEFAULT_PLACE } from "../domain/place.ts";
import type { SearchRequest } from "../domain/search-request.ts";
import { type FileProduct, readCatalogFile } from "./eval-catalog.ts";
import { dataFile, readRows, skipUnless } from "./eval-input.ts";
import { type EvalShop, startEvalShop } from "./eval-shop.ts";
import { makeScratchFolder } from "./local-seed.ts";
import { type Figure, percentile, publish } from "./report.ts";
import { failWith } from "./terminal.ts";

const CATALOG = dataFile("icecat-catalog.jsonl.gz");
const QUERIES = ["icecat-ext-queries.csv", "icecat-synth-queries.csv"].map(dataFile);
/** At a million products the slowest twentieth of the searches stays below this, in milliseconds. */
const P95_MS_MAX = 100;
const LETTERS = "ABCDEFGHJKLMNPRSTUVWXZ";
/** Products that one measured update of the index touches. */
const UPDATED = 200;

const sizes = readSizes();
skipUnless([CATALOG, ...QUERIES]);
const queries = QUERIES.flatMap((file) => readRows(file).map(({ query }) => query ?? ""));
const figures: Figure[] = [];
for (const size of sizes) figures.push(...(await measure(size)));
process.exit(
  publish({
    name: "bench-search",
    at: new Date().toISOString(),
    setting: { node: process.version, cpu: cpus()[0]?.model ?? "unknown", queries: queries.length },
    figures,
  }),
);

async function measure(size: number): Promise<Figure[]> {
  const folder = makeScratchFolder("kiosk-bench-search-");
  const catalog = path.join(folder, "catalog.jsonl");
  await writeCatalog(catalog, size);
  const startedAt = Date.now();
  const shop = await startEvalShop({ catalog });
  const builtMs = Date.now() - startedAt;
  try {
    const searchMs = await timeAll(queries, (q) => shop.read("/api/search", { q }));
    const typed = queries.map((query) => query.slice(0, Math.max(2, Math.ceil(query.length / 2))));
    const suggestMs = await timeAll(typed, (q) => shop.read("/api/search/suggest", { q }));
    const rows = await rowsRead(shop);
    const updateMs = await timeUpdate(shop);
    const at = (key: string) => `${key}.${size}`;
    const of = `${size.toLocaleString("en")} products`;
    const ms = (key: string, title: string, value: number): Figure => ({
      key: at(key),
      title: `${title}, ${of}`,
      value,
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
        key: at("search.rows"),
        title: `rows read by a search, median, ${of}`,
        value: percentile(rows, 0.5),
        spread: [Math.min(...rows), Math.max(...rows)],
        unit: "rows",
      },
      ms("index.update", "index update per product", updateMs),
      ms("index.build", "catalog and index built, per product", builtMs / size),
    ];
  } finally {
    await shop.dispose();
  }
}

/** One after the other, each at the front door, after one round that warms what a shop would have warm. */
async function timeAll(
  all: readonly string[],
  ask: (query: string) => Promise<unknown>,
): Promise<number[]> {
  for (const query of all.slice(0, 40)) await ask(query);
  const times: number[] = [];
  for (const [index, query] of all.entries()) {
    const startedAt = performance.now();
    // Another word each time, so that no cache of answers is measured instead of the search.
    await ask(`${query} ${index % 2 === 0 ? "" : " "}`);
    times.push(performance.now() - startedAt);
  }
  return times;
}

/** The very function behind the route, with databases that count what they read. */
async function rowsRead({ core }: EvalShop): Promise<number[]> {
  const counted: number[] = [];
  for (const text of queries) {
    let rows = 0;
    const count = (db: D1Database): D1Database =>
      counting(db, (read) => {
        rows += read;
      });
    const request: SearchRequest = {
      text,
      ...DEFAULT_PLACE,
      choices: new Map(),
      price: null,
      rating: null,
      isInStock: false,
      sort: "relevance",
      limit: 24,
      cursor: null,
    };
    await search({ search: count(core.SEARCH), catalog: count(core.CATALOG) }, request, Date.now());
    counted.push(rows);
  }
  return counted;
}

/** A database that tells how many rows each answer read. */
function counting(db: D1Database, onRead: (rows: number) => void): D1Database {
  const told = <Answer>(answer: Answer): Answer => {
    for (const each of Array.isArray(answer) ? answer : [answer]) {
      onRead(Number((each as { meta?: { rows_read?: number } }).meta?.rows_read ?? 0));
    }
    return answer;
  };
  const statements = new WeakMap<object, D1PreparedStatement>();
  const wrap = (statement: D1PreparedStatement): D1PreparedStatement => {
    const wrapped = new Proxy(statement, {
      get(target, key) {
        if (key === "bind") return (...values: unknown[]) => wrap(target.bind(...values));
        if (key === "all") return async () => told(await target.all());
        if (key === "first") {
          return async (column?: string) => {
            const { results } = told(await target.all<Record<string, unknown>>());
            const row = results[0] ?? null;
            return row === null || column === undefined ? row : row[column];
          };
        }
        return Reflect.get(target, key);
      },
    });
    statements.set(wrapped, statement);
    return wrapped;
  };
  return new Proxy(db, {
    get(target, key) {
      if (key === "prepare") return (sql: string) => wrap(target.prepare(sql));
      if (key === "batch") {
        return async (all: D1PreparedStatement[]) =>
          told(await target.batch(all.map((each) => statements.get(each) ?? each)));
      }
      return Reflect.get(target, key);
    },
  });
}

/** Marks products as a change of theirs would, and waits until index and documents follow. */
async function timeUpdate({ core, drain }: EvalShop): Promise<number> {
  const { meta } = await core.CATALOG.prepare(
    "UPDATE products SET rank = rank + 1, version = version + 1 WHERE id IN (SELECT id FROM products LIMIT ?)",
  )
    .bind(UPDATED)
    .run();
  const startedAt = performance.now();
  await drain();
  return (performance.now() - startedAt) / Math.max(1, Math.min(UPDATED, meta.changes));
}

/** Clones of the public products: other brands, other codes, the same skew of words. */
async function writeCatalog(file: string, size: number): Promise<void> {
  const originals = readCatalogFile(CATALOG);
  const brands = [...new Set(originals.map(({ brand }) => brand))];
  let state = 42;
  const chance = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
  const pick = <Each>(all: ArrayLike<Each>): Each => all[Math.floor(chance() * all.length)] as Each;
  const out = createWriteStream(file);
  for (let index = 0; index < size; index += 1) {
    const original = originals[index % originals.length] as FileProduct;
    const code = `${pick(LETTERS)}${pick(LETTERS)}-${Math.floor(100 + chance() * 99_900)}`;
    const isOriginal = index < originals.length;
    const brand = isOriginal || chance() < 0.5 ? original.brand : pick(brands);
    const clone = isOriginal
      ? original
      : { ...original, id: `${index}`, brand, title: `${original.title} ${code}`, ean: [] };
    if (!out.write(`${JSON.stringify(clone)}\n`)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
}

function readSizes(): number[] {
  try {
    const { values } = parseArgs({
      options: { products: { type: "string", default: "20000,200000" } },
    });
    const all = values.products.split(",").map(Number);
    if (all.every((size) => Number.isSafeInteger(size) && size > 0)) return all;
    return failWith("Expected --products to be numbers joined by commas");
  } catch (error) {
    return failWith(error instanceof Error ? error.message : String(error));
  }
}
