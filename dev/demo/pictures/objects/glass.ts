/** Clear and tinted glass: bodies that let the ground through, and what is made of them. */
import { lightness, lit, mix, shaded } from "../colour.ts";
import type { Profile } from "../lathe.ts";
import { outline, rim, strip, turned } from "../lathe.ts";
import type { Sheet } from "../sheet.ts";
import { svg } from "../sheet.ts";
import type { Draw, Shapes } from "./kit.ts";
import { choose, standing, tube, ware } from "./kit.ts";
import { woodLid } from "./vessels.ts";

/** How a glass body is blown. */
export type Blown = {
  profile: Profile;
  tint: string;
  r: number;
  y: number;
  tilt?: number;
  /** What is in it, up to a height. */
  fill?: { colour: string; y: number; r: number };
  /** A fragment seen through the glass. */
  within?: string;
};

/** A glass vessel with its back rim, its contents, its edges and its shine. */
export function blown(
  sheet: Sheet,
  { profile, tint, r, y, tilt = 0.17, fill, within = "" }: Blown,
): string {
  const d = outline(profile, tilt);
  const edge = mix(tint, "#4d5a58", 0.5);
  const wall = sheet.linear([
    [0, edge, 0.75],
    [0.06, tint, 0.55],
    [0.2, lit(tint, 0.6), 0.26],
    [0.5, tint, 0.24],
    [0.82, tint, 0.42],
    [0.95, edge, 0.42],
    [1, edge, 0.8],
  ]);
  const shine = sheet.linear(
    [
      [0.02, "#fff", 0],
      [0.14, "#fff", 0.85],
      [0.7, "#fff", 0.4],
      [0.92, "#fff", 0],
    ],
    "down",
  );
  const glint = sheet.linear([
    [0, "#fff", 0.3],
    [0.4, "#fff", 0.95],
    [1, "#fff", 0],
  ]);
  let inside = "";
  if (fill !== undefined) {
    const clear = lightness(fill.colour) > 0.7;
    const level = svg`<path d="M-400 ${-fill.y}H${-fill.r}A${fill.r} ${fill.r * tilt} 0 0 0 ${fill.r} ${-fill.y}H400V60H-400Z"`;
    const paint = sheet.linear([
      [0, shaded(fill.colour, 0.25)],
      [0.25, lit(fill.colour, 0.14)],
      [0.7, fill.colour],
      [1, shaded(fill.colour, 0.3)],
    ]);
    inside = `<g ${sheet.clip(d)}>${level} fill="${paint}" opacity="${clear ? 0.55 : 0.92}"/></g>${svg`<ellipse cy="${-fill.y}" rx="${fill.r - 1}" ry="${fill.r * tilt}" fill="${lit(fill.colour, clear ? 0.5 : 0.16)}" opacity="${clear ? ".7" : ".92"}"/>`}`;
  }
  return (
    svg`<ellipse cy="${-y}" rx="${r}" ry="${r * tilt}" fill="${tint}" fill-opacity=".25"/>` +
    `${within}<path d="${d}" fill="${wall}" stroke="${edge}" stroke-width="1" stroke-opacity=".55"/>${inside}` +
    `<path d="${strip(profile, { from: -0.8, to: -0.66 })}${strip(profile, { from: 0.84, to: 0.88 })}" fill="${shine}" opacity=".75"/>` +
    svg`<ellipse cy="${-y}" rx="${r}" ry="${r * tilt}" fill="none" stroke="${edge}" stroke-width="1.8" opacity=".7"/><path d="M${-r} ${-y}A${r} ${r * tilt} 0 0 1 ${r * 0.4} ${-y - r * tilt * 0.917}" fill="none" stroke="${glint}" stroke-width="2"/>`
  );
}

/** Tint: pale colours read as clear glass with a breath of colour. */
export function tintOf(colour: string): string {
  return lightness(colour) > 0.88 ? mix(colour, "#e3eeeb", 0.4) : colour;
}

const GLASSES: Shapes<{ profile: Profile; r: number; h: number }> = [
  {
    r: 38,
    h: 104,
    profile: [
      [38, 104],
      [35, 50, 33, 20, 32, 8],
      [31, 2, 28, 0, 24, 0],
    ],
  },
  {
    r: 34,
    h: 128,
    profile: [
      [34, 128],
      [34, 12],
      [34, 3, 30, 0, 26, 0],
    ],
  },
  {
    r: 44,
    h: 86,
    profile: [
      [44, 86],
      [48, 44, 42, 8, 26, 0],
    ],
  },
];

const glass: Draw = (sheet, look) => {
  const { profile, r, h } = choose(GLASSES, look.seed);
  const body = blown(sheet, {
    profile,
    tint: tintOf(look.colour),
    r,
    y: h,
    fill: { colour: mix(tintOf(look.colour), "#eef5f2", 0.6), y: h * 0.62, r: r * 0.93 },
  });
  return standing(body, { left: r, right: r, height: h + 8, foot: r * 0.8, dip: 5 });
};

const carafe: Draw = (sheet, look) => {
  const h = 214;
  const profile: Profile = [
    [30, h],
    [24, h - 26, 22, h - 54, 26, h - 76],
    [34, 116, 62, 92, 62, 52],
    [62, 14, 52, 0, 40, 0],
  ];
  const body =
    blown(sheet, {
      profile,
      tint: tintOf(look.colour),
      r: 30,
      y: h,
      fill: { colour: mix(tintOf(look.colour), "#e6f0ec", 0.55), y: 92, r: 53 },
    }) +
    (look.seed % 2 === 0
      ? woodLid(sheet, { r: 24, y: h - 6, thick: 26, colour: "#c19a6b" })
      : svg`<path d="M-25 ${-h + 66}C-8 ${-h + 72} 8 ${-h + 72} 25 ${-h + 66}L27 ${-h + 96}C8 ${-h + 103}-8 ${-h + 103}-27 ${-h + 96}Z" fill="${look.second}"/>`);
  return standing(body, { left: 62, right: 62, height: h + 24, foot: 52, dip: 7 });
};

const pourOver: Draw = (sheet, look) => {
  const jug: Profile = [
    [30, 112],
    [28, 104, 30, 98, 36, 92],
    [64, 70, 70, 40, 64, 18],
    [60, 4, 50, 0, 40, 0],
  ];
  const cone: Profile = [
    [66, 196],
    [24, 128],
    [22, 122],
  ];
  const plate: Profile = [
    [44, 124],
    [44, 116],
    [42, 114],
  ];
  const ear = "M52-168C92-176 88-130 36-140";
  const body =
    blown(sheet, {
      profile: jug,
      tint: "#dfe9e5",
      r: 30,
      y: 112,
      fill: { colour: "#4a2c1c", y: 58, r: 64 },
    }) +
    tube(ear, 10, look.colour) +
    turned(sheet, { profile: cone, ...ware(sheet, { ...look, seed: 2 }) }) +
    turned(sheet, { profile: plate, ...ware(sheet, { ...look, seed: 2 }) }) +
    rim(sheet, {
      r: 66,
      y: 196,
      wall: 4,
      colour: lit(look.colour, 0.1),
      inside: "#f4ead8",
      fill: { colour: "#4d3122", depth: 9 },
    });
  return standing(body, { left: 70, right: 82, height: 208, foot: 56, dip: 7 });
};

const frenchPress: Draw = (sheet, look) => {
  const h = 190;
  const profile: Profile = [
    [50, h],
    [50, 14],
    [50, 6, 46, 2, 42, 2],
  ];
  const frame = look.colour;
  const band = (y: number): string =>
    turned(sheet, {
      profile: [
        [52, y + 12],
        [52, y],
      ],
      colour: frame,
      finish: "metal",
    });
  const lid: Profile = [
    [10, h + 30],
    [40, h + 26, 54, h + 16, 54, h],
  ];
  const body =
    tube("M50-162H92C98-162 100-156 99-150L92-52C91-42 84-38 76-38H50", 13, "#7b5237") +
    blown(sheet, {
      profile,
      tint: "#dfe9e5",
      r: 50,
      y: h,
      fill: { colour: "#3f2519", y: 118, r: 48 },
    }) +
    band(20) +
    band(120) +
    turned(sheet, {
      profile: [
        [54, 16],
        [54, 0],
      ],
      colour: frame,
      finish: "metal",
    }) +
    tube(svg`M0 ${-h - 20}V${-h - 52}`, 5, "#b3b6b8") +
    turned(sheet, { profile: lid, colour: frame, finish: "metal" }) +
    turned(sheet, {
      profile: [
        [4, h + 72],
        [16, h + 72, 17, h + 50, 4, h + 49],
      ],
      colour: "#7b5237",
    });
  return standing(body, { left: 54, right: 98, height: h + 74, foot: 50, dip: 8 });
};

const bottle: Draw = (sheet, look) => {
  const h = 138;
  const profile: Profile = [
    [16, h],
    [16, h - 14],
    [18, h - 30, 44, h - 34, 44, h - 54],
    [44, 12],
    [44, 4, 40, 0, 34, 0],
  ];
  const amber = look.material === "" || look.material === "glass";
  const tint = amber ? mix(look.colour, "#7a4316", look.seed % 2 === 0 ? 0.15 : 0) : look.colour;
  const shell = amber
    ? turned(sheet, { profile, colour: tint, finish: "gloss" })
    : turned(sheet, { profile, ...ware(sheet, look), follow: true });
  const ink = "#4a423a";
  const body =
    tube(
      svg`M0 ${-h - 4}V${-h - 34}H-34C-40 ${-h - 34}-44 ${-h - 30}-45 ${-h - 22}`,
      8,
      "#37322e",
    ) +
    turned(sheet, {
      profile: [
        [19, h + 14],
        [19, h - 4],
      ],
      colour: "#37322e",
      finish: "metal",
    }) +
    shell +
    svg`<path d="M-33-68C-14-63 14-63 33-68V-20C14-15-14-15-33-20Z" fill="#f3ead9"/><path d="M-33-68C-14-63 14-63 33-68V-20C14-15-14-15-33-20Z" fill="${sheet.linear(
      [
        [0, "#1e1714", 0.16],
        [0.3, "#fff", 0.1],
        [1, "#1e1714", 0.3],
      ],
    )}"/>` +
    svg`<path d="M-20-53q20 3.6 40 0" stroke="${ink}" stroke-width="3" fill="none"/><path d="M-14-44q14 2.4 28 0M-10-37q10 1.8 20 0M-6-28q6 1 12 0" stroke="${ink}" stroke-width="1.4" fill="none" opacity=".8"/>`;
  return standing(body, { left: 48, right: 44, height: h + 40, foot: 38, dip: 7 });
};

/** The drawings of this file by name. */
export const glassware = {
  glass,
  carafe,
  "pour-over": pourOver,
  "french-press": frenchPress,
  bottle,
};
