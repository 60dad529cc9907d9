/** Supplies: a light bulb, and the paper bag that coffee, tea and seeds come in. */
import { lit, mix, shaded } from "../colour.ts";
import type { Profile } from "../lathe.ts";
import { turned } from "../lathe.ts";
import { svg } from "../sheet.ts";
import { speckle } from "../surface.ts";
import { blown } from "./glass.ts";
import type { Draw } from "./kit.ts";
import { place, rounded, standing } from "./kit.ts";
import { sprig } from "./leaves.ts";
import { aura } from "./light.ts";

/** A pear of glass that stands on its thread. */
const PEAR: Profile = [
  [3, 196],
  [40, 194, 66, 168, 66, 130],
  [66, 96, 36, 84, 28, 46],
];
const THREAD: Profile = [
  [28, 50],
  [26, 44],
  [29, 39],
  [25, 34],
  [28, 29],
  [24, 24],
  [26, 19],
  [14, 4],
  [9, 0],
];
const BRASS = "#c39a4c";

const bulb: Draw = (sheet, look) => {
  const wire = mix(look.colour, "#e08a2e", 0.4);
  const filament =
    `<g fill="none" stroke="${shaded(wire, 0.1)}" stroke-width="2"><path d="M-7-50L-20-96M7-50L20-96"/>` +
    `<path d="M-20-96L-14-158L-6-98L0-160L6-98L14-158L20-96" stroke="#ffd98a" stroke-width="5" opacity=".8"/>` +
    `<path d="M-20-96L-14-158L-6-98L0-160L6-98L14-158L20-96" stroke="${lit(wire, 0.5)}" stroke-width="2.2"/></g>`;
  const body =
    aura(sheet, { y: 128, r: 104, strength: 0.5 }) +
    turned(sheet, { profile: THREAD, colour: BRASS, finish: "metal", tilt: 0.15 }) +
    blown(sheet, {
      profile: PEAR,
      tint: mix(look.colour, "#f2e6c8", 0.62),
      r: 3,
      y: 196,
      tilt: 0.14,
      within: aura(sheet, { y: 128, r: 60, strength: 0.9 }) + filament,
    });
  return standing(body, { left: 68, right: 68, height: 198, foot: 12, dip: 2 });
};

const FRONT = "M-84-212C-90-140-92-60-88 0H88C92-60 90-140 84-212Z";

const paperBag: Draw = (sheet, look) => {
  const paper = mix(look.colour, "#d8bd93", 0.3);
  const ink = shaded(look.colour, 0.55);
  const round = sheet.linear([
    [0, shaded(paper, 0.2)],
    [0.12, paper],
    [0.42, lit(paper, 0.2)],
    [0.84, paper],
    [1, shaded(paper, 0.26)],
  ]);
  const fold =
    `<path d="${rounded(-90, -250, { w: 180, h: 46, r: 4 })}" fill="${round}"/>` +
    `<path d="M-90-206H90" stroke="${shaded(paper, 0.4)}" stroke-width="2.4" opacity=".55"/>` +
    `<path d="${rounded(-100, -236, { w: 200, h: 12, r: 5 })}" fill="${shaded(look.second, 0.1)}"/>` +
    `<path d="M-96-233H96" stroke="#fff9ee" stroke-width="1.6" opacity=".5"/>`;
  const creases = `<path d="M-70-196C-60-140-66-70-74-8M70-196C62-150 66-60 74-8M-30-18L0-6L34-20" fill="none" stroke="${shaded(paper, 0.3)}" stroke-width="1.8" opacity=".4"/>`;
  const label =
    `<path d="${rounded(-52, -160, { w: 104, h: 112, r: 4 })}" fill="#f6efe0"/>` +
    `<path d="M-34-84H34M-24-70H24" stroke="${ink}" stroke-width="4" opacity=".7"/>` +
    place(sprig(0, 0, { height: 52, lean: 16, colour: "#7d9a83", leaves: 4, seed: "bag" }), {
      x: -6,
      y: -98,
    });
  const body =
    `<path d="${FRONT}" fill="${round}"/><path d="${FRONT}" fill="${speckle(sheet, paper, { size: 0.9, seed: "kraft" })}"/>` +
    creases +
    fold +
    label +
    svg`<circle cy="-182" r="6" fill="${shaded(paper, 0.18)}"/><circle cy="-182" r="2.4" fill="${shaded(paper, 0.5)}"/>`;
  return standing(body, { left: 92, right: 92, height: 250, foot: 88, dip: 2 });
};

/** The drawings of this file by name. */
export const supplies = { bulb, "paper-bag": paperBag };
