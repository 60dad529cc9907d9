import { env } from "cloudflare:workers";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { type DynamicRules, putDynamicPrice } from "../db/dynamic-prices.ts";
import { projectOrder } from "../db/orders.ts";
import { turnPriceLists, walkPriceLists } from "../db/price-walk.ts";
import { idOf } from "../domain/order-builders.ts";
import { snapshotOf } from "./batch-builders.ts";
import { addProduct, emptyCatalog } from "./catalog-builders.ts";
import { moveDynamicPrices } from "./dynamic-prices.ts";
import { runJob } from "./job.ts";

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** Monday of this week, 0:00 UTC: triggers write the history by the real clock. */
const TODAY = Math.floor(Date.now() / DAY_MS);
const NOW = (TODAY - ((TODAY - 4) % 7)) * DAY_MS;
const VARIANT = idOf("variant", 1);
const KEY = { variantId: VARIANT, currency: "EUR" } as const;
const RULES: DynamicRules = {
  rules: [
    { id: "scarce", when: { kind: "stock_below", units: 5 }, moveBp: 2_000 },
    { id: "night", when: { kind: "minutes", from: 200, to: 260 }, moveBp: -1_000 },
  ],
  rails: { floorMinor: 1200, ceilingMinor: 1700, changePerDayBp: 500 },
  timeZone: "UTC",
};

async function run(...rows: string[]) {
  await env.CATALOG.batch(rows.map((row) => env.CATALOG.prepare(row)));
}

/** A mug at 15.00 EUR since ten days ago, three of it in stock. */
beforeEach(async () => {
  await run(
    "DELETE FROM dynamic_prices",
    "DELETE FROM price_list_prices",
    "DELETE FROM price_lists",
    "DELETE FROM price_history",
  );
  await emptyCatalog();
  await env.ORDERS.exec(
    "DELETE FROM reconciliation_jobs; DELETE FROM order_lines; DELETE FROM orders;",
  );
  await addProduct(1, { eur: 1500 });
  await run(
    `UPDATE price_history SET from_at = ${NOW - 10 * DAY_MS}`,
    `INSERT INTO stock_levels VALUES ('${idOf("stockItem", 1)}', 'loc_harbour', 3, 0, 0, 1, 0)
      ON CONFLICT DO UPDATE SET on_hand = 3`,
    "DELETE FROM product_changes",
  );
});

const put = (rules: DynamicRules, version = 0) =>
  putDynamicPrice(env.CATALOG, KEY, { ...rules, version, now: NOW }).run();

async function move(now: number) {
  return runJob(env, moveDynamicPrices, { now, isForced: true });
}

async function shown() {
  const row = await env.CATALOG.prepare(
    `SELECT shown_minor AS minor, (SELECT reason FROM price_history WHERE variant_id = prices.variant_id
      ORDER BY from_at DESC LIMIT 1) AS reason,
      (SELECT min_minor FROM product_price_ranges) AS least FROM prices`,
  ).first<{ minor: number; reason: string; least: number }>();
  return row!;
}

/** What happened so far happened so long ago. */
const age = (ms: number) =>
  run(`UPDATE price_history SET from_at = from_at - ${ms} WHERE from_at > ${NOW - DAY_MS}`);

describe("moveDynamicPrices", () => {
  it("moves a price by its rules, within a day's change, and tells why", async () => {
    await put(RULES);
    expect(await move(NOW + 2 * HOUR_MS)).toMatchObject({ state: "finished", count: 1 });
    expect(await shown()).toEqual({
      minor: 1575,
      reason: "dynamic: scarce, change_per_day",
      least: 1575,
    });
    const marks = await env.CATALOG.prepare("SELECT count(*) AS rows FROM product_changes").first(
      "rows",
    );
    expect(marks).toBe(1);
    // The same again is no news.
    await move(NOW + 3 * HOUR_MS);
    const rows = await env.CATALOG.prepare("SELECT count(*) AS rows FROM price_history").first(
      "rows",
    );
    expect(rows).toBe(2);
  });

  it("looks at sales of this week and the one before, and at the hour", async () => {
    await put({
      ...RULES,
      rules: [
        ...RULES.rules,
        { id: "hot", when: { kind: "demand", changeBp: 10_000 }, moveBp: 500 },
      ],
      rails: { ...RULES.rails, changePerDayBp: 10_000 },
    });
    await move(NOW + 2 * HOUR_MS);
    expect((await shown()).reason).toBe("dynamic: scarce, ceiling");
    const lines = snapshotOf().lines;
    for (const [index, daysAgo] of [1, 2, 9].entries()) {
      const at = NOW - daysAgo * DAY_MS;
      const id = idOf("order", 10 + index);
      const snapshot = snapshotOf({ id, placedAt: at, confirmedAt: at, lines });
      await env.ORDERS.batch(projectOrder(env.ORDERS, snapshot, NOW));
    }
    await run("UPDATE stock_levels SET on_hand = 100");
    await move(NOW + 2 * HOUR_MS);
    expect(await shown()).toMatchObject({ minor: 1575, reason: "dynamic: hot" });
    await move(NOW + 3.5 * HOUR_MS);
    expect(await shown()).toMatchObject({ minor: 1425, reason: "dynamic: night, hot" });
  });

  it("is moved by nobody who only holds units", async () => {
    await run("UPDATE stock_levels SET on_hand = 10, held = 9");
    await put(RULES);
    await move(NOW + 2 * HOUR_MS);
    expect((await shown()).minor).toBe(1500);
    await run("UPDATE stock_levels SET held = 0, allocated = 9");
    await move(NOW + 3 * HOUR_MS);
    expect((await shown()).minor).toBe(1575);
  });

  it("stands still under a list, and goes on from where it was", async () => {
    await put(RULES);
    await run(
      `INSERT INTO price_lists (id, label, kind, customer_groups, countries, priority, updated_at, status)
        VALUES ('${idOf("priceList", 1)}', 'L', 'sale', '[]', '[]', 0, 0, 'active')`,
      `INSERT INTO price_list_prices VALUES ('${idOf("priceList", 1)}', '${VARIANT}', 'EUR', 1, 500)`,
    );
    await turnPriceLists(env.CATALOG, NOW);
    await walkPriceLists(env.CATALOG);
    await move(NOW);
    expect(await shown()).toMatchObject({ minor: 500, least: 500 });
    await age(Date.now() - (NOW - 3 * DAY_MS));
    await run("UPDATE price_lists SET status = 'stopped', version = 2");
    await turnPriceLists(env.CATALOG, NOW);
    await walkPriceLists(env.CATALOG);
    expect((await shown()).minor).toBe(1500);
    // Three days of the sale's 5.00 are no reason to be cheap.
    await move(NOW + 2 * HOUR_MS);
    expect((await shown()).minor).toBe(1575);
  });

  it("never leaves the rails, whatever staff, stock and time do", async () => {
    const turn = fc.record({
      units: fc.integer({ min: 0, max: 10 }),
      hours: fc.integer({ min: 1, max: 30 }),
      floor: fc.integer({ min: 100, max: 1500 }),
      over: fc.integer({ min: 0, max: 2000 }),
      day: fc.integer({ min: 1, max: 3000 }),
      base: fc.option(fc.integer({ min: 100, max: 3000 }), { nil: null }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { maxLength: 5 }), async (turns) => {
        await run(
          "DELETE FROM dynamic_prices",
          "UPDATE prices SET dynamic_minor = NULL, amount_minor = 1500",
        );
        await env.ORDERS.exec("DELETE FROM reconciliation_jobs");
        let now = NOW;
        let version = 0;
        for (const { units, hours, floor, over, day, base } of turns) {
          now += hours * HOUR_MS;
          const rails = { floorMinor: floor, ceilingMinor: floor + over, changePerDayBp: day };
          await put({ ...RULES, rails }, version);
          version += 1;
          if (base !== null) await run(`UPDATE prices SET amount_minor = ${base}`);
          await run(`UPDATE stock_levels SET on_hand = ${units}`);
          await move(now);
          const { minor, least } = await shown();
          expect(minor).toBeGreaterThanOrEqual(floor);
          expect(minor).toBeLessThanOrEqual(floor + over);
          expect(least).toBe(minor);
        }
      }),
      { numRuns: 25 },
    );
  });
});
