import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { importRequested, picturesWanted } from "../contracts/import.ts";
import { readImport } from "../db/imports.ts";
import { toId } from "../domain/id.ts";
import { deliver } from "./batch-builders.ts";
import { bring, emptyShop, exported, imported, openShop } from "./import-builders.ts";
import { fetchPictures } from "./import-pictures.ts";
import { goOnWith, IMPORT_LEASE_MS, type ImportBindings } from "./import-run.ts";
import { IMPORT_KEEP_MS, lookAfterImports } from "./imports.ts";

const HEADER =
  "Handle,Title,Option1 Name,Option1 Value,Variant Price,Variant Inventory Qty,Image Src";

function csv(...rows: string[]): string {
  return `${[HEADER, ...rows].join("\n")}\n`;
}

/** So many products with two variants each. */
function many(count: number): string {
  return csv(
    ...Array.from({ length: count }, (_, at) => [
      `item-${at},Item ${at},Size,S,1.00,2,`,
      `item-${at},,,M,2.00,0,`,
    ]).flat(),
  );
}

async function number(query: string): Promise<number> {
  return (await env.CATALOG.prepare(query).first<number>("n")) ?? 0;
}

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

describe("consumeImports()", () => {
  it("goes on with what a message asks for, twice as well as once", async () => {
    const id = await bring(many(3), { takesStock: false });
    const event = importRequested(id, Date.now());
    expect(await deliver(env, "kiosk-imports", [event])).toMatchObject({ acked: ["m0"] });
    expect(await deliver(env, "kiosk-imports", [event, picturesWanted(Date.now())])).toMatchObject({
      retried: [],
    });
    expect(await readImport(env.CATALOG, id)).toMatchObject({ state: "finished", createdCount: 3 });
  });

  it("gives up what fails again and again", async () => {
    const id = await bring(many(1));
    await env.IMPORT_FILES.delete(id);
    await env.CATALOG.prepare("UPDATE imports SET place = ?1 WHERE id = ?2")
      .bind(JSON.stringify({ format: "kiosk", table: null, offset: 0, row: 1, skip: 0 }), id)
      .run();
    const event = importRequested(id, Date.now());
    expect(await deliver(env, "kiosk-imports", [event])).toMatchObject({ retried: ["m0"] });
    expect(await deliver(env, "kiosk-imports", [event], { attempts: 8 })).toMatchObject({
      acked: ["m0"],
    });
    expect(await readImport(env.CATALOG, id)).toMatchObject({ state: "failed" });
  });
});

describe("lookAfterImports()", () => {
  it("asks for what was left behind and forgets what is old", async () => {
    const sent: unknown[] = [];
    const queue = { send: async (body: unknown) => void sent.push(body) } as unknown as Queue;
    const id = await bring(many(1));
    await lookAfterImports({ ...env, IMPORT_EVENTS: queue }, Date.now());
    expect(sent).toContainEqual(expect.objectContaining({ subject: id }));
    await lookAfterImports({ ...env, IMPORT_EVENTS: queue }, Date.now() + 2 * IMPORT_KEEP_MS);
    expect(await readImport(env.CATALOG, id)).toBeNull();
    expect(await env.IMPORT_FILES.head(id)).toBeNull();
  });
});

describe("fetchPictures()", () => {
  const PNG = Uint8Array.from([
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 4,
    0, 0, 0, 3, 8, 6, 0, 0, 0,
  ]);
  const URL = "https://pictures.shop.net/mug.png";
  const fetching = (answer: (url: string) => Response, now = Date.now()) =>
    fetchPictures(env, { now, fetcher: async (url) => answer(url) });
  const state = () =>
    env.CATALOG.prepare("SELECT state, attempts, problem FROM import_pictures").first();

  it("stores what is a picture, once, and importing again changes nothing", async () => {
    const file = csv(`mug,Mug,,,1.00,,${URL}`);
    await imported(file, { takesStock: false });
    await fetching(() => new Response(PNG, { headers: { "content-type": "text/html" } }));
    const media = await env.CATALOG.prepare("SELECT key, width, height FROM media").first<{
      key: string;
    }>();
    expect(media).toMatchObject({ width: 4, height: 3 });
    expect((await env.MEDIA.head(media?.key ?? ""))?.httpMetadata?.contentType).toBe("image/png");
    expect(await fetching(() => new Response("never asked"))).toBe(0);
    const again = await imported(file, { takesStock: false });
    expect(again.job).toMatchObject({ unchangedCount: 1, changedCount: 0 });
    expect(await number("SELECT count(*) AS n FROM import_pictures")).toBe(1);
  });

  it("finds what lies in the shop's own bucket, and asks nobody", async () => {
    await env.MEDIA.put("demo/mug.svg", "<svg/>");
    const pictures = [
      { key: "demo/mug.svg", alt: "A mug", width: 1200, height: 900, variants: [["Sage"]] },
      { key: "demo/gone.svg", width: 1, height: 1 },
    ];
    const variants = [{ options: ["Sage"] }];
    const line = { type: "product", handle: "mug", title: "Mug", options: ["Colour"] };
    const file = JSON.stringify({ ...line, variants, pictures });
    await imported(file);
    await fetching(() => {
      throw new Error("Nobody is asked");
    });
    const { results } = await env.CATALOG.prepare(
      "SELECT key, alt, width, variant_id IS NOT NULL AS isOfVariant FROM media LEFT JOIN variant_media ON media_id = media.id",
    ).all();
    expect(results).toEqual([{ key: "demo/mug.svg", alt: "A mug", width: 1200, isOfVariant: 1 }]);
    const again = await imported(file);
    expect(again.job).toMatchObject({ unchangedCount: 1, changedCount: 0 });
  });

  it("tries again what is away, gives up what is none, and the product is there all the same", async () => {
    const { job } = await imported(csv(`mug,Mug,,,1.00,,${URL}`), { takesStock: false });
    const now = Date.now();
    await fetching(() => new Response("busy", { status: 502 }), now);
    expect(await state()).toMatchObject({
      state: "waiting",
      attempts: 1,
      problem: expect.stringContaining("502"),
    });
    expect(await fetching(() => new Response(PNG), now + 1_000)).toBe(0);
    await fetching(() => new Response("<svg onload=alert(1)>"), now + 24 * 60 * 60 * 1000);
    expect(await state()).toMatchObject({ state: "failed" });
    expect(await number("SELECT count(*) AS n FROM products")).toBe(1);
    const { results } = await env.CATALOG.prepare("SELECT 1").all();
    expect([results.length, job.state]).toEqual([1, "finished"]);
  });

  it.each([
    "http://pictures.shop.net/a.png",
    "https://127.0.0.1/a.png",
    "https://169.254.169.254/latest",
    "https://metadata.internal/x",
  ])("follows no redirect to %s", async (location) => {
    await imported(csv(`mug,Mug,,,1.00,,${URL}`), { takesStock: false });
    const asked: string[] = [];
    await fetching((url) => {
      asked.push(url);
      return new Response(null, { status: 302, headers: { location } });
    });
    expect(asked).toEqual([URL]);
    expect(await state()).toMatchObject({ state: "failed" });
  });

  it("reads no more than a picture may have", async () => {
    await imported(csv(`mug,Mug,,,1.00,,${URL}`), { takesStock: false });
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(1024 * 1024));
      },
    });
    await fetching(() => new Response(body));
    expect(await state()).toMatchObject({ state: "failed" });
    expect(sent).toBeLessThan(40);
  });
});
