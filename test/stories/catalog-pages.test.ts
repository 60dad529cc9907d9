/** Listings and searches as machines and people without scripts read them. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SearchPage } from "../../contracts/search.ts";
import type { StaffProduct } from "../../contracts/staff-catalog.ts";
import { startShop, type TestShop } from "../shop.ts";
import { asStaff } from "../staff.ts";

const SEEN = { timeout: 20_000, interval: 50 };

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.dispose());

async function open(path: string) {
  const answer = await fetch(`${shop.origin}${path}`, {
    redirect: "manual",
    headers: { accept: "text/html" },
  });
  return {
    status: answer.status,
    location: answer.headers.get("location"),
    html: await answer.text(),
  };
}

const canonicalOf = (html: string) => /<link rel="canonical" href="([^"]+)"/.exec(html)?.[1];
const isUnlisted = (html: string) => html.includes('<meta name="robots" content="noindex"');
const hrefsOf = (html: string, mark: string) =>
  [...html.matchAll(new RegExp(`<a [^>]*href="([^"]+)"[^>]*${mark}`, "g"))].map(([, href = ""]) =>
    href.replaceAll("&amp;", "&"),
  );
const countOf = (html: string) => Number(/data-say="(\d+)/.exec(html)?.[1]);

function dataOf(html: string): Record<string, unknown>[] {
  const blocks = html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs);
  return [...blocks].map(([, json = ""]) => JSON.parse(json));
}

describe("a listing", () => {
  it("is one page to search engines: combinations of filters are not listed", async () => {
    const plain = await open("/c/light");
    expect(isUnlisted(plain.html)).toBe(false);
    const canonical = canonicalOf(plain.html) ?? "";
    expect(canonical).toMatch(/\/c\/light$/);
    for (const search of ["?brand=emberlow", "?sort=newest", "?in_stock=true&price=1000-"]) {
      const { html } = await open(`/c/light${search}`);
      expect(isUnlisted(html), search).toBe(true);
      expect(canonicalOf(html), search).toBe(canonical);
    }
    const { html } = await open("/search?q=lantern");
    expect(isUnlisted(html)).toBe(true);
    expect(canonicalOf(html)).toMatch(/\/search\?q=lantern$/);
  });

  it("names itself in every language, each of which names all", async () => {
    const alternates = (html: string) =>
      [...html.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"/g)].map(
        ([, language, href = ""]) => [language, new URL(href).pathname],
      );
    const own = alternates((await open("/c/light")).html);
    expect(own).toEqual([
      ["en", "/c/light"],
      ["de", "/de/c/light"],
      ["fr", "/fr/c/light"],
      ["x-default", "/c/light"],
    ]);
    const german = await open("/de/c/light");
    expect(alternates(german.html)).toEqual(own);
    expect(german.html).toContain('<html lang="de"');
    expect(german.html).toContain("Produkte");
    expect(alternates((await open("/c/light?brand=emberlow")).html)).toEqual([]);
  });

  it("tells machines what it lists and where it hangs", async () => {
    const { html } = await open("/c/lamps");
    const [way, list] = dataOf(html);
    expect(way).toMatchObject({ "@type": "BreadcrumbList" });
    expect(list).toMatchObject({ "@type": "ItemList", numberOfItems: countOf(html) });
  });

  it("is narrowed by a form, whose address is made short", async () => {
    const form = "/c/light?brand=emberlow&price.min=10&price.max=&attr.height.min=&sort=";
    const answer = await open(form);
    expect([answer.status, answer.location]).toEqual([303, "/c/light?brand=emberlow&price=1000-"]);
    const { html } = await open(answer.location ?? "");
    const all = await open("/c/light");
    expect(countOf(html)).toBeLessThan(countOf(all.html));
    const [withoutBrand = ""] = hrefsOf(html, "data-swap");
    expect(withoutBrand).toBe("/c/light?price=1000-");
    expect(countOf((await open(withoutBrand)).html)).toBeGreaterThan(countOf(html));
  });

  it("counts what the API counts, in every facet", async () => {
    const { html } = await open("/c/light?brand=emberlow&brand=saltfold");
    const found = (await (
      await fetch(`${shop.origin}/api/search?category=light&brand=emberlow&brand=saltfold`)
    ).json()) as SearchPage;
    expect(countOf(html)).toBe(found.total.count);
    for (const { value, count } of found.facets.find(({ key }) => key === "brand")?.values ?? []) {
      expect(html).toMatch(new RegExp(`value="${value}"[^>]*>.*?<small>${count}</small>`, "s"));
    }
  });

  it("is walked to its end by links alone, nothing twice and nothing left out", async () => {
    const seen: string[] = [];
    let path: string | undefined = "/products";
    const { html: first } = await open(path);
    while (path !== undefined) {
      const { html }: { html: string } = await open(path);
      const grid = /<ul class="grid" data-grid.*?<\/ul>/s.exec(html)?.[0] ?? "";
      seen.push(...hrefsOf(grid, "").filter((href) => href.startsWith("/p/")));
      [path] = hrefsOf(html, "data-more");
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength(countOf(first));
  });

  it("begins anew where a cursor means nothing", async () => {
    const { status, location } = await open("/c/light?sort=newest&cursor=nonsense");
    expect([status, location]).toEqual([303, "/c/light?sort=newest"]);
  });
});

describe("a search", () => {
  it("shows what was meant, and searches for what was typed when asked to", async () => {
    const { html } = await open("/search?q=lanten");
    expect(html).toContain("<strong>lantern</strong>");
    const verbatim = hrefsOf(html, "").find((href) => href.includes("verbatim=true"));
    expect(verbatim).toBe("/search?q=lanten&verbatim=true");
    expect((await open(verbatim ?? "")).html).not.toContain("<strong>lantern</strong>");
  });

  it("without results leads on", async () => {
    const { status, html } = await open("/search?q=qqzzxxvv");
    expect(status).toBe(200);
    expect(html).toContain("Nothing found for");
    expect(hrefsOf(html, "")).toContain("/p/jetty-lantern");
  });
});

describe("a collection and a brand", () => {
  it("have pages of their own", async () => {
    const { html } = await open("/collections");
    const [collection = ""] = hrefsOf(html, "").filter((href) => href.startsWith("/collections/"));
    expect(countOf((await open(collection)).html)).toBeGreaterThan(0);
    expect(countOf((await open("/brands/emberlow")).html)).toBeGreaterThan(0);
    expect((await open("/brands/nobody")).status).toBe(404);
    expect((await open("/collections/nothing")).status).toBe(404);
  });
});

describe("an address of the past", () => {
  it("leads to the product's new name; a retired product's says that it is gone", async () => {
    const staff = asStaff(shop, "owner", "olga");
    const page = (await (await fetch(`${shop.origin}/api/products?limit=1`)).json()) as SearchPage;
    const [{ id, handle } = { id: "", handle: "" }] = page.products;
    const { version } = await staff<StaffProduct>("GET", `/products/${id}`);
    await staff("PATCH", `/products/${id}`, { version, handle: `${handle}-renamed` });
    const status = async (path: string) => (await open(path)).status;
    await expect.poll(() => status(`/de/p/${handle}`), SEEN).toBe(301);
    expect((await open(`/de/p/${handle}`)).location).toBe(`/de/p/${handle}-renamed`);
    await staff("POST", `/products/${id}/retire`);
    await expect.poll(() => status(`/p/${handle}-renamed`), SEEN).toBe(410);
    const { html } = await open(`/p/${handle}-renamed`);
    expect(html).toContain('name="q"');
    expect(isUnlisted(html)).toBe(true);
  });
});

describe("the cart", () => {
  it("speaks the language that the shopper came from", async () => {
    const shopper = shop.shopper();
    expect(await (await shopper.open("/cart")).text()).toContain("Your cart");
    expect(await (await shopper.open("/cart?locale=de&currency=EUR")).text()).toContain(
      "Ihr Warenkorb",
    );
    expect(await (await shopper.open("/cart")).text()).toContain("Ihr Warenkorb");
  });
});
