import { describe, expect, it } from "vitest";
import { ADMIN_ROUTES } from "../../contracts/api-admin.ts";
import { may, PERMISSIONS, ROLES, type Role } from "../../contracts/permissions.ts";
import { idOf } from "../../domain/order-builders.ts";
import { signStaffToken } from "../../http/staff-token.ts";
import { signToken } from "../../http/tokens.ts";
import { BINDINGS, call, ORIGIN, STAFF_KEY } from "./staff-builders.ts";
import app from "./worker.ts";

const HOUR_MS = 60 * 60 * 1000;
const roles = Object.keys(ROLES) as Role[];

/** The route's path with ids that name nothing. */
function pathOf(path: string): string {
  return path
    .slice("/admin/api".length)
    .replace("{itemId}", idOf("stockItem", 99))
    .replace("dead-letters/{id}", `dead-letters/${idOf("letter", 99)}`)
    .replace("reconciliation/{id}", `reconciliation/${idOf("break", 99)}`)
    .replace("products/{id}", `products/${idOf("product", 99)}`)
    .replace("categories/{id}", `categories/${idOf("category", 99)}`)
    .replace("brands/{id}", `brands/${idOf("brand", 99)}`)
    .replace("attributes/{id}", `attributes/${idOf("attribute", 99)}`)
    .replace("product-types/{id}", `product-types/${idOf("productType", 99)}`)
    .replace("collections/{id}", `collections/${idOf("collection", 99)}`)
    .replace("{subjectId}", idOf("product", 99))
    .replace("{locale}", "de")
    .replace("{id}", idOf("order", 99));
}

function ask(authorization: string | null, path = "/products") {
  const headers = new Headers(authorization === null ? {} : { Authorization: authorization });
  return app.fetch(new Request(`${ORIGIN}/admin/api${path}`, { headers }), BINDINGS);
}

describe("every staff route", () => {
  it.each(ADMIN_ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const))(
    "%s lets exactly the roles of the table pass",
    async (_, route) => {
      for (const role of roles) {
        const { status, body } = await call(route.method, pathOf(route.path), { role });
        if (may(role, route.permission)) expect([401, 403, 500]).not.toContain(status);
        else expect([status, body.code]).toEqual([403, "forbidden"]);
      }
    },
  );

  it("is described, and described routes are all there is", () => {
    const served = app.routes.filter(({ method }) => method !== "ALL");
    const described = ADMIN_ROUTES.map(
      ({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`,
    );
    expect(new Set(served.map(({ method, path }) => `${method} ${path}`))).toEqual(
      new Set(described),
    );
  });

  it("asks for a permission that some role lacks or only a reader has", () => {
    for (const route of ADMIN_ROUTES) {
      expect(PERMISSIONS).toContain(route.permission);
      const readers = roles.filter((role) => may(role, route.permission));
      if (route.isCommand) expect(readers).not.toContain("viewer");
      expect(readers).toContain("owner");
    }
    for (const { id, method, permission, isCommand } of ADMIN_ROUTES) {
      // A question that needs a body is posted and changes nothing: reading is what it asks for.
      const isWrite = method !== "GET" && !permission.endsWith(".read");
      expect(isCommand === true, id).toBe(isWrite);
    }
  });
});

describe("the token", () => {
  const staff = { name: "ada", role: "owner" } as const;

  it("is needed, also where there is nothing", async () => {
    const refused = await ask(null);
    expect(refused.status).toBe(401);
    expect(refused.headers.get("WWW-Authenticate")).toContain("Bearer");
    expect(refused.headers.get("Content-Type")).toBe("application/problem+json");
    expect(refused.headers.get("Cache-Control")).toContain("no-store");
    expect(refused.headers.get("Access-Control-Allow-Origin")).toBeNull();
  });

  it("is refused when forged, expired, of another kind, or made to live too long", async () => {
    const now = Date.now();
    const foreign = "B".repeat(43);
    const claims = { type: "staff+jwt", subject: "ada", facts: { role: "owner" } } as const;
    const tokens = [
      await signStaffToken(foreign, staff, { ttlMs: HOUR_MS, now }),
      await signStaffToken(STAFF_KEY, staff, { ttlMs: HOUR_MS, now: now - 2 * HOUR_MS }),
      await signToken(STAFF_KEY, { ...claims, type: "cart+jwt" }, { ttlMs: HOUR_MS, now }),
      await signToken(STAFF_KEY, claims, { ttlMs: 13 * HOUR_MS, now }),
      await signToken(STAFF_KEY, { ...claims, facts: { role: "king" } }, { ttlMs: HOUR_MS, now }),
      await signToken(STAFF_KEY, { ...claims, facts: {} }, { ttlMs: HOUR_MS, now }),
      "nonsense",
    ];
    for (const token of tokens) expect((await ask(`Bearer ${token}`)).status).toBe(401);
    const good = await signStaffToken(STAFF_KEY, staff, { ttlMs: 12 * HOUR_MS, now });
    expect((await ask(`Bearer ${good}`)).status).toBe(200);
    expect((await ask(good)).status).toBe(401);
  });
});

describe("signStaffToken()", () => {
  it("refuses a long life and a name that is none", () => {
    const options = { ttlMs: 13 * HOUR_MS, now: 0 };
    expect(() => signStaffToken(STAFF_KEY, { name: "ada", role: "owner" }, options)).toThrow();
    const spaced = { name: "Ada L", role: "owner" } as const;
    expect(() => signStaffToken(STAFF_KEY, spaced, { ttlMs: 1, now: 0 })).toThrow();
  });
});
