import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { catalogChanged } from "../contracts/events.ts";
import { claimJob, releaseJob } from "../db/jobs.ts";
import { takeChanges } from "../db/product-changes.ts";
import { liveIndex, liveSlot } from "../db/search-index.ts";
import { isUnderWay, readRebuild } from "../db/search-rebuild.ts";
import { LOCALES } from "../domain/locale.ts";
import { idOf } from "../domain/order-builders.ts";
import { deliver } from "./batch-builders.ts";
import {
  addProduct,
  documentOf,
  emptyCatalog,
  feedBindings,
  indexed,
  marks,
  retitle,
} from "./catalog-builders.ts";
import { drainChanges } from "./catalog-changes.ts";
import { askForRebuild, clearOldSlot, rebuildSearch } from "./search-rebuild.ts";

const { bindings } = feedBindings();
const PRODUCTS = 6;
const all = Array.from({ length: PRODUCTS }, (_, index) => idOf("product", index + 1))
  .flatMap((id) => LOCALES.map((locale) => `${id} ${locale}`))
  .toSorted();

async function titles(slot: "a" | "b"): Promise<string[]> {
  const { results } = await env.SEARCH.prepare(
    `SELECT title FROM products_${slot} WHERE locale = 'en' ORDER BY title`,
  ).all<{ title: string }>();
  return results.map(({ title }) => title);
}

/** The index with something that happens before one of the batches that are written into it. */
function interrupted(at: number, happening: () => Promise<unknown>): D1Database {
  let calls = 0;
  return new Proxy(env.SEARCH, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      if (name !== "batch") return value.bind(target);
      return async (...given: unknown[]) => {
        if (calls++ === at) await happening();
        return value.apply(target, given);
      };
    },
  });
}

beforeEach(async () => {
  await emptyCatalog();
  await env.ORDERS.exec("DELETE FROM reconciliation_jobs");
  for (let number = 1; number <= PRODUCTS; number += 1) await addProduct(number);
  await drainChanges(bindings);
});

describe("rebuildSearch()", () => {
  it("fills the other slot and lets it answer, while the old one still does", async () => {
    expect(await indexed("a")).toEqual(all);
    await askForRebuild(bindings);
    expect(await liveSlot(env.SEARCH)).toBe("a");
    expect(await indexed("b")).toEqual([]);
    expect(await rebuildSearch(bindings)).toMatchObject({ state: "finished", count: PRODUCTS });
    expect(await liveIndex(env.SEARCH)).toMatchObject({ slot: "b", generation: 1 });
    expect([await indexed("a"), await indexed("b")]).toEqual([all, all]);
    expect(await readRebuild(env.SEARCH)).toMatchObject({ state: "done", products: PRODUCTS });
    expect(await marks()).toBe(0);
  });

  it("writes nothing into the slot that answers", async () => {
    await env.SEARCH.exec("UPDATE products_a SET indexed_at = 1");
    await askForRebuild(bindings);
    await rebuildSearch(bindings);
    const written = env.SEARCH.prepare("SELECT max(indexed_at) AS at FROM products_a");
    expect(await written.first("at")).toBe(1);
  });

  it("has no document written: nothing changed", async () => {
    const before = await documentOf("mug-1");
    await env.DOCUMENTS.delete("product/1/en/EUR/mug-2");
    await askForRebuild(bindings);
    await rebuildSearch(bindings);
    expect(await documentOf("mug-1")).toEqual(before);
    expect(await documentOf("mug-2")).toBeNull();
  });

  it("is one, however often it is asked for, and can be asked for again", async () => {
    await askForRebuild(bindings);
    const before = await readRebuild(env.SEARCH);
    expect(await askForRebuild(bindings)).toEqual(before);
    await Promise.all([rebuildSearch(bindings), rebuildSearch(bindings)]);
    expect(await liveIndex(env.SEARCH)).toMatchObject({ slot: "b", generation: 1 });
    await askForRebuild(bindings);
    await rebuildSearch(bindings);
    expect(await liveIndex(env.SEARCH)).toMatchObject({ slot: "a", generation: 2 });
    expect(await indexed("a")).toEqual(all);
  });

  it("writes changes that come meanwhile into both slots", async () => {
    await askForRebuild(bindings);
    await retitle(idOf("product", 1), "Zebra");
    await addProduct(PRODUCTS + 1, { title: "Yak" });
    await env.CATALOG.prepare("UPDATE products SET status = 'draft' WHERE id = ?")
      .bind(idOf("product", 2))
      .run();
    await drainChanges(bindings);
    const live = await titles("a");
    expect(live).toHaveLength(PRODUCTS);
    expect(await titles("b")).toHaveLength(2);
    await rebuildSearch(bindings);
    expect(await titles("b")).toEqual(live);
  });

  it("leaves what changed and was not told of yet to the feed", async () => {
    await retitle(idOf("product", 1), "Zebra");
    await askForRebuild(bindings);
    await rebuildSearch(bindings);
    expect(await marks()).toBe(1);
    expect((await documentOf("mug-1"))?.product?.title).toBe("Mug 1");
    await drainChanges(bindings);
    expect((await documentOf("mug-1"))?.product?.title).toBe("Zebra");
    expect(await marks()).toBe(0);
  });

  it("waits for whoever is at a product and may not know of the rebuild", async () => {
    await retitle(idOf("product", 3), "Zebra");
    const taking = { holder: "other", now: Date.now(), until: Date.now() + 60_000, rows: 1 };
    await takeChanges(env.CATALOG, taking);
    await askForRebuild(bindings);
    await rebuildSearch(bindings);
    expect(await liveSlot(env.SEARCH)).toBe("a");
    expect(isUnderWay(await readRebuild(env.SEARCH))).toBe(true);
    await env.CATALOG.exec("UPDATE product_changes SET taken_until = 0");
    await rebuildSearch(bindings);
    expect(await liveSlot(env.SEARCH)).toBe("b");
    expect(await indexed("b")).toEqual(all);
  });

  it("goes on where a run died", async () => {
    await askForRebuild(bindings);
    const SEARCH = interrupted(0, () => Promise.reject(new Error("died")));
    expect(await rebuildSearch({ ...bindings, SEARCH })).toMatchObject({ state: "failed" });
    expect(await indexed("b")).toEqual([]);
    expect(await liveSlot(env.SEARCH)).toBe("a");
    await rebuildSearch(bindings);
    expect(await liveSlot(env.SEARCH)).toBe("b");
    expect(await indexed("b")).toEqual(all);
    expect(await marks()).toBe(0);
  });
});

describe("consumeCatalogEvents() of a rebuild", () => {
  const sent: unknown[] = [];
  const send = async (_: unknown, options?: QueueSendOptions) => void sent.push(options);
  const CATALOG_EVENTS = { send } as unknown as Queue;
  const poked = (SEARCH = env.SEARCH) =>
    deliver({ ...bindings, CATALOG_EVENTS, SEARCH }, "kiosk-catalog-events", [
      catalogChanged("staff", 1),
    ]);

  beforeEach(() => {
    sent.length = 0;
  });

  it("goes on at once where it comes on", async () => {
    await askForRebuild(bindings);
    await poked();
    expect(sent).toEqual([undefined]);
    expect(await liveSlot(env.SEARCH)).toBe("b");
  });

  it("waits a while where somebody else is at it, or where it fails", async () => {
    await askForRebuild(bindings);
    const hold = { name: "search.rebuild", holder: "other" };
    const clock = Date.now();
    await claimJob(env.ORDERS, hold, { now: clock, clock, leaseMs: 60_000, everyMs: 0 });
    await poked();
    await releaseJob(env.ORDERS, hold);
    await poked(interrupted(0, () => Promise.reject(new Error("away"))));
    expect(sent).toEqual([{ delaySeconds: 5 }, { delaySeconds: 5 }]);
    await poked();
    expect(await liveSlot(env.SEARCH)).toBe("b");
  });
});

describe("askForRebuild()", () => {
  it("empties nothing of a rebuild that somebody else began at the same time", async () => {
    const SEARCH = interrupted(0, async () => {
      await askForRebuild(bindings);
      const dying = interrupted(1, () => Promise.reject(new Error("died")));
      await rebuildSearch({ ...bindings, SEARCH: dying });
    });
    expect(await askForRebuild({ ...bindings, SEARCH })).toMatchObject({ products: PRODUCTS });
    await rebuildSearch(bindings);
    expect(await liveSlot(env.SEARCH)).toBe("b");
    expect(await indexed("b")).toEqual(all);
  });

  it("never empties the slot that answers", async () => {
    const SEARCH = interrupted(0, async () => {
      await askForRebuild(bindings);
      await rebuildSearch(bindings);
    });
    await askForRebuild({ ...bindings, SEARCH });
    expect(await liveSlot(env.SEARCH)).toBe("b");
    expect(await indexed("b")).toEqual(all);
    expect(await readRebuild(env.SEARCH)).toMatchObject({ state: "done" });
  });
});

describe("clearOldSlot()", () => {
  it("waits until nobody reads the old slot, and then empties it", async () => {
    await askForRebuild(bindings);
    await rebuildSearch(bindings);
    await clearOldSlot(bindings, Date.now());
    expect(await indexed("a")).toEqual(all);
    await clearOldSlot(bindings, Date.now() + 10 * 60 * 1000);
    expect(await indexed("a")).toEqual([]);
    expect(await indexed("b")).toEqual(all);
    expect(await readRebuild(env.SEARCH)).toMatchObject({ state: "idle" });
  });

  it("empties nothing of a rebuild that began meanwhile", async () => {
    await askForRebuild(bindings);
    await rebuildSearch(bindings);
    const SEARCH = interrupted(0, async () => {
      await askForRebuild(bindings);
      const dying = interrupted(1, () => Promise.reject(new Error("died")));
      await rebuildSearch({ ...bindings, SEARCH: dying });
    });
    await clearOldSlot({ SEARCH }, Date.now() + 10 * 60 * 1000);
    await rebuildSearch(bindings);
    expect(await liveSlot(env.SEARCH)).toBe("a");
    expect(await indexed("a")).toEqual(all);
  });
});
