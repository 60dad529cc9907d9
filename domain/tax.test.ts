import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { percentOf, reckonTaxes, type TaxPolicy } from "./tax.ts";
import { type TaxRule, taxesAt, taxOverlaps } from "./tax-rules.ts";

const VAT = { label: "VAT", rateBp: 1900 };
const REDUCED = { label: "VAT", rateBp: 700 };
const WITHIN: TaxPolicy = { isIncluded: true, rounding: "per_order", isExempt: false };

function rule(parts: Partial<TaxRule>): TaxRule {
  return {
    id: "1",
    country: "DE",
    region: null,
    postalFrom: null,
    postalTo: null,
    taxClass: null,
    ...VAT,
    ...parts,
  };
}

describe("taxesAt()", () => {
  const place = { country: "CA", region: "QC", postalCode: "H2X 1Y4" };

  it("adds up the taxes of a place, the most specific rule of each", () => {
    const gst = rule({ id: "gst", country: "CA", label: "GST", rateBp: 500 });
    const qst = rule({ id: "qst", country: "CA", region: "QC", label: "QST", rateBp: 998 });
    const books = rule({ ...qst, id: "books", taxClass: "books", rateBp: 0 });
    const rules = [gst, qst, books, rule({})];
    expect(taxesAt(rules, place, "standard").map(({ id }) => id)).toEqual(["gst", "qst"]);
    expect(taxesAt(rules, place, "books").map(({ id }) => id)).toEqual(["gst", "books"]);
  });

  it("reads ranges of postal codes, written with or without spaces", () => {
    const island = rule({ country: "CA", postalFrom: "H2X", postalTo: "H2Z", rateBp: 0 });
    expect(taxesAt([rule({ country: "CA" }), island], place, "x")).toEqual([island]);
    expect(taxesAt([island], { ...place, postalCode: "H3A" }, "x")).toEqual([]);
  });

  it("finds a state however the shopper writes it", () => {
    const sales = rule({ country: "US", region: "CA", label: "Sales tax", rateBp: 725 });
    const at = (region: string) =>
      taxesAt([sales], { country: "US", region, postalCode: "94103" }, "x").length;
    expect(["CA", "ca", "California", "US-CA"].map(at)).toEqual([1, 1, 1, 1]);
    expect(["NY", ""].map(at)).toEqual([0, 0]);
  });

  it("reads postal codes as they are typed, with leading zeros, spaces, wide digits", () => {
    const dresden = rule({ postalFrom: "01067", postalTo: "01 999" });
    const at = (country: string, postalCode: string, of: TaxRule) =>
      taxesAt([{ ...of, country }], { country, region: "", postalCode }, "x").length;
    expect([" 01067", "01999", "02000", "1067"].map((code) => at("DE", code, dresden))).toEqual([
      1, 1, 0, 0,
    ]);
    const tokyo = rule({ postalFrom: "100", postalTo: "208" });
    expect(
      ["１００－０００１", "100-0001", "１００ー０００１"].map((code) => at("JP", code, tokyo)),
    ).toEqual([1, 1, 1]);
    const belfast = rule({ postalFrom: "bt", postalTo: "BT" });
    expect(["bt1 1aa", "BT94 1ZZ", "B1 1AA"].map((code) => at("GB", code, belfast))).toEqual([
      1, 1, 0,
    ]);
    const dublin = rule({ postalFrom: "D01", postalTo: "D24" });
    expect(["D02 X285", "d6w xy00", "D24A000"].map((code) => at("IE", code, dublin))).toEqual([
      1, 0, 1,
    ]);
  });

  it("finds overlaps of ranges whatever their spaces, and no more than anybody reads", () => {
    const spaced = rule({ id: "spaced", postalFrom: "1 0 0", postalTo: "1 0 0" });
    const inside = rule({ id: "inside", postalFrom: "10012", postalTo: "10012" });
    expect(taxOverlaps([spaced, inside])).toEqual([{ leftId: "spaced", rightId: "inside" }]);
    const many = Array.from({ length: 500 }, (_, index) => rule({ id: `r${index}` }));
    expect(taxOverlaps(many)).toHaveLength(100);
    const names = [rule({ id: "a", region: "QC" }), rule({ id: "b", region: "Québec" })];
    expect(taxOverlaps(names.map((each) => ({ ...each, country: "CA" })))).toHaveLength(1);
  });

  it("finds rules of which neither is more specific", () => {
    const left = rule({ id: "left", postalFrom: "10", postalTo: "19" });
    const right = rule({ id: "right", postalFrom: "195", postalTo: "200" });
    expect(taxOverlaps([left, right])).toEqual([{ leftId: "left", rightId: "right" }]);
    expect(taxOverlaps([left, rule({ id: "other", region: "BY" }), rule({})])).toEqual([]);
  });
});

describe("percentOf()", () => {
  it("prints rates as laws write them", () => {
    expect([1900, 887.5, 997.5, 867.9, 8.2, 0].map(percentOf)).toEqual([
      19, 8.875, 9.975, 8.679, 0.082, 0,
    ]);
  });
});

describe("reckonTaxes()", () => {
  it("tells each rate by itself", () => {
    const amounts = [
      { minor: 11_900, rules: [VAT] },
      { minor: 1070, rules: [REDUCED] },
    ];
    expect(reckonTaxes(amounts, WITHIN)).toEqual({
      sums: [
        { ...VAT, baseMinor: 10_000, minor: 1900 },
        { ...REDUCED, baseMinor: 1000, minor: 70 },
      ],
      minors: [1900, 70],
      exemptMinors: [0, 0],
    });
  });

  it("rounds per order or per line, as the shop says", () => {
    const amounts = Array.from({ length: 3 }, () => ({
      minor: 333,
      rules: [{ label: "T", rateBp: 750 }],
    }));
    const onTop = { ...WITHIN, isIncluded: false };
    expect(reckonTaxes(amounts, onTop).sums[0]?.minor).toBe(75);
    expect(reckonTaxes(amounts, { ...onTop, rounding: "per_line" }).minors).toEqual([25, 25, 25]);
    expect(reckonTaxes(amounts, { ...onTop, rounding: "per_line" }).sums[0]?.minor).toBe(75);
  });

  it("lets an exempt buyer pay the net price, whichever way prices are written", () => {
    const amounts = [{ minor: 11_900, rules: [VAT] }];
    const exempt = { ...WITHIN, isExempt: true };
    expect(reckonTaxes(amounts, exempt)).toMatchObject({ minors: [0], exemptMinors: [1900] });
    expect(reckonTaxes(amounts, { ...exempt, isIncluded: false })).toMatchObject({
      minors: [0],
      exemptMinors: [0],
    });
  });

  it("sums to the last unit, for any amounts, rates and policies", () => {
    const rates = fc.array(
      fc.record({ label: fc.constantFrom("A", "B"), rateBp: fc.integer({ min: 0, max: 3000 }) }),
      { maxLength: 2 },
    );
    const amounts = fc.array(fc.record({ minor: fc.nat(10_000_000), rules: rates }), {
      maxLength: 20,
    });
    const policies = fc.record({
      isIncluded: fc.boolean(),
      rounding: fc.constantFrom("per_order" as const, "per_line" as const),
      isExempt: fc.constant(false),
    });
    fc.assert(
      fc.property(amounts, policies, (all, policy) => {
        const { sums, minors } = reckonTaxes(all, policy);
        const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
        expect(total(sums.map(({ minor }) => minor))).toBe(total(minors));
        for (const [index, { minor }] of all.entries()) {
          expect(minors[index]).toBeGreaterThanOrEqual(0);
          if (policy.isIncluded) expect(minors[index]).toBeLessThanOrEqual(minor);
        }
      }),
    );
  });
});
