import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as z from "zod";
import type { SearchPage } from "../../contracts/search.ts";
import type { suggestionsSchema } from "../../contracts/search-suggest.ts";
import type { searchReportSchema } from "../../contracts/staff-search.ts";
import { startShop, type TestShop } from "../shop.ts";
import { asStaff } from "../staff.ts";

type Suggestions = z.infer<typeof suggestionsSchema>["suggestions"];
type SearchReport = z.infer<typeof searchReportSchema>;

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.dispose());

async function suggested(q: string, place: Record<string, string> = {}): Promise<Suggestions> {
  const path = `/api/search/suggest?${new URLSearchParams({ q, ...place })}`;
  return (await shop.shopper().json<{ suggestions: Suggestions }>(path)).suggestions;
}

async function search(q: string, place: Record<string, string> = {}): Promise<SearchPage> {
  return shop.shopper().json(`/api/search?${new URLSearchParams({ q, ...place })}`);
}

async function counted(query: string, times: number): Promise<void> {
  const sum = "SELECT sum(times) AS times FROM searches WHERE query = ?";
  for (let look = 0; look < 200; look += 1) {
    const known = await shop.core.SEARCH.prepare(sum).bind(query).first<number>("times");
    if ((known ?? 0) >= times) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`"${query}" was not counted`);
}

describe("whoever types into the search field", () => {
  it("is told where it may lead: categories, products, other searches", async () => {
    const mugs = await suggested("mug");
    expect(mugs.length).toBeGreaterThan(2);
    expect(mugs.length).toBeLessThanOrEqual(8);
    const product = mugs.find(({ kind }) => kind === "product");
    expect(product).toMatchObject({ text: expect.stringMatching(/mug/i) });
    expect((await shop.shopper().fetch(product?.href ?? "")).status).toBe(200);
    expect(product?.picture).toMatch(/^\/media\//);
    for (const { text, highlight } of mugs) {
      const marked = highlight.map(([from, to]) => text.slice(from, to).toLowerCase());
      expect(marked).toContain("mug");
    }
  });

  it("may mistype, and reads it in the language of the page", async () => {
    expect((await suggested("kettel")).map(({ text }) => text.toLowerCase()).join()).toMatch(
      /kettle/,
    );
    const german = await suggested("becher", { locale: "de" });
    expect(german.some(({ href }) => href.startsWith("/de/"))).toBe(true);
  });

  it("is told nothing about nothing, and refused what is no question", async () => {
    expect(await suggested("")).toEqual([]);
    expect(await suggested("?!")).toEqual([]);
    const answer = await shop.shopper().fetch("/api/search/suggest?q=mug&colour=red");
    expect(answer.status).toBe(422);
  });
});

describe("whoever searches", () => {
  it("is shown what was meant, and told so", async () => {
    const { query, products } = await search("harbuor mug");
    expect(query).toMatchObject({
      text: "harbour mug",
      corrected: { text: "harbour mug", original: "harbuor mug" },
    });
    expect(products[0]?.title).toMatch(/Harbour Mug/);
  });

  it("helps the next one: what was found twice is suggested, what was not is reported", async () => {
    for (const currency of ["EUR", "USD"]) {
      await search("Blue  Mug", { currency });
      await search("zeppelin", { currency });
    }
    await search("jo@example.org");
    await counted("blue mug", 2);
    await counted("zeppelin", 2);
    const [first] = await suggested("blue m", { currency: "JPY" });
    expect(first).toMatchObject({ kind: "query", text: "blue mug" });
    expect(first?.href).toBe("/jpy/search?q=blue+mug");
    const staff = asStaff(shop, "viewer", "vera");
    const report = await staff<SearchReport>("GET", "/search/report?days=2");
    expect(report.empty).toContainEqual({ query: "zeppelin", times: 2, timesEmpty: 2 });
    expect(JSON.stringify(report)).not.toMatch(/jo|example/);
  });
});
