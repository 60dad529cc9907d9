/** Paper and what writes on it: notebooks, books, pens, pencils, letters. */
import { lit, mix, shaded } from "../colour.ts";
import type { Sheet } from "../sheet.ts";
import { svg } from "../sheet.ts";
import { detailOn, speckle, weave } from "../surface.ts";
import type { Draw, Look } from "./kit.ts";
import { fallen, isWood, lying, place, rounded, standing, wooden } from "./kit.ts";
import { leaf } from "./leaves.ts";

const PAPER = "#f6f0e4";

/** A flat cover, cloth or leather, lit from the left. */
export function cover(
  sheet: Sheet,
  d: string,
  { colour, material }: Pick<Look, "colour" | "material">,
): string {
  const skin =
    material === "leather"
      ? speckle(sheet, colour, { size: 1.2, seed: "hide" })
      : weave(sheet, "linen", { colour });
  return `<path d="${d}" fill="${sheet.linear(
    [
      [0, lit(colour, 0.18)],
      [0.5, colour],
      [1, shaded(colour, 0.16)],
    ],
    "slant",
  )}"/><path d="${d}" fill="${skin}"/>`;
}

/** Where the pages of a book show: right and below its cover. */
function pages(d: string, thick: number): string {
  return (
    `<path d="${d}" transform="translate(${thick} ${thick})" fill="#8d7f6c"/><path d="${d}" transform="translate(${thick - 2} ${thick - 2})" fill="#e9dfcb"/>` +
    [2, 4, 6]
      .filter((at) => at < thick - 1)
      .map(
        (at) =>
          `<path d="${d}" transform="translate(${at} ${at})" fill="none" stroke="#b9ab93" stroke-width=".8"/>`,
      )
      .join("")
  );
}

/** A sprig pressed into a cover. */
function emblem(look: Look, colour: string): string {
  if (look.seed % 3 === 0) {
    return `<g opacity=".9"><path d="M0 40Q4 0 0-44" stroke="${colour}" stroke-width="2.4" fill="none"/>${[-30, -8, 14].map((y) => leaf(1, y + 10, { length: 26, width: 9, turn: 48, colour }) + leaf(1, y + 14, { length: 26, width: 9, turn: -48, colour })).join("")}</g>`;
  }
  if (look.seed % 3 === 1)
    return `<path d="${rounded(-48, -34, { w: 96, h: 52, r: 2 })}" fill="${PAPER}"/><path d="M-30-16H30M-30-4H12" stroke="#6b6154" stroke-width="2" opacity=".7"/>`;
  return `<circle r="30" fill="none" stroke="${colour}" stroke-width="2.6"/><path d="M-30 4C-16-8-8 10 4 2S22-4 30 4M-27 14C-14 4-8 20 4 12S20 8 27 14" stroke="${colour}" stroke-width="2.4" fill="none"/>`;
}

const notebook: Draw = (sheet, look) => {
  const d = rounded(-104, -146, { w: 208, h: 292, r: 9 });
  const ink = detailOn(look.colour);
  const band = shaded(look.colour, 0.4);
  const body = place(
    fallen(d, 12) +
      pages(d, 9) +
      cover(sheet, d, look) +
      `<path d="M-80-146V146" stroke="#1e1714" stroke-width="5" opacity=".16"/><path d="M-77-146V146" stroke="#fff9ee" stroke-width="2" opacity=".3"/>` +
      place(emblem(look, ink), { x: 8, y: -44 }) +
      (look.seed % 2 === 0
        ? `<path d="M70-146H80V146H70Z" fill="${band}"/><path d="M70-146H72.5V146H70Z" fill="#fff9ee" opacity=".25"/>`
        : `<path d="M40 146L40 196L47 186L54 196V146Z" fill="${look.second}"/>`),
    { turn: -7 },
  );
  return { ...lying(body, 10, 10), box: [-124, -162, 130, 176] };
};

const book: Draw = (sheet, look) => {
  const tones = [look.colour, look.second, mix(look.colour, "#efe2c6", 0.6)];
  const spines = [
    [-118, 236, 46, 0],
    [-104, 214, 38, 46],
    [-110, 206, 34, 84],
  ] as const;
  const body = spines
    .map(([x, w, h, up], at) => {
      const colour = tones[at] ?? look.colour;
      const d = rounded(x, -up - h, { w, h, r: 5 });
      const round = sheet.linear(
        [
          [0, "#fff9ee", 0.42],
          [0.3, "#fff9ee", 0.05],
          [0.7, "#1e1714", 0.05],
          [1, "#1e1714", 0.4],
        ],
        "down",
      );
      const ink = detailOn(colour);
      return (
        cover(sheet, d, { colour, material: look.material }) +
        `<path d="${d}" fill="${round}"/>` +
        svg`<path d="M${x + 22} ${-up - h}v${h}M${x + w - 22} ${-up - h}v${h}" stroke="${ink}" stroke-width="3" opacity=".8"/><path d="M${x + w * 0.3} ${-up - h * 0.5}h${w * 0.34}" stroke="${ink}" stroke-width="${h * 0.16}" opacity=".75"/><path d="M${x + w * 0.74} ${-up - h * 0.5}h${w * 0.08}" stroke="${ink}" stroke-width="3" opacity=".7"/>`
      );
    })
    .join("");
  return standing(body, { left: 118, right: 118, height: 120, foot: 112, dip: 3 });
};

const pen: Draw = (sheet, look) => {
  const barrel = "M-10-150C-10-160 10-160 10-150L11 96H-11Z";
  const nib = "M-11 100H11L5 132L0 168L-5 132Z";
  const round = [
    [0, "#1e1714", 0.3],
    [0.25, "#fff9ee", 0.6],
    [0.5, "#fff9ee", 0],
    [1, "#1e1714", 0.5],
  ] as const;
  const brass = sheet.linear([
    [0, "#7d5f28"],
    [0.3, "#f1dfae"],
    [0.6, "#c39a4c"],
    [1, "#6f5323"],
  ]);
  const wood = isWood(look.material);
  const one =
    fallen(barrel, 7) +
    fallen(nib, 5) +
    (wood
      ? wooden(sheet, barrel, { colour: look.colour, turn: 90 })
      : `<path d="${barrel}" fill="${look.colour}"/>`) +
    `<path d="${barrel}" fill="${sheet.linear(round)}"/><path d="${nib}" fill="${brass}"/><path d="M0 128V160" stroke="#3b2f28" stroke-width="1.2"/><circle cy="126" r="2.2" fill="#3b2f28"/>` +
    `<path d="M-11 92H11V102H-11ZM-10.5-62H10.5V-54H-10.5Z" fill="${brass}"/><path d="M4-152C4-158 12-158 12-150V-72C12-66 6-66 6-72Z" fill="${brass}"/>`;
  const body = place(one, { turn: 42, scale: 1.15 });
  return { ...lying(body, 10, 10), box: [-140, -140, 140, 150] };
};

const pencils: Draw = (_sheet, look) => {
  const tones = [
    look.colour,
    mix(look.colour, "#f3e6cc", 0.55),
    look.second,
    shaded(look.colour, 0.35),
    lit(look.colour, 0.3),
  ];
  const one = (colour: string, at: number): string => {
    const long = 128 - ((at * 37) % 40);
    const d = svg`M-9-120H9V${long}H-9Z`;
    return place(
      fallen(d, 5) +
        `<path d="${d}" fill="${colour}"/><path d="${svg`M-9-120H-3.5V${long}H-9Z`}" fill="#fff9ee" opacity=".32"/><path d="${svg`M4-120H9V${long}H4Z`}" fill="#1e1714" opacity=".24"/>` +
        svg`<path d="M-9 ${long}L-3 ${long + 24}H3L9 ${long}Q4.5 ${long - 5} 3 ${long}Q0 ${long - 5}-3 ${long}Q-5 ${long - 5}-9 ${long}Z" fill="#e3c79a"/><path d="M-3 ${long + 24}L0 ${long + 35}L3 ${long + 24}Z" fill="${shaded(colour, 0.4)}"/>` +
        `<path d="M-9-134H9V-120H-9Z" fill="#c39a4c"/><path d="M-9-130H9M-9-125H9" stroke="#7d5f28" stroke-width="1.2"/><path d="M-8-148C-8-154 8-154 8-148V-134H-8Z" fill="#d99b8c"/>`,
      { x: (at - 2) * 42, y: ((at * 23) % 30) - 10, turn: (at - 2) * 3.5 },
    );
  };
  return {
    ...lying(place(tones.map(one).join(""), { turn: 12 }), 10, 10),
    box: [-142, -176, 142, 176],
  };
};

const letterSet: Draw = (sheet, look) => {
  const card = rounded(-110, -76, { w: 220, h: 152, r: 4 });
  const tone = mix(look.colour, PAPER, 0.25);
  const sheetOf = (turn: number, x: number, y: number): string =>
    place(
      `${fallen(card, 6)}<path d="${card}" fill="${sheet.linear(
        [
          [0, "#fffaf0"],
          [1, "#ece2d0"],
        ],
        "slant",
      )}"/><path d="M-84-44H40M-84-24H76M-84-4H60M-84 16H72" stroke="#8d8579" stroke-width="2.4" opacity=".5"/>`,
      { turn, x, y },
    );
  const body =
    sheetOf(9, 34, -76) +
    sheetOf(-4, 0, -44) +
    place(
      fallen(card, 9) +
        `<path d="${card}" fill="${sheet.linear(
          [
            [0, lit(tone, 0.2)],
            [1, shaded(tone, 0.12)],
          ],
          "slant",
        )}"/>` +
        `<path d="M-108 74L-14-4M108 74L14-4" stroke="${shaded(tone, 0.35)}" stroke-width="2" opacity=".5"/><path d="M-108-74L-12 14C-5 20 5 20 12 14L108-74Z" transform="translate(0 4)" fill="#1e1714" opacity=".16"/><path d="M-108-75L-12 10C-5 16 5 16 12 10L108-75Z" fill="${lit(tone, 0.14)}" stroke="${shaded(tone, 0.25)}" stroke-width="1"/>` +
        `<circle cy="6" r="19" fill="${shaded(look.second, 0.1)}"/><circle cx="-2" cy="4" r="14" fill="${lit(look.second, 0.12)}"/><path d="M-8 6q4-5 8 0t8 0" stroke="${shaded(look.second, 0.4)}" stroke-width="2.4" fill="none"/>`,
      { x: -16, y: 62, turn: -6 },
    );
  return { ...lying(body, 10, 10), box: [-138, -172, 156, 162] };
};

/** The drawings of this file by name. */
export const paper = { notebook, book, pen, pencils, "letter-set": letterSet };
