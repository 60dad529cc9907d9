/** The desk: trays, bookends, calendars, pads, tape. */
import { lit, mix, shaded } from "../colour.ts";
import { svg } from "../sheet.ts";
import { detailOn } from "../surface.ts";
import type { Draw } from "./kit.ts";
import { fallen, isWood, lying, place, rounded, standing, stitches, wooden } from "./kit.ts";
import { cover } from "./paper.ts";

const PAPER = "#f6f0e4";

const tray: Draw = (sheet, look) => {
  const d = rounded(-150, -96, { w: 300, h: 192, r: 26 });
  const inner = rounded(-136, -82, { w: 272, h: 164, r: 17 });
  const wood = isWood(look.material) || look.material === "";
  const face = (path: string, colour: string): string =>
    wood
      ? wooden(sheet, path, { colour })
      : `<path d="${path}" fill="${sheet.linear(
          [
            [0, lit(colour, 0.24)],
            [1, shaded(colour, 0.18)],
          ],
          "slant",
        )}"/>`;
  const brass = "#c39a4c";
  const grip = (x: number): string =>
    svg`<path d="M${x}-34C${x > 0 ? x + 26 : x - 26}-30 ${x > 0 ? x + 26 : x - 26} 30 ${x} 34" fill="none" stroke="${shaded(brass, 0.35)}" stroke-width="8" stroke-linecap="round"/><path d="M${x}-34C${x > 0 ? x + 26 : x - 26}-30 ${x > 0 ? x + 26 : x - 26} 30 ${x} 34" fill="none" stroke="${lit(brass, 0.35)}" stroke-width="3" stroke-linecap="round"/>`;
  const body =
    fallen(d, 14) +
    grip(-148) +
    grip(148) +
    `<path d="${d}" transform="translate(2 6)" fill="${shaded(look.colour, 0.5)}"/>` +
    face(d, lit(look.colour, 0.12)) +
    face(inner, shaded(look.colour, 0.1)) +
    `<path d="${inner}" fill="${sheet.linear(
      [
        [0, "#1e1714", 0.34],
        [0.07, "#1e1714", 0.12],
        [0.2, "#1e1714", 0],
        [1, "#fff9ee", 0.14],
      ],
      "down",
    )}"/><path d="${inner}" fill="none" stroke="${shaded(look.colour, 0.5)}" stroke-width="1.6" opacity=".6"/><path d="${d}" fill="none" stroke="${lit(look.colour, 0.5)}" stroke-width="1.8" opacity=".6"/>`;
  return { ...lying(place(body, { turn: -6 }), 10, 10), box: [-176, -118, 176, 124] };
};

const bookend: Draw = (sheet, look) => {
  const form =
    look.seed % 2 === 0 ? "M20 0V-138C70-138 112-92 112-34V0Z" : "M20 0V-132H58L112-14V0Z";
  const books = [
    [-118, 34, 152, look.second],
    [-84, 26, 132, mix(look.colour, "#efe2c6", 0.6)],
    [-58, 40, 164, shaded(look.colour, 0.3)],
    [-18, 30, 140, "#e6dac2"],
  ] as const;
  const body =
    books
      .map(([x, w, h, colour]) => {
        const d = rounded(x, -h, { w, h, r: 3 });
        return svg`${cover(sheet, d, { colour, material: "" })}<path d="${d}" fill="${sheet.linear([
          [0, "#1e1714", 0.2],
          [0.3, "#fff9ee", 0.25],
          [1, "#1e1714", 0.32],
        ])}"/><path d="M${x} ${-h + 22}h${w}M${x} ${-h + 28}h${w}M${x} -20h${w}" stroke="${detailOn(colour)}" stroke-width="2" opacity=".75"/>`;
      })
      .join("") +
    (isWood(look.material)
      ? wooden(sheet, form, { colour: look.colour, turn: 90 })
      : `<path d="${form}" fill="${sheet.linear([
          [0, lit(look.colour, 0.34)],
          [0.5, look.colour],
          [1, shaded(look.colour, 0.34)],
        ])}"/>`) +
    `<path d="${form}" fill="none" stroke="${lit(look.colour, 0.5)}" stroke-width="2" opacity=".5"/><path d="M20 0V-138H28V0Z" fill="${shaded(look.colour, 0.4)}" opacity=".6"/>`;
  return standing(body, { left: 118, right: 114, height: 168, foot: 112, dip: 3 });
};

const calendar: Draw = (sheet, look) => {
  const d = rounded(-108, -210, { w: 216, h: 196, r: 5 });
  const foot = "M-118-16H118L124 0H-124Z";
  const days = Array.from(
    { length: 31 },
    (_, at) =>
      svg`<rect x="${-84 + ((at + 2) % 7) * 25.5}" y="${-112 + Math.floor((at + 2) / 7) * 19}" width="9" height="7" rx="1.5" fill="${at === 16 ? look.colour : "#8d8579"}"${at === 16 ? "" : ' opacity=".75"'}/>`,
  ).join("");
  const body =
    wooden(sheet, foot, { colour: "#b98a58" }) +
    `<path d="M-118-16H118L119-12H-119Z" fill="#fff9ee" opacity=".4"/>` +
    `<path d="${d}" transform="translate(5 2)" fill="#1e1714" opacity=".18"/><path d="${d}" fill="${sheet.linear(
      [
        [0, "#fdf9f0"],
        [1, "#eae1cf"],
      ],
      "slant",
    )}"/>` +
    `<g ${sheet.clip(d)}><path d="M-108-210H108V-132H-108Z" fill="${look.colour}"/><circle cx="52" cy="-168" r="20" fill="${lit(look.colour, 0.6)}"/><path d="M-108-150C-60-190-30-138 10-160S80-172 108-150V-132H-108Z" fill="${shaded(look.colour, 0.28)}"/><path d="M-108-140C-50-160 0-130 50-146S90-146 108-140V-132H-108Z" fill="${shaded(look.colour, 0.45)}"/></g>` +
    days +
    `<path d="M-70-216V-202M-40-216V-202M-10-216V-202M20-216V-202M50-216V-202" stroke="#c39a4c" stroke-width="4" stroke-linecap="round"/>`;
  return standing(body, { left: 124, right: 124, height: 218, foot: 118, dip: 2 });
};

const deskPad: Draw = (sheet, look) => {
  const d = rounded(-170, -92, { w: 340, h: 184, r: 12 });
  const body =
    fallen(d, 6) +
    `<path d="${d}" transform="translate(1 4)" fill="${shaded(look.colour, 0.5)}"/>` +
    cover(sheet, d, {
      colour: look.colour,
      material: look.material === "" ? "leather" : look.material,
    }) +
    stitches("M-160-82H160V82H-160Z", look.colour, 1.8) +
    `<path d="M40-92H170V92H120C100 30 70-40 40-92Z" fill="#fff9ee" opacity=".05"/>` +
    place(
      `${fallen(rounded(-46, -62, { w: 92, h: 124, r: 3 }), 6)}<path d="${rounded(-46, -62, { w: 92, h: 124, r: 3 })}" fill="#fbf5ea"/><path d="M-32-40H32M-32-24H32M-32-8H12" stroke="#8d8579" stroke-width="2" opacity=".5"/>`,
      { x: -76, y: 0, turn: -6 },
    );
  return { ...lying(body, 10, 10), box: [-174, -98, 176, 104] };
};

const tape: Draw = (sheet, look) => {
  const roll = (colour: string, x: number, y: number, pattern: string): string =>
    svg`<g transform="translate(${x} ${y})">${fallen("M-58 0A58 58 0 1 1 58 0A58 58 0 1 1-58 0Z", 12)}<circle cy="7" r="58" fill="${shaded(colour, 0.4)}"/><circle r="58" fill="${sheet.linear(
      [
        [0, lit(colour, 0.3)],
        [1, shaded(colour, 0.16)],
      ],
      "slant",
    )}"/><g fill="none" stroke="${shaded(colour, 0.4)}" opacity=".35"><circle r="53"/><circle r="48"/><circle r="43"/></g><circle r="37" fill="#cfae80"/><circle r="31" fill="${sheet.linear(
      [
        [0, "#5c4a38"],
        [1, "#a5825a"],
      ],
      "down",
    )}"/>${pattern}</g>`;
  const strip =
    "M-150 96C-60 84 40 108 150 88L154 98L148 106L155 116C40 132-60 112-150 124L-154 114L-148 106Z";
  const body =
    roll(look.second, 70, -62, "") +
    roll(mix(look.colour, "#efe2c6", 0.55), -84, -42, "") +
    roll(look.colour, 8, 10, "") +
    fallen(strip, 4) +
    `<path d="${strip}" fill="${look.colour}"/><path d="M-150 96C-60 84 40 108 150 88" stroke="#fff9ee" stroke-width="2" opacity=".5" fill="none"/>` +
    [-110, -66, -22, 22, 66, 110]
      .map((x) => svg`<circle cx="${x}" cy="106" r="6" fill="${mix(look.colour, PAPER, 0.7)}"/>`)
      .join("");
  return { ...lying(body, 10, 10), box: [-160, -124, 160, 136] };
};

/** The drawings of this file by name. */
export const desk = { tray, bookend, calendar, "desk-pad": deskPad, tape };
