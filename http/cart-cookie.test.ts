import { base64url } from "jose";
import { describe, expect, it } from "vitest";
import { mintId } from "../domain/id.ts";
import { createApp } from "./app.ts";
import { CART_COOKIE_MS, openCartCookie, readCartCookie, setCartCount } from "./cart-cookie.ts";
import { signToken } from "./tokens.ts";

const NOW = 1_700_000_000_000;
const DAY_MS = 24 * 60 * 60 * 1000;
const env = { SIGNING_KEY: base64url.encode(new Uint8Array(32).fill(1)) };
const cartId = mintId("cart", NOW, new Uint8Array(10));

async function visit(path: string, options: { cookie?: string; origin?: string; now?: number }) {
  const { cookie = "", origin = "http://shop.example", now = NOW } = options;
  const app = createApp<typeof env>();
  app.get("/read", async (c) => c.json(await readCartCookie(c, now)));
  app.get("/open", async (c) => c.json(await openCartCookie(c, now)));
  app.get("/count", (c) => {
    setCartCount(c, 3);
    return c.json(null);
  });
  const response = await app.request(`${origin}${path}`, { headers: { Cookie: cookie } }, env);
  return { body: await response.json(), cookies: response.headers.getSetCookie() };
}

function tokenFor(subject: string, ttlMs = CART_COOKIE_MS) {
  return signToken(env.SIGNING_KEY, { type: "cart+jwt", subject }, { ttlMs, now: NOW });
}

describe("openCartCookie()", () => {
  it("mints a cart and remembers it", async () => {
    const opened = await visit("/open", {});
    const [cookie = ""] = opened.cookies;
    expect(cookie).toMatch(/^kiosk_cart=[^;]+; Max-Age=7776000; Path=\/; HttpOnly; SameSite=Lax$/);
    const again = await visit("/open", { cookie: cookie.split(";")[0] ?? "" });
    expect(again).toEqual({ body: opened.body, cookies: [] });
  });

  it("binds the cookie to host and TLS over https", async () => {
    const { cookies } = await visit("/open", { origin: "https://shop.example" });
    expect(cookies[0]).toMatch(
      /^__Host-kiosk_cart=[^;]+;.* Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it("renews an old cookie and keeps its cart", async () => {
    const cookie = `kiosk_cart=${await tokenFor(cartId)}`;
    const opened = await visit("/open", { cookie, now: NOW + 8 * DAY_MS });
    expect(opened.body).toBe(cartId);
    expect(opened.cookies).toHaveLength(1);
  });
});

describe("readCartCookie()", () => {
  it("gives the cart and sets nothing", async () => {
    const cookie = `kiosk_cart=${await tokenFor(cartId)}`;
    expect(await visit("/read", { cookie })).toEqual({
      body: { cartId, issuedAt: NOW },
      cookies: [],
    });
  });

  it("gives none where the cookie is missing, forged, expired or of another kind", async () => {
    const order = { type: "order+jwt", subject: cartId } as const;
    for (const token of [
      "",
      cartId,
      `${await tokenFor(cartId)}x`,
      await tokenFor(cartId, -DAY_MS),
      await tokenFor("ord_x"),
      await tokenFor(`crt_${"u".repeat(26)}`),
      await signToken(env.SIGNING_KEY, order, { ttlMs: DAY_MS, now: NOW }),
    ]) {
      expect((await visit("/read", { cookie: `kiosk_cart=${token}` })).body).toBeNull();
    }
  });
});

describe("setCartCount()", () => {
  it("tells scripts the count, only where it changed", async () => {
    const { cookies } = await visit("/count", {});
    expect(cookies).toEqual(["kiosk_cart_n=3; Max-Age=7776000; Path=/; SameSite=Lax"]);
    expect((await visit("/count", { cookie: "kiosk_cart_n=3" })).cookies).toEqual([]);
  });
});
