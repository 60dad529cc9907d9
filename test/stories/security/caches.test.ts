/** What a cache in between could be made to keep: nobody's page, and nothing that a header slipped in. */
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startShop, type TestShop } from "../../shop.ts";
import type { Shopper } from "../../shopper.ts";
import { type Subjects, sampleOf } from "./requests.ts";
import { READS, type RouteRow } from "./routes.ts";
import { ADA, canariesOf, makeBelongings, makeFixtures } from "./world.ts";

const named = (rows: readonly RouteRow[]) => rows.map((row) => [row.name, row] as const);
const shared = READS.filter(({ keeping }) => keeping !== "never");
const EVIL = "evil.example";

let shop: TestShop;
let ada: Shopper;
let adas: Subjects;
let canaries: string[];
beforeAll(async () => {
  shop = await startShop();
  ada = shop.shopper();
  adas = await makeBelongings(ada, ADA, await makeFixtures(shop));
  const cookie = ada.cookies.get("kiosk_cart") ?? "";
  canaries = [...canariesOf(ADA), adas.checkoutId, adas.orderId, adas.lineId, adas.token, cookie];
});
afterAll(() => shop.dispose());

/** A request of Ada's as it is spelled: other clients tidy the path before they send it. */
function raw(path: string): Promise<Response> {
  const { hostname, port } = new URL(shop.origin);
  const cookie = [...ada.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const headers = { accept: "text/html", cookie };
  return new Promise((resolve, reject) => {
    const asking = request({ hostname, port, path, headers, agent: false }, async (answer) => {
      const chunks = await answer.toArray();
      const kept = ["cache-control", "set-cookie", "location"] as const;
      const told = kept.flatMap((name): [string, string][] => {
        const value = answer.headers[name];
        return value === undefined ? [] : [[name, String(value)]];
      });
      const body = chunks.length === 0 ? null : Buffer.concat(chunks);
      resolve(new Response(body, { status: answer.statusCode ?? 0, headers: told }));
    });
    asking.on("error", reject);
    asking.end();
  });
}

function mayBeKept({ headers }: Response): boolean {
  return !/no-store/.test(headers.get("cache-control") ?? "");
}

describe("S34: cache deception", () => {
  const SUFFIXES = [
    "/x.css",
    "/x.js",
    "/../x.css",
    ";x.css",
    ";.js",
    ".css",
    ".json",
    "%2fx.css",
    "%3bx.css",
    "%0ax.css",
    "%00.css",
    "%23x.css",
    "%3fx.css",
    "?x.css",
    "?cb=1.css",
    "/",
    "//",
    "/.",
    "/%2e%2e/assets/x.css",
    "\\x.css",
  ];

  const personal = READS.filter(({ caller }) => /^(?:cart|checkout|order-link)$/.test(caller));
  it.each(named(personal))("%s is never kept, whatever stands behind it", async (_, row) => {
    const [path = "", query = ""] = sampleOf(row, adas).path.split("?");
    const tries = SUFFIXES.map((suffix) => {
      const mark = suffix.includes("?") ? "&" : "?";
      return `${path}${suffix}${query === "" ? "" : `${mark}${query}`}`;
    });
    for (const asked of [
      ...tries,
      `/assets/..${path}`,
      `/assets/..%2f${path.slice(1)}`,
      `/media/..%2f${path.slice(1)}`,
    ]) {
      const answer = await raw(asked);
      const bytes = await answer.text();
      const isPersonal = canaries.some((canary) => bytes.includes(canary));
      if (isPersonal || answer.headers.has("set-cookie")) {
        expect(mayBeKept(answer), asked).toBe(false);
      }
      if (answer.status >= 400) expect(mayBeKept(answer), asked).toBe(false);
      expect(answer.status, asked).toBeLessThan(500);
    }
  });

  it("shows the private pages at no address that looks like a file's", async () => {
    for (const row of personal) {
      const [path = "", query = ""] = sampleOf(row, adas).path.split("?");
      for (const suffix of ["/x.css", ";x.css", ".css", "%2fx.css", "%00.css"]) {
        const answer = await raw(`${path}${suffix}?${query}`);
        expect(answer.status, `${path}${suffix}`).toBe(404);
        await answer.arrayBuffer();
      }
    }
  });
});

describe("S34: cache poisoning", () => {
  const HEADERS: Readonly<Record<string, string>> = {
    "x-forwarded-host": EVIL,
    "x-forwarded-server": EVIL,
    "x-forwarded-proto": "gopher",
    "x-forwarded-scheme": "http",
    "x-forwarded-port": "6666",
    "x-forwarded-for": `1.2.3.4, ${EVIL}`,
    "x-forwarded-prefix": `/${EVIL}`,
    forwarded: `host=${EVIL};proto=http`,
    "x-host": EVIL,
    "x-http-host-override": EVIL,
    "x-original-url": "/cart",
    "x-original-host": EVIL,
    "x-rewrite-url": "/cart",
    "x-override-url": "/cart",
    "x-request-id": `req_${EVIL}`,
    "x-http-method-override": "DELETE",
    "x-fragment": "cart",
    "cf-connecting-ip": EVIL,
    "true-client-ip": EVIL,
    "user-agent": `<script>//${EVIL}</script>`,
    referer: `https://${EVIL}/`,
    origin: `https://${EVIL}`,
    "accept-language": `xx-${EVIL}`,
    "accept-encoding": "identity",
    accept: `text/${EVIL}`,
    from: `a@${EVIL}`,
    authorization: `Bearer ${EVIL}`,
    cookie: `kiosk_cart_n=99; currency=JPY; theme=${EVIL}`,
    "if-modified-since": "Thu, 01 Jan 2099 00:00:00 GMT",
    range: "bytes=0-1",
    te: "trailers",
    "max-forwards": "0",
  };

  it.each(named(shared))("%s is the same whatever header comes along", async (_, row) => {
    const { path } = sampleOf(row, adas);
    const read = async (headers: Record<string, string>) => {
      const answer = await fetch(`${shop.origin}${path}`, { headers });
      const { status } = answer;
      // A page that is asked for often is packed, and then its tag is a weak one.
      const tag = answer.headers.get("etag")?.replace(/^W\//, "");
      return { status, tag, body: Buffer.from(await answer.arrayBuffer()).toString("latin1") };
    };
    const clean = await read({});
    const names = Object.entries(HEADERS);
    const dirty = await Promise.all([
      read(HEADERS),
      ...names.map(([name, value]) => read({ [name]: value })),
    ]);
    for (const [at, answer] of dirty.entries()) {
      const what = names[at - 1]?.[0] ?? "all";
      // A part, or nothing new: both belong to their condition, as a cache in between knows.
      if (answer.status === 206 || answer.status === 304) continue;
      expect(answer, what).toEqual(clean);
    }
  });

  it.each(named(shared))("%s is the same with and without a shopper's cookies", async (_, row) => {
    const { path } = sampleOf(row, adas);
    const [hers, anyones] = [await ada.fetch(path), await shop.shopper().fetch(path)];
    expect(hers.status).toBe(anyones.status);
    const bytes = await hers.text();
    expect(bytes).toBe(await anyones.text());
    for (const canary of canaries) expect(bytes).not.toContain(canary);
    for (const { headers } of [hers, anyones]) {
      expect(headers.getSetCookie()).toEqual([]);
      expect(headers.get("vary") ?? "").not.toMatch(/cookie/i);
    }
  });

  const pages = shared.filter(({ owner }) => owner === "storefront");
  it.each(named(pages))("%s does not repeat parameters that it does not know", async (_, row) => {
    const { path } = sampleOf(row, adas);
    const clean = await (await shop.shopper().fetch(path)).text();
    const names = ["utm_source", "x", "callback", "lang", "__proto__", "_method", "debug", "host"];
    const query = names.map((name) => `${name}=${EVIL}`).join("&");
    const dirty = await shop.shopper().fetch(`${path}?${query}`);
    expect(await dirty.text()).toBe(clean);
  });

  it("the API refuses parameters that it does not know, and nobody keeps the refusal", async () => {
    for (const row of shared.filter(({ path }) => path.startsWith("/api/"))) {
      const answer = await shop.shopper().fetch(`${sampleOf(row, adas).path}?utm_source=${EVIL}`);
      expect([answer.status, mayBeKept(answer)], row.name).toEqual([422, false]);
      await answer.arrayBuffer();
    }
  });

  it("addresses in pages come from the shop's own origin, not from the request", async () => {
    const isFile = /\.(?:xml|txt)$|^\/(?:media|sitemaps)\//;
    for (const row of pages.filter(({ path }) => !isFile.test(path))) {
      const answer = await shop.overTls(sampleOf(row, adas).path);
      const html = await answer.text();
      expect(html, row.name).not.toContain("shop.example");
      expect(html, row.name).toContain(`<link rel="canonical" href="${shop.origin}/`);
      expect(html, row.name).toContain(`<meta property="og:url" content="${shop.origin}/`);
    }
  });

  it("a failure, a redirect and a refusal are never kept", async () => {
    const tries: [string, Record<string, string>][] = [
      ["/nothing", { accept: "text/html" }],
      ["/nothing", {}],
      ["/p/nothing", { accept: "text/html" }],
      ["/products?cursor=x", {}],
      [`/p/${adas.handle}?option0=x`, {}],
      ["/media/nothing", {}],
      ["/assets/nothing.js", {}],
      ["/api/products?sort=x", {}],
    ];
    for (const [path, headers] of tries) {
      const answer = await shop.shopper().fetch(path, { headers });
      expect(answer.status, path).toBeGreaterThanOrEqual(300);
      expect(mayBeKept(answer), path).toBe(false);
      await answer.arrayBuffer();
    }
  });
});
