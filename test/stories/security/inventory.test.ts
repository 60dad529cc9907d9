/** The inventory of routes: what the Workers serve, what is described and what the table says are one. */
import { execFileSync } from "node:child_process";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ADMIN_ROUTES } from "../../../contracts/api-admin.ts";
import { API_ROUTES } from "../../../contracts/api-routes.ts";
import { openapiDocument } from "../../../contracts/openapi.ts";
import { PERMISSIONS } from "../../../contracts/permissions.ts";
import { ROOT } from "../../../scripts/deployables.ts";
import admin from "../../../workers/admin/worker.ts";
import api from "../../../workers/api/worker.ts";
import checkout from "../../../workers/checkout/worker.tsx";
import storefront from "../../../workers/storefront/worker.tsx";
import { BYTE_BODIES, FORM_BODIES, JSON_BODIES } from "./requests.ts";
import { COMMANDS, isQuestion, ROUTES } from "./routes.ts";

const APPS = { storefront, api, checkout, admin } as const;
const FORWARDED = { CHECKOUT: "checkout", API: "api", ADMIN: "admin" } as const;

/** "GET /api/products/:handle" as the table spells it. */
function spelled(method: string, routePath: string): string {
  return `${method} ${routePath.replaceAll(/:(\w+)(?:\{[^}]+\})?/g, "{$1}")}`;
}

describe("S49: the table of routes", () => {
  it.each(Object.keys(APPS) as (keyof typeof APPS)[])("has every route of %s", (owner) => {
    const served = APPS[owner].routes.filter(({ method }) => method !== "ALL");
    const names = new Set(served.map((route) => spelled(route.method, route.path)));
    const rows = ROUTES.filter((row) => row.owner === owner).map(({ name }) => name);
    expect([...names].toSorted()).toEqual(rows.toSorted());
  });

  it("has every file that is served without a Worker", () => {
    const folder = path.join(ROOT, "workers/storefront/public");
    const files = execFileSync("find", [folder, "-type", "f"], { encoding: "utf8" });
    const served = files
      .trim()
      .split("\n")
      .map((file) => `GET /${path.relative(folder, file)}`)
      .filter((name) => name !== "GET /_headers")
      .map((name) => name.replace(/^(GET \/assets\/).+$/, "$1{file}").replace(/\.html$/, ""));
    const rows = ROUTES.filter(({ owner }) => owner === "assets").map(({ name }) => name);
    expect([...new Set(served)].toSorted()).toEqual(rows.toSorted());
  });

  it("reaches each inner Worker's routes through the front door, and by the right door", () => {
    const doors = storefront.routes.filter(
      (route) => route.method === "ALL" && route.path !== "/*",
    );
    for (const row of ROUTES) {
      if (row.owner === "storefront" || row.owner === "assets") continue;
      const door = doors.find(({ path: pattern }) => {
        const base = pattern.replace(/\/\*$/, "");
        return row.path === base || row.path.startsWith(`${base}/`);
      });
      expect(door?.path, row.name).toBe(
        {
          checkout: `/${row.path
            .split("/")
            .slice(1, row.path.startsWith("/api/") ? 3 : 2)
            .join("/")}/*`,
          api: row.path.startsWith("/docs")
            ? "/docs/*"
            : row.path.startsWith("/api/")
              ? "/api/*"
              : row.path,
          admin: "/admin/*",
        }[row.owner],
      );
    }
    expect(Object.values(FORWARDED).toSorted()).toEqual(["admin", "api", "checkout"]);
  });

  it("is what the contracts describe: the same paths, permissions and caching", () => {
    const described = [...API_ROUTES, ...ADMIN_ROUTES];
    for (const route of described) {
      const row = ROUTES.find(({ name }) => name === `${route.method} ${route.path}`);
      const who = "permission" in route ? route.permission : (route.caller ?? "anyone");
      const told = { anyone: "public", order: "order-link", stripe: "webhook" }[who as string];
      expect(row, route.id).toMatchObject({
        caller: told ?? who,
        keeping: route.cache === "catalog" ? "shared" : "never",
      });
      const isWrite = row !== undefined && row.sent !== null && !isQuestion(row);
      if (route.caller !== "stripe") expect(isWrite, route.id).toBe(route.isCommand === true);
    }
    const json = ROUTES.filter(({ path: at }) => /^\/(api|admin|webhooks)\//.test(at));
    expect(json.map(({ name }) => name).toSorted()).toEqual(
      described.map((route) => `${route.method} ${route.path}`).toSorted(),
    );
  });

  it("is what the OpenAPI document tells, and staff's routes are not told", () => {
    const options = { title: "Shop", version: "1", origin: "https://shop.example" };
    const { paths } = openapiDocument(API_ROUTES, options);
    const told = Object.entries(paths).flatMap(([at, methods]) =>
      Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${at}`),
    );
    const rows = ROUTES.filter(({ path: at }) => /^\/(api|webhooks)\//.test(at));
    expect(told.toSorted()).toEqual(rows.map(({ name }) => name).toSorted());
  });

  it("has a proper request for every command (S3, S17 and S52 depend on it)", () => {
    const bodies = { ...JSON_BODIES, ...FORM_BODIES, ...BYTE_BODIES };
    const spokenFor = Object.keys(bodies);
    const rows = COMMANDS.filter(({ sent }) => sent !== "nothing").map(({ name }) => name);
    expect(spokenFor.toSorted()).toEqual(rows.toSorted());
  });
});

describe("S4: permissions", () => {
  it("are asked for by every staff route, each permission by some route", () => {
    const asked = ROUTES.filter(({ owner }) => owner === "admin").map(({ caller }) => caller);
    for (const caller of asked) expect(PERMISSIONS).toContain(caller);
    expect(new Set(asked)).toEqual(new Set(PERMISSIONS));
  });

  it("are checked by a guard that runs before the handler of each staff route", () => {
    const order = admin.routes.filter(({ method }) => method !== "ALL");
    for (let at = 0; at < order.length; at += 2) {
      const [guard, handler] = [order[at]!, order[at + 1]!];
      expect(guard.handler.name).toBe("guarded");
      expect(spelled(handler.method, handler.path)).toBe(spelled(guard.method, guard.path));
    }
  });
});
