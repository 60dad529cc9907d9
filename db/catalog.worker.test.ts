import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import {
  categoryTreeSchema,
  type ProductSort,
  productPageSchema,
  productQuerySchema,
  productSchema,
} from "../contracts/catalog.ts";
import { flatMethod } from "../domain/checkout-rules.ts";
import { type IdKind, idFromBytes } from "../domain/id.ts";
import { DEFAULT_PLACE } from "../domain/place.ts";
import {
  cardsByIds,
  categoryTree,
  listProducts,
  productByHandle,
  variantFacts,
} from "./catalog.ts";
import { currencyRules, readTaxes, readZones, shownShipping } from "./shipping.ts";
import { openReader } from "./statement.ts";

const MUG_COUNT = 30;

function idOf<Kind extends IdKind>(kind: Kind, number: number) {
  const bytes = new Uint8Array(16);
  new DataView(bytes.buffer).setUint32(12, number);
  return idFromBytes(kind, bytes);
}

const STANDARD = flatMethod(
  {
    methodId: "standard",
    label: "Standard",
    daysMin: 2,
    daysMax: 4,
    amountMinor: 490,
    freeFromMinor: 5000,
  },
  "EUR",
);
const EXPRESS = {
  ...flatMethod(
    {
      methodId: "express",
      label: "Express",
      daysMin: 1,
      daysMax: 1,
      amountMinor: 990,
      freeFromMinor: null,
    },
    "EUR",
  ),
  freeFrom: null,
};

/** Thirty mugs: rank falls in pairs, so that keys repeat; number 1 has two colours and everything. */
function fixture(): string[] {
  const rows = [
    `INSERT INTO currencies (code, prices_include_tax, default_country, position) VALUES ('EUR', 1, 'DE', 0), ('USD', 0, 'US', 1), ('JPY', 1, 'JP', 2)`,
    `INSERT INTO tax_rules (id, country, label, rate_bp) VALUES ('de', 'DE', 'MwSt', 1900), ('us', 'US', 'Sales tax', 0)`,
    `INSERT INTO shipping_zones (id, label, places, methods, position) VALUES ('all', 'All', '[]', '${JSON.stringify([STANDARD, EXPRESS])}', 0)`,
    `INSERT INTO categories (id, parent_id, handle, title, image_key, image_alt, position) VALUES
      ('${idOf("category", 1)}', NULL, 'kitchen', 'Kitchen', 'categories/kitchen.webp', 'A kitchen', 0),
      ('${idOf("category", 2)}', '${idOf("category", 1)}', 'mugs', 'Mugs', NULL, '', 0),
      ('${idOf("category", 3)}', NULL, 'garden', 'Garden', NULL, '', 1)`,
    `INSERT INTO brands (id, handle, title) VALUES ('${idOf("brand", 1)}', 'tide', 'Tide')`,
    `INSERT INTO attributes (id, handle, label, kind, unit, choices, position) VALUES
      ('${idOf("attribute", 1)}', 'volume', 'Volume', 'number', 'ml', NULL, 0),
      ('${idOf("attribute", 2)}', 'dishwasher', 'Dishwasher safe', 'boolean', NULL, NULL, 1)`,
  ];
  for (let number = 1; number <= MUG_COUNT; number += 1) {
    const product = idOf("product", number);
    const status = number === MUG_COUNT ? "draft" : "published";
    rows.push(
      `INSERT INTO products (id, handle, status, title, brand_id, option_names, tags, rank, created_at, updated_at)
        VALUES ('${product}', 'mug-${number}', '${status}', 'Mug ${number}', '${idOf("brand", 1)}',
        '["Colour"]', '["new"]', ${100 - Math.floor(number / 2)}, ${1000 + number}, 0)`,
      `INSERT INTO product_categories VALUES ('${idOf("category", 2)}', '${product}', 1), ('${idOf("category", 1)}', '${product}', 0)`,
      `INSERT INTO variants (id, product_id, stock_item_id, sku, option_values, position)
        VALUES ('${idOf("variant", number)}', '${product}', '${idOf("stockItem", number)}', 'M${number}', '["Sage"]', 1)`,
      `INSERT INTO prices (variant_id, currency, amount_minor, compare_at_minor) VALUES ('${idOf("variant", number)}', 'EUR', ${1000 + (number % 5)}, NULL)`,
      `INSERT INTO product_price_ranges VALUES ('${product}', 'EUR', ${1000 + (number % 5)}, ${1000 + (number % 5)})`,
    );
  }
  const [mug, red] = [idOf("product", 1), idOf("variant", 101)];
  rows.push(
    `INSERT INTO variants (id, product_id, stock_item_id, sku, option_values, position)
      VALUES ('${red}', '${mug}', '${idOf("stockItem", 101)}', 'M1R', '["Red"]', 0)`,
    `INSERT INTO prices (variant_id, currency, amount_minor, compare_at_minor) VALUES ('${red}', 'EUR', 900, 1200), ('${red}', 'JPY', 1500, NULL)`,
    `UPDATE product_price_ranges SET min_minor = 900 WHERE product_id = '${mug}'`,
    `INSERT INTO product_price_ranges VALUES ('${mug}', 'JPY', 1500, 1500)`,
    `INSERT INTO product_attributes VALUES
      ('${mug}', '${idOf("attribute", 2)}', 'true'), ('${mug}', '${idOf("attribute", 1)}', '350')`,
    `INSERT INTO media VALUES
      ('${idOf("media", 1)}', '${mug}', 'products/mug/red 1.webp', 'Red', 1200, 1200, 'Red', 0),
      ('${idOf("media", 2)}', '${mug}', 'products/mug/sage.webp', 'Sage', 1200, 1200, 'Sage', 1),
      ('${idOf("media", 3)}', '${mug}', 'products/mug/red-2.webp', 'Red again', 1200, 1200, 'Red', 2)`,
    `INSERT INTO translations VALUES
      ('${mug}', 'de', 'title', 'Becher'), ('${mug}', 'de', 'option:Colour', 'Farbe'),
      ('${mug}', 'de', 'value:Red', 'Rot'), ('${idOf("media", 1)}', 'de', 'alt', 'Roter Becher'),
      ('${idOf("brand", 1)}', 'de', 'title', 'Gezeit'),
      ('${idOf("category", 1)}', 'de', 'title', 'Küche'),
      ('${idOf("attribute", 1)}', 'de', 'label', 'Fassungsvermögen')`,
    `INSERT INTO stock_levels VALUES
      ('${idOf("stockItem", 101)}', 'loc_harbour', 5, 1, 1, 1, 0),
      ('${idOf("stockItem", 101)}', 'loc_mill', 1, 0, 0, 1, 0),
      ('${idOf("stockItem", 2)}', 'loc_mill', 60, 0, 0, 1, 0)`,
  );
  return rows;
}

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
  await env.CATALOG.batch(fixture().map((row) => env.CATALOG.prepare(row)));
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
