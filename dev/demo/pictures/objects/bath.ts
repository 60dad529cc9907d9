/** The bath: soaps, dishes, brushes, sponges, mats, combs. */
import { diceFor } from "../../derive.ts";
import { lit, mix, shaded } from "../colour.ts";
import { svg } from "../sheet.ts";
import { speckle } from "../surface.ts";
import type { Draw } from "./kit.ts";
import {
  cloth,
  clothOf,
  fallen,
  isWood,
  lying,
  place,
  rounded,
  standing,
  stitches,
  wooden,
} from "./kit.ts";
import { sprig } from "./leaves.ts";
import { fringe } from "./linens.ts";

const BAR = rounded(-100, -62, { w: 200, h: 124, r: 34 });

const soap: Draw = (sheet, look) => {
  const bar = (colour: string, mark: string): string =>
    fallen(BAR, 12) +
    `<path d="${BAR}" transform="translate(2 12)" fill="${shaded(colour, 0.26)}"/>` +
    `<path d="${BAR}" fill="${sheet.linear(
      [
        [0, lit(colour, 0.34)],
        [0.6, colour],
        [1, shaded(colour, 0.1)],
      ],
      "slant",
    )}"/><path d="${BAR}" fill="${speckle(sheet, colour, { size: 1.3, seed: "soap" })}"/>` +
    `<path d="${rounded(-84, -47, { w: 168, h: 94, r: 24 })}" fill="none" stroke="${shaded(colour, 0.3)}" stroke-width="2" opacity=".45"/><path d="${rounded(-83, -45.5, { w: 168, h: 94, r: 24 })}" fill="none" stroke="#fffaf0" stroke-width="2" opacity=".6"/>${mark}`;
  const ink = shaded(look.colour, 0.36);
  const wave = `<path d="M-40 6C-26-12-16 16 0 0S26-12 40 4M-34 20C-22 6-14 28 0 14S22 6 34 18M-24-12C-14-24-8-4 2-12S16-22 26-12" stroke="${ink}" stroke-width="3" fill="none" opacity=".6" stroke-linecap="round"/>`;
  const band = "M-34-64H34V76H-34Z";
  const wrap = `<path d="${band}" fill="#f6efe0"/><path d="M-24-20H24M-18-6H18M-12 8H12" stroke="#5a5046" stroke-width="3" opacity=".8"/><path d="${band}" fill="${sheet.linear(
    [
      [0, "#fff", 0.2],
      [0.8, "#1e1714", 0],
      [1, "#1e1714", 0.2],
    ],
    "down",
  )}"/>`;
  const body =
    place(bar(mix(look.colour, look.second, 0.3), wrap), { x: 34, y: -62, turn: 10 }) +
    place(bar(look.colour, wave), { x: -28, y: 58, turn: -9 }) +
    place(
      sprig(0, 0, { height: 120, lean: 30, colour: "#86a394", leaves: 5, size: 1.2, seed: "soap" }),
      { x: 92, y: 146, turn: 10 },
    );
  return { ...lying(body, 10, 10), box: [-140, -146, 156, 154] };
};

const soapDish: Draw = (sheet, look) => {
  const d =
    "M-120-34C-122-40-116-42-110-42H110C116-42 122-40 120-34C112-10 92 0 70 2H-70C-92 0-112-10-120-34Z";
  const bar = "M-70-44C-74-76-64-88-40-90H40C64-88 74-76 70-44Z";
  const ware = isWood(look.material)
    ? wooden(sheet, d, { colour: look.colour })
    : `<path d="${d}" fill="${sheet.linear([
        [0, shaded(look.colour, 0.1)],
        [0.2, lit(look.colour, 0.32)],
        [0.55, look.colour],
        [1, shaded(look.colour, 0.36)],
      ])}"/><path d="${d}" fill="${speckle(sheet, look.colour)}"/>`;
  const cream = mix(look.second, "#f3e7cf", 0.75);
  const body =
    `<ellipse cy="-40" rx="114" ry="9" fill="${shaded(look.colour, 0.45)}"/>` +
    `<path d="${bar}" fill="${sheet.linear([
      [0, lit(cream, 0.4)],
      [0.6, cream],
      [1, shaded(cream, 0.2)],
    ])}"/><path d="M-58-80C-40-86 0-86 30-86" stroke="#fff" stroke-width="5" opacity=".6" fill="none" stroke-linecap="round"/><path d="M-26-66C-16-78-8-58 2-68S20-74 28-66" stroke="${shaded(cream, 0.3)}" stroke-width="3" fill="none" opacity=".7"/>` +
    `${ware}<path d="${d}" fill="${sheet.linear(
      [
        [0, "#fff9ee", 0.4],
        [0.2, "#fff9ee", 0.05],
        [0.6, "#1e1714", 0],
        [1, "#1e1714", 0.3],
      ],
      "down",
    )}"/>` +
    `<circle cx="-94" cy="-96" r="9" fill="#fff" opacity=".5"/><circle cx="-80" cy="-112" r="5" fill="#fff" opacity=".5"/><circle cx="92" cy="-92" r="6" fill="#fff" opacity=".45"/>`;
  return standing(body, { left: 120, right: 120, height: 122, foot: 80, dip: 5 });
};

const brush: Draw = (sheet, look) => {
  const long = look.seed % 2 === 0;
  const bristle = (w: number, y: number): string => {
    const tufts = Array.from(
      { length: Math.floor(w / 7) },
      (_, at) => svg`M${-w / 2 + 4 + at * 7} ${y}l${((at * 5) % 5) - 2}-46`,
    ).join("");
    return `<path d="${tufts}" stroke="#a98a5c" stroke-width="6"/><path d="${tufts}" stroke="#e9d5ac" stroke-width="3"/><path d="${tufts}" stroke="#8a6c42" stroke-width="1" transform="translate(2.5 0)"/>`;
  };
  if (long) {
    const d =
      "M-70-4C-96-4-104-20-104-34C-104-48-96-60-70-60H20C44-60 52-44 76-42H190C206-42 212-36 212-30C212-22 206-18 190-18H76C52-18 44-4 20-4Z";
    const body = place(
      `<g transform="translate(-30 -54)">${bristle(132, 0)}</g>` +
        fallen(d, 12) +
        wooden(sheet, d, { colour: look.colour }) +
        `<path d="${d}" fill="${sheet.linear(
          [
            [0, "#fff9ee", 0.5],
            [0.35, "#fff9ee", 0.05],
            [1, "#1e1714", 0.4],
          ],
          "down",
        )}"/><circle cx="196" cy="-30" r="5" fill="#1e1714" opacity=".65"/><path d="M196-30C226-40 236-10 214 10" stroke="#7a4b2c" stroke-width="4" fill="none"/>`,
      { x: -48, y: 34, turn: -16 },
    );
    return { ...lying(body, 10, 10), box: [-170, -96, 190, 92] };
  }
  const d =
    "M-86-66C-90-100-60-112 0-112C60-112 90-100 86-66C84-54 74-50 60-50H-60C-74-50-84-54-86-66Z";
  const body =
    `<g transform="translate(0 -4)">${bristle(150, 0)}</g><path d="M-80-50H80V-36H-80Z" fill="#1e1714" opacity=".2"/>` +
    wooden(sheet, d, { colour: look.colour }) +
    `<path d="${d}" fill="${sheet.linear(
      [
        [0, "#fff9ee", 0.5],
        [0.4, "#fff9ee", 0.05],
        [1, "#1e1714", 0.36],
      ],
      "down",
    )}"/><path d="M-52-104C-46-136 46-136 52-104" stroke="${shaded(look.second, 0.1)}" stroke-width="13" fill="none"/><path d="M-50-106C-44-134 44-134 50-106" stroke="#fff9ee" stroke-width="2" stroke-dasharray="5 4" fill="none" opacity=".6"/>`;
  return standing(body, { left: 90, right: 90, height: 134, foot: 76, dip: 4 });
};

const sponge: Draw = (sheet, look) => {
  const d =
    "M-98-22C-114-44-104-66-92-74C-92-96-66-114-44-108C-30-126 6-130 20-116C42-128 74-114 78-94C102-90 114-62 104-44C114-20 100 2 76 4C58 16 30 10 16 6C-6 14-34 12-46 5C-74 10-98-2-98-22Z";
  const tone = mix(look.colour, "#d8b98a", 0.55);
  const roll = diceFor("sponge");
  const holes = Array.from({ length: 44 }, () => {
    const angle = roll() * Math.PI * 2;
    const reach = Math.sqrt(roll());
    const [x, y] = [Math.cos(angle) * reach * 92, -54 + Math.sin(angle) * reach * 50];
    const r = 2 + roll() * roll() * 9;
    const turn = Math.round(roll() * 60 - 30);
    return svg`<ellipse cx="${x}" cy="${y}" rx="${r}" ry="${r * 0.72}" transform="rotate(${turn} ${x} ${y})"/>`;
  }).join("");
  const lip = shaded(tone, 0.5);
  const light = sheet.radial(
    [
      [0, lit(tone, 0.45)],
      [0.5, tone],
      [1, shaded(tone, 0.36)],
    ],
    [0.34, 0.28, 0.8],
  );
  const body =
    `<path d="M84-84C112-106 134-80 124-56C114-40 96-50 92-64" stroke="${shaded(look.second, 0.1)}" stroke-width="4.5" fill="none"/>` +
    `<path d="${d}" fill="${light}"/><path d="${d}" fill="${speckle(sheet, tone, { size: 2.4, seed: "sponge" })}"/>` +
    `<g fill="${lit(tone, 0.5)}" opacity=".5" transform="translate(1 2)">${holes}</g><g fill="${lip}" opacity=".75">${holes}</g>`;
  return standing(body, { left: 110, right: 126, height: 130, foot: 84, dip: 8 });
};

const bathMat: Draw = (sheet, look) => {
  const d = rounded(-150, -98, { w: 300, h: 196, r: 12 });
  if (isWood(look.material)) {
    const slats = [-132, -88, -44, 0, 44, 88, 132].map((x) =>
      rounded(x - 19, -104, { w: 38, h: 208, r: 6 }),
    );
    const body =
      fallen(d, 12) +
      `<path d="M-146-62H146V-46H-146ZM-146 46H146V62H-146Z" fill="${shaded(look.colour, 0.5)}"/>` +
      slats
        .map(
          (slat) =>
            wooden(sheet, slat, { colour: look.colour, turn: 90 }) +
            `<path d="${slat}" fill="none" stroke="${lit(look.colour, 0.5)}" stroke-width="1.8" opacity=".6"/>`,
        )
        .join("");
    return { ...lying(place(body, { turn: -4 }), 10, 10), box: [-164, -118, 164, 118] };
  }
  const waves = [-54, -18, 18, 54]
    .map(
      (y) =>
        svg`M-126 ${y}C-100 ${y - 20}-76 ${y + 20}-50 ${y}S0 ${y + 20} 25 ${y}S100 ${y - 20} 126 ${y}`,
    )
    .join("");
  const body = place(
    fallen(d, 9) +
      `<g transform="rotate(90)">${fringe(-96, 148, { w: 192, colour: look.colour, length: 15 })}</g><g transform="rotate(-90)">${fringe(-96, 148, { w: 192, colour: look.colour, length: 15 })}</g>` +
      cloth(sheet, d, { colour: look.colour, kind: clothOf(look, "terry") }) +
      `<path d="${waves}" transform="translate(2 3)" stroke="#1e1714" stroke-width="11" fill="none" opacity=".14"/><path d="${waves}" stroke="${lit(look.colour, 0.34)}" stroke-width="10" fill="none" opacity=".8" stroke-linecap="round"/>` +
      stitches(rounded(-141, -89, { w: 282, h: 178, r: 8 }), look.colour, 1.8),
    { turn: -5 },
  );
  return { ...lying(body, 10, 10), box: [-172, -118, 172, 122] };
};

const comb: Draw = (sheet, look) => {
  const back =
    "M-140 40V-24C-140-48-122-58-96-62C-32-74 62-72 112-58C136-52 146-42 146-24V40C146 52 138 54 136 44L132-6H-126L-130 44C-132 54-140 52-140 40Z";
  const bars = Array.from(
    { length: 18 },
    (_, at) =>
      svg`M${-118 + at * 14.2}-10H${-109 + at * 14.2}L${-111 + at * 14.2} 44Q${-113.5 + at * 14.2} 54 ${-116 + at * 14.2} 44Z`,
  ).join("");
  const body = place(
    fallen(back, 7) +
      `<path d="${bars}" transform="translate(4 7)" fill="#3a2a20" opacity=".16"/>` +
      wooden(sheet, back, { colour: look.colour }) +
      wooden(sheet, bars, { colour: look.colour }) +
      `<path d="${back}" fill="${sheet.linear(
        [
          [0, "#fff9ee", 0.42],
          [0.3, "#fff9ee", 0],
          [1, "#1e1714", 0.2],
        ],
        "down",
      )}"/><path d="M-100-54C-34-66 60-64 106-52" stroke="#fff9ee" stroke-width="3" opacity=".6" fill="none"/>`,
    { turn: -14 },
  );
  return { ...lying(body, 10, 10), box: [-150, -92, 156, 88] };
};

/** The drawings of this file by name. */
export const bath = { soap, "soap-dish": soapDish, brush, sponge, "bath-mat": bathMat, comb };
