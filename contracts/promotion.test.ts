import { describe, expect, it } from "vitest";
import { writePromotionSchema } from "./promotion.ts";

const PERCENT = { kind: "percent", bp: 1000 };
const BASE = {
  label: "Spring",
  isByCode: false,
  effect: { kind: "discount", scope: {}, benefit: PERCENT },
  stacking: { class: "order" },
};

/** The fields that are at fault. */
function faults(fields: object): string[] {
  const parsed = writePromotionSchema.safeParse({ ...BASE, ...fields });
  return parsed.error?.issues.map(({ path }) => path.join(".")) ?? [];
}

function tiers(...froms: object[]) {
  return {
    effect: {
      kind: "tiers",
      scope: {},
      tiers: froms.map((from) => ({ ...from, benefit: PERCENT })),
    },
  };
}

describe("writePromotionSchema", () => {
  it("takes what can be had", () => {
    expect(faults({})).toEqual([]);
    expect(faults(tiers({ fromQuantity: 3 }, { fromQuantity: 5 }))).toEqual([]);
    expect(faults(tiers({ fromSpend: { EUR: 5 } }, { fromSpend: { EUR: 6, USD: 1 } }))).toEqual([]);
    const limits = { budget: { EUR: 1 } };
    expect(faults({ limits, conditions: { minSpend: { EUR: 1, USD: 1 } } })).toEqual([]);
  });

  it("refuses tiers that do not rise, over a tier between them too, and tiers of two kinds", () => {
    expect(faults(tiers({ fromQuantity: 5 }, { fromQuantity: 5 }))).toEqual(["effect.tiers"]);
    const gap = [{ EUR: 50, USD: 50 }, { USD: 60 }, { EUR: 40, USD: 70 }];
    expect(faults(tiers(...gap.map((fromSpend) => ({ fromSpend }))))).toEqual(["effect.tiers"]);
    expect(faults(tiers({ fromQuantity: 5 }, { fromSpend: { EUR: 1 } }))).toEqual(["effect.tiers"]);
    expect(faults(tiers({ fromSpend: { EUR: 1 } }, { fromQuantity: 5 }))).toEqual(["effect.tiers"]);
  });

  it("refuses amounts that no currency has all of, with the field", () => {
    const minSpend = { EUR: 1000 };
    expect(faults({ limits: { budget: { USD: 1000 } }, conditions: { minSpend } })).toEqual([
      "limits.budget",
    ]);
    const most = { ...PERCENT, most: { USD: 500 } };
    const effect = { kind: "discount", scope: {}, benefit: most };
    expect(faults({ effect, conditions: { minSpend } })).toEqual(["conditions.minSpend"]);
    expect(faults({ effect, conditions: { currencies: ["EUR"] } })).toEqual([
      "conditions.currencies",
    ]);
  });
});
