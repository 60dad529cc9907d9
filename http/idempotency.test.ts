import { describe, expect, it } from "vitest";
import { createApp } from "./app.ts";
import { fingerprint, readCommand } from "./idempotency.ts";
import { problem } from "./problem.ts";

async function command(headers: Record<string, string>) {
  const app = createApp();
  app.post("/cart", async (c) => {
    const read = await readCommand(c, { quantity: 1 });
    return read.ok ? c.json(read.value) : problem(c, read.problem);
  });
  const response = await app.request("http://shop.example/cart", { method: "POST", headers });
  return (await response.json()) as Record<string, unknown>;
}

describe("readCommand()", () => {
  it("gives the caller's key and the same fingerprint for the same request", async () => {
    const first = await command({ "Idempotency-Key": "k-1" });
    expect(first).toEqual({ key: "k-1", fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await command({ "Idempotency-Key": "k-1" })).toEqual(first);
  });

  it("mints a fresh key for a caller without one", async () => {
    const [first, second] = [await command({}), await command({})];
    expect(first.key).not.toBe(second.key);
  });

  it("refuses a key that is empty, long, or not visible ASCII", async () => {
    for (const key of ["", "a b", "ü", "x".repeat(256)]) {
      expect(await command({ "Idempotency-Key": key })).toMatchObject({
        status: 400,
        code: "idempotency_key_invalid",
      });
    }
    expect(await command({ "Idempotency-Key": "x".repeat(255) })).toMatchObject({
      key: "x".repeat(255),
    });
  });
});

describe("fingerprint()", () => {
  it("tells method, path and body apart", async () => {
    const request = { method: "POST", path: "/cart", body: { quantity: 1 } };
    const prints = await Promise.all(
      [
        request,
        { ...request, method: "PATCH" },
        { ...request, path: "/cart2" },
        { ...request, body: { quantity: 2 } },
        { ...request, body: undefined },
      ].map(fingerprint),
    );
    expect(new Set(prints).size).toBe(prints.length);
  });
});
