import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { API_ROUTES } from "../../contracts/api-routes.ts";
import { type CartView, cartSchema } from "../../contracts/cart.ts";
import { categoryTreeSchema, productPageSchema, productSchema } from "../../contracts/catalog.ts";
import { problemBodySchema } from "../../contracts/problem.ts";
import { type IdKind, idFromBytes, toId } from "../../domain/id.ts";
import { stockStub } from "../../durable-objects/stubs.ts";
import app from "./worker.ts";

const ORIGIN = "http://shop.example";
const LOCATION = toId("location", "loc_mill");

function idOf<Kind extends IdKind>(kind: Kind, number: number) {
  return idFromBytes(kind, new Uint8Array(16).fill(number));
}

const [CUP, PLATE, UNPRICED] = [idOf("variant", 1), idOf("variant", 2), idOf("variant", 3)];

/** A cup with 20 in stock, a plate with 2, and a bowl that has no price. */
const FIXTURE = [
  `INSERT INTO currencies (code, prices_include_tax, default_country, position) VALUES ('EUR', 1, 'DE', 0), ('USD', 0, 'US', 1), ('JPY', 1, 'JP', 2)`,
  `INSERT INTO categories (id, handle, title, position) VALUES ('${idOf("category", 1)}', 'table', 'Table', 0)`,
  ...["cup", "plate", "bowl"].flatMap((handle, index) => {
    const [product, variant] = [idOf("product", index + 1), idOf("variant", index + 1)];
    return [
      `INSERT INTO products (id, handle, status, title, created_at, updated_at)
        VALUES ('${product}', '${handle}', 'published', '${handle}', 0, 0)`,
      `INSERT INTO product_categories VALUES ('${idOf("category", 1)}', '${product}', 1)`,
      `INSERT INTO variants (id, product_id, stock_item_id, position)
        VALUES ('${variant}', '${product}', '${idOf("stockItem", index + 1)}', 0)`,
      ...(handle === "bowl"
        ? []
        : [
            `INSERT INTO prices (variant_id, currency, amount_minor, compare_at_minor) VALUES ('${variant}', 'EUR', 1299, NULL), ('${variant}', 'JPY', 2000, NULL)`,
            `INSERT INTO product_price_ranges VALUES ('${product}', 'EUR', 1299, 1299)`,
          ]),
    ];
  }),
];

/** A client that keeps its cookies, as a browser does. */
function client() {
  const cookies = new Map<string, string>();
  return async function ask(method: string, path: string, options: RequestInit = {}) {
    const response = await app.request(
      `${ORIGIN}${path}`,
      {
        ...options,
        method,
        headers: {
          Cookie: [...cookies].map((pair) => pair.join("=")).join("; "),
          ...(options.body === undefined ? {} : { "Content-Type": "application/json" }),
          Origin: ORIGIN,
          ...options.headers,
        },
      },
      env,
    );
    for (const cookie of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split("=");
      cookies.set(name, value);
    }
    return response;
  };
}

let ask = client();

async function cartOf(response: Response | Promise<Response>): Promise<CartView> {
  const { status, headers } = await response;
  expect(status).toBe(200);
  expect(headers.get("Cache-Control")).toBe("private, no-store");
  return cartSchema.parse(await (await response).json());
}

async function problemOf(response: Response | Promise<Response>) {
  const { headers, status } = await response;
  expect(headers.get("Content-Type")).toBe("application/problem+json");
  const body = problemBodySchema.parse(await (await response).json());
  expect(body.status).toBe(status);
  return body;
}

function add(variantId: string, quantity = 1, headers: Record<string, string> = {}) {
  return ask("POST", "/api/cart/lines", {
    body: JSON.stringify({ variantId, quantity }),
    headers,
  });
}

beforeAll(async () => {
  await env.CATALOG.batch(FIXTURE.map((row) => env.CATALOG.prepare(row)));
  for (const [number, quantity] of [
    [1, 20],
    [2, 2],
  ] as const) {
    const level = await stockStub(env, idOf("stockItem", number)).receive({
      key: "first",
      location: LOCATION,
      quantity,
    });
    expect(level.ok).toBe(true);
    await env.CATALOG.prepare("INSERT INTO stock_levels VALUES (?, ?, ?, 0, 0, 1, 0)")
      .bind(idOf("stockItem", number), LOCATION, quantity)
      .run();
  }
});

beforeEach(() => {
  ask = client();
});

describe("GET /api/products", () => {
  it("answers a page that may be shared and compared", async () => {
    const response = await ask("GET", "/api/products?category=table&sort=price_asc&limit=1");
    expect(response.headers.get("Cache-Control")).toContain("s-maxage=10");
    expect(response.headers.getSetCookie()).toEqual([]);
    const page = productPageSchema.parse(await response.json());
    expect(page.products.map(({ handle }) => handle)).toEqual(["cup"]);
    const next = await ask(
      "GET",
      `/api/products?category=table&sort=price_asc&limit=1&cursor=${page.nextCursor}`,
    );
    expect(productPageSchema.parse(await next.json()).products[0]?.handle).toBe("plate");
    const etag = response.headers.get("ETag") ?? "";
    const again = await ask("GET", "/api/products?category=table&sort=price_asc&limit=1", {
      headers: { "If-None-Match": etag },
    });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });

  it.each([
    ["limit=0", "/limit"],
    ["limit=61", "/limit"],
    ["limit=1.5", "/limit"],
    ["sort=price_asc'--", "/sort"],
    ["currency=GBP", "/currency"],
    ["category=none", "/category"],
    ["cursor=x", "/cursor"],
    ["utm_source=x", "/utm_source"],
  ])("refuses ?%s and points at it", async (query, pointer) => {
    expect(await problemOf(ask("GET", `/api/products?${query}`))).toMatchObject({
      code: "validation_failed",
      errors: [{ pointer }],
    });
  });
});

describe("GET /api/products/{handle}", () => {
  it("answers a product", async () => {
    const response = await ask("GET", "/api/products/cup?currency=JPY");
    expect(productSchema.parse(await response.json()).variants[0]?.price).toEqual({
      minor: 2000,
      currency: "JPY",
    });
  });

  it("answers 404 for what is unknown, unpriced or no handle", async () => {
    for (const handle of ["none", "bowl", "cup%27", "CUP", "%2e%2e", "cup;.js"]) {
      expect(await problemOf(ask("GET", `/api/products/${handle}`))).toMatchObject({
        code: "not_found",
      });
    }
  });
});

describe("GET /api/categories", () => {
  it("answers the tree", async () => {
    const tree = categoryTreeSchema.parse(await (await ask("GET", "/api/categories")).json());
    expect(tree.categories).toMatchObject([{ handle: "table", productCount: 3 }]);
  });
});

describe("the cart", () => {
  it("is empty and stores nothing without a cookie", async () => {
    const response = await ask("GET", "/api/cart");
    expect(response.headers.getSetCookie()).toHaveLength(1);
    expect(response.headers.getSetCookie()[0]).toMatch(/^kiosk_cart_n=0;/);
    expect(await cartOf(response)).toMatchObject({ lines: [], count: 0, currency: "EUR" });
  });

  it("takes units, changes, removes, undoes and clears them", async () => {
    const first = await cartOf(add(CUP, 2));
    const lineId = first.lines[0]?.id;
    expect(first).toMatchObject({
      count: 2,
      subtotal: { minor: 2598, currency: "EUR" },
      pricesIncludeTax: true,
    });
    expect(await cartOf(add(CUP))).toMatchObject({ count: 3, lines: [{ id: lineId }] });
    const path = `/api/cart/lines/${lineId}`;
    const change = (quantity: number) => ask("PATCH", path, { body: JSON.stringify({ quantity }) });
    expect(await cartOf(change(5))).toMatchObject({ count: 5 });
    expect(await cartOf(ask("DELETE", path))).toMatchObject({ count: 0, undo: { quantity: 5 } });
    expect(await cartOf(ask("POST", "/api/cart/undo"))).toMatchObject({ count: 5, undo: null });
    expect(await cartOf(change(0))).toMatchObject({ count: 0 });
    await cartOf(ask("POST", "/api/cart/undo"));
    expect(await cartOf(ask("DELETE", "/api/cart"))).toMatchObject({ count: 0 });
    expect(await problemOf(ask("PATCH", path, { body: '{"quantity":1}' }))).toMatchObject({
      code: "line_unknown",
    });
    expect(await cartOf(ask("GET", "/api/cart"))).toMatchObject({ count: 0 });
  });

  it("prices the whole cart in another currency, with a notice to dismiss", async () => {
    await cartOf(add(CUP, 2));
    const changed = await cartOf(ask("PATCH", "/api/cart", { body: '{"currency":"JPY"}' }));
    expect(changed).toMatchObject({
      currency: "JPY",
      subtotal: { minor: 4000, currency: "JPY" },
      notices: [{ kind: "currency_changed" }],
    });
    expect(await cartOf(ask("DELETE", "/api/cart/notices"))).toMatchObject({ notices: [] });
    expect(
      await problemOf(ask("PATCH", "/api/cart", { body: '{"currency":"USD"}' })),
    ).toMatchObject({ code: "variant_unavailable", variantIds: [CUP] });
  });

  it("asks the stock's owner before it takes more", async () => {
    await cartOf(add(PLATE, 2));
    expect(await problemOf(add(PLATE))).toMatchObject({
      code: "sold_out",
      available: 2,
      inCart: 2,
    });
    await cartOf(add(CUP, 20));
    expect(await problemOf(add(CUP))).toMatchObject({ code: "sold_out" });
    expect(await cartOf(ask("GET", "/api/cart"))).toMatchObject({ count: 22 });
  });

  it("refuses variants that are unknown or have no price", async () => {
    for (const variantId of [idOf("variant", 9), UNPRICED]) {
      expect(await problemOf(add(variantId))).toMatchObject({
        code: "variant_unavailable",
        variantIds: [variantId],
      });
    }
  });

  it("refuses prices, totals and quantities that a client makes up", async () => {
    const post = (body: string) => problemOf(ask("POST", "/api/cart/lines", { body }));
    for (const field of ["price", "unitPrice", "total", "userId", "role", "status"]) {
      const body = JSON.stringify({ variantId: CUP, [field]: 1 });
      expect(await post(body)).toMatchObject({ errors: [{ pointer: `/${field}` }] });
    }
    for (const quantity of ["-1", "0", "1.5", "100", "1e309", '"1"', "2147483648", "[1]"]) {
      expect(await post(`{"variantId":"${CUP}","quantity":${quantity}}`)).toMatchObject({
        status: 422,
        errors: [{ pointer: "/quantity" }],
      });
    }
    expect(await post('{"variantId":"prd_x"}')).toMatchObject({
      errors: [{ pointer: "/variantId" }],
    });
    expect(await cartOf(ask("GET", "/api/cart"))).toMatchObject({ count: 0 });
  });

  it("does a repeated command once, also at the same time", async () => {
    await cartOf(add(CUP));
    const headers = { "Idempotency-Key": "once" };
    const answers = await Promise.all(
      Array.from({ length: 5 }, async () => cartOf(add(CUP, 2, headers))),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await cartOf(ask("GET", "/api/cart"))).toMatchObject({ count: 3 });
    expect(await problemOf(add(CUP, 3, headers))).toMatchObject({ code: "idempotency_mismatch" });
    expect(await problemOf(add(CUP, 1, { "Idempotency-Key": "a b" }))).toMatchObject({
      code: "idempotency_key_invalid",
    });
  });

  it("is nobody else's: a forged cookie opens an empty cart", async () => {
    await cartOf(add(CUP));
    const stranger = client();
    const forged = { Cookie: `kiosk_cart=${idOf("cart", 1)}` };
    const response = stranger("GET", "/api/cart", { headers: forged });
    expect(await cartOf(response)).toMatchObject({ count: 0 });
  });

  it("takes no command from another site", async () => {
    const headers = { Origin: "https://evil.example" };
    expect(await problemOf(add(CUP, 1, headers))).toMatchObject({ code: "cross_site_request" });
  });
});

describe("the reference", () => {
  it("answers every route that the API Worker has, and no other", () => {
    const registered = app.routes
      .filter(({ method, path }) => method !== "ALL" && path.startsWith("/api/"))
      .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`);
    const described = API_ROUTES.filter(
      ({ path }) => path.startsWith("/api/") && !/^\/api\/(checkouts|orders)/.test(path),
    ).map(({ method, path }) => `${method} ${path}`);
    expect(registered.sort()).toEqual(described.sort());
  });

  it("serves the document of this origin", async () => {
    const response = await ask("GET", "/openapi.json");
    expect(await response.json()).toMatchObject({
      openapi: "3.1.0",
      servers: [{ url: ORIGIN }],
      paths: { "/api/cart/lines": { post: { operationId: "addLine" } } },
    });
    expect(response.headers.get("ETag")).not.toBeNull();
  });

  it("shows every route, schema and problem, without a script from elsewhere", async () => {
    const page = await (await ask("GET", "/docs")).text();
    for (const { id } of API_ROUTES) expect(page).toContain(`id="${id}"`);
    for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) {
      expect(page).toContain(`id="${target}"`);
    }
    expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    const problems = await (await ask("GET", "/docs/problems")).text();
    expect(problems).toContain('id="sold_out"');
  });
});

describe("GET /api/health", () => {
  it("answers as long as the catalog does", async () => {
    expect(await (await ask("GET", "/api/health")).json()).toEqual({ status: "ok" });
    const written = vi.spyOn(console, "error").mockImplementation(() => {});
    const broken = {
      withSession() {
        throw new Error("down");
      },
    };
    const down = { ...env, CATALOG: broken } as unknown as typeof env;
    const response = await app.request(`${ORIGIN}/api/health`, {}, down);
    expect(await problemOf(response)).toMatchObject({ code: "unavailable" });
    expect(String(written.mock.calls)).toContain("shop.health.failed");
    written.mockRestore();
  });
});
