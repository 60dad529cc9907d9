/** The garden: cans, tools, seeds, a house for birds. */
import { lit, mix, shaded } from "../colour.ts";
import type { Profile } from "../lathe.ts";
import { rim, turned } from "../lathe.ts";
import { svg } from "../sheet.ts";
import type { Draw } from "./kit.ts";
import {
  cloth,
  fallen,
  lying,
  place,
  rounded,
  standing,
  stitches,
  tube,
  ware,
  wooden,
} from "./kit.ts";
import { bloom, sprig } from "./leaves.ts";

const wateringCan: Draw = (sheet, look) => {
  const profile: Profile = [
    [44, 116],
    [48, 112],
    [62, 20],
    [62, 6, 58, 0, 52, 0],
  ];
  const spout = "M-48-36C-80-40-104-84-134-140L-124-146C-96-100-78-74-50-70Z";
  const paint = sheet.linear(
    [
      [0, lit(look.colour, 0.35)],
      [0.6, look.colour],
      [1, shaded(look.colour, 0.3)],
    ],
    "slant",
  );
  const rose = "M-148-132L-112-156C-116-170-150-150-148-132Z";
  const body =
    tube("M30-112C40-186 150-150 104-70C96-54 78-42 58-40", 9, shaded(look.colour, 0.08)) +
    `<path d="${spout}" fill="${paint}"/><path d="${rose}" fill="${mix(look.colour, "#c39a4c", 0.75)}"/><path d="M-145-139L-118-158" stroke="#6b5122" stroke-width="3" stroke-dasharray="1 5" stroke-linecap="round"/>` +
    tube("M-92-86L-46-106", 5, shaded(look.colour, 0.15)) +
    turned(sheet, {
      profile,
      ...ware(sheet, { ...look, material: look.material === "" ? "enamel" : look.material }),
    }) +
    rim(sheet, {
      r: 44,
      y: 116,
      wall: 3,
      colour: lit(look.colour, 0.2),
      inside: shaded(look.colour, 0.3),
    }) +
    svg`<path d="M-44-116A44 7.5 0 0 0 44-116L43-104A44 7.5 0 0 1-43-104Z" fill="${lit(look.colour, 0.12)}"/>`;
  return standing(body, { left: 150, right: 122, height: 172, foot: 56, dip: 8 });
};

const trowel: Draw = (sheet, look) => {
  const blade =
    "M-40-30C-44-100-26-150 0-178C26-150 44-100 40-30C38-14 20-8 0-8C-20-8-38-14-40-30Z";
  const grip = "M-14 42C-16 34 16 34 14 42L18 150C19 168 12 178 0 178C-12 178-19 168-18 150Z";
  const steel = sheet.linear([
    [0, "#9ba0a2"],
    [0.35, "#e9ebea"],
    [0.5, "#b9bdbe"],
    [0.7, "#d8dad9"],
    [1, "#7d8284"],
  ]);
  const body =
    fallen(blade, 9) +
    fallen(grip, 9) +
    tube("M0-14V44", 11, "#8f9496") +
    `<path d="${blade}" fill="${steel}"/><path d="M0-172V-16" stroke="#6f7476" stroke-width="5" opacity=".4"/><path d="M-3-166V-20" stroke="#fff" stroke-width="2" opacity=".6"/>` +
    wooden(sheet, grip, { colour: look.colour, turn: 90 }) +
    `<path d="${grip}" fill="${sheet.linear([
      [0, "#fff9ee", 0.36],
      [0.4, "#fff9ee", 0],
      [1, "#1e1714", 0.42],
    ])}"/><path d="M-14 46H14" stroke="#c39a4c" stroke-width="9"/>` +
    `<circle cy="160" r="4" fill="#1e1714" opacity=".6"/><path d="M0 160C20 190 40 196 44 214" stroke="#7a4b2c" stroke-width="4" fill="none"/>`;
  return { ...lying(place(body, { turn: -34 }), 10, 10), box: [-112, -170, 168, 172] };
};

const secateurs: Draw = (sheet, look) => {
  const left =
    "M-6-30C-30 20-54 60-62 120C-66 150-56 176-44 176C-32 176-34 152-28 120C-20 76-2 40 14 8Z";
  const right =
    "M6-30C30 20 54 60 62 120C66 150 56 176 44 176C32 176 34 152 28 120C20 76 2 40-14 8Z";
  const paint = sheet.linear([
    [0, lit(look.colour, 0.34)],
    [0.5, look.colour],
    [1, shaded(look.colour, 0.3)],
  ]);
  const steel = sheet.linear([
    [0, "#eef0ef"],
    [0.5, "#b4b9ba"],
    [1, "#84898b"],
  ]);
  const body =
    fallen(left, 9) +
    fallen(right, 9) +
    `<path d="M10-12C-34-40-52-90-34-146C-14-130-2-90 12-40Z" transform="scale(-1 1)" fill="#74797b"/>` +
    `<path d="${left}" fill="${paint}"/><path d="M-10-10C-32 40-50 80-54 130" stroke="#fff9ee" stroke-width="4" opacity=".4" fill="none" stroke-linecap="round"/>` +
    `<path d="M-16-6C-30 20-30 46-18 60M-22 30L22 44" stroke="#8f9496" stroke-width="5" fill="none"/>` +
    `<path d="M14-8C-36-36-58-96-30-164C-8-140 6-92 16-40Z" fill="${steel}"/><path d="M-30-160C-46-100-30-50 6-22" stroke="#fff" stroke-width="3" opacity=".8" fill="none"/>` +
    `<path d="${right}" fill="${paint}"/><path d="M10-10C32 40 48 80 52 130" stroke="#fff9ee" stroke-width="4" opacity=".3" fill="none" stroke-linecap="round"/>` +
    `<circle cy="-14" r="15" fill="#c39a4c"/><circle cx="-3" cy="-17" r="8" fill="#ecd69a"/><path d="M-7-14H7" stroke="#6f5323" stroke-width="3"/>`;
  return { ...lying(place(body, { turn: 24 }), 10, 10), box: [-118, -158, 110, 182] };
};

const seedTin: Draw = (sheet, look) => {
  const box = rounded(-96, -104, { w: 192, h: 104, r: 8 });
  const lid = rounded(-101, -120, { w: 202, h: 34, r: 8 });
  const face = sheet.linear([
    [0, shaded(look.colour, 0.06)],
    [0.16, lit(look.colour, 0.3)],
    [0.5, look.colour],
    [1, shaded(look.colour, 0.34)],
  ]);
  const packet = (x: number, turn: number, colour: string, petal: string): string =>
    place(
      `<path d="${rounded(-34, -96, { w: 68, h: 96, r: 3 })}" transform="translate(4 3)" fill="#1e1714" opacity=".18"/><path d="${rounded(-34, -96, { w: 68, h: 96, r: 3 })}" fill="${colour}"/><path d="M-34-84H34" stroke="#1e1714" stroke-width="1.5" opacity=".3"/>${sprig(0, -14, { height: 34, colour: "#6b8a55", leaves: 2, size: 0.6 })}${bloom(0, -52, { size: 16, colour: petal })}<path d="M-18-6H18" stroke="#4a423a" stroke-width="3"/>`,
      { x, turn },
    );
  const body =
    place(
      packet(-8, -10, "#f2e8d4", "#c98565") +
        packet(62, 8, mix(look.colour, "#f2e8d4", 0.6), "#e6c878"),
      { x: -24, y: -92 },
    ) +
    `<path d="${box}" fill="${face}"/><path d="${lid}" fill="${face}"/><path d="M-96-86H96V-80H-96Z" fill="#1e1714" opacity=".28"/><path d="M-94-114H94" stroke="#fff9ee" stroke-width="3" opacity=".4" stroke-linecap="round"/>` +
    `<path d="${rounded(-52, -70, { w: 104, h: 50, r: 3 })}" fill="#f4ecdc"/><path d="M-34-52H34" stroke="#4a423a" stroke-width="4"/><path d="M-24-40H24M-16-31H16" stroke="#4a423a" stroke-width="1.8" opacity=".7"/>` +
    `<path d="${box}" fill="${sheet.linear(
      [
        [0, "#1e1714", 0],
        [0.7, "#1e1714", 0],
        [1, "#1e1714", 0.28],
      ],
      "down",
    )}"/>`;
  return standing(body, { left: 102, right: 102, height: 200, foot: 92, dip: 4 });
};

const birdFeeder: Draw = (sheet, look) => {
  const roof = "M-96-120L0-196L96-120L84-112L0-176L-84-112Z";
  const wall = "M-66-124L0-174L66-124V0H-66Z";
  const body =
    tube("M0-186V-250", 4, "#6b4f38") +
    wooden(sheet, "M-92-4H92V10H-92Z", { colour: "#a57a4e" }) +
    wooden(sheet, wall, { colour: look.colour, turn: 90 }) +
    `<path d="${wall}" fill="${sheet.linear([
      [0, "#fff9ee", 0.2],
      [0.5, "#fff9ee", 0],
      [1, "#1e1714", 0.3],
    ])}"/><path d="M-66-124L0-174L66-124V-104L0-154L-66-104Z" fill="#1e1714" opacity=".28"/>` +
    wooden(sheet, roof, { colour: shaded(look.second, 0.05) }) +
    `<path d="M-96-120L0-196L3-190L-90-116Z" fill="#fff9ee" opacity=".35"/>` +
    `<circle cy="-78" r="25" fill="#2e241d"/><path d="M-25-78A25 25 0 0 1 25-78A27 24 0 0 0-25-78Z" fill="#000" opacity=".5"/><circle cy="-78" r="25" fill="none" stroke="${lit(look.colour, 0.4)}" stroke-width="3" opacity=".7"/>` +
    tube("M0-34V-26", 9, "#8a6a48") +
    place(
      `<path d="M-36 0C-30-26 0-34 18-22C26-34 44-32 46-18L56-14L46-10C44 8 20 16 0 14C-14 14-24 12-34 22L-54 24Z" fill="#8d7a66"/><path d="M0 13C20 14 42 8 45-10C34-2 18-4 6 2Z" fill="#d89a6c"/><circle cx="36" cy="-19" r="2.6" fill="#1e1714"/><path d="M-40 8C-24-14 0-16 14-8C2 4-16 8-40 8Z" fill="#6b5a4a"/>`,
      { x: -46, y: -18, scale: 0.72 },
    );
  return standing(body, { left: 100, right: 100, height: 236, foot: 88, dip: 12 });
};

const gloves: Draw = (sheet, look) => {
  const d =
    "M-42 130L-46 30C-70 6-86-24-78-36C-68-46-52-26-40-10L-44-92C-45-108-25-110-22-94L-16-40L-14-112C-13-128 8-128 8-112L10-40L18-102C20-116 40-113 38-98L34-30L46-74C50-88 66-82 63-68L50 10C48 50 46 90 44 130Z";
  const palm = "M-42 130L-45 40C-20 12 20 10 49 20C47 60 46 94 44 130Z";
  const cuff = "M-50 104H52L54 160H-52Z";
  const one =
    fallen(d, 9) +
    cloth(sheet, d, { colour: look.colour, kind: "canvas" }) +
    `<path d="${palm}" fill="${shaded(look.second, 0.02)}" opacity=".85"/>` +
    stitches("M-44 44C-20 18 20 16 48 26", look.second) +
    `<path d="${d}" fill="${sheet.linear([
      [0, "#fff9ee", 0.28],
      [0.5, "#fff9ee", 0],
      [1, "#1e1714", 0.24],
    ])}"/>` +
    cloth(sheet, cuff, { colour: look.second, kind: "cord" }) +
    stitches("M-48 110H50", look.second);
  const body =
    place(`<g transform="scale(-1 1)">${one}</g>`, { x: 58, y: -12, turn: 14 }) +
    place(one, { x: -54, y: 10, turn: -10 });
  return { ...lying(body, 10, 10), box: [-150, -140, 156, 172] };
};

/** The drawings of this file by name. */
export const garden = {
  "watering-can": wateringCan,
  trowel,
  secateurs,
  "seed-tin": seedTin,
  "bird-feeder": birdFeeder,
  gloves,
};
