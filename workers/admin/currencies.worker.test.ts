import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { listAudit } from "../../db/audit.ts";
import type { Env } from "./env.gen.ts";
import { BINDINGS, call } from "./staff-builders.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const RULE = {
  from: "EUR",
  markupBp: 250,
  rounding: { kind: "charm", endingMinor: 990, ofMinor: 1000 },
  staleAfterMs: 3 * DAY_MS,
};

beforeEach(async () => {
  await env.CATALOG.batch([
    env.CATALOG.prepare("DELETE FROM conversion_rules"),
    env.CATALOG.prepare("DELETE FROM exchange_rates"),
    env.CATALOG.prepare("DELETE FROM exchange_feed"),
    env.CATALOG.prepare(
      `INSERT OR REPLACE INTO currencies (code, prices_include_tax, default_country, position)
      VALUES ('EUR', 1, 'DE', 0), ('USD', 0, 'US', 1), ('JPY', 1, 'JP', 2), ('KWD', 1, 'KW', 3)`,
    ),
  ]);
});

async function quote(to: string, rate: string, at = Date.now() - DAY_MS): Promise<void> {
  await env.CATALOG.prepare("INSERT INTO exchange_rates VALUES ('EUR', ?, ?, ?, 'rates.example')")
    .bind(to, rate, at)
    .run();
}

function write(code: string, patch: Readonly<Record<string, unknown>>, key?: string) {
  const body = { version: 1, pricesIncludeTax: true, conversion: null, ...patch };
  return call("PATCH", `/currencies/${code}`, key === undefined ? { body } : { body, key });
}

async function pointersOf(code: string, conversion: object): Promise<string[]> {
  const { status, body } = await write(code, { conversion });
  expect(status).toBe(422);
  return body.errors.map(({ pointer }: { pointer: string }) => pointer);
}

describe("GET /admin/api/currencies", () => {
  it("tells each currency, its rule, and how old its rate is", async () => {
    await quote("KWD", "0.3457");
    expect((await write("KWD", { conversion: RULE })).status).toBe(200);
    const { body } = await call("GET", "/currencies");
    expect(body.currencies.map(({ code }: { code: string }) => code)).toEqual([
      "EUR",
      "USD",
      "JPY",
      "KWD",
    ]);
    expect(body.currencies[0]).toMatchObject({ decimals: 2, conversion: null, rate: null });
    expect(body.currencies[3]).toMatchObject({
      decimals: 3,
      version: 2,
      conversion: RULE,
      rate: { state: "fresh", rate: "0.3457" },
    });
    expect(body.currencies[3].rate.ageMs).toBeGreaterThanOrEqual(DAY_MS);
    expect(body.rates).toMatchObject([{ from: "EUR", to: "KWD", source: "rates.example" }]);
    expect(body).toMatchObject({ feed: null, isConverting: true });
    await env.CATALOG.prepare("UPDATE exchange_rates SET quoted_at = 1").run();
    const later = await call("GET", "/currencies");
    expect(later.body.currencies[3].rate.state).toBe("stale");
    await env.CATALOG.prepare("DELETE FROM exchange_rates").run();
    const gone = await call("GET", "/currencies");
    expect(gone.body.currencies[3].rate).toMatchObject({ state: "missing", rate: null });
  });
});

describe("PATCH /admin/api/currencies/{code}", () => {
  it("sets and removes a rule, tells tax otherwise, and writes both into the log", async () => {
    await quote("KWD", "0.3457");
    const set = await write("KWD", { conversion: RULE });
    expect(set.body).toMatchObject({ version: 2, conversion: RULE });
    const removed = await write("KWD", { version: 2, pricesIncludeTax: false });
    expect(removed.body).toMatchObject({ version: 3, pricesIncludeTax: false, conversion: null });
    const { rows } = await listAudit(env.ORDERS, { limit: 2 });
    expect(rows.map(({ action, subjectId }) => [action, subjectId])).toEqual([
      ["currency.change", "KWD"],
      ["currency.change", "KWD"],
    ]);
  });

  it("refuses a rate that is missing or older than the rule allows", async () => {
    expect(await pointersOf("KWD", RULE)).toEqual(["/conversion/from"]);
    await quote("KWD", "0.3457", Date.now() - 4 * DAY_MS);
    expect(await pointersOf("KWD", RULE)).toEqual(["/conversion/staleAfterMs"]);
  });

  it("refuses a rule that contradicts itself or another, with the field", async () => {
    await quote("KWD", "0.3457");
    await quote("USD", "1.1253");
    expect(await pointersOf("EUR", { ...RULE, from: "USD" })).toEqual(["/conversion"]);
    expect(await pointersOf("KWD", { ...RULE, from: "KWD" })).toEqual(["/conversion/from"]);
    const uneven = { kind: "charm", endingMinor: 995, ofMinor: 1000 };
    expect(await pointersOf("KWD", { ...RULE, rounding: uneven })).toEqual([
      "/conversion/rounding/endingMinor",
    ]);
    const beyond = { kind: "charm", endingMinor: 1000, ofMinor: 1000 };
    expect(await pointersOf("KWD", { ...RULE, rounding: beyond })).toEqual([
      "/conversion/rounding/endingMinor",
    ]);
    expect(await pointersOf("KWD", { ...RULE, staleAfterMs: 0 })).toEqual([
      "/conversion/staleAfterMs",
    ]);
    expect((await write("KWD", { conversion: RULE })).status).toBe(200);
    // No chains: a converted price is no source.
    expect(await pointersOf("USD", { ...RULE, from: "KWD" })).toEqual(["/conversion/from"]);
    await quote("JPY", "163.42");
    await env.CATALOG.prepare("DELETE FROM conversion_rules").run();
    const yen = { ...RULE, from: "USD", rounding: { kind: "nearest", toMinor: 10 } };
    expect((await write("JPY", { conversion: yen })).status).toBe(200);
    expect(await pointersOf("USD", RULE)).toEqual(["/conversion"]);
  });

  it("lets one of two at a time in, and does nothing twice", async () => {
    await quote("KWD", "0.3457");
    const first = await write("KWD", { conversion: RULE }, "once");
    expect(await write("KWD", { conversion: RULE }, "once")).toEqual(first);
    const late = await write("KWD", { pricesIncludeTax: false });
    expect(late).toMatchObject({ status: 409, body: { code: "version_changed", version: 2 } });
    // What is so already needs no version.
    expect((await write("KWD", { version: 1, conversion: RULE })).body.version).toBe(2);
  });

  it("begins to sell in a currency, once, and moves its country", async () => {
    await env.CATALOG.prepare("DELETE FROM currencies WHERE code = 'KWD'").run();
    const { status, body } = await write("KWD", { version: 0 });
    expect([status, body.errors[0].pointer]).toEqual([422, "/defaultCountry"]);
    const begun = await write("KWD", { version: 0, defaultCountry: "KW" });
    expect(begun).toMatchObject({ status: 200, body: { version: 1, defaultCountry: "KW" } });
    expect((await write("KWD", { version: 0, defaultCountry: "AE" })).status).toBe(409);
    const moved = await write("KWD", { version: 1, defaultCountry: "AE" });
    expect(moved.body).toMatchObject({ version: 2, defaultCountry: "AE" });
    expect((await write("KWD", { version: 2, pricesIncludeTax: false })).body).toMatchObject({
      version: 3,
      defaultCountry: "AE",
    });
    const { body: all } = await call("GET", "/currencies");
    expect(all.currencies.at(-1)).toMatchObject({ code: "KWD", defaultCountry: "AE" });
  });

  it("marks what pages tell when tax is told otherwise", async () => {
    await env.CATALOG.batch([
      env.CATALOG.prepare(
        `INSERT OR IGNORE INTO products (id, handle, status, title, created_at, updated_at)
        VALUES ('prd_tax', 'tax', 'published', 'Tax', 1, 1)`,
      ),
      env.CATALOG.prepare("DELETE FROM product_changes"),
    ]);
    const marks = env.CATALOG.prepare(
      "SELECT count(*) AS marks FROM product_changes WHERE product_id = 'prd_tax'",
    );
    await write("JPY", { pricesIncludeTax: true });
    expect(await marks.first("marks")).toBe(0);
    await write("JPY", { pricesIncludeTax: false });
    expect(await marks.first("marks")).toBe(1);
  });

  it("is for those who may", async () => {
    const body = { version: 1, pricesIncludeTax: true, conversion: null };
    expect((await call("PATCH", "/currencies/KWD", { body, role: "support" })).status).toBe(403);
    expect((await call("PATCH", "/currencies/CHF", { body })).status).toBe(404);
    await env.CATALOG.prepare("DELETE FROM currencies WHERE code = 'KWD'").run();
    expect((await call("PATCH", "/currencies/KWD", { body })).status).toBe(404);
  });
});

describe("POST /admin/api/exchange-rates/import", () => {
  it("asks the feed, once per key, and passes on which jumps are accepted", async () => {
    const asked: unknown[] = [];
    const EXCHANGE = {
      async look(accepted: readonly string[]) {
        asked.push(accepted);
        await quote("KWD", "0.5");
        return { taken: ["KWD"], problems: [] };
      },
    } as unknown as Env["EXCHANGE"];
    const bindings = { ...BINDINGS, EXCHANGE };
    const request = { body: { acceptedJumps: ["KWD"] }, key: "now", bindings };
    const first = await call("POST", "/exchange-rates/import", request);
    expect(first.body.rates).toMatchObject([{ to: "KWD", rate: "0.5" }]);
    expect(await call("POST", "/exchange-rates/import", request)).toEqual(first);
    expect(asked).toEqual([["KWD"]]);
    const { rows } = await listAudit(env.ORDERS, { limit: 1 });
    expect(rows[0]).toMatchObject({ action: "rates.import", subjectId: "exchange_rates" });
  });

  it("says that there is no feed", async () => {
    const EXCHANGE = { look: async () => null } as unknown as Env["EXCHANGE"];
    const bindings = { ...BINDINGS, EXCHANGE };
    const { status, body } = await call("POST", "/exchange-rates/import", { body: {}, bindings });
    expect([status, body.code]).toEqual([409, "rate_feed_missing"]);
  });
});
