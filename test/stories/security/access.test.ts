/** Who gets at what: every route with every kind of caller, and nobody's data in anybody else's bytes. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ADMIN_ROUTES } from "../../../contracts/api-admin.ts";
import { API_ROUTES } from "../../../contracts/api-routes.ts";
import { may, ROLES, type Role } from "../../../contracts/permissions.ts";
import { PROBLEMS, problemBodySchema } from "../../../contracts/problem.ts";
import { mintId } from "../../../domain/id.ts";
import { signToken } from "../../../http/tokens.ts";
import { startShop, type TestShop } from "../../shop.ts";
import type { Shopper, ShopperInit } from "../../shopper.ts";
import { routeNamed, type Sample, type Subjects, sampleOf } from "./requests.ts";
import { isForStaff, READS, ROUTES, type RouteRow } from "./routes.ts";
import {
  ADA,
  belongingsNow,
  buyAs,
  canariesOf,
  type Fixtures,
  makeBelongings,
  makeFixtures,
  makeProduct,
  makeRecords,
  orderOf,
  reopen,
  staffHeader,
  tokenOf,
} from "./world.ts";

const BOB = { email: "bob@example.com", name: "Bob Brandt", line1: "Nordweg 8" };
const HOUR_MS = 60 * 60 * 1000;
const UNKNOWN = "0".repeat(26);
const roles = Object.keys(ROLES) as Role[];
const named = (rows: readonly RouteRow[]) => rows.map((row) => [row.name, row] as const);

let shop: TestShop;
let fixtures: Fixtures;
let ada: Shopper;
let adas: Subjects;
let before: unknown;
let secrets: string[];
/** Each caller who has no right to what is Ada's: the headers of his requests. */
const strangers = new Map<string, Record<string, string>>();
let bobsToken: string;

beforeAll(async () => {
  shop = await startShop();
  fixtures = await makeFixtures(shop);
  ada = shop.shopper();
  adas = await makeBelongings(ada, ADA, fixtures);
  before = await belongingsNow(ada, adas);
  const cookie = ada.cookies.get("kiosk_cart") ?? "";
  secrets = [...canariesOf(ADA), adas.quote, adas.lineId, cookie];
  const bob = shop.shopper();
  bobsToken = tokenOf(await buyAs(bob, BOB, fixtures.variantId));
  const [head = "", payload = "", signature = ""] = cookie.split(".");
  const { sub } = JSON.parse(Buffer.from(payload, "base64url").toString());
  const now = Date.now();
  const key = shop.secrets.SIGNING_KEY ?? "";
  const sign = (type: "cart+jwt" | "quote+jwt", options: { now?: number; key?: string } = {}) =>
    signToken(
      options.key ?? key,
      { type, subject: sub },
      { ttlMs: HOUR_MS, now: options.now ?? now },
    );
  const carts = {
    "with a cookie cut short": cookie.slice(0, -4),
    "with a signature from elsewhere": `${head}.${payload}.${bobsToken.split(".")[2]}`,
    "without a signature": `${head}.${payload}.`,
    "with an expired cookie": await sign("cart+jwt", { now: now - 2 * HOUR_MS }),
    "with a cookie signed with another key": await sign("cart+jwt", { key: "A".repeat(43) }),
    "with a quote for a cookie": await sign("quote+jwt"),
    "with an order's link for a cookie": bobsToken,
    "with Ada's quote for a cookie": adas.quote,
    "with the cart's bare id for a cookie": sub,
    "with another site's cookie names": `x; __Host-kiosk_cart=${cookie}`,
  };
  strangers.set("anonymous", {});
  strangers.set("another shopper", await freshCart());
  for (const [who, value] of Object.entries(carts)) {
    strangers.set(who, { cookie: `kiosk_cart=${value}` });
  }
  for (const role of roles) strangers.set(`staff (${role})`, await staffHeader(shop, role));
  expect(signature).not.toBe("");
});
afterAll(() => shop.dispose());

/** One request without a cookie jar; commands name the shop as their origin. */
function send(path: string, init: ShopperInit & { method: string }): Promise<Response> {
  return shop.shopper().fetch(path, init);
}

/** The cookie of a cart that nobody used yet. */
async function freshCart(): Promise<{ cookie: string }> {
  const now = Date.now();
  const subject = mintId("cart", now, crypto.getRandomValues(new Uint8Array(10)));
  const claims = { type: "cart+jwt", subject } as const;
  const key = shop.secrets.SIGNING_KEY ?? "";
  return { cookie: `kiosk_cart=${await signToken(key, claims, { ttlMs: HOUR_MS, now })}` };
}

async function bytesOf(response: Response): Promise<string> {
  const headers = JSON.stringify([...response.headers]);
  return `${headers}\n${Buffer.from(await response.arrayBuffer()).toString("latin1")}`;
}

describe("S1: every shopper's route for every stranger", () => {
  it.each(named(ROUTES.filter((row) => !isForStaff(row))))(
    "%s answers as the table says, without a word of Ada's",
    async (_, row) => {
      const { path, init } = sampleOf(row, adas);
      // A stranger has a link and a cart too, only not these.
      strangers.set("another shopper", await freshCart());
      const asked = row.caller === "order-link" ? path.replace(adas.token, bobsToken) : path;
      for (const [who, headers] of strangers) {
        const response = await send(asked, { ...init, headers });
        expect(response.status, who).toBe(row.stranger);
        const bytes = await bytesOf(response);
        for (const secret of secrets) expect(bytes, who).not.toContain(secret);
      }
    },
  );

  it("leaves everything of Ada's as it was", async () => {
    expect(await belongingsNow(ada, adas)).toEqual(before);
  });

  it("tells a foreign thing and a missing one apart by nothing", async () => {
    const missing = {
      ...adas,
      checkoutId: `ord_${UNKNOWN}`,
      orderId: `ord_${UNKNOWN}`,
      lineId: `lin_${UNKNOWN}`,
    };
    const headers = strangers.get("another shopper") ?? {};
    const rows = ROUTES.filter(({ caller }) => caller === "checkout" || caller === "order-link");
    for (const row of rows) {
      const answers = await Promise.all(
        [adas, missing].map(async (subjects) => {
          const { path, init } = sampleOf(row, { ...subjects, quote: "x" });
          const asked = path.replace(adas.token, bobsToken);
          const response = await send(asked, { ...init, headers });
          const body = (await response.text()).replaceAll(/req_\w+/g, "req");
          return { status: response.status, body };
        }),
      );
      expect(answers[0], row.name).toEqual(answers[1]);
    }
  });

  it("does not take over a foreign checkout's address into an own one", async () => {
    const bob = shop.shopper();
    await bob.fetch("/api/cart/lines", {
      method: "POST",
      json: { variantId: fixtures.variantId, quantity: 1 },
    });
    const json = { from: adas.checkoutId };
    const opened = await bob.fetch("/api/checkouts", { method: "POST", json });
    expect(opened.status).toBe(201);
    const bytes = await opened.text();
    for (const secret of canariesOf(ADA)) expect(bytes).not.toContain(secret);
  });
});

describe("S1: every shopper's route for its owner", () => {
  it.each(named(READS.filter((row) => !isForStaff(row))))("%s", async (_, row) => {
    const { path, init } = sampleOf(row, adas);
    const response = await ada.fetch(path, init);
    expect(response.status).toBe(row.own);
    await response.arrayBuffer();
  });

  const mine = ROUTES.filter((row) => row.sent !== null && !isForStaff(row));
  it.each(named(mine.filter(({ caller }) => caller !== "webhook")))("%s", async (_, row) => {
    const shopper = shop.shopper();
    const own = await reopen(shopper, BOB, fixtures);
    if (row.path.endsWith("/undo")) await shopper.fetch("/api/cart", { method: "DELETE" });
    const { path, init } = sampleOf(row, own);
    const response = await shopper.fetch(path, init);
    expect(response.status).toBe(row.own);
    await expectContract(row, response);
  });
});

describe("S2: an order opens by its signed link alone", () => {
  it.each(["/orders/{id}", "/api/orders/{id}"])("%s", async (path) => {
    const at = (query: string) => send(`${path.replace("{id}", adas.orderId)}${query}`, GET);
    const own = await at(`?token=${adas.token}`);
    expect(own.status).toBe(200);
    const bare = Buffer.from(JSON.stringify({ sub: adas.orderId })).toString("base64url");
    const wrong = [
      bobsToken,
      "",
      adas.orderId,
      `${adas.token}x`,
      `${bare}.${bare}.`,
      adas.quote,
      ada.cookies.get("kiosk_cart") ?? "",
    ];
    for (const token of wrong) expect((await at(`?token=${token}`)).status, token).toBe(404);
    // Knowing number and address of the buyer opens nothing.
    const order = (await ada.json(`/api/checkouts/${adas.orderId}`)) as { number: string };
    const known = `?number=${order.number}&email=${encodeURIComponent(ADA.email)}`;
    expect([404, 422]).toContain((await at(known)).status);
    const expired = await signToken(
      shop.secrets.SIGNING_KEY ?? "",
      { type: "order+jwt", subject: adas.orderId },
      { ttlMs: HOUR_MS, now: Date.now() - 2 * HOUR_MS },
    );
    expect((await at(`?token=${expired}`)).status).toBe(404);
    // Nor does the owner's cookie without the link.
    expect((await ada.fetch(`${path.replace("{id}", adas.orderId)}?token=x`)).status).toBe(404);
  });
});

describe("S1, S4: every staff route for every role and for everybody else", () => {
  it.each(named(ROUTES.filter(isForStaff)))("%s", async (_, row) => {
    const described = ADMIN_ROUTES.find(({ method, path }) => `${method} ${path}` === row.name);
    const missing = {
      ...adas,
      productId: `prd_${UNKNOWN}`,
      itemId: `itm_${UNKNOWN}`,
      orderId: `ord_${UNKNOWN}`,
      categoryId: `cat_${UNKNOWN}`,
      brandId: `brd_${UNKNOWN}`,
      attributeId: `atr_${UNKNOWN}`,
      productTypeId: `pty_${UNKNOWN}`,
      collectionId: `col_${UNKNOWN}`,
      promotionId: `prm_${UNKNOWN}`,
      priceListId: `pls_${UNKNOWN}`,
      pricedVariantId: `var_${UNKNOWN}`,
      letterId: `dlq_${UNKNOWN}`,
      breakId: `brk_${UNKNOWN}`,
      importId: `imp_${UNKNOWN}`,
      invoiceId: `inv_${UNKNOWN}`,
    };
    for (const role of roles) {
      const { path, init } = sampleOf(row, missing);
      const headers = await staffHeader(shop, role);
      const response = await send(path, withHeaders(init, headers));
      const isAllowed = described !== undefined && may(role, described.permission);
      // A rule of search that is gone can be taken away again; currencies are always there.
      const isThere = /^\/admin\/api\/(?:search|currencies)\//.test(row.path);
      const isGone = row.path.includes("{") && !isThere;
      const found = isGone ? 404 : row.stranger;
      expect(response.status, role).toBe(isAllowed ? found : 403);
      await response.arrayBuffer();
    }
    const { path, init } = sampleOf(row, missing);
    for (const [who, headers] of strangers) {
      if (who.startsWith("staff")) continue;
      const response = await send(path, withHeaders(init, headers));
      expect(response.status, who).toBe(401);
      expect(response.headers.get("www-authenticate"), who).toContain("Bearer");
    }
  });
});

describe("S3: an answer has the keys of its contract and no other", () => {
  it.each(named(READS.filter(({ path }) => path.startsWith("/api/"))))("%s", async (_, row) => {
    const { path, init } = sampleOf(row, adas);
    await expectContract(row, await ada.fetch(path, init));
  });

  it.each(named(ROUTES.filter(isForStaff)))("%s", async (_, row) => {
    const headers = await staffHeader(shop, "owner");
    const made = await makeProduct(shop);
    const isMoney = row.path.includes("/orders/") && row.sent !== null;
    const order = isMoney ? orderOf(await buyAs(shop.shopper(), BOB, fixtures.variantId)) : {};
    const product = row.path.includes("/products/") ? { productId: made.id } : {};
    const subjects = { ...adas, ...product, ...(await makeRecords(shop)), ...order };
    const { path, init } = sampleOf(row, { ...subjects, productVersion: made.version });
    const response = await send(path, withHeaders(init, headers));
    expect(response.status).toBe(row.own);
    await expectContract(row, response);
  });

  it("a problem tells the standard members and the facts of its kind", async () => {
    const { path, init } = sampleOf(routeNamed("PATCH /api/checkouts/{id}"), adas);
    const answers = [
      await send(path, init),
      await send("/api/cart/lines", { method: "POST", json: { price: 1 } }),
      await send("/api/nothing", GET),
      await send("/api/cart", { method: "PUT", json: {} }),
      await send("/admin/api/orders", GET),
    ];
    const standard = ["type", "title", "status", "detail", "code", "requestId", "errors"];
    for (const answer of answers) {
      const body = problemBodySchema.parse(await answer.json());
      const { facts = [] } = PROBLEMS[body.code as keyof typeof PROBLEMS] as { facts?: string[] };
      for (const key of Object.keys(body)) expect([...standard, ...facts]).toContain(key);
    }
  });
});

const GET = { method: "GET" } as const;

/** A sample's request with more headers than its own. */
function withHeaders(init: Sample["init"], headers: Readonly<Record<string, string>>) {
  return { ...init, headers: { ...init.headers, ...headers } };
}

/** Parses an answer with the strict schema that describes it. */
async function expectContract(row: RouteRow, response: Response): Promise<void> {
  const described = [...API_ROUTES, ...ADMIN_ROUTES].find(
    ({ method, path }) => `${method} ${path}` === row.name,
  );
  const body = await response.text();
  if (described === undefined) return;
  const isJson = /^application\/json(?:;|$)/.test(response.headers.get("content-type") ?? "");
  const parsed = described.response.safeParse(isJson ? JSON.parse(body) : body);
  expect(parsed.error?.issues ?? [], row.name).toEqual([]);
}
