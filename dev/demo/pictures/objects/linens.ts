/** Kitchen and table cloth: aprons, towels, napkins, runners, mitts. */
import { lit, shaded } from "../colour.ts";
import type { Sheet } from "../sheet.ts";
import { svg } from "../sheet.ts";
import type { Cloth } from "../surface.ts";
import { detailOn } from "../surface.ts";
import type { Draw } from "./kit.ts";
import { cloth, clothOf, fallen, hanging, lying, place, rounded, stitches, tube } from "./kit.ts";

/** Soft folds that fade at both ends: each a hill of light and its valley. */
export function folds(sheet: Sheet, d: string, { width = 8, opacity = 0.14 } = {}): string {
  const fade = (colour: string, share: number): string =>
    sheet.linear(
      [
        [0, colour, 0],
        [0.35, colour, share],
        [0.7, colour, share],
        [1, colour, 0],
      ],
      "down",
    );
  return (
    svg`<g fill="none"><path d="${d}" stroke="${fade("#1e1714", opacity * 0.5)}" stroke-width="${width * 1.5}"/><path d="${d}" stroke="${fade("#1e1714", opacity)}" stroke-width="${width * 0.6}"/>` +
    svg`<path d="${d}" transform="translate(${-width * 0.95} 0)" stroke="${fade("#fff9ee", opacity * 1.2)}" stroke-width="${width}"/></g>`
  );
}

/** A fringe of threads along a level edge. */
export function fringe(
  x: number,
  y: number,
  { w, colour, length = 12 }: { w: number; colour: string; length?: number },
): string {
  let dark = "";
  let light = "";
  for (let at = 2; at < w; at += 5) {
    const sway = ((at * 7) % 5) - 2;
    const d = svg`M${x + at} ${y}q${sway * 0.4} ${length * 0.5} ${sway} ${length}`;
    if (at % 2 === 0) dark += d;
    else light += d;
  }
  return `<g fill="none" stroke-linecap="round" stroke-width="2.2"><path d="${dark}" stroke="${shaded(colour, 0.18)}"/><path d="${light}" stroke="${lit(colour, 0.22)}"/></g>`;
}

const apron: Draw = (sheet, look) => {
  const kind = clothOf(look);
  const d =
    "M-42-150C-20-144 20-144 42-150C46-110 58-80 92-66C98-10 104 80 108 158C60 168-60 168-108 158C-104 80-98-10-92-66C-58-80-46-110-42-150Z";
  const pocket = "M-48 4C-16 8 16 8 48 4L46 62C44 70 38 74 30 74H-30C-38 74-44 70-46 62Z";
  const strap = detailOn(look.colour);
  const body =
    tube("M-40-148C-40-190-24-214 0-214C24-214 40-190 40-148", 7, look.second) +
    tube("M-92-64C-112-50-122-20-118 20M92-64C112-48 124-10 120 34", 6, look.second) +
    fallen(d, 12) +
    cloth(sheet, d, { colour: look.colour, kind }) +
    folds(
      sheet,
      "M-60-40C-66 30-72 100-76 160M58-30C66 40 66 90 72 160M-14 80C-16 110-14 140-18 164",
      { width: 9 },
    ) +
    stitches("M-38-144C-20-139 20-139 38-144M-102 150C-60 160 60 160 102 150", look.colour) +
    `<path d="${pocket}" transform="translate(2 4)" fill="#1e1714" opacity=".16"/>` +
    cloth(sheet, pocket, { colour: lit(look.colour, 0.06), kind }) +
    stitches("M-45 10L-42 62C-40 67-36 70-30 70H30C36 70 40 67 42 62L45 10M0 8V70", look.colour) +
    `<circle cx="-38" cy="-142" r="4" fill="#c39a4c"/><circle cx="38" cy="-142" r="4" fill="#c39a4c"/><path d="M-4-216a6 6 0 1 1 8 0" fill="none" stroke="${strap}" stroke-width="3"/>`;
  return hanging(body, { w: 244, top: 218, bottom: 168 });
};

const towel: Draw = (sheet, look) => {
  const kind = clothOf(look, look.seed % 2 === 0 ? "waffle" : "linen");
  const d =
    "M-76-120C-50-126 50-126 76-120C80-40 78 60 84 148C40 156-44 156-86 148C-80 60-80-40-76-120Z";
  const back = "M66-122C80-122 92-118 94-112C96-40 94 40 98 96C92 100 84 102 78 102Z";
  const bands =
    "M-84 104C-42 112 42 112 82 104M-84.6 116C-42 124 42 124 82.6 116M-85 128C-42 136 42 136 83.5 128";
  const bar = "M-132-126H132";
  const body =
    fallen("M-130-130H130V-118H-130Z", 12) +
    tube("M-120-126V-142M120-126V-142", 8, "#c39a4c") +
    cloth(sheet, back, { colour: shaded(look.colour, 0.2), kind }) +
    tube(bar, 13, "#b98a58") +
    fallen(d, 10) +
    cloth(sheet, d, { colour: look.colour, kind }) +
    `<path d="${bands}" fill="none" stroke="${look.second}" stroke-width="4" opacity=".75"/>` +
    `<path d="M-76-120C-50-126 50-126 76-120L77-98C40-104-40-104-77-98Z" fill="${sheet.linear(
      [
        [0, "#1e1714", 0.12],
        [0.3, "#fff9ee", 0.5],
        [1, "#1e1714", 0.14],
      ],
      "down",
    )}"/>` +
    folds(sheet, "M-44-112C-46-30-46 60-50 150M8-114C6-20 10 70 6 154M46-114C48-40 48 50 54 150", {
      width: 10,
      opacity: 0.13,
    }) +
    fringe(-84, 149, { w: 168, colour: look.colour, length: 9 });
  return hanging(body, { w: 270, top: 146, bottom: 164 });
};

function napkinOf(sheet: Sheet, colour: string, kind: Cloth): string {
  const under = rounded(-84, -84, { w: 168, h: 168, r: 4 });
  const over = "M-84-84H84L84 20C40 34-40 34-84 20Z";
  return (
    fallen(under, 7) +
    cloth(sheet, under, { colour, kind }) +
    stitches("M-76-76H76V76H-76Z", colour) +
    `<path d="M-84 22C-40 38 40 38 84 22V34C40 46-40 46-84 34Z" fill="#1e1714" opacity=".12"/>` +
    cloth(sheet, over, { colour: lit(colour, 0.08), kind }) +
    stitches("M-76 14C-40 26 40 26 76 14", colour) +
    folds(sheet, "M-40-80C-44-50-42-10-46 22M34-82C30-40 34-10 30 26", { width: 7, opacity: 0.08 })
  );
}

const napkin: Draw = (sheet, look) => {
  const kind = clothOf(look);
  const ring = "M-20-6C-20-30 20-30 20-6V6C20 30-20 30-20 6Z";
  const body =
    place(napkinOf(sheet, look.second, kind), { x: 40, y: -34, turn: 12 }) +
    place(napkinOf(sheet, look.colour, kind), { x: -22, y: 22, turn: -8 }) +
    place(
      fallen(ring, 6) +
        `<path d="${ring}" fill="${sheet.linear([
          [0, "#7d5f28"],
          [0.3, "#eed9a0"],
          [0.6, "#c39a4c"],
          [1, "#6f5323"],
        ])}"/><ellipse cy="-16" rx="14" ry="5" fill="#5c4520"/>`,
      { x: 108, y: 92, turn: 24 },
    );
  return { ...lying(body, 10, 10), box: [-128, -144, 148, 128] };
};

const tableRunner: Draw = (sheet, look) => {
  const kind = clothOf(look);
  const long =
    "M-62-200C-20-204 20-204 62-200C60-80 64 60 62 170C20 176-20 176-62 170C-64 60-60-80-62-200Z";
  const body =
    fallen(long, 6) +
    cloth(sheet, long, { colour: look.colour, kind }) +
    `<path d="M-46-201V171M46-201V171" stroke="${look.second}" stroke-width="5" opacity=".7"/><path d="M-38-201V171M38-201V171" stroke="${look.second}" stroke-width="1.6" opacity=".7"/>` +
    folds(sheet, "M-62-60C-20-54 20-66 62-58M-62 70C-30 64 30 76 62 68", {
      width: 8,
      opacity: 0.1,
    }) +
    fringe(-62, 170, { w: 124, colour: look.colour, length: 16 }) +
    `<g transform="scale(1 -1)">${fringe(-62, 200, { w: 124, colour: look.colour, length: 16 })}</g>`;
  return { ...lying(place(body, { turn: 28 }), 10, 10), box: [-158, -200, 158, 200] };
};

const ovenMitt: Draw = (sheet, look) => {
  const kind = clothOf(look, "herringbone");
  const d =
    "M-64 150L-70-20C-72-100-50-176 2-176C50-176 68-120 66-66C80-96 108-112 124-96C140-78 118-36 92-6C76 12 70 24 68 40L64 150Z";
  const cuff =
    "M-72 118C-30 126 30 126 70 118C74 118 76 122 76 126V160C76 166 72 168 66 169C24 174-26 174-66 169C-74 168-76 164-76 160V126C-76 121-75 118-72 118Z";
  const lines = [-120, -80, -40, 0, 40, 80]
    .map((y) => svg`M-80 ${y + 40}L120 ${y - 60}M-80 ${y - 60}L120 ${y + 40}`)
    .join("");
  const body =
    tube("M64 160C92 168 96 196 78 198C62 198 60 178 66 164", 6, look.second) +
    fallen(d, 14) +
    cloth(sheet, d, { colour: look.colour, kind }) +
    `<g ${sheet.clip(d)} fill="none"><path d="${lines}" stroke="#1e1714" stroke-width="2" opacity=".2"/><path d="${lines}" transform="translate(-1 -2)" stroke="#fff9ee" stroke-width="2" opacity=".35"/></g>` +
    `<path d="${d}" fill="${sheet.linear([
      [0, "#fff9ee", 0.28],
      [0.45, "#fff9ee", 0],
      [1, "#1e1714", 0.26],
    ])}"/>` +
    folds(sheet, "M66-66C60-40 52-20 42-10", { width: 7, opacity: 0.3 }) +
    cloth(sheet, cuff, { colour: look.second, kind: "canvas" }) +
    stitches("M-70 126C-30 133 30 133 70 126M-70 160C-30 167 30 167 70 160", look.second);
  return hanging(place(body, { turn: 6 }), { w: 236, top: 182, bottom: 204 });
};

/** The drawings of this file by name. */
export const linens = { apron, towel, napkin, "table-runner": tableRunner, "oven-mitt": ovenMitt };
