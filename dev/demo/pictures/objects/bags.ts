/** What one carries: totes, backpacks, pouches, wallets, flasks, umbrellas, key rings. */
import { lit, mix, shaded } from "../colour.ts";
import type { Profile } from "../lathe.ts";
import { cap, turned } from "../lathe.ts";
import { svg } from "../sheet.ts";
import { speckle, weave } from "../surface.ts";
import type { Draw } from "./kit.ts";
import {
  cloth,
  clothOf,
  fallen,
  hanging,
  lying,
  place,
  rounded,
  standing,
  stitches,
  tube,
} from "./kit.ts";
import { folds } from "./linens.ts";

const TAN = "#a86f42";

const tote: Draw = (sheet, look) => {
  const kind = clothOf(look, "canvas");
  const d =
    "M-96-150C-30-156 30-156 96-150L108-8C108-2 104 0 98 1C30 6-30 6-98 1C-104 0-108-2-108-8Z";
  const gusset =
    "M-108-8C-108-2-104 0-98 1C-30 6 30 6 98 1C104 0 108-2 108-8L104-44C30-38-30-38-104-44Z";
  const leather = look.seed % 2 === 0;
  const strap = leather ? TAN : lit(look.colour, 0.14);
  const handle = (y: number, ink: string): string =>
    svg`<path d="M-46 ${-100 + y}V-150C-48 ${-262 + y} 48 ${-262 + y} 46-150V${-100 + y}" stroke="${shaded(ink, 0.3)}" stroke-width="14" fill="none"/><path d="M-46 ${-100 + y}V-150C-48 ${-262 + y} 48 ${-262 + y} 46-150V${-100 + y}" stroke="${ink}" stroke-width="11" fill="none"/>`;
  const body =
    place(handle(0, shaded(strap, 0.3)), { x: 12, y: -4 }) +
    `<path d="M-96-150C-30-162 40-162 96-150C30-144-30-144-96-150Z" fill="${shaded(look.colour, 0.5)}"/>` +
    cloth(sheet, d, { colour: look.colour, kind, second: look.second }) +
    cloth(sheet, gusset, { colour: leather ? TAN : look.second, kind: leather ? "felt" : kind }) +
    stitches("M-103-38C-30-32 30-32 103-38M-94-140C-30-146 30-146 94-140", look.colour, 1.6) +
    folds(sheet, "M-70-146C-64-110-74-80-70-44M72-146C66-110 76-84 74-44M10-148C4-110 12-90 8-44", {
      width: 9,
      opacity: 0.12,
    }) +
    `<path d="${d}" fill="${sheet.linear([
      [0, "#fff9ee", 0.16],
      [0.5, "#fff9ee", 0],
      [1, "#1e1714", 0.24],
    ])}"/>` +
    handle(6, strap) +
    [-46, 46]
      .map(
        (x) =>
          svg`<circle cx="${x}" cy="-100" r="4.5" fill="#c39a4c"/><circle cx="${x - 1}" cy="-101" r="2" fill="#f1dfae"/>`,
      )
      .join("") +
    `<path d="${rounded(-26, -96, { w: 52, h: 26, r: 2 })}" fill="#f3ead9"/><path d="M-16-86H16M-10-79H10" stroke="#5a5046" stroke-width="2" opacity=".7"/>`;
  return standing(body, { left: 110, right: 110, height: 236, foot: 102, dip: 5 });
};

const backpack: Draw = (sheet, look) => {
  const kind = clothOf(look, "canvas");
  const d =
    "M-84-20C-90-90-88-150-76-196C-68-226-40-236 0-236C40-236 68-226 76-196C88-150 90-90 84-20C82-4 72 2 58 2H-58C-72 2-82-4-84-20Z";
  const flap =
    "M-80-186C-72-226-42-238 0-238C42-238 72-226 80-186C84-168 82-146 80-132C40-122-40-122-80-132C-82-146-84-168-80-186Z";
  const pocket = "M-64-92C-30-86 30-86 64-92L66-28C66-14 58-8 46-8H-46C-58-8-66-14-66-28Z";
  const strap = (x: number): string =>
    svg`<path d="${rounded(x - 8, -170, { w: 16, h: 92, r: 4 })}" fill="${TAN}"/><path d="M${x - 5}-166V-84M${x + 5}-166V-84" stroke="#f1dfc4" stroke-width="1" stroke-dasharray="3 2.5" opacity=".7"/><rect x="${x - 11}" y="-118" width="22" height="15" rx="3" fill="none" stroke="#c39a4c" stroke-width="4"/>`;
  const body =
    tube("M-22-234C-22-262 22-262 22-234", 9, TAN) +
    tube("M-80-190C-112-150-112-70-90-20", 12, shaded(look.colour, 0.24)) +
    tube("M80-190C112-150 112-70 90-20", 12, shaded(look.colour, 0.3)) +
    cloth(sheet, d, { colour: look.colour, kind }) +
    `<path d="${d}" fill="${sheet.linear([
      [0, "#1e1714", 0.16],
      [0.2, "#fff9ee", 0.24],
      [0.55, "#fff9ee", 0],
      [1, "#1e1714", 0.36],
    ])}"/>` +
    `<path d="${pocket}" transform="translate(2 5)" fill="#1e1714" opacity=".2"/>` +
    cloth(sheet, pocket, { colour: lit(look.colour, 0.06), kind }) +
    stitches("M-60-84L-61-28C-61-18-54-13-46-13H46C54-13 61-18 61-28L60-84", look.colour, 1.5) +
    `<path d="${flap}" transform="translate(0 8)" fill="#1e1714" opacity=".22"/>` +
    cloth(sheet, flap, { colour: lit(look.colour, 0.05), kind }) +
    stitches("M-76-140C-40-130 40-130 76-140", look.colour, 1.5) +
    `<path d="M-60-204C-44-222-20-226 0-226" stroke="#fff9ee" stroke-width="8" opacity=".24" fill="none" stroke-linecap="round"/>` +
    strap(-40) +
    strap(40);
  return standing(body, { left: 108, right: 108, height: 258, foot: 78, dip: 5 });
};

const pouch: Draw = (sheet, look) => {
  const kind = clothOf(look, "canvas");
  const d =
    "M-124-74C-124-86-116-92-104-92H104C116-92 124-86 124-74C130-30 130 30 120 70C116 84 108 88 96 89C40 96-40 96-96 89C-108 88-116 84-120 70C-130 30-130-30-124-74Z";
  const zip = "M-116-80H116";
  const body = place(
    fallen(d, 12) +
      cloth(sheet, d, { colour: look.colour, kind, second: look.second }) +
      `<path d="${d}" fill="${sheet.radial(
        [
          [0, "#fff9ee", 0.34],
          [0.6, "#fff9ee", 0],
          [1, "#1e1714", 0.28],
        ],
        [0.36, 0.34, 0.8],
      )}"/>` +
      `<path d="${zip}" stroke="${shaded(look.colour, 0.4)}" stroke-width="14"/><path d="${zip}" stroke="#d9bd7c" stroke-width="5" stroke-dasharray="3 2"/>` +
      stitches("M-118-68H118", look.colour, 1.6) +
      `<path d="${rounded(92, -88, { w: 22, h: 14, r: 4 })}" fill="#c39a4c"/><path d="M110-80C134-78 140-60 136-36C134-28 126-28 125-36C126-54 120-64 108-70Z" fill="${TAN}"/>` +
      `<path d="${rounded(-92, 36, { w: 60, h: 30, r: 3 })}" fill="${TAN}"/><path d="M-80 48H-46M-74 56H-52" stroke="#f1dfc4" stroke-width="2" opacity=".8"/>` +
      folds(sheet, "M-70-60C-60-20-76 20-66 80M60-60C70-20 56 20 66 80", {
        width: 9,
        opacity: 0.1,
      }),
    { turn: -7 },
  );
  return { ...lying(body, 10, 10), box: [-140, -118, 146, 112] };
};

const wallet: Draw = (sheet, look) => {
  const d = rounded(-118, -80, { w: 236, h: 160, r: 14 });
  const flap = "M-118-66C-118-76-112-80-104-80H104C112-80 118-76 118-66V-4C60 22-60 22-118-4Z";
  const hide = speckle(sheet, look.colour, { size: 1.1, seed: "hide" });
  const card = rounded(-96, -98, { w: 180, h: 60, r: 8 });
  const body = place(
    `<path d="${card}" fill="#efe6d4"/><path d="M-80-86H-30" stroke="#8d8579" stroke-width="4"/>` +
      fallen(d, 11) +
      `<path d="${d}" transform="translate(1 6)" fill="${shaded(look.colour, 0.5)}"/>` +
      `<path d="${d}" fill="${sheet.linear(
        [
          [0, lit(look.colour, 0.18)],
          [0.6, look.colour],
          [1, shaded(look.colour, 0.24)],
        ],
        "slant",
      )}"/><path d="${d}" fill="${hide}"/>` +
      stitches(rounded(-109, -71, { w: 218, h: 142, r: 9 }), look.colour, 2) +
      `<path d="${flap}" transform="translate(0 5)" fill="#1e1714" opacity=".26"/><path d="${flap}" fill="${sheet.linear(
        [
          [0, lit(look.colour, 0.3)],
          [0.5, lit(look.colour, 0.06)],
          [1, shaded(look.colour, 0.12)],
        ],
        "slant",
      )}"/><path d="${flap}" fill="${hide}"/>` +
      stitches("M-110-64V-9C-56 14 56 14 110-9V-64", look.colour, 2) +
      `<circle cy="-2" r="9" fill="#8a6a2f"/><circle cx="-1" cy="-3" r="8" fill="#d0aa5c"/><circle cx="-3" cy="-5" r="3" fill="#f6e7ba"/>`,
    { turn: -9 },
  );
  return { ...lying(body, 10, 10), box: [-136, -116, 136, 112] };
};

const flask: Draw = (sheet, look) => {
  const h = 190;
  const tall = look.seed % 2 === 0;
  const profile: Profile = tall
    ? [
        [30, h],
        [30, h - 12],
        [32, h - 26, 48, h - 32, 48, h - 58],
        [48, 12],
        [48, 4, 44, 0, 38, 0],
      ]
    : [
        [42, h - 6],
        [46, h - 26],
        [46, 16],
        [46, 4, 42, 0, 36, 0],
      ];
  const powder = speckle(sheet, look.colour, { size: 0.8, seed: "powder" });
  const lidAt = tall ? h : h - 6;
  const lidWide = tall ? 33 : 44;
  const wood = look.seed % 3 === 0;
  const tone = wood ? "#b98a58" : "#b3b6b8";
  const body =
    (tall ? tube(svg`M${-20} ${-h - 34}C-24 ${-h - 72} 24 ${-h - 72} 20 ${-h - 34}`, 8, TAN) : "") +
    turned(sheet, {
      profile,
      colour: look.colour,
      finish: "gloss",
      skins: [powder],
      follow: true,
    }) +
    turned(sheet, {
      profile: [
        [lidWide - 2, lidAt + 8],
        [lidWide - 2, lidAt - 2],
      ],
      colour: "#b3b6b8",
      finish: "metal",
    }) +
    turned(sheet, {
      profile: [
        [lidWide - 4, lidAt + 36],
        [lidWide, lidAt + 32, lidWide, lidAt + 26, lidWide, lidAt + 8],
        [lidWide, lidAt + 6],
      ],
      colour: tone,
      ...(wood ? {} : { finish: "metal" as const }),
    }) +
    cap(sheet, { r: lidWide - 4, y: lidAt + 36, colour: tone }) +
    `<path d="M-10-92C-4-104 2-86 8-96M-12-80C-4-92 4-74 12-84M-8-68C-2-78 4-64 10-72" stroke="${lit(look.colour, 0.7)}" stroke-width="2.4" fill="none" opacity=".85" stroke-linecap="round"/>`;
  return standing(body, { left: 50, right: 50, height: h + (tall ? 68 : 38), foot: 42, dip: 7 });
};

const umbrella: Draw = (sheet, look) => {
  const d =
    "M-180-70C-170-160-96-222 0-226C96-222 170-160 180-70C160-90 128-90 108-66C84-92 44-92 36-62C16-84-16-84-36-62C-44-92-84-92-108-66C-128-90-160-90-180-70Z";
  const panels =
    "M0-226C-60-190-96-130-108-66M0-226C-20-180-32-120-36-62M0-226C20-180 32-120 36-62M0-226C60-190 96-130 108-66";
  const body =
    tube("M0-232V60", 7, "#8a6a48") +
    tube("M0 50V96C0 132 52 132 52 98", 13, "#8a5c3b") +
    tube("M0-226V-246", 6, "#c39a4c") +
    `<path d="M-172-78C-120-40 120-40 172-78C120-66-120-66-172-78Z" fill="#1e1714" opacity=".28"/>` +
    `<path d="${d}" fill="${sheet.linear([
      [0, shaded(look.colour, 0.1)],
      [0.28, lit(look.colour, 0.32)],
      [0.55, look.colour],
      [1, shaded(look.colour, 0.4)],
    ])}"/><path d="${d}" fill="${weave(sheet, "linen", { colour: look.colour })}"/>` +
    `<path d="M0-226C-60-190-96-130-108-66C-84-92-44-92-36-62C-32-120-20-180 0-226ZM0-226C20-180 32-120 36-62C44-92 84-92 108-66C96-130 60-190 0-226Z" fill="#1e1714" opacity=".09"/>` +
    `<path d="${panels}" stroke="${shaded(look.colour, 0.4)}" stroke-width="2.4" fill="none" opacity=".6"/><path d="${panels}" transform="translate(-3 0)" stroke="#fff9ee" stroke-width="2" fill="none" opacity=".24"/>`;
  return hanging(body, { w: 364, top: 250, bottom: 128 });
};

const keyRing: Draw = (sheet, look) => {
  const loop =
    "M-30-52C-44-40-48-10-48 30V120C-48 146-28 160 0 160C28 160 48 146 48 120V30C48-10 44-40 30-52Z";
  const key = (turn: number, ink: string): string =>
    place(
      `${fallen("M-5 30H5V150H-5Z", 5)}<path d="M-22 14A22 22 0 1 1 22 14A22 22 0 1 1-22 14ZM-9 8A9 9 0 1 0 9 8A9 9 0 1 0-9 8Z" fill="${ink}" fill-rule="evenodd"/><path d="M-5 34H6V150L0 156L-5 150ZM6 104H18V114H12V120H18V130H6Z" fill="${ink}"/><path d="M-3 38V148M-18 6A18 18 0 0 1 0-4" stroke="#fff" stroke-width="2" opacity=".6" fill="none"/>`,
      { x: 4, y: -92, turn },
    );
  const ring = "M-34-110A34 34 0 1 1 34-110A34 34 0 1 1-34-110Z";
  const body =
    key(-48, mix("#c39a4c", "#fff4d0", 0.15)) +
    key(-74, "#b3b6b8") +
    place(
      fallen(loop, 10) +
        `<path d="${loop}" fill="${sheet.linear(
          [
            [0, lit(look.colour, 0.26)],
            [0.5, look.colour],
            [1, shaded(look.colour, 0.3)],
          ],
          "slant",
        )}"/><path d="${loop}" fill="${speckle(sheet, look.colour, { size: 1.2, seed: "hide" })}"/>` +
        stitches(
          "M-24-44C-36-34-40-8-40 30V118C-40 140-24 152 0 152C24 152 40 140 40 118V30C40-8 36-34 24-44",
          look.colour,
          2,
        ) +
        `<circle cy="-30" r="11" fill="#8a6a2f"/><circle cx="-1.5" cy="-31.5" r="9" fill="#d8b76c"/><path d="M-16 90C-6 74 4 100 16 84M-14 108C-6 94 4 118 14 102" stroke="${shaded(look.colour, 0.5)}" stroke-width="3" fill="none" opacity=".6"/>`,
      { x: 2, y: -44, turn: -6 },
    ) +
    `<path d="${ring}" transform="translate(4 6)" fill="none" stroke="#3a2a20" stroke-width="8" opacity=".16"/><path d="${ring}" fill="none" stroke="#7d5f28" stroke-width="8"/><path d="${ring}" fill="none" stroke="#e2c684" stroke-width="4" transform="translate(-.8 -1)"/>`;
  return { ...lying(body, 10, 10), box: [-62, -148, 164, 122] };
};

/** The drawings of this file by name. */
export const bags = { tote, backpack, pouch, wallet, flask, umbrella, "key-ring": keyRing };
