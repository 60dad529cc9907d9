import { describe, expect, it } from "vitest";
import { quoteOf } from "../domain/order-quote.ts";
import { numbered, promotionOf } from "../domain/promotion-builders.ts";
import { NOW, orderOf, type Report } from "../test/prices/peers.ts";
import { promotionViews } from "./cart-promotions.ts";

const GIFT = promotionOf(1, {
  label: "Gift",
  effect: { kind: "gift", variantIds: [numbered("variant", 9)], quantity: 1 },
});
const SPEND = promotionOf(2, { label: "Spend", conditions: { minSpend: { EUR: 5_410 } } });
const THIRD = promotionOf(3, {
  label: "Third free",
  effect: {
    kind: "buy_get",
    buy: { scope: {}, quantity: 2 },
    get: { scope: {}, quantity: 1 },
    bp: 10_000,
    timesMax: null,
  },
});
const LATE = promotionOf(4, { label: "Late", endsAt: NOW });
const TEN = promotionOf(5, { label: "Ten", isByCode: true });

function viewsOf(report: Pick<Report, "promotions" | "codes">, codes: readonly string[] = []) {
  const quote = quoteOf(orderOf({ lines: [[2, 2_500]], ...report }), NOW);
  return promotionViews(quote, codes);
}

describe("promotionViews()", () => {
  it("tells what is near, gifts first, and nothing of what cannot be had", () => {
    expect(viewsOf({ promotions: [GIFT, SPEND, THIRD, LATE] }).offers).toMatchObject([
      { label: "Gift", missing: null, missingUnits: null, giftIds: [numbered("variant", 9)] },
      {
        label: "Spend",
        missing: { minor: 410, currency: "EUR" },
        missingUnits: null,
        giftIds: [],
      },
      { label: "Third free", missing: null, missingUnits: 1, giftIds: [] },
    ]);
  });

  it("tells what codes take off, and keeps those that do nothing", () => {
    const codes = [{ code: "TEN", promotionId: TEN.id }];
    const { codes: told, discounts } = viewsOf({ promotions: [TEN], codes }, ["TEN", "NOBODYS"]);
    expect(told.map(({ code, amount }) => [code, amount?.minor ?? null])).toEqual([
      ["TEN", 500],
      ["NOBODYS", null],
    ]);
    expect(told[1]?.text).toEqual({
      en: "This code does nothing here.",
      de: "Dieser Code bewirkt hier nichts.",
      fr: "Ce code ne fait rien ici.",
    });
    expect(discounts).toEqual([
      { label: "Ten", code: "TEN", amount: { minor: 500, currency: "EUR" } },
    ]);
  });
});
