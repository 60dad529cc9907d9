/** A merchant brings a catalog and takes it along: through the staff API, from a terminal, by the feeds. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { ImportView } from "../../contracts/import.ts";
import type { Role } from "../../contracts/permissions.ts";
import { signStaffToken } from "../../http/staff-token.ts";
import { startShop, type TestShop } from "../shop.ts";

const PATIENCE = { timeout: 60_000, interval: 50 };
const QUIRKS = "test/fixtures/catalogs/shopify-quirks.csv";

let shop: TestShop;
let folder: string;
beforeAll(async () => {
  shop = await startShop();
  folder = mkdtempSync(path.join(tmpdir(), "kiosk-import-"));
});
afterAll(async () => {
  await shop.dispose();
  rmSync(folder, { recursive: true, force: true });
});

function tokenOf(role: Role): Promise<string> {
  const options = { ttlMs: 600_000, now: Date.now() };
  return signStaffToken(shop.secrets.STAFF_KEY ?? "", { name: "ada", role }, options);
}

async function ask(target: string, init: RequestInit = {}, role: Role = "owner") {
  const headers = new Headers(init.headers);
  headers.set("Authorization", `Bearer ${await tokenOf(role)}`);
  return fetch(`${shop.origin}/admin/api${target}`, { ...init, headers });
}

function send(text: string, query = "", headers: Record<string, string> = {}) {
  return ask(`/imports${query}`, {
    method: "POST",
    body: text,
    headers: { "content-type": "text/csv", ...headers },
  });
}

async function ended(id: string): Promise<ImportView> {
  return vi.waitFor(async () => {
    const view = (await (await ask(`/imports/${id}`)).json()) as ImportView;
    if (view.state !== "finished" && view.state !== "failed") throw new Error(view.state);
    return view;
  }, PATIENCE);
}

/** Runs `npm run kiosk` against the shop. */
async function kiosk(...args: string[]): Promise<{ status: number; text: string }> {
  const token = await tokenOf("owner");
  const all = ["scripts/kiosk.ts", ...args, "--shop", shop.origin, "--token", token];
  return new Promise((resolve) => {
    execFile(process.execPath, all, (error, stdout, stderr) => {
      const status = typeof error?.code === "number" ? error.code : 0;
      resolve({ status, text: stdout + stderr });
    });
  });
}

async function exportedAs(format: string): Promise<string> {
  return (await ask(`/export?format=${format}`)).text();
}

describe("the demo shop's own catalog", () => {
  it("comes back as it went, and changes nothing", async () => {
    const file = path.join(folder, "catalog.jsonl");
    expect(await kiosk("export", file)).toMatchObject({ status: 0 });
    const text = readFileSync(file, "utf8");
    expect(text.split("\n").length).toBeGreaterThan(136);
    const trial = await kiosk("import", file, "--dry-run");
    expect(trial.text).toMatch(/products: 0 new, 0 changed, \d+ as they were, 0 rejected/);
    const done = await kiosk("import", file);
    expect([done.status, done.text]).toEqual([0, expect.stringContaining("0 new, 0 changed")]);
    expect(await exportedAs("kiosk")).toBe(text);
  });

  it("is a feed for Google in every language and currency", async () => {
    for (const [prefix, price] of [
      ["", "EUR"],
      ["/de/jpy", "JPY"],
      ["/fr/usd", "USD"],
    ]) {
      const answer = await fetch(`${shop.origin}${prefix}/feeds/google.xml`);
      const text = await answer.text();
      expect(answer.headers.get("content-type")).toContain("application/xml");
      expect(text).toMatch(/^<\?xml/);
      expect(text.trimEnd()).toMatch(/<\/rss>$/);
      const items = text.match(/<item>/g) ?? [];
      expect(items.length).toBeGreaterThan(136);
      expect(text.match(/<g:price>/g)).toHaveLength(items.length);
      expect(text).toMatch(new RegExp(`<g:price>[\\d.]+ ${price}</g:price>`));
      const [, link = ""] = /<g:link>([^<]+)</.exec(text) ?? [];
      const page = await fetch(link.replaceAll("&amp;", "&"));
      expect(page.status, link).toBe(200);
      await page.arrayBuffer();
    }
  });

  it("is on the sitemap, and robots are told where", async () => {
    const robots = await (await fetch(`${shop.origin}/robots.txt`)).text();
    const [, address = ""] = /^Sitemap: (.+)$/m.exec(robots) ?? [];
    const index = await (await fetch(address)).text();
    const parts = [...index.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc = ""]) => loc);
    expect(parts.length).toBeGreaterThanOrEqual(2);
    const pages: string[] = [];
    for (const part of parts) {
      const text = await (await fetch(part)).text();
      pages.push(...[...text.matchAll(/<url><loc>([^<]+)<\/loc>/g)].map(([, loc = ""]) => loc));
    }
    expect(pages.length).toBeGreaterThan(3 * 136);
    expect(new Set(pages).size).toBe(pages.length);
    for (const page of [pages[0], pages[7], pages.at(-1)]) {
      const answer = await fetch(page ?? "");
      expect(answer.status, page).toBe(200);
      await answer.arrayBuffer();
    }
    const none = await fetch(`${shop.origin}/sitemaps/products/zzzz.xml`);
    expect(none.status).toBe(404);
  });
});

describe("a foreign catalog", () => {
  it("is shown before it is brought, row by row, from a terminal", async () => {
    const trial = await kiosk("import", QUIRKS, "--dry-run");
    expect(trial.status).toBe(1);
    expect(trial.text).toContain("+ harbour-lamp");
    expect(trial.text).toContain("nothing was written");
    const rejected = trial.text.split("\n").filter((line) => / error /.test(line));
    expect(rejected.map((line) => line.trim().split(" ")[0])).toEqual([
      "9",
      "10",
      "12",
      "13",
      "14",
      "15",
    ]);
    const unseen = await fetch(`${shop.origin}/p/harbour-lamp`);
    expect(unseen.status).toBe(404);
    await unseen.arrayBuffer();
  });

  it("is brought, sold from, and the same the second time", async () => {
    const done = await kiosk("import", QUIRKS);
    expect(done.text).toContain("5 new, 0 changed");
    await vi.waitFor(async () => {
      const page = await fetch(`${shop.origin}/api/products/harbour-lamp`);
      expect(page.status).toBe(200);
      const { variants } = (await page.json()) as {
        variants: { availability: { status: string } }[];
      };
      expect(variants.map(({ availability }) => availability.status)).toEqual([
        "in_stock",
        "sold_out",
        "sold_out",
      ]);
    }, PATIENCE);
    const again = await kiosk("import", QUIRKS);
    expect(again.text).toContain("0 new, 0 changed");
    const csv = await exportedAs("shopify");
    expect(csv).toContain("\"'=HYPERLINK(");
    expect(csv).toContain("harbour-lamp");
  });

  it("has results to read and to keep", async () => {
    const { imports } = (await (await ask("/imports?limit=1")).json()) as { imports: ImportView[] };
    const id = imports[0]?.id;
    const csv = await (await ask(`/imports/${id}/rows?format=csv&outcome=trouble`)).text();
    expect(csv.split("\r\n")[0]).toBe("Row,Handle,Outcome,Severity,Column,Reason,Detail");
    expect(csv).toContain("9,wrong,");
    const page = await (await ask(`/imports/${id}/rows?limit=2`)).json();
    expect(page).toMatchObject({ results: [{ row: 2 }, { row: 6 }], nextCursor: "6" });
  });
});

describe("POST /admin/api/imports", () => {
  const FILE = "Handle,Title,Variant Price\nonce,Once,1.00\n";

  it("takes the same request under the same key once", async () => {
    const key = { "idempotency-key": "import-1" };
    const [first, second] = [await send(FILE, "", key), await send(FILE, "", key)];
    expect([first.status, second.status]).toEqual([202, 202]);
    const [one, two] = [(await first.json()) as ImportView, (await second.json()) as ImportView];
    expect(two.id).toBe(one.id);
    expect((await ended(one.id)).products.created).toBe(1);
    const other = await send(`${FILE}b,B,1\n`, "", key);
    expect(other.status).toBe(409);
  });

  it("takes no file that is empty, too large, packed, or of another type", async () => {
    const type = { "content-type": "application/zip" };
    const answers = [
      await send(FILE, "", type),
      await send(""),
      await send(FILE, "", { "content-encoding": "gzip" }),
      await send(FILE, "?dryRun=maybe"),
      await send(FILE, "?picturesFrom=http://x.net/"),
    ];
    expect(answers.map(({ status }) => status)).toEqual([415, 422, 415, 422, 422]);
  });

  it("lets in who may import, and takes no units in for who may not touch stock", async () => {
    const refused = await ask(
      "/imports",
      { method: "POST", body: FILE, headers: { "content-type": "text/csv" } },
      "support",
    );
    expect(refused.status).toBe(403);
    const text = "Handle,Title,Variant Price,Variant Inventory Qty\nno-stock,No stock,1.00,5\n";
    const headers = { "content-type": "text/csv" };
    const taken = await ask("/imports", { method: "POST", body: text, headers }, "catalog");
    await ended(((await taken.json()) as ImportView).id);
    const item = await shop.core.CATALOG.prepare(
      "SELECT stock_item_id AS id FROM variants JOIN products ON products.id = product_id WHERE handle = 'no-stock'",
    ).first<string>("id");
    expect((await shop.stock(item ?? "").level()).onHand).toBe(0);
  });

  it("takes a file of some megabytes, in chunks of unknown length", async () => {
    const rows = Array.from(
      { length: 3_000 },
      (_, at) => `bulk-${at},Bulk ${at},${"x".repeat(3_500)},1.00`,
    );
    const text = ["Handle,Title,Body (HTML),Variant Price", ...rows].join("\n");
    const file = path.join(folder, "bulk.csv");
    writeFileSync(file, text);
    const done = await kiosk("import", file);
    expect(done.text).toContain("3000 new");
  });
});
