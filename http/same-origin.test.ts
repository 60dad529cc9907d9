import { describe, expect, it } from "vitest";
import { createApp } from "./app.ts";

const ORIGIN = "https://shop.example";

async function statusOf(method: string, headers: Record<string, string>) {
  const app = createApp();
  app.on(["GET", "POST", "DELETE"], "/cart", (c) => c.text("done"));
  return (await app.request(`${ORIGIN}/cart`, { method, headers })).status;
}

describe("sameOrigin()", () => {
  const cookie = { Cookie: "__Host-kiosk_cart=x" };
  const form = { "Content-Type": "application/x-www-form-urlencoded" };
  const json = { "Content-Type": "application/json" };

  it("lets the shop's own pages through", async () => {
    for (const own of [
      { Origin: ORIGIN },
      { "Sec-Fetch-Site": "same-origin" },
      { "Sec-Fetch-Site": "same-origin", Origin: ORIGIN },
      { "Sec-Fetch-Site": "none" },
    ]) {
      expect(await statusOf("POST", { ...cookie, ...form, ...own })).toBe(200);
    }
  });

  it("refuses other sites, whatever else they send", async () => {
    for (const foreign of [
      { Origin: "null" },
      { Origin: "https://evil.example" },
      { Origin: "https://shop.example.evil.example" },
      { Origin: "https://evilshop.example" },
      { Origin: "http://shop.example" },
      { Origin: `${ORIGIN}:8443` },
      { "Sec-Fetch-Site": "cross-site" },
      { "Sec-Fetch-Site": "same-site" },
      { "Sec-Fetch-Site": "cross-site", Origin: ORIGIN },
    ]) {
      for (const type of [form, json, {}]) {
        expect(await statusOf("POST", { ...cookie, ...type, ...foreign })).toBe(403);
        expect(await statusOf("DELETE", { ...type, ...foreign })).toBe(403);
      }
    }
  });

  it("refuses a cookie in a request that a foreign form could make", async () => {
    expect(await statusOf("POST", { ...cookie, ...form })).toBe(403);
    expect(await statusOf("POST", { ...cookie, "Content-Type": "text/plain" })).toBe(403);
    expect(await statusOf("POST", cookie)).toBe(403);
  });

  it("lets programs through, which send JSON or no cookie", async () => {
    expect(await statusOf("POST", { ...cookie, ...json })).toBe(200);
    expect(await statusOf("DELETE", cookie)).toBe(200);
    expect(await statusOf("POST", {})).toBe(200);
  });

  it("never stops a read", async () => {
    expect(await statusOf("GET", { ...cookie, Origin: "https://evil.example" })).toBe(200);
  });
});
