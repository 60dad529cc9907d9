/** Paper and the desk: notebooks, pens, trays, calendars, letters, tape. */
import { lit, mix, shaded } from "../colour.ts";
import type { Sheet } from "../sheet.ts";
import { svg } from "../sheet.ts";
import { detailOn, speckle, weave } from "../surface.ts";
import type { Draw, Look } from "./kit.ts";
import { fallen, isWood, lying, place, rounded, standing, stitches, wooden } from "./kit.ts";
import { leaf } from "./leaves.ts";

const PAPER = "#f6f0e4";

/** A flat cover, cloth or leather, lit from the left. */
function cover(
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

const pencils: Draw = (sheet, look) => {
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
export const paper = {
  notebook,
  book,
  pen,
  pencils,
  tray,
  bookend,
  calendar,
  "letter-set": letterSet,
  "desk-pad": deskPad,
  tape,
};
