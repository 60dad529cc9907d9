import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { readImport } from "../db/imports.ts";
import { toId } from "../domain/id.ts";
import {
  bring,
  csv,
  emptyShop,
  exported,
  imported,
  many,
  number,
  openShop,
} from "./import-builders.ts";
import { goOnWith, IMPORT_LEASE_MS, type ImportBindings } from "./import-run.ts";

beforeEach(async () => {
  await openShop();
  await emptyShop();
});

describe("goOnWith()", () => {
  it("writes products whole: rows, ranges, the way of the category, stock of new variants", async () => {
    const { job, results } = await imported(
      "Handle,Title,Vendor,Type,Option1 Name,Option1 Value,Variant Price,Variant Inventory Qty\nmug,Mug,Tide,Cup,Colour,Sage,12.00,5\nmug,,,,,Sand,15.00,0\n",
    );
    expect(job).toMatchObject({ state: "finished", rowsRead: 2, createdCount: 1, rowsRejected: 0 });
    expect(results).toMatchObject([{ handle: "mug", outcome: "created", rows: 2 }]);
    const range = await env.CATALOG.prepare(
      "SELECT min_minor, max_minor FROM product_price_ranges",
    ).all();
    expect(range.results).toEqual([{ min_minor: 1200, max_minor: 1500 }]);
    expect(await number("SELECT count(*) AS n FROM product_categories WHERE is_primary = 1")).toBe(
      1,
    );
    expect(await number("SELECT count(*) AS n FROM product_changes")).toBeGreaterThan(0);
    const item = await env.CATALOG.prepare(
      "SELECT stock_item_id AS id FROM variants ORDER BY position",
    ).first<string>("id");
    const level = await env.STOCK.getByName(toId("stockItem", item ?? "")).level();
    expect(level.onHand).toBe(5);
    expect(await number("SELECT count(*) AS n FROM import_stock")).toBe(0);
  });

  it("sells what was sold: a second import takes no units in", async () => {
    await imported(csv("mug,Mug,,,12.00,5,"));
    await imported(csv("mug,Mug,,,13.00,50,"));
    const item = await env.CATALOG.prepare(
      "SELECT stock_item_id AS id FROM variants",
    ).first<string>("id");
    const level = await env.STOCK.getByName(toId("stockItem", item ?? "")).level();
    expect(level.onHand).toBe(5);
    expect(await number("SELECT amount_minor AS n FROM prices")).toBe(1300);
  });

  it("goes on where a run was left, and writes every product once", async () => {
    const file = many(130);
    const id = await bring(file, { takesStock: false });
    expect(await goOnWith(env, id, { pieces: 1 })).toBe("under_way");
    const half = await readImport(env.CATALOG, id);
    expect(half).toMatchObject({ state: "reading", createdCount: 50, pieces: 1 });
    while ((await goOnWith(env, id, { pieces: 1 })) === "under_way");
    expect(await readImport(env.CATALOG, id)).toMatchObject({
      state: "finished",
      rowsRead: 260,
      createdCount: 130,
      changedCount: 0,
    });
    expect(await number("SELECT count(*) AS n FROM variants")).toBe(260);
  });

  it("survives a death before and after each of its writes", async () => {
    const file = many(110);
    for (const when of ["before", "after"] as const) {
      for (let at = 0; at < 4; at += 1) {
        await emptyShop();
        const id = await bring(file, { takesStock: false });
        let writes = 0;
        const catalog = new Proxy(env.CATALOG, {
          get(db, name) {
            const value = Reflect.get(db, name);
            if (name !== "batch") return typeof value === "function" ? value.bind(db) : value;
            return async (statements: D1PreparedStatement[]) => {
              const isWrite = statements.length > 5;
              const isLast = isWrite && writes++ === at;
              if (isLast && when === "before") throw new Error("killed");
              const answer = await db.batch(statements);
              if (isLast && when === "after") throw new Error("killed");
              return answer;
            };
          },
        });
        const killed: ImportBindings = { ...env, CATALOG: catalog };
        await goOnWith(killed, id).catch(() => undefined);
        // What died could not let go of its lease.
        await env.CATALOG.prepare(
          "UPDATE imports SET holder = 'dead', lease_until = ?1 WHERE state = 'reading'",
        )
          .bind(Date.now() + IMPORT_LEASE_MS)
          .run();
        const later = () => Date.now() + 2 * IMPORT_LEASE_MS;
        while ((await goOnWith(env, id, { now: later })) === "under_way");
        expect(await readImport(env.CATALOG, id), `${when} ${at}`).toMatchObject({
          state: "finished",
          rowsRead: 220,
          createdCount: 110,
          unchangedCount: 0,
        });
        expect(await number("SELECT count(*) AS n FROM variants")).toBe(220);
      }
    }
  });

  it("lets two that go on at the same time write everything once", async () => {
    const id = await bring(many(110), { takesStock: false });
    const ahead = () => Date.now() + 10 * IMPORT_LEASE_MS;
    const ends = await Promise.all([
      goOnWith(env, id),
      goOnWith(env, id),
      goOnWith(env, id, { now: ahead }),
    ]);
    expect(ends).toContain("busy");
    while (
      (await goOnWith(env, id, { now: () => Date.now() + 30 * IMPORT_LEASE_MS })) === "under_way"
    );
    expect(await readImport(env.CATALOG, id)).toMatchObject({
      state: "finished",
      createdCount: 110,
    });
    expect(await number("SELECT count(*) AS n FROM products")).toBe(110);
  });

  it("changes nothing in a trial run and tells what it would change", async () => {
    await imported(csv("mug,Mug,,,12.00,5,"));
    const before = await exported();
    const { job, results } = await imported(csv("mug,Mug,,,13.00,5,", "cup,Cup,,,1.00,,"), {
      isDryRun: true,
    });
    expect(job).toMatchObject({ createdCount: 1, changedCount: 1 });
    expect(results[0]?.changes).toEqual([
      {
        field: "variants[].prices.EUR",
        before: { amountMinor: 1200, compareAtMinor: null },
        after: { amountMinor: 1300, compareAtMinor: null },
      },
    ]);
    expect(await exported()).toBe(before);
  });

  it("plans anew what somebody else changed meanwhile", async () => {
    await imported(csv("mug,Mug,,,12.00,,"));
    let isFirst = true;
    const catalog = new Proxy(env.CATALOG, {
      get(db, name) {
        const value = Reflect.get(db, name);
        if (name !== "batch") return typeof value === "function" ? value.bind(db) : value;
        return async (statements: D1PreparedStatement[]) => {
          if (isFirst && statements.length > 5) {
            isFirst = false;
            await db
              .prepare("UPDATE products SET tags = '[\"staff\"]', version = version + 1")
              .run();
          }
          return db.batch(statements);
        };
      },
    });
    const bindings: ImportBindings = { ...env, CATALOG: catalog };
    const { job } = await imported(csv("mug,Large mug,,,12.00,,"), { bindings });
    expect(job).toMatchObject({ state: "finished", changedCount: 1 });
    const row = await env.CATALOG.prepare("SELECT title, tags, version FROM products").first();
    expect(row).toEqual({ title: "Large mug", tags: '["staff"]', version: 3 });
  });

  it("moves a category with the products in it", async () => {
    const term = (handle: string, parent: string | null) =>
      `${JSON.stringify({ type: "category", handle, title: handle, parent })}\n`;
    const product = JSON.stringify({
      type: "product",
      handle: "mug",
      title: "Mug",
      status: "published",
      categories: ["cups"],
      variants: [{ prices: { EUR: { amountMinor: 100 } } }],
    });
    const stands = async () => {
      const { results } = await env.CATALOG.prepare(
        `SELECT handle FROM product_categories JOIN categories ON categories.id = category_id
        ORDER BY handle`,
      ).all<{ handle: string }>();
      return results.map(({ handle }) => handle);
    };
    const before = `${term("table", null)}${term("bar", null)}${term("cups", "table")}${product}\n`;
    await imported(before);
    expect(await stands()).toEqual(["cups", "table"]);
    const { results } = await imported(term("cups", "bar"));
    expect(results).toMatchObject([{ handle: "category/cups", outcome: "changed" }]);
    expect(await stands()).toEqual(["bar", "cups"]);
  });

  it("refuses a category below itself, and goes on with the rest", async () => {
    const term = (handle: string, parent: string | null) =>
      `${JSON.stringify({ type: "category", handle, title: handle, parent })}\n`;
    await imported(`${term("table", null)}${term("cups", "table")}`);
    const { job, results } = await imported(
      `${term("table", "cups")}${term("own", "own")}${term("lost", "nowhere")}${term("bar", null)}`,
    );
    expect(job).toMatchObject({ state: "finished", rowsRejected: 2 });
    expect(
      results.map(({ outcome, messages }) => [outcome, ...messages.map(({ reason }) => reason)]),
    ).toEqual([
      ["rejected", "category_loop"],
      ["rejected", "category_loop"],
      ["created", "parent_unknown"],
      ["created"],
    ]);
    const again = await imported(term("lost", "nowhere"));
    expect(again.results).toMatchObject([{ outcome: "unchanged" }]);
  });

  it("refuses a term that no statement could hold, and goes on with the rest", async () => {
    const texts = Object.fromEntries(
      Array.from({ length: 30 }, (_, at) => [`field${at}`, "x".repeat(99_000)]),
    );
    const tide = { type: "brand", handle: "tide", title: "Tide", translations: { de: texts } };
    const reef = { type: "brand", handle: "reef", title: "Reef" };
    const { job, results } = await imported(`${JSON.stringify(reef)}\n${JSON.stringify(tide)}\n`);
    expect(job.state).toBe("finished");
    expect(results).toMatchObject([
      { handle: "brand/reef", outcome: "created" },
      { outcome: "rejected", messages: [{ reason: "term_too_large" }] },
    ]);
  });

  it("fails in a sentence where the file is none that can be read", async () => {
    const { job } = await imported("email,name\na@b.c,x\n");
    expect(job).toMatchObject({ state: "failed", format: null });
    expect(job.problem).toContain("Expected the columns");
    expect(await env.IMPORT_FILES.head(job.fileKey)).toBeNull();
  });

  it("links products that come later, and says which never came", async () => {
    const line = (handle: string, related: string[]) =>
      JSON.stringify({ type: "product", handle, title: handle, variants: [{}], related });
    const { results } = await imported([line("a", ["b", "nowhere"]), line("b", ["a"])].join("\n"));
    const links = await number("SELECT count(*) AS n FROM product_links");
    expect([links, results[0]?.messages.map(({ reason }) => reason)]).toEqual([
      2,
      ["link_unknown"],
    ]);
    const again = await imported([line("a", ["b"]), line("b", ["a"])].join("\n"));
    expect(again.job).toMatchObject({ unchangedCount: 2, changedCount: 0 });
  });

  it("takes a hundred variants of a product", async () => {
    const rows = Array.from(
      { length: 100 },
      (_, at) => `big,${at === 0 ? "Big,Size" : ","},S${at},1.00,,`,
    );
    const { job } = await imported(csv(...rows), { takesStock: false });
    expect(job).toMatchObject({ rowsRejected: 0, createdCount: 1 });
    expect(await number("SELECT count(*) AS n FROM variants")).toBe(100);
  });
});
