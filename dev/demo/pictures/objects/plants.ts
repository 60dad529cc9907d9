/** Plants and what they grow in: pots and a closed glass garden. */
import { lit, shaded } from "../colour.ts";
import type { Profile } from "../lathe.ts";
import { outline, rim, turned } from "../lathe.ts";
import { svg } from "../sheet.ts";
import { blown, tintOf } from "./glass.ts";
import type { Draw, Shapes } from "./kit.ts";
import { choose, flutes, place, standing, ware } from "./kit.ts";
import { leaf, sprig } from "./leaves.ts";
import { woodLid } from "./vessels.ts";

const POTS: Shapes<{ profile: Profile; r: number; h: number; foot: number }> = [
  {
    r: 66,
    h: 104,
    foot: 46,
    profile: [
      [66, 104],
      [66, 84],
      [62, 82],
      [48, 0],
    ],
  },
  {
    r: 62,
    h: 92,
    foot: 52,
    profile: [
      [62, 92],
      [68, 60, 68, 22, 52, 0],
    ],
  },
  {
    r: 58,
    h: 108,
    foot: 56,
    profile: [
      [58, 108],
      [58, 12],
      [58, 4, 56, 0, 52, 0],
    ],
  },
];

/** A plant that fills a pot: a fan of long leaves, a bush, or a trailing one. */
function plant(kind: number, y: number): string {
  if (kind === 0) {
    return Array.from({ length: 13 }, (_, at) => {
      const turn = -62 + at * 10.3;
      return leaf(turn * 0.4, -y + 6, {
        length: 150 - Math.abs(turn) * 0.7 + ((at * 17) % 22),
        width: 11,
        turn,
        colour: at % 2 === 0 ? "#5f7f55" : "#78976a",
      });
    }).join("");
  }
  if (kind === 1) {
    return [-46, -26, -8, 10, 28, 48]
      .map((lean, at) =>
        sprig(lean * 0.4, -y + 8, {
          height: 96 + ((at * 29) % 46),
          lean,
          colour: at % 2 === 0 ? "#7d9a83" : "#688a6c",
          leaves: 6,
          size: 1.15,
          seed: `bush${at}`,
        }),
      )
      .join("");
  }
  const pads = [
    [-40, 66, -34],
    [-18, 104, -14],
    [6, 128, 4],
    [30, 96, 22],
    [48, 58, 44],
  ] as const;
  return pads
    .map(
      ([x, up, turn], at) =>
        svg`<path d="M${x * 0.3} ${-y + 4}Q${x * 0.5} ${-y - up * 0.5} ${x} ${-y - up}" stroke="#5d7a4c" stroke-width="3" fill="none"/>${place(`<path d="M0 0C-34-4-40-40 0-58C40-40 34-4 0 0Z" fill="${at % 2 === 0 ? "#6f9460" : "#5b8052"}"/><path d="M0 0C-34-4-40-40 0-58Z" fill="#fff9ee" opacity=".16"/><path d="M0 0V-52M0-16L-16-28M0-16L16-28M0-32L-13-42M0-32L13-42" stroke="#dfe8c8" stroke-width="1.5" fill="none" opacity=".6"/>`, { x, y: -y - up + 12, turn })}`,
    )
    .join("");
}

const planter: Draw = (sheet, look) => {
  const { profile, r, h, foot } = choose(POTS, look.seed);
  const saucer: Profile = [
    [foot + 18, 12],
    [foot + 12, 0],
  ];
  const body =
    turned(sheet, { profile: saucer, ...ware(sheet, look), tilt: 0.2 }) +
    `<g transform="translate(0 -6)">${turned(sheet, { profile, ...ware(sheet, look, h * 0.24) })}${look.seed % 3 === 2 ? flutes(sheet, profile, { count: 15, colour: look.colour, strength: 0.2 }) : ""}` +
    rim(sheet, {
      r,
      y: h,
      wall: 5,
      colour: lit(look.colour, 0.1),
      inside: shaded(look.colour, 0.2),
      fill: { colour: "#4a372a", depth: 5 },
    }) +
    `${plant(look.seed % 3, h)}</g>`;
  return standing(body, { left: 92, right: 92, height: h + 158, foot: foot + 12, dip: 8 });
};

const terrarium: Draw = (sheet, look) => {
  const h = 176;
  const profile: Profile = [
    [48, h],
    [44, h - 14, 50, h - 24, 66, h - 36],
    [98, 110, 98, 46, 74, 14],
    [66, 4, 56, 0, 46, 0],
  ];
  const d = outline(profile, 0.17);
  const soil = svg`<g ${sheet.clip(d)}><path d="M-110-44C-60-60 20-38 110-52V20H-110Z" fill="#4a372a"/><path d="M-110-30C-40-38 30-22 110-32V20H-110Z" fill="#8a7a68"/><path d="M-100-46C-60-72-30-52-6-50C26-66 60-64 96-52C60-42-50-38-100-46Z" fill="#5f7a4a"/></g>`;
  const plants =
    sprig(-22, -54, { height: 64, lean: -18, colour: "#6b8a55", leaves: 4, seed: "t1" }) +
    sprig(16, -52, { height: 84, lean: 12, colour: "#4f7446", leaves: 5, seed: "t2" }) +
    sprig(40, -54, { height: 40, lean: 16, colour: "#86a394", leaves: 3, size: 0.8, seed: "t3" });
  const body =
    blown(sheet, { profile, tint: tintOf(look.colour), r: 48, y: h, within: soil + plants }) +
    woodLid(sheet, { r: 44, y: h - 6, thick: 22, colour: "#c29b6d" });
  return standing(body, { left: 92, right: 92, height: h + 26, foot: 66, dip: 8 });
};

/** The drawings of this file by name. */
export const plants = { planter, terrarium };
