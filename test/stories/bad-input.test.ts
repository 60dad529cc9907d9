import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { API_ROUTES } from "../../contracts/api-routes.ts";
import type { CartView } from "../../contracts/cart.ts";
import type { CheckoutView } from "../../contracts/checkout.ts";
import { add, command, fill, place, product, readyToPay } from "../purchase.ts";
import { startShop, type TestShop } from "../shop.ts";
import type { Shopper } from "../shopper.ts";
import { intentsOf } from "../stand-in.ts";

let shop: TestShop;
let variantId: string;
beforeAll(async () => {
  shop = await startShop();
  variantId = (await product(shop.shopper(), "low-tide-tumbler")).variants[0]!.id;
});
afterAll(() => shop.dispose());

const UNKNOWN = "0".repeat(26);

/** A path whose parameters look right and name nothing. */
function pathTo(path: string): string {
  return path
    .replace("{id}", `ord_${UNKNOWN}`)
    .replace("{lineId}", `lin_${UNKNOWN}`)
    .replace("{handle}", "no-such-thing");
}

const commands = API_ROUTES.filter(({ body, caller }) => body !== undefined && caller !== "stripe");

async function refusal(response: Response) {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(response.headers.get("cache-control")).toBe("no-store");
  const body = (await response.json()) as Record<string, unknown>;
  expect(body).toMatchObject({
    status: response.status,
    requestId: expect.stringMatching(/^req_/),
  });
  expect(JSON.stringify(body)).not.toMatch(/\bat .*\.(ts|js):\d/);
  return body;
}

describe.each(commands.map((route) => [route.id, route] as const))("%s", (_, route) => {
  const send = (body: string, headers: Record<string, string> = {}) =>
    shop.shopper().fetch(pathTo(route.path), {
      method: route.method,
      body,
      headers: { "content-type": "application/json", ...headers },
    });

  it.each([
    ["malformed JSON", "{", 400],
    ["nothing", "", 400],
    ["an array", "[]", 422],
    ["an unknown field", '{"price":1,"role":"owner"}', 422],
    ["a reserved key", '{"__proto__":{"total":1}}', 400],
    ["too deep a nest", `${"[".repeat(5000)}${"]".repeat(5000)}`, 400],
    ["more than 64 KB", JSON.stringify({ note: "x".repeat(70_000) }), 413],
  ])("refuses %s", async (__, body, status) => {
    const response = await send(body);
    await refusal(response);
    expect(response.status).toBe(status);
  });

  it("refuses another content type", async () => {
    const response = await send("{}", { "content-type": "text/plain" });
    expect([403, 415]).toContain(response.status);
    await refusal(response);
  });

  it("refuses a command from another site", async () => {
    const response = await send("quantity=1", {
      "content-type": "application/x-www-form-urlencoded",
      origin: "https://evil.example",
      cookie: "kiosk_cart=x",
    });
    expect([403, 415]).toContain(response.status);
    await refusal(response);
  });

  it("refuses an Idempotency-Key that is none", async () => {
    const response = await send("{}", { "idempotency-key": "x".repeat(300) });
    expect([400, 422]).toContain(response.status);
    await refusal(response);
  });
});

describe("quantities", () => {
  it.each([-1, 0, 1.5, 1e300, "1", 2 ** 31, 2 ** 53, null, [1], true, 100])(
    "%s is refused with a pointer and nothing changes",
    async (quantity) => {
      const ada = shop.shopper();
      await add(ada, variantId);
      const answer = await command(ada, "POST", "/api/cart/lines", { variantId, quantity });
      expect(answer.status).toBe(422);
      expect(answer.body.errors?.[0]?.pointer).toBe("/quantity");
      expect((await ada.json<CartView>("/api/cart")).count).toBe(1);
    },
  );

  it("more than there is is refused as sold out, with the number", async () => {
    const ada = shop.shopper();
    const lantern = await product(ada, "last-lantern");
    const answer = await add(ada, lantern.variants[0]!.id, 2);
    expect(answer).toMatchObject({ status: 409, body: { code: "sold_out", available: 1 } });
  });
});

describe("prices and totals", () => {
  it("that a client sends are refused, whatever they say", async () => {
    const ada = shop.shopper();
    const line = { variantId, quantity: 1, unitPrice: { minor: 1, currency: "EUR" } };
    expect((await command(ada, "POST", "/api/cart/lines", line)).status).toBe(422);
    await add(ada, variantId);
    const checkout = await fill(ada);
    const path = `/api/checkouts/${checkout.id}/complete`;
    const body = { quote: checkout.quote!.token, total: 1 };
    expect((await command(ada, "POST", path, body)).status).toBe(422);
  });

  it("in a quote that was edited, belongs to another checkout or is no token are refused", async () => {
    const ada = shop.shopper();
    await add(ada, variantId);
    const checkout = await fill(ada);
    const bob = shop.shopper();
    await add(bob, variantId, 2);
    const bobs = await fill(bob);
    const [head, payload, signature] = checkout.quote!.token.split(".") as [string, string, string];
    const claims = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/")));
    const edited = btoa(JSON.stringify({ ...claims, total: 1 })).replaceAll("=", "");
    const none = btoa('{"alg":"none","typ":"quote+jwt"}').replaceAll("=", "");
    const tokens = [
      bobs.quote!.token,
      `${head}.${edited}.${signature}`,
      `${none}.${edited}.`,
      "x",
      "",
    ];
    for (const quote of tokens) {
      const answer = await command(ada, "POST", `/api/checkouts/${checkout.id}/complete`, {
        quote,
      });
      expect(answer.status).toBe(422);
    }
    expect(await intentsOf(shop, checkout.id)).toEqual([]);
  });
});

describe("somebody else's", () => {
  it("checkout is not found, whatever is tried on it", async () => {
    const ada = shop.shopper();
    const eve = shop.shopper();
    await add(eve, variantId);
    const checkout = await readyToPay(ada, variantId);
    const path = `/api/checkouts/${checkout.id}`;
    const attempts = [
      await command(eve, "GET", path),
      await command(eve, "PATCH", path, { email: "eve@example.com" }),
      await command(eve, "POST", `${path}/cancel`),
      await command(shop.shopper(), "GET", path),
    ];
    for (const { status, body } of attempts) {
      expect(status).toBe(404);
      expect(JSON.stringify(body)).not.toContain("ada@example.com");
    }
    for (const step of ["", "/information", "/review", "/payment", "/return"]) {
      const page = await eve.fetch(`/checkout/${checkout.id}${step}`);
      expect(page.status).toBe(404);
    }
    const own = await ada.json<CheckoutView>(path);
    expect(own.status).toBe("requires_payment");
  });

  it("order does not open with another order's link, a forged one, or none", async () => {
    const [ada, bob] = [shop.shopper(), shop.shopper()];
    const adas = await readyToPay(ada, variantId);
    const bobs = await readyToPay(bob, variantId);
    const token = new URL(bobs.orderUrl!, shop.origin).searchParams.get("token")!;
    const tries = [token, `${token.slice(0, -3)}abc`, "x", ""];
    for (const wrong of tries) {
      const page = await shop.shopper().fetch(`/orders/${adas.id}?token=${wrong}`);
      expect(page.status).toBe(404);
      const json = await shop.shopper().fetch(`/api/orders/${adas.id}?token=${wrong}`);
      expect(json.status).toBe(404);
    }
    expect((await shop.shopper().fetch(bobs.orderUrl!)).status).toBe(200);
  });

  it("cart stays closed to forged and foreign cookies", async () => {
    const ada = shop.shopper();
    await add(ada, variantId);
    const cookie = ada.cookies.get("kiosk_cart")!;
    for (const forged of [cookie.slice(0, -2), `${cookie}x`, "a.b.c", "x", ""]) {
      const eve: Shopper = shop.shopper();
      eve.cookies.set("kiosk_cart", forged);
      const cart = await eve.json<CartView>("/api/cart");
      expect(cart.count).toBe(0);
    }
  });
});

describe("unknown things", () => {
  it.each([
    "/api/products/no-such-thing",
    "/api/checkouts/ord_x",
    `/api/checkouts/ord_${UNKNOWN}`,
    "/api/nothing",
    "/api/products/%00",
    "/api/products/..%2f..%2fsecrets",
  ])("%s are not found", async (path) => {
    const response = await shop.shopper().fetch(path);
    expect(response.status).toBe(404);
    await refusal(response);
  });

  it.each([
    ["?limit=0", "/limit"],
    ["?limit=1e3", "/limit"],
    ["?limit=x", "/limit"],
    ["?sort=price", "/sort"],
    ["?currency=GBP", "/currency"],
    ["?cursor=x", "/cursor"],
    ["?category=nowhere", "/category"],
    ["?utm=1", "/utm"],
    ["?limit=1&limit=2", "/limit"],
  ])("in a listing's query %s are refused with a pointer", async (query, pointer) => {
    const response = await shop.shopper().fetch(`/api/products${query}`);
    expect(response.status).toBe(422);
    expect(await refusal(response)).toMatchObject({ errors: [{ pointer }] });
  });

  it("methods are refused and the right ones named", async () => {
    const response = await shop.shopper().fetch("/api/products", { method: "DELETE" });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toContain("GET");
  });

  it("placing twice after the first is settled stays one order", async () => {
    const ada = shop.shopper();
    await add(ada, variantId);
    const checkout = await fill(ada);
    await place(ada, checkout);
    await command(ada, "POST", `/api/checkouts/${checkout.id}/cancel`);
    const again = await place(ada, checkout);
    expect(again).toMatchObject({ status: 409, body: { code: "checkout_closed" } });
  });
});
