import { describe, expect, it } from "vitest";
import * as z from "zod";
import { createApp } from "./app.ts";
import { BODY_BYTES_MAX, JSON_DEPTH_MAX } from "./body.ts";
import { problem } from "./problem.ts";
import { parseForm, parseJson, parseQuery } from "./validate.ts";

const schema = z.strictObject({
  quantity: z.int().min(1).max(99),
  to: z.strictObject({ "a/b": z.string() }).optional(),
  anything: z.unknown().optional(),
});

async function post(body: BodyInit | null, headers: Record<string, string> = {}) {
  const app = createApp();
  app.post("/", async (c) => {
    const parsed = await parseJson(c, schema);
    return parsed.ok ? c.json(parsed.value) : problem(c, parsed.problem);
  });
  const response = await app.request("http://shop.example/", {
    method: "POST",
    body,
    headers: { "Content-Type": "application/json", ...headers },
    duplex: "half",
  } as RequestInit);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

function pointers(body: Record<string, unknown>) {
  return z
    .array(z.object({ pointer: z.string() }))
    .parse(body.errors)
    .map((e) => e.pointer);
}

describe("parseJson()", () => {
  it("gives the parsed value", async () => {
    expect(await post('{"quantity":2}')).toMatchObject({ status: 200, body: { quantity: 2 } });
  });

  it("points at every value that is wrong", async () => {
    const { status, body } = await post('{"quantity":0,"to":{},"price":1,"x~y":2}');
    expect(status).toBe(422);
    expect(body.code).toBe("validation_failed");
    expect(pointers(body)).toEqual(["/quantity", "/to/a~1b", "/price", "/x~0y"]);
  });

  it.each(["-1", "1.5", "1e309", '"1"', "2147483648", "9007199254740992", "null", "[1]", "true"])(
    "refuses %s as a quantity",
    async (quantity) => {
      const { status, body } = await post(`{"quantity":${quantity}}`);
      expect([status, ...new Set(pointers(body))]).toEqual([422, "/quantity"]);
    },
  );

  it("refuses what is not JSON", async () => {
    for (const text of ["", "{", "NaN", "{quantity:1}", "\u0000", '{"quantity":1}}']) {
      expect(await post(text)).toMatchObject({ status: 400, body: { code: "malformed_json" } });
    }
    expect(await post(new Uint8Array([0x22, 0xff, 0x22]))).toMatchObject({ status: 400 });
  });

  it("refuses another content type and a compressed body", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "application/jsonx"]) {
      expect(await post("{}", { "Content-Type": type })).toMatchObject({ status: 415 });
    }
    expect(await post("{}", { "Content-Encoding": "gzip" })).toMatchObject({ status: 415 });
    expect(
      await post('{"quantity":1}', { "Content-Type": "Application/JSON; charset=utf-8" }),
    ).toMatchObject({ status: 200 });
  });

  it("refuses a body that nests too deeply or names __proto__", async () => {
    const nested = (levels: number) =>
      `{"quantity":1,"anything":${"[".repeat(levels)}${"]".repeat(levels)}}`;
    expect(await post(nested(JSON_DEPTH_MAX - 1))).toMatchObject({ status: 200 });
    for (const levels of [JSON_DEPTH_MAX + 1, 30_000]) {
      expect(await post(nested(levels))).toMatchObject({
        status: 400,
        body: { code: "malformed_json" },
      });
    }
    expect(await post('{"quantity":1,"anything":{"__proto__":{"a":1}}}')).toMatchObject({
      status: 400,
    });
    expect(await post('{"quantity":1,"constructor":{}}')).toMatchObject({ status: 422 });
  });

  it("cuts a body off at the limit, with and without a Content-Length", async () => {
    const large = `{"quantity":1,"anything":"${"x".repeat(BODY_BYTES_MAX)}"}`;
    const told = { status: 413, body: { code: "body_too_large", limitBytes: BODY_BYTES_MAX } };
    expect(await post(large)).toMatchObject(told);
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 1;
        controller.enqueue(new Uint8Array(16 * 1024).fill(0x20));
      },
    });
    expect(await post(endless)).toMatchObject(told);
    expect(sent).toBeLessThan(20);
  });
});

describe("parseQuery()", () => {
  const query = z.strictObject({ limit: z.coerce.number().int().max(60).default(24) });

  async function get(search: string) {
    const app = createApp();
    app.get("/", (c) => {
      const parsed = parseQuery(c, query);
      return parsed.ok ? c.json(parsed.value) : problem(c, parsed.problem);
    });
    return (await app.request(`http://shop.example/${search}`)).json();
  }

  it("fills in what is missing", async () => {
    expect(await get("")).toEqual({ limit: 24 });
    expect(await get("?limit=3")).toEqual({ limit: 3 });
  });

  it("refuses unknown, repeated and wrong parameters, and points at them", async () => {
    const errors = (pointer: string) => ({ status: 422, errors: [{ pointer }] });
    expect(await get("?utm=1")).toMatchObject(errors("/utm"));
    expect(await get("?limit=1&limit=2")).toMatchObject(errors("/limit"));
    expect(await get("?limit=61")).toMatchObject(errors("/limit"));
    expect(await get("?limit=abc")).toMatchObject(errors("/limit"));
    expect(await get("?__proto__=1")).toMatchObject({ status: 422 });
  });
});

describe("parseForm()", () => {
  it("takes what a browser posts and nothing else", async () => {
    const app = createApp();
    app.post("/", async (c) => {
      const parsed = await parseForm(c, z.strictObject({ quantity: z.coerce.number().int() }));
      return parsed.ok ? c.json(parsed.value) : problem(c, parsed.problem);
    });
    const ask = async (body: BodyInit) =>
      (await app.request("http://shop.example/", { method: "POST", body })).json();
    expect(await ask(new URLSearchParams({ quantity: "3" }))).toEqual({ quantity: 3 });
    expect(await ask(new URLSearchParams({ quantity: "3", total: "1" }))).toMatchObject({
      errors: [{ pointer: "/total" }],
    });
    expect(await ask("quantity=3")).toMatchObject({ code: "unsupported_media_type" });
  });
});
