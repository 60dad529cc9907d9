import { describe, expect, it } from "vitest";
import { type IdKind, parseId } from "../../../domain/id.ts";
import { demoId } from "../derive.ts";
import { COLOURS, MATERIALS, OBJECTS } from "../pictures/names.ts";
import { ATTRIBUTES } from "./attributes.ts";
import { BRANDS } from "./brands.ts";
import { DEMO_CATALOG } from "./catalog.ts";
import { ROOMS } from "./categories.ts";
import { pricePoint, SET_CURRENCIES } from "./price.ts";
import type { DemoProduct, DemoVariant } from "./types.ts";

const SHELVES = ROOMS.flatMap((room) => room.shelves.map(({ handle }) => handle));
const VARIANTS = DEMO_CATALOG.flatMap((product) => product.variants);
const HANDLES = new Set(DEMO_CATALOG.map(({ handle }) => handle));
const HANDLE = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

function unitsOf({ stock: [harbour, mill] }: DemoVariant): number {
  return harbour + mill;
}

/** Handles of the products that break a rule, so that a failure says where to look. */
function breaking(rule: (product: DemoProduct) => boolean): string[] {
  return DEMO_CATALOG.filter((product) => !rule(product)).map(({ handle }) => handle);
}

describe("DEMO_CATALOG", () => {
  it("DEMO_CATALOG fills a shop", () => {
    expect(DEMO_CATALOG.length).toBeGreaterThanOrEqual(125);
    expect(VARIANTS.length).toBeGreaterThanOrEqual(420);
    expect(VARIANTS.length).toBeLessThanOrEqual(560);
    expect(ROOMS).toHaveLength(10);
    for (const shelf of SHELVES) {
      const inside = DEMO_CATALOG.filter(({ category }) => category === shelf);
      expect(inside.length, shelf).toBeGreaterThanOrEqual(3);
    }
  });

  it("DEMO_CATALOG names nothing twice", () => {
    const handles = DEMO_CATALOG.map(({ handle }) => handle);
    const shown = [...ROOMS.map(({ handle }) => handle), ...SHELVES];
    expect(new Set(handles).size).toBe(handles.length);
    expect(new Set(shown).size).toBe(shown.length);
    expect(breaking(({ handle }) => HANDLE.test(handle))).toEqual([]);
    for (const key of ["title", "description", "subtitle"] as const) {
      expect(new Set(DEMO_CATALOG.map((each) => each[key])).size, key).toBe(DEMO_CATALOG.length);
    }
  });

  it("DEMO_CATALOG describes every product in at least 80 characters", () => {
    expect(breaking(({ description }) => description.length >= 80)).toEqual([]);
    expect(breaking(({ subtitle }) => subtitle.length >= 10 && subtitle.length <= 70)).toEqual([]);
  });

  it("DEMO_CATALOG names only known shelves and brands", () => {
    const brands = new Set(BRANDS.map(({ handle }) => handle));
    expect(breaking(({ category }) => SHELVES.includes(category))).toEqual([]);
    expect(breaking(({ brand }) => brands.has(brand))).toEqual([]);
    const used = new Set(DEMO_CATALOG.map(({ brand }) => brand));
    expect([...brands].filter((brand) => !used.has(brand))).toEqual([]);
  });

  it("DEMO_CATALOG makes one variant of each choice and at most twelve", () => {
    expect(breaking(({ optionNames }) => optionNames.length <= 3)).toEqual([]);
    expect(breaking(({ variants }) => variants.length >= 1 && variants.length <= 12)).toEqual([]);
    expect(breaking(({ optionNames }) => optionNames.indexOf("Colour") <= 0)).toEqual([]);
    expect(
      breaking(({ optionNames, variants }) =>
        variants.every(({ options }) => options.length === optionNames.length),
      ),
    ).toEqual([]);
    expect(
      breaking(
        ({ variants }) =>
          new Set(variants.map(({ options }) => options.join("/"))).size === variants.length,
      ),
    ).toEqual([]);
  });

  it("DEMO_CATALOG has five to ten attributes each, of the defined kind", () => {
    const byHandle = new Map(ATTRIBUTES.map((attribute) => [attribute.handle, attribute]));
    const types = new Map<string, string>([
      ["number", "number"],
      ["boolean", "boolean"],
    ]);
    for (const { handle, attributes } of DEMO_CATALOG) {
      for (const [name, value] of Object.entries(attributes)) {
        const { kind = "text", choices } = byHandle.get(name) ?? {};
        expect(byHandle.has(name), `${handle}: ${name}`).toBe(true);
        expect(typeof value, `${handle}: ${name}`).toBe(types.get(kind) ?? "string");
        if (kind === "reference")
          expect(HANDLES.has(String(value)), `${handle}: ${name}`).toBe(true);
        if (choices !== undefined) expect(choices, `${handle}: ${name}`).toContain(value);
      }
    }
    const sizes = ({ attributes }: DemoProduct) => Object.keys(attributes).length;
    expect(breaking((product) => sizes(product) >= 5 && sizes(product) <= 10)).toEqual([]);
    expect(
      ATTRIBUTES.filter(({ kind, unit }) => (kind === "number") !== (unit !== undefined)),
    ).toEqual([]);
  });

  it("DEMO_CATALOG asks only for pictures that can be drawn", () => {
    const objects: readonly string[] = OBJECTS;
    const materials: readonly string[] = MATERIALS;
    expect(breaking(({ picture }) => objects.includes(picture.object))).toEqual([]);
    expect(
      breaking(
        ({ picture: { material } }) => material === undefined || materials.includes(material),
      ),
    ).toEqual([]);
    expect(
      breaking(({ picture: { colour } }) => colour === undefined || COLOURS.includes(colour)),
    ).toEqual([]);
    expect(
      breaking(
        ({ optionNames, variants }) =>
          optionNames[0] !== "Colour" ||
          variants.every(({ options: [colour = ""] }) => COLOURS.includes(colour.toLowerCase())),
      ),
    ).toEqual([]);
    expect(
      breaking(
        ({ optionNames, picture }) => optionNames[0] === "Colour" || picture.colour !== undefined,
      ),
    ).toEqual([]);
  });

  it("DEMO_CATALOG has sold-out, low and plentiful stock, and one last unit", () => {
    const soldOut = VARIANTS.filter((variant) => unitsOf(variant) === 0);
    const low = VARIANTS.filter((variant) => unitsOf(variant) >= 1 && unitsOf(variant) <= 3);
    expect(soldOut.length / VARIANTS.length).toBeGreaterThan(0.02);
    expect(soldOut.length / VARIANTS.length).toBeLessThan(0.07);
    expect(low.length / VARIANTS.length).toBeGreaterThan(0.05);
    expect(low.length / VARIANTS.length).toBeLessThan(0.12);
    const gone = DEMO_CATALOG.filter(({ variants }) =>
      variants.every((each) => unitsOf(each) === 0),
    );
    expect(gone.length).toBeGreaterThanOrEqual(3);
    const last = DEMO_CATALOG.filter(({ handle }) => handle === "last-lantern");
    expect(last.flatMap(({ variants }) => variants.map(unitsOf))).toEqual([1]);
  });

  it("DEMO_CATALOG has blank and shared labels as real catalogs do", () => {
    const labels = VARIANTS.map(({ sku }) => sku);
    const known = labels.filter((sku) => sku !== "");
    expect(known.length).toBeLessThan(labels.length);
    expect(new Set(known).size).toBeLessThan(known.length);
  });
});

describe("pricePoint()", () => {
  it("pricePoint() gives every variant a price in each set currency, yen in hundreds", () => {
    for (const { eurMinor, compareAtEurMinor } of VARIANTS) {
      for (const currency of SET_CURRENCIES) {
        const minor = pricePoint(eurMinor, currency);
        expect(Number.isSafeInteger(minor) && minor > 0).toBe(true);
        if (compareAtEurMinor === undefined) continue;
        expect(pricePoint(compareAtEurMinor, currency)).toBeGreaterThan(minor);
      }
      expect(pricePoint(eurMinor, "JPY") % 100).toBe(0);
    }
  });

  it("pricePoint() sets the prices that a merchant would", () => {
    expect(SET_CURRENCIES.map((currency) => pricePoint(2400, currency))).toEqual([
      2400, 2700, 3900,
    ]);
    expect(SET_CURRENCIES.map((currency) => pricePoint(690, currency))).toEqual([690, 800, 1100]);
  });
});

describe("demoId()", () => {
  it("demoId() makes ids that the shop accepts, no two alike", () => {
    const kinds: Record<string, IdKind> = { prd: "product", cat: "category", itm: "stockItem" };
    const seen = new Set<string>();
    for (const { handle } of DEMO_CATALOG) {
      for (const [prefix, kind] of Object.entries(kinds)) {
        const id = demoId(prefix, handle);
        expect(parseId(kind, id)).toBe(id);
        seen.add(id);
      }
    }
    expect(seen.size).toBe(DEMO_CATALOG.length * Object.keys(kinds).length);
  });
});
