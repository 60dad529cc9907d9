/** Forged tokens at every door that takes one: staff's, the order's link, the cart's cookie, the quote. */
import { hkdfSync } from "node:crypto";
import { base64url, CompactSign, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startShop, type TestShop } from "../../shop.ts";
import type { Shopper } from "../../shopper.ts";
import type { Subjects } from "./requests.ts";
import { ADA, makeBelongings, makeFixtures, staffHeader } from "./world.ts";

type Type = "cart+jwt" | "quote+jwt" | "order+jwt" | "staff+jwt";

let shop: TestShop;
let ada: Shopper;
let adas: Subjects;
let cookie: string;
let cartId: string;
let staffToken: string;
beforeAll(async () => {
  shop = await startShop();
  ada = shop.shopper();
  adas = await makeBelongings(ada, ADA, await makeFixtures(shop));
  cookie = ada.cookies.get("kiosk_cart") ?? "";
  cartId = JSON.parse(Buffer.from(cookie.split(".")[1] ?? "", "base64url").toString()).sub;
  staffToken = (await staffHeader(shop, "owner")).authorization.replace("Bearer ", "");
});
afterAll(() => shop.dispose());

/** The very key that the shop signs a purpose with: some attackers are insiders of another purpose. */
function keyOf(type: Type): Uint8Array {
  const secret = type === "staff+jwt" ? shop.secrets.STAFF_KEY : shop.secrets.SIGNING_KEY;
  const master = base64url.decode(secret ?? "");
  return new Uint8Array(hkdfSync("sha256", master, new Uint8Array(32), `kiosk:${type}`, 32));
}

interface Forgery {
  readonly header?: Record<string, unknown>;
  readonly claims?: Record<string, unknown>;
  readonly key?: Uint8Array;
}

/** A token that would be good but for what is changed; `undefined` leaves a claim out. */
function forge(
  type: Type,
  subject: string,
  { header, claims, key }: Forgery = {},
): Promise<string> {
  const seconds = Math.floor(Date.now() / 1000);
  const facts = { "quote+jwt": { total: 1 }, "staff+jwt": { role: "owner" } }[type as "quote+jwt"];
  const all = {
    iss: "kiosk",
    aud: `kiosk:${type}`,
    sub: subject,
    iat: seconds,
    exp: seconds + 600,
    ...facts,
    ...claims,
  };
  const text = new TextEncoder().encode(JSON.stringify(all));
  return new CompactSign(text)
    .setProtectedHeader({ alg: "HS256", typ: type, ...header })
    .sign(key ?? keyOf(type), { crit: { "urn:x": true } });
}

/** Every forgery of a token of this type about this subject, by name. */
async function forgeries(type: Type, subject: string): Promise<[string, string][]> {
  const seconds = Math.floor(Date.now() / 1000);
  const other = new Uint8Array(32).fill(7);
  const good = await forge(type, subject);
  const [head = "", payload = "", signature = ""] = good.split(".");
  const encode = (value: unknown) => base64url.encode(JSON.stringify(value));
  const none = (alg: string) => `${encode({ alg, typ: type })}.${payload}.`;
  const jwk = { kty: "oct", k: base64url.encode(other) };
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
  const make = (forgery: Forgery) => forge(type, subject, forgery);
  return [
    ["alg none", none("none")],
    ["alg None", none("None")],
    ["alg NONE with the signature", `${none("NONE")}${signature}`],
    ["no alg", `${encode({ typ: type })}.${payload}.${signature}`],
    ["HS256 with another key", await make({ key: other })],
    [
      "HS256 with the raw secret",
      await make({ key: base64url.decode(shop.secrets.SIGNING_KEY ?? "") }),
    ],
    ["HS256 with a key of zeros", await make({ key: new Uint8Array(32) })],
    [
      "HS384 with the right key",
      await make({ header: { alg: "HS384" }, key: padded(keyOf(type)) }),
    ],
    [
      "HS512 with the right key",
      await make({ header: { alg: "HS512" }, key: padded(keyOf(type)) }),
    ],
    ["typ JWT", await make({ header: { typ: "JWT" } })],
    ["no typ", await make({ header: { typ: undefined } })],
    [
      "typ of another purpose",
      await make({ header: { typ: type === "cart+jwt" ? "order+jwt" : "cart+jwt" } }),
    ],
    ["aud of another purpose", await make({ claims: { aud: "kiosk:other" } })],
    ["no aud", await make({ claims: { aud: undefined } })],
    ["iss of another shop", await make({ claims: { iss: "evil" } })],
    ["no iss", await make({ claims: { iss: undefined } })],
    ["no exp", await make({ claims: { exp: undefined } })],
    ["no iat", await make({ claims: { iat: undefined } })],
    ["no sub", await make({ claims: { sub: undefined } })],
    ["sub that is no text", await make({ claims: { sub: { id: subject } } })],
    ["sub of nobody", await make({ claims: { sub: "../../" } })],
    ["expired", await make({ claims: { iat: seconds - 900, exp: seconds - 300 } })],
    ["expired this second", await make({ claims: { exp: seconds - 1 } })],
    ["exp that is no number", await make({ claims: { exp: "never" } })],
    ["not yet valid", await make({ claims: { nbf: seconds + 300 } })],
    ["nbf that is no number", await make({ claims: { nbf: "x" } })],
    [
      "kid out of the folder",
      await make({ header: { kid: "../../../dev/null" }, key: new Uint8Array(32) }),
    ],
    ["kid with SQL", await make({ header: { kid: "' UNION SELECT 'x" }, key: other })],
    ["jku", await make({ header: { jku: "https://evil.example/jwks.json" }, key: other })],
    ["x5u", await make({ header: { x5u: "https://evil.example/x.pem" }, key: other })],
    ["jwk with the key", await make({ header: { jwk }, key: other })],
    [
      "an extension that must be understood",
      await make({ header: { crit: ["urn:x"], "urn:x": 1 } }),
    ],
    ["an edited payload", `${head}.${encode({ ...claims, total: 0, role: "owner" })}.${signature}`],
    ["a signature cut short", `${head}.${payload}.${signature.slice(0, -2)}`],
    ["no signature", `${head}.${payload}.`],
    ["two parts", `${head}.${payload}`],
    ["four parts", `${good}.x`],
    ["five parts", `${good}.x.x`],
    ["padding", `${head}=.${payload}=.${signature}=`],
    ["an encrypted shape", `${encode({ alg: "dir", enc: "A128GCM" })}..x.x.x`],
    ["deep JSON in the header", `${base64url.encode("[".repeat(2000))}.${payload}.${signature}`],
    ["nothing", ""],
    ["dots", ".."],
  ];
}

function padded(key: Uint8Array): Uint8Array {
  const longer = new Uint8Array(64);
  longer.set(key);
  return longer;
}

describe("S14: forged tokens", () => {
  it("are what this file makes of good ones: the good ones pass", async () => {
    const staff = await forge("staff+jwt", "eve");
    const headers = { authorization: `Bearer ${staff}` };
    expect((await shop.shopper().fetch("/admin/api/products", { headers })).status).toBe(200);
    const token = await forge("order+jwt", adas.orderId);
    expect((await shop.shopper().fetch(`/orders/${adas.orderId}?token=${token}`)).status).toBe(200);
    const eve = shop.shopper();
    eve.cookies.set("kiosk_cart", await forge("cart+jwt", cartId));
    expect(await eve.json("/api/cart")).toMatchObject({ count: 1 });
  });

  it("open no staff route", async () => {
    for (const [what, token] of await forgeries("staff+jwt", "eve")) {
      const headers = { authorization: `Bearer ${token}` };
      const answer = await shop.shopper().fetch("/admin/api/orders", { headers });
      expect(answer.status, what).toBe(401);
      await answer.arrayBuffer();
    }
    const spellings = [
      staffToken,
      `Basic ${staffToken}`,
      `Bearer  ${staffToken}`,
      `Bearer ${staffToken},x`,
    ];
    for (const authorization of spellings) {
      const answer = await shop
        .shopper()
        .fetch("/admin/api/orders", { headers: { authorization } });
      expect(answer.status, authorization.slice(0, 12)).toBe(401);
    }
    const inQuery = await shop.shopper().fetch(`/admin/api/products?access_token=${staffToken}`);
    expect(inQuery.status).toBe(401);
  });

  it("open no order", async () => {
    for (const [what, token] of await forgeries("order+jwt", adas.orderId)) {
      for (const path of ["/orders", "/api/orders"]) {
        const query = `?token=${encodeURIComponent(token)}`;
        const answer = await shop.shopper().fetch(`${path}/${adas.orderId}${query}`);
        expect([404, 422], what).toContain(answer.status);
        expect(await answer.text(), what).not.toContain(ADA.name);
      }
    }
  });

  it("open no cart and no checkout", async () => {
    for (const [what, token] of await forgeries("cart+jwt", cartId)) {
      const eve = shop.shopper();
      eve.cookies.set("kiosk_cart", token);
      expect(await eve.json("/api/cart"), what).toMatchObject({ count: 0 });
      expect((await eve.fetch(`/api/checkouts/${adas.checkoutId}`)).status, what).toBe(404);
    }
  });

  it("agree to no price", async () => {
    for (const [what, quote] of await forgeries("quote+jwt", adas.checkoutId)) {
      const path = `/api/checkouts/${adas.checkoutId}/complete`;
      const answer = await ada.fetch(path, { method: "POST", json: { quote } });
      expect([409, 422], what).toContain(answer.status);
      await answer.arrayBuffer();
    }
    expect(await ada.json(`/api/checkouts/${adas.checkoutId}`)).toMatchObject({
      status: "ready_for_complete",
    });
  });

  it("of a hundred kilobytes are refused like small ones, or sooner", async () => {
    const sign = new SignJWT({ sub: cartId, x: "x".repeat(75_000) }).setProtectedHeader({
      alg: "HS256",
      typ: "cart+jwt",
    });
    const huge = await sign.sign(new Uint8Array(32));
    expect(huge.length).toBeGreaterThan(100_000);
    const asks = [
      shop.shopper().fetch("/admin/api/orders", { headers: { authorization: `Bearer ${huge}` } }),
      shop.shopper().fetch(`/orders/${adas.orderId}?token=${huge}`),
      shop.shopper().fetch(`/api/orders/${adas.orderId}?token=${huge}`),
      shop
        .shopper()
        .fetch(`/api/checkouts/${adas.checkoutId}`, { headers: { cookie: `kiosk_cart=${huge}` } }),
      ada.fetch(`/api/checkouts/${adas.checkoutId}/complete`, {
        method: "POST",
        json: { quote: huge },
      }),
    ];
    for (const answer of await Promise.all(asks)) {
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      await answer.arrayBuffer();
    }
  });
});
