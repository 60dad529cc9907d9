import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type SearchPage, searchPageSchema } from "../../contracts/search.ts";
import { startShop, type TestShop } from "../shop.ts";
import type { Shopper } from "../shopper.ts";

let shop: TestShop;
let ada: Shopper;
beforeAll(async () => {
  shop = await startShop();
  ada = shop.shopper();
});
afterAll(() => shop.dispose());

async function search(query: string): Promise<SearchPage> {
  return searchPageSchema.parse(await ada.json(`/api/search?${query}`));
}

function facet(page: SearchPage, key: string) {
  const found = page.facets.find((each) => each.key === key);
  if (found === undefined) throw new Error(`There is no facet ${key}`);
  return found;
}

describe("GET /api/search", () => {
  it("finds a lantern, corrects its spelling and says so", async () => {
    const right = await search("q=jetty+lantern");
    expect(right.products[0]?.handle).toBe("jetty-lantern");
    expect(right.query).toEqual({ text: "jetty lantern", corrected: null, isFallback: false });
    const wrong = await search("q=jety+lantren");
    expect(wrong.query.corrected?.original).toBe("jety lantren");
    expect(wrong.products[0]?.handle).toBe("jetty-lantern");
  });

  it("answers in the shopper's language and currency", async () => {
    const german = await search("q=laterne&locale=de&currency=USD");
    expect(german.products.map(({ handle }) => handle)).toContain("jetty-lantern");
    expect(german.products[0]?.priceFrom.currency).toBe("USD");
  });

  it("narrows by facets whose counts come true", async () => {
    const listing = await search("limit=60");
    const [brand] = facet(listing, "brand").values;
    const chosen = await search(`brand=${brand?.value}&limit=60`);
    expect(chosen.total.count).toBe(brand?.count);
    const [, second] = facet(chosen, "brand").values;
    const both = await search(`brand=${brand?.value}&brand=${second?.value}&limit=60`);
    expect(both.total.count).toBe((brand?.count ?? 0) + (second?.count ?? 0));
    const { min, max } = facet(listing, "price");
    const cheap = await search(`price=${min}-${min}&sort=price_desc`);
    expect(cheap.products.every(({ priceFrom }) => priceFrom.minor === min)).toBe(true);
    expect((await search(`price=${Number(max) + 1}-`)).products).toEqual([]);
  });

  it("shows the whole shop once, page by page", async () => {
    const all = new Set<string>();
    let [pages, cursor] = [0, ""];
    for (let next: string | null = ""; next !== null; pages += 1) {
      cursor = next === "" ? "" : `&cursor=${next}`;
      const page = await search(`sort=price_asc&limit=50${cursor}`);
      for (const { id } of page.products) {
        expect(all.has(id)).toBe(false);
        all.add(id);
      }
      next = page.nextCursor;
    }
    expect(pages).toBeGreaterThan(1);
    expect(all.size).toBe((await search("")).total.count);
  });

  it("refuses what it does not know, and points at it", async () => {
    const refused = await ada.fetch("/api/search?q=a&colour=red&limit=1000");
    expect(refused.status).toBe(422);
    const { errors } = (await refused.json()) as { errors: { pointer: string }[] };
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual(["/colour", "/limit"]);
    expect((await ada.fetch("/api/search?cursor=nonsense")).status).toBe(422);
    expect((await ada.fetch("/api/search?q=a&q=b")).status).toBe(422);
  });

  it("may be kept by any cache for a while", async () => {
    const answer = await ada.fetch("/api/search?q=mug");
    expect(answer.headers.get("cache-control")).toContain("s-maxage=");
    expect(answer.headers.get("set-cookie")).toBeNull();
    const tag = answer.headers.get("etag") ?? "";
    const again = await ada.fetch("/api/search?q=mug", { headers: { "If-None-Match": tag } });
    expect(again.status).toBe(304);
  });
});
