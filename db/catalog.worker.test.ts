import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import {
  categoryTreeSchema,
  type ProductSort,
  productPageSchema,
  productQuerySchema,
  productSchema,
} from "../contracts/catalog.ts";
import { DEFAULT_PLACE } from "../domain/place.ts";
import {
  cardsByIds,
  categoryTree,
  listProducts,
  productByHandle,
  variantFacts,
} from "./catalog.ts";
import { idOf, MUG_COUNT, mugRows } from "./catalog-builders.ts";
import { currencyRules, readTaxes, readZones, shownShipping } from "./shipping.ts";
import { openReader } from "./statement.ts";

const db = openReader(env.CATALOG);

function list(query: Record<string, unknown>) {
  return listProducts(db, productQuerySchema.parse(query));
}

async function page(query: Record<string, unknown>) {
  const result = await list(query);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return productPageSchema.parse(result.value);
}

async function handlesOfAllPages(query: Record<string, unknown>) {
  const handles: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const { products, nextCursor } = await page({ ...query, ...(cursor && { cursor }) });
    handles.push(...products.map((product) => product.handle));
    if (nextCursor === null) return handles;
    cursor = nextCursor;
  }
}

beforeAll(async () => {
  await env.CATALOG.batch(mugRows().map((row) => env.CATALOG.prepare(row)));
});

describe("listProducts()", () => {
  const numbers = Array.from({ length: MUG_COUNT - 1 }, (_, index) => index + 1);
  const cents = (number: number) => (number === 1 ? 900 : 1000 + (number % 5));
  const orders: Record<ProductSort, (left: number, right: number) => number> = {
    featured: (left, right) => Math.floor(left / 2) - Math.floor(right / 2) || left - right,
    newest: (left, right) => right - left,
    price_asc: (left, right) => cents(left) - cents(right) || left - right,
    price_desc: (left, right) => cents(right) - cents(left) || right - left,
  };

  it.each(Object.entries(orders))("walks all pages by %s without a gap", async (sort, compare) => {
    const expected = numbers.toSorted(compare).map((number) => `mug-${number}`);
    for (const limit of [1, 7, 60]) {
      expect(await handlesOfAllPages({ sort, limit })).toEqual(expected);
      expect(await handlesOfAllPages({ sort, limit, category: "kitchen" })).toEqual(expected);
    }
  });

  it("shows a card as the catalog says", async () => {
    const { products } = await page({ sort: "price_asc", limit: 1 });
    expect(products[0]).toMatchObject({
      handle: "mug-1",
      brand: "Tide",
      picture: { src: "/media/products/mug/red%201.webp", alt: "Red" },
      secondPicture: { alt: "Red again" },
      priceFrom: { minor: 900, currency: "EUR" },
      priceTo: { minor: 1001, currency: "EUR" },
      compareAt: { minor: 1200, currency: "EUR" },
      swatches: ["Red", "Sage"],
      variantCount: 2,
      availability: { status: "low_stock", left: 4 },
      tags: ["new"],
    });
  });

  it("shows only what has a price in the currency", async () => {
    expect(await handlesOfAllPages({ currency: "JPY" })).toEqual(["mug-1"]);
    expect(await handlesOfAllPages({ currency: "USD" })).toEqual([]);
  });

  it("is empty for an empty category and refuses an unknown one", async () => {
    expect(await page({ category: "garden" })).toEqual({ products: [], nextCursor: null });
    expect(await list({ category: "x' OR 1=1 --" })).toMatchObject({
      ok: false,
      problem: { reason: "validation_failed", errors: [{ pointer: "/category" }] },
    });
  });

  it("refuses a cursor that it did not give", async () => {
    const { nextCursor } = await page({ limit: 1 });
    for (const query of [
      { cursor: "x" },
      { cursor: btoa("[]") },
      { cursor: btoa('["featured","EUR",1.5,"prd_x"]') },
      { cursor: nextCursor, sort: "newest" },
      { cursor: nextCursor, currency: "JPY" },
    ]) {
      expect(await list(query)).toMatchObject({
        ok: false,
        problem: { errors: [{ pointer: "/cursor" }] },
      });
    }
  });
});

describe("productByHandle()", () => {
  it("reads a product with all its parts in their order", async () => {
    const product = productSchema.parse(await productByHandle(db, "mug-1", DEFAULT_PLACE));
    expect(product).toMatchObject({
      title: "Mug 1",
      optionNames: ["Colour"],
      pricesIncludeTax: true,
      variants: [
        {
          sku: "M1R",
          optionValues: ["Red"],
          price: { minor: 900 },
          compareAt: { minor: 1200 },
          availability: { status: "low_stock", left: 4 },
        },
        { sku: "M1", compareAt: null, availability: { status: "sold_out", left: null } },
      ],
      attributes: [
        { handle: "volume", kind: "number", values: [{ value: 350 }], unit: "ml" },
        { handle: "dishwasher", kind: "boolean", values: [{ value: true }], unit: null },
      ],
      breadcrumbs: [{ handle: "kitchen" }, { handle: "mugs" }],
    });
    expect(product.pictures.map((picture) => picture.alt)).toEqual(["Red", "Sage", "Red again"]);
  });

  it("finds neither drafts nor unknown handles nor what has no price", async () => {
    expect(await productByHandle(db, `mug-${MUG_COUNT}`, DEFAULT_PLACE)).toBeNull();
    expect(await productByHandle(db, "mug-999", DEFAULT_PLACE)).toBeNull();
    expect(await productByHandle(db, "mug-2", { locale: "en", currency: "USD" })).toBeNull();
  });
});

describe("categoryTree()", () => {
  it("nests categories and counts published products", async () => {
    const tree = categoryTreeSchema.parse({ categories: await categoryTree(db, "en") });
    expect(tree.categories).toMatchObject([
      {
        handle: "kitchen",
        productCount: MUG_COUNT - 1,
        picture: { src: "/media/categories/kitchen.webp" },
        children: [{ handle: "mugs", productCount: MUG_COUNT - 1, children: [] }],
      },
      { handle: "garden", productCount: 0, picture: null },
    ]);
  });
});

describe("cardsByIds()", () => {
  it("answers in the asked order, without what is not for sale in the place", async () => {
    const ids = [9, 1, MUG_COUNT, 777, 2].map((number) => idOf("product", number));
    const cards = await cardsByIds(db, ids, DEFAULT_PLACE);
    expect(cards.map(({ handle }) => handle)).toEqual(["mug-9", "mug-1", "mug-2"]);
    const listed = await page({ sort: "price_asc", limit: 1 });
    expect(cards[1]).toEqual(listed.products[0]);
    const yen = await cardsByIds(db, ids, { locale: "en", currency: "JPY" });
    expect(yen.map(({ handle }) => handle)).toEqual(["mug-1"]);
    expect(await cardsByIds(db, [], DEFAULT_PLACE)).toEqual([]);
  });
});

describe("a catalog in another language", () => {
  const german = { locale: "de", currency: "EUR" } as const;
  const french = { locale: "fr", currency: "EUR" } as const;

  it("is told where it is translated, and falls back to the first language elsewhere", async () => {
    const product = await productByHandle(db, "mug-1", german);
    expect(product).toMatchObject({
      title: "Becher",
      description: "",
      brand: { handle: "tide", title: "Gezeit" },
      optionNames: ["Farbe"],
      variants: [{ optionValues: ["Rot"] }, { optionValues: ["Sage"] }],
      attributes: [{ label: "Fassungsvermögen" }, { label: "Dishwasher safe" }],
      breadcrumbs: [{ title: "Küche" }, { title: "Mugs" }],
    });
    expect(product?.pictures.map(({ alt, optionValue }) => [alt, optionValue])).toEqual([
      ["Roter Becher", "Rot"],
      ["Sage", "Sage"],
      ["Red again", "Rot"],
    ]);
    expect(await productByHandle(db, "mug-1", french)).toEqual(
      await productByHandle(db, "mug-1", DEFAULT_PLACE),
    );
  });

  it("is listed in it, by the same order and the same cursor", async () => {
    const { products } = await page({ locale: "de", sort: "price_asc", limit: 1 });
    expect(products[0]).toMatchObject({
      title: "Becher",
      brand: "Gezeit",
      swatches: ["Rot", "Sage"],
      picture: { alt: "Roter Becher", optionValue: "Rot" },
    });
    const [card] = await cardsByIds(db, [idOf("product", 1)], german);
    expect(card).toEqual(products[0]);
    expect(await categoryTree(db, "de")).toMatchObject([
      { title: "Küche", children: [{ title: "Mugs" }] },
      { title: "Garden" },
    ]);
  });
});

describe("variantFacts()", () => {
  it("answers in the asked order, without the unknown", async () => {
    const [red, draft] = [idOf("variant", 101), idOf("variant", MUG_COUNT)];
    const facts = await variantFacts(db, [draft, idOf("variant", 777), red], "EUR");
    expect(facts).toMatchObject([
      { variantId: draft, isForSale: false, available: 0, picture: null },
      {
        variantId: red,
        itemId: idOf("stockItem", 101),
        variantTitle: "Red",
        unitPrice: { minor: 900, currency: "EUR" },
        isForSale: true,
        available: 4,
        picture: { alt: "Red" },
      },
    ]);
  });

  it("is not for sale without a price in the currency", async () => {
    const [facts] = await variantFacts(db, [idOf("variant", 2)], "USD");
    expect(facts).toMatchObject({ isForSale: false, available: 60 });
  });

  it("takes more ids than a statement takes parameters", async () => {
    const ids = Array.from({ length: 500 }, (_, index) => idOf("variant", index + 1));
    expect(await variantFacts(db, ids, "EUR")).toHaveLength(MUG_COUNT + 1);
  });
});

describe("the rules of a quote", () => {
  it("currencyRules() gives the default currency first", async () => {
    expect(await currencyRules(db)).toEqual([
      { code: "EUR", pricesIncludeTax: true, defaultCountry: "DE" },
      { code: "USD", pricesIncludeTax: false, defaultCountry: "US" },
      { code: "JPY", pricesIncludeTax: true, defaultCountry: "JP" },
    ]);
  });

  it("readTaxes() gives the shop's way of taxing and every rule", async () => {
    const { rules, ...settings } = await readTaxes(db);
    expect(settings).toEqual({
      rounding: "per_order",
      shippingClass: null,
      exemptCountries: [],
      provider: "table",
      fallsBack: false,
      codes: {},
    });
    expect(rules.map(({ country, rateBp }) => [country, rateBp])).toEqual([
      ["DE", 1900],
      ["US", 0],
    ]);
  });

  it("shownShipping() gives what has a price in the currency", async () => {
    const zones = await readZones(db);
    expect(shownShipping(zones, "EUR")).toEqual([
      {
        methodId: "standard",
        label: "Standard",
        daysMin: 2,
        daysMax: 4,
        amountMinor: 490,
        freeFromMinor: 5000,
      },
      {
        methodId: "express",
        label: "Express",
        daysMin: 1,
        daysMax: 1,
        amountMinor: 990,
        freeFromMinor: null,
      },
    ]);
    expect(shownShipping(zones, "USD")).toEqual([]);
  });
});
