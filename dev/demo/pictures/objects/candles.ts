/** Flames and what carries them: candles, holders, lanterns, matches, incense. */
import { lit, mix, shaded } from "../colour.ts";
import type { Profile } from "../lathe.ts";
import { cap, rim, turned } from "../lathe.ts";
import type { Sheet } from "../sheet.ts";
import { svg } from "../sheet.ts";
import type { Draw } from "./kit.ts";
import { fallen, lying, place, rounded, standing, tube, ware, wooden } from "./kit.ts";
import { aura } from "./light.ts";

const BRASS = "#c39a4c";

/** A candle flame that stands on (x, -y). */
export function flame(
  sheet: Sheet,
  { x = 0, y, size = 1 }: { x?: number; y: number; size?: number },
): string {
  const paint = sheet.linear(
    [
      [0, "#f6a94a"],
      [0.5, "#ffd983"],
      [0.85, "#fff6da"],
      [1, "#9fb4d0", 0.5],
    ],
    "down",
  );
  const d = "M0 0C-9-2-11-12-7-20C-4-27-1-33 1-42C5-32 11-22 10-13C9-4 5 0 0 0Z";
  return svg`<g transform="translate(${x} ${-y}) scale(${size})"><path d="M0 5V-8" stroke="#3b2f28" stroke-width="2.4" stroke-linecap="round"/><path d="${d}" fill="${paint}"/><path d="M0-4C-4-6-4-13-1-20C3-14 5-7 0-4Z" fill="#fffdf4"/></g>`;
}

function waxTop(sheet: Sheet, { r, y, colour }: { r: number; y: number; colour: string }): string {
  return (
    cap(sheet, { r, y, colour: lit(colour, 0.3) }) +
    svg`<ellipse cy="${-y}" rx="${r * 0.6}" ry="${r * 0.1}" fill="${sheet.radial([
      [0, "#fff3c8"],
      [1, lit(colour, 0.4), 0.2],
    ])}"/>`
  );
}

const candle: Draw = (sheet, look) => {
  const kind = look.seed % 3;
  if (kind === 0) {
    const h = 98;
    const profile: Profile = [
      [46, h],
      [46, 8],
      [46, 3, 42, 0, 38, 0],
    ];
    const label = "M-30-66Q0-58 30-66V-24Q0-16-30-24Z";
    const body =
      aura(sheet, { y: h + 24, r: 130, strength: 0.5 }) +
      turned(sheet, { profile, ...ware(sheet, look) }) +
      `<path d="${label}" fill="#f4ecdc"/><path d="M-16-50Q0-46 16-50M-11-42Q0-39 11-42M-7-34Q0-32 7-34" stroke="#4a423a" stroke-width="1.8" fill="none"/><path d="${label}" fill="${sheet.linear(
        [
          [0, "#1e1714", 0.14],
          [0.3, "#fff", 0.1],
          [1, "#1e1714", 0.3],
        ],
      )}"/>` +
      rim(sheet, {
        r: 46,
        y: h,
        wall: 4,
        colour: lit(look.colour, 0.12),
        inside: look.third,
        fill: { colour: "#f3e7cf", depth: 5 },
      }) +
      flame(sheet, { y: h - 6, size: 0.9 });
    return standing(body, { left: 50, right: 50, height: h + 36, foot: 40, dip: 7 });
  }
  const pillar = (h: number, r: number): string => {
    const profile: Profile = [
      [r, h],
      [r, 2],
      [r - 1, 0],
    ];
    const warm = sheet.linear(
      [
        [0, "#ffe9b0", 0.55],
        [0.4, "#ffe9b0", 0.05],
        [1, "#1e1714", 0.1],
      ],
      "down",
    );
    return (
      turned(sheet, { profile, colour: look.colour }) +
      svg`<path d="M${-r} ${-h}H${r}V0H${-r}Z" fill="${warm}"/>` +
      waxTop(sheet, { r, y: h, colour: look.colour }) +
      flame(sheet, { y: h, size: 0.85 })
    );
  };
  if (kind === 1) {
    const body =
      aura(sheet, { y: 150, r: 150, strength: 0.42 }) +
      place(pillar(138, 34), { x: -34 }) +
      place(pillar(88, 38), { x: 46, y: 8 });
    return {
      ...standing(body, { left: 72, right: 88, height: 174, foot: 40, dip: 12 }),
      feet: [
        [-34, 34],
        [46, 40],
      ],
    };
  }
  const taper = (x: number, h: number): string =>
    place(
      turned(sheet, {
        profile: [
          [7, h],
          [11, h - 30],
          [12, 0],
        ],
        colour: look.colour,
        finish: "gloss",
      }) +
        flame(sheet, { y: h, size: 0.7 }) +
        `<g transform="translate(0 3)">${turned(sheet, {
          profile: [
            [15, 24],
            [14, 8, 26, 5, 30, 3],
            [30, 0],
          ],
          colour: BRASS,
          finish: "metal",
        })}</g>`,
      { x },
    );
  const body = aura(sheet, { y: 200, r: 150, strength: 0.4 }) + taper(-42, 196) + taper(36, 158);
  return {
    ...standing(body, { left: 72, right: 66, height: 226, foot: 30, dip: 8 }),
    feet: [
      [-42, 28],
      [36, 28],
    ],
  };
};

const candleHolder: Draw = (sheet, look) => {
  const chamber = look.seed % 2 === 0;
  const wax = "#f1e6d0";
  const stick =
    turned(sheet, {
      profile: [
        [8, 190],
        [11, 165],
        [12, chamber ? 40 : 76],
      ],
      colour: wax,
    }) + flame(sheet, { y: 190, size: 0.8 });
  const glow = aura(sheet, { y: 214, r: 130, strength: 0.45 });
  if (chamber) {
    const dish: Profile = [
      [76, 20],
      [74, 10, 64, 2, 48, 0],
    ];
    const body =
      glow +
      tube("M70-20C112-44 120 6 74-8", 9, look.colour) +
      turned(sheet, { profile: dish, ...ware(sheet, look), tilt: 0.2 }) +
      rim(sheet, {
        r: 76,
        y: 20,
        wall: 4,
        colour: lit(look.colour, 0.14),
        inside: lit(look.colour, 0.1),
        tilt: 0.2,
        depth: 0.3,
      }) +
      stick +
      turned(sheet, {
        profile: [
          [17, 54],
          [15, 44, 15, 30, 20, 18],
        ],
        ...ware(sheet, look),
      });
    return standing(body, { left: 76, right: 108, height: 226, foot: 54, dip: 8 });
  }
  const foot: Profile = [
    [24, 88],
    [16, 82, 14, 76, 14, 70],
    [22, 62, 22, 54, 12, 46],
    [10, 34, 12, 24, 30, 14],
    [44, 8, 46, 4, 46, 0],
  ];
  const body = glow + stick + turned(sheet, { profile: foot, ...ware(sheet, look), follow: true });
  return standing(body, { left: 50, right: 50, height: 226, foot: 44, dip: 7 });
};

const lantern: Draw = (sheet, look) => {
  const post = sheet.linear([
    [0, lit(look.colour, 0.3)],
    [0.5, look.colour],
    [1, shaded(look.colour, 0.35)],
  ]);
  const box = (x: number, y: number, w: number, h: number): string =>
    svg`<path d="${rounded(x, y, { w, h, r: 3 })}" fill="${post}"/>`;
  const roof = "M-84-186L-40-232H40L84-186C60-180-60-180-84-186Z";
  const panes = sheet.linear(
    [
      [0, "#fff", 0.4],
      [0.3, "#dfeae6", 0.15],
      [1, "#9fb0ac", 0.35],
    ],
    "slant",
  );
  const body =
    tube("M-30-244C-34-300 34-300 30-244", 6, shaded(look.colour, 0.1)) +
    aura(sheet, { y: 96, r: 170, strength: 0.5 }) +
    `<path d="M-66-184H66V-14H-66Z" fill="#fff3d0" opacity=".35"/>` +
    place(
      turned(sheet, {
        profile: [
          [26, 84],
          [26, 0],
        ],
        colour: "#f1e4c8",
      }) +
        waxTop(sheet, { r: 26, y: 84, colour: "#f1e4c8" }) +
        flame(sheet, { y: 84 }),
      { y: -16 },
    ) +
    `<path d="M-66-184H66V-14H-66Z" fill="${panes}"/><path d="M-52-184L-8-184L-52-96Z" fill="#fff" opacity=".3"/>` +
    box(-76, -190, 14, 180) +
    box(62, -190, 14, 180) +
    box(-80, -20, 160, 20) +
    `<path d="M-1.5-184H1.5V-20H-1.5Z" fill="${shaded(look.colour, 0.2)}" opacity=".0"/>` +
    `<path d="${roof}" fill="${post}"/><path d="M-84-186C-60-180 60-180 84-186L80-190C60-186-60-186-80-190Z" fill="#1e1714" opacity=".3"/><path d="M-40-232L-76-192" stroke="#fff9ee" stroke-width="3" opacity=".4"/>` +
    turned(sheet, {
      profile: [
        [14, 248],
        [26, 244, 30, 238, 30, 230],
      ],
      colour: look.colour,
    }) +
    box(-70, 0, 22, 8) +
    box(48, 0, 22, 8);
  return standing(body, { left: 84, right: 84, height: 290, foot: 80, dip: 10 });
};

const matches: Draw = (sheet, look) => {
  const box = rounded(-92, -58, { w: 184, h: 116, r: 5 });
  const stick = (x: number, y: number, turn: number): string =>
    place(
      `${fallen("M-3-70H3V70H-3Z", 4)}<path d="M-3-70H3V70H-3Z" fill="#dcbf8f"/><path d="M-3-70H-.5V70H-3Z" fill="#f3e2bf"/><path d="M-5-62C-7-76-3-84 0-84C3-84 7-76 5-62Z" fill="${shaded(look.colour, 0.12)}"/><path d="M-2-64C-4-74-1-80 0-81" stroke="#fff9ee" stroke-width="1.6" opacity=".5" fill="none"/>`,
      { x, y, turn },
    );
  const ink = mix(look.colour, "#f6efdf", 0.9);
  const body =
    place(
      fallen(box, 12) +
        `<path d="${box}" transform="translate(3 12)" fill="#4d3b30"/>` +
        `<path d="${box}" fill="${sheet.linear(
          [
            [0, lit(look.colour, 0.16)],
            [1, shaded(look.colour, 0.12)],
          ],
          "slant",
        )}"/>` +
        `<path d="${rounded(-80, -46, { w: 160, h: 92, r: 2 })}" fill="none" stroke="${ink}" stroke-width="1.8"/>` +
        `<circle r="27" fill="${ink}"/><path d="M0 16C-10 14-12 2-7-6C-4-12 0-14 0-22C6-13 12-6 11 3C10 12 6 16 0 16Z" fill="${look.colour}"/><path d="M-68-30h24M44-30h24M-68 32h24M44 32h24" stroke="${ink}" stroke-width="3"/>`,
      { x: -8, y: -40, turn: -10 },
    ) +
    stick(-50, 96, 78) +
    stick(30, 104, 64) +
    stick(74, 82, 98);
  return { ...lying(body, 10, 10), box: [-126, -124, 150, 142] };
};

const incense: Draw = (sheet, look) => {
  const base =
    "M-126-18C-126-24-120-26-112-26H112C120-26 126-24 126-18V-6C126 0 120 3 112 3H-112C-120 3-126 0-126-6Z";
  const smoke = "M58-190C44-214 78-232 62-262C54-278 66-292 72-300";
  const body =
    `<path d="${smoke}" fill="none" stroke="#8d857b" stroke-width="9" opacity=".12" stroke-linecap="round"/><path d="${smoke}" fill="none" stroke="#fff" stroke-width="4" opacity=".5" stroke-linecap="round"/>` +
    tube("M-70-22L56-184", 4, "#8a6a48") +
    `<circle cx="57" cy="-186" r="4" fill="#e8823c"/><circle cx="56" cy="-187" r="2" fill="#ffd9a0"/>` +
    wooden(sheet, base, { colour: look.colour }) +
    `<path d="${base}" fill="${sheet.linear(
      [
        [0, "#fff9ee", 0.5],
        [0.35, "#fff9ee", 0.05],
        [1, "#1e1714", 0.35],
      ],
      "down",
    )}"/><path d="M-106-22H106C100-17-100-17-106-22Z" fill="#1e1714" opacity=".4"/><ellipse cx="-70" cy="-21" rx="8" ry="2.6" fill="#c39a4c"/>`;
  return standing(body, { left: 128, right: 128, height: 290, foot: 116, dip: 6 });
};

/** The drawings of this file by name. */
export const candles = { candle, "candle-holder": candleHolder, lantern, matches, incense };
