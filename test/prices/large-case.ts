/** A full cart in a shop with very many promotions. */
import type { Quotable } from "../../domain/order-quote.ts";
import type { PromotionEffect } from "../../domain/promotion.ts";
import { numbered, promotionOf } from "../../domain/promotion-builders.ts";
import { caseOf, Dice } from "./cases.ts";

const LINES = 50;
const PROMOTIONS = 200;
const SEED = 7;

/** @returns 50 lines and 200 promotions that apply by themselves, of every kind and in every class */
export function largeCase(): Quotable {
  const dice = new Dice(SEED);
  const { order } = caseOf(SEED);
  const [sample] = order.lines;
  if (sample === undefined) throw new Error("A case has lines");
  return {
    ...order,
    currency: "EUR",
    address: { country: "DE", region: "", postalCode: "20457" },
    lines: Array.from({ length: LINES }, (_, index) => ({
      ...sample,
      lineId: numbered("line", index),
      productId: numbered("product", index),
      variantId: numbered("variant", index),
      quantity: dice.int(1, 9),
      unitMinor: dice.int(100, 20_000),
      facts: { ...sample.facts, categoryIds: [numbered("category", dice.int(1, 20))] },
    })),
    rules: {
      ...order.rules,
      promotions: Array.from({ length: PROMOTIONS }, (_, index) =>
        promotionOf(index + 1, {
          effect: effectOf(index, dice),
          stacking: {
            class: index % 3 === 0 ? "order" : "line",
            priority: dice.int(-5, 5),
            isExclusive: index % 40 === 0,
            bestOf: index % 20 === 0 ? "sale" : null,
          },
        }),
      ),
    },
  };
}

function effectOf(index: number, dice: Dice): PromotionEffect {
  const scope = { categoryIds: [numbered("category", dice.int(1, 20))] };
  if (index % 5 === 1) {
    return {
      kind: "buy_get",
      buy: { scope, quantity: 2 },
      get: { scope, quantity: 1 },
      bp: 5_000,
      timesMax: null,
    };
  }
  const benefit = { kind: "percent", bp: dice.int(50, 500) } as const;
  return index % 5 === 2
    ? { kind: "tiers", scope, tiers: [{ fromQuantity: 3, benefit }] }
    : { kind: "discount", scope, benefit };
}
