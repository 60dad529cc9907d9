/** Where the shop answers at all: no other path, no other method, no other content type. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startShop, type TestShop } from "../../shop.ts";
import type { Shopper } from "../../shopper.ts";
import { type Subjects, sampleOf } from "./requests.ts";
import { COMMANDS, isForStaff, ROUTES, type RouteRow } from "./routes.ts";
import { ADA, makeBelongings, makeFixtures, staffHeader } from "./world.ts";

const named = (rows: readonly RouteRow[]) => rows.map((row) => [row.name, row] as const);

let shop: TestShop;
let ada: Shopper;
let adas: Subjects;
let owner: { authorization: string };
beforeAll(async () => {
  shop = await startShop();
  ada = shop.shopper();
  adas = await makeBelongings(ada, ADA, await makeFixtures(shop));
  owner = await staffHeader(shop, "owner");
});
afterAll(() => shop.dispose());

describe("S49: what is not in the table", () => {
  it.each([
    "/.env",
    "/.dev.vars",
    "/.git/config",
    "/_headers",
    "/_routes.json",
    "/wrangler.toml",
    "/index.js",
    "/index.js.map",
    "/500.html.map",
    "/debug",
    "/metrics",
    "/graphql",
    "/admin",
    "/admin/",
    "/admin/api",
    "/admin/api/users",
    "/api",
    "/api/v1/products",
    "/api/checkouts/x/y/z",
    "/api/orders",
    "/orders",
    "/webhooks",
    "/webhooks/paypal",
    "/docs/secrets",
    "/swagger.json",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/assets/..%2f..%2fworker.tsx",
  ])("%s is not there, for staff neither", async (path) => {
    for (const headers of [{}, owner]) {
      const answer = await fetch(`${shop.origin}${path}`, { headers, redirect: "manual" });
      expect(answer.status).toBe(404);
      await answer.arrayBuffer();
    }
  });
});

describe("S52: methods and content types", () => {
  const paths = [...new Set(ROUTES.map(({ path }) => path))];
  const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"];

  it.each(paths)("%s takes the methods of the table", async (path) => {
    const rows = ROUTES.filter((row) => row.path === path);
    const [row] = rows;
    const asked = sampleOf(row!, adas).path;
    for (const method of METHODS.filter((each) => !rows.some((of) => of.method === each))) {
      const answer = await shop.shopper().fetch(asked, { method, headers: owner });
      const isWorkers = row?.owner !== "assets";
      expect(isWorkers ? [405] : [404, 405], method).toContain(answer.status);
      if (isWorkers) {
        const allowed = (answer.headers.get("allow") ?? "").split(", ");
        expect(allowed.toSorted(), method).toEqual(rows.map((of) => of.method).toSorted());
      }
      await answer.arrayBuffer();
    }
  });

  const withBody = COMMANDS.filter(({ sent, caller }) => sent === "json" && caller !== "webhook");
  it.each(named(withBody))("%s takes JSON under its own name only", async (_, row) => {
    const { path, init } = sampleOf(row, adas);
    const body = JSON.stringify(init.json);
    const types = [
      "text/plain",
      "text/json",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
      "application/json-patch+json",
      "application/jsonx",
      "application/xml",
      "json",
      "*/*",
    ];
    for (const type of types) {
      const headers = { "content-type": type, ...(isForStaff(row) ? owner : {}) };
      const answer = await ada.fetch(path, { method: row.method, body, headers });
      expect(answer.status, type).toBe(415);
      await answer.arrayBuffer();
    }
  });
});
