/** What staff write into the catalog, as shoppers then find it: addresses, languages, sizes, prices. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CollectionPage, Product, ProductPage } from "../../contracts/catalog.ts";
import type { StaffProduct } from "../../contracts/staff-catalog.ts";
import { CURRENCIES } from "../../domain/money.ts";
import { add } from "../purchase.ts";
import { startShop, type TestShop } from "../shop.ts";
import { asStaff } from "../staff.ts";

const VARIANTS = 250;
/** What is published reaches shoppers through the queue. */
const PATIENCE = { timeout: 20_000, interval: 50 } as const;

let shop: TestShop;
let staff: ReturnType<typeof asStaff>;
let categoryId: string;
beforeAll(async () => {
  shop = await startShop();
  staff = asStaff(shop, "owner", "olga");
  const { id } = await staff<{ id: string }>("POST", "/categories", {
    handle: "storeroom",
    title: "Storeroom",
  });
  categoryId = id;
});
afterAll(() => shop.dispose());

async function made(handle: string, fields: Readonly<Record<string, unknown>> = {}) {
  const prices = [{ currency: "EUR", amountMinor: 1000 }];
  const body = { handle, title: handle, categoryIds: [categoryId], variants: [{ prices }] };
  const { id } = await staff<StaffProduct>("POST", "/products", { ...body, ...fields });
  return staff<StaffProduct>("POST", `/products/${id}/publish`);
}

async function answerOf(path: string) {
  const response = await fetch(`${shop.origin}${path}`, { redirect: "manual" });
  await response.arrayBuffer();
  return [response.status, response.headers.get("location")];
}

describe("addresses that were given out", () => {
  it("lead to where a product is now, in every language and currency, and say when it is gone", async () => {
    const { id, version } = await made("first-name");
    await expect.poll(() => answerOf("/p/first-name"), PATIENCE).toEqual([200, null]);
    await staff("PATCH", `/products/${id}`, { version, handle: "second-name" });
    const moved = (path: string) => [301, path];
    await expect
      .poll(() => answerOf("/p/first-name?variant=x"), PATIENCE)
      .toEqual(moved("/p/second-name?variant=x"));
    await expect
      .poll(() => answerOf("/de/p/first-name"), PATIENCE)
      .toEqual(moved("/de/p/second-name"));
    await expect
      .poll(() => answerOf("/api/products/first-name?locale=fr"), PATIENCE)
      .toEqual(moved("/api/products/second-name?locale=fr"));
    await staff("POST", `/products/${id}/retire`);
    for (const path of ["/p/second-name", "/p/first-name", "/api/products/first-name"]) {
      await expect.poll(() => answerOf(path), PATIENCE).toEqual([410, null]);
    }
    await staff("POST", `/products/${id}/unpublish`);
    for (const path of ["/p/second-name", "/p/first-name", "/api/products/second-name"]) {
      await expect.poll(() => answerOf(path), PATIENCE).toEqual([404, null]);
    }
  });

  it("lead to where a category is now", async () => {
    const { id } = await staff<{ id: string }>("POST", "/categories", {
      handle: "attic",
      title: "Attic",
    });
    await staff("PATCH", `/categories/${id}`, { version: 1, handle: "loft" });
    await expect.poll(() => answerOf("/fr/usd/c/attic"), PATIENCE).toEqual([301, "/fr/usd/c/loft"]);
  });
});

describe("what other platforms got wrong", () => {
  it("shows each product in the currency that is asked for, or not at all (vendure#2280)", async () => {
    const { handle } = await made("euros-only");
    const shopper = shop.shopper();
    // Dinars follow from euros by a rate, as soon as the change is told of.
    const inDinars = async () => (await answerOf(`/api/products/${handle}?currency=KWD`))[0];
    await expect.poll(inDinars, PATIENCE).toBe(200);
    for (const currency of CURRENCIES) {
      const isSold = currency === "EUR" || currency === "KWD";
      const path = `/api/products?sort=newest&limit=60&currency=${currency}`;
      const { products } = await shopper.json<ProductPage>(path);
      for (const { priceFrom, priceTo, compareAt } of products) {
        expect([priceFrom.currency, priceTo.currency]).toEqual([currency, currency]);
        expect(compareAt?.currency ?? currency).toBe(currency);
      }
      expect(products.some((card) => card.handle === handle)).toBe(isSold);
      const answer = await answerOf(`/api/products/${handle}?currency=${currency}`);
      expect(answer[0]).toBe(isSold ? 200 : 404);
    }
    const page = await shopper.fetch(`/de/usd/p/${handle}`);
    expect(page.status).toBe(404);
    const text = await page.text();
    expect(text).toContain("Das verkaufen wir nicht in USD.");
    expect(text).toContain(`href="/de/p/${handle}"`);
  });

  it(`sells the last of ${VARIANTS} variants (medusa#12287, medusa#13890)`, async () => {
    const variants = Array.from({ length: VARIANTS }, (_, index) => ({
      optionValues: [`${index + 1} cm`],
      prices: [{ currency: "EUR", amountMinor: 100 + index }],
    }));
    const body = { optionNames: ["Length"], variants };
    const { handle, ...stored } = await made("by-the-length", body);
    const last = stored.variants.at(-1)!;
    await shop.stock(last.stockItemId).receive({
      key: "last",
      location: "loc_mill" as never,
      quantity: 1,
    });
    const shopper = shop.shopper();
    const read = () => shopper.json<Product>(`/api/products/${handle}`);
    await expect
      .poll(async () => (await read()).variants.at(-1), PATIENCE)
      .toMatchObject({ id: last.id, availability: { status: "low_stock", left: 1 } });
    expect((await read()).variants).toHaveLength(VARIANTS);
    const added = await add(shopper, last.id);
    expect(added.body.lines).toMatchObject([{ variantTitle: `${VARIANTS} cm`, quantity: 1 }]);
  });

  it("lets a changed price reach shoppers, and what rests on prices (saleor#14888, saleor#16485)", async () => {
    const { id, handle, version, variants } = await made("cheaper-soon");
    const rules = {
      match: "all",
      conditions: [
        { field: "category", operator: "is", values: [categoryId] },
        { field: "price", currency: "EUR", operator: "at_most", minor: 500 },
      ],
    };
    await staff("POST", "/collections", { handle: "bargains", title: "Bargains", rules });
    const shopper = shop.shopper();
    const inCollection = async () => {
      const { products } = await shopper.json<CollectionPage>("/api/collections/bargains");
      return products.some((card) => card.handle === handle);
    };
    expect(await inCollection()).toBe(false);
    const prices = [{ currency: "EUR", amountMinor: 400, compareAtMinor: 1000 }];
    const change = { version, variants: [{ id: variants[0]!.id, prices }] };
    await staff("PATCH", `/products/${id}`, change);
    await expect
      .poll(() => shopper.json<Product>(`/api/products/${handle}`), PATIENCE)
      .toMatchObject({
        variants: [
          { price: { minor: 400 }, compareAt: { minor: 1000 }, lowestPrior: { minor: 1000 } },
        ],
        collections: expect.arrayContaining([{ handle: "bargains", title: "Bargains" }]),
      });
    await expect.poll(inCollection, PATIENCE).toBe(true);
  });
});

describe("languages", () => {
  it("have pages of their own, which say so and fall back to the first one", async () => {
    const { id, version } = await made("lantern-of-words", { subtitle: "Only English" });
    const texts = { title: "Laterne der Worte" };
    await staff("PUT", `/translations/${id}/de`, { version, texts });
    const page = async (path: string) => (await fetch(`${shop.origin}${path}`)).text();
    await expect
      .poll(() => page("/de/p/lantern-of-words"), PATIENCE)
      .toContain("Laterne der Worte</h1>");
    const german = await page("/de/p/lantern-of-words");
    expect(german).toMatch(/<html lang="de"/);
    expect(german).toContain("Only English");
    expect(await page("/p/lantern-of-words")).toContain("lantern-of-words</h1>");
  });
});
