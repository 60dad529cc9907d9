import { describe, expect, it } from "vitest";
import type { DemoProduct } from "../catalog/types.ts";
import {
  COLOURS,
  categoryPicture,
  heroPictures,
  MATERIALS,
  OBJECTS,
  picturesOf,
} from "./pictures.ts";

const KILOBYTE = 1024;
const SOLO_MAX = 20 * KILOBYTE;
const GROUP_MAX = 40 * KILOBYTE;

function productOf(object: string, { colours = [] as string[], material = "" } = {}): DemoProduct {
  const one = { eurMinor: 2400, weightGrams: 300, barcode: "", stock: [4, 8] as const };
  return {
    handle: `test-${object}`,
    title: "A thing",
    subtitle: "",
    description: "",
    brand: "tidewick",
    category: "cups",
    type: "mug",
    optionNames: colours.length > 0 ? ["Colour"] : [],
    variants:
      colours.length > 0
        ? colours.map((colour) => ({ ...one, options: [colour], sku: `T-${colour}` }))
        : [{ ...one, options: [], sku: "T" }],
    attributes: {},
    tags: [],
    picture: { object, material },
  };
}

/** Every tag is closed in the order in which it was opened, and no number went wrong. */
function expectWellFormed(svg: string) {
  const open: string[] = [];
  for (const tag of svg.match(/<[^>]*>/gu) ?? []) {
    expect(tag).toMatch(/^<\/?[a-zA-Z]+(?:\s+[a-zA-Z0-9:-]+="[^"<>]*")*\s*\/?>$/u);
    const name = /[a-zA-Z]+/u.exec(tag)?.[0] ?? "";
    if (tag.startsWith("</")) expect(open.pop()).toBe(name);
    else if (!tag.endsWith("/>")) open.push(name);
  }
  expect(open).toEqual([]);
  expect(svg).not.toMatch(/NaN|undefined|Infinity|\[object/u);
}

/** Every `#id` that the drawing refers to is defined in it. */
function expectDefined(svg: string) {
  const ids = new Set([...svg.matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id));
  for (const [, id] of svg.matchAll(/(?:url\(#|href="#)([^)"]+)/gu)) expect(ids).toContain(id);
}

describe("picturesOf()", () => {
  it.each(OBJECTS)("draws a %s in two colours that differ", (object) => {
    const pictures = picturesOf(productOf(object, { colours: ["Sage", "Rust"] }));
    expect(pictures.map(({ slug, optionValue }) => [slug, optionValue])).toEqual([
      ["side", "Sage"],
      ["side", "Rust"],
      ["detail", null],
      ["scene", null],
      ["range", null],
    ]);
    for (const { svg, alt, width, height, slug } of pictures) {
      expectWellFormed(svg);
      expectDefined(svg);
      expect(svg.length).toBeLessThan(slug === "side" || slug === "detail" ? SOLO_MAX : GROUP_MAX);
      expect(svg).toContain(`width="${width}" height="${height}"`);
      expect(alt).toMatch(/^[A-Z].{8,}/u);
    }
    expect(pictures[0]?.svg).not.toBe(pictures[1]?.svg);
  });

  it.each(MATERIALS)("draws in %s", (material) => {
    for (const object of ["mug", "cushion", "board", "pendant", "teapot"]) {
      for (const { svg } of picturesOf(productOf(object, { material }))) expectWellFormed(svg);
    }
  });

  it("shows every colour word in a colour of its own", () => {
    const heroes = picturesOf(productOf("mug", { colours: [...COLOURS] })).filter(
      ({ slug }) => slug === "side",
    );
    expect(new Set(heroes.map(({ svg }) => svg)).size).toBe(COLOURS.length);
  });

  it("draws the same picture twice", () => {
    const product = productOf("teapot", { colours: ["Sage", "Clay"] });
    expect(picturesOf(product)).toEqual(picturesOf(product));
  });

  it("draws a parcel for a word it does not know", () => {
    const [hero] = picturesOf(productOf("submarine"));
    expect(hero?.alt).toContain("arcel");
    expectWellFormed(hero?.svg ?? "");
  });

  it("says what is seen", () => {
    const [hero, , , , range] = picturesOf(
      productOf("mug", { colours: ["Sage", "Ink"], material: "stoneware" }),
    );
    expect(hero?.alt).toBe("Sage stoneware mug, seen from the side");
    expect(range?.alt).toBe("Stoneware mug in sage and ink");
  });

  it("takes an option of woods for colours, and sizes for none", () => {
    const product = productOf("stool", { colours: ["Oak", "Walnut"] });
    const woods = picturesOf({ ...product, optionNames: ["Wood"] });
    expect(woods.map(({ optionValue }) => optionValue)).toContain("Walnut");
    const sizes = { ...productOf("stool", { colours: ["30 cm", "45 cm"] }), optionNames: ["Size"] };
    expect(picturesOf(sizes).every(({ optionValue }) => optionValue === null)).toBe(true);
  });
});

describe("categoryPicture()", () => {
  it("draws known and unknown categories at 1200 by 900", () => {
    for (const handle of ["cups", "writing", "never-heard-of"]) {
      const { svg, width, height, alt } = categoryPicture(handle, "Cups & mugs");
      expectWellFormed(svg);
      expectDefined(svg);
      expect([width, height]).toEqual([1200, 900]);
      expect(alt).toContain("Cups & mugs: ");
    }
  });
});

describe("heroPictures()", () => {
  it("draws the still life wide and upright", () => {
    const { wide, portrait } = heroPictures();
    expect([wide.width, wide.height, portrait.width, portrait.height]).toEqual([
      1600, 900, 900, 1200,
    ]);
    for (const { svg } of [wide, portrait]) {
      expectWellFormed(svg);
      expectDefined(svg);
    }
  });
});
