/** What other sites may make a browser do here: nothing. And what reading does here: nothing either. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startShop, type TestShop } from "../../shop.ts";
import type { Shopper } from "../../shopper.ts";
import { routeNamed, type Sample, type Subjects, sampleOf } from "./requests.ts";
import { COMMANDS, isForStaff, READS, ROUTES, type RouteRow } from "./routes.ts";
import { snapshotOf } from "./snapshot.ts";
import { ADA, type Fixtures, makeBelongings, makeFixtures, staffHeader } from "./world.ts";

const HOSTILE_ORIGINS = [
  "https://evil.example",
  "null",
  "http://127.0.0.1",
  "http://127.0.0.1.evil.example",
  "https://evil.example#http://127.0.0.1",
  "file://",
] as const;
const named = (rows: readonly RouteRow[]) => rows.map((row) => [row.name, row] as const);

let shop: TestShop;
let fixtures: Fixtures;
let ada: Shopper;
let adas: Subjects;
let owner: { authorization: string };
/** Everything that is stored, before anybody tries anything. */
let before: unknown;
beforeAll(async () => {
  shop = await startShop();
  fixtures = await makeFixtures(shop);
  ada = shop.shopper();
  adas = await makeBelongings(ada, ADA, fixtures);
  owner = await staffHeader(shop, "owner");
  before = await snapshotOf(shop, fixtures, { ada, adas });
});
afterAll(() => shop.dispose());

/** A cross-site page's request: the browser adds the shopper's cookies, the page what it likes. */
function forge({ path, init }: Sample, headers: Record<string, string>, body?: string) {
  const cookie = [...ada.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  return fetch(`${shop.origin}${path}`, {
    method: init.method,
    redirect: "manual",
    headers: { cookie, ...headers },
    ...(body === undefined ? {} : { body }),
  });
}

function bodyOf({ init: { json, form } }: Sample): { type: string; text: string } {
  const asForm = new URLSearchParams(form ?? (json as Record<string, string> | undefined) ?? {});
  return json === undefined
    ? { type: "application/x-www-form-urlencoded", text: String(asForm) }
    : { type: "application/json", text: JSON.stringify(json) };
}

describe("S17: a command that another site sends", () => {
  it.each(named(COMMANDS))("%s is refused and changes nothing", async (_, row) => {
    const sample = sampleOf(row, adas);
    const { type, text } = bodyOf(sample);
    const staff: Record<string, string> = isForStaff(row) ? owner : {};
    const proper = { "content-type": type, ...staff };
    const origins = [...HOSTILE_ORIGINS, `${shop.origin}.evil.example`, `${shop.origin}1`];
    const attempts: [string, Record<string, string>, string][] = [
      ...origins.map((origin): [string, Record<string, string>, string] => [
        `from "${origin}"`,
        { ...proper, origin },
        text,
      ]),
      ["of a cross-site page", { ...proper, "sec-fetch-site": "cross-site" }, text],
      ["of a sibling's page", { ...proper, "sec-fetch-site": "same-site" }, text],
      [
        "that lies about its origin, while the browser does not",
        { ...proper, origin: shop.origin, "sec-fetch-site": "cross-site" },
        text,
      ],
    ];
    // What a page can send without asking: only POST, only these types, never these headers.
    if (row.method === "POST") {
      for (const simple of ["text/plain", "application/x-www-form-urlencoded", ""]) {
        const headers: Record<string, string> =
          simple === "" ? {} : { "content-type": simple, ...staff };
        attempts.push([`without an origin, as "${simple}"`, headers, text]);
      }
      const boundary = "multipart/form-data; boundary=x";
      attempts.push(["without an origin, as a multipart form", { "content-type": boundary }, text]);
      attempts.push(["with a type that looks like JSON", { "content-type": "text/json" }, text]);
    }
    const answers = await Promise.all(
      attempts.map(async ([what, headers, body]) => {
        const response = await forge(sample, headers, body);
        await response.arrayBuffer();
        return [what, response.status];
      }),
    );
    expect(answers).toEqual(attempts.map(([what]) => [what, 403]));
    expect(await snapshotOf(shop, fixtures, { ada, adas })).toEqual(before);
  });

  it("is not smuggled in as a GET, nor under another method's name", async () => {
    for (const row of COMMANDS) {
      const { path, init } = sampleOf(row, adas);
      const asked = new URL(path, shop.origin);
      for (const name of ["_method", "X-HTTP-Method-Override"]) {
        asked.searchParams.set(name, row.method);
      }
      const headers = {
        "x-http-method-override": row.method,
        "x-http-method": row.method,
        "x-method-override": row.method,
      };
      await (await ada.fetch(asked.href, { method: "GET", headers })).arrayBuffer();
      const form = { _method: row.method, ...(init.form ?? {}) };
      if (row.method !== "POST") await ada.fetch(path, { method: "POST", headers, form });
    }
    expect(await snapshotOf(shop, fixtures, { ada, adas })).toEqual(before);
  });

  it("GET /cart in another currency changes the cart for the shop's own pages alone", async () => {
    const bob = shop.shopper();
    await bob.fetch("/api/cart/lines", {
      method: "POST",
      json: { variantId: fixtures.variantId, quantity: 1 },
    });
    const currency = async () => ((await bob.json("/api/cart")) as { currency: string }).currency;
    for (const site of ["cross-site", "same-site"]) {
      const page = await bob.fetch("/cart?currency=JPY", { headers: { "sec-fetch-site": site } });
      expect(page.status).toBe(200);
      expect(await currency()).toBe("EUR");
    }
    const headers = { "sec-fetch-site": "same-origin" };
    expect((await bob.fetch("/cart?currency=JPY", { headers })).status).toBe(303);
    expect(await currency()).toBe("JPY");
  });
});

describe("S17: the crawler", () => {
  // Two reads may lead to a change: the browser's return from paying makes the order ask the
  // provider, and the cart takes in what the catalog says by now.
  it("reads every page and every route, twice, and nothing is written", async () => {
    for (const row of [...READS, ...READS]) {
      const { path } = sampleOf(row, adas);
      const headers = isForStaff(row) ? owner : { accept: "text/html" };
      const response = await ada.fetch(path, { method: "GET", headers });
      expect(response.status, row.name).toBe(row.own);
      await response.arrayBuffer();
    }
    expect(await snapshotOf(shop, fixtures, { ada, adas })).toEqual(before);
  });

  it("asks with HEAD and OPTIONS for everything, and nothing is written", async () => {
    for (const row of ROUTES) {
      const { path } = sampleOf(row, adas);
      for (const method of ["HEAD", "OPTIONS"]) {
        const headers = isForStaff(row) ? owner : {};
        await (await ada.fetch(path, { method, headers })).arrayBuffer();
      }
    }
    expect(await snapshotOf(shop, fixtures, { ada, adas })).toEqual(before);
  });
});

describe("S18: other origins", () => {
  it.each(named(ROUTES))("%s names none, whoever asks", async (_, row) => {
    const sample = sampleOf(row, adas);
    const origins = ["https://evil.example", "null", `${shop.origin}.evil.example`];
    const asked = origins.map(async (origin) => {
      const preflight = await fetch(`${shop.origin}${sample.path}`, {
        method: "OPTIONS",
        headers: {
          origin,
          "access-control-request-method": row.method,
          "access-control-request-headers": "content-type, authorization",
        },
      });
      const answer = await forge({ ...sample, init: { method: "GET" } }, { origin });
      for (const response of [preflight, answer]) {
        const names = [...response.headers.keys()];
        expect(names.filter((name) => name.startsWith("access-control"))).toEqual([]);
        if (origin !== "null") expect(JSON.stringify([...response.headers])).not.toContain(origin);
        await response.arrayBuffer();
      }
      expect([404, 405], row.name).toContain(preflight.status);
    });
    await Promise.all(asked);
  });
});

describe("S22: redirects", () => {
  const ELSEWHERE = [
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "///evil.example/%2f..",
    "javascript:alert(1)",
    "https:evil.example",
    "%2f%2fevil.example",
    "http://127.0.0.1@evil.example",
    "/%09/evil.example",
  ] as const;
  const NAMES = ["next", "from", "return", "return_to", "return_url", "redirect", "url", "to"];

  /** @returns where the browser would go, as an origin; the shop's own where it stays */
  function destination(response: Response): string {
    const location = response.headers.get("location");
    return location === null ? shop.origin : new URL(location, response.url).origin;
  }

  it.each(ELSEWHERE)("never lead to %s", async (target) => {
    const query = NAMES.map((name) => `${name}=${encodeURIComponent(target)}`).join("&");
    const pages = READS.filter((row) => !isForStaff(row));
    for (const row of pages) {
      const { path } = sampleOf(row, adas);
      const asked = `${path}${path.includes("?") ? "&" : "?"}${query}`;
      const response = await ada.fetch(asked, { method: "GET", headers: { referer: target } });
      expect(destination(response), row.name).toBe(shop.origin);
      await response.arrayBuffer();
    }
    for (const name of ["POST /cart/currency", "POST /checkout", "POST /cart/notices"]) {
      const { path } = sampleOf(routeNamed(name), adas);
      const form = { currency: "EUR", from: target, next: target };
      const response = await shop.shopper().fetch(`${path}?${query}`, { method: "POST", form });
      expect(destination(response), name).toBe(shop.origin);
      await response.arrayBuffer();
    }
  });

  it("never follow from the path, the option or the variant", async () => {
    const { handle } = fixtures;
    const tries = [
      "//evil.example",
      "//evil.example/500.html",
      "//evil.example/..",
      "/%2f%2fevil.example/500.html",
      "/\\evil.example/500.html",
      "/%5cevil.example/500.html",
      "/cart//evil.example",
      "/checkout//evil.example/return",
      `/p/${handle}?option0=//evil.example`,
      `/p/${handle}?variant=//evil.example`,
      "/p/%2f%2fevil.example?option0=x",
      "/products?sort=//evil.example&cursor=//evil.example",
      "/c/%2f%2fevil.example?cursor=x",
    ];
    for (const attempt of tries) {
      const response = await fetch(`${shop.origin}${attempt}`, { redirect: "manual" });
      expect(destination(response), attempt).toBe(shop.origin);
      expect(response.status, attempt).toBeLessThan(500);
      await response.arrayBuffer();
    }
  });
});
