import { describe, expect, it } from "vitest";
import { contradictions } from "../../../domain/collection-rules.ts";
import { membersOf } from "../members.ts";
import { COLOURS } from "../pictures/names.ts";
import { ATTRIBUTES } from "./attributes.ts";
import { checkDigitOf } from "./barcode.ts";
import { DEMO_CATALOG } from "./catalog.ts";
import { COLLECTIONS } from "./collections.ts";
import { FAMILIES, familiesOf, SHADE_SWATCHES, shadesOf } from "./colours.ts";
import { createdAtOf, daysFrom, priceStepsOf } from "./dates.ts";
import { LINKS } from "./links.ts";
import { PRODUCT_TYPES, REQUIRED_ATTRIBUTES } from "./product-types.ts";
import type { DemoProduct } from "./types.ts";

const VARIANTS = DEMO_CATALOG.flatMap((product) => product.variants);
const HANDLES = new Set(DEMO_CATALOG.map(({ handle }) => handle));
const NOW = Date.UTC(2026, 10, 20, 12);

/** Handles of the products that break a rule, so that a failure says where to look. */
function breaking(rule: (product: DemoProduct) => boolean): string[] {
  return DEMO_CATALOG.filter((product) => !rule(product)).map(({ handle }) => handle);
}

describe("the model around DEMO_CATALOG", () => {
  it("gives every product a type that has its attributes, the required ones among them", () => {
    const types = new Map(PRODUCT_TYPES.map((type) => [type.handle, type.attributes]));
    const known = new Set(ATTRIBUTES.map(({ handle }) => handle));
    for (const { handle, attributes } of PRODUCT_TYPES) {
      expect(
        attributes.filter((each) => !known.has(each)),
        handle,
      ).toEqual([]);
      expect(new Set(attributes).size, handle).toBe(attributes.length);
    }
    for (const { handle, type, attributes } of DEMO_CATALOG) {
      const strange = Object.keys(attributes).filter((each) => !types.get(type)?.includes(each));
      expect(strange, `${handle} is a ${type}`).toEqual([]);
    }
    expect(
      breaking(({ attributes }) => REQUIRED_ATTRIBUTES.every((each) => each in attributes)),
    ).toEqual([]);
    const used = new Set(DEMO_CATALOG.map(({ type }) => type));
    expect([...types.keys()].filter((type) => !used.has(type))).toEqual([]);
  });

  it("has attributes of every kind", () => {
    const kinds = new Set(ATTRIBUTES.map(({ kind }) => kind));
    expect(kinds.size).toBe(7);
  });

  it("puts every colour word into one family and shows every shade", () => {
    const words = Object.values(FAMILIES).flatMap(({ shades }) => shades);
    expect(words.toSorted()).toEqual([...COLOURS].toSorted());
    expect(breaking((product) => familiesOf(product).length > 0)).toEqual([]);
    const shown = new Set(Object.keys(SHADE_SWATCHES));
    expect(breaking((product) => shadesOf(product).every((shade) => shown.has(shade)))).toEqual([]);
  });

  it("links only what is sold, each pair once", () => {
    const sold = new Set(
      DEMO_CATALOG.filter(({ status }) => status === undefined).map(({ handle }) => handle),
    );
    expect(LINKS.filter(({ from, to }) => !sold.has(from) || !sold.has(to))).toEqual([]);
    expect(LINKS.filter(({ from, to }) => from === to)).toEqual([]);
    const names = LINKS.map(({ from, kind, to }) => `${from} ${kind} ${to}`);
    expect(new Set(names).size).toBe(names.length);
    expect([...sold].filter((handle) => !LINKS.some(({ from }) => from === handle))).toEqual([]);
  });

  it("puts known products into collections, and gifts under 30 under 30", () => {
    const collected = COLLECTIONS.flatMap(({ holds }) => ("conditions" in holds ? [] : holds));
    expect(collected.filter((handle) => !HANDLES.has(handle))).toEqual([]);
    const gifts = COLLECTIONS.find(({ handle }) => handle === "gifts-under-30")?.holds;
    if (gifts === undefined || "conditions" in gifts) throw new Error("No gifts");
    const dear = DEMO_CATALOG.filter(
      ({ handle, variants }) =>
        gifts.includes(handle) && variants.every(({ eurMinor }) => eurMinor >= 3000),
    );
    expect(dear.map(({ handle }) => handle)).toEqual([]);
  });

  it("has rules that some products fulfil and others do not", () => {
    const ruled = COLLECTIONS.filter(({ holds }) => "conditions" in holds);
    expect(ruled).toHaveLength(3);
    for (const collection of ruled) {
      if ("conditions" in collection.holds) expect(contradictions(collection.holds)).toEqual([]);
      const members = membersOf(collection, DEMO_CATALOG, NOW);
      expect(members.length, collection.handle).toBeGreaterThan(7);
      expect(members.length, collection.handle).toBeLessThan(DEMO_CATALOG.length / 2);
    }
  });

  it("keeps some products backstage and never gives out a handle twice", () => {
    const states = DEMO_CATALOG.map(({ status, publishInDays }) =>
      publishInDays === undefined ? status : "scheduled",
    );
    for (const state of ["draft", "scheduled", "retired"] as const) {
      expect(states.filter((each) => each === state)).toHaveLength(2);
    }
    const former = DEMO_CATALOG.flatMap(({ formerly = [] }) => formerly);
    expect(new Set([...former, ...HANDLES]).size).toBe(former.length + HANDLES.size);
  });

  it("tells what is inside in positive whole amounts", () => {
    const contents = VARIANTS.flatMap(({ content }) => content ?? []);
    expect(contents.length).toBeGreaterThan(60);
    expect(
      contents.filter(({ amount, per }) => !Number.isInteger(amount) || amount <= 0 || per <= 0),
    ).toEqual([]);
    expect(new Set(contents.map(({ unit }) => unit)).size).toBe(5);
  });
});

describe("checkDigitOf()", () => {
  it("checkDigitOf() gives the digit that is printed on known barcodes", () => {
    expect(checkDigitOf("400638133393")).toBe(1);
    expect(checkDigitOf("590123412345")).toBe(7);
  });

  it("checkDigitOf() agrees with every barcode of the shop, all of them its own", () => {
    const codes = VARIANTS.map(({ barcode }) => barcode).filter((code) => code !== "");
    expect(codes.filter((code) => !/^2\d{12}$/.test(code))).toEqual([]);
    expect(codes.filter((code) => checkDigitOf(code.slice(0, 12)) !== Number(code[12]))).toEqual(
      [],
    );
    expect(new Set(codes).size).toBe(codes.length);
    expect(codes.length).toBeLessThan(VARIANTS.length);
  });
});

describe("priceStepsOf()", () => {
  it("priceStepsOf() ends with today's price and begins when the product came", () => {
    for (const product of DEMO_CATALOG) {
      for (const variant of product.variants) {
        const steps = priceStepsOf(product, variant, NOW);
        const times = steps.map(({ fromAt }) => fromAt);
        expect(steps.at(-1)?.eurMinor).toBe(variant.eurMinor);
        expect(times).toEqual(times.toSorted((left, right) => left - right));
        expect(times.at(-1)).toBeLessThan(NOW);
        expect(times[0]).toBeLessThanOrEqual(createdAtOf(product));
        for (const [at, { eurMinor }] of steps.entries()) {
          expect(eurMinor).not.toBe(steps[at + 1]?.eurMinor);
        }
      }
    }
  });

  it("priceStepsOf() reduces within the last 30 days, for some after a weekend offer", () => {
    const reduced = DEMO_CATALOG.filter(({ variants: [first] }) => first?.compareAtEurMinor);
    const histories = reduced.flatMap((product) =>
      product.variants.slice(0, 1).map((variant) => priceStepsOf(product, variant, NOW)),
    );
    expect(histories.length).toBeGreaterThanOrEqual(8);
    for (const steps of histories) {
      const sale = steps.at(-1);
      expect(sale?.fromAt).toBeGreaterThan(daysFrom(NOW, -30));
      expect(Math.min(...steps.slice(0, -1).map(({ eurMinor }) => eurMinor))).toBeGreaterThan(
        sale?.eurMinor ?? 0,
      );
    }
    const lengths = new Set(histories.map(({ length }) => length));
    expect([...lengths].toSorted()).toEqual([2, 4]);
  });
});
