import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CollectionRules,
  type Condition,
  contradictions,
  fulfils,
  growsOld,
  type RuledProduct,
} from "./collection-rules.ts";
import { idOf } from "./order-builders.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const NOW = 100 * DAY_MS;
const SHADE = idOf("attribute", 1);
const HEIGHT = idOf("attribute", 2);
const INDOOR = idOf("attribute", 3);

const lamp: RuledProduct = {
  typeId: idOf("productType", 1),
  categoryIds: [idOf("category", 1), idOf("category", 2)],
  brandId: idOf("brand", 1),
  tags: ["new"],
  prices: [
    { currency: "EUR", minMinor: 2400, isReduced: true },
    { currency: "JPY", minMinor: 3900, isReduced: false },
  ],
  attributes: new Map<string, (string | number | boolean)[]>([
    [SHADE, ["Sage", "Sand"]],
    [HEIGHT, [42]],
    [INDOOR, [true]],
  ]),
  isInStock: true,
  createdAt: 90 * DAY_MS,
};

function all(...conditions: Condition[]): CollectionRules {
  return { match: "all", conditions };
}

const MET: readonly Condition[] = [
  { field: "type", operator: "is", values: [idOf("productType", 1)] },
  { field: "category", operator: "is", values: [idOf("category", 9), idOf("category", 1)] },
  { field: "brand", operator: "is_not", values: [idOf("brand", 2)] },
  { field: "tag", operator: "is", values: ["new"] },
  { field: "price", currency: "EUR", operator: "at_most", minor: 2400 },
  { field: "price", currency: "JPY", operator: "at_least", minor: 3900 },
  { field: "reduced", currency: "EUR" },
  { field: "attribute", attributeId: SHADE, operator: "is", values: ["Sand"] },
  { field: "attribute", attributeId: INDOOR, operator: "is", values: [true] },
  { field: "number", attributeId: HEIGHT, operator: "at_least", number: 41.5 },
  { field: "stock", is: "in_stock" },
  { field: "created", since: 90 * DAY_MS },
  { field: "created", withinDays: 10 },
];

const MISSED: readonly Condition[] = [
  { field: "type", operator: "is_not", values: [idOf("productType", 1)] },
  { field: "category", operator: "is", values: [idOf("category", 9)] },
  { field: "tag", operator: "is", values: ["New"] },
  { field: "price", currency: "USD", operator: "at_most", minor: 1e9 },
  { field: "price", currency: "EUR", operator: "at_least", minor: 2401 },
  { field: "reduced", currency: "JPY" },
  { field: "attribute", attributeId: HEIGHT, operator: "is", values: ["42"] },
  { field: "number", attributeId: SHADE, operator: "at_least", number: 0 },
  { field: "stock", is: "sold_out" },
  { field: "created", withinDays: 9 },
];

describe("fulfils()", () => {
  it.each(MET.map((condition) => [JSON.stringify(condition), condition] as const))(
    "is met by %s",
    (_, condition) => expect(fulfils(lamp, all(condition), NOW)).toBe(true),
  );

  it.each(MISSED.map((condition) => [JSON.stringify(condition), condition] as const))(
    "is missed by %s",
    (_, condition) => expect(fulfils(lamp, all(condition), NOW)).toBe(false),
  );

  it("wants all conditions or any of them", () => {
    expect(fulfils(lamp, all(...MET), NOW)).toBe(true);
    expect(fulfils(lamp, all(...MET, ...MISSED.slice(0, 1)), NOW)).toBe(false);
    expect(fulfils(lamp, { match: "any", conditions: [...MISSED, ...MET] }, NOW)).toBe(true);
    expect(fulfils(lamp, { match: "any", conditions: MISSED }, NOW)).toBe(false);
  });
});

describe("growsOld()", () => {
  it("is true where days are counted from now", () => {
    expect(growsOld(all({ field: "created", withinDays: 30 }))).toBe(true);
    expect(growsOld(all({ field: "created", since: 30 }))).toBe(false);
  });
});

describe("contradictions()", () => {
  const brand = (operator: "is" | "is_not", ...numbers: number[]): Condition => {
    return { field: "brand", operator, values: numbers.map((number) => idOf("brand", number)) };
  };
  const tag = (operator: "is" | "is_not", ...values: string[]): Condition => {
    return { field: "tag", operator, values };
  };
  const euros = (operator: "at_least" | "at_most", minor: number): Condition => {
    return { field: "price", currency: "EUR", operator, minor };
  };
  const indoor = (value: boolean): Condition => {
    return { field: "attribute", attributeId: INDOOR, operator: "is", values: [value] };
  };

  it.each([
    ["two brands at once", [brand("is", 1), brand("is", 2)], "/conditions/1/values"],
    ["a brand and not it", [brand("is_not", 1, 2), brand("is", 1)], "/conditions/1/values"],
    ["a tag and not it", [tag("is", "a"), tag("is_not", "a", "b")], "/conditions/1/values"],
    ["more than the most", [euros("at_most", 99), euros("at_least", 100)], "/conditions/1/minor"],
    ["true and false", [indoor(true), indoor(false)], "/conditions/1/values"],
    [
      "in stock and sold out",
      [tag("is", "a"), { field: "stock", is: "in_stock" }, { field: "stock", is: "sold_out" }],
      "/conditions/2/is",
    ],
  ] as const)("finds %s", (_, conditions, pointer) => {
    const errors = contradictions(all(...conditions));
    expect(errors.map((error) => error.pointer)).toEqual([pointer]);
    expect(contradictions({ match: "any", conditions })).toEqual([]);
  });

  it.each([
    ["two tags", [tag("is", "a"), tag("is", "b")]],
    ["brands that share one", [brand("is", 1, 2), brand("is", 2, 3)]],
    ["a range of prices", [euros("at_least", 100), euros("at_most", 100)]],
    [
      "prices of two currencies",
      [euros("at_most", 1), { field: "price", currency: "JPY", operator: "at_least", minor: 100 }],
    ],
  ] as const)("lets %s stand", (_, conditions) => {
    expect(contradictions(all(...(conditions as readonly Condition[])))).toEqual([]);
  });

  it("never refuses rules that a product fulfils", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...MET), { maxLength: 6 }), (conditions) => {
        expect(contradictions(all(...conditions))).toEqual([]);
      }),
    );
  });
});
