/** The demo shop's pictures: every product in its colours, close by and in a room; categories; the home page. */
import type { DemoPicture, DemoProduct } from "../catalog/types.ts";
import { hash53 } from "../derive.ts";
import { colourWordIn } from "./colour.ts";
import { companyOf, quietly } from "./company.ts";
import { draw, isDrawn } from "./draw.ts";
import { colourNamed, lookOf, materialOf, worn } from "./look.ts";
import type { Shown } from "./picture.ts";
import { detail, hero } from "./picture.ts";
import type { Spot } from "./scene.ts";
import { range, scene, stillLife } from "./scene.ts";
import { Sheet } from "./sheet.ts";
import { shelfOf } from "./shelves.ts";
import { EDGE_PX } from "./stage.ts";

export { COLOURS, MATERIALS, OBJECTS } from "./names.ts";

const SEEN = {
  stand: "seen from the side",
  top: "seen from above",
  wall: "seen from the front",
} as const;

/** The values of the option that gives the colour, in order; empty where none does. */
function coloursOf({ optionNames, variants }: DemoProduct): readonly string[] {
  const valuesAt = (index: number): string[] => [
    ...new Set(variants.map(({ options }) => options[index] ?? "")),
  ];
  const named = optionNames.findIndex((name) => /^colou?r$/iu.test(name));
  if (named >= 0) return valuesAt(named);
  const other = optionNames.findIndex((_, index) =>
    valuesAt(index).every((value) => colourWordIn(value) !== undefined),
  );
  return other >= 0 ? valuesAt(other) : [];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "Sage stoneware mug": colour, material and object; a wood, a metal or a paper is said once. */
function called({
  colour = "",
  material,
  noun,
}: {
  colour?: string;
  material: string;
  noun: string;
}): string {
  const made = worn(material, colour);
  const colours = colour.toLowerCase() === made ? "" : colour.toLowerCase();
  const stuff = made === "ash" ? "ash wood" : made;
  const [kind = ""] = noun.split(" ");
  const before = stuff.split(" ").filter((word) => word !== kind);
  return capital([colours, ...before, noun].filter(Boolean).join(" "));
}

type Setting = { product: DemoProduct; material: string; seed: number };

function shownIn({ product, material, seed }: Setting, colour: string): Shown {
  const { object, colour: own = "", stretch = 1 } = product.picture;
  const hex = colourNamed(colour === "" ? own : colour, material, product.handle);
  const made = worn(material, colour === "" ? own : colour);
  return {
    object,
    look: lookOf(hex, { material: made, seed }),
    stretch: Math.min(2, Math.max(0.5, stretch)),
  };
}

/** Every picture of a product: one per colour, then its surface, a room, and all colours together. */
export function picturesOf(product: DemoProduct): DemoPicture[] {
  const material = materialOf(product.picture.material ?? "");
  const setting = { product, material, seed: hash53(product.handle) % 840 };
  const colours = coloursOf(product);
  const noun = (isDrawn(product.picture.object) ? product.picture.object : "parcel").replaceAll(
    "-",
    " ",
  );
  const heroes = colours.length === 0 ? [""] : colours;
  const first = shownIn(setting, heroes[0] ?? "");
  const name = (colour: string): string =>
    called({ colour: colour === "" ? (product.picture.colour ?? "") : colour, material, noun });
  const square = { width: EDGE_PX, height: EDGE_PX };
  const seen = SEEN[draw(new Sheet(), first.object, first.look).view];
  const company = companyOf(first.object, product.handle);
  const beside =
    seen === SEEN.top ? "on a table" : `beside a ${company.tall.object.replaceAll("-", " ")}`;
  const pictures: DemoPicture[] = heroes.map((colour) => ({
    ...square,
    slug: "side",
    svg: hero(shownIn(setting, colour)),
    alt: `${name(colour)}, ${seen}`,
    optionValue: colour === "" ? null : colour,
  }));
  const lead = name(heroes[0] ?? "");
  pictures.push({
    ...square,
    slug: "detail",
    svg: detail(first),
    alt: `${lead}, from close by`,
    optionValue: null,
  });
  pictures.push({
    ...square,
    slug: "scene",
    svg: scene(first, product.handle),
    alt: `${lead} ${beside} in the light of a window`,
    optionValue: null,
  });
  const [one, ...others] = heroes.map((colour) => shownIn(setting, colour));
  if (one !== undefined && others.length > 0) {
    const same = heroes.every((colour) => worn(material, colour) === material);
    const together = called({ material: same ? material : "", noun });
    const list = heroes.map((colour) => colour.toLowerCase());
    const alt = `${together} in ${list.slice(0, -1).join(", ")} and ${list.at(-1) ?? ""}`;
    pictures.push({
      ...square,
      slug: "range",
      svg: range([one, ...others]),
      alt,
      optionValue: null,
    });
  }
  return pictures;
}

/** The picture of a category: three of its things together, 1200 by 900. */
export function categoryPicture(handle: string, title: string): DemoPicture {
  const { things, flat } = shelfOf(handle);
  const size = { width: 1200, height: 900 };
  const seed = hash53(handle) % 97;
  const spots: readonly Spot[] = flat
    ? [
        { x: 300, y: 300, w: 430, h: 430, turn: -8 },
        { x: 905, y: 620, w: 430, h: 430, turn: 10 },
        { x: 620, y: 440, w: 520, h: 560 },
      ]
    : [
        { x: 880, y: 670, w: 380, h: 480 },
        { x: 270, y: 690, w: 300, h: 360 },
        { x: 570, y: 760, w: 410, h: 440 },
      ];
  const plaster = ["#dcd9cb", "#e3d3c4", "#d5dbdb", "#e2dac9"][seed % 4] ?? "#dcd9cb";
  const top = ["#c9a578", "#b48a60", "#e6dbc5"][seed % 3] ?? "#c9a578";
  const set = things.map(
    (what, at) => [what, spots[at] ?? { x: 600, y: 700, w: 300, h: 300 }] as const,
  );
  const svg = stillLife(set, {
    ...size,
    edge: flat ? 0 : 590,
    plaster,
    top,
    cloth: seed % 3 === 2,
  });
  const names = things.map(({ object }) => object.replaceAll("-", " "));
  const alt = `${title}: ${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
  return { slug: "category", svg, alt, ...size, optionValue: null };
}

/** The still life of the home page, for wide and for upright screens. */
export function heroPictures(): { wide: DemoPicture; portrait: DemoPicture } {
  const vase = quietly("vase", 0, "oat");
  const teapot = quietly("teapot", 8, "sage");
  const mug = quietly("mug", 3, "clay");
  const bowl = quietly("bowl", 4, "tide");
  const books = quietly("book", 4, "harbour");
  const candle = quietly("candle-holder", 1, "rust");
  const pitcher = quietly("pitcher", 6, "cream");
  const base = { plaster: "#dfd5c3", top: "#ddd0b8", cloth: true };
  const alt =
    "A vase with eucalyptus, a sage teapot and a clay mug on a linen cloth, in the light of a window";
  const wide = { width: 1600, height: 900 };
  const portrait = { width: 900, height: 1200 };
  const across: readonly (readonly [Shown, Spot])[] = [
    [pitcher, { x: 1400, y: 690, w: 260, h: 330 }],
    [books, { x: 640, y: 690, w: 300, h: 150 }],
    [vase, { x: 1130, y: 700, w: 420, h: 560 }],
    [candle, { x: 640, y: 578, w: 120, h: 250 }],
    [teapot, { x: 890, y: 765, w: 400, h: 300 }],
    [bowl, { x: 1300, y: 795, w: 240, h: 160 }],
    [mug, { x: 1090, y: 815, w: 200, h: 170 }],
  ];
  const upright: readonly (readonly [Shown, Spot])[] = [
    [vase, { x: 610, y: 900, w: 420, h: 600 }],
    [books, { x: 230, y: 890, w: 300, h: 150 }],
    [candle, { x: 220, y: 778, w: 120, h: 250 }],
    [teapot, { x: 360, y: 985, w: 400, h: 300 }],
    [bowl, { x: 740, y: 1010, w: 240, h: 160 }],
    [mug, { x: 545, y: 1060, w: 200, h: 170 }],
  ];
  return {
    wide: {
      slug: "hero-wide",
      svg: stillLife(across, { ...wide, ...base, edge: 590 }),
      alt,
      ...wide,
      optionValue: null,
    },
    portrait: {
      slug: "hero-portrait",
      svg: stillLife(upright, { ...portrait, ...base, edge: 780 }),
      alt,
      ...portrait,
      optionValue: null,
    },
  };
}
