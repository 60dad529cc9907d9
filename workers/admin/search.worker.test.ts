import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { pinSchema, searchReportSchema, synonymGroupSchema } from "../../contracts/staff-search.ts";
import { countSearches } from "../../db/search-log.ts";
import { searchRules } from "../../db/search-rules.ts";
import { call, mug, seedCatalog } from "./staff-builders.ts";

beforeAll(seedCatalog);

const TERMS = ["sofa", "couch"];

async function auditOf(subject: string) {
  return (await call("GET", `/audit?subject=${subject}`)).body.entries;
}

async function product(handle: string): Promise<string> {
  return (await call("POST", "/products", { body: mug({ handle }) })).body.id;
}

describe("/admin/api/search/synonyms", () => {
  it("writes a group, changes it and forgets it, each with an entry in the log", async () => {
    const made = await call("POST", "/search/synonyms", { body: { locale: "en", terms: TERMS } });
    expect(made.status).toBe(200);
    const group = synonymGroupSchema.parse(made.body);
    const changed = { id: group.id, locale: "en", terms: [...TERMS, "settee"] };
    await call("POST", "/search/synonyms", { body: changed });
    expect((await searchRules(env.CATALOG, "en")).synonyms).toEqual([changed.terms]);
    expect((await searchRules(env.CATALOG, "de")).synonyms).toEqual([]);
    expect((await call("GET", "/search/synonyms")).body.groups).toMatchObject([changed]);
    expect((await call("DELETE", `/search/synonyms/${group.id}`)).status).toBe(200);
    expect((await searchRules(env.CATALOG, "en")).synonyms).toEqual([]);
    const entries = await auditOf(group.id);
    expect(entries.map(({ action }: { action: string }) => action).toSorted()).toEqual([
      "search.synonyms.drop",
      "search.synonyms.put",
      "search.synonyms.put",
    ]);
  });

  it("writes one group for a request that comes twice", async () => {
    const request = { key: "once", body: { locale: "fr", terms: ["canape", "divan"] } };
    const [first, second] = await Promise.all([
      call("POST", "/search/synonyms", request),
      call("POST", "/search/synonyms", request),
    ]);
    expect(second.body).toEqual(first.body);
    expect((await searchRules(env.CATALOG, "fr")).synonyms).toHaveLength(1);
  });

  it("forgets what is gone without complaint", async () => {
    const id = `syn_${"0".repeat(26)}`;
    expect(await call("DELETE", `/search/synonyms/${id}`)).toEqual({ status: 200, body: { id } });
  });

  it.each([
    [{ locale: "en", terms: ["sofa"] }, 422],
    [{ locale: "en", terms: ["sofa", "sofa"] }, 422],
    [{ locale: "it", terms: TERMS }, 422],
    [{ locale: "en", terms: TERMS, id: `syn_${"0".repeat(26)}` }, 404],
  ])("refuses %j with %i", async (body, status) => {
    expect((await call("POST", "/search/synonyms", { body })).status).toBe(status);
  });
});

describe("/admin/api/search/pins", () => {
  it("keeps one list for a query, however it is written", async () => {
    const ids = [await product("first"), await product("second")];
    const query = "Café  Crème";
    const made = await call("POST", "/search/pins", {
      body: { locale: "en", query, productIds: ids },
    });
    expect(pinSchema.parse(made.body).query).toBe("cafe creme");
    const again = { locale: "en", query: "cafe creme", productIds: ids.toReversed() };
    expect((await call("POST", "/search/pins", { body: again })).body.id).toBe(made.body.id);
    const { pins } = await searchRules(env.CATALOG, "en");
    expect(pins).toEqual(new Map([["cafe creme", ids.toReversed()]]));
    await call("DELETE", `/search/pins/${made.body.id}`);
    expect((await call("GET", "/search/pins")).body.pins).toEqual([]);
  });

  it("names the product that is none", async () => {
    const productIds = [await product("real"), `prd_${"0".repeat(26)}`];
    const body = { locale: "en", query: "mug", productIds };
    const answer = await call("POST", "/search/pins", { body });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toMatchObject([{ pointer: "/productIds/1" }]);
  });

  it("refuses a query without words", async () => {
    const body = { locale: "en", query: "?!", productIds: [await product("third")] };
    expect((await call("POST", "/search/pins", { body })).status).toBe(422);
  });
});

describe("GET /admin/api/search/report", () => {
  it("tells what was searched for and what was not found, of the last days", async () => {
    const event = (id: string, query: string, { found = 1, at = Date.now() } = {}) => ({
      id,
      type: "search.made" as const,
      version: 1 as const,
      at,
      subject: "en",
      data: { locale: "en" as const, query, shown: query, found },
    });
    const events = [
      event("1", "mug"),
      event("2", "mug"),
      event("3", "sofa", { found: 0 }),
      event("4", "old", { at: Date.now() - 60 * 24 * 60 * 60 * 1000 }),
    ];
    await env.SEARCH.batch(countSearches(env.SEARCH, events, Date.now()));
    const { body } = await call("GET", "/search/report?days=7");
    expect(searchReportSchema.parse(body)).toMatchObject({
      top: [
        { query: "mug", times: 2, timesEmpty: 0 },
        { query: "sofa", times: 1, timesEmpty: 1 },
      ],
      empty: [{ query: "sofa", times: 1, timesEmpty: 1 }],
    });
  });

  it("is for those who may", async () => {
    expect((await call("GET", "/search/report", { role: "viewer" })).status).toBe(200);
    const body = { locale: "en", terms: TERMS };
    expect((await call("POST", "/search/synonyms", { role: "support", body })).status).toBe(403);
  });
});
