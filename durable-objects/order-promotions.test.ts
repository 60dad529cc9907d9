import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { Order } from "../domain/order.ts";
import { ADDRESS, idOf, newOrder } from "../domain/order-builders.ts";
import type { Promotion } from "../domain/promotion.ts";
import { promotionOf } from "../domain/promotion-builders.ts";
import type { CheckoutChange, OrderAnswer } from "./order-commands.ts";
import { orderStub } from "./stubs.ts";

const FREE_SHIPPING = promotionOf(1, {
  effect: { kind: "free_shipping", methodIds: null },
  stacking: { class: "shipping" },
});
const GERMANS = promotionOf(2, { conditions: { countries: ["DE"] } });

let stories = 0;

/** A checkout whose every change comes with the shop's promotions, as the Worker sends it. */
async function checkout(promotions: readonly Promotion[], known: CheckoutChange = {}) {
  stories += 1;
  const [id, cartId] = [idOf("order", 100 + stories), idOf("cart", 100 + stories)];
  const { rules, currency, lines } = newOrder();
  const opening = { id, number: "TEST-0001", cartId, cartVersion: 1, currency, rules, lines };
  const now = { codes: [], promotions, usedUp: [] };
  const order = orderStub(env, id);
  const command = (name: string) => ({ key: name, fingerprint: name });
  const opened = await order.open(
    { ...opening, rules: { ...rules, promotions } },
    { ...known, promotions: now },
    command("open"),
  );
  const change = async (parts: CheckoutChange) =>
    accepted(
      await order.change({ cartId }, { ...parts, promotions: now }, command(JSON.stringify(parts))),
    );
  return { opened: accepted(opened), change };
}

function accepted(answer: OrderAnswer): Order {
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return answer.value;
}

describe("a promotion that needs no code", () => {
  it("pays for the way of shipping that is chosen at the last step", async () => {
    const { change } = await checkout([FREE_SHIPPING]);
    const unshipped = await change({ email: "ada@example.com", address: ADDRESS });
    expect(unshipped.quote.discounts).toEqual([]);
    const { quote } = await change({ shippingMethodId: "standard" });
    expect(quote.totals.shippingMinor).toBe(0);
    expect(quote.discounts).toMatchObject([{ promotionId: FREE_SHIPPING.id, minor: 490 }]);
  });

  it("is had by a checkout that opens with what an earlier one knew", async () => {
    const { opened } = await checkout([FREE_SHIPPING, GERMANS], {
      email: "ada@example.com",
      address: ADDRESS,
      shippingMethodId: "standard",
    });
    expect(opened.quote.discounts.map(({ promotionId }) => promotionId)).toEqual([
      GERMANS.id,
      FREE_SHIPPING.id,
    ]);
  });

  it("follows the address of the very change, there and back", async () => {
    const { change } = await checkout([{ ...GERMANS, conditions: { countries: ["FR"] } }]);
    expect((await change({ address: ADDRESS })).quote.discounts).toEqual([]);
    const second = await checkout([GERMANS]);
    expect((await second.change({ address: ADDRESS })).quote.discounts).toHaveLength(1);
  });
});
