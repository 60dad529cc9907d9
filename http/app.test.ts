import { Hono } from "hono";
import { describe, expect, it, vi } from "vitest";
import { problemBodySchema } from "../contracts/problem.ts";
import { parseId } from "../domain/id.ts";
import { createApp, forward } from "./app.ts";
import type { AppEnv } from "./context.ts";

const ORIGIN = "http://shop.example";

function shop(options: Parameters<typeof createApp>[0] = {}) {
  const app = createApp(options);
  const things = new Hono<AppEnv<object>>();
  things.get("/things", (c) => c.text("things"));
  things.post("/things", (c) => c.text("made"));
  things.get("/cached", (c) => {
    c.header("Cache-Control", "public, max-age=60");
    return c.text("cached");
  });
  things.get("/broken", () => {
    throw new Error("secret at /srv/shop.ts:7");
  });
  things.get("/overloaded", () => {
    throw Object.assign(new Error("busy"), { overloaded: true });
  });
  app.route("/", things);
  return app;
}

async function problemOf(response: Response) {
  expect(response.headers.get("Content-Type")).toBe("application/problem+json");
  expect(response.headers.get("Cache-Control")).toBe("no-store");
  const body = problemBodySchema.parse(await response.json());
  expect(body.status).toBe(response.status);
  expect(body.type).toBe(`${ORIGIN}/docs/problems#${body.code}`);
  expect(body.requestId).toBe(response.headers.get("X-Request-Id"));
  return body;
}

describe("createApp()", () => {
  it("puts the security headers and a request id on every answer", async () => {
    for (const path of ["/things", "/nowhere"]) {
      const { headers } = await shop().request(`${ORIGIN}${path}`);
      expect(Object.fromEntries(headers)).toMatchObject({
        "cache-control": "no-store",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
        "cross-origin-opener-policy": "same-origin",
        "permissions-policy": expect.stringContaining("camera=()"),
        "referrer-policy": "strict-origin-when-cross-origin",
        "x-content-type-options": "nosniff",
      });
      expect(parseId("request", headers.get("X-Request-Id") ?? "")).not.toBeNull();
      expect(headers.has("Strict-Transport-Security")).toBe(false);
      expect(headers.has("Access-Control-Allow-Origin")).toBe(false);
    }
  });

  it("adds HSTS over TLS and keeps what a handler says about caching", async () => {
    const { headers } = await shop().request("https://shop.example/cached");
    expect(headers.get("Strict-Transport-Security")).toContain("max-age=63072000");
    expect(headers.get("Cache-Control")).toBe("public, max-age=60");
  });

  it("takes a request id from our own Workers only", async () => {
    const given = `req_${"0".repeat(26)}`;
    const ask = (options: object, id: string) =>
      shop(options).request(`${ORIGIN}/things`, { headers: { "X-Request-Id": id } });
    expect((await ask({}, given)).headers.get("X-Request-Id")).not.toBe(given);
    expect((await ask({ isInner: true }, given)).headers.get("X-Request-Id")).toBe(given);
    expect((await ask({ isInner: true }, "<script>")).headers.get("X-Request-Id")).toMatch(/^req_/);
  });

  it("answers an unknown path and an unknown method as problems", async () => {
    expect(await problemOf(await shop().request(`${ORIGIN}/x`))).toMatchObject({
      code: "not_found",
    });
    const response = await shop().request(`${ORIGIN}/things`, { method: "DELETE" });
    expect(response.headers.get("Allow")).toBe("GET, POST");
    expect(await problemOf(response)).toMatchObject({ code: "method_not_allowed" });
  });

  it("tells nothing of an error but its request id, and logs the rest", async () => {
    const written = vi.spyOn(console, "error").mockImplementation(() => {});
    const response = await shop().request(`${ORIGIN}/broken`);
    const { requestId, ...body } = await problemOf(response);
    expect(body).toEqual({
      type: `${ORIGIN}/docs/problems#internal`,
      title: "Something went wrong on our side",
      status: 500,
      code: "internal",
    });
    expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(String(written.mock.calls)).toContain(requestId);
    written.mockRestore();
  });

  it("asks to come back where the platform is only busy", async () => {
    const written = vi.spyOn(console, "error").mockImplementation(() => {});
    const response = await shop().request(`${ORIGIN}/overloaded`);
    expect(response.headers.get("Retry-After")).toBe("1");
    expect(await problemOf(response)).toMatchObject({ code: "unavailable" });
    written.mockRestore();
  });

  it("shows a page to people, except below /api", async () => {
    const app = shop({
      problemPage: (_c, body) => new Response(`<h1>${body.title}</h1>`, { status: body.status }),
    });
    const headers = { Accept: "text/html" };
    const page = await app.request(`${ORIGIN}/things`, { method: "PUT", headers });
    expect(page.status).toBe(405);
    expect(page.headers.get("Allow")).toBe("GET, POST");
    expect(await page.text()).toContain("<h1>");
    await problemOf(await app.request(`${ORIGIN}/api/x`, { headers }));
  });
});

describe("forward()", () => {
  it("hands on the request under its id and frames the answer", async () => {
    const app = createApp<{ readonly API: Fetcher }>();
    app.all("/api/*", (c) => forward(c, c.env.API));
    const inner = createApp({ isInner: true });
    inner.post("/api/echo", async (c) => {
      const answer = await fetch(`data:,${await c.req.text()}`);
      answer.headers.forEach(() => {});
      return answer;
    });
    const API = { fetch: (request: Request) => inner.request(request) } as unknown as Fetcher;
    const response = await app.request(
      `${ORIGIN}/api/echo`,
      { method: "POST", body: "hello", headers: { "X-Request-Id": `req_${"0".repeat(26)}` } },
      { API },
    );
    expect(await response.text()).toBe("hello");
    expect(response.headers.get("X-Request-Id")).toMatch(/^req_(?!0{26})/);
    expect(response.headers.get("Referrer-Policy")).not.toBeNull();
  });
});
