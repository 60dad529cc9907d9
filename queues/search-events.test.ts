import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import type { SearchEvent } from "../contracts/events.ts";
import { prunePastQueries, pruneSearches, searchReport } from "../db/search-log.ts";
import { deliver } from "./batch-builders.ts";

const QUEUE = "kiosk-search-events";
const DAY_MS = 24 * 60 * 60 * 1000;
const NOON = Date.UTC(2026, 10, 20, 12);
const SINCE = "2026-11-01";

let count = 0;
function searched(query: string, { found = 3, at = NOON, shown = query } = {}): SearchEvent {
  count += 1;
  return {
    id: `search.made:${count}`,
    type: "search.made",
    version: 1,
    at,
    subject: "en",
    data: { locale: "en", query, shown, found },
  };
}

async function past(query: string) {
  return env.SEARCH.prepare("SELECT * FROM past_queries WHERE query = ?").bind(query).first();
}

function report(onlyEmpty: boolean) {
  return searchReport(env.SEARCH, { locale: "en", since: SINCE, onlyEmpty, limit: 10 });
}

beforeEach(async () => {
  const tables = ["searches", "past_queries", "counted_searches"];
  await env.SEARCH.batch(tables.map((table) => env.SEARCH.prepare(`DELETE FROM ${table}`)));
});

describe("consumeSearchEvents()", () => {
  it("counts searches of a day, and those that found nothing", async () => {
    const bodies = [searched("mug"), searched("mug"), searched("sofa", { found: 0 })];
    expect(await deliver(env, QUEUE, bodies)).toEqual({ acked: ["m0", "m1", "m2"], retried: [] });
    expect(await report(false)).toEqual([
      { query: "mug", times: 2, timesEmpty: 0 },
      { query: "sofa", times: 1, timesEmpty: 1 },
    ]);
    expect(await report(true)).toEqual([{ query: "sofa", times: 1, timesEmpty: 1 }]);
  });

  it("counts a message once, in one batch and in two", async () => {
    const event = searched("mug");
    await deliver(env, QUEUE, [event, event]);
    await deliver(env, QUEUE, [event]);
    expect(await past("mug")).toMatchObject({ times: 1, weight: 1 });
  });

  it("lets what was searched for long ago weigh less", async () => {
    await deliver(env, QUEUE, [searched("mug"), searched("mug")]);
    await deliver(env, QUEUE, [searched("mug", { at: NOON + 30 * DAY_MS })]);
    expect(await past("mug")).toMatchObject({ times: 3, weight: 2 });
  });

  it("remembers how it was typed, and whether anything was found the last time", async () => {
    await deliver(env, QUEUE, [
      searched("cafe", { shown: "café" }),
      searched("cafe", { found: 0, at: NOON + 1000 * DAY_MS }),
    ]);
    expect(await past("cafe")).toMatchObject({ shown: "cafe", is_found: 0 });
  });

  it("counts nothing that might tell a person, though a sender let it through", async () => {
    const bodies = [searched("jo@example.org"), searched("0171 2345678")];
    expect((await deliver(env, QUEUE, bodies)).acked).toHaveLength(2);
    expect(await report(false)).toEqual([]);
  });

  it("makes a dead letter of what it cannot read", async () => {
    const outcome = await deliver(env, QUEUE, [{ type: "search.made" }, searched("mug")]);
    expect(outcome.acked).toEqual(["m0", "m1"]);
    expect(await past("mug")).not.toBeNull();
  });
});

describe("pruneSearches() and prunePastQueries()", () => {
  it("forget what is older, and nothing else", async () => {
    await deliver(env, QUEUE, [searched("mug"), searched("pot", { at: NOON + 2 * DAY_MS })]);
    const bounds = { before: NOON + DAY_MS, rows: 10 };
    expect(await pruneSearches(env.SEARCH, bounds)).toBe(1);
    expect(await prunePastQueries(env.SEARCH, bounds)).toBe(1);
    expect(await report(false)).toEqual([{ query: "pot", times: 1, timesEmpty: 0 }]);
    expect(await past("mug")).toBeNull();
  });
});
