import { afterEach, describe, expect, it, vi } from "vitest";
import { purgeCaches } from "./cache-purge.ts";

const TAGS = Array.from({ length: 150 }, (_, index) => `product:prd_${index}`);
const CONFIGURED = { PURGE_ZONE_ID: "zone1", PURGE_TOKEN: "word" };

function answering(answer: () => Promise<Response>) {
  const spy = vi.fn<typeof fetch>(answer);
  vi.stubGlobal("fetch", spy);
  return spy;
}

afterEach(() => vi.unstubAllGlobals());

describe("purgeCaches()", () => {
  it("calls nobody without a zone or a token", async () => {
    const spy = answering(async () => new Response());
    await purgeCaches({ PURGE_ZONE_ID: "" }, TAGS);
    await purgeCaches({ PURGE_ZONE_ID: "zone1" }, TAGS);
    await purgeCaches({ PURGE_ZONE_ID: "", PURGE_TOKEN: "word" }, TAGS);
    expect(spy).not.toHaveBeenCalled();
  });

  it("names at most a hundred tags in a call", async () => {
    const spy = answering(async () => new Response("{}"));
    await purgeCaches(CONFIGURED, TAGS);
    expect(spy.mock.calls.map(([url]) => String(url))).toEqual(
      Array(2).fill("https://api.cloudflare.com/client/v4/zones/zone1/purge_cache"),
    );
    const sent = spy.mock.calls.map(([, init]) => JSON.parse(String(init?.body)).tags.length);
    expect(sent).toEqual([100, 50]);
  });

  it("does not fail because the vendor does", async () => {
    answering(async () => new Response("no", { status: 429 }));
    await purgeCaches(CONFIGURED, TAGS);
    answering(() => Promise.reject(new Error("away")));
    await expect(purgeCaches(CONFIGURED, TAGS)).resolves.toBeUndefined();
  });
});
