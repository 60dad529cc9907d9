/** Vases, jars and other vessels that keep or show something. */
import { lit, shaded } from "../colour.ts";
import type { Profile } from "../lathe.ts";
import { cap, rim, turned } from "../lathe.ts";
import type { Sheet } from "../sheet.ts";
import { svg } from "../sheet.ts";
import { grain } from "../surface.ts";
import type { Draw, Look, Shapes } from "./kit.ts";
import { choose, flutes, standing, throwingRings, ware } from "./kit.ts";
import { bloom, sprig } from "./leaves.ts";

/** A profile with the radius of its rim, its height and its widest radius. */
type Form = { profile: Profile; r: number; h: number; wide: number };

const VASES: Shapes<Form> = [
  {
    r: 26,
    h: 190,
    wide: 64,
    profile: [
      [26, 190],
      [20, 172, 20, 158, 30, 144],
      [58, 118, 68, 92, 62, 56],
      [58, 24, 50, 6, 38, 0],
    ],
  },
  {
    r: 40,
    h: 200,
    wide: 46,
    profile: [
      [40, 200],
      [44, 150, 50, 90, 44, 34],
      [42, 14, 38, 2, 30, 0],
    ],
  },
  {
    r: 44,
    h: 180,
    wide: 58,
    profile: [
      [44, 180],
      [30, 160, 28, 140, 40, 112],
      [60, 76, 66, 34, 40, 0],
    ],
  },
  {
    r: 22,
    h: 168,
    wide: 76,
    profile: [
      [22, 168],
      [20, 150, 22, 138, 34, 128],
      [74, 104, 84, 70, 74, 40],
      [66, 14, 56, 4, 44, 0],
    ],
  },
];

const BUD_VASES: Shapes<Form> = [
  {
    r: 11,
    h: 128,
    wide: 42,
    profile: [
      [11, 128],
      [9, 108, 9, 92, 12, 80],
      [30, 66, 44, 50, 42, 30],
      [40, 10, 32, 2, 24, 0],
    ],
  },
  {
    r: 10,
    h: 118,
    wide: 46,
    profile: [
      [10, 118],
      [8, 104, 8, 96, 12, 88],
      [52, 72, 56, 26, 26, 0],
    ],
  },
  {
    r: 12,
    h: 150,
    wide: 26,
    profile: [
      [12, 150],
      [9, 120, 11, 92, 20, 62],
      [28, 38, 28, 14, 20, 0],
    ],
  },
];

function stems(look: Look, { h, r }: Form): string {
  const leaf = look.seed % 2 === 0 ? "#7d9a83" : "#8a9862";
  const flower = ["#e3b7a0", "#f0e2c0", "#c98565"][look.seed % 3] ?? "#e3b7a0";
  if (r < 15) {
    return (
      sprig(0, -h + 1, { height: 68, lean: 16, colour: leaf, leaves: 3, size: 0.8 }) +
      bloom(17, -h - 69, { size: 15, colour: flower })
    );
  }
  return (
    sprig(-4, -h + 2, { height: 112, lean: -44, colour: leaf, leaves: 5, seed: "a" }) +
    sprig(5, -h + 2, { height: 104, lean: 52, colour: leaf, leaves: 5, seed: "c" }) +
    sprig(0, -h + 2, { height: 146, lean: 8, colour: leaf, leaves: 6, seed: "b" })
  );
}

function vaseOf(sheet: Sheet, look: Look, form: Form): ReturnType<Draw> {
  const { profile, r, h, wide } = form;
  const fluted = look.seed % 5 === 3;
  const back = rim(sheet, {
    r,
    y: h,
    wall: r < 15 ? 2.4 : 3.6,
    colour: lit(look.colour, 0.1),
    inside: shaded(look.colour, 0.4),
  });
  const body =
    turned(sheet, { profile, ...ware(sheet, look, h * 0.2), follow: true }) +
    (fluted
      ? flutes(sheet, profile, { count: 14, colour: look.colour, strength: 0.2 })
      : throwingRings(profile, [h * 0.72, h * 0.5, h * 0.4, h * 0.3])) +
    back +
    stems(look, form);
  const tall = r < 15 ? h + 84 : h + 142;
  const lean = r < 15 ? 0 : 30;
  return standing(body, {
    left: wide + lean,
    right: wide + lean,
    height: tall,
    foot: wide * 0.74,
    dip: 7,
  });
}

const vase: Draw = (sheet, look) => vaseOf(sheet, look, choose(VASES, look.seed));

const budVase: Draw = (sheet, look) => vaseOf(sheet, look, choose(BUD_VASES, look.seed));

/** A turned wooden lid with its edge and its top. */
export function woodLid(
  sheet: Sheet,
  {
    r,
    y,
    thick = 14,
    colour = "#b98a58",
  }: { r: number; y: number; thick?: number; colour?: string },
): string {
  const edge: Profile = [
    [r, y + thick],
    [r, y + 2],
    [r - 1, y],
  ];
  return (
    turned(sheet, { profile: edge, colour, skins: [grain(sheet, colour)] }) +
    cap(sheet, {
      r,
      y: y + thick,
      colour: lit(colour, 0.1),
      skin: grain(sheet, colour, { seed: "lid" }),
    })
  );
}

const jar: Draw = (sheet, look) => {
  const round = look.seed % 2 === 0;
  const h = round ? 112 : 140;
  const profile: Profile = round
    ? [
        [44, h],
        [46, h - 8],
        [66, h - 22, 68, 40, 60, 18],
        [56, 6, 50, 0, 42, 0],
      ]
    : [
        [46, h],
        [52, h - 6, 54, h - 16, 54, h - 30],
        [54, 18],
        [54, 6, 48, 0, 40, 0],
      ];
  const body =
    turned(sheet, { profile, ...ware(sheet, look, h * 0.3), follow: round }) +
    throwingRings(profile, [h * 0.7, h * 0.5, h * 0.34]) +
    svg`<ellipse cy="${-h + 2}" rx="46" ry="8" fill="#1e1714" opacity=".35"/>` +
    woodLid(sheet, { r: 47, y: h - 2 }) +
    woodLid(sheet, { r: 9, y: h + 12, thick: 12 });
  return standing(body, { left: 66, right: 66, height: h + 28, foot: 50, dip: 8 });
};

const canister: Draw = (sheet, look) => {
  const h = [150, 118, 178][look.seed % 3] ?? 150;
  const profile: Profile = [
    [54, h],
    [54, 10],
    [54, 3, 50, 0, 44, 0],
  ];
  const label = svg`<path d="M-24 ${-h * 0.56}A54 9 0 0 0 16 ${-h * 0.56}V${-h * 0.36}A54 9 0 0 1-24 ${-h * 0.36}Z"`;
  const body =
    turned(sheet, { profile, ...ware(sheet, look) }) +
    `${label} fill="${lit(look.colour, 0.72)}" transform="translate(0 6)"/>` +
    svg`<path d="M-16 ${-h * 0.46 + 9}q14 3 26 2.6M-16 ${-h * 0.4 + 8}q8 2 15 2" fill="none" stroke="#3b332c" stroke-width="1.8" stroke-linecap="round" opacity=".7"/>` +
    svg`<ellipse cy="${-h + 1}" rx="54" ry="9.4" fill="#1e1714" opacity=".35"/>` +
    woodLid(sheet, { r: 52, y: h - 2, thick: 16 });
  return standing(body, { left: 54, right: 54, height: h + 24, foot: 50, dip: 8 });
};

const butterDish: Draw = (sheet, look) => {
  const base =
    "M-104-8C-104-20-96-22-86-22H86C96-22 104-20 104-8C104 2 92 6 76 7C26 10-26 10-76 7C-92 6-104 2-104-8Z";
  const lid =
    "M-82-16V-62C-82-80-72-86-56-87C-20-89 20-89 56-87C72-86 82-80 82-62V-16C40-9-40-9-82-16Z";
  const paint = sheet.linear([
    [0, lit(look.colour, 0.3)],
    [0.3, lit(look.colour, 0.12)],
    [0.75, shaded(look.colour, 0.12)],
    [1, shaded(look.colour, 0.34)],
  ]);
  const top = sheet.linear(
    [
      [0, "#fff9ee", 0.5],
      [0.22, "#fff9ee", 0.06],
      [0.7, "#1e1714", 0],
      [1, "#1e1714", 0.2],
    ],
    "down",
  );
  const skins = ware(sheet, look).skins ?? [];
  const shape = sheet.shape(lid);
  const body =
    `<path d="${base}" fill="${paint}"/><path d="${base}" fill="${top}"/>` +
    `<path d="M-92-19C-40-27 40-27 92-19C40-9-40-9-92-19Z" fill="#1e1714" opacity=".3"/>` +
    `<use href="${shape}" fill="${paint}"/>` +
    skins.map((skin) => `<use href="${shape}" fill="${skin}"/>`).join("") +
    `<use href="${shape}" fill="${top}"/><path d="M-68-28V-60C-68-70-64-75-56-76" fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round" opacity=".4"/>` +
    woodLid(sheet, { r: 13, y: 84, thick: 15 });
  return standing(body, { left: 104, right: 104, height: 102, foot: 92, dip: 8 });
};

const cakeStand: Draw = (sheet, look) => {
  const stem: Profile = [
    [22, 92],
    [14, 78, 12, 52, 18, 30],
    [22, 14, 40, 10, 54, 8],
    [54, 0],
  ];
  const dish: Profile = [
    [124, 112],
    [124, 106, 110, 98, 70, 95],
    [22, 90],
  ];
  const body =
    turned(sheet, { profile: stem, ...ware(sheet, look), follow: true }) +
    turned(sheet, { profile: dish, ...ware(sheet, look), tilt: 0.2 }) +
    rim(sheet, {
      r: 124,
      y: 112,
      wall: 4,
      colour: lit(look.colour, 0.16),
      inside: lit(look.colour, 0.3),
      tilt: 0.2,
      depth: 0.15,
    });
  return standing(body, { left: 124, right: 124, height: 138, foot: 62, dip: 8 });
};

/** The drawings of this file by name. */
export const vessels = {
  vase,
  "bud-vase": budVase,
  jar,
  canister,
  "butter-dish": butterDish,
  "cake-stand": cakeStand,
};
