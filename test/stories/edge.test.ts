/** The edge: how soon a change is seen everywhere, what is shown in trouble, and what is never asked twice. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Product, ProductPage } from "../../contracts/catalog.ts";
import type { SearchPage } from "../../contracts/search.ts";
import type { StaffProduct } from "../../contracts/staff-catalog.ts";
import { startShop, type TestShop } from "../shop.ts";
import { type AskAsStaff, asStaff } from "../staff.ts";

/** A change is seen by everybody long before a kept answer would have to be made anew. */
const SEEN = { timeout: 20_000, interval: 50 };

let shop: TestShop;
let staff: AskAsStaff;
let product: StaffProduct;

beforeAll(async () => {
  shop = await startShop();
  staff = asStaff(shop, "owner", "olga");
  const { id } = await anyProduct();
  product = await staff<StaffProduct>("GET", `/products/${id}`);
});
afterAll(() => shop.dispose());

async function anyProduct(): Promise<{ id: string; handle: string }> {
  const page = await read<ProductPage>("/api/products?limit=1");
  const [first] = page.products;
  if (first === undefined) throw new Error("The demo shop sells nothing");
  return first;
}

async function read<Body>(path: string): Promise<Body> {
  return (await (await fetch(`${shop.origin}${path}`)).json()) as Body;
}

const html = async (path: string) => (await fetch(`${shop.origin}${path}`)).text();

/** Breaks the catalog for shoppers, and repairs it. What tells of purges stays. */
async function withoutCatalog(work: () => Promise<void>): Promise<void> {
  const rename = (from: string, to: string) =>
    shop.core.CATALOG.prepare(`ALTER TABLE ${from} RENAME TO ${to}`).run();
  await rename("prices", "prices_away");
  try {
    await work();
  } finally {
    await rename("prices_away", "prices");
  }
}

/** Tells every isolate that what it has of the product is old. */
async function purge(): Promise<void> {
  const now = Date.now();
  await shop.core.CATALOG.prepare(
    `INSERT INTO edge_purges VALUES (?1, ?2, ?2)
    ON CONFLICT (tag) DO UPDATE SET purged_at = ?2, copies_at = ?2`,
  )
    .bind(`product:${product.id}`, now)
    .run();
}

describe("a change by staff", () => {
  it("reaches page, API, lists and search", async () => {
    const { id, handle } = product;
    const title = "Lantern of the Long Night";
    const places: Record<string, () => Promise<boolean>> = {
      "product page": async () => (await html(`/p/${handle}`)).includes(title),
      "product page in USD": async () => (await html(`/usd/p/${handle}`)).includes(title),
      "product, JSON": async () => (await read<Product>(`/api/products/${handle}`)).title === title,
      "list page": async () => (await html("/products")).includes(title),
      "list, JSON": async () =>
        (await read<ProductPage>("/api/products?limit=1")).products[0]?.title === title,
      search: async () => {
        const { products } = await read<SearchPage>("/api/search?q=lantern+of+the+long+night");
        return products.some((found) => found.title === title);
      },
    };
    // Everything is warm, and shows what was.
    for (const [place, isSeen] of Object.entries(places)) expect(await isSeen(), place).toBe(false);
    const { version } = await staff<StaffProduct>("GET", `/products/${id}`);
    const startedAt = performance.now();
    await staff("PATCH", `/products/${id}`, { version, title });
    const seen = Object.entries(places).map(async ([place, isSeen]) => {
      await expect.poll(isSeen, SEEN).toBe(true);
      return `${place}: ${Math.round(performance.now() - startedAt)} ms`;
    });
    const lines = await Promise.all(seen);
    process.stdout.write(`A change was seen on\n  ${lines.join("\n  ")}\n`);
    expect((await shop.indexing.status()).waiting).toBe(0);
  });

  it("takes a product away from every list, and its page with it", async () => {
    const { id, handle } = product;
    await html(`/p/${handle}`);
    await staff("POST", `/products/${id}/unpublish`);
    const status = async () => (await fetch(`${shop.origin}/p/${handle}`)).status;
    await expect.poll(status, SEEN).toBeGreaterThanOrEqual(404);
    const isListed = async () => (await html("/products")).includes(`/p/${handle}"`);
    await expect.poll(isListed, SEEN).toBe(false);
    await staff("POST", `/products/${id}/publish`);
    await expect.poll(status, SEEN).toBe(200);
    await expect.poll(isListed, SEEN).toBe(true);
  });
});

describe("a rebuild of the index", () => {
  it("is asked for by staff; meanwhile every search has its answer", async () => {
    type Index = { generation: number; rebuild: { isUnderWay: boolean; products: number } };
    const { generation } = await staff<Index>("GET", "/search/index");
    // Past the caches, the same question again and again.
    let asked = 0;
    const search = async () => {
      asked += 1;
      const path = `/api/search?q=lantern&price=0-${1_000_000 + asked}`;
      const answer = await fetch(`${shop.origin}${path}`);
      const { total } = (await answer.json()) as SearchPage;
      return [answer.status, total.count];
    };
    const before = await search();
    expect(before[1]).toBeGreaterThan(0);
    expect(await staff<Index>("POST", "/search/rebuild")).toMatchObject({ generation });
    const isOver = async () => {
      expect(await search()).toEqual(before);
      return (await staff<Index>("GET", "/search/index")).generation > generation;
    };
    await expect.poll(isOver, SEEN).toBe(true);
    expect(await search()).toEqual(before);
    const { rebuild } = await staff<Index>("GET", "/search/index");
    expect(rebuild.isUnderWay).toBe(false);
    const published = shop.core.CATALOG.prepare(
      "SELECT count(*) AS products FROM products WHERE status = 'published'",
    );
    expect(rebuild.products).toBe(await published.first("products"));
  });
});

describe("a shop without its catalog", () => {
  it("shows what it has, and says that it is old", async () => {
    const { handle } = product;
    const paths = [`/p/${handle}`, `/api/products/${handle}`];
    const before = await Promise.all(paths.map(html));
    await withoutCatalog(async () => {
      await purge();
      const warned = async (path: string) => {
        const answer = await fetch(`${shop.origin}${path}`);
        await answer.arrayBuffer();
        return [answer.status, answer.headers.get("warning")?.slice(0, 3) ?? null];
      };
      for (const path of paths) await expect.poll(() => warned(path), SEEN).toEqual([200, "110"]);
      const shown = await Promise.all(paths.map(html));
      expect(shown.map((bytes, at) => bytes === before[at])).toEqual([true, true]);
    });
    const warning = async () => (await fetch(`${shop.origin}/p/${handle}`)).headers.get("warning");
    await expect.poll(warning, SEEN).toBeNull();
  });

  it("shows a product that nobody looked at yet, out of its document", async () => {
    const { products } = await read<ProductPage>("/api/products?limit=5&sort=newest");
    const handle = products.at(-1)?.handle ?? "";
    await withoutCatalog(async () => {
      const page = await fetch(`${shop.origin}/jpy/p/${handle}`);
      expect(page.status).toBe(200);
      expect((await page.text()).includes("<h1>")).toBe(true);
      // What stands beside the product is missing, so that nobody keeps the page.
      expect(page.headers.get("warning")).toMatch(/^110 /);
      expect(page.headers.get("cache-control")).not.toContain("s-maxage");
    });
  });
});

describe("an answer that is the same for everybody", () => {
  it("is made once for a crowd", async () => {
    const { handle } = product;
    const asked = Array.from({ length: 40 }, () => fetch(`${shop.origin}/usd/p/${handle}`));
    const answers = await Promise.all(asked);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    // Whoever came later may have it packed, under a weak tag.
    const tags = answers.map(({ headers }) => headers.get("etag")?.replace(/^W\//, ""));
    expect(new Set(tags).size).toBe(1);
    for (const answer of answers) await answer.arrayBuffer();
  });

  it("has names to be forgotten by, a tag, and nothing of whoever asked first", async () => {
    const { id, handle } = product;
    const canary = "canary-31c4";
    const headers = {
      cookie: `kiosk_cart=${canary}; theme=${canary}`,
      referer: `http://${canary}/`,
    };
    for (const path of [`/de/p/${handle}`, `/api/products/${handle}?locale=de`]) {
      const first = await fetch(`${shop.origin}${path}`, { headers });
      const bytes = await first.text();
      expect(bytes.includes(canary)).toBe(false);
      const second = await fetch(`${shop.origin}${path}`);
      expect((await second.text()) === bytes).toBe(true);
      expect(second.headers.get("cache-tag")).toContain(`product:${id}`);
      expect(second.headers.get("age")).toMatch(/^\d+$/);
      const etag = second.headers.get("etag") ?? "";
      const third = await fetch(`${shop.origin}${path}`, { headers: { "if-none-match": etag } });
      expect([third.status, await third.text()]).toEqual([304, ""]);
    }
  });

  it("is answered whatever strangers add to its address", async () => {
    const { handle } = product;
    const clean = await html(`/p/${handle}`);
    const dirty = await html(`/p/${handle}?utm_campaign=x&fbclid=y&__proto__=z`);
    expect(dirty === clean).toBe(true);
  });
});
