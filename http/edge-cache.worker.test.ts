import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { purgeTags } from "../db/edge-purges.ts";
import { CATALOG_CACHE } from "./cache-policy.ts";
import { type EdgeBindings, EdgeCache } from "./edge-cache.ts";

const ORIGIN = "https://shop.example";
const SECOND_MS = 1_000;
const CANARY = "canary-7f3a";

let now = Date.UTC(2026, 10, 20);
let version = 0;
let bindings: EdgeBindings;

/** A shop whose answers say how often one was made, and everything that it was shown. */
class Maker {
  made = 0;
  readonly seen: Request[] = [];
  answer: (count: number) => Response | Promise<Response> = (count) => page(`answer ${count}`);
  readonly cache = new EdgeCache<EdgeBindings>({
    keyOf: (target) => {
      const [path = "", query = ""] = target.split("?");
      if (path.startsWith("/own")) return null;
      const known = query.split("&").filter((pair) => pair.startsWith("a="));
      return known.length === 0 ? path : `${path}?${known.toSorted().join("&")}`;
    },
    make: (request) => {
      this.made += 1;
      this.seen.push(request);
      return this.answer(this.made);
    },
  });

  /** Asks, and waits for what goes on after the answer. */
  async ask(path: string, init: RequestInit = {}): Promise<Response> {
    const ctx = createExecutionContext();
    const answer = await this.cache.fetch(new Request(`${ORIGIN}${path}`, init), bindings, ctx);
    await waitOnExecutionContext(ctx);
    return answer;
  }

  async text(path: string, init: RequestInit = {}): Promise<string> {
    return (await this.ask(path, init)).text();
  }
}

function page(text: string, headers: Record<string, string> = {}): Response {
  const kept = { ETag: `"${text}"`, "Cache-Control": CATALOG_CACHE, "Cache-Tag": "product:prd_1" };
  return new Response(text, { headers: { ...kept, ...headers } });
}

function pass(ms: number): void {
  now += ms;
  vi.setSystemTime(now);
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  // Far from the test before, whose answers and purges are old by now.
  pass(60 * 60 * SECOND_MS);
  version += 1;
  bindings = { CATALOG: env.CATALOG, VERSION: { id: `v${version}` }, SHOP_ORIGIN: ORIGIN };
  await env.CATALOG.exec("DELETE FROM edge_purges");
});
afterEach(() => vi.useRealTimers());

describe("EdgeCache", () => {
  it("makes an answer once, and tells its age", async () => {
    const maker = new Maker();
    expect(await maker.text("/p/mug")).toBe("answer 1");
    pass(5 * SECOND_MS);
    const again = await maker.ask("/p/mug");
    expect(await again.text()).toBe("answer 1");
    expect(again.headers.get("Age")).toBe("5");
    expect(again.headers.get("Cache-Control")).toBe(CATALOG_CACHE);
    expect(again.headers.get("Strict-Transport-Security")).toContain("max-age");
    expect(maker.made).toBe(1);
  });

  it("knows an address by its known parameters", async () => {
    const maker = new Maker();
    for (const query of ["?a=1", "?utm_source=x&a=1", "?a=1&fbclid=y"]) {
      expect(await maker.text(`/p/mug${query}`)).toBe("answer 1");
    }
    expect(await maker.text("/p/mug?a=2")).toBe("answer 2");
    expect(maker.seen.map(({ url }) => url)).toEqual([
      `${ORIGIN}/p/mug?a=1`,
      `${ORIGIN}/p/mug?a=2`,
    ]);
  });

  it("shows whoever makes it nothing of the shopper", async () => {
    const maker = new Maker();
    const headers = {
      cookie: `kiosk_cart=${CANARY}`,
      authorization: `Bearer ${CANARY}`,
      referer: `https://${CANARY}/`,
      "accept-language": CANARY,
      "x-forwarded-host": CANARY,
      "user-agent": CANARY,
    };
    await maker.ask(`/p/mug?utm_source=${CANARY}`, { headers });
    const [seen] = maker.seen;
    const told = JSON.stringify([seen?.url, [...(seen?.headers ?? [])]]);
    expect(told).not.toContain(CANARY);
  });

  it("gives what belongs to one shopper as it is, every time", async () => {
    const maker = new Maker();
    const headers = { cookie: CANARY };
    await maker.ask("/own/cart", { headers });
    await maker.ask("/own/cart", { headers });
    await maker.ask("/p/mug", { method: "POST", headers });
    expect(maker.seen.map((request) => request.headers.get("cookie"))).toEqual(
      Array(3).fill(CANARY),
    );
  });

  it.each([
    ["a cookie", () => page("x", { "Set-Cookie": "a=b" })],
    ["a header that others may send otherwise", () => page("x", { Vary: "Accept-Language" })],
    ["a wish not to be kept", () => page("x", { "Cache-Control": "no-store" })],
    ["no time", () => page("x", { "Cache-Control": "public, max-age=0" })],
    ["a failure", () => new Response("x", { status: 404, headers: { ETag: '"x"' } })],
  ])("keeps no answer with %s", async (_, answer) => {
    const maker = new Maker();
    maker.answer = answer;
    await maker.ask("/p/mug");
    await maker.ask("/p/mug");
    expect(maker.made).toBe(2);
  });

  it("sends no body to who has it, or asked for none", async () => {
    const maker = new Maker();
    const etag = (await maker.ask("/p/mug")).headers.get("ETag") ?? "";
    const known = await maker.ask("/p/mug", { headers: { "If-None-Match": `W/${etag}` } });
    expect([known.status, await known.text(), known.headers.get("ETag")]).toEqual([304, "", etag]);
    const head = await maker.ask("/p/mug", { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect(maker.made).toBe(1);
  });

  it("packs what is asked for again, for whoever takes it", async () => {
    const maker = new Maker();
    const long = "A mug of stoneware. ".repeat(100);
    maker.answer = () => page(long, { ETag: '"one"' });
    const ask = (accepted: string) =>
      maker.ask("/p/mug", { headers: { "Accept-Encoding": accepted } });
    await ask("gzip");
    await ask("gzip");
    const packed = await ask("br;q=1.0, gzip;q=0.8");
    expect(packed.headers.get("Content-Encoding")).toBe("gzip");
    expect(packed.headers.get("ETag")).toBe('W/"one"');
    expect(packed.headers.get("Vary")).toBe("Accept-Encoding");
    const bytes = await packed.arrayBuffer();
    expect(bytes.byteLength).toBeLessThan(200);
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    expect(await new Response(unpacked).text()).toBe(long);
    for (const refused of ["", "identity", "br", "gzip;q=0", "gzip;q=0.0, br", "*, gzip;q=0"]) {
      const plain = await ask(refused);
      expect([plain.headers.get("Content-Encoding"), await plain.text()]).toEqual([null, long]);
      expect(plain.headers.get("ETag")).toBe('"one"');
    }
    expect(maker.made).toBe(1);
  });

  it("lets many wait for one", async () => {
    const maker = new Maker();
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    maker.answer = async (count) => {
      await gate;
      return page(`answer ${count}`);
    };
    const asked = Array.from({ length: 20 }, () => maker.text("/p/mug"));
    await vi.waitFor(() => expect(maker.made).toBe(1));
    open();
    expect(new Set(await Promise.all(asked))).toEqual(new Set(["answer 1"]));
    expect(maker.made).toBe(1);
  });

  it("lets each ask for itself where the answer is nobody else's", async () => {
    const maker = new Maker();
    maker.answer = () => new Response("gone", { status: 404 });
    const asked = Array.from({ length: 3 }, () => maker.ask("/p/mug"));
    const answers = await Promise.all(asked);
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });

  it("shows an old answer while a fresh one is made", async () => {
    const maker = new Maker();
    await maker.ask("/p/mug");
    pass(90 * SECOND_MS);
    expect(await maker.text("/p/mug")).toBe("answer 1");
    expect(maker.made).toBe(2);
    expect(await maker.text("/p/mug")).toBe("answer 2");
  });

  it("makes an answer anew that is too old to be shown", async () => {
    const maker = new Maker();
    await maker.ask("/p/mug");
    pass(60 * 60 * SECOND_MS);
    expect(await maker.text("/p/mug")).toBe("answer 2");
  });

  it("finds what another isolate of the same deployment left, and nothing of another one", async () => {
    await new Maker().ask("/p/mug");
    const sibling = new Maker();
    expect(await sibling.text("/p/mug")).toBe("answer 1");
    expect(sibling.made).toBe(0);
    bindings = { ...bindings, VERSION: { id: "next" } };
    const successor = new Maker();
    await successor.ask("/p/mug");
    expect(successor.made).toBe(1);
  });

  it("rather shows an old answer, and says so, than a failure", async () => {
    const maker = new Maker();
    await maker.ask("/p/mug");
    pass(60 * 60 * SECOND_MS);
    maker.answer = () => new Response("away", { status: 503 });
    const stale = await maker.ask("/p/mug");
    expect([stale.status, await stale.text()]).toEqual([200, "answer 1"]);
    expect(stale.headers.get("Warning")).toMatch(/^110 /);
    expect(stale.headers.get("Cache-Control")).toBe("public, max-age=0, must-revalidate");
    expect((await maker.ask("/p/cup")).status).toBe(503);
    pass(48 * 60 * 60 * SECOND_MS);
    expect((await maker.ask("/p/mug")).status).toBe(503);
  });

  it("rather shows an old answer that is whole than a part of a new one", async () => {
    const maker = new Maker();
    maker.answer = () => page("part", { Warning: "110 -", "Cache-Control": "public, max-age=0" });
    expect(await maker.text("/p/mug")).toBe("part");
    maker.answer = () => page("whole");
    await maker.ask("/p/mug");
    pass(60 * 60 * SECOND_MS);
    maker.answer = () => page("part", { Warning: "110 -", "Cache-Control": "public, max-age=0" });
    expect(await maker.text("/p/mug")).toBe("whole");
  });

  it("forgets what is not there any more", async () => {
    const maker = new Maker();
    await maker.ask("/p/mug");
    pass(60 * 60 * SECOND_MS);
    maker.answer = () => new Response("gone", { status: 410 });
    expect((await maker.ask("/p/mug")).status).toBe(410);
    maker.answer = () => new Response("away", { status: 500 });
    expect((await maker.ask("/p/mug")).status).toBe(500);
  });

  it("makes an answer anew when the catalog told that it is old", async () => {
    const maker = new Maker();
    await maker.ask("/p/mug");
    pass(20 * SECOND_MS);
    expect(await maker.text("/p/mug")).toBe("answer 1");
    const purge = (tag: string) =>
      purgeTags(env.CATALOG, [tag], { purgedAt: now, copiesAt: now }).run();
    await purge("product:prd_2");
    pass(5 * SECOND_MS);
    await maker.ask("/p/mug");
    expect(await maker.text("/p/mug")).toBe("answer 1");
    await purge("product:prd_1");
    pass(3 * SECOND_MS);
    // It learns of it behind this answer, and shows it no more.
    await maker.ask("/p/mug");
    expect(await maker.text("/p/mug")).toBe("answer 2");
    expect(await maker.text("/p/mug")).toBe("answer 2");
  });

  it("keeps an answer for moments, even if it is told to be old all the time", async () => {
    const maker = new Maker();
    await maker.ask("/p/mug");
    pass(5 * SECOND_MS);
    await purgeTags(env.CATALOG, ["product:prd_1"], { purgedAt: now, copiesAt: now }).run();
    await maker.ask("/p/mug");
    for (let count = 0; count < 5; count += 1) await maker.ask("/p/mug");
    expect(maker.made).toBe(2);
  });

  it("goes on without the catalog: what it cannot learn is fresh until its time is over", async () => {
    const maker = new Maker();
    await maker.ask("/p/mug");
    const withSession = () => {
      throw new Error("away");
    };
    bindings = { ...bindings, CATALOG: { withSession } as unknown as D1Database };
    pass(30 * SECOND_MS);
    expect(await maker.text("/p/mug")).toBe("answer 1");
  });
});
