/** Thrown and glazed things for the table: bowls, plates, pitchers, teapots. */
import { lit, shaded } from "../colour.ts";
import type { Profile } from "../lathe.ts";
import { cap, rim, turned } from "../lathe.ts";
import type { Sheet } from "../sheet.ts";
import { svg } from "../sheet.ts";
import type { Draw, Drawn, Look, Shapes } from "./kit.ts";
import { choose, standing, throwingRings, tube, ware } from "./kit.ts";

/** A profile with the radius of its rim and its height. */
type Form = { profile: Profile; r: number; h: number };

const BOWLS: Shapes<Form> = [
  {
    r: 82,
    h: 82,
    profile: [
      [82, 82],
      [82, 40, 62, 6, 36, 6],
      [36, 0],
    ],
  },
  {
    r: 108,
    h: 54,
    profile: [
      [108, 54],
      [104, 28, 76, 6, 46, 5],
      [45, 0],
    ],
  },
  {
    r: 92,
    h: 96,
    profile: [
      [92, 96],
      [90, 58, 66, 34, 30, 28],
      [28, 16],
      [40, 0],
    ],
  },
  {
    r: 56,
    h: 46,
    profile: [
      [56, 46],
      [55, 22, 42, 2, 26, 0],
    ],
  },
];

const bowl: Draw = (sheet, look) => bowlOf(sheet, look, choose(BOWLS, look.seed));

function bowlOf(sheet: Sheet, look: Look, { profile, r, h }: Form): Drawn {
  const tilt = 0.24;
  const body =
    turned(sheet, { profile, ...ware(sheet, look, h * 0.36), tilt }) +
    throwingRings(profile, [h * 0.8, h * 0.66, h * 0.5], tilt) +
    rim(sheet, {
      r,
      y: h,
      wall: 5,
      colour: lit(look.colour, 0.1),
      inside: look.third,
      tilt,
      depth: 0.75,
    });
  return standing(body, { left: r, right: r, height: h + r * tilt, foot: r * 0.62, dip: 9 });
}

const servingBowl: Draw = (sheet, look) => {
  const profile: Profile = [
    [128, 84],
    [122, 40, 92, 6, 52, 5],
    [50, 0],
  ];
  return bowlOf(sheet, look, { profile, r: 128, h: 84 });
};

const plate: Draw = (sheet, look) => {
  const tilt = 0.36;
  const r = 132;
  const count = look.seed % 3 === 2 ? 4 : 1;
  let body = "";
  for (let at = 0; at < count; at += 1) {
    const y = at * 11;
    const profile: Profile = [
      [r, 18 + y],
      [r * 0.9, 10 + y, r * 0.72, 2 + y, r * 0.6, y],
    ];
    body += turned(sheet, { profile, ...ware(sheet, look, 0), tilt });
    if (at < count - 1) continue;
    body += rim(sheet, {
      r,
      y: 18 + y,
      wall: 3,
      colour: lit(look.colour, 0.12),
      inside: lit(look.colour, 0.08),
      tilt,
      depth: 0.24,
    });
    const well = sheet.linear([
      [0, shaded(look.colour, 0.1)],
      [0.6, lit(look.colour, 0.14)],
      [1, lit(look.colour, 0.26)],
    ]);
    const flecks = ware(sheet, look, 0).skins?.[0];
    const dish = svg`cy="${-14 - y}" rx="${r * 0.7}" ry="${r * 0.7 * tilt}"`;
    body += `<ellipse ${dish} fill="${well}"/>${flecks === undefined ? "" : svg`<ellipse cy="${-17 - y}" rx="${r - 4}" ry="${(r - 4) * tilt}" fill="${flecks}"/>`}`;
    body += svg`<ellipse ${dish} fill="none" stroke="${shaded(look.colour, 0.3)}" stroke-width="1" opacity=".4"/>`;
    if (look.seed % 3 === 1) {
      body += svg`<ellipse cy="${-18 - y}" rx="${r - 3}" ry="${(r - 3) * tilt}" fill="none" stroke="${look.second}" stroke-width="5" opacity=".9"/>`;
    }
  }
  return standing(body, {
    left: r,
    right: r,
    height: 18 + (count - 1) * 11 + r * tilt,
    foot: r * 0.66,
    dip: r * 0.2,
  });
};

const pitcher: Draw = (sheet, look) => {
  const small = look.seed % 4 === 3;
  const h = small ? 92 : 196;
  const s = h / 196;
  const profile: Profile = [
    [44 * s, h],
    [40 * s, h * 0.8, 40 * s, h * 0.72, 52 * s, h * 0.52],
    [66 * s, h * 0.28, 62 * s, 0, 40 * s, 0],
  ];
  const ear = svg`M${38 * s} ${-h * 0.9}C${100 * s} ${-h} ${112 * s} ${-h * 0.5} ${58 * s} ${-h * 0.38}`;
  const lip = svg`M${-44 * s} ${-h - 2}C${-48 * s} ${-h - 7 * s} ${-54 * s} ${-h - 10 * s} ${-60 * s} ${-h - 9 * s}C${-57 * s} ${-h + 6 * s} ${-50 * s} ${-h + 20 * s} ${-41.5 * s} ${-h + 30 * s}Z`;
  const body =
    tube(ear, 14 * s, look.colour) +
    turned(sheet, { profile, ...ware(sheet, look, h * 0.34), follow: true }) +
    throwingRings(profile, [h * 0.6, h * 0.5, h * 0.4, h * 0.28]) +
    `<path d="${lip}" fill="${lit(look.colour, 0.16)}"/>` +
    rim(sheet, { r: 44 * s, y: h, wall: 4 * s, colour: lit(look.colour, 0.1), inside: look.third });
  return standing(body, { left: 68 * s, right: 100 * s, height: h + 10, foot: 48 * s, dip: 7 });
};

const TEAPOTS: Shapes<{ profile: Profile; lid: number; h: number; wide: number }> = [
  {
    lid: 36,
    h: 112,
    wide: 78,
    profile: [
      [38, 112],
      [70, 108, 80, 74, 78, 50],
      [76, 18, 58, 0, 40, 0],
    ],
  },
  {
    lid: 42,
    h: 88,
    wide: 86,
    profile: [
      [44, 88],
      [78, 84, 88, 54, 86, 38],
      [82, 12, 62, 0, 46, 0],
    ],
  },
  {
    lid: 32,
    h: 150,
    wide: 64,
    profile: [
      [34, 150],
      [52, 146, 56, 110, 62, 66],
      [68, 26, 58, 0, 44, 0],
    ],
  },
];

const teapot: Draw = (sheet, look) => {
  const { profile, lid, h, wide } = choose(TEAPOTS, look.seed);
  const spout = svg`M${-wide * 0.78} ${-h * 0.3}C${-wide - 30} ${-h * 0.36} ${-wide - 22} ${-h * 0.84} ${-wide - 52} ${-h * 0.98}L${-wide - 38} ${-h - 3}C${-wide - 4} ${-h * 0.92} ${-wide} ${-h * 0.72} ${-wide * 0.74} ${-h * 0.66}Z`;
  const spoutFill = sheet.linear([
    [0, lit(look.colour, 0.22)],
    [0.5, look.colour],
    [1, shaded(look.colour, 0.3)],
  ]);
  const hoop = svg`M${-wide * 0.5} ${-h * 0.86}C${-wide * 0.7} ${-h - 96} ${wide * 0.7} ${-h - 96} ${wide * 0.5} ${-h * 0.86}`;
  const ear = svg`M${wide * 0.78} ${-h * 0.8}C${wide + 62} ${-h * 0.98} ${wide + 56} ${-h * 0.2} ${wide * 0.9} ${-h * 0.3}`;
  const looped = look.seed % TEAPOTS.length === 1;
  const cover: Profile = [
    [9, h + 22],
    [lid * 0.6, h + 20, lid * 0.96, h + 10, lid, h],
  ];
  const body =
    (looped ? "" : tube(ear, 13, look.colour)) +
    `<path d="${spout}" fill="${spoutFill}"/><path d="${spout}" fill="${ware(sheet, look).skins?.[0] ?? "none"}"/>` +
    turned(sheet, { profile, ...ware(sheet, look, h * 0.3), follow: true }) +
    throwingRings(profile, [h * 0.66, h * 0.52, h * 0.4]) +
    svg`<ellipse cx="3" cy="${-h}" rx="${lid + 1}" ry="${(lid + 1) * 0.17}" fill="#1e1714" opacity=".3"/>` +
    turned(sheet, { profile: cover, ...ware(sheet, look, 0) }) +
    turned(sheet, {
      profile: [
        [7, h + 38],
        [12, h + 37, 12, h + 28, 6, h + 21],
      ],
      colour: look.second,
      skins: [],
    }) +
    cap(sheet, { r: 7, y: h + 38, colour: look.second }) +
    (looped ? tube(hoop, 9, look.second) : "");
  return standing(body, {
    left: wide + 52,
    right: looped ? wide : wide + 42,
    height: looped ? h + 76 : h + 42,
    foot: wide * 0.74,
    dip: 8,
  });
};

/** The drawings of this file by name. */
export const tableware = { bowl, "serving-bowl": servingBowl, plate, pitcher, teapot };
