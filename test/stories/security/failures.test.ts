/** Dependencies that fail: no money is taken, nothing is promised, and nobody is told the insides. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckoutView } from "../../../contracts/checkout.ts";
import { problemBodySchema } from "../../../contracts/problem.ts";
import { add, command, place } from "../../purchase.ts";
import { startShop, type TestShop } from "../../shop.ts";
import { behave, intentsOf, misbehave } from "../../stand-in.ts";
import { breakCatalog } from "./break.ts";
import { ADA, type Fixtures, fillAs, makeFixtures, staffHeader } from "./world.ts";

let shop: TestShop;
let fixtures: Fixtures;
let owner: { authorization: string };
beforeAll(async () => {
  shop = await startShop();
  fixtures = await makeFixtures(shop);
  owner = await staffHeader(shop, "owner");
});
afterAll(() => shop.dispose());

describe("S46: a dependency that fails", () => {
  async function expectQuiet(answer: Response, what: string): Promise<void> {
    const text = await answer.text();
    expect(text, what).not.toMatch(/\bat \S+ \(|\.tsx?:\d|D1_ERROR|SQLITE|no such table|stack/i);
    if (!answer.headers.get("content-type")?.includes("json")) return;
    const body = problemBodySchema.parse(JSON.parse(text));
    expect(body, what).toMatchObject({
      status: answer.status,
      requestId: expect.stringMatching(/^req_/),
    });
    expect(["internal", "unavailable"], what).toContain(body.code);
  }

  it("a catalog that cannot be read takes no money and tells no insides", async () => {
    const bob = shop.shopper();
    await add(bob, fixtures.variantId);
    const checkout = await fillAs(bob, ADA);
    await breakCatalog(shop, async () => {
      const asks: [string, () => Promise<Response>][] = [
        ["health", () => bob.fetch("/api/health")],
        [
          "add",
          () =>
            bob.fetch("/api/cart/lines", {
              method: "POST",
              json: { variantId: fixtures.variantId },
            }),
        ],
        ["cart", () => bob.fetch("/api/cart")],
        ["open", () => bob.fetch("/api/checkouts", { method: "POST", json: {} })],
        [
          "place",
          () =>
            bob.fetch(`/api/checkouts/${checkout.id}/complete`, {
              method: "POST",
              json: { quote: checkout.quote?.token },
            }),
        ],
        ["products", () => bob.fetch("/api/products")],
        ["staff", () => bob.fetch("/admin/api/products", { headers: owner })],
      ];
      for (const [what, ask] of asks) {
        const answer = await ask();
        expect(answer.status, what).toBeGreaterThanOrEqual(500);
        expect(answer.headers.get("cache-control"), what).toContain("no-store");
        await expectQuiet(answer, what);
      }
      const page = await bob.fetch("/products", { headers: { accept: "text/html" } });
      expect(page.status).toBe(500);
      await expectQuiet(page, "page");
    });
    expect(await intentsOf(shop, checkout.id)).toEqual([]);
    expect((await place(bob, checkout)).status).toBe(200);
  });

  it("an order book that cannot be written neither loses nor repeats an order", async () => {
    const { ORDERS } = shop.core;
    await ORDERS.prepare("ALTER TABLE orders RENAME TO orders_away").run();
    try {
      const desk = await shop.shopper().fetch("/admin/api/orders", { headers: owner });
      expect(desk.status).toBeGreaterThanOrEqual(500);
      await expectQuiet(desk, "desk");
    } finally {
      await ORDERS.prepare("ALTER TABLE orders_away RENAME TO orders").run();
    }
  });

  it.each(["error_500_before", "rate_limited_429", "timeout_before_effect"])(
    "a provider with %s lets nobody pay, and charges nothing",
    async (kind) => {
      const bob = shop.shopper();
      await add(bob, fixtures.variantId);
      const checkout = await fillAs(bob, ADA);
      const options = { times: 1000, delayMs: 5, drop: "connection_reset" };
      await misbehave(shop, { operation: "*", kind, ...options });
      try {
        const path = `/api/checkouts/${checkout.id}/complete`;
        const answer = await bob.fetch(path, {
          method: "POST",
          json: { quote: checkout.quote?.token },
        });
        const text = await answer.text();
        expect(text).not.toMatch(/\bat \S+ \(|\.tsx?:\d|stripe\.com|StripeE/);
        const body = JSON.parse(text) as Partial<CheckoutView>;
        if (answer.ok)
          expect(body).toMatchObject({ status: "complete_in_progress", payment: null });
        else expect(answer.status).toBeGreaterThanOrEqual(402);
      } finally {
        await behave(shop);
      }
      await command(bob, "POST", `/api/checkouts/${checkout.id}/cancel`);
      for (const intent of await intentsOf(shop, checkout.id)) {
        expect(intent.amount_received).toBe(0);
      }
    },
    30_000,
  );
});
