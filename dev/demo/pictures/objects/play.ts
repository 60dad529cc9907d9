/** Things to play with. */
import { lit, mix, shaded } from "../colour.ts";
import type { Profile } from "../lathe.ts";
import { turned } from "../lathe.ts";
import type { Sheet } from "../sheet.ts";
import { svg } from "../sheet.ts";
import { grain, speckle, weave } from "../surface.ts";
import type { Draw } from "./kit.ts";
import { fallen, hanging, lying, place, rounded, standing, tube, wooden } from "./kit.ts";

/** One edge of a jigsaw piece, 100 long, with a knob to its left (1) or right (-1). */
function knob(side: number): string {
  const k = (y: number): number => y * side;
  return svg`c20 ${k(2)} 34 ${k(8)} 40 ${k(2)}c6 ${k(-6)}-8 ${k(-14)}-8 ${k(-24)}c0 ${k(-20)} 36 ${k(-20)} 36 0c0 ${k(10)}-14 ${k(18)}-8 ${k(24)}c6 ${k(6)} 20 0 40 ${k(-2)}`;
}

const puzzle: Draw = (sheet, look) => {
  const edge = (turn: number, side: number): string => {
    const text = knob(side);
    const [a, b] = [Math.cos(turn), Math.sin(turn)];
    return text.replace(/c([^c]+)/gu, (_, numbers: string) => {
      const values = (numbers.match(/-?\d+(?:\.\d+)?/gu) ?? []).map(Number);
      let out = "c";
      for (let at = 0; at + 1 < values.length; at += 2) {
        const [x, y] = [values[at] ?? 0, values[at + 1] ?? 0];
        out += svg`${x * a - y * b} ${x * b + y * a} `;
      }
      return out.trim();
    });
  };
  const piece = (sides: readonly [number, number, number, number]): string =>
    `M-50-50${sides.map((side, at) => edge((at * Math.PI) / 2, side)).join("")}Z`;
  const tones = [
    look.colour,
    mix(look.colour, "#efe2c6", 0.62),
    look.second,
    mix(look.colour, "#c98a62", 0.55),
  ];
  const one = (
    at: number,
    spot: { x: number; y: number; turn: number },
    sides: readonly [number, number, number, number],
  ): string => {
    const d = piece(sides);
    const colour = tones[at] ?? look.colour;
    return place(
      `${fallen(d, 8)}<path d="${d}" transform="translate(1 6)" fill="${shaded(colour, 0.45)}"/>${wooden(sheet, d, { colour })}<path d="${d}" fill="none" stroke="${lit(colour, 0.5)}" stroke-width="2" opacity=".6"/>`,
      spot,
    );
  };
  const body =
    one(0, { x: -72, y: -64, turn: -3 }, [1, 1, 1, 1]) +
    one(1, { x: 78, y: -76, turn: 14 }, [1, -1, 1, 1]) +
    one(2, { x: -82, y: 82, turn: 10 }, [1, 1, -1, 1]) +
    one(3, { x: 76, y: 74, turn: -16 }, [-1, 1, 1, 1]);
  return { ...lying(body, 10, 10), box: [-166, -158, 166, 164] };
};

const cards: Draw = (sheet, look) => {
  const d = rounded(-62, -92, { w: 124, h: 184, r: 11 });
  const back = (x: number, y: number, turn: number): string =>
    place(
      `${fallen(d, 6)}<path d="${d}" fill="#f8f2e6"/><path d="${rounded(-53, -83, { w: 106, h: 166, r: 6 })}" fill="${look.colour}"/><path d="M-50-60C-30-40-20-80 0-60S30-80 50-60M-50-30C-30-10-20-50 0-30S30-50 50-30M-50 0C-30 20-20-20 0 0S30-20 50 0M-50 30C-30 50-20 10 0 30S30 10 50 30M-50 60C-30 80-20 40 0 60S30 40 50 60" stroke="${mix(look.colour, "#f6efe0", 0.6)}" stroke-width="4" fill="none"/>`,
      { x, y, turn },
    );
  const front = (x: number, y: number, turn: number): string =>
    place(
      `${fallen(d, 7)}<path d="${d}" fill="${sheet.linear(
        [
          [0, "#fffcf5"],
          [1, "#efe6d5"],
        ],
        "slant",
      )}"/><path d="M0-30C18-30 26-12 0 14C-26-12-18-30 0-18Z" fill="${look.second}" transform="scale(1.5) translate(0 4)"/><path d="M-46-76V-58M-51-67H-41M46 76V58M51 67H41" stroke="${look.second}" stroke-width="3"/>`,
      { x, y, turn },
    );
  const body =
    back(-78, -6, -22) +
    back(-40, -24, -10) +
    front(4, -26, 3) +
    front(56, -8, 17) +
    back(30, 96, 84);
  return { ...lying(body, 10, 10), box: [-166, -134, 150, 164] };
};

const dominoes: Draw = (sheet, look) => {
  const d = rounded(-38, -78, { w: 76, h: 156, r: 12 });
  const dots: Readonly<Record<number, readonly (readonly [number, number])[]>> = {
    1: [[0, 0]],
    2: [
      [-16, -16],
      [16, 16],
    ],
    3: [
      [-17, -17],
      [0, 0],
      [17, 17],
    ],
    4: [
      [-16, -16],
      [16, -16],
      [-16, 16],
      [16, 16],
    ],
    5: [
      [-17, -17],
      [17, -17],
      [0, 0],
      [-17, 17],
      [17, 17],
    ],
    6: [
      [-16, -19],
      [16, -19],
      [-16, 0],
      [16, 0],
      [-16, 19],
      [16, 19],
    ],
  };
  const pips = (count: number, y: number, ink: string): string =>
    (dots[count] ?? [])
      .map(
        ([x, dy]) =>
          svg`<circle cx="${x}" cy="${y + dy}" r="6.5" fill="${ink}"/><circle cx="${x - 1}" cy="${y + dy + 1.5}" r="5" fill="${lit(ink, 0.14)}"/>`,
      )
      .join("");
  const one = (
    colour: string,
    [a, b]: readonly [number, number],
    spot: { x: number; y: number; turn: number },
  ): string => {
    const ink = shaded(colour, 0.72);
    return place(
      `${fallen(d, 11)}<path d="${d}" transform="translate(2 9)" fill="${shaded(colour, 0.45)}"/>${wooden(sheet, d, { colour, turn: 90 })}<path d="${d}" fill="none" stroke="${lit(colour, 0.6)}" stroke-width="2.4" opacity=".6"/><path d="M-26 0H26" stroke="${ink}" stroke-width="3" opacity=".8" stroke-linecap="round"/>${pips(a, -39, ink)}${pips(b, 39, ink)}`,
      spot,
    );
  };
  const pale = mix(look.colour, "#ead7b2", 0.6);
  const body =
    one(look.colour, [5, 3], { x: -86, y: -30, turn: -12 }) +
    one(pale, [2, 6], { x: 10, y: -52, turn: 8 }) +
    one(look.colour, [4, 1], { x: 96, y: 6, turn: 24 }) +
    one(pale, [6, 6], { x: -14, y: 96, turn: 82 });
  return { ...lying(body, 10, 10), box: [-152, -140, 162, 152] };
};

/** A cube seen from a corner: top, left, right. */
function cube(
  sheet: Sheet,
  { size, colour, marks = "" }: { size: number; colour: string; marks?: string },
): string {
  const [w, h] = [size * 0.87, size * 0.42];
  const top = svg`M0 ${-size - h * 2}L${w} ${-size - h}L0 ${-size}L${-w} ${-size - h}Z`;
  const left = svg`M${-w} ${-size - h}L0 ${-size}V0L${-w} ${-h}Z`;
  const right = svg`M${w} ${-size - h}L0 ${-size}V0L${w} ${-h}Z`;
  const skin = grain(sheet, colour, { seed: "cube" });
  return `<g stroke-linejoin="round" stroke-width="5"><path d="${left}" fill="${lit(colour, 0.2)}" stroke="${lit(colour, 0.2)}"/><path d="${right}" fill="${shaded(colour, 0.26)}" stroke="${shaded(colour, 0.26)}"/><path d="${top}" fill="${lit(colour, 0.44)}" stroke="${lit(colour, 0.44)}"/></g><path d="${left}${right}${top}" fill="${skin}"/><path d="${svg`M${-w} ${-size - h}L0 ${-size}L${w} ${-size - h}M0 ${-size}V0`}" stroke="#fff9ee" stroke-width="2.4" fill="none" opacity=".45"/>${marks}`;
}

const dice: Draw = (sheet, look) => {
  const pip = (x: number, y: number, ink: string, lean: number): string =>
    svg`<ellipse cx="${x}" cy="${y}" rx="7.5" ry="8.5" transform="skewY(${lean})" fill="${ink}"/>`;
  const marks = (ink: string): string =>
    svg`<ellipse cy="-110" rx="12" ry="6.5" fill="${ink}"/>${[
      [-54, -96],
      [-18, -42],
      [-36, -69],
    ].map(([x = 0, y = 0]) => pip(x, y, ink, 0))}${[
      [18, -68],
      [52, -84],
      [18, -24],
      [52, -40],
    ].map(([x = 0, y = 0]) => pip(x, y, ink, 0))}`;
  const pale = mix(look.colour, "#f1e6d0", 0.72);
  const body =
    place(cube(sheet, { size: 78, colour: look.colour, marks: marks("#f7efdf") }), {
      x: -72,
      y: -8,
    }) +
    place(cube(sheet, { size: 78, colour: pale, marks: marks(shaded(look.colour, 0.4)) }), {
      x: 78,
      y: 10,
      scale: 0.92,
    });
  return {
    ...standing(body, { left: 144, right: 142, height: 156, foot: 60, dip: 10 }),
    feet: [
      [-70, 64],
      [80, 58],
    ],
  };
};

const blocks: Draw = (sheet, look) => {
  const tones = [look.colour, "#dcc49a", look.second, mix(look.colour, "#efe2c6", 0.6)];
  const at = (index: number): string => tones[index] ?? look.colour;
  const body =
    place(cube(sheet, { size: 62, colour: at(0) }), { x: -66, y: -4 }) +
    place(cube(sheet, { size: 62, colour: at(1) }), { x: 62, y: 2 }) +
    `<ellipse cx="0" cy="-118" rx="48" ry="20" fill="#1e1714" opacity=".18"/>` +
    place(cube(sheet, { size: 62, colour: at(2) }), { x: -2, y: -84 }) +
    `<g transform="translate(0 -184)">${turned(sheet, {
      profile: [
        [2, 66],
        [34, 8],
        [32, 0],
      ],
      colour: at(3),
      skins: [grain(sheet, at(3), { turn: 90 })],
    })}</g>` +
    place(
      turned(sheet, {
        profile: [
          [30, 50],
          [30, 0],
        ],
        colour: at(3),
      }) + svg`<ellipse cy="-50" rx="30" ry="5.1" fill="${lit(at(3), 0.4)}"/>`,
      { x: 142, y: 10 },
    );
  return {
    ...standing(body, { left: 124, right: 174, height: 254, foot: 50, dip: 12 }),
    feet: [
      [-66, 52],
      [62, 52],
      [142, 30],
    ],
  };
};

const kite: Draw = (sheet, look) => {
  const d = "M0-178L104-62L0 120L-104-62Z";
  const halves = "M0-178L104-62H0ZM0-62V120L-104-62Z";
  const tail = "M0 120C40 150-30 176 12 206C46 230-10 246 10 262";
  const bow = (x: number, y: number, turn: number): string =>
    svg`<g transform="translate(${x} ${y}) rotate(${turn})"><path d="M0 0L-20-11V11ZM0 0L20-11V11Z" fill="${look.second}"/><circle r="4" fill="${shaded(look.second, 0.3)}"/></g>`;
  const body = place(
    fallen(d, 16) +
      `<path d="${d}" fill="${sheet.linear(
        [
          [0, lit(look.colour, 0.26)],
          [1, shaded(look.colour, 0.14)],
        ],
        "slant",
      )}"/><path d="${halves}" fill="${mix(look.second, "#f4ead6", 0.45)}" opacity=".88"/><path d="${d}" fill="${weave(sheet, "linen", { colour: look.colour })}"/>` +
      tube("M0-176V118", 4, "#a57a4e") +
      tube("M-102-62H102", 4, "#a57a4e") +
      `<path d="${d}" fill="none" stroke="#fff9ee" stroke-width="3" opacity=".6"/><path d="M0-178L-104-62L0 120" fill="none" stroke="#fff9ee" stroke-width="2" opacity=".3"/>` +
      `<path d="${tail}" fill="none" stroke="#6b5a48" stroke-width="2.6"/>${bow(14, 148, 20)}${bow(-2, 182, -24)}${bow(22, 222, 30)}`,
    { turn: 16, y: -20 },
  );
  return hanging(body, { w: 260, top: 196, bottom: 236 });
};

const top: Draw = (sheet, look) => {
  const profile: Profile = [
    [10, 128],
    [12, 118, 84, 112, 92, 84],
    [92, 66, 40, 40, 8, 4],
    [3, 0],
  ];
  const body = place(
    turned(sheet, {
      profile: [
        [6, 186],
        [10, 180, 8, 140, 7, 124],
      ],
      colour: "#b98a58",
      skins: [grain(sheet, "#b98a58", { turn: 90 })],
    }) +
      turned(sheet, {
        profile,
        colour: look.colour,
        finish: "gloss",
        follow: true,
        skins: [speckle(sheet, look.colour, { size: 0.6 })],
        rings: [
          { y: 98, colour: mix(look.second, "#f1e6d0", 0.4), width: 7 },
          { y: 70, colour: look.second, width: 10 },
          { y: 40, colour: mix(look.second, "#f1e6d0", 0.4), width: 5 },
        ],
      }),
    { turn: 9, x: -8 },
  );
  return standing(body, { left: 104, right: 110, height: 192, foot: 26, dip: 6 });
};

/** The drawings of this file by name. */
export const play = { puzzle, cards, dominoes, dice, blocks, kite, top };
