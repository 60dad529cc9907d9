/** Bodies that are too much: too long, too deep, too many; and strings that are slow or mean SQL. */
import { request } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ADMIN_ROUTES } from "../../../contracts/api-admin.ts";
import { API_ROUTES } from "../../../contracts/api-routes.ts";
import type { ProblemBody } from "../../../contracts/problem.ts";
import { startShop, type TestShop } from "../../shop.ts";
import type { Shopper } from "../../shopper.ts";
import { SQL } from "./payloads.ts";
import { FORM_BODIES, type Subjects, sampleOf } from "./requests.ts";
import { COMMANDS, isForStaff, READS, type RouteRow } from "./routes.ts";
import { snapshotOf } from "./snapshot.ts";
import { ADA, type Fixtures, makeBelongings, makeFixtures, staffHeader } from "./world.ts";

const named = (rows: readonly RouteRow[]) => rows.map((row) => [row.name, row] as const);
const CHUNK = Buffer.alloc(16 * 1024, "a");
const BOMB_BYTES = 100 * 1024 * 1024;
/** What may lie in buffers on the way when the answer is already there. */
const CUT_OFF_BYTES = 16 * 1024 * 1024;

let shop: TestShop;
let fixtures: Fixtures;
let ada: Shopper;
let adas: Subjects;
let owner: { authorization: string };
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

const withBody = COMMANDS.filter(({ sent }) => sent === "json" || sent === "form");

function headersFor(row: RouteRow): Record<string, string> {
  const type = row.sent === "form" ? "application/x-www-form-urlencoded" : "application/json";
  const cookie = [...ada.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  return { "content-type": type, origin: shop.origin, cookie, ...(isForStaff(row) ? owner : {}) };
}

/** The answer, or null where the connection was cut before it could be read. */
interface Poured {
  readonly status: number | null;
  readonly sentBytes: number;
}

/** Streams a body in chunks of unknown number until somebody answers. */
function pour(row: RouteRow): Promise<Poured> {
  const { path } = sampleOf(row, adas);
  return new Promise((resolve) => {
    let sentBytes = 0;
    let isOver = false;
    const sending = request(`${shop.origin}${path}`, {
      method: row.method,
      headers: { ...headersFor(row), "transfer-encoding": "chunked" },
    });
    function end(status: number | null): void {
      isOver = true;
      sending.destroy();
      resolve({ status, sentBytes });
    }
    function next(): void {
      if (isOver) return;
      if (sentBytes >= BOMB_BYTES) return void sending.end();
      sentBytes += CHUNK.length;
      sending.write(CHUNK, () => setImmediate(next));
    }
    sending.on("response", ({ statusCode = 0 }) => end(statusCode));
    sending.on("error", () => end(null));
    next();
  });
}

describe("S35: a body of a hundred megabytes, in chunks", () => {
  // Some pages answer a form that they cannot read by showing the step again.
  it.each(named(withBody))("to %s is cut off", async (_, row) => {
    const statuses = [];
    for (let time = 0; time < 3; time += 1) {
      const { status, sentBytes } = await pour(row);
      expect(sentBytes).toBeLessThan(CUT_OFF_BYTES);
      statuses.push(status);
    }
    const cut = row.owner === "checkout" && row.sent === "form" ? [303, 413, null] : [413, null];
    for (const status of statuses) expect(cut).toContain(status);
  });
});

describe("S35: a body that is more than it seems", () => {
  it.each(named(withBody))("to %s is refused packed", async (_, row) => {
    const bomb = gzipSync(Buffer.alloc(10 * 1024 * 1024, " "));
    const { path } = sampleOf(row, adas);
    for (const encoding of ["gzip", "br", "deflate", "identity, gzip", "x"]) {
      const answer = await fetch(`${shop.origin}${path}`, {
        method: row.method,
        headers: { ...headersFor(row), "content-encoding": encoding },
        body: bomb,
        redirect: "manual",
      });
      const isShownAgain = row.owner === "checkout" && row.sent === "form";
      expect(isShownAgain ? [303, 415] : [415, 422], encoding).toContain(answer.status);
      await answer.arrayBuffer();
    }
  });

  const json = withBody.filter(({ sent, caller }) => sent === "json" && caller !== "webhook");
  it.each(named(json))("to %s is refused deep, wide, and with a long answer", async (_, row) => {
    const { path } = sampleOf(row, adas);
    const wide = Object.fromEntries(Array.from({ length: 5000 }, (_, at) => [`k${at}`, at]));
    const tries: [string, string, number][] = [
      ["deep arrays", `${"[".repeat(30_000)}${"]".repeat(30_000)}`, 400],
      ["deep objects", `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`, 400],
      ["deep in a field", `{"quantity":${"[".repeat(21)}${"]".repeat(21)}}`, 400],
      ["a long array", `[${"1,".repeat(30_000)}1]`, 422],
      ["many fields", JSON.stringify(wide), 422],
      ["a long key", JSON.stringify({ ["k".repeat(60_000)]: 1 }), 422],
      ["a nested reserved key", '{"address":{"__proto__":{"a":1}}}', 400],
      ["a reserved key by escape", '{"\\u005f_proto__":{"a":1}}', 400],
      ["half a letter", '{"a":"\\ud800"}', 422],
      ["no UTF-8", "\xff\xfe", 400],
      ["a mark before", "\ufeff{}", 400],
      ["two values", "{}{}", 400],
      ["a comment", "{/* */}", 400],
    ];
    for (const [what, body, status] of tries) {
      const bytes = what === "no UTF-8" ? Buffer.from([0xff, 0xfe, 0x7b]) : body;
      const init = { method: row.method, body: bytes, headers: headersFor(row) };
      const answer = await fetch(`${shop.origin}${path}`, init);
      expect(answer.status, what).toBe(status);
      const text = await answer.text();
      expect(((JSON.parse(text) as ProblemBody).errors ?? []).length, what).toBeLessThanOrEqual(20);
      if (what !== "a long key") expect(text.length, what).toBeLessThan(8_000);
    }
  });

  it("to the webhook may have 256 KB and not a byte more", async () => {
    const send = async (bytes: number) => {
      const headers = { "content-type": "application/json", "stripe-signature": "t=1,v1=x" };
      const body = "x".repeat(bytes);
      const answer = await fetch(`${shop.origin}/webhooks/stripe`, {
        method: "POST",
        headers,
        body,
      });
      await answer.arrayBuffer();
      return answer.status;
    };
    expect(await send(256 * 1024)).toBe(400);
    expect(await send(256 * 1024 + 1)).toBe(413);
  });

  it("left everything as it was", async () => {
    expect(await snapshotOf(shop, fixtures, { ada, adas })).toEqual(before);
  });
});

const PAGE_PARAMETERS = ["sort", "cursor", "variant", "option0", "option1", "currency", "token"];

function search(names: readonly string[], text: string): string {
  return `?${new URLSearchParams(names.map((name) => [name, text]))}`;
}

function queriesOf(names: readonly string[], text: string): string[] {
  return names.map((name) => search([name], text));
}

describe("S38: SQL in every parameter", () => {
  const described = [...API_ROUTES, ...ADMIN_ROUTES];

  // Pages in another currency are the same code.
  const pages = READS.filter(
    ({ owner: of, path }) => of !== "assets" && !/^\/(?:usd|jpy|kwd)/.test(path),
  );
  it.each(named(pages))("%s takes it as a word", async (_, row) => {
    const { path } = sampleOf(row, adas);
    const known = described.find((route) => `${route.method} ${route.path}` === row.name);
    const headers = isForStaff(row) ? owner : {};
    const [bare = ""] = path.split("?");
    const last = bare.slice(0, bare.lastIndexOf("/") + 1);
    const asked = SQL.flatMap((text) => [
      ...(row.path.includes("{") ? [`${last}${encodeURIComponent(text)}`] : []),
      ...queriesOf(Object.keys(known?.query?.shape ?? {}), text).map((query) => bare + query),
      // A page ignores what it does not know, so all of it fits into one address.
      ...(row.owner === "storefront" ? [bare + search(PAGE_PARAMETERS, text)] : []),
    ]);
    const BATCH = 20;
    for (let at = 0; at < asked.length; at += BATCH) {
      const answers = asked.slice(at, at + BATCH).map(async (target) => {
        const answer = await ada.fetch(target, { headers });
        expect(answer.status, target).toBeLessThan(500);
        expect(await answer.text(), target).not.toMatch(/D1_ERROR|SQLITE_|syntax error/);
      });
      await Promise.all(answers);
    }
  });

  it("in a form's fields, a key, a cookie is a word too", async () => {
    const forms = COMMANDS.filter(({ sent, owner: of }) => sent === "form" && of === "storefront");
    for (const row of forms) {
      const { path } = sampleOf(row, adas);
      const names = Object.keys(FORM_BODIES[row.name]?.(adas) ?? {});
      for (const text of SQL) {
        const form = Object.fromEntries(names.map((name) => [name, text]));
        const key = text.replaceAll(/[^\x21-\x7e]/g, "");
        const headers = {
          "idempotency-key": key || "x",
          cookie: `kiosk_cart=${encodeURIComponent(text)}`,
        };
        const answer = await shop.shopper().fetch(path, { method: "POST", form, headers });
        // What is no code is a guess, and guesses have an end.
        expect([200, 303, 404, 409, 422, 429], text).toContain(answer.status);
        await answer.arrayBuffer();
      }
    }
  });

  it("in a search finds nobody's orders", async () => {
    for (const text of SQL) {
      for (const search of [text, `${text}@example.com`, `%@%`, `_@_`]) {
        const query = new URLSearchParams({ search });
        const answer = await shop.shopper().fetch(`/admin/api/orders?${query}`, { headers: owner });
        const { orders = [] } = (await answer.json()) as { orders?: unknown[] };
        expect([answer.status, orders.length], search).toEqual([200, 0]);
      }
    }
  });

  it("left every row where it was", async () => {
    expect(await snapshotOf(shop, fixtures, { ada, adas })).toEqual(before);
  });
});
