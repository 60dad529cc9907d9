import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { catalogChanged } from "../contracts/events.ts";
import { takeChanges } from "../db/product-changes.ts";
import { LOCALES } from "../domain/locale.ts";
import { idOf } from "../domain/order-builders.ts";
import { PLACES } from "../domain/place.ts";
import { deliver } from "./batch-builders.ts";
import {
  addProduct,
  documentOf,
  EUR,
  emptyCatalog,
  feedBindings,
  indexed,
  marks,
  retitle,
} from "./catalog-builders.ts";
import { drainChanges } from "./catalog-changes.ts";

const QUEUE = "kiosk-catalog-events";
const poke = () => catalogChanged("staff", 1);
const inAllLanguages = (...ids: string[]) =>
  ids.flatMap((id) => LOCALES.map((locale) => `${id} ${locale}`)).toSorted();

/** Databases and stores of which one method fails as often as it is told to. */
function failing<Store extends object>(store: Store, method: keyof Store, times: number): Store {
  let left = times;
  return new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return (...given: unknown[]) => {
        if (name === method && left > 0) {
          left -= 1;
          return Promise.reject(new Error("away"));
        }
        return value.apply(target, given);
      };
    },
  });
}

beforeEach(emptyCatalog);

describe("consumeCatalogEvents()", () => {
  it("writes document and index of what is marked, once, however many messages come", async () => {
    const id = await addProduct(1);
    const { bindings } = feedBindings();
    const outcome = await deliver(bindings, QUEUE, [poke(), poke(), poke()]);
    expect(outcome).toEqual({ acked: ["m0", "m1", "m2"], retried: [] });
    expect(await marks()).toBe(0);
    expect((await documentOf("mug-1"))?.product).toMatchObject({ id, title: "Mug 1" });
    expect(await indexed()).toEqual(inAllLanguages(id));
    // Delivered again: nothing is marked, nothing is written.
    const before = await documentOf("mug-1");
    await deliver(bindings, QUEUE, [poke()]);
    expect(await documentOf("mug-1")).toEqual(before);
  });

  it("writes a document for every language and currency", async () => {
    await addProduct(1);
    await deliver(feedBindings().bindings, QUEUE, [poke()]);
    for (const place of PLACES) {
      const document = await documentOf("mug-1", place);
      expect(document?.productId, JSON.stringify(place)).toBe(idOf("product", 1));
      expect(document?.product === null).toBe(place.currency !== "EUR");
    }
  });

  it("says of a gone product that it is gone, under its former addresses too", async () => {
    const id = await addProduct(1);
    const { bindings } = feedBindings();
    await deliver(bindings, QUEUE, [poke()]);
    await env.CATALOG.prepare("UPDATE products SET handle = 'cup' WHERE id = ?").bind(id).run();
    await deliver(bindings, QUEUE, [poke()]);
    expect(await documentOf("mug-1")).toMatchObject({ product: null, movedTo: "cup" });
    expect((await documentOf("cup"))?.product?.handle).toBe("cup");

    await env.CATALOG.prepare("UPDATE products SET status = 'draft' WHERE id = ?").bind(id).run();
    await deliver(bindings, QUEUE, [poke()]);
    expect(await documentOf("cup")).toMatchObject({ product: null, movedTo: null });
    expect(await documentOf("mug-1")).toMatchObject({ product: null, movedTo: null });
    expect(await indexed()).toEqual([]);
  });

  it("forgets a product that was deleted", async () => {
    const [kept, id] = [await addProduct(1), await addProduct(2)];
    const { bindings } = feedBindings();
    await deliver(bindings, QUEUE, [poke()]);
    for (const [table, column] of [
      ["product_categories", "product_id"],
      ["product_price_ranges", "product_id"],
      ["products", "id"],
    ]) {
      if (table === "products") {
        const variant = idOf("variant", 2);
        await env.CATALOG.prepare("DELETE FROM prices WHERE variant_id = ?").bind(variant).run();
        await env.CATALOG.prepare("DELETE FROM variants WHERE id = ?").bind(variant).run();
      }
      await env.CATALOG.prepare(`DELETE FROM ${table} WHERE ${column} = ?`).bind(id).run();
    }
    await deliver(bindings, QUEUE, [poke()]);
    expect(await documentOf("mug-2")).toMatchObject({ product: null });
    expect(await indexed()).toEqual(inAllLanguages(kept));
    expect(await marks()).toBe(0);
  });

  it("does not take a former address from the product that has it now", async () => {
    const id = await addProduct(1);
    await env.CATALOG.prepare("UPDATE products SET handle = 'cup' WHERE id = ?").bind(id).run();
    const heir = await addProduct(2, { handle: "mug-1" });
    await retitle(id, "Cup");
    await deliver(feedBindings().bindings, QUEUE, [poke()]);
    expect((await documentOf("mug-1"))?.product?.id).toBe(heir);
  });

  it("gives the German index German words", async () => {
    await addProduct(1, { title: "Mug" });
    await env.CATALOG.prepare("INSERT INTO translations VALUES (?, 'de', 'title', 'Becher')")
      .bind(idOf("product", 1))
      .run();
    await deliver(feedBindings().bindings, QUEUE, [poke()]);
    const { results } = await env.SEARCH.prepare(
      "SELECT locale, title, category FROM products_a ORDER BY locale",
    ).all<{ locale: string; title: string; category: string }>();
    const [german, english] = results;
    expect(german?.title).toMatch(/bech/);
    expect(german?.category).toMatch(/tisch/);
    expect(english?.title).toMatch(/mug/);
    expect((await documentOf("mug-1", { ...EUR, locale: "de" }))?.product?.title).toBe("Becher");
  });

  it("keeps a change that came while it told of the one before", async () => {
    const id = await addProduct(1);
    let isFirst = true;
    const DOCUMENTS = new Proxy(env.DOCUMENTS, {
      get(target, name) {
        if (name !== "put") return Reflect.get(target, name).bind(target);
        return async (key: string, value: string) => {
          if (isFirst) {
            isFirst = false;
            await retitle(id, "Later");
          }
          await target.put(key, value);
        };
      },
    });
    const { bindings } = feedBindings({ DOCUMENTS });
    await deliver(bindings, QUEUE, [poke()]);
    expect((await documentOf("mug-1"))?.product?.title).toBe("Later");
    expect(await marks()).toBe(0);
  });

  it("loses nothing when it dies halfway: who comes later does it all again", async () => {
    const id = await addProduct(1);
    const taking = { holder: "dead", now: Date.now(), until: Date.now() - 1, rows: 10 };
    expect(await takeChanges(env.CATALOG, taking)).toHaveLength(1);
    await deliver(feedBindings().bindings, QUEUE, [poke()]);
    expect(await indexed()).toEqual(inAllLanguages(id));
    expect(await marks()).toBe(0);
  });

  it("leaves alone what another one is at", async () => {
    await addProduct(1);
    const taking = { holder: "other", now: Date.now(), until: Date.now() + 60_000, rows: 10 };
    await takeChanges(env.CATALOG, taking);
    await deliver(feedBindings().bindings, QUEUE, [poke()]);
    expect(await documentOf("mug-1")).toBeNull();
    expect(await marks()).toBe(1);
  });

  it("two at the same time tell of everything, and of nothing wrong", async () => {
    const ids: string[] = [];
    for (let number = 1; number <= 25; number += 1) ids.push(await addProduct(number));
    const { bindings } = feedBindings();
    await Promise.all([1, 2, 3].map(() => deliver(bindings, QUEUE, [poke()])));
    expect(await indexed()).toEqual(inAllLanguages(...ids));
    for (let number = 1; number <= 25; number += 1) {
      expect((await documentOf(`mug-${number}`))?.product?.title).toBe(`Mug ${number}`);
    }
    expect(await marks()).toBe(0);
  });

  it("tries again later where a store is away, and tells of the other products", async () => {
    const [first, second] = [await addProduct(1), await addProduct(2)];
    const DOCUMENTS = failing(env.DOCUMENTS, "put", 1);
    const { bindings } = feedBindings({ DOCUMENTS });
    const outcome = await deliver(bindings, QUEUE, [poke()]);
    expect(outcome.retried).toEqual(["m0"]);
    expect(await indexed()).toEqual(inAllLanguages(first, second));
    expect(await marks()).toBe(1);
    await env.CATALOG.exec("UPDATE product_changes SET taken_until = 0");
    expect((await deliver(bindings, QUEUE, [poke()])).acked).toEqual(["m0"]);
    expect(await marks()).toBe(0);
  });

  it("survives an index that is away, and gives its messages up to the clock at last", async () => {
    await addProduct(1);
    const SEARCH = failing(env.SEARCH, "batch", 100);
    const { bindings } = feedBindings({ SEARCH });
    expect((await deliver(bindings, QUEUE, [poke()])).retried).toEqual(["m0"]);
    await env.CATALOG.exec("UPDATE product_changes SET taken_until = 0");
    expect((await deliver(bindings, QUEUE, [poke()], { attempts: 6 })).acked).toEqual(["m0"]);
    expect(await marks()).toBe(1);
    expect(await documentOf("mug-1")).toBeNull();
  });

  it("goes on in another message where much is marked", async () => {
    for (let number = 1; number <= 45; number += 1) await addProduct(number);
    const { bindings, sent } = feedBindings();
    await deliver(bindings, QUEUE, [poke()]);
    expect([await marks(), sent()]).toEqual([5, 1]);
    await deliver(bindings, QUEUE, [poke()]);
    expect([await marks(), sent()]).toEqual([0, 1]);
  });

  it("tells what of the answers is old, with the change", async () => {
    const id = await addProduct(1);
    await deliver(feedBindings().bindings, QUEUE, [poke()]);
    const document = await documentOf("mug-1");
    const { results } = await env.CATALOG.prepare("SELECT * FROM edge_purges").all<{
      tag: string;
      purged_at: number;
      copies_at: number;
    }>();
    // The product appeared, so that lists are old, too.
    expect(results.map(({ tag }) => tag)).toEqual(["listings", `product:${id}`]);
    const [, purge] = results;
    expect(purge?.copies_at).toBe(document?.writtenAt);
    expect(purge?.purged_at).toBeGreaterThanOrEqual(purge?.copies_at ?? 0);

    await env.CATALOG.exec("DELETE FROM edge_purges");
    await retitle(id, "Cup");
    await deliver(feedBindings().bindings, QUEUE, [poke()]);
    const tags = env.CATALOG.prepare("SELECT group_concat(tag) AS tags FROM edge_purges");
    expect(await tags.first("tags")).toBe(`product:${id}`);
  });

  it("makes a dead letter of what it cannot read", async () => {
    await env.ORDERS.exec("DELETE FROM dead_letters");
    const outcome = await deliver(feedBindings().bindings, QUEUE, [{ type: "product.changed" }]);
    expect(outcome.acked).toEqual(["m0"]);
    const letters = env.ORDERS.prepare("SELECT count(*) AS letters FROM dead_letters");
    expect(await letters.first("letters")).toBe(1);
  });
});

describe("drainChanges()", () => {
  it("marks once more what was told of by two at a time", async () => {
    const id = await addProduct(1);
    const DOCUMENTS = new Proxy(env.DOCUMENTS, {
      get(target, name) {
        if (name !== "put") return Reflect.get(target, name).bind(target);
        return async (key: string, value: string) => {
          // It stalls for longer than its time, and another one tells of the change and is done.
          await env.CATALOG.exec("DELETE FROM product_changes");
          await target.put(key, value);
        };
      },
    });
    const { bindings } = feedBindings({ DOCUMENTS });
    const stalled = await drainChanges({ ...bindings, DOCUMENTS }).catch(() => null);
    expect(stalled).not.toBeNull();
    await retitle(id, "After all");
    await drainChanges(feedBindings().bindings);
    expect((await documentOf("mug-1"))?.product?.title).toBe("After all");
    expect(await marks()).toBe(0);
  });
});
