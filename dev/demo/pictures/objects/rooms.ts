import { lit, mix, shaded } from "../colour.ts";
import type { Profile } from "../lathe.ts";
import { rim, turned } from "../lathe.ts";
import { svg } from "../sheet.ts";
import { grain, speckle, wicker } from "../surface.ts";
import type { Draw } from "./kit.ts";
import {
  cloth,
  fallen,
  isWood,
  lying,
  place,
  rounded,
  standing,
  tube,
  ware,
  wooden,
} from "./kit.ts";

const OAK = "#b98a58";

function _ringOf(r: number): string {
  return svg`M${-r} 0A${r} ${r} 0 1 1 ${r} 0A${r} ${r} 0 1 1 ${-r} 0Z`;
}

const basket: Draw = (sheet, look) => {
  const low = look.seed % 2 === 1;
  const h = low ? 92 : 142;
  const profile: Profile = [
    [96, h],
    [94, h * 0.6, 92, 30, 80, 6],
    [76, 0],
  ];
  const skin = wicker(sheet, look.colour);
  const rope = (y: number, r: number): string =>
    Array.from({ length: 25 }, (_, at) => {
      const angle = Math.PI * (0.02 + (at / 24) * 0.96);
      return svg`<ellipse cx="${-Math.cos(angle) * r}" cy="${-y + Math.sin(angle) * r * 0.2}" rx="9" ry="6.5" fill="${at % 2 === 0 ? lit(look.colour, 0.2) : shaded(look.colour, 0.1)}" transform="rotate(${-28} ${-Math.cos(angle) * r} ${-y + Math.sin(angle) * r * 0.2})"/>`;
    }).join("");
  const body =
    tube(
      svg`M-84 ${-h - 8}C-90 ${-h - 64}-30 ${-h - 64}-34 ${-h - 14}M84 ${-h - 8}C90 ${-h - 64} 30 ${-h - 64} 34 ${-h - 14}`,
      9,
      "#9a6a42",
    ) +
    turned(sheet, { profile, colour: look.colour, skins: [skin], tilt: 0.2 }) +
    rim(sheet, {
      r: 96,
      y: h,
      wall: 8,
      colour: shaded(look.colour, 0.15),
      inside: shaded(look.colour, 0.3),
      tilt: 0.2,
    }) +
    svg`<path d="M-82 ${-h - 2}C-60 ${-h - 34}-20 ${-h - 10} 6 ${-h - 26}S66 ${-h - 20} 82 ${-h}A87 17 0 0 1-82 ${-h - 2}Z" fill="${mix(look.second, "#f1e6d2", 0.7)}"/><path d="M-50 ${-h - 18}C-40 ${-h - 6}-30 ${-h} -26 ${-h + 10}M20 ${-h - 24}C22 ${-h - 8} 32 ${-h} 36 ${-h + 8}" stroke="#8d8069" stroke-width="3" fill="none" opacity=".4"/>` +
    rope(h - 2, 93);
  return standing(body, { left: 100, right: 100, height: h + 52, foot: 78, dip: 12 });
};

const stool: Draw = (sheet, look) => {
  const seat: Profile = [
    [92, 196],
    [94, 190],
    [94, 176],
    [90, 172],
  ];
  const wood = isWood(look.material) ? look.colour : OAK;
  const painted = !isWood(look.material);
  const tone = painted ? look.colour : wood;
  const leg = (x: number, from: number, ink: string): string =>
    svg`<path d="M${from - 9}-178L${x - 6} 0H${x + 6}L${from + 9}-178Z" fill="${sheet.linear([
      [0, lit(ink, 0.3)],
      [0.4, ink],
      [1, shaded(ink, 0.4)],
    ])}"/>`;
  const body =
    leg(-44, -34, shaded(tone, 0.3)) +
    leg(50, 38, shaded(tone, 0.35)) +
    tube("M-66-62H68", 8, shaded(tone, 0.12)) +
    leg(-84, -58, tone) +
    leg(88, 60, shaded(tone, 0.08)) +
    turned(sheet, {
      profile: seat,
      colour: tone,
      skins: painted ? [speckle(sheet, tone, { size: 0.7 })] : [grain(sheet, tone)],
      tilt: 0.2,
    }) +
    svg`<ellipse cy="-196" rx="92" ry="18.4" fill="${sheet.linear([
      [0, lit(tone, 0.4)],
      [1, lit(tone, 0.05)],
    ])}"/><ellipse cy="-196" rx="92" ry="18.4" fill="${grain(sheet, painted ? lit(tone, 0.1) : tone, { seed: "seat" })}"/><ellipse cy="-194" rx="66" ry="11" fill="#1e1714" opacity=".07"/>`;
  return {
    ...standing(body, { left: 96, right: 100, height: 216, foot: 10, dip: 4 }),
    feet: [
      [-84, 10],
      [-44, 8],
      [50, 8],
      [88, 10],
    ],
  };
};

const doormat: Draw = (sheet, look) => {
  const d = rounded(-170, -100, { w: 340, h: 200, r: 8 });
  const coir = mix(look.colour, "#a98252", 0.45);
  const ink = shaded(look.colour, 0.62);
  const mark =
    look.seed % 2 === 0
      ? `<path d="M-110 8C-80-34-60 42-30 0S20 42 50 0S90 36 114-6M-100 40C-70 2-50 70-20 32S30 70 60 32S90 60 104 32M-100-28C-70-66-50 4-20-34S30 4 60-34S90-6 104-34" stroke="${ink}" stroke-width="11" fill="none" stroke-linecap="round" opacity=".85"/>`
      : [-120, -72, -24, 24, 72, 120]
          .map((x) => svg`<path d="M${x}-78V78" stroke="${ink}" stroke-width="16" opacity=".75"/>`)
          .join("");
  const body = place(
    fallen(d, 8) +
      `<path d="${d}" fill="${shaded(coir, 0.15)}"/>${mark}` +
      cloth(sheet, d, { colour: coir, kind: "terry", paint: "none" }) +
      `<path d="${d}" fill="${speckle(sheet, coir, { size: 2, seed: "coir" })}"/>` +
      `<path d="${rounded(-160, -90, { w: 320, h: 180, r: 4 })}" fill="none" stroke="${ink}" stroke-width="5" opacity=".7"/><path d="${d}" fill="${sheet.linear(
        [
          [0, "#fff9ee", 0.24],
          [1, "#1e1714", 0.14],
        ],
        "slant",
      )}"/>`,
    { turn: -4 },
  );
  return { ...lying(body, 10, 10), box: [-180, -114, 180, 118] };
};

const bell: Draw = (sheet, look) => {
  const profile: Profile = [
    [9, 132],
    [34, 130, 42, 110, 44, 84],
    [46, 50, 54, 26, 74, 8],
    [74, 0],
  ];
  const metal =
    look.material === ""
      ? { colour: mix(look.colour, "#c39a4c", 0.35), finish: "metal" as const }
      : ware(sheet, look);
  const body =
    tube("M-12-130C-16-176 16-176 12-130", 9, "#8a5c3b") +
    `<circle cy="8" r="13" fill="${shaded(metal.colour, 0.3)}"/><circle cx="-4" cy="5" r="4" fill="${lit(metal.colour, 0.5)}"/>` +
    turned(sheet, {
      profile,
      ...metal,
      tilt: 0.14,
      rings: [
        { y: 84, colour: shaded(metal.colour, 0.4), width: 2, opacity: 0.5 },
        { y: 20, colour: shaded(metal.colour, 0.4), width: 2.4, opacity: 0.5 },
      ],
    });
  return standing(body, { left: 76, right: 76, height: 172, foot: 64, dip: 20 });
};

const crate: Draw = (sheet, look) => {
  const slat = (y: number): string => {
    const d = rounded(-132, y, { w: 264, h: 34, r: 3 });
    return (
      wooden(sheet, d, { colour: look.colour }) +
      `<path d="${d}" fill="${sheet.linear(
        [
          [0, "#fff9ee", 0.35],
          [0.2, "#fff9ee", 0],
          [1, "#1e1714", 0.26],
        ],
        "down",
      )}"/>`
    );
  };
  const post = (x: number): string =>
    wooden(sheet, svg`M${x - 12}-126H${x + 12}V0H${x - 12}Z`, {
      colour: shaded(look.colour, 0.14),
      turn: 90,
    });
  const body =
    `<path d="M-118-150H118L132-122H-132Z" fill="${shaded(look.colour, 0.55)}"/><path d="M-118-152H118V-144H-118Z" fill="${look.colour}"/>` +
    `<path d="M-128-120H128V0H-128Z" fill="${shaded(look.colour, 0.66)}"/>` +
    slat(-124) +
    slat(-80) +
    slat(-36) +
    post(-112) +
    post(112) +
    `<path d="${rounded(-34, -112, { w: 68, h: 14, r: 7 })}" fill="#2a1e16" opacity=".85"/>` +
    [-112, 112]
      .map((x) =>
        [-107, -63, -19]
          .map((y) => svg`<circle cx="${x}" cy="${y}" r="3" fill="#5e4a36"/>`)
          .join(""),
      )
      .join("") +
    `<path d="M-40-66H40M-24-20H24" stroke="#2a1e16" stroke-width="5" opacity=".4"/>`;
  return standing(body, { left: 134, right: 134, height: 154, foot: 124, dip: 3 });
};

/** The drawings of this file by name. */
export const rooms = { basket, stool, doormat, bell, crate };
