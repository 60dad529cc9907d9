import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { feeds } from "./feeds.ts";

const PRODUCTS = 10_010;
const app = feeds();
let asked = 0;
const CATALOG = new Proxy(env.CATALOG, {
  get(target, name) {
    const value: unknown = Reflect.get(target, name);
    if (typeof value !== "function") return value;
    return (...given: unknown[]) => {
      if (name === "prepare" && String(given[0]).includes("row_number")) asked += 1;
      const made: unknown = value.apply(target, given);
      return name === "withSession" ? CATALOG : made;
    };
  },
});

async function sitemap(path: string): Promise<string[]> {
  const answer = await app.request(path, {}, { CATALOG, SHOP_ORIGIN: "https://shop.example" });
  expect(answer.status).toBe(200);
  return Array.from((await answer.text()).matchAll(/<loc>([^<]+)/g), ([, address = ""]) => address);
}

beforeAll(async () => {
  await env.CATALOG.batch([
    env.CATALOG.prepare(
      `INSERT INTO currencies (code, prices_include_tax, default_country, position)
      VALUES ('EUR', 1, 'DE', 0), ('USD', 0, 'US', 1)`,
    ),
    env.CATALOG.prepare(
      `INSERT INTO products (id, handle, status, title, created_at, updated_at)
      WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)
      SELECT 'prd_' || n, printf('mug-%05d', n), 'published', 'Mug', 1, 1 FROM numbers`,
    ).bind(PRODUCTS - 1),
    env.CATALOG.prepare(
      `INSERT INTO product_price_ranges (product_id, currency, min_minor, max_minor)
      SELECT id, iif(handle = 'mug-00002', 'USD', 'EUR'), 1, 1 FROM products`,
    ),
  ]);
});

describe("feeds()", () => {
  it("reads where the parts of a large sitemap begin once, whoever asks", async () => {
    const [, first = "", second = ""] = await sitemap("/sitemap.xml");
    expect(second).toBe("https://shop.example/sitemaps/products/mug-10000.xml");
    for (let again = 0; again < 3; again += 1) {
      await sitemap("/sitemap.xml");
      expect(await sitemap(new URL(second).pathname)).toHaveLength(3 * (PRODUCTS - 10_000));
      expect(await sitemap(new URL(first).pathname)).toHaveLength(3 * 9_999);
    }
    expect(asked).toBe(1);
  });

  it("names no product that has no page in the shop's own currency", async () => {
    const pages = await sitemap("/sitemaps/products/mug-00001.xml");
    expect(pages).toContain("https://shop.example/p/mug-00001");
    expect(pages).not.toContain("https://shop.example/p/mug-00002");
  });
});
