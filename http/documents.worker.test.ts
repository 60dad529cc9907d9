import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { productKey } from "../contracts/documents.ts";
import { idOf } from "../domain/order-builders.ts";
import {
  addProduct,
  EUR,
  emptyCatalog,
  feedBindings,
  retitle,
} from "../queues/catalog-builders.ts";
import { drainChanges, refreshCategories } from "../queues/catalog-changes.ts";
import { readCategories, readProduct } from "./documents.ts";

const away = () => Promise.reject(new Error("away"));
const NO_CATALOG = {
  prepare: () => ({ bind: () => ({ first: away, all: away }) }),
  withSession: () => NO_CATALOG,
} as unknown as D1Database;
const NO_DOCUMENTS = { get: away } as unknown as KVNamespace;
const asked = { handle: "mug-1", place: EUR, defer: (work: Promise<unknown>) => void work };

async function titleFrom(stores: Partial<Pick<typeof env, "CATALOG" | "DOCUMENTS">> = {}) {
  const { value, isStale } = await readProduct({ ...env, ...stores }, asked);
  return [value?.title ?? null, isStale];
}

beforeEach(async () => {
  await emptyCatalog();
  await addProduct(1);
  await drainChanges(feedBindings().bindings);
});

describe("readProduct()", () => {
  it("asks no database where there is a document", async () => {
    expect(await titleFrom({ CATALOG: NO_CATALOG })).toEqual(["Mug 1", false]);
  });

  it("asks the catalog where KV is away, or has nothing that can be read", async () => {
    expect(await titleFrom({ DOCUMENTS: NO_DOCUMENTS })).toEqual(["Mug 1", false]);
    await env.DOCUMENTS.put(productKey("mug-1", EUR), JSON.stringify({ product: { id: "x" } }));
    expect(await titleFrom()).toEqual(["Mug 1", false]);
    await env.DOCUMENTS.put(productKey("mug-1", EUR), "{");
    expect(await titleFrom()).toEqual(["Mug 1", false]);
    await env.DOCUMENTS.delete(productKey("mug-1", EUR));
    expect(await titleFrom()).toEqual(["Mug 1", false]);
  });

  it("knows what is gone without the catalog", async () => {
    await env.CATALOG.prepare("UPDATE products SET status = 'draft' WHERE id = ?")
      .bind(idOf("product", 1))
      .run();
    await drainChanges(feedBindings().bindings);
    expect(await titleFrom({ CATALOG: NO_CATALOG })).toEqual([null, false]);
  });

  it("fails where both are away", async () => {
    await expect(titleFrom({ CATALOG: NO_CATALOG, DOCUMENTS: NO_DOCUMENTS })).rejects.toThrow(
      "away",
    );
  });
});

describe("readProduct() with an old document", () => {
  it("asks the catalog; where that is away the old one is better than nothing", async () => {
    const before = (await env.DOCUMENTS.get(productKey("mug-1", EUR))) ?? "";
    await retitle(idOf("product", 1), "Cup");
    await drainChanges(feedBindings().bindings);
    // A data centre that still has the document of before.
    await env.DOCUMENTS.put(productKey("mug-1", EUR), before);
    const { EdgePurges } = await import("./edge-purges.ts");
    const purges = new EdgePurges();
    await purges.current(env.CATALOG, Date.now(), () => undefined);
    const { writtenAt, productId } = JSON.parse(before);
    expect(purges.isOldCopy(`product:${productId}`, writtenAt)).toBe(true);
    expect(purges.isOldCopy(`product:${productId}`, Date.now())).toBe(false);
    expect(purges.isOldCopy("product:prd_other", writtenAt)).toBe(false);
  });
});

describe("readCategories()", () => {
  it("asks no database where there is a document, in each language", async () => {
    await refreshCategories(feedBindings().bindings);
    const stores = { ...env, CATALOG: NO_CATALOG };
    expect(await readCategories(stores, "en")).toMatchObject([{ title: "Table", productCount: 1 }]);
    expect(await readCategories(stores, "de")).toMatchObject([{ title: "Tisch" }]);
  });

  it("asks the catalog where KV is away", async () => {
    const stores = { ...env, DOCUMENTS: NO_DOCUMENTS };
    expect(await readCategories(stores, "en")).toMatchObject([{ title: "Table" }]);
  });
});
