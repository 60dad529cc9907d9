/** Steps that a state does not have: every command and page that a checkout refuses on its way. */
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { CheckoutView } from "../../../contracts/checkout.ts";
import type { Id } from "../../../domain/id.ts";
import { add, command, look, place } from "../../purchase.ts";
import { startShop, type TestShop } from "../../shop.ts";
import type { Shopper } from "../../shopper.ts";
import { intentsOf } from "../../stand-in.ts";
import { routeNamed, type Subjects, sampleOf } from "./requests.ts";
import {
  ADA,
  buyAs,
  confirmed,
  type Fixtures,
  fillAs,
  makeBelongings,
  makeFixtures,
  staffHeader,
} from "./world.ts";

let shop: TestShop;
let fixtures: Fixtures;
let adas: Subjects;
let owner: { authorization: string };
beforeAll(async () => {
  shop = await startShop();
  fixtures = await makeFixtures(shop);
  adas = await makeBelongings(shop.shopper(), ADA, fixtures);
  owner = await staffHeader(shop, "owner");
});
afterAll(() => shop.dispose());

describe("S7: steps that a state does not have", () => {
  type State = "empty" | "ready" | "payable" | "paid" | "let go" | "refunded";
  const states = new Map<State, { shopper: Shopper; checkout: CheckoutView; quote: string }>();
  let staff: (method: string, path: string, json?: object) => Promise<number>;

  beforeAll(async () => {
    staff = async (method, path, json) => {
      const init = { method, headers: owner, ...(json === undefined ? {} : { json }) };
      return (await shop.shopper().fetch(`/admin/api/orders/${path}`, init)).status;
    };
    const start = async () => {
      const shopper = shop.shopper();
      await add(shopper, fixtures.variantId);
      return shopper;
    };
    const bare = await start();
    const { body: opened } = await command<CheckoutView>(bare, "POST", "/api/checkouts", {});
    states.set("empty", { shopper: bare, checkout: opened, quote: opened.quote!.token });
    for (const state of ["ready", "payable", "let go"] as const) {
      const shopper = await start();
      const checkout = await fillAs(shopper, ADA);
      if (state !== "ready") await place(shopper, checkout);
      if (state === "let go") {
        await command(shopper, "POST", `/api/checkouts/${checkout.id}/cancel`);
        await vi.waitFor(async () => {
          expect((await look(shopper, checkout)).status).toBe("canceled");
        });
      }
      states.set(state, { shopper, checkout, quote: checkout.quote!.token });
    }
    for (const state of ["paid", "refunded"] as const) {
      const shopper = shop.shopper();
      const checkout = await buyAs(shopper, ADA, fixtures.variantId);
      if (state === "refunded") {
        expect(
          await staff("POST", `${checkout.id}/refund`, { reason: "All", withShipping: true }),
        ).toBe(200);
        const total = checkout.totals.find(({ type }) => type === "total");
        await vi.waitFor(async () => {
          expect((await look(shopper, checkout)).refunded).toEqual(total?.amount);
        });
      }
      states.set(state, { shopper, checkout, quote: adas.quote });
    }
  });

  /** What each state refuses, and how; what it takes is told by the stories. */
  const REFUSED: readonly (readonly [State, string, number])[] = [
    ["empty", "complete", 422],
    ["empty", "refund", 409],
    ["empty", "payment page", 303],
    ["empty", "shipping page", 303],
    ["empty", "review page", 303],
    ["ready", "complete with another's quote", 422],
    ["ready", "refund", 409],
    ["ready", "payment page", 303],
    ["payable", "change", 409],
    ["payable", "refund", 409],
    ["payable", "information page", 303],
    ["payable", "information form", 303],
    ["payable", "review page", 303],
    ["paid", "change", 409],
    ["paid", "cancel", 409],
    ["paid", "complete with another's quote", 422],
    ["paid", "payment page", 303],
    ["paid", "information form", 303],
    ["paid", "review page", 303],
    ["paid", "back form", 303],
    ["let go", "change", 409],
    ["let go", "complete", 409],
    ["let go", "refund", 409],
    ["let go", "payment page", 303],
    ["let go", "information form", 303],
    ["let go", "review form", 303],
    ["refunded", "change", 409],
    ["refunded", "cancel", 409],
    ["refunded", "refund", 422],
    ["refunded", "payment page", 303],
    ["refunded", "back form", 303],
  ];

  it.each(REFUSED)("%s: %s", async (state, step, status) => {
    const { shopper, checkout, quote } = states.get(state)!;
    const seen = () => unquoted(shopper, checkout);
    const was = await seen();
    const intents = await intentsOf(shop, checkout.id);
    const api = `/api/checkouts/${checkout.id}`;
    const form = sampleOf(routeNamed("POST /checkout/{id}/information"), adas).init.form ?? {};
    const post = (at: string, fields: Record<string, string> = {}) =>
      shopper.fetch(`/checkout/${checkout.id}/${at}`, { method: "POST", form: fields });
    const steps: Record<string, () => Promise<number>> = {
      change: async () => (await command(shopper, "PATCH", api, { email: "x@example.com" })).status,
      complete: async () => (await command(shopper, "POST", `${api}/complete`, { quote })).status,
      "complete with another's quote": async () =>
        (await command(shopper, "POST", `${api}/complete`, { quote: adas.quote })).status,
      cancel: async () => (await command(shopper, "POST", `${api}/cancel`)).status,
      refund: () => staff("POST", `${checkout.id}/refund`, { reason: "No", withShipping: true }),
      "information form": async () => (await post("information", { ...form })).status,
      "review form": async () => (await post("review", { quote })).status,
      "back form": async () => (await post("back")).status,
    };
    const page = /^(\w+) page$/.exec(step)?.[1];
    const run =
      page === undefined
        ? steps[step]!
        : async () => (await shopper.fetch(`/checkout/${checkout.id}/${page}`)).status;
    expect(await run()).toBe(status);
    expect(await seen()).toEqual(was);
    expect(await intentsOf(shop, checkout.id)).toEqual(intents);
  });

  it("nobody becomes paid by coming back without paying", async () => {
    const { shopper, checkout } = states.get("payable")!;
    const query = "payment_intent=pi_1&redirect_status=succeeded&payment_intent_client_secret=x";
    await shopper.open(`/checkout/${checkout.id}/return?${query}`);
    expect((await look(shopper, checkout)).status).toBe("requires_payment");
    const order = await shop.core.ORDER.getByName(checkout.id as Id<"order">).view("shop");
    expect(order).toMatchObject({ ok: true, value: { confirmedAt: null } });
  });

  it("a paid order stays paid for whoever places it again", async () => {
    const { shopper, checkout } = states.get("paid")!;
    const again = await command(shopper, "POST", "/api/checkouts", {});
    expect(again).toMatchObject({ status: 422, body: { code: "cart_empty" } });
    expect((await confirmed(shopper, checkout)).version).toBe(checkout.version);
  });
});

/** The checkout without what is signed anew with every look. */
async function unquoted(shopper: Shopper, checkout: CheckoutView): Promise<unknown> {
  const { quote: _, ...rest } = await look(shopper, checkout);
  return rest;
}
