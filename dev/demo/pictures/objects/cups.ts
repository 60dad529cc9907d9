/** Cups of every kind: mugs, tumblers, cups on saucers. */
import { lit } from "../colour.ts";
import type { Profile } from "../lathe.ts";
import { radiusAt, rim, turned } from "../lathe.ts";
import { svg } from "../sheet.ts";
import type { Draw, Shapes } from "./kit.ts";
import { choose, flutes, place, standing, throwingRings, tube, ware } from "./kit.ts";

/** A profile with the radius of its rim and its height. */
type Form = { profile: Profile; r: number; h: number };

const COFFEE = { colour: "#3d271d", depth: 10 };
const TEA = { colour: "#9c5a2b", depth: 8 };

const MUGS: Shapes<Form> = [
  {
    r: 42,
    h: 92,
    profile: [
      [42, 92],
      [42, 18],
      [42, 6, 36, 0, 28, 0],
    ],
  },
  {
    r: 37,
    h: 88,
    profile: [
      [37, 88],
      [36, 76, 48, 62, 48, 38],
      [48, 14, 40, 0, 28, 0],
    ],
  },
  {
    r: 36,
    h: 116,
    profile: [
      [36, 116],
      [33, 60, 33, 40, 35, 14],
      [35, 5, 30, 0, 25, 0],
    ],
  },
  {
    r: 47,
    h: 84,
    profile: [
      [47, 84],
      [45, 56, 40, 30, 37, 12],
      [35, 3, 32, 0, 27, 0],
    ],
  },
  {
    r: 45,
    h: 82,
    profile: [
      [45, 82],
      [46, 50, 43, 22, 24, 15],
      [23, 8],
      [27, 0],
    ],
  },
];

const mug: Draw = (sheet, look) => {
  const { profile, r, h } = choose(MUGS, look.seed);
  const top = h * 0.8;
  const reach = r + h * 0.34;
  const [high, low] = [radiusAt(profile, top) - 4, radiusAt(profile, h * 0.28) - 3];
  const ear = svg`M${high} ${-top}C${reach} ${-top - 7} ${reach + 5} ${-h * 0.26} ${low} ${-h * 0.28}`;
  const body =
    tube(ear, 11.5, look.colour) +
    turned(sheet, {
      profile,
      ...ware(sheet, look, h * 0.26),
      follow: look.seed % MUGS.length !== 0,
    }) +
    throwingRings(profile, [h * 0.7, h * 0.55, h * 0.4]) +
    rim(sheet, {
      r,
      y: h,
      wall: 4,
      colour: lit(look.colour, 0.1),
      inside: look.third,
      fill: COFFEE,
    });
  return standing(body, {
    left: Math.max(r, 46),
    right: reach - 5,
    height: h + 8,
    foot: r * 0.82,
    dip: 6,
  });
};

const TUMBLERS: Shapes<Form> = [
  {
    r: 40,
    h: 78,
    profile: [
      [40, 78],
      [40, 40, 36, 4, 24, 0],
    ],
  },
  {
    r: 38,
    h: 118,
    profile: [
      [38, 118],
      [36, 60, 31, 10, 28, 0],
    ],
  },
  {
    r: 39,
    h: 92,
    profile: [
      [39, 92],
      [37, 60, 35, 30, 34, 12],
      [33, 4, 30, 0, 26, 0],
    ],
  },
];

const tumbler: Draw = (sheet, look) => {
  const { profile, r, h } = choose(TUMBLERS, look.seed);
  const body =
    turned(sheet, { profile, ...ware(sheet, look, h * 0.4) }) +
    (look.seed % TUMBLERS.length === 2
      ? flutes(sheet, profile, { count: 13, colour: look.colour, strength: 0.26 })
      : throwingRings(profile, [h * 0.72, h * 0.6, h * 0.5])) +
    rim(sheet, {
      r,
      y: h,
      wall: 3.4,
      colour: lit(look.colour, 0.1),
      inside: look.third,
      fill: TEA,
    });
  return standing(body, { left: r, right: r, height: h + 7, foot: r * 0.72, dip: 5 });
};

const teacup: Draw = (sheet, look) => {
  const saucer: Profile = [
    [72, 15],
    [58, 9, 42, 2, 30, 0],
  ];
  const profile: Profile = [
    [34, 64],
    [34, 36, 30, 16, 17, 14],
  ];
  const ear = "M30-54C60-58 60-26 26-30";
  const body =
    turned(sheet, {
      profile: saucer,
      ...ware(sheet, { ...look, material: "porcelain" }, 0),
      tilt: 0.22,
    }) +
    rim(sheet, {
      r: 72,
      y: 15,
      wall: 2,
      colour: look.colour,
      inside: lit(look.colour, 0.25),
      tilt: 0.22,
      depth: 0.3,
    }) +
    svg`<ellipse cx="4" cy="-10" rx="36" ry="8" fill="#1e1714" opacity=".22"/>` +
    tube(ear, 8, look.colour) +
    turned(sheet, { profile, ...ware(sheet, look, 34) }) +
    rim(sheet, {
      r: 34,
      y: 64,
      wall: 3,
      colour: lit(look.colour, 0.1),
      inside: look.third,
      fill: { colour: "#4a2e1e", depth: 5 },
    });
  return standing(body, { left: 72, right: 72, height: 70, foot: 40, dip: 6 });
};

const espressoCup: Draw = (sheet, look) => {
  const { body, box } = mug(sheet, { ...look, seed: look.seed % 2 === 0 ? 3 : 4 });
  const [left, top, right, foot] = box;
  const size = 0.72;
  return {
    view: "stand",
    body: place(body, { scale: size }),
    box: [left * size, top * size, right * size, foot * size],
    feet: [[0, 25]],
  };
};

/** The drawings of this file by name. */
export const cups = { mug, "espresso-cup": espressoCup, teacup, tumbler };
