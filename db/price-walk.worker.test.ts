import { env } from "cloudflare:workers";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { productSchema } from "../contracts/catalog.ts";
import type { Id } from "../domain/id.ts";
import { idOf } from "../domain/order-builders.ts";
import { DEFAULT_PLACE } from "../domain/place.ts";
import { type PriceList, priceFor } from "../domain/price-list.ts";
import { listProducts, pricesFor, productByHandle, variantFacts } from "./catalog.ts";
import { turnPriceLists, walkPriceLists } from "./price-walk.ts";

const db = env.CATALOG;
const LIST_COLUMNS =
  "id, label, kind, customer_groups, countries, starts_at, ends_at, priority, version, updated_at, status";
const variant = (number: number) => idOf("variant", number);
const list = (number: number) => idOf("priceList", number);

async function run(...rows: string[]) {
  await db.batch(rows.map((row) => db.prepare(row)));
}

/** Seven products of one variant each, at 10.00 EUR. */
beforeEach(async () => {
  const tables = [
    ...[
      "price_list_prices",
      "price_lists",
      "price_history",
      "product_changes",
      "product_price_ranges",
    ],
    ...["product_categories", "prices", "variants", "products", "categories", "currencies"],
  ];
  await run(
    ...tables.map((table) => `DELETE FROM ${table}`),
    `INSERT INTO currencies (code, prices_include_tax, default_country, position)
      VALUES ('EUR', 1, 'DE', 0), ('USD', 0, 'US', 1)`,
    ...[1, 2, 3, 4, 5, 6, 7].flatMap((number) => [
      `INSERT INTO products (id, handle, status, title, created_at, updated_at, published_at) VALUES ('${idOf("product", number)}', 'p-${number}', 'published', 'P', 0, 0, 1)`,
      `INSERT INTO variants (id, product_id, stock_item_id, position) VALUES ('${variant(number)}', '${idOf("product", number)}', '${idOf("stockItem", number)}', 0)`,
      `INSERT INTO prices (variant_id, currency, amount_minor) VALUES ('${variant(number)}', 'EUR', 1000)`,
      `INSERT INTO product_price_ranges VALUES ('${idOf("product", number)}', 'EUR', 1000, 1000)`,
    ]),
    "UPDATE price_history SET from_at = 10",
    "DELETE FROM product_changes",
  );
});

/** A list that is started; times null are open. */
async function start(
  number: number,
  {
    kind = "sale",
    groups = "[]",
    countries = "[]",
    startsAt = null,
    endsAt = null,
    priority = 0,
  }: {
    kind?: string;
    groups?: string;
    countries?: string;
    startsAt?: number | null;
    endsAt?: number | null;
    priority?: number;
  } = {},
) {
  await db
    .prepare(
      `INSERT INTO price_lists (${LIST_COLUMNS}) VALUES (?, 'L', ?, ?, ?, ?, ?, ?, 1, 0, 'active')`,
    )
    .bind(list(number), kind, groups, countries, startsAt, endsAt, priority)
    .run();
}

async function give(number: number, of: Id<"variant">, ...breaks: [from: number, minor: number][]) {
  if (breaks.length === 0) return;
  await run(
    ...breaks.map(
      ([from, minor]) =>
        `INSERT INTO price_list_prices VALUES ('${list(number)}', '${of}', 'EUR', ${from}, ${minor})`,
    ),
  );
}

async function settle(now: number, rows = 2) {
  await turnPriceLists(db, now);
  let pages = 0;
  while ((await walkPriceLists(db, rows)) !== null) pages += 1;
  return pages;
}

async function product(number: number) {
  return productSchema.parse(await productByHandle(db, `p-${number}`, DEFAULT_PLACE));
}

async function shown() {
  const { results } = await db
    .prepare("SELECT shown_minor AS minor FROM prices ORDER BY variant_id")
    .all<{ minor: number }>();
  return results.map(({ minor }) => minor);
}

describe("turnPriceLists() and walkPriceLists()", () => {
  it("bring a sale onto every page of prices at its time, and take it off at its end", async () => {
    await start(1, { startsAt: 100, endsAt: 200 });
    for (const number of [1, 2, 3, 4, 5]) await give(1, variant(number), [1, 700]);
    expect(await settle(99)).toBe(0);
    expect(await shown()).toEqual([1000, 1000, 1000, 1000, 1000, 1000, 1000]);
    expect(await settle(100)).toBe(3);
    expect(await shown()).toEqual([700, 700, 700, 700, 700, 1000, 1000]);
    const [reduced] = (await product(1)).variants;
    expect(reduced).toMatchObject({
      price: { minor: 700 },
      compareAt: { minor: 1000 },
      lowestPrior: { minor: 1000 },
    });
    const cards = await listProducts(db, { ...DEFAULT_PLACE, sort: "price_asc", limit: 10 });
    expect(cards.ok && cards.value.products.map(({ priceFrom }) => priceFrom.minor)).toEqual([
      700, 700, 700, 700, 700, 1000, 1000,
    ]);
    // Nothing happens twice.
    expect(await settle(150)).toBe(0);
    expect(await settle(200)).toBe(3);
    expect(await shown()).toEqual([1000, 1000, 1000, 1000, 1000, 1000, 1000]);
    expect((await product(1)).variants[0]).toMatchObject({ compareAt: null, lowestPrior: null });
  });

  it("keep the history of what was asked for, with the list as its reason", async () => {
    await start(1);
    await give(1, variant(1), [1, 700]);
    await settle(100);
    await run("UPDATE price_history SET from_at = from_at - 1000 WHERE from_at > 10");
    // Staff raise the catalog's price under the sale: nobody is asked for it, the price before is.
    await run(`UPDATE prices SET amount_minor = 1200 WHERE variant_id = '${variant(1)}'`);
    expect((await product(1)).variants[0]).toMatchObject({
      price: { minor: 700 },
      compareAt: { minor: 1200 },
      lowestPrior: { minor: 1000 },
    });
    await run("UPDATE price_lists SET status = 'stopped', version = 2");
    await settle(101);
    const { results } = await db
      .prepare(
        "SELECT amount_minor AS minor, reason FROM price_history WHERE variant_id = ? ORDER BY from_at",
      )
      .bind(variant(1))
      .all();
    expect(results).toEqual([
      { minor: 1000, reason: "" },
      { minor: 700, reason: `list: ${list(1)}` },
      { minor: 1200, reason: `list ended: ${list(1)}` },
    ]);
  });

  it("mark every product of the list, also where only prices by quantity change", async () => {
    await start(1, { kind: "override" });
    await give(1, variant(3), [5, 900], [10, 800]);
    await settle(100);
    const { results } = await db.prepare("SELECT product_id AS id FROM product_changes").all();
    expect(results).toEqual([{ id: idOf("product", 3) }]);
    const [only] = (await product(3)).variants;
    expect(only).toMatchObject({
      price: { minor: 1000 },
      quantityPrices: [
        { fromQuantity: 5, price: { minor: 900 } },
        { fromQuantity: 10, price: { minor: 800 } },
      ],
    });
    const [facts] = await variantFacts(db, [variant(3)], "EUR");
    expect(
      facts?.steps?.map(({ fromQuantity, minor, listId }) => [fromQuantity, minor, listId]),
    ).toEqual([
      [1, 1000, null],
      [5, 900, list(1)],
      [10, 800, list(1)],
    ]);
  });

  it("begin again where the list is changed on its way, and end at the same prices", async () => {
    await start(1);
    for (const number of [1, 2, 3, 4, 5]) await give(1, variant(number), [1, 700]);
    await turnPriceLists(db, 100);
    await walkPriceLists(db, 2);
    await run("UPDATE price_lists SET status = 'stopped', version = 2");
    await turnPriceLists(db, 101);
    await walkPriceLists(db, 2);
    await run("UPDATE price_lists SET status = 'active', version = 3");
    expect(await settle(102)).toBe(3);
    expect(await shown()).toEqual([700, 700, 700, 700, 700, 1000, 1000]);
  });

  it("do no harm where two clocks walk at once", async () => {
    await start(1);
    for (const number of [1, 2, 3, 4, 5]) await give(1, variant(number), [1, 700]);
    await Promise.all([settle(100), settle(100)]);
    expect(await shown()).toEqual([700, 700, 700, 700, 700, 1000, 1000]);
    const count = await db.prepare("SELECT count(*) AS rows FROM price_history").first("rows");
    expect(count).toBe(12);
  });

  it("give a price that comes while a list holds the list's price from the start", async () => {
    await start(1);
    await give(1, variant(1), [1, 700]);
    await settle(100);
    await run(
      "DELETE FROM prices",
      "DELETE FROM price_history",
      `INSERT INTO prices (variant_id, currency, amount_minor) VALUES ('${variant(1)}', 'EUR', 900)`,
    );
    expect(await shown()).toEqual([700]);
    const { results } = await db.prepare("SELECT amount_minor AS minor FROM price_history").all();
    expect(results).toEqual([{ minor: 700 }]);
    // And a variant that goes takes its prices along.
    await run("DELETE FROM prices", `DELETE FROM variants WHERE id = '${variant(1)}'`);
  });

  it("shows what priceFor() says, whatever lists there are", async () => {
    const priceList = fc.record({
      kind: fc.constantFrom("sale" as const, "override" as const),
      isForSome: fc.boolean(),
      isOver: fc.boolean(),
      priority: fc.integer({ min: 0, max: 2 }),
      minors: fc.array(fc.integer({ min: 1, max: 2000 }), { maxLength: 2 }),
      firstFrom: fc.constantFrom(1, 3),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(priceList, { maxLength: 4 }), async (parts) => {
        await run(
          "DELETE FROM price_list_prices",
          "UPDATE prices SET listed_minor = NULL, listed_by = NULL, is_sale = 0",
          "DELETE FROM price_lists",
        );
        const lists: PriceList[] = [];
        for (const [
          index,
          { kind, isForSome, isOver, priority, minors, firstFrom },
        ] of parts.entries()) {
          const startsAt = null;
          const endsAt = isOver ? 50 : null;
          await start(index, { kind, countries: isForSome ? '["CH"]' : "[]", endsAt, priority });
          const breaks = minors.map((minor, at): [number, number] => [firstFrom + at * 4, minor]);
          await give(index, variant(1), ...breaks);
          const prices = breaks.map(([fromQuantity, minor]) => ({
            variantId: variant(1),
            currency: "EUR" as const,
            fromQuantity,
            minor,
          }));
          lists.push({
            id: list(index),
            label: "",
            kind,
            customerGroups: [],
            countries: isForSome ? ["CH"] : [],
            startsAt,
            endsAt,
            priority,
            prices,
          });
        }
        await settle(100);
        const question = {
          variantId: variant(1),
          currency: "EUR" as const,
          customerGroups: [],
          country: null,
          now: 100,
        };
        const found = priceFor({ ...question, quantity: 1 }, 1000, lists);
        const [of] = (await product(1)).variants;
        expect(of?.price.minor).toBe(found?.minor);
        expect(of?.compareAt?.minor ?? null).toBe(found?.beforeMinor);
        const swiss = (
          await pricesFor(db, [variant(1)], { currency: "EUR", country: "CH", customerGroups: [] })
        ).get(variant(1));
        for (const quantity of [1, 3, 7, 99]) {
          const common = swiss?.common.findLast(({ fromQuantity }) => fromQuantity <= quantity);
          expect(common?.minor).toBe(priceFor({ ...question, quantity }, 1000, lists)?.minor);
          const own = swiss?.own.findLast(({ fromQuantity }) => fromQuantity <= quantity);
          // Lists of a country follow the clock, and that one is long past 100.
          expect(own?.minor).toBe(
            priceFor({ ...question, quantity, country: "CH" }, 1000, lists)?.minor,
          );
        }
      }),
      { numRuns: 40 },
    );
  });
});
