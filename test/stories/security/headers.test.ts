/** What every answer says beside its body: security headers, cookies, who may keep it, which scripts run. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ASSETS } from "../../../ui/assets.gen.ts";
import { PAGE_POLICY } from "../../../ui/page-policy.ts";
import { place } from "../../purchase.ts";
import { startShop, type TestShop } from "../../shop.ts";
import type { Shopper } from "../../shopper.ts";
import inventory from "./payment-scripts.json" with { type: "json" };
import { routeNamed, type Subjects, sampleOf } from "./requests.ts";
import { isForStaff, READS, ROUTES, type RouteRow } from "./routes.ts";
import { ADA, type Fixtures, fillAs, makeBelongings, makeFixtures, staffHeader } from "./world.ts";

const STRIPE_JS_URL = "https://js.stripe.com/endive/stripe.js";
const SEALED_API = "default-src 'none'; frame-ancestors 'none'";
/** A stored document: its own style and nothing else. */
const SEALED_PAGE = /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; form-action 'none';/;
const named = (rows: readonly RouteRow[]) => rows.map((row) => [row.name, row] as const);

let shop: TestShop;
let fixtures: Fixtures;
let ada: Shopper;
let adas: Subjects;
let owner: { authorization: string };
beforeAll(async () => {
  shop = await startShop({ vars: { STRIPE_JS_URL } });
  fixtures = await makeFixtures(shop);
  ada = shop.shopper();
  adas = await makeBelongings(ada, ADA, fixtures);
  owner = await staffHeader(shop, "owner");
});
afterAll(() => shop.dispose());

/** Headers that every answer has, whatever it is. */
function expectSafe({ headers, status }: Response, what: string): void {
  expect(Object.fromEntries(headers), `${what} (${status})`).toMatchObject({
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": expect.stringContaining("camera=()"),
    "referrer-policy": expect.stringMatching(/^(?:same-origin|strict-origin-when-cross-origin)$/),
    "content-security-policy": expect.stringContaining("default-src 'none'"),
  });
  expect(headers.get("content-security-policy"), what).not.toMatch(/unsafe-(?:inline|eval)'? /);
  expect(headers.get("server") ?? "", what).not.toMatch(/\d/);
  expect(headers.get("x-powered-by"), what).toBeNull();
}

function expectKept({ headers }: Response, keeping: RouteRow["keeping"], what: string): void {
  const control = headers.get("cache-control") ?? "";
  if (keeping === "never") expect(control, what).toContain("no-store");
  if (keeping === "shared") expect(control, what).toMatch(/^public, (?:max-age=0|must-)/);
  if (keeping === "for-good") expect(control, what).toContain("immutable");
  const isPersonal = headers.has("set-cookie");
  if (isPersonal) expect(control, what).toContain("no-store");
}

describe("S33, S34: every route", () => {
  it.each(named(ROUTES))("%s has its headers, for who may and for who may not", async (_, row) => {
    const { path, init } = sampleOf(row, adas);
    const staff = isForStaff(row) ? owner : {};
    const reading = { method: "GET", headers: { accept: "text/html", ...staff } };
    const asked = row.sent === null ? reading : { ...init, headers: staff };
    const unknown =
      row.owner === "assets" ? "/assets/none.js" : `${path.split("?")[0]}/none`.replace("//", "/");
    const answers = [
      row.sent === null ? await ada.fetch(path, asked) : null,
      await shop.shopper().fetch(path, { ...init, method: row.method }),
      await shop.shopper().fetch(unknown, { headers: { accept: "text/html" } }),
      await shop.shopper().fetch(unknown),
    ];
    for (const answer of answers) {
      if (answer === null) continue;
      expectSafe(answer, row.name);
      if (answer.status >= 400) expectKept(answer, "never", row.name);
      await answer.arrayBuffer();
    }
    const [own] = answers;
    if (own?.status === row.own) expectKept(own, row.keeping, row.name);
    const isPage = own?.headers.get("content-type")?.startsWith("text/html") ?? false;
    const policy = own?.headers.get("content-security-policy") ?? "";
    if (isPage && row.path.endsWith("/invoices/{file}")) expect(policy).toMatch(SEALED_PAGE);
    else if (isPage && row.owner !== "assets") expect(policy).toBe(PAGE_POLICY);
    if (own !== null && path.includes("/api/")) expect(policy).toBe(SEALED_API);
  });

  it("asks for TLS from then on, once it came over TLS", async () => {
    for (const row of READS) {
      const { path } = sampleOf(row, adas);
      const answer = await shop.overTls(path);
      expect(answer.headers.get("strict-transport-security"), row.name).toContain(
        "max-age=63072000",
      );
    }
  });

  it("keeps the address of an order's page to itself, for the address carries its key", async () => {
    for (const name of ["GET /orders/{id}", "GET /checkout/{id}/review"]) {
      const { path } = sampleOf(routeNamed(name), adas);
      const page = await ada.fetch(path);
      // With "no-referrer" browsers would send the page's own forms with the Origin "null".
      expect(page.headers.get("referrer-policy")).toBe("same-origin");
    }
  });

  it("tells a failure of the shop without a trace of its code", async () => {
    const page = await shop.shopper().fetch("/500");
    expect(await page.text()).not.toMatch(/\bat \S+:\d+|Error:/);
  });
});

describe("S30: cookies", () => {
  async function cookiesOf(overTls: boolean): Promise<string[]> {
    const json = { variantId: fixtures.variantId, quantity: 1 };
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify(json);
    const init = { method: "POST", headers, body };
    const answer = overTls
      ? await shop.overTls("/api/cart/lines", init)
      : await shop.shopper().fetch("/api/cart/lines", init);
    expect(answer.status).toBe(200);
    return answer.headers.getSetCookie();
  }
  const TOKEN = "[\\w-]+\\.[\\w-]+\\.[\\w-]+";

  it("over TLS belong to this host alone, to TLS alone, and to no script", async () => {
    const [cart, count, ...others] = await cookiesOf(true);
    expect(others).toEqual([]);
    expect(cart).toMatch(
      new RegExp(
        `^__Host-kiosk_cart=${TOKEN}; Max-Age=7776000; Path=/; HttpOnly; Secure; SameSite=Lax$`,
      ),
    );
    expect(count).toBe("kiosk_cart_n=1; Max-Age=7776000; Path=/; Secure; SameSite=Lax");
  });

  it("over plain http, as on a developer's machine, have the rest", async () => {
    const [cart, count, ...others] = await cookiesOf(false);
    expect(others).toEqual([]);
    expect(cart).toMatch(
      new RegExp(`^kiosk_cart=${TOKEN}; Max-Age=7776000; Path=/; HttpOnly; SameSite=Lax$`),
    );
    expect(count).toBe("kiosk_cart_n=1; Max-Age=7776000; Path=/; SameSite=Lax");
  });

  it("over TLS are not taken from the name that plain http may set", async () => {
    const cookie = `kiosk_cart=${ada.cookies.get("kiosk_cart")}`;
    const cart = await shop.overTls("/api/cart", { headers: { cookie } });
    expect(await cart.json()).toMatchObject({ count: 0 });
  });

  it("are set by commands and by reading the own cart, and by nothing else", async () => {
    for (const row of READS.filter(({ caller }) => caller === "public")) {
      const answer = await ada.fetch(sampleOf(row, adas).path);
      expect(answer.headers.getSetCookie(), row.name).toEqual([]);
      await answer.arrayBuffer();
    }
  });
});

describe("S31: the payment page", () => {
  it("has the scripts of the inventory and no other, under the policy of the inventory", async () => {
    const bob = shop.shopper();
    await bob.fetch("/api/cart/lines", {
      method: "POST",
      json: { variantId: fixtures.variantId, quantity: 1 },
    });
    const placed = await place(bob, await fillAs(bob, ADA));
    const page = await bob.fetch(`/checkout/${placed.body.id}/payment`);
    expect(page.status).toBe(200);
    expect(page.headers.get("content-security-policy")).toBe(inventory.policy);
    const html = await page.text();
    const tags = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)];
    const sources = tags.flatMap(
      ([, attributes = ""]) => /src="([^"]+)"/.exec(attributes)?.[1] ?? [],
    );
    const expected = inventory.scripts.map(({ src }) => builtAddress(src));
    expect(sources.toSorted()).toEqual(expected.toSorted());
    const inline = tags.filter(([, attributes = ""]) => !attributes.includes("src="));
    const hashes = inline.map(([, , code = ""]) =>
      createHash("sha256").update(code).digest("base64"),
    );
    expect(hashes).toEqual(inventory.inline.map(({ sha256 }) => sha256));
    expect(html).not.toMatch(/\son\w+\s*=|javascript:|<iframe|<object|<embed|<base/i);
    const origins = [...html.matchAll(/(?:src|href|action)="(https?:\/\/[^/"]+)/g)].map(
      ([, at]) => at,
    );
    expect(new Set(origins)).toEqual(new Set(["https://js.stripe.com"]));
  });

  it("tells the purpose of each", () => {
    for (const { owner: who, purpose } of [...inventory.scripts, ...inventory.inline]) {
      expect(who.length * purpose.length).toBeGreaterThan(0);
    }
  });
});

/** The inventory names our scripts without the hash of their content. */
function builtAddress(src: string): string {
  const name = src.replace("/assets/", "");
  return name in ASSETS ? ASSETS[name as keyof typeof ASSETS] : src;
}

describe("S48: pictures", () => {
  it("run nothing when opened by themselves, whatever their bytes are", async () => {
    const evil = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
    const page = "<!doctype html><script>alert(1)</script>";
    const objects = [
      ["x/evil.svg", evil, "image/svg+xml", "image/svg+xml"],
      ["x/page.png", page, "image/png", "image/png"],
      ["x/page.html", page, "text/html", "application/octet-stream"],
      ["x/script.js", "alert(1)", "text/javascript", "application/octet-stream"],
      ["x/none", page, "", "application/octet-stream"],
      ["x/odd", page, "image/svg+xml;\ttext/html", "image/svg+xml;\ttext/html"],
    ] as const;
    for (const [key, body, contentType, served] of objects) {
      await shop.media.put(key, body, { httpMetadata: { contentType } });
      const answer = await shop.shopper().fetch(`/media/${key}`);
      expect(answer.status, key).toBe(200);
      expect(answer.headers.get("content-type"), key).toBe(served);
      expect(answer.headers.get("x-content-type-options"), key).toBe("nosniff");
      const policy = answer.headers.get("content-security-policy") ?? "";
      expect(policy, key).toContain("default-src 'none'");
      expect(policy, key).toMatch(/(?:^|; )sandbox$/);
      expect(policy, key).not.toMatch(/script-src|allow-/);
    }
  });

  it("are found by their key alone", async () => {
    const tries = ["..%2f..%2fx", "%2e%2e/x", "x%00", "", ".", "x/../../x", "%"];
    for (const key of tries) {
      const answer = await fetch(`${shop.origin}/media/${key}`);
      expect([400, 404], key).toContain(answer.status);
      await answer.arrayBuffer();
    }
  });
});
