import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { search } from "../db/search.ts";
import { searchRequest } from "../db/search-builders.ts";
import { D1File } from "./d1-file.ts";
import { catalogOf, type FileProduct } from "./eval-catalog.ts";
import { productIdAt } from "./eval-catalog-rows.ts";
import { fillState } from "./eval-state.ts";

const PRODUCTS: FileProduct[] = [
  {
    id: "7",
    title: "Enamel kettle",
    brand: "Reef",
    category: "kettle",
    price_cents: 2500,
    ean: ["4006381333931", "4006381333948"],
    attrs: { t_product_colour: "Sand", n_width: 20, b_whistle: true },
  },
  { id: "8", title: "Iron pan", brand: "Dune", category: "pan", price_cents: 4000 },
  { id: "9", title: "Steel kettle without a price", category: "kettle" },
];

let state: string;
const file = (name: string) =>
  path.join(state, "v3/d1/miniflare-D1DatabaseObject", `${name}.sqlite`);

beforeEach(() => {
  vi.spyOn(console, "log").mockReturnValue(undefined);
  vi.spyOn(console, "info").mockReturnValue(undefined);
  state = mkdtempSync(path.join(tmpdir(), "kiosk-eval-state-"));
  mkdirSync(path.dirname(file("any")), { recursive: true });
  new DatabaseSync(file("metadata")).close();
  for (const name of ["catalog", "orders", "search"]) {
    const db = new DatabaseSync(file(name));
    db.exec("PRAGMA synchronous = OFF; PRAGMA journal_mode = WAL");
    for (const each of readdirSync(`migrations/${name}`).toSorted()) {
      db.exec(readFileSync(`migrations/${name}/${each}`, "utf8"));
    }
    db.close();
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(state, { recursive: true });
});

async function found(text: string) {
  const databases = { search: new D1File(file("search")), catalog: new D1File(file("catalog")) };
  const answer = await search(databases, searchRequest({ text }), Date.now());
  for (const database of Object.values(databases)) database.close();
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return answer.value;
}

describe("fillState()", () => {
  it("fills catalog and index so that the products are found", async () => {
    const { filledMs, indexedMs } = await fillState(state, catalogOf(PRODUCTS));
    expect(Math.min(filledMs, indexedMs)).toBeGreaterThanOrEqual(0);
    const { products } = await found("kettle");
    expect(products.map(({ id }) => id)).toEqual([productIdAt(0)]);
    expect((await found("4006381333948")).products).toHaveLength(1);
  });

  it("leaves no product marked, and the files as they were found", async () => {
    await fillState(state, catalogOf(PRODUCTS));
    const db = new DatabaseSync(file("catalog"));
    expect(db.prepare("SELECT count(*) AS marks FROM product_changes").get()).toEqual({ marks: 0 });
    expect(db.prepare("PRAGMA journal_mode").get()).toEqual({ journal_mode: "wal" });
    expect(db.prepare("PRAGMA foreign_key_check").all()).toEqual([]);
    db.close();
  });

  it("names the folder where a database is missing", async () => {
    rmSync(file("search"));
    await expect(fillState(state, catalogOf(PRODUCTS))).rejects.toThrow("search_index");
  });
});
