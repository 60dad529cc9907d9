/** The parcel that stands for anything that has no drawing of its own. */
import { lit, mix, shaded } from "../colour.ts";
import { speckle } from "../surface.ts";
import type { Draw } from "./kit.ts";
import { place, rounded, standing, tube } from "./kit.ts";
import { sprig } from "./leaves.ts";

const parcel: Draw = (sheet, look) => {
  const wrap = mix(look.colour, "#c4a27a", 0.35);
  const front = rounded(-118, -132, { w: 236, h: 134, r: 5 });
  const lid = "M-118-130L-86-166H150L118-130Z";
  const side = "M118-130L150-166V-30L118 0Z";
  const body =
    `<path d="${side}" fill="${shaded(wrap, 0.34)}"/><path d="${lid}" fill="${lit(wrap, 0.36)}"/>` +
    `<path d="${front}" fill="${sheet.linear([
      [0, lit(wrap, 0.18)],
      [1, shaded(wrap, 0.12)],
    ])}"/><path d="${front}" fill="${speckle(sheet, wrap, { size: 0.9, seed: "kraft" })}"/>` +
    `<path d="M-118-130H118M118-130V0" stroke="#fff9ee" stroke-width="2" opacity=".4" fill="none"/>` +
    tube("M-20 2V-130L12-166M-118-66H118L150-98", 6, look.second) +
    tube("M-4-148C-60-200-70-150-8-146M-4-148C50-206 66-152 0-146", 6, look.second) +
    place(sprig(0, 0, { height: 82, lean: 34, colour: "#86a394", leaves: 5, seed: "parcel" }), {
      x: -14,
      y: -140,
      turn: 26,
    }) +
    place(
      `<path d="${rounded(-30, -17, { w: 60, h: 36, r: 4 })}" fill="#f6efe0"/><circle cx="-22" r="3.5" fill="#8d8069"/><path d="M-10-5H18M-10 6H10" stroke="#8d8069" stroke-width="2.4"/>`,
      { x: 58, y: -42, turn: 12 },
    );
  return standing(body, { left: 120, right: 152, height: 226, foot: 118, dip: 3 });
};

/** The drawings of this file by name. */
export const parcels = { parcel };
