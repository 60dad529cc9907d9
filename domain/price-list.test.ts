import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dynamicPrice, type PriceRule } from "./dynamic-price.ts";
import { toId } from "./id.ts";
import { type PriceList, type PriceQuestion, priceFor } from "./price-list.ts";
import { numbered } from "./promotion-builders.ts";

const VARIANT = numbered("variant", 1);
const QUESTION: PriceQuestion = {
  variantId: VARIANT,
  currency: "EUR",
  quantity: 1,
  customerGroups: [],
  country: null,
  now: 1000,
};

function list(number: number, parts: Partial<PriceList>, ...minors: number[]): PriceList {
  return {
    id: toId("priceList", `pls_${String(number).padStart(26, "0")}`),
    label: "",
    kind: "override",
    customerGroups: [],
    countries: [],
    startsAt: null,
    endsAt: null,
    priority: 0,
    prices: minors.map((minor, index) => ({
      variantId: VARIANT,
      currency: "EUR",
      fromQuantity: index * 9 + 1,
      minor,
    })),
    ...parts,
  };
}

describe("priceFor()", () => {
  it("is the catalog's price where no list holds, and none where there is none", () => {
    expect(priceFor(QUESTION, 1000, [])).toEqual({ minor: 1000, listId: null, beforeMinor: null });
    expect(priceFor(QUESTION, null, [])).toBeNull();
  });

  it("takes the highest break that the quantity reaches", () => {
    const breaks = list(1, {}, 900, 800);
    expect(priceFor(QUESTION, 1000, [breaks])?.minor).toBe(900);
    expect(priceFor({ ...QUESTION, quantity: 10 }, 1000, [breaks])?.minor).toBe(800);
  });

  it("tells the price before where a sale holds, from its first to before its last moment", () => {
    const sale = list(1, { kind: "sale", startsAt: 1000, endsAt: 2000 }, 700);
    expect(priceFor(QUESTION, 1000, [sale])).toMatchObject({ minor: 700, beforeMinor: 1000 });
    expect(priceFor({ ...QUESTION, now: 2000 }, 1000, [sale])?.minor).toBe(1000);
  });

  it("lets groups and countries in, and higher priorities win", () => {
    const trade = list(1, { customerGroups: ["trade"], priority: 1 }, 950);
    const swiss = list(2, { countries: ["CH"] }, 600);
    const asked = { ...QUESTION, country: "CH", customerGroups: ["trade"] };
    expect(priceFor(asked, 1000, [swiss, trade])?.minor).toBe(950);
    expect(priceFor({ ...asked, customerGroups: [] }, 1000, [swiss, trade])?.minor).toBe(600);
    expect(priceFor(QUESTION, 1000, [swiss, trade])?.minor).toBe(1000);
  });
});

describe("dynamicPrice()", () => {
  const signals = { available: 3, soldLately: 30, soldBefore: 10, minuteOfWeek: 0 };
  const rails = { floorMinor: 800, ceilingMinor: 1200, changePerDayBp: 1000 };
  const scarce: PriceRule = { id: "scarce", when: { kind: "stock_below", units: 5 }, moveBp: 500 };
  const hot: PriceRule = { id: "hot", when: { kind: "demand", changeBp: 10_000 }, moveBp: 1000 };

  it("adds up the rules that hold and tells each", () => {
    const at = { baseMinor: 1000, dayAgoMinor: 1000 };
    expect(dynamicPrice(at, [scarce], { signals, rails })).toEqual({
      minor: 1050,
      reasons: ["scarce"],
    });
    expect(dynamicPrice(at, [scarce, hot], { signals, rails })).toEqual({
      minor: 1100,
      reasons: ["scarce", "hot", "change_per_day"],
    });
  });

  it("moves by no cent more than a day allows", () => {
    const tight = { floorMinor: 0, ceilingMinor: 10_000, changePerDayBp: 500 };
    const moved = (minor: number) =>
      dynamicPrice({ baseMinor: minor, dayAgoMinor: minor }, [hot], { signals, rails: tight })
        .minor;
    // 5 % of 1.10 are 5.5 cents, and of 5 cents nothing that is a cent.
    expect([moved(110), moved(130), moved(5)]).toEqual([115, 136, 5]);
  });

  it("never leaves the rails, whatever the rules say", () => {
    const rules = fc.array(
      fc
        .record({ moveBp: fc.integer({ min: -20_000, max: 20_000 }) })
        .map(({ moveBp }): PriceRule => ({ ...scarce, moveBp })),
    );
    fc.assert(
      fc.property(
        rules,
        fc.integer({ min: 1, max: 5000 }),
        fc.integer({ min: 800, max: 1200 }),
        (all, baseMinor, dayAgoMinor) => {
          const { minor } = dynamicPrice({ baseMinor, dayAgoMinor }, all, { signals, rails });
          expect(minor).toBeGreaterThanOrEqual(rails.floorMinor);
          expect(minor).toBeLessThanOrEqual(rails.ceilingMinor);
          expect(Math.abs(minor - dayAgoMinor) * 10).toBeLessThanOrEqual(dayAgoMinor);
        },
      ),
    );
  });
});
