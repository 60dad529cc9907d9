import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { productCardSchema, productSchema } from "../contracts/catalog.ts";
import { idOf } from "../domain/order-builders.ts";
import { DEFAULT_PLACE, type Place } from "../domain/place.ts";
import { cardsByIds, productByHandle } from "./catalog.ts";

const db = env.CATALOG;
const DAY_MS = 24 * 60 * 60 * 1000;
const GERMAN: Place = { locale: "de", currency: "EUR" };
/** More than any form of another platform lets through (Shopify's old limit is 100). */
const VARIANTS = 250;

const lamp = idOf("product", 1);
const cable = idOf("product", 2);
const rug = idOf("product", 3);

function fixture(): string[] {
  const variantIds = Array.from(
    { length: VARIANTS },
    (_, index) => `var_${String(index).padStart(26, "0")}`,
  );
  return [
    `INSERT INTO currencies (code, prices_include_tax, default_country, position) VALUES ('EUR', 1, 'DE', 0), ('JPY', 1, 'JP', 1)`,
    `INSERT INTO categories (id, handle, title, position) VALUES ('${idOf("category", 1)}', 'light', 'Light', 0)`,
    `INSERT INTO brands (id, handle, title) VALUES ('${idOf("brand", 1)}', 'tide', 'Tide')`,
    `INSERT INTO product_types (id, handle, title) VALUES ('${idOf("productType", 1)}', 'lamp', 'Lamp')`,
    `INSERT INTO attributes (id, handle, label, kind, unit, choices, swatches, position) VALUES
      ('${idOf("attribute", 1)}', 'shade', 'Shade', 'swatch', NULL, '["Sage","Sand"]', '{"Sage":"#9caf88","Sand":"#e2d2b0"}', 0),
      ('${idOf("attribute", 2)}', 'designed', 'Designed', 'date', NULL, NULL, NULL, 1),
      ('${idOf("attribute", 3)}', 'needs', 'Needs', 'reference', NULL, NULL, NULL, 2),
      ('${idOf("attribute", 4)}', 'rooms', 'Rooms', 'choice', NULL, '["Hall","Kitchen","Bath"]', NULL, 3),
      ('${idOf("attribute", 5)}', 'care', 'Care', 'text', NULL, NULL, NULL, 4)`,
    `INSERT INTO products (id, handle, status, title, brand_id, product_type_id, option_names, created_at, updated_at, published_at) VALUES
      ('${lamp}', 'lamp', 'published', 'Lamp', '${idOf("brand", 1)}', '${idOf("productType", 1)}', '["Shade"]', 1, 1, 1),
      ('${cable}', 'cable', 'published', 'Cable', NULL, NULL, '["Length"]', 2, 2, 2)`,
    `INSERT INTO products (id, handle, status, title, seo_title, created_at, updated_at) VALUES
      ('${rug}', 'rug', 'draft', 'Rug', 'A rug for feet', 3, 3)`,
    `INSERT INTO product_attributes VALUES
      ('${lamp}', '${idOf("attribute", 1)}', '["Sage","Sand"]'),
      ('${lamp}', '${idOf("attribute", 2)}', '"2026-04-01"'),
      ('${lamp}', '${idOf("attribute", 3)}', '["${cable}","${rug}","${idOf("category", 1)}"]'),
      ('${lamp}', '${idOf("attribute", 4)}', '"Hall"'),
      ('${lamp}', '${idOf("attribute", 5)}', '"Dust it"'),
      ('${cable}', '${idOf("attribute", 3)}', '"${rug}"')`,
    `INSERT INTO collections (id, handle, title, kind, status, position, updated_at) VALUES
      ('${idOf("collection", 1)}', 'evening', 'Evening', 'manual', 'published', 0, 0),
      ('${idOf("collection", 2)}', 'secret', 'Secret', 'manual', 'draft', 1, 0)`,
    `INSERT INTO collection_products VALUES
      ('${idOf("collection", 1)}', '${lamp}', 0), ('${idOf("collection", 2)}', '${lamp}', 0)`,
    `INSERT INTO variants (id, product_id, stock_item_id, sku, barcode, option_values, content_milli, content_unit, content_base_milli, position) VALUES
      ('${idOf("variant", 1)}', '${lamp}', '${idOf("stockItem", 1)}', '', '4006381333931', '["Sage"]', 350000, 'ml', 1000000, 0),
      ('${idOf("variant", 2)}', '${lamp}', '${idOf("stockItem", 2)}', '', '', '["Sand"]', NULL, NULL, NULL, 1)`,
    `INSERT INTO price_history (variant_id, currency, from_at, amount_minor) VALUES
      ('${idOf("variant", 1)}', 'EUR', 0, 1500), ('${idOf("variant", 1)}', 'EUR', ${90 * DAY_MS}, 3000),
      ('${idOf("variant", 1)}', 'EUR', ${115 * DAY_MS}, 2000), ('${idOf("variant", 1)}', 'EUR', ${118 * DAY_MS}, 3000),
      ('${idOf("variant", 1)}', 'EUR', ${120 * DAY_MS}, 2400)`,
    `INSERT INTO prices (variant_id, currency, amount_minor, compare_at_minor) VALUES ('${idOf("variant", 1)}', 'EUR', 2400, 3000), ('${idOf("variant", 2)}', 'EUR', 2500, NULL)`,
    `INSERT INTO product_price_ranges VALUES ('${lamp}', 'EUR', 2400, 2500), ('${cable}', 'EUR', 100, 349)`,
    `INSERT INTO media VALUES
      ('${idOf("media", 1)}', '${lamp}', 'a.webp', 'Off', 10, 10, NULL, 0),
      ('${idOf("media", 2)}', '${lamp}', 'b.webp', 'On', 10, 10, NULL, 1)`,
    `INSERT INTO variant_media VALUES ('${idOf("variant", 2)}', '${idOf("media", 2)}', 0), ('${idOf("variant", 2)}', '${idOf("media", 1)}', 1)`,
    `INSERT INTO translations VALUES
      ('${idOf("attribute", 1)}', 'de', 'choice:Sage', 'Salbei'), ('${lamp}', 'de', 'attribute:care', 'Abstauben'),
      ('${cable}', 'de', 'title', 'Kabel'), ('${idOf("collection", 1)}', 'de', 'title', 'Abend'),
      ('${idOf("productType", 1)}', 'de', 'title', 'Leuchte'), ('${lamp}', 'de', 'seo_title', 'Leuchte kaufen')`,
    `INSERT INTO variants (id, product_id, stock_item_id, option_values, position)
      SELECT value, '${cable}', 'itm_' || substr(value, 5), json_array((key + 1) || ' m'), key
      FROM json_each('${JSON.stringify(variantIds)}')`,
    `INSERT INTO prices (variant_id, currency, amount_minor, compare_at_minor) SELECT id, 'EUR', 100 + position, NULL FROM variants WHERE product_id = '${cable}'`,
  ];
}

beforeAll(async () => {
  await db.batch(fixture().map((row) => db.prepare(row)));
});

async function read(handle: string, place: Place = DEFAULT_PLACE) {
  return productSchema.parse(await productByHandle(db, handle, place));
}

describe("productByHandle()", () => {
  it("tells attributes of every kind, and leads only to what shoppers may see", async () => {
    const { attributes } = await read("lamp");
    expect(attributes.map(({ handle, values }) => [handle, values])).toEqual([
      [
        "shade",
        [
          { value: "Sage", text: "Sage", colour: "#9caf88", link: null },
          { value: "Sand", text: "Sand", colour: "#e2d2b0", link: null },
        ],
      ],
      ["designed", [{ value: "2026-04-01", text: "2026-04-01", colour: null, link: null }]],
      [
        "needs",
        [
          { value: cable, text: "Cable", colour: null, link: { kind: "product", handle: "cable" } },
          {
            value: idOf("category", 1),
            text: "Light",
            colour: null,
            link: { kind: "category", handle: "light" },
          },
        ],
      ],
      ["rooms", [{ value: "Hall", text: "Hall", colour: null, link: null }]],
      ["care", [{ value: "Dust it", text: "Dust it", colour: null, link: null }]],
    ]);
    expect((await read("cable")).attributes).toEqual([]);
  });

  it("tells them in the language that is asked for", async () => {
    const { attributes, collections, productType, seo } = await read("lamp", GERMAN);
    const texts = attributes.map(({ values }) => values.map(({ text }) => text));
    expect(texts).toEqual([
      ["Salbei", "Sand"],
      ["2026-04-01"],
      ["Kabel", "Light"],
      ["Hall"],
      ["Abstauben"],
    ]);
    expect(collections).toEqual([{ handle: "evening", title: "Abend" }]);
    expect(productType).toEqual({ handle: "lamp", title: "Leuchte" });
    expect(seo).toEqual({ title: "Leuchte kaufen", description: "Lamp" });
  });

  it("tells the unit price, the lowest price before the reduction, barcode and own pictures", async () => {
    const [sage, sand] = (await read("lamp")).variants;
    expect(sage).toMatchObject({
      barcode: "4006381333931",
      price: { minor: 2400 },
      compareAt: { minor: 3000 },
      lowestPrior: { minor: 2000, currency: "EUR" },
      unitPrice: { amount: { minor: 6857 }, per: { quantity: 1, unit: "l" } },
      pictures: [],
    });
    expect(sand).toMatchObject({ lowestPrior: null, unitPrice: null, pictures: [1, 0] });
    const [card] = await cardsByIds(db, [lamp], DEFAULT_PLACE);
    expect(productCardSchema.parse(card)).toMatchObject({
      priceFrom: { minor: 2400 },
      lowestPrior: { minor: 2000 },
      unitPrice: { amount: { minor: 6857 } },
    });
  });

  it(`reads ${VARIANTS} variants in one statement (medusa#12287, medusa#13890)`, async () => {
    const { variants } = await read("cable");
    expect(variants).toHaveLength(VARIANTS);
    expect(variants.at(-1)).toMatchObject({
      optionValues: [`${VARIANTS} m`],
      price: { minor: 349 },
    });
  });

  it("does not scan the catalog for what a reference names", async () => {
    let asked = "";
    const prepare = (text: string) => {
      asked = text;
      return db.prepare(text);
    };
    const spy = { prepare, batch: db.batch.bind(db) };
    await productByHandle(spy, "lamp", DEFAULT_PLACE);
    const bound = db.prepare(`EXPLAIN QUERY PLAN ${asked}`);
    const count = asked.split("?").length - 1;
    const plan = await bound.bind(...Array(count).fill("x")).all<{ detail: string }>();
    const scans = plan.results.filter(({ detail }) =>
      /^SCAN (products|categories|collections|brands|media|variants|known)|_by_(rank|age)/.test(
        detail,
      ),
    );
    expect(scans).toEqual([]);
  });
});

describe("prices that are written", () => {
  it("leave a history by themselves, whoever writes them", async () => {
    const id = idOf("variant", 2);
    await db.prepare("UPDATE prices SET amount_minor = 2600 WHERE variant_id = ?").bind(id).run();
    await db
      .prepare("UPDATE prices SET compare_at_minor = 2700 WHERE variant_id = ?")
      .bind(id)
      .run();
    const { results } = await db
      .prepare("SELECT amount_minor FROM price_history WHERE variant_id = ? ORDER BY from_at")
      .bind(id)
      .all();
    expect(results.at(-1)).toEqual({ amount_minor: 2600 });
    expect(results.filter((row) => row.amount_minor === 2600)).toHaveLength(1);
  });

  it("are counted from the first publication on, which is written by itself too", async () => {
    const publishedAt = () =>
      db.prepare("SELECT published_at FROM products WHERE id = ?").bind(rug).first("published_at");
    expect(await publishedAt()).toBeNull();
    await db.prepare("UPDATE products SET status = 'published' WHERE id = ?").bind(rug).run();
    const first = await publishedAt();
    expect(first).toBeGreaterThan(Date.now() - DAY_MS);
    await db.prepare("UPDATE products SET status = 'draft' WHERE id = ?").bind(rug).run();
    await db.prepare("UPDATE products SET status = 'published' WHERE id = ?").bind(rug).run();
    expect(await publishedAt()).toBe(first);
  });
});
