import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { catalogChanged } from "../contracts/events.ts";
import { type ExchangeTerms, exchangeTerms, feedState } from "../db/exchange.ts";
import { idOf } from "../domain/order-builders.ts";
import type { Env } from "../env.gen.ts";
import { deliver } from "./batch-builders.ts";
import { addProduct, documentOf, emptyCatalog, feedBindings, marks } from "./catalog-builders.ts";
import { importRates, keepRates } from "./exchange.ts";

const QUEUE = "kiosk-catalog-events";
const DAY_MS = 24 * 60 * 60 * 1000;
const NOW = Date.UTC(2026, 10, 20, 12);
const TODAY = "2026-11-20";
const KWD = { locale: "en", currency: "KWD" } as const;
const poke = () => catalogChanged("staff", 1);

function feed(rates: Record<string, unknown>, date = TODAY): string {
  return JSON.stringify({ base: "EUR", date, rates });
}

/** The core's bindings with a feed that answers so. */
function withFeed(answer: () => Response | Promise<Response>): Env {
  vi.stubGlobal("fetch", vi.fn(answer));
  const EXCHANGE_FEED_URL = "https://rates.example/latest.json";
  return feedBindings({ EXCHANGE_FEED_URL, EXCHANGE_JUMP_BP_MAX: "1000" }).bindings;
}

function ask(bindings: Env, { now = NOW, acceptedJumps = [] as "KWD"[] } = {}) {
  return importRates(bindings, { now, acceptedJumps });
}

async function rateOf(to: string): Promise<ExchangeTerms["rates"][number] | undefined> {
  return (await exchangeTerms(env.CATALOG)).rates.find((rate) => rate.to === to);
}

/** Dinars follow from euros, up to the next quarter less ten fils. */
async function addRule(): Promise<void> {
  await env.CATALOG.prepare(
    `INSERT INTO conversion_rules (to_currency, from_currency, markup_bp, rounding, stale_after_ms)
    VALUES ('KWD', 'EUR', 250, '{"kind":"charm","endingMinor":240,"ofMinor":250}', ?)`,
  )
    .bind(7 * DAY_MS)
    .run();
}

async function quote(rate: string, at = Date.now()): Promise<void> {
  await env.CATALOG.prepare(
    `INSERT INTO exchange_rates VALUES ('EUR', 'KWD', ?, ?, 'test')
    ON CONFLICT DO UPDATE SET rate = excluded.rate, quoted_at = excluded.quoted_at`,
  )
    .bind(rate, at)
    .run();
}

function priceOf(number: number, currency = "KWD") {
  return env.CATALOG.prepare(
    `SELECT amount_minor AS minor, compare_at_minor AS was, source, reason, exchange FROM prices
    WHERE variant_id = ? AND currency = ?`,
  )
    .bind(idOf("variant", number), currency)
    .first<Record<string, unknown>>();
}

async function setPrice(number: number, currency: string, minor: number): Promise<void> {
  await env.CATALOG.prepare(
    `INSERT INTO prices (variant_id, currency, amount_minor) VALUES (?1, ?2, ?3)
    ON CONFLICT DO UPDATE SET amount_minor = ?3, source = 'set', reason = '', exchange = NULL`,
  )
    .bind(idOf("variant", number), currency, minor)
    .run();
}

beforeEach(async () => {
  await emptyCatalog();
  await env.CATALOG.batch([
    env.CATALOG.prepare("DELETE FROM exchange_feed"),
    env.CATALOG.prepare("DELETE FROM conversion_rules"),
    env.CATALOG.prepare("DELETE FROM exchange_rates"),
    env.CATALOG.prepare("DELETE FROM price_history"),
    env.CATALOG.prepare(
      `INSERT INTO currencies (code, prices_include_tax, default_country, position)
      VALUES ('KWD', 1, 'KW', 2)`,
    ),
  ]);
  await env.ORDERS.prepare("DELETE FROM reconciliation_jobs").run();
});
afterEach(() => vi.unstubAllGlobals());

describe("importRates()", () => {
  it("takes rates in, and notes that all is well", async () => {
    const bindings = withFeed(() => new Response(feed({ USD: 1.1253, KWD: 0.3457, XAU: 1 })));
    expect(await ask(bindings)).toEqual({ taken: ["USD", "KWD"], problems: [] });
    expect(await rateOf("KWD")).toEqual({
      from: "EUR",
      to: "KWD",
      rate: "0.3457",
      at: Date.parse(TODAY),
      source: "rates.example",
    });
    expect(await feedState(env.CATALOG)).toEqual({ askedAt: NOW, answeredAt: NOW, problems: [] });
  });

  it.each([
    ["an error", () => new Response("busy", { status: 503 }), "feed_unreachable"],
    ["a redirect", () => Response.redirect("https://elsewhere.example/"), "feed_unreachable"],
    ["nobody", () => Promise.reject(new TypeError("away")), "feed_unreachable"],
    ["too much", () => new Response("x".repeat(200_000)), "feed_unreachable"],
    ["no text", () => new Response(Uint8Array.of(0xff, 0xfe, 0xfd)), "feed_unreachable"],
    ["a page", () => new Response("<html>Maintenance</html>"), "feed_unreadable"],
    ["no date", () => new Response(feed({ KWD: 0.3 }, "yesterday")), "feed_unreadable"],
    ["tomorrow", () => new Response(feed({ KWD: 0.3 }, "2026-11-21")), "quoted_in_future"],
    ["zero", () => new Response(feed({ KWD: 0 })), "rate_invalid"],
    ["less than zero", () => new Response(feed({ KWD: -0.3457 })), "rate_invalid"],
    ["a jump", () => new Response(feed({ KWD: 3.457 })), "rate_jumped"],
  ] as const)("takes nothing from %s, keeps what it had, and tells staff", async (...row) => {
    const [, answer, reason] = row;
    await quote("0.3457", NOW - DAY_MS);
    const { taken, problems } = await ask(withFeed(answer));
    expect(taken).toEqual([]);
    expect(problems.map((problem) => problem.reason)).toEqual([reason]);
    expect((await feedState(env.CATALOG))?.problems).toEqual(problems);
    expect(await rateOf("KWD")).toMatchObject({ rate: "0.3457", at: NOW - DAY_MS });
  });

  it("takes a jump that a person has looked at", async () => {
    await quote("0.3457", NOW - DAY_MS);
    const bindings = withFeed(() => new Response(feed({ KWD: 0.5 })));
    expect((await ask(bindings)).problems).toMatchObject([
      { reason: "rate_jumped", was: "0.3457", now: "0.5" },
    ]);
    expect(await ask(bindings, { acceptedJumps: ["KWD"] })).toEqual({
      taken: ["KWD"],
      problems: [],
    });
    expect((await rateOf("KWD"))?.rate).toBe("0.5");
  });
});

describe("keepRates()", () => {
  it("asks every hour, and sooner where nobody answered", async () => {
    const bindings = withFeed(() => new Response("busy", { status: 503 }));
    await keepRates(bindings, NOW);
    await keepRates(bindings, NOW + 300_000);
    expect(fetch).toHaveBeenCalledTimes(2);
    const answering = withFeed(() => new Response(feed({ KWD: 0.3457 })));
    for (const minutes of [10, 15, 60, 71]) await keepRates(answering, NOW + minutes * 60_000);
    expect(fetch).toHaveBeenCalledTimes(2);
  });

  it("asks nobody where there is no feed", async () => {
    const bindings = { ...withFeed(() => new Response()), EXCHANGE_FEED_URL: "" };
    await keepRates(bindings, NOW);
    expect(fetch).not.toHaveBeenCalled();
    expect(await feedState(env.CATALOG)).toBeNull();
  });

  it("carries new rates into prices that they change, and into no others", async () => {
    await addRule();
    await quote("0.3457");
    for (const number of [1, 2]) await addProduct(number, { eur: number === 1 ? 1500 : 1505 });
    await keepRates(feedBindings().bindings, Date.now());
    // 15.00 × 0.3457 × 1.025 is 5.315; 15.05 makes 5.333.
    expect(await priceOf(1)).toMatchObject({ minor: 5490, source: "converted" });
    await env.CATALOG.prepare("DELETE FROM product_changes").run();

    await quote("0.3520");
    await keepRates(feedBindings().bindings, Date.now());
    expect(await priceOf(1)).toMatchObject({ minor: 5490 });
    expect(await marks()).toBe(0);

    await quote("0.3570");
    await keepRates(feedBindings().bindings, Date.now());
    // 5.489 and 5.507: only the second one passes 5.490.
    expect((await priceOf(1))?.minor).toBe(5490);
    expect(await priceOf(2)).toMatchObject({
      minor: 5740,
      reason: "rate 1 EUR = 0.3570 KWD, +2.5 %",
    });
    expect(await marks()).toBe(1);
  });
});

describe("a change of a product", () => {
  it("has its converted price in the same telling, with its history", async () => {
    await addRule();
    await quote("0.3457");
    await addProduct(1);
    const { bindings } = feedBindings();
    await deliver(bindings, QUEUE, [poke()]);
    expect((await documentOf("mug-1", KWD))?.product?.variants[0]?.price.minor).toBe(5490);
    expect(await marks()).toBe(0);
    await setPrice(1, "EUR", 2400);
    await deliver(bindings, QUEUE, [poke()]);
    // 24.00 × 0.3457 × 1.025 is 8.504.
    expect((await documentOf("mug-1", KWD))?.product?.variants[0]?.price.minor).toBe(8740);
    const { results } = await env.CATALOG.prepare(
      "SELECT amount_minor AS minor, reason FROM price_history WHERE currency = 'KWD' ORDER BY from_at",
    ).all();
    const reason = "rate 1 EUR = 0.3457 KWD, +2.5 %";
    expect(results).toEqual([
      { minor: 5490, reason },
      { minor: 8740, reason },
    ]);
    const range = env.CATALOG.prepare(
      "SELECT min_minor FROM product_price_ranges WHERE currency = 'KWD'",
    );
    expect(await range.first("min_minor")).toBe(8740);
  });

  it("never touches a price that is set, and converts again when it is taken away", async () => {
    await addRule();
    await quote("0.3457");
    await addProduct(1);
    await setPrice(1, "KWD", 4000);
    const { bindings } = feedBindings();
    await deliver(bindings, QUEUE, [poke()]);
    expect(await priceOf(1)).toMatchObject({ minor: 4000, source: "set", exchange: null });
    await env.CATALOG.prepare("DELETE FROM prices WHERE currency = 'KWD'").run();
    await deliver(bindings, QUEUE, [poke()]);
    expect(await priceOf(1)).toMatchObject({ minor: 5490, source: "converted" });
    await env.CATALOG.prepare("DELETE FROM prices WHERE currency = 'EUR'").run();
    await deliver(bindings, QUEUE, [poke()]);
    expect(await priceOf(1)).toBeNull();
  });

  it("follows a price that moves by rules", async () => {
    await addRule();
    await quote("0.3457");
    await addProduct(1);
    const { bindings } = feedBindings();
    await deliver(bindings, QUEUE, [poke()]);
    await env.CATALOG.prepare(
      "UPDATE prices SET dynamic_minor = 2400 WHERE currency = 'EUR'",
    ).run();
    await deliver(bindings, QUEUE, [poke()]);
    expect((await priceOf(1))?.minor).toBe(8740);
    await env.CATALOG.prepare("UPDATE prices SET dynamic_minor = NULL").run();
    await deliver(bindings, QUEUE, [poke()]);
    expect((await priceOf(1))?.minor).toBe(5490);
  });

  it("keeps prices as they stand while the rate is stale", async () => {
    await addRule();
    await quote("0.3457");
    await addProduct(1);
    const { bindings } = feedBindings();
    await deliver(bindings, QUEUE, [poke()]);
    await quote("0.5", Date.now() - 8 * DAY_MS);
    await setPrice(1, "EUR", 9900);
    await deliver(bindings, QUEUE, [poke()]);
    expect((await priceOf(1))?.minor).toBe(5490);
  });

  it("loses its converted prices with the rule, and none that are set", async () => {
    await addRule();
    await quote("0.3457");
    for (const number of [1, 2]) await addProduct(number);
    await setPrice(2, "KWD", 4000);
    const { bindings } = feedBindings();
    await deliver(bindings, QUEUE, [poke()]);
    await env.CATALOG.prepare("DELETE FROM conversion_rules").run();
    await deliver(bindings, QUEUE, [poke()]);
    expect(await priceOf(1)).toBeNull();
    expect((await priceOf(2))?.minor).toBe(4000);
    expect((await documentOf("mug-1", KWD))?.product).toBeNull();
  });
});
